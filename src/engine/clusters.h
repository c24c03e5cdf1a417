/* engine/clusters.h: one party, several lists: which entries are the same party, and why.
 *
 * A node is the key of an entry: where two sources give the same key (the Consolidated Screening
 * List repeats OFAC and BIS), they tell of one listing. Nodes are linked, strongest first:
 *
 *   judgement    a person joined them (engine/parties.h)
 *   number       OFAC's own number of a party, on two of its lists
 *   identifier   the same registration, passport, IMO number ...
 *   name         the same strong name, or all of it but a legal form that one has and the other
 *                lacks, and facts that agree
 *
 * Two numbers of OFAC are two parties, unless an identifier and a name agree: names alone never
 * bring them together, not by way of others either. A link never
 * takes a listing away: it says which listings are told together. Links are made when an index is
 * built and kept in it as text, so that the same index gives the same parties for ever:
 *
 *   K <tab> key <tab> number <tab> version,version,...     a node, in order of keys: OFAC's number
 *                                                          or none; versions of the index
 *   0 <tab> from <tab> to <tab> node <tab> node <tab> why  a link of rule 0, known from .. to (0:
 *                                                          still); 1, 2, 3: of weaker ones
 *   J, C                                                   a person's word: join, cut
 *
 * Nodes are numbered 0, 1, ... as they stand. Only nodes that somebody links, or several sources
 * give, have a line. */
#ifndef ENGINE_CLUSTERS_H
#define ENGINE_CLUSTERS_H

#include "engine/engine.h"

typedef struct lc_clusters lc_clusters;

lc_clusters *lc_clusters_new(const lc_lexicon *lex);
void lc_clusters_free(lc_clusters *c); /* takes NULL */
/* One version of an entry, in the order in which the index gets them (so numbered 0, 1, ...). */
void lc_clusters_add(lc_clusters *c, const lc_entry *e, int64_t known_from, int64_t known_to);
/* A person's word about two keys, at a time. Keys of no entry are passed over. */
void lc_clusters_judge(lc_clusters *c, bool join, int64_t time_s, lc_sv key, lc_sv other,
                       lc_sv why);
/* The text above. Lives in a. */
lc_sv lc_clusters_text(lc_clusters *c, lc_arena *a);

#endif
