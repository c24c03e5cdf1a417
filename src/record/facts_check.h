/* record/facts_check.h: facts that contradict each other. Private to this room. */
#ifndef RECORD_FACTS_CHECK_H
#define RECORD_FACTS_CHECK_H

#include "record/facts_shape.h"

/* Two capital letters, or a region licet knows: UA-CRIMEA, UA-DNR, UA-LNR. Whether there is such a
 * country is a question for the rules. */
bool lc_is_place_code(lc_sv v);
/* Joins item.subpara to item.eccn. LICET_E_FACTS naming the path of the first contradiction. */
int lc_facts_check(lc_arena *a, lc_facts *f, licet_error *err);

#endif
