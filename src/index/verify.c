/* Everything in an index that follows from its words, made anew. */
#include "index/format.h"
#include "index/look.h"
#include "index/weight.h"
#include "text/distance.h"
#include "text/fold.h"

static bool has_link(const lc_ix_link *links, uint32_t n, uint32_t key, uint32_t to)
{
    size_t first, found = lc_ix_find(links, n, key, &first);
    for (size_t i = first; i < first + found; i++)
        if (links[i].to == to) return true;
    return false;
}

/* ---- words ---- */

static bool linked(const lc_ix_view *v, uint32_t i, uint64_t *links)
{
    const lc_ix_token *t = &v->tokens[i];
    bool ok = !t->skeleton || has_link(v->skeletons, v->n_skeletons, t->skeleton, i);
    *links += t->skeleton != 0;
    for (uint32_t k = 0; k < t->n_meanings && ok; k++)
        ok = has_link(v->concepts, v->n_concepts, v->meanings[t->meanings + k].concept, i);
    if (t->number >= 0 && ok)
        ok = has_link(v->concepts, v->n_concepts, lc_ix_number_key(t->number), i);
    return ok;
}

/* The bits of the block of bag i, of n, are those of its bags. */
static bool block_fits(const lc_ix_block *blocks, const uint32_t *bags, uint32_t n, uint32_t i)
{
    uint32_t first = i - i % LC_IX_BLOCK, all = ~UINT32_C(0), any = 0;
    for (uint32_t k = first; k < n && k < first + LC_IX_BLOCK; k++) {
        all &= bags[k];
        any |= bags[k];
    }
    return blocks[i / LC_IX_BLOCK].all == all && blocks[i / LC_IX_BLOCK].any == any;
}

/* Words stand in the order of their bags, then of their sounds. */
static bool in_order(const lc_ix_view *v, uint32_t i)
{
    if (!block_fits(v->blocks, v->bags, v->n_tokens, i)) return false;
    if (i == 0 || v->tokens[i - 1].sound_bytes != v->tokens[i].sound_bytes) return true;
    uint32_t before = lc_ix_rank(v->bags[i - 1]), here = lc_ix_rank(v->bags[i]);
    return before < here || (before == here && lc_sv_cmp(lc_ix_sound_of(v, &v->tokens[i - 1]),
                                                         lc_ix_sound_of(v, &v->tokens[i])) <= 0);
}

static const char *words(const lc_ix_view *v)
{
    uint64_t links = 0;
    for (uint32_t i = 0; i < v->n_tokens; i++) {
        const lc_ix_token *t = &v->tokens[i];
        char sound[LC_SOUND_MAX];
        lc_sv text = lc_ix_text_of(v, t), made = lc_sv_make(sound, lc_sound(text, sound));
        if (!lc_sv_eq(made, lc_ix_sound_of(v, t))) return "a word has another sound";
        if (lc_sound_bag(made) != v->bags[i]) return "a word has other letters";
        if (!in_order(v, i)) return "words are not in the order of their sounds";
        if (lc_skeleton_key(made) != t->skeleton) return "a word has other consonants";
        if (!linked(v, i, &links)) return "a word cannot be found by what it means";
        if (i && lc_sv_cmp(lc_ix_text_of(v, &v->tokens[v->by_text[i - 1]]),
                           lc_ix_text_of(v, &v->tokens[v->by_text[i]])) > 0)
            return "words are not in the order of the alphabet";
    }
    return links == v->n_skeletons ? NULL : "there are links of no word";
}

/* ---- names ---- */

static bool has_posting(const lc_ix_view *v, const lc_ix_token *t, uint32_t form)
{
    uint32_t lo = 0, hi = t->n_postings;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2, at = v->postings[t->postings + mid];
        if (at == form) return true;
        if (at < form)
            lo = mid + 1;
        else
            hi = mid;
    }
    return false;
}

static bool pair_linked(const lc_ix_view *v, uint32_t form, const uint32_t *tokens)
{
    const lc_ix_token *a = &v->tokens[tokens[0] & ~LC_IX_CORE],
                      *b = &v->tokens[tokens[1] & ~LC_IX_CORE];
    lc_ix_joiner j = {.len = 0};
    char sound[LC_SOUND_MAX];
    if (a->cls == LC_TOKEN_LEGAL || b->cls == LC_TOKEN_LEGAL ||
        (size_t)a->text_bytes + b->text_bytes > LC_SOUND_MAX)
        return true;
    lc_ix_join(&j, lc_ix_text_of(v, a));
    lc_ix_join(&j, lc_ix_text_of(v, b));
    lc_sv made = lc_sv_make(sound, lc_sound(lc_sv_make(j.text, j.len), sound));
    return has_link(v->pairs, v->n_pairs, lc_ix_key(made), form);
}

static const char *words_of(const lc_ix_view *v, uint32_t form, uint64_t *core)
{
    const lc_ix_form *f = &v->forms[form];
    const uint32_t *tokens = v->form_tokens + f->tokens;
    double weight = 0;
    uint32_t letters = 0;
    for (uint32_t k = 0; k < f->n_tokens; k++) {
        const lc_ix_token *t = &v->tokens[tokens[k] & ~LC_IX_CORE];
        bool again = false;
        weight += (double)t->weight;
        if (t->text_bytes && lc_class_is_name((lc_token_class)t->cls))
            letters |= lc_ix_letter(lc_ix_text_of(v, t).data[0]);
        if (tokens[k] & LC_IX_CORE) {
            if (!has_posting(v, t, form)) return "a name does not stand with its word";
            for (uint32_t i = 0; i < k; i++) again |= tokens[i] == tokens[k];
            *core += !again;
        }
        if (k + 1 < f->n_tokens && !pair_linked(v, form, tokens + k))
            return "a name does not stand with two words in one";
    }
    if ((float)weight != f->weight) return "a name has another weight";
    return letters == f->first_letters ? NULL : "a name has other first letters";
}

/* Joined name i of the names behind the one before, of as many letters: by bag, then number. */
static bool stands_behind(const lc_ix_view *v, uint32_t i)
{
    uint32_t before = lc_ix_rank(v->joined_bags[i - 1]), here = lc_ix_rank(v->joined_bags[i]);
    if (v->forms[v->joined[i - 1]].joined_bytes != v->forms[v->joined[i]].joined_bytes) return true;
    return before < here || (before == here && v->joined[i - 1] < v->joined[i]);
}

static const char *names(const lc_ix_view *v)
{
    uint64_t core = 0;
    for (uint32_t i = 0; i < v->n_forms; i++) {
        char sound[LC_SOUND_MAX];
        uint32_t form = v->joined[i];
        const char *what = words_of(v, i, &core);
        if (what) return what;
        lc_sv joined = lc_ix_joined_sound(v, &v->forms[form], sound);
        if (joined.len != v->forms[form].joined_bytes || lc_sound_bag(joined) != v->joined_bags[i])
            return "a name has another sound";
        if (!block_fits(v->joined_blocks, v->joined_bags, v->n_forms, i) ||
            (i && !stands_behind(v, i)))
            return "a name stands twice, or in the wrong place";
    }
    return core == v->n_postings ? NULL : "words stand with names that do not have them";
}

/* Each form stands where its words put it: as many as stand there at all, and every one found. */
static const char *acronyms(const lc_ix_view *v)
{
    uint64_t known = 0;
    for (uint32_t i = 0; i < v->n_forms; i++) {
        lc_ix_shape s = lc_ix_shape_of(v, &v->forms[i]);
        known += lc_ix_acronym_key(&s) < LC_IX_ACRONYM_KEYS;
    }
    for (uint32_t key = 0; key < LC_IX_ACRONYM_KEYS; key++)
        for (uint32_t i = v->acronym_starts[key]; i < v->acronym_starts[key + 1]; i++) {
            lc_ix_shape s = lc_ix_shape_of(v, &v->forms[v->acronyms[i]]);
            bool twice = i > v->acronym_starts[key] && v->acronyms[i - 1] >= v->acronyms[i];
            if (lc_ix_acronym_key(&s) != key || twice) return "an acronym is in the wrong place";
        }
    return known == v->n_acronyms ? NULL : "acronyms are missing";
}

static const char *listed(const lc_ix_view *v)
{
    lc_arena *a = lc_arena_new();
    const char *what = NULL;
    for (uint32_t i = 0; i < v->n_names && !what; i++) {
        lc_arena_reset(a);
        lc_sv folded = lc_fold(a, lc_ix_name_text(v, &v->names[i]));
        if (!has_link(v->folded, v->n_folded, lc_ix_key(folded), i))
            what = "a name cannot be found as it is listed";
    }
    lc_arena_free(a);
    return what;
}

const char *lc_index_verify(const lc_index *x)
{
    const lc_ix_view *v = lc_index_view(x);
    const char *what = words(v);
    if (!what) what = names(v);
    if (!what) what = acronyms(v);
    if (!what) what = listed(v);
    return what;
}
