#include "codec/hash_tree.h"

#include <stdlib.h>

#include "base/arena.h"

static const char head[] = "licet tree 2\n";

size_t lc_tree_leaves(size_t length)
{
    return length / LC_TREE_LEAF + (length % LC_TREE_LEAF != 0);
}

void lc_tree_digests(lc_sv bytes, size_t first, size_t n, uint8_t *out)
{
    for (size_t i = first; i < first + n; i++, out += LC_HASH_BYTES) {
        lc_sv leaf = lc_sv_from(bytes, i * LC_TREE_LEAF);
        if (leaf.len > LC_TREE_LEAF) leaf.len = LC_TREE_LEAF;
        lc_sha256_of(leaf, out);
    }
}

void lc_tree_root(size_t length, const uint8_t *digests, uint8_t out[LC_HASH_BYTES])
{
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++) bytes[i] = (uint8_t)((uint64_t)length >> (8 * i));
    lc_sha256 *h = lc_sha256_new();
    lc_sha256_put(h, head, sizeof head - 1);
    lc_sha256_put(h, bytes, sizeof bytes);
    lc_sha256_put(h, digests, lc_tree_leaves(length) * LC_HASH_BYTES);
    lc_sha256_end(h, out);
}

void lc_tree_hash_of(lc_sv bytes, uint8_t out[LC_HASH_BYTES])
{
    size_t leaves = lc_tree_leaves(bytes.len);
    uint8_t *digests = lc_xmalloc((leaves + 1) * LC_HASH_BYTES);
    lc_tree_digests(bytes, 0, leaves, digests);
    lc_tree_root(bytes.len, digests, out);
    free(digests);
}
