/* licet_history: one entry, or all of a name, through time. */
#include "base/map.h"
#include "base/vec.h"
#include "engine/coverage.h"
#include "engine/events.h"
#include "licet/lists.h"
#include "report/history.h"

enum { MAX_ENTRIES = 25 }; /* shown; the rest is counted */

typedef struct asked_entry {
    lc_sv source, key;
    int score_bp; /* -1: asked for by its key */
} asked_entry;

typedef struct looking {
    licet *l;
    const char *asked;
    int64_t known_at;
    lc_arena *arena;
    lc_store *store;
    lc_json *manifest, *entries;
    LC_VEC(asked_entry) found;
    LC_VEC(lc_life_piece) pieces; /* of the entry at hand */
    const asked_entry *at;
} looking;

/* ---- which entries ---- */

static int take_key(void *ctx, const lc_stored_version *v, licet_error *err)
{
    looking *k = ctx;
    (void)err;
    asked_entry *last = k->found.len ? &k->found.at[k->found.len - 1] : NULL;
    if (last && lc_sv_eq(last->source, v->source)) return 0;
    asked_entry e = {lc_arena_sv(k->arena, v->source), lc_sv_of(k->asked), -1};
    lc_vec_push(&k->found, e);
    return 0;
}

/* Every wording of all times is looked through; an entry counts once, with its best one. */
static int take_hit(looking *k, const licet_snapshot *s, const lc_hit *h, lc_map *seen,
                    licet_error *err)
{
    lc_json *body;
    bool is_new;
    int rc = lc_json_parse(k->arena, lc_index_version_at(s->index, h->version).body, &body, err);
    if (rc) return rc;
    asked_entry e = {lc_json_get_sv(body, "source"), lc_json_get_sv(body, "key"), h->score_bp};
    lc_sv both = lc_arena_printf(k->arena, "%.*s %.*s", LC_SV_ARG(e.source), LC_SV_ARG(e.key));
    lc_map_put(seen, both, &is_new);
    if (is_new) lc_vec_push(&k->found, e);
    return 0;
}

static int match_name(looking *k, const licet_snapshot *s, licet_error *err)
{
    lc_query q = {.name = lc_sv_of(k->asked)};
    lc_match_params p = {.as_of = LC_DATE_NONE, .threshold_bp = s->law->policy->least_possible_bp};
    lc_matcher *m = lc_matcher_new(s->index, s->law->lexicon);
    lc_map *seen = lc_map_new();
    lc_hit *hits;
    size_t n = 0;
    int rc = lc_match(m, &q, &p, k->arena, &hits, &n, err);
    for (size_t i = 0; i < n && !rc; i++) rc = take_hit(k, s, &hits[i], seen, err);
    lc_map_free(seen);
    lc_matcher_free(m);
    return rc;
}

static int find_entries(looking *k, licet_error *err)
{
    licet_snapshot *s;
    int rc = lc_store_each_version_of(k->store, lc_sv_of(k->asked), k, take_key, err);
    if (rc || k->found.len) return rc;
    rc = licet_snapshot_current(k->l, &s, err);
    if (rc) return rc;
    if (s->index) rc = match_name(k, s, err);
    licet_snapshot_release(s);
    return rc;
}

/* ---- their lives ---- */

static int take_piece(void *ctx, const lc_stored_version *v, licet_error *err)
{
    looking *k = ctx;
    lc_life_piece p;
    lc_stored_version then = *v;
    if (!lc_sv_eq(v->source, k->at->source) || !lc_believed_at(&then, k->known_at)) return 0;
    int rc = lc_life_piece_of(k->arena, &then, &p, err);
    if (!rc) lc_vec_push(&k->pieces, p);
    return rc;
}

static int tell_entry(looking *k, const asked_entry *e, licet_error *err)
{
    lc_arena *a = k->arena;
    k->at = e;
    k->pieces.len = 0;
    int rc = lc_store_each_version_of(k->store, e->key, k, take_piece, err);
    if (rc || !k->pieces.len) return rc;
    const lc_json *newest = k->pieces.at[k->pieces.len - 1].body;
    lc_json *o = lc_json_object(a), *first = lc_json_at(lc_json_get(newest, "names"), 0);
    lc_json_set_sv(a, o, "entry", e->key);
    lc_json_set_sv(a, o, "source", e->source);
    lc_json_set_sv(a, o, "list", lc_json_get_sv(newest, "sublist"));
    lc_json_set_sv(a, o, "name", lc_json_get_sv(first, "text"));
    if (e->score_bp >= 0) lc_json_set(a, o, "score", lc_json_of_real(a, e->score_bp / 10000.0));
    lc_json_set_bool(a, o, "listed", lc_life_goes_on(k->pieces.at, k->pieces.len));
    lc_json_set(a, o, "events", lc_life_events(a, k->pieces.at, k->pieces.len, k->manifest));
    lc_json_push(a, k->entries, o);
    return 0;
}

static int look(looking *k, licet_error *err)
{
    int rc = lc_store_open(k->l->home, LC_STORE_READ, &k->store, err);
    if (!rc) rc = lc_manifest_of_store(k->store, k->arena, &k->manifest, err);
    if (!rc) rc = find_entries(k, err);
    if (!rc && !k->found.len) {
        lc_fail(err, LICET_E_NOT_FOUND, "no entry of any list held here is or was called %.100s",
                k->asked);
        rc = lc_fail_remedy(err, "lists held here: licet lists status");
    }
    for (size_t i = 0; !rc && i < k->found.len && i < MAX_ENTRIES; i++)
        rc = tell_entry(k, &k->found.at[i], err);
    if (rc || lc_json_len(k->entries)) return rc;
    return lc_fail(err, LICET_E_NOT_FOUND, "%.100s was not known at that moment", k->asked);
}

static int draw(looking *k, const lc_json *history, const char *path, licet_error *err)
{
    char today[LC_DATE_TEXT];
    lc_buf out = {0};
    lc_date_text(lc_engine_today(k->l->now_s), today);
    lc_report_history_svg(&out, history, lc_sv_of(today));
    int rc = lc_file_write(path, lc_buf_view(&out), err);
    lc_buf_done(&out);
    return rc;
}

int licet_history_known_at(licet *l, const char *asked, const char *known_at, const char *svg,
                           licet_text *out_json, licet_error *err)
{
    looking k = {.l = l, .asked = asked, .arena = lc_arena_new()};
    if (!asked || !*asked) asked = NULL;
    k.entries = lc_json_array(k.arena);
    int rc = lc_known_at(known_at, &k.known_at, err);
    if (!rc && !asked) rc = lc_fail(err, LICET_E_ARGUMENT, "no name or key was given");
    if (!rc) rc = look(&k, err);
    lc_json *o = lc_json_object(k.arena);
    lc_json_set_z(k.arena, o, "asked", asked);
    lc_json_set(k.arena, o, "entries", k.entries);
    lc_json_set_int(k.arena, o, "left_out",
                    k.found.len > MAX_ENTRIES ? (int64_t)(k.found.len - MAX_ENTRIES) : 0);
    if (!rc && svg) rc = draw(&k, o, svg, err);
    if (!rc) lc_text_take(lc_json_text(k.arena, o, LC_JSON_PRETTY), out_json);
    lc_store_close(k.store);
    lc_vec_done(&k.found);
    lc_vec_done(&k.pieces);
    lc_arena_free(k.arena);
    return rc;
}

int licet_history(licet *l, const char *asked, const char *svg, licet_text *out_json,
                  licet_error *err)
{
    return licet_history_known_at(l, asked, NULL, svg, out_json, err);
}

int licet_history_text(const char *history_json, size_t len, int width, int colour, licet_text *out,
                       licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_json *j;
    lc_buf b = {0};
    int rc = lc_json_parse(a, lc_sv_make(history_json, len), &j, err);
    if (!rc) {
        lc_report_history(&b, j, width, colour);
        lc_text_take(lc_buf_view(&b), out);
    }
    lc_buf_done(&b);
    lc_arena_free(a);
    return rc;
}
