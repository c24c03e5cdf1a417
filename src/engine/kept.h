/* engine/kept.h: the publisher's original files of one snapshot, out of the store. */
#ifndef ENGINE_KEPT_H
#define ENGINE_KEPT_H

#include "engine/list_file.h"
#include "store/store.h"

typedef struct lc_kept {
    lc_list_file *files; /* in the arena given to load; bytes until done */
    size_t n;
    lc_buf *bytes;
} lc_kept;

/* files: a snapshot row's JSON array. done must be called, also after a failure. */
int lc_kept_load(lc_store *s, lc_sv files, lc_arena *a, lc_kept *out, licet_error *err);
void lc_kept_done(lc_kept *k); /* takes {0} */

#endif
