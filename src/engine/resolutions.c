#include "engine/resolutions.h"

#include "base/map.h"
#include "base/vec.h"
#include "codec/hash.h"
#include "text/fold.h"

struct lc_resolutions {
    lc_arena *arena;
    lc_map *pairs; /* customer|entry, customer|entry|wording -> place + 1 of the standing word */
    lc_map *ids;   /* id -> place + 1 */
    lc_resolution *rows;
    size_t n, cap;
    lc_sv last;
};

static const char *const outcome_words[] = {"", "false_hit", "true_match", "escalate", "approve"};

const char *lc_outcome_word(lc_outcome o)
{
    return outcome_words[o];
}

lc_outcome lc_outcome_of(lc_sv word)
{
    for (int o = LC_OUTCOME_FALSE_HIT; o <= LC_OUTCOME_APPROVE; o++)
        if (lc_sv_is(word, outcome_words[o])) return (lc_outcome)o;
    return LC_OUTCOME_NONE;
}

static lc_sv pair_key(lc_arena *a, lc_sv customer, lc_sv entry)
{
    return lc_arena_printf(a, "%.*s|%.*s", LC_SV_ARG(customer), LC_SV_ARG(entry));
}

/* Two sources may tell of one entry in two wordings: each is kept apart, too. */
static void stand(lc_resolutions *r, const lc_resolution *x, uint32_t place)
{
    lc_sv pair = pair_key(r->arena, x->customer, x->entry);
    *lc_map_put(r->pairs, pair, NULL) = place;
    *lc_map_put(r->pairs, pair_key(r->arena, pair, x->entry_sha256), NULL) = place;
}

static lc_resolution *at_id(const lc_resolutions *r, lc_sv id)
{
    uint32_t *place = lc_map_get(r->ids, id);
    return place && *place ? &r->rows[*place - 1] : NULL;
}

static void push(lc_resolutions *r, const lc_resolution *x)
{
    if (r->n == r->cap) {
        size_t cap = r->cap ? r->cap * 2 : 64;
        lc_resolution *more = LC_NEW_N(r->arena, lc_resolution, cap);
        if (r->n) memcpy(more, r->rows, r->n * sizeof *more);
        r->rows = more;
        r->cap = cap;
    }
    r->rows[r->n++] = *x;
    *lc_map_put(r->ids, x->id, NULL) = (uint32_t)r->n;
}

bool lc_same_person(lc_arena *a, lc_sv x, lc_sv y)
{
    return lc_sv_eq(lc_fold(a, x), lc_fold(a, y));
}

/* A false hit that awaits its second person does not displace what stands. */
static void take(lc_resolutions *r, const lc_resolution *x)
{
    push(r, x);
    if (!x->awaits) stand(r, x, (uint32_t)r->n);
}

static void approve(lc_resolutions *r, lc_sv id, lc_sv by)
{
    lc_resolution *x = at_id(r, id);
    if (!x || !x->awaits || lc_same_person(r->arena, x->by, by)) return;
    x->awaits = false;
    x->approved_by = by;
    stand(r, x, (uint32_t)(x - r->rows) + 1);
}

int lc_resolutions_take(lc_resolutions *r, const lc_decision_row *row, licet_error *err)
{
    lc_json *j;
    char made[LC_TIME_TEXT];
    int rc = lc_json_parse(r->arena, lc_arena_sv(r->arena, row->record), &j, err);
    if (rc) return rc;
    lc_resolution x = {.id = lc_arena_sv(r->arena, row->id),
                       .customer = lc_json_get_sv(j, "customer"),
                       .entry = lc_json_get_sv(j, "entry"),
                       .entry_sha256 = lc_json_get_sv(j, "entry_sha256"),
                       .reason = lc_json_get_sv(j, "reason"),
                       .note = lc_json_get_sv(j, "note"),
                       .by = lc_json_get_sv(j, "by"),
                       .made = lc_arena_sv(r->arena, lc_sv_of(lc_time_text(row->time_s, made))),
                       .outcome = lc_outcome_of(lc_json_get_sv(j, "outcome")),
                       .awaits = lc_json_bool(lc_json_get(j, "second_person"), true)};
    if (!lc_date_iso(lc_json_get_sv(j, "until"), &x.until)) x.until = LC_DATE_NONE;
    r->last = x.id;
    if (x.outcome == LC_OUTCOME_APPROVE)
        approve(r, lc_json_get_sv(j, "resolution"), x.by);
    else
        take(r, &x);
    return 0;
}

static int read_row(void *ctx, const lc_decision_row *row, licet_error *err)
{
    return lc_resolutions_take(ctx, row, err);
}

int lc_resolutions_load(lc_store *s, uint64_t before, lc_arena *a, lc_resolutions **out,
                        licet_error *err)
{
    lc_resolutions *r = LC_NEW(a, lc_resolutions);
    *r = (lc_resolutions){.arena = a, .pairs = lc_map_new(), .ids = lc_map_new()};
    int rc = lc_store_each_decision(s, 'R', before, r, read_row, err);
    if (rc) {
        lc_resolutions_done(r);
        return rc;
    }
    *out = r;
    return 0;
}

void lc_resolutions_done(lc_resolutions *r)
{
    if (!r) return;
    lc_map_free(r->pairs);
    lc_map_free(r->ids);
}

lc_sv lc_resolutions_last(const lc_resolutions *r)
{
    return r ? r->last : LC_SV_NONE;
}

static const lc_resolution *at_key(const lc_resolutions *r, lc_buf *key)
{
    uint32_t *place = lc_map_get(r->pairs, lc_buf_view(key));
    return place && *place ? &r->rows[*place - 1] : NULL;
}

const lc_resolution *lc_resolutions_of(const lc_resolutions *r, lc_sv customer, lc_sv entry,
                                       lc_sv wording)
{
    if (!r || !r->n) return NULL;
    lc_buf key = {0};
    lc_buf_printf(&key, "%.*s|%.*s", LC_SV_ARG(customer), LC_SV_ARG(entry));
    const lc_resolution *newest = at_key(r, &key);
    lc_buf_printf(&key, "|%.*s", LC_SV_ARG(wording));
    const lc_resolution *exact = newest ? at_key(r, &key) : NULL;
    lc_buf_done(&key);
    return exact && exact->outcome == newest->outcome ? exact : newest;
}

const lc_resolution *lc_resolutions_by_id(const lc_resolutions *r, lc_sv id)
{
    return r ? at_id(r, id) : NULL;
}

size_t lc_resolutions_n(const lc_resolutions *r)
{
    return r ? r->n : 0;
}

const lc_resolution *lc_resolutions_at(const lc_resolutions *r, size_t i)
{
    return r && i < r->n ? &r->rows[i] : NULL;
}

const char *lc_resolution_lapsed(const lc_resolution *x, lc_sv entry_sha256, lc_date day)
{
    if (!lc_sv_eq(x->entry_sha256, entry_sha256)) return "the list entry has changed since";
    if (x->until != LC_DATE_NONE && (day == LC_DATE_NONE || day > x->until))
        return "its term has ended";
    return NULL;
}

static void hash_of(lc_sv text, char out[LC_PAIR_HEX])
{
    uint8_t digest[LC_HASH_BYTES];
    lc_sha256_of(text, digest);
    lc_hex(digest, sizeof digest, out);
}

void lc_customer_hash(const lc_query *q, lc_arena *a, char out[LC_PAIR_HEX])
{
    lc_json *o = lc_json_object(a), *ids = lc_json_array(a);
    lc_json_set_sv(a, o, "name", lc_sv_trim(q->name));
    lc_json_set_z(a, o, "type", lc_party_type_word(q->type));
    lc_json_set_sv(a, o, "country", q->country);
    lc_json_set_sv(a, o, "address", lc_sv_trim(q->address));
    lc_json_set_sv(a, o, "birth", lc_sv_trim(q->birth));
    for (size_t i = 0; i < q->n_idents; i++) lc_json_push_sv(a, ids, q->idents[i]);
    lc_json_set(a, o, "idents", ids);
    hash_of(lc_json_text(a, o, LC_JSON_CANONICAL), out);
}

void lc_wording_hash(const lc_entry *e, lc_arena *a, char out[LC_PAIR_HEX])
{
    hash_of(lc_json_text(a, lc_entry_body_json(a, e), LC_JSON_CANONICAL), out);
}
