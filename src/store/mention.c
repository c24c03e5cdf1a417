/* Whether the log speaks of something. */
#include "store/db.h"

int lc_store_log_end(lc_store *s, uint64_t *out_sequence, licet_error *err)
{
    int64_t last = 0;
    int rc = lc_db_number(s, "SELECT max(sequence) FROM decision", LC_SV_NONE, &last, err);
    if (!rc) *out_sequence = last == LC_DB_NULL ? 0 : (uint64_t)last;
    return rc;
}

int lc_store_log_mentions(lc_store *s, lc_sv text, uint64_t after, bool *out, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    int rc = lc_db_prepare(
        s, "SELECT 1 FROM decision WHERE sequence > ? AND instr(record, ?) LIMIT 1", &st, err);
    if (rc) return rc;
    lc_args a = {.statement = st};
    lc_arg_int(&a, after > INT64_MAX ? INT64_MAX : (int64_t)after);
    lc_arg_text(&a, text);
    rc = lc_db_step(s, st, "read decisions", out, err);
    sqlite3_finalize(st);
    return rc;
}
