/* What differs between two wordings of an entry: every difference once, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "record/change.h"

static lc_json *read(lc_arena *a, const char *text)
{
    lc_json *j = NULL;
    assert_int_equal(lc_json_parse(a, lc_sv_of(text), &j, NULL), 0);
    return j;
}

static void says(const char *was, const char *is, const char *expected)
{
    lc_arena *a = lc_arena_new();
    lc_json *out = lc_entry_changes(a, was ? read(a, was) : NULL, is ? read(a, is) : NULL);
    assert_string_equal(lc_json_text(a, out, LC_JSON_COMPACT).data, expected);
    lc_arena_free(a);
}

static void equal_wordings_differ_in_nothing(void **state)
{
    (void)state;
    says("{\"names\":[{\"kind\":\"primary\",\"text\":\"A\"}],\"origin\":{\"line\":2}}",
         "{\"names\":[{\"kind\":\"primary\",\"text\":\"A\"}],\"origin\":{\"line\":3}}", "[]");
}

static void single_values_have_two_sides(void **state)
{
    (void)state;
    says("{\"policy\":\"denial\",\"from\":\"2021-01-01\"}",
         "{\"policy\":\"case by case\",\"to\":\"x\"}",
         "[{\"field\":\"policy\",\"was\":\"denial\",\"is\":\"case by case\"},"
         "{\"field\":\"from\",\"was\":\"2021-01-01\"},{\"field\":\"to\",\"is\":\"x\"}]");
    says("{}", "{\"address_only\":true}", "[{\"field\":\"address_only\",\"is\":\"true\"}]");
}

static void lists_say_what_came_and_went(void **state)
{
    (void)state;
    says("{\"names\":[{\"kind\":\"primary\",\"text\":\"A\"},{\"kind\":\"weak\",\"text\":\"B\"}]}",
         "{\"names\":[{\"kind\":\"primary\",\"text\":\"A\"},{\"kind\":\"alias\",\"text\":\"C\"}]}",
         "[{\"field\":\"names\",\"was\":\"B (weak)\"},{\"field\":\"names\",\"is\":\"C\"}]");
    says("{\"attrs\":[{\"name\":\"remarks\",\"value\":\"x\"}]}", "{}",
         "[{\"field\":\"attrs\",\"was\":\"remarks: x\"}]");
    says("{\"programs\":[\"A\",\"B\"]}", "{\"programs\":[\"B\",\"A\"]}",
         "[{\"field\":\"programs\",\"is\":\"the same in another order\"}]");
}

static void values_that_read_alike_show_their_parts(void **state)
{
    (void)state;
    says("{\"addresses\":[{\"text\":\"Tula\"}]}",
         "{\"addresses\":[{\"country\":\"RU\",\"text\":\"Tula\"}]}",
         "[{\"field\":\"addresses\",\"was\":\"{\\\"text\\\":\\\"Tula\\\"}\"},"
         "{\"field\":\"addresses\",\"is\":\"{\\\"country\\\":\\\"RU\\\",\\\"text\\\":\\\"Tula\\\"}"
         "\"}]");
}

static void nothing_on_one_side_is_all_on_the_other(void **state)
{
    (void)state;
    says(NULL, "{\"key\":\"EL/1\",\"sublist\":\"EL\"}", "[{\"field\":\"sublist\",\"is\":\"EL\"}]");
    says("{\"sublist\":\"EL\"}", NULL, "[{\"field\":\"sublist\",\"was\":\"EL\"}]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_wordings_differ_in_nothing),
        cmocka_unit_test(single_values_have_two_sides),
        cmocka_unit_test(lists_say_what_came_and_went),
        cmocka_unit_test(values_that_read_alike_show_their_parts),
        cmocka_unit_test(nothing_on_one_side_is_all_on_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
