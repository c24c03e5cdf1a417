/* The digest of many leaves: as its definition says, with libsodium, in one piece and in two, at
 * every length around the leaves; every flipped bit is another digest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "codec/hash_tree.h"

enum { MOST = 20 * LC_TREE_LEAF + 200, ALIGN = 3 };

static void by_definition(const uint8_t *bytes, size_t len, uint8_t out[LC_HASH_BYTES])
{
    char *all = malloc(32 + (len / LC_TREE_LEAF + 2) * LC_HASH_BYTES);
    assert_non_null(all);
    size_t n = strlen(strcpy(all, "licet tree 2\n"));
    for (int i = 0; i < 8; i++) all[n++] = (char)(len >> (8 * i));
    for (size_t at = 0; at < len; at += LC_TREE_LEAF, n += LC_HASH_BYTES) {
        size_t leaf = len - at < LC_TREE_LEAF ? len - at : LC_TREE_LEAF;
        crypto_hash_sha256((uint8_t *)all + n, bytes + at, leaf);
    }
    crypto_hash_sha256(out, (const uint8_t *)all, n);
    free(all);
}

static void in_two_parts(lc_sv bytes, uint8_t out[LC_HASH_BYTES])
{
    size_t leaves = lc_tree_leaves(bytes.len), half = leaves / 2;
    uint8_t *digests = malloc((leaves + 1) * LC_HASH_BYTES);
    assert_non_null(digests);
    lc_tree_digests(bytes, half, leaves - half, digests + half * LC_HASH_BYTES);
    lc_tree_digests(bytes, 0, half, digests);
    lc_tree_root(bytes.len, digests, out);
    free(digests);
}

static uint8_t *made(void)
{
    uint8_t *bytes = malloc(MOST + ALIGN);
    uint32_t seed = 7;
    assert_non_null(bytes);
    for (size_t i = 0; i < MOST + ALIGN; i++) {
        seed = seed * 1664525u + 1013904223u;
        bytes[i] = (uint8_t)(seed >> 24);
    }
    return bytes;
}

static void as_defined(void **state)
{
    (void)state;
    uint8_t *bytes = made(), wanted[LC_HASH_BYTES], got[LC_HASH_BYTES];
    for (size_t leaves = 0; leaves <= 20; leaves++)
        for (size_t extra = 0; extra < 4; extra++) {
            static const size_t more[] = {0, 1, 128, 199};
            size_t len = leaves * LC_TREE_LEAF + more[extra];
            const uint8_t *at = bytes + extra % ALIGN; /* not aligned */
            by_definition(at, len, wanted);
            in_two_parts(lc_sv_make((const char *)at, len), got);
            assert_memory_equal(got, wanted, LC_HASH_BYTES);
            lc_tree_hash_of(lc_sv_make((const char *)at, len), got);
            assert_memory_equal(got, wanted, LC_HASH_BYTES);
        }
    free(bytes);
}

static void every_bit_counts(void **state)
{
    (void)state;
    uint8_t *bytes = made(), whole[LC_HASH_BYTES], got[LC_HASH_BYTES];
    size_t len = 9 * LC_TREE_LEAF + 50;
    lc_sv all = lc_sv_make((const char *)bytes, len);
    lc_tree_hash_of(all, whole);
    for (size_t bit = 0; bit < 8 * len; bit += 521) {
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        lc_tree_hash_of(all, got);
        assert_memory_not_equal(got, whole, LC_HASH_BYTES);
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    for (size_t n = 0; n < len; n += 997) {
        lc_tree_hash_of(lc_sv_make((const char *)bytes, n), got);
        assert_memory_not_equal(got, whole, LC_HASH_BYTES);
    }
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_defined),
                                       cmocka_unit_test(every_bit_counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
