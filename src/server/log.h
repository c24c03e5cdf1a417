/* server/log.h: one JSON line a request on standard error. Names of parties never stand in it: of a
 * path only the route, of a query nothing. */
#ifndef SERVER_LOG_H
#define SERVER_LOG_H

#include "server/exchange.h"

/* Counts the request, and writes its line unless the server is quiet. */
void srv_log_request(srv_exchange *x, bool completed);
/* What happens to the server itself. */
void srv_log_event(const srv_service *s, const char *event, const char *detail);

#endif
