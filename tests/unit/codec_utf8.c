/* Unicode 15, table 3-7, and conformance clause D92: every code point written by a naive encoder is
 * well-formed, everything else is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "codec/utf8.h"

/* The bytes of a number by the bit pattern alone, even where Unicode forbids the result. */
static size_t encode(uint32_t cp, size_t n, char out[4])
{
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    if (n == 1) {
        out[0] = (char)cp;
        return 1;
    }
    for (size_t i = n - 1; i > 0; i--, cp >>= 6) out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)(lead[n] | cp);
    return n;
}

static size_t shortest(uint32_t cp)
{
    return cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
}

static void every_code_point(void **state)
{
    (void)state;
    char b[4];
    for (uint32_t cp = 0; cp < 0x200000; cp++) {
        size_t n = encode(cp, shortest(cp), b);
        bool good = cp != 0 && cp < 0x110000 && !(cp >= 0xD800 && cp < 0xE000);
        assert_int_equal(lc_utf8_bad_at((lc_sv){b, n}), good ? SIZE_MAX : 0);
    }
}

static void longer_than_needed(void **state)
{
    (void)state;
    char b[4];
    for (size_t n = 2; n <= 4; n++)
        for (uint32_t cp = 0; shortest(cp) < n; cp++)
            assert_int_equal(lc_utf8_bad_at((lc_sv){b, encode(cp, n, b)}), 0);
}

static void cut_off_and_alone(void **state)
{
    (void)state;
    static const char *const whole[] = {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
    for (size_t i = 0; i < 3; i++)
        for (size_t n = 1; n < strlen(whole[i]); n++) {
            assert_int_equal(lc_utf8_bad_at((lc_sv){whole[i], n}), 0);
            assert_int_equal(lc_utf8_bad_at((lc_sv){whole[i] + n, 1}), 0);
        }
    for (int c = 0x80; c < 0x100; c++) {
        char b[2] = {(char)c, 'a'};
        assert_int_equal(lc_utf8_bad_at((lc_sv){b, 2}), 0);
    }
}

/* The place is right at every offset: eight bytes are looked at together. */
static void the_place_is_told(void **state)
{
    (void)state;
    char text[40];
    static const unsigned char bad[] = {0x00, 0x80, 0xC0, 0xFF};
    for (size_t len = 1; len <= sizeof text; len++)
        for (size_t at = 0; at < len; at++)
            for (size_t k = 0; k < sizeof bad; k++) {
                memset(text, 'a', sizeof text);
                text[at] = (char)bad[k];
                assert_int_equal(lc_utf8_bad_at((lc_sv){text, len}), at);
                memset(text, 1, sizeof text); /* bytes from which a borrow could spread */
                text[at] = (char)bad[k];
                assert_int_equal(lc_utf8_bad_at((lc_sv){text, len}), at);
            }
    assert_int_equal(lc_utf8_bad_at(LC_SV_NONE), SIZE_MAX);
    assert_int_equal(lc_utf8_bad_at(LC_SV("abcdefg\xC3\xA9hijklmno\xE2\x82\xACp")), SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point),
        cmocka_unit_test(longer_than_needed),
        cmocka_unit_test(cut_off_and_alone),
        cmocka_unit_test(the_place_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
