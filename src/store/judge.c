/* A person finds that a quarantined snapshot is not true: what it held beside the list ends. (That
 * it is true is said by importing it again, store.h.) The snapshot's row and its files stay. */
#include "base/vec.h"
#include "store/belief.h"
#include "store/snapshot.h"

typedef struct judging {
    lc_store *s;
    lc_arena *arena;
    int64_t id, day, known_s;
    lc_sv source;
    bool quarantined;
} judging;

static int take_snapshot(void *ctx, const lc_snapshot_full *r, lc_sv files_sha256, bool void_sample,
                         bool good, licet_error *err)
{
    judging *j = ctx;
    (void)files_sha256;
    (void)void_sample;
    if (!good)
        return lc_db_corrupt(j->s, err, "snapshot %lld does not agree with its seal",
                             (long long)r->id);
    j->quarantined = r->quarantined != 0;
    j->source = lc_arena_sv(j->arena, r->source);
    j->day = r->day;
    return 0;
}

static int find(judging *j, licet_error *err)
{
    int rc = lc_snapshot_visit_one(j->s, j->id, j, take_snapshot, err);
    if (rc || j->quarantined) return rc;
    return lc_fail(err, LICET_E_NOT_FOUND, "snapshot %lld is not a quarantined one",
                   (long long)j->id);
}

/* Known time never runs backwards, even if the machine's clock did. */
static int tell_time(judging *j, int64_t now_s, licet_error *err)
{
    int64_t last;
    int rc = lc_db_number(j->s,
                          "SELECT max(v.known_from) FROM entry e JOIN version v ON v.entry = e.id"
                          " WHERE e.source = ?",
                          j->source, &last, err);
    j->known_s = last > now_s ? last : now_s;
    return rc;
}

/* Of several snapshots of one day only the last holds anything. */
static int end_held(judging *j, lc_believer *b, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    LC_VEC(int64_t) ids = {0};
    bool row = true;
    int rc = lc_db_prepare(j->s,
                           "SELECT v.id FROM entry e JOIN version v ON v.entry = e.id"
                           " WHERE e.source = ? AND v.held = 1 AND v.known_to IS NULL"
                           " AND v.list_from = ?",
                           &st, err);
    if (!rc) {
        lc_args a = {.statement = st};
        lc_arg_text(&a, j->source);
        lc_arg_int(&a, j->day);
    }
    while (!rc && !(rc = lc_db_step(j->s, st, "read entry versions", &row, err)) && row)
        lc_vec_push(&ids, lc_col_int(&(lc_cols){.statement = st}));
    sqlite3_finalize(st);
    for (size_t i = 0; !rc && i < ids.len; i++) rc = lc_believer_end(b, ids.at[i], err);
    lc_vec_done(&ids);
    return rc;
}

int lc_store_lists_begin(lc_store *s, licet_error *err)
{
    return lc_txn_begin(s, LC_TXN_IMPORT, err);
}

int lc_store_drop_held(lc_store *s, int64_t snapshot, int64_t now_s, licet_error *err)
{
    judging j = {.s = s, .id = snapshot, .arena = lc_arena_new()};
    lc_believer b = {0};
    int rc = lc_txn_begin(s, LC_TXN_IMPORT, err);
    if (!rc) {
        rc = find(&j, err);
        if (!rc) rc = tell_time(&j, now_s, err);
        if (!rc) rc = lc_believer_open(&b, s, snapshot, j.known_s, err);
        if (!rc) rc = end_held(&j, &b, err);
        lc_believer_done(&b);
        if (rc) lc_store_rollback(s);
    }
    lc_arena_free(j.arena);
    return rc;
}
