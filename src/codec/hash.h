/* codec/hash.h: SHA-256, random bytes, hex. */
#ifndef CODEC_HASH_H
#define CODEC_HASH_H

#include "base/sv.h"

enum { LC_HASH_BYTES = 32, LC_HASH_HEX = 65 };

typedef struct lc_sha256 lc_sha256; /* incremental; heap */
lc_sha256 *lc_sha256_new(void);
void lc_sha256_put(lc_sha256 *h, const void *data, size_t len);
void lc_sha256_end(lc_sha256 *h, uint8_t out[LC_HASH_BYTES]); /* also frees h */
void lc_sha256_of(lc_sv bytes, uint8_t out[LC_HASH_BYTES]);
/* Lower-case hex and a NUL. Returns out. out has room for 2*n+1. */
char *lc_hex(const uint8_t *bytes, size_t n, char *out);
bool lc_unhex(lc_sv text, uint8_t *out, size_t n); /* exactly n bytes */
/* From the operating system's generator. */
void lc_random(void *out, size_t n);

#endif
