/* Requests read and replies filled, whatever carries them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/http.h"

long srv_points(const char *s)
{
    long n = 0;
    for (; *s; s++) n += ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

const char *srv_arg_at(const srv_request *rq, const char *name, size_t i)
{
    for (size_t k = 0; k < rq->n_args; k++)
        if (strcmp(rq->args[k].name, name) == 0 && i-- == 0) return rq->args[k].value;
    return NULL;
}

const char *srv_arg_of(const srv_request *rq, const char *name)
{
    const char *last = NULL;
    for (size_t k = 0; k < rq->n_args; k++)
        if (strcmp(rq->args[k].name, name) == 0) last = rq->args[k].value;
    return last;
}

void srv_reply_header(srv_reply *r, const char *name, const char *value)
{
    if (r->n_headers == SRV_MAX_HEADERS || strlen(value) >= SRV_HEADER_BYTES) return;
    char *to = r->headers[r->n_headers].value;
    snprintf(r->headers[r->n_headers].name, sizeof r->headers[0].name, "%s", name);
    snprintf(to, SRV_HEADER_BYTES, "%s", value);
    for (; *to; to++)
        if ((unsigned char)*to < ' ' || (unsigned char)*to == 0x7F) *to = ' ';
    r->n_headers++;
}

void srv_reply_text(srv_reply *r, const char *type, licet_text text)
{
    r->status = 200;
    r->type = type;
    r->body = text;
}

static licet_text dump(const json_t *value, size_t flags)
{
    licet_text t = {0};
    t.data = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | flags);
    if (!t.data) abort(); /* out of memory: nothing true can be said */
    t.len = strlen(t.data);
    return t;
}

licet_text srv_json_text(const json_t *value)
{
    return dump(value, 0);
}

/* Digits a double holds for sure: a score of 88.76 is not 88.760000000000005. */
void srv_reply_json(srv_reply *r, json_t *value)
{
    enum { SURE_DIGITS = 15 };
    srv_reply_text(r, SRV_JSON, dump(value, JSON_REAL_PRECISION(SURE_DIGITS)));
    json_decref(value);
}
