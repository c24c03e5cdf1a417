/* codec/sha256.h: SHA-256 by the processor's own instructions, where it has them. Private to codec.
 */
#ifndef CODEC_SHA256_H
#define CODEC_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LC_SHA256_BLOCK = 64 };

/* Has this machine the instructions, and this build the code? */
bool lc_sha256_native(void);
/* Takes whole blocks into the state (FIPS 180-4, 6.2.2). Only where lc_sha256_native(). */
void lc_sha256_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks);

#endif
