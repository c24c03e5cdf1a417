/* store/timeline.h: what is believed about one entry, day by day, as pieces of time; pure. Private.
 *
 * A snapshot of day L says what holds from L until the next snapshot's day N (or for good). So
 * whatever the order in which snapshots arrive, taking one in means overwriting [L, N) and leaving
 * the other days alone: days before L are an older snapshot's to say, days from N on a newer one's.
 *
 *   believed        AAAAAAAAAAAAAAA...        one entry, wording A since day 1, snapshots on 1 and
 * 9 said [5, 9)         BBBB                  a snapshot of day 5 arrives late with wording B
 *   believed then   AAAABBBBAAAAAAA...        three pieces: [1,5) A, [5,9) B, [9,...) A
 */
#ifndef STORE_TIMELINE_H
#define STORE_TIMELINE_H

#include "codec/hash.h"

#define LC_DAY_OPEN INT64_MAX

/* No two pieces of one entry overlap, and two that touch differ in wording. */
typedef struct lc_piece {
    int64_t from, to; /* days since 1970, [from, to); LC_DAY_OPEN: no end */
    uint8_t text[LC_HASH_BYTES];
    bool since_oldest; /* from is the day of the source's oldest snapshot */
    int64_t filled;    /* fields with content (store/filled.h) */
    int64_t body;      /* row of the wording; 0: of the wording now said */
    int64_t version;   /* row of the belief; 0: not believed so far */
} lc_piece;

typedef struct lc_span {
    int64_t from, to; /* what the snapshot speaks for */
    int64_t oldest;   /* day of the source's oldest snapshot, this one included */
} lc_span;

/* Pieces of one entry that overlap or touch a span: one before, one across, one after. */
enum { LC_PIECES_OLD = 3, LC_PIECES_NEW = 2 * LC_PIECES_OLD + 1 };

/* old, in order of time, is overwritten on span with said (NULL: not listed). Writes the pieces
 * that are to be believed in their place and returns their number. A piece that stays as it was
 * keeps its version; the others have version 0. Wordings that meet are joined, under the body of
 * the earlier. */
size_t lc_timeline_put(const lc_piece *old, size_t n_old, const lc_span *span, const lc_piece *said,
                       lc_piece out[LC_PIECES_NEW]);

#endif
