/* engine/affected.h: which customers of the newest book a change of the lists is about.
 *
 * A customer is affected by an entry that a screening would show as a hit on it, in the wording
 * before or after. The names of what changed are looked for among the customers; whoever comes near
 * is then looked for on the lists, so that the answer is the screening's own. */
#ifndef ENGINE_AFFECTED_H
#define ENGINE_AFFECTED_H

#include "engine/engine.h"

typedef struct lc_affected lc_affected;

/* *out NULL: there is no book. s: the snapshot that is asked. */
int lc_affected_open(licet *l, licet_snapshot *s, lc_affected **out, licet_error *err);
void lc_affected_close(lc_affected *x); /* takes NULL */
/* Ids of the customers one entry is about, in order of the book: ["C-1",..]. bodies: its wordings
 * (as lc_entry_json), NULL ones are passed over. Takes NULL: an empty array. Lives in a. */
int lc_affected_by(lc_affected *x, lc_sv key, const lc_json *const *bodies, size_t n, lc_arena *a,
                   lc_json **out, licet_error *err);
/* {"book","customers","affected":[{"id","name","entries":[..]}]} of all that were asked for so far;
 * NULL without a book. */
lc_json *lc_affected_all(const lc_affected *x, lc_arena *a);

#endif
