/* What a request carries: gathered under the route's limit, or spooled into a file. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/exchange.h"
#include "server/problem.h"

/* What is refused may still come to so many bytes. */
#define BEARABLE_BYTES    (64ULL << 20)
#define MOST_BODIES_BYTES (512ULL << 20)

bool srv_put_arg(srv_exchange *x, const char *name, const char *value)
{
    if (x->rq.n_args == SRV_MAX_ARGS) return false;
    char *n = strdup(name), *v = strdup(value ? value : "");
    if (!n || !v) abort();
    x->rq.args[x->rq.n_args++] = (srv_arg){n, v};
    return srv_unescape(n, true) && srv_unescape(v, true);
}

/* name=value&name=value of a form. */
void srv_body_form(srv_exchange *x)
{
    char *rest = x->body.data;
    while (rest && *rest && !x->reply.status) {
        char *pair = strsep(&rest, "&"), *value = strchr(pair, '=');
        if (value) *value++ = 0;
        if (!srv_put_arg(x, pair, value))
            srv_problem(&x->reply, 400, NULL,
                        "the form is not UTF-8 in %%XX, or has too many fields");
    }
}

/* A new file in home/spool. False: the problem is filled in. */
static bool open_spool(srv_exchange *x)
{
    char folder[400];
    snprintf(folder, sizeof folder, "%.380s/spool", x->service->config->licet.home);
    snprintf(x->spool_path, sizeof x->spool_path, "%s/body-XXXXXX", folder);
    if (mkdir(folder, 0700) && errno != EEXIST)
        x->spool = -1;
    else
        x->spool = mkstemp(x->spool_path);
    if (x->spool >= 0) return true;
    srv_problem(&x->reply, 503, "make the home writable", "the body cannot be kept: %s",
                strerror(errno));
    return false;
}

static void refuse_size(srv_exchange *x)
{
    srv_problem(&x->reply, 413, "send several smaller ones", "the body is larger than %zu bytes",
                srv_route_max_body(x->route));
}

/* Many bodies together may hold no more memory than this. */
static bool may_grow(srv_exchange *x, size_t to)
{
    atomic_ullong *all = &x->service->body_bytes;
    if (atomic_fetch_add(all, to - x->body_cap) + (to - x->body_cap) <= MOST_BODIES_BYTES) {
        x->body_cap = to;
        return true;
    }
    atomic_fetch_sub(all, to - x->body_cap);
    srv_reply_header(&x->reply, "Retry-After", "1");
    srv_problem(&x->reply, 503, "send it again after a second", "too many large bodies at once");
    return false;
}

static void keep(srv_exchange *x, const char *data, size_t len)
{
    size_t need = x->body.len + len + 1;
    if (need > x->body_cap) {
        if (!may_grow(x, need * 2)) return;
        x->body.data = realloc(x->body.data, x->body_cap);
        if (!x->body.data) abort();
    }
    memcpy(x->body.data + x->body.len, data, len);
    x->body.len += len;
    x->body.data[x->body.len] = 0;
}

static void spool(srv_exchange *x, const char *data, size_t len)
{
    if (x->spool < 0 && !open_spool(x)) return;
    while (len && !x->reply.status) {
        ssize_t n = write(x->spool, data, len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0)
            srv_problem(&x->reply, 503, "make room and send it again",
                        "the body cannot be kept: %s", strerror(errno));
        else
            data += n, len -= (size_t)n, x->spooled += (uint64_t)n;
    }
}

bool srv_body_take(srv_exchange *x, const char *data, size_t len)
{
    x->came += len;
    srv_guest_is(x->guest, SRV_SENDS, x->came);
    if (x->reply.status || x->route->body == SRV_NO_BODY) return x->came <= BEARABLE_BYTES;
    uint64_t all = (x->route->body == SRV_BODY_SPOOL ? x->spooled : x->body.len) + len;
    if (all > srv_route_max_body(x->route))
        refuse_size(x);
    else if (x->route->body == SRV_BODY_SPOOL)
        spool(x, data, len);
    else
        keep(x, data, len);
    return true;
}

bool srv_body_refused(srv_exchange *x)
{
    const char *length = srv_header_of(&x->rq, "Content-Length");
    unsigned long long n = length ? strtoull(length, NULL, 10) : 0;
    if (!x->route || x->reply.status || x->route->body == SRV_NO_BODY) return false;
    if (n <= srv_route_max_body(x->route)) return false;
    refuse_size(x);
    return n > BEARABLE_BYTES;
}

/* ---- where it ends ---- */

typedef struct framing {
    unsigned lengths, encodings, hosts;
    bool bad;
} framing;

static enum MHD_Result look_at_header(void *ctx, enum MHD_ValueKind kind, const char *name,
                                      const char *value)
{
    framing *f = ctx;
    (void)kind;
    if (!value) value = "";
    if (strcasecmp(name, "Content-Length") == 0) {
        f->lengths++;
        f->bad |= !*value || strspn(value, "0123456789") != strlen(value);
    } else if (strcasecmp(name, "Transfer-Encoding") == 0) {
        f->encodings++;
        f->bad |= strcasecmp(value, "chunked") != 0;
    } else if (strcasecmp(name, "Host") == 0) {
        f->hosts++;
    }
    f->bad |= name[strcspn(name, " \t")] != 0; /* before the colon */
    return MHD_YES;
}

bool srv_body_framed(srv_exchange *x)
{
    framing f = {0};
    MHD_get_connection_values(x->rq.connection, MHD_HEADER_KIND, look_at_header, &f);
    if (!f.bad && f.lengths + f.encodings <= 1 && f.hosts <= 1) return true;
    x->hang_up = true;
    srv_problem(&x->reply, 400, "send one Content-Length, or Transfer-Encoding: chunked alone",
                "it cannot be told where this request ends");
    return false;
}

bool srv_body_whole(srv_exchange *x)
{
    bool file = strcmp(x->method, "PUT") == 0 || x->route->body == SRV_BODY_SPOOL;
    if (!file || !srv_header_of(&x->rq, "Content-Range")) return true;
    srv_problem(&x->reply, 400, "send the whole file in one request, without Content-Range",
                "a part of a file (Content-Range) is not taken: nothing was kept");
    return false;
}
