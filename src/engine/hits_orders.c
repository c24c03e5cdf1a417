/* licet_hits_orders: which orders stand still because of hits nobody has decided. */
#include "engine/hits.h"

typedef struct orders {
    lc_hits hits;
    lc_json *rows;
    int64_t waiting, check_again;
} orders;

static lc_json *hit_json(const orders *x, const lc_seen *s, const char *state, lc_sv resolution)
{
    lc_arena *a = x->hits.arena;
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "party", s->party);
    lc_json_set_sv(a, o, "country", s->country);
    lc_json_set_sv(a, o, "entry", s->entry);
    lc_json_set_sv(a, o, "list", s->list);
    lc_json_set_sv(a, o, "name", s->name);
    lc_json_set_sv(a, o, "verdict", s->verdict);
    lc_json_set_sv(a, o, "decision", s->decision);
    lc_json_set_z(a, o, "state", state);
    lc_json_set(a, o, "resolution",
                resolution.len ? lc_json_of_sv(a, resolution) : lc_json_null(a));
    return o;
}

static void add_order(orders *x, const lc_held *held, const char *state, lc_json *hits)
{
    lc_arena *a = x->hits.arena;
    lc_json *o = lc_json_object(a);
    char time[LC_TIME_TEXT];
    lc_json_set_sv(a, o, "order", held->order);
    lc_json_set_sv(a, o, "line", held->line);
    lc_json_set_sv(a, o, "disposition", held->disposition);
    lc_json_set_sv(a, o, "decision", held->decision);
    lc_json_set_z(a, o, "decided", lc_time_text(held->time_s, time));
    lc_json_set_int(a, o, "age_days", lc_hits_age_days(&x->hits, held->time_s));
    lc_json_set_z(a, o, "state", state);
    lc_json_set(a, o, "hits", hits);
    lc_json_push(a, x->rows, o);
}

/* Waiting while one of its hits is open; once all are settled and none is true, the order itself
 * has to be decided again. */
static void take_order(orders *x, const lc_held *held)
{
    lc_json *hits = lc_json_array(x->hits.arena);
    size_t open = 0, matches = 0;
    if (lc_sv_is(held->disposition, "RELEASE")) return;
    for (size_t i = 0; i < held->n_pairs; i++) {
        const lc_seen *s = &x->hits.rows.at[held->pairs[i]];
        lc_sv resolution;
        const char *state = lc_hits_state(&x->hits, s, &resolution);
        open += lc_hits_open_state(state);
        matches += strcmp(state, "true_match") == 0;
        lc_json_push(x->hits.arena, hits, hit_json(x, s, state, resolution));
    }
    if (open) {
        x->waiting++;
        add_order(x, held, "waits", hits);
    } else if (held->n_pairs && !matches) {
        x->check_again++;
        add_order(x, held, "check_again", hits);
    }
}

int licet_hits_orders(licet *l, licet_text *out_json, licet_error *err)
{
    orders x = {0};
    int rc = lc_hits_gather(&x.hits, l, err);
    if (!rc) {
        lc_arena *a = x.hits.arena;
        lc_json *o = lc_json_object(a);
        x.rows = lc_json_array(a);
        for (size_t i = 0; i < x.hits.held.len; i++) take_order(&x, &x.hits.held.at[i]);
        lc_json_set(a, o, "orders", x.rows);
        lc_json_set_int(a, o, "waiting", x.waiting);
        lc_json_set_int(a, o, "check_again", x.check_again);
        lc_text_take(lc_json_text(a, o, LC_JSON_PRETTY), out_json);
    }
    lc_hits_done(&x.hits);
    return rc;
}
