#include "match/score.h"

#include <stdlib.h>

void lc_known_init(lc_known *k, const lc_ix_view *v)
{
    *k = (lc_known){.head = calloc((size_t)v->n_tokens + 1, sizeof *k->head),
                    .any = calloc((size_t)v->n_tokens / 64 + 1, sizeof *k->any)};
    if (!k->head || !k->any) abort(); /* no memory: no answer */
}

void lc_known_done(lc_known *k)
{
    free(k->head);
    free(k->any);
    lc_vec_done(&k->words);
    lc_vec_done(&k->tokens);
    lc_vec_done(&k->splits);
}

void lc_known_clear(lc_known *k)
{
    for (size_t i = 0; i < k->tokens.len; i++) {
        k->head[k->tokens.at[i]] = 0;
        k->any[k->tokens.at[i] / 64] = 0;
    }
    k->tokens.len = k->words.len = k->splits.len = 0;
}

void lc_known_add(lc_known *k, uint32_t token, uint32_t unit, lc_similarity similar)
{
    if (!k->head[token]) lc_vec_push(&k->tokens, token);
    lc_vec_push(&k->words, (lc_known_word){k->head[token], unit, similar});
    k->head[token] = (uint32_t)k->words.len;
    k->any[token / 64] |= UINT64_C(1) << token % 64;
}

lc_similarity lc_known_find(const lc_known *k, uint32_t token, size_t unit)
{
    for (uint32_t at = k->head[token]; at; at = k->words.at[at - 1].next)
        if (k->words.at[at - 1].unit == unit) return k->words.at[at - 1].similar;
    return (lc_similarity){0, LC_AGREE_NOT};
}

static int compare(const void *a, const void *b)
{
    const lc_known_split *x = a, *y = b;
    if (x->form != y->form) return x->form < y->form ? -1 : 1;
    if (x->unit != y->unit) return x->unit < y->unit ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

void lc_known_sort(lc_known *k)
{
    if (k->splits.len) qsort(k->splits.at, k->splits.len, sizeof *k->splits.at, compare);
}

const lc_known_split *lc_known_splits(const lc_known *k, uint32_t form, size_t *out_n)
{
    size_t lo = 0, hi = k->splits.len;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (k->splits.at[mid].form < form)
            lo = mid + 1;
        else
            hi = mid;
    }
    while (hi < k->splits.len && k->splits.at[hi].form == form) hi++;
    *out_n = hi - lo;
    return *out_n ? k->splits.at + lo : NULL;
}
