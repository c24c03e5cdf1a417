#include "codec/hash_tree.h"

#include <sodium.h>
#include <stdlib.h>

#include "base/arena.h"
#include "codec/hash_lanes.h"

static const char head[] = "licet tree 1\n";

static const size_t lanes_of[] = {
    [LC_TREE_ONE] = 1, [LC_TREE_FOUR] = 4, [LC_TREE_EIGHT] = LC_LANES_MOST};

lc_tree_way lc_tree_best(void)
{
    return lc_lanes_can(8) ? LC_TREE_EIGHT : lc_lanes_can(4) ? LC_TREE_FOUR : LC_TREE_ONE;
}

size_t lc_tree_leaves(size_t length)
{
    return length / LC_TREE_LEAF + (length % LC_TREE_LEAF != 0);
}

void lc_tree_digests_by(lc_tree_way way, lc_sv bytes, size_t first, size_t n, uint8_t *out)
{
    size_t lanes = lanes_of[way], i = first, end = first + n;
    size_t whole = bytes.len / LC_TREE_LEAF < end ? bytes.len / LC_TREE_LEAF : end;
    for (; lanes > 1 && i + lanes <= whole; i += lanes, out += lanes * LC_HASH_BYTES)
        lc_lanes_blake2b(lanes, (const uint8_t *)bytes.data + i * LC_TREE_LEAF, LC_TREE_LEAF, out);
    for (; i < end; i++, out += LC_HASH_BYTES) {
        lc_sv leaf = lc_sv_from(bytes, i * LC_TREE_LEAF);
        if (leaf.len > LC_TREE_LEAF) leaf.len = LC_TREE_LEAF;
        lc_blake2b_of(leaf, out);
    }
}

void lc_tree_digests(lc_sv bytes, size_t first, size_t n, uint8_t *out)
{
    lc_tree_digests_by(lc_tree_best(), bytes, first, n, out);
}

void lc_tree_root(size_t length, const uint8_t *digests, uint8_t out[LC_HASH_BYTES])
{
    crypto_generichash_state s;
    uint8_t bytes[8];
    size_t leaves = lc_tree_leaves(length);
    for (int i = 0; i < 8; i++) bytes[i] = (uint8_t)((uint64_t)length >> (8 * i));
    crypto_generichash_init(&s, NULL, 0, LC_HASH_BYTES);
    crypto_generichash_update(&s, (const uint8_t *)head, sizeof head - 1);
    crypto_generichash_update(&s, bytes, sizeof bytes);
    if (leaves) crypto_generichash_update(&s, digests, leaves * LC_HASH_BYTES);
    crypto_generichash_final(&s, out, LC_HASH_BYTES);
}

void lc_tree_hash_of(lc_sv bytes, uint8_t out[LC_HASH_BYTES])
{
    size_t leaves = lc_tree_leaves(bytes.len);
    uint8_t *digests = lc_xmalloc((leaves + 1) * LC_HASH_BYTES);
    lc_tree_digests(bytes, 0, leaves, digests);
    lc_tree_root(bytes.len, digests, out);
    free(digests);
}
