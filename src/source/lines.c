#include "source/lines.h"

#include "base/buf.h"

enum { CHUNK_BYTES = 64 * 1024 };

typedef struct run {
    lc_input *in;
    void *ctx;
    int (*each)(void *ctx, lc_sv text, uint64_t line, uint64_t byte, licet_error *err);
    lc_buf held;
    uint64_t line, byte; /* of what is held */
} run;

static int step(run *r, lc_sv text, licet_error *err)
{
    lc_sv t = lc_sv_trim(text);
    r->line++;
    int rc = t.len ? r->each(r->ctx, t, r->line, r->byte + (uint64_t)(t.data - text.data), err) : 0;
    r->byte += text.len + 1;
    return rc;
}

/* Every whole line of what is held; at the end of the file also the last. */
static int steps(run *r, bool at_end, licet_error *err)
{
    size_t start = 0, end;
    int rc = 0;
    while (!rc && (end = lc_sv_find(lc_buf_view(&r->held), LC_SV("\n"), start)) != SIZE_MAX) {
        rc = step(r, (lc_sv){r->held.data + start, end - start}, err);
        start = end + 1;
    }
    if (!rc && at_end && start < r->held.len) {
        rc = step(r, (lc_sv){r->held.data + start, r->held.len - start}, err);
        start = r->held.len;
    }
    memmove(r->held.data, r->held.data + start, r->held.len - start);
    r->held.len -= start;
    return rc;
}

int lc_lines_run(lc_input *in, const lc_reader *text, void *ctx,
                 int (*line)(void *ctx, lc_sv text, uint64_t line, uint64_t byte, licet_error *err),
                 licet_error *err)
{
    run r = {.in = in, .ctx = ctx, .each = line};
    int rc = 0;
    for (size_t got = 1; got && !rc;) {
        lc_buf_reserve(&r.held, CHUNK_BYTES);
        rc = text->read(text->ctx, r.held.data + r.held.len, CHUNK_BYTES, &got, err);
        if (rc) break;
        r.held.len += got;
        rc = steps(&r, !got, err);
        if (!rc && r.held.len > LC_INPUT_MAX_RECORD_BYTES)
            rc = lc_input_refuse(in, r.line + 1, r.byte, err, "a line of more than %d bytes",
                                 LC_INPUT_MAX_RECORD_BYTES);
    }
    lc_buf_done(&r.held);
    return rc;
}
