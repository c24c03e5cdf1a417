/* Bytes of any encoding: refused, or the same UTF-8 text however they are read. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "text/charset.h"
#include "text/fold.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int truth)
{
    if (!truth) abort();
}

typedef struct pieces {
    lc_sv rest;
    size_t most;
} pieces;

static int read_piece(void *ctx, void *out, size_t cap, size_t *got, licet_error *err)
{
    pieces *p = ctx;
    size_t n = p->rest.len < p->most ? p->rest.len : p->most;
    (void)err;
    *got = n < cap ? n : cap;
    if (*got) memcpy(out, p->rest.data, *got);
    p->rest = lc_sv_from(p->rest, *got);
    return 0;
}

static int read_all(lc_sv bytes, size_t most, size_t cap, lc_buf *out, lc_charset_kind *kind)
{
    pieces from = {bytes, most};
    lc_reader raw = {&from, read_piece};
    lc_charset *c;
    licet_error e = {0};
    int rc = lc_charset_open(&raw, &c, &e);
    if (rc) {
        demand(rc == LICET_E_ENCODING && e.byte < bytes.len);
        return rc;
    }
    lc_reader text = lc_charset_reader(c);
    for (size_t got = 1; !rc && got;) {
        lc_buf_reserve(out, cap);
        rc = text.read(text.ctx, out->data + out->len, cap, &got, &e);
        demand(rc || got <= cap);
        out->len += rc ? 0 : got;
    }
    *kind = lc_charset_kind_of(c);
    lc_charset_close(c);
    return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_sv bytes = {(const char *)data, size};
    lc_buf one = {0}, two = {0};
    lc_charset_kind kind = LC_CHARSET_UNKNOWN, same = LC_CHARSET_UNKNOWN;
    int rc = read_all(bytes, SIZE_MAX, 65536, &one, &kind);
    demand(read_all(bytes, 3, 1 + size % 11, &two, &same) == rc);
    demand(kind == same && lc_sv_eq(lc_buf_view(&one), lc_buf_view(&two)));
    if (!rc && kind != LC_CHARSET_UTF8) demand(lc_utf8_ok(lc_buf_view(&one), NULL));
    lc_buf_done(&one);
    lc_buf_done(&two);
    return 0;
}
