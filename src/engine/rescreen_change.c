/* What a run found against what the run before had found. */
#include "engine/rescreen.h"
#include "engine/screen.h"

/* ---- the run before ---- */

static int load_book_before(lc_rescreen *r, lc_store *store, licet_error *err)
{
    lc_decision_row row;
    lc_edition e = {.id = lc_json_get_sv(r->before.body, "edition")};
    if (lc_sv_eq(e.id, r->edition.id)) return 0;
    r->before_book = lc_map_new();
    int rc = lc_store_decision_get(store, r->a, e.id, &row, err);
    if (!rc) rc = lc_json_parse(r->a, row.record, &e.body, err);
    if (!rc) {
        licet_error unread = {0}; /* cannot be read again: then every customer counts as new */
        if (lc_book_load(r->l, &e, r->a, &r->before_customers, &unread)) r->before_customers.n = 0;
    }
    for (size_t i = 0; i < r->before_customers.n && !rc; i++)
        *lc_map_put(r->before_book, r->before_customers.at[i].id, NULL) = (uint32_t)i + 1;
    return rc;
}

int lc_rescreen_before(lc_rescreen *r, lc_store *store, licet_error *err)
{
    r->before_ids = lc_map_new();
    int rc = lc_log_newest(store, 'S', r->a, &r->before, err);
    if (rc == LICET_E_NOT_FOUND) return 0;
    if (rc) return rc;
    r->has_before = true;
    const lc_json *state = lc_json_get(r->before.body, "state");
    for (size_t i = 0; i < lc_json_len(state); i++)
        *lc_map_put(r->before_ids, lc_json_get_sv(lc_json_at(state, i), "id"), NULL) =
            (uint32_t)i + 1;
    return load_book_before(r, store, err);
}

static const lc_json *customer_before(const lc_rescreen *r, lc_sv id)
{
    uint32_t *place = r->has_before ? lc_map_get(r->before_ids, id) : NULL;
    return place ? lc_json_at(lc_json_get(r->before.body, "state"), *place - 1) : NULL;
}

bool lc_rescreen_had_hits(const lc_rescreen *r, const lc_customer *c)
{
    return customer_before(r, c->id) != NULL;
}

bool lc_rescreen_known(const lc_rescreen *r, const lc_customer *c)
{
    if (!r->has_before) return false;
    if (!r->before_book) return true; /* the same edition */
    uint32_t *place = lc_map_get(r->before_book, c->id);
    return place && strcmp(r->before_customers.at[*place - 1].hash, c->hash) == 0;
}

/* ---- one hit ---- */

static const lc_json *find_entry(const lc_json *hits, lc_sv entry)
{
    for (size_t i = 0; i < lc_json_len(hits); i++)
        if (lc_sv_eq(lc_json_get_sv(lc_json_at(hits, i), "entry"), entry))
            return lc_json_at(hits, i);
    return NULL;
}

static lc_sv state_of(const lc_json *hit)
{
    const lc_json *x = lc_json_get(hit, "resolution");
    lc_sv outcome = lc_json_get_sv(x, "outcome");
    if (lc_json_bool(lc_json_get(hit, "suppressed"), false)) return LC_SV("false_hit");
    if (!x || lc_json_get_sv(x, "reopened").len) return LC_SV("open");
    if (lc_sv_is(outcome, "true_match")) return LC_SV("true_match");
    return lc_sv_is(outcome, "escalate") ? LC_SV("escalated") : LC_SV("open");
}

static bool is_open(lc_sv state)
{
    return !lc_sv_is(state, "false_hit") && !lc_sv_is(state, "true_match");
}

bool lc_pair_open(const lc_pair *p)
{
    return is_open(p->state);
}

static void reopened(const lc_json *hit, bool same_record, lc_pair *p)
{
    p->change = LC_SV("reopened");
    p->why = lc_json_get_sv(lc_json_get(hit, "resolution"), "reopened");
    if (!p->why.len)
        p->why = same_record ? LC_SV("the resolution no longer stands")
                             : LC_SV("the customer's record has changed since");
}

static void change_of(const lc_json *was, const lc_json *hit, bool same_record, lc_pair *p)
{
    bool was_open = is_open(lc_json_get_sv(was, "state"));
    if (!was)
        p->change = LC_SV("new");
    else if (!was_open && lc_pair_open(p))
        reopened(hit, same_record, p);
    else if (was_open && !lc_pair_open(p))
        p->change = LC_SV("settled");
    else if (!lc_sv_eq(lc_json_get_sv(was, "sha256"), p->wording))
        p->change = LC_SV("changed"), p->why = LC_SV("the list entry has changed");
}

static lc_pair pair_of(const lc_rescreen *r, const lc_json *hit, const lc_json *was,
                       bool same_record)
{
    char today[LC_DATE_TEXT];
    lc_pair p = {.entry = lc_arena_sv(r->a, lc_json_get_sv(hit, "entry")),
                 .list = lc_arena_sv(r->a, lc_json_get_sv(hit, "list")),
                 .name = lc_arena_sv(r->a, lc_json_get_sv(hit, "primary")),
                 .wording = lc_arena_sv(r->a, lc_json_get_sv(hit, "entry_sha256")),
                 .verdict = lc_arena_sv(r->a, lc_json_get_sv(hit, "verdict")),
                 .state = state_of(hit),
                 .first = lc_json_get_sv(was, "first"),
                 .score = lc_json_real(lc_json_get(hit, "score"), 0)};
    if (!p.first.len)
        p.first = lc_arena_sv(r->a, lc_sv_of(lc_date_text(lc_engine_today(r->l->now_s), today)));
    change_of(was, hit, same_record, &p);
    p.why = lc_arena_sv(r->a, p.why);
    return p;
}

/* ---- one customer ---- */

static lc_pair gone_pair(const lc_json *was, lc_sv why)
{
    return (lc_pair){.entry = lc_json_get_sv(was, "entry"),
                     .list = lc_json_get_sv(was, "list"),
                     .name = lc_json_get_sv(was, "name"),
                     .wording = lc_json_get_sv(was, "sha256"),
                     .verdict = lc_json_get_sv(was, "verdict"),
                     .state = lc_json_get_sv(was, "state"),
                     .first = lc_json_get_sv(was, "first"),
                     .score = lc_json_real(lc_json_get(was, "score"), 0),
                     .change = LC_SV("gone"),
                     .why = why};
}

/* Hits that are no more. Where the search was not complete, nothing is gone: they stay as they
 * were. */
static void take_gone(const lc_rescreen *r, const lc_json *hits, const lc_json *before,
                      bool same_record, lc_screened *out)
{
    out->gone = LC_NEW_N(r->a, lc_pair, lc_json_len(before) + 1);
    for (size_t i = 0; i < lc_json_len(before); i++) {
        const lc_json *was = lc_json_at(before, i);
        if (find_entry(hits, lc_json_get_sv(was, "entry"))) continue;
        lc_pair p = gone_pair(was, same_record ? LC_SV("no longer on the list, or no longer near")
                                               : LC_SV("the customer's record has changed"));
        if (out->verdict != LICET_NOT_SCREENED) {
            out->gone[out->n_gone++] = p;
            continue;
        }
        p.change = p.why = LC_SV_NONE;
        out->pairs[out->n_pairs++] = p;
    }
}

void lc_rescreen_compare(const lc_rescreen *r, const lc_json *body, lc_screened *out)
{
    const lc_json *was = customer_before(r, out->customer->id), *hits = lc_json_get(body, "hits");
    const lc_json *before = lc_json_get(was, "hits");
    bool same_record = was && lc_sv_is(lc_json_get_sv(was, "customer"), out->customer->hash);
    out->pairs = LC_NEW_N(r->a, lc_pair, lc_json_len(hits) + lc_json_len(before) + 1);
    for (size_t i = 0; i < lc_json_len(hits); i++) {
        const lc_json *hit = lc_json_at(hits, i);
        out->pairs[out->n_pairs++] =
            pair_of(r, hit, find_entry(before, lc_json_get_sv(hit, "entry")), same_record);
    }
    take_gone(r, hits, before, same_record, out);
    if (was) out->decision = lc_json_get_sv(was, "decision");
}

bool lc_rescreen_differs(const lc_screened *x)
{
    bool differs = x->n_gone > 0;
    for (size_t i = 0; i < x->n_pairs; i++) differs |= x->pairs[i].change.len > 0;
    return differs;
}

/* ---- the row of this run ---- */

static lc_json *state_json(const lc_rescreen *r, const lc_screened *x)
{
    lc_json *o = lc_json_object(r->a), *hits = lc_json_array(r->a);
    for (size_t i = 0; i < x->n_pairs; i++) {
        const lc_pair *p = &x->pairs[i];
        lc_json *h = lc_json_object(r->a);
        lc_json_set_sv(r->a, h, "entry", p->entry);
        lc_json_set_sv(r->a, h, "list", p->list);
        lc_json_set_sv(r->a, h, "name", p->name);
        lc_json_set_sv(r->a, h, "sha256", p->wording);
        lc_json_set_sv(r->a, h, "verdict", p->verdict);
        lc_json_set_sv(r->a, h, "state", p->state);
        lc_json_set_sv(r->a, h, "first", p->first);
        lc_json_set(r->a, h, "score", lc_json_of_real(r->a, p->score));
        lc_json_push(r->a, hits, h);
    }
    lc_json_set_sv(r->a, o, "id", x->customer->id);
    lc_json_set_sv(r->a, o, "name", x->customer->query.name);
    lc_json_set_sv(r->a, o, "country", x->customer->query.country);
    lc_json_set_z(r->a, o, "customer", x->customer->hash);
    lc_json_set_sv(r->a, o, "decision", x->decision);
    return lc_json_set(r->a, o, "hits", hits);
}

lc_json *lc_rescreen_row(const lc_rescreen *r, const lc_json *versions)
{
    lc_arena *a = r->a;
    lc_json *o = lc_json_copy(a, versions), *state = lc_json_array(a), *counts = lc_json_object(a);
    int64_t open = 0;
    char date[LC_DATE_TEXT], time[LC_TIME_TEXT];
    for (size_t i = 0; i < r->book.n; i++) {
        const lc_screened *x = &r->at[i];
        if (x->n_pairs) lc_json_push(a, state, state_json(r, x));
        for (size_t k = 0; k < x->n_pairs; k++) open += lc_pair_open(&x->pairs[k]);
    }
    for (int v = LICET_NOT_SCREENED; v <= LICET_MATCH; v++)
        lc_json_set_int(a, counts, lc_verdict_word((licet_verdict)v), (int64_t)r->verdicts[v]);
    lc_json_set_z(a, o, "kind", "rescreen");
    lc_json_set_sv(a, o, "edition", r->edition.id);
    lc_json_set_sv(a, o, "before", r->has_before ? r->before.id : LC_SV_NONE);
    lc_json_set_z(a, o, "as_of", lc_date_text(r->day, date));
    lc_json_set_z(a, o, "since", r->p->since ? r->p->since : "");
    lc_json_set_z(a, o, "time", lc_time_text(r->l->now_s, time));
    lc_json_set_int(a, o, "customers", (int64_t)r->book.n);
    lc_json_set_int(a, o, "recorded", (int64_t)r->recorded);
    lc_json_set_int(a, o, "open", open);
    lc_json_set(a, o, "verdicts", counts);
    return lc_json_set(a, o, "state", state);
}
