#include "codec/zip.h"

#include <stdlib.h>
#include <zstd.h>

#include "base/arena.h"

enum { LEVEL = 6, FAST_LEVEL = 1, STEP_BYTES = 128 * 1024, WINDOW_LOG_MAX = 27 };

struct lc_packer {
    ZSTD_CCtx *cctx;
};

static void no_memory_if(bool missing)
{
    if (missing) lc_xmalloc(SIZE_MAX / 2); /* ends the process with its message */
}

static lc_packer *packer(int level)
{
    lc_packer *p = lc_xmalloc(sizeof *p);
    p->cctx = ZSTD_createCCtx();
    no_memory_if(!p->cctx);
    ZSTD_CCtx_setParameter(p->cctx, ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(p->cctx, ZSTD_c_checksumFlag, 1);
    return p;
}

lc_packer *lc_packer_new(void)
{
    return packer(LEVEL);
}

lc_packer *lc_packer_new_fast(void)
{
    return packer(FAST_LEVEL);
}

static int run(lc_packer *p, ZSTD_inBuffer *in, ZSTD_EndDirective how, lc_buf *out,
               licet_error *err)
{
    for (;;) {
        lc_buf_reserve(out, STEP_BYTES);
        ZSTD_outBuffer o = {out->data + out->len, STEP_BYTES, 0};
        size_t left = ZSTD_compressStream2(p->cctx, &o, in, how);
        if (ZSTD_isError(left))
            return lc_fail(err, LICET_E_CORRUPT, "zstd: %s", ZSTD_getErrorName(left));
        out->len += o.pos;
        out->data[out->len] = 0;
        if (how == ZSTD_e_end ? left == 0 : in->pos == in->size) return 0;
    }
}

int lc_packer_put(lc_packer *p, lc_sv bytes, lc_buf *out, licet_error *err)
{
    ZSTD_inBuffer in = {bytes.data, bytes.len, 0};
    return run(p, &in, ZSTD_e_continue, out, err);
}

int lc_packer_end(lc_packer *p, lc_buf *out, licet_error *err)
{
    ZSTD_inBuffer in = {NULL, 0, 0};
    int rc = run(p, &in, ZSTD_e_end, out, err);
    lc_packer_free(p);
    return rc;
}

void lc_packer_free(lc_packer *p)
{
    if (!p) return;
    ZSTD_freeCCtx(p->cctx);
    free(p);
}

/* One step of unpacking. *left is zstd's hint: 0 when a frame is complete. */
static int unpack_step(ZSTD_DCtx *d, ZSTD_inBuffer *in, size_t room, lc_buf *out, size_t *left,
                       licet_error *err)
{
    size_t step = room < STEP_BYTES ? room + 1 : STEP_BYTES; /* one over, to see the excess */
    lc_buf_reserve(out, step);
    ZSTD_outBuffer o = {out->data + out->len, step, 0};
    size_t before = in->pos;
    *left = ZSTD_decompressStream(d, &o, in);
    if (ZSTD_isError(*left)) {
        lc_fail(err, LICET_E_CORRUPT, "zstd: %s", ZSTD_getErrorName(*left));
        return lc_fail_at(err, NULL, 0, before), LICET_E_CORRUPT;
    }
    if (o.pos > room) return lc_fail(err, LICET_E_LIMIT, "unpacks to more than its limit");
    out->len += o.pos;
    out->data[out->len] = 0;
    if (o.pos == 0 && in->pos == before && *left)
        return lc_fail(err, LICET_E_CORRUPT, "packed bytes are cut off");
    return 0;
}

int lc_unpack(lc_sv packed, size_t max_bytes, lc_buf *out, licet_error *err)
{
    if (!packed.len) return lc_fail(err, LICET_E_CORRUPT, "packed bytes are empty");
    ZSTD_DCtx *d = ZSTD_createDCtx();
    no_memory_if(!d);
    ZSTD_DCtx_setParameter(d, ZSTD_d_windowLogMax, WINDOW_LOG_MAX);
    ZSTD_inBuffer in = {packed.data, packed.len, 0};
    size_t start = out->len, left = 1;
    int rc = 0;
    while (!rc && (in.pos < in.size || left))
        rc = unpack_step(d, &in, max_bytes - (out->len - start), out, &left, err);
    ZSTD_freeDCtx(d);
    if (rc) out->len = start; /* out is as it was on failure */
    if (rc && out->data) out->data[start] = 0;
    return rc;
}

struct lc_unpacker {
    ZSTD_DCtx *d;
    ZSTD_inBuffer in;
    size_t left; /* zstd's hint: 0 when the frame is complete */
};

lc_unpacker *lc_unpacker_new(lc_sv packed)
{
    lc_unpacker *u = lc_xmalloc(sizeof *u);
    *u = (lc_unpacker){ZSTD_createDCtx(), {packed.data, packed.len, 0}, 1};
    no_memory_if(!u->d);
    ZSTD_DCtx_setParameter(u->d, ZSTD_d_windowLogMax, WINDOW_LOG_MAX);
    return u;
}

void lc_unpacker_free(lc_unpacker *u)
{
    if (!u) return;
    ZSTD_freeDCtx(u->d);
    free(u);
}

static int unpack_some(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    lc_unpacker *u = ctx;
    ZSTD_outBuffer o = {data, cap, 0};
    while (!o.pos && cap && u->left) {
        size_t before = u->in.pos;
        u->left = ZSTD_decompressStream(u->d, &o, &u->in);
        if (ZSTD_isError(u->left))
            return lc_fail(err, LICET_E_CORRUPT, "zstd: %s", ZSTD_getErrorName(u->left));
        if (!o.pos && u->left && u->in.pos == before)
            return lc_fail(err, LICET_E_CORRUPT, "packed bytes are cut off");
    }
    *got = o.pos;
    return 0;
}

lc_reader lc_unpacker_reader(lc_unpacker *u)
{
    return (lc_reader){u, unpack_some};
}
