/* store/again.h: is an edition an old one served again? Private to this room. */
#ifndef STORE_AGAIN_H
#define STORE_AGAIN_H

#include "store/db.h"

/* Publishers and the networks before them have served yesterday's file as today's. True if the
 * bytes (files_sha256 as in lc_snapshot_row) are those of an edition before the newest one that was
 * believed, which says otherwise; content: of the new edition, as in lc_snapshot_full. day: of the
 * new edition; older ones than it are looked at. why: a sentence. */
int lc_again_find(lc_store *s, lc_sv source, int64_t day, lc_sv files_sha256,
                  const uint8_t content[LC_HASH_BYTES], char *why, size_t why_cap, bool *out,
                  licet_error *err);

#endif
