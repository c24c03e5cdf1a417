/* Intel SHA extensions ("Intel SHA Extensions", 2013): two rounds an instruction, the state as ABEF
 * and CDGH. libsodium has portable code only, which takes six times as long. */
#include "codec/sha256.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)

#include <immintrin.h>

enum { ROUNDS = 64, AT_ONCE = 4 };

/* FIPS 180-4, 4.2.2. */
static const uint32_t constants[ROUNDS] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

bool lc_sha256_native(void)
{
    return __builtin_cpu_supports("sha") && __builtin_cpu_supports("sse4.1");
}

/* The next four words of the schedule from the sixteen before, w[0] the oldest. */
__attribute__((target("sha,sse4.1"))) static inline __m128i schedule(const __m128i w[4])
{
    __m128i sum = _mm_sha256msg1_epu32(w[0], w[1]);
    sum = _mm_add_epi32(sum, _mm_alignr_epi8(w[3], w[2], 4));
    return _mm_sha256msg2_epu32(sum, w[3]);
}

__attribute__((target("sha,sse4.1"))) static inline void one_block(__m128i *abef, __m128i *cdgh,
                                                                   const uint8_t *bytes)
{
    const __m128i big_endian =
        _mm_set_epi64x(INT64_C(0x0c0d0e0f08090a0b), INT64_C(0x0405060700010203));
    __m128i a = *abef, c = *cdgh, w[AT_ONCE];
    for (int r = 0; r < ROUNDS / AT_ONCE; r++) {
        __m128i now;
        if (r < AT_ONCE) {
            now = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)bytes + r), big_endian);
            w[r] = now;
        } else {
            now = schedule(w);
            w[0] = w[1], w[1] = w[2], w[2] = w[3], w[3] = now;
        }
        now = _mm_add_epi32(now, _mm_load_si128((const __m128i *)constants + r));
        c = _mm_sha256rnds2_epu32(c, a, now);
        a = _mm_sha256rnds2_epu32(a, c, _mm_shuffle_epi32(now, 0x0E));
    }
    *abef = _mm_add_epi32(*abef, a);
    *cdgh = _mm_add_epi32(*cdgh, c);
}

__attribute__((target("sha,sse4.1"))) void lc_sha256_blocks(uint32_t state[8], const uint8_t *bytes,
                                                            size_t blocks)
{
    __m128i abcd = _mm_loadu_si128((const __m128i *)state);
    __m128i efgh = _mm_loadu_si128((const __m128i *)(state + 4));
    __m128i badc = _mm_shuffle_epi32(abcd, 0xB1), hgfe = _mm_shuffle_epi32(efgh, 0x1B);
    __m128i abef = _mm_alignr_epi8(badc, hgfe, 8), cdgh = _mm_blend_epi16(hgfe, badc, 0xF0);
    for (; blocks; blocks--, bytes += LC_SHA256_BLOCK) one_block(&abef, &cdgh, bytes);
    __m128i feba = _mm_shuffle_epi32(abef, 0x1B), dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

#else

bool lc_sha256_native(void)
{
    return false;
}

void lc_sha256_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks)
{
    (void)state;
    (void)bytes;
    (void)blocks;
}

#endif
