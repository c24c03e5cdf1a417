/* server/once.h: Idempotency-Key: the same request twice has one effect and one answer. */
#ifndef SERVER_ONCE_H
#define SERVER_ONCE_H

#include "server/router.h"

enum { SRV_ONCE_KEY_BYTES = 400 };

/* True: go on. False: the reply is there: the answer given before, or 422 where the key was used
 * for another request. */
bool srv_once_begin(srv_call *c);
/* Adds the reply as it stands to the records of e, before they are synced. Without a key: nothing.
 */
int srv_once_keep(srv_call *c, srv_pending *e, licet_error *err);

#endif
