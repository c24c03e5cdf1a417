/* match/gather.h: which forms of the list can reach a score, without looking at each. Lossless:
 * every form is given whose score is the one asked for or more, each with a bound its score does
 * not exceed. Why that is so stands in gather.c. Private to match. */
#ifndef MATCH_GATHER_H
#define MATCH_GATHER_H

#include "match/acronyms.h"
#include "match/reach.h"
#include "match/scan.h"

typedef struct lc_candidate {
    uint32_t form;
    float bound;
} lc_candidate;

/* A word asked about, or two neighbours as one. */
typedef struct lc_gather_unit {
    const lc_asked_word *word;
    uint32_t known_as;     /* its number in lc_known */
    uint32_t first, words; /* of the name asked about */
    float least;           /* similarities below count nothing */
    bool looked_up;        /* like is all there is above LC_SCAN_NEAR */
    bool whole;            /* like is all there is that counts */
    lc_remembered like;
    size_t walked; /* of like, best first, have their postings walked */
} lc_gather_unit;

/* A core word asked about at each level of scan.h at which it, and what it is joined to, may be
 * cut. */
typedef struct lc_gather_word {
    uint32_t postings[LC_SCAN_LEVELS]; /* to be walked; joints count with their first word */
    float heaviest[LC_SCAN_LEVELS];    /* of what is up to that level and above the one before */
    lc_reach_word share[LC_SCAN_LEVELS];
    bool core, rare;
    bool open, near; /* not all of it is looked up; not below LC_SCAN_NEAR */
    uint8_t level, level_if_rare;
} lc_gather_word;

/* A listed word and the units of which not all is looked up. */
typedef struct lc_gather_open {
    uint32_t round; /* of which the rest is */
    uint32_t units; /* a bit for each it may be like, the last for all from there on */
} lc_gather_open;

typedef enum lc_gather_depth { LC_GATHER_POSSIBLE, LC_GATHER_EXACT } lc_gather_depth;

typedef struct lc_gather {
    const lc_ix_view *view;
    lc_scan scan;
    lc_known known;     /* of the last call: complete for the words of all forms found */
    uint32_t *taken;    /* by form: round in which it became a candidate */
    uint32_t *compared; /* by token: round in which all units were compared with it */
    uint32_t round;
    LC_VEC(lc_gather_unit) units;
    uint32_t not_whole;           /* units, bits as in lc_gather_open */
    bool any_unseen;              /* nothing is looked up of one of them */
    float most_open;              /* value of a pair that is not known */
    LC_VEC(float) most;           /* the same by word asked about */
    lc_gather_open *open;         /* by token */
    size_t initials;              /* of the name asked about */
    LC_VEC(float) values;         /* by word asked about */
    LC_VEC(lc_gather_word) words; /* likewise */
    uint32_t *near;
    LC_VEC(uint32_t) walked;    /* candidates by words */
    LC_VEC(lc_candidate) found; /* in no order */
} lc_gather;

void lc_gather_init(lc_gather *g, const lc_ix_view *v);
void lc_gather_done(lc_gather *g);
/* plan.c: fills g->units: words are looked up until what has to be walked is little. */
void lc_gather_plan(lc_gather *g, const lc_asked *q, float least);
/* Fills g->found with all forms that resemble q by `least` or more (0: by anything), and others. */
void lc_gather_forms(lc_gather *g, const lc_asked *q, float least);

#endif
