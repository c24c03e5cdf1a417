/* Cyrillic, each form one system kept through the whole text. Sources: BGN/PCGN 1947 Russian, 1965
 * Ukrainian, 1979 Belarusian; ICAO Doc 9303 part 3 section 6; ISO 9:1995 without its marks; the
 * Ukrainian Cabinet's resolution 55 of 2010; the Bulgarian Transliteration Act of 2009; French and
 * German newspaper spelling. */
#include "text/romanise_part.h"

enum { BGN, ICAO, PRESS, ISO9, UKRAINIAN, FRENCH, GERMAN, SYSTEMS };

/* As the letters of the text show it: what the main form follows. */
enum {
    DIALECT_RUSSIAN = 0,
    DIALECT_UKRAINIAN,
    DIALECT_BELARUSIAN,
    DIALECT_BULGARIAN,
    DIALECT_SERBIAN,
    DIALECT_TURKIC
};

typedef struct letter {
    int32_t cp;
    const char *by[SYSTEMS];
} letter;

static const letter letters[] = {
    /*          BGN     ICAO    press   ISO 9   Ukr     French   German */
    {0x0430, {"a", "a", "a", "a", "a", "a", "a"}},                        /* а */
    {0x0431, {"b", "b", "b", "b", "b", "b", "b"}},                        /* б */
    {0x0432, {"v", "v", "v", "v", "v", "v", "w"}},                        /* в */
    {0x0433, {"g", "g", "g", "g", "h", "g", "g"}},                        /* г */
    {0x0434, {"d", "d", "d", "d", "d", "d", "d"}},                        /* д */
    {0x0435, {"e", "e", "e", "e", "e", "e", "e"}},                        /* е */
    {0x0436, {"zh", "zh", "zh", "z", "zh", "j", "sch"}},                  /* ж */
    {0x0437, {"z", "z", "z", "z", "z", "z", "s"}},                        /* з */
    {0x0438, {"i", "i", "i", "i", "y", "i", "i"}},                        /* и */
    {0x0439, {"y", "i", "y", "j", "i", "i", "i"}},                        /* й */
    {0x043A, {"k", "k", "k", "k", "k", "k", "k"}},                        /* к */
    {0x043B, {"l", "l", "l", "l", "l", "l", "l"}},                        /* л */
    {0x043C, {"m", "m", "m", "m", "m", "m", "m"}},                        /* м */
    {0x043D, {"n", "n", "n", "n", "n", "n", "n"}},                        /* н */
    {0x043E, {"o", "o", "o", "o", "o", "o", "o"}},                        /* о */
    {0x043F, {"p", "p", "p", "p", "p", "p", "p"}},                        /* п */
    {0x0440, {"r", "r", "r", "r", "r", "r", "r"}},                        /* р */
    {0x0441, {"s", "s", "s", "s", "s", "s", "s"}},                        /* с */
    {0x0442, {"t", "t", "t", "t", "t", "t", "t"}},                        /* т */
    {0x0443, {"u", "u", "u", "u", "u", "ou", "u"}},                       /* у */
    {0x0444, {"f", "f", "f", "f", "f", "f", "f"}},                        /* ф */
    {0x0445, {"kh", "kh", "kh", "h", "kh", "kh", "ch"}},                  /* х */
    {0x0446, {"ts", "ts", "ts", "c", "ts", "ts", "z"}},                   /* ц */
    {0x0447, {"ch", "ch", "ch", "c", "ch", "tch", "tsch"}},               /* ч */
    {0x0448, {"sh", "sh", "sh", "s", "sh", "ch", "sch"}},                 /* ш */
    {0x0449, {"shch", "shch", "shch", "sc", "shch", "chtch", "schtsch"}}, /* щ */
    {0x044A, {"", "", "", "", "", "", ""}},                               /* ъ */
    {0x044B, {"y", "y", "y", "y", "y", "y", "y"}},                        /* ы */
    {0x044C, {"", "", "", "", "", "", ""}},                               /* ь */
    {0x044D, {"e", "e", "e", "e", "e", "e", "e"}},                        /* э */
    {0x044E, {"yu", "iu", "yu", "ju", "iu", "iou", "ju"}},                /* ю */
    {0x044F, {"ya", "ia", "ya", "ja", "ia", "ia", "ja"}},                 /* я */
    {0x0451, {"yo", "e", "yo", "jo", "io", "io", "jo"}},                  /* ё */
    {0x0452, {"dj", "dj", "dj", "d", "dj", "dj", "dj"}},                  /* ђ */
    {0x0453, {"gj", "gj", "gj", "g", "gj", "gj", "gj"}},                  /* ѓ */
    {0x0454, {"ye", "ie", "ye", "je", "ie", "ie", "je"}},                 /* є */
    {0x0455, {"dz", "dz", "dz", "dz", "dz", "dz", "dz"}},                 /* ѕ */
    {0x0456, {"i", "i", "i", "i", "i", "i", "i"}},                        /* і */
    {0x0457, {"yi", "i", "yi", "ji", "i", "i", "ji"}},                    /* ї */
    {0x0458, {"j", "j", "j", "j", "j", "j", "j"}},                        /* ј */
    {0x0459, {"lj", "lj", "lj", "lj", "lj", "lj", "lj"}},                 /* љ */
    {0x045A, {"nj", "nj", "nj", "nj", "nj", "nj", "nj"}},                 /* њ */
    {0x045B, {"c", "c", "c", "c", "c", "c", "c"}},                        /* ћ */
    {0x045C, {"kj", "kj", "kj", "k", "kj", "kj", "kj"}},                  /* ќ */
    {0x045E, {"w", "u", "u", "u", "u", "ou", "u"}},                       /* ў */
    {0x045F, {"dz", "dz", "dz", "d", "dz", "dj", "dsch"}},                /* џ */
    {0x0491, {"g", "g", "g", "g", "g", "g", "g"}},                        /* ґ */
    {0x0493, {"gh", "g", "g", "g", "gh", "gh", "gh"}},                    /* ғ */
    {0x0497, {"j", "zh", "j", "z", "zh", "dj", "dsch"}},                  /* җ */
    {0x0499, {"z", "z", "z", "z", "z", "z", "z"}},                        /* ҙ */
    {0x049B, {"q", "k", "k", "k", "q", "k", "k"}},                        /* қ */
    {0x049D, {"g", "g", "g", "g", "g", "g", "g"}},                        /* ҝ */
    {0x04A1, {"q", "k", "k", "k", "q", "k", "k"}},                        /* ҡ */
    {0x04A3, {"ng", "n", "n", "n", "ng", "n", "ng"}},                     /* ң */
    {0x04AB, {"s", "s", "s", "s", "s", "s", "s"}},                        /* ҫ */
    {0x04AF, {"u", "u", "u", "u", "u", "u", "u"}},                        /* ү */
    {0x04B1, {"u", "u", "u", "u", "u", "ou", "u"}},                       /* ұ */
    {0x04B3, {"h", "kh", "h", "h", "h", "h", "h"}},                       /* ҳ */
    {0x04B7, {"j", "ch", "j", "c", "ch", "dj", "dsch"}},                  /* ҷ */
    {0x04B9, {"j", "ch", "j", "c", "ch", "dj", "dsch"}},                  /* ҹ */
    {0x04BB, {"h", "h", "h", "h", "h", "h", "h"}},                        /* һ */
    {0x04CF, {"", "", "", "", "", "", ""}},                               /* ӏ palochka */
    {0x04D9, {"a", "a", "a", "a", "a", "a", "a"}},                        /* ә */
    {0x04E3, {"i", "i", "i", "i", "i", "i", "i"}},                        /* ӣ */
    {0x04E9, {"o", "o", "o", "o", "o", "o", "o"}},                        /* ө */
    {0x04EF, {"u", "u", "u", "u", "u", "u", "u"}},                        /* ӯ */
};

static const letter *find(int32_t cp)
{
    size_t lo = 0, hi = sizeof letters / sizeof *letters;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (letters[mid].cp == cp) return &letters[mid];
        if (letters[mid].cp < cp)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

static bool is_vowel(int32_t cp)
{
    static const int32_t vowels[] = {0x0430, 0x0435, 0x0438, 0x043E, 0x0443, 0x044B,
                                     0x044D, 0x044E, 0x044F, 0x0451, 0x0454, 0x0456,
                                     0x0457, 0x04D9, 0x04E9, 0x04AF, 0x04B1};
    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
        if (vowels[i] == cp) return true;
    return false;
}

/* Letters that only some languages write. Later rows weigh more: a Kazakh text has an "i" too. */
static const struct {
    int32_t cp;
    int dialect;
} telling[] = {
    {0x0491, DIALECT_UKRAINIAN}, {0x0454, DIALECT_UKRAINIAN},  {0x0456, DIALECT_UKRAINIAN},
    {0x0457, DIALECT_UKRAINIAN}, {0x045E, DIALECT_BELARUSIAN}, {0x0452, DIALECT_SERBIAN},
    {0x0453, DIALECT_SERBIAN},   {0x0455, DIALECT_SERBIAN},    {0x0458, DIALECT_SERBIAN},
    {0x0459, DIALECT_SERBIAN},   {0x045A, DIALECT_SERBIAN},    {0x045B, DIALECT_SERBIAN},
    {0x045C, DIALECT_SERBIAN},   {0x045F, DIALECT_SERBIAN},    {0x0493, DIALECT_TURKIC},
    {0x049B, DIALECT_TURKIC},    {0x04A3, DIALECT_TURKIC},     {0x04AF, DIALECT_TURKIC},
    {0x04B1, DIALECT_TURKIC},    {0x04B3, DIALECT_TURKIC},     {0x04B7, DIALECT_TURKIC},
    {0x04BB, DIALECT_TURKIC},    {0x04D9, DIALECT_TURKIC},     {0x04E9, DIALECT_TURKIC},
};

static int telling_of(int32_t cp)
{
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        if (telling[i].cp == cp) return telling[i].dialect;
    return DIALECT_RUSSIAN;
}

/* A hard sign before a consonant is a vowel: only Bulgarian writes it there. */
static bool is_bulgarian(const int32_t *cp, size_t n, size_t i)
{
    return cp[i] == 0x044A && i > 0 && i + 1 < n && !is_vowel(cp[i - 1]) && find(cp[i + 1]) &&
           !is_vowel(cp[i + 1]);
}

int lc_cyrillic_dialect(const int32_t *cp, size_t n)
{
    int best = DIALECT_RUSSIAN;
    bool with_y = false; /* ы or э: not Ukrainian */
    for (size_t i = 0; i < n; i++) {
        int d = is_bulgarian(cp, n, i) ? DIALECT_BULGARIAN : telling_of(cp[i]);
        if (d > best) best = d;
        if (cp[i] == 0x044B || cp[i] == 0x044D) with_y = true;
    }
    return best == DIALECT_UKRAINIAN && with_y ? DIALECT_BELARUSIAN : best;
}

/* Letters whose main value differs in one language. */
static const struct {
    int dialect;
    int32_t cp;
    const char *latin;
} local[] = {
    {DIALECT_UKRAINIAN, 0x0433, "h"},   {DIALECT_UKRAINIAN, 0x0438, "y"},
    {DIALECT_BELARUSIAN, 0x0433, "h"},  {DIALECT_BELARUSIAN, 0x045E, "u"},
    {DIALECT_BULGARIAN, 0x0449, "sht"}, {DIALECT_BULGARIAN, 0x044A, "a"},
    {DIALECT_BULGARIAN, 0x0445, "h"},   {DIALECT_SERBIAN, 0x0436, "z"},
    {DIALECT_SERBIAN, 0x0447, "c"},     {DIALECT_SERBIAN, 0x0448, "s"},
    {DIALECT_SERBIAN, 0x0445, "h"},     {DIALECT_SERBIAN, 0x0446, "c"},
    {DIALECT_TURKIC, 0x0445, "kh"},
};

static const char *local_value(int dialect, int32_t cp)
{
    for (size_t i = 0; i < sizeof local / sizeof *local; i++)
        if (local[i].dialect == dialect && local[i].cp == cp) return local[i].latin;
    return NULL;
}

/* Newspapers: Dmitry for Дмитрий, Nagorny for Нагорный. */
static bool is_adjective_end(const lc_run *r, size_t i)
{
    return i > 1 && i + 1 == r->n && r->cp[i] == 0x0439 &&
           (r->cp[i - 1] == 0x0438 || r->cp[i - 1] == 0x044B);
}

static void put_adjective_end(int32_t vowel, lc_buf *out)
{
    out->len--; /* the i or y of the vowel before */
    lc_buf_c(out, vowel == 0x0438 || vowel == 0x044B ? 'y' : 'i');
}

/* е reads ye at the beginning and after vowels and signs (BGN/PCGN). */
static bool is_soft_e(const lc_run *r, size_t i)
{
    if (r->cp[i] != 0x0435 || r->dialect > DIALECT_BELARUSIAN) return false;
    if (r->dialect == DIALECT_UKRAINIAN) return false;
    return i == 0 || is_vowel(r->cp[i - 1]) || r->cp[i - 1] == 0x044C || r->cp[i - 1] == 0x044A;
}

static const char *soft_e(int form)
{
    if (form == BGN) return "ye";
    return form == GERMAN ? "je" : "e";
}

/* зг is zgh in Ukrainian, so that it is not taken for zh (resolution 55, note 1). */
static bool is_zgh(const lc_run *r, size_t i, int form)
{
    return i > 0 && r->cp[i] == 0x0433 && r->cp[i - 1] == 0x0437 &&
           (form == UKRAINIAN || r->dialect == DIALECT_UKRAINIAN);
}

static const char *value(const lc_run *r, size_t i, int form)
{
    if (is_zgh(r, i, form)) return "gh";
    const char *own = form <= PRESS ? local_value(r->dialect, r->cp[i]) : NULL;
    if (own) return own;
    if (is_soft_e(r, i)) return soft_e(form);
    const letter *l = find(r->cp[i]);
    return l ? l->by[form] : NULL;
}

bool lc_cyrillic_put(const lc_run *r, lc_buf *out)
{
    int form = r->form >= 0 && r->form < SYSTEMS ? r->form : BGN;
    bool all = true;
    for (size_t i = 0; i < r->n; i++) {
        const char *v = value(r, i, form);
        if (form == PRESS && is_adjective_end(r, i) && r->dialect == DIALECT_RUSSIAN)
            put_adjective_end(r->cp[i - 1], out);
        else if (v)
            lc_buf_z(out, v);
        else
            all = false;
    }
    return all;
}
