/* codec/hash_tree.h: one digest of many megabytes, in parts that several threads can hash.
 *
 *   leaf i = SHA-256(bytes LC_TREE_LEAF * i and on, LC_TREE_LEAF of them, fewer of the last)
 *   digest = SHA-256("licet tree 2\n", length as 8 bytes little-endian, leaf 0, leaf 1, ...)
 *
 * As hard to make a second file for as SHA-256 itself: the length settles the shape. */
#ifndef CODEC_HASH_TREE_H
#define CODEC_HASH_TREE_H

#include "codec/hash.h"

enum { LC_TREE_LEAF = 16384 };

void lc_tree_hash_of(lc_sv bytes, uint8_t out[LC_HASH_BYTES]);

/* ---- the same in parts ---- */

size_t lc_tree_leaves(size_t length);
/* Digests of n leaves from number first on; out: LC_HASH_BYTES of each. */
void lc_tree_digests(lc_sv bytes, size_t first, size_t n, uint8_t *out);
/* From the digests of all leaves of so many bytes. */
void lc_tree_root(size_t length, const uint8_t *digests, uint8_t out[LC_HASH_BYTES]);

#endif
