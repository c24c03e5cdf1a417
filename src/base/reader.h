/* base/reader.h: a source of bytes, read forwards once. */
#ifndef BASE_READER_H
#define BASE_READER_H

#include "base/error.h"
#include "base/sv.h"

typedef struct lc_reader {
    void *ctx;
    /* Fills up to cap bytes; *got == 0 means the end. Returns 0 or an error code. */
    int (*read)(void *ctx, void *data, size_t cap, size_t *got, licet_error *err);
} lc_reader;

/* A reader over bytes in memory. The state must outlive the reader. */
typedef struct lc_mem_reader {
    lc_sv rest;
} lc_mem_reader;

lc_reader lc_reader_of_memory(lc_mem_reader *state, lc_sv bytes);

#endif
