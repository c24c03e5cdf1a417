#include "match/mark.h"

#include <stdlib.h>

#include "text/fold.h"

enum { MOST_WORDS = 64, MOST_RUN = 4 };

/* The words of a name as they stand: between blanks, commas, hyphens, slashes, brackets. */
typedef struct standing {
    lc_sv name;
    lc_sv words[MOST_WORDS];
    bool taken[MOST_WORDS];
    size_t n;
} standing;

static bool between(char c)
{
    return c != 0 && strchr(" ,-/()\"", c) != NULL;
}

static void split(lc_sv name, standing *out)
{
    *out = (standing){.name = name};
    for (size_t i = 0; i < name.len && out->n < MOST_WORDS;) {
        while (i < name.len && between(name.data[i])) i++;
        size_t from = i;
        while (i < name.len && !between(name.data[i])) i++;
        if (i > from) out->words[out->n++] = lc_sv_make(name.data + from, i - from);
    }
}

/* Folded and without blanks, as the words of an index are. */
static lc_sv bare(lc_arena *a, lc_sv text)
{
    lc_sv folded = lc_fold(a, text);
    char *out = lc_arena_alloc(a, folded.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < folded.len; i++)
        if (folded.data[i] != ' ') out[n++] = folded.data[i];
    return lc_sv_make(out, n);
}

typedef struct marks {
    lc_arena *arena;
    lc_mark *at;
    size_t n;
} marks;

static bool is_marked(const marks *m, size_t from, size_t to)
{
    for (size_t i = 0; i < m->n; i++)
        if (from < m->at[i].from + m->at[i].bytes && m->at[i].from < to) return true;
    return false;
}

/* Han, kana, Thai: a word inside a run without blanks, where it stands as it was folded. */
static void mark_inside(marks *m, const standing *s, lc_sv text, lc_agreement how)
{
    for (size_t at = 0; text.len && (text.data[0] & 0x80);) {
        at = lc_sv_find(s->name, text, at);
        if (at == SIZE_MAX) return;
        if (!is_marked(m, at, at + text.len)) {
            m->at[m->n++] =
                (lc_mark){(uint32_t)at, (uint32_t)(at + text.len), lc_agreement_words(how)};
            return;
        }
        at += text.len;
    }
}

/* The first run of untaken words that reads like text. */
static void mark(marks *m, standing *s, lc_sv text, lc_agreement how)
{
    lc_sv want = bare(m->arena, text);
    for (size_t i = 0; i < s->n && want.len; i++) {
        for (size_t k = i; k < s->n && k < i + MOST_RUN && !s->taken[k]; k++) {
            const char *from = s->words[i].data, *to = s->words[k].data + s->words[k].len;
            if (!lc_sv_eq(bare(m->arena, lc_sv_make(from, (size_t)(to - from))), want)) continue;
            m->at[m->n++] = (lc_mark){(uint32_t)(from - s->name.data), (uint32_t)(to - from),
                                      lc_agreement_words(how)};
            for (size_t t = i; t <= k; t++) s->taken[t] = true;
            return;
        }
    }
    mark_inside(m, s, text, how);
}

static int by_place(const void *x, const void *y)
{
    const lc_mark *a = x, *b = y;
    return a->from < b->from ? -1 : a->from > b->from;
}

/* The whole of a name that is the same letter by letter. */
static void mark_all(lc_arena *a, lc_sv name, lc_mark **out, size_t *out_n)
{
    *out = LC_NEW(a, lc_mark);
    **out = (lc_mark){0, (uint32_t)name.len, lc_agreement_words(LC_AGREE_SAME)};
    *out_n = name.len > 0;
}

static void mark_side(const lc_explain *x, lc_arena *a, lc_sv name, bool listed, lc_mark **out,
                      size_t *out_n)
{
    standing *s = LC_NEW(a, standing);
    marks m = {a, LC_NEW_N(a, lc_mark, MOST_WORDS), 0};
    split(name, s);
    for (size_t k = 0; k < x->detail->pairs.len && m.n < MOST_WORDS; k++) {
        const lc_pair *p = &x->detail->pairs.at[k];
        mark(&m, s, lc_explain_side(x, p, listed, a), p->similar.how);
    }
    qsort(m.at, m.n, sizeof *m.at, by_place);
    *out = m.at;
    *out_n = m.n;
}

void lc_mark_hit(const lc_explain *x, lc_arena *a, lc_hit *hit)
{
    if (!x->asked || hit->how == LC_HOW_ADDRESS) return;
    if (x->same) {
        mark_all(a, hit->name, &hit->marks, &hit->n_marks);
        mark_all(a, x->query->name, &hit->asked_marks, &hit->n_asked_marks);
    } else if (x->detail->way == LC_WAY_WORDS) {
        mark_side(x, a, hit->name, true, &hit->marks, &hit->n_marks);
        mark_side(x, a, x->query->name, false, &hit->asked_marks, &hit->n_asked_marks);
    }
}
