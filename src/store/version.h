/* store/version.h: rows of the version table: reading, sealing, walking. Private to this room. */
#ifndef STORE_VERSION_H
#define STORE_VERSION_H

#include "store/db.h"

/* A version with what its seal covers beyond its own columns. Numbers as stored, LC_DB_NULL for an
 * open end. */
typedef struct lc_version_row {
    int64_t id, entry, body, list_from, list_to, known_from, known_to, since_oldest, held, snapshot;
    uint8_t seal[LC_HASH_BYTES];
    lc_sv source, key, sublist;
    int64_t filled;
    uint8_t text_sha256[LC_HASH_BYTES], json_sha256[LC_HASH_BYTES];
} lc_version_row;

/* For "SELECT " LC_VERSION_COLUMNS " FROM entry e, version v, body b ..." */
#define LC_VERSION_COLUMNS                                                                         \
    "v.id, v.entry, v.body, v.list_from, v.list_to, v.known_from, v.known_to, v.since_oldest, "    \
    "v.held, v.snapshot, v.seal, e.source, e.key, b.sublist, b.filled, b.text_sha256, "            \
    "b.json_sha256"
void lc_version_read(lc_cols *c, lc_version_row *out);
/* scratch is emptied and used. */
void lc_version_seal(const lc_version_row *r, lc_buf *scratch, uint8_t out[LC_HASH_BYTES]);
bool lc_version_sealed(const lc_version_row *r, lc_buf *scratch);

/* Every row, or those of a key (LC_SV_NONE: all), in the order of lc_store_each_version; good: seal
 * and body agree. Ends at the first nonzero result. *out_seen is the tally of the seals met. */
typedef int (*lc_version_visit)(void *ctx, const lc_version_row *r, lc_sv json, bool good,
                                licet_error *err);
int lc_version_walk(lc_store *s, lc_sv key, void *ctx, lc_version_visit visit, lc_tally *out_seen,
                    licet_error *err);

#endif
