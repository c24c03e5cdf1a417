#include "store/version.h"

void lc_version_read(lc_cols *c, lc_version_row *out)
{
    out->id = lc_col_int(c);
    out->entry = lc_col_int(c);
    out->body = lc_col_int(c);
    out->list_from = lc_col_int(c);
    out->list_to = lc_col_int(c);
    out->known_from = lc_col_int(c);
    out->known_to = lc_col_int(c);
    out->since_oldest = lc_col_int(c);
    out->held = lc_col_int(c);
    out->snapshot = lc_col_int(c);
    lc_col_hash(c, out->seal);
    out->source = lc_col_text(c);
    out->key = lc_col_text(c);
    out->sublist = lc_col_text(c);
    out->filled = lc_col_int(c);
    lc_col_hash(c, out->text_sha256);
    lc_col_hash(c, out->json_sha256);
}

void lc_version_seal(const lc_version_row *r, lc_buf *scratch, uint8_t out[LC_HASH_BYTES])
{
    const int64_t numbers[] = {r->id,      r->entry,      r->body,     r->list_from,
                               r->list_to, r->known_from, r->known_to, r->since_oldest,
                               r->held,    r->snapshot,   r->filled};
    lc_buf_clear(scratch);
    lc_buf_c(scratch, LC_SEAL_VERSION);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) lc_seal_int(scratch, numbers[i]);
    lc_seal_text(scratch, r->source);
    lc_seal_text(scratch, r->key);
    lc_seal_text(scratch, r->sublist);
    lc_seal_hash(scratch, r->text_sha256);
    lc_seal_hash(scratch, r->json_sha256);
    lc_sha256_of(lc_buf_view(scratch), out);
}

bool lc_version_sealed(const lc_version_row *r, lc_buf *scratch)
{
    uint8_t seal[LC_HASH_BYTES];
    lc_version_seal(r, scratch, seal);
    return memcmp(seal, r->seal, sizeof seal) == 0;
}

static bool row_is_good(const lc_version_row *r, lc_sv json, lc_buf *scratch)
{
    uint8_t hash[LC_HASH_BYTES];
    lc_sha256_of(json, hash);
    return memcmp(hash, r->json_sha256, sizeof hash) == 0 && lc_version_sealed(r, scratch);
}

/* CROSS JOIN keeps the order of the loops: the two indexes then give the rows in order, without a
 * sort that would carry the bodies along. */
#define WALK_FROM                                                                                  \
    "SELECT " LC_VERSION_COLUMNS ", b.json"                                                        \
    " FROM entry e CROSS JOIN version v ON v.entry = e.id CROSS JOIN body b ON b.id = v.body"
#define WALK_ORDER " ORDER BY e.source, e.key, v.list_from, v.known_from, v.id"
static const char walk_sql[] = WALK_FROM WALK_ORDER;
static const char walk_key_sql[] = WALK_FROM " WHERE e.key = ?" WALK_ORDER;

int lc_version_walk(lc_store *s, lc_sv key, void *ctx, lc_version_visit visit, lc_tally *out_seen,
                    licet_error *err)
{
    sqlite3_stmt *st = NULL;
    lc_buf scratch = {0};
    lc_tally seen = {0};
    bool row = true;
    int rc = lc_db_prepare(s, key.len ? walk_key_sql : walk_sql, &st, err);
    if (!rc && key.len) lc_arg_text(&(lc_args){.statement = st}, key);
    while (!rc && !(rc = lc_db_step(s, st, "read entry versions", &row, err)) && row) {
        lc_version_row r;
        lc_cols c = {.statement = st};
        lc_version_read(&c, &r);
        lc_sv json = lc_col_text(&c);
        lc_tally_add(&seen, r.seal);
        rc = visit(ctx, &r, json, row_is_good(&r, json, &scratch), err);
    }
    sqlite3_finalize(st);
    lc_buf_done(&scratch);
    if (!rc) *out_seen = seen;
    return rc;
}

typedef struct each_ctx {
    lc_store *s;
    void *ctx;
    bool moments; /* also what was believed for less than a second */
    int (*each)(void *ctx, const lc_stored_version *v, licet_error *err);
} each_ctx;

static int hand_on(void *ctx, const lc_version_row *r, lc_sv json, bool good, licet_error *err)
{
    each_ctx *e = ctx;
    if (!good)
        return lc_db_corrupt(e->s, err,
                             "version %lld of entry %.*s in list %.*s does not agree with its seal",
                             (long long)r->id, LC_SV_ARG(r->key), LC_SV_ARG(r->source));
    /* No question can be asked that it would answer. */
    if (r->known_to == r->known_from && !e->moments) return 0;
    lc_stored_version v = {
        .entry_id = r->entry,
        .source = r->source,
        .body = json,
        .list_from = (lc_date)r->list_from,
        .list_to = r->list_to == LC_DB_NULL ? LC_DATE_NONE : (lc_date)r->list_to,
        .known_from = r->known_from,
        .known_to = r->known_to == LC_DB_NULL ? 0 : r->known_to,
        .since_oldest = r->since_oldest != 0,
        .held = r->held != 0,
        .snapshot = r->snapshot,
    };
    return e->each(e->ctx, &v, err);
}

/* The tally is read with the rows, in one view of the database. */
static int walk_and_count(lc_store *s, each_ctx *e, licet_error *err)
{
    lc_tally seen;
    int rc = s->txn == LC_TXN_NONE ? lc_tally_load(s, err) : 0;
    if (!rc) rc = lc_version_walk(s, LC_SV_NONE, e, hand_on, &seen, err);
    if (!rc && !lc_tally_eq(&seen, &s->tally[LC_TALLY_VERSION]))
        rc = lc_db_corrupt(s, err,
                           "entry versions are missing or were added: %lld found, %lld expected",
                           (long long)seen.count, (long long)s->tally[LC_TALLY_VERSION].count);
    return rc;
}

int lc_store_each_version(lc_store *s, void *ctx,
                          int (*each)(void *ctx, const lc_stored_version *v, licet_error *err),
                          licet_error *err)
{
    each_ctx e = {s, ctx, false, each};
    bool own;
    int rc = lc_read_begin(s, &own, err);
    if (rc) return rc;
    rc = walk_and_count(s, &e, err);
    lc_read_end(s, own);
    return rc;
}

int lc_store_each_version_of(lc_store *s, lc_sv key, void *ctx,
                             int (*each)(void *ctx, const lc_stored_version *v, licet_error *err),
                             licet_error *err)
{
    each_ctx e = {s, ctx, true, each};
    lc_tally seen;
    bool own;
    if (!key.len) return lc_fail(err, LICET_E_ARGUMENT, "no key of an entry was given");
    int rc = lc_read_begin(s, &own, err);
    if (rc) return rc;
    rc = lc_version_walk(s, key, &e, hand_on, &seen, err);
    lc_read_end(s, own);
    return rc;
}
