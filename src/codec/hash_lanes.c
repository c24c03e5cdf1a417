/* BLAKE2b (RFC 7693) in vectors: a lane a text, so that nothing crosses lanes but the reading of
 * the message, which is turned round like a matrix. */
#include "codec/hash_lanes.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)

#include <immintrin.h>

enum { WORDS = 16, ROUNDS = 12, STATE = 8 };

/* RFC 7693, 2.6 and 2.7. */
static const uint64_t iv[STATE] = {UINT64_C(0x6a09e667f3bcc908), UINT64_C(0xbb67ae8584caa73b),
                                   UINT64_C(0x3c6ef372fe94f82b), UINT64_C(0xa54ff53a5f1d36f1),
                                   UINT64_C(0x510e527fade682d1), UINT64_C(0x9b05688c2b3e6c1f),
                                   UINT64_C(0x1f83d9abfb41bd6b), UINT64_C(0x5be0cd19137e2179)};
static const uint8_t sigma[ROUNDS][WORDS] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3}};
/* A digest of 32 bytes, no key, one text: RFC 7693, 2.8. */
static const uint64_t parameters = UINT64_C(0x01010020);

/* One mixing of four words of the state: RFC 7693, 3.1. */
#define MIX(T, a, b, c, d, x, y)                                                                   \
    do {                                                                                           \
        (a) = T##_ADD(T##_ADD(a, b), x);                                                           \
        (d) = T##_ROR32(T##_XOR(d, a));                                                            \
        (c) = T##_ADD(c, d);                                                                       \
        (b) = T##_ROR24(T##_XOR(b, c));                                                            \
        (a) = T##_ADD(T##_ADD(a, b), y);                                                           \
        (d) = T##_ROR16(T##_XOR(d, a));                                                            \
        (c) = T##_ADD(c, d);                                                                       \
        (b) = T##_ROR63(T##_XOR(b, c));                                                            \
    } while (0)

#define ROUND(T, v, m, s)                                                                          \
    do {                                                                                           \
        MIX(T, v[0], v[4], v[8], v[12], m[(s)[0]], m[(s)[1]]);                                     \
        MIX(T, v[1], v[5], v[9], v[13], m[(s)[2]], m[(s)[3]]);                                     \
        MIX(T, v[2], v[6], v[10], v[14], m[(s)[4]], m[(s)[5]]);                                    \
        MIX(T, v[3], v[7], v[11], v[15], m[(s)[6]], m[(s)[7]]);                                    \
        MIX(T, v[0], v[5], v[10], v[15], m[(s)[8]], m[(s)[9]]);                                    \
        MIX(T, v[1], v[6], v[11], v[12], m[(s)[10]], m[(s)[11]]);                                  \
        MIX(T, v[2], v[7], v[8], v[13], m[(s)[12]], m[(s)[13]]);                                   \
        MIX(T, v[3], v[4], v[9], v[14], m[(s)[14]], m[(s)[15]]);                                   \
    } while (0)

/* The compression of one block of every lane; counted: bytes so far; last: all ones behind the
 * last block, else 0. */
#define COMPRESS(T, h, m, counted, last)                                                           \
    do {                                                                                           \
        T v[WORDS];                                                                                \
        for (int i = 0; i < STATE; i++) v[i] = (h)[i];                                             \
        for (int i = 0; i < STATE; i++) v[STATE + i] = T##_SET((int64_t)iv[i]);                    \
        v[12] = T##_XOR(v[12], T##_SET((int64_t)(counted)));                                       \
        v[14] = T##_XOR(v[14], T##_SET((int64_t)(last)));                                          \
        _Pragma("GCC unroll 12") for (int r = 0; r < ROUNDS; r++) ROUND(T, v, m, sigma[r]);        \
        for (int i = 0; i < STATE; i++) (h)[i] = T##_XOR((h)[i], T##_XOR(v[i], v[STATE + i]));     \
    } while (0)

/* ---- four lanes ---- */

typedef __m256i four;
#define AVX2           __attribute__((target("avx2")))
#define four_ADD(a, b) _mm256_add_epi64(a, b)
#define four_XOR(a, b) _mm256_xor_si256(a, b)
#define four_SET(x)    _mm256_set1_epi64x(x)
#define four_ROR32(x)  _mm256_shuffle_epi32(x, 0xB1)
#define four_ROR24(x)                                                                              \
    _mm256_shuffle_epi8(x, _mm256_setr_epi8(3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10,  \
                                            3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10))
#define four_ROR16(x)                                                                              \
    _mm256_shuffle_epi8(x, _mm256_setr_epi8(2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9,  \
                                            2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9))
#define four_ROR63(x) _mm256_or_si256(_mm256_srli_epi64(x, 63), _mm256_add_epi64(x, x))

/* Four words of each of four texts: word k of all of them into out[k]. */
AVX2 static inline void four_turn(const uint8_t *at, size_t len, four out[4])
{
    four a = _mm256_loadu_si256((const four *)at);
    four b = _mm256_loadu_si256((const four *)(at + len));
    four c = _mm256_loadu_si256((const four *)(at + 2 * len));
    four d = _mm256_loadu_si256((const four *)(at + 3 * len));
    four ab = _mm256_unpacklo_epi64(a, b), ab2 = _mm256_unpackhi_epi64(a, b);
    four cd = _mm256_unpacklo_epi64(c, d), cd2 = _mm256_unpackhi_epi64(c, d);
    out[0] = _mm256_permute2x128_si256(ab, cd, 0x20);
    out[1] = _mm256_permute2x128_si256(ab2, cd2, 0x20);
    out[2] = _mm256_permute2x128_si256(ab, cd, 0x31);
    out[3] = _mm256_permute2x128_si256(ab2, cd2, 0x31);
}

AVX2 static void hash_four(const uint8_t *bytes, size_t len, uint64_t state[STATE][4])
{
    four h[STATE], m[WORDS];
    for (int i = 0; i < STATE; i++) h[i] = four_SET((int64_t)iv[i]);
    h[0] = four_XOR(h[0], four_SET((int64_t)parameters));
    for (size_t at = 0; at < len; at += LC_LANE_BLOCK) {
        for (int k = 0; k < WORDS; k += 4) four_turn(bytes + at + 8 * k, len, m + k);
        COMPRESS(four, h, m, at + LC_LANE_BLOCK, at + LC_LANE_BLOCK == len ? -1 : 0);
    }
    for (int i = 0; i < STATE; i++) _mm256_storeu_si256((four *)state[i], h[i]);
}

/* ---- eight lanes ---- */

typedef __m512i eight;
#define AVX512          __attribute__((target("avx512f")))
#define eight_ADD(a, b) _mm512_add_epi64(a, b)
#define eight_XOR(a, b) _mm512_xor_si512(a, b)
#define eight_SET(x)    _mm512_set1_epi64(x)
#define eight_ROR32(x)  _mm512_ror_epi64(x, 32)
#define eight_ROR24(x)  _mm512_ror_epi64(x, 24)
#define eight_ROR16(x)  _mm512_ror_epi64(x, 16)
#define eight_ROR63(x)  _mm512_ror_epi64(x, 63)

/* Halves of 256 bits side by side, then as four_turn in each. */
AVX512 static inline void eight_turn(const uint8_t *at, size_t len, eight out[4])
{
    eight in[4];
    for (size_t i = 0; i < 4; i++) {
        __m256i low = _mm256_loadu_si256((const __m256i *)(at + i * len));
        __m256i high = _mm256_loadu_si256((const __m256i *)(at + (i + 4) * len));
        in[i] = _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
    }
    eight ab = _mm512_unpacklo_epi64(in[0], in[1]), ab2 = _mm512_unpackhi_epi64(in[0], in[1]);
    eight cd = _mm512_unpacklo_epi64(in[2], in[3]), cd2 = _mm512_unpackhi_epi64(in[2], in[3]);
    const eight even = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13);
    const eight odd = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15);
    out[0] = _mm512_permutex2var_epi64(ab, even, cd);
    out[1] = _mm512_permutex2var_epi64(ab2, even, cd2);
    out[2] = _mm512_permutex2var_epi64(ab, odd, cd);
    out[3] = _mm512_permutex2var_epi64(ab2, odd, cd2);
}

AVX512 static void hash_eight(const uint8_t *bytes, size_t len, uint64_t state[STATE][8])
{
    eight h[STATE], m[WORDS];
    for (int i = 0; i < STATE; i++) h[i] = eight_SET((int64_t)iv[i]);
    h[0] = eight_XOR(h[0], eight_SET((int64_t)parameters));
    for (size_t at = 0; at < len; at += LC_LANE_BLOCK) {
        for (int k = 0; k < WORDS; k += 4) eight_turn(bytes + at + 8 * k, len, m + k);
        COMPRESS(eight, h, m, at + LC_LANE_BLOCK, at + LC_LANE_BLOCK == len ? -1 : 0);
    }
    for (int i = 0; i < STATE; i++) _mm512_storeu_si512(state[i], h[i]);
}

bool lc_lanes_can(size_t lanes)
{
    return lanes == 8 ? __builtin_cpu_supports("avx512f") : __builtin_cpu_supports("avx2");
}

void lc_lanes_blake2b(size_t lanes, const uint8_t *bytes, size_t len, uint8_t *out)
{
    uint64_t four_states[STATE][4], eight_states[STATE][8];
    if (lanes == 8)
        hash_eight(bytes, len, eight_states);
    else
        hash_four(bytes, len, four_states);
    for (size_t i = 0; i < lanes; i++)
        for (size_t k = 0; k < LC_HASH_BYTES / 8; k++)
            memcpy(out + LC_HASH_BYTES * i + 8 * k,
                   lanes == 8 ? &eight_states[k][i] : &four_states[k][i], 8);
}

#else

bool lc_lanes_can(size_t lanes)
{
    (void)lanes;
    return false;
}

void lc_lanes_blake2b(size_t lanes, const uint8_t *bytes, size_t len, uint8_t *out)
{
    for (size_t i = 0; i < lanes; i++)
        lc_blake2b_of(lc_sv_make((const char *)bytes + i * len, len), out + LC_HASH_BYTES * i);
}

#endif
