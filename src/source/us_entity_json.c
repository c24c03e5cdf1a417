#include "source/us_entity.h"

typedef struct run {
    lc_el el;
    lc_input *in;
    uint64_t elements;
    int64_t count; /* what the file announces, or -1 */
    bool named;    /* it says that it is the Entity List */
    lc_date day;
} run;

static int bad_json(const lc_input *in, uint64_t line, uint64_t byte, const char *what,
                    licet_error *err)
{
    return lc_input_refuse(in, line, byte, err, "%.200s; the list is not whole", what);
}

/* ---- one entity ---- */

static size_t aliases_of(lc_arena *a, const lc_json *list, lc_sv **out)
{
    size_t n = lc_json_len(list);
    *out = LC_NEW_N(a, lc_sv, n);
    for (size_t i = 0; i < n; i++) (*out)[i] = lc_json_sv(lc_json_at(list, i));
    return n;
}

/* What the table has no column for stays an attribute. */
static void keep_rest(lc_build *b, const lc_json *j)
{
    static const char *const read[] = {"name",    "aliases", "country",
                                       "address", "notes",   "federal_register"};
    for (size_t i = 0; i < lc_json_len(j); i++) {
        bool known = false;
        for (size_t k = 0; k < sizeof read / sizeof *read; k++)
            known |= lc_sv_is(lc_json_key(j, i), read[k]);
        if (!known) lc_build_attr(b, lc_json_key(j, i), lc_json_sv(lc_json_at(j, i)));
    }
}

static int put(run *r, const lc_json *j, const lc_json_element *e, licet_error *err)
{
    lc_build *b = &r->el.build;
    lc_sv *aliases;
    size_t n = aliases_of(b->arena, lc_json_get(j, "aliases"), &aliases);
    lc_el_parts(b, lc_json_get_sv(j, "name"), aliases, n, lc_json_get_sv(j, "address"));
    b->entry.requirement = lc_el_column_text(b, lc_json_get_sv(j, "notes"));
    lc_el_citation(r->in, b, lc_json_get_sv(j, "federal_register"), e->line, e->byte);
    keep_rest(b, j);
    lc_input_tell_once(r->in, "no_policy", e->line, e->byte,
                       LC_SV("this form of the list has no review policies"));
    return lc_el_put(&r->el, e->line, e->byte, e->text.len, err);
}

static int take_element(void *ctx, const lc_json_element *e, licet_error *err)
{
    run *r = ctx;
    lc_json *j;
    licet_error why = {0};
    lc_build *b = &r->el.build;
    r->elements++;
    lc_input_row(r->in, e->line, e->byte + e->text.len);
    lc_build_begin(b, "us_bis_el", "EL");
    if (lc_json_parse(b->arena, e->text, &j, &why))
        return bad_json(r->in, e->line, e->byte + (why.has_byte ? why.byte : 0), why.message, err);
    if (lc_json_kind_of(j) != LC_JSON_OBJECT || lc_json_kind_of(lc_json_get(j, "name")) == 0)
        return lc_input_refuse(r->in, e->line, e->byte, err,
                               "this is not the list: a record without \"name\"");
    lc_el_country_into(&r->el, lc_json_get_sv(j, "country"), e->line, e->byte);
    return put(r, j, e, err);
}

/* ---- the file ---- */

static int take_member(void *ctx, lc_sv key, lc_sv text, licet_error *err)
{
    run *r = ctx;
    lc_json *j;
    licet_error why = {0};
    lc_build *b = &r->el.build;
    lc_build_begin(b, "us_bis_el", "EL");
    if (lc_json_parse(b->arena, text, &j, &why)) return bad_json(r->in, 0, 0, why.message, err);
    if (lc_sv_is(key, "count")) r->count = lc_json_int(j, -1);
    if (lc_sv_is(key, "extracted")) lc_date_iso(lc_json_sv(j), &r->day);
    if (lc_sv_is(key, "list_id")) r->named = lc_sv_is(lc_json_sv(j), "bis-entity-list");
    return 0;
}

static int check_whole(const run *r, licet_error *err)
{
    if (!r->elements || !r->named)
        return lc_input_refuse(r->in, 1, 0, err, "this is not the Entity List");
    if (r->count >= 0 && (uint64_t)r->count != r->elements)
        return lc_input_refuse(r->in, 0, 0, err,
                               "the file announces %lld records and holds %llu: it was cut off",
                               (long long)r->count, (unsigned long long)r->elements);
    return 0;
}

int lc_el_json_parse(lc_input *in, lc_source_result *out, licet_error *err)
{
    run r = {.in = in, .count = -1, .day = LC_DATE_NONE};
    lc_json_frame f = {.array_key = "entities",
                       .max_element_bytes = LC_INPUT_MAX_RECORD_BYTES,
                       .ctx = &r,
                       .element = take_element,
                       .member = take_member};
    licet_error why = {0};
    lc_el_init(&r.el, in);
    int rc = lc_json_frame_run(lc_input_reader(in), &f, &why);
    if (rc == LICET_E_SYNTAX || rc == LICET_E_ENCODING || rc == LICET_E_LIMIT)
        rc = bad_json(in, why.line, why.byte, why.message, err);
    else if (rc && err)
        *err = why;
    if (!rc) rc = check_whole(&r, err);
    if (!rc) rc = lc_input_end(in, "el-json", r.day, out, err);
    lc_el_done(&r.el);
    return rc;
}

bool lc_el_json_fits(lc_sv head)
{
    lc_sv t = lc_sv_trim(head);
    return lc_sv_starts(t, LC_SV("{")) && lc_sv_find(t, LC_SV("bis-entity-list"), 0) != SIZE_MAX &&
           lc_sv_find(t, LC_SV("\"list_id\""), 0) != SIZE_MAX;
}
