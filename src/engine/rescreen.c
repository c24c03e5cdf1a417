/* licet_rescreen: every customer of the book against the lists in force.
 *
 * All are answered for. With `since`, those for whom anything can differ (rescreen_narrow.c) are
 * searched now and as licet would have answered on that day, and recorded only where something
 * does; the others had no hits, and have none. As in licet_check, nothing is told that is not kept.
 */
#include "engine/rescreen.h"

#include <stdlib.h>

#include "codec/hash.h"
#include "engine/coverage.h"
#include "engine/placeholders.h"
#include "engine/screen.h"
#include "os/pool.h"

enum { BATCH = 64, MAX_THREADS = 64, MAX_OUTS = 16 };
#define DAY_SECONDS ((int64_t)24 * 60 * 60)

typedef struct slot {
    lc_arena *arena;
    const lc_customer *customer;
    lc_json *body;
    licet_verdict verdict;
    bool touched; /* a list changed since for this customer */
    lc_sv record;
    char id[LC_DECISION_ID];
} slot;

typedef struct run {
    lc_rescreen r;
    licet_snapshot *s;
    const licet_sink *sink;
    lc_date since;         /* LC_DATE_NONE: not asked */
    const uint8_t *look;   /* by customer: is to be searched; NULL: everybody is */
    licet_verdict unfound; /* of those who are not */
    slot slots[BATCH];
    lc_asker askers[MAX_THREADS];
    size_t threads, done;
} run;

/* ---- one customer, on its thread ---- */

static bool has_hit(const lc_json *hits, const lc_json *like)
{
    static const char *const same[] = {"entry", "entry_sha256", "verdict"};
    for (size_t i = 0; i < lc_json_len(hits); i++) {
        bool equal = true;
        for (size_t k = 0; k < sizeof same / sizeof *same; k++)
            equal &= lc_sv_eq(lc_json_get_sv(lc_json_at(hits, i), same[k]),
                              lc_json_get_sv(like, same[k]));
        if (equal) return true;
    }
    return false;
}

static int64_t end_of(lc_date day)
{
    return ((int64_t)day + 1) * DAY_SECONDS - 1;
}

/* Would the same have come out on that day, with what was known at its end? */
static bool differs_since(const run *x, const lc_asker *k, const slot *t)
{
    lc_asker then = *k;
    lc_screening was;
    then.known_at = end_of(x->since);
    lc_screen_party(&then, &t->customer->query, x->since, t->arena, &was);
    const lc_json *hits = lc_json_get(t->body, "hits");
    bool differs = lc_json_len(hits) != lc_json_len(was.hits);
    for (size_t i = 0; i < lc_json_len(hits) && !differs; i++)
        differs = !has_hit(was.hits, lc_json_at(hits, i));
    return differs;
}

static void screen_slot(void *ctx, size_t thread, size_t item)
{
    run *x = ctx;
    slot *t = &x->slots[item];
    const lc_asker *k = &x->askers[thread];
    lc_json *book = lc_json_object(t->arena);
    t->body = lc_screen_body(k, &t->customer->query, x->r.day, t->arena, &t->verdict);
    lc_json_set_sv(t->arena, book, "edition", x->r.edition.id);
    lc_json_set_sv(t->arena, book, "id", t->customer->id);
    lc_json_set(t->arena, t->body, "book", book);
    t->touched = x->since == LC_DATE_NONE || differs_since(x, k, t);
    t->record = lc_json_text(t->arena, t->body, LC_JSON_CANONICAL);
    lc_decision_id(t->record, t->id);
}

/* ---- a batch ---- */

static int record_slot(run *x, slot *t, lc_screened *out, licet_error *err)
{
    out->customer = t->customer;
    out->verdict = t->verdict;
    lc_rescreen_compare(&x->r, t->body, out);
    x->r.verdicts[t->verdict]++;
    bool keep = t->touched || !lc_rescreen_known(&x->r, t->customer) || lc_rescreen_differs(out);
    if (!keep) return 0;
    out->recorded = true;
    out->decision = lc_arena_sv(x->r.a, lc_sv_of(t->id));
    x->r.recorded++;
    return x->sink->append(x->sink->ctx, t->id, t->record.data, t->record.len, err);
}

/* Of a customer without a name ("TBD") the absence of a hit says nothing, whatever changed. */
static bool need_not_look(const run *x, const lc_customer *c, lc_arena *scratch)
{
    lc_arena_reset(scratch);
    return x->look && !x->look[x->done] &&
           !lc_placeholder(x->s->law->placeholders, scratch, c->query.name);
}

/* The next customers to be searched; those in between are answered for. */
static size_t fill_batch(run *x)
{
    size_t n = 0;
    for (; x->done < x->r.book.n && n < BATCH; x->done++) {
        const lc_customer *c = &x->r.book.at[x->done];
        if (need_not_look(x, c, x->slots[n].arena)) {
            x->r.at[x->done] = (lc_screened){.customer = c, .verdict = x->unfound};
            x->r.verdicts[x->unfound]++;
            continue;
        }
        lc_arena_reset(x->slots[n].arena);
        x->slots[n++].customer = c;
    }
    x->r.searched += n;
    return n;
}

static int run_batch(run *x, licet_error *err)
{
    size_t n = fill_batch(x);
    lc_parallel(x->threads, n, x, screen_slot);
    int rc = 0;
    for (size_t i = 0; i < n && !rc; i++)
        rc = record_slot(x, &x->slots[i], &x->r.at[x->slots[i].customer - x->r.book.at], err);
    if (!rc) rc = x->sink->sync(x->sink->ctx, err);
    if (!rc && x->r.p->progress)
        x->r.p->progress(x->r.p->progress_ctx, "customers", x->done, x->r.book.n);
    return rc;
}

/* ---- the whole ---- */

static int read_days(run *x, licet_error *err)
{
    const licet_rescreen_params *p = x->r.p;
    x->r.day = lc_engine_today(x->r.l->now_s);
    x->since = LC_DATE_NONE;
    bool ok = !p->as_of || lc_date_iso(lc_sv_of(p->as_of), &x->r.day);
    ok = ok && (!p->since || lc_date_iso(lc_sv_of(p->since), &x->since));
    if (!ok) {
        lc_fail(err, LICET_E_DATE, "not a date: %.40s", p->since ? p->since : p->as_of);
        return lc_fail_remedy(err, "write it as YYYY-MM-DD");
    }
    if (x->since == LC_DATE_NONE || x->since <= x->r.day) return 0;
    return lc_fail(err, LICET_E_ARGUMENT, "--since lies after the day asked about");
}

static int check_outs(const licet_rescreen_params *p, licet_error *err)
{
    if (p->n_outs > MAX_OUTS) return lc_fail(err, LICET_E_LIMIT, "at most %d outputs", MAX_OUTS);
    for (size_t i = 0; i < p->n_outs; i++) {
        lc_sv path = lc_sv_of(p->outs[i]);
        if (lc_sv_ends(path, LC_SV(".csv")) || lc_sv_ends(path, LC_SV(".jsonl"))) continue;
        lc_fail(err, LICET_E_ARGUMENT, "cannot tell the format of %.200s", p->outs[i]);
        return lc_fail_remedy(err, "name it .csv or .jsonl");
    }
    return 0;
}

static int open_run(run *x, licet_error *err)
{
    lc_store *store = NULL;
    int rc = read_days(x, err);
    if (!rc) rc = check_outs(x->r.p, err);
    if (!rc) rc = lc_store_open(x->r.l->home, LC_STORE_READ, &store, err);
    if (!rc) rc = lc_book_newest(store, x->r.a, &x->r.edition, err);
    if (!rc) rc = lc_book_load(x->r.l, &x->r.edition, x->r.a, &x->r.book, err);
    if (!rc) rc = lc_rescreen_before(&x->r, store, err);
    lc_store_close(store);
    if (!rc) x->r.at = LC_NEW_N(x->r.a, lc_screened, x->r.book.n + 1);
    return rc;
}

static int record_run(run *x, char id[LC_DECISION_ID], licet_error *err)
{
    uint8_t salt[8];
    char hex[2 * sizeof salt + 1];
    lc_json *versions = lc_json_object(x->r.a);
    lc_body_versions(x->s, x->r.day, x->r.a, versions);
    lc_json *row = lc_rescreen_row(&x->r, versions);
    lc_random(salt, sizeof salt); /* two runs of one second are two */
    lc_json_set_z(x->r.a, row, "mark", lc_hex(salt, sizeof salt, hex));
    lc_sv text = lc_json_text(x->r.a, row, LC_JSON_CANONICAL);
    lc_decision_id(text, id);
    id[0] = 'S';
    int rc = x->sink->append(x->sink->ctx, id, text.data, text.len, err);
    return rc ? rc : x->sink->sync(x->sink->ctx, err);
}

static void narrow(run *x)
{
    lc_sv remedy;
    lc_narrow p = {x->since, end_of(x->since), x->threads};
    if (x->since == LC_DATE_NONE) return;
    x->look = lc_rescreen_narrow(&x->r, x->s, &p);
    bool whole = lc_cover_required(x->s, x->r.day, x->r.a, &remedy) == LC_COVER_FULL;
    x->unfound = whole ? LICET_NO_MATCH : LICET_NOT_SCREENED;
}

static int run_all(run *x, lc_json **out, licet_error *err)
{
    char id[LC_DECISION_ID] = "";
    int rc = open_run(x, err);
    if (!rc) narrow(x);
    while (!rc && x->done < x->r.book.n) rc = run_batch(x, err);
    if (!rc) rc = record_run(x, id, err);
    for (size_t i = 0; i < x->r.p->n_outs && !rc; i++)
        rc = lc_rescreen_write(&x->r, x->r.p->outs[i], err);
    if (rc) return rc;
    lc_sv remedy = LC_SV_NONE;
    lc_cover_required(x->s, x->r.day, x->r.a, &remedy);
    *out = lc_rescreen_report(&x->r, lc_sv_of(id), remedy);
    return 0;
}

static int exit_of(const lc_rescreen *r)
{
    if (r->verdicts[LICET_NOT_SCREENED]) return 2;
    return r->verdicts[LICET_MATCH] || r->verdicts[LICET_POSSIBLE_MATCH];
}

static void init(run *x, licet *l, licet_snapshot *s, const licet_sink *sink,
                 const licet_rescreen_params *p)
{
    *x = (run){.s = s, .sink = sink, .r = {.l = l, .p = p, .a = lc_arena_new()}};
    x->threads = p->threads < 1 ? 1 : p->threads > MAX_THREADS ? MAX_THREADS : (size_t)p->threads;
    for (size_t i = 0; i < BATCH; i++) x->slots[i].arena = lc_arena_new();
    for (size_t i = 0; i < x->threads; i++) lc_asker_init(&x->askers[i], s, true);
}

static void done(run *x)
{
    for (size_t i = 0; i < x->threads; i++) lc_asker_done(&x->askers[i]);
    for (size_t i = 0; i < BATCH; i++) lc_arena_free(x->slots[i].arena);
    lc_map_free(x->r.before_ids);
    lc_map_free(x->r.before_book);
    lc_arena_free(x->r.a);
}

int licet_rescreen(licet *l, licet_snapshot *s, const licet_sink *sink,
                   const licet_rescreen_params *p, licet_text *out_json, int *out_exit,
                   licet_error *err)
{
    if (!sink || !p) return lc_fail(err, LICET_E_ARGUMENT, "licet_rescreen needs a decision sink");
    run *x = lc_xmalloc(sizeof *x);
    lc_json *report = NULL;
    init(x, l, s, sink, p);
    int rc = run_all(x, &report, err);
    if (!rc) {
        *out_exit = exit_of(&x->r);
        lc_text_take(lc_json_text(x->r.a, report, LC_JSON_PRETTY), out_json);
    }
    done(x);
    free(x);
    return rc;
}
