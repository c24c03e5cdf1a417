/* match/mark.h: which letters of two names were paired, for whoever shows the names. Private to
 * match. */
#ifndef MATCH_MARK_H
#define MATCH_MARK_H

#include "match/explain.h"

/* Sets hit->marks (in hit->name) and hit->asked_marks (in the name asked about): where the paired
 * words stand. Words that cannot be found again as they stand (taken apart, put together) are left
 * out: a mark helps to read, it decides nothing. */
void lc_mark_hit(const lc_explain *x, lc_arena *a, lc_hit *hit);

#endif
