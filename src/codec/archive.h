/* codec/archive.h: a zip of a few files in memory, written and read. What could mean two things, or
 * more bytes than anybody meant, is refused. */
#ifndef CODEC_ARCHIVE_H
#define CODEC_ARCHIVE_H

#include "base/buf.h"
#include "base/error.h"

enum { LC_ARCHIVE_MAX_FILES = 1024, LC_ARCHIVE_MAX_RATIO = 200 };

typedef struct lc_archive_writer lc_archive_writer;
int lc_archive_begin(lc_archive_writer **out, licet_error *err);
/* bytes must live until the end. LICET_E_ARGUMENT: a name that stands there already. */
int lc_archive_put(lc_archive_writer *w, const char *name, lc_sv bytes, licet_error *err);
/* Appends the whole archive to out; also frees w. */
int lc_archive_end(lc_archive_writer *w, lc_buf *out, licet_error *err);
void lc_archive_cancel(lc_archive_writer *w); /* takes NULL */

typedef struct lc_archive lc_archive;
/* bytes must live as long as the archive. LICET_E_CORRUPT: no archive, an empty one, a name twice,
 * encrypted, packed strangely; LICET_E_LIMIT: more than LC_ARCHIVE_MAX_FILES. */
int lc_archive_open(lc_sv bytes, lc_archive **out, licet_error *err);
void lc_archive_close(lc_archive *z); /* takes NULL */
size_t lc_archive_count(const lc_archive *z);
/* Appends one file. LICET_E_NOT_FOUND; LICET_E_LIMIT beyond max_bytes, or LC_ARCHIVE_MAX_RATIO
 * times what it is packed in; LICET_E_CORRUPT: its checksum disagrees. */
int lc_archive_get(lc_archive *z, const char *name, uint64_t max_bytes, lc_buf *out,
                   licet_error *err);

#endif
