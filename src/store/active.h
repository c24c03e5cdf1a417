/* store/active.h: what verify.c needs of active.c. Private to this room. */
#ifndef STORE_ACTIVE_H
#define STORE_ACTIVE_H

#include "store/db.h"

/* The name in force, in a (NULL: not wanted), or empty if there is no list yet. LICET_E_CORRUPT if
 * the row does not belong to the lists held here. With tallies loaded, in one view of the
 * database. */
int lc_active_check(lc_store *s, lc_arena *a, lc_sv *out, licet_error *err);

#endif
