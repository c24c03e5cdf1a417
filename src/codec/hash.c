#include "codec/hash.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "codec/sha256.h"

struct lc_sha256 {
    crypto_hash_sha256_state state;
};

/* libsodium keeps the count of bits, the rest of a block and the padding; whole blocks in between
 * go to the processor's own instructions. */
static void put(crypto_hash_sha256_state *s, const uint8_t *data, size_t len)
{
    size_t begun = (size_t)(s->count / 8) % LC_SHA256_BLOCK;
    size_t rest = begun ? LC_SHA256_BLOCK - begun : 0;
    if (lc_sha256_native() && len >= rest + LC_SHA256_BLOCK) {
        size_t blocks = (len - rest) / LC_SHA256_BLOCK, whole = blocks * LC_SHA256_BLOCK;
        if (rest) crypto_hash_sha256_update(s, data, rest);
        lc_sha256_blocks(s->state, data + rest, blocks);
        s->count += (uint64_t)whole * 8;
        data += rest + whole;
        len -= rest + whole;
    }
    if (len) crypto_hash_sha256_update(s, data, len);
}

lc_sha256 *lc_sha256_new(void)
{
    lc_sha256 *h = lc_xmalloc(sizeof *h);
    crypto_hash_sha256_init(&h->state);
    return h;
}

void lc_sha256_put(lc_sha256 *h, const void *data, size_t len)
{
    put(&h->state, data, len);
}

void lc_sha256_end(lc_sha256 *h, uint8_t out[LC_HASH_BYTES])
{
    crypto_hash_sha256_final(&h->state, out);
    free(h);
}

void lc_sha256_of(lc_sv bytes, uint8_t out[LC_HASH_BYTES])
{
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    put(&state, (const uint8_t *)bytes.data, bytes.len);
    crypto_hash_sha256_final(&state, out);
}

void lc_blake2b_of(lc_sv bytes, uint8_t out[LC_HASH_BYTES])
{
    crypto_generichash(out, LC_HASH_BYTES, (const unsigned char *)(bytes.data ? bytes.data : ""),
                       bytes.len, NULL, 0);
}

char *lc_hex(const uint8_t *bytes, size_t n, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < n; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * n] = 0;
    return out;
}

static int nibble(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool lc_unhex(lc_sv text, uint8_t *out, size_t n)
{
    if (text.len != 2 * n) return false;
    for (size_t i = 0; i < text.len; i++)
        if (nibble(text.data[i]) < 0) return false;
    for (size_t i = 0; i < n; i++)
        out[i] = (uint8_t)(nibble(text.data[2 * i]) * 16 + nibble(text.data[2 * i + 1]));
    return true;
}

void lc_random(void *out, size_t n)
{
    /* Safe to call again and from many threads; fails only where there is no generator at all,
     * and then no salt may be made up. */
    if (sodium_init() < 0) {
        fprintf(stderr, "licet: no source of random bytes on this machine\n");
        abort();
    }
    randombytes_buf(out, n);
}
