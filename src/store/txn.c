#include "store/db.h"
#include "store/import.h"

static int refuse_broken(licet_error *err)
{
    lc_fail(err, LICET_E_STORE, "an earlier commit failed, so this store handle does no more work");
    lc_fail_remedy(err, "check the disk, then start licet again: what was acknowledged is safe");
    return LICET_E_STORE;
}

int lc_read_begin(lc_store *s, bool *out_own, licet_error *err)
{
    if (s->broken) return refuse_broken(err);
    bool own = sqlite3_get_autocommit(s->db) != 0;
    int rc = own ? lc_db_exec(s, "BEGIN", "begin reading", err) : 0;
    if (!rc) *out_own = own;
    return rc;
}

void lc_read_end(lc_store *s, bool own)
{
    if (own) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

int lc_txn_may_begin(lc_store *s, licet_error *err)
{
    if (s->broken) return refuse_broken(err);
    if (s->mode != LC_STORE_WRITE)
        return lc_fail(err, LICET_E_ARGUMENT, "store is open for reading only");
    if (s->txn != LC_TXN_NONE)
        return lc_fail(err, LICET_E_ARGUMENT,
                       "store has a transaction open: commit or roll back first");
    return 0;
}

static const char *const tally_names[LC_TALLIED_N] = {"snapshot", "version"};

static int load_one(lc_store *s, sqlite3_stmt *st, lc_tallied which, licet_error *err)
{
    bool row;
    lc_args a = {.statement = st};
    lc_cols c = {.statement = st};
    lc_arg_text(&a, lc_sv_of(tally_names[which]));
    int rc = lc_db_step(s, st, "read tally", &row, err);
    if (!rc && !row) rc = lc_db_corrupt(s, err, "tally of table %s is missing", tally_names[which]);
    if (!rc) {
        s->tally[which].count = lc_col_int(&c);
        lc_col_hash(&c, s->tally[which].sum);
    }
    sqlite3_reset(st);
    return rc;
}

int lc_tally_load(lc_store *s, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    int rc = lc_db_prepare(s, "SELECT count, sum FROM tally WHERE name = ?", &st, err);
    for (int i = 0; !rc && i < LC_TALLIED_N; i++) rc = load_one(s, st, (lc_tallied)i, err);
    sqlite3_finalize(st);
    return rc;
}

static int save_tallies(lc_store *s, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    int rc = lc_db_prepare(s, "UPDATE tally SET count = ?, sum = ? WHERE name = ?", &st, err);
    for (int i = 0; !rc && i < LC_TALLIED_N; i++) {
        lc_args a = {.statement = st};
        lc_arg_int(&a, s->tally[i].count);
        lc_arg_hash(&a, s->tally[i].sum);
        lc_arg_text(&a, lc_sv_of(tally_names[i]));
        rc = lc_db_run(s, &a, "write tally", err);
    }
    sqlite3_finalize(st);
    return rc;
}

int lc_head_load(lc_store *s, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    bool row = false;
    int rc = lc_db_prepare(s, "SELECT sequence, time_s, chain FROM head", &st, err);
    if (!rc) rc = lc_db_step(s, st, "read head", &row, err);
    if (!rc && !row) rc = lc_db_corrupt(s, err, "the head of the decision log is missing");
    if (!rc) {
        lc_cols c = {.statement = st};
        s->head.sequence = lc_col_int(&c);
        s->head.time_s = lc_col_int(&c);
        lc_col_hash(&c, s->head.chain);
    }
    sqlite3_finalize(st);
    return rc;
}

static int save_head(lc_store *s, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    int rc = lc_db_prepare(s, "UPDATE head SET sequence = ?, time_s = ?, chain = ?", &st, err);
    if (rc) return rc;
    lc_args a = {.statement = st};
    lc_arg_int(&a, s->head.sequence);
    lc_arg_int(&a, s->head.time_s);
    lc_arg_hash(&a, s->head.chain);
    rc = lc_db_run(s, &a, "write head", err);
    sqlite3_finalize(st);
    return rc;
}

int lc_txn_begin(lc_store *s, lc_txn what, licet_error *err)
{
    int rc = lc_txn_may_begin(s, err);
    if (!rc) rc = lc_db_exec(s, "BEGIN IMMEDIATE", "begin", err);
    if (rc) return rc;
    s->txn = what;
    s->txn_failed = false;
    rc = lc_tally_load(s, err);
    if (!rc) rc = lc_head_load(s, err);
    if (rc) lc_store_rollback(s);
    return rc;
}

void lc_store_wait(lc_store *s, int ms)
{
    sqlite3_busy_timeout(s->db, ms ? ms : LC_DB_BUSY_MS);
}

bool lc_store_was_busy(const lc_store *s)
{
    return (sqlite3_errcode(s->db) & 0xff) == SQLITE_BUSY;
}

void lc_store_rollback(lc_store *s)
{
    if (s->txn == LC_TXN_NONE) return;
    lc_import_forget(s->import);
    s->import = NULL;
    /* SQLite rolls back by itself after some errors; then this has nothing to do. */
    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    s->txn = LC_TXN_NONE;
    s->txn_failed = false;
}

static int save_both(lc_store *s, licet_error *err)
{
    int rc = save_tallies(s, err);
    return rc ? rc : save_head(s, err);
}

static int save(lc_store *s, licet_error *err)
{
    switch (s->txn) {
    case LC_TXN_IMPORT: return save_both(s, err);
    case LC_TXN_DECISIONS: return save_head(s, err);
    case LC_TXN_ACTIVATION:
    case LC_TXN_NONE: break;
    }
    return 0;
}

/* After a failed sync nobody knows which pages reached the disk, and a second sync may report
 * success for pages the system has dropped meanwhile. So: no second try, by us or by SQLite's
 * checkpoint at closing. The next process recovers from the log as after a crash. */
static void break_off(lc_store *s)
{
    lc_store_rollback(s);
    s->broken = true;
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

int lc_store_commit(lc_store *s, licet_error *err)
{
    if (s->broken) return refuse_broken(err);
    if (s->txn == LC_TXN_NONE) return lc_fail(err, LICET_E_ARGUMENT, "nothing was begun to commit");
    if (s->import) return lc_fail(err, LICET_E_ARGUMENT, "the import has not ended yet");
    if (s->txn_failed) {
        lc_store_rollback(s);
        return lc_fail(err, LICET_E_STORE, "an earlier step failed: nothing was changed");
    }
    int rc = save(s, err);
    if (rc) {
        lc_store_rollback(s);
        return rc;
    }
    rc = lc_db_exec(s, "COMMIT", "commit", err);
    if (rc)
        break_off(s);
    else
        s->txn = LC_TXN_NONE;
    return rc;
}
