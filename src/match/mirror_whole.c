/* Customers whose name is like a listed one as a whole: without word borders, or as an acronym. */
#include "index/weight.h"
#include "match/constants.h"
#include "match/mirror_in.h"

enum { MOST_ACRONYM_WORDS = 200 };

/* lc_score_joined gives at most LC_JOINED_BEST * (1 - LC_JOINED_EDIT * d / longer). */
static size_t joined_edits(const lc_mirror_search *s, size_t longer)
{
    float part = (1.0F - s->least / LC_JOINED_BEST) / LC_JOINED_EDIT;
    return part < 0 ? 0 : (size_t)(part * (float)longer + 0.01F);
}

static void by_joined(lc_mirror_search *s, uint32_t form, uint8_t *marked)
{
    const lc_ix_form *f = &s->view->forms[form];
    lc_pattern p;
    if (s->least > LC_JOINED_BEST) return;
    char sound[LC_SOUND_MAX];
    lc_sv joined = lc_ix_joined_sound(s->view, f, sound);
    uint64_t bag = lc_letter_bag(joined);
    lc_pattern_init(&p, joined);
    for (size_t n = 1; n <= LC_SOUND_MAX; n++) {
        size_t longer = n > f->joined_bytes ? n : f->joined_bytes;
        size_t gap = 2 * longer - n - f->joined_bytes, edits = joined_edits(s, longer);
        if (gap > edits) continue;
        size_t first, many = lc_mirror_links_of(&s->m->joined, n, &first);
        for (size_t i = first; i < first + many; i++) {
            uint32_t r = s->m->joined.at[i].to;
            if ((size_t)__builtin_popcountll(s->m->joined_bags[i] ^ bag) <= 2 * edits &&
                (size_t)lc_osa(&p, s->m->readings.at[r].joined) <= edits)
                lc_mirror_try(s, r, form, marked);
        }
    }
}

/* The words of a reading an acronym is made of, as asked.c has them. */
static void acronym_words(const lc_mirror *m, uint32_t reading, lc_sv out[MOST_ACRONYM_WORDS],
                          lc_asked *asked)
{
    *asked = (lc_asked){.acronym_words = out};
    for (uint32_t i = 0; i < m->readings.at[reading].n_words; i++) {
        const lc_token *t = &lc_mirror_word_at(m, reading, i)->token;
        if (lc_class_is_name(t->cls) && asked->n_acronym_words < MOST_ACRONYM_WORDS)
            out[asked->n_acronym_words++] = t->text[0];
    }
}

/* Letters of all words of a form. */
static uint32_t letters_of(const lc_ix_view *v, const lc_ix_form *f)
{
    uint32_t letters = 0;
    for (uint32_t i = 0; i < f->n_tokens; i++) {
        lc_sv t = lc_ix_text_of(v, &v->tokens[v->form_tokens[f->tokens + i] & ~LC_IX_CORE]);
        for (size_t k = 0; k < t.len; k++) letters |= lc_ix_letter(t.data[k]);
    }
    return letters;
}

/* No word of the name it stands for begins with a letter an acronym lacks. */
static void by_acronym(lc_mirror_search *s, bool single, uint32_t letter, uint32_t form,
                       uint8_t *marked)
{
    const lc_ix_form *f = &s->view->forms[form];
    const lc_mirror_links *l = single ? &s->m->single : &s->m->several;
    uint32_t letters = single ? 0 : letters_of(s->view, f);
    size_t first, n = lc_mirror_links_of(l, letter, &first);
    for (size_t i = first; i < first + n; i++) {
        const lc_mirror_reading *r = &s->m->readings.at[l->at[i].to];
        lc_sv words[MOST_ACRONYM_WORDS];
        lc_asked q;
        if (single ? f->first_letters & ~r->letters : r->letters & ~letters) continue;
        acronym_words(s->m, l->at[i].to, words, &q);
        if (lc_acronym_possible(&q, f) && lc_score_acronym(&q, s->view, f) >= s->least)
            lc_mirror_mark(s, l->at[i].to, marked);
    }
}

static float best_acronym(void)
{
    float best = LC_ACRONYM_LONG > LC_ACRONYM_SHORT ? LC_ACRONYM_LONG : LC_ACRONYM_SHORT;
    return best > LC_ACRONYM_PARTS ? best : LC_ACRONYM_PARTS;
}

static void by_acronyms(lc_mirror_search *s, uint32_t form, uint8_t *marked)
{
    uint32_t letters = s->view->forms[form].first_letters;
    bool one = letters && !(letters & (letters - 1));
    if (s->least > best_acronym()) return;
    for (uint32_t k = 0; k < 27; k++)
        if (letters >> k & 1) by_acronym(s, true, k, form, marked);
    if (one) by_acronym(s, false, (uint32_t)__builtin_ctz(letters), form, marked);
}

void lc_mirror_whole(lc_mirror_search *s, uint32_t form, uint8_t *marked)
{
    by_joined(s, form, marked);
    by_acronyms(s, form, marked);
}
