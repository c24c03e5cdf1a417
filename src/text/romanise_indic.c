/* Devanagari by the Hunterian system of India's government without its marks (schwa at the end of
 * words left out); Thai by the Royal Institute's general system of 1999 (RTGS). */
#include "text/romanise_part.h"

#define FIND(rows, cp) lc_letter_find(rows, sizeof(rows) / sizeof *(rows), cp)

static const lc_letter_row consonants[] = {
    {0x0915, "k"},   {0x0916, "kh"}, {0x0917, "g"},  {0x0918, "gh"}, {0x0919, "n"},  {0x091A, "ch"},
    {0x091B, "chh"}, {0x091C, "j"},  {0x091D, "jh"}, {0x091E, "n"},  {0x091F, "t"},  {0x0920, "th"},
    {0x0921, "d"},   {0x0922, "dh"}, {0x0923, "n"},  {0x0924, "t"},  {0x0925, "th"}, {0x0926, "d"},
    {0x0927, "dh"},  {0x0928, "n"},  {0x0929, "n"},  {0x092A, "p"},  {0x092B, "ph"}, {0x092C, "b"},
    {0x092D, "bh"},  {0x092E, "m"},  {0x092F, "y"},  {0x0930, "r"},  {0x0931, "r"},  {0x0932, "l"},
    {0x0933, "l"},   {0x0935, "v"},  {0x0936, "sh"}, {0x0937, "sh"}, {0x0938, "s"},  {0x0939, "h"},
};

static const lc_letter_row vowels[] = {
    {0x0901, "n"},  {0x0902, "n"}, {0x0903, "h"}, {0x0905, "a"},  {0x0906, "a"}, {0x0907, "i"},
    {0x0908, "i"},  {0x0909, "u"}, {0x090A, "u"}, {0x090B, "ri"}, {0x090D, "e"}, {0x090F, "e"},
    {0x0910, "ai"}, {0x0911, "o"}, {0x0913, "o"}, {0x0914, "au"}, {0x093E, "a"}, {0x093F, "i"},
    {0x0940, "i"},  {0x0941, "u"}, {0x0942, "u"}, {0x0943, "ri"}, {0x0945, "e"}, {0x0947, "e"},
    {0x0948, "ai"}, {0x0949, "o"}, {0x094B, "o"}, {0x094C, "au"},
};

enum { NUKTA = 0x093C, VIRAMA = 0x094D };

static bool is_sign(int32_t cp) /* a vowel sign or virama: takes the place of the inherent a */
{
    return (cp >= 0x093E && cp <= 0x094D);
}

/* Inherent vowel: not at the end, and not between VC and CV (Hindi schwa deletion: sunita, kamla).
 */
static bool has_schwa(const lc_run *r, size_t next, bool after_vowel)
{
    if (next >= r->n || is_sign(r->cp[next])) return false;
    bool before_cv = FIND(consonants, r->cp[next]) && next + 1 < r->n && is_sign(r->cp[next + 1]) &&
                     r->cp[next + 1] != VIRAMA;
    return !(r->form == 1 && after_vowel && before_cv);
}

static const char *with_nukta(int32_t cp, const char *plain)
{
    switch (cp) {
    case 0x0915: return "q";
    case 0x0917: return "gh";
    case 0x091C: return "z";
    case 0x0921: return "r";
    case 0x0922: return "rh";
    case 0x092B: return "f";
    default: return plain;
    }
}

bool lc_devanagari_put(const lc_run *r, lc_buf *out)
{
    bool all = true, after_vowel = false;
    for (size_t i = 0; i < r->n; i++) {
        const char *c = FIND(consonants, r->cp[i]), *v = FIND(vowels, r->cp[i]);
        if (c) {
            bool dotted = i + 1 < r->n && r->cp[i + 1] == NUKTA;
            lc_buf_z(out, dotted ? with_nukta(r->cp[i], c) : c);
            i += dotted;
            bool schwa = has_schwa(r, i + 1, after_vowel);
            if (schwa) lc_buf_c(out, 'a');
            after_vowel = schwa;
        } else if (v) {
            lc_buf_z(out, v);
            after_vowel = true;
        } else if (r->cp[i] != VIRAMA && r->cp[i] != NUKTA) {
            all = false;
        }
    }
    return all;
}

/* Thai: what a consonant is before a vowel / at the end of a syllable. */
static const struct {
    const char *first, *last;
} thai[] = {
    /* U+0E01 */ {"k", "k"},
    {"kh", "k"},
    {"kh", "k"},
    {"kh", "k"},
    {"kh", "k"},
    {"kh", "k"},
    {"ng", "ng"},
    {"ch", "t"},
    {"ch", "t"},
    {"ch", "t"},
    {"s", "t"},
    {"ch", "t"},
    {"y", "n"},
    {"d", "t"},
    {"t", "t"},
    {"th", "t"},
    {"th", "t"},
    {"th", "t"},
    {"n", "n"},
    {"d", "t"},
    {"t", "t"},
    {"th", "t"},
    {"th", "t"},
    {"th", "t"},
    {"n", "n"},
    {"b", "p"},
    {"p", "p"},
    {"ph", "p"},
    {"f", "p"},
    {"ph", "p"},
    {"f", "p"},
    {"ph", "p"},
    {"m", "m"},
    {"y", "i"},
    {"r", "n"},
    {"rue", "rue"},
    {"l", "n"},
    {"lue", "lue"},
    {"w", "o"},
    {"s", "t"},
    {"s", "t"},
    {"s", "t"},
    {"h", ""},
    {"l", "n"},
    {"", "o"},
    {"h", ""},
};

static const lc_letter_row thai_vowels[] = {
    {0x0E30, "a"}, {0x0E31, "a"},  {0x0E32, "a"},  {0x0E33, "am"}, {0x0E34, "i"},
    {0x0E35, "i"}, {0x0E36, "ue"}, {0x0E37, "ue"}, {0x0E38, "u"},  {0x0E39, "u"},
    {0x0E40, "e"}, {0x0E41, "ae"}, {0x0E42, "o"},  {0x0E43, "ai"}, {0x0E44, "ai"},
};

static bool is_thai_consonant(int32_t cp)
{
    return cp >= 0x0E01 && cp <= 0x0E2E;
}

static bool is_leading(int32_t cp) /* written before the consonant it follows */
{
    return cp >= 0x0E40 && cp <= 0x0E44;
}

static bool takes_vowel(const lc_run *r, size_t i)
{
    return i + 1 < r->n && FIND(thai_vowels, r->cp[i + 1]) && !is_leading(r->cp[i + 1]);
}

/* Cancelled by thanthakhat: not spoken. */
static bool is_silent(const lc_run *r, size_t i)
{
    return i + 1 < r->n && r->cp[i + 1] == 0x0E4C;
}

typedef struct thai_state {
    const char *held; /* a leading vowel that waits for its consonant */
    bool open;        /* a consonant without vowel stands last */
    bool vowel;       /* a vowel stands last */
} thai_state;

static void put_thai_consonant(const lc_run *r, size_t i, thai_state *s, lc_buf *out)
{
    size_t k = (size_t)(r->cp[i] - 0x0E01);
    if (s->held) {
        lc_buf_z(out, thai[k].first);
        lc_buf_z(out, s->held);
        *s = (thai_state){.vowel = true};
    } else if (takes_vowel(r, i)) {
        if (s->open) lc_buf_c(out, 'a');
        lc_buf_z(out, thai[k].first);
        *s = (thai_state){.open = true};
    } else if (s->open || s->vowel) {
        if (s->open) lc_buf_c(out, 'o');
        lc_buf_z(out, thai[k].last);
        *s = (thai_state){0};
    } else {
        lc_buf_z(out, thai[k].first);
        *s = (thai_state){.open = true};
    }
}

bool lc_thai_put(const lc_run *r, lc_buf *out)
{
    thai_state s = {0};
    bool all = true;
    for (size_t i = 0; i < r->n; i++) {
        const char *v = FIND(thai_vowels, r->cp[i]);
        if (is_thai_consonant(r->cp[i]) && is_silent(r, i)) continue;
        if (is_thai_consonant(r->cp[i])) {
            put_thai_consonant(r, i, &s, out);
        } else if (v && is_leading(r->cp[i])) {
            if (s.open) lc_buf_c(out, 'a');
            s = (thai_state){.held = v};
        } else if (v) {
            lc_buf_z(out, v);
            s = (thai_state){.vowel = true};
        } else if (r->cp[i] < 0x0E45 || r->cp[i] > 0x0E4E) {
            all = false;
        }
    }
    if (s.open) lc_buf_c(out, 'a');
    return all;
}
