/* match/similar.h: how alike one word asked about and one word of the list are. Pure. Private to
 * match. */
#ifndef MATCH_SIMILAR_H
#define MATCH_SIMILAR_H

#include "match/asked.h"

typedef enum lc_agreement {
    LC_AGREE_NOT = 0,
    LC_AGREE_SAME, /* letter by letter */
    LC_AGREE_NUMBER,
    LC_AGREE_MEANING, /* the lexicon says so: plant, zavod; Sergey, Siarhei */
    LC_AGREE_SOUND,
    LC_AGREE_SPELLING,
    LC_AGREE_INITIAL,
    LC_AGREE_CUT,  /* the beginning of a longer word, at the end of a field */
    LC_AGREE_LEGAL /* another legal form */
} lc_agreement;

typedef struct lc_similarity {
    float s; /* 0 or LC_SIMILAR_LEAST .. 1 */
    lc_agreement how;
} lc_similarity;

#define LC_SIMILAR_LEAST 0.55F

/* Do the sounds of two words come near enough for lc_word_similarity to look closer? The longer
 * of them has this many letters; the number of edits that may lie between them. */
int lc_sound_edits(size_t longer);
/* All there is to say about two words; 0 where neither meaning, sound, bones nor letters agree.
 * Finding every list word with s > 0 needs only: the words with a meaning in common, with the same
 * bones, within lc_sound_edits, and (for the last word of a name that may be cut off) those that
 * begin with it. match/scan.c relies on that. */
lc_similarity lc_word_similarity(const lc_ix_view *v, const lc_asked_word *q, const lc_ix_token *t);
/* The same by one spelling of q alone, which was compared with t before. */
typedef struct lc_measured {
    size_t spelling;
    int distance, cost; /* lc_osa of the sounds, lc_edit_cost of the texts */
} lc_measured;
lc_similarity lc_word_similarity_measured(const lc_ix_view *v, const lc_asked_word *q,
                                          const lc_ix_token *t, const lc_measured *m);
/* What two words that are spelt in so many letters, the longer of them, come to by letters alone.
 */
float lc_similar_spelling(bool person, int cost, size_t letters);
/* Is there an edge between a word that carries a name and one that does not? Initials only. */
lc_similarity lc_initial_similarity(const lc_ix_view *v, const lc_asked_word *q,
                                    const lc_ix_token *t);

#endif
