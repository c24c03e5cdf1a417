/* The text format of data/rules: what it takes, and that it refuses everything else with the line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "rule/rulefile.h"

static lc_arena *arena;

#define HEAD "!as_of 2026-01-01\n!source the rule\n"

static int parse(const char *text, lc_rulefile *out, licet_error *err)
{
    lc_rule_file in = {LC_SV("t.txt"), lc_sv_of(text)};
    return lc_rulefile_parse(arena, &in, out, err);
}

static void bad(const char *text, uint64_t line, const char *says)
{
    lc_rulefile f;
    licet_error e = {0};
    assert_int_equal(parse(text, &f, &e), LICET_E_RULE);
    if (!strstr(e.message, says)) fail_msg("%s instead of %s", e.message, says);
    assert_int_equal(e.line, line);
    assert_string_equal(e.file, "t.txt");
    assert_true(e.remedy[0] != 0);
}

static void a_table_is_read(void **state)
{
    (void)state;
    lc_rulefile f;
    licet_error e = {0};
    const char *text = HEAD "# comment\r\n\n!table t: a | b | from | cite\n!confidence high\n"
                            "x | - | 2020-02-29 | 15 CFR 1\n!cite 15 CFR 2\n  y|z|| \n";
    assert_int_equal(parse(text, &f, &e), 0);
    assert_int_equal(f.n_tables, 1);
    const lc_rule_table *t = &f.tables[0];
    assert_int_equal(t->n_facts, 2);
    assert_int_equal(lc_rule_column(t, "b"), 1);
    assert_int_equal(lc_rule_column(t, "c"), -1);
    assert_true(lc_sv_is(t->facts[0].field[0], "x"));
    assert_int_equal(t->facts[0].field[1].len, 0);
    assert_int_equal(t->facts[0].from, lc_date_ymd(2020, 2, 29));
    assert_true(lc_sv_is(t->facts[0].cite, "15 CFR 1"));
    assert_true(lc_sv_is(t->facts[1].cite, "15 CFR 2"));
    assert_int_equal(t->facts[1].from, LC_DATE_NONE);
    assert_int_equal(t->facts[1].line, 9);
    assert_int_equal(f.as_of, lc_date_ymd(2026, 1, 1));
}

static void standing_values_hold_until_changed(void **state)
{
    (void)state;
    lc_rulefile f;
    const char *text =
        HEAD "!cite c\n!confidence low\n!from 2020-01-01\n!table t: a\n1\n!from -\n2\n"
             "!table u: a\n!to 2021-01-01\n3\n";
    assert_int_equal(parse(text, &f, NULL), 0);
    assert_int_equal(f.tables[0].facts[0].from, lc_date_ymd(2020, 1, 1));
    assert_int_equal(f.tables[0].facts[1].from, LC_DATE_NONE);
    assert_int_equal(f.tables[1].facts[0].to, lc_date_ymd(2021, 1, 1));
}

static void everything_else_is_refused(void **state)
{
    (void)state;
    bad("", 0, "no !as_of");
    bad("!as_of 2026-01-01\n", 1, "no !source");
    bad("!as_of 1.1.2026\n", 1, "!as_of needs a date");
    bad(HEAD "fact\n", 3, "before any !table");
    bad(HEAD "!table t\n", 3, "!table name");
    bad(HEAD "!table t: a | a\n", 3, "stands twice");
    bad(HEAD "!table t: a |\n", 3, "has no name");
    bad(HEAD "!table t: a\n!table t: a\n", 4, "stands twice");
    bad(HEAD "!cite c\n!table t: a\nx\n", 5, "without a confidence");
    bad(HEAD "!confidence high\n!table t: a\nx\n", 5, "without a citation");
    bad(HEAD "!confidence sure\n", 3, "confidence is");
    bad(HEAD "!cite c\n!confidence high\n!table t: a | b\nx\n", 6, "1 fields where");
    bad(HEAD "!cite c\n!confidence high\n!table t: a | from\nx | soon\n", 6, "not a date");
    bad(HEAD "!cite c\n!confidence high\n!table t: a | from | to\nx | 2021-01-01 | 2020-01-01\n", 6,
        "before from");
    bad(HEAD "!wibble\n", 3, "no such setting");
    bad(HEAD "!from 2020-13-01\n", 3, "not a date");
    bad(HEAD "a\x01"
             "b\n",
        3, "control character");
    bad(HEAD "\xff\n", 0, "UTF-8");
}

static void limits_hold(void **state)
{
    (void)state;
    lc_buf b = {0};
    lc_buf_z(&b, HEAD "#");
    for (int i = 0; i < LC_RULE_MAX_LINE_BYTES; i++) lc_buf_c(&b, 'x');
    bad(b.data, 3, "longer than");
    lc_buf_clear(&b);
    lc_buf_z(&b, HEAD "!table t: a");
    for (int i = 0; i < LC_RULE_MAX_COLUMNS; i++) lc_buf_printf(&b, "|c%d", i);
    bad(b.data, 3, "fields");
    lc_buf_done(&b);
}

static void a_fact_holds_on_its_days(void **state)
{
    (void)state;
    lc_date from = lc_date_ymd(2020, 1, 1), to = lc_date_ymd(2020, 12, 31);
    assert_true(lc_rule_holds(from, to, from));
    assert_true(lc_rule_holds(from, to, to));
    assert_false(lc_rule_holds(from, to, to + 1));
    assert_false(lc_rule_holds(from, to, from - 1));
    assert_true(lc_rule_holds(LC_DATE_NONE, LC_DATE_NONE, LC_DATE_NONE));
    assert_false(lc_rule_holds(from, LC_DATE_NONE, LC_DATE_NONE));
}

static int setup(void **state)
{
    (void)state;
    arena = lc_arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    lc_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_read),
        cmocka_unit_test(standing_values_hold_until_changed),
        cmocka_unit_test(everything_else_is_refused),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(a_fact_holds_on_its_days),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
