/* What the forms of a name mean. */
#include "text/tokens_part.h"
#include "text/word_forms.h"

/* ---- what a form is here ---- */

static bool legal_here(const lc_tokenising *w, const lc_sense *s, size_t i, size_t n)
{
    if (s->file != LC_SENSE_LEGAL || w->person) return false;
    if (s->kind == LC_KIND_START) return i == 0 && w->words.len > n;
    if (s->kind == LC_KIND_ANYWHERE) return true;
    bool at_end = i + n == w->words.len, two_letters = n == 1 && w->words.at[i].len < 3;
    return i > 0 && w->legal_tail[i + n] && (at_end || !two_letters);
}

static bool title_class(const lc_sense *s, lc_token_class *out)
{
    if (s->file != LC_SENSE_TITLE) return false;
    *out = LC_TOKEN_TITLE;
    if (s->kind == LC_KIND_PARTICLE || s->kind == LC_KIND_FILIATION || s->kind == LC_KIND_SAINT)
        *out = LC_TOKEN_PARTICLE;
    if (s->kind == LC_KIND_KUNYA) *out = LC_TOKEN_KUNYA;
    return true;
}

static bool org_class(const lc_sense *s, lc_token_class *out)
{
    static const lc_token_class by_weight[] = {LC_TOKEN_GENERIC, LC_TOKEN_TRADE, LC_TOKEN_TELLING,
                                               LC_TOKEN_WORD};
    if (s->file == LC_SENSE_ABBREVIATION)
        *out = LC_TOKEN_TRADE;
    else if (s->file == LC_SENSE_ORG)
        *out = by_weight[s->weight];
    else
        return false;
    return true;
}

/* Which of two readings of a form counts: the one that says less, except that in an organisation
 * "general" is a word, not a rank. */
static int preference(const lc_tokenising *w, lc_token_class c)
{
    switch (c) {
    case LC_TOKEN_LEGAL: return 9;
    case LC_TOKEN_NUMBER: return 8;
    case LC_TOKEN_PARTICLE: return 7;
    case LC_TOKEN_KUNYA: return 6;
    case LC_TOKEN_TITLE: return w->person ? 5 : 1;
    case LC_TOKEN_GENERIC:
    case LC_TOKEN_TRADE: return 4;
    case LC_TOKEN_TELLING: return 3;
    case LC_TOKEN_PLACE: return 2;
    case LC_TOKEN_WORD:
    case LC_TOKEN_PATRONYMIC:
    case LC_TOKEN_INITIAL: break;
    }
    return 0;
}

/* Tun, U, Ko stand before names; between them they are names. */
static bool is_name_here(const lc_tokenising *w, const lc_sense *s, size_t i)
{
    static const char *const anywhere[] = {"dr",  "mr",  "mrs", "ms", "eng",
                                           "ing", "haj", "rev", "sir"};
    lc_sv word = w->words.at[i];
    if (s->kind != LC_KIND_TITLE || !w->person || i == 0 || word.len > 3 || (word.data[0] & 0x80))
        return false;
    for (size_t k = 0; k < sizeof anywhere / sizeof *anywhere; k++)
        if (lc_sv_is(word, anywhere[k])) return false;
    return w->out->n > 0 && w->out->at[w->out->n - 1].cls != LC_TOKEN_TITLE;
}

static bool sense_class(const lc_tokenising *w, const lc_sense *s, size_t i, size_t n,
                        lc_token_class *out)
{
    if (legal_here(w, s, i, n)) {
        *out = LC_TOKEN_LEGAL;
        return true;
    }
    if (title_class(s, out)) return !(n == 1 && is_name_here(w, s, i));
    if (w->person) return false;
    if (s->file == LC_SENSE_PLACE) {
        *out = LC_TOKEN_PLACE;
        return true;
    }
    if (s->file == LC_SENSE_NUMBER && s->kind != LC_KIND_SIGN) {
        *out = LC_TOKEN_WORD; /* "premier" is a word first; its value helps to find digits */
        return true;
    }
    return org_class(s, out);
}

void lc_token_take_sense(lc_token *t, const lc_sense *s, bool legal)
{
    if (s->file == LC_SENSE_BACKGROUND) {
        if (s->weight > t->common) t->common = (int8_t)s->weight;
        return;
    }
    if (s->file == LC_SENSE_NUMBER || (s->file == LC_SENSE_LEGAL && !legal)) return;
    for (size_t k = 0; k < t->n_meanings; k++)
        if (t->meanings[k].concept == s->concept) return;
    if (t->n_meanings < LC_TOKEN_CONCEPTS)
        t->meanings[t->n_meanings++] = (lc_meaning){s->concept, s->group, s->kind};
}

static bool is_org(const lc_sense *s)
{
    return s->file == LC_SENSE_ORG || s->file == LC_SENSE_ABBREVIATION;
}

/* More than of which field a word is. */
static bool says_more(const lc_sense *s)
{
    for (; s; s = s->next)
        if ((is_org(s) && s->kind != LC_KIND_LOOSE) || s->file == LC_SENSE_LEGAL ||
            s->file == LC_SENSE_PLACE || s->file == LC_SENSE_TITLE)
            return true;
    return false;
}

static bool take_class(const lc_tokenising *w, const lc_sense *s, size_t i, size_t n, lc_token *t)
{
    bool any = false;
    for (; s; s = s->next) {
        lc_token_class c;
        if (!sense_class(w, s, i, n, &c)) continue;
        if (!any || preference(w, c) > preference(w, t->cls)) t->cls = c;
        if (s->file == LC_SENSE_NUMBER) t->number = s->weight;
        any = true;
    }
    return any;
}

static void take_meanings(const lc_tokenising *w, const lc_sense *s, lc_token *t)
{
    for (; s; s = s->next)
        if (!(w->person && (is_org(s) || s->file == LC_SENSE_PLACE)))
            lc_token_take_sense(t, s, t->cls == LC_TOKEN_LEGAL);
}

/* Fills class, meanings, number and background of the form at words i .. i+n-1. */
bool lc_token_understand(const lc_tokenising *w, size_t i, size_t n, lc_token *t)
{
    lc_sv form = lc_token_words(w, i, n);
    const lc_sense *first = lc_lexicon_find(w->lex, form);
    t->cls = LC_TOKEN_WORD;
    bool any = take_class(w, first, i, n, t);
    if (n > 1 && !any) return false;
    if (n == 1 && !w->person && !says_more(first)) {
        const lc_sense *inflected = lc_inflected(w->lex, w->arena, form);
        any |= take_class(w, inflected, i, n, t);
        take_meanings(w, inflected, t);
    }
    take_meanings(w, first, t);
    return any;
}

/* ---- meanings made of several words ---- */

static bool known_part(const lc_tokenising *w, lc_sv word)
{
    const lc_sense *s = lc_lexicon_find(w->lex, word);
    for (; s; s = s->next)
        if (is_org(s)) return true;
    return lc_is_function_word(word) || lc_inflected(w->lex, w->arena, word);
}

/* "research institute" is two words like any other, if that is all that it can mean. */
bool lc_token_stands_apart(const lc_tokenising *w, size_t i, size_t n)
{
    const lc_sense *s = lc_lexicon_find(w->lex, lc_token_words(w, i, n));
    if (!s || w->person) return false;
    for (; s; s = s->next)
        if (s->file != LC_SENSE_BACKGROUND &&
            (!is_org(s) || !lc_lexicon_parts(w->lex, s->concept).len))
            return false;
    for (size_t k = i; k < i + n; k++)
        if (!known_part(w, w->words.at[k])) return false;
    return true;
}

static size_t words_of(lc_sv parts, lc_sv out[LC_PARTS_MOST])
{
    size_t n = 0;
    for (lc_sv rest = parts; rest.data && rest.len && n < LC_PARTS_MOST;)
        out[n++] = lc_sv_cut(&rest, LC_SV(" "));
    return n;
}

void lc_token_take_apart(lc_tokenising *w)
{
    lc_token whole = w->out->at[w->out->n - 1];
    size_t n = 0, first = w->out->n - 1;
    for (size_t m = 0; m < whole.n_meanings; m++) {
        lc_sv part[LC_PARTS_MOST];
        size_t k = words_of(lc_lexicon_parts(w->lex, whole.meanings[m].concept), part);
        if (!k || (n && k != n)) continue;
        if (!n) w->out->n--;
        for (size_t i = 0; i < k; i++) {
            lc_token *t = n ? &w->out->at[first + i] : lc_token_push(w, whole.written);
            const lc_sense *s = lc_lexicon_find(w->lex, part[i]);
            if (!n) {
                t->text[t->n_texts++] = part[i];
                t->cls = LC_TOKEN_GENERIC;
            }
            for (; s; s = s->next) {
                lc_token_class c;
                if (!is_org(s) && s->file != LC_SENSE_BACKGROUND) continue;
                if (!n && org_class(s, &c)) t->cls = c;
                lc_token_take_sense(t, s, false);
            }
        }
        n = k;
    }
}
