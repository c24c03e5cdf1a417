#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/buf.h"
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
    bad("[match]\npossible = 0\n", 2, "above 0");
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

static void at(const lc_policy *p, const char *source, const char *sublist, lc_party_class party,
               int possible_bp, int match_bp)
{
    lc_threshold t = lc_policy_threshold(p, lc_sv_of(source), lc_sv_of(sublist), party);
    if (t.possible_bp != possible_bp || t.match_bp != match_bp)
        fail_msg("%s %s %d: %d and %d, wanted %d and %d", source, sublist, (int)party,
                 t.possible_bp, t.match_bp, possible_bp, match_bp);
}

static void the_narrowest_section_says_the_threshold(void **state)
{
    (void)state;
    lc_policy *p = good("[match]\npossible = 0.8\nmatch = 0.9\n"
                        "[match person]\npossible = 0.83\n"
                        "[match list us_csl]\npossible = 0.82\nmatch = 0.92\n"
                        "[match list us_csl person]\nmatch = 0.99\n"
                        "[match list SDN]\npossible = 0.7\n"
                        "[match list SDN vessel]\npossible = 0.6 ; ships are renamed\n");
    at(p, "un", "UN", LC_FOR_ANYBODY, 8000, 9000);
    at(p, "un", "UN", LC_FOR_ORGANISATION, 8000, 9000);
    at(p, "un", "UN", LC_FOR_PERSON, 8300, 9000);
    at(p, "us_csl", "EL", LC_FOR_ORGANISATION, 8200, 9200);
    at(p, "us_csl", "EL", LC_FOR_PERSON, 8200, 9900);
    at(p, "us_csl", "SDN", LC_FOR_PERSON, 7000, 9900);
    at(p, "us_csl", "SDN", LC_FOR_VESSEL, 6000, 9200);
    at(p, "us_csl", "SDN", LC_FOR_AIRCRAFT, 7000, 9200);
    at(p, "us_ofac_sdn", "SDN", LC_FOR_PERSON, 7000, 9000);
    assert_int_equal(p->least_possible_bp, 6000);
    assert_int_equal(p->possible_bp, 8000);
    assert_int_equal(good("[match list SDN]\npossible = 0.05\n")->shown_bp, 500);
}

static void a_threshold_that_is_not_understood_is_refused(void **state)
{
    (void)state;
    bad("[match persons]\npossible = 0.8\n", 2, "unknown section");
    bad("[match Person]\npossible = 0.8\n", 2, "unknown section");
    bad("[match  person]\nshown = 0.1\n", 2, "unknown key");
    bad("[match list]\npossible = 0.8\n", 2, "unknown section");
    bad("[match list SDN people]\npossible = 0.8\n", 2, "unknown section");
    bad("[match list SDN person x]\npossible = 0.8\n", 2, "unknown section");
    bad("[match SDN]\npossible = 0.8\n", 2, "unknown section");
    bad("[match person]\npossible = 80\n", 2, "a score from 0 to 1");
    bad("[match person]\nshown = 0.1\n", 2, "unknown key");
    bad("[match person]\npossible = 0\n", 2, "above 0");
    bad("[match list SDN]\nmatch = 0\n", 2, "above 0");
    bad("[match person]\npossible = 0.96\n", 0, "above match");
    bad("[match list SDN]\npossible = 0.96\n", 0, "[match list SDN] possible");
    bad("[match list SDN]\npossible = 0.9\n[match list us_csl]\nmatch = 0.85\n", 0, "above match");
    bad("[match vessel]\nmatch = 0.5\n", 0, "above match");
    lc_buf many = {0};
    for (int i = 0; i <= 100; i++) {
        char line[64];
        snprintf(line, sizeof line, "[match list L%d]\npossible = 0.9\n", i);
        lc_buf_z(&many, line);
    }
    lc_buf_z(&many, "");
    bad(lc_arena_z(arena, lc_buf_view(&many)), 0, "more than 100 lists");
    lc_buf_done(&many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_empty_file_is_the_default, begin, end),
        cmocka_unit_test_setup_teardown(every_key_is_read, begin, end),
        cmocka_unit_test_setup_teardown(what_was_rejected_is_shown_below_the_threshold, begin, end),
        cmocka_unit_test_setup_teardown(what_is_not_understood_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(the_narrowest_section_says_the_threshold, begin, end),
        cmocka_unit_test_setup_teardown(a_threshold_that_is_not_understood_is_refused, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
