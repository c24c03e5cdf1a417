/* The index in force. Its seal covers the tallies of the lists too, so that an older row put back
 * is noticed: it does not belong to what the store holds now. */
#include "store/active.h"

enum { MAX_NAME_BYTES = 255 };

static void seal_of(const lc_store *s, lc_sv index_name, int64_t since_s,
                    uint8_t out[LC_HASH_BYTES])
{
    lc_buf b = {0};
    lc_buf_c(&b, LC_SEAL_ACTIVE);
    lc_seal_text(&b, index_name);
    lc_seal_int(&b, since_s);
    for (int i = 0; i < LC_TALLIED_N; i++) {
        lc_seal_int(&b, s->tally[i].count);
        lc_seal_hash(&b, s->tally[i].sum);
    }
    lc_sha256_of(lc_buf_view(&b), out);
    lc_buf_done(&b);
}

static bool usable(lc_sv name)
{
    return name.len && name.len <= MAX_NAME_BYTES && name.data[0] != '/' &&
           !memchr(name.data, 0, name.len) && lc_sv_find(name, LC_SV(".."), 0) == SIZE_MAX;
}

static int write_row(lc_store *s, lc_sv index_name, int64_t now_s, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    uint8_t seal[LC_HASH_BYTES];
    int rc = lc_db_prepare(s,
                           "INSERT INTO active VALUES (1, ?1, ?2, ?3) ON CONFLICT (one) DO UPDATE"
                           " SET index_name = ?1, since_s = ?2, seal = ?3",
                           &st, err);
    if (rc) return rc;
    lc_args a = {.statement = st};
    seal_of(s, index_name, now_s, seal);
    lc_arg_text(&a, index_name);
    lc_arg_int(&a, now_s);
    lc_arg_hash(&a, seal);
    rc = lc_db_run(s, &a, "activate the index", err);
    sqlite3_finalize(st);
    return rc;
}

int lc_store_activate(lc_store *s, lc_sv index_name, int64_t now_s, licet_error *err)
{
    if (!usable(index_name))
        return lc_fail(err, LICET_E_ARGUMENT, "\"%.*s\" cannot be the name of an index file",
                       LC_SV_ARG(index_name));
    if (s->import) return lc_fail(err, LICET_E_ARGUMENT, "the import has not ended yet");
    if (s->txn == LC_TXN_IMPORT) return write_row(s, index_name, now_s, err);
    int rc = lc_txn_begin(s, LC_TXN_ACTIVATION, err);
    if (rc) return rc;
    rc = write_row(s, index_name, now_s, err);
    if (!rc) return lc_store_commit(s, err);
    lc_store_rollback(s);
    return rc;
}

static int check_row(lc_store *s, lc_cols *c, lc_arena *a, lc_sv *out, licet_error *err)
{
    uint8_t stored[LC_HASH_BYTES], seal[LC_HASH_BYTES];
    lc_sv name = lc_col_text(c);
    int64_t since_s = lc_col_int(c);
    lc_col_hash(c, stored);
    seal_of(s, name, since_s, seal);
    if (memcmp(seal, stored, sizeof seal) != 0 || !usable(name)) {
        lc_db_corrupt(s, err, "the index in force is not the one built from the lists held here");
        lc_fail_remedy(err, "run `licet verify`; importing a list again builds the index anew");
        return LICET_E_CORRUPT;
    }
    *out = a ? lc_arena_sv(a, name) : LC_SV_NONE;
    return 0;
}

/* No row is right only as long as there is no list. */
static int check_none(lc_store *s, lc_sv *out, licet_error *err)
{
    if (s->tally[LC_TALLY_SNAPSHOT].count == 0) {
        *out = LC_SV_NONE;
        return 0;
    }
    lc_db_corrupt(s, err, "there are lists here, but no index in force");
    lc_fail_remedy(err, "importing a list again builds the index anew");
    return LICET_E_CORRUPT;
}

int lc_active_check(lc_store *s, lc_arena *a, lc_sv *out, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    bool row = false;
    int rc = lc_db_prepare(s, "SELECT index_name, since_s, seal FROM active", &st, err);
    if (!rc) rc = lc_db_step(s, st, "read the index in force", &row, err);
    if (!rc)
        rc = row ? check_row(s, &(lc_cols){.statement = st}, a, out, err) : check_none(s, out, err);
    sqlite3_finalize(st);
    return rc;
}

int lc_store_active(lc_store *s, lc_arena *a, lc_sv *out_index_name, licet_error *err)
{
    bool own;
    int rc = lc_read_begin(s, &own, err);
    if (rc) return rc;
    if (s->txn == LC_TXN_NONE) rc = lc_tally_load(s, err);
    if (!rc) rc = lc_active_check(s, a, out_index_name, err);
    lc_read_end(s, own);
    return rc;
}

int lc_store_active_before(lc_store *s, lc_arena *a, lc_sv *out_index_name, bool *out_agrees,
                           licet_error *err)
{
    sqlite3_stmt *st = NULL;
    bool row = false;
    uint8_t stored[LC_HASH_BYTES], seal[LC_HASH_BYTES];
    int rc = lc_db_prepare(s, "SELECT index_name, since_s, seal FROM active", &st, err);
    if (!rc) rc = lc_db_step(s, st, "read the index in force", &row, err);
    if (!rc && row) {
        lc_cols c = {.statement = st};
        lc_sv name = lc_arena_sv(a, lc_col_text(&c));
        int64_t since_s = lc_col_int(&c);
        lc_col_hash(&c, stored);
        seal_of(s, name, since_s, seal);
        *out_index_name = name;
        *out_agrees = memcmp(seal, stored, sizeof seal) == 0 && usable(name);
    } else if (!rc) {
        *out_index_name = LC_SV_NONE;
        *out_agrees = false;
    }
    sqlite3_finalize(st);
    return rc;
}
