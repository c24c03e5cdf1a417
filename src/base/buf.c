#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

void lc_buf_done(lc_buf *b)
{
    free(b->data);
    *b = (lc_buf){0};
}

void lc_buf_clear(lc_buf *b)
{
    b->len = 0;
    if (b->data) b->data[0] = 0;
}

void lc_buf_reserve(lc_buf *b, size_t extra)
{
    size_t need = b->len + extra + 1;
    if (need <= b->cap) return;
    size_t cap = b->cap ? b->cap : 64;
    while (cap < need) cap += cap / 2 + 16;
    b->data = lc_xrealloc(b->data, cap);
    b->cap = cap;
}

void lc_buf_put(lc_buf *b, const void *data, size_t len)
{
    lc_buf_reserve(b, len);
    if (len) memcpy(b->data + b->len, data, len);
    b->len += len;
    b->data[b->len] = 0;
}

void lc_buf_sv(lc_buf *b, lc_sv v)
{
    lc_buf_put(b, v.data, v.len);
}

void lc_buf_z(lc_buf *b, const char *z)
{
    lc_buf_put(b, z, strlen(z));
}

void lc_buf_printf(lc_buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n > 0) {
        lc_buf_reserve(b, (size_t)n);
        vsnprintf(b->data + b->len, (size_t)n + 1, fmt, again);
        b->len += (size_t)n;
    }
    va_end(again);
}
