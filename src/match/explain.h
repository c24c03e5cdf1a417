/* match/explain.h: why a name was found, in sentences for people who decide. Private to match. */
#ifndef MATCH_EXPLAIN_H
#define MATCH_EXPLAIN_H

#include "match/score.h"

typedef struct lc_explain {
    const lc_ix_view *view;
    const lc_asked *asked;          /* NULL: the name was not what matched */
    const lc_score_detail *detail;  /* of form */
    uint32_t form;
    bool same;                      /* letter by letter the listed name */
    lc_sv ident, address;           /* what they share, or empty */
    const lc_query *query;
} lc_explain;

/* Sets hit->why; facts of hit are already filled in. */
void lc_explain_hit(const lc_explain *x, lc_arena *a, lc_hit *hit);

#endif
