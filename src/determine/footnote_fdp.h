/* determine/footnote_fdp.h: foreign direct products for parties with an Entity List footnote (15
 * CFR 734.9(e) and (g)). Private to this room. */
#ifndef DETERMINE_FOOTNOTE_FDP_H
#define DETERMINE_FOOTNOTE_FDP_H

#include "determine/walk.h"

/* Is a foreign-made item subject to the EAR because it is such a product for a party of this
 * transaction? Adds the requirement that goes with it (744.11(a)(2)). An entry without a footnote
 * can never be the reason. */
lc_tri lc_footnote_product(lc_walk *w);
/* True if that is the only reason it is subject: then 744.11(a)(2) asks, not 744.11(a). */
bool lc_footnote_product_only(const lc_walk *w);

#endif
