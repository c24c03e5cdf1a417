#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "policy/policy.h"

static lc_arena *arena;

static lc_policy *good(const char *text)
{
    lc_policy *p = NULL;
    licet_error e = {0};
    assert_int_equal(lc_policy_parse(arena, lc_sv_of(text), "p.ini", &p, &e), 0);
    return p;
}

static void bad(const char *text, uint64_t line, const char *says)
{
    lc_policy *p = NULL;
    licet_error e = {0};
    assert_int_equal(lc_policy_parse(arena, lc_sv_of(text), "p.ini", &p, &e), LICET_E_POLICY);
    assert_null(p);
    assert_string_equal(e.file, "p.ini");
    assert_int_equal(e.line, line);
    assert_non_null(strstr(e.message, says));
}

static void an_empty_file_is_the_default(void **state)
{
    (void)state;
    lc_policy *p = good("");
    assert_int_equal(p->possible_bp, 8000);
    assert_int_equal(p->match_bp, 9500);
    assert_int_equal(p->guard_removals, 25);
    assert_true(lc_policy_list(p, LC_SV("us_csl"))->required);
    assert_false(lc_policy_list(p, LC_SV("un"))->required);
    assert_int_equal(lc_policy_list(p, LC_SV("un"))->max_age_days, 1);
    assert_int_equal(p->exporter_us_person, LC_YN_UNKNOWN);
    assert_int_equal(strlen(p->hash), 64);
}

static void every_key_is_read(void **state)
{
    (void)state;
    lc_policy *p = good("[match]\npossible = 0.7 ; comment\nmatch=0.99\n"
                        "[lists]\nrequired = us_csl, un\nmax_age_days = 2\nguard_removals = 10\n"
                        "guard_percent = 5\n[list un]\nmax_age_days = 7\nmin_entries = 500\n"
                        "[exporter]\nus_person = yes\nlocation = us\n");
    assert_int_equal(p->possible_bp, 7000);
    assert_int_equal(p->match_bp, 9900);
    assert_int_equal(p->guard_removals, 10);
    assert_int_equal(p->guard_percent, 5);
    const lc_list_policy *un = lc_policy_list(p, LC_SV("un"));
    assert_true(un->required);
    assert_int_equal(un->max_age_days, 7);
    assert_int_equal(un->min_entries, 500);
    assert_int_equal(lc_policy_list(p, LC_SV("us_csl"))->max_age_days, 2);
    assert_int_equal(p->exporter_us_person, LC_YN_YES);
    assert_true(lc_sv_is(p->exporter_location, "US"));
    assert_string_not_equal(p->hash, good("")->hash);
    assert_int_equal(good("[exporter]\nus_person = no\n")->exporter_us_person, LC_YN_NO);
}

static void what_is_not_understood_is_refused(void **state)
{
    (void)state;
    bad("[match]\npossible = high\n", 2, "score");
    bad("[match]\nposible = 0.8\n", 2, "unknown key");
    bad("[mach]\npossible = 0.8\n", 2, "unknown section");
    bad("[match]\npossible = 1.2\n", 2, "score");
    bad("[match]\npossible = 0.96\n", 0, "above match");
    bad("[match]\npossible = 0\n", 0, "above 0");
    bad("[lists]\nrequired =\n", 0, "no list");
    bad("[lists]\nguard_percent = 101\n", 2, "per cent");
    bad("[lists]\nguard_removals = x\n", 2, "whole number");
    bad("[list un]\nmax_age_days = -1\n", 2, "days");
    bad("[list un]\nmin_entries = many\n", 2, "whole number");
    bad("[list un]\ncolour = red\n", 2, "unknown key");
    bad("[exporter]\nus_person = perhaps\n", 2, "yes, no");
    bad("[exporter]\nlocation = USA\n", 2, "two-letter");
    bad("[exporter]\nname = x\n", 2, "unknown key");
    bad("no section or key\n", 1, "INI");
    lc_policy *p;
    licet_error e;
    assert_int_equal(lc_policy_parse(arena, lc_sv_make("[m\0]", 4), "p", &p, &e), LICET_E_POLICY);
}

static int begin(void **state)
{
    (void)state;
    arena = lc_arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    lc_arena_free(arena);
    return 0;
}

static void what_was_rejected_is_shown_below_the_threshold(void **state)
{
    (void)state;
    assert_int_equal(good("")->shown_bp, 1000);
    assert_int_equal(good("[match]\nshown = 0.5")->shown_bp, 5000);
    assert_int_equal(good("[match]\nshown = 1")->shown_bp, 8000);
    assert_int_equal(good("[match]\npossible = 0.05")->shown_bp, 500);
    bad("[match]\nshown = 1.01", 2, "a score from 0 to 1");
    bad("[match]\nshown =", 2, "a score from 0 to 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_empty_file_is_the_default, begin, end),
        cmocka_unit_test_setup_teardown(every_key_is_read, begin, end),
        cmocka_unit_test_setup_teardown(what_was_rejected_is_shown_below_the_threshold, begin, end),
        cmocka_unit_test_setup_teardown(what_is_not_understood_is_refused, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
