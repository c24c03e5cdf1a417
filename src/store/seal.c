#include "store/seal.h"

static void put_u64(uint64_t v, uint8_t out[8])
{
    for (int i = 7; i >= 0; i--, v >>= 8) out[i] = (uint8_t)v;
}

void lc_seal_int(lc_buf *b, int64_t v)
{
    uint8_t bytes[8];
    put_u64((uint64_t)v, bytes);
    lc_buf_put(b, bytes, sizeof bytes);
}

void lc_seal_text(lc_buf *b, lc_sv v)
{
    lc_seal_int(b, (int64_t)v.len);
    lc_buf_sv(b, v);
}

void lc_seal_hash(lc_buf *b, const uint8_t hash[LC_HASH_BYTES])
{
    lc_buf_put(b, hash, LC_HASH_BYTES);
}

void lc_leaf_of(const uint8_t salt[LC_HASH_BYTES], lc_sv record, uint8_t out[LC_HASH_BYTES])
{
    const uint8_t tag = LC_SEAL_LEAF;
    lc_sha256 *h = lc_sha256_new();
    lc_sha256_put(h, &tag, 1);
    lc_sha256_put(h, salt, LC_HASH_BYTES);
    if (record.len) lc_sha256_put(h, record.data, record.len);
    lc_sha256_end(h, out);
}

void lc_envelope_of(const uint8_t leaf[LC_HASH_BYTES], int64_t sequence, int64_t time_s, lc_sv id,
                    uint8_t out[LC_HASH_BYTES])
{
    lc_buf b = {0};
    lc_buf_c(&b, LC_SEAL_ENVELOPE);
    lc_seal_hash(&b, leaf);
    lc_seal_int(&b, sequence);
    lc_seal_int(&b, time_s);
    lc_buf_sv(&b, id);
    lc_sha256_of(lc_buf_view(&b), out);
    lc_buf_done(&b);
}

void lc_chain_on(uint8_t chain[LC_HASH_BYTES], const uint8_t envelope[LC_HASH_BYTES])
{
    uint8_t bytes[1 + 2 * LC_HASH_BYTES] = {LC_SEAL_CHAIN};
    memcpy(bytes + 1, chain, LC_HASH_BYTES);
    memcpy(bytes + 1 + LC_HASH_BYTES, envelope, LC_HASH_BYTES);
    lc_sha256_of(lc_sv_make((const char *)bytes, sizeof bytes), chain);
}

void lc_tally_add(lc_tally *t, const uint8_t hash[LC_HASH_BYTES])
{
    unsigned carry = 0;
    for (int i = LC_HASH_BYTES - 1; i >= 0; i--) {
        carry += (unsigned)t->sum[i] + hash[i];
        t->sum[i] = (uint8_t)carry;
        carry >>= 8;
    }
    t->count++;
}

void lc_tally_take(lc_tally *t, const uint8_t hash[LC_HASH_BYTES])
{
    int borrow = 0;
    for (int i = LC_HASH_BYTES - 1; i >= 0; i--) {
        int digit = (int)t->sum[i] - hash[i] - borrow;
        borrow = digit < 0;
        t->sum[i] = (uint8_t)digit;
    }
    t->count--;
}

bool lc_tally_eq(const lc_tally *a, const lc_tally *b)
{
    return a->count == b->count && memcmp(a->sum, b->sum, LC_HASH_BYTES) == 0;
}
