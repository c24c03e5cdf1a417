/* licet_hits: what people still have to look at, from the log alone. */
#include "engine/hits.h"

static lc_seen *row_of(lc_hits *h, lc_sv customer, lc_sv entry, int64_t time_s)
{
    lc_sv key = lc_arena_printf(h->scratch, "%.*s|%.*s", LC_SV_ARG(customer), LC_SV_ARG(entry));
    uint32_t *place = lc_map_get(h->pairs, key);
    if (!place) {
        bool is_new;
        uint32_t *first = lc_map_get(h->customers, customer);
        if (!first) first = lc_map_put(h->customers, lc_arena_sv(h->arena, customer), &is_new);
        lc_vec_push(&h->rows, (lc_seen){.first_s = time_s, .next = *first});
        *first = (uint32_t)h->rows.len;
        place = lc_map_put(h->pairs, lc_arena_sv(h->arena, key), NULL);
        *place = (uint32_t)h->rows.len;
    }
    return &h->rows.at[*place - 1];
}

/* What stands around the hits of one party. */
typedef struct around {
    const lc_decision_row *row;
    const lc_json *party;
    lc_sv customer, day, order, book_id, policy;
    bool searched; /* the lists were whole: what was not found is not there */
} around;

/* A later decision about the same pair takes the earlier one's place; the age stays. */
static void take_hit(lc_hits *h, const around *w, const lc_json *hit)
{
    lc_seen *s = row_of(h, w->customer, lc_json_get_sv(hit, "entry"), w->row->time_s);
    lc_arena *a = h->arena;
    *s = (lc_seen){.customer = lc_arena_sv(a, w->customer),
                   .party = lc_arena_sv(a, lc_json_get_sv(w->party, "name")),
                   .country = lc_arena_sv(a, lc_json_get_sv(w->party, "country")),
                   .entry = lc_arena_sv(a, lc_json_get_sv(hit, "entry")),
                   .list = lc_arena_sv(a, lc_json_get_sv(hit, "list")),
                   .name = lc_arena_sv(a, lc_json_get_sv(hit, "primary")),
                   .verdict = lc_arena_sv(a, lc_json_get_sv(hit, "verdict")),
                   .wording = lc_arena_sv(a, lc_json_get_sv(hit, "entry_sha256")),
                   .decision = lc_arena_sv(a, w->row->id),
                   .order = lc_arena_sv(a, w->order),
                   .book_id = lc_arena_sv(a, w->book_id),
                   .day = lc_arena_sv(a, w->day),
                   .policy = lc_arena_sv(a, w->policy),
                   .score = lc_json_real(lc_json_get(hit, "score"), 0),
                   .first_s = s->first_s,
                   .last_s = w->row->time_s,
                   .next = s->next};
}

/* An old day asked about says nothing of newer ones (dates as text sort by time), and a laxer
 * policy tried once makes no hit go away. */
static void forget_gone(lc_hits *h, const around *w)
{
    uint32_t *first = lc_map_get(h->customers, w->customer);
    bool in_force = lc_sv_is(w->policy, h->l->law->policy->hash);
    for (uint32_t i = first ? *first : 0; i && w->searched; i = h->rows.at[i - 1].next) {
        lc_seen *s = &h->rows.at[i - 1];
        if (lc_sv_cmp(s->day, w->day) <= 0 && (in_force || lc_sv_eq(s->policy, w->policy)))
            s->gone = true;
    }
}

static void take_party(lc_hits *h, const around *w, const lc_json *hits)
{
    if (!w->customer.len) return;
    forget_gone(h, w);
    for (size_t i = 0; i < lc_json_len(hits); i++) take_hit(h, w, lc_json_at(hits, i));
}

/* ---- orders ---- */

static lc_held *held_of(lc_hits *h, const lc_decision_row *row, lc_sv order, lc_sv line)
{
    lc_sv key = order.len
                    ? lc_arena_printf(h->scratch, "%.*s|%.*s", LC_SV_ARG(order), LC_SV_ARG(line))
                    : row->id;
    uint32_t *place = lc_map_get(h->orders, key);
    if (!place) {
        place = lc_map_put(h->orders, lc_arena_sv(h->arena, key), NULL);
        lc_vec_push(&h->held, (lc_held){0});
        *place = (uint32_t)h->held.len;
    }
    return &h->held.at[*place - 1];
}

static size_t count_hits(const lc_json *parties)
{
    size_t n = 0;
    for (size_t i = 0; i < lc_json_len(parties); i++)
        n += lc_json_len(lc_json_get(lc_json_at(parties, i), "hits"));
    return n;
}

static void hold_party(lc_hits *h, lc_held *o, const lc_json *party)
{
    const lc_json *hits = lc_json_get(party, "hits");
    lc_sv customer = lc_json_get_sv(party, "customer");
    for (size_t i = 0; i < lc_json_len(hits) && customer.len; i++) {
        const lc_json *hit = lc_json_at(hits, i);
        if (lc_json_bool(lc_json_get(hit, "suppressed"), false)) continue;
        lc_seen *s = row_of(h, customer, lc_json_get_sv(hit, "entry"), 0);
        uint32_t place = (uint32_t)(s - h->rows.at);
        bool known = false;
        for (size_t k = 0; k < o->n_pairs; k++) known |= o->pairs[k] == place;
        if (!known) o->pairs[o->n_pairs++] = place;
    }
}

static void take_order(lc_hits *h, const lc_decision_row *row, const lc_json *body)
{
    const lc_json *order = lc_json_get(body, "order"), *parties = lc_json_get(body, "parties");
    lc_sv id = lc_json_get_sv(order, "order_id"), line = lc_json_get_sv(order, "line");
    lc_held *o = held_of(h, row, id, line);
    *o = (lc_held){.order = lc_arena_sv(h->arena, id),
                   .line = lc_arena_sv(h->arena, line),
                   .disposition = lc_arena_sv(h->arena, lc_json_get_sv(body, "disposition")),
                   .decision = lc_arena_sv(h->arena, row->id),
                   .time_s = row->time_s,
                   .pairs = LC_NEW_N(h->arena, uint32_t, count_hits(parties))};
    for (size_t i = 0; i < lc_json_len(parties); i++) hold_party(h, o, lc_json_at(parties, i));
}

/* ---- the log ---- */

static bool was_searched(const lc_json *of)
{
    return !lc_sv_is(lc_json_get_sv(of, "verdict"), "NOT_SCREENED");
}

static int take_decision(void *ctx, const lc_decision_row *d, licet_error *err)
{
    lc_hits *h = ctx;
    lc_json *body;
    lc_arena_reset(h->scratch);
    int rc = lc_json_parse(h->scratch, d->record, &body, err);
    if (rc) return rc;
    const lc_json *parties = lc_json_get(body, "parties");
    around w = {.row = d, .policy = lc_json_get_sv(body, "policy_hash")};
    if (lc_sv_is(lc_json_get_sv(body, "kind"), "screen")) {
        w.party = lc_json_get(body, "query");
        w.customer = lc_json_get_sv(body, "customer");
        w.day = lc_json_get_sv(body, "as_of");
        w.book_id = lc_json_get_sv(lc_json_get(body, "book"), "id");
        w.searched = was_searched(body);
        take_party(h, &w, lc_json_get(body, "hits"));
        return 0;
    }
    w.order = lc_json_get_sv(lc_json_get(body, "order"), "order_id");
    w.day = lc_json_get_sv(body, "lists_as_of");
    for (size_t i = 0; i < lc_json_len(parties); i++) {
        w.party = lc_json_at(parties, i);
        w.customer = lc_json_get_sv(w.party, "customer");
        w.searched = was_searched(w.party);
        take_party(h, &w, lc_json_get(w.party, "hits"));
    }
    if (lc_sv_is(lc_json_get_sv(body, "kind"), "order")) take_order(h, d, body);
    return 0;
}

int lc_hits_gather(lc_hits *h, licet *l, licet_error *err)
{
    lc_store *store = NULL;
    *h = (lc_hits){.l = l,
                   .arena = lc_arena_new(),
                   .scratch = lc_arena_new(),
                   .pairs = lc_map_new(),
                   .customers = lc_map_new(),
                   .orders = lc_map_new()};
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (!rc) rc = lc_resolutions_load(store, UINT64_MAX, h->arena, &h->known, err);
    if (!rc) rc = lc_store_each_decision(store, 'D', UINT64_MAX, h, take_decision, err);
    lc_store_close(store);
    return rc;
}

void lc_hits_done(lc_hits *h)
{
    lc_resolutions_done(h->known);
    lc_vec_done(&h->rows);
    lc_vec_done(&h->held);
    lc_map_free(h->pairs);
    lc_map_free(h->customers);
    lc_map_free(h->orders);
    lc_arena_free(h->scratch);
    lc_arena_free(h->arena);
}

/* ---- the report ---- */

static bool awaits(const lc_hits *h, const lc_seen *s, lc_sv *out_id)
{
    for (size_t i = lc_resolutions_n(h->known); i-- > 0;) {
        const lc_resolution *x = lc_resolutions_at(h->known, i);
        if (!x->awaits || !lc_sv_eq(x->customer, s->customer) || !lc_sv_eq(x->entry, s->entry))
            continue;
        *out_id = x->id;
        return true;
    }
    return false;
}

const char *lc_hits_state(const lc_hits *h, const lc_seen *s, lc_sv *out_id)
{
    const lc_resolution *x = lc_resolutions_of(h->known, s->customer, s->entry, s->wording);
    *out_id = LC_SV_NONE;
    if (s->gone) return "gone";
    if (awaits(h, s, out_id)) return "awaits_second_person";
    if (!x || lc_resolution_lapsed(x, s->wording, lc_engine_today(h->l->now_s))) return "open";
    *out_id = x->id;
    return x->outcome == LC_OUTCOME_ESCALATE ? "escalated" : lc_outcome_word(x->outcome);
}

bool lc_hits_open_state(const char *state)
{
    static const char *const settled[] = {"false_hit", "true_match", "gone"};
    for (size_t i = 0; i < sizeof settled / sizeof *settled; i++)
        if (strcmp(state, settled[i]) == 0) return false;
    return true;
}

int64_t lc_hits_age_days(const lc_hits *h, int64_t since_s)
{
    return (int64_t)lc_engine_today(h->l->now_s) - lc_date_of_time(since_s);
}

static lc_json *row_json(const lc_hits *h, const lc_seen *s, const char *state, lc_sv resolution)
{
    lc_arena *a = h->arena;
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
    lc_json_set_some(a, o, "book_id", s->book_id);
    lc_json_set_z(a, o, "first_seen", lc_time_text(s->first_s, time));
    lc_json_set_z(a, o, "seen", lc_time_text(s->last_s, time));
    lc_json_set_int(a, o, "age_days", lc_hits_age_days(h, s->first_s));
    lc_json_set_z(a, o, "state", state);
    lc_json_set(a, o, "resolution",
                resolution.len ? lc_json_of_sv(a, resolution) : lc_json_null(a));
    return o;
}

static lc_json *report(const lc_hits *h, bool all)
{
    static const struct {
        const char *label;
        int64_t to;
    } ages[] = {{"0-1", 1}, {"2-7", 7}, {"8-30", 30}, {"over", INT64_MAX}};
    int64_t counts[sizeof ages / sizeof *ages] = {0}, open = 0;
    lc_json *o = lc_json_object(h->arena), *hits = lc_json_array(h->arena),
            *by_age = lc_json_object(h->arena);
    for (size_t i = 0; i < h->rows.len; i++) {
        const lc_seen *s = &h->rows.at[i];
        lc_sv resolution;
        const char *state = lc_hits_state(h, s, &resolution);
        if (all || lc_hits_open_state(state))
            lc_json_push(h->arena, hits, row_json(h, s, state, resolution));
        if (!lc_hits_open_state(state)) continue;
        size_t k = 0;
        while (lc_hits_age_days(h, s->first_s) > ages[k].to) k++;
        counts[k]++;
        open++;
    }
    for (size_t k = 0; k < sizeof ages / sizeof *ages; k++)
        lc_json_set_int(h->arena, by_age, ages[k].label, counts[k]);
    lc_json_set(h->arena, o, "hits", hits);
    lc_json_set_int(h->arena, o, "open", open);
    return lc_json_set(h->arena, o, "ages", by_age);
}

int licet_hits(licet *l, int all, licet_text *out_json, licet_error *err)
{
    lc_hits h;
    int rc = lc_hits_gather(&h, l, err);
    if (!rc) lc_text_take(lc_json_text(h.arena, report(&h, all != 0), LC_JSON_PRETTY), out_json);
    lc_hits_done(&h);
    return rc;
}
