#include "match/sweep.h"

/* All costs are multiples of this; a byte holds 12 edits, and more are counted one by one. */
enum { FIFTH = 5, ROW_BYTES = 16, LANES = 32, FULL = 255 };

void lc_sweep_costs_init(lc_sweep_costs *c)
{
    memset(c, 0, sizeof *c);
    for (uint8_t a = 0; a < LC_EDIT_KINDS; a++) {
        for (uint8_t b = 0; b < LC_EDIT_KINDS; b++)
            c->change[a][b] = (uint8_t)(lc_edit_change(a, b) / FIFTH);
        c->gap_first[a] = (uint8_t)(lc_edit_gap(a, true, false) / FIFTH);
        c->gap[a] = (uint8_t)(lc_edit_gap(a, false, false) / FIFTH);
    }
}

static lc_sv text_of(const lc_sweep_words *w, size_t k)
{
    const lc_ix_token *t = &w->tokens[w->ids[k]];
    return lc_sv_make(w->strings + t->text, t->text_bytes);
}

void lc_sweep_costs_plain(const lc_sweep_costs *c, lc_sv word, const lc_sweep_words *w,
                          uint16_t *out)
{
    (void)c;
    for (size_t k = 0; k < w->n; k++) out[k] = (uint16_t)lc_edit_cost(word, text_of(w, k));
}

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

/* Letters of 32 words, one vector for each place of a letter, and what they cost without partner.
 */
typedef struct block {
    __m256i letter[ROW_BYTES], kind[ROW_BYTES], gap[ROW_BYTES], length;
    size_t longest;
} block;

/* Rows and columns of 16 x 16 bytes change places: four perfect shuffles. */
AVX2 static void transpose(__m128i r[16])
{
    for (int round = 0; round < 4; round++) {
        __m128i t[16];
        for (int i = 0; i < 8; i++) {
            t[2 * i] = _mm_unpacklo_epi8(r[i], r[i + 8]);
            t[2 * i + 1] = _mm_unpackhi_epi8(r[i], r[i + 8]);
        }
        memcpy(r, t, sizeof t);
    }
}

AVX2 static __m256i kinds_of(__m256i c)
{
    __m256i letter = _mm256_sub_epi8(c, _mm256_set1_epi8('a'));
    __m256i digit = _mm256_sub_epi8(c, _mm256_set1_epi8('0'));
    __m256i is_letter = _mm256_cmpeq_epi8(_mm256_min_epu8(letter, _mm256_set1_epi8(25)), letter);
    __m256i is_digit = _mm256_cmpeq_epi8(_mm256_min_epu8(digit, _mm256_set1_epi8(9)), digit);
    __m256i other = _mm256_add_epi8(_mm256_set1_epi8(LC_EDIT_DIGIT + 1), is_digit);
    return _mm256_blendv_epi8(other, letter, is_letter);
}

/* The entry of a table of 32 bytes for each kind. */
AVX2 static __m256i by_kind(const uint8_t table[32], __m256i kind)
{
    __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)table));
    __m256i high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(table + 16)));
    return _mm256_blendv_epi8(_mm256_shuffle_epi8(low, kind), _mm256_shuffle_epi8(high, kind),
                              _mm256_cmpgt_epi8(kind, _mm256_set1_epi8(15)));
}

AVX2 static void fill_gaps(const lc_sweep_costs *c, block *b)
{
    const __m256i soft = _mm256_set1_epi8((char)c->gap['h' - 'a']);
    for (size_t j = 0; j < b->longest; j++) {
        b->kind[j] = kinds_of(b->letter[j]);
        b->gap[j] = by_kind(j ? c->gap : c->gap_first, b->kind[j]);
        if (j == 0) continue;
        __m256i again = _mm256_cmpeq_epi8(b->letter[j], b->letter[j - 1]);
        __m256i digit = _mm256_cmpeq_epi8(b->kind[j], _mm256_set1_epi8(LC_EDIT_DIGIT));
        b->gap[j] = _mm256_blendv_epi8(b->gap[j], soft, _mm256_andnot_si256(digit, again));
    }
}

/* Lanes beyond the last word repeat it. */
AVX2 static void fill_block(const lc_sweep_costs *c, const lc_sweep_words *w, size_t from, block *b)
{
    __m128i half[2][16];
    uint8_t lengths[LANES];
    b->longest = 0;
    for (size_t k = 0; k < LANES; k++) {
        lc_sv t = text_of(w, from + k < w->n ? from + k : w->n - 1);
        half[k / 16][k % 16] = _mm_loadu_si128((const __m128i *)t.data);
        lengths[k] = (uint8_t)t.len;
        if (t.len > b->longest && t.len <= ROW_BYTES) b->longest = t.len;
    }
    transpose(half[0]);
    transpose(half[1]);
    for (size_t j = 0; j < b->longest; j++)
        b->letter[j] = _mm256_setr_m128i(half[0][j], half[1][j]);
    b->length = _mm256_loadu_si256((const __m256i *)lengths);
    fill_gaps(c, b);
}

/* lc_edit_cost's table, one row, for all words of the block. */
typedef struct rows {
    __m256i of[3][ROW_BYTES + 1];
} rows;

AVX2 static void next_row(const lc_sweep_costs *c, const block *b, lc_sv word, size_t i,
                          const __m256i *before, const __m256i *last, __m256i *now)
{
    uint8_t kind = lc_edit_kind(word.data[i]);
    bool again = i && word.data[i - 1] == word.data[i];
    bool swaps = i && kind != LC_EDIT_DIGIT && lc_edit_kind(word.data[i - 1]) != LC_EDIT_DIGIT;
    const __m256i gap = _mm256_set1_epi8((char)(lc_edit_gap(kind, i == 0, again) / FIFTH));
    const __m256i first = _mm256_set1_epi8(LC_EDIT_FIRST_EXTRA / FIFTH);
    const __m256i here = _mm256_set1_epi8(word.data[i]);
    const __m256i left = _mm256_set1_epi8(i ? word.data[i - 1] : 0);
    now[0] = _mm256_adds_epu8(last[0], gap);
    if (i == 0) now[0] = _mm256_adds_epu8(now[0], first);
    for (size_t j = 0; j < b->longest; j++) {
        __m256i change = by_kind(c->change[kind], b->kind[j]);
        if (i == 0 && j == 0) change = _mm256_adds_epu8(change, first);
        __m256i same = _mm256_cmpeq_epi8(b->letter[j], here);
        __m256i best = _mm256_adds_epu8(last[j], _mm256_andnot_si256(same, change));
        best = _mm256_min_epu8(best, _mm256_adds_epu8(last[j + 1], gap));
        best = _mm256_min_epu8(best, _mm256_adds_epu8(now[j], b->gap[j]));
        if (swaps && j) {
            __m256i is = _mm256_and_si256(_mm256_cmpeq_epi8(b->letter[j - 1], here),
                                          _mm256_cmpeq_epi8(b->letter[j], left));
            __m256i swapped =
                _mm256_adds_epu8(before[j - 1], _mm256_set1_epi8(LC_EDIT_SWAP / FIFTH));
            best = _mm256_min_epu8(
                best, _mm256_or_si256(swapped, _mm256_xor_si256(is, _mm256_set1_epi8(-1))));
        }
        now[j + 1] = best;
    }
}

AVX2 static void block_costs(const lc_sweep_costs *c, const block *b, lc_sv word,
                             uint8_t out[LANES])
{
    rows r;
    __m256i *before = r.of[0], *last = r.of[1], *now = r.of[2];
    last[0] = _mm256_setzero_si256();
    for (size_t j = 0; j < b->longest; j++) {
        last[j + 1] = _mm256_adds_epu8(last[j], b->gap[j]);
        if (j == 0)
            last[1] = _mm256_adds_epu8(last[1], _mm256_set1_epi8(LC_EDIT_FIRST_EXTRA / FIFTH));
    }
    for (size_t i = 0; i < word.len; i++) {
        next_row(c, b, word, i, before, last, now);
        __m256i *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    __m256i cost = last[0];
    for (size_t j = 1; j <= b->longest; j++)
        cost = _mm256_blendv_epi8(cost, last[j],
                                  _mm256_cmpeq_epi8(b->length, _mm256_set1_epi8((char)j)));
    _mm256_storeu_si256((__m256i *)out, cost);
}

AVX2 void lc_sweep_costs_avx2(const lc_sweep_costs *c, lc_sv word, const lc_sweep_words *w,
                              uint16_t *out)
{
    block b;
    uint8_t fifths[LANES];
    if (word.len > LC_EDIT_MAX_BYTES) word.len = LC_EDIT_MAX_BYTES;
    for (size_t from = 0; from < w->n; from += LANES) {
        fill_block(c, w, from, &b);
        block_costs(c, &b, word, fifths);
        for (size_t k = 0; k < LANES && from + k < w->n; k++) {
            lc_sv t = text_of(w, from + k);
            bool whole = fifths[k] < FULL && t.len <= ROW_BYTES;
            out[from + k] = (uint16_t)(whole ? fifths[k] * FIFTH : lc_edit_cost(word, t));
        }
    }
}

#else

void lc_sweep_costs_avx2(const lc_sweep_costs *c, lc_sv word, const lc_sweep_words *w,
                         uint16_t *out)
{
    lc_sweep_costs_plain(c, word, w, out);
}

#endif
