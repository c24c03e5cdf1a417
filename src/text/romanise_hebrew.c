/* Hebrew by the rules of the Academy of the Hebrew Language of 2006, simplified; form 1: as older
 * and immigrant spellings have it (v for beth, u for vav, ch for heth); form 2: f and e. */
#include "text/romanise_abjad.h"

#define SAME(x)                                                                                    \
    {                                                                                              \
        x, x, x                                                                                    \
    }

static const lc_abjad_letter letters[] = {
    {0x05D0, LC_ABJAD_LONG, SAME("a"), SAME("a")},
    {0x05D1, LC_ABJAD_CONSONANT, {"b", "v", "b"}, SAME("")},
    {0x05D2, LC_ABJAD_CONSONANT, SAME("g"), SAME("")},
    {0x05D3, LC_ABJAD_CONSONANT, SAME("d"), SAME("")},
    {0x05D4, LC_ABJAD_CONSONANT, SAME("h"), SAME("")},
    {0x05D5, LC_ABJAD_GLIDE, SAME("v"), {"o", "u", "o"}},
    {0x05D6, LC_ABJAD_CONSONANT, SAME("z"), SAME("")},
    {0x05D7, LC_ABJAD_CONSONANT, {"h", "ch", "h"}, SAME("")},
    {0x05D8, LC_ABJAD_CONSONANT, SAME("t"), SAME("")},
    {0x05D9, LC_ABJAD_GLIDE, SAME("y"), SAME("i")},
    {0x05DB, LC_ABJAD_CONSONANT, {"k", "ch", "k"}, SAME("")},
    {0x05DC, LC_ABJAD_CONSONANT, SAME("l"), SAME("")},
    {0x05DE, LC_ABJAD_CONSONANT, SAME("m"), SAME("")},
    {0x05E0, LC_ABJAD_CONSONANT, SAME("n"), SAME("")},
    {0x05E1, LC_ABJAD_CONSONANT, SAME("s"), SAME("")},
    {0x05E2, LC_ABJAD_SILENT, SAME(""), SAME("")},
    {0x05E4, LC_ABJAD_CONSONANT, {"p", "f", "f"}, SAME("")},
    {0x05E6, LC_ABJAD_CONSONANT, {"ts", "tz", "z"}, SAME("")},
    {0x05E7, LC_ABJAD_CONSONANT, SAME("k"), SAME("")},
    {0x05E8, LC_ABJAD_CONSONANT, SAME("r"), SAME("")},
    {0x05E9, LC_ABJAD_CONSONANT, {"sh", "sh", "s"}, SAME("")},
    {0x05EA, LC_ABJAD_CONSONANT, {"t", "th", "t"}, SAME("")},
    {0x05F0, LC_ABJAD_CONSONANT, SAME("j"), SAME("")},         /* these three stand for */
    {0x05F1, LC_ABJAD_CONSONANT, SAME("ch"), SAME("")},        /* gimel, tsadi and zayin */
    {0x05F2, LC_ABJAD_CONSONANT, {"zh", "j", "zh"}, SAME("")}, /* with geresh */
};

static const lc_abjad_word words[] = {
#include "text/romanise_hebrew.inc"
};

static const lc_abjad script = {
    .letters = letters,
    .n_letters = sizeof letters / sizeof *letters,
    .words = words,
    .n_words = sizeof words / sizeof *words,
    .filler = {"a", "a", "e"},
    .after_long = {"a", "e", "e"},
};

static int32_t plain(int32_t cp)
{
    switch (cp) {
    case 0x05DA: return 0x05DB;
    case 0x05DD: return 0x05DE;
    case 0x05DF: return 0x05E0;
    case 0x05E3: return 0x05E4;
    case 0x05E5: return 0x05E6;
    case 0x05F0:
    case 0x05F1: return 0x05D5; /* Yiddish ligatures */
    case 0x05F2: return 0x05D9;
    default: return cp;
    }
}

enum { GERESH = 0x05F3 };

static int32_t with_geresh(int32_t cp)
{
    switch (cp) {
    case 0x05D2: return 0x05F0;
    case 0x05E6: return 0x05F1;
    case 0x05D6: return 0x05F2;
    default: return cp;
    }
}

/* Double vav is a consonant; a final he is the vowel a. */
static size_t simplify(const lc_run *r, int32_t out[LC_ABJAD_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < r->n && n < LC_ABJAD_MAX; i++) {
        if (i > 0 && r->cp[i] == 0x05D5 && r->cp[i - 1] == 0x05D5) continue;
        if (r->cp[i] == GERESH && n > 0)
            out[n - 1] = with_geresh(out[n - 1]);
        else if (r->cp[i] != GERESH)
            out[n++] = plain(r->cp[i]);
    }
    return n;
}

bool lc_hebrew_put(const lc_run *r, lc_buf *out)
{
    int32_t cp[LC_ABJAD_MAX];
    size_t n = simplify(r, cp);
    int form = r->form >= 0 && r->form < LC_ABJAD_FORMS ? r->form : 0;
    if (n > 2 && cp[n - 1] == 0x05D4 && !lc_abjad_known(&script, cp, n, form)) cp[n - 1] = 0x05D0;
    return lc_abjad_put(&script, cp, n, form, out);
}
