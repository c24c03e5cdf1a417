/* store/slice.h: what is believed about a source around the span a snapshot speaks for, by key.
 * Private to this room. */
#ifndef STORE_SLICE_H
#define STORE_SLICE_H

#include "base/map.h"
#include "base/vec.h"
#include "store/guard.h"
#include "store/timeline.h"
#include "store/version.h"

typedef struct lc_slot {
    lc_sv key;
    int64_t entry;
    lc_piece old[LC_PIECES_OLD]; /* in order of time */
    unsigned n_old;
    const lc_piece *now;    /* the one across the span: what the snapshot is compared with */
    lc_piece held;          /* what a quarantined snapshot said of the span; version 0: nothing */
    uint32_t sublist;       /* of now, as numbered by the guard */
    bool said;              /* the snapshot has the entry */
    const lc_piece *change; /* what it says of it, if that is not what stands now; or NULL */
} lc_slot;

typedef LC_VEC(lc_slot *) lc_slots;

typedef struct lc_slice {
    lc_arena *arena;
    lc_map *by_key; /* -> place in slots */
    lc_slots slots;
} lc_slice;

/* Reads the beliefs that overlap or touch the span, and tells the guard which entries stand now. */
int lc_slice_load(lc_slice *x, lc_store *s, lc_sv source, const lc_span *span, lc_guard *guard,
                  licet_error *err);
void lc_slice_done(lc_slice *x); /* takes {0} */
/* The slot of a key, made if it is new. Valid until done. */
lc_slot *lc_slice_slot(lc_slice *x, lc_sv key);

#endif
