/* The decision log: rows are appended in one transaction a batch, and bound to each other by a
 * chain whose end stands in the head. */
#include "store/decision.h"

void lc_decision_read(lc_cols *c, lc_decision_full *out)
{
    out->sequence = lc_col_int(c);
    out->id = lc_col_text(c);
    out->time_s = lc_col_int(c);
    out->record = lc_col_text(c);
    lc_col_hash(c, out->salt);
    lc_col_hash(c, out->leaf);
    lc_col_hash(c, out->envelope);
}

bool lc_decision_agrees(const lc_decision_full *r, uint8_t out_envelope[LC_HASH_BYTES])
{
    uint8_t leaf[LC_HASH_BYTES];
    lc_leaf_of(r->salt, r->record, leaf);
    lc_envelope_of(leaf, r->sequence, r->time_s, r->id, out_envelope);
    return memcmp(leaf, r->leaf, sizeof leaf) == 0 &&
           memcmp(out_envelope, r->envelope, LC_HASH_BYTES) == 0;
}

/* ---- writing ---- */

int lc_store_decisions_begin(lc_store *s, licet_error *err)
{
    return lc_txn_begin(s, LC_TXN_DECISIONS, err);
}

/* Log and lists may change together: a person's decision about a list. */
static bool takes_decisions(const lc_store *s)
{
    return s->txn == LC_TXN_DECISIONS || (s->txn == LC_TXN_IMPORT && !s->import);
}

static int check_append(const lc_store *s, lc_sv id, lc_sv record, licet_error *err)
{
    if (!takes_decisions(s))
        return lc_fail(err, LICET_E_ARGUMENT,
                       "a decision is appended after lc_store_decisions_begin");
    if (s->txn_failed)
        return lc_fail(err, LICET_E_STORE,
                       "an earlier step failed: this batch can only be rolled back");
    if (!id.len || id.len > LC_DECISION_MAX_ID_BYTES || !record.len)
        return lc_fail(err, LICET_E_ARGUMENT,
                       "a decision needs an id of 1 to %d bytes and a record",
                       LC_DECISION_MAX_ID_BYTES);
    if (record.len > LC_DECISION_MAX_RECORD_BYTES)
        return lc_fail(err, LICET_E_LIMIT, "the record of decision %.*s has more than %d bytes",
                       LC_SV_ARG(id), LC_DECISION_MAX_RECORD_BYTES);
    return 0;
}

static int check_clock(const lc_store *s, int64_t time_s, licet_error *err)
{
    char last[LC_TIME_TEXT];
    if (s->head.sequence == 0 || time_s >= s->head.time_s - LC_DECISION_MAX_CLOCK_BACK_S) return 0;
    lc_fail(err, LICET_E_STORE,
            "the last decision was recorded at %s, later than this machine's clock",
            lc_time_text(s->head.time_s, last));
    lc_fail_remedy(err, "set the clock of this machine; without the right time no list is fresh");
    return LICET_E_STORE;
}

static int insert(lc_store *s, const lc_decision_full *r, licet_error *err)
{
    lc_args a = {.statement = s->append};
    lc_arg_int(&a, r->sequence);
    lc_arg_text(&a, r->id);
    lc_arg_int(&a, r->time_s);
    lc_arg_text(&a, r->record);
    lc_arg_hash(&a, r->salt);
    lc_arg_hash(&a, r->leaf);
    lc_arg_hash(&a, r->envelope);
    return lc_db_run(s, &a, "record the decision", err);
}

int lc_store_decision_append(lc_store *s, lc_sv id, int64_t time_s, lc_sv record,
                             uint64_t *out_sequence, licet_error *err)
{
    int rc = check_append(s, id, record, err);
    if (!rc) rc = check_clock(s, time_s, err);
    if (!rc && !s->append)
        rc = lc_db_prepare(s, "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?)", &s->append, err);
    if (rc) return rc;
    lc_decision_full r = {
        .sequence = s->head.sequence + 1, .time_s = time_s, .id = id, .record = record};
    lc_random(r.salt, sizeof r.salt);
    lc_leaf_of(r.salt, record, r.leaf);
    lc_envelope_of(r.leaf, r.sequence, time_s, id, r.envelope);
    rc = insert(s, &r, err);
    if (rc) return rc;
    s->head.sequence = r.sequence;
    s->head.time_s = time_s;
    lc_chain_on(s->head.chain, r.envelope);
    *out_sequence = (uint64_t)r.sequence;
    return 0;
}

/* ---- reading ---- */

static int copy_row(lc_store *s, lc_cols *c, lc_arena *a, lc_decision_row *out, licet_error *err)
{
    lc_decision_full r;
    uint8_t envelope[LC_HASH_BYTES];
    lc_decision_read(c, &r);
    if (!lc_decision_agrees(&r, envelope))
        return lc_db_corrupt(s, err, "decision %.*s (sequence %lld) was altered after it was made",
                             LC_SV_ARG(r.id), (long long)r.sequence);
    *out = (lc_decision_row){.sequence = (uint64_t)r.sequence,
                             .id = lc_arena_sv(a, r.id),
                             .record = lc_arena_sv(a, r.record),
                             .time_s = r.time_s};
    return 0;
}

int lc_store_decision_get(lc_store *s, lc_arena *a, lc_sv id, lc_decision_row *out,
                          licet_error *err)
{
    sqlite3_stmt *st = NULL;
    bool own, row = false;
    int rc = lc_read_begin(s, &own, err);
    if (rc) return rc;
    rc = lc_db_prepare(s,
                       "SELECT " LC_DECISION_COLUMNS " FROM decision WHERE id = ?"
                       " ORDER BY sequence DESC LIMIT 1",
                       &st, err);
    if (!rc) {
        lc_arg_text(&(lc_args){.statement = st}, id);
        rc = lc_db_step(s, st, "read the decision", &row, err);
    }
    if (!rc && row)
        rc = copy_row(s, &(lc_cols){.statement = st}, a, out, err);
    else if (!rc) {
        rc = lc_fail(err, LICET_E_NOT_FOUND, "there is no decision %.*s here", LC_SV_ARG(id));
        lc_fail_remedy(err, "check the id, and $LICET_HOME: it names the folder that is searched");
    }
    sqlite3_finalize(st);
    lc_read_end(s, own);
    return rc;
}
