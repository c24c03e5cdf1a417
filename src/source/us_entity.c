/* The Entity List (15 CFR 744 Supplement No. 4): from the XML of the eCFR, and from JSON that
 * names, addresses and columns were already taken apart in (us_entity_json.c). */
#include "source/us_entity.h"

#include "source/publishers.h"
#include "source/tree.h"
#include "text/country.h"

static const char *const roots[] = {"ECFR",   "DIV1",       "DIV2",     "DIV3", "DIV4",
                                    "DIV5",   "DIV6",       "DIV8",     "DIV9", "DLPSTEXTCLASS",
                                    "CFRDOC", "CFRGRANULE", "APPENDIX", "PART", "TITLE"};

void lc_el_init(lc_el *l, lc_input *in)
{
    *l = (lc_el){.in = in, .build = {.arena = lc_arena_new()}, .keys = lc_keys_new()};
}

void lc_el_done(lc_el *l)
{
    lc_keys_free(l->keys);
    lc_arena_free(l->build.arena);
}

/* "CHINA, PEOPLE'S REPUBLIC OF", "CRIMEA REGION OF UKRAINE" */
static lc_sv country_of(lc_sv heading)
{
    lc_sv code = lc_country_code(heading), rest = heading;
    if (!code.len) code = lc_country_code(lc_build_trim(lc_sv_cut(&rest, LC_SV(","))));
    if (!code.len && lc_sv_ifind(heading, LC_SV("UKRAINE"), 0) != SIZE_MAX) code = LC_SV("UA");
    return code;
}

void lc_el_country_into(lc_el *l, lc_sv country, uint64_t line, uint64_t byte)
{
    lc_build *b = &l->build;
    lc_sv heading = lc_build_trim(country), code = country_of(heading);
    lc_build_country(b, code);
    lc_build_attr(b, LC_SV("country"), heading);
    if (!code.len)
        lc_input_tell_once(
            l->in, "unknown_country", line, byte,
            lc_arena_printf(b->arena, "country \"%.*s\" is not known; kept", LC_SV_ARG(heading)));
}

int lc_el_put(lc_el *l, uint64_t line, uint64_t byte, uint64_t bytes, licet_error *err)
{
    lc_build *b = &l->build;
    uint32_t ordinal;
    if (!b->entry.n_names) {
        lc_input_bad_row(l->in);
        lc_input_tell(l->in, "no_name", line, byte, true, "a row without a name");
        return 0;
    }
    b->entry.key = lc_keys_next(l->keys, b->arena, &b->entry, &ordinal);
    return lc_input_entry(l->in, b, line, byte, bytes, err);
}

/* The column's text, and a text that stands in it twice, once. */
lc_sv lc_el_column_text(lc_build *b, lc_sv text)
{
    lc_sv t = lc_build_line(b, text);
    size_t half = t.len / 2;
    lc_sv first = lc_build_trim((lc_sv){t.data, half});
    lc_sv second = lc_build_trim(lc_sv_from(t, half));
    return first.len && lc_sv_eq(first, second) ? first : t;
}

static int take_row(void *ctx, const lc_el_row *row, licet_error *err)
{
    lc_el *l = ctx;
    lc_build *b = &l->build;
    lc_build_begin(b, "us_bis_el", "EL");
    lc_el_country_into(l, row->cells[LC_EL_COUNTRY], row->line, row->byte);
    lc_el_cell(b, row->cells[LC_EL_ENTITY]);
    b->entry.requirement = lc_el_column_text(b, row->cells[LC_EL_REQUIREMENT]);
    b->entry.policy = lc_el_column_text(b, row->cells[LC_EL_POLICY]);
    if (b->entry.policy.len && lc_sv_eq(b->entry.policy, b->entry.requirement))
        lc_input_tell(l->in, "no_policy", row->line, row->byte, false,
                      "the requirement stands in the column of the review policy, too: the policy "
                      "is not known");
    lc_build_attr(b, LC_SV("footnotes"), row->footnotes);
    lc_el_citation(l->in, b, row->cells[LC_EL_CITATION], row->line, row->byte);
    return lc_el_put(l, row->line, row->byte, row->bytes, err);
}

static int parse_table(lc_input *in, lc_source_result *out, licet_error *err)
{
    lc_el l;
    lc_date date = LC_DATE_NONE;
    lc_el_init(&l, in);
    int rc = lc_el_table_run(in, &l, take_row, &date, err);
    if (!rc) rc = lc_input_end(in, "el-ecfr", date, out, err);
    lc_el_done(&l);
    return rc;
}

static int parse(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_source_result *out, licet_error *err)
{
    return lc_input_run(in, origin, sink, lc_el_json_parse, parse_table, out, err);
}

/* Other parts of the Code are XML with the same elements; only one with the supplement is this
 * list, and its table may stand behind the first bytes. */
static bool recognises(lc_sv head, lc_sv file_name)
{
    (void)file_name;
    if (lc_el_json_fits(head)) return true;
    bool cfr = false;
    for (size_t i = 0; i < sizeof roots / sizeof *roots && !cfr; i++)
        cfr = lc_tree_fits(head, roots[i]);
    return cfr && (lc_sv_find(head, LC_SV("744"), 0) != SIZE_MAX ||
                   lc_sv_ifind(head, LC_SV("Entity List"), 0) != SIZE_MAX);
}

const lc_source lc_source_el = {
    .id = "us_bis_el", .title = "US Entity List", .recognises = recognises, .parse = parse};
