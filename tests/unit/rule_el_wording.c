/* Every distinct wording of the Entity List's two columns, against what a reader made of each
 * (el_requirement_strings.csv and its two companions). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "codec/csv.h"
#include "rule/el_wording.h"
#include "rules_folder.h"

static lc_arena *arena;
static lc_rules *rules;

static const char *scope_word(lc_el_scope s)
{
    switch (s) {
    case LC_EL_UNREAD: return "UNREAD";
    case LC_EL_ALL: return "ALL";
    case LC_EL_ALL_IF_PROJECT: return "ALL_IF_PROJECT_746_8_A4";
    case LC_EL_CCL_PLUS_SUPP7: return "CCL_PLUS_EAR99_SUPP7_746";
    case LC_EL_CCL: return "CCL";
    case LC_EL_ALL_EXCEPT: break;
    }
    return "ALL_EXCEPT";
}

static const char *review_word(const lc_el_policy *p)
{
    switch (p->standard) {
    case LICET_POLICY_OF_DENIAL: return "POLICY_OF_DENIAL";
    case LICET_PRESUMPTION_OF_DENIAL: return "PRESUMPTION_OF_DENIAL";
    case LICET_PER_SECTION: return "PER_SECTION";
    case LICET_CASE_BY_CASE: return "CASE_BY_CASE";
    case LICET_PRESUMPTION_OF_APPROVAL: return "PRESUMPTION_OF_APPROVAL";
    case LICET_REVIEW_UNKNOWN: return p->unread ? "DATA_ERROR" : "UNSTATED";
    case LICET_REVIEW_NONE: break;
    }
    return "?";
}

static lc_sv footnotes_text(unsigned bits)
{
    lc_buf b = {0};
    for (int i = 1; i <= 9; i++)
        if (bits & (1u << i)) lc_buf_printf(&b, "%s%d", b.len ? " " : "", i);
    lc_sv out = lc_arena_sv(arena, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

static lc_sv sections_text(const lc_sv *sections, size_t n)
{
    lc_buf b = {0};
    for (size_t i = 0; i < n; i++)
        lc_buf_printf(&b, "%s%.*s", i ? " " : "", LC_SV_ARG(sections[i]));
    lc_sv out = lc_arena_sv(arena, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

static const char *gov_text(lc_el_gov g)
{
    switch (g) {
    case LC_EL_GOV_NONE: return "";
    case LC_EL_GOV: return "GOV:740.11(b)(2)";
    case LC_EL_GOV_E: return "GOV:740.11(b)(2) + 740.11(e)";
    case LC_EL_GOV_USGS: break;
    }
    return "GOV:740.11(b) (USGS use only)";
}

typedef struct table {
    lc_csv *csv;
    lc_mem_reader memory;
    lc_reader reader;
    lc_sv columns[16];
    size_t n;
    lc_csv_row row;
} table;

static lc_sv shared_text(const char *name)
{
    const char *shared = getenv("LICET_SHARED");
    lc_sv path =
        lc_arena_printf(arena, "%s/ear/data/%s", shared ? shared : LICET_SHARED_DEFAULT, name);
    lc_sv text = test_file_text(arena, path.data);
    if (!text.data) {
        printf("SKIP: %s is not here\n", path.data);
        skip();
    }
    return text;
}

static bool next_row(table *t)
{
    bool has = false;
    assert_int_equal(lc_csv_next(t->csv, &has, &t->row, NULL), 0);
    return has;
}

static void open_table(table *t, const char *name)
{
    t->reader = lc_reader_of_memory(&t->memory, shared_text(name));
    t->csv = lc_csv_open(&t->reader, &(lc_csv_params){0});
    assert_true(next_row(t));
    t->n = t->row.n;
    for (size_t i = 0; i < t->n; i++) t->columns[i] = lc_arena_sv(arena, t->row.fields[i]);
}

static lc_sv get(const table *t, const char *column)
{
    for (size_t i = 0; i < t->n; i++)
        if (lc_sv_is(t->columns[i], column)) return t->row.fields[i];
    fail_msg("no column %s", column);
    return LC_SV_NONE;
}

static int differs(const table *t, const char *what, lc_sv got, lc_sv expected)
{
    if (lc_sv_eq(got, expected)) return 0;
    printf("line %lu, %s: %.*s instead of %.*s\n    %.*s\n", (unsigned long)t->row.line, what,
           LC_SV_ARG(got), LC_SV_ARG(expected), LC_SV_ARG(get(t, "raw")));
    return 1;
}

/* Rows where the companion table itself is not followed, and why. */
static lc_sv expected_scope(const table *t)
{
    lc_sv scope = get(t, "scope"), raw = get(t, "raw");
    /* Cut off behind "except for: crude oil": still an entry with a carve-out, not one without. */
    if (lc_sv_find(raw,
                   LC_SV("except for: \xE2\x80\x94"
                         "crude oil"),
                   0) != SIZE_MAX)
        return LC_SV("ALL_EXCEPT");
    /* Cut off in the middle of a sentence, or empty: unread, so every item. */
    if (lc_sv_is(scope, "EMPTY") || lc_sv_find(raw, LC_SV("in-country)..."), 0) != SIZE_MAX ||
        lc_sv_find(raw, LC_SV("(in-country) to t..."), 0) != SIZE_MAX)
        return LC_SV("UNREAD");
    return scope;
}

static int check_requirement(const table *t)
{
    lc_el_requirement q;
    lc_el_requirement_read(rules, arena, get(t, "raw"), &q);
    int bad = differs(t, "scope", lc_sv_of(scope_word(q.scope)), expected_scope(t));
    bad += differs(t, "footnotes", footnotes_text(q.footnotes), get(t, "footnotes"));
    bad += differs(t, "sections", sections_text(q.sections, q.n_sections), get(t, "sections"));
    bad += differs(t, "gov", lc_sv_of(gov_text(q.gov)), get(t, "authorised_exceptions"));
    bool carved = get(t, "carve_out").len > 0;
    if (carved && !q.carve) bad += differs(t, "carve-out", LC_SV("none"), get(t, "carve_out"));
    bool inferred = lc_sv_find(get(t, "note"), LC_SV("inferred"), 0) != SIZE_MAX;
    bool unclear = lc_sv_find(get(t, "note"), LC_SV("AMBIGUOUS"), 0) != SIZE_MAX;
    if (inferred != q.footnote_inferred || unclear != q.footnote_unclear)
        bad += differs(t, "note", LC_SV("?"), get(t, "note"));
    return bad;
}

static void requirements_of(const char *file, size_t least)
{
    table t;
    int bad = 0;
    size_t n = 0;
    open_table(&t, file);
    for (; next_row(&t); n++) bad += check_requirement(&t);
    lc_csv_close(t.csv);
    printf("%s: %zu wordings\n", file, n);
    assert_true(n >= least);
    assert_int_equal(bad, 0);
}

static void every_requirement_is_read(void **state)
{
    (void)state;
    requirements_of("el_requirement_strings.csv", 88);
}

static void other_vintages_are_read(void **state)
{
    (void)state;
    requirements_of("el_requirement_strings_other_vintages.csv", 48);
}

static size_t count_arrows(lc_sv terms)
{
    size_t n = 0;
    for (size_t at = 0; (at = lc_sv_find(terms, LC_SV("=>"), at)) != SIZE_MAX; at++) n++;
    return n;
}

static void every_policy_is_read(void **state)
{
    (void)state;
    table t;
    int bad = 0;
    size_t n = 0;
    open_table(&t, "el_policy_strings.csv");
    for (; next_row(&t); n++) {
        lc_el_policy p;
        lc_el_policy_read(rules, arena, get(&t, "raw"), &p);
        bad += differs(&t, "standard", lc_sv_of(review_word(&p)), get(&t, "default_standard"));
        if (p.unread) continue;
        bad +=
            differs(&t, "sections", sections_text(p.sections, p.n_sections), get(&t, "sections"));
        size_t terms = count_arrows(get(&t, "conditional_terms"));
        if (terms != p.n_terms)
            bad += differs(&t, "terms", LC_SV("?"), get(&t, "conditional_terms"));
    }
    lc_csv_close(t.csv);
    printf("el_policy_strings.csv: %zu wordings\n", n);
    assert_true(n >= 74);
    assert_int_equal(bad, 0);
}

static void what_is_not_read_is_every_item(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "For some items",
        "For all items subject to the EAR unless it rains",
        "For items on the CCL and EAR99 items listed in supplement no. 7 to part 746, mostly",
        "All items subject to the EAR All items subject to the EAR",
        "\xC3\x28",
        "4",
        "§§§"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        lc_el_requirement q;
        lc_el_requirement_read(rules, arena, lc_sv_of(texts[i]), &q);
        assert_int_equal(q.scope, LC_EL_UNREAD);
        assert_int_equal(q.gov, LC_EL_GOV_NONE);
        lc_el_policy p;
        lc_el_policy_read(rules, arena, lc_sv_of(texts[i]), &p);
        assert_true(p.unread);
        assert_int_equal(p.standard, LICET_REVIEW_UNKNOWN);
    }
}

/* ---- the snapshot: each wording and what is made of it, as text ---- */

static const char SNAPSHOT[] = LICET_TESTS_DIR "/golden/expected/el_wordings.txt";

static void put_some(lc_buf *out, const char *what, lc_sv value)
{
    if (value.len) lc_buf_printf(out, "; %s %.*s", what, LC_SV_ARG(value));
}

static void put_requirement(lc_buf *out, lc_sv raw)
{
    lc_el_requirement q;
    lc_el_requirement_read(rules, arena, raw, &q);
    lc_buf_printf(out, "    scope %s", scope_word(q.scope));
    put_some(out, "footnotes", footnotes_text(q.footnotes));
    if (q.footnote_inferred) lc_buf_z(out, " (inferred from the paragraph)");
    if (q.footnote_unclear) lc_buf_z(out, "; footnote unclear");
    put_some(out, "sections", sections_text(q.sections, q.n_sections));
    put_some(out, "exception", lc_sv_of(gov_text(q.gov)));
    if (q.carve) put_some(out, "but not", q.carve->name);
    if (q.term) put_some(out, "review", q.term->name);
    lc_buf_c(out, '\n');
}

static void put_policy(lc_buf *out, lc_sv raw)
{
    lc_el_policy p;
    lc_el_policy_read(rules, arena, raw, &p);
    lc_buf_printf(out, "    review %s", review_word(&p));
    put_some(out, "sections", sections_text(p.sections, p.n_sections));
    for (size_t i = 0; i < p.n_terms; i++) {
        lc_el_policy one = {.standard = p.terms[i].review};
        lc_buf_printf(out, "; %.*s: %s", LC_SV_ARG(p.terms[i].name), review_word(&one));
        if (p.terms[i].eccns.len) lc_buf_printf(out, " (%.*s)", LC_SV_ARG(p.terms[i].eccns));
    }
    lc_buf_c(out, '\n');
}

static void put_wording(lc_buf *out, char column, lc_sv raw)
{
    lc_buf_c(out, column);
    lc_buf_c(out, ' ');
    lc_json_write_string(raw, out);
    lc_buf_c(out, '\n');
    if (column == 'R')
        put_requirement(out, raw);
    else
        put_policy(out, raw);
}

/* The wordings of a snapshot, read anew. */
static void put_again(lc_buf *out, lc_sv snapshot)
{
    while (snapshot.len) {
        lc_sv line = lc_sv_cut(&snapshot, LC_SV("\n"));
        lc_json *raw;
        if (lc_sv_starts(line, LC_SV("#"))) lc_buf_printf(out, "%.*s\n", LC_SV_ARG(line));
        if (!lc_sv_starts(line, LC_SV("R ")) && !lc_sv_starts(line, LC_SV("P "))) continue;
        assert_int_equal(lc_json_parse(arena, lc_sv_from(line, 2), &raw, NULL), 0);
        put_wording(out, line.data[0], lc_json_sv(raw));
    }
}

static const struct {
    const char *file;
    char column;
    size_t least;
} TABLES[] = {{"el_requirement_strings.csv", 'R', 88},
              {"el_policy_strings.csv", 'P', 77},
              {"el_requirement_strings_other_vintages.csv", 'R', 48}};

static void write_anew(void)
{
    lc_buf b = {0};
    lc_buf_z(
        &b,
        "# Each wording of the Entity List's columns (R: licence requirement, P: review policy; 15 "
        "CFR 744, Supp. 4, as the\n# Consolidated Screening List and the CFR have printed it) "
        "and what is made of it.\n");
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
        table t;
        for (open_table(&t, TABLES[i].file); next_row(&t);)
            put_wording(&b, TABLES[i].column, get(&t, "raw"));
        lc_csv_close(t.csv);
    }
    FILE *f = fopen(SNAPSHOT, "wb");
    assert_non_null(f);
    fwrite(b.data, 1, b.len, f);
    fclose(f);
    lc_buf_done(&b);
}

static void each_wording_gives_the_structure_of_the_snapshot(void **state)
{
    (void)state;
    if (getenv("LICET_UPDATE_EXPECTED")) write_anew();
    lc_sv expected = test_file_text(arena, SNAPSHOT);
    lc_buf b = {0};
    assert_true(expected.len > 10000);
    put_again(&b, expected);
    lc_sv ours = lc_buf_view(&b);
    while (ours.len || expected.len) {
        lc_sv x = lc_sv_cut(&ours, LC_SV("\n")), y = lc_sv_cut(&expected, LC_SV("\n"));
        if (!lc_sv_eq(x, y))
            fail_msg("\n  ours     %.*s\n  expected %.*s", LC_SV_ARG(x), LC_SV_ARG(y));
    }
    lc_buf_done(&b);
}

static void the_snapshot_has_every_wording(void **state)
{
    (void)state;
    lc_sv snapshot = test_file_text(arena, SNAPSHOT);
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
        table t;
        size_t n = 0;
        for (open_table(&t, TABLES[i].file); next_row(&t); n++) {
            lc_buf b = {0};
            lc_buf_printf(&b, "\n%c ", TABLES[i].column);
            lc_json_write_string(get(&t, "raw"), &b);
            lc_buf_c(&b, '\n');
            if (lc_sv_find(snapshot, lc_buf_view(&b), 0) == SIZE_MAX) fail_msg("lacks %s", b.data);
            lc_buf_done(&b);
        }
        lc_csv_close(t.csv);
        printf("%s: %zu wordings\n", TABLES[i].file, n);
        assert_true(n >= TABLES[i].least);
    }
}

static int setup(void **state)
{
    (void)state;
    arena = lc_arena_new();
    rules = test_rules(arena);
    return rules ? 0 : 1;
}

static int teardown(void **state)
{
    (void)state;
    lc_rules_free(rules);
    lc_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_requirement_is_read),
        cmocka_unit_test(other_vintages_are_read),
        cmocka_unit_test(every_policy_is_read),
        cmocka_unit_test(what_is_not_read_is_every_item),
        cmocka_unit_test(each_wording_gives_the_structure_of_the_snapshot),
        cmocka_unit_test(the_snapshot_has_every_wording),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
