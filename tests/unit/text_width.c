/* Names from outside on a terminal: how wide, and what is left of what could garble it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "text/fold.h"
#include "text/width.h"

static void safe(lc_sv s, const char *want, int columns)
{
    lc_buf b = {0};
    lc_buf_z(&b, "");
    lc_width_safe(&b, s);
    assert_string_equal(b.data, want);
    assert_int_equal(lc_width_of(s), columns);
    lc_buf_done(&b);
}

static void put(const char *s, int most, const char *want, int columns)
{
    lc_buf b = {0};
    lc_buf_z(&b, "");
    assert_int_equal(lc_width_put(&b, lc_sv_of(s), most), columns);
    assert_string_equal(b.data, want);
    lc_buf_done(&b);
}

/* UAX #11: W and F take two columns, the ambiguous and all others one, what is laid over another
 * letter none. */
static void widths_of_code_points(void **state)
{
    (void)state;
    static const struct {
        uint32_t cp;
        int columns;
    } cases[] = {
        {'a', 1},    {'~', 1},    {0, 0},      {0x1B, 0},    {0x7F, 0},    {0x9F, 0},
        {0xA0, 1},   {0xAD, 0},   {0xE9, 1},   {0x300, 0},   {0x3B1, 1},   {0x416, 1},
        {0x5D0, 1},  {0x5B0, 0},  {0x64B, 0},  {0xE01, 1},   {0xE31, 0},   {0x1100, 2},
        {0x1160, 0}, {0x11FF, 0}, {0x200B, 0}, {0x200D, 0},  {0x202E, 0},  {0x2026, 1},
        {0x20DD, 0}, {0x2460, 1}, {0x3000, 2}, {0x3042, 2},  {0x4E2D, 2},  {0xAC00, 2},
        {0xFF21, 2}, {0xFF71, 1}, {0xFEFF, 0}, {0x1F600, 2}, {0x20000, 2}, {0x10FFFF, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (lc_width_cp(cases[i].cp) != cases[i].columns)
            fail_msg("U+%04X takes %d columns", cases[i].cp, lc_width_cp(cases[i].cp));
}

static void widths_of_text(void **state)
{
    (void)state;
    assert_int_equal(lc_width_of(LC_SV_NONE), 0);
    assert_int_equal(lc_width_of(LC_SV("NSO Group")), 9);
    assert_int_equal(lc_width_of(LC_SV("M\xC3\xBCller")), 6);
    assert_int_equal(lc_width_of(LC_SV("Mu\xCC\x88ller")), 6);
    assert_int_equal(lc_width_of(LC_SV("\xE4\xB8\xAD\xE5\x9B\xBD Co")), 7);
    assert_int_equal(lc_width_of(LC_SV("\xED\x95\x9C\xEA\xB5\xAD")), 4);
    assert_int_equal(lc_width_of(LC_SV("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB")),
                     2); /* the same, taken apart */
}

static void controls_become_pictures(void **state)
{
    (void)state;
    safe(LC_SV("a\x1B[31mred"), "a\xE2\x90\x9B[31mred", 9);
    safe(LC_SV("a\0b"),
         "a\xE2\x90\x80"
         "b",
         3);
    safe(LC_SV("a\x7F\x07"), "a\xE2\x90\xA1\xE2\x90\x87", 3);
    safe(LC_SV("a\tb\nc\rd\xC2\x85"
               "e\xE2\x80\xA8"
               "f\xE2\x80\xA9g"),
         "a b c d e f g", 13);
    safe(LC_SV("a\xC2\x9B"
               "31m"),
         "a\xEF\xBF\xBD"
         "31m",
         5); /* the eight-bit escape */
}

static void what_is_no_text_is_marked(void **state)
{
    (void)state;
    safe(LC_SV("a\xFF"
               "b"),
         "a\xEF\xBF\xBD"
         "b",
         3);
    safe(LC_SV("a\xC3"), "a\xEF\xBF\xBD", 2);
    safe(LC_SV("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3);
    safe(LC_SV("a\xEE\x80\x80"), "a\xEF\xBF\xBD", 2);     /* private use */
    safe(LC_SV("a\xF4\x8F\xBF\xBF"), "a\xEF\xBF\xBD", 2); /* never assigned */
}

static void the_invisible_is_left_out(void **state)
{
    (void)state;
    safe(LC_SV("a\xE2\x80\xAE"
               "b\xE2\x80\xAC"),
         "ab", 2); /* right-to-left override */
    safe(LC_SV("a\xE2\x81\xA6"
               "b\xE2\x81\xA9"),
         "ab", 2); /* isolates */
    safe(LC_SV("a\xE2\x80\x8B\xE2\x80\x8D\xEF\xBB\xBF"
               "b"),
         "ab", 2); /* zero width */
    safe(LC_SV("a\xEF\xB8\x8F"
               "b"),
         "ab", 2); /* variation selector */
    safe(LC_SV("a\xC2\xAD"
               "b"),
         "ab", 2); /* soft hyphen */
    safe(LC_SV("a\xF3\xA0\x81\x81"
               "b"),
         "ab", 2); /* tag letters */
}

static void marks_do_not_pile_up(void **state)
{
    (void)state;
    safe(LC_SV("a\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81"
               "b\xCC\x81"),
         "a\xCC\x81\xCC\x81\xCC\x81"
         "b\xCC\x81",
         2);
    safe(LC_SV("\xCC\x81"
               "a"),
         "a", 1); /* nothing to stand on */
    /* What is left out does not give room for more. */
    safe(LC_SV("a\xCC\x81\xCC\x81\xE2\x80\x8B\xCC\x81\xCC\x81"), "a\xCC\x81\xCC\x81\xCC\x81", 1);
}

static void cut_with_an_ellipsis(void **state)
{
    (void)state;
    put("NSO Group", 0, "NSO Group", 9);
    put("NSO Group", 9, "NSO Group", 9);
    put("NSO Group", 8, "NSO Gro\xE2\x80\xA6", 8);
    put("NSO Group", 1, "\xE2\x80\xA6", 1);
    put("", 5, "", 0);
    put("\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xBA\xBA", 6, "\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xBA\xBA", 6);
    put("\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xBA\xBA", 5, "\xE4\xB8\xAD\xE5\x9B\xBD\xE2\x80\xA6", 5);
    put("\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xBA\xBA", 4, "\xE4\xB8\xAD\xE2\x80\xA6",
        3); /* never half a letter */
    put("ae\xCC\x81"
        "bc",
        3, "ae\xCC\x81\xE2\x80\xA6", 3); /* the mark stays with its letter */
}

static void right_to_left_keeps_to_itself(void **state)
{
    (void)state;
    put("\xD7\x97\xD7\x91\xD7\xA8\xD7\xAA \xD7\xA1\xD7\x97\xD7\xA8 12", 0,
        "\xE2\x81\xA8\xD7\x97\xD7\x91\xD7\xA8\xD7\xAA \xD7\xA1\xD7\x97\xD7\xA8\xE2\x81\xA9 12", 11);
    put("Bank \xD8\xA8\xD9\x86\xD9\x83", 0, "Bank \xE2\x81\xA8\xD8\xA8\xD9\x86\xD9\x83\xE2\x81\xA9",
        8);
    put("\xD8\xA8\xD9\x86\xD9\x83 a \xD8\xA8", 0,
        "\xE2\x81\xA8\xD8\xA8\xD9\x86\xD9\x83\xE2\x81\xA9 a \xE2\x81\xA8\xD8\xA8\xE2\x81\xA9", 7);
    put("\xD8\xA8\xD9\x86\xD9\x83\xD8\xA8", 3,
        "\xE2\x81\xA8\xD8\xA8\xD9\x86\xE2\x81\xA9\xE2\x80\xA6", 3);
}

static void padded(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int columns;
        const char *want;
    } cases[] = {
        {"ab", 4, "ab  |"},
        {"abcd", 4, "abcd|"},
        {"abcde", 4, "abc\xE2\x80\xA6|"},
        {"\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xBA\xBA", 4, "\xE4\xB8\xAD\xE2\x80\xA6 |"},
        {"", 2, "  |"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_buf b = {0};
        lc_width_put_padded(&b, lc_sv_of(cases[i].text), cases[i].columns);
        lc_buf_c(&b, '|');
        assert_string_equal(b.data, cases[i].want);
        lc_buf_done(&b);
    }
}

static void wrap(const char *s, lc_width_wrap w, const char *want, int lines)
{
    lc_buf b = {0};
    lc_buf_z(&b, "");
    assert_int_equal(lc_width_put_wrapped(&b, lc_sv_of(s), &w), lines);
    assert_string_equal(b.data, want);
    assert_int_equal(b.len, strlen(want)); /* no NUL among it */
    lc_buf_done(&b);
}

static void wrapped(void **state)
{
    (void)state;
    wrap("one two three", (lc_width_wrap){.width = 7}, "one two\nthree", 2);
    wrap("one two three", (lc_width_wrap){.width = 8, .start = 4, .indent = 2},
         "one\n  two\n  three", 3);
    wrap("abcdefghij", (lc_width_wrap){.width = 4}, "abcd\nefgh\nij", 3);
    wrap("one two three four", (lc_width_wrap){.width = 7, .max_lines = 2},
         "one two\nthree \xE2\x80\xA6", 2);
    wrap("one two", (lc_width_wrap){.width = 7, .max_lines = 1}, "one two", 1);
    wrap("", (lc_width_wrap){.width = 7}, "", 1);
    wrap("  one   two  ", (lc_width_wrap){.width = 3}, "one\ntwo", 2);
    wrap("ab", (lc_width_wrap){.width = 1, .start = 5, .indent = 3}, "a\n   b",
         2); /* always onward */
    wrap("\xE4\xB8\xAD\xE5\x9B\xBD", (lc_width_wrap){.width = 1}, "\xE4\xB8\xAD\n\xE5\x9B\xBD", 2);
    wrap("a\nb\x1B", (lc_width_wrap){.width = 10}, "a b\xE2\x90\x9B", 1);
}

/* ---- whatever comes in ---- */

static uint32_t next(lc_sv s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.data + *at;
    size_t n = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    uint32_t cp = n == 1 ? p[0] : p[0] & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) cp = cp << 6 | (p[i] & 0x3F);
    *at += n;
    return cp;
}

static void check_harmless(lc_sv s, int columns, int most)
{
    int isolates = 0, sum = 0;
    assert_true(lc_utf8_ok(s, NULL));
    for (size_t at = 0; at < s.len;) {
        uint32_t cp = next(s, &at);
        assert_true(cp >= 0x20 && cp != 0x7F && !(cp >= 0x80 && cp < 0xA0));
        assert_false((cp >= 0x202A && cp <= 0x202E) || cp == 0x200E || cp == 0x200F || cp == 0x61C);
        assert_false(cp == 0x2066 || cp == 0x2067);
        isolates += cp == 0x2068;
        isolates -= cp == 0x2069;
        assert_true(isolates == 0 || isolates == 1);
        sum += lc_width_cp(cp);
    }
    assert_int_equal(isolates, 0);
    assert_int_equal(sum, columns);
    assert_true(most == 0 || columns <= most);
}

static void random_text_is_harmless(void **state)
{
    (void)state;
    static const char *const parts[] = {"a",
                                        "B",
                                        " ",
                                        "\xC3\xA9",
                                        "\xCC\x81",
                                        "\xD7\x90",
                                        "\xD8\xA8",
                                        "\xE4\xB8\xAD",
                                        "\x1B[2J",
                                        "\n",
                                        "\xE2\x80\xAE",
                                        "\xE2\x81\xA6",
                                        "\xE2\x81\xA9",
                                        "\xE2\x80\x8F",
                                        "\xEF\xB8\x8F",
                                        "\xF0\x9F\x98\x80",
                                        "\xFF",
                                        "\xC2\x9B",
                                        "\xE1\x85\xA1",
                                        "\x7F",
                                        "\t"};
    unsigned seed = 9;
    for (int round = 0; round < 20000; round++) {
        lc_buf s = {0}, out = {0};
        lc_buf_z(&s, "");
        lc_buf_z(&out, "");
        for (int n = rand_r(&seed) % 20; n > 0; n--)
            lc_buf_z(&s, parts[(size_t)rand_r(&seed) % 21]);
        int most = rand_r(&seed) % 12;
        int columns = lc_width_put(&out, lc_buf_view(&s), most);
        check_harmless(lc_buf_view(&out), columns, most);
        lc_buf_clear(&out);
        lc_width_safe(&out, lc_buf_view(&s));
        check_harmless(lc_buf_view(&out), lc_width_of(lc_buf_view(&s)), 0);
        lc_buf again = {0}; /* safe text stays as it is */
        lc_width_safe(&again, lc_buf_view(&out));
        assert_true(lc_sv_eq(lc_buf_view(&again), lc_buf_view(&out)));
        lc_buf_done(&again);
        lc_buf_done(&out);
        lc_buf_done(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_of_code_points),
        cmocka_unit_test(widths_of_text),
        cmocka_unit_test(controls_become_pictures),
        cmocka_unit_test(what_is_no_text_is_marked),
        cmocka_unit_test(the_invisible_is_left_out),
        cmocka_unit_test(marks_do_not_pile_up),
        cmocka_unit_test(cut_with_an_ellipsis),
        cmocka_unit_test(right_to_left_keeps_to_itself),
        cmocka_unit_test(padded),
        cmocka_unit_test(wrapped),
        cmocka_unit_test(random_text_is_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
