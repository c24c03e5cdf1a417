/* For whom can anything be other than in the run before, or than on the day asked about?
 *
 * A customer without hits in the run before has none now unless
 *   an entry version counts now that did not then, or not with this wording, and can be a hit
 *   (match/mirror.h marks everybody for whom it can), or
 *   a word weighs otherwise in the index than then: a word of the customer's name, or one of a
 *   listed name that can be a hit for it (weights say how rare words of the list are).
 * And nothing differs from the day asked about unless a version counts on one of the two days only.
 * So all others need not be searched: the answer is what it was, and what it was then. Where one of
 * the premises fails (another policy, another build, lists of which too much changed) everybody is
 * searched. */
#include <stdlib.h>

#include "engine/rescreen.h"
#include "match/mirror.h"
#include "os/pool.h"

enum { MAX_THREADS = 64, MOST_CHANGED_PART = 4, ABSENT = 0, LISTED, BEFORE_LISTED };

typedef struct narrowing {
    lc_rescreen *r;
    const licet_snapshot *s;
    const lc_narrow *p;
    lc_arena *a;
    lc_map_file file; /* of the index of the run before */
    lc_index *then;   /* NULL: it is the index in force */
    lc_date then_day;
    uint8_t *changed; /* by version */
    lc_mirror *mirror;
    lc_mirror_work work;
    lc_mirror_search *searches[MAX_THREADS];
    uint8_t *marked[MAX_THREADS];
} narrowing;

/* ---- versions ---- */

/* How a version counts on a day. Before its list began it depends on the entry's own dates. */
static int counts(const lc_index *x, uint32_t version, lc_date day, int64_t known_at)
{
    if (!lc_index_visible(x, version, day, known_at)) return ABSENT;
    return day >= lc_index_version_at(x, version).list_from ? LISTED : BEFORE_LISTED;
}

static lc_map *listed_then(const narrowing *n)
{
    lc_map *m = lc_map_new();
    for (uint32_t v = 0; v < lc_index_versions(n->then); v++)
        if (counts(n->then, v, n->then_day, 0) == LISTED)
            lc_map_put(m, lc_index_version_at(n->then, v).body, NULL);
    return m;
}

static bool counted_then(const narrowing *n, const lc_map *bodies, uint32_t version)
{
    const lc_index *x = n->s->index;
    if (!n->then) return counts(x, version, n->then_day, 0) == LISTED;
    return lc_map_get(bodies, lc_index_version_at(x, version).body) != NULL;
}

/* Marks what counts otherwise than in the run before, or than on the day asked about; returns how
 * many. */
static uint32_t mark_changed(narrowing *n)
{
    const lc_index *x = n->s->index;
    lc_map *bodies = n->then ? listed_then(n) : NULL;
    uint32_t versions = lc_index_versions(x), changed = 0;
    n->changed = LC_NEW_N(n->a, uint8_t, versions + 1);
    for (uint32_t v = 0; v < versions; v++) {
        int now = counts(x, v, n->r->day, 0), was = counts(x, v, n->p->since, n->p->since_known_at);
        bool same = now == was && now != BEFORE_LISTED;
        if (now == LISTED) same = same && counted_then(n, bodies, v);
        n->changed[v] = !same;
        changed += !same;
    }
    lc_map_free(bodies);
    return changed;
}

/* ---- the run before ---- */

static bool same_word(const lc_json *before, const char *key, const char *now)
{
    return lc_sv_is(lc_json_get_sv(before, key), now);
}

static int open_then(narrowing *n, lc_sv hash, licet_error *err)
{
    lc_sv name = lc_arena_printf(n->a, "%.*s.lix", LC_SV_ARG(hash));
    int rc = lc_map_file_open(lc_home_index_path(n->a, n->r->l, name).data, &n->file, err);
    return rc ? rc : lc_index_open(n->file.bytes, n->s->law->lexicon, &n->then, err);
}

/* The same policy and the same build looked at an index that can still be read. */
static bool comparable(narrowing *n)
{
    const lc_json *before = n->r->before.body;
    licet_error unread = {0};
    if (!n->r->has_before || !n->s->index || n->s->known_at || n->r->p->everybody) return false;
    if (!same_word(before, "policy_hash", n->s->law->policy->hash) ||
        !same_word(before, "engine", licet_engine()) || lc_json_get_sv(before, "known_at").len ||
        !lc_date_iso(lc_json_get_sv(before, "as_of"), &n->then_day))
        return false;
    lc_sv index = lc_json_get_sv(before, "index");
    if (lc_sv_is(index, lc_index_hash(n->s->index))) return true;
    return index.len && open_then(n, index, &unread) == 0;
}

/* ---- customers ---- */

static void look_item(void *ctx, size_t thread, size_t item)
{
    narrowing *n = ctx;
    lc_mirror_look(n->searches[thread], &n->work, item, n->marked[thread]);
}

static void turn_round(narrowing *n)
{
    n->mirror = lc_mirror_new(n->s->index, n->s->law->lexicon);
    for (size_t i = 0; i < n->r->book.n; i++) lc_mirror_add(n->mirror, &n->r->book.at[i].query);
    lc_mirror_finish(n->mirror);
}

static void find_customers(narrowing *n, const lc_mirror_weights *w, uint8_t *look)
{
    size_t threads = n->p->threads < MAX_THREADS ? n->p->threads : MAX_THREADS;
    int threshold_bp = n->s->law->policy->least_possible_bp;
    for (size_t t = 0; t < threads; t++) {
        n->searches[t] = lc_mirror_search_new(w, n->s->law->lexicon, threshold_bp);
        n->marked[t] = LC_NEW_N(n->a, uint8_t, n->r->book.n + 1);
    }
    lc_parallel(threads, lc_mirror_items(&n->work), n, look_item);
    for (size_t t = 0; t < threads; t++) {
        lc_mirror_search_free(n->searches[t]);
        for (size_t i = 0; i < n->r->book.n; i++) look[i] |= n->marked[t][i];
    }
}

/* Who had hits, is new, or cannot be looked for from the list's side. */
static void add_others(narrowing *n, uint8_t *look)
{
    for (size_t i = 0; i < n->r->book.n; i++) {
        const lc_customer *c = &n->r->book.at[i];
        look[i] |= lc_mirror_always(n->mirror, (uint32_t)i) || !lc_rescreen_known(n->r, c) ||
                   lc_rescreen_had_hits(n->r, c);
    }
}

static void mark_customers(narrowing *n, uint8_t *look)
{
    turn_round(n);
    lc_mirror_weights *now = lc_mirror_weigh(n->mirror, n->s->index);
    if (n->then) {
        lc_mirror_weights *then = lc_mirror_weigh(n->mirror, n->then);
        lc_mirror_reweighed(now, then, look);
        lc_mirror_weights_free(then);
    }
    lc_mirror_work_of(n->s->index, n->changed, n->then, n->a, &n->work);
    find_customers(n, now, look);
    lc_mirror_weights_free(now);
    add_others(n, look);
}

uint8_t *lc_rescreen_narrow(lc_rescreen *r, const licet_snapshot *s, const lc_narrow *p)
{
    narrowing n = {.r = r, .s = s, .p = p, .a = lc_arena_new()};
    uint8_t *look = NULL;
    if (comparable(&n) && mark_changed(&n) <= lc_index_versions(s->index) / MOST_CHANGED_PART) {
        look = LC_NEW_N(r->a, uint8_t, r->book.n + 1);
        mark_customers(&n, look);
    }
    lc_mirror_free(n.mirror);
    lc_index_close(n.then);
    lc_map_file_close(&n.file);
    lc_arena_free(n.a);
    return look;
}
