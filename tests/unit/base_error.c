#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/error.h"

static void an_error_is_filled(void **state)
{
    (void)state;
    licet_error e;
    memset(&e, 'x', sizeof e);
    assert_int_equal(lc_fail(&e, LICET_E_IO, "cannot read %s", "a.csv"), LICET_E_IO);
    assert_string_equal(e.message, "cannot read a.csv");
    assert_int_equal(e.line, 0);
    assert_int_equal(e.has_byte, 0);
    assert_string_equal(e.file, "");
    assert_string_equal(e.remedy, "");
    assert_int_equal(lc_fail_at(&e, "a.csv", 7, 90), LICET_E_IO);
    assert_int_equal(lc_fail_at(&e, NULL, 0, 91), LICET_E_IO);
    assert_string_equal(e.file, "a.csv");
    assert_int_equal(e.line, 7);
    assert_int_equal(e.byte, 91);
    assert_int_equal(lc_fail_remedy(&e, "try %d times", 3), LICET_E_IO);
    assert_string_equal(e.remedy, "try 3 times");
}

static void long_words_are_cut(void **state)
{
    (void)state;
    licet_error e;
    char text[2000];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = 0;
    lc_fail(&e, LICET_E_IO, "%s", text);
    lc_fail_at(&e, text, 1, 1);
    lc_fail_remedy(&e, "%s", text);
    assert_int_equal(strlen(e.message), sizeof e.message - 1);
    assert_int_equal(strlen(e.file), sizeof e.file - 1);
    assert_int_equal(strlen(e.remedy), sizeof e.remedy - 1);
}

/* Whoever does not want to know why still hears that it failed. */
static void without_an_error_it_is_still_a_failure(void **state)
{
    (void)state;
    assert_int_equal(lc_fail(NULL, LICET_E_IO, "x"), LICET_E_IO);
    assert_int_not_equal(lc_fail_at(NULL, "a.csv", 1, 1), 0);
    assert_int_not_equal(lc_fail_remedy(NULL, "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_is_filled),
        cmocka_unit_test(long_words_are_cut),
        cmocka_unit_test(without_an_error_it_is_still_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
