/* store/log.h: the decision log as a list, newest first, and where each kind of item ends. */
#ifndef STORE_LOG_H
#define STORE_LOG_H

#include "store/store.h"

/* Items whose id begins with kind and a hyphen, newest first, with a sequence below before
 * (UINT64_MAX: all). Ends at the first nonzero result; LICET_E_CORRUPT at an altered row. */
int lc_store_each_newest(lc_store *s, char kind, uint64_t before, void *ctx,
                         int (*each)(void *ctx, const lc_decision_row *r, licet_error *err),
                         licet_error *err);
/* Sequence of the newest item of a kind, 0: none. Reads no record. */
int lc_store_last_of(lc_store *s, char kind, uint64_t *out_sequence, licet_error *err);

#endif
