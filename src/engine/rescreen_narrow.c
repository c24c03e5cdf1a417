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
#include "engine/rescreen_mirror.h"
#include "os/pool.h"

enum {
    CHUNK = 64,
    FORM_COST = 20000,
    MAX_THREADS = 64,
    MOST_CHANGED_PART = 4,
    ABSENT = 0,
    LISTED,
    BEFORE_LISTED
};

typedef struct narrowing {
    lc_rescreen *r;
    const licet_snapshot *s;
    const lc_narrow *p;
    lc_arena *a;
    lc_map_file file; /* of the index of the run before */
    lc_index *then;   /* NULL: it is the index in force */
    lc_date then_day;
    uint8_t *changed; /* by version */
    lc_book_mirror book;
    lc_mirror_work work;
    lc_mirror_search *searches[MAX_THREADS];
    uint8_t *marked[MAX_THREADS];
    uint8_t *look;   /* what is found */
    uint32_t *asked; /* customers that are asked about once more */
    size_t n_asked;
    lc_matcher *matchers[MAX_THREADS];
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

static size_t threads_of(const narrowing *n)
{
    return n->p->threads < MAX_THREADS ? n->p->threads : MAX_THREADS;
}

static void find_customers(narrowing *n, const lc_mirror_weights *w)
{
    size_t threads = threads_of(n);
    int threshold_bp = n->s->law->policy->least_possible_bp;
    for (size_t t = 0; t < threads; t++) {
        n->searches[t] = lc_mirror_search_new(w, n->s->law->lexicon, threshold_bp);
        n->marked[t] = LC_NEW_N(n->a, uint8_t, n->r->book.n + 1);
    }
    lc_parallel(threads, lc_mirror_items(&n->work), n, look_item);
    for (size_t t = 0; t < threads; t++) {
        lc_mirror_search_free(n->searches[t]);
        for (size_t i = 0; i < n->r->book.n; i++) n->look[i] |= n->marked[t][i];
    }
}

/* ---- once more, by the search itself ---- */

/* Whatever the day: whoever nothing at all is found for has no hit on any. */
static bool finds_anything(lc_matcher *m, const lc_query *q, int threshold_bp, lc_arena *a)
{
    lc_match_params p = {LC_DATE_NONE, 0, threshold_bp, 1};
    lc_hit *hits;
    size_t found;
    return lc_match(m, q, &p, a, &hits, &found, NULL) || found;
}

static void ask_chunk(void *ctx, size_t thread, size_t item)
{
    narrowing *n = ctx;
    lc_arena *a = lc_arena_new();
    int threshold_bp = n->s->law->policy->least_possible_bp;
    for (size_t i = item * CHUNK; i < (item + 1) * CHUNK && i < n->n_asked; i++) {
        uint32_t c = n->asked[i];
        lc_arena_reset(a);
        n->look[c] = finds_anything(n->matchers[thread], &n->r->book.at[c].query, threshold_bp, a);
    }
    lc_arena_free(a);
}

/* Most of the marked only bear a word that weighs otherwise, and are near nobody still. The search
 * that says so costs less than an answer that is then not recorded. Not where other names than the
 * list's are looked for. */
static void ask_marked(narrowing *n)
{
    size_t threads = threads_of(n);
    if (n->s->law->letters) return;
    n->asked = LC_NEW_N(n->a, uint32_t, n->r->book.n + 1);
    for (size_t i = 0; i < n->r->book.n; i++)
        if (n->look[i]) n->asked[n->n_asked++] = (uint32_t)i;
    for (size_t t = 0; t < threads; t++)
        n->matchers[t] = lc_matcher_new(n->s->index, n->s->law->lexicon);
    lc_parallel(threads, (n->n_asked + CHUNK - 1) / CHUNK, n, ask_chunk);
    for (size_t t = 0; t < threads; t++) lc_matcher_free(n->matchers[t]);
}

/* Who had hits, is new, or cannot be looked for from the list's side. */
static void add_others(narrowing *n)
{
    for (size_t i = 0; i < n->r->book.n; i++) {
        const lc_customer *c = &n->r->book.at[i];
        n->look[i] |= lc_mirror_always(n->book.mirror, (uint32_t)i) ||
                      !lc_rescreen_known(n->r, c) || lc_rescreen_had_hits(n->r, c);
    }
}

/* Looking for one listed name among FORM_COST customers takes as long as asking about one of them:
 * so where much of the list has to be looked for, everybody is asked about. */
static bool asks_everybody(const narrowing *n)
{
    size_t unmarked = 0, customers = n->r->book.n;
    for (size_t i = 0; i < customers; i++) unmarked += !n->look[i];
    return (double)n->work.n_forms * (double)customers / FORM_COST > (double)unmarked;
}

static void mark_customers(narrowing *n)
{
    lc_mirror_weights *now = lc_mirror_weigh(n->book.mirror, n->s->index);
    if (n->then) {
        lc_mirror_weights *then = lc_mirror_weigh(n->book.mirror, n->then);
        lc_mirror_reweighed(now, then, n->look);
        lc_mirror_weights_free(then);
    }
    lc_mirror_work_of(n->s->index, n->changed, n->then, n->a, &n->work);
    if (asks_everybody(n))
        memset(n->look, 1, n->r->book.n);
    else
        find_customers(n, now);
    lc_mirror_weights_free(now);
    ask_marked(n);
    add_others(n);
}

static bool open_book(narrowing *n)
{
    licet_error unread = {0};
    lc_book_mirror_params p = {n->p->threads, n->r->p->progress, n->r->p->progress_ctx};
    return lc_book_mirror_open(n->r->l, &n->r->book, &p, &n->book, &unread) == 0;
}

uint8_t *lc_rescreen_narrow(lc_rescreen *r, const licet_snapshot *s, const lc_narrow *p)
{
    narrowing n = {.r = r, .s = s, .p = p, .a = lc_arena_new()};
    bool narrow = comparable(&n) &&
                  mark_changed(&n) <= lc_index_versions(s->index) / MOST_CHANGED_PART &&
                  open_book(&n);
    if (narrow) {
        n.look = LC_NEW_N(r->a, uint8_t, r->book.n + 1);
        mark_customers(&n);
    }
    lc_book_mirror_close(&n.book);
    lc_index_close(n.then);
    lc_map_file_close(&n.file);
    lc_arena_free(n.a);
    return n.look;
}
