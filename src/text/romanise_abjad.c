/* Vowels for words that are written without: a table of common words, then the pattern. A word
 * takes a vowel after its first consonant, before its last, and wherever three consonants would
 * meet; after a written long a the vowel is i (the active participle: khalid, nasir). */
#include "text/romanise_abjad.h"

#include <unicode/utf8.h>

const lc_abjad_letter *lc_abjad_find(const lc_abjad *s, int32_t cp)
{
    size_t lo = 0, hi = s->n_letters;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (s->letters[mid].cp == cp) return &s->letters[mid];
        if (s->letters[mid].cp < cp)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

const char *lc_abjad_known(const lc_abjad *s, const int32_t *cp, size_t n, int form)
{
    char key[LC_ABJAD_MAX * U8_MAX_LENGTH + 1];
    size_t len = 0;
    if (n > LC_ABJAD_MAX) return NULL;
    for (size_t i = 0; i < n; i++) U8_APPEND_UNSAFE(key, len, cp[i]);
    key[len] = '\0';
    size_t lo = 0, hi = s->n_words;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = strcmp(s->words[mid].word, key);
        if (c == 0) return s->words[mid].latin[form];
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

typedef struct guess {
    const lc_abjad *s;
    const lc_abjad_letter *at[LC_ABJAD_MAX]; /* letters that can be read, in order */
    size_t n;
    int form;
} guess;

static bool is_consonant(const guess *g, size_t i)
{
    if (i >= g->n) return false;
    lc_abjad_kind kind = g->at[i]->kind;
    if (kind != LC_ABJAD_GLIDE) return kind != LC_ABJAD_LONG;
    return i == 0 || (i + 1 < g->n && g->at[i + 1]->kind == LC_ABJAD_LONG);
}

/* Must a vowel stand between consonant i and consonant i + 1? cluster: consonants since the last
 * vowel, i counted. */
static bool needs_vowel(const guess *g, size_t i, int cluster, bool long_before)
{
    if (!is_consonant(g, i + 1)) return false;
    bool at_start = cluster == 1 && (i == 0 || (i == 1 && g->at[0]->kind == LC_ABJAD_SILENT));
    bool closes = i + 2 < g->n && !is_consonant(g, i + 2); /* the next one opens a syllable */
    return at_start || cluster > 1 || (long_before && !closes) || i + 2 == g->n;
}

static const char *spelling(const guess *g, size_t i)
{
    const lc_abjad_letter *l = g->at[i];
    if (l->kind == LC_ABJAD_SILENT)
        return i == 0 && is_consonant(g, 1) ? g->s->filler[g->form] : "";
    return (is_consonant(g, i) ? l->as_consonant : l->as_vowel)[g->form];
}

static void put_guess(const guess *g, lc_buf *out)
{
    int cluster = 0;
    bool long_before = false;
    for (size_t i = 0; i < g->n; i++) {
        lc_buf_z(out, spelling(g, i));
        if (!is_consonant(g, i)) {
            cluster = 0;
            long_before = g->at[i]->kind == LC_ABJAD_LONG && i > 0;
            continue;
        }
        cluster++;
        bool voiced_start = i == 0 && g->at[i]->kind == LC_ABJAD_SILENT;
        if (!voiced_start && needs_vowel(g, i, cluster, long_before)) {
            lc_buf_z(out, (long_before ? g->s->after_long : g->s->filler)[g->form]);
            cluster = 0;
        }
        if (voiced_start) cluster = 0;
        long_before = false;
    }
}

bool lc_abjad_put(const lc_abjad *s, const int32_t *cp, size_t n, int form, lc_buf *out)
{
    const char *known = lc_abjad_known(s, cp, n, form);
    if (known) {
        lc_buf_z(out, known);
        return true;
    }
    guess g = {.s = s, .form = form};
    bool all = n <= LC_ABJAD_MAX;
    for (size_t i = 0; i < n && g.n < LC_ABJAD_MAX; i++) {
        const lc_abjad_letter *l = lc_abjad_find(s, cp[i]);
        if (l)
            g.at[g.n++] = l;
        else
            all = false;
    }
    put_guess(&g, out);
    return all;
}
