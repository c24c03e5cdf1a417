#include "server/exchange.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/watchers.h"

void srv_exchange_free(srv_exchange *x)
{
    for (size_t i = 0; i < x->rq.n_args; i++) {
        free((char *)(uintptr_t)x->rq.args[i].name);
        free((char *)(uintptr_t)x->rq.args[i].value);
    }
    if (x->spool >= 0) {
        close(x->spool);
        unlink(x->spool_path); /* whoever wants to keep it has linked or renamed it */
    }
    atomic_fetch_sub(&x->service->body_bytes, x->body_cap);
    licet_text_done(&x->body);
    licet_text_done(&x->reply.body);
    if (x->reply.file >= 0) close(x->reply.file);
    if (x->reply.stream.next && !x->sent) x->reply.stream.done(x->reply.stream.ctx);
    free(x->path);
    free(x);
}

/* ---- streams ---- */

typedef struct streamed {
    srv_stream stream;
    srv_watchers *watchers;
    void *connection;
} streamed;

static ssize_t stream_next(void *ctx, uint64_t at, char *out, size_t max)
{
    streamed *s = ctx;
    (void)at;
    long n = s->stream.next(s->stream.ctx, out, max);
    if (n == 0) srv_watchers_sleep(s->watchers, &s->stream, s->connection);
    return n == SRV_STREAM_END ? MHD_CONTENT_READER_END_OF_STREAM : n;
}

static void stream_done(void *ctx)
{
    streamed *s = ctx;
    s->stream.done(s->stream.ctx);
    free(s);
}

static struct MHD_Response *of_stream(srv_exchange *x)
{
    enum { BLOCK = 16 * 1024 };
    streamed *s = malloc(sizeof *s);
    if (!s) abort();
    *s = (streamed){x->reply.stream, x->service->watchers, x->rq.connection};
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, stream_next, s, stream_done);
}

static struct MHD_Response *of_file(srv_reply *r, uint64_t *out_bytes)
{
    struct stat st;
    if (fstat(r->file, &st)) return NULL;
    struct MHD_Response *m = MHD_create_response_from_fd64((uint64_t)st.st_size, r->file);
    if (m) r->file = -1;
    *out_bytes = (uint64_t)st.st_size;
    return m;
}

static struct MHD_Response *of_body(srv_reply *r)
{
    if (r->fixed)
        return MHD_create_response_from_buffer(r->fixed_len, (void *)(uintptr_t)r->fixed,
                                               MHD_RESPMEM_PERSISTENT);
    if (!r->body.data)
        return MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
    struct MHD_Response *m =
        MHD_create_response_from_buffer(r->body.len, r->body.data, MHD_RESPMEM_MUST_FREE);
    if (m) r->body = (licet_text){0};
    return m;
}

/* ---- headers every reply has ---- */

static const srv_arg always[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src "
     "'self'; "
     "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
     "require-trusted-types-for 'script'"}};

static void put_headers(struct MHD_Response *m, const srv_exchange *x)
{
    const srv_reply *r = &x->reply;
    bool cache = false;
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        MHD_add_response_header(m, always[i].name, always[i].value);
    for (size_t i = 0; i < r->n_headers; i++) {
        MHD_add_response_header(m, r->headers[i].name, r->headers[i].value);
        cache |= strcmp(r->headers[i].name, "Cache-Control") == 0;
    }
    if (!cache) MHD_add_response_header(m, "Cache-Control", "no-store");
    if (r->type) MHD_add_response_header(m, "Content-Type", r->type);
    MHD_add_response_header(m, "X-Request-Id", x->rq.id);
    if (r->status == 413 || x->hang_up || atomic_load(&x->service->stopping))
        MHD_add_response_header(m, "Connection", "close");
}

enum MHD_Result srv_exchange_send(srv_exchange *x)
{
    srv_reply *r = &x->reply;
    uint64_t bytes = r->fixed ? r->fixed_len : r->body.len;
    struct MHD_Response *m = r->stream.next ? of_stream(x)
                             : r->file >= 0 ? of_file(r, &bytes)
                                            : of_body(r);
    if (!m) return MHD_NO;
    x->sent = true;
    srv_guest_is(x->guest, r->stream.next ? SRV_WAITS : SRV_TAKES, bytes);
    put_headers(m, x);
    enum MHD_Result rc = MHD_queue_response(x->rq.connection, r->status, m);
    MHD_destroy_response(m);
    return rc;
}
