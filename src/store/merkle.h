/* store/merkle.h: the RFC 6962 tree head, one leaf at a time in O(log n) memory. Private. */
#ifndef STORE_MERKLE_H
#define STORE_MERKLE_H

#include "codec/hash.h"

enum { LC_MERKLE_MAX_PEAKS = 64 };

/* Roots of the full subtrees so far, largest first: one for each bit set in n. {0} is of none. */
typedef struct lc_merkle {
    uint64_t n;
    unsigned peaks;
    uint8_t peak[LC_MERKLE_MAX_PEAKS][LC_HASH_BYTES];
} lc_merkle;

void lc_merkle_put(lc_merkle *m, const uint8_t leaf[LC_HASH_BYTES]);
void lc_merkle_head(const lc_merkle *m, uint8_t out[LC_HASH_BYTES]);

#endif
