/* libmicrohttpd's requests as ours. */
#include "server/exchange.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static enum MHD_Result take_arg(void *ctx, enum MHD_ValueKind kind, const char *name,
                                const char *value)
{
    args_reader *r = ctx;
    (void)kind;
    if (!srv_put_arg(r->x, name, value)) r->bad = true;
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

static srv_guest *guest_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/* No route: a file of the page, the page's own word that there is none, or a refusal. */
static void without_route(srv_exchange *x, bool other_method)
{
    char methods[64];
    if (srv_page_reply(&x->rq, &x->reply)) return;
    if (!other_method) {
        if (srv_page_missing(&x->rq, &x->reply)) return;
        srv_problem(&x->reply, 404, "see /openapi.json", "there is nothing at %.200s", x->path);
        return;
    }
    srv_route_methods(x->path, methods);
    srv_reply_header(&x->reply, "Allow", methods);
    srv_problem(&x->reply, 405, NULL, "%.200s takes %s", x->path, methods);
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
    x->guest = guest_of(connection);
    srv_guest_is(x->guest, SRV_SENDS, 0);
    if (!srv_body_framed(x)) return x;
    if (!x->route) without_route(x, other);
    if (x->route && srv_route_allowed(x->route, &x->rq, &x->reply) && srv_body_whole(x))
        read_args(x);
    return x;
}

/* ---- answering ---- */

/* Nothing was begun, so it may be sent again. Always the same bytes: to refuse must be cheap. */
static void overloaded(srv_exchange *x)
{
    static const char says[] =
        "{\"detail\":\"more is asked than can be answered; nothing was done about this request\","
        "\"remedy\":\"send it again after a second\",\"status\":503,"
        "\"title\":\"It cannot be answered now\",\"type\":\"about:blank\"}";
    x->reply.status = 503;
    x->reply.type = "application/problem+json";
    x->reply.fixed = says;
    x->reply.fixed_len = sizeof says - 1;
    srv_reply_header(&x->reply, "Retry-After", "1");
}

static void answer(srv_exchange *x)
{
    x->rq.body = x->body.data ? x->body.data : "";
    x->rq.body_len = x->body.len;
    x->rq.body_file = x->spool < 0 ? NULL : x->spool_path;
    if (!x->reply.status && x->route->body == SRV_BODY_FORM) srv_body_form(x);
    if (!x->reply.status) srv_route_call(x->service, x->route, &x->rq, &x->reply);
    if (!x->reply.status) srv_problem(&x->reply, 500, NULL, "the request got no answer");
}

/* In a thread of the crew. Once it is woken, the connection's thread goes on with x. */
static void work(void *ctx, bool too_late)
{
    srv_exchange *x = ctx;
    if (too_late)
        overloaded(x);
    else
        answer(x);
    MHD_resume_connection(x->rq.connection);
}

static enum MHD_Result finish(srv_exchange *x)
{
    if (x->sent) return MHD_YES;
    if (x->reply.status) return srv_exchange_send(x);
    if (x->route->light) {
        answer(x);
        return srv_exchange_send(x);
    }
    if (!srv_crew_place(x->service->crew, x->route->slow)) {
        overloaded(x);
        return srv_exchange_send(x);
    }
    srv_guest_is(x->guest, SRV_WAITS, 0);
    x->work = (srv_work){.run = work, .ctx = x, .slow = x->route->slow};
    MHD_suspend_connection(x->rq.connection);
    srv_crew_put(x->service->crew, &x->work);
    return MHD_YES;
}

static enum MHD_Result on_request(void *ctx, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *len, void **state)
{
    srv_exchange *x = *state;
    (void)version;
    if (!x) {
        *state = x = begin(ctx, connection, url, method);
        return x->hang_up || srv_body_refused(x) ? srv_exchange_send(x) : MHD_YES;
    }
    if (!*len) return finish(x);
    bool bearable = srv_body_take(x, data, *len);
    *len = 0;
    return bearable ? MHD_YES : MHD_NO;
}

static void on_end(void *ctx, struct MHD_Connection *connection, void **state,
                   enum MHD_RequestTerminationCode code)
{
    srv_exchange *x = *state;
    (void)ctx;
    (void)connection;
    if (!x) return;
    srv_guest_is(x->guest, SRV_SITS, 0);
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
    return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_NO_LISTEN_SOCKET |
                                MHD_ALLOW_SUSPEND_RESUME,
                            0, NULL, NULL, on_request, s, MHD_OPTION_CONNECTION_TIMEOUT,
                            (unsigned)SECONDS_IDLE, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                            (size_t)CONNECTION_MEMORY, MHD_OPTION_CONNECTION_LIMIT, connections,
                            MHD_OPTION_NOTIFY_COMPLETED, on_end, s, MHD_OPTION_NOTIFY_CONNECTION,
                            on_connection, ctx, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL,
                            MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}
