/* server/peer_yente.h: what yente's endpoints share. */
#ifndef SERVER_PEER_YENTE_H
#define SERVER_PEER_YENTE_H

#include "server/peer.h"

enum { SRV_YENTE_EXCLUDED = 50 };

/* Which entities are wanted: every parameter may be given again. */
typedef struct srv_yente_filter {
    const srv_request *rq;
    const char *dataset;
    bool in_force; /* so are all lists asked for by name */
} srv_yente_filter;

/* {"detail": ...}. Returns -1. */
int srv_yente_detail(srv_call *c, unsigned status, const char *fmt, const char *what);
/* Reads and checks; -1 with the answer filled in. */
int srv_yente_filter_read(srv_call *c, srv_yente_filter *out);
/* Is this entity (srv_ftm_entity) wanted? */
bool srv_yente_wants(const srv_yente_filter *f, const json_t *entity);
/* Is it a way to compare that yente has, or licet's own? */
bool srv_yente_algorithm(const char *name);
/* The facets a search asks for, counted over all that was found. */
json_t *srv_yente_facets(const srv_request *rq, const json_t *all);

#endif
