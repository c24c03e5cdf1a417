/* store/original.h: rows of the file table: the publisher's original bytes. Private to this room.
 */
#ifndef STORE_ORIGINAL_H
#define STORE_ORIGINAL_H

#include "store/db.h"

/* Keeps the packed bytes of a file, unless they are there. */
int lc_original_insert(lc_store *s, const lc_import_file *f, licet_error *err);

/* As stored. Views live until the next step. */
typedef struct lc_original {
    lc_sv sha256, packed;
    int64_t bytes;
    uint8_t packed_sha256[LC_HASH_BYTES];
} lc_original;

/* For "SELECT " LC_ORIGINAL_COLUMNS " FROM file ..." */
#define LC_ORIGINAL_COLUMNS "sha256, bytes, packed, packed_sha256"
void lc_original_read(lc_cols *c, lc_original *out);
/* Appends the unpacked bytes to out. False, with out as it was, if anything disagrees. */
bool lc_original_unpack(const lc_original *r, lc_buf *out);

#endif
