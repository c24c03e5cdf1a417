#include "engine/orders_peek.h"

int lc_peek_open(lc_peek *p, const lc_reader *in, size_t max_bytes, licet_error *err)
{
    *p = (lc_peek){.in = *in};
    lc_buf_reserve(&p->head, max_bytes);
    while (p->head.len < max_bytes) {
        size_t got = 0;
        int rc = in->read(in->ctx, p->head.data + p->head.len, max_bytes - p->head.len, &got, err);
        if (rc) return rc;
        p->whole = !got;
        if (!got) break;
        p->head.len += got;
    }
    return 0;
}

void lc_peek_done(lc_peek *p)
{
    lc_buf_done(&p->head);
}

static int read_on(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    lc_peek *p = ctx;
    size_t left = p->head.len - p->at;
    if (!left) {
        lc_buf_done(&p->head);
        p->at = 0;
        return p->in.read(p->in.ctx, data, cap, got, err);
    }
    *got = left < cap ? left : cap;
    memcpy(data, p->head.data + p->at, *got);
    p->at += *got;
    return 0;
}

lc_reader lc_peek_reader(lc_peek *p)
{
    return (lc_reader){p, read_on};
}
