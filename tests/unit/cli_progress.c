/* The line people watch while work lasts: how much, how fast, how long still. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/out.c"
#include "cli/progress.c"

bool cli_stderr_is_terminal(void)
{
    return false;
}

bool cli_stdout_is_deserted(void)
{
    return false;
}

int64_t cli_elapsed_ms(void)
{
    return 0;
}

static void line_is(uint64_t done, uint64_t total, int64_t ms, const char *wanted)
{
    char line[CLI_PROGRESS_BYTES];
    cli_progress_line("orders", done, total, ms, line);
    assert_string_equal(line, wanted);
}

static void says_rate_and_time_left(void **state)
{
    (void)state;
    line_is(450, 1000, 10000, "orders   [#############                 ]  45 %  45/s  0:12 left");
    line_is(1000, 1000, 10000, "orders   [##############################] 100 %  100/s  0:00 left");
    line_is(1100, 1000, 10000, "orders   [##############################] 100 %  110/s  0:00 left");
    line_is(25000, 100000, 3600000,
            "orders   [#######                       ]  25 %  6.9/s  3:00:00 left");
    line_is(1, 100000, 5000, "orders   [                              ]   0 %  0.2/s  ");
    line_is(0, 1000, 2000, "orders   [                              ]   0 %  0.0/s  ");
    line_is(3000000, 9000000, 2000,
            "orders   [##########                    ]  33 %  1.5 M/s  0:04 left");
    line_is(12345, 0, 3000, "orders 12,345  4,115/s");
}

static void keeps_to_eighty_columns(void **state)
{
    (void)state;
    static const uint64_t amounts[] = {0, 1, 77, 123456, 87654321, UINT64_MAX / 2};
    char line[CLI_PROGRESS_BYTES];
    for (size_t d = 0; d < 6; d++)
        for (size_t t = 0; t < 6; t++)
            for (int64_t ms = 0; ms < 1000000000; ms = ms * 7 + 1) {
                cli_progress_line("a long name of work", amounts[d], amounts[t], ms, line);
                assert_true(strlen(line) <= 80);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_rate_and_time_left),
                                       cmocka_unit_test(keeps_to_eighty_columns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
