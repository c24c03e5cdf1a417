/* server/once.h: Idempotency-Key: the same request twice has one effect and one answer. */
#ifndef SERVER_ONCE_H
#define SERVER_ONCE_H

#include "server/router.h"

enum { SRV_ONCE_KEY_BYTES = 400 };

/* Keys whose answers are being made, and those whose answers are not in the log yet. */
typedef struct srv_once srv_once;
srv_once *srv_once_new(void);
void srv_once_free(srv_once *o); /* takes NULL; nobody may be between begin and end */

/* True: go on; nobody else can until srv_once_end. False: the reply is there: the answer given
 * before, 409 while it is being made, or 422 where the key was used for another request. */
bool srv_once_begin(srv_call *c);
/* Adds the reply as it stands to the records of e, before they are synced. Without a key: nothing.
 */
int srv_once_keep(srv_call *c, srv_pending *e, licet_error *err);
/* After the reply stands. Without srv_once_begin: nothing. */
void srv_once_end(srv_call *c);

#endif
