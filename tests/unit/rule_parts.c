/* What the rules of data/rules say of lists, dated provisions, programme tags and countries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "rule/lists.h"
#include "rule/meu.h"
#include "rule/obligations.h"
#include "rule/programs.h"
#include "rule/switches.h"
#include "rules_folder.h"

static lc_arena *arena;
static lc_rules *rules;

static lc_date day(const char *iso)
{
    lc_date d = LC_DATE_NONE;
    assert_true(lc_date_iso(lc_sv_of(iso), &d));
    return d;
}

static void every_list_means_something(void **state)
{
    (void)state;
    static const char *const lists[] = {"EL",     "EL_ADDRESS", "DPL", "UVL", "MEU",
                                        "SDN",    "FSE",        "SSI", "PLC", "CAP",
                                        "NS-MBS", "CMIC",       "DTC", "ISN", "HOUSE"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        lc_sv meaning = lc_rules_list_meaning(rules, lc_sv_of(lists[i]));
        assert_true(meaning.len > 20);
        assert_true(lc_sv_ends(meaning, LC_SV(".")));
    }
    assert_int_equal(lc_rules_list_meaning(rules, LC_SV("NOPE")).len, 0);
}

static void the_ownership_rule_has_four_times(void **state)
{
    (void)state;
    static const struct {
        const char *day;
        lc_switch_state state;
    } days[] = {{"2025-09-28", LC_SWITCH_ABSENT},    {"2025-09-29", LC_SWITCH_IN_FORCE},
                {"2025-11-09", LC_SWITCH_IN_FORCE},  {"2025-11-10", LC_SWITCH_STAYED},
                {"2026-11-09", LC_SWITCH_STAYED},    {"2026-11-10", LC_SWITCH_UNVERIFIED},
                {"2030-01-01", LC_SWITCH_UNVERIFIED}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        assert_int_equal(lc_switch_on(rules, "affiliates", day(days[i].day)).state, days[i].state);
    assert_true(lc_switch_on(rules, "affiliates", day("2026-11-10")).assumed_in_force);
    assert_int_equal(lc_switch_on(rules, "general_order_7", day("2025-11-10")).state,
                     LC_SWITCH_ABSENT);
    assert_int_equal(lc_switch_on(rules, "affiliates", LC_DATE_NONE).state, LC_SWITCH_UNVERIFIED);
    assert_int_equal(lc_switch_on(rules, "nonsense", day("2026-01-01")).state,
                     LC_SWITCH_UNVERIFIED);
}

static void fourteen_tags_since_2024(void **state)
{
    (void)state;
    static const char *const spellings[] = {"[ILLICIT DRUGS-EO14059]",
                                            "ILLICIT-DRUGS-EO14059",
                                            "illicit drugs - eo14059",
                                            "Russia-EO14024",
                                            "[UKRAINE-EO13662]",
                                            "NPWMD",
                                            "sdgt",
                                            "FTO",
                                            "SDNT",
                                            "SDNTK",
                                            "TCO",
                                            "BELARUS",
                                            "BELARUS-EO14038",
                                            "UKRAINE-EO13660",
                                            "UKRAINE-EO13661",
                                            "UKRAINE-EO13685"};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        const lc_program *p =
            lc_program_on(rules, arena, lc_sv_of(spellings[i]), day("2024-03-21"));
        assert_non_null(p);
        assert_true(lc_sv_is(p->basis, "744.8(b)"));
    }
    assert_null(lc_program_on(rules, arena, LC_SV("CYBER2"), day("2026-01-01")));
    assert_null(lc_program_on(rules, arena, LC_SV(""), day("2026-01-01")));
    assert_null(lc_program_on(rules, arena, LC_SV("RUSSIA-EO14024"), day("2024-03-20")));
    assert_true(
        lc_sv_is(lc_program_on(rules, arena, LC_SV("NPWMD"), day("2024-03-20"))->basis, "744.8"));
    assert_true(
        lc_sv_is(lc_program_on(rules, arena, LC_SV("SDGT"), day("2024-03-20"))->basis, "744.12"));
}

static void military_countries_by_day(void **state)
{
    (void)state;
    const lc_meu_country *ru = lc_meu_country_on(rules, "744.21", LC_SV("RU"), day("2022-02-23"));
    assert_non_null(ru);
    assert_false(ru->all_items);
    ru = lc_meu_country_on(rules, "744.21", LC_SV("RU"), day("2022-02-24"));
    assert_true(ru->all_items);
    assert_null(lc_meu_country_on(rules, "744.21", LC_SV("NI"), day("2024-03-14")));
    assert_non_null(lc_meu_country_on(rules, "744.21", LC_SV("NI"), day("2024-03-15")));
    assert_null(lc_meu_country_on(rules, "744.21", LC_SV("SG"), day("2026-01-01")));
}

static void paragraphs_are_shown_whole(void **state)
{
    (void)state;
    lc_sv shown = lc_rules_show(arena, rules, LC_SV("744.11"));
    assert_true(lc_sv_find(shown, LC_SV("us-ear/lists.txt"), 0) != SIZE_MAX);
    assert_true(lc_sv_find(shown, LC_SV("744.11(a)(1)"), 0) != SIZE_MAX);
    assert_int_equal(lc_rules_show(arena, rules, LC_SV("744.1")).len,
                     lc_rules_show(arena, rules, LC_SV(" 744.1 ")).len);
    lc_sv one = lc_rules_show(arena, rules, LC_SV("744.1"));
    assert_true(lc_sv_find(one, LC_SV("Entity List: a licence"), 0) == SIZE_MAX);
    assert_int_equal(lc_rules_show(arena, rules, LC_SV("999.99")).len, 0);
    lc_sv contents = lc_rules_show(arena, rules, LC_SV(""));
    assert_true(lc_sv_find(contents, LC_SV("switches:"), 0) != SIZE_MAX);
}

static void versions_name_every_file(void **state)
{
    (void)state;
    const lc_json *v = lc_rules_versions(rules);
    lc_rule_file files[TEST_MAX_RULE_FILES];
    assert_int_equal(lc_json_len(v), test_rule_files(arena, files));
    lc_json *one = lc_json_get(v, "us-ear/lists.txt");
    assert_int_equal(lc_json_get_sv(one, "sha256").len, 64);
    assert_int_equal(lc_json_get_sv(one, "as_of").len, 10);
}

/* Half the law is no law: a missing or broken file stops everything. */
static void a_missing_file_is_refused(void **state)
{
    (void)state;
    lc_rule_file files[TEST_MAX_RULE_FILES], fewer[TEST_MAX_RULE_FILES];
    size_t n = test_rule_files(arena, files);
    lc_rules *r = NULL;
    licet_error e = {0};
    assert_int_equal(lc_rules_new(NULL, 0, &r, &e), LICET_E_RULE);
    for (size_t skip = 0; skip < n; skip++) {
        size_t k = 0;
        for (size_t i = 0; i < n; i++)
            if (i != skip) fewer[k++] = files[i];
        int rc = lc_rules_new(fewer, k, &r, &e);
        if (rc != LICET_E_RULE) fail_msg("without %.*s: %d", LC_SV_ARG(files[skip].name), rc);
        assert_null(r);
    }
}

static void broken_facts_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *file, *from, *to;
    } breaks[] = {
        {"us-ear/switches.txt", "affiliates | STAYED", "affiliates | MAYBE"},
        {"us-ear/switches.txt", "| 2025-09-29 | 2025-11-09", "| 2025-09-28 | 2025-11-09"},
        {"us-ear/lists.txt", "EL | Entity List", "- | Entity List"},
        {"us-ear/obligations.txt", "| no | 15 CFR 762.6", "| perhaps | 15 CFR 762.6"},
        {"us-ear/el_wording.txt", "| scope | all | -", "| scope | all | HARSH"},
        {"us-ear/el_wording.txt", "requirement | see", "headline | see"},
        {"us-ear/military.txt", "CN | supp2", "CN | some"},
        {"us-ear/programs_744_8.txt", "FTO | 744.8(b)", "FTO | -"},
        {"us-ear/programs_744_8.txt", "!table programs_744_8:", "!table lists:"},
    };
    lc_rule_file files[TEST_MAX_RULE_FILES];
    size_t n = test_rule_files(arena, files);
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
        lc_rule_file changed[TEST_MAX_RULE_FILES];
        memcpy(changed, files, sizeof files);
        for (size_t k = 0; k < n; k++) {
            if (!lc_sv_is(files[k].name, breaks[i].file)) continue;
            size_t at = lc_sv_find(files[k].text, lc_sv_of(breaks[i].from), 0);
            assert_true(at != SIZE_MAX);
            changed[k].text =
                lc_arena_printf(arena, "%.*s%s%.*s", (int)at, files[k].text.data, breaks[i].to,
                                LC_SV_ARG(lc_sv_from(files[k].text, at + strlen(breaks[i].from))));
        }
        lc_rules *r = NULL;
        licet_error e = {0};
        if (lc_rules_new(changed, n, &r, &e) != LICET_E_RULE) fail_msg("%s is taken", breaks[i].to);
    }
}

static void obligations_are_explained(void **state)
{
    (void)state;
    const lc_obligation *o = lc_obligation_of(rules, LC_SV("UVL_STATEMENT"));
    assert_true(o && o->open && o->says.len > 10);
    assert_false(lc_obligation_of(rules, LC_SV("RECORDKEEPING_762"))->open);
    assert_null(lc_obligation_of(rules, LC_SV("DANCE")));
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
        cmocka_unit_test(every_list_means_something),
        cmocka_unit_test(the_ownership_rule_has_four_times),
        cmocka_unit_test(fourteen_tags_since_2024),
        cmocka_unit_test(military_countries_by_day),
        cmocka_unit_test(paragraphs_are_shown_whole),
        cmocka_unit_test(versions_name_every_file),
        cmocka_unit_test(a_missing_file_is_refused),
        cmocka_unit_test(broken_facts_are_refused),
        cmocka_unit_test(obligations_are_explained),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
