/* tests/ref/sound_rules.h: the sound of a word by the plain reading of the rules: at each place try
 * every rule, keep the longest. text/phonetic.c is held against it. */
#ifndef REF_SOUND_RULES_H
#define REF_SOUND_RULES_H

#include "text/phonetic.h"

typedef struct ref_sound_rule {
    const char *from, *to;
} ref_sound_rule;

static const ref_sound_rule ref_sound_rules[] = {
#include "text/phonetic_rules.inc"
};
enum { REF_SOUND_RULES = sizeof ref_sound_rules / sizeof *ref_sound_rules };

/* How many letters of word from here on the rule takes; 0: it does not fit here. */
static inline size_t ref_sound_fits(const char *from, lc_sv word, size_t here)
{
    lc_sv pattern = lc_sv_of(from);
    bool at_front = pattern.data[0] == '<', at_end = pattern.data[pattern.len - 1] == '>';
    lc_sv letters = lc_sv_make(pattern.data + at_front, pattern.len - at_front - at_end);
    if (!lc_sv_starts(lc_sv_from(word, here), letters)) return 0;
    if (at_front && here != 0) return 0;
    if (at_end && here + letters.len != word.len) return 0;
    return letters.len;
}

static inline size_t ref_sound(lc_sv word, char out[LC_SOUND_MAX])
{
    size_t n = 0;
    for (size_t here = 0; here < word.len;) {
        lc_sv says = lc_sv_make(word.data + here, 1);
        size_t taken = 0;
        for (size_t k = 0; k < REF_SOUND_RULES; k++) {
            size_t fits = ref_sound_fits(ref_sound_rules[k].from, word, here);
            if (fits <= taken) continue;
            taken = fits;
            says = lc_sv_of(ref_sound_rules[k].to);
        }
        for (size_t i = 0; i < says.len; i++) {
            char c = says.data[i];
            bool again = n > 0 && out[n - 1] == c && !(c >= '0' && c <= '9');
            if (!again && n < LC_SOUND_MAX) out[n++] = c;
        }
        here += taken ? taken : 1;
    }
    return n;
}

#endif
