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
 *     up at all has c = 1. Two listed words that are one asked about are always looked up. Of a
 *     unit, first only what is near is looked up: all with a value above lc_scan_level(NEAR). Then
 *     that is the least its c can be, and what is below may be of any weight.
 * (b) A rare word makes A and B small, but only with a similarity of .90 and a weight of .84: if no
 *     unit's c admits that, (1) is taken with the greater A and B (reach.c: more_of, less_of).
 * (c) Words that carry no name pair only among themselves, initials also with a part of a whole
 *     word: they count fully on both sides.
 * (d) Forms found so are compared with all units, looked up or not (known: complete for their
 *     words). q and n of (1) are then sums of the best values, taken on each side for itself; a
 *     word for which nothing is found stays certainly without partner, which decides A and B.
 *     Before that, a unit of which only what is near is known counts NEAR for every other word, and
 *     one not looked up counts 1, at first for all words, then for those whose letters allow it:
 * the bound falls with each step, and what it drops is dropped rightly. (e) Joined names and
 * acronyms have their own bounds (whole.c, lc_reach_joined_edits) and are swept over all forms that
 * can come near by length and letters.
 *
 * tests/unit/match_exhaustive.c holds all of this to a scan that shares none of it. */

enum { AHEAD = 8 }; /* candidates whose memory is asked for before they are looked at */

static void *zeros(size_t n, size_t each)
{
    void *x = calloc(n + LC_SWEEP_SLACK, each);
    if (!x) abort(); /* no memory: no answer */
    return x;
}

void lc_gather_init(lc_gather *g, const lc_ix_view *v)
{
    *g = (lc_gather){.view = v};
    lc_scan_init(&g->scan, v);
    lc_known_init(&g->known, v);
    g->taken = zeros(v->n_forms, sizeof *g->taken);
    g->compared = zeros(v->n_tokens, sizeof *g->compared);
    g->open = zeros(v->n_tokens, sizeof *g->open);
    g->near = zeros(v->n_forms, sizeof *g->near);
}

void lc_gather_done(lc_gather *g)
{
    lc_scan_done(&g->scan);
    lc_known_done(&g->known);
    free(g->taken);
    free(g->compared);
    free(g->open);
    free(g->near);
    lc_vec_done(&g->units);
    lc_vec_done(&g->values);
    lc_vec_done(&g->most);
    lc_vec_done(&g->words);
    lc_vec_done(&g->walked);
    lc_vec_done(&g->found);
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

static void split_at(lc_gather *g, const lc_gather_unit *u, uint32_t form, uint32_t place)
{
    const lc_ix_view *v = g->view;
    lc_similarity s =
        lc_split_similarity(v, u->word, v->form_tokens + v->forms[form].tokens + place);
    if (s.s < LC_JOINT_LEAST) return;
    lc_known_split split = {form, u->known_as, place, s};
    lc_vec_push(&g->known.splits, split);
    take(g, form);
}

/* Two neighbours of a form that, written as one, sound like the word. A form stands once for all
 * its pairs of one sound, and with others whose sounds have the same key; spellings may share one,
 * too. */
static void walk_splits(lc_gather *g, const lc_gather_unit *u)
{
    const lc_ix_view *v = g->view;
    const lc_asked_word *w = u->word;
    for (size_t k = 0; k < w->n_spell; k++) {
        uint32_t key = lc_ix_key(w->spell[k].sound);
        bool again = false;
        for (size_t j = 0; j < k; j++) again |= lc_ix_key(w->spell[j].sound) == key;
        size_t first, n = again ? 0 : lc_ix_find(v->pairs, v->n_pairs, key, &first);
        for (size_t i = 0; i < n; i++) {
            uint32_t form = v->pairs[first + i].to;
            for (uint32_t place = 0; place + 1U < v->forms[form].n_tokens; place++)
                split_at(g, u, form, place);
        }
    }
}

static uint32_t bit_of(size_t unit)
{
    return UINT32_C(1) << (unit < 31 ? unit : 31);
}

/* Units of which not all was looked up that a listed word may be like. */
static uint32_t open_units(lc_gather *g, uint32_t token)
{
    lc_gather_open *o = &g->open[token];
    if (!g->not_whole || o->round == g->round) return g->not_whole ? o->units : 0;
    *o = (lc_gather_open){g->round, 0};
    for (size_t k = 0; k < g->units.len; k++) {
        const lc_gather_unit *u = &g->units.at[k];
        if (!u->whole && lc_scan_possible(g->view, u->word, token)) o->units |= bit_of(k);
    }
    return o->units;
}

/* A listed word against these. */
static void compare_token(lc_gather *g, uint32_t token)
{
    uint32_t open = open_units(g, token);
    if (!open || g->compared[token] == g->round) return;
    g->compared[token] = g->round;
    for (size_t k = 0; k < g->units.len; k++) {
        const lc_gather_unit *u = &g->units.at[k];
        if (u->whole || !(open & bit_of(k))) continue;
        if (u->looked_up && lc_known_find(&g->known, token, u->known_as).s > 0) continue;
        lc_similarity s = lc_word_similarity(g->view, u->word, &g->view->tokens[token]);
        if (s.s > 0 && s.s >= u->least) lc_known_add(&g->known, token, u->known_as, s);
    }
}

static void note_value(lc_gather *g, uint32_t first, bool joint, float value)
{
    if (g->values.at[first] < value) g->values.at[first] = value;
    if (joint && g->values.at[first + 1] < value) g->values.at[first + 1] = value;
}

/* Best value a listed word could have with units it was not compared with: what is near to those
 * that were looked up is known. */
static float best_open(lc_gather *g, uint32_t token, uint32_t open, lc_reach_most *m)
{
    float best = 0, weight = g->view->tokens[token].weight;
    for (size_t k = 0; k < g->units.len && open; k++) {
        const lc_gather_unit *u = &g->units.at[k];
        if (u->whole || !(open & bit_of(k))) continue;
        float value = u->looked_up ? lc_scan_level(LC_SCAN_NEAR) : 1;
        note_value(g, u->first, u->words == 2, value);
        m->rare |= !u->looked_up && lc_reach_rare(u->word->weight, 1) && lc_reach_rare(weight, 1);
        if (value > best) best = value;
    }
    return best;
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
        note_value(g, i, joint, value);
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

/* What a form's word can add: by what is possible, or what is. */
static float value_of(lc_gather *g, const lc_asked *q, uint32_t token, lc_gather_depth depth,
                      lc_reach_most *m)
{
    uint32_t open = open_units(g, token);
    if (depth == LC_GATHER_EXACT && open) compare_token(g, token);
    float value = lc_known_any(&g->known, token) ? best_value(g, q, token, m) : 0;
    float more = depth != LC_GATHER_EXACT && open ? best_open(g, token, open, m) : 0;
    return value > more ? value : more;
}

static float bound_of(lc_gather *g, const lc_asked *q, uint32_t form, lc_gather_depth depth)
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
        float value = value_of(g, q, token, depth, &m);
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

/* The same where every pair that is not known counts the most it may: few words are looked at. */
static float rough_bound_of(lc_gather *g, const lc_asked *q, uint32_t form)
{
    const lc_ix_view *v = g->view;
    const lc_ix_form *f = &v->forms[form];
    lc_reach_most m = {.all_n = f->weight, .q = q->weak_weight, .n = q->initials_weight};
    float initials = 0, rest = f->weight;
    memcpy(g->values.at, g->most.at, sizeof *g->values.at * q->n);
    for (uint32_t k = 0; k < f->n_tokens; k++) {
        uint32_t t = v->form_tokens[f->tokens + k], token = t & ~LC_IX_CORE;
        bool core = t & LC_IX_CORE;
        if (core && !lc_known_any(&g->known, token)) continue;
        float value = core ? best_value(g, q, token, &m) : 1, weight = v->tokens[token].weight;
        initials += !core && v->tokens[token].cls == LC_TOKEN_INITIAL ? LC_INITIAL_COVERS : 0;
        if (value < g->most_open) continue;
        m.n += value * weight;
        rest -= weight;
    }
    if (g->known.splits.len) take_splits(g, form, &m);
    m.n += g->most_open * (rest > 0 ? rest : 0);
    for (size_t i = 0; i < q->n; i++)
        if (q->words[i].core) m.q += q->words[i].weight * g->values.at[i];
    m.q += initials;
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
        if (g->any_unseen) __builtin_prefetch(&g->open[token]);
        if (!g->any_unseen && !lc_known_any(&g->known, token)) continue;
        __builtin_prefetch(&g->known.head[token]);
        __builtin_prefetch(&g->view->tokens[token]);
    }
}

static void take_walked(lc_gather *g, const lc_asked *q, float least)
{
    lc_gather_depth first = g->not_whole ? LC_GATHER_POSSIBLE : LC_GATHER_EXACT;
    bool rough = g->not_whole && !g->any_unseen;
    for (size_t k = 0; k < g->walked.len; k++) {
        if (k + 2 * AHEAD < g->walked.len) fetch_form(g, g->walked.at[k + 2 * AHEAD]);
        if (k + AHEAD < g->walked.len) fetch_words(g, g->walked.at[k + AHEAD]);
        float bound = rough ? rough_bound_of(g, q, g->walked.at[k]) : 1;
        for (int depth = first; depth <= LC_GATHER_EXACT && bound >= least; depth++)
            bound = bound_of(g, q, g->walked.at[k], (lc_gather_depth)depth);
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
    const lc_ix_view *v = g->view;
    size_t len = q->joined.sound.len, from, to, n_near = 0;
    lc_score_joined_range(len, &from, &to);
    for (size_t n = from; n <= to; n++) {
        int more = (int)n - (int)len, edits = lc_reach_joined_edits(n > len ? n : len, least);
        if (more > edits || -more > edits) continue;
        n_near += g->scan.sweep->blocks(v->joined_blocks, v->joined_bags, v->joined_starts[n],
                                        v->joined_starts[n + 1], q->joined.small_bag,
                                        more > 0 ? edits - more : edits,
                                        more < 0 ? edits + more : edits, g->near + n_near);
    }
    for (size_t k = 0; k < n_near; k++) {
        uint32_t f = v->joined[g->near[k]];
        add_whole(g, f, lc_score_joined(q, v, &v->forms[f]), least);
    }
}

static void take_acronyms(lc_gather *g, const lc_asked *q, float least)
{
    if (!lc_acronym_first(q) || !lc_reach_acronym(least)) return;
    size_t n = lc_acronyms_find(g->view, q, g->near);
    for (size_t k = 0; k < n; k++)
        add_whole(g, g->near[k], lc_score_acronym(q, g->view, &g->view->forms[g->near[k]]), least);
}

static void next_round(lc_gather *g)
{
    if (++g->round == 0) { /* after 2^32 rounds the marks mean nothing any more */
        memset(g->taken, 0, sizeof *g->taken * g->view->n_forms);
        memset(g->compared, 0, sizeof *g->compared * g->view->n_tokens);
        memset(g->open, 0, sizeof *g->open * g->view->n_tokens);
        g->round = 1;
    }
    g->found.len = g->walked.len = 0;
    lc_known_clear(&g->known);
}

/* What may be left to find out of each word. */
static void note_open(lc_gather *g, const lc_asked *q)
{
    g->not_whole = 0;
    g->any_unseen = false;
    g->most_open = 0;
    lc_vec_reserve(&g->most, q->n + 1);
    memset(g->most.at, 0, sizeof *g->most.at * q->n);
    for (size_t k = 0; k < g->units.len; k++) {
        const lc_gather_unit *u = &g->units.at[k];
        if (u->whole) continue;
        float most = u->looked_up ? lc_scan_level(LC_SCAN_NEAR) : 1;
        g->not_whole |= bit_of(k);
        g->any_unseen |= !u->looked_up;
        if (most > g->most_open) g->most_open = most;
        for (uint32_t i = u->first; i < u->first + u->words; i++)
            if (most > g->most.at[i]) g->most.at[i] = most;
    }
}

void lc_gather_forms(lc_gather *g, const lc_asked *q, float least)
{
    next_round(g);
    lc_gather_plan(g, q, least);
    for (size_t k = 0; k < g->units.len; k++) {
        const lc_gather_unit *u = &g->units.at[k];
        if (u->looked_up) walk(g, u);
        if (u->words == 1) walk_splits(g, u);
    }
    note_open(g, q);
    lc_known_sort(&g->known);
    take_walked(g, q, least);
    take_joined(g, q, least);
    take_acronyms(g, q, least);
}
