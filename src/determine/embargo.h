/* determine/embargo.h: the parts of step 7, private to embargo*.c. */
#ifndef DETERMINE_EMBARGO_H
#define DETERMINE_EMBARGO_H

#include "determine/goods.h"
#include "rule/part740.h"
#include "rule/part746.h"

/* Adds a requirement of the section, with its own exceptions and review, unless applies is NO. */
void lc_embargo_require(lc_walk *w, const lc_goods *g, const lc_embargo *e, const char *basis,
                        lc_tri applies, const char *why);
/* Fills allow and allowed[] with the section's exceptions that can fit the item. */
void lc_embargo_allow(lc_walk *w, const lc_goods *g, const lc_embargo *e, lc_requirement *r);
/* 746.7 with 31 CFR 560. */
void lc_embargo_iran(lc_walk *w, const lc_goods *g, const lc_embargo *e);
/* Would 746.7(a)(1) ask a BIS licence? Asks nothing. */
lc_tri lc_iran_needs(const lc_walk *w, const lc_goods *g, const lc_embargo *e);
/* 746.8. */
void lc_embargo_russia(lc_walk *w, const lc_goods *g, const lc_embargo *e);
/* 746.8(a)(4) holds for any destination: items for oil and gas projects in Russia or Belarus. */
void lc_embargo_projects(lc_walk *w, const lc_goods *g);
/* Would 746.8(a)(1), (5)-(8) ask a licence? Asks nothing. */
lc_tri lc_russia_needs(const lc_walk *w, const lc_goods *g);
/* Is item.end_user_class a civil end user of 746.8(a)(12)(ii): owned from the United States, A:5 or
 * A:6, or a mission of theirs? */
bool lc_civil_end_user(const lc_walk *w);

#endif
