/* record/facts.h: the facts of one transaction, in the words of the contract. */
#ifndef RECORD_FACTS_H
#define RECORD_FACTS_H

#include "base/date.h"
#include "codec/json.h"

typedef struct lc_facts lc_facts;

typedef enum lc_facts_origin {
    LC_FACTS_FROM_USER = 0, /* contract paths only; any other path is refused */
    LC_FACTS_FROM_ENGINE    /* also the screening's own words, see facts.c */
} lc_facts_origin;

/* Parses and checks. An unknown path, a wrong type or a word outside an enumeration is refused with
 * LICET_E_FACTS naming the path; facts that contradict each other are too. The result borrows the
 * strings of facts, which must outlive it. */
int lc_facts_parse(lc_arena *a, const lc_json *facts, lc_facts_origin origin, lc_facts **out,
                   licet_error *err);

/* Is it one of the contract's words for an end use ("rocket_300km")? */
bool lc_fact_end_use_word(lc_sv word);

#endif
