/* codec/hash_lanes.h: BLAKE2b-256 of several texts of the same length side by side, a text in each
 * 64-bit lane of a vector. Private to codec. */
#ifndef CODEC_HASH_LANES_H
#define CODEC_HASH_LANES_H

#include "codec/hash.h"

enum { LC_LANE_BLOCK = 128, LC_LANES_MOST = 8 };

/* Can this processor do 4, or 8, texts at once? */
bool lc_lanes_can(size_t lanes);
/* lanes: 4 or 8. Text i begins at bytes + i * len; len is a multiple of LC_LANE_BLOCK, and not 0.
 * out: LC_HASH_BYTES of each. */
void lc_lanes_blake2b(size_t lanes, const uint8_t *bytes, size_t len, uint8_t *out);

#endif
