#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/reader.h"
#include "codec/json.h"

typedef struct seen {
    lc_buf text; /* what was handed on, one line each */
    size_t elements;
    int stop_at; /* the element that refuses; -1: none */
} seen;

static int on_element(void *ctx, const lc_json_element *e, licet_error *err)
{
    seen *s = ctx;
    if ((int)e->index == s->stop_at) return lc_fail(err, LICET_E_LIMIT, "enough");
    lc_buf_printf(&s->text, "%llu:%llu:%llu:%.*s\n", (unsigned long long)e->index,
                  (unsigned long long)e->line, (unsigned long long)e->byte, LC_SV_ARG(e->text));
    s->elements++;
    return 0;
}

static int on_member(void *ctx, lc_sv key, lc_sv text, licet_error *err)
{
    (void)err;
    seen *s = ctx;
    lc_buf_printf(&s->text, "%.*s=%.*s\n", LC_SV_ARG(key), LC_SV_ARG(text));
    return 0;
}

typedef struct slow { /* hands on a few bytes at a time */
    lc_sv rest;
    size_t step;
} slow;

static int read_slow(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    slow *s = ctx;
    (void)err;
    *got = s->rest.len < s->step ? s->rest.len : s->step;
    if (*got > cap) *got = cap;
    memcpy(data, s->rest.data, *got);
    s->rest = lc_sv_from(s->rest, *got);
    return 0;
}

static int run(const char *text, size_t step, size_t max, seen *s, licet_error *err)
{
    slow state = {lc_sv_of(text), step};
    lc_reader in = {&state, read_slow};
    lc_json_frame f = {"results", max, s, on_element, on_member};
    return lc_json_frame_run(&in, &f, err);
}

static void elements_and_members(void **state)
{
    (void)state;
    const char *text = "\n {\"a\" : 1,\n\"b\":[{\"x\":\"]}\"}], \"results\":[\n{\"n\":\"\\\"}\"},\n"
                       "[1,[2]], \"s\" ,true],\"z\":{\"q\":null}}\n";
    for (size_t step = 1; step < 40; step += 13) {
        seen s = {.stop_at = -1};
        licet_error e = {0};
        assert_int_equal(run(text, step, 0, &s, &e), 0);
        assert_string_equal(s.text.data, "a=1\nb=[{\"x\":\"]}\"}]\n0:4:42:{\"n\":\"\\\"}\"}\n"
                                         "1:5:55:[1,[2]]\n2:5:64:\"s\"\n3:5:69:true\n"
                                         "z={\"q\":null}\n");
        lc_buf_done(&s.text);
    }
    seen s = {.stop_at = -1};
    assert_int_equal(run("[{\"a\":1},2]", 100, 0, &s, NULL), 0);
    assert_int_equal(s.elements, 2);
    assert_int_equal(run("[]", 100, 0, &s, NULL), 0);
    assert_int_equal(run("{}", 100, 0, &s, NULL), 0);
    assert_int_equal(run("{\"results\":{\"no\":\"list\"}}", 100, 0, &s, NULL), 0);
    assert_int_equal(s.elements, 2);
    lc_buf_done(&s.text);
}

static void what_is_not_whole_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      " ",
                                      "x",
                                      "7",
                                      "\"a\"",
                                      "{",
                                      "[",
                                      "{\"a\"",
                                      "{\"a\":",
                                      "{\"a\":1",
                                      "{\"a\":1,",
                                      "{\"a\":1,}",
                                      "[1,]",
                                      "[1 2]",
                                      "[1]]",
                                      "[1] x",
                                      "{\"a\":1}{}",
                                      "{a:1}",
                                      "{1:1}",
                                      "{\"a\":1,\"a\":2}",
                                      "{\"results\":[1],\"results\":[2]}",
                                      "{\"a\" 1}",
                                      "[,1]",
                                      "[{\"a\":\"",
                                      "{\"results\":[{\"a\":1}",
                                      "{\"results\":[{\"a\":1}]",
                                      "{\"\\ud800\":1}",
                                      "[\"\\\""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        seen s = {.stop_at = -1};
        licet_error e = {0};
        int rc = run(bad[i], 3, 0, &s, &e);
        if (rc != LICET_E_SYNTAX || !e.has_byte || e.byte > strlen(bad[i]))
            fail_msg("%s: %d %s at %llu", bad[i], rc, e.message, (unsigned long long)e.byte);
        lc_buf_done(&s.text);
    }
}

static void limits_and_refusals(void **state)
{
    (void)state;
    static const char *const big[] = {"[\"aaaaaaaaaaaaaaaaaaaa\"]", "[[1,1,1,1,1,1,1,1,1,1,1,1]]",
                                      "[11111111111111111111111]", "{\"aaaaaaaaaaaaaaaaaaaaa\":1}"};
    for (size_t i = 0; i < sizeof big / sizeof *big; i++) {
        seen s = {.stop_at = -1};
        licet_error e = {0};
        if (run(big[i], 5, 10, &s, &e) != LICET_E_LIMIT) fail_msg("%s: %s", big[i], e.message);
        assert_int_equal(run(big[i], 5, 100, &s, &e), 0);
        lc_buf_done(&s.text);
    }
    seen s = {.stop_at = 1};
    licet_error e = {0};
    assert_int_equal(run("[1,2,3]", 5, 0, &s, &e), LICET_E_LIMIT);
    assert_string_equal(e.message, "enough");
    assert_int_equal(s.elements, 1);
    lc_buf_done(&s.text);
}

static int read_failing(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    (void)ctx, (void)data, (void)cap, (void)got;
    return lc_fail(err, LICET_E_IO, "disk on fire");
}

static void a_failing_reader_is_reported(void **state)
{
    (void)state;
    seen s = {.stop_at = -1};
    licet_error e = {0};
    lc_reader in = {NULL, read_failing};
    lc_json_frame f = {"results", 0, &s, on_element, NULL};
    assert_int_equal(lc_json_frame_run(&in, &f, &e), LICET_E_IO);
    assert_string_equal(e.message, "disk on fire");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_and_members),
        cmocka_unit_test(what_is_not_whole_is_refused),
        cmocka_unit_test(limits_and_refusals),
        cmocka_unit_test(a_failing_reader_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
