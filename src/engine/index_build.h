/* engine/index_build.h: store -> index file in force. */
#ifndef ENGINE_INDEX_BUILD_H
#define ENGINE_INDEX_BUILD_H

#include "engine/engine.h"

/* Builds the index of all the store holds (the open transaction included), writes
 * home/index/<hash>.lix and activates it in the store. The caller commits. out_name in a. */
int lc_index_build(licet *l, lc_store *store, lc_arena *a, lc_sv *out_name, licet_error *err);

#endif
