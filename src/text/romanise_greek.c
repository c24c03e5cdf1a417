/* Greek: ELOT 743 (ISO 843 type 2, as in passports); then the beginnings as they sound; Georgian
 * (national system of 2002) and Armenian (BGN/PCGN 1981, Hübschmann without marks as second). */
#include "text/romanise_part.h"

const char *lc_letter_find(const lc_letter_row *rows, size_t n, int32_t cp)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (rows[mid].cp == cp) return rows[mid].latin;
        if (rows[mid].cp < cp)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

#define FIND(rows, cp) lc_letter_find(rows, sizeof(rows) / sizeof *(rows), cp)

static const lc_letter_row greek[] = {
    {0x0390, "i"}, {0x03AC, "a"},  {0x03AD, "e"}, {0x03AE, "i"}, {0x03AF, "i"},  {0x03B0, "y"},
    {0x03B1, "a"}, {0x03B2, "v"},  {0x03B3, "g"}, {0x03B4, "d"}, {0x03B5, "e"},  {0x03B6, "z"},
    {0x03B7, "i"}, {0x03B8, "th"}, {0x03B9, "i"}, {0x03BA, "k"}, {0x03BB, "l"},  {0x03BC, "m"},
    {0x03BD, "n"}, {0x03BE, "x"},  {0x03BF, "o"}, {0x03C0, "p"}, {0x03C1, "r"},  {0x03C2, "s"},
    {0x03C3, "s"}, {0x03C4, "t"},  {0x03C5, "y"}, {0x03C6, "f"}, {0x03C7, "ch"}, {0x03C8, "ps"},
    {0x03C9, "o"}, {0x03CA, "i"},  {0x03CB, "y"}, {0x03CC, "o"}, {0x03CD, "y"},  {0x03CE, "o"},
};

static const struct {
    int32_t a, b;
    const char *elot, *sound;
    bool first_only;
} greek_pairs[] = {
    {0x03BF, 0x03C5, "ou", "ou", false}, {0x03BF, 0x03CD, "ou", "ou", false},
    {0x03B3, 0x03B3, "ng", "ng", false}, {0x03B3, 0x03BA, "gk", "g", true},
    {0x03B3, 0x03BE, "nx", "nx", false}, {0x03B3, 0x03C7, "nch", "nh", false},
    {0x03BC, 0x03C0, "b", "b", true},    {0x03BC, 0x03C0, "mp", "b", false},
    {0x03BD, 0x03C4, "nt", "d", true},   {0x03BD, 0x03C4, "nt", "nd", false},
};

static const char *greek_pair(const lc_run *r, size_t i)
{
    for (size_t k = 0; i + 1 < r->n && k < sizeof greek_pairs / sizeof *greek_pairs; k++)
        if (greek_pairs[k].a == r->cp[i] && greek_pairs[k].b == r->cp[i + 1] &&
            (!greek_pairs[k].first_only || i == 0))
            return r->form == 1 ? greek_pairs[k].sound : greek_pairs[k].elot;
    return NULL;
}

static bool is_in(int32_t cp, const int32_t *set, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (set[i] == cp) return true;
    return false;
}

/* αυ, ευ, ηυ: av before vowels and voiced consonants, af before the others. */
static const char *greek_diphthong(const lc_run *r, size_t i)
{
    static const int32_t first[] = {0x03B1, 0x03B5, 0x03B7};
    static const int32_t voiceless[] = {0x03B8, 0x03BA, 0x03BE, 0x03C0, 0x03C2,
                                        0x03C3, 0x03C4, 0x03C6, 0x03C7, 0x03C8};
    if (i + 1 >= r->n || (r->cp[i + 1] != 0x03C5 && r->cp[i + 1] != 0x03CD)) return NULL;
    if (!is_in(r->cp[i], first, 3)) return NULL;
    bool soft =
        i + 2 >= r->n || is_in(r->cp[i + 2], voiceless, sizeof voiceless / sizeof *voiceless);
    return soft ? "f" : "v";
}

static const char *greek_sound(const lc_run *r, size_t i)
{
    if (r->form == 1 && r->cp[i] == 0x03C7) return "h";
    if (r->form == 2 && r->cp[i] == 0x03C6) return "ph";
    if (r->form == 2 && r->cp[i] == 0x03B2) return "b";
    if (r->form == 2 && r->cp[i] == 0x03BA) return "c";
    return FIND(greek, r->cp[i]);
}

bool lc_greek_put(const lc_run *r, lc_buf *out)
{
    bool all = true;
    for (size_t i = 0; i < r->n; i++) {
        const char *pair = greek_pair(r, i), *glide = greek_diphthong(r, i);
        const char *one = greek_sound(r, i);
        if (one || pair)
            lc_buf_z(out, pair ? pair : one);
        else
            all = false;
        if (!pair && glide) lc_buf_z(out, glide);
        if (pair || glide) i++;
    }
    return all;
}

static const lc_letter_row georgian[] = {
    {0x10D0, "a"},  {0x10D1, "b"},  {0x10D2, "g"},  {0x10D3, "d"},  {0x10D4, "e"},  {0x10D5, "v"},
    {0x10D6, "z"},  {0x10D7, "t"},  {0x10D8, "i"},  {0x10D9, "k"},  {0x10DA, "l"},  {0x10DB, "m"},
    {0x10DC, "n"},  {0x10DD, "o"},  {0x10DE, "p"},  {0x10DF, "zh"}, {0x10E0, "r"},  {0x10E1, "s"},
    {0x10E2, "t"},  {0x10E3, "u"},  {0x10E4, "p"},  {0x10E5, "k"},  {0x10E6, "gh"}, {0x10E7, "q"},
    {0x10E8, "sh"}, {0x10E9, "ch"}, {0x10EA, "ts"}, {0x10EB, "dz"}, {0x10EC, "ts"}, {0x10ED, "ch"},
    {0x10EE, "kh"}, {0x10EF, "j"},  {0x10F0, "h"},
};

/* Form 1: as heard through Russian papers (q k, j dzh, gh g). */
static const char *georgian_value(const lc_run *r, size_t i)
{
    if (r->form == 1 && r->cp[i] == 0x10E7) return "k";
    if (r->form == 1 && r->cp[i] == 0x10E6) return "g";
    if (r->form == 1 && r->cp[i] == 0x10EF) return "dzh";
    return FIND(georgian, r->cp[i]);
}

static const lc_letter_row armenian[] = {
    {0x0561, "a"},  {0x0562, "b"},  {0x0563, "g"},  {0x0564, "d"},  {0x0565, "e"},  {0x0566, "z"},
    {0x0567, "e"},  {0x0568, "y"},  {0x0569, "t"},  {0x056A, "zh"}, {0x056B, "i"},  {0x056C, "l"},
    {0x056D, "kh"}, {0x056E, "ts"}, {0x056F, "k"},  {0x0570, "h"},  {0x0571, "dz"}, {0x0572, "gh"},
    {0x0573, "ch"}, {0x0574, "m"},  {0x0575, "y"},  {0x0576, "n"},  {0x0577, "sh"}, {0x0578, "o"},
    {0x0579, "ch"}, {0x057A, "p"},  {0x057B, "j"},  {0x057C, "r"},  {0x057D, "s"},  {0x057E, "v"},
    {0x057F, "t"},  {0x0580, "r"},  {0x0581, "ts"}, {0x0582, "v"},  {0x0583, "p"},  {0x0584, "k"},
    {0x0585, "o"},  {0x0586, "f"},  {0x0587, "ev"},
};

bool lc_georgian_put(const lc_run *r, lc_buf *out)
{
    bool all = true;
    for (size_t i = 0; i < r->n; i++) {
        const char *v = georgian_value(r, i);
        if (v)
            lc_buf_z(out, v);
        else
            all = false;
    }
    return all;
}

/* ո at the beginning is vo, ե ye; ու is u. */
static const char *armenian_value(const lc_run *r, size_t i)
{
    if (r->cp[i] == 0x0578 && i + 1 < r->n && r->cp[i + 1] == 0x0582) return "u";
    if (r->cp[i] == 0x0582 && i > 0 && r->cp[i - 1] == 0x0578) return "";
    if (i == 0 && r->cp[i] == 0x0578 && r->form == 0) return "vo";
    if (i == 0 && r->cp[i] == 0x0565 && r->form == 0) return "ye";
    return FIND(armenian, r->cp[i]);
}

bool lc_armenian_put(const lc_run *r, lc_buf *out)
{
    bool all = true;
    for (size_t i = 0; i < r->n; i++) {
        const char *v = armenian_value(r, i);
        if (v)
            lc_buf_z(out, v);
        else
            all = false;
    }
    return all;
}
