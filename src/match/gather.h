/* match/gather.h: which forms of the list can reach a score, without looking at each. Lossless:
 * every form is given whose score is above 0, each with a bound its score does not exceed. Private
 * to match.
 *
 * A form's score is above 0 only if one of its core words is like a core word asked about (or two
 * of either side written as one), if the joined names are alike, or if one is the acronym of the
 * other. Words: for each word asked about all like words of the list are found (scan.h) and their
 * postings walked; what a pair can add to q and n of score.h is added up per form. What is not
 * walked (legal forms, titles, particles, initials) pairs only among itself, or as an initial a
 * part of a whole word, so all that is added to the bound. */
#ifndef MATCH_GATHER_H
#define MATCH_GATHER_H

#include "match/scan.h"
#include "match/score.h"

typedef struct lc_candidate {
    uint32_t form;
    float bound;
} lc_candidate;

typedef struct lc_gather {
    const lc_ix_view *view;
    lc_scan scan;
    lc_known known;          /* of the last call */
    float *q, *n;            /* by form: what agrees at most */
    float *weak;             /* by form: weight of the tokens that are not core */
    float *initials;         /* by form: what its initials can cover of words asked about */
    uint32_t *unit;          /* by form: last word asked about that was added */
    uint32_t *by_length;     /* forms by the length of their joined sound */
    uint64_t *joined_bags;   /* lc_letter_bag of their joined sound, in that order */
    uint32_t *first_letters; /* by form: as in the index, side by side */
    uint32_t starts[LC_SOUND_MAX + 2];
    LC_VEC(uint32_t) touched;
    LC_VEC(lc_candidate) found; /* in no order */
} lc_gather;

void lc_gather_init(lc_gather *g, const lc_ix_view *v);
void lc_gather_done(lc_gather *g);
/* Fills g->found. */
void lc_gather_forms(lc_gather *g, const lc_asked *q);

#endif
