/* engine/list_file.h: one file of a list on its way to a parser: hashed, counted and packed while
 * it is read, so that what is parsed is what is kept. */
#ifndef ENGINE_LIST_FILE_H
#define ENGINE_LIST_FILE_H

#include "base/buf.h"
#include "codec/hash.h"
#include "codec/zip.h"
#include "os/file.h"
#include "source/source.h"

typedef struct lc_list_file {
    const char *path; /* the name it was or is imported under */
    lc_sv kept;       /* its bytes, where the store has them; data NULL: read from path */
    char sha256[LC_HASH_HEX];
    uint64_t bytes;
    lc_buf packed;
} lc_list_file;

typedef struct lc_list_reading {
    lc_list_file *file;
    lc_file *opened;
    lc_mem_reader memory;
    lc_sha256 *hash;
    uint64_t at;       /* bytes read so far */
    bool binary;       /* no text: zeros may stand in it */
    lc_packer *packer; /* NULL: read once before, only compared */
    lc_reader raw;
    lc_reader in; /* what the parser reads */
    void *ctx;    /* of progress */
    void (*progress)(void *ctx, uint64_t bytes);
} lc_list_reading;

/* first: the bytes are packed, counted and hashed into the file; else the hash must come out again.
 * done must be called, also after open failed. */
int lc_list_reading_open(lc_list_reading *r, lc_list_file *f, bool first, licet_error *err);
/* Reads what the parser left and compares or keeps the hash. */
int lc_list_reading_end(lc_list_reading *r, licet_error *err);
void lc_list_reading_done(lc_list_reading *r);

/* The first bytes (up to 64 KiB), to tell what the file is. */
int lc_list_file_head(const lc_list_file *f, lc_buf *out, licet_error *err);

#endif
