/* Which words asked about are looked up, and how far their neighbours are walked; gather.c says why
 * that is enough. */
#include "match/gather.h"

enum { FEW_POSTINGS = 100 }; /* about as many are walked while one word is looked up */

static void list_units(lc_gather *g, const lc_asked *q)
{
    g->units.len = g->initials = 0;
    for (size_t i = 0; i < q->n; i++) {
        g->initials += q->words[i].token->cls == LC_TOKEN_INITIAL;
        if (q->words[i].core)
            lc_vec_push(&g->units, (lc_gather_unit){.word = &q->words[i],
                                                    .known_as = (uint32_t)i,
                                                    .first = (uint32_t)i,
                                                    .words = 1});
    }
    for (size_t i = 0; i < q->n_joints; i++)
        lc_vec_push(&g->units, (lc_gather_unit){.word = &q->joints[i].word,
                                                .known_as = (uint32_t)(q->n + i),
                                                .first = q->joints[i].first,
                                                .words = 2,
                                                .least = LC_JOINT_LEAST});
    lc_vec_reserve(&g->values, q->n + 1);
}

static void look_up(lc_gather_unit *u, const lc_remembered *like, bool whole)
{
    u->like = *like;
    u->looked_up = true;
    u->whole = whole || u->words == 2; /* of which only what is near counts */
    if (!u->whole) u->like.n = like->above[LC_SCAN_NEAR];
}

/* Unit k is word i, or a joint that it is part of. */
static bool part_of(const lc_gather_unit *u, uint32_t i)
{
    return u->first == i || u->first + u->words - 1 == i;
}

static bool is_open(const lc_gather *g, uint32_t word)
{
    for (size_t k = 0; k < g->units.len; k++)
        if (part_of(&g->units.at[k], word) && !g->units.at[k].looked_up) return true;
    return false;
}

/* The heaviest word that is not looked up yet, itself or what it is joined to; whole: of those
 * that are, the heaviest of which only what is near is known. NULL: there is none. */
static lc_gather_unit *heaviest(lc_gather *g, bool whole)
{
    lc_gather_unit *next = NULL;
    for (size_t k = 0; k < g->units.len; k++) {
        lc_gather_unit *u = &g->units.at[k];
        bool fits = u->words == 1 && (whole ? u->looked_up && !u->whole : is_open(g, u->first));
        if (fits && (!next || u->word->weight > next->word->weight)) next = u;
    }
    return next;
}

static void look_up_near(lc_gather *g, const lc_gather_unit *word)
{
    for (size_t k = 0; k < g->units.len; k++) {
        lc_gather_unit *u = &g->units.at[k];
        if (u->looked_up || !part_of(u, word->first)) continue;
        lc_remembered like = lc_scan_word(&g->scan, u->word, false);
        look_up(u, &like, false);
    }
}

static void add_levels(lc_gather_word *w, const lc_gather_unit *u, bool first)
{
    for (size_t level = 0; level < LC_SCAN_LEVELS; level++) {
        size_t counts = u->words == 2 && level < LC_SCAN_NEAR ? LC_SCAN_NEAR : level;
        if (first) w->postings[level] += u->like.postings[counts];
        if (w->heaviest[level] < u->like.heaviest[level])
            w->heaviest[level] = u->like.heaviest[level];
    }
}

static void fill_words(lc_gather *g, const lc_asked *q)
{
    memset(g->words.at, 0, q->n * sizeof *g->words.at);
    for (size_t i = 0; i < q->n; i++) {
        g->words.at[i].core = q->words[i].core;
        g->words.at[i].rare = lc_reach_rare(q->words[i].weight, 1);
        g->words.at[i].near = false;
    }
    for (size_t k = 0; k < g->units.len; k++) {
        const lc_gather_unit *u = &g->units.at[k];
        for (uint32_t i = u->first; i < u->first + u->words; i++) {
            g->words.at[i].open |= !u->looked_up;
            g->words.at[i].near |= u->looked_up && !u->whole;
            if (u->looked_up) add_levels(&g->words.at[i], u, i == u->first);
        }
    }
}

/* The least that what was looked up allows. */
static uint8_t first_level(const lc_gather_word *w)
{
    return w->open ? LC_SCAN_LEVELS - 1 : w->near ? LC_SCAN_NEAR : 0;
}

/* What a word may add if it is cut at a level is the most that any level up to it adds. */
static void fill_shares(const lc_gather *g, const lc_reach_sum *r, float weight, lc_gather_word *w)
{
    for (size_t level = first_level(w); level < LC_SCAN_LEVELS; level++) {
        bool unknown = w->open || (w->near && level <= LC_SCAN_NEAR);
        float most = unknown ? g->view->heaviest : w->heaviest[level];
        w->share[level] = lc_reach_word_of(r, weight, lc_scan_level(level), most);
        if (level > first_level(w) && w->share[level].sum < w->share[level - 1].sum)
            w->share[level].sum = w->share[level - 1].sum;
    }
}

static void move(lc_reach_sum *r, const lc_gather_word *w, size_t level)
{
    r->sum += w->share[level].sum - w->share[w->level].sum;
    r->agree += w->share[level].agree - w->share[w->level].agree;
}

/* The step up that saves most postings for what it lets through. False: none can be taken. */
static bool step_up(lc_gather *g, const lc_asked *q, lc_reach_sum *r, bool rare)
{
    float best = 0;
    lc_gather_word *best_word = NULL;
    size_t best_level = 0;
    for (size_t i = 0; i < q->n; i++) {
        lc_gather_word *w = &g->words.at[i];
        size_t most = w->rare && !rare ? LC_SCAN_NOT_RARE : LC_SCAN_LEVELS - 1;
        if (!w->core || w->open) continue;
        for (size_t level = w->level + 1; level <= most; level++) {
            lc_reach_sum then = *r;
            move(&then, w, level);
            if (!lc_reach_too_little(&then)) break;
            float saved = (float)(w->postings[w->level] - w->postings[level]);
            float gain = saved / (then.sum - r->sum + 1e-3F);
            if (saved <= 0 || gain <= best) continue;
            best = gain;
            best_word = w;
            best_level = level;
        }
    }
    if (!best_word) return false;
    move(r, best_word, best_level);
    best_word->level = (uint8_t)best_level;
    return true;
}

/* Levels that let through nothing that reaches the score: what is walked then, UINT64_MAX if too
 * much is not looked up. rare: rare words are counted with. */
static uint64_t choose_levels(lc_gather *g, const lc_asked *q, float least, bool rare)
{
    lc_reach_sum r = lc_reach_begin(q, g->view, rare, least);
    uint64_t postings = 0;
    for (size_t k = 0; k < g->units.len && !rare; k++)
        if (!g->units.at[k].looked_up && lc_reach_rare(g->units.at[k].word->weight, 1))
            return UINT64_MAX;
    for (size_t i = 0; i < q->n; i++) {
        lc_gather_word *w = &g->words.at[i];
        if (!w->core) continue;
        fill_shares(g, &r, q->words[i].weight, w);
        w->level = first_level(w);
        r.sum += w->share[w->level].sum;
        r.agree += w->share[w->level].agree;
    }
    if (!lc_reach_too_little(&r)) return UINT64_MAX;
    while (step_up(g, q, &r, rare)) {
    }
    for (size_t i = 0; i < q->n; i++)
        if (g->words.at[i].core) postings += g->words.at[i].postings[g->words.at[i].level];
    return postings;
}

static uint64_t choose(lc_gather *g, const lc_asked *q, float least)
{
    fill_words(g, q);
    uint64_t rare = choose_levels(g, q, least, true);
    for (size_t i = 0; i < q->n; i++) g->words.at[i].level_if_rare = g->words.at[i].level;
    uint64_t plain = choose_levels(g, q, least, false);
    for (size_t i = 0; i < q->n && rare < plain; i++)
        g->words.at[i].level = g->words.at[i].level_if_rare;
    return rare < plain ? rare : plain;
}

/* A joint is cut where both its words are, but never so that it may count as a rare word. */
static size_t level_of(const lc_gather *g, const lc_gather_unit *u)
{
    size_t a = g->words.at[u->first].level, b = g->words.at[u->first + u->words - 1].level;
    size_t level = a < b ? a : b;
    if (u->words == 1) return level;
    if (level < LC_SCAN_NEAR) level = LC_SCAN_NEAR; /* what is below counts nothing */
    bool rare = lc_reach_rare(u->word->weight, 1);
    return rare && level > LC_SCAN_NOT_RARE ? LC_SCAN_NOT_RARE : level;
}

/* Would it do to know all that is like this word? */
static bool would_do(lc_gather *g, const lc_asked *q, float least, const lc_gather_unit *word)
{
    bool rare = true;
    lc_reach_sum r = lc_reach_begin(q, g->view, rare, least);
    for (size_t i = 0; i < q->n; i++) {
        const lc_gather_word *w = &g->words.at[i];
        if (!w->core) continue;
        size_t level = i == word->first ? 0 : first_level(w);
        lc_reach_word share =
            lc_reach_word_of(&r, q->words[i].weight, lc_scan_level(level), g->view->heaviest);
        r.sum += share.sum;
        r.agree += share.agree;
    }
    return lc_reach_too_little(&r);
}

/* A step towards knowing all that is like any word: what costs least and helps. */
static bool look_further(lc_gather *g, const lc_asked *q, float least, bool planned)
{
    lc_gather_unit *open = heaviest(g, false), *near = heaviest(g, true);
    if (!open && !near) return false;
    if (open && (!near || planned || !would_do(g, q, least, near))) {
        look_up_near(g, open);
        return true;
    }
    lc_remembered like = lc_scan_word(&g->scan, near->word, true);
    look_up(near, &like, true);
    return true;
}

void lc_gather_plan(lc_gather *g, const lc_asked *q, float least)
{
    list_units(g, q);
    lc_scan_begin(&g->scan);
    for (size_t k = 0; k < g->units.len; k++) {
        lc_remembered like;
        if (lc_scan_remembers(&g->scan, g->units.at[k].word, &like))
            look_up(&g->units.at[k], &like, false);
    }
    lc_vec_reserve(&g->words, q->n + 1);
    uint64_t postings = choose(g, q, least);
    while (postings > FEW_POSTINGS && look_further(g, q, least, postings < UINT64_MAX))
        postings = choose(g, q, least);
    for (size_t k = 0; k < g->units.len; k++) {
        lc_gather_unit *u = &g->units.at[k];
        if (!u->looked_up) continue;
        u->walked = postings == UINT64_MAX ? u->like.n : u->like.above[level_of(g, u)];
    }
}
