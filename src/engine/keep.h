/* engine/keep.h: files people gave (a book of customers, a dossier), by the hash of their bytes,
 * packed: home/kept/<sha256>.zst. A row of the log names each, so that `licet verify` misses what
 * is altered or gone. */
#ifndef ENGINE_KEEP_H
#define ENGINE_KEEP_H

#include "engine/engine.h"

#define LC_KEEP_MAX_BYTES ((size_t)512 * 1024 * 1024)

/* Durable when it returns; written again if it is there. out_sha256: hex. */
int lc_keep_put(const licet *l, lc_sv bytes, char out_sha256[65], licet_error *err);
/* Appends the bytes; LICET_E_NOT_FOUND, or LICET_E_CORRUPT if they are not those of the hash. */
int lc_keep_get(const licet *l, lc_sv sha256, lc_buf *out, licet_error *err);

/* Every file the log names ("B-", "N-" rows): how many, and how many are not whole. why: the first
 * of those, cut to fit, untouched if there is none. */
int lc_keep_verify(const licet *l, lc_store *store, uint64_t *out_files, uint64_t *out_bad,
                   char why[256], licet_error *err);

#endif
