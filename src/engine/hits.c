/* licet_hits: what people still have to look at, from the log alone. */
#include "base/map.h"
#include "base/vec.h"
#include "engine/engine.h"

typedef struct seen { /* one pair, in its newest decision */
    lc_sv customer, party, country, entry, list, name, verdict, decision, order, wording;
    double score;
    int64_t first_s, last_s;
} seen;

typedef struct gathering {
    licet *l;
    lc_arena *arena;   /* what is kept */
    lc_arena *scratch; /* of one decision */
    lc_resolutions *known;
    lc_map *pairs; /* customer|entry -> place + 1 */
    LC_VEC(seen) rows;
} gathering;

static seen *row_of(gathering *g, lc_sv customer, lc_sv entry, int64_t time_s)
{
    lc_sv key = lc_arena_printf(g->scratch, "%.*s|%.*s", LC_SV_ARG(customer), LC_SV_ARG(entry));
    uint32_t *place = lc_map_get(g->pairs, key);
    if (!place) {
        place = lc_map_put(g->pairs, lc_arena_sv(g->arena, key), NULL);
        lc_vec_push(&g->rows, (seen){.first_s = time_s});
        *place = (uint32_t)g->rows.len;
    }
    return &g->rows.at[*place - 1];
}

/* A later decision about the same pair takes the earlier one's place; the age stays. */
static void take_hit(gathering *g, const lc_decision_row *d, const lc_json *party, lc_sv customer,
                     lc_sv order, const lc_json *hit)
{
    seen *s = row_of(g, customer, lc_json_get_sv(hit, "entry"), d->time_s);
    lc_arena *a = g->arena;
    *s = (seen){.customer = lc_arena_sv(a, customer),
                .party = lc_arena_sv(a, lc_json_get_sv(party, "name")),
                .country = lc_arena_sv(a, lc_json_get_sv(party, "country")),
                .entry = lc_arena_sv(a, lc_json_get_sv(hit, "entry")),
                .list = lc_arena_sv(a, lc_json_get_sv(hit, "list")),
                .name = lc_arena_sv(a, lc_json_get_sv(hit, "primary")),
                .verdict = lc_arena_sv(a, lc_json_get_sv(hit, "verdict")),
                .wording = lc_arena_sv(a, lc_json_get_sv(hit, "entry_sha256")),
                .decision = lc_arena_sv(a, d->id),
                .order = lc_arena_sv(a, order),
                .score = lc_json_real(lc_json_get(hit, "score"), 0),
                .first_s = s->first_s,
                .last_s = d->time_s};
}

static void take_party(gathering *g, const lc_decision_row *d, const lc_json *party, lc_sv customer,
                       lc_sv order, const lc_json *hits)
{
    for (size_t i = 0; i < lc_json_len(hits) && customer.len; i++)
        take_hit(g, d, party, customer, order, lc_json_at(hits, i));
}

static int take_decision(void *ctx, const lc_decision_row *d, licet_error *err)
{
    gathering *g = ctx;
    lc_json *body;
    lc_arena_reset(g->scratch);
    int rc = lc_json_parse(g->scratch, d->record, &body, err);
    if (rc) return rc;
    const lc_json *parties = lc_json_get(body, "parties");
    lc_sv order = lc_json_get_sv(lc_json_get(body, "order"), "order_id");
    if (lc_sv_is(lc_json_get_sv(body, "kind"), "screen"))
        take_party(g, d, lc_json_get(body, "query"), lc_json_get_sv(body, "customer"), order,
                   lc_json_get(body, "hits"));
    for (size_t i = 0; i < lc_json_len(parties); i++) {
        const lc_json *p = lc_json_at(parties, i);
        take_party(g, d, p, lc_json_get_sv(p, "customer"), order, lc_json_get(p, "hits"));
    }
    return 0;
}

/* ---- the report ---- */

static bool awaits(const gathering *g, const seen *s, lc_sv *out_id)
{
    for (size_t i = lc_resolutions_n(g->known); i-- > 0;) {
        const lc_resolution *x = lc_resolutions_at(g->known, i);
        if (!x->awaits || !lc_sv_eq(x->customer, s->customer) || !lc_sv_eq(x->entry, s->entry))
            continue;
        *out_id = x->id;
        return true;
    }
    return false;
}

static const char *state_of(const gathering *g, const seen *s, lc_sv *out_id)
{
    const lc_resolution *x = lc_resolutions_of(g->known, s->customer, s->entry);
    *out_id = LC_SV_NONE;
    if (awaits(g, s, out_id)) return "awaits_second_person";
    if (!x || lc_resolution_lapsed(x, s->wording, lc_engine_today(g->l->now_s))) return "open";
    *out_id = x->id;
    return x->outcome == LC_OUTCOME_ESCALATE ? "escalated" : lc_outcome_word(x->outcome);
}

static bool is_open(const char *state)
{
    return strcmp(state, "false_hit") != 0 && strcmp(state, "true_match") != 0;
}

static int64_t age_days(const gathering *g, const seen *s)
{
    return (int64_t)lc_engine_today(g->l->now_s) - lc_date_of_time(s->first_s);
}

static lc_json *row_json(const gathering *g, const seen *s, const char *state, lc_sv resolution)
{
    lc_arena *a = g->arena;
    lc_json *o = lc_json_object(a);
    char time[LC_TIME_TEXT];
    lc_json_set_sv(a, o, "party", s->party);
    lc_json_set_sv(a, o, "country", s->country);
    lc_json_set_sv(a, o, "entry", s->entry);
    lc_json_set_sv(a, o, "list", s->list);
    lc_json_set_sv(a, o, "name", s->name);
    lc_json_set(a, o, "score", lc_json_of_real(a, s->score));
    lc_json_set_sv(a, o, "verdict", s->verdict);
    lc_json_set_sv(a, o, "decision", s->decision);
    lc_json_set_sv(a, o, "order", s->order);
    lc_json_set_z(a, o, "first_seen", lc_time_text(s->first_s, time));
    lc_json_set_z(a, o, "seen", lc_time_text(s->last_s, time));
    lc_json_set_int(a, o, "age_days", age_days(g, s));
    lc_json_set_z(a, o, "state", state);
    lc_json_set(a, o, "resolution",
                resolution.len ? lc_json_of_sv(a, resolution) : lc_json_null(a));
    return o;
}

static lc_json *report(const gathering *g, bool all)
{
    static const struct {
        const char *label;
        int64_t to;
    } ages[] = {{"0-1", 1}, {"2-7", 7}, {"8-30", 30}, {"over", INT64_MAX}};
    int64_t counts[sizeof ages / sizeof *ages] = {0}, open = 0;
    lc_json *o = lc_json_object(g->arena), *hits = lc_json_array(g->arena),
            *by_age = lc_json_object(g->arena);
    for (size_t i = 0; i < g->rows.len; i++) {
        const seen *s = &g->rows.at[i];
        lc_sv resolution;
        const char *state = state_of(g, s, &resolution);
        if (all || is_open(state)) lc_json_push(g->arena, hits, row_json(g, s, state, resolution));
        if (!is_open(state)) continue;
        size_t k = 0;
        while (age_days(g, s) > ages[k].to) k++;
        counts[k]++;
        open++;
    }
    for (size_t k = 0; k < sizeof ages / sizeof *ages; k++)
        lc_json_set_int(g->arena, by_age, ages[k].label, counts[k]);
    lc_json_set(g->arena, o, "hits", hits);
    lc_json_set_int(g->arena, o, "open", open);
    return lc_json_set(g->arena, o, "ages", by_age);
}

int licet_hits(licet *l, int all, licet_text *out_json, licet_error *err)
{
    gathering g = {
        .l = l, .arena = lc_arena_new(), .scratch = lc_arena_new(), .pairs = lc_map_new()};
    lc_store *store = NULL;
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (!rc) rc = lc_resolutions_load(store, UINT64_MAX, g.arena, &g.known, err);
    if (!rc) rc = lc_store_each_decision(store, 'D', UINT64_MAX, &g, take_decision, err);
    if (!rc) lc_text_take(lc_json_text(g.arena, report(&g, all != 0), LC_JSON_PRETTY), out_json);
    lc_store_close(store);
    lc_resolutions_done(g.known);
    lc_vec_done(&g.rows);
    lc_map_free(g.pairs);
    lc_arena_free(g.scratch);
    lc_arena_free(g.arena);
    return rc;
}
