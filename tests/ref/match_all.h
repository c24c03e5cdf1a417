/* tests/ref/match_all.h: a search that shares the scorer with match/match.c and none of the rest:
 * no dictionary scan, no postings, no bounds, no floor. Every name of the index is scored, word by
 * word; the best of each entry version counts. */
#ifndef REF_MATCH_ALL_H
#define REF_MATCH_ALL_H

#include <stdlib.h>

#include "match/constants.h"
#include "match/curve.h"
#include "match/score.h"
#include "text/fold.h"
#include "text/parts.h"

typedef struct ref_hit {
    uint32_t version;
    int bp;
} ref_hit;

static inline int ref_order(const void *a, const void *b)
{
    const ref_hit *x = a, *y = b;
    if (x->bp != y->bp) return x->bp > y->bp ? -1 : 1;
    return x->version < y->version ? -1 : x->version > y->version;
}

static inline void ref_reading(const lc_ix_view *v, const lc_query *q, const lc_asked *asked,
                               bool organisation, bool whole, int *best)
{
    lc_scorer s;
    lc_arena *scratch = lc_arena_new();
    lc_scorer_init(&s, v);
    for (uint32_t f = 0; f < v->n_forms; f++) {
        float score = lc_score_form(&s, asked, f);
        lc_arena_reset(scratch);
        for (uint32_t k = 0; k < lc_ix_names_of(v, &v->forms[f]); k++) {
            const lc_ix_name *n = &v->names[v->forms[f].names + k];
            lc_party_type type = (lc_party_type)v->versions[n->version].type;
            float standing = lc_score_standing((lc_name_kind)n->kind, q->type, type, organisation);
            bool other = q->type != LC_TYPE_UNKNOWN && type != LC_TYPE_UNKNOWN && q->type != type;
            bool same =
                whole && lc_sv_eq(lc_fold(scratch, lc_ix_name_text(v, n)), asked->tokens.folded);
            float r = same ? 1.0F : score * (whole ? 1 : LC_PART_OF_NAME);
            int bp = same && !other ? LC_SCORE_SAME_BP : lc_score_curve(r * standing);
            if (bp > best[n->version]) best[n->version] = bp;
        }
    }
    lc_scorer_done(&s);
    lc_arena_free(scratch);
}

/* A legal form, or two words of organisations. */
static inline bool ref_organisation(const lc_tokens *t)
{
    size_t legal = 0, words = 0;
    for (size_t i = 0; i < t->n; i++) {
        legal += t->at[i].cls == LC_TOKEN_LEGAL;
        words += t->at[i].cls == LC_TOKEN_TRADE || t->at[i].cls == LC_TOKEN_GENERIC ||
                 t->at[i].cls == LC_TOKEN_TELLING;
    }
    return legal > 0 || words > 1;
}

/* Hits at or above threshold_bp, best first, ties by version; at most limit (0: all). */
static inline size_t ref_match_all(const lc_index *x, const lc_lexicon *lex, const lc_query *q,
                                   int threshold_bp, size_t limit, lc_arena *a, ref_hit **out)
{
    const lc_ix_view *v = lc_index_view(x);
    int *best = LC_NEW_N(a, int, v->n_versions + 1);
    ref_hit *hits = LC_NEW_N(a, ref_hit, v->n_versions + 1);
    lc_sv texts[1 + LC_NAME_PARTS] = {q->name};
    size_t n = 0, n_texts = 1 + lc_name_parts(a, q->name, texts + 1);
    bool organisation = false, person = q->type == LC_TYPE_PERSON;
    for (size_t i = 0; i < n_texts; i++) {
        lc_asked asked;
        if (lc_asked_of(v, lex, a, texts[i], person, &asked, NULL)) continue;
        if (i == 0) organisation = ref_organisation(&asked.tokens);
        ref_reading(v, q, &asked, organisation, i == 0, best);
        if (q->type != LC_TYPE_UNKNOWN) continue;
        lc_asked_of(v, lex, a, texts[i], true, &asked, NULL);
        ref_reading(v, q, &asked, organisation, i == 0, best);
    }
    for (uint32_t i = 0; i < v->n_versions; i++)
        if (best[i] >= threshold_bp && best[i] > 0) hits[n++] = (ref_hit){i, best[i]};
    qsort(hits, n, sizeof *hits, ref_order);
    *out = hits;
    return limit && limit < n ? limit : n;
}

#endif
