/* index/index.h: one immutable file that answers every search: names with their tokens and
 * weights, and every entry version with its intervals. Named by its hash; no pointers; validated
 * whole inside open(), so that no later read checks anything. Building is deterministic.
 * A reader may be shared between threads. */
#ifndef INDEX_INDEX_H
#define INDEX_INDEX_H

#include "base/buf.h"
#include "record/entry.h"
#include "record/hit.h"

typedef struct lc_lexicon lc_lexicon; /* text/lexicon.h */

typedef struct lc_index_input {
    const lc_entry *entry;
    lc_sv body; /* the entry's canonical JSON, kept as it is */
    lc_date list_from, list_to;
    int64_t known_from, known_to;
    bool since_oldest;
} lc_index_input;

typedef struct lc_index_writer lc_index_writer;
lc_index_writer *lc_index_writer_new(const lc_lexicon *lex);
void lc_index_writer_free(lc_index_writer *w); /* takes NULL */
int lc_index_writer_add(lc_index_writer *w, const lc_index_input *in, licet_error *err);
/* Which entries are one party, as text of whoever builds the index: kept as it is, borrowed until
 * lc_index_writer_finish. Megabytes, so it stands beside the manifest. */
void lc_index_writer_parties(lc_index_writer *w, lc_sv parties);
/* manifest: canonical JSON about the snapshots in it (kept as it is). out_hash: hex, names the
 * file. The writer can only be freed after. */
int lc_index_writer_finish(lc_index_writer *w, lc_sv manifest, lc_buf *out, char out_hash[65],
                           licet_error *err);

typedef struct lc_index lc_index;
/* Borrows bytes (a mapped file or a buffer) until close. Refuses (LICET_E_INDEX / LICET_E_CORRUPT)
 * any file whose hash, version, ICU version or lexicon hash disagrees, or any offset out of
 * bounds. */
int lc_index_open(lc_sv bytes, const lc_lexicon *lex, lc_index **out, licet_error *err);
/* The same in two steps, for who does not have the lexicons yet: all but the lexicons' hash; then
 * that. Nothing is to be searched between. */
int lc_index_check(lc_sv bytes, lc_index **out, licet_error *err);
int lc_index_fits(const lc_index *x, const lc_lexicon *lex, licet_error *err);
void lc_index_close(lc_index *x); /* takes NULL */
const char *lc_index_hash(const lc_index *x);
lc_sv lc_index_manifest(const lc_index *x);
lc_sv lc_index_parties(const lc_index *x);
uint32_t lc_index_versions(const lc_index *x); /* number of entry versions */
uint32_t lc_index_names(const lc_index *x);

/* What stands with one entry version. body is borrowed from the index. */
typedef struct lc_index_version {
    lc_sv body;
    lc_date list_from, list_to;
    int64_t known_from, known_to;
    bool since_oldest;
} lc_index_version;
lc_index_version lc_index_version_at(const lc_index *x, uint32_t version);
/* Should this version be looked at when asking about day as_of with what was known at known_at
 * (0: now)? True for versions listed on that day, and for the oldest version of an entry when
 * as_of is before it (the engine then says how certain the listing is). */
bool lc_index_visible(const lc_index *x, uint32_t version, lc_date as_of, int64_t known_at);
/* Exact, by folded name: calls each version that bears this name in a given source and sub-list.
 * (Does BIS's own file confirm this row?) */
bool lc_index_has_name(const lc_index *x, lc_sv source, lc_sv sublist, lc_sv folded_name,
                       lc_date as_of, int64_t known_at);

#endif
