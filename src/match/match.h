/* match/match.h: candidates -> scored, explained hits. Pure: no state, no clock, no I/O. */
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "index/index.h"
#include "licet/types.h"
#include "policy/policy.h"
#include "text/tokens.h"

typedef struct lc_match_params {
    lc_date as_of;    /* LC_DATE_NONE: every version (a list of one's own) */
    int64_t known_at; /* 0: all that is known */
    int threshold_bp; /* hits below are left out */
    size_t limit;     /* 0: no limit */
} lc_match_params;

typedef struct lc_matcher lc_matcher; /* scratch memory of one thread over one index */
lc_matcher *lc_matcher_new(const lc_index *x, const lc_lexicon *lex);
void lc_matcher_free(lc_matcher *m); /* takes NULL */
/* From now on another way of comparing many words (match/sweep.h; 0: without vector instructions),
 * with the same answers. False: this processor does not have it. */
bool lc_matcher_use(lc_matcher *m, size_t way);

/* Finds every entry version whose best name scores at least the threshold, or that shares an
 * identifier or a listed address with the query; best first, ties by entry order; one hit per
 * entry version (its best name). Exhaustive: nothing is capped or dropped. Hits live in a.
 * LICET_E_ARGUMENT for a name without a single letter or digit in any script,
 * LICET_E_ENCODING for bytes that are not UTF-8, LICET_E_LIMIT beyond 4 KiB or 200 tokens. */
int lc_match(lc_matcher *m, const lc_query *q, const lc_match_params *p, lc_arena *a, lc_hit **out,
             size_t *out_n, licet_error *err);

/* The words of the name that lc_match was last asked about with success, in that question's arena.
 */
const lc_tokens *lc_matcher_words(const lc_matcher *m);

/* MATCH, POSSIBLE_MATCH or NO_MATCH for one hit under its thresholds (DESIGN section 1): a pure
 * table of score, name kind, evidence and party type. */
licet_verdict lc_hit_verdict(const lc_hit *h, lc_party_type entry_type, lc_threshold t);
/* The thresholds for this entry: by sub-list, source and type, where it has none the type asked
 * about. */
lc_threshold lc_hit_threshold(const lc_policy *p, const lc_entry *e, lc_party_type asked);

/* One agreeing fact beside the name: an address or a date of birth; the country too, but not for a
 * person (DESIGN: thousands of people of a country bear the same name). */
bool lc_hit_fact_agrees(const lc_hit *h, lc_party_type entry_type);

#endif
