/* store/guard.h: the shrink guard: does a list lose more than lists lose? Pure. Private.
 *
 * Official files have lost whole sub-lists by accident (DESIGN section 6). What goes is therefore
 * counted per sub-list before it is let go: entries, and fields that were filled. */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include "base/arena.h"
#include "base/vec.h"
#include "store/filled.h"

/* Fewer than this many emptied fields are somebody's corrections, however short the list. */
enum { LC_GUARD_FEW_EMPTIED = 5 };

typedef struct lc_guard_row {
    lc_sv sublist;
    uint64_t before, /* entries that stood before */
        kept,        /* of these, the ones the snapshot has too, in the same sub-list */
        after;       /* entries in the snapshot */
    uint64_t emptied[LC_FILLED_BITS]; /* of the kept, the ones that lost what this field held */
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
/* An entry whose sub-list had this number lost these fields. */
void lc_guard_emptied(lc_guard *g, uint32_t was, uint64_t fields);
/* True if a sub-list vanished, lost more than removals and more than percent % of what it had, or
 * had a field emptied in more than percent % of its rows. Never for 100 % or more: that is how a
 * person says that it is true. why says which, cut to fit. */
bool lc_guard_trips(const lc_guard *g, uint64_t removals, int percent, char *why, size_t why_cap);

#endif
