#include "match/sweep.h"

enum { ROW_BYTES = 16 }; /* longer sounds are compared one by one */

static int bits(uint64_t x)
{
    return __builtin_popcountll(x);
}

static size_t plain_bags(const uint32_t *bags, uint32_t from, uint32_t to, uint32_t bag, int lacks,
                         int extra, uint32_t *out)
{
    size_t n = 0;
    for (uint32_t t = from; t < to; t++) {
        out[n] = t;
        n += bits(bag & ~bags[t]) <= lacks && bits(bags[t] & ~bag) <= extra;
    }
    return n;
}

static size_t plain_wide(const uint64_t *bags, uint32_t from, uint32_t to, uint64_t bag, int lacks,
                         int extra, uint32_t *out)
{
    size_t n = 0;
    for (uint32_t t = from; t < to; t++) {
        out[n] = t;
        n += bits(bag & ~bags[t]) <= lacks && bits(bags[t] & ~bag) <= extra;
    }
    return n;
}

static size_t plain_blocks(const lc_ix_block *blocks, const uint32_t *bags, uint32_t from,
                           uint32_t to, uint32_t bag, int lacks, int extra, uint32_t *out)
{
    size_t n = 0;
    for (uint32_t b = from / LC_IX_BLOCK; b * LC_IX_BLOCK < to; b++) {
        uint32_t first = b * LC_IX_BLOCK, end = first + LC_IX_BLOCK;
        if (bits(bag & ~blocks[b].any) > lacks || bits(blocks[b].all & ~bag) > extra) continue;
        n += plain_bags(bags, first > from ? first : from, end < to ? end : to, bag, lacks, extra,
                        out + n);
    }
    return n;
}

static int one_distance(const lc_pattern *p, const lc_sweep_words *w, size_t k)
{
    const lc_ix_token *t = &w->tokens[w->ids[k]];
    return lc_osa(p, lc_sv_make(w->strings + t->sound, t->sound_bytes));
}

static void plain_distances(const lc_pattern *p, const lc_sweep_words *w, uint8_t *out)
{
    for (size_t k = 0; k < w->n; k++) out[k] = (uint8_t)one_distance(p, w, k);
}

static lc_sv sound_at(const lc_sweep_sounds *s, size_t k)
{
    return lc_sv_make(s->first + (s->ids[k] - s->from) * s->letters, s->letters);
}

static void plain_sounds(const lc_pattern *p, const lc_sweep_sounds *s, uint8_t *out)
{
    for (size_t k = 0; k < s->n; k++) out[k] = (uint8_t)lc_osa(p, sound_at(s, k));
}

static const lc_sweep plain = {plain_bags,      plain_blocks, plain_wide,
                               plain_distances, plain_sounds, lc_sweep_costs_plain};

#if defined(__x86_64__)
#include <immintrin.h>

/* ---- AVX2: eight bags at a time, sixteen words at a time ---- */

#define AVX2 __attribute__((target("avx2,popcnt,bmi,bmi2")))

/* Bits of each lane of 32, by a table of four bits (Muła). */
AVX2 static __m256i bits_8(__m256i x)
{
    const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1,
                                           2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i low = _mm256_set1_epi8(15);
    __m256i sums =
        _mm256_add_epi8(_mm256_shuffle_epi8(table, _mm256_and_si256(x, low)),
                        _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(x, 4), low)));
    return _mm256_madd_epi16(_mm256_maddubs_epi16(sums, _mm256_set1_epi8(1)), _mm256_set1_epi16(1));
}

/* Eight bags against what is looked for: a bit for each that is near enough. */
AVX2 static inline unsigned eight_bags(const uint32_t *bags, __m256i want, __m256i lacks,
                                       __m256i extra)
{
    __m256i b = _mm256_loadu_si256((const __m256i *)bags);
    __m256i no = _mm256_cmpgt_epi32(bits_8(_mm256_andnot_si256(b, want)), lacks);
    no = _mm256_or_si256(no, _mm256_cmpgt_epi32(bits_8(_mm256_andnot_si256(want, b)), extra));
    return ~(unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(no)) & 255U;
}

AVX2 static size_t avx2_bags(const uint32_t *bags, uint32_t from, uint32_t to, uint32_t bag,
                             int lacks, int extra, uint32_t *out)
{
    const __m256i want = _mm256_set1_epi32((int)bag), most_lacks = _mm256_set1_epi32(lacks),
                  most_extra = _mm256_set1_epi32(extra);
    size_t n = 0;
    uint32_t t = from;
    for (; t + 8 <= to; t += 8) {
        unsigned yes = eight_bags(bags + t, want, most_lacks, most_extra);
        for (; yes; yes &= yes - 1) out[n++] = t + (uint32_t)__builtin_ctz(yes);
    }
    return n + plain_bags(bags, t, to, bag, lacks, extra, out + n);
}

/* Four blocks at a time: of each the letters all its words have, then those any has. */
AVX2 static size_t avx2_blocks(const lc_ix_block *blocks, const uint32_t *bags, uint32_t from,
                               uint32_t to, uint32_t bag, int lacks, int extra, uint32_t *out)
{
    const __m256i want = _mm256_set1_epi32((int)bag), most_lacks = _mm256_set1_epi32(lacks),
                  most_extra = _mm256_set1_epi32(extra);
    const __m256i most = _mm256_blend_epi32(most_extra, most_lacks, 0xAA);
    uint32_t first = (from + LC_IX_BLOCK - 1) / LC_IX_BLOCK, last = to / LC_IX_BLOCK, b = first;
    size_t n = 0;
    if (first + 4 > last) return avx2_bags(bags, from, to, bag, lacks, extra, out);
    n = plain_bags(bags, from, first * LC_IX_BLOCK, bag, lacks, extra, out);
    for (; b + 4 <= last; b += 4) {
        __m256i x = _mm256_loadu_si256((const __m256i *)(blocks + b));
        __m256i differ =
            _mm256_and_si256(_mm256_xor_si256(x, want), _mm256_blend_epi32(x, want, 0xAA));
        __m256i no = _mm256_cmpgt_epi32(bits_8(differ), most);
        unsigned bad = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(no));
        for (unsigned yes = ~(bad | bad >> 1) & 0x55; yes; yes &= yes - 1) {
            uint32_t t = (b + (uint32_t)__builtin_ctz(yes) / 2) * LC_IX_BLOCK;
            unsigned near = eight_bags(bags + t, want, most_lacks, most_extra) |
                            eight_bags(bags + t + 8, want, most_lacks, most_extra) << 8;
            for (; near; near &= near - 1) out[n++] = t + (uint32_t)__builtin_ctz(near);
        }
    }
    return n + avx2_bags(bags, b * LC_IX_BLOCK, to, bag, lacks, extra, out + n);
}

AVX2 static size_t popcnt_wide(const uint64_t *bags, uint32_t from, uint32_t to, uint64_t bag,
                               int lacks, int extra, uint32_t *out)
{
    size_t n = 0;
    for (uint32_t t = from; t < to; t++) {
        out[n] = t;
        n += (int)(_mm_popcnt_u64(bag & ~bags[t]) <= lacks) &
             (int)(_mm_popcnt_u64(bags[t] & ~bag) <= extra);
    }
    return n;
}

/* Where words end: their lengths, and a bit for the last place, none if they fit no row. */
typedef struct ends {
    uint16_t lengths[32], tops[32];
} ends;

static void end_at(ends *e, size_t k, size_t length)
{
    e->lengths[k] = (uint16_t)length;
    e->tops[k] = (uint16_t)(length && length <= ROW_BYTES ? 1U << (length - 1) : 0);
}

/* Words are the patterns of Hyyrö's recurrence here (text/distance.c), sixteen bits each, and the
 * word asked about is the text: which places of a word have a letter is one comparison of bytes.
 * Bits beyond a word's end never reach those below. */
#define AT(k) _mm256_movemask_epi8(_mm256_cmpeq_epi8(two[k], letter))
AVX2 static void avx2_block(const lc_pattern *p, const char *const rows[16], const ends *e,
                            uint8_t out[16])
{
    __m256i two[8], d = _mm256_loadu_si256((const __m256i *)e->lengths),
                    top = _mm256_loadu_si256((const __m256i *)e->tops);
    const __m256i one = _mm256_set1_epi16(1);
    for (int k = 0; k < 8; k++)
        two[k] = _mm256_setr_m128i(_mm_loadu_si128((const __m128i *)rows[2 * k]),
                                   _mm_loadu_si128((const __m128i *)rows[2 * k + 1]));
    __m256i up = _mm256_set1_epi16(-1), down = _mm256_setzero_si256(), zero = down, last = down;
    for (size_t j = 0; j < p->word.len; j++) {
        const __m256i letter = _mm256_set1_epi8(p->word.data[j]);
        __m256i here = _mm256_setr_epi32(AT(0), AT(1), AT(2), AT(3), AT(4), AT(5), AT(6), AT(7));
        __m256i swapped =
            _mm256_and_si256(_mm256_slli_epi16(_mm256_andnot_si256(zero, here), 1), last);
        zero = _mm256_xor_si256(_mm256_add_epi16(_mm256_and_si256(here, up), up), up);
        zero = _mm256_or_si256(_mm256_or_si256(zero, here), _mm256_or_si256(down, swapped));
        __m256i rise = _mm256_or_si256(
            down, _mm256_andnot_si256(_mm256_or_si256(zero, up), _mm256_set1_epi16(-1)));
        __m256i fall = _mm256_and_si256(zero, up);
        d = _mm256_sub_epi16(d, _mm256_cmpeq_epi16(_mm256_and_si256(rise, top), top));
        d = _mm256_add_epi16(d, _mm256_cmpeq_epi16(_mm256_and_si256(fall, top), top));
        rise = _mm256_or_si256(_mm256_slli_epi16(rise, 1), one);
        fall = _mm256_slli_epi16(fall, 1);
        up = _mm256_or_si256(
            fall, _mm256_andnot_si256(_mm256_or_si256(zero, rise), _mm256_set1_epi16(-1)));
        down = _mm256_and_si256(rise, zero);
        last = here;
    }
    uint16_t wide[16];
    _mm256_storeu_si256((__m256i *)wide, d);
    for (int k = 0; k < 16; k++) out[k] = (uint8_t)wide[k];
}

typedef void (*block)(const lc_pattern *p, const char *const *rows, const ends *e, uint8_t *out);

/* Blocks of words that fit a row; the others, and empty ones, by themselves. */
static void by_blocks(const lc_pattern *p, const lc_sweep_words *w, uint8_t *out, block run,
                      size_t lanes)
{
    const char *rows[32];
    ends e;
    for (size_t from = 0; from < w->n; from += lanes) {
        size_t here = w->n - from < lanes ? w->n - from : lanes;
        for (size_t k = 0; k < lanes; k++) {
            const lc_ix_token *t = &w->tokens[w->ids[from + (k < here ? k : 0)]];
            rows[k] = w->strings + t->sound;
            end_at(&e, k, t->sound_bytes);
        }
        run(p, rows, &e, out + from);
        for (size_t k = 0; k < here; k++)
            if (e.tops[k] == 0) out[from + k] = (uint8_t)one_distance(p, w, from + k);
    }
}

/* Blocks of sounds of one length. */
static void by_sounds(const lc_pattern *p, const lc_sweep_sounds *s, uint8_t *out, block run,
                      size_t lanes)
{
    const char *rows[32];
    ends e;
    if (s->letters == 0 || s->letters > ROW_BYTES) {
        plain_sounds(p, s, out);
        return;
    }
    for (size_t k = 0; k < lanes; k++) end_at(&e, k, s->letters);
    for (size_t from = 0; from < s->n; from += lanes) {
        size_t here = s->n - from < lanes ? s->n - from : lanes;
        for (size_t k = 0; k < here; k++)
            rows[k] = s->first + (s->ids[from + k] - s->from) * s->letters;
        for (size_t k = here; k < lanes; k++) rows[k] = rows[0];
        run(p, rows, &e, out + from);
    }
}

static void avx2_sounds(const lc_pattern *p, const lc_sweep_sounds *s, uint8_t *out)
{
    by_sounds(p, s, out, avx2_block, 16);
}

static void avx2_distances(const lc_pattern *p, const lc_sweep_words *w, uint8_t *out)
{
    by_blocks(p, w, out, avx2_block, 16);
}

static const lc_sweep avx2 = {avx2_bags,      avx2_blocks, popcnt_wide,
                              avx2_distances, avx2_sounds, lc_sweep_costs_avx2};

/* ---- AVX-512: sixteen bags, thirty-two words ---- */

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vpopcntdq,popcnt,bmi,bmi2")))

AVX512 static size_t avx512_bags(const uint32_t *bags, uint32_t from, uint32_t to, uint32_t bag,
                                 int lacks, int extra, uint32_t *out)
{
    const __m512i want = _mm512_set1_epi32((int)bag), most_lacks = _mm512_set1_epi32(lacks),
                  most_extra = _mm512_set1_epi32(extra);
    __m512i numbers =
        _mm512_add_epi32(_mm512_set1_epi32((int)from),
                         _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
    size_t n = 0;
    for (uint32_t t = from; t < to; t += 16) {
        __mmask16 live = to - t >= 16 ? 0xFFFF : (__mmask16)((1U << (to - t)) - 1);
        __m512i b = _mm512_maskz_loadu_epi32(live, bags + t);
        __mmask16 yes = _mm512_mask_cmple_epi32_mask(
            live, _mm512_popcnt_epi32(_mm512_andnot_si512(b, want)), most_lacks);
        yes = _mm512_mask_cmple_epi32_mask(yes, _mm512_popcnt_epi32(_mm512_andnot_si512(want, b)),
                                           most_extra);
        if (yes) {
            _mm512_storeu_si512(out + n, _mm512_maskz_compress_epi32(yes, numbers));
            n += (size_t)__builtin_popcount(yes);
        }
        numbers = _mm512_add_epi32(numbers, _mm512_set1_epi32(16));
    }
    return n;
}

/* Eight blocks at a time, each then at once; words of the first and last outside of the range are
 * none of it. */
AVX512 static size_t avx512_blocks(const lc_ix_block *blocks, const uint32_t *bags, uint32_t from,
                                   uint32_t to, uint32_t bag, int lacks, int extra, uint32_t *out)
{
    const __m512i want = _mm512_set1_epi32((int)bag), most_lacks = _mm512_set1_epi32(lacks),
                  most_extra = _mm512_set1_epi32(extra);
    const __m512i most = _mm512_mask_blend_epi32(0xAAAA, most_extra, most_lacks);
    const __m512i places = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    uint32_t last = (to + LC_IX_BLOCK - 1) / LC_IX_BLOCK;
    size_t n = 0;
    for (uint32_t b = from / LC_IX_BLOCK; b < last; b += 8) {
        __mmask16 live = last - b >= 8 ? 0xFFFF : (__mmask16)((1U << 2 * (last - b)) - 1);
        __m512i x = _mm512_maskz_loadu_epi32(live, blocks + b);
        __m512i differ = _mm512_andnot_si512(want, x);
        differ = _mm512_mask_andnot_epi32(differ, 0xAAAA, x, want);
        unsigned good = _mm512_mask_cmple_epi32_mask(live, _mm512_popcnt_epi32(differ), most);
        for (unsigned yes = good & good >> 1 & 0x5555; yes; yes &= yes - 1) {
            uint32_t t = (b + (uint32_t)__builtin_ctz(yes) / 2) * LC_IX_BLOCK;
            unsigned in = to - t >= 16 ? 0xFFFF : (1U << (to - t)) - 1;
            if (t < from) in &= 0xFFFFU << (from - t);
            __m512i w = _mm512_maskz_loadu_epi32((__mmask16)in, bags + t);
            __mmask16 near = _mm512_mask_cmple_epi32_mask(
                (__mmask16)in, _mm512_popcnt_epi32(_mm512_andnot_si512(w, want)), most_lacks);
            near = _mm512_mask_cmple_epi32_mask(
                near, _mm512_popcnt_epi32(_mm512_andnot_si512(want, w)), most_extra);
            _mm512_storeu_si512(out + n,
                                _mm512_maskz_compress_epi32(
                                    near, _mm512_add_epi32(places, _mm512_set1_epi32((int)t))));
            n += (size_t)__builtin_popcount(near);
        }
    }
    return n;
}

AVX512 static size_t avx512_wide(const uint64_t *bags, uint32_t from, uint32_t to, uint64_t bag,
                                 int lacks, int extra, uint32_t *out)
{
    const __m512i want = _mm512_set1_epi64((long long)bag), most_lacks = _mm512_set1_epi64(lacks),
                  most_extra = _mm512_set1_epi64(extra);
    size_t n = 0;
    for (uint32_t t = from; t < to; t += 8) {
        __mmask8 live = to - t >= 8 ? 0xFF : (__mmask8)((1U << (to - t)) - 1);
        __m512i b = _mm512_maskz_loadu_epi64(live, bags + t);
        __mmask8 yes = _mm512_mask_cmple_epi64_mask(
            live, _mm512_popcnt_epi64(_mm512_andnot_si512(b, want)), most_lacks);
        yes = _mm512_mask_cmple_epi64_mask(yes, _mm512_popcnt_epi64(_mm512_andnot_si512(want, b)),
                                           most_extra);
        for (unsigned rest = yes; rest; rest &= rest - 1)
            out[n++] = t + (uint32_t)__builtin_ctz(rest);
    }
    return n;
}

#define IN(k) (long long)_mm512_cmpeq_epi8_mask(four[k], letter)
AVX512 static void avx512_block(const lc_pattern *p, const char *const *rows, const ends *e,
                                uint8_t *out)
{
    const __m512i ones = _mm512_set1_epi16(-1), one = _mm512_set1_epi16(1);
    __m512i four[8], d = _mm512_loadu_si512(e->lengths);
    const __m512i top = _mm512_loadu_si512(e->tops);
    for (int k = 0; k < 8; k++) {
        __m512i x = _mm512_castsi128_si512(_mm_loadu_si128((const __m128i *)rows[4 * k]));
        x = _mm512_inserti32x4(x, _mm_loadu_si128((const __m128i *)rows[4 * k + 1]), 1);
        x = _mm512_inserti32x4(x, _mm_loadu_si128((const __m128i *)rows[4 * k + 2]), 2);
        four[k] = _mm512_inserti32x4(x, _mm_loadu_si128((const __m128i *)rows[4 * k + 3]), 3);
    }
    __m512i up = ones, down = _mm512_setzero_si512(), zero = down, last = down;
    for (size_t j = 0; j < p->word.len; j++) {
        const __m512i letter = _mm512_set1_epi8(p->word.data[j]);
        __m512i here = _mm512_setr_epi64(IN(0), IN(1), IN(2), IN(3), IN(4), IN(5), IN(6), IN(7));
        __m512i swapped =
            _mm512_and_si512(_mm512_slli_epi16(_mm512_andnot_si512(zero, here), 1), last);
        zero = _mm512_xor_si512(_mm512_add_epi16(_mm512_and_si512(here, up), up), up);
        zero = _mm512_or_si512(_mm512_or_si512(zero, here), _mm512_or_si512(down, swapped));
        __m512i rise = _mm512_or_si512(down, _mm512_andnot_si512(_mm512_or_si512(zero, up), ones));
        __m512i fall = _mm512_and_si512(zero, up);
        d = _mm512_mask_add_epi16(d, _mm512_test_epi16_mask(rise, top), d, one);
        d = _mm512_mask_sub_epi16(d, _mm512_test_epi16_mask(fall, top), d, one);
        rise = _mm512_or_si512(_mm512_slli_epi16(rise, 1), one);
        fall = _mm512_slli_epi16(fall, 1);
        up = _mm512_or_si512(fall, _mm512_andnot_si512(_mm512_or_si512(zero, rise), ones));
        down = _mm512_and_si512(rise, zero);
        last = here;
    }
    _mm256_storeu_si256((__m256i *)out, _mm512_cvtepi16_epi8(d));
}

static void avx512_sounds(const lc_pattern *p, const lc_sweep_sounds *s, uint8_t *out)
{
    by_sounds(p, s, out, avx512_block, 32);
}

static void avx512_distances(const lc_pattern *p, const lc_sweep_words *w, uint8_t *out)
{
    by_blocks(p, w, out, avx512_block, 32);
}

static const lc_sweep avx512 = {avx512_bags,      avx512_blocks, avx512_wide,
                                avx512_distances, avx512_sounds, lc_sweep_costs_avx2};

const lc_sweep *lc_sweep_way(size_t way)
{
    bool has_512 = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512vpopcntdq");
    bool has_2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
    if (way == 0) return &plain;
    if (way == 1) return has_2 ? &avx2 : NULL;
    return has_512 && has_2 ? &avx512 : NULL;
}

#else

const lc_sweep *lc_sweep_way(size_t way)
{
    return way == 0 ? &plain : NULL;
}

#endif

const lc_sweep *lc_sweep_best(void)
{
    size_t way = LC_SWEEP_WAYS - 1;
    while (!lc_sweep_way(way)) way--;
    return lc_sweep_way(way);
}
