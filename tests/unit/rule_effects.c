/* data/rules/lists.txt: what being on a list does, for every list that can be read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "rules_folder.h"

static lc_arena *arena;
static lc_rules *rules;

static void every_list_has_an_effect(void **state)
{
    (void)state;
    static const char *const lists[] = {
        "EL",     "EL_ADDRESS", "DPL",  "UVL",  "MEU",    "SDN",    "FSE",    "SSI", "PLC",  "CAP",
        "NS-MBS", "CMIC",       "DTC",  "ISN",  "1260H",  "UFLPA",  "UN",     "EU",  "UKSL", "OFSI",
        "SECO",   "SEMA",       "DFAT", "METI", "CN-UEL", "CN-ECL", "CN-ATT", "FTM", "HOUSE"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const lc_list_effect *e = lc_rules_list_effect(rules, lc_sv_of(lists[i]));
        if (!e) fail_msg("nothing is known of %s", lists[i]);
        assert_true(e->name.len && e->authority.len && e->binds.len && e->cite.len);
        lc_sv meaning = lc_rules_list_meaning(rules, lc_sv_of(lists[i]));
        if (meaning.len < 20 || !lc_sv_ends(meaning, LC_SV(".")))
            fail_msg("%s has no meaning", lists[i]);
    }
    assert_null(lc_rules_list_effect(rules, LC_SV("NOPE")));
    assert_true(lc_sv_is(lc_rules_list_effect(rules, LC_SV("EU"))->effect, "blocking"));
    assert_true(lc_sv_is(lc_rules_list_effect(rules, LC_SV("1260H"))->effect, "procurement"));
    assert_true(lc_sv_is(lc_rules_list_effect(rules, LC_SV("METI"))->effect, "licence"));
}

static void an_effect_is_one_of_the_words(void **state)
{
    (void)state;
    static const char head[] = "!as_of 2026-01-01\n!source x\n!confidence low\n"
                               "!table hits: list | name | authority | effect | binds | meaning | "
                               "cite\n";
    static const char *const rows[] = {"X | n | a | freezing | b | m | c\n",
                                       "X | - | a | blocking | b | m | c\n",
                                       "X | n | a | blocking | - | m | c\n"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        licet_error err = {0};
        lc_rules *r = NULL;
        lc_arena *a = lc_arena_new();
        const lc_rule_file file = {LC_SV("lists.txt"), lc_arena_printf(a, "%s%s", head, rows[i])};
        assert_int_equal(lc_rules_new(&file, 1, &r, &err), LICET_E_RULE);
        assert_int_equal(err.line, 5);
        lc_arena_free(a);
    }
}

static int set_up(void **state)
{
    (void)state;
    arena = lc_arena_new();
    rules = test_rules(arena);
    return rules ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    lc_rules_free(rules);
    lc_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_list_has_an_effect),
        cmocka_unit_test(an_effect_is_one_of_the_words),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
