/* Customers whose name is like a listed one as a whole: without word borders, or as an acronym. */
#include "index/weight.h"
#include "match/constants.h"
#include "match/mirror_in.h"

static void by_joined(lc_mirror_search *s, uint32_t form, uint8_t *marked)
{
    const lc_mi_view *m = s->m;
    const lc_ix_form *f = &s->view->forms[form];
    char sound[LC_SOUND_MAX];
    lc_sv joined = lc_ix_joined_sound(s->view, f, sound);
    lc_pattern p;
    size_t len = joined.len, from, to;
    lc_score_joined_range(len, &from, &to);
    lc_pattern_init(&p, joined);
    for (size_t n = from; n <= to; n++) {
        int more = (int)n - (int)len, edits = lc_reach_joined_edits(n > len ? n : len, s->least);
        if (more > edits || -more > edits) continue;
        size_t near = s->sweep->bags(m->joined_bags, m->joined_starts[n], m->joined_starts[n + 1],
                                     lc_sound_bag(joined), more > 0 ? edits - more : edits,
                                     more < 0 ? edits + more : edits, s->whole);
        for (size_t i = 0; i < near; i++) {
            const lc_mi_reading *r = &m->readings[m->joined[s->whole[i]]];
            lc_sv asked = lc_sv_make(m->strings.data + r->joined, r->joined_bytes);
            if (lc_osa(&p, asked) <= edits) lc_mirror_try(s, m->joined[s->whole[i]], form, marked);
        }
    }
}

/* The words of a reading an acronym is made of, as asked.c has them. */
static void acronym_words(const lc_mi_view *m, const lc_mi_reading *r, lc_sv out[LC_TOKENS_MAX],
                          lc_asked *asked)
{
    *asked = (lc_asked){.acronym_words = out};
    for (uint32_t i = 0; i < r->n_words; i++) {
        const lc_mi_word *w = &m->words[m->reading_words[r->words + i] & ~LC_IX_CORE];
        if (lc_class_is_name((lc_token_class)w->cls))
            out[asked->n_acronym_words++] = lc_mi_text(m, &m->spells[w->spell[0]]);
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
    const lc_mi_view *m = s->m;
    const lc_ix_form *f = &s->view->forms[form];
    uint32_t letters = single ? 0 : letters_of(s->view, f);
    uint32_t key = single ? letter : LC_IX_LETTERS + letter;
    for (uint32_t i = m->acronym_starts[key]; i < m->acronym_starts[key + 1]; i++) {
        const lc_mi_reading *r = &m->readings[m->acronyms[i]];
        lc_sv words[LC_TOKENS_MAX];
        lc_asked q;
        if (single ? f->first_letters & ~r->letters : r->letters & ~letters) continue;
        acronym_words(m, r, words, &q);
        if (lc_acronym_possible(&q, f) && lc_score_acronym(&q, s->view, f) >= s->least)
            lc_mirror_mark(s, m->acronyms[i], marked);
    }
}

static void by_acronyms(lc_mirror_search *s, uint32_t form, uint8_t *marked)
{
    uint32_t letters = s->view->forms[form].first_letters;
    bool one = letters && !(letters & (letters - 1));
    if (!lc_reach_acronym(s->least)) return;
    for (uint32_t k = 0; k < LC_IX_LETTERS; k++)
        if (letters >> k & 1) by_acronym(s, true, k, form, marked);
    if (one) by_acronym(s, false, (uint32_t)__builtin_ctz(letters), form, marked);
}

void lc_mirror_whole(lc_mirror_search *s, uint32_t form, uint8_t *marked)
{
    by_joined(s, form, marked);
    by_acronyms(s, form, marked);
}
