#include "source/spool.h"

#include <stdlib.h>

#include "codec/zip.h"

struct lc_spool {
    lc_input *in;
    lc_packer *packer;
    lc_buf packed;
    lc_unpacker *unpacker;
    lc_reader first, second;
};

static int read_first(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    lc_spool *s = ctx;
    const lc_reader *in = lc_input_reader(s->in);
    int rc = in->read(in->ctx, data, cap, got, err);
    if (rc || !*got) return rc;
    if (s->packed.len > LC_SPOOL_MAX_BYTES)
        return lc_input_refuse(s->in, 0, 0, err, "the file is too big: more than %zu bytes packed",
                               LC_SPOOL_MAX_BYTES);
    return lc_packer_put(s->packer, (lc_sv){data, *got}, &s->packed, err);
}

lc_spool *lc_spool_new(lc_input *in)
{
    lc_spool *s = lc_xmalloc(sizeof *s);
    *s = (lc_spool){.in = in, .packer = lc_packer_new_fast()};
    s->first = (lc_reader){s, read_first};
    return s;
}

void lc_spool_free(lc_spool *s)
{
    if (!s) return;
    lc_packer_free(s->packer);
    lc_unpacker_free(s->unpacker);
    lc_buf_done(&s->packed);
    free(s);
}

const lc_reader *lc_spool_first(lc_spool *s)
{
    return &s->first;
}

int lc_spool_second(lc_spool *s, const lc_reader **out, licet_error *err)
{
    lc_packer *p = s->packer;
    s->packer = NULL;
    int rc = lc_packer_end(p, &s->packed, err);
    if (rc) return rc;
    s->unpacker = lc_unpacker_new(lc_buf_view(&s->packed));
    s->second = lc_unpacker_reader(s->unpacker);
    *out = &s->second;
    return 0;
}
