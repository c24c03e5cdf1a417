/* libmicrohttpd's requests as ours. Bodies are gathered under the route's limit, or spooled. */
#include "server/exchange.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server/access.h"
#include "server/log.h"
#include "server/page.h"
#include "server/problem.h"

const char *srv_header_of(const srv_request *rq, const char *name)
{
    if (!rq->connection) return NULL;
    return MHD_lookup_connection_value(rq->connection, MHD_HEADER_KIND, name);
}

const char *srv_query_of(const srv_request *rq, const char *name)
{
    if (!rq->connection) return NULL;
    return MHD_lookup_connection_value(rq->connection, MHD_GET_ARGUMENT_KIND, name);
}

/* ---- what was sent ---- */

typedef struct args_reader {
    srv_exchange *x;
    bool bad;
} args_reader;

static bool put_arg(srv_exchange *x, const char *name, const char *value)
{
    if (x->rq.n_args == SRV_MAX_ARGS) return false;
    char *n = strdup(name), *v = strdup(value ? value : "");
    if (!n || !v) abort();
    x->rq.args[x->rq.n_args++] = (srv_arg){n, v};
    return srv_unescape(n, true) && srv_unescape(v, true);
}

static enum MHD_Result take_arg(void *ctx, enum MHD_ValueKind kind, const char *name,
                                const char *value)
{
    args_reader *r = ctx;
    (void)kind;
    if (!put_arg(r->x, name, value)) r->bad = true;
    return r->bad ? MHD_NO : MHD_YES;
}

static void read_args(srv_exchange *x)
{
    args_reader r = {.x = x};
    MHD_get_connection_values(x->rq.connection, MHD_GET_ARGUMENT_KIND, take_arg, &r);
    if (r.bad)
        srv_problem(&x->reply, 400, NULL,
                    "the query is not UTF-8 in %%XX, or has more than %d fields", SRV_MAX_ARGS);
}

/* name=value&name=value of a form. */
static void read_form(srv_exchange *x)
{
    char *rest = x->body.data;
    while (rest && *rest && !x->reply.status) {
        char *pair = strsep(&rest, "&"), *value = strchr(pair, '=');
        if (value) *value++ = 0;
        if (!put_arg(x, pair, value))
            srv_problem(&x->reply, 400, NULL,
                        "the form is not UTF-8 in %%XX, or has too many fields");
    }
}

static bool from_loopback(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (!info || !info->client_addr) return false;
    if (info->client_addr->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const void *)info->client_addr;
        return ntohl(v4->sin_addr.s_addr) >> 24 == 127;
    }
    const struct sockaddr_in6 *v6 = (const void *)info->client_addr;
    return info->client_addr->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr);
}

/* The trace id of the caller's traceparent (W3C Trace Context), or the number of the request. */
static void name_request(srv_exchange *x, uint64_t number)
{
    const char *given = srv_header_of(&x->rq, "traceparent");
    if (given && strlen(given) >= 35 && strspn(given + 3, "0123456789abcdef") >= 32)
        snprintf(x->rq.id, sizeof x->rq.id, "%.32s", given + 3);
    else
        snprintf(x->rq.id, sizeof x->rq.id, "%016llx%016llx",
                 (unsigned long long)x->service->started_s, (unsigned long long)number);
}

static srv_exchange *begin(srv_service *s, struct MHD_Connection *connection, const char *url,
                           const char *method)
{
    srv_exchange *x = calloc(1, sizeof *x);
    if (!x) abort();
    atomic_fetch_add(&s->under_way, 1);
    x->service = s;
    x->began_us = srv_now_us();
    x->reply.file = x->spool = -1;
    x->path = strdup(url);
    snprintf(x->method, sizeof x->method, "%s", method);
    x->rq = (srv_request){.method = x->method,
                          .path = x->path,
                          .body = "",
                          .connection = connection,
                          .now_s = srv_now_s()};
    bool other = false;
    name_request(x, atomic_fetch_add(&s->requests, 1));
    srv_access(s, &x->rq, from_loopback(connection), x->who);
    x->route = srv_route_find(x->method, x->path, &x->rq, x->parts, &x->route_index, &other);
    if (!x->route && !srv_page_reply(&x->rq, &x->reply)) {
        char methods[64];
        if (other) {
            srv_route_methods(x->path, methods);
            srv_reply_header(&x->reply, "Allow", methods);
            srv_problem(&x->reply, 405, NULL, "%.200s takes %s", x->path, methods);
        } else
            srv_problem(&x->reply, 404, "see /openapi.json", "there is nothing at %.200s", x->path);
    }
    if (x->route) read_args(x);
    return x;
}

/* ---- the body ---- */

static void refuse_size(srv_exchange *x)
{
    srv_problem(&x->reply, 413, "send several smaller ones", "the body is larger than %zu bytes",
                srv_route_max_body(x->route));
}

static void keep(srv_exchange *x, const char *data, size_t len)
{
    size_t need = x->body.len + len + 1;
    if (need > x->body_cap) {
        x->body_cap = need * 2;
        x->body.data = realloc(x->body.data, x->body_cap);
        if (!x->body.data) abort();
    }
    memcpy(x->body.data + x->body.len, data, len);
    x->body.len += len;
    x->body.data[x->body.len] = 0;
}

static void spool(srv_exchange *x, const char *data, size_t len)
{
    if (x->spool < 0 && !srv_spool_open(x)) return;
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

static void take_body(srv_exchange *x, const char *data, size_t len)
{
    if (x->reply.status || x->route->body == SRV_NO_BODY) return;
    uint64_t all = (x->route->body == SRV_BODY_SPOOL ? x->spooled : x->body.len) + len;
    if (all > srv_route_max_body(x->route))
        refuse_size(x);
    else if (x->route->body == SRV_BODY_SPOOL)
        spool(x, data, len);
    else
        keep(x, data, len);
}

/* A length that is too great is refused before it is sent. What is not much too great is let come
 * and thrown away: a client that is still sending would not hear the answer. True: answer now. */
static bool look_at_length(srv_exchange *x)
{
    const unsigned long long bearable = 64ULL << 20;
    const char *length = srv_header_of(&x->rq, "Content-Length");
    unsigned long long n = length ? strtoull(length, NULL, 10) : 0;
    if (!x->route || x->reply.status || x->route->body == SRV_NO_BODY) return false;
    if (n <= srv_route_max_body(x->route)) return false;
    refuse_size(x);
    return n > bearable;
}

/* ---- answering ---- */

static void answer(srv_exchange *x)
{
    x->rq.body = x->body.data ? x->body.data : "";
    x->rq.body_len = x->body.len;
    x->rq.body_file = x->spool < 0 ? NULL : x->spool_path;
    if (!x->reply.status && x->route->body == SRV_BODY_FORM) read_form(x);
    if (!x->reply.status) srv_route_call(x->service, x->route, &x->rq, &x->reply);
    if (!x->reply.status) srv_problem(&x->reply, 500, NULL, "the request got no answer");
}

static enum MHD_Result on_request(void *ctx, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *len, void **state)
{
    srv_exchange *x = *state;
    (void)version;
    if (!x) {
        *state = x = begin(ctx, connection, url, method);
        return look_at_length(x) ? srv_exchange_send(x) : MHD_YES;
    }
    if (*len) {
        if (x->route) take_body(x, data, *len);
        *len = 0;
        return MHD_YES;
    }
    if (x->sent) return MHD_YES;
    if (!x->reply.status) answer(x);
    return srv_exchange_send(x);
}

static void on_end(void *ctx, struct MHD_Connection *connection, void **state,
                   enum MHD_RequestTerminationCode code)
{
    srv_exchange *x = *state;
    (void)ctx;
    (void)connection;
    if (!x) return;
    srv_log_request(x, code == MHD_REQUEST_TERMINATED_COMPLETED_OK);
    atomic_fetch_sub(&x->service->under_way, 1);
    srv_exchange_free(x);
    *state = NULL;
}

/* Escapes are undone by us, part by part: a key may hold a slash. */
static size_t leave_escaped(void *ctx, struct MHD_Connection *connection, char *s)
{
    (void)ctx;
    (void)connection;
    return strlen(s);
}

struct MHD_Daemon *srv_http_start(srv_service *s, unsigned connections,
                                  MHD_NotifyConnectionCallback on_connection, void *ctx)
{
    enum { SECONDS_IDLE = 30, CONNECTION_MEMORY = 64 * 1024 };
    return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_NO_LISTEN_SOCKET,
                            0, NULL, NULL, on_request, s, MHD_OPTION_CONNECTION_TIMEOUT,
                            (unsigned)SECONDS_IDLE, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                            (size_t)CONNECTION_MEMORY, MHD_OPTION_CONNECTION_LIMIT, connections,
                            MHD_OPTION_NOTIFY_COMPLETED, on_end, s, MHD_OPTION_NOTIFY_CONNECTION,
                            on_connection, ctx, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL,
                            MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}
