/* store/guard.h: the shrink guard: does a list lose more than lists lose? Pure. Private.
 *
 * Official files have lost whole sub-lists by accident (DESIGN section 6). What goes is therefore
 * counted per sub-list before it is let go. */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include "base/arena.h"
#include "base/vec.h"

typedef struct lc_guard_row {
    lc_sv sublist;
    uint64_t before, /* entries that stood before */
        kept,        /* of these, the ones the snapshot has too, in the same sub-list */
        after;       /* entries in the snapshot */
} lc_guard_row;

typedef struct lc_guard {
    lc_arena *arena;
    LC_VEC(lc_guard_row) rows;
} lc_guard;

void lc_guard_init(lc_guard *g);
void lc_guard_done(lc_guard *g); /* takes {0} */
/* One more entry stood before, in this sub-list; returns the sub-list's number. */
uint32_t lc_guard_before(lc_guard *g, lc_sv sublist);
/* The snapshot has an entry of this sub-list; was: the number of the sub-list where it stood
 * before, or LC_GUARD_NEW. */
#define LC_GUARD_NEW UINT32_MAX
void lc_guard_after(lc_guard *g, lc_sv sublist, uint32_t was);
/* True if a sub-list vanished, or lost more than removals and more than percent % of what it had.
 * why says which, cut to fit. */
bool lc_guard_trips(const lc_guard *g, uint64_t removals, int percent, char *why, size_t why_cap);

#endif
