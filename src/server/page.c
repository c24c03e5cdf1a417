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

bool srv_page_reply(const srv_request *rq, srv_reply *r)
{
    if (strcmp(rq->method, "GET") != 0 && strcmp(rq->method, "HEAD") != 0) return false;
    const srv_asset *a = find(rq->path);
    if (!a && drawn(rq->path)) a = find("/index.html");
    if (!a) return false;
    const char *have = srv_header_of(rq, "If-None-Match");
    srv_reply_header(r, "ETag", a->etag);
    srv_reply_header(r, "Cache-Control",
                     a->named_by_hash ? "public, max-age=31536000, immutable" : "no-cache");
    r->status = 304;
    if (have && strcmp(have, a->etag) == 0) return true;
    srv_reply_header(r, "Content-Encoding", "gzip");
    r->status = 200;
    r->type = a->type;
    r->fixed = (const char *)a->data;
    r->fixed_len = a->len;
    return true;
}
