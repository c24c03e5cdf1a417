/* store/snapshot.h: rows of the snapshot table with their files. Private to this room. */
#ifndef STORE_SNAPSHOT_H
#define STORE_SNAPSHOT_H

#include "store/db.h"

/* As stored; LC_DB_NULL where NULL. */
typedef struct lc_snapshot_full {
    int64_t id, list_date, day, received_s, checked_s, known_s, sample, quarantined, entries, names,
        guard_removals, guard_percent;
    lc_sv source, why, files; /* files: JSON array of {"bytes","name","sha256"} */
    uint8_t content[LC_HASH_BYTES], seal[LC_HASH_BYTES];
} lc_snapshot_full;

void lc_snapshot_seal(const lc_snapshot_full *r, uint8_t out[LC_HASH_BYTES]);

/* files_sha256: hex, as in lc_snapshot_row. void_sample: a sample whose source has a real list now.
 * good: the seal agrees. */
typedef int (*lc_snapshot_visit)(void *ctx, const lc_snapshot_full *r, lc_sv files_sha256,
                                 bool void_sample, bool good, licet_error *err);
/* Every row by source, day and receipt, ended by the first nonzero result. *out_seen is the tally
 * of the seals met. */
int lc_snapshot_walk(lc_store *s, void *ctx, lc_snapshot_visit visit, lc_tally *out_seen,
                     licet_error *err);
/* The row of that number; visits nothing if there is none. */
int lc_snapshot_visit_one(lc_store *s, int64_t id, void *ctx, lc_snapshot_visit visit,
                          licet_error *err);

/* Seals and inserts a row, whose files are in the file table. */
int lc_snapshot_insert(lc_store *s, lc_snapshot_full *r, const lc_import_file *files,
                       size_t n_files, licet_error *err);
/* checked_s moves forward to the given time; earlier ones change nothing. */
int lc_snapshot_touch(lc_store *s, const lc_snapshot_full *r, int64_t checked_s, licet_error *err);

/* The files of an import as a JSON array as in lc_snapshot_full, and what stands for their bytes
 * together: the hash of one file, of several the hash of their sorted hashes (hex, a line each). */
void lc_files_describe(const lc_import_file *files, size_t n_files, lc_buf *out_json,
                       char out_sha256[LC_HASH_HEX]);

#endif
