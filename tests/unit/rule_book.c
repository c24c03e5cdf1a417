/* Questions about the rules themselves: dated changes, coverage, and what an application takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "rule/application.h"
#include "rule/book.h"
#include "rules_folder.h"

static lc_arena *arena;
static lc_rules *rules;

static lc_date day(const char *text)
{
    lc_date d = LC_DATE_NONE;
    assert_true(lc_date_iso(lc_sv_of(text), &d));
    return d;
}

static lc_json *between(const char *from, const char *to, const lc_sv *paragraphs, size_t n)
{
    return lc_rules_between(arena, rules, day(from), day(to), paragraphs, n);
}

static bool tells(const lc_json *all, const char *change, const char *on, const char *says)
{
    for (size_t i = 0; i < lc_json_len(all); i++) {
        const lc_json *f = lc_json_at(all, i);
        if (lc_sv_is(lc_json_get_sv(f, "change"), change) &&
            lc_sv_is(lc_json_get_sv(f, "day"), on) &&
            lc_sv_find(lc_json_get_sv(f, "says"), lc_sv_of(says), 0) != SIZE_MAX)
            return true;
    }
    return false;
}

static void changes_are_told_on_their_day(void **unused)
{
    (void)unused;
    lc_json *all = between("2025-09-28", "2025-09-29", NULL, 0);
    assert_true(tells(all, "begins", "2025-09-29", "affiliates; state = IN_FORCE"));
    assert_true(tells(all, "ends", "2025-09-29", "affiliates; state = ABSENT"));
    assert_int_equal(lc_json_len(between("2025-09-29", "2025-09-29", NULL, 0)), 0);
    assert_int_equal(lc_json_len(between("2025-09-29", "2025-11-09", NULL, 0)), 0);
    assert_true(
        tells(between("2025-11-09", "2025-11-10", NULL, 0), "begins", "2025-11-10", "STAYED"));
}

static void only_what_speaks_of_a_paragraph(void **unused)
{
    (void)unused;
    const lc_sv affiliates[] = {LC_SV("744.11(a)(1)")}, syria[] = {LC_SV("746.9")};
    lc_json *all = between("2025-08-31", "2025-11-30", affiliates, 1);
    assert_true(tells(all, "begins", "2025-11-10", "STAYED")); /* cites the notice alone */
    assert_false(tells(all, "begins", "2025-09-02", "SY"));
    assert_true(tells(between("2025-08-31", "2025-11-30", syria, 1), "begins", "2025-09-02", "SY"));
    const lc_sv longer[] = {LC_SV("744.1")};
    assert_int_equal(lc_json_len(between("2025-09-01", "2025-11-30", longer, 1)), 0);
}

/* File: words -> the file below tests/ holds the words. */
static void test_is_there(lc_sv test)
{
    lc_sv words = test, file = lc_sv_cut(&words, LC_SV(": "));
    lc_sv text = test_file_text(
        arena, lc_arena_printf(arena, LICET_TESTS_DIR "/%.*s", LC_SV_ARG(file)).data);
    if (!words.len || lc_sv_find(text, words, 0) == SIZE_MAX)
        fail_msg("no such test: %.*s", LC_SV_ARG(test));
}

static void every_fact_is_covered_and_every_test_exists(void **unused)
{
    (void)unused;
    lc_json *c = lc_rules_coverage(arena, rules), *all = lc_json_get(c, "paragraphs");
    lc_json *bare = lc_json_get(c, "uncovered");
    for (size_t i = 0; i < lc_json_len(bare); i++)
        printf("%.*s: %.*s\n", LC_SV_ARG(lc_json_get_sv(lc_json_at(bare, i), "file")),
               LC_SV_ARG(lc_json_get_sv(lc_json_at(bare, i), "what")));
    assert_int_equal(lc_json_len(bare), 0);
    assert_true(lc_json_int(lc_json_get(c, "facts"), 0) > 4000);
    assert_int_equal(lc_json_int(lc_json_get(c, "without_citation"), 1), 0);
    assert_int_equal(lc_json_int(lc_json_get(c, "without_date"), 1), 0);
    for (size_t i = 0; i < lc_json_len(all); i++) {
        lc_sv test = lc_json_get_sv(lc_json_at(all, i), "test");
        if (test.len) test_is_there(test);
    }
}

static lc_rules *with(const char *name, const char *text, licet_error *e)
{
    lc_rule_file files[TEST_MAX_RULE_FILES];
    size_t n = test_rule_files(arena, files);
    lc_rules *r = NULL;
    for (size_t i = 0; i < n; i++)
        if (lc_sv_ends(files[i].name, lc_sv_of(name)))
            files[i].text = lc_arena_printf(arena, "%.*s%s", LC_SV_ARG(files[i].text), text);
    (void)lc_rules_new(files, n, &r, e);
    return r;
}

/* One more fact that cites a section nobody lists is found, in each way of writing it. */
static void a_section_without_a_line_is_found(void **unused)
{
    (void)unused;
    static const char *const cites[][2] = {{"15 CFR 799.1(a)", "799.1(a)"},
                                           {"15 CFR 736.2, 798.3", "798.3"},
                                           {"Supp. 9 to part 744", "744 Supp. 9"},
                                           {"15 CFR 744 Supp. 9", "744 Supp. 9"},
                                           {"15 CFR 799.1(a", "799.1"},
                                           {"15 CFR 799.1)", "799.1"},
                                           {"15 CFR 799.x", "799"},
                                           {"Supp. to part 799", "799"},
                                           {"738 Supp.9 fn7", "738 Supp. 9"},
                                           {"1799.1, 7991.2, 8.799, $799.1", "FR in more"},
                                           {"90 FR 1", "FR in more"}};
    for (size_t i = 0; i < sizeof cites / sizeof *cites; i++) {
        licet_error e = {0};
        lc_rules *r =
            with("us-ear/lists.txt",
                 lc_arena_printf(arena, "\n!cite %s\n!table more: x\na\n", cites[i][0]).data, &e);
        if (!r) fail_msg("%s", e.message);
        lc_json *bare = lc_json_get(lc_rules_coverage(arena, r), "uncovered");
        assert_int_equal(lc_json_len(bare), 1);
        assert_true(lc_sv_is(lc_json_get_sv(lc_json_at(bare, 0), "what"), cites[i][1]));
        lc_rules_free(r);
    }
}

static void broken_lines_are_refused(void **unused)
{
    (void)unused;
    static const char *const broken[][2] = {
        {"us-ear/coverage.txt", "\n799 | finished | - | -\n"},
        {"us-ear/coverage.txt", "\n799 | tested | - | -\n"},
        {"us-ear/coverage.txt", "\n799 | out_of_scope | - | -\n"},
        {"us-ear/coverage.txt", "\n- | implemented | - | -\n"},
        {"us-ear/application.txt",
         "\nweather | - | - | - | - | - | - | rain | - | high | 15 CFR 748.1\n"},
        {"us-ear/application.txt",
         "\nclock | - | - | - | - | - | - | - | - | high | 15 CFR 748.1\n"},
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        licet_error e = {0};
        assert_null(with(broken[i][0], broken[i][1], &e));
        assert_int_equal(e.code, LICET_E_RULE);
        assert_non_null(strstr(e.file, broken[i][0]));
    }
}

/* ---- the application ---- */

static lc_json *steps(const char *basis, licet_review rank, const char *to, const char *eccn)
{
    lc_determination *d = LC_NEW(arena, lc_determination);
    lc_facts *f = LC_NEW(arena, lc_facts);
    lc_requirement r = {
        .basis = lc_sv_of(basis), .applies = LC_TRI_YES, .policy = {rank, LC_SV_NONE}};
    lc_list_push(arena, &d->requirements, r);
    d->policy = r.policy;
    *f = (lc_facts){.as_of = day("2026-07-01"),
                    .en_route_on = LC_DATE_NONE,
                    .to = lc_sv_of(to),
                    .activity = LC_SV("export"),
                    .item.eccn = lc_sv_of(eccn)};
    return lc_application_steps(arena, rules, d, f);
}

static bool says(const lc_json *all, const char *words)
{
    for (size_t i = 0; i < lc_json_len(all); i++)
        if (lc_sv_find(lc_json_get_sv(lc_json_at(all, i), "says"), lc_sv_of(words), 0) != SIZE_MAX)
            return true;
    return false;
}

static void an_application_is_what_the_case_asks_for(void **unused)
{
    (void)unused;
    lc_json *nso = steps("744.11(a)", LICET_PRESUMPTION_OF_DENIAL, "IL", "EAR99");
    assert_true(says(nso, "presumption of denial can be overcome"));
    assert_true(says(nso, "End-User Review Committee"));
    assert_true(says(nso, "for an EAR99 item"));
    assert_false(says(nso, "PRC End-User Statement"));
    assert_false(says(nso, "policy of denial"));
    lc_json *china = steps("738.4 NS2", LICET_CASE_BY_CASE, "CN", "3A001.a.2");
    assert_true(says(china, "PRC End-User Statement"));
    assert_true(says(china, "Defense looks chiefly"));
    assert_false(says(china, "End-User Review Committee"));
    assert_false(says(steps("738.4 NS2", LICET_CASE_BY_CASE, "HK", "3A001.a.2"), "PRC End-User"));
    assert_true(
        says(steps("738.4 NS2", LICET_CASE_BY_CASE, "HK", "3A001.a.2"), "Hong Kong import"));
    assert_true(
        says(steps("746.7(a)(1)", LICET_POLICY_OF_DENIAL, "IR", "5A992.c"), "Congress must"));
    assert_false(says(nso, "Congress must"));
    lc_json *rifle = steps("738.4 FC1", LICET_CASE_BY_CASE, "MX", "0A501.a");
    assert_true(says(rifle, "one year as a rule"));
    assert_false(says(rifle, "four years as a rule"));
    assert_true(says(nso, "four years as a rule"));
    /* 744.1 and 744.11 are two sections; an unknown place shows too much rather than too little. */
    assert_false(says(steps("744.1", LICET_CASE_BY_CASE, "IL", "EAR99"), "End-User Review"));
    assert_true(says(steps("738.4 NS2", LICET_CASE_BY_CASE, "XX", "3A001.a.2"), "PRC End-User"));
}

static int setup(void **unused)
{
    (void)unused;
    arena = lc_arena_new();
    rules = test_rules(arena);
    return rules ? 0 : -1;
}

static int teardown(void **unused)
{
    (void)unused;
    lc_rules_free(rules);
    lc_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_told_on_their_day),
        cmocka_unit_test(only_what_speaks_of_a_paragraph),
        cmocka_unit_test(every_fact_is_covered_and_every_test_exists),
        cmocka_unit_test(a_section_without_a_line_is_found),
        cmocka_unit_test(broken_lines_are_refused),
        cmocka_unit_test(an_application_is_what_the_case_asks_for),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
