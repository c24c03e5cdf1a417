/* fuzz/server_small.h: a whole service over a small list in a folder of its own, for requests that
 * are answered. What is expected of every answer: a status, and a body where it is refused. */
#ifndef FUZZ_SERVER_SMALL_H
#define FUZZ_SERVER_SMALL_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server/exchange.h"
#include "server/problem.h"
#include "server/router.h"

static srv_service small;

static inline void small_write(const char *folder, const char *name, const char *text)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    if (!f || fputs(text, f) < 0 || fclose(f)) abort();
}

static inline void small_import(const licet_config *c)
{
    char path[600];
    licet *l;
    licet_text t;
    licet_error e = {0};
    snprintf(path, sizeof path, "%s/own.jsonl", c->home);
    const char *file = path;
    licet_import_params p = {
        .source = "own", .list_date = "2026-07-31", .files = &file, .n_files = 1};
    if (licet_open(c, &l, &e) || licet_import(l, &p, &t, &e)) {
        fprintf(stderr, "%s\n", e.message);
        abort();
    }
    licet_text_done(&t);
    licet_close(l);
}

static char home[500];

static inline int small_remove(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)kind;
    (void)at;
    return remove(path);
}

static inline void small_forget(void)
{
    srv_service_close(&small);
    nftw(home, small_remove, 16, FTW_DEPTH | FTW_PHYS);
}

/* Made once, in TMPDIR; gone at the end. */
static inline srv_service *small_service(void)
{
    static srv_config config;
    const char *tmp = getenv("TMPDIR");
    if (config.licet.home) return &small;
    snprintf(home, sizeof home, "%s/licet-fuzz-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(home)) abort();
    small_write(home, "policy.ini", "[lists]\nrequired = own\n[list own]\nmax_age_days = 36500\n");
    small_write(
        home, "own.jsonl",
        "{\"entity_id\":\"1\",\"names\":[\"Marrow Hill Trading Ltd\"],\"type\":\"org\","
        "\"countries\":[\"GB\"]}\n"
        "{\"entity_id\":\"2\",\"names\":[\"Ossian Vale\",\"\xd0\x9e\xd1\x81\xd0\xb8\xd0\xb0\"],"
        "\"type\":\"person\",\"countries\":[\"IE\"]}\n");
    config.licet = (licet_config){.home = home, .data = LICET_DATA_DIR, .now_s = 1785542400};
    config.quiet = 1;
    small_import(&config.licet);
    if (srv_service_open(&config, &small, NULL) || atexit(small_forget)) abort();
    return &small;
}

static inline void small_check(const srv_reply *r)
{
    if (r->status < 200 || r->status > 599) abort();
    if (r->status >= 400 && !r->body.data) abort(); /* a refusal says why */
    if (r->body.data && r->body.data[r->body.len]) abort();
}

/* Answers a request as the server does, with every scope, and looks at the reply. args: an
 * exchange whose arguments are read already. */
static inline void small_call(srv_exchange *x, const char *method, char *path, const char *body,
                              size_t len)
{
    bool other;
    size_t index;
    char name[SRV_HEADER_BYTES] = "fuzz";
    x->service = small_service();
    x->rq.method = method;
    x->rq.path = path;
    x->rq.body = body;
    x->rq.body_len = len;
    x->rq.scopes = LICET_SCOPE_SCREEN | LICET_SCOPE_READ;
    x->rq.who = name;
    x->rq.now_s = 1785542400;
    const srv_route *route = srv_route_find(method, path, &x->rq, x->parts, &index, &other);
    if (!route || route->light || route->slow || !strncmp(route->path, "/v1/b", 5)) return;
    if (!srv_route_allowed(route, &x->rq, &x->reply)) return;
    if (route->body == SRV_BODY_FORM) srv_body_form(x);
    if (!x->reply.status) srv_route_call(x->service, route, &x->rq, &x->reply);
    small_check(&x->reply);
}

static inline srv_exchange *small_exchange(void)
{
    srv_exchange *x = calloc(1, sizeof *x);
    if (!x) abort();
    x->service = small_service();
    x->reply.file = x->spool = -1;
    return x;
}

#endif
