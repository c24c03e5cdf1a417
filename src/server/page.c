#include "server/page.h"

#include <string.h>

static const srv_asset *find(const char *path)
{
    for (const srv_asset *a = srv_assets; a->path; a++)
        if (strcmp(a->path, path) == 0) return a;
    return NULL;
}

/* Addresses the page draws by itself (web/src/main.tsx). */
static bool drawn(const char *path)
{
    static const char *const pages[] = {"/e/",   "/orders",    "/determine", "/hits",
                                        "/book", "/decisions", "/lists",     "/key"};
    if (strcmp(path, "/") == 0) return true;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (strncmp(path, pages[i], strlen(pages[i])) == 0) return true;
    return false;
}

static bool reads(const srv_request *rq)
{
    return strcmp(rq->method, "GET") == 0 || strcmp(rq->method, "HEAD") == 0;
}

static void fill(srv_reply *r, unsigned status, const srv_asset *a)
{
    srv_reply_header(r, "Content-Encoding", "gzip");
    r->status = status;
    r->type = a->type;
    r->fixed = (const char *)a->data;
    r->fixed_len = a->len;
}

bool srv_page_reply(const srv_request *rq, srv_reply *r)
{
    if (!reads(rq)) return false;
    const srv_asset *a = find(rq->path);
    if (!a && drawn(rq->path)) a = find("/index.html");
    if (!a) return false;
    const char *have = srv_header_of(rq, "If-None-Match");
    srv_reply_header(r, "ETag", a->etag);
    srv_reply_header(r, "Cache-Control",
                     a->named_by_hash ? "public, max-age=31536000, immutable" : "no-cache");
    r->status = 304;
    if (have && strcmp(have, a->etag) == 0) return true;
    fill(r, 200, a);
    return true;
}

/* What the Accept header gives a type it names, in thousandths; 0 where it does not name it. */
static int weight(const char *accept, const char *type)
{
    size_t len = strlen(type);
    for (const char *at = accept; at; at = strchr(at, ',')) {
        at += strspn(at, ", \t");
        size_t behind = strcspn(at, ",");
        if (strncasecmp(at, type, len) != 0 || !strchr(" \t;,", at[len])) continue;
        const char *q = strstr(at + len, "q=");
        if (!q || q >= at + behind) return 1000;
        if (q[2] != '0' || q[3] != '.') return q[2] == '1' ? 1000 : 0;
        int w = 0;
        for (int i = 4, unit = 100; unit && q[i] >= '0' && q[i] <= '9'; i++, unit /= 10)
            w += (q[i] - '0') * unit;
        return w;
    }
    return 0;
}

/* A browser names text/html; a program that takes anything is told in JSON. */
static bool prefers_html(const srv_request *rq)
{
    const char *accept = srv_header_of(rq, "Accept");
    int html = weight(accept, "text/html");
    return html > weight(accept, "application/json") &&
           html > weight(accept, "application/problem+json");
}

bool srv_page_missing(const srv_request *rq, srv_reply *r)
{
    const srv_asset *a = find("/index.html");
    if (!a || !reads(rq) || !prefers_html(rq)) return false;
    srv_reply_header(r, "Cache-Control", "no-store");
    fill(r, 404, a);
    return true;
}
