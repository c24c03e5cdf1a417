/* Is everything as it was written? Every row is read once and held against its seal, every table
 * against its tally, the log against its head, the layout against the one this licet makes. */
#include "store/schema.h"

#include <stdio.h>

#include "store/active.h"
#include "store/decision.h"
#include "store/original.h"
#include "store/merkle.h"
#include "store/snapshot.h"
#include "store/version.h"

/* The first finding is the one that is told; the others are counted. */
static void find(lc_verify_result *v, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void find(lc_verify_result *v, const char *fmt, ...)
{
    if (v->why[0]) return;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(v->why, sizeof v->why, fmt, ap);
    va_end(ap);
}

/* A check that ends in "corrupt" is a finding; any other failure ends the search. */
static int as_finding(lc_verify_result *v, int rc, const licet_error *e, licet_error *err)
{
    if (rc == LICET_E_CORRUPT)
        find(v, "%s", e->message);
    else if (rc && err)
        *err = *e;
    return rc == LICET_E_CORRUPT ? 0 : rc;
}

/* ---- the file itself ---- */

/* SQLite's own search: broken pages, indexes that disagree with their tables. (It looks at CHECK
 * constraints only where it might write, so nothing here relies on them.) */
static int check_pages(lc_store *s, lc_verify_result *v, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    bool row = false;
    int rc = lc_db_prepare(s, "PRAGMA integrity_check(1)", &st, err);
    if (!rc) rc = lc_db_step(s, st, "check the database file", &row, err);
    if (!rc && row) {
        lc_sv said = lc_col_text(&(lc_cols){.statement = st});
        if (!lc_sv_is(said, "ok")) find(v, "the database file is damaged: %.*s", LC_SV_ARG(said));
    }
    sqlite3_finalize(st);
    return rc;
}

#define LAYOUT_SQL                                                                                 \
    "SELECT coalesce(group_concat(type || ' ' || name || ' ' || coalesce(sql, ''), char(10)),"     \
    " '') FROM (SELECT * FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'"                    \
    " ORDER BY type, name)"

static int layout_of(lc_store *s, uint8_t out[LC_HASH_BYTES], licet_error *err)
{
    sqlite3_stmt *st = NULL;
    bool row;
    int rc = lc_db_prepare(s, LAYOUT_SQL, &st, err);
    if (!rc) rc = lc_db_step(s, st, "read the layout", &row, err);
    if (!rc) lc_sha256_of(lc_col_text(&(lc_cols){.statement = st}), out);
    sqlite3_finalize(st);
    return rc;
}

/* Without its triggers a store forgets as easily as any file. */
static int check_layout(lc_store *s, lc_verify_result *v, licet_error *err)
{
    uint8_t is[LC_HASH_BYTES], should[LC_HASH_BYTES];
    lc_store model = {.path = s->path};
    int rc = layout_of(s, is, err);
    if (rc) return rc;
    if (sqlite3_open(":memory:", &model.db)) rc = lc_db_fail(&model, "check the layout", err);
    if (!rc) rc = lc_db_exec(&model, lc_schema_sql(), "check the layout", err);
    if (!rc) rc = layout_of(&model, should, err);
    sqlite3_close(model.db);
    if (!rc && memcmp(is, should, sizeof is) != 0)
        find(v, "the layout was altered: tables or triggers are not the ones licet makes");
    return rc;
}

/* ---- the decision log ---- */

typedef struct log_walk {
    lc_verify_result *v;
    lc_merkle tree;
    int64_t last_sequence, last_time_s;
    uint8_t chain[LC_HASH_BYTES];
} log_walk;

static void bad_decision(log_walk *w, int64_t sequence, const char *what)
{
    if (w->v->bad++ == 0) w->v->first_bad = (uint64_t)sequence;
    find(w->v, "decision %lld %s", (long long)sequence, what);
}

static void walk_decision(log_walk *w, const lc_decision_full *r)
{
    uint8_t envelope[LC_HASH_BYTES];
    bool agrees = lc_decision_agrees(r, envelope);
    if (r->sequence != w->last_sequence + 1) bad_decision(w, w->last_sequence + 1, "is missing");
    if (!agrees) bad_decision(w, r->sequence, "was altered");
    lc_chain_on(w->chain, envelope);
    lc_merkle_put(&w->tree, r->leaf);
    w->last_sequence = r->sequence;
    w->last_time_s = r->time_s;
    w->v->decisions++;
}

static int walk_log(lc_store *s, log_walk *w, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    bool row = true;
    int rc = lc_db_prepare(s, "SELECT " LC_DECISION_COLUMNS " FROM decision ORDER BY sequence", &st,
                           err);
    while (!rc && !(rc = lc_db_step(s, st, "read decisions", &row, err)) && row) {
        lc_decision_full r;
        lc_decision_read(&(lc_cols){.statement = st}, &r);
        walk_decision(w, &r);
    }
    sqlite3_finalize(st);
    return rc;
}

static void check_head(const lc_store *s, log_walk *w)
{
    const lc_log_head *h = &s->head;
    if (w->last_sequence < h->sequence)
        bad_decision(w, w->last_sequence + 1, "is missing: the log was cut short");
    else if (w->last_sequence > h->sequence)
        bad_decision(w, h->sequence + 1, "was added behind the end of the log");
    else if (w->v->bad) /* the chain breaks where a row does */
        return;
    else if (memcmp(w->chain, h->chain, sizeof w->chain) != 0 || w->last_time_s != h->time_s)
        bad_decision(w, w->last_sequence,
                     "or its head was altered: the end of the log does not "
                     "agree with what came before");
}

static int check_log(lc_store *s, lc_verify_result *v, licet_error *err)
{
    log_walk w = {.v = v};
    licet_error e = {0};
    int rc = walk_log(s, &w, err);
    if (rc) return rc;
    lc_merkle_head(&w.tree, v->root);
    rc = lc_head_load(s, &e);
    if (!rc) check_head(s, &w);
    return as_finding(v, rc, &e, err);
}

/* ---- the lists ---- */

static int see_version(void *ctx, const lc_version_row *r, lc_sv json, bool good, licet_error *err)
{
    lc_verify_result *v = ctx;
    (void)json;
    (void)err;
    v->versions++;
    if (good) return 0;
    v->bad_versions++;
    find(v, "version %lld of entry %.*s in list %.*s was altered", (long long)r->id,
         LC_SV_ARG(r->key), LC_SV_ARG(r->source));
    return 0;
}

static int see_snapshot(void *ctx, const lc_snapshot_full *r, lc_sv files_sha256, bool void_sample,
                        bool good, licet_error *err)
{
    (void)files_sha256;
    (void)void_sample;
    (void)err;
    if (!good)
        find(ctx, "snapshot %lld of list %.*s was altered", (long long)r->id, LC_SV_ARG(r->source));
    return 0;
}

static void check_tally(const lc_store *s, lc_tallied which, const lc_tally *seen, const char *what,
                        lc_verify_result *v)
{
    const lc_tally *kept = &s->tally[which];
    if (!lc_tally_eq(seen, kept))
        find(v, "%s are missing, were added or changed: %lld found, %lld expected", what,
             (long long)seen->count, (long long)kept->count);
}

static int check_lists(lc_store *s, lc_verify_result *v, licet_error *err)
{
    lc_tally versions, snapshots;
    licet_error e = {0};
    int rc = lc_version_walk(s, LC_SV_NONE, v, see_version, &versions, err);
    if (!rc) rc = lc_snapshot_walk(s, v, see_snapshot, &snapshots, err);
    if (rc) return rc;
    rc = lc_tally_load(s, &e);
    if (!rc) {
        check_tally(s, LC_TALLY_VERSION, &versions, "entry versions", v);
        check_tally(s, LC_TALLY_SNAPSHOT, &snapshots, "snapshots", v);
        rc = lc_active_check(s, NULL, &(lc_sv){NULL, 0}, &e);
    }
    return as_finding(v, rc, &e, err);
}

static int check_files(lc_store *s, lc_verify_result *v, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    lc_buf bytes = {0};
    bool row = true;
    int rc = lc_db_prepare(s, "SELECT " LC_ORIGINAL_COLUMNS " FROM file", &st, err);
    while (!rc && !(rc = lc_db_step(s, st, "read original files", &row, err)) && row) {
        lc_original r;
        lc_original_read(&(lc_cols){.statement = st}, &r);
        v->files++;
        lc_buf_clear(&bytes);
        if (lc_original_unpack(&r, &bytes)) continue;
        v->bad_files++;
        find(v, "the original bytes of a list were altered");
    }
    sqlite3_finalize(st);
    lc_buf_done(&bytes);
    return rc;
}

/* Rows that no seal covers, because nothing leads to them; each query counts what may not be. */
static const struct {
    const char *sql, *what;
} loose[] = {
    {"SELECT count(*) FROM pragma_foreign_key_check", "rows refer to rows that are missing"},
    {"SELECT count(*) FROM version v JOIN body b ON b.id = v.body WHERE b.entry <> v.entry",
     "a wording was moved to another entry"},
    {"SELECT count(*) FROM body WHERE id NOT IN (SELECT body FROM version)",
     "a wording was added that no import gave"},
    {"SELECT count(*) FROM entry WHERE id NOT IN (SELECT entry FROM version)",
     "an entry was added that no import gave"},
    {"SELECT count(*) FROM file WHERE sha256 NOT IN (SELECT sha256 FROM snapshot_file)",
     "an original file was added that no import gave"},
    {"SELECT count(*) <> 2 FROM tally", "the tallies were altered"},
    {"SELECT count(*) <> 1 OR max(one) <> 1 FROM head", "the head of the decision log was altered"},
    {"SELECT count(*) FROM active WHERE one <> 1", "a second index in force was added"},
};

static int check_loose(lc_store *s, lc_verify_result *v, licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; !rc && i < sizeof loose / sizeof *loose; i++) {
        int64_t n = 0;
        rc = lc_db_number(s, loose[i].sql, LC_SV_NONE, &n, err);
        if (!rc && n != 0) find(v, "%s", loose[i].what);
    }
    return rc;
}

int lc_store_verify(lc_store *s, lc_verify_result *out, licet_error *err)
{
    static int (*const checks[])(lc_store * s, lc_verify_result * v, licet_error * err) = {
        check_log, check_lists, check_files, check_loose, check_layout, check_pages};
    lc_verify_result v = {0};
    bool own;
    if (s->txn != LC_TXN_NONE)
        return lc_fail(err, LICET_E_ARGUMENT,
                       "store has a transaction open: commit or roll back first");
    int rc = lc_read_begin(s, &own, err);
    if (rc) return rc;
    for (size_t i = 0; !rc && i < sizeof checks / sizeof *checks; i++) rc = checks[i](s, &v, err);
    lc_read_end(s, own);
    if (!rc) *out = v;
    return rc;
}
