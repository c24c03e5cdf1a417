#include "base/reader.h"

static int read_memory(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    (void)err;
    lc_mem_reader *m = ctx;
    *got = m->rest.len < cap ? m->rest.len : cap;
    if (*got) memcpy(data, m->rest.data, *got);
    m->rest = lc_sv_from(m->rest, *got);
    return 0;
}

lc_reader lc_reader_of_memory(lc_mem_reader *state, lc_sv bytes)
{
    state->rest = bytes;
    return (lc_reader){state, read_memory};
}
