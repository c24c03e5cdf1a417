#include "store/db.h"

#include <stdio.h>

typedef struct known_failure {
    int sqlite;
    licet_code code;
    const char *remedy;
} known_failure;

static const known_failure known[] = {
    {SQLITE_BUSY, LICET_E_STORE,
     "another licet is writing to this folder; try again when it is done"},
    {SQLITE_LOCKED, LICET_E_STORE,
     "another licet is writing to this folder; try again when it is done"},
    {SQLITE_FULL, LICET_E_STORE, "make room on the disk and try again; nothing was changed"},
    {SQLITE_READONLY, LICET_E_STORE, "check who may write to the folder"},
    {SQLITE_CANTOPEN, LICET_E_STORE, "check that the folder exists and who may read and write it"},
    {SQLITE_IOERR, LICET_E_STORE, "check the disk; nothing was acknowledged"},
    {SQLITE_CORRUPT, LICET_E_CORRUPT, "restore the folder from a backup"},
    {SQLITE_NOTADB, LICET_E_CORRUPT, "restore the folder from a backup"},
};

int lc_db_fail(lc_store *s, const char *doing, licet_error *err)
{
    int rc = sqlite3_extended_errcode(s->db);
    licet_code code = LICET_E_STORE;
    const char *remedy = NULL;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].sqlite == (rc & 0xff)) code = known[i].code, remedy = known[i].remedy;
    if (s->txn != LC_TXN_NONE) s->txn_failed = true;
    lc_fail(err, code, "%s: %s (SQLite %d)", doing, sqlite3_errmsg(s->db), rc);
    lc_fail_at(err, s->path, 0, 0);
    if (err) err->has_byte = 0;
    if (remedy) lc_fail_remedy(err, "%s", remedy);
    return (int)code;
}

int lc_db_corrupt(lc_store *s, licet_error *err, const char *fmt, ...)
{
    char text[256];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (s->txn != LC_TXN_NONE) s->txn_failed = true;
    lc_fail(err, LICET_E_CORRUPT, "%s", text);
    lc_fail_at(err, s->path, 0, 0);
    if (err) err->has_byte = 0;
    lc_fail_remedy(err, "run `licet verify`, and restore the folder from a backup");
    return LICET_E_CORRUPT;
}

int lc_db_exec(lc_store *s, const char *sql, const char *doing, licet_error *err)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) ? lc_db_fail(s, doing, err) : 0;
}

int lc_db_prepare(lc_store *s, const char *sql, sqlite3_stmt **out, licet_error *err)
{
    return sqlite3_prepare_v2(s->db, sql, -1, out, NULL) ? lc_db_fail(s, "prepare", err) : 0;
}

static void note(lc_args *a, int rc)
{
    if (!a->rc) a->rc = rc;
}

void lc_arg_int(lc_args *a, int64_t v)
{
    a->i++;
    note(a, v == LC_DB_NULL ? sqlite3_bind_null(a->statement, a->i)
                            : sqlite3_bind_int64(a->statement, a->i, v));
}

/* A NULL pointer would bind NULL; an empty view is an empty text. */
static const char *some(lc_sv v)
{
    return v.data ? v.data : "";
}

void lc_arg_text(lc_args *a, lc_sv v)
{
    a->i++;
    note(a, sqlite3_bind_text64(a->statement, a->i, some(v), v.len, SQLITE_STATIC, SQLITE_UTF8));
}

void lc_arg_blob(lc_args *a, lc_sv v)
{
    a->i++;
    note(a, sqlite3_bind_blob64(a->statement, a->i, some(v), v.len, SQLITE_STATIC));
}

void lc_arg_hash(lc_args *a, const uint8_t hash[LC_HASH_BYTES])
{
    lc_arg_blob(a, lc_sv_make((const char *)hash, LC_HASH_BYTES));
}

int lc_db_run(lc_store *s, const lc_args *a, const char *doing, licet_error *err)
{
    int rc = a->rc ? a->rc : sqlite3_step(a->statement);
    int failed = rc == SQLITE_DONE ? 0 : lc_db_fail(s, doing, err);
    sqlite3_reset(a->statement);
    sqlite3_clear_bindings(a->statement);
    return failed;
}

int lc_db_step(lc_store *s, sqlite3_stmt *statement, const char *doing, bool *out_row,
               licet_error *err)
{
    int rc = sqlite3_step(statement);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) return lc_db_fail(s, doing, err);
    *out_row = rc == SQLITE_ROW;
    return 0;
}

int lc_db_number(lc_store *s, const char *sql, lc_sv text, int64_t *out, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    bool row = false;
    int rc = lc_db_prepare(s, sql, &st, err);
    if (rc) return rc;
    lc_args a = {.statement = st};
    for (int n = sqlite3_bind_parameter_count(st); n > 0; n--) lc_arg_text(&a, text);
    rc = lc_db_step(s, st, "read", &row, err);
    if (!rc) *out = row ? lc_col_int(&(lc_cols){.statement = st}) : LC_DB_NULL;
    sqlite3_finalize(st);
    return rc;
}

int64_t lc_col_int(lc_cols *c)
{
    int i = c->i++;
    if (sqlite3_column_type(c->statement, i) == SQLITE_NULL) return LC_DB_NULL;
    return sqlite3_column_int64(c->statement, i);
}

lc_sv lc_col_text(lc_cols *c)
{
    int i = c->i++;
    const char *data = sqlite3_column_blob(c->statement, i);
    return lc_sv_make(data, (size_t)sqlite3_column_bytes(c->statement, i));
}

void lc_col_hash(lc_cols *c, uint8_t out[LC_HASH_BYTES])
{
    lc_sv v = lc_col_text(c);
    if (v.len == LC_HASH_BYTES)
        memcpy(out, v.data, LC_HASH_BYTES);
    else
        memset(out, 0, LC_HASH_BYTES);
}
