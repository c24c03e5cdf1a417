/* engine/columns_kept.h: what a person said of the columns of a kind of table (--map) is kept in
 * the home, one small text file for each header: home/columns/<hash>.txt. The same header brings it
 * back. */
#ifndef ENGINE_COLUMNS_KEPT_H
#define ENGINE_COLUMNS_KEPT_H

#include "base/arena.h"
#include "base/error.h"

enum { LC_KEPT_FILE_BYTES = 64 * 1024 };

/* home/columns/<hash of the header cells, blanks around them off>.txt */
lc_sv lc_kept_path(lc_arena *a, const char *home, const lc_sv *header, size_t n);
/* The maps kept for this header, "Their Header=canonical"; 0 if there are none, or the file is no
 * longer readable (then the columns are asked for again, which is safe). */
size_t lc_kept_read(lc_arena *a, const char *home, const lc_sv *header, size_t n,
                    const lc_sv **out_maps);
/* Keeps maps for this header in place of what was kept; of two for one column the last counts. */
int lc_kept_write(lc_arena *a, const char *home, const lc_sv *header, size_t n, const lc_sv *maps,
                  size_t n_maps, licet_error *err);
int lc_kept_forget(lc_arena *a, const char *home, const lc_sv *header, size_t n, licet_error *err);

#endif
