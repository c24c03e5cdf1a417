/* What of a list has to be looked for again, and for whom everything has. */
#include "match/mirror_in.h"

/* ---- weights ---- */

static lc_mirror_brief brief(const lc_mirror_weights *w, const lc_mirror_reading *r)
{
    lc_mirror_brief b = {0, 0, r->flags, r->initials, r->core, r->special};
    for (uint32_t i = 0; i < r->n_words; i++) {
        uint32_t word = w->mirror->reading_words.at[r->words + i];
        float weight = w->of_word[word & ~LC_IX_CORE];
        b.all += weight;
        if (!(word & LC_IX_CORE)) b.weak += weight;
    }
    return b;
}

lc_mirror_weights *lc_mirror_weigh(const lc_mirror *m, const lc_index *x)
{
    lc_mirror_weights *w = lc_xmalloc(sizeof *w);
    *w = (lc_mirror_weights){.mirror = m, .index = x, .view = lc_index_view(x)};
    w->of_word = lc_xmalloc((m->words.len + 1) * sizeof *w->of_word);
    w->of_reading = lc_xmalloc((m->readings.len + 1) * sizeof *w->of_reading);
    for (size_t i = 0; i < m->words.len; i++)
        w->of_word[i] = lc_asked_weight(w->view, &m->words.at[i].token, m->words.at[i].sound);
    for (size_t r = 0; r < m->readings.len; r++) {
        lc_mirror_brief b = brief(w, &m->readings.at[r]);
        if (!b.special && b.weak > w->heaviest_weak) w->heaviest_weak = b.weak;
        w->of_reading[r] = b;
    }
    return w;
}

void lc_mirror_weights_free(lc_mirror_weights *w)
{
    if (!w) return;
    free(w->of_word);
    free(w->of_reading);
    free(w);
}

void lc_mirror_reweighed(const lc_mirror_weights *x, const lc_mirror_weights *y, uint8_t *marked)
{
    const lc_mirror *m = x->mirror;
    for (size_t i = 0; i < m->of_reading.len; i++) {
        const lc_mirror_reading *r = &m->readings.at[m->of_reading.at[i].key];
        for (uint32_t k = 0; k < r->n_words; k++) {
            uint32_t word = m->reading_words.at[r->words + k] & ~LC_IX_CORE;
            if (x->of_word[word] != y->of_word[word]) marked[m->of_reading.at[i].to] = 1;
        }
    }
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
