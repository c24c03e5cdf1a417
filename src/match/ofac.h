/* match/ofac.h: the score OFAC's Sanctions List Search would give, beside ours: the first thing its
 * users compare. It decides nothing here. */
#ifndef MATCH_OFAC_H
#define MATCH_OFAC_H

#include "base/arena.h"

/* 0..100. The greater of two (OFAC FAQ 249 and 251, as name-search engines rebuilt it): the
 * Jaro-Winkler similarity of the whole names where they begin with the same letter, and the mean,
 * over the words of the name asked about, of the best one to any listed word, words up to two
 * letters left out and pairs below .5 counted as nothing. Names are folded first, apostrophes go.
 * 168 of 175 published scores of the tool lie within 5 points (tests/ref/ofac_scores.h). */
int lc_ofac_score(lc_arena *a, lc_sv asked, lc_sv listed);

/* Jaro-Winkler, 0..1, on code points; up to four leading letters count a tenth of the rest each,
 * whatever the rest is. Names over 256 letters are compared by their first 256. */
double lc_jaro_winkler(lc_sv x, lc_sv y);

#endif
