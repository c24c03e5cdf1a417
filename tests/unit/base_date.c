#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/date.h"

static void dates_round_trip(void **state)
{
    (void)state;
    char text[LC_DATE_TEXT];
    for (lc_date d = -719162; d <= 2932896; d += 61) { /* 0001-01-01 .. 9999-12-31 */
        lc_date back;
        lc_date_text(d, text);
        assert_true(lc_date_iso(lc_sv_of(text), &back));
        assert_int_equal(back, d);
    }
    assert_int_equal(lc_date_ymd(1970, 1, 1), 0);
    assert_int_equal(lc_date_ymd(2021, 11, 4), 18935);
}

static void impossible_days_are_refused(void **state)
{
    (void)state;
    assert_int_equal(lc_date_ymd(2023, 2, 29), LC_DATE_NONE);
    assert_int_not_equal(lc_date_ymd(2024, 2, 29), LC_DATE_NONE);
    assert_int_equal(lc_date_ymd(1900, 2, 29), LC_DATE_NONE);
    assert_int_equal(lc_date_ymd(2024, 13, 1), LC_DATE_NONE);
    assert_int_equal(lc_date_ymd(0, 1, 1), LC_DATE_NONE);
    lc_date d = 7;
    assert_false(lc_date_iso(LC_SV("2021-11-31"), &d));
    assert_false(lc_date_iso(LC_SV("2021-11-04 "), &d));
    assert_false(lc_date_iso(LC_SV("21-11-04"), &d));
    assert_int_equal(d, 7);
}

static void usual_spellings_are_read(void **state)
{
    (void)state;
    static const char *const same_day[] = {"2021-11-04",  "11/4/2021",  "11/04/2021",
                                           "4.11.2021",   "04.11.2021", "4-Nov-2021",
                                           "04 Nov 2021", "20211104",   "2021-11-04T13:15:00Z",
                                           " 2021-11-04 "};
    for (size_t i = 0; i < sizeof same_day / sizeof *same_day; i++) {
        lc_date d = 0;
        assert_true(lc_date_any(lc_sv_of(same_day[i]), &d));
        assert_int_equal(d, lc_date_ymd(2021, 11, 4));
    }
    static const char *const not_days[] = {"",     "11/4/21",    "4.11.21",     "Nov 4",
                                           "2021", "13/13/2021", "2021-11-04x", "0"};
    for (size_t i = 0; i < sizeof not_days / sizeof *not_days; i++) {
        lc_date d;
        assert_false(lc_date_any(lc_sv_of(not_days[i]), &d));
    }
}

static void instants_are_utc(void **state)
{
    (void)state;
    char text[LC_TIME_TEXT];
    int64_t s = 0;
    assert_true(lc_time_iso(LC_SV("2026-07-31T13:15:00.015113+00:00"), &s));
    assert_string_equal(lc_time_text(s, text), "2026-07-31T13:15:00Z");
    assert_int_equal(lc_date_of_time(s), lc_date_ymd(2026, 7, 31));
    assert_int_equal(lc_date_of_time(-1), -1);
    assert_false(lc_time_iso(LC_SV("2026-07-31T25:15:00Z"), &s));
    assert_false(lc_time_iso(LC_SV("2026-07-31T13:15:00+02:00"), &s));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_round_trip),
        cmocka_unit_test(impossible_days_are_refused),
        cmocka_unit_test(usual_spellings_are_read),
        cmocka_unit_test(instants_are_utc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
