/* store/db.h: the open database behind a store handle: statements, arguments, columns, errors.
 * Private to this room. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <sqlite3.h>

#include "base/error.h"
#include "store/seal.h"
#include "store/store.h"

enum { LC_DB_BUSY_MS = 30 * 1000 };
/* What an integer column reads as when it is NULL. No date, time or number has this value. */
#define LC_DB_NULL INT64_MIN

/* What was begun and not yet committed. */
typedef enum lc_txn { LC_TXN_NONE = 0, LC_TXN_IMPORT, LC_TXN_DECISIONS, LC_TXN_ACTIVATION } lc_txn;

typedef enum lc_tallied { LC_TALLY_SNAPSHOT = 0, LC_TALLY_VERSION, LC_TALLIED_N } lc_tallied;

/* Where the decision log ends. */
typedef struct lc_log_head {
    int64_t sequence, time_s;
    uint8_t chain[LC_HASH_BYTES];
} lc_log_head;

struct lc_store {
    sqlite3 *db;
    char *path; /* owned; folder/licet.db */
    lc_store_mode mode;
    lc_txn txn;
    bool txn_failed;         /* a statement of this transaction failed: it can only roll back */
    bool broken;             /* a commit failed: the handle does nothing more */
    lc_store_import *import; /* begun, not ended, or NULL */
    lc_tally tally[LC_TALLIED_N]; /* as of now in this transaction */
    lc_log_head head;             /* as of now in this transaction */
    sqlite3_stmt *append;         /* the decision INSERT, kept between batches; or NULL */
};

/* Error from SQLite's last one: "DOING: text (SQLite N)" with the file's path and a remedy where
 * one is known. LICET_E_CORRUPT for a damaged file, else LICET_E_STORE. */
int lc_db_fail(lc_store *s, const char *doing, licet_error *err);
/* LICET_E_CORRUPT: a row does not agree with its seal. */
int lc_db_corrupt(lc_store *s, licet_error *err, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Statements without arguments or rows. */
int lc_db_exec(lc_store *s, const char *sql, const char *doing, licet_error *err);
/* *out is the caller's to finalise (sqlite3_finalize takes NULL). */
int lc_db_prepare(lc_store *s, const char *sql, sqlite3_stmt **out, licet_error *err);

/* Arguments in order; a view must live until the statement has run. */
typedef struct lc_args {
    sqlite3_stmt *statement;
    int i, rc;
} lc_args;
void lc_arg_int(lc_args *a, int64_t v); /* LC_DB_NULL binds NULL */
void lc_arg_text(lc_args *a, lc_sv v);
void lc_arg_blob(lc_args *a, lc_sv v);
void lc_arg_hash(lc_args *a, const uint8_t hash[LC_HASH_BYTES]);

/* Runs to the end of a statement that gives no rows and makes it ready for the next arguments. */
int lc_db_run(lc_store *s, const lc_args *a, const char *doing, licet_error *err);
/* One row, if there is one. */
int lc_db_step(lc_store *s, sqlite3_stmt *statement, const char *doing, bool *out_row,
               licet_error *err);
/* One integer of a query whose parameters are all text: LC_DB_NULL if NULL or no row. */
int lc_db_number(lc_store *s, const char *sql, lc_sv text, int64_t *out, licet_error *err);

/* Columns of the row at hand, in order. Views live until the next step. */
typedef struct lc_cols {
    sqlite3_stmt *statement;
    int i;
} lc_cols;
int64_t lc_col_int(lc_cols *c); /* LC_DB_NULL if NULL */
lc_sv lc_col_text(lc_cols *c);  /* also for blobs */
/* A column that is not 32 bytes long reads as zeros, which agrees with no seal. */
void lc_col_hash(lc_cols *c, uint8_t out[LC_HASH_BYTES]);

/* ---- transactions (txn.c) ---- */

/* Takes the write lock, and reads tallies and head. */
int lc_txn_begin(lc_store *s, lc_txn what, licet_error *err);
/* Refuses a handle that is broken, read-only, or has a transaction open. */
int lc_txn_may_begin(lc_store *s, licet_error *err);
/* One view of the database for several reads: opens one unless a transaction gives it already. */
int lc_read_begin(lc_store *s, bool *out_own, licet_error *err);
void lc_read_end(lc_store *s, bool own);
int lc_tally_load(lc_store *s, licet_error *err);
int lc_head_load(lc_store *s, licet_error *err);

#endif
