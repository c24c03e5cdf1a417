/* licet_check: orders in, decisions out, in input order.
 *
 * Rows are read a batch at a time, decided on several threads, then recorded in order, made
 * durable, and only then written out (fail closed: no answer is seen that is not kept). While one
 * batch is being decided, the caller's thread records and writes the one before it and reads the
 * next. Memory holds two batches. */
#include "engine/check_out.h"
#include "engine/columns_kept.h"
#include "engine/decide.h"
#include "engine/memory.h"
#include "engine/orders.h"
#include "base/map.h"
#include <stdlib.h>

#include "engine/coverage.h"
#include "os/pool.h"
#include "report/report.h"

enum { BATCH_ROWS = 64, MAX_THREADS = 64 };

typedef struct slot {
    lc_arena *arena;
    lc_order_row row;
    const char *no_order; /* why the row is none, or NULL */
    lc_decided decided;
    lc_json *answer;
    lc_sv record;
    char id[LC_DECISION_ID];
} slot;

typedef struct batch {
    slot slots[BATCH_ROWS];
    size_t n;
} batch;

typedef struct run {
    licet *l;
    licet_snapshot *s;
    const char *home;
    const licet_sink *sink;
    const licet_check_params *p;
    lc_check_in in;
    lc_orders *orders;
    const lc_sv *kept; /* maps of earlier runs that were applied */
    size_t n_kept;
    bool forget_failed;
    licet_error forget_error;
    lc_date today;
    lc_check_out out;
    batch batches[2];
    batch *now, *other; /* being decided; decided before, then the next */
    int finished, read; /* error codes of what was done beside, and their words */
    licet_error finish_error, read_error;
    lc_asker askers[MAX_THREADS];
    size_t threads;
    lc_arena *arena; /* of the whole run: order ids */
    lc_map *order_ids;
    licet_check_summary sum;
} run;

static lc_json *order_json(const lc_order_row *row, lc_arena *a)
{
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "order_id", row->order_id);
    lc_json_set_sv(a, o, "line", row->line_no);
    lc_json_set(a, o, "columns", row->columns);
    lc_json_set(a, o, "unread", row->unread);
    lc_json_set(a, o, "notes", row->notes);
    if (row->unread_parties) lc_json_set(a, o, "unread_parties", row->unread_parties);
    if (row->open) lc_json_set(a, o, "open", row->open);
    return o;
}

static void decide_slot(void *ctx, size_t thread, size_t item)
{
    run *r = ctx;
    slot *t = &r->now->slots[item];
    const lc_order_row *row = &t->row;
    licet_error err = {0};
    if (t->no_order) {
        t->answer = lc_json_object(t->arena);
        lc_json_set_z(t->arena, t->answer, "reason", t->no_order);
        return;
    }
    lc_question q = {.kind = "order",
                     .facts = row->facts ? row->facts : lc_json_object(t->arena),
                     .order = order_json(row, t->arena),
                     .from_user = lc_orders_is_jsonl(r->orders) && !row->problem,
                     .today = r->today,
                     .problem = row->problem};
    int rc = lc_decide(&r->askers[thread], &q, t->arena, &t->decided, &err);
    if (rc) { /* the facts break the contract: the row answers for itself */
        q.problem = lc_arena_z(t->arena, lc_sv_of(err.message));
        q.from_user = false;
        lc_decide(&r->askers[thread], &q, t->arena, &t->decided, &err);
    }
    t->record = lc_json_text(t->arena, t->decided.body, LC_JSON_CANONICAL);
    lc_decision_id(t->record, t->id);
    t->answer = lc_report_answer(t->arena, t->decided.body);
    lc_json_set_z(t->arena, t->answer, "decision_id", t->id);
}

static void count_slot(run *r, const slot *t)
{
    licet_check_summary *s = &r->sum;
    const lc_decided *d = &t->decided;
    if (t->no_order) {
        s->notes++;
        return;
    }
    s->rows++;
    s->row_errors += lc_json_kind_of(lc_json_get(d->body, "error")) == LC_JSON_OBJECT;
    s->release += d->disposition == LICET_RELEASE;
    s->hold += d->disposition == LICET_HOLD;
    s->stop += d->disposition == LICET_STOP;
    s->matches += d->verdict == LICET_MATCH;
    s->possible += d->verdict == LICET_POSSIBLE_MATCH;
    s->not_screened += d->verdict == LICET_NOT_SCREENED;
    s->no_match += d->verdict == LICET_NO_MATCH;
    int code = lc_decided_exit(d);
    if (code > s->exit_code) s->exit_code = code;
    bool is_new = true;
    if (t->row.order_id.len && !lc_map_get(r->order_ids, t->row.order_id))
        lc_map_put(r->order_ids, lc_arena_sv(r->arena, t->row.order_id), &is_new);
    else
        is_new = !t->row.order_id.len;
    s->orders += is_new;
}

/* ---- batches ---- */

static int read_batch(run *r, batch *b, licet_error *err)
{
    b->n = 0;
    while (b->n < BATCH_ROWS) {
        slot *t = &b->slots[b->n];
        bool has = false;
        lc_arena_reset(t->arena);
        memset(&t->row, 0, sizeof t->row);
        int rc = lc_orders_next(r->orders, t->arena, &has, &t->row, err);
        if (rc) return rc;
        if (!has) return 0;
        t->no_order = lc_check_in_row(&r->in, t->arena, &t->row);
        b->n++;
    }
    return 0;
}

static int record_batch(run *r, const batch *b, licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; i < b->n && !rc; i++) {
        const slot *t = &b->slots[i];
        if (!t->no_order)
            rc = r->sink->append(r->sink->ctx, t->id, t->record.data, t->record.len, err);
    }
    return rc ? rc : r->sink->sync(r->sink->ctx, err);
}

static int write_batch(run *r, batch *b, licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; i < b->n && !rc; i++) {
        slot *t = &b->slots[i];
        count_slot(r, t);
        lc_check_row row = {t->row.line, t->row.fields, t->row.n_fields, t->answer,
                            t->no_order ? NULL : t->decided.body};
        rc = lc_check_out_row(&r->out, &row, err);
    }
    return rc;
}

static void tell_progress(const run *r, const batch *b)
{
    uint64_t rows = r->sum.rows + r->sum.notes;
    if (!r->p->progress) return;
    uint64_t total = lc_check_in_total(&r->in, rows, &b->slots[b->n - 1].row);
    r->p->progress(r->p->progress_ctx, "orders", rows, total);
}

static int finish_batch(run *r, batch *b, licet_error *err)
{
    int rc = b->n ? record_batch(r, b, err) : 0;
    if (!rc) rc = write_batch(r, b, err);
    if (!rc && b->n) tell_progress(r, b);
    return rc;
}

/* The batch before is done with, then the next one read in its place. */
static void beside(void *ctx)
{
    run *r = ctx;
    r->finished = finish_batch(r, r->other, &r->finish_error);
    r->other->n = 0;
    if (!r->finished && r->now->n == BATCH_ROWS) r->read = read_batch(r, r->other, &r->read_error);
}

static int failed(int rc, const licet_error *why, licet_error *err)
{
    if (rc && err) *err = *why;
    return rc;
}

/* Where rows cannot be read, those before them are recorded and written first. */
static int run_batches(run *r, licet_error *err)
{
    int rc = read_batch(r, r->now, err);
    while (!rc) {
        for (size_t i = 0; i < r->threads; i++) lc_memory_trim(r->askers[i].memory);
        lc_parallel_beside(r->threads, r->now->n, r, decide_slot, beside);
        rc = failed(r->finished, &r->finish_error, err);
        if (rc) return rc;
        batch *decided = r->now;
        r->now = r->other;
        r->other = decided;
        if (r->read || decided->n < BATCH_ROWS) break;
    }
    if (!rc) rc = finish_batch(r, r->other, err);
    return rc ? rc : failed(r->read, &r->read_error, err);
}

static void sum_up(run *r)
{
    licet_check_summary *s = &r->sum;
    lc_sv remedy = LC_SV_NONE;
    if (!s->rows) s->exit_code = 2; /* an empty table releases nothing */
    lc_cover_state state = lc_cover_required(r->s, r->today, r->arena, &remedy);
    lc_report_totals t = {.rows = s->rows,
                          .orders = s->orders,
                          .release = s->release,
                          .hold = s->hold,
                          .stop = s->stop,
                          .matches = s->matches,
                          .possible = s->possible,
                          .not_screened = s->not_screened,
                          .no_match = s->no_match,
                          .errors = s->row_errors,
                          .notes = s->notes,
                          .sample = state == LC_COVER_SAMPLE,
                          .remedy = remedy};
    lc_sv sentence = lc_report_sentence(r->arena, &t);
    size_t n = sentence.len < sizeof s->sentence - 1 ? sentence.len : sizeof s->sentence - 1;
    memcpy(s->sentence, sentence.data ? sentence.data : "", n);
    s->sentence[n] = 0;
}

/* ---- columns that were named before ---- */

static size_t recall(void *ctx, const lc_sv *header, size_t n, const lc_sv **out_maps)
{
    run *r = ctx;
    if (!r->p->forget) return lc_kept_read(r->arena, r->home, header, n, out_maps);
    /* kept for a header that is met, whether or not it is the table's */
    if (!r->forget_failed)
        r->forget_failed = lc_kept_forget(r->arena, r->home, header, n, &r->forget_error) != 0;
    return 0;
}

/* Adds what is said now to what is kept for this header. */
static int keep_columns(run *r, licet_error *err)
{
    const licet_check_params *p = r->p;
    size_t n;
    const lc_sv *header = lc_orders_header(r->orders, &n);
    if (r->forget_failed) {
        if (err) *err = r->forget_error;
        return (int)r->forget_error.code;
    }
    if (!n || !p->remember) return 0;
    r->n_kept = recall(r, header, n, &r->kept);
    if (!p->n_maps) return 0;
    lc_sv *all = LC_NEW_N(r->arena, lc_sv, r->n_kept + p->n_maps);
    for (size_t i = 0; i < r->n_kept; i++) all[i] = r->kept[i];
    for (size_t i = 0; i < p->n_maps; i++) all[r->n_kept + i] = lc_sv_of(p->maps[i]);
    return lc_kept_write(r->arena, r->home, header, n, all, r->n_kept + p->n_maps, err);
}

/* Which columns were taken for what, of which sheet, and what of it was kept from before. */
static lc_json *mapping_json(const run *r)
{
    lc_json *o = lc_orders_mapping(r->orders, r->arena), *kept = lc_json_array(r->arena);
    for (size_t i = 0; i < r->n_kept; i++) lc_json_push_sv(r->arena, kept, r->kept[i]);
    lc_json_set(r->arena, o, "remembered", kept);
    lc_check_in_describe(&r->in, r->arena, o);
    return o;
}

/* ---- the whole ---- */

static int open_orders(run *r, licet_error *err)
{
    lc_check_recall before = {r->p->remember ? recall : NULL, r};
    int rc = lc_check_in_orders(&r->in, r->s->law, before, r->arena, &r->today, &r->orders, err);
    return rc ? rc : keep_columns(r, err);
}

/* What the head of a document says of the batch. */
static lc_json *batch_json(run *r)
{
    lc_json *o = mapping_json(r);
    char day[LC_DATE_TEXT];
    lc_json_set_z(r->arena, o, "file", r->p->orders);
    lc_json_set_z(r->arena, o, "as_of", lc_date_text(r->today, day));
    lc_body_versions(r->s, r->today, r->arena, o);
    return o;
}

static int run_all(run *r, licet_error *err)
{
    int rc = lc_check_in_open(&r->in, r->p, r->s->law, err);
    if (!rc) rc = open_orders(r, err);
    if (!rc) {
        lc_check_head head = {r->orders, batch_json(r), &r->in, r->s->now_s};
        rc = lc_check_out_open(&r->out, r->p, &head, err);
    }
    if (!rc) rc = run_batches(r, err);
    if (!rc) sum_up(r);
    char root[65] = "";
    if (!rc && lc_check_out_wants_root(&r->out)) rc = lc_home_root(r->l, r->sink, root, err);
    if (!rc) rc = lc_check_out_finish(&r->out, r->sum.sentence, root, err);
    return rc;
}

static slot *slot_at(run *r, size_t i)
{
    return &r->batches[i / BATCH_ROWS].slots[i % BATCH_ROWS];
}

static void run_init(run *r, licet *l, licet_snapshot *s, const licet_sink *sink,
                     const licet_check_params *p)
{
    *r = (run){
        .l = l, .s = s, .home = l->home, .sink = sink, .p = p, .today = lc_engine_today(s->now_s)};
    r->threads = p->threads < 1 ? 1 : p->threads > MAX_THREADS ? MAX_THREADS : (size_t)p->threads;
    r->arena = lc_arena_new();
    r->order_ids = lc_map_new();
    for (size_t i = 0; i < 2 * BATCH_ROWS; i++) slot_at(r, i)->arena = lc_arena_new();
    r->now = &r->batches[0];
    r->other = &r->batches[1];
    for (size_t i = 0; i < r->threads; i++) {
        lc_asker_init(&r->askers[i], s, true);
        r->askers[i].memory = lc_memory_new();
    }
}

static void run_done(run *r)
{
    lc_check_out_done(&r->out);
    lc_orders_close(r->orders);
    lc_check_in_done(&r->in);
    for (size_t i = 0; i < r->threads; i++) {
        lc_memory_free(r->askers[i].memory);
        lc_asker_done(&r->askers[i]);
    }
    for (size_t i = 0; i < 2 * BATCH_ROWS; i++) lc_arena_free(slot_at(r, i)->arena);
    lc_map_free(r->order_ids);
    lc_arena_free(r->arena);
}

int licet_check(licet *l, licet_snapshot *s, const licet_sink *sink, const licet_check_params *p,
                licet_check_summary *out, licet_error *err)
{
    if (!l || !sink || !p || !p->orders)
        return lc_fail(err, LICET_E_ARGUMENT, "licet_check needs orders and a decision sink");
    run *r = lc_xmalloc(sizeof *r);
    run_init(r, l, s, sink, p);
    int rc = run_all(r, err);
    if (!rc) {
        lc_sv mapping = lc_json_text(r->arena, mapping_json(r), LC_JSON_COMPACT);
        lc_text_take(mapping, &r->sum.mapping_json);
        *out = r->sum;
    } else if (err && !err->file[0]) {
        lc_fail_at(err, p->orders, err->line, err->byte);
    }
    run_done(r);
    free(r);
    return rc;
}
