#include "store/snapshot.h"

#include <stdlib.h>

#include "base/vec.h"
#include "codec/json.h"

void lc_snapshot_seal(const lc_snapshot_full *r, uint8_t out[LC_HASH_BYTES])
{
    const int64_t numbers[] = {
        r->id,     r->list_date,   r->day,     r->received_s, r->checked_s,      r->known_s,
        r->sample, r->quarantined, r->entries, r->names,      r->guard_removals, r->guard_percent};
    lc_buf b = {0};
    lc_buf_c(&b, LC_SEAL_SNAPSHOT);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) lc_seal_int(&b, numbers[i]);
    lc_seal_text(&b, r->source);
    lc_seal_text(&b, r->why);
    lc_seal_text(&b, r->files);
    lc_seal_hash(&b, r->content);
    lc_sha256_of(lc_buf_view(&b), out);
    lc_buf_done(&b);
}

/* ---- files of a snapshot ---- */

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, LC_HASH_HEX);
}

static void files_hash(const lc_import_file *files, size_t n, char out[LC_HASH_HEX])
{
    uint8_t hash[LC_HASH_BYTES];
    char(*hex)[LC_HASH_HEX] = calloc(n ? n : 1, sizeof *hex);
    if (!hex) abort();
    for (size_t i = 0; i < n; i++)
        if (files[i].sha256.len == LC_HASH_HEX - 1)
            memcpy(hex[i], files[i].sha256.data, LC_HASH_HEX - 1);
    qsort(hex, n, sizeof *hex, by_bytes);
    if (n == 1) {
        memcpy(out, hex[0], LC_HASH_HEX);
    } else {
        for (size_t i = 0; i < n; i++) hex[i][LC_HASH_HEX - 1] = '\n';
        lc_sha256_of(lc_sv_make(hex[0], n * sizeof *hex), hash);
        lc_hex(hash, sizeof hash, out);
    }
    free(hex);
}

void lc_files_describe(const lc_import_file *files, size_t n_files, lc_buf *out_json,
                       char out_sha256[LC_HASH_HEX])
{
    lc_buf_c(out_json, '[');
    for (size_t i = 0; i < n_files; i++) {
        lc_buf_printf(out_json, "%s{\"bytes\":%llu,\"name\":", i ? "," : "",
                      (unsigned long long)files[i].bytes);
        lc_json_write_string(files[i].name, out_json);
        lc_buf_printf(out_json, ",\"sha256\":\"%.*s\"}", LC_SV_ARG(files[i].sha256));
    }
    lc_buf_c(out_json, ']');
    files_hash(files, n_files, out_sha256);
}

static int insert_links(lc_store *s, int64_t snapshot, const lc_import_file *files, size_t n,
                        licet_error *err)
{
    sqlite3_stmt *st = NULL;
    int rc = lc_db_prepare(s, "INSERT INTO snapshot_file VALUES (?, ?, ?, ?)", &st, err);
    for (size_t i = 0; !rc && i < n; i++) {
        uint8_t hash[LC_HASH_BYTES] = {0};
        lc_args a = {.statement = st};
        lc_unhex(files[i].sha256, hash, sizeof hash);
        lc_arg_int(&a, snapshot);
        lc_arg_int(&a, (int64_t)i);
        lc_arg_text(&a, files[i].name);
        lc_arg_hash(&a, hash);
        rc = lc_db_run(s, &a, "write snapshot", err);
    }
    sqlite3_finalize(st);
    return rc;
}

int lc_snapshot_insert(lc_store *s, lc_snapshot_full *r, const lc_import_file *files,
                       size_t n_files, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    int rc = lc_db_prepare(
        s, "INSERT INTO snapshot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", &st,
        err);
    if (rc) return rc;
    const int64_t before_why[] = {r->list_date, r->day,    r->received_s, r->checked_s,
                                  r->known_s,   r->sample, r->quarantined};
    const int64_t after_why[] = {r->entries, r->names, r->guard_removals, r->guard_percent};
    lc_args a = {.statement = st};
    lc_snapshot_seal(r, r->seal);
    lc_arg_int(&a, r->id);
    lc_arg_text(&a, r->source);
    for (size_t i = 0; i < sizeof before_why / sizeof *before_why; i++)
        lc_arg_int(&a, before_why[i]);
    lc_arg_text(&a, r->why);
    for (size_t i = 0; i < sizeof after_why / sizeof *after_why; i++) lc_arg_int(&a, after_why[i]);
    lc_arg_hash(&a, r->content);
    lc_arg_hash(&a, r->seal);
    rc = lc_db_run(s, &a, "write snapshot", err);
    sqlite3_finalize(st);
    if (!rc) rc = insert_links(s, r->id, files, n_files, err);
    if (!rc) lc_tally_add(&s->tally[LC_TALLY_SNAPSHOT], r->seal);
    return rc;
}

int lc_snapshot_touch(lc_store *s, const lc_snapshot_full *r, int64_t checked_s, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    if (checked_s <= r->checked_s) return 0;
    lc_snapshot_full later = *r;
    later.checked_s = checked_s;
    lc_snapshot_seal(&later, later.seal);
    int rc = lc_db_prepare(s, "UPDATE snapshot SET checked_s = ?, seal = ? WHERE id = ?", &st, err);
    if (rc) return rc;
    lc_args a = {.statement = st};
    lc_arg_int(&a, checked_s);
    lc_arg_hash(&a, later.seal);
    lc_arg_int(&a, r->id);
    rc = lc_db_run(s, &a, "write snapshot", err);
    sqlite3_finalize(st);
    if (rc) return rc;
    lc_tally_take(&s->tally[LC_TALLY_SNAPSHOT], r->seal);
    lc_tally_add(&s->tally[LC_TALLY_SNAPSHOT], later.seal);
    return 0;
}

/* ---- reading ---- */

#define SNAPSHOT_SQL                                                                               \
    "SELECT s.id, s.source, s.list_date, s.day, s.received_s, s.checked_s, s.known_s, s.sample, "  \
    "s.quarantined, s.why, s.entries, s.names, s.guard_removals, s.guard_percent, s.content, "     \
    "s.seal, s.sample <> 0 AND EXISTS (SELECT 1 FROM snapshot r"                                   \
    " WHERE r.source = s.source AND r.sample = 0) FROM snapshot s"

static void read_row(lc_cols *c, lc_snapshot_full *r)
{
    r->id = lc_col_int(c);
    r->source = lc_col_text(c);
    r->list_date = lc_col_int(c);
    r->day = lc_col_int(c);
    r->received_s = lc_col_int(c);
    r->checked_s = lc_col_int(c);
    r->known_s = lc_col_int(c);
    r->sample = lc_col_int(c);
    r->quarantined = lc_col_int(c);
    r->why = lc_col_text(c);
    r->entries = lc_col_int(c);
    r->names = lc_col_int(c);
    r->guard_removals = lc_col_int(c);
    r->guard_percent = lc_col_int(c);
    lc_col_hash(c, r->content);
    lc_col_hash(c, r->seal);
}

typedef struct walk {
    lc_store *s;
    sqlite3_stmt *rows, *files;
    lc_arena *arena; /* of the row at hand */
    lc_buf json;
} walk;

/* in_place: they are numbered 0, 1, ... as when they were stored. */
static int read_files(walk *w, int64_t snapshot, char out_sha256[LC_HASH_HEX], bool *in_place,
                      licet_error *err)
{
    LC_VEC(lc_import_file) files = {0};
    bool row = true;
    int rc = 0;
    lc_arg_int(&(lc_args){.statement = w->files}, snapshot);
    while (!(rc = lc_db_step(w->s, w->files, "read snapshot files", &row, err)) && row) {
        lc_cols c = {.statement = w->files};
        *in_place &= lc_col_int(&c) == (int64_t)files.len;
        lc_import_file f = {.name = lc_arena_sv(w->arena, lc_col_text(&c))};
        uint8_t hash[LC_HASH_BYTES];
        char hex[LC_HASH_HEX];
        lc_col_hash(&c, hash);
        f.sha256 = lc_arena_sv(w->arena, lc_sv_of(lc_hex(hash, sizeof hash, hex)));
        f.bytes = (uint64_t)lc_col_int(&c);
        lc_vec_push(&files, f);
    }
    lc_buf_clear(&w->json);
    lc_files_describe(files.at, files.len, &w->json, out_sha256);
    lc_vec_done(&files);
    sqlite3_reset(w->files);
    return rc;
}

static int visit_row(walk *w, void *ctx, lc_snapshot_visit visit, lc_tally *seen, licet_error *err)
{
    lc_cols c = {.statement = w->rows};
    lc_snapshot_full r;
    uint8_t seal[LC_HASH_BYTES];
    char sha256[LC_HASH_HEX];
    lc_arena_reset(w->arena);
    read_row(&c, &r);
    bool void_sample = lc_col_int(&c) == 1;
    bool good = true;
    int rc = read_files(w, r.id, sha256, &good, err);
    if (rc) return rc;
    r.files = lc_buf_view(&w->json);
    lc_snapshot_seal(&r, seal);
    lc_tally_add(seen, r.seal);
    good &= memcmp(seal, r.seal, sizeof seal) == 0;
    return visit(ctx, &r, lc_sv_of(sha256), void_sample, good, err);
}

static int walk_rows(lc_store *s, const char *sql, int64_t id, void *ctx, lc_snapshot_visit visit,
                     lc_tally *out_seen, licet_error *err)
{
    walk w = {.s = s, .arena = lc_arena_new()};
    lc_tally seen = {0};
    bool row = true;
    int rc = lc_db_prepare(s, sql, &w.rows, err);
    if (!rc && id) lc_arg_int(&(lc_args){.statement = w.rows}, id);
    if (!rc)
        rc = lc_db_prepare(s,
                           "SELECT k.place, k.name, k.sha256, f.bytes FROM snapshot_file k"
                           " LEFT JOIN file f ON f.sha256 = k.sha256"
                           " WHERE k.snapshot = ? ORDER BY k.place",
                           &w.files, err);
    while (!rc && !(rc = lc_db_step(s, w.rows, "read snapshots", &row, err)) && row)
        rc = visit_row(&w, ctx, visit, &seen, err);
    sqlite3_finalize(w.rows);
    sqlite3_finalize(w.files);
    lc_buf_done(&w.json);
    lc_arena_free(w.arena);
    if (!rc && out_seen) *out_seen = seen;
    return rc;
}

int lc_snapshot_walk(lc_store *s, void *ctx, lc_snapshot_visit visit, lc_tally *out_seen,
                     licet_error *err)
{
    return walk_rows(s, SNAPSHOT_SQL " ORDER BY s.source, s.day, s.id", 0, ctx, visit, out_seen,
                     err);
}

int lc_snapshot_visit_one(lc_store *s, int64_t id, void *ctx, lc_snapshot_visit visit,
                          licet_error *err)
{
    return walk_rows(s, SNAPSHOT_SQL " WHERE s.id = ?", id, ctx, visit, NULL, err);
}

typedef struct each_ctx {
    lc_store *s;
    void *ctx;
    int (*each)(void *ctx, const lc_snapshot_row *r, licet_error *err);
} each_ctx;

static int hand_on(void *ctx, const lc_snapshot_full *r, lc_sv files_sha256, bool void_sample,
                   bool good, licet_error *err)
{
    each_ctx *e = ctx;
    if (!good)
        return lc_db_corrupt(e->s, err, "snapshot %lld of list %.*s does not agree with its seal",
                             (long long)r->id, LC_SV_ARG(r->source));
    if (void_sample) return 0;
    lc_snapshot_row row = {
        .id = r->id,
        .source = r->source,
        .sha256 = files_sha256,
        .files = r->files,
        .list_date = r->list_date == LC_DB_NULL ? LC_DATE_NONE : (lc_date)r->list_date,
        .received_s = r->received_s,
        .checked_s = r->checked_s,
        .entries = (uint64_t)r->entries,
        .names = (uint64_t)r->names,
        .sample = r->sample != 0,
        .quarantined = r->quarantined != 0,
        .why = r->why,
    };
    return e->each(e->ctx, &row, err);
}

static int walk_and_count(lc_store *s, each_ctx *e, licet_error *err)
{
    lc_tally seen;
    int rc = s->txn == LC_TXN_NONE ? lc_tally_load(s, err) : 0;
    if (!rc) rc = lc_snapshot_walk(s, e, hand_on, &seen, err);
    if (!rc && !lc_tally_eq(&seen, &s->tally[LC_TALLY_SNAPSHOT]))
        rc = lc_db_corrupt(s, err, "snapshots are missing or were added: %lld found, %lld expected",
                           (long long)seen.count, (long long)s->tally[LC_TALLY_SNAPSHOT].count);
    return rc;
}

int lc_store_each_snapshot(lc_store *s, void *ctx,
                           int (*each)(void *ctx, const lc_snapshot_row *r, licet_error *err),
                           licet_error *err)
{
    each_ctx e = {s, ctx, each};
    bool own;
    int rc = lc_read_begin(s, &own, err);
    if (rc) return rc;
    rc = walk_and_count(s, &e, err);
    lc_read_end(s, own);
    return rc;
}
