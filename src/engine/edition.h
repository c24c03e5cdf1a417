/* engine/edition.h: a whole list as it stood: on a day, as far as is believed now, or as one
 * edition (snapshot) says, read again from its kept files. */
#ifndef ENGINE_EDITION_H
#define ENGINE_EDITION_H

#include "base/map.h"
#include "base/vec.h"
#include "engine/engine.h"

typedef struct lc_edition_entry {
    lc_sv key, body; /* lc_entry_json, canonical */
    bool seen;       /* the caller's */
} lc_edition_entry;

typedef struct lc_edition {
    lc_arena *arena;
    lc_map *by_key; /* -> place in entries */
    LC_VEC(lc_edition_entry) entries;
    lc_json *about; /* {"asked","snapshot","list_date","sha256","quarantined"} */
} lc_edition;

/* asked: "YYYY-MM-DD" or the number of a snapshot. LICET_E_NOT_FOUND: no such edition of that
 * source, or none of that day or before. manifest: of the same store. known_at: days as
 * they were known then, 0: now. done must be called, also
 * after a failure; takes {0}. */
int lc_edition_load(lc_edition *x, lc_store *store, const lc_json *manifest, lc_sv source,
                    lc_sv asked, int64_t known_at, licet_error *err);
void lc_edition_done(lc_edition *x);
lc_edition_entry *lc_edition_find(const lc_edition *x, lc_sv key); /* NULL: not listed */

#endif
