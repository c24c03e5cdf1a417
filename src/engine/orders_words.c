#include "engine/orders_words.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "text/fold.h"

enum { MAX_WORDS_IN_ONE = 6 }; /* the longest spelling looked for inside a text */

struct lc_words_table {
    lc_arena *arena;
    lc_map *by_key; /* kind, column, key -> number of the word plus 1 */
    LC_VEC(lc_word) words;
    LC_VEC(uint32_t) of_kind[LC_WORD_KINDS];
};

static const struct {
    const char *word;
    lc_word_kind kind;
} kinds[] = {
    {"column", LC_WORD_COLUMN},
    {"role", LC_WORD_ROLE},
    {"part", LC_WORD_PART},
    {"link", LC_WORD_LINK},
    {"partyish", LC_WORD_PARTYISH},
    {"partyish-inside", LC_WORD_PARTYISH_INSIDE},
    {"detail", LC_WORD_DETAIL},
    {"detail-inside", LC_WORD_DETAIL_INSIDE},
    {"same", LC_WORD_SAME},
    {"unnamed", LC_WORD_UNNAMED},
    {"unnamed-start", LC_WORD_UNNAMED_START},
    {"order-of-nobody", LC_WORD_ORDER_OF_NOBODY},
    {"none", LC_WORD_NOTHING},
    {"value", LC_WORD_VALUE},
    {"alarm", LC_WORD_ALARM},
    {"alarm-inside", LC_WORD_ALARM_INSIDE},
    {"legal", LC_WORD_LEGAL},
    {"legal-start", LC_WORD_LEGAL_START},
    {"legal-inside", LC_WORD_LEGAL_INSIDE},
};

static lc_word_kind kind_of(lc_sv word)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (lc_sv_is(word, kinds[i].word)) return kinds[i].kind;
    return LC_WORD_NONE;
}

static lc_sv without_blanks(lc_arena *a, lc_sv folded)
{
    char *out = lc_arena_alloc(a, folded.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < folded.len; i++)
        if (folded.data[i] != ' ') out[n++] = folded.data[i];
    return lc_sv_make(out, n);
}

lc_sv lc_words_key(lc_arena *a, lc_sv text)
{
    return without_blanks(a, lc_fold(a, text));
}

/* "VALUE activity sale" and "COLUMN  orderno" must not meet: kind and column stand in front. */
static lc_sv map_key(lc_arena *a, lc_word_kind kind, lc_sv column, lc_sv key)
{
    return lc_arena_printf(a, "%c%.*s\x1f%.*s", 'A' + (int)kind, LC_SV_ARG(column), LC_SV_ARG(key));
}

static lc_sv column_of(lc_word_kind kind, lc_sv what)
{
    lc_sv rest = what;
    return kind == LC_WORD_VALUE ? lc_sv_cut(&rest, LC_SV("=")) : LC_SV_NONE;
}

static int add_spelling(lc_words_table *t, const lc_word *like, lc_sv spelling, licet_error *err)
{
    lc_word w = *like;
    w.spelling = lc_sv_trim(spelling);
    w.folded = lc_fold(t->arena, w.spelling);
    w.key = without_blanks(t->arena, w.folded);
    if (!w.key.len)
        return lc_fail(err, LICET_E_RULE, "no letters in the spelling \"%.*s\"",
                       LC_SV_ARG(w.spelling));
    bool is_new;
    lc_sv key = map_key(t->arena, w.kind, column_of(w.kind, w.what), w.key);
    uint32_t *slot = lc_map_put(t->by_key, key, &is_new);
    if (!is_new && !lc_sv_eq(t->words.at[*slot - 1].what, w.what))
        return lc_fail(err, LICET_E_RULE, "\"%.*s\" means both %.*s and %.*s",
                       LC_SV_ARG(w.spelling), LC_SV_ARG(t->words.at[*slot - 1].what),
                       LC_SV_ARG(w.what));
    if (!is_new) return 0;
    lc_vec_push(&t->of_kind[w.kind], (uint32_t)t->words.len);
    lc_vec_push(&t->words, w);
    *slot = (uint32_t)t->words.len;
    return 0;
}

static int add_line(lc_words_table *t, lc_sv line, licet_error *err)
{
    lc_sv rest = lc_sv_trim(line);
    if (!rest.len || rest.data[0] == '#') return 0;
    lc_word w = {0};
    w.kind = kind_of(lc_sv_trim(lc_sv_cut(&rest, LC_SV("|"))));
    w.what = lc_arena_sv(t->arena, lc_sv_trim(lc_sv_cut(&rest, LC_SV("|"))));
    w.language = lc_arena_sv(t->arena, lc_sv_trim(lc_sv_cut(&rest, LC_SV("|"))));
    if (w.kind == LC_WORD_NONE || !w.what.len || !w.language.len || !rest.data)
        return lc_fail(err, LICET_E_RULE, "not \"kind | what | language | spellings\"");
    rest = lc_arena_sv(t->arena, rest);
    int rc = 0;
    while (rest.data && !rc) rc = add_spelling(t, &w, lc_sv_cut(&rest, LC_SV(";")), err);
    return rc;
}

int lc_words_open(lc_sv text, lc_words_table **out, licet_error *err)
{
    lc_words_table *t = lc_xmalloc(sizeof *t);
    *t = (lc_words_table){.arena = lc_arena_new(), .by_key = lc_map_new()};
    uint64_t line = 0, byte = 0;
    int rc = 0;
    for (lc_sv rest = text; rest.data && !rc;) {
        lc_sv one = lc_sv_cut(&rest, LC_SV("\n"));
        line++;
        rc = add_line(t, one, err);
        if (rc) lc_fail_at(err, "orders/columns.txt", line, byte);
        byte += one.len + 1;
    }
    if (rc) {
        lc_words_close(t);
        return rc;
    }
    *out = t;
    return 0;
}

void lc_words_close(lc_words_table *t)
{
    if (!t) return;
    lc_map_free(t->by_key);
    lc_arena_free(t->arena);
    for (size_t i = 0; i < LC_WORD_KINDS; i++) lc_vec_done(&t->of_kind[i]);
    lc_vec_done(&t->words);
    free(t);
}

static const lc_word *find(const lc_words_table *t, lc_arena *a, lc_word_kind kind, lc_sv column,
                           lc_sv key)
{
    uint32_t *slot = key.len ? lc_map_get(t->by_key, map_key(a, kind, column, key)) : NULL;
    return slot ? &t->words.at[*slot - 1] : NULL;
}

const lc_word *lc_words_find(const lc_words_table *t, lc_word_kind kind, lc_sv key)
{
    char small[256];
    if (!key.len || key.len > sizeof small - 3) return NULL; /* no spelling is that long */
    small[0] = (char)('A' + (int)kind);
    small[1] = '\x1f';
    memcpy(small + 2, key.data, key.len);
    uint32_t *slot = lc_map_get(t->by_key, lc_sv_make(small, key.len + 2));
    return slot ? &t->words.at[*slot - 1] : NULL;
}

lc_sv lc_words_value(const lc_words_table *t, lc_arena *a, const char *column, lc_sv key)
{
    const lc_word *w = find(t, a, LC_WORD_VALUE, lc_sv_of(column), key);
    return w ? lc_sv_from(w->what, strlen(column) + 1) : LC_SV_NONE;
}

bool lc_words_any(const lc_words_table *t, lc_arena *a, lc_word_kind kind, lc_sv text)
{
    lc_sv folded = lc_fold(a, text);
    for (size_t start = 0; start < folded.len;) {
        size_t end = start;
        for (int words = 0; words < MAX_WORDS_IN_ONE && end < folded.len; words++) {
            size_t blank = lc_sv_find(folded, LC_SV(" "), end);
            size_t stop = blank == SIZE_MAX ? folded.len : blank;
            lc_sv some = lc_sv_make(folded.data + start, stop - start);
            if (lc_words_find(t, kind, without_blanks(a, some))) return true;
            end = stop + 1;
        }
        size_t blank = lc_sv_find(folded, LC_SV(" "), start);
        start = blank == SIZE_MAX ? folded.len : blank + 1;
    }
    return false;
}

const lc_word *lc_words_starting(const lc_words_table *t, lc_word_kind kind, lc_sv key)
{
    const lc_word *best = NULL;
    for (size_t i = 0; i < t->of_kind[kind].len; i++) {
        const lc_word *w = &t->words.at[t->of_kind[kind].at[i]];
        if (lc_sv_starts(key, w->key) && (!best || w->key.len > best->key.len)) best = w;
    }
    return best;
}

const lc_word *lc_words_inside(const lc_words_table *t, lc_arena *a, lc_word_kind kind, lc_sv text)
{
    lc_sv key = lc_words_key(a, text);
    for (size_t i = 0; i < t->of_kind[kind].len; i++) {
        const lc_word *w = &t->words.at[t->of_kind[kind].at[i]];
        if (lc_sv_find(key, w->key, 0) != SIZE_MAX) return w;
    }
    return NULL;
}

size_t lc_words_count(const lc_words_table *t)
{
    return t->words.len;
}

const lc_word *lc_words_at(const lc_words_table *t, size_t i)
{
    return &t->words.at[i];
}
