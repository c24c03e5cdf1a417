/* server/crew.h: threads that answer requests, behind two queues of bounded length and age. The
 * threads that hold connections never wait for them: a request sleeps until it is answered, so that
 * whoever asks whether the server is alive hears so at once. */
#ifndef SERVER_CREW_H
#define SERVER_CREW_H

#include <stdbool.h>
#include <stdint.h>

typedef struct srv_crew srv_crew;

/* One piece of work, inside whatever it is about. */
typedef struct srv_work {
    struct srv_work *next;
    void (*run)(void *ctx, bool too_late); /* too_late: it waited so long that it must be refused */
    void *ctx;
    bool slow; /* may take long: such work never has more than half of the threads */
    int64_t since_us;
} srv_work;

/* NULL: the threads could not start. */
srv_crew *srv_crew_start(unsigned threads);
/* A place in the queue, before whatever is to wait is put to sleep. False: there is none. */
bool srv_crew_place(srv_crew *c, bool slow);
/* Puts work in a place that was taken. */
void srv_crew_put(srv_crew *c, srv_work *w);
/* Gives no more places, and returns when everything that waits is done. Takes NULL. */
void srv_crew_close(srv_crew *c);
void srv_crew_free(srv_crew *c); /* takes NULL; closes it */

/* Now waiting, and what was refused since the start: for want of a place, or as too late. */
typedef struct srv_crew_counts {
    uint64_t waiting, refused, too_late;
} srv_crew_counts;
srv_crew_counts srv_crew_count(srv_crew *c);

#endif
