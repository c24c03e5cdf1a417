/* server/server.h: `licet serve`: HTTP over one home. Knows the library by its public headers. */
#ifndef SERVER_SERVER_H
#define SERVER_SERVER_H

#include "licet/licet.h"

typedef struct srv_config {
    licet_config licet; /* home, data, policy; now_s is not used: the server has a clock */
    const char *listen; /* "127.0.0.1:8080", "[::1]:8080", ":8080" (loopback), or NULL: the socket
                           systemd hands over, else 127.0.0.1:8080 */
    int threads;        /* of the pool; 0: four per processor, at least 8 */
    int quiet;          /* no line per request */
} srv_config;

/* Serves until SIGTERM or SIGINT, then lets what has begun finish. LICET_E_ARGUMENT: an address
 * beyond loopback while there is no key, LICET_E_IO: it cannot be bound. */
int srv_run(const srv_config *config, licet_error *err);

/* What a server of this home acknowledged, and was killed before it was in the log, goes into the
 * log now; nothing where there is none, or where a server runs that does it. LICET_E_STORE: not all
 * of it is. */
int srv_recover(const licet *l, const char *home, licet_error *err);

/* The API's description as served at /openapi.json, without a server. */
licet_text srv_openapi(void);

#endif
