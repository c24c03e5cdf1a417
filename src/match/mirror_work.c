/* What of a list has to be looked for again, and for whom everything has. */
#include "index/weight.h"
#include "match/mirror_in.h"

/* ---- weights ---- */

lc_mirror_weights *lc_mirror_weigh(const lc_mirror *mirror, const lc_index *x)
{
    const lc_mi_view *m = &mirror->view;
    lc_mirror_weights *w = lc_xmalloc(sizeof *w);
    *w = (lc_mirror_weights){.mirror = m, .view = lc_index_view(x)};
    w->of_word = lc_xmalloc((m->n_words + 1) * sizeof *w->of_word);
    for (uint32_t i = 0; i < m->n_words; i++) {
        const lc_mi_word *k = &m->words[i];
        const lc_mi_spell *s = &m->spells[k->spell[0]];
        lc_token t = {.cls = (lc_token_class)k->cls, .common = k->common};
        t.text[0] = lc_mi_text(m, s);
        w->of_word[i] = lc_asked_weight(w->view, &t, lc_mi_sound(m, s));
        if (!lc_class_is_core(t.cls) && w->of_word[i] > w->heaviest_weak)
            w->heaviest_weak = w->of_word[i];
    }
    return w;
}

void lc_mirror_weights_free(lc_mirror_weights *w)
{
    if (!w) return;
    free(w->of_word);
    free(w);
}

static bool reads_otherwise(const lc_mi_view *m, const lc_mi_reading *r, const uint8_t *changed)
{
    for (uint32_t k = 0; k < r->n_words; k++)
        if (changed[m->reading_words[r->words + k] & ~LC_IX_CORE]) return true;
    return false;
}

void lc_mirror_reweighed(const lc_mirror_weights *x, const lc_mirror_weights *y, uint8_t *marked)
{
    const lc_mi_view *m = x->mirror;
    uint8_t *changed = lc_xmalloc(m->n_words + 1);
    bool any = false;
    for (uint32_t i = 0; i < m->n_words; i++) {
        changed[i] = x->of_word[i] != y->of_word[i];
        any |= changed[i];
    }
    for (uint32_t r = 0; r < m->n_readings && any; r++) {
        if (!reads_otherwise(m, &m->readings[r], changed)) continue;
        uint32_t end = lc_mi_customers_end(m, r);
        for (uint32_t i = m->readings[r].customers; i < end; i++) marked[m->customers[i]] = 1;
    }
    free(changed);
}

/* ---- words of two lists ---- */

static int compare_u64(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

/* The order of tokens in an index. */
static int compare_tokens(const lc_ix_view *v, const lc_ix_token *x, const lc_ix_view *w,
                          const lc_ix_token *y)
{
    int c = compare_u64(x->sound_bytes, y->sound_bytes);
    if (!c) c = compare_u64(lc_ix_rank(v->bags[x - v->tokens]), lc_ix_rank(w->bags[y - w->tokens]));
    if (!c) c = lc_sv_cmp(lc_ix_sound_of(v, x), lc_ix_sound_of(w, y));
    if (!c) c = lc_sv_cmp(lc_ix_text_of(v, x), lc_ix_text_of(w, y));
    if (!c) c = compare_u64(x->cls, y->cls);
    if (!c) c = compare_u64(x->n_meanings, y->n_meanings);
    for (size_t i = 0; i < x->n_meanings && !c; i++)
        c = compare_u64(v->meanings[x->meanings + i].concept, w->meanings[y->meanings + i].concept);
    return c;
}

/* One byte a token of v: it stands in w, and weighs the same there. */
static uint8_t *same_tokens(const lc_ix_view *v, const lc_ix_view *w, lc_arena *a)
{
    uint8_t *same = LC_NEW_N(a, uint8_t, v->n_tokens + 1);
    for (uint32_t i = 0, j = 0; i < v->n_tokens; i++) {
        int c = 1;
        while (j < w->n_tokens && (c = compare_tokens(w, &w->tokens[j], v, &v->tokens[i])) < 0) j++;
        same[i] = j < w->n_tokens && c == 0 && w->tokens[j].weight == v->tokens[i].weight;
    }
    return same;
}

static void mark_reweighed(const lc_ix_view *v, const lc_ix_view *before, lc_arena *a,
                           uint8_t *forms)
{
    const uint8_t *same = same_tokens(v, before, a);
    for (uint32_t f = 0; f < v->n_forms; f++)
        for (uint32_t i = 0; i < v->forms[f].n_tokens; i++)
            if (!same[v->form_tokens[v->forms[f].tokens + i] & ~LC_IX_CORE]) forms[f] = 1;
}

void lc_mirror_work_of(const lc_index *x, const uint8_t *versions, const lc_index *before,
                       lc_arena *a, lc_mirror_work *out)
{
    const lc_ix_view *v = lc_index_view(x);
    lc_mirror_work w = {.forms = LC_NEW_N(a, uint32_t, v->n_forms + 1),
                        .names = LC_NEW_N(a, uint32_t, v->n_names + 1),
                        .versions = LC_NEW_N(a, uint32_t, v->n_versions + 1)};
    uint8_t *forms = LC_NEW_N(a, uint8_t, v->n_forms + 1);
    if (before) mark_reweighed(v, lc_index_view(before), a, forms);
    for (uint32_t i = 0; i < v->n_names; i++) {
        if (!versions[v->names[i].version]) continue;
        w.names[w.n_names++] = i;
        forms[lc_ix_form_of(v, i)] = 1;
    }
    for (uint32_t i = 0; i < v->n_versions; i++)
        if (versions[i]) w.versions[w.n_versions++] = i;
    for (uint32_t f = 0; f < v->n_forms; f++)
        if (forms[f]) w.forms[w.n_forms++] = f;
    *out = w;
}

size_t lc_mirror_items(const lc_mirror_work *w)
{
    return w->n_forms + w->n_names + w->n_versions;
}
