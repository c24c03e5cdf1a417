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
    if (!lc_sv_eq(kept, got)) fail_msg("%s differs; now:\n%.*s", name, LC_SV_ARG(got));
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
    "order_1_licence.json", "order_2_near.json",         "order_3_release_later.json",
    "order_4_unnamed.json", "order_5_other_agency.json", "order_6_house.json",
    "order_7_error.json",   "order_8_unread.json",       "order_9_unverified.json"};
static const char *const screens[] = {"screen_match", "screen_several_lists", "screen_near",
                                      "screen_none",  "screen_unsearched",    "screen_house",
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

/* What a sentence says where a body holds more than one would read. */
static void reason_has(lc_arena *a, const lc_json *body, const char *wanted, bool has)
{
    lc_sv reason = lc_json_get_sv(lc_report_answer(a, body), "reason");
    if ((lc_sv_find(reason, lc_sv_of(wanted), 0) != SIZE_MAX) != has)
        fail_msg("\"%s\" %s: %.*s", wanted, has ? "is not in" : "is in", LC_SV_ARG(reason));
}

static void sentences_stay_short(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    lc_json *body = fixture(a, "order_2_near.json");
    lc_json *d = lc_json_get(body, "determination"), *facts = lc_json_get(body, "facts");
    lc_json *parties = lc_json_array(a), *party = lc_json_object(a), *many = lc_json_array(a);
    lc_json_set_z(a, party, "name", "candiru  Pesca");
    lc_json_push(a, parties, party);
    lc_json_set(a, facts, "parties", parties);
    for (int i = 0; i < 40; i++) {
        lc_json *x = lc_json_object(a);
        lc_json_set_sv(a, x, "if",
                       lc_arena_printf(a, "parties[0] is the same party as No %d", i / 2));
        lc_json_set_z(a, x, "status", "LICENSE_REQUIRED");
        lc_json_push(a, many, x);
    }
    lc_json_set(a, d, "alternatives", many);
    reason_has(a, body, "If \"candiru  Pesca\" is the same party as No 2: a licence", true);
    reason_has(a, body, "No 3", false);
    reason_has(a, body, "17 more such questions", true);
    lc_json_set_z(a, d, "status", "PROHIBITED"); /* nothing is worse */
    reason_has(a, body, "If \"candiru", false);
    body = fixture(a, "order_9_unverified.json");
    lc_json *hit = lc_json_at(lc_json_get(lc_json_at(lc_json_get(body, "parties"), 0), "hits"), 0);
    lc_json_set_z(a, hit, "citation",
                  "77 F.R. 22756 4/17/12, 77 F.R. 48960 8/15/12, 78 F.R. 9359 "
                  "2/8/13, 90 F.R. 48938 10/31/2025");
    reason_has(a, body, "(77 F.R. 22756 4/17/12 and 3 more)", true);
    lc_json_set_z(a, hit, "list", "DPL");
    reason_has(a, body, "(90 F.R. 48938 10/31/2025 and 3 more)", true);
    lc_arena_free(a);
}

/* A half-filled or strange body never reads as a release, and never breaks. */
static void strange_bodies(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    static const char *const texts[] = {
        "{}",
        "[]",
        "null",
        "{\"determination\":3,\"parties\":[1,null,{}],\"order\":[]}",
        "{\"parties\":[{\"name\":\"X\",\"hits\":[{},{\"verdict\":\"MATCH\"}]}],\"error\":null}",
        "{\"determination\":{\"missing\":[\"parties[99999999999].x\",\"parties[\",3],"
        "\"alternatives\":[{\"if\":\"parties[0].owners[7].owners[\"},null]}}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        lc_json *body;
        licet_error e = {0};
        assert_int_equal(lc_json_parse(a, lc_sv_of(texts[i]), &body, &e), 0);
        lc_json *answer = lc_report_answer(a, body);
        assert_int_equal(lc_json_len(answer), LC_ANSWER_COLUMNS);
        assert_true(lc_sv_find(lc_json_get_sv(answer, "next_step"), LC_SV("May go"), 0) ==
                    SIZE_MAX);
        lc_buf b = {0};
        lc_report_table_row(&b, answer, body, 80, 1);
        lc_report_screen(&b, body, 80, 1);
        lc_report_csv_row(&b, NULL, 0, 3, answer);
        lc_report_jsonl_row(&b, 7, answer, body);
        lc_buf_done(&b);
    }
    lc_arena_free(a);
}

static void sentence_is(lc_arena *a, lc_report_totals t, const char *wanted)
{
    lc_sv got = lc_report_sentence(a, &t);
    if (!lc_sv_is(got, wanted)) fail_msg("%.*s", LC_SV_ARG(got));
}

static void the_line_to_read_aloud(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    sentence_is(a, (lc_report_totals){0}, "No rows: nothing was decided.");
    sentence_is(
        a,
        (lc_report_totals){
            .rows = 40, .orders = 31, .release = 5, .hold = 17, .stop = 18, .not_screened = 2},
        "40 rows in 31 orders: 5 may go, 17 on hold, 18 stop; 2 could not be screened.");
    sentence_is(
        a, (lc_report_totals){.rows = 1, .orders = 1, .hold = 1, .errors = 1, .sample = true},
        "1 row in 1 order: 1 on hold; 1 could not be read or decided. A required list is only "
        "a sample: not finding a name in it proves nothing.");
    sentence_is(a,
                (lc_report_totals){.rows = 2, .orders = 1, .release = 2, .remedy = LC_SV("fetch")},
                "2 rows in 1 order: 2 may go. To do: fetch.");
    lc_arena_free(a);
}

static void a_short_or_long_row_keeps_the_answers_in_place(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    lc_json *answer = lc_json_object(a);
    lc_json_set_z(a, answer, "disposition", "HOLD");
    lc_buf b = {0};
    const lc_sv cells[] = {LC_SV("a"), LC_SV("+b c"), LC_SV("d,"), LC_SV("@e")};
    lc_report_csv_row(&b, cells, 1, 3, answer);
    lc_report_csv_row(&b, cells, 4, 2, answer);
    assert_true(lc_sv_starts(lc_buf_view(&b), LC_SV("a,,,HOLD,")));
    assert_true(lc_sv_find(lc_buf_view(&b), LC_SV("\na,\"'+b c,d,,@e\",HOLD,"), 0) != SIZE_MAX);
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
    lc_json_set_z(a, hit, "primary",
                  "\x1b[2J\xE2\x80\xAEgnp.exe \x07 very long name that goes on and on "
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
        cmocka_unit_test(the_table_at_80_columns),
        cmocka_unit_test(no_width_is_ever_exceeded),
        cmocka_unit_test(colours_only_where_asked_and_never_alone),
        cmocka_unit_test(screenings),
        cmocka_unit_test(answers_as_csv),
        cmocka_unit_test(sentences_stay_short),
        cmocka_unit_test(strange_bodies),
        cmocka_unit_test(the_line_to_read_aloud),
        cmocka_unit_test(a_short_or_long_row_keeps_the_answers_in_place),
        cmocka_unit_test(hostile_names_stay_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
