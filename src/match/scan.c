#include "match/scan.h"

void lc_scan_init(lc_scan *s, const lc_ix_view *v)
{
    *s = (lc_scan){.view = v};
    uint32_t at = 0;
    for (size_t len = 0; len <= LC_SOUND_MAX + 1; len++) {
        while (at < v->n_tokens && v->tokens[at].sound_bytes < len) at++;
        s->starts[len] = at;
    }
    s->seen = calloc((size_t)v->n_tokens + 1, sizeof *s->seen);
    if (!s->seen) abort(); /* no memory: no answer */
    s->memory = lc_map_new();
    s->remembering = lc_arena_new();
}

void lc_scan_done(lc_scan *s)
{
    free(s->seen);
    lc_vec_done(&s->found);
    lc_vec_done(&s->remembered);
    lc_map_free(s->memory);
    lc_arena_free(s->remembering);
}

static void look(lc_scan *s, const lc_asked_word *q, uint32_t token)
{
    if (s->seen[token] == s->round) return;
    s->seen[token] = s->round;
    lc_similarity x = lc_word_similarity(s->view, q, &s->view->tokens[token]);
    if (x.s > 0) lc_vec_push(&s->found, (lc_neighbour){token, x});
}

/* Two sounds at distance d differ in at most 2 d letters of their bags. */
static void by_sound(lc_scan *s, const lc_asked_word *q, const lc_asked_spelling *spell)
{
    size_t len = spell->sound.len;
    for (size_t n = 0; n <= LC_SOUND_MAX; n++) {
        size_t gap = n > len ? n - len : len - n;
        int edits = lc_sound_edits(n > len ? n : len);
        if (gap > (size_t)edits) continue;
        const uint64_t *bags = s->view->bags;
        for (uint32_t t = s->starts[n]; t < s->starts[n + 1]; t++)
            if (__builtin_popcountll(bags[t] ^ spell->bag) <= 2 * edits) look(s, q, t);
    }
}

static void by_link(lc_scan *s, const lc_asked_word *q, const lc_ix_link *links, uint32_t n,
                    uint64_t key)
{
    size_t first, found = lc_ix_find(links, n, key, &first);
    for (size_t i = first; i < first + found; i++) look(s, q, links[i].to);
}

static int compare(const void *a, const void *b)
{
    const lc_neighbour *x = a, *y = b;
    if (x->similar.s != y->similar.s) return x->similar.s > y->similar.s ? -1 : 1;
    return x->token < y->token ? -1 : x->token > y->token;
}

static void next_round(lc_scan *s)
{
    if (++s->round == 0) { /* after 2^32 rounds the marks mean nothing any more */
        memset(s->seen, 0, sizeof *s->seen * s->view->n_tokens);
        s->round = 1;
    }
    s->found.len = 0;
}

static void look_for(lc_scan *s, const lc_asked_word *q)
{
    const lc_ix_view *v = s->view;
    next_round(s);
    for (size_t k = 0; k < q->n_spell; k++) {
        const lc_asked_spelling *spell = &q->spell[k];
        by_sound(s, q, spell);
        if (spell->skeleton) by_link(s, q, v->skeletons, v->n_skeletons, spell->skeleton);
    }
    for (size_t i = 0; i < q->token->n_meanings; i++)
        by_link(s, q, v->concepts, v->n_concepts, q->token->meanings[i].concept);
    if (q->token->number >= 0)
        by_link(s, q, v->concepts, v->n_concepts, lc_ix_number_key(q->token->number));
    if (q->last || q->token->cls == LC_TOKEN_LEGAL)
        for (uint32_t t = 0; t < v->n_tokens; t++)
            if (q->last || v->tokens[t].cls == LC_TOKEN_LEGAL) look(s, q, t);
    if (s->found.len) qsort(s->found.at, s->found.len, sizeof *s->found.at, compare);
}

/* All that lc_word_similarity looks at follows from the word as written, its class and spellings.
 */
static lc_sv key_of(const lc_asked_word *q, char *out, size_t cap)
{
    size_t n = 0;
    out[n++] = (char)('a' + q->token->cls);
    out[n++] = (char)('0' + q->last + 2 * q->person);
    for (size_t k = 0; k <= q->n_spell; k++) {
        lc_sv part = k < q->n_spell ? q->spell[k].text : q->token->written;
        if (part.len + n + 1 > cap) return LC_SV_NONE;
        if (part.len) memcpy(out + n, part.data, part.len);
        n += part.len;
        out[n++] = ' ';
    }
    return lc_sv_make(out, n);
}

static void forget(lc_scan *s)
{
    lc_map_free(s->memory);
    s->memory = lc_map_new();
    lc_arena_reset(s->remembering);
    s->remembered.len = s->remembered_neighbours = 0;
}

lc_remembered lc_scan_word(lc_scan *s, const lc_asked_word *q)
{
    char text[512];
    lc_sv key = key_of(q, text, sizeof text);
    uint32_t *known = key.len ? lc_map_get(s->memory, key) : NULL;
    if (known) return s->remembered.at[*known];
    look_for(s, q);
    lc_remembered now = {s->found.at, s->found.len};
    if (!key.len) return now;
    if (s->remembered_neighbours + now.n > LC_SCAN_MOST_REMEMBERED) forget(s);
    lc_neighbour *copy = LC_NEW_N(s->remembering, lc_neighbour, now.n);
    if (now.n) memcpy(copy, now.at, now.n * sizeof *copy);
    *lc_map_put(s->memory, lc_arena_sv(s->remembering, key), NULL) = (uint32_t)s->remembered.len;
    lc_vec_push(&s->remembered, (lc_remembered){copy, now.n});
    s->remembered_neighbours += now.n + 8;
    return (lc_remembered){copy, now.n};
}
