#include "report/ftm.h"

#include "base/map.h"
#include "codec/csv.h"

enum { ID_TEXT = 120, DATE_PREFIX = 10 };

/* ---- ids ---- */

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
}

/* "us_csl-SDN-36"; a key with other letters, or a long one, carries a hash of itself. */
static lc_sv id_of(lc_arena *a, const lc_entry *e)
{
    lc_sv whole = lc_arena_printf(a, "%.*s-%.*s", LC_SV_ARG(e->source), LC_SV_ARG(e->key));
    char *p = lc_arena_z(a, whole);
    bool changed = whole.len > ID_TEXT;
    for (size_t i = 0; i < whole.len; i++) {
        if (is_plain(p[i])) continue;
        changed |= p[i] != '/';
        p[i] = '-';
    }
    size_t len = whole.len < ID_TEXT ? whole.len : ID_TEXT;
    if (!changed) return lc_sv_make(p, len);
    return lc_arena_printf(a, "%.*s-%016llx", (int)len, p, (unsigned long long)lc_hash64(whole));
}

static lc_sv id_within(lc_arena *a, const char *kind, lc_sv party, lc_sv text)
{
    lc_sv both = lc_arena_printf(a, "%.*s|%.*s", LC_SV_ARG(party), LC_SV_ARG(text));
    return lc_arena_printf(a, "%s-%016llx", kind, (unsigned long long)lc_hash64(both));
}

/* ---- properties: every one is a list of texts ---- */

static void add(lc_arena *a, lc_json *properties, const char *name, lc_sv value)
{
    if (!value.len) return;
    lc_json *list = lc_json_get(properties, name);
    if (!list) {
        list = lc_json_array(a);
        lc_json_set(a, properties, name, list);
    }
    lc_json_push_sv(a, list, value);
}

static lc_sv lower(lc_arena *a, lc_sv code)
{
    char *p = lc_arena_z(a, code);
    for (size_t i = 0; i < code.len; i++)
        if (p[i] >= 'A' && p[i] <= 'Z') p[i] = (char)(p[i] + 32);
    return lc_sv_make(p, code.len);
}

static void put(lc_arena *a, lc_sv id, lc_sv caption, const char *schema, lc_json *properties,
                const lc_entry *e, lc_json *more, lc_buf *out)
{
    lc_json *o = lc_json_object(a), *datasets = lc_json_array(a);
    lc_json_push_sv(a, datasets, e->source);
    lc_json_set_sv(a, o, "id", id);
    lc_json_set_sv(a, o, "caption", caption);
    lc_json_set_z(a, o, "schema", schema);
    lc_json_set(a, o, "properties", properties);
    lc_json_set(a, o, "datasets", datasets);
    lc_json_set(a, o, "referents", lc_json_array(a));
    for (size_t i = 0; i < lc_json_len(more); i++)
        lc_json_set(a, o, lc_json_key(more, i).data, lc_json_at(more, i));
    lc_json_write(o, LC_JSON_COMPACT, out);
    lc_buf_c(out, '\n');
}

/* ---- dates of birth ---- */

static bool iso_prefix(lc_sv t)
{
    if (t.len != 4 && t.len != 7 && t.len != DATE_PREFIX) return false;
    for (size_t i = 0; i < t.len; i++) {
        bool dash = i == 4 || i == 7;
        if (dash ? t.data[i] != '-' : t.data[i] < '0' || t.data[i] > '9') return false;
    }
    return true;
}

static lc_sv year_in(lc_sv t)
{
    for (size_t i = 0; i + 4 <= t.len; i++) {
        lc_sv y = {t.data + i, 4};
        bool edges =
            (i == 0 || !is_plain(t.data[i - 1])) && (i + 4 == t.len || !is_plain(t.data[i + 4]));
        if (edges && iso_prefix(y)) return y;
    }
    return LC_SV_NONE;
}

/* FollowTheMoney has whole days, months and years only: what else is published stands beside. */
static lc_sv plain_birth(lc_arena *a, lc_sv text)
{
    lc_date d;
    char day[LC_DATE_TEXT];
    if (iso_prefix(text)) return text;
    if (lc_date_any(text, &d)) return lc_arena_sv(a, lc_sv_of(lc_date_text(d, day)));
    return year_in(text);
}

static lc_json *births_beside(lc_arena *a, const lc_entry *e, lc_json *properties)
{
    lc_json *all = lc_json_array(a);
    bool same = true;
    for (size_t i = 0; i < e->n_births; i++) {
        lc_sv plain = plain_birth(a, e->births[i]);
        add(a, properties, "birthDate", plain);
        same &= lc_sv_eq(plain, e->births[i]);
        lc_json_push_sv(a, all, e->births[i]);
    }
    return same ? NULL : all;
}

/* ---- what belongs to a party ---- */

static void put_address(lc_arena *a, const lc_entry *e, lc_sv party, const lc_address *at,
                        lc_json *properties, lc_buf *out)
{
    lc_json *o = lc_json_object(a);
    lc_sv id = id_within(a, "addr", party, at->text);
    add(a, o, "full", at->text);
    add(a, o, "street", at->street);
    add(a, o, "city", at->city);
    add(a, o, "region", at->state);
    add(a, o, "postalCode", at->postal);
    add(a, o, "country", lower(a, at->country));
    add(a, properties, "addressEntity", id);
    put(a, id, at->text, "Address", o, e, NULL, out);
}

static bool holds(lc_sv text, const char *word)
{
    return lc_sv_ifind(text, lc_sv_of(word), 0) != SIZE_MAX;
}

static const char *number_property(lc_sv type, bool *out_passport)
{
    static const struct {
        const char *word, *property;
    } known[] = {{"passport", "passportNumber"},
                 {"IMO", "imoNumber"},
                 {"call sign", "callSign"},
                 {"MMSI", "mmsi"},
                 {"SWIFT", "swiftBic"},
                 {"LEI", "leiCode"},
                 {"INN", "innCode"},
                 {"OGRN", "ogrnCode"},
                 {"tax", "taxNumber"},
                 {"registration", "registrationNumber"}};
    *out_passport = false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!holds(type, known[i].word)) continue;
        *out_passport = i == 0;
        return known[i].property;
    }
    return "idNumber";
}

static void put_ident(lc_arena *a, const lc_entry *e, lc_sv party, const lc_ident *i,
                      lc_json *properties, lc_buf *out)
{
    lc_json *o = lc_json_object(a);
    bool passport;
    lc_sv number = i->number.len ? i->number : i->text;
    const char *property = number_property(i->type, &passport);
    add(a, o, "holder", party);
    add(a, o, "number", number);
    add(a, o, "type", i->type);
    add(a, o, "country", lower(a, i->country));
    add(a, o, "startDate", i->issued);
    add(a, o, "endDate", i->expires);
    add(a, properties, property, number);
    put(a, id_within(a, "id", party, i->text), number, passport ? "Passport" : "Identification", o,
        e, NULL, out);
}

static lc_sv attr_of(const lc_entry *e, const char *name)
{
    for (size_t i = 0; i < e->n_attrs; i++)
        if (lc_sv_is(e->attrs[i].name, name)) return e->attrs[i].value;
    return LC_SV_NONE;
}

static void put_sanction(lc_arena *a, const lc_entry *e, const lc_ftm_context *c, lc_sv party,
                         lc_buf *out)
{
    lc_json *o = lc_json_object(a);
    char day[LC_DATE_TEXT];
    lc_sv from = lc_arena_sv(a, lc_sv_of(lc_date_text(e->from, day)));
    add(a, o, "entity", party);
    add(a, o, "authority", c->authority);
    add(a, o, "authorityId", e->number);
    for (size_t i = 0; i < e->n_programs; i++) add(a, o, "program", e->programs[i]);
    add(a, o, e->from_is_publication ? "listingDate" : "startDate", from);
    add(a, o, "endDate", lc_arena_sv(a, lc_sv_of(lc_date_text(e->to, day))));
    add(a, o, "provisions", e->requirement);
    add(a, o, "recordId", e->citation);
    add(a, o, "sourceUrl", attr_of(e, "source_list_url"));
    put(a, id_within(a, "sanction", party, e->sublist), e->sublist, "Sanction", o, e, NULL, out);
}

/* ---- the party ---- */

static const char *schema_of(lc_party_type t)
{
    switch (t) {
    case LC_TYPE_UNKNOWN: break;
    case LC_TYPE_PERSON: return "Person";
    case LC_TYPE_ORG: return "Organization";
    case LC_TYPE_VESSEL: return "Vessel";
    case LC_TYPE_AIRCRAFT: return "Airplane";
    }
    return "LegalEntity";
}

static const char *name_property(lc_name_kind k)
{
    switch (k) {
    case LC_NAME_WEAK: return "weakAlias";
    case LC_NAME_PRIMARY: break;
    case LC_NAME_ALIAS: return "alias";
    case LC_NAME_FORMER: return "previousName";
    }
    return "name";
}

static void add_attrs(lc_arena *a, const lc_entry *e, lc_json *properties)
{
    static const struct {
        const char *attr, *property;
        lc_party_type only; /* UNKNOWN: every kind */
    } known[] = {{"remarks", "notes", LC_TYPE_UNKNOWN},
                 {"source_list_url", "sourceUrl", LC_TYPE_UNKNOWN},
                 {"title", "title", LC_TYPE_PERSON},
                 {"position", "position", LC_TYPE_PERSON},
                 {"places_of_birth", "birthPlace", LC_TYPE_PERSON},
                 {"vessel_type", "type", LC_TYPE_VESSEL}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].only == LC_TYPE_UNKNOWN || known[i].only == e->type)
            add(a, properties, known[i].property, attr_of(e, known[i].attr));
}

static void put_party(lc_arena *a, const lc_entry *e, const lc_ftm_context *c, lc_sv id,
                      lc_json *properties, lc_buf *out)
{
    lc_json *more = lc_json_object(a), *beside = births_beside(a, e, properties);
    for (size_t i = 0; i < e->n_names; i++)
        add(a, properties, name_property(e->names[i].kind), e->names[i].text);
    for (size_t i = 0; i < e->n_countries; i++)
        add(a, properties, "country", lower(a, e->countries[i]));
    add(a, properties, "topics", c->topic);
    add_attrs(a, e, properties);
    lc_json_set_bool(a, more, "target", true);
    lc_json_set_some(a, more, "last_seen", c->last_seen);
    if (beside) lc_json_set(a, more, "licet", lc_json_set(a, lc_json_object(a), "births", beside));
    put(a, id, e->names[0].text, schema_of(e->type), properties, e, more, out);
}

void lc_ftm_write(lc_arena *a, const lc_entry *e, const lc_ftm_context *c, lc_buf *out)
{
    if (!e->n_names) return;
    lc_sv id = id_of(a, e);
    lc_json *properties = lc_json_object(a);
    for (size_t i = 0; i < e->n_addresses; i++)
        put_address(a, e, id, &e->addresses[i], properties, out);
    for (size_t i = 0; i < e->n_idents; i++) put_ident(a, e, id, &e->idents[i], properties, out);
    put_sanction(a, e, c, id, out);
    put_party(a, e, c, id, properties, out);
}

/* ---- the simplified table ---- */

void lc_ftm_simple_header(lc_buf *out)
{
    lc_buf_z(out, "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,"
                  "phones,emails,program_ids,dataset,first_seen,last_seen,last_change\n");
}

/* One more value of a joined field; one with a semicolon or a quotation mark is quoted. */
static void join(lc_buf *field, lc_sv value)
{
    if (!value.len) return;
    if (field->len) lc_buf_c(field, ';');
    bool quoted = memchr(value.data, ';', value.len) || memchr(value.data, '"', value.len);
    if (quoted) lc_buf_c(field, '"');
    for (size_t i = 0; i < value.len; i++) {
        if (value.data[i] == '"') lc_buf_c(field, '"');
        lc_buf_c(field, value.data[i]);
    }
    if (quoted) lc_buf_c(field, '"');
}

static void put_field(lc_buf *out, lc_buf *field, char end)
{
    lc_csv_put_field(out, lc_buf_view(field), ',', false);
    lc_buf_c(out, end);
    lc_buf_clear(field);
}

static void put_text(lc_buf *out, lc_sv text, char end)
{
    lc_csv_put_field(out, text, ',', false);
    lc_buf_c(out, end);
}

void lc_ftm_simple_row(lc_arena *a, const lc_entry *e, const lc_ftm_context *c, lc_buf *out)
{
    lc_buf f = {0};
    if (!e->n_names) return;
    put_text(out, id_of(a, e), ',');
    put_text(out, lc_sv_of(schema_of(e->type)), ',');
    put_text(out, e->names[0].text, ',');
    for (size_t i = 1; i < e->n_names; i++) join(&f, e->names[i].text);
    put_field(out, &f, ',');
    for (size_t i = 0; i < e->n_births; i++) join(&f, plain_birth(a, e->births[i]));
    put_field(out, &f, ',');
    for (size_t i = 0; i < e->n_countries; i++) join(&f, lower(a, e->countries[i]));
    put_field(out, &f, ',');
    for (size_t i = 0; i < e->n_addresses; i++) join(&f, e->addresses[i].text);
    put_field(out, &f, ',');
    for (size_t i = 0; i < e->n_idents; i++) join(&f, e->idents[i].number);
    put_field(out, &f, ',');
    const lc_sv said[] = {c->authority, e->citation};
    for (size_t i = 0; i < 2; i++) join(&f, said[i]);
    put_field(out, &f, ',');
    join(&f, attr_of(e, "phone"));
    put_field(out, &f, ',');
    join(&f, attr_of(e, "email"));
    put_field(out, &f, ',');
    for (size_t i = 0; i < e->n_programs; i++) join(&f, e->programs[i]);
    put_field(out, &f, ',');
    put_text(out, e->source, ',');
    put_text(out, LC_SV_NONE, ',');
    put_text(out, c->last_seen, ',');
    put_text(out, LC_SV_NONE, '\n');
    lc_buf_done(&f);
}
