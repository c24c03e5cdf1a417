/* server/ledger_in.h: the ledger's inside. Private to ledger.c and mover.c. */
#ifndef SERVER_LEDGER_IN_H
#define SERVER_LEDGER_IN_H

#include <pthread.h>

#include "server/journal.h"
#include "server/ledger.h"

/* One caller that waits, in the queue. */
typedef struct srv_waiter {
    struct srv_waiter *next;
    srv_pending *entry;
    bool done;
    int rc;
    licet_error err;
} srv_waiter;

struct srv_ledger {
    pthread_mutex_t lock;
    pthread_cond_t woken; /* somebody is done, the writer's role is free, or there is work beside */
    licet *l;             /* whoever has the writer's role uses it */
    bool writing;         /* somebody has it */
    srv_waiter *first, *last;
    srv_ledger_counts counts;
    char home[512];
    srv_journal *journal; /* NULL: not needed yet */
    bool beside;          /* records go to the journal */
    uint64_t put, moved;  /* records through the journal, ever */
    licet *mover_l;       /* the mover uses it */
    pthread_t mover;
    bool mover_runs, stopping;
};

/* After a failure a handle may hold an open transaction: a fresh one takes its place. */
void srv_ledger_renew(licet **l);
/* The thread that moves records from the journal into the log. */
void *srv_ledger_mover(void *ledger);

#endif
