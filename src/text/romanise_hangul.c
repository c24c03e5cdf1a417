/* Hangul. Form 0: Revised Romanisation (2000), a family name in its customary spelling, a space
 * after every syllable of what may be a person's name; form 1: McCune-Reischauer without marks, as
 * North Korean papers have it (pak, ri, yong, chol; j where others write ch for the plain sound);
 * form 2: the spellings people choose (young, hyun, jung, sung); form 3: Revised Romanisation
 * joined. Family names: Statistics Korea 2015 census of surnames, spellings of the National
 * Institute of Korean Language's survey of 2011. */
#include "text/romanise_part.h"

enum { BASE = 0xAC00, LAST = 0xD7A3, MEDIALS = 21, FINALS = 28, MAX_NAME = 4, SILENT = 11 };
enum { REVISED, MCCUNE, CUSTOM, JOINED };

static const char *const initial_rr[] = {"g",  "kk", "n", "d",  "tt", "r", "m", "b", "pp", "s",
                                         "ss", "",   "j", "jj", "ch", "k", "t", "p", "h"};
static const char *const initial_mr[] = {"k",  "kk", "n", "t",  "tt", "r", "m", "p", "pp", "s",
                                         "ss", "",   "j", "jj", "ch", "k", "t", "p", "h"};
/* Between voiced sounds. */
static const char *const initial_mr_soft[] = {"g",  "kk", "n", "d",  "tt", "r", "m", "b", "pp", "s",
                                              "ss", "",   "j", "jj", "ch", "k", "t", "p", "h"};
static const char *const medial_rr[] = {"a",  "ae", "ya", "yae", "eo", "e",  "yeo",
                                        "ye", "o",  "wa", "wae", "oe", "yo", "u",
                                        "wo", "we", "wi", "yu",  "eu", "ui", "i"};
static const char *const medial_mr[] = {"a",  "ae", "ya", "yae", "o",  "e",  "yo",
                                        "ye", "o",  "wa", "wae", "oe", "yo", "u",
                                        "wo", "we", "wi", "yu",  "u",  "ui", "i"};
static const char *const final_rr[] = {"",  "k",  "k", "k", "n", "n", "n", "t", "l", "k",
                                       "m", "l",  "l", "l", "p", "l", "m", "p", "p", "t",
                                       "t", "ng", "t", "t", "k", "t", "p", "t"};

/* The first syllable of a person's name; rest: what form 2 writes. */
static const struct {
    int32_t cp;
    const char *usual, *north, *other;
} families[] = {
    {0xAC00, "ga", "ka", "ka"},
    {0xAC15, "kang", "kang", "gang"},
    {0xACE0, "ko", "ko", "koh"},
    {0xACF5, "kong", "kong", "gong"},
    {0xACFD, "kwak", "kwak", "gwak"},
    {0xAD6C, "koo", "ku", "gu"},
    {0xAD6D, "kook", "kuk", "guk"},
    {0xAD8C, "kwon", "kwon", "gwon"},
    {0xAE08, "keum", "kum", "geum"},
    {0xAE30, "ki", "ki", "gi"},
    {0xAE38, "gil", "kil", "kil"},
    {0xAE40, "kim", "kim", "gim"},
    {0xB098, "na", "na", "ra"},
    {0xB0A8, "nam", "nam", "nam"},
    {0xB178, "noh", "no", "roh"},
    {0xB3C4, "do", "to", "doh"},
    {0xB77C, "ra", "ra", "na"},
    {0xB7C9, "ryang", "ryang", "yang"},
    {0xB85C, "ro", "ro", "roh"},
    {0xB958, "ryu", "ryu", "yoo"},
    {0xB9AC, "ri", "ri", "lee"},
    {0xB9BC, "rim", "rim", "lim"},
    {0xB9C8, "ma", "ma", "mah"},
    {0xB9F9, "maeng", "maeng", "maeng"},
    {0xBA85, "myung", "myong", "myeong"},
    {0xBAA8, "mo", "mo", "mo"},
    {0xBB38, "moon", "mun", "mun"},
    {0xBBFC, "min", "min", "min"},
    {0xBC15, "park", "pak", "bak"},
    {0xBC18, "ban", "pan", "pan"},
    {0xBC29, "bang", "pang", "pang"},
    {0xBC30, "bae", "pae", "pae"},
    {0xBC31, "baek", "paek", "paik"},
    {0xBCC0, "byun", "pyon", "byeon"},
    {0xBCF5, "bok", "pok", "pok"},
    {0xBD09, "bong", "pong", "bong"},
    {0xC11C, "seo", "so", "suh"},
    {0xC11D, "seok", "sok", "suk"},
    {0xC120, "sun", "son", "seon"},
    {0xC124, "seol", "sol", "sul"},
    {0xC131, "sung", "song", "seong"},
    {0xC18C, "so", "so", "soh"},
    {0xC190, "son", "son", "sohn"},
    {0xC1A1, "song", "song", "song"},
    {0xC2E0, "shin", "sin", "sin"},
    {0xC2EC, "shim", "sim", "sim"},
    {0xC548, "ahn", "an", "an"},
    {0xC591, "yang", "yang", "ryang"},
    {0xC5B4, "eo", "o", "uh"},
    {0xC5C4, "eom", "om", "um"},
    {0xC5EC, "yeo", "yo", "yuh"},
    {0xC5F0, "yeon", "yon", "youn"},
    {0xC5FC, "yeom", "yom", "yum"},
    {0xC608, "ye", "ye", "ye"},
    {0xC624, "oh", "o", "oh"},
    {0xC625, "ok", "ok", "ock"},
    {0xC655, "wang", "wang", "wang"},
    {0xC6B0, "woo", "u", "wu"},
    {0xC6D0, "won", "won", "weon"},
    {0xC704, "wi", "wi", "wee"},
    {0xC720, "yoo", "yu", "ryu"},
    {0xC721, "yook", "yuk", "yuk"},
    {0xC724, "yoon", "yun", "yun"},
    {0xC740, "eun", "un", "eun"},
    {0xC774, "lee", "ri", "yi"},
    {0xC778, "in", "in", "in"},
    {0xC784, "lim", "rim", "im"},
    {0xC7A5, "jang", "jang", "chang"},
    {0xC804, "jeon", "jon", "chun"},
    {0xC815, "jung", "jong", "chung"},
    {0xC81C, "je", "je", "che"},
    {0xC870, "cho", "jo", "jo"},
    {0xC8FC, "joo", "ju", "chu"},
    {0xC9C0, "ji", "ji", "chi"},
    {0xC9C4, "jin", "jin", "chin"},
    {0xCC28, "cha", "cha", "cha"},
    {0xCC44, "chae", "chae", "chae"},
    {0xCC9C, "cheon", "chon", "chun"},
    {0xCD5C, "choi", "choe", "choe"},
    {0xCD94, "choo", "chu", "chu"},
    {0xD0C1, "tak", "tak", "tak"},
    {0xD0DC, "tae", "tae", "tae"},
    {0xD3B8, "pyeon", "pyon", "pyun"},
    {0xD45C, "pyo", "pyo", "pyo"},
    {0xD558, "ha", "ha", "ha"},
    {0xD55C, "han", "han", "hahn"},
    {0xD568, "ham", "ham", "hahm"},
    {0xD5C8, "heo", "ho", "hur"},
    {0xD604, "hyun", "hyon", "hyeon"},
    {0xD64D, "hong", "hong", "hong"},
    {0xD669, "hwang", "hwang", "hwang"},
};

/* Syllables of given names that people rarely spell by the rule. */
static const lc_letter_row chosen[] = {
    {0xAC74, "gun"},    {0xACBD, "kyung"}, {0xADDC, "kyu"},   {0xADFC, "keun"},  {0xAE30, "ki"},
    {0xB355, "duk"},    {0xB450, "doo"},   {0xBA85, "myung"}, {0xBB38, "moon"},  {0xBC94, "bum"},
    {0xBCD1, "byung"},  {0xBE48, "been"},  {0xC11C, "seo"},   {0xC11D, "suk"},   {0xC120, "sun"},
    {0xC131, "sung"},   {0xC218, "soo"},   {0xC21C, "soon"},  {0xC2B9, "seung"}, {0xC5F0, "yeon"},
    {0xC601, "young"},  {0xC6A9, "yong"},  {0xC6B0, "woo"},   {0xC6B4, "woon"},  {0xC724, "yoon"},
    {0xC7AC, "jae"},    {0xC800, "juh"},   {0xC804, "jun"},   {0xC815, "jung"},  {0xC885, "jong"},
    {0xC8FC, "joo"},    {0xC900, "joon"},  {0xC911, "joong"}, {0xCC9C, "chun"},  {0xCCA0, "chul"},
    {0xCDA9, "choong"}, {0xD604, "hyun"},  {0xD615, "hyung"}, {0xD6C4, "hoo"},   {0xD76C, "hee"},
};

static bool is_syllable(int32_t cp)
{
    return cp >= BASE && cp <= LAST;
}

static int initial_of(int32_t cp)
{
    return (cp - BASE) / (MEDIALS * FINALS);
}

static int medial_of(int32_t cp)
{
    return (cp - BASE) / FINALS % MEDIALS;
}

static int final_of(int32_t cp)
{
    return (cp - BASE) % FINALS;
}

static const char *family(int32_t cp, int form)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        if (families[i].cp != cp) continue;
        if (form == MCCUNE) return families[i].north;
        return form == CUSTOM ? families[i].other : families[i].usual;
    }
    return NULL;
}

/* Two to four syllables that begin with a family name: perhaps a person. */
static bool may_be_person(const lc_run *r)
{
    if (r->n < 2 || r->n > MAX_NAME) return false;
    return family(r->cp[0], REVISED) != NULL;
}

/* Finals before a vowel are spoken as the next syllable's beginning: g, d, r, b, j. */
static const char *final_before_vowel(int final)
{
    static const char *const moved[] = {"",   "g",  "kk", "ks", "n",  "nj", "n", "d", "r",  "lg",
                                        "lm", "lb", "ls", "lt", "lp", "r",  "m", "b", "ps", "s",
                                        "ss", "ng", "j",  "ch", "k",  "t",  "p", ""};
    return moved[final];
}

enum { N = 2, R = 5, M = 6 }; /* beginnings that change the final before them, and are changed */

/* Stops become nasals before n, m and r; n becomes l before r (Jeolla, Silla). */
static const char *final_before(int final, int next)
{
    const char *f = final_rr[final];
    if (next == R && !strcmp(f, "n")) return "l";
    if (next != N && next != M && next != R) return f;
    if (!strcmp(f, "k")) return "ng";
    if (!strcmp(f, "p")) return "m";
    return strcmp(f, "t") ? f : "n";
}

/* r is l after l and n, and n after the other finals. */
static const char *initial_r(int before)
{
    const char *final = before > 0 && before < FINALS ? final_rr[before] : "";
    if (!*final) return "r";
    return !strcmp(final, "l") || !strcmp(final, "n") ? "l" : "n";
}

static int next_initial(const lc_run *r, size_t i)
{
    return i + 1 < r->n && is_syllable(r->cp[i + 1]) ? initial_of(r->cp[i + 1]) : -1;
}

static const char *final_text(const lc_run *r, size_t i, bool apart)
{
    int f = final_of(r->cp[i]);
    if (apart) return final_rr[f];
    int next = next_initial(r, i);
    return next == SILENT ? final_before_vowel(f) : final_before(f, next);
}

/* McCune-Reischauer voices k, t, p between vowels and after n, ng, m, l: inside a word, and inside
 * a given name whatever is written between its syllables (Yong Bok, but Ri Pyong Chol). */
static const char *initial_text(const lc_run *r, size_t i, bool apart)
{
    int k = initial_of(r->cp[i]);
    int before = i > 0 && is_syllable(r->cp[i - 1]) ? final_of(r->cp[i - 1]) : -1;
    if (k == R && !apart) return initial_r(before);
    if (r->form != MCCUNE) return initial_rr[k];
    bool voiced = before == 0 || before == 4 || before == 8 || before == 16 || before == 21;
    return voiced && (!apart || i > 1) ? initial_mr_soft[k] : initial_mr[k];
}

/* McCune-Reischauer writes shi for si before wi only; lists write si. */
static void put_by_rule(const lc_run *r, size_t i, bool apart, lc_buf *out)
{
    lc_buf_z(out, initial_text(r, i, apart));
    lc_buf_z(out, (r->form == MCCUNE ? medial_mr : medial_rr)[medial_of(r->cp[i])]);
    lc_buf_z(out, final_text(r, i, apart));
}

static void put_syllable(const lc_run *r, size_t i, bool person, lc_buf *out)
{
    const char *known = person && i == 0 ? family(r->cp[i], r->form) : NULL;
    if (!known && r->form == CUSTOM)
        known = lc_letter_find(chosen, sizeof chosen / sizeof *chosen, r->cp[i]);
    if (known)
        lc_buf_z(out, known);
    else
        put_by_rule(r, i, person, out);
}

bool lc_hangul_put(const lc_run *r, lc_buf *out)
{
    bool person = may_be_person(r) && r->form != JOINED, all = true;
    for (size_t i = 0; i < r->n; i++) {
        if (!is_syllable(r->cp[i])) {
            all = false;
            continue;
        }
        if (i > 0 && person) lc_buf_c(out, ' ');
        put_syllable(r, i, person, out);
    }
    return all;
}
