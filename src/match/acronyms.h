/* match/acronyms.h: which forms of the list can be the acronym of a name asked about, or the full
 * name of an acronym, by first letters alone. Private to match. */
#ifndef MATCH_ACRONYMS_H
#define MATCH_ACRONYMS_H

#include "match/asked.h"

/* Forms that lc_score_acronym may give more than 0, in out (room for all forms); how many. */
size_t lc_acronyms_find(const lc_ix_view *v, const lc_asked *q, uint32_t *out);

#endif
