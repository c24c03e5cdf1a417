/* licet_lists_changes: what was added, modified and removed since a day, entry by entry. */
#include <stdlib.h>

#include "base/vec.h"
#include "engine/affected.h"
#include "engine/coverage.h"
#include "engine/events.h"
#include "licet/lists.h"
#include "report/changes.h"
#include "source/source.h"

typedef struct change {
    lc_sv date;
    size_t place; /* in order of the store: source, then key */
    lc_json *event;
} change;

typedef struct gathering {
    licet *l;
    const licet_changes_params *p;
    lc_date since;
    lc_arena *arena;   /* what is kept */
    lc_arena *scratch; /* of one entry */
    lc_json *manifest;
    lc_affected *affected; /* NULL: there is no book */
    int64_t entry;         /* the one at hand */
    lc_sv source;
    bool touched; /* something of it happened since the day */
    LC_VEC(lc_stored_version) versions;
    LC_VEC(lc_life_piece) pieces;
    LC_VEC(change) found;
} gathering;

static bool is_change(const lc_json *e)
{
    lc_sv what = lc_json_get_sv(e, "what");
    return (lc_sv_is(what, "added") || lc_sv_is(what, "modified") || lc_sv_is(what, "removed")) &&
           !lc_json_bool(lc_json_get(e, "since_oldest"), false);
}

static void keep(gathering *g, const lc_json *e, const lc_json *body, lc_json *customers)
{
    lc_arena *a = g->arena;
    lc_json *o = lc_json_object(a);
    const lc_json *first = lc_json_at(lc_json_get(body, "names"), 0);
    lc_json_set_sv(a, o, "source", g->source);
    lc_json_set_sv(a, o, "entry", lc_json_get_sv(body, "key"));
    lc_json_set_sv(a, o, "list", lc_json_get_sv(body, "sublist"));
    lc_json_set_sv(a, o, "name", lc_json_get_sv(first, "text"));
    for (size_t i = 0; i < lc_json_len(e); i++)
        lc_json_set(a, o, lc_arena_z(a, lc_json_key(e, i)), lc_json_copy(a, lc_json_at(e, i)));
    if (g->affected) lc_json_set(a, o, "customers", customers);
    change c = {lc_json_get_sv(o, "list_date"), g->found.len, o};
    lc_vec_push(&g->found, c);
}

/* Customers any of the entry's wordings is about. */
static int affected(gathering *g, lc_json **out, licet_error *err)
{
    size_t n = g->pieces.len;
    const lc_json **bodies = LC_NEW_N(g->scratch, const lc_json *, n + 1);
    for (size_t i = 0; i < n; i++) bodies[i] = g->pieces.at[i].body;
    lc_sv key = lc_json_get_sv(bodies[n - 1], "key");
    int rc = lc_affected_by(g->affected, key, bodies, n, g->scratch, out, err);
    if (!rc) *out = lc_json_copy(g->arena, *out);
    return rc;
}

/* The life of the entry at hand is complete. */
static int end_entry(gathering *g, licet_error *err)
{
    char since[LC_DATE_TEXT];
    int rc = 0;
    g->pieces.len = 0;
    for (size_t i = 0; i < g->versions.len && g->touched && !rc; i++) {
        lc_life_piece p;
        rc = lc_life_piece_of(g->scratch, &g->versions.at[i], &p, err);
        if (!rc) lc_vec_push(&g->pieces, p);
    }
    g->versions.len = 0;
    if (rc || !g->touched) return rc;
    lc_date_text(g->since, since);
    lc_json *customers = NULL;
    const lc_json *body = g->pieces.at[g->pieces.len - 1].body;
    const lc_json *events = lc_life_events(g->scratch, g->pieces.at, g->pieces.len, g->manifest);
    for (size_t i = 0; i < lc_json_len(events) && !rc; i++) {
        const lc_json *e = lc_json_at(events, i);
        if (!is_change(e) || strcmp(lc_json_get_sv(e, "list_date").data, since) < 0) continue;
        if (!customers) rc = affected(g, &customers, err);
        if (!rc) keep(g, e, body, customers);
    }
    return rc;
}

static int take_version(void *ctx, const lc_stored_version *v, licet_error *err)
{
    gathering *g = ctx;
    int rc = 0;
    if (g->p->source && !lc_sv_is(v->source, g->p->source)) return 0;
    if (v->entry_id != g->entry) {
        rc = end_entry(g, err);
        lc_arena_reset(g->scratch);
        g->entry = v->entry_id;
        g->touched = false;
        if (!lc_sv_eq(g->source, v->source)) g->source = lc_arena_sv(g->arena, v->source);
    }
    lc_stored_version copy = *v;
    copy.body = lc_arena_sv(g->scratch, v->body);
    lc_vec_push(&g->versions, copy);
    g->touched |= (v->list_from >= g->since && !v->since_oldest) ||
                  (v->list_to != LC_DATE_NONE && v->list_to >= g->since);
    return rc;
}

static int by_date(const void *x, const void *y)
{
    const change *a = x, *b = y;
    int order = lc_sv_cmp(a->date, b->date);
    if (order) return order;
    return a->place < b->place ? -1 : a->place > b->place;
}

static int gather(gathering *g, licet_error *err)
{
    lc_store *store;
    licet_snapshot *s = NULL;
    int rc = lc_store_open(g->l->home, LC_STORE_READ, &store, err);
    if (rc) return rc;
    if (!licet_snapshot_current(g->l, &s, NULL)) rc = lc_affected_open(g->l, s, &g->affected, err);
    if (!rc) rc = lc_manifest_of_store(store, g->arena, &g->manifest, err);
    if (!rc) rc = lc_store_each_version(store, g, take_version, err);
    if (!rc) rc = end_entry(g, err);
    lc_affected_close(g->affected);
    licet_snapshot_release(s);
    lc_store_close(store);
    if (!rc && g->found.len) qsort(g->found.at, g->found.len, sizeof *g->found.at, by_date);
    return rc;
}

static int write_atom(gathering *g, licet_error *err)
{
    char now[LC_TIME_TEXT];
    lc_buf out = {0};
    lc_json *all = lc_json_array(g->arena);
    for (size_t i = g->found.len; i-- > 0;) lc_json_push(g->arena, all, g->found.at[i].event);
    lc_report_atom(&out, all, lc_sv_of(lc_time_text(g->l->now_s, now)));
    int rc = lc_file_write(g->p->atom, lc_buf_view(&out), err);
    lc_buf_done(&out);
    return rc;
}

static void write_lines(const gathering *g, licet_text *out)
{
    lc_buf b = {0};
    for (size_t i = 0; i < g->found.len; i++) {
        lc_json_write(g->found.at[i].event, LC_JSON_COMPACT, &b);
        lc_buf_c(&b, '\n');
    }
    lc_text_take(lc_buf_view(&b), out);
    lc_buf_done(&b);
}

int licet_lists_changes(licet *l, const licet_changes_params *p, licet_text *out_jsonl,
                        licet_error *err)
{
    gathering g = {.l = l, .p = p, .arena = lc_arena_new(), .scratch = lc_arena_new()};
    int rc = 0;
    if (!p->since || !lc_date_iso(lc_sv_of(p->since), &g.since)) {
        lc_fail(err, LICET_E_DATE, "not a date: %.40s", p->since ? p->since : "");
        rc = lc_fail_remedy(err, "say --since YYYY-MM-DD");
    }
    if (!rc && p->source && !lc_source_id_known(lc_sv_of(p->source)))
        rc = lc_fail(err, LICET_E_NOT_FOUND, "there is no source %.60s", p->source);
    if (!rc) rc = gather(&g, err);
    if (!rc && p->atom) rc = write_atom(&g, err);
    if (!rc) write_lines(&g, out_jsonl);
    lc_vec_done(&g.versions);
    lc_vec_done(&g.pieces);
    lc_vec_done(&g.found);
    lc_arena_free(g.scratch);
    lc_arena_free(g.arena);
    return rc;
}
