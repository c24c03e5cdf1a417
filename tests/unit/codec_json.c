#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "codec/json.h"

static lc_arena *arena;

static lc_json *read(const char *text)
{
    lc_json *v = NULL;
    licet_error e = {0};
    if (lc_json_parse(arena, lc_sv_of(text), &v, &e)) fail_msg("%s: %s", text, e.message);
    return v;
}

static void canonical_sorts_and_keeps_values(void **state)
{
    (void)state;
    lc_json *v = read("{\"b\": [1, 2.5, true, null, \"\\u00e9\\n\"], \"a\": {\"z\":0,\"y\":-1}}");
    lc_sv text = lc_json_text(arena, v, LC_JSON_CANONICAL);
    assert_string_equal(text.data,
                        "{\"a\":{\"y\":-1,\"z\":0},\"b\":[1,2.5,true,null,\"\xc3\xa9\\n\"]}");
    assert_string_equal(lc_json_text(arena, read(text.data), LC_JSON_CANONICAL).data, text.data);
    assert_string_equal(lc_json_text(arena, read("{\"b\":1,\"a\":2}"), LC_JSON_COMPACT).data,
                        "{\"b\":1,\"a\":2}");
    assert_string_equal(lc_json_text(arena, read("{\"b\":[]}"), LC_JSON_PRETTY).data,
                        "{\n  \"b\": []\n}");
    lc_json *copy = lc_json_copy(arena, v);
    assert_string_equal(lc_json_text(arena, copy, LC_JSON_CANONICAL).data, text.data);
}

static void reals_come_back_the_same(void **state)
{
    (void)state;
    static const double values[] = {0.97, 25.01, 1e-9, 123456789.125, 0.1, 1.0, 1e22};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        lc_sv text = lc_json_text(arena, lc_json_of_real(arena, values[i]), LC_JSON_COMPACT);
        assert_true(lc_json_real(read(text.data), -1) == values[i]);
    }
    assert_string_equal(lc_json_text(arena, lc_json_of_real(arena, 0.97), LC_JSON_COMPACT).data,
                        "0.97");
}

/* The plain way: more and more digits, until the same number is read back. */
static const char *plain_real(double r, char text[40])
{
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, 40, "%.*g", digits, r);
        if (strtod(text, NULL) == r) break;
    }
    return strpbrk(text, ".e") ? text : strcat(text, ".0");
}

static void scores_are_written_as_any_number_is(void **state)
{
    (void)state;
    char text[40];
    lc_arena *a = lc_arena_new();
    for (int i = -3; i <= 10003; i++)
        for (int far = -1; far <= 1; far++) {
            double r = i / 10000.0 * (1 + far * 0x1p-52);
            lc_sv got = lc_json_text(a, lc_json_of_real(a, r), LC_JSON_COMPACT);
            if (!lc_sv_is(got, plain_real(r, text))) fail_msg("%.17g is %s", r, got.data);
        }
    static const int64_t whole[] = {0, 1, -1, 9, 10, -10, INT64_MAX, INT64_MIN, INT64_MIN + 1};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        snprintf(text, sizeof text, "%lld", (long long)whole[i]);
        assert_true(lc_sv_is(lc_json_text(a, lc_json_of_int(a, whole[i]), LC_JSON_COMPACT), text));
    }
    lc_arena_free(a);
}

/* Keys that begin alike, end in the other, hold bytes above 127, few and many of them. */
static void members_are_in_order_of_their_bytes(void **state)
{
    (void)state;
    uint32_t seed = 5;
    lc_arena *a = lc_arena_new();
    for (int round = 0; round < 500; round++) {
        lc_json *o = lc_json_object(a);
        int members = round % 10 ? round % 40 : 60 + round % 17;
        for (int i = 0; i < members; i++) {
            char key[20] = "";
            size_t n = (seed = seed * 1664525u + 1013904223u) >> 16 & 15;
            for (size_t k = 0; k < n; k++) {
                seed = seed * 1664525u + 1013904223u;
                strcat(key, &"a\0b\0\xC3\xA4\0e\0_\0"[(size_t[]){0, 2, 4, 7, 9}[(seed >> 16) % 5]]);
                if (strlen(key) > 16) break;
            }
            lc_json_set_int(a, o, key, i);
        }
        lc_json *again;
        lc_sv text = lc_json_text(a, o, LC_JSON_CANONICAL);
        assert_int_equal(lc_json_parse(a, text, &again, NULL), 0);
        assert_int_equal(lc_json_len(again), lc_json_len(o));
        for (size_t i = 1; i < lc_json_len(again); i++)
            assert_true(lc_sv_cmp(lc_json_key(again, i - 1), lc_json_key(again, i)) < 0);
        for (size_t i = 0; i < lc_json_len(o); i++)
            assert_int_equal(lc_json_int(lc_json_get(again, lc_json_key(o, i).data), -1),
                             lc_json_int(lc_json_at(o, i), -2));
    }
    lc_arena_free(a);
}

static void looking_takes_anything(void **state)
{
    (void)state;
    lc_json *v = read("{\"item\":{\"eccn\":\"5D992.c\",\"n\":3.0},\"no\":null,\"b\":true,\"i\":7}");
    assert_true(lc_sv_is(lc_json_sv(lc_json_path(v, "item.eccn")), "5D992.c"));
    assert_null(lc_json_path(v, "item.none.deeper"));
    assert_null(lc_json_get(NULL, "x"));
    assert_int_equal(lc_json_int(lc_json_path(v, "item.n"), 0), 3);
    assert_int_equal(lc_json_int(lc_json_get(v, "b"), 9), 9);
    assert_true(lc_json_bool(lc_json_get(v, "b"), false));
    assert_true(lc_json_is_null(lc_json_get(v, "no")));
    assert_false(lc_json_is_null(lc_json_get(v, "absent")));
    assert_int_equal(lc_json_len(lc_json_get(v, "b")), 0);
    assert_true(lc_json_real(lc_json_get(v, "i"), 0) == 7.0);
    assert_int_equal(lc_json_key(v, 99).len, 0);
}

static void hostile_text_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "{",
                                      "{\"a\":1,\"a\":2}",
                                      "[1,]",
                                      "\"\xff\"",
                                      "[1] x",
                                      "{\"a\":\"\\u0000\"}",
                                      "1e999",
                                      "99999999999999999999",
                                      "'a'",
                                      "\"\\ud800\""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lc_json *v = NULL;
        licet_error e = {0};
        if (!lc_json_parse(arena, lc_sv_of(bad[i]), &v, &e)) fail_msg("taken: %s", bad[i]);
        assert_null(v);
        assert_int_equal(e.code, LICET_E_SYNTAX);
    }
    lc_json *nul = NULL;
    licet_error said = {0};
    lc_json_parse(arena, LC_SV("{\"a\":\"\\u0000\"}"), &nul, &said);
    assert_string_equal(said.message, "not valid JSON: a NUL character is not allowed in text");
    char deep[400];
    memset(deep, '[', 200);
    memset(deep + 200, ']', 200);
    lc_json *v = NULL;
    licet_error e;
    assert_int_equal(lc_json_parse(arena, lc_sv_make(deep, 400), &v, &e), LICET_E_LIMIT);
}

static void building_replaces_and_escapes(void **state)
{
    (void)state;
    lc_json *o = lc_json_object(arena);
    lc_json_set_int(arena, o, "n", 1);
    lc_json_set_int(arena, o, "n", 2);
    lc_json_set_some(arena, o, "empty", LC_SV_NONE);
    lc_json_set(arena, o, "null", NULL);
    lc_json_set_z(arena, o, "s", "\"\\\t\r\x01\x7f");
    lc_json *list = lc_json_array(arena);
    for (int i = 0; i < 20; i++) lc_json_push(arena, list, lc_json_of_bool(arena, i % 2));
    lc_json_set(arena, o, "l", list);
    assert_int_equal(lc_json_len(o), 4);
    lc_json *back = read(lc_json_text(arena, o, LC_JSON_PRETTY).data);
    assert_int_equal(lc_json_int(lc_json_get(back, "n"), 0), 2);
    assert_true(lc_sv_is(lc_json_get_sv(back, "s"), "\"\\\t\r\x01\x7f"));
    assert_int_equal(lc_json_len(lc_json_get(back, "l")), 20);
}

static int begin(void **state)
{
    (void)state;
    arena = lc_arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    lc_arena_free(arena);
    return 0;
}

/* Eight bytes are looked at in one: each byte that needs an escape is found at each place. */
static void escapes_are_found_wherever_they_stand(void **state)
{
    (void)state;
    lc_arena *a = arena;
    static const struct {
        char byte;
        const char *written;
    } each[] = {{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}, {1, "\\u0001"}, {0x7F, "\\u007f"}};
    for (size_t at = 0; at < 40; at++)
        for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
            char text[40], expected[64] = "\"";
            memset(text, at % 2 ? 'a' : '\xC3', sizeof text); /* bytes with the high bit too */
            text[at] = each[i].byte;
            memcpy(expected + 1, text, at);
            strcpy(expected + 1 + at, each[i].written);
            size_t n = strlen(expected);
            memcpy(expected + n, text + at + 1, sizeof text - at - 1);
            memcpy(expected + n + sizeof text - at - 1, "\"", 2);
            lc_json *v = lc_json_view(a, lc_sv_make(text, sizeof text));
            assert_string_equal(lc_json_text(a, v, LC_JSON_COMPACT).data, expected);
        }
}

static void frozen_objects_write_the_same_bytes(void **state)
{
    (void)state;
    lc_arena *a = arena;
    lc_json *o = lc_json_object(a), *inner = lc_json_object(a), *outer = lc_json_array(a);
    lc_json_add_view(a, inner, LC_SV("x"), LC_SV("y\"z"));
    lc_json_add(a, o, LC_SV("a"), inner);
    lc_json_add(a, o, LC_SV("b"), lc_json_of_int(a, 7));
    lc_json_push(a, outer, o);
    lc_json_push_view(a, outer, LC_SV("end"));
    lc_sv before[3];
    for (int s = 0; s < 3; s++) before[s] = lc_json_text(a, outer, (lc_json_style)s);
    lc_json_freeze(a, o);
    for (int s = 0; s < 3; s++)
        assert_string_equal(lc_json_text(a, outer, (lc_json_style)s).data, before[s].data);
    assert_int_equal(lc_json_len(o), 2);
    assert_string_equal(lc_json_text(a, lc_json_copy(a, o), LC_JSON_COMPACT).data,
                        "{\"a\":{\"x\":\"y\\\"z\"},\"b\":7}");
    lc_json_set_int(a, o, "b", 8); /* a change thaws it */
    assert_string_equal(lc_json_text(a, o, LC_JSON_COMPACT).data,
                        "{\"a\":{\"x\":\"y\\\"z\"},\"b\":8}");
    lc_json_freeze(a, o);
    lc_json_set_int(a, o, "A", 1);
    assert_string_equal(lc_json_text(a, o, LC_JSON_CANONICAL).data,
                        "{\"A\":1,\"a\":{\"x\":\"y\\\"z\"},\"b\":8}");
    lc_json_freeze(a, o); /* as set and sorted differ: left as it is */
    assert_string_equal(lc_json_text(a, o, LC_JSON_COMPACT).data,
                        "{\"a\":{\"x\":\"y\\\"z\"},\"b\":8,\"A\":1}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(canonical_sorts_and_keeps_values, begin, end),
        cmocka_unit_test_setup_teardown(reals_come_back_the_same, begin, end),
        cmocka_unit_test(scores_are_written_as_any_number_is),
        cmocka_unit_test(members_are_in_order_of_their_bytes),
        cmocka_unit_test_setup_teardown(looking_takes_anything, begin, end),
        cmocka_unit_test_setup_teardown(hostile_text_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(building_replaces_and_escapes, begin, end),
        cmocka_unit_test_setup_teardown(escapes_are_found_wherever_they_stand, begin, end),
        cmocka_unit_test_setup_teardown(frozen_objects_write_the_same_bytes, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
