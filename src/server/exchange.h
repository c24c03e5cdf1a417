/* server/exchange.h: one request and its reply on the wire. Private to http.c, exchange.c, log.c.
 */
#ifndef SERVER_EXCHANGE_H
#define SERVER_EXCHANGE_H

#include <microhttpd.h>

#include "server/router.h"

typedef struct srv_exchange {
    srv_service *service;
    srv_request rq;
    srv_reply reply;
    const srv_route *route; /* NULL: a file of the page, or nothing */
    size_t route_index;
    char *path;
    char method[16], who[SRV_HEADER_BYTES], parts[SRV_PATH_BYTES];
    licet_text body;
    size_t body_cap;
    int spool; /* -1: none */
    char spool_path[512];
    uint64_t spooled;
    int64_t began_us;
    bool sent;
} srv_exchange;

/* Hands the reply to the HTTP library, with the headers every reply has. */
enum MHD_Result srv_exchange_send(srv_exchange *x);
/* A new file for the body in home/spool. False: the problem is filled in. */
bool srv_spool_open(srv_exchange *x);
void srv_exchange_free(srv_exchange *x);
/* One thread that answers the connections it is given. NULL: could not start. */
struct MHD_Daemon *srv_http_start(srv_service *s, unsigned connections,
                                  MHD_NotifyConnectionCallback on_connection, void *ctx);

#endif
