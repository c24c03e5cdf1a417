/* match/explain.h: why a name was found, in sentences for people who decide. Private to match. */
#ifndef MATCH_EXPLAIN_H
#define MATCH_EXPLAIN_H

#include "match/score.h"

typedef struct lc_explain {
    const lc_ix_view *view;
    const lc_asked *asked;         /* NULL: the name was not what matched */
    const lc_score_detail *detail; /* of form */
    uint32_t form;
    bool same;            /* letter by letter the listed name */
    lc_sv ident, address; /* what they share, or empty */
    const lc_query *query;
} lc_explain;

/* "spelt alike", "same meaning", ...; "" for none. */
const char *lc_agreement_words(lc_agreement how);
/* The paired words as they are compared: of the listed name, or of the one asked about. */
lc_sv lc_explain_side(const lc_explain *x, const lc_pair *p, bool listed, lc_arena *a);

/* Sets hit->why; facts of hit are already filled in. */
void lc_explain_hit(const lc_explain *x, lc_arena *a, lc_hit *hit);

#endif
