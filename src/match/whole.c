/* Comparisons of whole names that take no notice of words: without borders, and as acronyms. */
#include "index/weight.h"
#include "match/constants.h"
#include "match/score.h"

enum { JOINED_LEAST = 6, JOINED_PART = 6, ACRONYM_LEAST = 3, ACRONYM_MOST = 12 };

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool same_digits(lc_sv a, lc_sv b)
{
    size_t i = 0, j = 0;
    for (;;) {
        while (i < a.len && !digit(a.data[i])) i++;
        while (j < b.len && !digit(b.data[j])) j++;
        if (i == a.len || j == b.len) return i == a.len && j == b.len;
        if (a.data[i++] != b.data[j++]) return false;
    }
}

static size_t name_words(const lc_ix_view *v, const lc_ix_form *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n_tokens; i++) {
        const lc_ix_token *t = &v->tokens[v->form_tokens[f->tokens + i] & ~LC_IX_CORE];
        n += lc_class_is_name((lc_token_class)t->cls);
    }
    return n;
}

void lc_score_joined_range(size_t letters, size_t *out_least, size_t *out_most)
{
    size_t most = letters, least = letters;
    while (most < LC_SOUND_MAX && most + 1 - letters <= (most + 1) / JOINED_PART) most++;
    while (least > 0 && letters - (least - 1) <= letters / JOINED_PART) least--;
    *out_least = least;
    *out_most = most;
}

int lc_score_joined_bits(size_t letters)
{
    return 2 * (int)(letters / JOINED_PART);
}

float lc_score_joined(const lc_asked *q, const lc_ix_view *v, const lc_ix_form *f)
{
    const lc_asked_spelling *s = &q->joined;
    size_t longer = s->sound.len > f->joined_bytes ? s->sound.len : f->joined_bytes;
    size_t gap = 2 * longer - s->sound.len - f->joined_bytes, most = longer / JOINED_PART;
    if (s->sound.len < JOINED_LEAST || f->joined_bytes < JOINED_LEAST || gap > most) return 0;
    char sound[LC_SOUND_MAX];
    lc_sv joined = lc_ix_joined_sound(v, f, sound);
    size_t d = (size_t)lc_osa(lc_asked_pattern(s), joined);
    if (d > most || !same_digits(s->sound, joined)) return 0;
    if (d && q->n_acronym_words == name_words(v, f)) return 0; /* word by word is more exact */
    float part = 1.0F - LC_JOINED_EDIT * (float)d / (float)longer;
    float agree = q->weight + f->weight, know = q->person ? LC_KNOW_PERSON : LC_KNOW_OTHER;
    return part > 0 ? LC_JOINED_BEST * part * agree / (agree + know) : 0;
}

/* Letters of acr as beginnings of the words from word on, each word giving one at least. */
static bool parts(lc_sv acr, size_t at, const lc_sv *words, size_t n, size_t word)
{
    if (word == n) return at == acr.len;
    for (size_t k = 0; k < words[word].len && at + k < acr.len; k++) {
        if (acr.data[at + k] != words[word].data[k]) return false;
        if (parts(acr, at + k + 1, words, n, word + 1)) return true;
    }
    return false;
}

static float acronym_of(lc_sv acr, const lc_sv *words, size_t n)
{
    if (n < 2 || acr.len < ACRONYM_LEAST || acr.len > ACRONYM_MOST || acr.len < n) return 0;
    if (n > ACRONYM_MOST || words[0].data[0] != acr.data[0] || !parts(acr, 0, words, n, 0))
        return 0;
    if (n == acr.len) return n >= 4 ? LC_ACRONYM_LONG : LC_ACRONYM_SHORT;
    return n >= 3 && acr.len >= 5 ? LC_ACRONYM_PARTS : 0;
}

static size_t list_words(const lc_ix_view *v, const lc_ix_form *f, lc_sv out[ACRONYM_MOST + 1])
{
    size_t n = 0;
    for (size_t i = 0; i < f->n_tokens && n <= ACRONYM_MOST; i++) {
        const lc_ix_token *t = &v->tokens[v->form_tokens[f->tokens + i] & ~LC_IX_CORE];
        if (lc_class_is_name((lc_token_class)t->cls) && t->text_bytes)
            out[n++] = lc_ix_text_of(v, t);
    }
    return n;
}

/* Whose letters can the acronym be? Its first letter begins a word, and no word begins with a
 * letter it lacks. */
static bool letters_fit(lc_sv acronym, uint32_t first_letters)
{
    uint32_t letters = 0;
    for (size_t i = 0; i < acronym.len; i++) letters |= lc_ix_letter(acronym.data[i]);
    return (lc_ix_letter(acronym.data[0]) & first_letters) && !(first_letters & ~letters);
}

uint32_t lc_acronym_first(const lc_asked *q)
{
    bool any = q->n_acronym_words >= 1 && q->n_acronym_words <= ACRONYM_MOST;
    if (q->n_acronym_words == 1)
        any = q->acronym_words[0].len >= ACRONYM_LEAST && q->acronym_words[0].len <= ACRONYM_MOST;
    return any ? lc_ix_letter(q->acronym_words[0].data[0]) : 0;
}

bool lc_acronym_possible(const lc_asked *q, const lc_ix_form *f)
{
    const lc_sv *asked = q->acronym_words;
    if (q->n_acronym_words == 1)
        return f->n_tokens > 1 && asked[0].len >= ACRONYM_LEAST && asked[0].len <= ACRONYM_MOST &&
               letters_fit(asked[0], f->first_letters);
    return q->n_acronym_words > 1 && q->n_acronym_words <= ACRONYM_MOST &&
           f->joined_bytes <= ACRONYM_MOST + 4 &&
           f->first_letters == lc_ix_letter(asked[0].data[0]);
}

float lc_score_acronym(const lc_asked *q, const lc_ix_view *v, const lc_ix_form *f)
{
    lc_sv listed[ACRONYM_MOST + 1];
    const lc_sv *asked = q->acronym_words;
    if (!lc_acronym_possible(q, f)) return 0;
    size_t n = list_words(v, f, listed);
    if (q->n_acronym_words == 1) return n > 1 ? acronym_of(asked[0], listed, n) : 0;
    return n == 1 ? acronym_of(listed[0], asked, q->n_acronym_words) : 0;
}
