#include "store/belief.h"

#include "base/vec.h"

static int next_id(lc_store *s, const char *sql, int64_t *out, licet_error *err)
{
    int64_t last;
    int rc = lc_db_number(s, sql, LC_SV_NONE, &last, err);
    if (!rc) *out = last == LC_DB_NULL ? 1 : last + 1;
    return rc;
}

int lc_believer_open(lc_believer *b, lc_store *s, int64_t snapshot, int64_t known_s,
                     licet_error *err)
{
    *b = (lc_believer){.s = s, .known_s = known_s, .snapshot = snapshot};
    const struct {
        sqlite3_stmt **at;
        const char *sql;
    } statements[] = {
        {&b->entry_new, "INSERT OR IGNORE INTO entry (source, key) VALUES (?, ?)"},
        {&b->entry_find, "SELECT id FROM entry WHERE source = ? AND key = ?"},
        {&b->body_new, "INSERT INTO body VALUES (?, ?, ?, ?, ?, ?, ?)"},
        {&b->body_find, "SELECT sublist, filled, text_sha256, json_sha256 FROM body WHERE id = ?"},
        {&b->version_new, "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?)"},
        {&b->version_find, "SELECT " LC_VERSION_COLUMNS " FROM version v"
                           " JOIN entry e ON e.id = v.entry JOIN body b ON b.id = v.body"
                           " WHERE v.id = ?"},
        {&b->version_end, "UPDATE version SET known_to = ?, seal = ? WHERE id = ?"},
    };
    int rc = next_id(s, "SELECT max(id) FROM version", &b->next_version, err);
    if (!rc) rc = next_id(s, "SELECT max(id) FROM body", &b->next_body, err);
    for (size_t i = 0; !rc && i < sizeof statements / sizeof *statements; i++)
        rc = lc_db_prepare(s, statements[i].sql, statements[i].at, err);
    return rc;
}

void lc_believer_done(lc_believer *b)
{
    sqlite3_stmt *all[] = {b->entry_new,   b->entry_find,   b->body_new,   b->body_find,
                           b->version_new, b->version_find, b->version_end};
    enum { N = sizeof all / sizeof all[0] }; /* NOLINT(bugprone-sizeof-expression): pointers */
    for (size_t i = 0; i < N; i++) sqlite3_finalize(all[i]);
    lc_buf_done(&b->scratch);
    *b = (lc_believer){0};
}

static int find_entry(lc_believer *b, lc_sv source, lc_sv key, int64_t *out, licet_error *err)
{
    bool row;
    lc_args a = {.statement = b->entry_find};
    lc_arg_text(&a, source);
    lc_arg_text(&a, key);
    int rc = lc_db_step(b->s, b->entry_find, "find entry", &row, err);
    if (!rc && !row) rc = lc_db_corrupt(b->s, err, "entry %.*s cannot be found", LC_SV_ARG(key));
    if (!rc) *out = lc_col_int(&(lc_cols){.statement = b->entry_find});
    sqlite3_reset(b->entry_find);
    return rc;
}

int lc_believer_entry(lc_believer *b, lc_sv source, lc_sv key, int64_t *out_entry, licet_error *err)
{
    lc_args a = {.statement = b->entry_new};
    lc_arg_text(&a, source);
    lc_arg_text(&a, key);
    int rc = lc_db_run(b->s, &a, "write entry", err);
    if (rc) return rc;
    if (sqlite3_changes(b->s->db) == 0) return find_entry(b, source, key, out_entry, err);
    *out_entry = sqlite3_last_insert_rowid(b->s->db);
    return 0;
}

int lc_believer_word(lc_believer *b, int64_t entry, lc_sv json, lc_wording *w, licet_error *err)
{
    lc_args a = {.statement = b->body_new};
    lc_sha256_of(json, w->json_sha256);
    w->id = b->next_body++;
    lc_arg_int(&a, w->id);
    lc_arg_int(&a, entry);
    lc_arg_text(&a, w->sublist);
    lc_arg_int(&a, w->filled);
    lc_arg_hash(&a, w->text_sha256);
    lc_arg_hash(&a, w->json_sha256);
    lc_arg_text(&a, json);
    return lc_db_run(b->s, &a, "write entry body", err);
}

static int insert_version(lc_believer *b, const lc_version_row *r, licet_error *err)
{
    lc_args a = {.statement = b->version_new};
    const int64_t numbers[] = {r->id,         r->entry,        r->body, r->list_from, r->list_to,
                               r->known_from, r->since_oldest, r->held, r->snapshot};
    uint8_t seal[LC_HASH_BYTES];
    lc_version_seal(r, &b->scratch, seal);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) lc_arg_int(&a, numbers[i]);
    lc_arg_hash(&a, seal);
    int rc = lc_db_run(b->s, &a, "write entry version", err);
    if (!rc) lc_tally_add(&b->s->tally[LC_TALLY_VERSION], seal);
    return rc;
}

int lc_believer_begin(lc_believer *b, const lc_holder *who, const lc_piece *p, bool held,
                      licet_error *err)
{
    bool row = false;
    lc_args a = {.statement = b->body_find};
    lc_arg_int(&a, p->body);
    int rc = lc_db_step(b->s, b->body_find, "read entry body", &row, err);
    if (!rc && !row)
        rc = lc_db_corrupt(b->s, err, "a body of entry %.*s is missing", LC_SV_ARG(who->key));
    if (!rc) {
        lc_cols c = {.statement = b->body_find};
        lc_version_row r = {.id = b->next_version++,
                            .entry = who->entry,
                            .body = p->body,
                            .list_from = p->from,
                            .list_to = p->to == LC_DAY_OPEN ? LC_DB_NULL : p->to,
                            .known_from = b->known_s,
                            .known_to = LC_DB_NULL,
                            .since_oldest = p->since_oldest,
                            .held = held,
                            .snapshot = b->snapshot,
                            .source = who->source,
                            .key = who->key};
        r.sublist = lc_col_text(&c);
        r.filled = lc_col_int(&c);
        lc_col_hash(&c, r.text_sha256);
        lc_col_hash(&c, r.json_sha256);
        rc = insert_version(b, &r, err);
    }
    sqlite3_reset(b->body_find);
    return rc;
}

/* The row is read, checked and sealed anew, so that a bit flipped in it is not sealed in. */
static int reseal(lc_believer *b, int64_t version, uint8_t was[LC_HASH_BYTES],
                  uint8_t is[LC_HASH_BYTES], licet_error *err)
{
    bool row = false;
    lc_args a = {.statement = b->version_find};
    lc_arg_int(&a, version);
    int rc = lc_db_step(b->s, b->version_find, "read entry version", &row, err);
    if (!rc) {
        lc_version_row r = {0};
        if (row) lc_version_read(&(lc_cols){.statement = b->version_find}, &r);
        if (row && r.known_to == LC_DB_NULL && lc_version_sealed(&r, &b->scratch)) {
            memcpy(was, r.seal, LC_HASH_BYTES);
            r.known_to = b->known_s;
            lc_version_seal(&r, &b->scratch, is);
        } else {
            rc = lc_db_corrupt(b->s, err, "entry version %lld does not agree with its seal",
                               (long long)version);
        }
    }
    sqlite3_reset(b->version_find);
    return rc;
}

int lc_believer_end(lc_believer *b, int64_t version, licet_error *err)
{
    uint8_t was[LC_HASH_BYTES], is[LC_HASH_BYTES];
    int rc = reseal(b, version, was, is, err);
    if (rc) return rc;
    lc_args a = {.statement = b->version_end};
    lc_arg_int(&a, b->known_s);
    lc_arg_hash(&a, is);
    lc_arg_int(&a, version);
    rc = lc_db_run(b->s, &a, "end entry version", err);
    if (rc) return rc;
    lc_tally_take(&b->s->tally[LC_TALLY_VERSION], was);
    lc_tally_add(&b->s->tally[LC_TALLY_VERSION], is);
    return 0;
}

int lc_believer_end_all(lc_believer *b, lc_sv source, licet_error *err)
{
    sqlite3_stmt *st = NULL;
    LC_VEC(int64_t) ids = {0};
    bool row = true;
    int rc = lc_db_prepare(b->s,
                           "SELECT v.id FROM entry e JOIN version v ON v.entry = e.id"
                           " WHERE e.source = ? AND v.known_to IS NULL",
                           &st, err);
    if (!rc) lc_arg_text(&(lc_args){.statement = st}, source);
    while (!rc && !(rc = lc_db_step(b->s, st, "read entry versions", &row, err)) && row)
        lc_vec_push(&ids, lc_col_int(&(lc_cols){.statement = st}));
    sqlite3_finalize(st);
    for (size_t i = 0; !rc && i < ids.len; i++) rc = lc_believer_end(b, ids.at[i], err);
    lc_vec_done(&ids);
    return rc;
}
