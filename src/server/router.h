/* server/router.h: the table of routes, and the way from a request to its handler. */
#ifndef SERVER_ROUTER_H
#define SERVER_ROUTER_H

#include "server/fields.h"
#include "server/service.h"

/* One request being answered. */
typedef struct srv_call {
    srv_service *service;
    const srv_request *rq;
    srv_reply *reply;
    licet *l;                /* a handle of this request, with its clock */
    licet_snapshot *s;       /* the snapshot of this request; NULL: none could be opened */
    struct srv_claim *claim; /* on its Idempotency-Key, or NULL (server/once.h) */
    uint64_t recorded;       /* srv_pending.beside of what the reply acknowledges */
} srv_call;

typedef enum srv_body {
    SRV_NO_BODY = 0,
    SRV_BODY_JSON, /* checked by the route's fields */
    SRV_BODY_FORM, /* application/x-www-form-urlencoded, as arguments */
    SRV_BODY_FREE, /* JSON of a peer's shape: parsed, not checked */
    SRV_BODY_SPOOL /* any bytes, into a file */
} srv_body;

typedef struct srv_route {
    const char *method, *path; /* "/v1/entries/{key}" */
    unsigned scope;            /* licet_scope; 0: anybody */
    srv_body body;
    int (*handle)(srv_call *c); /* 0, or -1 with a problem filled in */
    const char *id;             /* operationId */
    const char *says;           /* one sentence */
    const srv_field *args;      /* query parameters, or NULL */
    const srv_field *fields;    /* of the JSON body, or NULL */
    const char *type;           /* media type of the answer; NULL: application/json */
    bool once;                  /* honours Idempotency-Key */
    bool peer;                  /* another tool's endpoint: further parameters are let be */
    const char *member;         /* where that tool's own errors say what is wrong, or NULL */
    unsigned refused;           /* its status for a parameter that is not what it must be */
    bool light;                 /* waits for nothing: answered at once, however much is asked */
    bool slow;                  /* may take long: never on all threads */
    bool logged;                /* reads the log: what was acknowledged before must stand there */
} srv_route;

const srv_route *srv_route_at(size_t i); /* NULL behind the last */
/* The route of a method and path; fills rq->parts (pointing into store, of SRV_PATH_BYTES).
 * out_index: its place in the table. NULL: none; *out_other_method tells whether the path exists.
 */
enum { SRV_PATH_BYTES = 8192, SRV_PART_POINTS = 1000 };
const srv_route *srv_route_find(const char *method, const char *path, srv_request *rq, char *store,
                                size_t *out_index, bool *out_other_method);
/* "GET, HEAD, POST" of a path. */
void srv_route_methods(const char *path, char out[64]);
/* How much of a body a route takes. */
size_t srv_route_max_body(const srv_route *r);
/* Has the caller the scopes? Else 401 or 403 is filled in. */
bool srv_route_allowed(const srv_route *r, const srv_request *rq, srv_reply *reply);
/* Checks arguments and body, and calls the handler. */
void srv_route_call(srv_service *s, const srv_route *route, srv_request *rq, srv_reply *reply);

/* %XX undone in place, '+' too where form. False: broken escapes, a NUL, or bytes that are not
 * UTF-8. */
bool srv_unescape(char *s, bool form);

#endif
