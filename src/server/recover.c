/* Decisions that a server acknowledged and had not moved into the log when it was killed. */
#include <stdio.h>

#include "server/journal.h"
#include "server/ledger.h"
#include "server/server.h"

enum { WAIT_MS = 20000 }; /* an import has the log for seconds */

int srv_recover(const licet *l, const char *home, licet_error *err)
{
    srv_ledger *g = NULL;
    if (!srv_journal_waits(home)) return 0;
    int rc = srv_ledger_new(l, home, &g, err);
    if (!rc && !srv_ledger_settle(g, WAIT_MS)) {
        rc = LICET_E_STORE;
        *err = (licet_error){.code = LICET_E_STORE};
        snprintf(err->message, sizeof err->message,
                 "decisions of a server that ended are not in the log yet: it is busy");
        snprintf(err->remedy, sizeof err->remedy, "wait until the import has ended, and ask again");
    }
    srv_ledger_free(g);
    return rc;
}
