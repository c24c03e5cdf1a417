#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <sodium.h>

#include "base/buf.h"
#include "codec/hash.h"

static const char *sha256(lc_sv v, char out[LC_HASH_HEX])
{
    uint8_t hash[LC_HASH_BYTES];
    lc_sha256_of(v, hash);
    return lc_hex(hash, sizeof hash, out);
}

/* NIST, "Examples with Intermediate Values" for FIPS 180-4: one block, two blocks, a million
 * letters; and the message of no bytes. */
static void sha256_of_fips_180(void **state)
{
    (void)state;
    char hex[LC_HASH_HEX];
    assert_string_equal(sha256(LC_SV("abc"), hex),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_string_equal(
        sha256(LC_SV("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), hex),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_string_equal(sha256(LC_SV_NONE, hex),
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    lc_buf million = {0};
    lc_buf_reserve(&million, 1000000);
    for (int i = 0; i < 1000000; i++) lc_buf_c(&million, 'a');
    assert_string_equal(sha256(lc_buf_view(&million), hex),
                        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    lc_buf_done(&million);
}

/* Lengths around the padding's edges, in one piece and in pieces of every size. */
static void pieces_make_no_difference(void **state)
{
    (void)state;
    char text[200];
    uint8_t whole[LC_HASH_BYTES], pieces[LC_HASH_BYTES];
    for (size_t i = 0; i < sizeof text; i++) text[i] = (char)(i * 37);
    for (size_t n = 0; n <= sizeof text; n++) {
        lc_sha256_of((lc_sv){text, n}, whole);
        for (size_t step = 1; step < 70; step += 7) {
            lc_sha256 *h = lc_sha256_new();
            lc_sha256_put(h, NULL, 0);
            for (size_t at = 0; at < n; at += step)
                lc_sha256_put(h, text + at, n - at < step ? n - at : step);
            lc_sha256_end(h, pieces);
            assert_memory_equal(whole, pieces, sizeof whole);
        }
    }
}

/* nettle, which chooses by what the processor has, against libsodium's portable code. */
static void the_same_as_portable_code(void **state)
{
    (void)state;
    enum { MOST = 1000 };
    uint8_t text[MOST], ours[LC_HASH_BYTES], theirs[LC_HASH_BYTES];
    lc_random(text, sizeof text);
    for (size_t n = 0; n <= MOST; n++) {
        lc_sha256 *h = lc_sha256_new();
        lc_sha256_put(h, text, n / 3);
        lc_sha256_put(h, text + n / 3, n - n / 3);
        lc_sha256_end(h, ours);
        crypto_hash_sha256(theirs, text, n);
        assert_memory_equal(ours, theirs, sizeof ours);
        lc_sha256_of((lc_sv){(const char *)text, n}, ours);
        assert_memory_equal(ours, theirs, sizeof ours);
    }
}

static void hex_there_and_back(void **state)
{
    (void)state;
    uint8_t bytes[3] = {0x00, 0xAF, 0xFF}, back[3] = {9, 9, 9};
    char text[7];
    assert_string_equal(lc_hex(bytes, 3, text), "00afff");
    assert_true(lc_unhex(LC_SV("00AFff"), back, 3));
    assert_memory_equal(bytes, back, 3);
    static const char *const bad[] = {"", "00aff", "00afff0", "00afg0", "0x0000", " 0000 "};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(lc_unhex(lc_sv_of(bad[i]), back, 3));
    assert_memory_equal(bytes, back, 3); /* untouched where refused */
    assert_true(lc_unhex(LC_SV_NONE, back, 0));
}

static void random_bytes_differ(void **state)
{
    (void)state;
    uint8_t all[64][16] = {{0}};
    for (int i = 0; i < 64; i++) {
        lc_random(all[i], sizeof all[i]);
        for (int k = 0; k < i; k++) assert_memory_not_equal(all[i], all[k], sizeof all[i]);
    }
    lc_random(all, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_of_fips_180),        cmocka_unit_test(pieces_make_no_difference),
        cmocka_unit_test(the_same_as_portable_code), cmocka_unit_test(hex_there_and_back),
        cmocka_unit_test(random_bytes_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
