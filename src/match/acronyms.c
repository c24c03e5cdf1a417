#include "match/acronyms.h"

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

static size_t words_between(const lc_ix_view *v, uint32_t key, const char *letters, size_t n,
                            uint32_t *out)
{
    size_t found = 0;
    for (uint32_t k = v->acronym_starts[key]; k < v->acronym_starts[key + 1]; k++) {
        lc_ix_shape s = lc_ix_shape_of(v, &v->forms[v->acronyms[k]]);
        if (in_order(letters, n, s.first_word.data, s.first_word.len))
            out[found++] = v->acronyms[k];
    }
    return found;
}

/* Its second letter is the second of the first word, or the first of the second. */
static size_t find_words(const lc_ix_view *v, const lc_asked *q, uint32_t *out)
{
    char letters[LC_IX_ACRONYM_BYTES];
    size_t n = q->n_acronym_words;
    lc_sv first = q->acronym_words[0];
    if (n > LC_IX_ACRONYM_BYTES) return 0;
    for (size_t i = 0; i < n; i++) letters[i] = q->acronym_words[i].data[0];
    uint32_t next = lc_ix_two_letters(letters[0], letters[1]);
    uint32_t own = first.len > 1 ? lc_ix_two_letters(letters[0], first.data[1]) : next;
    size_t found = words_between(v, next, letters, n, out);
    return own == next ? found : found + words_between(v, own, letters, n, out + found);
}

/* No word of the name begins with a letter the acronym lacks, and they stand in order. */
static size_t find_names(const lc_ix_view *v, lc_sv acronym, uint32_t *out)
{
    uint32_t key = LC_IX_ACRONYM_NAMES + lc_ix_letter_number(acronym.data[0]), letters = 0;
    size_t found = 0;
    for (size_t i = 0; i < acronym.len; i++) letters |= lc_ix_letter(acronym.data[i]);
    for (uint32_t k = v->acronym_starts[key]; k < v->acronym_starts[key + 1]; k++) {
        const lc_ix_form *f = &v->forms[v->acronyms[k]];
        if (f->first_letters & ~letters) continue;
        lc_ix_shape s = lc_ix_shape_of(v, f);
        if (in_order(s.letters, s.words, acronym.data, acronym.len)) out[found++] = v->acronyms[k];
    }
    return found;
}

size_t lc_acronyms_find(const lc_ix_view *v, const lc_asked *q, uint32_t *out)
{
    if (!q->n_acronym_words) return 0;
    return q->n_acronym_words > 1 ? find_words(v, q, out) : find_names(v, q->acronym_words[0], out);
}
