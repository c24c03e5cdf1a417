/* The Denied Persons List of the Bureau of Industry and Security (15 CFR 764.3(a)(2)), in both
 * forms it has been published in: dpl.txt with twelve columns between tabs, and the CSV with five
 * that replaced it. One row is one address of one denied person; a person with three addresses has
 * three rows and three entries. */
#include "source/dpl_name.h"
#include "source/key.h"
#include "source/names.h"
#include "source/place.h"
#include "source/publishers.h"
#include "source/rows.h"

typedef enum field { /* the columns both forms bring something to */
                     NAME = 0,
                     STREET,
                     CITY,
                     STATE,
                     COUNTRY,
                     POSTAL,
                     EFFECTIVE,
                     EXPIRES,
                     STANDARD,
                     UPDATED,
                     ACTION,
                     CITATION,
                     FIELDS12
} field;

static const lc_column columns12[] = {[NAME] = {"Name", true},
                                      [STREET] = {"Street_Address", true},
                                      [CITY] = {"City", true},
                                      [STATE] = {"State", true},
                                      [COUNTRY] = {"Country", true},
                                      [POSTAL] = {"Postal_Code", true},
                                      [EFFECTIVE] = {"Effective_Date", true},
                                      [EXPIRES] = {"Expiration_Date", true},
                                      [STANDARD] = {"Standard_Order", true},
                                      [UPDATED] = {"Last_Update", false},
                                      [ACTION] = {"Action", false},
                                      [CITATION] = {"FR_Citation", true}};

typedef enum field5 { NAME5 = 0, EFFECTIVE5, EXPIRES5, CITATION5, TYPE5, FIELDS5 } field5;

static const lc_column columns5[] = {[NAME5] = {"Name_and_Address", true},
                                     [EFFECTIVE5] = {"Effective_Date", true},
                                     [EXPIRES5] = {"Expiration_Date", true},
                                     [CITATION5] = {"Appropriate Federal Register Citations", true},
                                     [TYPE5] = {"Type of Denial", true}};

typedef struct run {
    lc_input *in;
    lc_build build;
    lc_keys *keys;
} run;

/* ---- what both forms say ---- */

static void add_date(run *r, const lc_row *row, const char *column, lc_sv text, lc_date *out)
{
    lc_sv t = lc_build_trim(text);
    if (!t.len || lc_date_any(t, out)) return;
    lc_build_attr(&r->build, lc_sv_of(column), t);
    lc_input_tell(r->in, "bad_date", row->line, row->byte, false, "%s \"%.*s\" is no date; kept",
                  column, LC_SV_ARG(t));
}

/* Y is the standard order of Supplement 1 to part 764; any other has terms of its own that must be
 * read, so the word stays visible. Nothing published stays nothing: not known. */
static void add_order(run *r, const lc_row *row, const char *column, lc_sv text)
{
    static const struct {
        const char *published, *order;
    } words[] = {{"Y", "Y"}, {"N", "N"}, {"Standard", "Y"}, {"Non-Standard", "N"}};
    lc_sv t = lc_build_trim(text);
    r->build.entry.standard_order = t;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (lc_sv_ieq(t, lc_sv_of(words[i].published)))
            r->build.entry.standard_order = lc_sv_of(words[i].order);
    if (!lc_sv_eq(r->build.entry.standard_order, t)) {
        lc_build_attr(&r->build, lc_sv_of(column), t);
    } else if (t.len && !lc_sv_is(t, "Y") && !lc_sv_is(t, "N")) {
        lc_input_tell_once(r->in, "unknown_order", row->line, row->byte,
                           lc_arena_printf(r->build.arena, "%s \"%.*s\" is not known; kept", column,
                                           LC_SV_ARG(t)));
    }
}

static int put(run *r, const lc_row *row, licet_error *err)
{
    lc_build *b = &r->build;
    uint32_t ordinal;
    for (size_t i = row->partial; i < row->n_maybe; i++)
        lc_names_alias(b, row->maybe[i], LC_NAME_ALIAS);
    for (size_t i = 0; i < row->n_extra; i++)
        lc_build_attr(b, row->extra[i].name, row->extra[i].value);
    if (!b->entry.n_names) {
        lc_input_bad_row(r->in);
        lc_input_tell(r->in, "no_name", row->line, row->byte, true, "a row without a name");
        return 0;
    }
    b->entry.key = lc_keys_next(r->keys, b->arena, &b->entry, &ordinal);
    return lc_input_entry(r->in, b, row->line, row->byte, row->bytes, err);
}

/* ---- twelve columns ---- */

static int take12(void *ctx, const lc_row *row, licet_error *err)
{
    run *r = ctx;
    lc_build *b = &r->build;
    lc_build_begin(b, "us_bis_dpl", "DPL");
    lc_names_primary(b, row->values[NAME]);
    lc_place_add_parts(b, (lc_address){.street = row->values[STREET],
                                       .city = row->values[CITY],
                                       .state = row->values[STATE],
                                       .country = row->values[COUNTRY],
                                       .postal = row->values[POSTAL]});
    add_date(r, row, columns12[EFFECTIVE].name, row->values[EFFECTIVE], &b->entry.from);
    add_date(r, row, columns12[EXPIRES].name, row->values[EXPIRES], &b->entry.to);
    add_order(r, row, columns12[STANDARD].name, row->values[STANDARD]);
    b->entry.citation = lc_build_trim(row->values[CITATION]);
    lc_build_attr(b, LC_SV("Last_Update"), row->values[UPDATED]);
    lc_build_attr(b, LC_SV("Action"), row->values[ACTION]);
    return put(r, row, err);
}

/* ---- five columns ---- */

static int take5(void *ctx, const lc_row *row, licet_error *err)
{
    run *r = ctx;
    lc_build *b = &r->build;
    lc_build_begin(b, "us_bis_dpl", "DPL");
    lc_dpl_party p = lc_dpl_party_of(b->arena, lc_build_trim(row->values[NAME5]));
    lc_names_primary(b, p.name);
    lc_build_name(b, p.also, LC_NAME_ALIAS);
    if (p.address.text.len)
        lc_place_add_joined(b, p.address.text);
    else
        lc_place_add_parts(b, p.address);
    add_date(r, row, columns5[EFFECTIVE5].name, row->values[EFFECTIVE5], &b->entry.from);
    add_date(r, row, columns5[EXPIRES5].name, row->values[EXPIRES5], &b->entry.to);
    add_order(r, row, columns5[TYPE5].name, row->values[TYPE5]);
    b->entry.citation = lc_build_trim(row->values[CITATION5]);
    return put(r, row, err);
}

/* ---- the file ---- */

static lc_rows format12(run *r)
{
    return (lc_rows){'\t', columns12, FIELDS12, NAME, r, take12};
}

static lc_rows format5(run *r)
{
    return (lc_rows){',', columns5, FIELDS5, NAME5, r, take5};
}

static bool is_tabbed(lc_sv head)
{
    lc_sv rest = head;
    return lc_sv_find(lc_sv_cut(&rest, LC_SV("\n")), LC_SV("\t"), 0) != SIZE_MAX;
}

static bool recognises(lc_sv head, lc_sv file_name)
{
    (void)file_name;
    lc_rows f12 = format12(NULL), f5 = format5(NULL);
    return lc_rows_header_fits(head, is_tabbed(head) ? &f12 : &f5);
}

static int parse_text(lc_input *in, lc_source_result *out, licet_error *err)
{
    run r = {.in = in, .build = {.arena = lc_arena_new()}, .keys = lc_keys_new()};
    bool twelve = is_tabbed(lc_input_head(in));
    lc_rows f = twelve ? format12(&r) : format5(&r);
    int rc = lc_rows_run(in, &f, err);
    if (!rc) rc = lc_input_end(in, twelve ? "dpl-12" : "dpl-5", LC_DATE_NONE, out, err);
    lc_keys_free(r.keys);
    lc_arena_free(r.build.arena);
    return rc;
}

static int parse(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_source_result *out, licet_error *err)
{
    lc_input *input;
    int rc = lc_input_open(in, origin, sink, false, &input, err);
    if (rc) return rc;
    rc = parse_text(input, out, err);
    lc_input_close(input);
    return rc;
}

const lc_source lc_source_dpl = {.id = "us_bis_dpl",
                                 .title = "US Denied Persons List",
                                 .recognises = recognises,
                                 .parse = parse};
