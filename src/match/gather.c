#include "match/gather.h"

#include "base/map.h"
#include "match/constants.h"

/* Why no name is missed. With words i asked about of weights w_i and listed words j of weights b_j,
 * each pair counted by the value v <= 1 of its similarity, score.c says of the words of a form
 *
 *     score <= base = (q + n) / (q + n + 2 A (Q - q) + 2 B (N - n) + k)
 *
 * but for names that agree as wholes, where q >= .9 Q. So score >= t needs
 *
 *     (1 - t)(q + n) - 2 t A (Q - q) - 2 t B (N - n) - t k >= 0                               (1)
 *
 * with q = sum of w_i v_i and Q - q = sum of w_i (1 - v_i), and likewise for n. Both sums go over
 * the same pairs, so (1) is at most a sum over the words asked about, in which each word counts the
 * more the greater its v, and with it its partner's weight (reach.c: share).
 *
 * (a) Cut-offs. Choose for each word, and each two neighbours as one ("unit"), a value c. If (1)
 *     fails with every word at the greatest c of the units it is part of, then a form that reaches
 *     t has a pair above the c of its unit: it stands in the postings of a listed word whose
 *     similarity to a unit is above the unit's c. Only these are walked. A unit that is not looked
 *     up at all has c = 1. Two listed words that are one asked about are always looked up.
 * (b) A rare word makes A and B small, but only with a similarity of .90 and a weight of .84: if no
 *     unit's c admits that, (1) is taken with the greater A and B (reach.c: more_of, less_of).
 * (c) Words that carry no name pair only among themselves, initials also with a part of a whole
 *     word: they count fully on both sides.
 * (d) Forms found so are compared with all units, looked up or not (known: complete for their
 *     words). q and n of (1) are then sums of the best values, taken on each side for itself; a
 *     word for which nothing is found stays certainly without partner, which decides A and B.
 * (e) Joined names and acronyms have their own bounds (whole.c, lc_reach_joined_edits) and are
 *     swept over all forms that can come near by length and letters.
 *
 * tests/unit/match_exhaustive.c holds all of this to a scan that shares none of it. */

enum { AHEAD = 4 };          /* candidates whose memory is asked for before they are looked at */
enum { FEW_POSTINGS = 300 }; /* about as many are walked while one word is looked up */

static void *zeros(size_t n, size_t each)
{
    void *x = calloc(n + LC_SWEEP_SLACK, each);
    if (!x) abort(); /* no memory: no answer */
    return x;
}

/* Forms by the length of their joined sound. */
static void sort_by_length(lc_gather *g)
{
    const lc_ix_view *v = g->view;
    uint32_t next[LC_SOUND_MAX + 2] = {0};
    for (uint32_t f = 0; f < v->n_forms; f++) g->starts[v->forms[f].joined_bytes + 1]++;
    for (size_t i = 1; i < LC_SOUND_MAX + 2; i++) g->starts[i] += g->starts[i - 1];
    memcpy(next, g->starts, sizeof next);
    for (uint32_t f = 0; f < v->n_forms; f++) g->by_length[next[v->forms[f].joined_bytes]++] = f;
    for (uint32_t k = 0; k < v->n_forms; k++) {
        g->joined_bags[k] = v->forms[g->by_length[k]].joined_bag;
    }
}

void lc_gather_init(lc_gather *g, const lc_ix_view *v)
{
    *g = (lc_gather){.view = v, .list = lc_reach_list_of(v)};
    lc_scan_init(&g->scan, v);
    lc_known_init(&g->known, v);
    g->taken = zeros(v->n_forms, sizeof *g->taken);
    g->compared = zeros(v->n_tokens, sizeof *g->compared);
    g->by_length = zeros(v->n_forms, sizeof *g->by_length);
    g->joined_bags = zeros(v->n_forms, sizeof *g->joined_bags);
    g->near = zeros(v->n_forms, sizeof *g->near);
    sort_by_length(g);
    lc_acronyms_init(&g->acronyms, v);
}

void lc_gather_done(lc_gather *g)
{
    lc_scan_done(&g->scan);
    lc_known_done(&g->known);
    free(g->taken);
    free(g->compared);
    free(g->by_length);
    free(g->joined_bags);
    lc_acronyms_done(&g->acronyms);
    free(g->near);
    lc_vec_done(&g->units);
    lc_vec_done(&g->values);
    lc_vec_done(&g->words);
    lc_vec_done(&g->walked);
    lc_vec_done(&g->found);
}

/* ---- units and their cut-offs ---- */

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

static void look_up(lc_gather_unit *u, const lc_remembered *like)
{
    u->like = *like;
    u->looked_up = true;
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

/* The heaviest word that is not wholly looked up yet, and what it is joined to. */
static bool look_up_next(lc_gather *g)
{
    const lc_gather_unit *next = NULL;
    for (size_t k = 0; k < g->units.len; k++) {
        const lc_gather_unit *u = &g->units.at[k];
        if (u->words == 1 && (!next || u->word->weight > next->word->weight) &&
            is_open(g, u->first))
            next = u;
    }
    for (size_t k = 0; k < g->units.len && next; k++) {
        lc_gather_unit *u = &g->units.at[k];
        if (u->looked_up || !part_of(u, next->first)) continue;
        lc_remembered like = lc_scan_word(&g->scan, u->word);
        look_up(u, &like);
    }
    return next != NULL;
}

static void add_levels(lc_gather_word *w, const lc_gather_unit *u, bool first)
{
    for (size_t level = 0; level < LC_SCAN_LEVELS; level++) {
        size_t counts = u->words == 2 && level < LC_SCAN_JOINT ? LC_SCAN_JOINT : level;
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
    }
    for (size_t k = 0; k < g->units.len; k++) {
        const lc_gather_unit *u = &g->units.at[k];
        for (uint32_t i = u->first; i < u->first + u->words; i++) {
            g->words.at[i].open |= !u->looked_up;
            if (u->looked_up) add_levels(&g->words.at[i], u, i == u->first);
        }
    }
}

/* What a word may add if it is cut at a level is the most that any level up to it adds. */
static void fill_shares(const lc_gather *g, const lc_reach_sum *r, float weight, lc_gather_word *w)
{
    for (size_t level = 0; level < LC_SCAN_LEVELS; level++) {
        float heaviest = w->open ? g->list.heaviest : w->heaviest[level];
        w->share[level] = lc_reach_word_of(r, weight, lc_scan_level(level), heaviest);
        if (level && w->share[level].sum < w->share[level - 1].sum)
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
    lc_reach_sum r = lc_reach_begin(q, &g->list, rare, least);
    uint64_t postings = 0;
    for (size_t k = 0; k < g->units.len && !rare; k++)
        if (!g->units.at[k].looked_up && lc_reach_rare(g->units.at[k].word->weight, 1))
            return UINT64_MAX;
    for (size_t i = 0; i < q->n; i++) {
        lc_gather_word *w = &g->words.at[i];
        if (!w->core) continue;
        fill_shares(g, &r, q->words[i].weight, w);
        w->level = w->open ? LC_SCAN_LEVELS - 1 : 0;
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
    if (level < LC_SCAN_JOINT) level = LC_SCAN_JOINT; /* what is below counts nothing */
    bool rare = lc_reach_rare(u->word->weight, 1);
    return rare && level > LC_SCAN_NOT_RARE ? LC_SCAN_NOT_RARE : level;
}

/* Looks up words until what has to be walked is little. */
static void plan(lc_gather *g, const lc_asked *q, float least)
{
    list_units(g, q);
    lc_scan_begin(&g->scan);
    for (size_t k = 0; k < g->units.len; k++) {
        lc_remembered like;
        if (lc_scan_remembers(&g->scan, g->units.at[k].word, &like))
            look_up(&g->units.at[k], &like);
    }
    lc_vec_reserve(&g->words, q->n + 1);
    uint64_t postings = choose(g, q, least);
    while (postings > FEW_POSTINGS && look_up_next(g)) postings = choose(g, q, least);
    for (size_t k = 0; k < g->units.len; k++) {
        lc_gather_unit *u = &g->units.at[k];
        if (!u->looked_up) continue;
        u->walked = postings == UINT64_MAX ? u->like.n : u->like.above[level_of(g, u)];
    }
}

/* ---- candidates ---- */

static void take(lc_gather *g, uint32_t form)
{
    if (g->taken[form] == g->round) return;
    g->taken[form] = g->round;
    __builtin_prefetch(&g->view->forms[form]);
    lc_vec_push(&g->walked, form);
}

static void walk(lc_gather *g, const lc_gather_unit *u)
{
    const lc_ix_view *v = g->view;
    for (size_t k = 0; k < u->like.n; k++)
        if (u->like.at[k].similar.s >= u->least)
            lc_known_add(&g->known, u->like.at[k].token, u->known_as, u->like.at[k].similar);
    for (size_t k = 0; k < u->walked; k++) {
        const lc_ix_token *t = &v->tokens[u->like.at[k].token];
        const uint32_t *p = v->postings + t->postings;
        for (uint32_t i = 0; i < t->n_postings; i++) {
            if (i + AHEAD < t->n_postings) __builtin_prefetch(&g->taken[p[i + AHEAD]], 1);
            take(g, p[i]);
        }
    }
}

/* Two neighbours of a form that, written as one, sound like the word. */
static void walk_splits(lc_gather *g, const lc_gather_unit *u)
{
    const lc_ix_view *v = g->view;
    const lc_asked_word *w = u->word;
    for (size_t k = 0; k < w->n_spell; k++) {
        size_t first, n = lc_ix_find(v->pairs, v->n_pairs, lc_hash64(w->spell[k].sound), &first);
        for (size_t i = first; i < first + n; i++) {
            uint32_t form = v->pairs[i].to;
            const uint32_t *t = v->form_tokens + v->forms[form].tokens + v->pairs[i].place;
            lc_similarity s = lc_split_similarity(v, w, t);
            if (s.s < LC_JOINT_LEAST) continue;
            lc_known_split split = {form, u->known_as, v->pairs[i].place, s};
            lc_vec_push(&g->known.splits, split);
            take(g, form);
        }
    }
}

/* A listed word against the units that were not looked up. */
static void compare_token(lc_gather *g, uint32_t token)
{
    if (g->all_looked_up || g->compared[token] == g->round) return;
    g->compared[token] = g->round;
    for (size_t k = 0; k < g->units.len; k++) {
        const lc_gather_unit *u = &g->units.at[k];
        if (u->looked_up || !lc_scan_possible(g->view, u->word, token)) continue;
        lc_similarity s = lc_word_similarity(g->view, u->word, &g->view->tokens[token]);
        if (s.s > 0 && s.s >= u->least) lc_known_add(&g->known, token, u->known_as, s);
    }
}

/* Best value of a listed word, noted with the words asked about; 0: it is like none. */
static float best_value(lc_gather *g, const lc_asked *q, uint32_t token, lc_reach_most *m)
{
    float best = 0, weight = g->view->tokens[token].weight;
    for (uint32_t at = g->known.head[token]; at; at = g->known.words.at[at - 1].next) {
        const lc_known_word *k = &g->known.words.at[at - 1];
        float value = lc_score_value(k->similar.s), asked;
        bool joint = k->unit >= q->n;
        const lc_asked_joint *j = joint ? &q->joints[k->unit - q->n] : NULL;
        uint32_t i = joint ? j->first : k->unit;
        if (g->values.at[i] < value) g->values.at[i] = value;
        if (joint && g->values.at[i + 1] < value) g->values.at[i + 1] = value;
        asked = joint ? j->word.weight : q->words[i].weight;
        m->rare |= lc_reach_rare(asked, value) && lc_reach_rare(weight, value);
        if (value > best) best = value;
    }
    return best;
}

static size_t take_splits(lc_gather *g, uint32_t form, lc_reach_most *m)
{
    size_t n;
    const lc_known_split *s = lc_known_splits(&g->known, form, &n);
    for (size_t k = 0; k < n; k++) {
        const uint32_t *t = g->view->form_tokens + g->view->forms[form].tokens + s[k].place;
        float value = lc_score_value(s[k].similar.s);
        if (g->values.at[s[k].unit] < value) g->values.at[s[k].unit] = value;
        m->n += value * (g->view->tokens[t[0] & ~LC_IX_CORE].weight +
                         g->view->tokens[t[1] & ~LC_IX_CORE].weight);
        m->rare = true;
    }
    return n;
}

static float bound_of(lc_gather *g, const lc_asked *q, uint32_t form)
{
    const lc_ix_view *v = g->view;
    const lc_ix_form *f = &v->forms[form];
    lc_reach_most m = {.all_n = f->weight, .q = q->weak_weight, .n = q->initials_weight};
    size_t open = 0, initials = 0;
    memset(g->values.at, 0, sizeof *g->values.at * q->n);
    for (uint32_t k = 0; k < f->n_tokens; k++) {
        uint32_t t = v->form_tokens[f->tokens + k], token = t & ~LC_IX_CORE;
        if (!(t & LC_IX_CORE)) {
            m.n += v->tokens[token].weight;
            initials += v->tokens[token].cls == LC_TOKEN_INITIAL;
            continue;
        }
        compare_token(g, token);
        float value = g->known.head[token] ? best_value(g, q, token, &m) : 0;
        open += value == 0;
        if (value > 0) m.n += value * v->tokens[token].weight;
    }
    size_t splits = g->known.splits.len ? take_splits(g, form, &m) : 0;
    m.n_open = !splits && open > g->initials;
    for (size_t i = open = 0; i < q->n; i++) {
        if (!q->words[i].core) continue;
        m.q += q->words[i].weight * g->values.at[i];
        open += g->values.at[i] == 0;
    }
    m.q += (float)initials * LC_INITIAL_COVERS;
    m.q_open = open > initials;
    return lc_reach_bound(q, &m);
}

/* Memory that will be wanted soon: a form's words, then what is known of these. */
static void fetch_form(const lc_gather *g, uint32_t form)
{
    __builtin_prefetch(g->view->form_tokens + g->view->forms[form].tokens);
}

static void fetch_words(const lc_gather *g, uint32_t form)
{
    const lc_ix_form *f = &g->view->forms[form];
    for (uint32_t k = 0; k < f->n_tokens && k < AHEAD; k++) {
        uint32_t token = g->view->form_tokens[f->tokens + k] & ~LC_IX_CORE;
        __builtin_prefetch(&g->known.head[token]);
        __builtin_prefetch(&g->view->tokens[token]);
    }
}

static void take_walked(lc_gather *g, const lc_asked *q, float least)
{
    for (size_t k = 0; k < g->walked.len; k++) {
        if (k + 2 * AHEAD < g->walked.len) fetch_form(g, g->walked.at[k + 2 * AHEAD]);
        if (k + AHEAD < g->walked.len) fetch_words(g, g->walked.at[k + AHEAD]);
        float bound = bound_of(g, q, g->walked.at[k]);
        if (bound >= least) lc_vec_push(&g->found, (lc_candidate){g->walked.at[k], bound});
    }
}

/* ---- whole names ---- */

static void add_whole(lc_gather *g, uint32_t form, float score, float least)
{
    const lc_ix_form *f = &g->view->forms[form];
    if (!(score > 0) || score < least) return;
    for (uint32_t k = 0; k < f->n_tokens; k++) {
        uint32_t t = g->view->form_tokens[f->tokens + k];
        if (t & LC_IX_CORE) compare_token(g, t & ~LC_IX_CORE);
    }
    lc_vec_push(&g->found, (lc_candidate){form, score});
}

static void take_joined(lc_gather *g, const lc_asked *q, float least)
{
    size_t len = q->joined.sound.len, from, to, n_near = 0;
    lc_score_joined_range(len, &from, &to);
    for (size_t n = from; n <= to; n++) {
        int more = (int)n - (int)len, edits = lc_reach_joined_edits(n > len ? n : len, least);
        if (more > edits || -more > edits) continue;
        n_near += g->scan.sweep->wide_bags(g->joined_bags, g->starts[n], g->starts[n + 1],
                                           q->joined.bag, more > 0 ? edits - more : edits,
                                           more < 0 ? edits + more : edits, g->near + n_near);
    }
    for (size_t k = 0; k < n_near; k++) {
        uint32_t f = g->by_length[g->near[k]];
        add_whole(g, f, lc_score_joined(q, g->view, &g->view->forms[f]), least);
    }
}

static void take_acronyms(lc_gather *g, const lc_asked *q, float least)
{
    if (!lc_acronym_first(q) || !lc_reach_acronym(least)) return;
    size_t n = lc_acronyms_find(&g->acronyms, q, g->near);
    for (size_t k = 0; k < n; k++)
        add_whole(g, g->near[k], lc_score_acronym(q, g->view, &g->view->forms[g->near[k]]), least);
}

static void next_round(lc_gather *g)
{
    if (++g->round == 0) { /* after 2^32 rounds the marks mean nothing any more */
        memset(g->taken, 0, sizeof *g->taken * g->view->n_forms);
        memset(g->compared, 0, sizeof *g->compared * g->view->n_tokens);
        g->round = 1;
    }
    g->found.len = g->walked.len = 0;
    lc_known_clear(&g->known);
}

void lc_gather_forms(lc_gather *g, const lc_asked *q, float least)
{
    next_round(g);
    plan(g, q, least);
    for (size_t k = 0; k < g->units.len; k++) {
        const lc_gather_unit *u = &g->units.at[k];
        if (u->looked_up) walk(g, u);
        if (u->words == 1) walk_splits(g, u);
    }
    g->all_looked_up = true;
    for (size_t k = 0; k < g->units.len; k++) g->all_looked_up &= g->units.at[k].looked_up;
    lc_known_sort(&g->known);
    take_walked(g, q, least);
    take_joined(g, q, least);
    take_acronyms(g, q, least);
}
