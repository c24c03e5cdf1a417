#include "server/router.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/once.h"
#include "server/peer.h"
#include "server/problem.h"

enum { MAX_JSON_BODY = 4 << 20, MAX_FREE_BODY = 4 << 20, LOG_WAIT_MS = 2000 };
#define MAX_SPOOLED_BODY ((size_t)1 << 30)

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* jansson's own check: a string of it is UTF-8 or it is none. */
static bool is_utf8(const char *s)
{
    json_t *j = json_string(s);
    json_decref(j);
    return j != NULL;
}

bool srv_unescape(char *s, bool form)
{
    char *to = s;
    for (const char *p = s; *p; p++) {
        if (*p == '+' && form) {
            *to++ = ' ';
        } else if (*p == '%') {
            int high = hex_digit(p[1]), low = high < 0 ? -1 : hex_digit(p[2]);
            if (low < 0 || (high == 0 && low == 0)) return false;
            *to++ = (char)(high * 16 + low);
            p += 2;
        } else {
            *to++ = *p;
        }
    }
    *to = 0;
    return is_utf8(s);
}

/* ---- finding ---- */

/* Does path fit pattern? Parts are copied, unescaped, into store. */
static bool fits(const char *pattern, const char *path, srv_request *rq, char *store)
{
    size_t n = 0;
    while (*pattern) {
        if (*pattern != '{') {
            if (*pattern++ != *path++) return false;
            continue;
        }
        pattern = strchr(pattern, '}') + 1;
        size_t len = strcspn(path, "/");
        if (len == 0 || n == SRV_MAX_PARTS) return false;
        memcpy(store, path, len);
        store[len] = 0;
        if (!srv_unescape(store, false) || srv_points(store) > SRV_PART_POINTS) return false;
        rq->parts[n++] = store;
        store += len + 1;
        path += len;
    }
    return *path == 0;
}

static bool method_is(const srv_route *r, const char *method)
{
    return strcmp(r->method, method) == 0 ||
           (strcmp(method, "HEAD") == 0 && strcmp(r->method, "GET") == 0);
}

const srv_route *srv_route_find(const char *method, const char *path, srv_request *rq, char *store,
                                size_t *out_index, bool *out_other_method)
{
    *out_other_method = false;
    if (strlen(path) >= SRV_PATH_BYTES) return NULL;
    const srv_route *r;
    for (size_t i = 0; (r = srv_route_at(i)); i++) {
        if (!fits(r->path, path, rq, store)) continue;
        if (method_is(r, method)) {
            *out_index = i;
            return r;
        }
        *out_other_method = true;
    }
    return NULL;
}

size_t srv_route_max_body(const srv_route *r)
{
    switch (r->body) {
    case SRV_NO_BODY: return 0;
    case SRV_BODY_JSON: return MAX_JSON_BODY;
    case SRV_BODY_FORM:
    case SRV_BODY_FREE: return MAX_FREE_BODY;
    case SRV_BODY_SPOOL: return MAX_SPOOLED_BODY;
    }
    return 0;
}

void srv_route_methods(const char *path, char out[64])
{
    const srv_route *r;
    char store[SRV_PATH_BYTES];
    srv_request none = {0};
    size_t n = 0;
    out[0] = 0;
    if (strlen(path) >= SRV_PATH_BYTES) return;
    const char *pattern = NULL; /* the first that fits is the one that answers */
    for (size_t i = 0; (r = srv_route_at(i)); i++) {
        if (!pattern && fits(r->path, path, &none, store)) pattern = r->path;
        if (pattern && strcmp(pattern, r->path) == 0 && n < 50)
            n += (size_t)snprintf(out + n, 64 - n, "%s%s%s", n ? ", " : "", r->method,
                                  strcmp(r->method, "GET") == 0 ? ", HEAD" : "");
    }
}

/* ---- calling ---- */

/* Where the library speaks of its own flags, in our words. */
static const char *complaint(const json_error_t *e, char out[240])
{
    enum json_error_code code = json_error_code(e);
    bool nul = code == json_error_null_character || code == json_error_null_byte_in_key;
    snprintf(out, 240, "the body is no JSON: %.200s", e->text);
    return nul ? "a NUL character is not allowed in text" : out;
}

static int read_json(const srv_route *route, srv_request *rq, srv_reply *r)
{
    json_error_t e;
    char says[240];
    rq->json = json_loadb(rq->body, rq->body_len, JSON_REJECT_DUPLICATES, &e);
    if (!rq->json)
        return srv_problem(r, 400, NULL, "%s (line %d, byte %d)", complaint(&e, says), e.line,
                           e.position);
    return route->fields ? srv_fields_check_json(rq->json, route->fields, "body", r) : 0;
}

bool srv_route_allowed(const srv_route *route, const srv_request *rq, srv_reply *r)
{
    if ((rq->scopes & route->scope) == route->scope) return true;
    if (rq->scopes) {
        srv_problem(r, 403, NULL, "the key of %.100s lacks the scope this needs", rq->who);
        return false;
    }
    srv_reply_header(r, "WWW-Authenticate", "Bearer realm=\"licet\"");
    srv_problem(r, 401, "make one with: licet keys add NAME --scopes ...",
                "send a key: Authorization: Bearer licet_...");
    return false;
}

static int check(const srv_route *route, srv_request *rq, srv_reply *r)
{
    if (srv_fields_check_args(rq, route->args, route->peer, r)) {
        if (route->member) srv_peer_words(r, route->member, route->refused);
        return -1;
    }
    bool json = route->body == SRV_BODY_JSON || route->body == SRV_BODY_FREE;
    return json ? read_json(route, rq, r) : 0;
}

/* What is not found may be among the records that wait for the log (ledger.h). */
static void handle_logged(srv_call *c, const srv_route *route)
{
    bool whole = srv_ledger_settle(c->service->ledger, LOG_WAIT_MS);
    route->handle(c);
    if (whole || c->reply->status != 404) return;
    srv_reply_header(c->reply, "Retry-After", "2");
    srv_problem(c->reply, 503, "ask again when the import beside it has ended",
                "the log waits for another process that is writing to the home");
}

static void run(srv_service *s, const srv_route *route, srv_request *rq, srv_reply *reply)
{
    licet_error err = {0};
    srv_call c = {.service = s, .rq = rq, .reply = reply, .s = srv_service_snapshot(s)};
    if (licet_share(s->root, rq->now_s, &c.l, &err)) {
        srv_problem_of(reply, &err);
    } else if (!route->once || srv_once_begin(&c)) {
        if (route->logged)
            handle_logged(&c, route);
        else
            route->handle(&c);
    }
    srv_once_end(&c);
    licet_close(c.l);
    licet_snapshot_release(c.s);
}

void srv_route_call(srv_service *s, const srv_route *route, srv_request *rq, srv_reply *reply)
{
    if (!check(route, rq, reply)) run(s, route, rq, reply);
    json_decref(rq->json);
    rq->json = NULL;
}
