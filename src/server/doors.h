/* server/doors.h: one thread takes connections in and hands them to the others in turn. */
#ifndef SERVER_DOORS_H
#define SERVER_DOORS_H

#include "server/service.h"

/* A pool that takes connections by itself leaves most of them to one thread, and then no two
 * decisions are ever written in one commit. */
typedef struct srv_doors srv_doors;

/* Takes over a listening socket. NULL: could not start. */
srv_doors *srv_doors_open(srv_service *s, int socket, unsigned threads);
/* No new connections; those under way are answered, at most for seconds. Takes NULL. */
void srv_doors_close(srv_doors *d, int seconds);
/* Connections that are open, and those that were turned away with 503 because too many were. */
typedef struct srv_doors_counts {
    unsigned long long open, turned_away;
} srv_doors_counts;
srv_doors_counts srv_doors_count(srv_doors *d);

#endif
