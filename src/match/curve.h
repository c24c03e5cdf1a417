/* match/curve.h: from resemblance to score. Private to match. */
#ifndef MATCH_CURVE_H
#define MATCH_CURVE_H

#include "record/hit.h"

enum { LC_SCORE_SAME_BP = 10000 };

/* Resemblance 0..1 to basis points, monotone: of real customers' names that score so, about that
 * share is the listed party (docs/matching.md). 10000 is kept for names that are the same. */
int lc_score_curve(float resemblance);

/* What lowers one name of one entry: how its publisher regards the name, and the type of party on
 * both sides. At most 1. */
float lc_score_standing(lc_name_kind kind, lc_party_type asked, lc_party_type listed,
                        bool asked_like_organisation);

#endif
