#include "codec/hash.h"

#include <nettle/sha2.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

struct lc_sha256 {
    struct sha256_ctx state;
};

static void put(struct sha256_ctx *s, const void *data, size_t len)
{
    if (len) sha256_update(s, len, data);
}

lc_sha256 *lc_sha256_new(void)
{
    lc_sha256 *h = lc_xmalloc(sizeof *h);
    sha256_init(&h->state);
    return h;
}

void lc_sha256_put(lc_sha256 *h, const void *data, size_t len)
{
    put(&h->state, data, len);
}

void lc_sha256_end(lc_sha256 *h, uint8_t out[LC_HASH_BYTES])
{
    sha256_digest(&h->state, LC_HASH_BYTES, out);
    free(h);
}

void lc_sha256_of(lc_sv bytes, uint8_t out[LC_HASH_BYTES])
{
    struct sha256_ctx state;
    sha256_init(&state);
    put(&state, bytes.data, bytes.len);
    sha256_digest(&state, LC_HASH_BYTES, out);
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
