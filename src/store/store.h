/* store/store.h: one SQLite file (WAL, FULL): snapshots with their original bytes, entry versions
 * in list time and known time, activations, decisions with their audit leaves.
 *
 * One writer at a time (the store takes SQLite's write lock in *_begin and fails with
 * LICET_E_STORE and a remedy if it stays busy for 30 s). A store handle is for one thread. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/buf.h"
#include "record/entry.h"

typedef struct lc_store lc_store;
typedef enum lc_store_mode { LC_STORE_READ = 0, LC_STORE_WRITE } lc_store_mode;

/* folder/licet.db. WRITE creates folder and file. READ of a missing file: LICET_E_NOT_FOUND. */
int lc_store_open(const char *folder, lc_store_mode mode, lc_store **out, licet_error *err);
void lc_store_close(lc_store *s); /* takes NULL; rolls back what was begun */

/* ---- lists ---- */
typedef struct lc_import_file {
    lc_sv name;
    lc_sv sha256; /* hex */
    uint64_t bytes;
    lc_sv packed; /* zstd */
} lc_import_file;

typedef struct lc_import {
    lc_sv source;
    lc_date list_date;
    int64_t received_s, checked_s; /* UTC seconds */
    const lc_import_file *files;
    size_t n_files;
    bool sample;  /* a sample is no list */
    bool reverts; /* a list of one's own: going back to an older edition is nobody's accident */
    uint64_t guard_removals;
    int guard_percent; /* shrink guard: quarantined if removals of a sub-list exceed
                          max(guard_removals, guard_percent %), a sub-list vanishes, or a field
                          empties in more than guard_percent % of its rows; also where the file is
                          an older edition again (see reverts). 100: a person has
                          looked and it is true; lifts a quarantine when imported again so */
} lc_import;

typedef struct lc_import_result {
    int64_t snapshot; /* its number */
    uint64_t entries, names, added, changed, removed, unchanged;
    bool same_as_before; /* the same bytes were imported already: only checked_s moved */
    bool quarantined;    /* the edition before stays, and what is new stands beside it */
    char why[256];       /* why quarantined */
} lc_import_result;

typedef struct lc_store_import lc_store_import;
/* Everything up to lc_store_commit is one transaction; a crash leaves the old state. Another import
 * may follow one that has ended, in the same transaction. */
int lc_store_import_begin(lc_store *s, const lc_import *meta, lc_store_import **out,
                          licet_error *err);
int lc_store_import_put(lc_store_import *i, const lc_entry *e, licet_error *err);
/* Closes the intervals of what is gone. After this the transaction is still open, so that the
 * index can be built and activated in it. Frees i. */
int lc_store_import_end(lc_store_import *i, lc_import_result *out, licet_error *err);
void lc_store_import_cancel(lc_store_import *i); /* takes NULL; rolls back */
/* Ends what a quarantined snapshot holds beside the list, because a person found that it is not
 * true. Begins a transaction like an import's: append the decision, activate the index, commit.
 * LICET_E_NOT_FOUND: no such snapshot, or not a quarantined one. On failure nothing is begun. */
int lc_store_drop_held(lc_store *s, int64_t snapshot, int64_t now_s, licet_error *err);
/* Begins a transaction like an import's that changes no list: a decision, and an index that heeds
 * it. */
int lc_store_lists_begin(lc_store *s, licet_error *err);
int lc_store_commit(lc_store *s, licet_error *err);
void lc_store_rollback(lc_store *s);

typedef struct lc_stored_version {
    int64_t entry_id;
    lc_sv source, body;           /* lc_entry_json, canonical */
    lc_date list_from, list_to;   /* [from, to); list_to LC_DATE_NONE = still listed */
    int64_t known_from, known_to; /* [from, to) in seconds; known_to 0 = still believed */
    bool since_oldest; /* was in the oldest snapshot of its source: may have been listed before */
    bool held;         /* what a quarantined snapshot says, beside the list */
    int64_t snapshot;  /* the import that taught it */
} lc_stored_version;
/* In a fixed order (source, key, list_from, known_from), so that a build is deterministic. In a
 * quarantine two versions of one entry may overlap. LICET_E_CORRUPT if a row was altered, removed
 * or added since it was written. */
int lc_store_each_version(lc_store *s, void *ctx,
                          int (*each)(void *ctx, const lc_stored_version *v, licet_error *err),
                          licet_error *err);

/* The same for the entries with a key, whatever their source; also what was believed for less
 * than a second. Every row's own seal is checked, not whether rows are missing. */
int lc_store_each_version_of(lc_store *s, lc_sv key, void *ctx,
                             int (*each)(void *ctx, const lc_stored_version *v, licet_error *err),
                             licet_error *err);

typedef struct lc_snapshot_row {
    int64_t id;
    lc_sv source, sha256, files; /* files: JSON array of {name, sha256, bytes} */
    lc_date list_date;
    int64_t received_s, checked_s;
    uint64_t entries, names;
    bool sample, quarantined;
    lc_sv why;
} lc_snapshot_row;
int lc_store_each_snapshot(lc_store *s, void *ctx,
                           int (*each)(void *ctx, const lc_snapshot_row *r, licet_error *err),
                           licet_error *err);
/* Original bytes of a file by hash, unpacked. */
int lc_store_file(lc_store *s, lc_sv sha256_hex, lc_buf *out, licet_error *err);
/* The first of them, at most max_bytes. */
int lc_store_file_head(lc_store *s, lc_sv sha256_hex, size_t max_bytes, lc_buf *out,
                       licet_error *err);

/* The index file in force: one row. name is relative to the folder. In the transaction of an import
 * that has ended, or in one of its own. active gives an empty name while there is no list, and
 * LICET_E_CORRUPT if the row does not belong to the lists held here: an import is therefore always
 * committed together with its index. */
int lc_store_activate(lc_store *s, lc_sv index_name, int64_t now_s, licet_error *err);
int lc_store_active(lc_store *s, lc_arena *a, lc_sv *out_index_name, licet_error *err);

/* In a transaction: the name an earlier one put in force (empty: none), and whether it belongs to
 * the lists as they are now, in this one. */
int lc_store_active_before(lc_store *s, lc_arena *a, lc_sv *out_index_name, bool *out_agrees,
                           licet_error *err);

/* How long *_begin waits for another writer; 0: 30 s again. */
void lc_store_wait(lc_store *s, int ms);
/* Was another writer the reason for the last failure? */
bool lc_store_was_busy(const lc_store *s);

/* ---- decisions ---- */
/* begin .. append* .. lc_store_commit is one group commit: synced when commit returns. A decision
 * about a list may also be appended to the transaction of an import that has ended. */
int lc_store_decisions_begin(lc_store *s, licet_error *err);
/* record is the canonical JSON of the body; keeps sequence, a fresh 32-byte salt and
 * leaf = SHA-256(0x00 || salt || record). LICET_E_STORE if time_s lies more than a day before the
 * last decision: then the clock is wrong. */
int lc_store_decision_append(lc_store *s, lc_sv id, int64_t time_s, lc_sv record,
                             uint64_t *out_sequence, licet_error *err);
typedef struct lc_decision_row {
    uint64_t sequence;
    lc_sv id, record;
    int64_t time_s;
} lc_decision_row;
/* The newest decision with this id. LICET_E_NOT_FOUND if there is none, LICET_E_CORRUPT if its
 * leaf does not agree with its record. */
int lc_store_decision_get(lc_store *s, lc_arena *a, lc_sv id, lc_decision_row *out,
                          licet_error *err);
/* Decisions whose id begins with kind and a hyphen ("D-", "R-"), in order of sequence, those before
 * a sequence (UINT64_MAX: all). Ends at the first nonzero result; LICET_E_CORRUPT at an altered
 * row. */
int lc_store_each_decision(lc_store *s, char kind, uint64_t before, void *ctx,
                           int (*each)(void *ctx, const lc_decision_row *r, licet_error *err),
                           licet_error *err);
/* Sequence of the newest row of the log, 0: none. */
int lc_store_log_end(lc_store *s, uint64_t *out_sequence, licet_error *err);
/* Does a record behind a sequence hold this text, byte for byte? */
int lc_store_log_mentions(lc_store *s, lc_sv text, uint64_t after, bool *out, licet_error *err);
typedef struct lc_verify_result {
    uint64_t decisions, bad;         /* bad: leaf or sequence disagrees */
    uint64_t first_bad;              /* its sequence */
    uint64_t files, bad_files;       /* original list bytes whose hash disagrees */
    uint64_t versions, bad_versions; /* entry bodies whose stored hash disagrees */
    uint8_t root[32]; /* RFC 6962 Merkle tree head over the leaves in sequence order */
    char why[256];
} lc_verify_result;
int lc_store_verify(lc_store *s, lc_verify_result *out, licet_error *err);
/* The same root alone: reads the leaves, not what they stand for. lc_store_verify says whether they
 * do. */
int lc_store_root(lc_store *s, uint8_t out[32], licet_error *err);
/* RFC 6962 section 2.1: MTH of n leaf hashes; of none: SHA-256 of nothing. */
void lc_merkle_root(const uint8_t (*leaves)[32], size_t n, uint8_t out[32]);

#endif
