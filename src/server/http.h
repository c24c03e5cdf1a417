/* server/http.h: a request as handlers see it, and the reply they fill. */
#ifndef SERVER_HTTP_H
#define SERVER_HTTP_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "licet/explain.h"
#include "licet/lists.h"
#include "licet/service.h"

enum {
    SRV_MAX_ARGS = 96,     /* query parameters and form fields */
    SRV_MAX_PARTS = 4,     /* {..} of a path */
    SRV_MAX_HEADERS = 8,   /* of a reply, besides those every reply has */
    SRV_HEADER_BYTES = 512 /* of one value */
};

typedef struct srv_arg {
    const char *name, *value;
} srv_arg;

typedef struct srv_request {
    const char *method, *path; /* path: as sent, still escaped */
    srv_arg args[SRV_MAX_ARGS];
    size_t n_args;
    const char *parts[SRV_MAX_PARTS]; /* decoded, in the order of the route's {..} */
    const char *body;                 /* NUL-terminated; "" if none */
    size_t body_len;
    json_t *json;          /* the body where the route takes JSON, checked by its fields */
    const char *body_file; /* where the route spools: path of the body */
    unsigned scopes;       /* licet_scope, or-ed */
    const char *who;       /* name of the key, "page" for the page on this machine */
    bool page;             /* the page on this machine, without a key */
    char id[33];           /* trace id: the caller's (traceparent), or made here */
    void *connection;      /* of the HTTP library */
    int64_t now_s;         /* when the request came */
} srv_request;

/* Code points of UTF-8, as JSON Schema counts the length of a text. */
long srv_points(const char *s);
/* Last value of an argument, or NULL. */
const char *srv_arg_of(const srv_request *rq, const char *name);
/* i-th value of an argument that repeats, or NULL. */
const char *srv_arg_at(const srv_request *rq, const char *name, size_t i);
/* A header of the request, or NULL. */
const char *srv_header_of(const srv_request *rq, const char *name);

/* A query parameter as it was sent, before arguments are read; or NULL. */
const char *srv_query_of(const srv_request *rq, const char *name);

/* Bytes that come while they are sent. next: fills at most max bytes, returns how many; 0: nothing
 * now (server/watchers.h wakes it); SRV_STREAM_END: all is said. done: frees ctx. */
enum { SRV_STREAM_END = -1 };
typedef struct srv_stream {
    long (*next)(void *ctx, char *out, size_t max);
    void (*done)(void *ctx);
    void *ctx;
} srv_stream;

typedef struct srv_reply {
    unsigned status;
    const char *type;  /* media type; static */
    licet_text body;   /* owned */
    const char *fixed; /* or bytes that live as long as the program */
    size_t fixed_len;
    int file;          /* or a descriptor, closed when sent; -1: none */
    srv_stream stream; /* or next != NULL */
    struct {
        char name[48], value[SRV_HEADER_BYTES];
    } headers[SRV_MAX_HEADERS];
    size_t n_headers;
} srv_reply;

/* Adds a header; line ends in value become spaces; too many or too long ones are left out. */
void srv_reply_header(srv_reply *r, const char *name, const char *value);
/* 200 and JSON the library made; takes text over. */
void srv_reply_text(srv_reply *r, const char *type, licet_text text);
/* 200 and a JSON value; takes it over. */
void srv_reply_json(srv_reply *r, json_t *value);
/* Writes a value into a new text, compact. */
licet_text srv_json_text(const json_t *value);

#define SRV_JSON  "application/json"
#define SRV_JSONL "application/x-ndjson"

#endif
