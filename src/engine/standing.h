/* engine/standing.h: how an entry stands to the day asked about (DESIGN section 6).
 *
 * A list says who was on it on its day; an entry's own date says since when. What neither says is
 * unknown, and unknown never releases. */
#ifndef ENGINE_STANDING_H
#define ENGINE_STANDING_H

#include "index/index.h"

/* A CSL start_date is the publication date, "no later than": the notice may have taken effect up
 * to this many days before (88 FR 80955: effective 2023-11-17, in the CSL 2023-11-21). */
enum { LC_PUBLICATION_LAG_DAYS = 14 };

typedef struct lc_standing {
    lc_presence presence;
    bool gone; /* not listed on that day: no hit */
    lc_sv why; /* in words, or empty; static or in the arena */
} lc_standing;

/* covered: a whole list of that day is held. list_date: the date of the list that speaks, or
 * LC_DATE_NONE. */
lc_standing lc_standing_of(const lc_entry *e, const lc_index_version *v, lc_date day, bool covered,
                           lc_date list_date, lc_arena *a);

#endif
