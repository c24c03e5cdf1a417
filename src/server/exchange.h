/* server/exchange.h: one request and its reply on the wire. Private to http.c, exchange.c, body.c,
 * doors.c, log.c. */
#ifndef SERVER_EXCHANGE_H
#define SERVER_EXCHANGE_H

#include <microhttpd.h>

#include "server/crew.h"
#include "server/guests.h"
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
    uint64_t spooled, came; /* came: bytes of the body, kept or not */
    int64_t began_us;
    bool sent, hang_up; /* hang_up: nothing more is read from this connection */
    srv_work work;
    srv_guest *guest;
} srv_exchange;

/* Hands the reply to the HTTP library, with the headers every reply has. */
enum MHD_Result srv_exchange_send(srv_exchange *x);
void srv_exchange_free(srv_exchange *x);

/* Bytes of the body come; those of a refused request are thrown away, so that the client hears the
 * answer when it has sent all. False: too many of them: hang up. */
bool srv_body_take(srv_exchange *x, const char *data, size_t len);
/* A length that is too great is refused before it is sent. What is not much too great is let come
 * and thrown away: a client that is still sending would not hear the answer. True: answer now. */
bool srv_body_refused(srv_exchange *x);
/* Is it beyond doubt where the body ends (RFC 9112, 6.3)? What the HTTP library would let pass, two
 * lengths or a length beside chunks, a proxy may read otherwise: then it is refused, and nothing
 * that follows on the connection is read. */
bool srv_body_framed(srv_exchange *x);
/* Is the body the whole of what is sent? A part (Content-Range) must not pass for it (RFC 9110,
 * 14.5). False: the problem is filled in. */
bool srv_body_whole(srv_exchange *x);
/* The fields of a form become arguments; or the problem is filled in. */
void srv_body_form(srv_exchange *x);
/* One argument more. False: too many, or no UTF-8 in %XX. */
bool srv_put_arg(srv_exchange *x, const char *name, const char *value);

/* One thread that reads and writes the connections it is given, and answers what it can at once;
 * the rest is for the crew. NULL: could not start. */
struct MHD_Daemon *srv_http_start(srv_service *s, unsigned connections,
                                  MHD_NotifyConnectionCallback on_connection, void *ctx);

#endif
