/* server/reconcile.h: what the endpoints of the Reconciliation Service API share. */
#ifndef SERVER_RECONCILE_H
#define SERVER_RECONCILE_H

#include "server/peer.h"

enum { SRV_RECON_KINDS = 5, SRV_RECON_BATCH = 10 };

typedef struct srv_recon_kind {
    const char *id, *name;
} srv_recon_kind;
extern const srv_recon_kind srv_recon_kinds[SRV_RECON_KINDS];
/* {"id","name"}, and that of a schema. */
json_t *srv_recon_named(const char *id, const char *name);
json_t *srv_recon_type(const char *schema);

/* Where candidates may come from. */
typedef struct srv_recon_set {
    const char *source; /* NULL: every list */
    bool in_force;      /* it is whole and fresh; of every list the screening knows */
} srv_recon_set;

/* {"result":[..]} of one query, or NULL with the problem filled in; a 400 names the query by its
 * key, if it has one. */
json_t *srv_recon_answer(srv_call *c, const srv_recon_set *set, const char *key, const json_t *q);
/* {"meta":[..],"rows":{..}} is the reply; -1 with the problem filled in. */
int srv_recon_extend(srv_call *c, const json_t *asked);
/* A whole number of at least 1, also as text; 0: it is none. */
long srv_recon_limit(const json_t *v);

#endif
