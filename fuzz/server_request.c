/* Requests as bytes: METHOD, PATH, query, a line end, body. Nothing is answered; what is looked at
 * is everything before a handler: the path's parts, the query, the body's fields. */
#include <stdlib.h>
#include <string.h>

#include "server/problem.h"
#include "server/router.h"

static void done(srv_request *rq, srv_reply *r)
{
    licet_text_done(&r->body);
    json_decref(rq->json);
    rq->json = NULL;
}

static void read_args(char *query, srv_request *rq)
{
    while (query && *query && rq->n_args < SRV_MAX_ARGS) {
        char *pair = strsep(&query, "&"), *value = strchr(pair, '=');
        if (value) *value++ = 0;
        if (!srv_unescape(pair, true) || (value && !srv_unescape(value, true))) return;
        rq->args[rq->n_args++] = (srv_arg){pair, value ? value : ""};
    }
}

static void look(const srv_route *route, srv_request *rq, const char *body)
{
    srv_reply r = {.file = -1};
    if (!srv_fields_check_args(rq, route->args, route->peer, &r) && route->body) {
        rq->json = json_loads(body, JSON_REJECT_DUPLICATES, NULL);
        if (rq->json && route->fields) srv_fields_check_json(rq->json, route->fields, "body", &r);
    }
    if (r.status && (!r.body.data || r.status < 400)) abort(); /* a refusal says why */
    done(rq, &r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char store[SRV_PATH_BYTES];
    srv_request rq = {0};
    size_t index = 0;
    bool other;
    char *text = malloc(size + 1);
    if (!text) return 0;
    if (size) memcpy(text, data, size);
    text[size] = 0;
    char *rest = text, *line = strsep(&rest, "\n"), *method = strsep(&line, " ");
    char *path = strsep(&line, "?");
    const srv_route *route = path ? srv_route_find(method, path, &rq, store, &index, &other) : NULL;
    if (path) srv_route_methods(path, (char[64]){0});
    if (line) read_args(line, &rq);
    if (route) look(route, &rq, rest ? rest : "");
    free(text);
    return 0;
}
