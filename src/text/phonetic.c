#include "text/phonetic.h"

/* From the longest to the shortest at each place of the word. '<' at the front: only at the
 * beginning of the word; '>' at the end: only at its end. No result is longer than its pattern.
 * Sources: ISO 9, BGN/PCGN, ICAO 9303, ALA-LC, Wade-Giles, McCune-Reischauer and French, German
 * and English newspaper usage set side by side. */
typedef struct rule {
    const char *from, *to;
} rule;

static const rule rules[] = {
    {"shch", "s"}, {"schtsch", "s"}, {"tsch", "c"},  {"dsch", "j"}, {"sch", "s"},  {"tch", "c"},
    {"dzh", "j"},  {"dj", "j"},      {"sh", "s"},    {"ch", "c"},   {"cz", "c"},   {"sz", "s"},
    {"zh", "z"},   {"kh", "h"},      {"gh", "g"},    {"ph", "f"},   {"th", "t"},   {"dh", "d"},
    {"bh", "b"},   {"rh", "r"},      {"lh", "l"},    {"ck", "k"},   {"qu", "k"},   {"cq", "k"},
    {"ts", "s"},   {"tz", "s"},      {"tc", "c"},    {"ks", "x"},   {"cks", "x"},  {"ew>", "iv"},
    {"ow>", "uv"}, {"off>", "uv"},   {"eff>", "iv"}, {"ov>", "uv"}, {"ou", "u"},   {"oo", "u"},
    {"oe", "u"},   {"ue", "u"},      {"ee", "i"},    {"ea", "i"},   {"iy", "i"},   {"ij", "i"},
    {"yi", "i"},   {"yy", "i"},      {"ii", "i"},    {"ey", "i"},   {"ei", "i"},   {"ay", "ai"},
    {"aj", "ai"},  {"ej", "i"},      {"uy", "ui"},   {"uj", "ui"},  {"oy", "ui"},  {"oj", "ui"},
    {"<ye", "i"},  {"<je", "i"},     {"<ie", "i"},   {"ye", "i"},   {"ie", "i"},   {"je", "i"},
    {"<yo", "yu"}, {"<jo", "yu"},    {"<ju", "yu"},  {"<iu", "yu"}, {"<ya", "ya"}, {"<ja", "ya"},
    {"<ia", "ya"}, {"ya", "ia"},     {"ja", "ia"},   {"yu", "iu"},  {"ju", "iu"},  {"aa", "a"},
    {"uu", "u"},   {"ah>", "a"},     {"eh>", "i"},   {"eh", "i"},   {"uh", "u"},   {"ce", "si"},
    {"ci", "si"},  {"cy", "si"},     {"q", "k"},     {"w", "v"},    {"<x", "s"},   {"o", "u"},
    {"e", "i"},    {"y", "i"},       {"c", "k"},
};
enum { N_RULES = sizeof rules / sizeof *rules };

static size_t fits(const rule *r, lc_sv word, size_t at)
{
    const char *from = r->from;
    if (*from == '<') {
        if (at) return 0;
        from++;
    }
    size_t n = 0;
    while (from[n] && from[n] != '>') {
        if (at + n >= word.len || word.data[at + n] != from[n]) return 0;
        n++;
    }
    if (from[n] == '>' && at + n != word.len) return 0;
    return n;
}

static const rule *best_rule(lc_sv word, size_t at, size_t *len)
{
    const rule *best = NULL;
    *len = 0;
    for (size_t k = 0; k < N_RULES; k++) {
        char first = rules[k].from[0] == '<' ? rules[k].from[1] : rules[k].from[0];
        if (first != word.data[at]) continue;
        size_t n = fits(&rules[k], word, at);
        if (n > *len) {
            *len = n;
            best = &rules[k];
        }
    }
    return best;
}

static size_t put(char out[LC_SOUND_MAX], size_t n, char c)
{
    bool is_digit = c >= '0' && c <= '9';
    if (n == LC_SOUND_MAX || (n && out[n - 1] == c && !is_digit)) return n;
    out[n] = c;
    return n + 1;
}

size_t lc_sound(lc_sv word, char out[LC_SOUND_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < word.len;) {
        size_t len;
        const rule *r = best_rule(word, i, &len);
        if (!r) {
            n = put(out, n, word.data[i++]);
            continue;
        }
        for (const char *c = r->to; *c; c++) n = put(out, n, *c);
        i += len;
    }
    return n;
}
