/* store/seal.h: hashes over rows, and sums of them over tables. Private to this room.
 *
 * A seal notices a row that changed, a tally a row that went or came. Neither holds a secret: who
 * may write the file and knows this source can forge both. Against that stands the Merkle root,
 * once it has left the machine. */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include "base/buf.h"
#include "codec/hash.h"

/* First byte of what is hashed, so that a hash of one kind is never one of another. 0 and 1 are
 * RFC 6962's leaf and node. */
enum {
    LC_SEAL_LEAF = 0,
    LC_SEAL_NODE = 1,
    LC_SEAL_ENVELOPE = 2,
    LC_SEAL_CHAIN = 3,
    LC_SEAL_VERSION = 4,
    LC_SEAL_SNAPSHOT = 5,
    LC_SEAL_ACTIVE = 6
};

/* Columns in order: numbers as 8 bytes big-endian, text with its length in front. */
void lc_seal_int(lc_buf *b, int64_t v);
void lc_seal_text(lc_buf *b, lc_sv v);
void lc_seal_hash(lc_buf *b, const uint8_t hash[LC_HASH_BYTES]);

/* SHA-256(0x00, salt, record): RFC 6962 section 2.1, the leaf of (salt, record). */
void lc_leaf_of(const uint8_t salt[LC_HASH_BYTES], lc_sv record, uint8_t out[LC_HASH_BYTES]);
/* SHA-256(0x02, leaf, sequence, time, id). */
void lc_envelope_of(const uint8_t leaf[LC_HASH_BYTES], int64_t sequence, int64_t time_s, lc_sv id,
                    uint8_t out[LC_HASH_BYTES]);
/* chain = SHA-256(0x03, chain, envelope): of no decisions, 32 zero bytes. */
void lc_chain_on(uint8_t chain[LC_HASH_BYTES], const uint8_t envelope[LC_HASH_BYTES]);

/* Number and sum modulo 2^256 of hashes, in any order (AdHash: Bellare and Micciancio, Eurocrypt
 * 1997). {0} is that of none. */
typedef struct lc_tally {
    int64_t count;
    uint8_t sum[LC_HASH_BYTES]; /* big-endian */
} lc_tally;
void lc_tally_add(lc_tally *t, const uint8_t hash[LC_HASH_BYTES]);
void lc_tally_take(lc_tally *t, const uint8_t hash[LC_HASH_BYTES]);
bool lc_tally_eq(const lc_tally *a, const lc_tally *b);

#endif
