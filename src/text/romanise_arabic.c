/* Arabic script. Reading 0: BGN/PCGN 1956 without marks; 1: Persian (BGN/PCGN 1958: v, z for the
 * emphatics, -eh); 2: Egyptian and French habit (g, k, ou). The article al- and the
 * din and allah of compound names become words of their own in reading 0, and are joined in the
 * others (abd al rahman, abdulrahman, abdelrahman; nur al din, nuruddin, noureddine). */
#include "text/romanise_abjad.h"

#define SAME(x)                                                                                    \
    {                                                                                              \
        x, x, x                                                                                    \
    }

static const lc_abjad_letter letters[] = {
    {0x0627, LC_ABJAD_LONG, SAME("a"), SAME("a")}, /* alif */
    {0x0628, LC_ABJAD_CONSONANT, SAME("b"), SAME("")},
    {0x0629, LC_ABJAD_LONG, SAME("a"), {"a", "eh", "a"}}, /* ta marbuta */
    {0x062A, LC_ABJAD_CONSONANT, SAME("t"), SAME("")},
    {0x062B, LC_ABJAD_CONSONANT, {"th", "s", "th"}, SAME("")},
    {0x062C, LC_ABJAD_CONSONANT, {"j", "j", "g"}, SAME("")},
    {0x062D, LC_ABJAD_CONSONANT, SAME("h"), SAME("")},
    {0x062E, LC_ABJAD_CONSONANT, SAME("kh"), SAME("")},
    {0x062F, LC_ABJAD_CONSONANT, SAME("d"), SAME("")},
    {0x0630, LC_ABJAD_CONSONANT, {"dh", "z", "d"}, SAME("")},
    {0x0631, LC_ABJAD_CONSONANT, SAME("r"), SAME("")},
    {0x0632, LC_ABJAD_CONSONANT, SAME("z"), SAME("")},
    {0x0633, LC_ABJAD_CONSONANT, SAME("s"), SAME("")},
    {0x0634, LC_ABJAD_CONSONANT, {"sh", "sh", "ch"}, SAME("")},
    {0x0635, LC_ABJAD_CONSONANT, SAME("s"), SAME("")},
    {0x0636, LC_ABJAD_CONSONANT, {"d", "z", "d"}, SAME("")},
    {0x0637, LC_ABJAD_CONSONANT, SAME("t"), SAME("")},
    {0x0638, LC_ABJAD_CONSONANT, SAME("z"), SAME("")},
    {0x0639, LC_ABJAD_SILENT, SAME(""), SAME("")}, /* ayin */
    {0x063A, LC_ABJAD_CONSONANT, SAME("gh"), SAME("")},
    {0x0641, LC_ABJAD_CONSONANT, SAME("f"), SAME("")},
    {0x0642, LC_ABJAD_CONSONANT, {"q", "gh", "k"}, SAME("")},
    {0x0643, LC_ABJAD_CONSONANT, SAME("k"), SAME("")},
    {0x0644, LC_ABJAD_CONSONANT, SAME("l"), SAME("")},
    {0x0645, LC_ABJAD_CONSONANT, SAME("m"), SAME("")},
    {0x0646, LC_ABJAD_CONSONANT, SAME("n"), SAME("")},
    {0x0647, LC_ABJAD_CONSONANT, SAME("h"), SAME("h")},
    {0x0648, LC_ABJAD_GLIDE, {"w", "v", "w"}, {"u", "u", "ou"}}, /* waw */
    {0x064A, LC_ABJAD_GLIDE, SAME("y"), SAME("i")},              /* ya */
    {0x0679, LC_ABJAD_CONSONANT, SAME("t"), SAME("")},           /* Urdu and Pashto */
    {0x067C, LC_ABJAD_CONSONANT, SAME("t"), SAME("")},
    {0x067E, LC_ABJAD_CONSONANT, SAME("p"), SAME("")},
    {0x0681, LC_ABJAD_CONSONANT, SAME("dz"), SAME("")},
    {0x0685, LC_ABJAD_CONSONANT, SAME("ts"), SAME("")},
    {0x0686, LC_ABJAD_CONSONANT, SAME("ch"), SAME("")},
    {0x0688, LC_ABJAD_CONSONANT, SAME("d"), SAME("")},
    {0x0689, LC_ABJAD_CONSONANT, SAME("d"), SAME("")},
    {0x0691, LC_ABJAD_CONSONANT, SAME("r"), SAME("")},
    {0x0693, LC_ABJAD_CONSONANT, SAME("r"), SAME("")},
    {0x0696, LC_ABJAD_CONSONANT, SAME("zh"), SAME("")},
    {0x0698, LC_ABJAD_CONSONANT, SAME("zh"), SAME("")},
    {0x069A, LC_ABJAD_CONSONANT, SAME("sh"), SAME("")},
    {0x06A4, LC_ABJAD_CONSONANT, SAME("v"), SAME("")},
    {0x06AB, LC_ABJAD_CONSONANT, SAME("g"), SAME("")},
    {0x06AD, LC_ABJAD_CONSONANT, SAME("ng"), SAME("")},
    {0x06AF, LC_ABJAD_CONSONANT, SAME("g"), SAME("")},
    {0x06BA, LC_ABJAD_CONSONANT, SAME("n"), SAME("")},
    {0x06BC, LC_ABJAD_CONSONANT, SAME("n"), SAME("")},
    {0x06C6, LC_ABJAD_LONG, SAME("o"), SAME("o")}, /* Kurdish */
    {0x06CB, LC_ABJAD_CONSONANT, SAME("v"), SAME("")},
    {0x06CE, LC_ABJAD_LONG, SAME("e"), SAME("e")},
    {0x06D0, LC_ABJAD_LONG, SAME("e"), SAME("e")},
    {0x06D2, LC_ABJAD_LONG, SAME("e"), SAME("e")},
};

static const lc_abjad_word words[] = {
#include "text/romanise_arabic.inc"
};

static const lc_abjad script = {
    .letters = letters,
    .n_letters = sizeof letters / sizeof *letters,
    .words = words,
    .n_words = sizeof words / sizeof *words,
    .filler = {"a", "a", "a"},
    .after_long = {"i", "e", "e"},
};

/* One letter for each set of seats and national shapes. */
static int32_t plain(int32_t cp)
{
    switch (cp) {
    case 0x0622:
    case 0x0623:
    case 0x0625:
    case 0x0671:
    case 0x0672:
    case 0x0673: return 0x0627;
    case 0x0624: return 0x0648;
    case 0x0626:
    case 0x0649:
    case 0x06CC:
    case 0x06CD:
    case 0x06C0: return 0x064A;
    case 0x06A9:
    case 0x06AA: return 0x0643;
    case 0x06BE:
    case 0x06C1:
    case 0x06D5: return 0x0647;
    case 0x06C2:
    case 0x06C3: return 0x0629;
    case 0x06C5:
    case 0x06C7:
    case 0x06C8:
    case 0x06C9: return 0x0648;
    default: return cp;
    }
}

static size_t simplify(const lc_run *r, int32_t out[LC_ABJAD_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < r->n && n < LC_ABJAD_MAX; i++)
        if (r->cp[i] != 0x0621) out[n++] = plain(r->cp[i]);
    return n;
}

static bool starts(const int32_t *cp, size_t n, const int32_t *with, size_t k)
{
    return n >= k && memcmp(cp, with, k * sizeof *cp) == 0;
}

/* The table holds final ta marbuta as ha. */
static bool put_stem(const int32_t *cp, size_t n, int form, lc_buf *out)
{
    int32_t key[LC_ABJAD_MAX];
    memcpy(key, cp, n * sizeof *cp);
    if (n && key[n - 1] == 0x0629) key[n - 1] = 0x0647;
    const char *known = lc_abjad_known(&script, key, n, form);
    if (!known) return lc_abjad_put(&script, cp, n, form, out);
    lc_buf_z(out, known);
    return true;
}

static const int32_t article[] = {0x0627, 0x0644};
static const int32_t abd[] = {0x0639, 0x0628, 0x062F, 0x0627, 0x0644};
static const int32_t din[] = {0x0627, 0x0644, 0x062F, 0x064A, 0x0646};
static const int32_t allah[] = {0x0627, 0x0644, 0x0644, 0x0647};

static const struct {
    const int32_t *end;
    size_t n;
    const char *form[LC_ABJAD_FORMS];
} compounds[] = {
    {din, 5, {" al din", "uddin", "eddine"}},
    {allah, 4, {"allah", "ollah", "ullah"}},
};

static bool put_compound(const int32_t *cp, size_t n, int form, lc_buf *out, bool *all)
{
    for (size_t i = 0; i < sizeof compounds / sizeof *compounds; i++) {
        size_t k = compounds[i].n;
        if (n < k + 2 || memcmp(cp + n - k, compounds[i].end, k * sizeof *cp) != 0) continue;
        *all = put_stem(cp, n - k, form, out);
        lc_buf_z(out, compounds[i].form[form]);
        return true;
    }
    return false;
}

/* The numbers of forms outside, in the order of their use: a reader may take only the first few. */
static const struct {
    int form;
    bool bare; /* without the article */
} order[] = {{0, false}, {1, false}, {0, true}, {2, false}, {1, true}};

enum { N_ORDER = sizeof order / sizeof *order };

static const char *article_of(int form, bool bare)
{
    if (bare) return "";
    return form == 2 ? "el " : "al ";
}

bool lc_arabic_put(const lc_run *r, lc_buf *out)
{
    static const char *const servant[] = {"abd al ", "abdul", "abdel"};
    int32_t cp[LC_ABJAD_MAX];
    size_t n = simplify(r, cp);
    int at = r->form >= 0 && r->form < N_ORDER ? r->form : 0, form = order[at].form;
    bool all = true, bare = order[at].bare;
    if (n == 0 || lc_abjad_known(&script, cp, n, form)) return put_stem(cp, n, form, out);
    if (starts(cp, n, abd, 5) && n > 6) {
        lc_buf_z(out, servant[form]);
        return put_stem(cp + 5, n - 5, form, out);
    }
    if (put_compound(cp, n, form, out, &all)) return all;
    if (r->cp[0] == article[0] && starts(cp, n, article, 2) && n > 4) { /* not alif with hamza */
        lc_buf_z(out, article_of(form, bare));
        return put_stem(cp + 2, n - 2, form, out);
    }
    return put_stem(cp, n, form, out);
}
