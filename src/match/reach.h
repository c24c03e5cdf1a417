/* match/reach.h: how well words must agree for a name to reach a score. Bounds of score.c, proved
 * in gather.c. Private to match. */
#ifndef MATCH_REACH_H
#define MATCH_REACH_H

#include "match/score.h"

/* The greatest resemblance that lc_score_curve gives less than this score; 0 if none is. */
float lc_reach_below(int score_bp);

/* Can a name resemble q by `least` or more whose words agree with the core words of q, alone or as
 * part of a joint, only to values (lc_score_value) up to those given? Begin, add the share of every
 * core word, and ask. rare: one of the pairs may count as a rare word of score.c. Names in which a
 * word of q is split in two are not meant. */
typedef struct lc_reach_sum {
    const lc_ix_view *view;
    float t, more, less, all_but;
    float sum, agree; /* so far */
} lc_reach_sum;

typedef struct lc_reach_word {
    float sum, agree; /* to be added */
} lc_reach_word;

lc_reach_sum lc_reach_begin(const lc_asked *q, const lc_ix_view *v, bool rare, float least);
/* heaviest: weight of no partner is greater. */
lc_reach_word lc_reach_word_of(const lc_reach_sum *r, float weight, float value, float heaviest);
bool lc_reach_too_little(const lc_reach_sum *r);

/* Could a word or joint of this weight count as a rare word where it agrees to this value? */
bool lc_reach_rare(float weight, float value);

typedef struct lc_reach_most { /* of one form */
    float q, n, all_n;         /* weights that agree at most; weight of the form */
    bool q_open, n_open;       /* certainly a core word stays without partner */
    bool rare;                 /* a rare word may agree */
} lc_reach_most;

/* No less than the score of its words. */
float lc_reach_bound(const lc_asked *q, const lc_reach_most *m);

/* Most edits that may lie between joined sounds, the longer of so many letters, for a score of
 * least; -1: none is near enough. */
int lc_reach_joined_edits(size_t longer, float least);
/* Can any acronym score least? */
bool lc_reach_acronym(float least);

#endif
