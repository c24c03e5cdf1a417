/* engine/entry_keys.h: from the key of an entry to its versions in an index. */
#ifndef ENGINE_ENTRY_KEYS_H
#define ENGINE_ENTRY_KEYS_H

#include "index/index.h"

typedef struct lc_entry_keys lc_entry_keys; /* immutable */

/* One pass over the bodies, which are canonical JSON: no quote inside a value stands bare, so the
 * member "key" is where it says so. */
lc_entry_keys *lc_entry_keys_new(const lc_index *x);
void lc_entry_keys_free(lc_entry_keys *k); /* takes NULL */
/* Versions whose key may be this one, ascending (a hash is compared, so the caller looks again);
 * returns how many, *out borrowed from k. */
size_t lc_entry_keys_find(const lc_entry_keys *k, lc_sv key, lc_arena *a, const uint32_t **out);

#endif
