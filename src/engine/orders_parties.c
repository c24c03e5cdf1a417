/* The parties of one row. Every party column is looked up (the listed one may be the forwarder),
 * and a party nobody named stays visible, so that the row cannot be released. */
#include "engine/orders_row.h"

typedef struct one {
    lc_role role;
    lc_naming naming;
    lc_sv name, country, address;
    bool missing;  /* needed and not named */
    bool left_out; /* no such party in this row */
} one;

static lc_sv cell_at(const lc_reading *r, int column)
{
    return column == LC_NO_COLUMN ? LC_SV_NONE : lc_sv_trim(r->cells[column]);
}

static lc_sv address_of(const lc_reading *r, const lc_column_group *g)
{
    lc_sv out = LC_SV_NONE;
    for (int i = 0; i < g->n_addresses; i++) {
        lc_sv part = cell_at(r, g->addresses[i]), unused;
        bool or_nobody;
        lc_naming is = lc_cell_naming(r->words, r->a, part, &unused, &or_nobody);
        if (is != LC_NAMING_NAME) continue;
        out = out.len ? lc_arena_printf(r->a, "%.*s, %.*s", LC_SV_ARG(out), LC_SV_ARG(part)) : part;
    }
    return out;
}

static bool named(const lc_reading *r, const lc_column_group *g)
{
    lc_sv name;
    bool or_nobody;
    lc_naming is = lc_cell_naming(r->words, r->a, cell_at(r, g->name), &name, &or_nobody);
    return is == LC_NAMING_NAME;
}

static bool row_names(const lc_reading *r, lc_role role)
{
    for (size_t i = 0; i < r->columns->n_groups; i++)
        if (r->columns->groups[i].role == role && named(r, &r->columns->groups[i])) return true;
    return false;
}

/* In a purchase the "customer" column holds whom we buy from, unless a seller is named beside it.
 */
static lc_role role_in_row(lc_reading *r, lc_role role, lc_sv country)
{
    bool buy = r->direction == LC_DIRECTION_BUY;
    if (role == LC_ROLE_COUNTERPARTY) return buy ? LC_ROLE_SELLER : LC_ROLE_PURCHASER;
    if (role == LC_ROLE_PURCHASER && buy && !row_names(r, LC_ROLE_SELLER) &&
        !row_names(r, LC_ROLE_COUNTERPARTY)) {
        lc_reading_note(r, "a purchase: the customer column was taken for the seller");
        return LC_ROLE_SELLER;
    }
    /* A forwarder abroad stands where an intermediate consignee does (748.5(d)); without a country
     * that is the stricter reading. */
    if (role == LC_ROLE_FORWARDER)
        return lc_sv_is(country, "US") ? LC_ROLE_FORWARDER_US : LC_ROLE_FORWARDER_ABROAD;
    return role;
}

static one read_group(lc_reading *r, const lc_column_group *g)
{
    one p = {0};
    bool or_nobody;
    lc_sv name_cell = cell_at(r, g->name);
    p.naming = lc_cell_naming(r->words, r->a, name_cell, &p.name, &or_nobody);
    p.country = lc_reading_country(r, cell_at(r, g->country), lc_role_word(g->role));
    p.address = address_of(r, g);
    p.role = role_in_row(r, g->role, p.country);
    if (g->name == LC_NO_COLUMN) { /* "Ship-to address" alone: another place of the customer */
        p.naming = p.country.len || p.address.len ? LC_NAMING_SAME : LC_NAMING_NOBODY;
        return p;
    }
    /* A forwarder nobody places takes the goods over where they go (748.5(d)). */
    if (p.role == LC_ROLE_FORWARDER_ABROAD && p.naming == LC_NAMING_NAME && !p.country.len &&
        g->country == LC_NO_COLUMN && r->to.len) {
        p.country = r->to;
        lc_reading_note(r, "forwarder: no country stated, so taken to act in the destination");
    }
    bool needed = p.role == LC_ROLE_PURCHASER || p.role == LC_ROLE_SELLER ||
                  p.role == LC_ROLE_END_USER || p.role == LC_ROLE_ULTIMATE_CONSIGNEE;
    if (p.naming == LC_NAMING_UNNAMED && or_nobody && !needed) p.naming = LC_NAMING_NOBODY;
    if (p.naming == LC_NAMING_NOBODY && needed) p.naming = LC_NAMING_UNNAMED;
    if (p.naming == LC_NAMING_UNNAMED)
        lc_reading_note(r, "%s: \"%.*s\" is not a name; not screened", lc_role_word(p.role),
                        LC_SV_ARG(name_cell));
    return p;
}

/* ---- who "same" is, and who is missing ---- */

static const one *customer_of(const one *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (v[i].role == LC_ROLE_PURCHASER) return &v[i];
    return NULL;
}

static bool other_place(const lc_reading *r, const one *customer)
{
    return customer && customer->country.len && r->to.len && !lc_sv_eq(customer->country, r->to);
}

/* Nothing in the cell. The end user must be known (748.5(f)); goods sent to another country than
 * the customer's go to somebody. Other parties need not exist. */
static void judge_empty(lc_reading *r, one *p, const one *customer)
{
    bool sell = r->direction != LC_DIRECTION_BUY;
    switch (p->role) {
    case LC_ROLE_PURCHASER:
    case LC_ROLE_END_USER: p->missing = sell; break;
    case LC_ROLE_SELLER: p->missing = !sell; break;
    case LC_ROLE_ULTIMATE_CONSIGNEE: p->missing = sell && other_place(r, customer); break;
    default: break;
    }
    p->left_out = !p->missing;
    if (p->missing) lc_reading_note(r, "%s: not named", lc_role_word(p->role));
}

static void judge_same(lc_reading *r, one *p, const one *customer)
{
    one us = {.naming = LC_NAMING_NAME, .name = r->exporter.name, .country = r->exporter.location};
    if (r->direction == LC_DIRECTION_BUY) customer = &us;
    if (!customer || customer == p || customer->naming != LC_NAMING_NAME || !customer->name.len) {
        p->missing = r->direction != LC_DIRECTION_BUY || r->exporter.name.len;
        p->left_out = !p->missing;
        if (p->left_out)
            lc_reading_note(r, "%s: \"same\" is your own company, which the row does not name",
                            lc_role_word(p->role));
        return;
    }
    bool same_place = !p->country.len || lc_sv_eq(p->country, customer->country);
    p->name = customer->name;
    if (!p->country.len) p->country = customer->country;
    if (!p->address.len && same_place) p->address = customer->address;
}

static void judge(lc_reading *r, one *p, const one *customer)
{
    switch (p->naming) {
    case LC_NAMING_EMPTY: judge_empty(r, p, customer); break;
    case LC_NAMING_NOBODY: p->left_out = true; break;
    case LC_NAMING_UNNAMED: p->missing = true; break;
    case LC_NAMING_SAME: judge_same(r, p, customer); break;
    case LC_NAMING_NAME: break;
    }
}

/* ---- into the facts ---- */

static lc_order_party *add_party(lc_reading *r, lc_json *array, lc_role role, lc_sv name,
                                 lc_sv country, lc_sv address)
{
    lc_json *o = lc_json_object(r->a);
    lc_json_set_z(r->a, o, "role", lc_role_word(role));
    lc_json_set_some(r->a, o, "name", name);
    lc_json_set_some(r->a, o, "country", country);
    lc_json_set_some(r->a, o, "address", address);
    lc_json_push(r->a, array, o);
    lc_order_party *p = &r->row->parties[r->row->n_parties++];
    *p = (lc_order_party){.facts = o,
                          .name = name,
                          .country = country,
                          .address = address,
                          .role = lc_sv_of(lc_role_word(role)),
                          .unnamed = !name.len};
    return p;
}

static void add_one(lc_reading *r, lc_json *array, const one *p)
{
    if (p->left_out) return;
    bool order_of = p->naming == LC_NAMING_UNNAMED && p->name.len;
    lc_sv name = p->missing ? LC_SV_NONE : p->name;
    add_party(r, array, p->role, name, p->country, p->address);
    if (order_of) /* "to order of X": X holds the title to the goods */
        add_party(r, array, LC_ROLE_BANK, p->name, LC_SV_NONE, LC_SV_NONE);
}

/* What we buy, we buy for ourselves: a police department or an agency must stay visible. */
static void add_ourselves(lc_reading *r, lc_json *array, const one *v, size_t n)
{
    if (r->direction != LC_DIRECTION_BUY || !r->exporter.name.len) return;
    for (size_t i = 0; i < n; i++)
        if (v[i].role == LC_ROLE_PURCHASER && !v[i].left_out) return;
    add_party(r, array, LC_ROLE_PURCHASER, r->exporter.name, r->exporter.location, LC_SV_NONE);
}

/* The customer (or seller) comes first, whatever the order of the columns. */
static void add_all(lc_reading *r, lc_json *array, const one *v, size_t n)
{
    lc_role first = r->direction == LC_DIRECTION_BUY ? LC_ROLE_SELLER : LC_ROLE_PURCHASER;
    for (size_t i = 0; i < n; i++)
        if (v[i].role == first) add_one(r, array, &v[i]);
    add_ourselves(r, array, v, n);
    for (size_t i = 0; i < n; i++)
        if (v[i].role != first) add_one(r, array, &v[i]);
}

void lc_reading_parties(lc_reading *r, lc_json *facts)
{
    size_t n = r->columns->n_groups;
    one *v = LC_NEW_N(r->a, one, n + 1);
    lc_json *array = lc_json_array(r->a);
    r->row->parties = LC_NEW_N(r->a, lc_order_party, 2 * n + 1);
    for (size_t i = 0; i < n; i++) v[i] = read_group(r, &r->columns->groups[i]);
    const one *customer = customer_of(v, n);
    for (size_t i = 0; i < n; i++)
        if (&v[i] == customer) judge(r, &v[i], customer);
    for (size_t i = 0; i < n; i++)
        if (&v[i] != customer) judge(r, &v[i], customer);
    add_all(r, array, v, n);
    lc_json_set(r->a, facts, "parties", array);
    bool anybody = false;
    for (size_t i = 0; i < r->row->n_parties; i++) anybody |= !r->row->parties[i].unnamed;
    if (!anybody)
        r->row->problem = "the row names no party: its customer cell is empty or not a name";
}

/* ---- owners ---- */

static void give_owners(lc_reading *r, lc_order_party *p, const lc_cell_owner *v, size_t n)
{
    lc_json *array = lc_json_array(r->a);
    for (size_t i = 0; i < n; i++) {
        lc_json *o = lc_json_object(r->a);
        lc_json_set_some(r->a, o, "name", v[i].name);
        if (v[i].pct >= 0) lc_json_set(r->a, o, "pct", lc_reading_number(r, v[i].pct));
        lc_json_push(r->a, array, o);
    }
    lc_json_set(r->a, p->facts, "owners", array);
}

static bool owned(const lc_reading *r, const lc_order_party *p)
{
    bool other_side = lc_sv_is(p->role, r->direction == LC_DIRECTION_BUY ? "seller" : "purchaser");
    return !p->unnamed &&
           (other_side || (r->direction != LC_DIRECTION_BUY && lc_sv_is(p->role, "end_user")));
}

void lc_reading_owners(lc_reading *r)
{
    lc_sv cell = lc_reading_said(r, LC_FIELD_OWNERS);
    if (!cell.len) return;
    bool unknown =
        lc_words_value(r->words, r->a, "owner_unknown", lc_words_key(r->a, cell)).len > 0;
    lc_cell_owner *v;
    size_t n = unknown ? 0 : lc_cell_owners(r->a, cell, &v), given = 0;
    lc_sv first = LC_SV_NONE;
    for (size_t i = 0; i < r->row->n_parties; i++) {
        lc_order_party *p = &r->row->parties[i];
        bool again = given && lc_sv_eq(p->name, first); /* the customer in another role */
        if (!owned(r, p) || again) continue;
        if (unknown)
            lc_json_set_bool(r->a, p->facts, "ownership_unknown", true);
        else if (n)
            give_owners(r, p, v, n);
        if (!given) first = p->name;
        given++;
    }
    if (given > 1) lc_reading_note(r, "owners: taken for owners of customer and end user alike");
    if (!given || (!unknown && !n))
        lc_reading_open(r, "owners \"%.*s\" could not be read", LC_SV_ARG(cell));
}
