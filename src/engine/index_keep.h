/* engine/index_keep.h: which index files stay.
 *
 *   <hash>.lix       in force, or in force before it: readers may have opened neither, yet
 *   <hash>.lix.zst   packed: no longer in force, but a decision names it, so it can be replayed
 *   <hash>.since     the end of the log when the file was made: no decision up to there names it
 *
 * Everything else goes: it can be built again from the store, and nothing refers to it. Whoever has
 * a removed file open or mapped keeps it. */
#ifndef ENGINE_INDEX_KEEP_H
#define ENGINE_INDEX_KEEP_H

#include "engine/engine.h"

/* Notes the end of the log beside a new index file. In the transaction that activates it. */
int lc_index_note(licet *l, lc_store *store, lc_sv name, licet_error *err);
/* Removes and packs. In the transaction that activates name, before: the write lock keeps other
 * writers of the folder away, and nothing here depends on its commit. What cannot be done now is
 * left for the next time. */
void lc_index_sweep(licet *l, lc_store *store, lc_sv name);
/* The bytes of a packed index; LICET_E_NOT_FOUND if there is none. path: of the unpacked one. */
int lc_index_unpack(const char *path, lc_buf *out, licet_error *err);

#endif
