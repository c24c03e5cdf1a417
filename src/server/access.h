/* server/access.h: who asks, and what they may. */
#ifndef SERVER_ACCESS_H
#define SERVER_ACCESS_H

#include "server/service.h"

/* Fills rq->scopes and rq->who (into name, of SRV_HEADER_BYTES) from a key, or, without one, for
 * the page on this machine: it comes from loopback, asks for a loopback host (no rebound name) and
 * carries a header that no other site's script can send unasked. It may not approve or administer:
 * the page then asks for a key. */
void srv_access(srv_service *s, srv_request *rq, bool from_loopback, char *name);

#endif
