/* licet_book_import, licet_book_status. */
#include "base/map.h"
#include "engine/book.h"
#include "engine/desk_table.h"
#include "engine/keep.h"
#include "engine/rescreen_mirror.h"
#include "engine/screen.h"

typedef struct importing {
    licet *l;
    lc_arena *a;
    const licet_book_params *p;
    lc_buf bytes;
    lc_book book, before;
    bool has_before;
    lc_edition newest;
    lc_json *body;
    bool same; /* the newest edition has this content already */
} importing;

/* What differs from the edition before, by id; the numbers of those who left are kept in the row.
 */
static void compare(importing *x)
{
    int64_t added = 0, changed = 0, unchanged = 0;
    lc_json *removed = lc_json_array(x->a);
    lc_map *was = lc_map_new(), *is = lc_map_new();
    for (size_t i = 0; i < x->before.n; i++)
        *lc_map_put(was, x->before.at[i].id, NULL) = (uint32_t)i + 1;
    for (size_t i = 0; i < x->book.n; i++) {
        const lc_customer *c = &x->book.at[i];
        uint32_t *place = lc_map_get(was, c->id);
        bool same = place && strcmp(x->before.at[*place - 1].hash, c->hash) == 0;
        *(place ? same ? &unchanged : &changed : &added) += 1;
        lc_map_put(is, c->id, NULL);
    }
    for (size_t i = 0; i < x->before.n; i++)
        if (!lc_map_get(is, x->before.at[i].id)) lc_json_push_sv(x->a, removed, x->before.at[i].id);
    lc_json_set_int(x->a, x->body, "added", added);
    lc_json_set_int(x->a, x->body, "changed", changed);
    lc_json_set_int(x->a, x->body, "removed", (int64_t)lc_json_len(removed));
    lc_json_set_int(x->a, x->body, "unchanged", unchanged);
    lc_json_set(x->a, x->body, "removed_ids", removed);
    lc_map_free(was);
    lc_map_free(is);
}

static int read_file(importing *x, licet_error *err)
{
    int rc = lc_file_read(x->p->file, LC_DESK_MAX_BYTES, &x->bytes, err);
    if (!rc) rc = lc_book_parse(x->l, lc_buf_view(&x->bytes), x->p->file, x->a, &x->book, err);
    if (!rc && !x->book.n && !lc_json_len(x->book.bad))
        rc = lc_fail(err, LICET_E_SYNTAX, "no customer stands in the file");
    if (rc && err && !err->file[0]) lc_fail_at(err, x->p->file, err->line, err->byte);
    return rc;
}

static int read_date(const importing *x, char out[LC_DATE_TEXT], licet_error *err)
{
    lc_date date = lc_engine_today(x->l->now_s);
    if (x->p->date && !lc_date_iso(lc_sv_of(x->p->date), &date)) {
        lc_fail(err, LICET_E_DATE, "not a date: %.40s", x->p->date);
        return lc_fail_remedy(err, "write it as YYYY-MM-DD");
    }
    lc_date_text(date, out);
    if (date > lc_engine_today(x->l->now_s)) {
        lc_fail(err, LICET_E_DATE, "the book's date %s is in the future", out);
        return lc_fail_remedy(err, "leave --date out: it is today then");
    }
    return 0;
}

static int make_body(importing *x, licet_error *err)
{
    char date[LC_DATE_TEXT], time[LC_TIME_TEXT], sha256[65];
    int rc = read_date(x, date, err);
    if (!rc) rc = lc_keep_put(x->l, lc_buf_view(&x->bytes), sha256, err);
    if (rc) return rc;
    x->body = lc_json_object(x->a);
    lc_json_set_z(x->a, x->body, "kind", "book");
    lc_json_set_sv(x->a, x->body, "file", lc_sv_base_name(lc_sv_of(x->p->file)));
    lc_json_set_z(x->a, x->body, "sha256", sha256);
    lc_json_set_z(x->a, x->body, "content", x->book.content);
    lc_json_set_int(x->a, x->body, "bytes", (int64_t)x->bytes.len);
    lc_json_set_z(x->a, x->body, "date", date);
    lc_json_set_z(x->a, x->body, "time", lc_time_text(x->l->now_s, time));
    lc_json_set_int(x->a, x->body, "customers", (int64_t)x->book.n);
    lc_json_set_sv(x->a, x->body, "before", x->has_before ? x->newest.id : LC_SV_NONE);
    lc_json_set(x->a, x->body, "columns", x->book.mapping);
    compare(x);
    return 0;
}

static int append(importing *x, lc_store *store, licet_error *err)
{
    char id[LC_DECISION_ID];
    uint64_t sequence;
    lc_sv text = lc_json_text(x->a, x->body, LC_JSON_CANONICAL);
    lc_decision_id(text, id);
    id[0] = 'B';
    lc_json_set_z(x->a, x->body, "edition", id);
    return lc_store_decision_append(store, lc_sv_of(id), x->l->now_s, text, &sequence, err);
}

/* The write lock first: two imports at once are two editions, one after the other. */
static int record(importing *x, licet_error *err)
{
    lc_store *store;
    int rc = lc_home_writer(x->l, &store, err);
    if (!rc) rc = lc_store_decisions_begin(store, err);
    if (rc) return rc;
    rc = lc_log_newest(store, 'B', x->a, &x->newest, err);
    x->has_before = !rc;
    if (rc == LICET_E_NOT_FOUND) rc = 0;
    if (!rc && x->has_before) {
        licet_error unread = {0}; /* an edition that cannot be read again is simply superseded */
        if (lc_book_load(x->l, &x->newest, x->a, &x->before, &unread)) x->before.n = 0;
    }
    x->same = x->has_before &&
              lc_sv_is(lc_json_get_sv(x->newest.body, "content"), x->book.content) && !x->p->date;
    if (!rc && !x->same) rc = make_body(x, err);
    if (!rc && !x->same) rc = append(x, store, err);
    if (!rc && !x->same) return lc_store_commit(store, err);
    lc_store_rollback(store);
    return rc;
}

static lc_json *report(importing *x)
{
    lc_json *o = x->body;
    if (x->same) {
        o = lc_json_copy(x->a, x->newest.body);
        lc_json_set_sv(x->a, o, "edition", x->newest.id);
    }
    if (!o) o = lc_json_object(x->a);
    lc_json_set_bool(x->a, o, "same_as_before", x->same);
    lc_json_set(x->a, o, "columns", x->book.mapping);
    if (x->book.workbook) lc_json_set(x->a, o, "workbook", x->book.workbook);
    lc_json_set(x->a, o, "bad", x->book.bad);
    lc_json_set(x->a, o, "remarks", x->book.remarks);
    lc_json_set_int(x->a, o, "remarks_total", (int64_t)x->book.n_remarks);
    return o;
}

/* So that the first run after a change of the lists need not. What goes wrong, it says. */
static void make_mirror(const importing *x)
{
    licet_error untold = {0};
    lc_book_mirror m;
    lc_book_mirror_params p = {x->p->threads < 1 ? 1 : (size_t)x->p->threads, x->p->progress,
                               x->p->progress_ctx};
    if (!lc_book_mirror_open(x->l, &x->book, &p, &m, &untold)) lc_book_mirror_close(&m);
}

int licet_book_import(licet *l, const licet_book_params *p, licet_text *out_json, int *out_ok,
                      licet_error *err)
{
    if (!p || !p->file) return lc_fail(err, LICET_E_ARGUMENT, "name a file of customers");
    importing x = {.l = l, .p = p, .a = lc_arena_new()};
    int rc = read_file(&x, err);
    bool ok = !rc && !lc_json_len(x.book.bad);
    if (ok) rc = record(&x, err);
    if (ok && !rc) make_mirror(&x);
    if (!rc) {
        *out_ok = ok;
        lc_text_take(lc_json_text(x.a, report(&x), LC_JSON_PRETTY), out_json);
    }
    lc_buf_done(&x.bytes);
    lc_arena_free(x.a);
    return rc;
}

/* ---- status ---- */

typedef struct listing {
    lc_arena *a, *scratch;
    lc_json *editions;
} listing;

static int list_edition(void *ctx, const lc_decision_row *row, licet_error *err)
{
    static const char *const shown[] = {"date",  "time",    "file",    "sha256",    "customers",
                                        "added", "changed", "removed", "unchanged", "removed_ids"};
    listing *x = ctx;
    lc_json *body, *o = lc_json_object(x->a);
    lc_arena_reset(x->scratch);
    int rc = lc_json_parse(x->scratch, row->record, &body, err);
    if (rc) return rc;
    lc_json_set_sv(x->a, o, "edition", row->id);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        lc_json_set(x->a, o, shown[i], lc_json_copy(x->a, lc_json_get(body, shown[i])));
    lc_json_push(x->a, x->editions, o);
    return 0;
}

/* Has anything an answer depends on changed since the last run? */
static bool is_due(licet *l, const lc_json *run, const lc_json *edition, licet_error *err)
{
    licet_snapshot *s = NULL;
    bool same = run && lc_sv_eq(lc_json_get_sv(run, "edition"), lc_json_get_sv(edition, "edition"));
    if (!same || licet_snapshot_current(l, &s, err)) return true;
    same = lc_sv_is(lc_json_get_sv(run, "index"), s->index ? lc_index_hash(s->index) : "") &&
           lc_sv_is(lc_json_get_sv(run, "policy_hash"), l->law->policy->hash);
    licet_snapshot_release(s);
    return !same;
}

static lc_json *last_run(lc_arena *a, const lc_edition *run)
{
    static const char *const shown[] = {"edition",   "as_of", "time",
                                        "customers", "open",  "verdicts"};
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "run", run->id);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        lc_json_set(a, o, shown[i], lc_json_get(run->body, shown[i]));
    return o;
}

int licet_book_status(licet *l, licet_text *out_json, int *out_due, licet_error *err)
{
    lc_store *store = NULL;
    lc_edition run = {0};
    listing x = {.a = lc_arena_new(), .scratch = lc_arena_new()};
    x.editions = lc_json_array(x.a);
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (!rc) rc = lc_store_each_decision(store, 'B', UINT64_MAX, &x, list_edition, err);
    if (!rc && !lc_json_len(x.editions)) rc = lc_book_newest(store, x.a, &run, err);
    int ran = rc ? rc : lc_log_newest(store, 'S', x.a, &run, err);
    if (!rc && ran && ran != LICET_E_NOT_FOUND) rc = ran;
    lc_store_close(store);
    if (!rc) {
        lc_json *o = lc_json_object(x.a);
        const lc_json *newest = lc_json_at(x.editions, lc_json_len(x.editions) - 1);
        *out_due = is_due(l, ran ? NULL : run.body, newest, NULL);
        lc_json_set(x.a, o, "editions", x.editions);
        lc_json_set(x.a, o, "last_run", ran ? lc_json_null(x.a) : last_run(x.a, &run));
        lc_json_set_bool(x.a, o, "rescreen_due", *out_due != 0);
        lc_text_take(lc_json_text(x.a, o, LC_JSON_PRETTY), out_json);
    }
    lc_arena_free(x.scratch);
    lc_arena_free(x.a);
    return rc;
}
