/* server/ledger.h: group commit. Many threads append decisions; one writes those that wait, syncs
 * once, and wakes them. Nobody is told a verdict before its record is on disk.
 *
 * While another process has the home's write lock (an import, for seconds), records go into a
 * journal beside the log (journal.h), as durable as the log, and from there into the log as soon as
 * that can be written. So an import does not hold up an answer. */
#ifndef SERVER_LEDGER_H
#define SERVER_LEDGER_H

#include "server/http.h"

typedef struct srv_ledger srv_ledger;

/* Writes through handles of its own that share with l. home: where the journal is. What a server
 * that ended left in it goes into the log first of all. */
int srv_ledger_new(const licet *l, const char *home, srv_ledger **out, licet_error *err);
/* Takes NULL; nobody may wait. What is in the journal is moved, for half a minute at most. */
void srv_ledger_free(srv_ledger *g);

/* One caller's records until its sync: lives on its stack. */
typedef struct srv_pending {
    srv_ledger *ledger;
    struct srv_record *first, *last;
    licet_sink sink; /* give this to the library */
    int64_t now_s;
    bool hold; /* sync gathers only; srv_pending_sync writes: for several questions in one commit */
    uint64_t beside; /* after the sync: where in the journal they stand, 0: they are in the log */
} srv_pending;
void srv_pending_init(srv_pending *e, srv_ledger *g, int64_t now_s);
/* Writes what was gathered. 0 only when it is durable. */
int srv_pending_sync(srv_pending *e, licet_error *err);
/* Drops what was not written. */
void srv_pending_done(srv_pending *e);

/* How far the journal has been moved into the log: everything with srv_pending.beside up to this is
 * in the log. */
uint64_t srv_ledger_settled(srv_ledger *g);
/* Waits until everything acknowledged is in the log, at most so long. False: it is not. */
bool srv_ledger_settle(srv_ledger *g, int ms);

/* Records acknowledged, commits, and failures since the start; and records beside the log now. */
typedef struct srv_ledger_counts {
    uint64_t records, commits, failures, beside;
} srv_ledger_counts;
srv_ledger_counts srv_ledger_count(srv_ledger *g);

#endif
