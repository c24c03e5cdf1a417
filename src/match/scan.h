/* match/scan.h: every word of the list that is like a word asked about. Exhaustive: the whole
 * dictionary is looked at, most of it by length and letters only. Private to match. */
#ifndef MATCH_SCAN_H
#define MATCH_SCAN_H

#include "base/vec.h"
#include "match/similar.h"

typedef struct lc_neighbour {
    uint32_t token;
    lc_similarity similar;
} lc_neighbour;

typedef struct lc_scan {
    const lc_ix_view *view;
    uint32_t starts[LC_SOUND_MAX + 2]; /* first token whose sound has this many letters */
    uint32_t *seen;                    /* by token: round in which it was looked at */
    uint32_t round;
    LC_VEC(lc_neighbour) found;        /* of the last round, best first, ties by token */
} lc_scan;

void lc_scan_init(lc_scan *s, const lc_ix_view *v);
void lc_scan_done(lc_scan *s);
void lc_scan_word(lc_scan *s, const lc_asked_word *q);

#endif
