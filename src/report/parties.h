/* report/parties.h: hits told by party: one party, however many entries and lists. Private to this
 * room. Reads "listed_parties" of a screening's body or of an order's party; bodies from before it
 * was there have none. */
#ifndef REPORT_PARTIES_H
#define REPORT_PARTIES_H

#include "codec/json.h"

/* The party a hit belongs to, or NULL. */
const lc_json *lc_party_of_hit(const lc_json *holder, const lc_json *hit);
/* The strictest of a party's hits; hit itself where there is no party. */
const lc_json *lc_party_head(const lc_json *holder, const lc_json *hit);
/* The hit repeats another that is surer, or as sure and before it: the same entry, told by another
 * source. */
bool lc_party_repeats(const lc_json *hits, size_t i);
/* "us_csl, us_ofac_sdn" where more than one source has the entry; else empty. */
lc_sv lc_party_sources(lc_arena *a, const lc_json *party, const lc_json *hit);
/* Its listings that are no hits: "Entity List (EL) as Candiru, from 2021-11-04; ..."; or empty. */
lc_sv lc_party_others(lc_arena *a, const lc_json *party);
/* Why these are one party, each reason once; empty for one listing alone. */
lc_sv lc_party_reasons(lc_arena *a, const lc_json *party);

#endif
