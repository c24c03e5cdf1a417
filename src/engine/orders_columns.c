#include "engine/orders_columns.h"

#include "report/report.h"

static const char *const field_words[LC_FIELDS] = {
    [LC_FIELD_ORDER_ID] = "order_id",
    [LC_FIELD_LINE] = "line",
    [LC_FIELD_SHIP_DATE] = "ship_date",
    [LC_FIELD_ACTIVITY] = "activity",
    [LC_FIELD_EXPORTER] = "exporter",
    [LC_FIELD_PART_NO] = "part_no",
    [LC_FIELD_ITEM] = "item",
    [LC_FIELD_DELIVERY] = "delivery",
    [LC_FIELD_ECCN] = "eccn",
    [LC_FIELD_ORIGIN] = "origin",
    [LC_FIELD_HTS6] = "hts6",
    [LC_FIELD_QUANTITY] = "quantity",
    [LC_FIELD_VALUE_USD] = "value_usd",
    [LC_FIELD_VALUE] = "value",
    [LC_FIELD_CURRENCY] = "currency",
    [LC_FIELD_FROM] = "from",
    [LC_FIELD_TO] = "to",
    [LC_FIELD_TRANSIT] = "transit",
    [LC_FIELD_END_USE] = "end_use",
    [LC_FIELD_OWNERS] = "owners",
    [LC_FIELD_AUTHORIZATION] = "authorization_claimed",
    [LC_FIELD_REMARKS] = "remarks",
};

static const char *const role_words[LC_ROLES] = {
    [LC_ROLE_COUNTERPARTY] = "counterparty",
    [LC_ROLE_PURCHASER] = "purchaser",
    [LC_ROLE_SELLER] = "seller",
    [LC_ROLE_INTERMEDIATE_CONSIGNEE] = "intermediate_consignee",
    [LC_ROLE_ULTIMATE_CONSIGNEE] = "ultimate_consignee",
    [LC_ROLE_END_USER] = "end_user",
    [LC_ROLE_FORWARDER] = "forwarder",
    [LC_ROLE_FORWARDER_US] = "forwarder_us",
    [LC_ROLE_FORWARDER_ABROAD] = "forwarder_abroad",
    [LC_ROLE_CARRIER] = "carrier",
    [LC_ROLE_NOTIFY] = "notify",
    [LC_ROLE_BANK] = "bank",
    [LC_ROLE_FINANCIER] = "financier",
    [LC_ROLE_APPLICANT] = "applicant",
    [LC_ROLE_OTHER_LICENCE_RECIPIENT] = "other_licence_recipient",
    [LC_ROLE_OWNER] = "owner",
};

static const char *const part_words[] = {
    [LC_PART_NAME] = "name", [LC_PART_COUNTRY] = "country", [LC_PART_ADDRESS] = "address"};

enum { PARTS = sizeof part_words / sizeof *part_words };

const char *lc_role_word(lc_role role)
{
    return role > LC_ROLE_NONE && role < LC_ROLES ? role_words[role] : "";
}

const char *lc_field_word(lc_field field)
{
    return field > LC_FIELD_UNREAD && field < LC_FIELDS ? field_words[field] : "";
}

static lc_role role_of(lc_sv word)
{
    for (int r = 1; r < LC_ROLES; r++)
        if (lc_sv_is(word, role_words[r])) return (lc_role)r;
    return LC_ROLE_NONE;
}

/* What one header is by itself. */
typedef struct guess {
    lc_field field;
    lc_role role; /* LC_ROLE_NONE with a part: belongs to the party beside it */
    lc_part part;
    const char *how;
} guess;

/* "end_user_country", "hts6": canonical names, as the documentation and --map have them. */
static guess of_canonical(lc_sv word, const char *how)
{
    for (int f = 1; f < LC_FIELDS; f++)
        if (lc_sv_ieq(word, lc_sv_of(field_words[f])))
            return (guess){.field = (lc_field)f, .how = how};
    for (int r = 1; r < LC_ROLES; r++) {
        lc_sv role = lc_sv_of(role_words[r]);
        if (word.len <= role.len || !lc_sv_ieq(lc_sv_make(word.data, role.len), role)) continue;
        lc_sv rest = lc_sv_from(word, role.len);
        for (int p = 1; p < PARTS; p++)
            if (rest.data[0] == '_' && lc_sv_ieq(lc_sv_from(rest, 1), lc_sv_of(part_words[p])))
                return (guess){LC_FIELD_PARTY, (lc_role)r, (lc_part)p, how};
    }
    return (guess){0};
}

static lc_part part_of(const lc_words_table *t, lc_sv key)
{
    const lc_word *w = lc_words_find(t, LC_WORD_PART, key);
    for (int p = 1; w && p < PARTS; p++)
        if (lc_sv_is(w->what, part_words[p])) return (lc_part)p;
    return LC_PART_NONE;
}

static bool is_link(const lc_words_table *t, lc_sv key)
{
    return !key.len || lc_words_find(t, LC_WORD_LINK, key);
}

/* The role's word, also inflected at its end ("Land des Endverwenders", "Adresse des Kunden"). */
static const lc_word *role_at_end(const lc_words_table *t, lc_sv key)
{
    const lc_word *w = lc_words_find(t, LC_WORD_ROLE, key);
    bool inflected = key.len > 1 && strchr("sn", key.data[key.len - 1]);
    return w || !inflected ? w : lc_words_find(t, LC_WORD_ROLE, lc_sv_make(key.data, key.len - 1));
}

/* A role and a part with at most a link between them, in either order. */
static guess of_role_and_part(const lc_words_table *t, lc_sv key)
{
    for (size_t i = 1; i < key.len; i++) {
        lc_sv head = lc_sv_make(key.data, i);
        const lc_word *role = lc_words_find(t, LC_WORD_ROLE, head);
        lc_part part = part_of(t, head);
        for (size_t k = i; (role || part) && k < key.len; k++) {
            lc_sv tail = lc_sv_from(key, k);
            if (!is_link(t, lc_sv_make(key.data + i, k - i))) continue;
            lc_part last = role ? part_of(t, tail) : LC_PART_NONE;
            if (last) return (guess){LC_FIELD_PARTY, role_of(role->what), last, "role and part"};
            const lc_word *end = part ? role_at_end(t, tail) : NULL;
            if (end) return (guess){LC_FIELD_PARTY, role_of(end->what), part, "role and part"};
        }
    }
    return (guess){0};
}

static guess of_header(const lc_words_table *t, lc_arena *a, lc_sv header)
{
    enum { LONGEST_KEY = 200 };
    guess g = of_canonical(lc_sv_trim(header), "name");
    lc_sv key = lc_words_key(a, header);
    if (g.field || key.len > LONGEST_KEY) return g;
    const lc_word *w = lc_words_find(t, LC_WORD_COLUMN, key);
    if (w) return of_canonical(w->what, "spelling");
    lc_part part = part_of(t, key);
    if (part == LC_PART_COUNTRY || part == LC_PART_ADDRESS)
        return (guess){LC_FIELD_PARTY, LC_ROLE_NONE, part, "beside"};
    w = lc_words_find(t, LC_WORD_ROLE, key);
    if (w) return (guess){LC_FIELD_PARTY, role_of(w->what), LC_PART_NAME, "spelling"};
    return of_role_and_part(t, key);
}

/* ---- --map ---- */

/* "Their Header=canonical"; the last = counts, headers may hold one. */
static bool split_map(lc_sv map, lc_sv *header, lc_sv *canonical)
{
    size_t at = map.len;
    while (at > 0 && map.data[at - 1] != '=') at--;
    if (!at) return false;
    *header = lc_sv_trim(lc_sv_make(map.data, at - 1));
    *canonical = lc_sv_trim(lc_sv_from(map, at));
    return true;
}

static bool same_header(lc_arena *a, lc_sv x, lc_sv y)
{
    if (lc_sv_eq(lc_sv_trim(x), lc_sv_trim(y))) return true;
    lc_sv k = lc_words_key(a, x);
    return k.len && lc_sv_eq(k, lc_words_key(a, y));
}

static int bad_map(licet_error *err, lc_sv map, const char *why)
{
    lc_fail(err, LICET_E_ARGUMENT, "--map \"%.*s\": %s", LC_SV_ARG(map), why);
    return lc_fail_remedy(err, "write --map \"Their Header=canonical\", for instance "
                               "\"Kunde=purchaser_name\"; docs/orders.md lists the columns");
}

static guess mapped(lc_arena *a, lc_sv header, const lc_sv *maps, size_t n_maps)
{
    for (size_t i = n_maps; i-- > 0;) {
        lc_sv theirs, canonical;
        if (split_map(maps[i], &theirs, &canonical) && same_header(a, theirs, header))
            return of_canonical(canonical, "--map");
    }
    return (guess){0};
}

static int check_maps(lc_arena *a, const lc_sv *header, size_t n, const lc_sv *maps, size_t n_maps,
                      licet_error *err)
{
    for (size_t i = 0; i < n_maps; i++) {
        lc_sv theirs, canonical;
        if (!split_map(maps[i], &theirs, &canonical)) return bad_map(err, maps[i], "no = in it");
        if (!of_canonical(canonical, "--map").field)
            return bad_map(err, maps[i], "no such canonical column");
        bool stands = false;
        for (size_t k = 0; k < n; k++) stands |= same_header(a, theirs, header[k]);
        if (!stands) return bad_map(err, maps[i], "the table has no such column");
    }
    return 0;
}

/* ---- all columns ---- */

static lc_column_group *group_of(lc_columns *c, lc_role role, lc_part part)
{
    for (size_t i = 0; i < c->n_groups; i++) {
        lc_column_group *g = &c->groups[i];
        bool taken = (part == LC_PART_NAME && g->name != LC_NO_COLUMN) ||
                     (part == LC_PART_COUNTRY && g->country != LC_NO_COLUMN) ||
                     (part == LC_PART_ADDRESS && g->n_addresses == LC_GROUP_ADDRESSES);
        if (g->role == role && !taken) return g;
    }
    return NULL;
}

static void bind_part(lc_columns *c, lc_column_group *g, size_t i, guess is)
{
    if (is.part == LC_PART_NAME) g->name = (int)i;
    if (is.part == LC_PART_COUNTRY) g->country = (int)i;
    if (is.part == LC_PART_ADDRESS) g->addresses[g->n_addresses++] = (int)i;
    c->at[i].field = LC_FIELD_PARTY;
    c->at[i].role = g->role;
    c->at[i].part = is.part;
    c->at[i].group = (size_t)(g - c->groups);
    c->at[i].how = is.how;
    c->at[i].party_like = false;
}

/* A country or address in front of its party's name makes the group too. */
static void bind_party(lc_columns *c, size_t i, guess is)
{
    lc_column_group *g = group_of(c, is.role, is.part);
    if (!g) {
        g = &c->groups[c->n_groups++];
        *g = (lc_column_group){.role = is.role, .name = LC_NO_COLUMN, .country = LC_NO_COLUMN};
    }
    bind_part(c, g, i, is);
}

/* "Ctry" belongs to the party whose columns end just before it; failing that, to the only party,
 * unless it stands beside a party nobody reads. */
static lc_column_group *party_beside(lc_columns *c, size_t i, lc_part part)
{
    lc_column_group *g = NULL;
    if (i > 0 && c->at[i - 1].field == LC_FIELD_PARTY)
        g = &c->groups[c->at[i - 1].group];
    else if (c->n_groups == 1 && !(i > 0 && c->at[i - 1].party_like))
        g = &c->groups[0];
    if (!g) return NULL;
    if (part == LC_PART_COUNTRY) return g->country == LC_NO_COLUMN ? g : NULL;
    return g->n_addresses < LC_GROUP_ADDRESSES ? g : NULL;
}

static void bind(lc_columns *c, size_t i, guess is)
{
    if (is.field == LC_FIELD_PARTY) {
        bind_party(c, i, is);
    } else if (is.field && (c->field[is.field] == LC_NO_COLUMN || is.field == LC_FIELD_REMARKS)) {
        c->field[is.field] = (int)i;
        c->at[i].field = is.field;
        c->at[i].how = is.how;
    }
}

/* "Sold-To Address" beside "Sold-To / Seller": parts of a purchaser or seller nobody names are the
 * counterparty's. */
static void join_counterparty(lc_columns *c)
{
    lc_column_group *to = NULL;
    for (size_t i = 0; i < c->n_groups && !to; i++)
        if (c->groups[i].role == LC_ROLE_COUNTERPARTY) to = &c->groups[i];
    for (size_t i = 0; i < c->n && to; i++) {
        lc_column *x = &c->at[i];
        if (x->field != LC_FIELD_PARTY || x->part == LC_PART_NAME) continue;
        lc_column_group *g = &c->groups[x->group];
        bool nameless =
            (g->role == LC_ROLE_PURCHASER || g->role == LC_ROLE_SELLER) && g->name == LC_NO_COLUMN;
        bool room = x->part == LC_PART_COUNTRY ? to->country == LC_NO_COLUMN
                                               : to->n_addresses < LC_GROUP_ADDRESSES;
        if (!nameless || !room) continue;
        if (x->part == LC_PART_COUNTRY)
            g->country = LC_NO_COLUMN;
        else
            g->n_addresses = 0;
        bind_part(c, to, i, (guess){LC_FIELD_PARTY, to->role, x->part, x->how});
    }
}

static void name_columns(lc_columns *c, lc_arena *a)
{
    c->n_read = 0;
    for (size_t i = 0; i < c->n; i++) {
        lc_column *x = &c->at[i];
        x->called = lc_sv_trim(x->header).len ? x->header : lc_arena_printf(a, "column %zu", i + 1);
        c->n_read += x->field != LC_FIELD_UNREAD;
        if (x->field != LC_FIELD_PARTY) {
            x->canonical = lc_sv_of(lc_field_word(x->field));
            continue;
        }
        int same = 1, place = 1;
        for (size_t g = 0; g < x->group; g++) same += c->groups[g].role == x->role;
        for (int k = 0; k < c->groups[x->group].n_addresses && x->part == LC_PART_ADDRESS; k++)
            if (c->groups[x->group].addresses[k] == (int)i) place = k + 1;
        lc_sv ordinal = same > 1 ? lc_arena_printf(a, "_%d", same) : LC_SV_NONE;
        lc_sv further = place > 1 ? lc_arena_printf(a, "_%d", place) : LC_SV_NONE;
        x->canonical = lc_arena_printf(a, "%s%.*s_%s%.*s", lc_role_word(x->role),
                                       LC_SV_ARG(ordinal), part_words[x->part], LC_SV_ARG(further));
    }
}

/* The group to becomes the party that the group from was; from is empty afterwards. */
static void take_over(lc_columns *c, size_t to, size_t from)
{
    lc_column_group *g = &c->groups[to], *old = &c->groups[from];
    g->role = old->role;
    for (size_t k = 0; k < c->n; k++) {
        lc_column *x = &c->at[k];
        if (x->field != LC_FIELD_PARTY || (x->group != to && x->group != from)) continue;
        x->role = g->role;
        bool room = x->part == LC_PART_COUNTRY ? g->country == LC_NO_COLUMN
                                               : g->n_addresses < LC_GROUP_ADDRESSES;
        if (x->group == from && x->part != LC_PART_NAME && room)
            bind_part(c, g, k, (guess){LC_FIELD_PARTY, g->role, x->part, x->how});
        else if (x->group == from)
            *x = (lc_column){.header = x->header};
    }
    *old = (lc_column_group){.name = LC_NO_COLUMN, .country = LC_NO_COLUMN};
}

void lc_columns_leave_numbers(const lc_words_table *t, lc_arena *a, lc_columns *c,
                              const bool *number)
{
    for (size_t i = 1; i < c->n; i++) {
        lc_column *name = &c->at[i], *no = &c->at[i - 1];
        bool both = name->field == LC_FIELD_PARTY && name->part == LC_PART_NAME &&
                    no->field == LC_FIELD_PARTY && no->part == LC_PART_NAME;
        if (!both || !number[i - 1] || name->role != LC_ROLE_COUNTERPARTY ||
            part_of(t, lc_words_key(a, name->header)) != LC_PART_NAME)
            continue;
        take_over(c, name->group, no->group);
        *no = (lc_column){.header = no->header};
    }
    name_columns(c, a);
}

static void start(lc_columns *c, lc_arena *a, const lc_sv *header, size_t n)
{
    *c = (lc_columns){
        .at = LC_NEW_N(a, lc_column, n), .n = n, .groups = LC_NEW_N(a, lc_column_group, n)};
    for (size_t f = 0; f < LC_FIELDS; f++) c->field[f] = LC_NO_COLUMN;
    for (size_t i = 0; i < n; i++) c->at[i].header = lc_arena_sv(a, header[i]);
}

static bool is_answer(lc_sv header, size_t i)
{
    lc_sv name = lc_sv_trim(header);
    if (lc_sv_starts(name, LC_SV("licet_"))) name = lc_sv_from(name, 6);
    return lc_sv_is(name, lc_answer_columns[i]);
}

/* A table that was answered once and is checked again: all answer columns, side by side. */
static void find_answers(lc_columns *c)
{
    for (size_t from = 0; from + LC_ANSWER_COLUMNS <= c->n; from++) {
        size_t k = 0;
        while (k < LC_ANSWER_COLUMNS && is_answer(c->at[from + k].header, k)) k++;
        for (size_t i = 0; k == LC_ANSWER_COLUMNS && i < k; i++) c->at[from + i].answer = true;
    }
}

int lc_columns_judge(const lc_words_table *t, lc_arena *a, const lc_sv *header, size_t n,
                     const lc_sv *maps, size_t n_maps, lc_columns *out, licet_error *err)
{
    int rc = check_maps(a, header, n, maps, n_maps, err);
    if (rc) return rc;
    lc_columns c;
    start(&c, a, header, n);
    find_answers(&c);
    guess *is = LC_NEW_N(a, guess, n);
    for (size_t i = 0; i < n;
         i++) { /* the strongest first, so that a guess cannot take its place */
        is[i] = mapped(a, header[i], maps, n_maps);
        if (is[i].field) bind(&c, i, is[i]);
    }
    for (size_t i = 0; i < n; i++) {
        if (is[i].field) continue;
        is[i] = of_header(t, a, header[i]);
        if (!is[i].field || is[i].role || is[i].field != LC_FIELD_PARTY) bind(&c, i, is[i]);
    }
    for (size_t i = 0; i < n; i++)
        c.at[i].party_like =
            !c.at[i].field && !c.at[i].answer && lc_header_party_like(t, a, header[i]);
    for (size_t i = 0; i < n; i++) {
        if (c.at[i].field || is[i].field != LC_FIELD_PARTY || is[i].role) continue;
        lc_column_group *g = party_beside(&c, i, is[i].part);
        if (g) bind_part(&c, g, i, is[i]);
    }
    join_counterparty(&c);
    name_columns(&c, a);
    *out = c;
    return 0;
}

size_t lc_columns_known(const lc_words_table *t, lc_arena *a, const lc_sv *cells, size_t n,
                        const lc_sv *maps, size_t n_maps, size_t *out_parties)
{
    size_t known = 0;
    *out_parties = 0;
    for (size_t i = 0; i < n; i++) {
        guess g = mapped(a, cells[i], maps, n_maps);
        if (!g.field) g = of_header(t, a, cells[i]);
        known += g.field != LC_FIELD_UNREAD;
        *out_parties += g.field == LC_FIELD_PARTY && g.role && g.part == LC_PART_NAME;
    }
    return known;
}

bool lc_header_party_like(const lc_words_table *t, lc_arena *a, lc_sv header)
{
    bool detail = lc_words_any(t, a, LC_WORD_DETAIL, header) ||
                  lc_words_inside(t, a, LC_WORD_DETAIL_INSIDE, header);
    return !detail && (lc_words_any(t, a, LC_WORD_PARTYISH, header) ||
                       lc_words_inside(t, a, LC_WORD_PARTYISH_INSIDE, header));
}
