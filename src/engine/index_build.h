/* engine/index_build.h: store -> index file in force. */
#ifndef ENGINE_INDEX_BUILD_H
#define ENGINE_INDEX_BUILD_H

#include "engine/engine.h"

/* Builds the index of all the store holds (the open transaction included), writes
 * home/index/<hash>.lix and activates it in the store. The caller commits. out_name in a. */
int lc_index_build(licet *l, lc_store *store, lc_arena *a, lc_sv *out_name, licet_error *err);

/* The same, unless the lists are those the index in force was built from and it can be read: then
 * that one stays. Not after a person's word about parties. */
int lc_index_renew(licet *l, lc_store *store, lc_arena *a, lc_sv *out_name, licet_error *err);

#endif
