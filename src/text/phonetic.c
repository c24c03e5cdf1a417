#include "text/phonetic.h"

typedef struct rule {
    const char *from, *to;
} rule;

static const rule rules[] = {
#include "text/phonetic_rules.inc"
};
enum { N_RULES = sizeof rules / sizeof *rules };

/* By letter a .. z: the first of its rules; those of the next letter follow. */
static const uint8_t first_rule[27] = {0,  4,  5,  14, 18, 28, 28, 29, 29, 38, 47, 49, 50, 50,
                                       50, 59, 60, 63, 64, 69, 75, 80, 80, 81, 82, 93, 94};
_Static_assert(N_RULES == 94, "first_rule must be made anew");

/* Most letters begin no rule where they stand: by letter, the second letters of its longer rules as
 * bits, and what it sounds like by itself. An x at the beginning of a word has a rule of its own.
 */
static const uint32_t second_letters[26] = {
    0x1000281u, 0x0000080u, 0x3010590u, 0x2040280u, 0x14003b1u, 0x0000000u, 0x0000080u,
    0x0000000u, 0x1104311u, 0x0104011u, 0x0040080u, 0x0000080u, 0x0000000u, 0x0000000u,
    0x1704230u, 0x0000080u, 0x0140000u, 0x0000080u, 0x2000084u, 0x2040084u, 0x1100290u,
    0x0000000u, 0x0000000u, 0x0000000u, 0x1104111u, 0x0000080u};
static const char alone[] = "abkdifghijklmnupkrstuvvxiz";

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool may_begin_rule(lc_sv word, size_t at)
{
    char second = at + 1 < word.len ? word.data[at + 1] : 0;
    if (at == 0 && word.data[at] == 'x') return true;
    return is_letter(second) && second_letters[word.data[at] - 'a'] >> (second - 'a') & 1;
}

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
    size_t letter = (size_t)(word.data[at] - 'a');
    *len = 0;
    for (size_t k = first_rule[letter]; k < first_rule[letter + 1]; k++) {
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
        if (!is_letter(word.data[i]) || !may_begin_rule(word, i)) {
            char c = word.data[i++];
            n = put(out, n, is_letter(c) ? alone[c - 'a'] : c);
            continue;
        }
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
