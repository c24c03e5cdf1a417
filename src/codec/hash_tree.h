/* codec/hash_tree.h: one digest of many megabytes, several times as fast as BLAKE2b from beginning
 * to end: leaves of a fixed length are hashed side by side, and their digests in one.
 *
 *   leaf i = BLAKE2b-256(bytes LC_TREE_LEAF * i and on, LC_TREE_LEAF of them, fewer of the last)
 *   digest = BLAKE2b-256("licet tree 1\n", length as 8 bytes little-endian, leaf 0, leaf 1, ...)
 *
 * As hard to make a second file for as BLAKE2b itself (RFC 7693): the length settles the shape. */
#ifndef CODEC_HASH_TREE_H
#define CODEC_HASH_TREE_H

#include "codec/hash.h"

/* 65 blocks: leaves that are read side by side begin in different sets of the processor's cache. */
enum { LC_TREE_LEAF = 65 * 128 };

void lc_tree_hash_of(lc_sv bytes, uint8_t out[LC_HASH_BYTES]);

/* ---- the same in parts, for several threads ---- */

size_t lc_tree_leaves(size_t length);
/* Digests of n leaves from number first on; out: LC_HASH_BYTES of each. */
void lc_tree_digests(lc_sv bytes, size_t first, size_t n, uint8_t *out);
/* From the digests of all leaves of so many bytes. */
void lc_tree_root(size_t length, const uint8_t *digests, uint8_t out[LC_HASH_BYTES]);

/* ---- for tests ---- */

/* How leaves are hashed side by side. One of these is chosen by what the processor has. */
typedef enum lc_tree_way {
    LC_TREE_ONE = 0, /* one after the other */
    LC_TREE_FOUR,    /* AVX2 */
    LC_TREE_EIGHT    /* AVX-512 */
} lc_tree_way;
lc_tree_way lc_tree_best(void);
/* As lc_tree_digests, by a way that is no better than lc_tree_best(). */
void lc_tree_digests_by(lc_tree_way way, lc_sv bytes, size_t first, size_t n, uint8_t *out);

#endif
