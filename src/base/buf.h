/* base/buf.h: an owned, growing buffer of bytes. {0} is an empty buffer. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/sv.h"

typedef struct lc_buf {
    char *data; /* owned; a NUL always stands behind the last byte once anything was put */
    size_t len, cap;
} lc_buf;

void lc_buf_done(lc_buf *b); /* gives memory back; b is empty after */
void lc_buf_clear(lc_buf *b);
void lc_buf_reserve(lc_buf *b, size_t extra_bytes);
void lc_buf_put(lc_buf *b, const void *data, size_t len);
void lc_buf_sv(lc_buf *b, lc_sv v);
void lc_buf_z(lc_buf *b, const char *z);
void lc_buf_printf(lc_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static inline void lc_buf_c(lc_buf *b, char c)
{
    if (b->len + 1 >= b->cap) lc_buf_reserve(b, 1);
    b->data[b->len++] = c;
    b->data[b->len] = 0;
}

static inline lc_sv lc_buf_view(const lc_buf *b)
{
    return (lc_sv){b->data, b->len};
}

#endif
