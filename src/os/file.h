/* os/file.h: files and folders. Paths are NUL-terminated. Messages name the path as given. */
#ifndef OS_FILE_H
#define OS_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/reader.h"

/* ---- reading ---- */
typedef struct lc_file lc_file;
/* "-" is standard input. */
int lc_file_open(const char *path, lc_file **out, licet_error *err);
void lc_file_close(lc_file *f); /* takes NULL */
lc_reader lc_file_reader(lc_file *f);
/* Bytes, or 0 where it cannot be known (a pipe). */
uint64_t lc_file_size(const lc_file *f);
/* Whole file; LICET_E_LIMIT beyond max_bytes. */
int lc_file_read(const char *path, size_t max_bytes, lc_buf *out, licet_error *err);
bool lc_file_exists(const char *path);
/* Are both there, and one and the same regular file? */
bool lc_file_same(const char *a, const char *b);

typedef struct lc_map_file {
    lc_sv bytes; /* read-only, until lc_map_file_close */
} lc_map_file;
int lc_map_file_open(const char *path, lc_map_file *out, licet_error *err);
void lc_map_file_close(lc_map_file *m);

/* ---- writing: nothing half-written ever stands under the final name ---- */
typedef struct lc_new_file lc_new_file;
/* Writes to a temporary neighbour. A path that is not a regular file (a pipe, /dev/stdout) is
 * written directly. */
int lc_new_file_open(const char *path, lc_new_file **out, licet_error *err);
int lc_new_file_put(lc_new_file *f, lc_sv bytes, licet_error *err);
/* Where the bytes stand until lc_new_file_finish, for a library that writes by path; NULL for what
 * is not a regular file. */
const char *lc_new_file_path(const lc_new_file *f);
/* Syncs file and folder and renames. Frees f, also on failure. */
int lc_new_file_finish(lc_new_file *f, licet_error *err);
void lc_new_file_cancel(lc_new_file *f); /* takes NULL; removes the temporary */
int lc_file_write(const char *path, lc_sv bytes, licet_error *err);
int lc_file_remove(const char *path, licet_error *err); /* a missing file is no error */

/* ---- folders ---- */
int lc_dir_make(const char *path, licet_error *err); /* with parents; 0700 for the last */
/* Regular files below path (recursively, at most 4 levels) whose names end in suffix, sorted by
 * bytes: paths relative to path. */
int lc_dir_files(lc_arena *a, const char *path, const char *suffix, lc_sv **out, size_t *out_n,
                 licet_error *err);

#endif
