/* match/asked.h: the party asked about, taken apart once and compared with many names. Private to
 * match. */
#ifndef MATCH_ASKED_H
#define MATCH_ASKED_H

#include "index/format.h"
#include "text/distance.h"
#include "text/phonetic.h"

typedef struct lc_asked_spelling {
    lc_sv text, sound;
    uint32_t skeleton;
    uint64_t bag;        /* lc_letter_bag of the sound */
    uint32_t small_bag;  /* lc_sound_bag of it */
    lc_pattern *pattern; /* of the sound, once lc_asked_pattern was asked for it */
    bool abjad;          /* romanised from a script that writes no vowels */
} lc_asked_spelling;

typedef struct lc_asked_word {
    const lc_token *token;
    lc_asked_spelling spell[LC_TOKEN_SPELLINGS];
    uint8_t n_spell;
    bool core, person;
    bool last; /* the last word of the name: may have been cut off */
    float weight;
} lc_asked_word;

typedef struct lc_asked_joint { /* two neighbours written as one */
    lc_asked_word word;
    uint32_t first; /* stands for words first and first + 1 */
} lc_asked_joint;

/* One way to read the name: as a person's, or as anybody's. */
typedef struct lc_asked {
    lc_tokens tokens;
    lc_asked_word *words;
    size_t n;
    lc_asked_joint *joints;
    size_t n_joints;
    bool person;
    float initials_weight;     /* at most what the initials can cover of words of the list */
    float weight, weak_weight; /* sums over all words, over those that are not core */
    lc_asked_spelling joined;  /* all words but legal forms and titles in one */
    lc_sv *acronym_words;      /* those that would give a letter to an acronym */
    size_t n_acronym_words;
    bool cut_off; /* as long as a field that cuts names off: 35 letters (SWIFT, CBP) */
} lc_asked;

const lc_pattern *lc_asked_pattern(const lc_asked_spelling *s);
/* One word by itself. */
void lc_asked_word_of(const lc_ix_view *v, lc_arena *a, const lc_token *t, bool person,
                      lc_asked_word *w);
/* What a word asked about weighs; sound: of its first spelling. */
float lc_asked_weight(const lc_ix_view *v, const lc_token *t, lc_sv sound);
int lc_asked_of(const lc_ix_view *v, const lc_lexicon *lex, lc_arena *a, lc_sv name, bool person,
                lc_asked *out, licet_error *err);

#endif
