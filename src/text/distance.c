#include "text/distance.h"

#include <stdlib.h>

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

void lc_pattern_init(lc_pattern *p, lc_sv word)
{
    memset(p, 0, sizeof *p);
    p->word = word;
    if (word.len > LC_OSA_MAX_BYTES) return;
    for (size_t i = 0; i < word.len; i++) p->at[(unsigned char)word.data[i]] |= UINT64_C(1) << i;
}

/* Three rows of the textbook table, for words too long for one machine word. */
static int osa_by_table(lc_sv a, lc_sv b)
{
    size_t w = b.len + 1;
    int *rows = calloc(3 * w, sizeof *rows);
    if (!rows) abort(); /* like every allocation here: no answer rather than a wrong one */
    int *before = rows, *last = rows + w, *now = rows + 2 * w;
    for (size_t j = 0; j < w; j++) last[j] = (int)j;
    for (size_t i = 1; i <= a.len; i++) {
        now[0] = (int)i;
        for (size_t j = 1; j < w; j++) {
            int change = a.data[i - 1] != b.data[j - 1];
            int best = smaller(last[j - 1] + change, smaller(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1])
                best = smaller(best, before[j - 2] + 1);
            now[j] = best;
        }
        int *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    int d = last[b.len];
    free(rows);
    return d;
}

int lc_osa(const lc_pattern *p, lc_sv b)
{
    size_t m = p->word.len;
    if (m == 0) return (int)b.len;
    if (m > LC_OSA_MAX_BYTES) return osa_by_table(p->word, b);
    uint64_t up = ~UINT64_C(0), down = 0, zero = 0, last = 0;
    uint64_t top = UINT64_C(1) << (m - 1);
    int d = (int)m;
    for (size_t j = 0; j < b.len; j++) {
        uint64_t here = p->at[(unsigned char)b.data[j]];
        uint64_t swapped = ((~zero & here) << 1) & last;
        zero = (((here & up) + up) ^ up) | here | down | swapped;
        uint64_t right_up = down | ~(zero | up), right_down = zero & up;
        d += (right_up & top) != 0;
        d -= (right_down & top) != 0;
        right_up = right_up << 1 | 1;
        right_down <<= 1;
        up = right_down | ~(zero | right_up);
        down = right_up & zero;
        last = here;
    }
    return d;
}

static int third_bit(unsigned char c)
{
    return c == 'a' ? 52 : c == 'i' ? 53 : c == 'u' ? 54 : -1;
}

uint64_t lc_letter_bag(lc_sv word)
{
    const uint64_t one = 1;
    uint64_t bag = 0;
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.data[i];
        if (c < 'a' || c > 'z') {
            bag |= one << (55 + c % 9);
            continue;
        }
        uint64_t first = one << (c - 'a'), second = one << (26 + c - 'a');
        if (!(bag & first))
            bag |= first;
        else if (!(bag & second))
            bag |= second;
        else if (third_bit(c) >= 0)
            bag |= one << third_bit(c);
    }
    return bag;
}

/* ---- weighted ---- */

enum {
    VOWEL_COST = 45, /* another vowel */
    VOWEL_GAP = 70,  /* a vowel more or less */
    SOFT_GAP = 40,   /* h, w, y more or less; a letter doubled */
    CLOSE_COST = 55, /* letters that scripts, hands or scanners confuse */
    SWAP_COST = 80,
    DIGIT_COST = 200,
    FIRST_EXTRA = 25 /* people seldom miss the first letter */
};

static bool vowel(char c)
{
    return c && strchr("aeiouy", c);
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Pairs taken for each other: voiced and unvoiced, romanisation systems, Latin shapes. */
static bool close_letters(char a, char b)
{
    static const char pairs[] = "bp bv cg ck cq cs cz dt fv gh gj gk gq hk hx ij jy kq kx lr mn "
                                "sx sz tz uw vw iy ou cj jz fp";
    char pair[3] = {a < b ? a : b, a < b ? b : a, 0};
    for (const char *p = pairs; *p; p += p[2] ? 3 : 2)
        if (p[0] == pair[0] && p[1] == pair[1]) return true;
    return false;
}

static int change_cost(char a, char b)
{
    if (a == b) return 0;
    if (digit(a) || digit(b)) return DIGIT_COST;
    if (vowel(a) && vowel(b)) return VOWEL_COST;
    return close_letters(a, b) ? CLOSE_COST : LC_EDIT_UNIT;
}

/* Cost of letter i of word standing without a partner. */
static int gap_cost(lc_sv word, size_t i)
{
    char c = word.data[i];
    if (digit(c)) return DIGIT_COST;
    if (i && word.data[i - 1] == c) return SOFT_GAP;
    if (i && (c == 'h' || c == 'w' || c == 'y')) return SOFT_GAP;
    return vowel(c) ? VOWEL_GAP : LC_EDIT_UNIT;
}

static lc_sv at_most(lc_sv s)
{
    return s.len > LC_EDIT_MAX_BYTES ? lc_sv_make(s.data, LC_EDIT_MAX_BYTES) : s;
}

int lc_edit_cost(lc_sv a, lc_sv b)
{
    a = at_most(a);
    b = at_most(b);
    int rows[3][LC_EDIT_MAX_BYTES + 1];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    last[0] = 0;
    for (size_t j = 1; j <= b.len; j++)
        last[j] = last[j - 1] + gap_cost(b, j - 1) + (j == 1 ? FIRST_EXTRA : 0);
    for (size_t i = 1; i <= a.len; i++) {
        int gap_a = gap_cost(a, i - 1);
        now[0] = last[0] + gap_a + (i == 1 ? FIRST_EXTRA : 0);
        for (size_t j = 1; j <= b.len; j++) {
            int change = change_cost(a.data[i - 1], b.data[j - 1]);
            if (change && i == 1 && j == 1) change += FIRST_EXTRA;
            int best = smaller(last[j - 1] + change,
                               smaller(last[j] + gap_a, now[j - 1] + gap_cost(b, j - 1)));
            if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] &&
                a.data[i - 2] == b.data[j - 1] && !digit(a.data[i - 1]) && !digit(a.data[i - 2]))
                best = smaller(best, before[j - 2] + SWAP_COST);
            now[j] = best;
        }
        int *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b.len];
}
