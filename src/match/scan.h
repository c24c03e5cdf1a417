/* match/scan.h: every word of the list that is like a word asked about. Exhaustive: the whole
 * dictionary is looked at, most of it by length and letters only. Private to match. */
#ifndef MATCH_SCAN_H
#define MATCH_SCAN_H

#include "base/map.h"
#include "base/vec.h"
#include "match/similar.h"
#include "match/sweep.h"

typedef struct lc_neighbour {
    uint32_t token;
    lc_similarity similar;
} lc_neighbour;

/* Values (lc_score_value) at which a list of neighbours may be cut. */
enum {
    LC_SCAN_LEVELS = 9,
    LC_SCAN_NEAR = 4,     /* what is above it is near; joints count only there */
    LC_SCAN_NOT_RARE = 6, /* the last that admits no rare word */
};

typedef struct lc_remembered {
    const lc_neighbour *at; /* by falling level */
    size_t n;
    bool whole;                        /* otherwise only those above LC_SCAN_NEAR */
    uint32_t above[LC_SCAN_LEVELS];    /* the first so many have a value above the level */
    uint32_t postings[LC_SCAN_LEVELS]; /* of these */
    float heaviest[LC_SCAN_LEVELS];    /* of those up to the level and above the one before */
} lc_remembered;

/* A listed word whose sound is near that of a text, and what lies between. */
typedef struct lc_near {
    uint32_t token;
    uint16_t cost;
    uint8_t distance : 7, bones : 1; /* bones: the same */
    uint8_t text_bytes;              /* 255: so many or more */
} lc_near;

typedef struct lc_heard {
    const lc_near *at;
    size_t n;
} lc_heard;

/* When so many neighbours of words asked about before are kept, all are forgotten. */
enum { LC_SCAN_MOST_REMEMBERED = 1 << 21 };

typedef struct lc_scan {
    const lc_ix_view *view;
    const lc_sweep *sweep;
    uint32_t *seen;  /* by token: round in which it was looked at */
    uint32_t *place; /* by token: where it stands in found, if it was looked at in this round */
    uint32_t round;
    uint32_t *near; /* room for every token, and their distances */
    uint8_t *distances;
    uint16_t *costs;
    uint8_t *levels;
    lc_sweep_costs cost_table;
    LC_VEC(lc_neighbour) found;
    bool whole; /* of this round: everything is looked for, not only what is near */
    lc_buf key;
    lc_map *memory; /* word -> number in remembered: names repeat words */
    lc_arena *remembering;
    LC_VEC(lc_remembered) remembered;
    lc_map *sounds; /* text -> number in heard: it is asked about as a person's and as anybody's */
    LC_VEC(lc_heard) heard;
    size_t remembered_neighbours;
} lc_scan;

/* 0 .. 1, ascending. */
float lc_scan_level(size_t level);

void lc_scan_init(lc_scan *s, const lc_ix_view *v);
void lc_scan_done(lc_scan *s);
/* Forgets what was remembered if it is too much: what was given before is gone then. */
void lc_scan_begin(lc_scan *s);
/* The list's words that are like q, all or those above LC_SCAN_NEAR at least; valid until
 * lc_scan_begin. */
lc_remembered lc_scan_word(lc_scan *s, const lc_asked_word *q, bool whole);
/* The same if any is remembered; false if it would have to be looked for. */
bool lc_scan_remembers(lc_scan *s, const lc_asked_word *q, lc_remembered *out);
/* False: the token is not like q. By a few comparisons of numbers. */
bool lc_scan_possible(const lc_ix_view *v, const lc_asked_word *q, uint32_t token);

#endif
