#include "text/word_forms.h"

#include "text/distance.h"
#include "text/romanise.h"

enum { SHORT = 6, NATIVE = 13 };

static bool is_short(lc_sv w, const char (*words)[SHORT], size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (words[k][0] == w.data[0] && words[k][w.len] == 0 && !memcmp(words[k], w.data, w.len))
            return true;
    return false;
}

/* By bytes: and, of, the, for, in; et, und, y, e, i; dlya, na, po; ve; de, la ... */
bool lc_is_function_word(lc_sv w)
{
    static const char words[][SHORT] = {
        "and",   "of",  "the", "for", "in",   "on",  "at",   "to",   "with", "by",  "from",
        "et",    "und", "y",   "e",   "i",    "o",   "dlya", "dlia", "na",   "po",  "im",
        "imeni", "ve",  "aux", "en",  "para", "za",  "wa",   "va",   "pod",  "pri", "ta",
        "do",    "da",  "dos", "das", "der",  "die", "des",  "du",   "de",   "del", "la",
        "las",   "los", "le",  "les", "pour", "zur", "fur",  "fuer", "ile",  "icin"};
    static const char *const native[] = {
        "и",    "та",  "і",  "в",  "во", "на", "по", "для", "им", "имени", "при", "за",
        "під",  "под", "із", "з",  "с",  "из", "от", "و",   "في", "من",    "در",  "از",
        "برای", "با",  "与", "與", "和", "及", "之", "的",  "の", "및"};
    if (!w.len) return false;
    if (!(w.data[0] & 0x80)) return w.len < SHORT && is_short(w, words, sizeof words / SHORT);
    for (size_t k = 0; w.len < NATIVE && k < sizeof native / sizeof *native; k++)
        if (lc_sv_is(w, native[k])) return true;
    return false;
}

bool lc_is_patronymic(lc_sv w)
{
    static const char *const endings[] = {
        "ovich",  "evich", "ovych",   "evych",  "yvich",  "ovic",  "evic",
        "ovna",   "evna",  "ivna",    "ovitch", "evitch", "avich", "ievich",
        "yevich", "ichna", "inichna", "auna",   "yovych", "avna",  "owicz"};
    char last = w.len ? w.data[w.len - 1] : 0;
    if (last != 'h' && last != 'c' && last != 'a' && last != 'z') return false;
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (w.len > strlen(endings[k]) + 2 && lc_sv_ends(w, lc_sv_of(endings[k]))) return true;
    return false;
}

int lc_roman_numeral(lc_sv w)
{
    static const struct {
        const char *roman;
        int value;
    } numerals[] = {{"ii", 2},    {"iii", 3},    {"iv", 4},    {"vi", 6},   {"vii", 7}, {"viii", 8},
                    {"ix", 9},    {"xii", 12},   {"xiii", 13}, {"xiv", 14}, {"xv", 15}, {"xvi", 16},
                    {"xvii", 17}, {"xviii", 18}, {"xix", 19},  {"xx", 20}};
    for (size_t k = 0; w.len > 1 && w.len < 6 && k < sizeof numerals / sizeof *numerals; k++)
        if (lc_sv_is(w, numerals[k].roman)) return numerals[k].value;
    return 0;
}

/* ---- inflected words ---- */

enum { STEM_LEAST = 3, STEM_SURE = 4 }; /* letters; a short stem needs an ending of two */

/* Endings of nouns and adjectives, shortest first, so that the longest stem is found. */
static const char *const latin_endings[] = {
    "",    "a",    "e",    "i",    "o",    "u",    "y",    "ia",   "ya",   "ja",   "ie",   "ye",
    "je",  "iu",   "yu",   "ju",   "ii",   "iy",   "ij",   "yi",   "yy",   "yj",   "oy",   "oi",
    "oj",  "ey",   "ei",   "ej",   "oe",   "ee",   "ou",   "ym",   "im",   "om",   "em",   "am",
    "ov",  "ev",   "iv",   "yh",   "ih",   "ah",   "aya",  "aia",  "aja",  "oye",  "oie",  "oje",
    "eye", "eie",  "eje",  "yye",  "yie",  "yje",  "iye",  "iie",  "ije",  "ogo",  "ego",  "oho",
    "ovo", "omu",  "emu",  "yam",  "iam",  "jam",  "ykh",  "ikh",  "akh",  "ych",  "ich",  "ami",
    "ymi", "imi",  "uyu",  "uiu",  "uju",  "iyu",  "iia",  "iya",  "ija",  "oyi",  "oii",  "oji",
    "oho", "iakh", "yakh", "yaya", "iaia", "yami", "iami", "yego", "iego", "yoho", "ioho", "yemu"};
static const char *const cyrillic_endings[] = {
    "",   "а",   "е",   "и",   "о",   "у",   "ы",   "ь",   "ю",   "я",   "і",  "ия",
    "ии", "ие",  "ию",  "ыи",  "ои",  "еи",  "ая",  "яя",  "ое",  "ее",  "ые", "ую",
    "юю", "ою",  "ею",  "ым",  "им",  "ом",  "ем",  "ам",  "ям",  "ых",  "их", "ах",
    "ях", "ов",  "ев",  "ів",  "ью",  "ія",  "ії",  "іі",  "ою",  "ої",  "оі", "ий",
    "іи", "ого", "его", "ому", "ему", "ами", "ями", "ыми", "ими", "іях", "ями"};

static const lc_sense *by_endings(const lc_lexicon *lex, lc_sv w, const char *const *endings,
                                  size_t n, size_t bytes_a_letter)
{
    for (size_t k = 0; k < n; k++) {
        lc_sv ending = lc_sv_of(endings[k]);
        size_t least = (ending.len < 2 * bytes_a_letter ? STEM_SURE : STEM_LEAST) * bytes_a_letter;
        if (w.len < ending.len + least || !lc_sv_ends(w, ending)) continue;
        const lc_sense *s = lc_lexicon_stem(lex, lc_sv_make(w.data, w.len - ending.len));
        if (s) return s;
    }
    return NULL;
}

static const lc_sense *with_article(const lc_lexicon *lex, lc_arena *a, lc_sv w)
{
    const lc_sense *s = lc_lexicon_find(lex, w);
    return s ? s : lc_lexicon_find(lex, lc_arena_printf(a, "ال%.*s", LC_SV_ARG(w)));
}

/* Before a word stand, written in one: and, for, by, the (wa-, li-, bi-, al-; li-l-). */
static const lc_sense *by_prefixes(const lc_lexicon *lex, lc_arena *a, lc_sv w)
{
    static const char *const prefixes[] = {"وال", "بال", "لل", "ولل", "ال", "و", "ل", "ب"};
    for (size_t k = 0; k < sizeof prefixes / sizeof *prefixes; k++) {
        lc_sv prefix = lc_sv_of(prefixes[k]);
        if (w.len < prefix.len + 2 * STEM_LEAST || !lc_sv_starts(w, prefix)) continue;
        const lc_sense *s = with_article(lex, a, lc_sv_from(w, prefix.len));
        if (s) return s;
    }
    return NULL;
}

const lc_sense *lc_inflected(const lc_lexicon *lex, lc_arena *a, lc_sv w)
{
    unsigned char first = w.len ? (unsigned char)w.data[0] : 0;
    if (first >= 'a' && first <= 'z')
        return by_endings(lex, w, latin_endings, sizeof latin_endings / sizeof *latin_endings, 1);
    if (first == 0xD0 || first == 0xD1)
        return by_endings(lex, w, cyrillic_endings,
                          sizeof cyrillic_endings / sizeof *cyrillic_endings, 2);
    if (first >= 0xD8 && first <= 0xDB) return by_prefixes(lex, a, w);
    return NULL;
}

/* ---- two names in one ---- */

static bool among(lc_sv w, const char *const *words, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (lc_sv_is(w, words[k])) return true;
    return false;
}

static bool is_given(const lc_sense *s)
{
    for (; s; s = s->next)
        if (s->file == LC_SENSE_GIVEN || s->file == LC_SENSE_SURNAME) return true;
    return false;
}

size_t lc_glued_name(const lc_lexicon *lex, lc_sv word)
{
    static const char *const first[] = {"محمد", "علی",  "علي",  "غلام", "سید", "سيد", "حاجی",
                                        "حاج",  "امیر", "امير", "میر",  "شاه", "نور", "فضل"};
    static const char *const second[] = {
        "رضا",  "جواد", "تقی", "تقي",  "نقی",  "مهدی", "مهدي", "صادق", "کاظم",    "كاظم",   "باقر",
        "هادی", "علی",  "علي", "حسین", "حسين", "حسن",  "اکبر", "اكبر", "اصغر",    "قلی",    "رسول",
        "امین", "امين", "نبی", "نبي",  "خان",  "الله", "زاده", "شاه",  "ابراهیم", "اسماعیل"};
    static const char *const servant[] = {"عبدال", "ابوال"};
    if (!word.len || (unsigned char)word.data[0] < 0xD8 || (unsigned char)word.data[0] > 0xDB)
        return 0;
    for (size_t k = 0; k < sizeof servant / sizeof *servant; k++) {
        size_t n = strlen(servant[k]); /* the article, four bytes, stays with what follows */
        if (lc_sv_starts(word, lc_sv_of(servant[k])) && word.len >= n + 4) return n - 4;
    }
    if (is_given(lc_lexicon_find(lex, word))) return 0;
    for (size_t k = 0; k < sizeof first / sizeof *first; k++) {
        lc_sv name = lc_sv_of(first[k]);
        lc_sv rest = lc_sv_from(word, name.len);
        if (word.len <= name.len + 4 || !lc_sv_starts(word, name)) continue;
        if (among(rest, second, sizeof second / sizeof *second) ||
            is_given(lc_lexicon_find(lex, rest)))
            return name.len;
    }
    return 0;
}

/* ---- legal forms spelt roughly ---- */

enum { ROUGH_LEAST = 5, ROUGH_WORDS = 6, LETTERS_AN_EDIT = 8 };

static const char *const rough_forms[] = {"obshchestvo s ogranichennoy otvetstvennostyu",
                                          "otkrytoe aktsionernoe obshchestvo",
                                          "zakrytoe aktsionernoe obshchestvo",
                                          "publichnoe aktsionernoe obshchestvo",
                                          "aktsionernoe obshchestvo",
                                          "tovarystvo z obmezhenoyu vidpovidalnistyu",
                                          "limited liability company",
                                          "limited liability partnership",
                                          "public joint stock company",
                                          "closed joint stock company",
                                          "open joint stock company",
                                          "joint stock company",
                                          "private limited company",
                                          "public limited company",
                                          "company limited",
                                          "sociedad anonima de capital variable",
                                          "sociedad anonima",
                                          "sociedad limitada",
                                          "limited sirketi",
                                          "anonim sirketi",
                                          "sendirian berhad"};

/* The same word with an edit for every eight letters, one at least. */
static bool roughly(lc_sv w, lc_sv right)
{
    if (lc_sv_eq(w, right)) return true;
    size_t gap = w.len > right.len ? w.len - right.len : right.len - w.len;
    size_t most = 1 + right.len / LETTERS_AN_EDIT;
    if (right.len < ROUGH_LEAST || gap > most || w.data[0] != right.data[0]) return false;
    return lc_edit_cost(w, right) <= (int)most * LC_EDIT_UNIT;
}

static size_t roughly_this(lc_sv form, const lc_sv *words, size_t n, bool cut)
{
    size_t k = 0;
    for (lc_sv rest = form; rest.data; k++) {
        lc_sv right = lc_sv_cut(&rest, LC_SV(" "));
        if (cut && k && k + 1 == n && words[k].len < right.len) {
            right.len = words[k].len;
            return roughly(words[k], right) ? n : 0;
        }
        if (k >= n || !roughly(words[k], right)) return 0;
    }
    return k;
}

size_t lc_rough_legal(const lc_lexicon *lex, const lc_sv *words, size_t n, bool cut,
                      const lc_sense **out)
{
    if (!n || words[0].len < ROUGH_LEAST - 1) return 0;
    for (size_t k = 0; k < sizeof rough_forms / sizeof *rough_forms; k++) {
        lc_sv form = lc_sv_of(rough_forms[k]);
        if (form.data[0] != words[0].data[0]) continue;
        size_t took = roughly_this(form, words, n, cut);
        *out = took ? lc_lexicon_find(lex, form) : NULL;
        if (*out) return took;
    }
    return 0;
}
