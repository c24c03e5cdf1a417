#include "match/gather.h"

#include "base/map.h"
#include "match/constants.h"

static float *floats(size_t n)
{
    float *x = calloc(n + 1, sizeof *x);
    if (!x) abort(); /* no memory: no answer */
    return x;
}

/* Forms by the length of their joined sound. */
static void sort_by_length(lc_gather *g)
{
    const lc_ix_view *v = g->view;
    uint32_t next[LC_SOUND_MAX + 2] = {0};
    g->by_length = lc_xmalloc(sizeof *g->by_length * ((size_t)v->n_forms + 1));
    for (uint32_t f = 0; f < v->n_forms; f++) g->starts[v->forms[f].joined_bytes + 1]++;
    for (size_t i = 1; i < LC_SOUND_MAX + 2; i++) g->starts[i] += g->starts[i - 1];
    memcpy(next, g->starts, sizeof next);
    for (uint32_t f = 0; f < v->n_forms; f++) g->by_length[next[v->forms[f].joined_bytes]++] = f;
    g->joined_bags = lc_xmalloc(sizeof *g->joined_bags * ((size_t)v->n_forms + 1));
    g->first_letters = lc_xmalloc(sizeof *g->first_letters * ((size_t)v->n_forms + 1));
    for (uint32_t k = 0; k < v->n_forms; k++) {
        g->joined_bags[k] = v->forms[g->by_length[k]].joined_bag;
        g->first_letters[k] = v->forms[k].first_letters;
    }
}

void lc_gather_init(lc_gather *g, const lc_ix_view *v)
{
    *g = (lc_gather){.view = v};
    lc_scan_init(&g->scan, v);
    lc_known_init(&g->known, v);
    g->q = floats(v->n_forms);
    g->n = floats(v->n_forms);
    g->weak = floats(v->n_forms);
    g->initials = floats(v->n_forms);
    g->unit = calloc((size_t)v->n_forms + 1, sizeof *g->unit);
    if (!g->unit) abort();
    sort_by_length(g);
    for (uint32_t f = 0; f < v->n_forms; f++) {
        const lc_ix_form *form = &v->forms[f];
        for (uint32_t i = 0; i < form->n_tokens; i++) {
            uint32_t t = v->form_tokens[form->tokens + i];
            const lc_ix_token *token = &v->tokens[t & ~LC_IX_CORE];
            if (!(t & LC_IX_CORE)) g->weak[f] += token->weight;
            if (token->cls == LC_TOKEN_INITIAL) g->initials[f] += LC_INITIAL_COVERS;
        }
    }
}

void lc_gather_done(lc_gather *g)
{
    lc_scan_done(&g->scan);
    lc_known_done(&g->known);
    free(g->q);
    free(g->n);
    free(g->weak);
    free(g->initials);
    free(g->unit);
    free(g->by_length);
    free(g->joined_bags);
    free(g->first_letters);
    lc_vec_done(&g->touched);
    lc_vec_done(&g->found);
}

/* unit > 0 numbers the word or joint asked about: its own weight counts once a form, and since the
 * best like words come first, at its best. */
static void add(lc_gather *g, uint32_t form, uint32_t unit, float q, float n)
{
    if (g->unit[form] == 0) lc_vec_push(&g->touched, form);
    if (g->unit[form] != unit) {
        g->unit[form] = unit;
        g->q[form] += q;
    }
    g->n[form] += n;
}

static void walk(lc_gather *g, const lc_asked_word *w, uint32_t unit, uint32_t known_as,
                 float least)
{
    const lc_ix_view *v = g->view;
    lc_remembered like = lc_scan_word(&g->scan, w);
    for (size_t k = 0; k < like.n; k++) {
        lc_neighbour near = like.at[k];
        const lc_ix_token *t = &v->tokens[near.token];
        if (near.similar.s < least) break;
        float value = lc_score_value(near.similar.s);
        lc_known_add(&g->known, near.token, known_as, near.similar);
        for (uint32_t p = 0; p < t->n_postings; p++)
            add(g, v->postings[t->postings + p], unit, value * w->weight, value * t->weight);
    }
}

/* Two neighbours of a form that, written as one, sound like the word. */
static void walk_splits(lc_gather *g, const lc_asked_word *w, uint32_t unit, uint32_t known_as)
{
    const lc_ix_view *v = g->view;
    for (size_t k = 0; k < w->n_spell; k++) {
        size_t first, n = lc_ix_find(v->pairs, v->n_pairs, lc_hash64(w->spell[k].sound), &first);
        for (size_t i = first; i < first + n; i++) {
            uint32_t form = v->pairs[i].to;
            const uint32_t *t = v->form_tokens + v->forms[form].tokens + v->pairs[i].place;
            lc_similarity s = lc_split_similarity(v, w, t);
            if (s.s < LC_JOINT_LEAST) continue;
            lc_known_split split = {form, known_as, v->pairs[i].place, s};
            lc_vec_push(&g->known.splits, split);
            float value = lc_score_value(s.s);
            float weight =
                v->tokens[t[0] & ~LC_IX_CORE].weight + v->tokens[t[1] & ~LC_IX_CORE].weight;
            add(g, form, unit, value * w->weight, value * weight);
        }
    }
}

static void take_touched(lc_gather *g, const lc_asked *q)
{
    for (size_t k = 0; k < g->touched.len; k++) {
        uint32_t f = g->touched.at[k];
        float bound_q = (g->q[f] + q->weak_weight + g->initials[f]) * 1.0001F;
        float bound_n = (g->n[f] + q->initials_weight + g->weak[f]) * 1.0001F;
        float bound = lc_score_bound(q, bound_q, bound_n, g->view->forms[f].weight);
        lc_vec_push(&g->found, (lc_candidate){f, bound + 1e-5F}); /* sums in another order */
    }
}

/* Forms that are like the whole name, however the words agree. */
static void take_whole(lc_gather *g, const lc_asked *q)
{
    const lc_ix_view *v = g->view;
    size_t len = q->joined.sound.len, least, most;
    lc_score_joined_range(len, &least, &most);
    int bits = lc_score_joined_bits(most);
    for (uint32_t k = g->starts[least]; k < g->starts[most + 1]; k++) {
        if (__builtin_popcountll(g->joined_bags[k] ^ q->joined.bag) > bits) continue;
        uint32_t f = g->by_length[k];
        float bound = lc_score_joined(q, v, &v->forms[f]);
        if (bound > 0) lc_vec_push(&g->found, (lc_candidate){f, bound});
    }
    uint32_t first = lc_acronym_first(q);
    for (uint32_t f = 0; first && f < v->n_forms; f++) {
        if (!(g->first_letters[f] & first) || !lc_acronym_possible(q, &v->forms[f])) continue;
        float bound = lc_score_acronym(q, v, &v->forms[f]);
        if (bound > 0) lc_vec_push(&g->found, (lc_candidate){f, bound});
    }
}

static void forget(lc_gather *g)
{
    for (size_t k = 0; k < g->touched.len; k++) {
        uint32_t f = g->touched.at[k];
        g->q[f] = g->n[f] = 0;
        g->unit[f] = 0;
    }
    g->touched.len = 0;
}

void lc_gather_forms(lc_gather *g, const lc_asked *q)
{
    uint32_t unit = 1;
    g->found.len = 0;
    lc_known_clear(&g->known);
    for (size_t i = 0; i < q->n; i++) {
        if (!q->words[i].core) continue;
        walk(g, &q->words[i], unit++, (uint32_t)i, 0);
        walk_splits(g, &q->words[i], unit++, (uint32_t)i);
    }
    for (size_t i = 0; i < q->n_joints; i++)
        walk(g, &q->joints[i].word, unit++, (uint32_t)(q->n + i), LC_JOINT_LEAST);
    lc_known_sort(&g->known);
    take_touched(g, q);
    take_whole(g, q);
    forget(g);
}
