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

/* Bit of the second of a letter, which may be that of a letter no sound has (e, o, q, w). */
static int second_bit(unsigned char c)
{
    static const char twice[] = "aiunrslmtk";
    static const int8_t at[] = {4, 14, 16, 22, 26, 27, 28, 29, 30, 31};
    const char *p = strchr(twice, c);
    return p ? at[p - twice] : -1;
}

uint32_t lc_sound_bag(lc_sv sound)
{
    uint32_t bag = 0, once = 0;
    for (size_t i = 0; i < sound.len; i++) {
        unsigned char c = (unsigned char)sound.data[i];
        if (c < 'a' || c > 'z') c = 'x';
        uint32_t first = UINT32_C(1) << (c - 'a');
        if ((once & first) && second_bit(c) >= 0) bag |= UINT32_C(1) << second_bit(c);
        once |= first;
    }
    return bag | once;
}

/* ---- weighted ---- */

enum {
    VOWEL_COST = 45, /* another vowel */
    VOWEL_GAP = 70,  /* a vowel more or less */
    SOFT_GAP = 40,   /* h, w, y more or less; a letter doubled */
    CLOSE_COST = 55, /* letters that scripts, hands or scanners confuse */
    DIGIT_COST = 200
};

uint8_t lc_edit_kind(char c)
{
    if (c >= 'a' && c <= 'z') return (uint8_t)(c - 'a');
    return c >= '0' && c <= '9' ? LC_EDIT_DIGIT : LC_EDIT_DIGIT + 1;
}

static const uint32_t vowels = UINT32_C(0x1104111); /* a e i o u y */

static bool vowel(uint8_t kind)
{
    return vowels >> kind & 1;
}

/* By letter, a bit for each it is taken for: voiced and unvoiced, romanisation systems, Latin
 * shapes (bp bv cg ck cq cs cz dt fv gh gj gk gq hk hx ij jy kq kx lr mn sx sz tz uw vw iy ou cj
 * jz fp). */
static const uint32_t close_letters[LC_EDIT_KINDS] = {
    0x0000000, 0x0208000, 0x2050640, 0x0080000, 0x0000000, 0x0208000, 0x0010684,
    0x0800440, 0x1000200, 0x3000144, 0x08100C4, 0x0020000, 0x0002000, 0x0001000,
    0x0100000, 0x0000022, 0x0000444, 0x0000800, 0x2800004, 0x2000008, 0x0404000,
    0x0400022, 0x0300000, 0x0040480, 0x0000300, 0x00C0204,
};

int lc_edit_change(uint8_t a, uint8_t b)
{
    if (a == LC_EDIT_DIGIT || b == LC_EDIT_DIGIT) return DIGIT_COST;
    if (vowel(a) && vowel(b)) return VOWEL_COST;
    return close_letters[a] >> b & 1 ? CLOSE_COST : LC_EDIT_UNIT;
}

int lc_edit_gap(uint8_t kind, bool first, bool again)
{
    bool soft = kind == 'h' - 'a' || kind == 'w' - 'a' || kind == 'y' - 'a';
    if (kind == LC_EDIT_DIGIT) return DIGIT_COST;
    if (!first && (again || soft)) return SOFT_GAP;
    return vowel(kind) ? VOWEL_GAP : LC_EDIT_UNIT;
}

static int gap_cost(lc_sv word, size_t i, uint8_t kind)
{
    return lc_edit_gap(kind, i == 0, i && word.data[i - 1] == word.data[i]);
}

static lc_sv at_most(lc_sv s)
{
    return s.len > LC_EDIT_MAX_BYTES ? lc_sv_make(s.data, LC_EDIT_MAX_BYTES) : s;
}

/* Costs of changing one letter into those of a word. */
static void change_costs(uint8_t a, const uint8_t *kinds, size_t n, int *out)
{
    for (size_t j = 0; j < n; j++) out[j] = lc_edit_change(a, kinds[j]);
}

int lc_edit_cost(lc_sv a, lc_sv b)
{
    a = at_most(a);
    b = at_most(b);
    int rows[3][LC_EDIT_MAX_BYTES + 1], gaps[LC_EDIT_MAX_BYTES], changes[LC_EDIT_MAX_BYTES];
    uint8_t kinds[LC_EDIT_MAX_BYTES];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    last[0] = 0;
    for (size_t j = 0; j < b.len; j++) {
        kinds[j] = lc_edit_kind(b.data[j]);
        gaps[j] = gap_cost(b, j, kinds[j]);
        last[j + 1] = last[j] + gaps[j] + (j == 0 ? LC_EDIT_FIRST_EXTRA : 0);
    }
    for (size_t i = 0; i < a.len; i++) {
        char here = a.data[i], left = i ? a.data[i - 1] : 0;
        uint8_t kind = lc_edit_kind(here);
        int gap = gap_cost(a, i, kind);
        bool swaps = i && kind != LC_EDIT_DIGIT && lc_edit_kind(left) != LC_EDIT_DIGIT;
        change_costs(kind, kinds, b.len, changes);
        now[0] = last[0] + gap + (i == 0 ? LC_EDIT_FIRST_EXTRA : 0);
        if (i == 0 && b.len) changes[0] += LC_EDIT_FIRST_EXTRA;
        for (size_t j = 0; j < b.len; j++) {
            int best = last[j] + (here == b.data[j] ? 0 : changes[j]);
            best = smaller(best, smaller(last[j + 1] + gap, now[j] + gaps[j]));
            if (swaps && j && here == b.data[j - 1] && left == b.data[j])
                best = smaller(best, before[j - 1] + LC_EDIT_SWAP);
            now[j + 1] = best;
        }
        int *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b.len];
}
