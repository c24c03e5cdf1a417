/* Days as publishers outside the United States write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "source/when.h"

static void births(void **state)
{
    (void)state;
    static const struct {
        const char *published, *is;
    } cases[] = {{"28/04/1937", "1937-04-28"},
                 {"00/00/1961", "1961"},
                 {"00/05/1961", "1961-05"},
                 {"dd/mm/1960", "1960"},
                 {"05/1961", "1961-05"},
                 {"1951", "1951"},
                 {" 1951\xC2\xA0", "1951"},
                 {"1964-07-17", "1964-07-17"},
                 {"1964-07-17-04:00", "1964-07-17"},
                 {"1966-03-05T00:00:00", "1966-03-05"},
                 {"1964-07", "1964-07"},
                 {"9 May 1962", "1962-05-09"},
                 {"09-Dec-1962", "1962-12-09"},
                 {"November, 1975", "1975-11"},
                 {"Sept 1975", "1975-09"},
                 {"June 21, 2022", "2022-06-21"},
                 {"Approximately 1963", "circa 1963"},
                 {"circa 03/05/1961", "circa 1961-05-03"},
                 {"Approximately: Between 1955 and 1958", "1955 to 1958"},
                 {"1961-1963", "1961 to 1963"},
                 {"Sep-64", "Sep-64"},
                 {"born in the early 1960s", "born in the early 1960s"},
                 {"31/31/1961", "31/31/1961"},
                 {"", ""}};
    lc_arena *a = lc_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_sv got = lc_when_birth(a, lc_sv_of(cases[i].published));
        if (!lc_sv_is(got, cases[i].is))
            fail_msg("\"%s\" is \"%.*s\", not \"%s\"", cases[i].published, LC_SV_ARG(got),
                     cases[i].is);
    }
    lc_arena_free(a);
}

static void parts_and_ranges(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    const lc_sv none = LC_SV_NONE;
    assert_true(
        lc_sv_is(lc_when_parts(a, LC_SV("1961"), LC_SV("5"), LC_SV("3"), false), "1961-05-03"));
    assert_true(lc_sv_is(lc_when_parts(a, LC_SV("1961"), none, LC_SV("3"), true), "circa 1961"));
    assert_true(lc_sv_is(lc_when_parts(a, LC_SV("1961"), LC_SV("13"), none, false), "1961"));
    assert_int_equal(lc_when_parts(a, LC_SV("61"), none, none, false).len, 0);
    assert_true(lc_sv_is(lc_when_range(a, LC_SV("1955"), LC_SV("1958")), "1955 to 1958"));
    assert_true(lc_sv_is(lc_when_range(a, LC_SV("1955"), none), "1955"));
    assert_true(lc_sv_is(lc_when_range(a, none, LC_SV("1958")), "1958"));
    assert_int_equal(lc_when_range(a, none, none).len, 0);
    lc_arena_free(a);
}

static void days(void **state)
{
    (void)state;
    static const struct {
        const char *text, *day;
    } whole[] = {{"10/04/2025", "2025-04-10"},
                 {"12-Mar-2025", "2025-03-12"},
                 {"25 January 2001", "2001-01-25"},
                 {"2025-11-20T23:00:09.067Z", "2025-11-20"},
                 {"30.01.1972", "1972-01-30"},
                 {"00/04/2025", NULL},
                 {"2025", NULL},
                 {"never", NULL}};
    static const struct {
        const char *text, *day;
    } inside[] = {{"Listed on 25 Jan. 2001 (amended on 3 Sep 2003)", "2001-01-25"},
                  {"Listed on: 17 Aug. 2017", "2017-08-17"},
                  {"designated 30/01/1972.", NULL},
                  {"Amendment (No. 1) Instrument 2025", NULL},
                  {"on 2 March 2012. Relisted", "2012-03-02"}};
    char text[LC_DATE_TEXT];
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        lc_date d = LC_DATE_NONE;
        bool is = lc_when_day(lc_sv_of(whole[i].text), &d);
        assert_int_equal(is, whole[i].day != NULL);
        assert_string_equal(lc_date_text(d, text), whole[i].day ? whole[i].day : "");
    }
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
        lc_date d = LC_DATE_NONE;
        lc_when_day_in(lc_sv_of(inside[i].text), &d);
        if (inside[i].day) assert_string_equal(lc_date_text(d, text), inside[i].day);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(births), cmocka_unit_test(parts_and_ranges),
                                       cmocka_unit_test(days)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
