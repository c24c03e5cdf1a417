/* Walking the decision log by kind of id. */
#include "store/decision.h"

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

/* The sequences alone are gathered and put in order; the records are read one at a time. */
static const char each_sql[] =
    "SELECT " LC_DECISION_COLUMNS " FROM decision WHERE sequence IN"
    " (SELECT sequence FROM decision WHERE id >= ? AND id < ? AND sequence < ?) ORDER BY sequence";

int lc_store_each_decision(lc_store *s, char kind, uint64_t before, void *ctx,
                           int (*each)(void *ctx, const lc_decision_row *r, licet_error *err),
                           licet_error *err)
{
    char low[3] = {kind, '-', 0}, high[3] = {kind, '-' + 1, 0}; /* "R-" <= id < "R." */
    sqlite3_stmt *st = NULL;
    bool own;
    int rc = lc_read_begin(s, &own, err);
    if (rc) return rc;
    rc = lc_db_prepare(s, each_sql, &st, err);
    if (!rc) {
        lc_args a = {.statement = st};
        lc_arg_text(&a, lc_sv_of(low));
        lc_arg_text(&a, lc_sv_of(high));
        lc_arg_int(&a, before > INT64_MAX ? INT64_MAX : (int64_t)before);
        rc = visit(s, st, ctx, each, err);
    }
    sqlite3_finalize(st);
    lc_read_end(s, own);
    return rc;
}
