/* engine/rescreen_mirror.h: the book of customers as an index of its own (match/mirror.h):
 * home/index/<key>.mirror. Made when a book is taken in, or when it is wanted and is not there, is
 * damaged, or of another build; nothing refers to it. */
#ifndef ENGINE_RESCREEN_MIRROR_H
#define ENGINE_RESCREEN_MIRROR_H

#include "engine/book.h"
#include "match/mirror.h"

typedef struct lc_book_mirror {
    lc_mirror *mirror;
    lc_map_file file; /* kept */
    lc_buf bytes;     /* or only in memory: it could not be kept */
    bool was_kept;    /* it was there and whole */
} lc_book_mirror;

typedef struct lc_book_mirror_params {
    size_t threads;
    licet_progress progress; /* or NULL */
    void *progress_ctx;
} lc_book_mirror_params;

/* Opens it, made first if need be. Where it cannot be kept (no room, say) it is held in memory, and
 * nothing half-written is left. LICET_E_LIMIT for a book larger than one can hold. */
int lc_book_mirror_open(const licet *l, const lc_book *book, const lc_book_mirror_params *p,
                        lc_book_mirror *out, licet_error *err);
void lc_book_mirror_close(lc_book_mirror *m); /* takes one of zeros */

#endif
