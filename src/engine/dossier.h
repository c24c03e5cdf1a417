/* engine/dossier.h: what people collected about a party or a list entry: reports, filings, letters.
 *
 * A note is a row of the log (ids "N-..."); its file is kept by hash (engine/keep.h). It is
 * evidence, not a listing: it is shown with the party and changes no verdict. */
#ifndef ENGINE_DOSSIER_H
#define ENGINE_DOSSIER_H

#include "codec/json.h"
#include "store/store.h"

typedef struct lc_dossier lc_dossier;

/* All notes recorded before a sequence number (UINT64_MAX: all). Texts live in a. */
int lc_dossier_load(lc_store *s, uint64_t before, lc_arena *a, lc_dossier **out, licet_error *err);
void lc_dossier_done(lc_dossier *d); /* takes NULL */
/* Id of the newest note considered, or empty: what a decision records. Takes NULL. */
lc_sv lc_dossier_last(const lc_dossier *d);

/* Notes about a party of this name, and about the entries and listed names of its hits (as in a
 * body; may be NULL), in order of record:
 * [{"id","about","date","source","note","by","made","url"?,"file"?, "sha256"?,"bytes"?}]. Takes
 * NULL. Lives in a. */
lc_json *lc_dossier_of(const lc_dossier *d, lc_sv name, const lc_json *hits, lc_arena *a);
/* Notes about exactly this (a name in any spelling that folds alike, the key of an entry, the id of
 * a note); empty: all. */
lc_json *lc_dossier_about(const lc_dossier *d, lc_sv about, lc_arena *a);

#endif
