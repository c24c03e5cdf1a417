/* engine/events.h: the life of one list entry, told from what the store believes about it. Pure.
 *
 * An entry is a chain of pieces of list time. Where one begins and none of the same entry ended, it
 * was added; where one follows another, it was modified; where one ends and none follows, it was
 * removed. A piece that is believed no longer and says something else of its first day than what is
 * believed now was corrected. */
#ifndef ENGINE_EVENTS_H
#define ENGINE_EVENTS_H

#include "codec/json.h"
#include "store/store.h"

typedef struct lc_life_piece {
    lc_sv text; /* the body as stored */
    lc_json *body;
    lc_date list_from, list_to;
    int64_t known_from, known_to; /* known_to 0: still believed */
    bool since_oldest, held;
    int64_t snapshot;
} lc_life_piece;

/* The pieces of one entry, in the order of the store, as events in order of list date: [{"what",
 * "list_date","since_oldest"?,"known_since","known_until"?,"listed_now"?,"sample"?,"published_from"?,
 * "citation"?,"changes":[..],"receipt":{"snapshot","file"?,"line"?,"byte"?,"sha256"}}]; what: added
 * modified removed held corrected. Of what is corrected either listed_now or, where a whole list
 * took the place of a sample, which says nothing about a day, sample. manifest: of the same store
 * (engine/coverage.h), for the receipt of what is gone. */
lc_json *lc_life_events(lc_arena *a, const lc_life_piece *p, size_t n, const lc_json *manifest);
/* Is the entry on the list, as far as is believed now? */
bool lc_life_goes_on(const lc_life_piece *p, size_t n);

/* A version as it was believed at a moment (0: now, and it stays as it is): false if it was not. */
bool lc_believed_at(lc_stored_version *v, int64_t known_at);
/* A piece out of a stored version; the body is parsed into a. */
int lc_life_piece_of(lc_arena *a, const lc_stored_version *v, lc_life_piece *out, licet_error *err);

#endif
