/* match/facts.h: what is known besides names: does it agree or contradict? A missing field is
 * unknown and never counts against anybody. Private to match. */
#ifndef MATCH_FACTS_H
#define MATCH_FACTS_H

#include "index/format.h"

/* Fills country, address, birth, type and ident of hit from the version's evidence. */
void lc_facts_compare(const lc_ix_view *v, const lc_query *q, uint32_t version, lc_arena *a,
                      lc_hit *hit);
/* The identifier both have in common, as published in the list; empty if none. */
lc_sv lc_facts_ident(const lc_ix_view *v, const lc_query *q, uint32_t version, lc_arena *a);
/* Is the address asked about the listed one? Words in any order, usual abbreviations, country and
 * punctuation aside; every number and every other word of the listed address must be there. */
bool lc_facts_at_address(lc_sv asked, lc_sv listed, lc_arena *a);
/* The same of addresses read before. They live in a, and so does what they were read from. */
typedef struct lc_facts_words lc_facts_words;
const lc_facts_words *lc_facts_words_of(lc_sv address, lc_arena *a);
bool lc_facts_same_address(const lc_facts_words *asked, const lc_facts_words *listed);

#endif
