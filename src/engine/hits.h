/* engine/hits.h: every pair of a customer's record and a list entry that recorded decisions raised,
 * as its newest decision has it. From the log alone. */
#ifndef ENGINE_HITS_H
#define ENGINE_HITS_H

#include "base/map.h"
#include "base/vec.h"
#include "engine/engine.h"

typedef struct lc_seen {
    lc_sv customer, party, country, entry, list, name, verdict, decision, order, wording;
    lc_sv book_id; /* the customer's number in the book, or empty */
    lc_sv day;     /* the lists' day its newest decision asked about, YYYY-MM-DD */
    lc_sv policy;  /* hash of the policy it was found under */
    double score;
    int64_t first_s, last_s;
    bool gone;     /* a later decision about this record, for this day or a later one, under this
                      policy or the one in force, has no such hit */
    uint32_t next; /* place + 1 of the next pair of this customer */
} lc_seen;

typedef struct lc_held { /* the newest decision about one order line */
    lc_sv order, line, disposition, decision;
    int64_t time_s;
    uint32_t *pairs; /* places of those that were open in it */
    size_t n_pairs;
} lc_held;

typedef LC_VEC(lc_seen) lc_seen_rows;
typedef LC_VEC(lc_held) lc_held_rows;

typedef struct lc_hits {
    licet *l;
    lc_arena *arena;   /* what is kept */
    lc_arena *scratch; /* of one decision */
    lc_resolutions *known;
    lc_map *pairs;     /* customer|entry -> place + 1 */
    lc_map *customers; /* -> place + 1 of its first pair */
    lc_map *orders;    /* order|line -> place + 1 */
    lc_seen_rows rows;
    lc_held_rows held;
} lc_hits;

/* LICET_E_NOT_FOUND without a store. Call done in any case. */
int lc_hits_gather(lc_hits *h, licet *l, licet_error *err);
void lc_hits_done(lc_hits *h);

/* open escalated awaits_second_person false_hit true_match gone; *out_id: the resolution that says
 * so, or empty. */
const char *lc_hits_state(const lc_hits *h, const lc_seen *s, lc_sv *out_id);
/* Does somebody still have to decide? */
bool lc_hits_open_state(const char *state);
int64_t lc_hits_age_days(const lc_hits *h, int64_t since_s);

#endif
