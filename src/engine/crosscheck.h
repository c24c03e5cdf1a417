/* engine/crosscheck.h: do two publishers of the same list agree? (TRUST F6) */
#ifndef ENGINE_CROSSCHECK_H
#define ENGINE_CROSSCHECK_H

#include "engine/engine.h"

/* Where the same entries stand in two sources held here, more than this is an alarm. Both are
 * searched in any case, so a party only one of them has is found. */
enum { LC_CROSSCHECK_PERCENT = 1, LC_CROSSCHECK_DAYS = 1 };

/* Sentences about sources that disagree in number of entries by more than 1 % or in list date by
 * more than a day, as they stand today; an empty array if none do. Lives in a. */
lc_json *lc_crosscheck_alarms(const licet_snapshot *s, lc_arena *a);

#endif
