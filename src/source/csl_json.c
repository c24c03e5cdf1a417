/* The JSON layout, one object: {"search_performed_at", "sources_used", "total", "results": [one
 * object a party]}. Published at
 * https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.json */
#include "source/csl.h"

enum { OLD_SOURCE_DAYS = 7 };

typedef struct run {
    lc_csl csl;
    lc_input *in;
    uint64_t elements;
    int64_t total; /* what the file announces, or -1 */
    lc_date performed, updated;
} run;

/* One record while its members are sorted into fields. Lives in the arena of the entry. */
typedef struct record {
    run *r;
    lc_arena *arena;
    uint64_t line, byte;
    lc_sv values[LC_CSL_FIELDS];
    lc_address *addresses;
    lc_ident *idents;
    lc_attr *extra;
    size_t n_addresses, n_idents, n_extra, cap_extra;
    size_t next; /* field behind the last one read */
} record;

/* ---- values ---- */

static lc_sv scalar_text(lc_arena *a, const lc_json *v)
{
    switch (lc_json_kind_of(v)) {
    case LC_JSON_ABSENT:
    case LC_JSON_NULL: break;
    case LC_JSON_STRING: return lc_build_trim(lc_json_sv(v));
    case LC_JSON_BOOL:
    case LC_JSON_INT:
    case LC_JSON_REAL:
    case LC_JSON_ARRAY:
    case LC_JSON_OBJECT: return lc_json_text(a, v, LC_JSON_CANONICAL);
    }
    return LC_SV_NONE;
}

static lc_sv join_list(lc_arena *a, const lc_json *list)
{
    size_t n = lc_json_len(list);
    lc_sv *parts = LC_NEW_N(a, lc_sv, n);
    for (size_t i = 0; i < n; i++) parts[i] = scalar_text(a, lc_json_at(list, i));
    return lc_build_join(a, parts, n, LC_SV("; "));
}

static lc_sv value_text(lc_arena *a, const lc_json *v)
{
    return lc_json_kind_of(v) == LC_JSON_ARRAY ? join_list(a, v) : scalar_text(a, v);
}

static void add_extra(record *c, lc_sv name, const lc_json *v)
{
    lc_sv text = value_text(c->arena, v);
    if (!text.len) return;
    if (c->n_extra == c->cap_extra) {
        lc_attr *more = LC_NEW_N(c->arena, lc_attr, c->cap_extra * 2 + 4);
        if (c->n_extra) memcpy(more, c->extra, c->n_extra * sizeof *more);
        c->extra = more;
        c->cap_extra = c->cap_extra * 2 + 4;
    }
    c->extra[c->n_extra++] = (lc_attr){name, text};
}

static void add_unknown(record *c, lc_sv name, const lc_json *v)
{
    lc_input_tell_once(c->r->in, "unknown_column", c->line, c->byte,
                       lc_arena_printf(c->arena, "member \"%.*s\" is not known; kept as attribute",
                                       LC_SV_ARG(name)));
    add_extra(c, name, v);
}

/* ---- addresses and identifications: objects whose members are parts of a struct ---- */

typedef struct part {
    const char *name;
    size_t at;
} part;

static const part address_parts[] = {{"address", offsetof(lc_address, street)},
                                     {"city", offsetof(lc_address, city)},
                                     {"state", offsetof(lc_address, state)},
                                     {"postal_code", offsetof(lc_address, postal)},
                                     {"country", offsetof(lc_address, country)}};
static const part ident_parts[] = {{"type", offsetof(lc_ident, type)},
                                   {"number", offsetof(lc_ident, number)},
                                   {"country", offsetof(lc_ident, country)},
                                   {"issue_date", offsetof(lc_ident, issued)},
                                   {"expiration_date", offsetof(lc_ident, expires)}};
enum { PARTS = sizeof address_parts / sizeof *address_parts };

static void read_parts(record *c, const char *field, const part *parts, const lc_json *o, void *out)
{
    for (size_t i = 0; i < lc_json_len(o); i++) {
        lc_sv name = lc_json_key(o, i);
        const lc_json *v = lc_json_at(o, i);
        size_t k = 0;
        while (k < PARTS && !lc_sv_is(name, parts[k].name)) k++;
        if (k < PARTS)
            *(lc_sv *)(void *)((char *)out + parts[k].at) = scalar_text(c->arena, v);
        else
            add_unknown(c, lc_arena_printf(c->arena, "%s.%.*s", field, LC_SV_ARG(name)), v);
    }
}

static void read_addresses(record *c, const lc_json *list)
{
    c->n_addresses = lc_json_len(list);
    c->addresses = LC_NEW_N(c->arena, lc_address, c->n_addresses);
    for (size_t i = 0; i < c->n_addresses; i++)
        read_parts(c, "addresses", address_parts, lc_json_at(list, i), &c->addresses[i]);
}

static void read_idents(record *c, const lc_json *list)
{
    c->n_idents = lc_json_len(list);
    c->idents = LC_NEW_N(c->arena, lc_ident, c->n_idents);
    for (size_t i = 0; i < c->n_idents; i++)
        read_parts(c, "ids", ident_parts, lc_json_at(list, i), &c->idents[i]);
}

static bool holds_objects(const lc_json *v)
{
    if (lc_json_kind_of(v) != LC_JSON_ARRAY || !lc_json_len(v)) return false;
    for (size_t i = 0; i < lc_json_len(v); i++)
        if (lc_json_kind_of(lc_json_at(v, i)) != LC_JSON_OBJECT) return false;
    return true;
}

/* ---- the record ---- */

/* Records have their members in the table's order: each is looked for where the last one ended. */
static size_t find_field(lc_sv name, size_t from)
{
    if (lc_sv_is(name, "id")) return LC_CSL_ID;
    for (size_t i = 0; i < LC_CSL_FIELDS; i++) {
        size_t f = from + i < LC_CSL_FIELDS ? from + i : from + i - LC_CSL_FIELDS;
        if (lc_sv_is(name, lc_csl_columns[f].name)) return f;
    }
    return LC_CSL_FIELDS;
}

static void read_member(record *c, lc_sv name, const lc_json *v)
{
    size_t f = find_field(name, c->next);
    c->next = f == LC_CSL_FIELDS ? c->next : f + 1;
    if (f == LC_CSL_FIELDS)
        add_unknown(c, name, v);
    else if (f == LC_CSL_ADDRESSES && holds_objects(v))
        read_addresses(c, v);
    else if (f == LC_CSL_IDS && holds_objects(v))
        read_idents(c, v);
    else
        c->values[f] = value_text(c->arena, v);
}

static int bad_json(const lc_input *in, uint64_t line, uint64_t byte, const char *what,
                    licet_error *err)
{
    return lc_input_refuse(in, line, byte, err, "%.200s; the list is not whole", what);
}

static int put(run *r, const lc_json *j, const lc_json_element *e, licet_error *err)
{
    record c = {.r = r, .arena = r->csl.build.arena, .line = e->line, .byte = e->byte};
    for (size_t i = 0; i < lc_json_len(j); i++)
        read_member(&c, lc_json_key(j, i), lc_json_at(j, i));
    lc_csl_record rec = {.values = c.values,
                         .addresses = c.addresses,
                         .n_addresses = c.n_addresses,
                         .idents = c.idents,
                         .n_idents = c.n_idents,
                         .extra = c.extra,
                         .n_extra = c.n_extra,
                         .line = e->line,
                         .byte = e->byte,
                         .bytes = e->text.len};
    return lc_csl_put(&r->csl, &rec, err);
}

static int take_element(void *ctx, const lc_json_element *e, licet_error *err)
{
    run *r = ctx;
    lc_json *j;
    licet_error why = {0};
    r->elements++;
    lc_input_row(r->in, e->line, e->byte + e->text.len);
    lc_csl_begin(&r->csl);
    if (lc_json_parse(r->csl.build.arena, e->text, &j, &why))
        return bad_json(r->in, e->line, e->byte + (why.has_byte ? why.byte : 0), why.message, err);
    if (lc_json_kind_of(j) != LC_JSON_OBJECT || lc_json_kind_of(lc_json_get(j, "name")) == 0 ||
        lc_json_kind_of(lc_json_get(j, "source")) == 0)
        return lc_input_refuse(r->in, e->line, e->byte, err,
                               "this is not the list: a record without \"source\" and \"name\"");
    return put(r, j, e, err);
}

/* ---- what stands beside the records ---- */

static void latest(lc_date *to, lc_sv text)
{
    lc_date d;
    if (lc_date_any(text, &d) && (*to == LC_DATE_NONE || d > *to)) *to = d;
}

/* One of the lists the file was put together from. An old one is told: the file's own date says
 * nothing of it. */
static void take_source(run *r, const lc_json *j)
{
    lc_date updated = LC_DATE_NONE;
    lc_sv name = lc_json_get_sv(j, "source"), day = lc_json_get_sv(j, "source_last_updated");
    latest(&updated, day);
    if (updated == LC_DATE_NONE) return;
    latest(&r->updated, day);
    if (r->performed != LC_DATE_NONE && updated + OLD_SOURCE_DAYS < r->performed)
        lc_input_tell(r->in, "old_source", 0, 0, false, "\"%.*s\" was last updated on %.*s",
                      LC_SV_ARG(name), LC_SV_ARG(day));
}

static int take_member(void *ctx, lc_sv key, lc_sv text, licet_error *err)
{
    run *r = ctx;
    lc_json *j;
    licet_error why = {0};
    lc_csl_begin(&r->csl);
    if (lc_json_parse(r->csl.build.arena, text, &j, &why))
        return bad_json(r->in, 0, 0, why.message, err);
    if (lc_sv_is(key, "total")) {
        r->total = lc_json_int(j, -1);
    } else if (lc_sv_is(key, "search_performed_at")) {
        latest(&r->performed, lc_json_sv(j));
    } else if (lc_sv_is(key, "sources_used")) {
        for (size_t i = 0; i < lc_json_len(j); i++) take_source(r, lc_json_at(j, i));
    } else {
        lc_input_tell(r->in, "unknown_member", 0, 0, false,
                      "member \"%.*s\" beside the records is not known; not read", LC_SV_ARG(key));
    }
    return 0;
}

static int check_whole(const run *r, licet_error *err)
{
    if (!r->elements)
        return lc_input_refuse(r->in, 1, 0, err, "this is not the list: it has no \"results\"");
    if (r->total >= 0 && (uint64_t)r->total != r->elements)
        return lc_input_refuse(
            r->in, 0, 0, err,
            "the file announces %lld records and holds %llu: a page of a search, "
            "or cut off",
            (long long)r->total, (unsigned long long)r->elements);
    return 0;
}

static int frame(run *r, licet_error *err)
{
    lc_json_frame f = {.array_key = "results",
                       .max_element_bytes = LC_INPUT_MAX_RECORD_BYTES,
                       .ctx = r,
                       .element = take_element,
                       .member = take_member};
    licet_error why = {0};
    int rc = lc_json_frame_run(lc_input_reader(r->in), &f, &why);
    if (rc == LICET_E_SYNTAX || rc == LICET_E_ENCODING || rc == LICET_E_LIMIT)
        return bad_json(r->in, why.line, why.byte, why.message, err);
    if (rc && err) *err = why;
    return rc;
}

int lc_csl_json_parse(lc_input *in, lc_source_result *out, licet_error *err)
{
    run r = {.in = in, .total = -1, .performed = LC_DATE_NONE, .updated = LC_DATE_NONE};
    lc_csl_init(&r.csl, in);
    int rc = frame(&r, err);
    if (!rc) rc = check_whole(&r, err);
    if (!rc) rc = lc_csl_end(&r.csl, err);
    /* when it was put together, unless nothing in it is that new */
    lc_date date = r.performed;
    if (date == LC_DATE_NONE || (r.updated != LC_DATE_NONE && r.updated < date)) date = r.updated;
    if (!rc) rc = lc_input_end(in, "csl-json", date, out, err);
    lc_csl_done(&r.csl);
    return rc;
}

bool lc_csl_json_fits(lc_sv head)
{
    lc_sv t = lc_sv_trim(head);
    if (!t.len) return false;
    if (t.data[0] == '{')
        return lc_sv_find(t, LC_SV("\"results\""), 0) != SIZE_MAX ||
               lc_sv_find(t, LC_SV("\"sources_used\""), 0) != SIZE_MAX;
    return t.data[0] == '[' && lc_sv_find(t, LC_SV("\"alt_names\""), 0) != SIZE_MAX &&
           lc_sv_find(t, LC_SV("\"source\""), 0) != SIZE_MAX;
}
