/* Kana by the modified Hepburn system. Form 0: long vowels single (Sato, Yuki); form 1: spelt out
 * (Satou, Yuuki); form 2: oh for long o, as in passports (Satoh). */
#include "text/romanise_part.h"

/* Hiragana U+3041..3096 in code order; katakana are the same 0x60 further. */
static const char *const syllables[] = {
    "a",  "a",  "i",   "i",  "u",  "u",   "e",  "e",   "o",  "o",  "ka", "ga", "ki", "gi", "ku",
    "gu", "ke", "ge",  "ko", "go", "sa",  "za", "shi", "ji", "su", "zu", "se", "ze", "so", "zo",
    "ta", "da", "chi", "ji", "",   "tsu", "zu", "te",  "de", "to", "do", "na", "ni", "nu", "ne",
    "no", "ha", "ba",  "pa", "hi", "bi",  "pi", "fu",  "bu", "pu", "he", "be", "pe", "ho", "bo",
    "po", "ma", "mi",  "mu", "me", "mo",  "ya", "ya",  "yu", "yu", "yo", "yo", "ra", "ri", "ru",
    "re", "ro", "wa",  "wa", "i",  "e",   "o",  "n",   "vu", "ka", "ke",
};

enum {
    FIRST = 0x3041,
    SOKUON = 0x3063,
    LONG = 0x30FC,
    SMALL_YA = 0x3083,
    SMALL_YU = 0x3085,
    SMALL_YO = 0x3087
};

static int32_t as_hiragana(int32_t cp)
{
    return cp >= 0x30A1 && cp <= 0x30F6 ? cp - 0x60 : cp;
}

static bool is_small_y(int32_t h)
{
    return h == SMALL_YA || h == SMALL_YU || h == SMALL_YO;
}

static bool is_small_vowel(int32_t h)
{
    return h == 0x3041 || h == 0x3043 || h == 0x3045 || h == 0x3047 || h == 0x3049;
}

static char last_of(const lc_buf *b)
{
    return b->len ? b->data[b->len - 1] : 0;
}

/* ki + small ya = kya; shi, chi, ji keep their sound: sha, cha, ja. */
static void put_glide(int32_t h, lc_buf *out)
{
    char vowel = h == SMALL_YA ? 'a' : h == SMALL_YU ? 'u' : 'o';
    if (last_of(out) == 'i' || last_of(out) == 'u' || last_of(out) == 'e') out->len--;
    bool soft =
        last_of(out) == 'j' || (out->len > 1 && last_of(out) == 'h' &&
                                (out->data[out->len - 2] == 's' || out->data[out->len - 2] == 'c'));
    if (!soft) lc_buf_c(out, 'y');
    lc_buf_c(out, vowel);
}

/* Foreign sounds: fa, ti, va, che ... the small vowel replaces the one before; we, wo after u. */
static void put_small_vowel(int32_t before, int32_t h, lc_buf *out)
{
    char v = syllables[h - FIRST][0];
    if (last_of(out) && strchr("aiueo", last_of(out)) && last_of(out) != v) out->len--;
    if (before == 0x3046) lc_buf_c(out, 'w');
    if (last_of(out) != v) lc_buf_c(out, v);
}

static void put_long(int form, lc_buf *out)
{
    char v = last_of(out);
    if (form == 1 && v && strchr("aiueo", v)) lc_buf_c(out, v);
    if (form == 2 && v == 'o') lc_buf_c(out, 'h');
}

/* ou, oo and uu of native words are long vowels in print. */
static bool lengthens(int32_t h, char before)
{
    return (h == 0x3046 && (before == 'o' || before == 'u')) || (h == 0x304A && before == 'o');
}

static void put_syllable(const lc_run *r, size_t i, bool doubled, lc_buf *out)
{
    const char *s = syllables[as_hiragana(r->cp[i]) - FIRST];
    if (doubled && *s) lc_buf_c(out, *s == 'c' ? 't' : *s);
    lc_buf_z(out, s);
}

bool lc_kana_put(const lc_run *r, lc_buf *out)
{
    bool all = true, doubled = false;
    size_t start = out->len;
    for (size_t i = 0; i < r->n; i++) {
        int32_t h = as_hiragana(r->cp[i]);
        char before = out->len > start ? last_of(out) : 0;
        if (r->cp[i] == LONG) {
            if (before) put_long(r->form, out);
        } else if (h < FIRST || h > 0x3096) {
            all = false;
        } else if (h == SOKUON) {
            doubled = true;
        } else if (before && is_small_y(h)) {
            put_glide(h, out);
        } else if (before && is_small_vowel(h)) {
            put_small_vowel(as_hiragana(r->cp[i - 1]), h, out);
        } else if (lengthens(h, before) && r->form != 1) {
            put_long(r->form, out);
        } else {
            put_syllable(r, i, doubled, out);
            doubled = false;
        }
    }
    return all;
}
