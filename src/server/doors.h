/* server/doors.h: one thread takes connections in and hands them to the others in turn. */
#ifndef SERVER_DOORS_H
#define SERVER_DOORS_H

#include "server/guests.h"
#include "server/service.h"

/* A pool that takes connections by itself leaves most of them to one thread, and then no two
 * decisions are ever written in one commit. */
typedef struct srv_doors srv_doors;

/* Takes over a listening socket. connections: at most, further ones hear 503. NULL: could not
 * start. */
srv_doors *srv_doors_open(srv_service *s, int socket, unsigned connections);
/* No new connections; those under way are answered, at most for seconds. Stops the service's crew
 * and watchers. Takes NULL. */
void srv_doors_close(srv_doors *d, int seconds);

#endif
