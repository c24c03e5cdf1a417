/* engine/orders_peek.h: a reader whose beginning can be looked at before it is read. */
#ifndef ENGINE_ORDERS_PEEK_H
#define ENGINE_ORDERS_PEEK_H

#include "base/buf.h"
#include "base/reader.h"

typedef struct lc_peek {
    lc_reader in;
    lc_buf head; /* read and not yet handed on from at */
    size_t at;
    bool whole; /* head is all there is */
} lc_peek;

/* Reads up to max_bytes into head. */
int lc_peek_open(lc_peek *p, const lc_reader *in, size_t max_bytes, licet_error *err);
void lc_peek_done(lc_peek *p);
/* Everything from the beginning on. Lives as long as p. */
lc_reader lc_peek_reader(lc_peek *p);

#endif
