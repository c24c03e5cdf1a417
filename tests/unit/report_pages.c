/* What people read, compared with pages kept beside this file (report_snapshots/). UPDATE=1 writes
 * them anew; read the difference before committing it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "report/report.h"
#include "text/width.h"

static const char folder[] = LICET_TESTS_DIR "/unit/report_snapshots/";

static lc_sv read_file(lc_arena *a, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s%s", folder, name);
    FILE *f = fopen(path, "rb");
    if (!f) return LC_SV_NONE;
    lc_buf b = {0};
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;) lc_buf_put(&b, part, n);
    fclose(f);
    lc_sv out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

static lc_json *fixture(lc_arena *a, const char *name)
{
    lc_json *j = NULL;
    licet_error e = {0};
    if (lc_json_parse(a, read_file(a, name), &j, &e)) fail_msg("%s: %s", name, e.message);
    return j;
}

static void same(lc_arena *a, const char *name, lc_sv got)
{
    if (getenv("UPDATE")) {
        char path[512];
        snprintf(path, sizeof path, "%s%s", folder, name);
        FILE *f = fopen(path, "wb");
        assert_non_null(f);
        assert_int_equal(fwrite(got.data, 1, got.len, f), got.len);
        assert_int_equal(fclose(f), 0);
    }
    lc_sv kept = read_file(a, name);
    if (!lc_sv_eq(kept, got))
        fail_msg("%s differs; now:\n%.*s", name, LC_SV_ARG(got));
}

static int widest(lc_sv text)
{
    int most = 0;
    while (text.data) {
        int n = lc_width_of(lc_sv_cut(&text, LC_SV("\n")));
        if (n > most) most = n;
    }
    return most;
}

static const char *const orders[] = {
    "order_1_licence.json",      "order_2_near.json",         "order_3_release_later.json",
    "order_4_unnamed.json",      "order_5_other_agency.json", "order_6_house.json",
    "order_7_error.json",        "order_8_unread.json",       "order_9_unverified.json"};
static const char *const screens[] = {"screen_match",  "screen_several_lists", "screen_near",
                                      "screen_none",   "screen_unsearched",    "screen_house",
                                      "screen_before"};
enum { ORDERS = sizeof orders / sizeof *orders, SCREENS = sizeof screens / sizeof *screens };

static void put_table(lc_arena *a, lc_buf *b, int width, int colour)
{
    lc_report_table_head(b, width, colour);
    for (size_t i = 0; i < ORDERS; i++) {
        lc_json *body = fixture(a, orders[i]);
        lc_report_table_row(b, lc_report_answer(a, body), body, width, colour);
    }
}

static void the_table_at_80_columns(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    lc_buf b = {0};
    put_table(a, &b, 80, 0);
    assert_true(widest(lc_buf_view(&b)) <= 80);
    same(a, "table_80.txt", lc_buf_view(&b));
    lc_buf_done(&b);
    lc_arena_free(a);
}

static void no_width_is_ever_exceeded(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    for (int width = 40; width <= 200; width += 7) {
        lc_buf b = {0};
        put_table(a, &b, width, 0);
        for (size_t i = 0; i < SCREENS; i++) {
            char name[100];
            snprintf(name, sizeof name, "%s.json", screens[i]);
            lc_report_screen(&b, fixture(a, name), width, 0);
        }
        if (widest(lc_buf_view(&b)) > width)
            fail_msg("%d columns at width %d", widest(lc_buf_view(&b)), width);
        lc_buf_done(&b);
    }
    lc_arena_free(a);
}

static void colours_only_where_asked_and_never_alone(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    lc_buf plain = {0}, painted = {0}, bare = {0};
    put_table(a, &plain, 100, 0);
    put_table(a, &painted, 100, 1);
    assert_true(lc_sv_find(lc_buf_view(&plain), LC_SV("\x1b"), 0) == SIZE_MAX);
    assert_true(lc_sv_find(lc_buf_view(&painted), LC_SV("\x1b[1;31mSTOP"), 0) != SIZE_MAX);
    for (size_t i = 0; i < painted.len; i++) { /* without its colours it is the same text */
        if (painted.data[i] == '\x1b')
            while (painted.data[i] != 'm') i++;
        else
            lc_buf_c(&bare, painted.data[i]);
    }
    assert_true(lc_sv_eq(lc_buf_view(&bare), lc_buf_view(&plain)));
    lc_buf_done(&plain);
    lc_buf_done(&painted);
    lc_buf_done(&bare);
    lc_arena_free(a);
}

static void screenings(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    for (size_t i = 0; i < SCREENS; i++) {
        char json[100], text[100];
        snprintf(json, sizeof json, "%s.json", screens[i]);
        snprintf(text, sizeof text, "%s.txt", screens[i]);
        lc_buf b = {0};
        lc_report_screen(&b, fixture(a, json), 80, 0);
        same(a, text, lc_buf_view(&b));
        lc_buf_done(&b);
    }
    lc_arena_free(a);
}

static void answers_as_csv(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    lc_buf b = {0};
    const lc_sv header[] = {LC_SV("Order"), LC_SV("Status"), LC_SV("Note")};
    const lc_sv cells[] = {LC_SV("007"), LC_SV(" open "), LC_SV("=HYPERLINK(\"x\",\"y\")")};
    lc_report_csv_header(&b, header, 3);
    for (size_t i = 0; i < ORDERS; i++)
        lc_report_csv_row(&b, cells, 3, 3, lc_report_answer(a, fixture(a, orders[i])));
    same(a, "answers.csv", lc_buf_view(&b));
    lc_buf_done(&b);
    lc_arena_free(a);
}

/* A screen that is hostile: names with escapes, overrides and no end. */
static void hostile_names_stay_text(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    lc_json *j = fixture(a, "screen_match.json");
    lc_json *hit = lc_json_at(lc_json_get(j, "hits"), 0);
    lc_json_set_z(a, hit, "primary", "\x1b[2J\xE2\x80\xAEgnp.exe \x07 very long name that goes on and on "
                                     "and on and on and on and on and on and on");
    lc_json_set_z(a, lc_json_get(j, "query"), "name", "a\nb\rc\x1b]0;title\x07");
    lc_buf b = {0};
    lc_report_screen(&b, j, 60, 0);
    assert_true(widest(lc_buf_view(&b)) <= 60);
    for (size_t i = 0; i < b.len; i++)
        if ((unsigned char)b.data[i] < 0x20 && b.data[i] != '\n') fail_msg("control %d", b.data[i]);
    assert_true(lc_sv_find(lc_buf_view(&b), LC_SV("\xE2\x80\xAE"), 0) == SIZE_MAX);
    lc_buf_done(&b);
    lc_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_at_80_columns), cmocka_unit_test(no_width_is_ever_exceeded),
        cmocka_unit_test(colours_only_where_asked_and_never_alone), cmocka_unit_test(screenings),
        cmocka_unit_test(answers_as_csv), cmocka_unit_test(hostile_names_stay_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
