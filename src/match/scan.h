/* match/scan.h: every word of the list that is like a word asked about. Exhaustive: the whole
 * dictionary is looked at, most of it by length and letters only. Private to match. */
#ifndef MATCH_SCAN_H
#define MATCH_SCAN_H

#include "base/map.h"
#include "base/vec.h"
#include "match/similar.h"

typedef struct lc_neighbour {
    uint32_t token;
    lc_similarity similar;
} lc_neighbour;

typedef struct lc_remembered {
    const lc_neighbour *at;
    size_t n;
} lc_remembered;

/* When so many neighbours of words asked about before are kept, all are forgotten. */
enum { LC_SCAN_MOST_REMEMBERED = 1 << 19 };

typedef struct lc_scan {
    const lc_ix_view *view;
    uint32_t starts[LC_SOUND_MAX + 2]; /* first token whose sound has this many letters */
    uint32_t *seen;                    /* by token: round in which it was looked at */
    uint32_t round;
    LC_VEC(lc_neighbour) found; /* of the last round, best first, ties by token */
    lc_map *memory;             /* word -> number in remembered: names repeat words */
    lc_arena *remembering;
    LC_VEC(lc_remembered) remembered;
    size_t remembered_neighbours;
} lc_scan;

void lc_scan_init(lc_scan *s, const lc_ix_view *v);
void lc_scan_done(lc_scan *s);
/* The list's words that are like q; valid until the next call. */
lc_remembered lc_scan_word(lc_scan *s, const lc_asked_word *q);

#endif
