/* licet_history: one entry, or all of a name, through time. */
#include "base/map.h"
#include "base/vec.h"
#include "engine/coverage.h"
#include "engine/events.h"
#include "engine/notices.h"
#include "engine/parties.h"
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
    licet_snapshot *s; /* NULL where the index cannot be read: then a key still finds its entry */
    lc_json *manifest, *entries, *parties;
    lc_json *notices; /* about parties called so; they may be on no list any more */
    lc_map *seen;     /* source and key */
    LC_VEC(asked_entry) found;
    lc_sv key;                    /* the one looked for */
    LC_VEC(lc_life_piece) pieces; /* of the entry at hand */
    const asked_entry *at;
} looking;

/* ---- which entries ---- */

static void add_found(looking *k, asked_entry e)
{
    bool is_new;
    lc_sv both = lc_arena_printf(k->arena, "%.*s %.*s", LC_SV_ARG(e.source), LC_SV_ARG(e.key));
    lc_map_put(k->seen, both, &is_new);
    if (is_new) lc_vec_push(&k->found, e);
}

static int take_key(void *ctx, const lc_stored_version *v, licet_error *err)
{
    looking *k = ctx;
    (void)err;
    asked_entry *last = k->found.len ? &k->found.at[k->found.len - 1] : NULL;
    if (last && lc_sv_eq(last->source, v->source) && lc_sv_eq(last->key, k->key)) return 0;
    add_found(k, (asked_entry){lc_arena_sv(k->arena, v->source), k->key, -1});
    return 0;
}

/* Every wording of all times is looked through; an entry counts once, with its best one. */
static int take_hit(looking *k, const lc_hit *h, licet_error *err)
{
    lc_json *body;
    lc_sv text = lc_index_version_at(k->s->index, h->version).body;
    int rc = lc_json_parse(k->arena, text, &body, err);
    if (!rc)
        add_found(k, (asked_entry){lc_json_get_sv(body, "source"), lc_json_get_sv(body, "key"),
                                   h->score_bp});
    return rc;
}

static int match_name(looking *k, licet_error *err)
{
    const licet_snapshot *s = k->s;
    lc_query q = {.name = lc_sv_of(k->asked)};
    lc_match_params p = {.as_of = LC_DATE_NONE, .threshold_bp = s->law->policy->least_possible_bp};
    lc_matcher *m = lc_matcher_new(s->index, s->law->lexicon);
    lc_hit *hits;
    size_t n = 0;
    int rc = lc_match(m, &q, &p, k->arena, &hits, &n, err);
    for (size_t i = 0; i < n && !rc; i++) rc = take_hit(k, &hits[i], err);
    lc_matcher_free(m);
    return rc;
}

static int find_key(looking *k, lc_sv key, licet_error *err)
{
    k->key = key;
    return lc_store_each_version_of(k->store, key, k, take_key, err);
}

static int find_entries(looking *k, licet_error *err)
{
    char moment[LC_TIME_TEXT];
    licet_error no_index = {0};
    int rc = find_key(k, lc_sv_of(k->asked), err);
    if (rc) return rc;
    rc = licet_snapshot_known_at(k->l, k->known_at ? lc_time_text(k->known_at, moment) : NULL,
                                 &k->s, &no_index);
    if (!rc && !k->found.len && k->s->index) return match_name(k, err);
    if (!rc || k->found.len) return 0;
    if (err) *err = no_index;
    return rc;
}

/* ---- the parties they are ---- */

static lc_json *tell_party(looking *k, lc_party party)
{
    lc_arena *a = k->arena;
    lc_json *o = lc_json_object(a), *entries = lc_json_array(a), *why = lc_json_array(a);
    lc_sv key, other, because;
    for (uint32_t at = 0; lc_party_next(party, &at, &key, &other);)
        lc_json_push_sv(a, entries, key);
    for (uint32_t at = 0; lc_party_link(party, &at, &key, &other, &because);) {
        lc_json *w = lc_json_object(a);
        lc_json_set_sv(a, w, "entry", key);
        lc_json_set_sv(a, w, "other", other);
        lc_json_set_sv(a, w, "because", because);
        lc_json_push(a, why, w);
    }
    lc_json_set_sv(a, o, "party", lc_json_sv(lc_json_at(entries, 0)));
    lc_json_set(a, o, "entries", entries);
    return lc_json_set(a, o, "why", why);
}

static bool known_party(const looking *k, lc_sv name)
{
    for (size_t i = 0; i < lc_json_len(k->parties); i++)
        if (lc_sv_eq(lc_json_get_sv(lc_json_at(k->parties, i), "party"), name)) return true;
    return false;
}

/* All listings of a party are told, whatever they are called. */
static int add_parties(looking *k, licet_error *err)
{
    int rc = 0;
    for (size_t i = 0, n = k->found.len; i < n && i < MAX_ENTRIES && !rc && k->s; i++) {
        lc_party party = lc_party_of(k->s->parties, k->found.at[i].key);
        lc_sv key, versions;
        uint32_t at = 0, links = 0;
        lc_sv other, because;
        if (!lc_party_link(party, &links, &key, &other, &because)) continue;
        lc_json *o = tell_party(k, party);
        if (known_party(k, lc_json_get_sv(o, "party"))) continue;
        lc_json_push(k->arena, k->parties, o);
        while (!rc && lc_party_next(party, &at, &key, &versions))
            rc = find_key(k, lc_arena_sv(k->arena, key), err);
    }
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

/* Empty where it is alone. */
static lc_sv party_name(const looking *k, lc_sv key)
{
    lc_party party = lc_party_of(k->s->parties, key);
    lc_sv first, other, because;
    uint32_t at = 0, links = 0;
    if (!lc_party_link(party, &links, &first, &other, &because)) return LC_SV_NONE;
    return lc_party_next(party, &at, &first, &other) ? first : LC_SV_NONE;
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
    if (k->s) lc_json_set_some(a, o, "party", party_name(k, e->key));
    lc_json_set_sv(a, o, "name", lc_json_get_sv(first, "text"));
    if (e->score_bp >= 0) lc_json_set(a, o, "score", lc_json_of_real(a, e->score_bp / 10000.0));
    lc_json_set_bool(a, o, "listed", lc_life_goes_on(k->pieces.at, k->pieces.len));
    lc_json_set(a, o, "events", lc_life_events(a, k->pieces.at, k->pieces.len, k->manifest));
    lc_json *notices = lc_notices_of_body(k->l->law->rules, newest, a);
    if (lc_json_len(notices)) lc_json_set(a, o, "notices", notices);
    lc_json_push(a, k->entries, o);
    return 0;
}

/* Entries of one party stand together, in the place of the first. */
static int tell_all(looking *k, licet_error *err)
{
    size_t n = k->found.len, told = 0;
    bool *done = LC_NEW_N(k->arena, bool, n + 1);
    int rc = 0;
    for (size_t i = 0; i < n && !rc; i++) {
        lc_sv party = done[i] || !k->s ? LC_SV_NONE : party_name(k, k->found.at[i].key);
        for (size_t m = i; m < n && !rc && told < MAX_ENTRIES; m++) {
            bool same = m == i || (party.len && lc_sv_eq(party, party_name(k, k->found.at[m].key)));
            if (done[m] || !same) continue;
            done[m] = true;
            told++;
            rc = tell_entry(k, &k->found.at[m], err);
        }
    }
    return rc;
}

static int look(looking *k, licet_error *err)
{
    int rc = lc_store_open(k->l->home, LC_STORE_READ, &k->store, err);
    if (!rc) rc = lc_manifest_of_store(k->store, k->arena, &k->manifest, err);
    if (!rc) rc = find_entries(k, err);
    if (!rc) rc = add_parties(k, err);
    if (!rc && !k->found.len && lc_json_len(k->notices)) return 0;
    if (!rc && !k->found.len) {
        lc_fail(err, LICET_E_NOT_FOUND, "no entry of any list held here is or was called %.100s",
                k->asked);
        rc = lc_fail_remedy(err, "lists held here: licet lists status");
    }
    if (!rc) rc = tell_all(k, err);
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
    looking k = {.l = l, .asked = asked, .arena = lc_arena_new(), .seen = lc_map_new()};
    if (!asked || !*asked) asked = NULL;
    k.entries = lc_json_array(k.arena);
    k.parties = lc_json_array(k.arena);
    k.notices = lc_notices_named(l->law->rules, lc_sv_of(asked), k.arena);
    int rc = lc_known_at(known_at, &k.known_at, err);
    if (!rc && !asked) rc = lc_fail(err, LICET_E_ARGUMENT, "no name or key was given");
    if (!rc) rc = look(&k, err);
    lc_json *o = lc_json_object(k.arena);
    lc_json_set_z(k.arena, o, "asked", asked);
    lc_json_set(k.arena, o, "parties", k.parties);
    lc_json_set(k.arena, o, "entries", k.entries);
    lc_json_set(k.arena, o, "notices", k.notices);
    lc_json_set_int(k.arena, o, "left_out",
                    k.found.len > MAX_ENTRIES ? (int64_t)(k.found.len - MAX_ENTRIES) : 0);
    if (!rc && svg) rc = draw(&k, o, svg, err);
    if (!rc) lc_text_take(lc_json_text(k.arena, o, LC_JSON_PRETTY), out_json);
    licet_snapshot_release(k.s);
    lc_map_free(k.seen);
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
