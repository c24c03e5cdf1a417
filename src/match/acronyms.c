#include "match/acronyms.h"

#include <stdlib.h>

#include "base/arena.h"
#include "index/weight.h"

enum { LEAST_WORDS = 3 }; /* an acronym has three letters at least, and one for each word */

/* The words of a form that give letters, as whole.c takes them. */
typedef struct shape {
    size_t words;
    lc_sv first_word;
    char letters[LC_ACRONYM_BYTES];
} shape;

static shape shape_of(const lc_ix_view *v, const lc_ix_form *f)
{
    shape s = {0};
    for (uint32_t i = 0; i < f->n_tokens; i++) {
        const lc_ix_token *t = &v->tokens[v->form_tokens[f->tokens + i] & ~LC_IX_CORE];
        if (!lc_class_is_name((lc_token_class)t->cls) || !t->text_bytes) continue;
        lc_sv text = lc_ix_text_of(v, t);
        if (s.words == 0) s.first_word = text;
        if (s.words < LC_ACRONYM_BYTES) s.letters[s.words] = text.data[0];
        s.words++;
    }
    return s;
}

static bool is_word(const shape *s)
{
    return s->words == 1 && s->first_word.len > 1 && s->first_word.len <= LC_ACRONYM_BYTES;
}

static bool is_name(const shape *s)
{
    return s->words >= LEAST_WORDS && s->words <= LC_ACRONYM_BYTES;
}

static uint32_t two_letters(char a, char b)
{
    return lc_ix_letter_number(a) * LC_IX_LETTERS + lc_ix_letter_number(b);
}

static lc_acronym acronym(uint32_t form, const char *text, size_t n)
{
    lc_acronym a = {.form = form, .bytes = (uint8_t)n};
    memcpy(a.text, text, n);
    return a;
}

static void sum_up(uint32_t *starts, size_t n)
{
    for (size_t i = 1; i <= n; i++) starts[i] += starts[i - 1];
}

/* Counts first, with next NULL; then puts everything in its place. */
static void each_form(lc_acronyms *x, const lc_ix_view *v, uint32_t *next_word, uint32_t *next_name)
{
    for (uint32_t f = 0; f < v->n_forms; f++) {
        shape s = shape_of(v, &v->forms[f]);
        lc_sv w = s.first_word;
        if (is_word(&s)) {
            uint32_t key = two_letters(w.data[0], w.data[1]);
            if (next_word)
                x->words[next_word[key]++] = acronym(f, w.data, w.len);
            else
                x->word_starts[key + 1]++;
        } else if (is_name(&s)) {
            uint32_t key = lc_ix_letter_number(w.data[0]);
            if (next_name)
                x->names[next_name[key]++] = acronym(f, s.letters, s.words);
            else
                x->name_starts[key + 1]++;
        }
    }
}

void lc_acronyms_init(lc_acronyms *x, const lc_ix_view *v)
{
    enum { WORD_KEYS = LC_IX_LETTERS * LC_IX_LETTERS };
    uint32_t next_word[WORD_KEYS + 1], next_name[LC_IX_LETTERS + 1];
    *x = (lc_acronyms){0};
    each_form(x, v, NULL, NULL);
    sum_up(x->word_starts, WORD_KEYS);
    sum_up(x->name_starts, LC_IX_LETTERS);
    x->words = lc_xmalloc(sizeof *x->words * (x->word_starts[WORD_KEYS] + 1U));
    x->names = lc_xmalloc(sizeof *x->names * (x->name_starts[LC_IX_LETTERS] + 1U));
    memcpy(next_word, x->word_starts, sizeof next_word);
    memcpy(next_name, x->name_starts, sizeof next_name);
    each_form(x, v, next_word, next_name);
}

void lc_acronyms_done(lc_acronyms *x)
{
    free(x->words);
    free(x->names);
}

/* Does each of the letters stand in the acronym, in order? */
static bool in_order(const char *letters, size_t n, const char *acronym, size_t bytes)
{
    size_t at = 0;
    for (size_t i = 0; i < n; i++, at++) {
        while (at < bytes && acronym[at] != letters[i]) at++;
        if (at == bytes) return false;
    }
    return true;
}

static size_t words_between(const lc_acronyms *x, uint32_t key, const char *letters, size_t n,
                            uint32_t *out)
{
    size_t found = 0;
    for (uint32_t k = x->word_starts[key]; k < x->word_starts[key + 1]; k++)
        if (in_order(letters, n, x->words[k].text, x->words[k].bytes))
            out[found++] = x->words[k].form;
    return found;
}

/* Its second letter is the second of the first word, or the first of the second. */
static size_t find_words(const lc_acronyms *x, const lc_asked *q, uint32_t *out)
{
    char letters[LC_ACRONYM_BYTES];
    size_t n = q->n_acronym_words;
    lc_sv first = q->acronym_words[0];
    if (n > LC_ACRONYM_BYTES) return 0;
    for (size_t i = 0; i < n; i++) letters[i] = q->acronym_words[i].data[0];
    uint32_t next = two_letters(letters[0], letters[1]);
    uint32_t own = first.len > 1 ? two_letters(letters[0], first.data[1]) : next;
    size_t found = words_between(x, next, letters, n, out);
    return own == next ? found : found + words_between(x, own, letters, n, out + found);
}

size_t lc_acronyms_find(const lc_acronyms *x, const lc_asked *q, uint32_t *out)
{
    size_t found = 0;
    if (!q->n_acronym_words) return 0;
    if (q->n_acronym_words > 1) return find_words(x, q, out);
    lc_sv word = q->acronym_words[0];
    uint32_t key = lc_ix_letter_number(word.data[0]);
    for (uint32_t k = x->name_starts[key]; k < x->name_starts[key + 1]; k++)
        if (in_order(x->names[k].text, x->names[k].bytes, word.data, word.len))
            out[found++] = x->names[k].form;
    return found;
}
