/* server/ledger.h: group commit. Many threads append decisions; one writes those that wait, syncs
 * once, and wakes them. Nobody is told a verdict before its record is on disk. */
#ifndef SERVER_LEDGER_H
#define SERVER_LEDGER_H

#include "server/http.h"

typedef struct srv_ledger srv_ledger;

/* Writes through a handle of its own that shares with l. */
int srv_ledger_new(const licet *l, srv_ledger **out, licet_error *err);
void srv_ledger_free(srv_ledger *g); /* takes NULL; nobody may wait */

/* One caller's records until its sync: lives on its stack. */
typedef struct srv_pending {
    srv_ledger *ledger;
    struct srv_record *first, *last;
    licet_sink sink; /* give this to the library */
    int64_t now_s;
    bool hold; /* sync gathers only; srv_pending_sync writes: for several questions in one commit */
} srv_pending;
void srv_pending_init(srv_pending *e, srv_ledger *g, int64_t now_s);
/* Writes what was gathered. 0 only when it is durable. */
int srv_pending_sync(srv_pending *e, licet_error *err);
/* Drops what was not written. */
void srv_pending_done(srv_pending *e);

/* Records written, commits, and failures since the start. */
typedef struct srv_ledger_counts {
    uint64_t records, commits, failures;
} srv_ledger_counts;
srv_ledger_counts srv_ledger_count(srv_ledger *g);

#endif
