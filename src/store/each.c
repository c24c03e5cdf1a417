/* Walking the decision log by kind of id. */
#include "store/decision.h"
#include "store/log.h"

static int visit(lc_store *s, sqlite3_stmt *st, void *ctx,
                 int (*each)(void *ctx, const lc_decision_row *r, licet_error *err),
                 licet_error *err)
{
    uint8_t envelope[LC_HASH_BYTES];
    bool row = true;
    int rc = 0;
    while (!rc && !(rc = lc_db_step(s, st, "read decisions", &row, err)) && row) {
        lc_decision_full r;
        lc_decision_read(&(lc_cols){.statement = st}, &r);
        if (!lc_decision_agrees(&r, envelope))
            return lc_db_corrupt(s, err,
                                 "decision %.*s (sequence %lld) was altered after it was made",
                                 LC_SV_ARG(r.id), (long long)r.sequence);
        lc_decision_row d = {
            .sequence = (uint64_t)r.sequence, .id = r.id, .record = r.record, .time_s = r.time_s};
        rc = each(ctx, &d, err);
    }
    return rc;
}

/* "R-" <= id < "R." are the ids of a kind. */
static void arg_kind(lc_args *a, char kind, char low[3], char high[3])
{
    memcpy(low, (char[3]){kind, '-', 0}, 3);
    memcpy(high, (char[3]){kind, '-' + 1, 0}, 3);
    lc_arg_text(a, lc_sv_of(low));
    lc_arg_text(a, lc_sv_of(high));
}

static int walk(lc_store *s, const char *sql, char kind, uint64_t before, void *ctx,
                int (*each)(void *ctx, const lc_decision_row *r, licet_error *err),
                licet_error *err)
{
    char low[3], high[3];
    sqlite3_stmt *st = NULL;
    bool own;
    int rc = lc_read_begin(s, &own, err);
    if (rc) return rc;
    rc = lc_db_prepare(s, sql, &st, err);
    if (!rc) {
        lc_args a = {.statement = st};
        arg_kind(&a, kind, low, high);
        lc_arg_int(&a, before > INT64_MAX ? INT64_MAX : (int64_t)before);
        rc = visit(s, st, ctx, each, err);
    }
    sqlite3_finalize(st);
    lc_read_end(s, own);
    return rc;
}

/* The sequences alone are gathered and put in order; the records are read one at a time. */
#define EACH_SQL                                                                                   \
    "SELECT " LC_DECISION_COLUMNS " FROM decision WHERE sequence IN"                               \
    " (SELECT sequence FROM decision WHERE id >= ? AND id < ? AND sequence < ?) ORDER BY sequence"

int lc_store_each_decision(lc_store *s, char kind, uint64_t before, void *ctx,
                           int (*each)(void *ctx, const lc_decision_row *r, licet_error *err),
                           licet_error *err)
{
    return walk(s, EACH_SQL, kind, before, ctx, each, err);
}

/* By sequence from the end: the first page of a long log is as quick as that of a short one, for
 * kinds that are not rare. */
int lc_store_each_newest(lc_store *s, char kind, uint64_t before, void *ctx,
                         int (*each)(void *ctx, const lc_decision_row *r, licet_error *err),
                         licet_error *err)
{
    const char *sql = kind == 'D' ? "SELECT " LC_DECISION_COLUMNS
                                    " FROM decision NOT INDEXED WHERE id >= ? AND id < ?"
                                    " AND sequence < ? ORDER BY sequence DESC"
                                  : EACH_SQL " DESC";
    return walk(s, sql, kind, before, ctx, each, err);
}

int lc_store_last_of(lc_store *s, char kind, uint64_t *out_sequence, licet_error *err)
{
    char low[3], high[3];
    sqlite3_stmt *st = NULL;
    bool own, row = false;
    int rc = lc_read_begin(s, &own, err);
    if (rc) return rc;
    rc = lc_db_prepare(s, "SELECT max(sequence) FROM decision WHERE id >= ? AND id < ?", &st, err);
    if (!rc) {
        lc_args a = {.statement = st};
        arg_kind(&a, kind, low, high);
        rc = lc_db_step(s, st, "read the end of the log", &row, err);
    }
    if (!rc) {
        int64_t last = row ? lc_col_int(&(lc_cols){.statement = st}) : LC_DB_NULL;
        *out_sequence = last == LC_DB_NULL ? 0 : (uint64_t)last;
    }
    sqlite3_finalize(st);
    lc_read_end(s, own);
    return rc;
}
