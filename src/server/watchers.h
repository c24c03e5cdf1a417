/* server/watchers.h: replies that go on while something changes. A connection that has nothing to
 * say sleeps and holds no thread; one ticker wakes those for which there is something new. */
#ifndef SERVER_WATCHERS_H
#define SERVER_WATCHERS_H

#include <stdbool.h>

#include "server/service.h"

typedef struct srv_watchers srv_watchers;

/* NULL: the ticker could not start. */
srv_watchers *srv_watchers_start(srv_service *s);
/* Wakes everybody for the last time. Those who are told to wait after this go on at once. */
void srv_watchers_stop(srv_watchers *w); /* takes NULL */
void srv_watchers_free(srv_watchers *w); /* takes NULL; after the last connection has ended */

/* The stream of a batch's progress, as srv_stream. False: there are too many, or no such batch. */
bool srv_watch_batch(srv_watchers *w, const char *id, srv_stream *out);

/* Puts the connection that asked for bytes of a stream to sleep until there are some. */
void srv_watchers_sleep(srv_watchers *w, srv_stream *s, void *connection);

#endif
