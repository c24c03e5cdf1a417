/* server/page.h: the files of the page, which are part of the program. */
#ifndef SERVER_PAGE_H
#define SERVER_PAGE_H

#include "server/http.h"

typedef struct srv_asset {
    const char *path, *type;
    const unsigned char *data; /* gzip */
    size_t len;
    const char *etag;
    bool named_by_hash; /* its name changes with its content */
} srv_asset;
extern const srv_asset srv_assets[]; /* made at build time from web/dist; ends with path NULL */

/* A file of the page, or the page itself for the addresses it draws. False: not for it. */
bool srv_page_reply(const srv_request *rq, srv_reply *r);

/* The page with status 404, for a browser at an address nothing has: the page says so. False:
 * whoever asks wants no page. */
bool srv_page_missing(const srv_request *rq, srv_reply *r);

#endif
