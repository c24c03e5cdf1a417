/* engine/coverage.h: what the lists we hold can say about a day.
 *
 * Absence on day D is known only if D lies between a snapshot's list date and its last check plus
 * the policy's limit (DESIGN section 6). Days are counted, because a file imported by hand has a
 * list date and no hour. */
#ifndef ENGINE_COVERAGE_H
#define ENGINE_COVERAGE_H

#include "engine/engine.h"

typedef enum lc_cover_state {
    LC_COVER_MISSING = 0, /* never imported */
    LC_COVER_SAMPLE,      /* a sample, or fewer entries than the policy calls a list */
    LC_COVER_QUARANTINED, /* removals held back */
    LC_COVER_STALE,       /* the day is after the last check plus the limit */
    LC_COVER_BEFORE,      /* the day is before our oldest snapshot, or in a gap between two */
    LC_COVER_FULL
} lc_cover_state;

typedef struct lc_cover {
    lc_cover_state state;
    lc_date list_date; /* of the snapshot that speaks, or of the newest one */
    lc_json *snapshot; /* its manifest object, or NULL */
    /* Every entry of that day is held, though perhaps not every name of it (the first of OFAC's
     * files without the others): an entry that came later was not listed. */
    bool knows_entries;
} lc_cover;

lc_cover lc_cover_of(const licet_snapshot *s, lc_sv source, lc_date day);

/* Worst state over all lists the policy requires. *out_remedy (in a): what to do, or empty. */
lc_cover_state lc_cover_required(const licet_snapshot *s, lc_date day, lc_arena *a,
                                 lc_sv *out_remedy);

/* The lists array of a decision: for every source the snapshot that speaks about day. */
lc_json *lc_cover_lists(const licet_snapshot *s, lc_date day, lc_arena *a);

/* in_force stale quarantined missing; a sample is "quarantined". For `lists status`. */
const char *lc_cover_word(lc_cover_state state);

/* The manifest object {"snapshots":[..]} of a store, snapshots in order of source, list date and
 * receipt. */
int lc_manifest_of_store(lc_store *store, lc_arena *a, lc_json **out, licet_error *err);

#endif
