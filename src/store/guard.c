#include "store/guard.h"

#include <stdio.h>

void lc_guard_init(lc_guard *g)
{
    *g = (lc_guard){.arena = lc_arena_new()};
}

void lc_guard_done(lc_guard *g)
{
    lc_vec_done(&g->rows);
    lc_arena_free(g->arena);
    *g = (lc_guard){0};
}

/* Sub-lists are a dozen. */
static uint32_t number_of(lc_guard *g, lc_sv sublist)
{
    for (size_t i = 0; i < g->rows.len; i++)
        if (lc_sv_eq(g->rows.at[i].sublist, sublist)) return (uint32_t)i;
    lc_vec_push(&g->rows, (lc_guard_row){.sublist = lc_arena_sv(g->arena, sublist)});
    return (uint32_t)(g->rows.len - 1);
}

uint32_t lc_guard_before(lc_guard *g, lc_sv sublist)
{
    uint32_t i = number_of(g, sublist);
    g->rows.at[i].before++;
    return i;
}

void lc_guard_after(lc_guard *g, lc_sv sublist, uint32_t was)
{
    uint32_t i = number_of(g, sublist);
    g->rows.at[i].after++;
    if (i == was) g->rows.at[i].kept++;
}

void lc_guard_emptied(lc_guard *g, uint32_t was, uint64_t fields)
{
    for (unsigned i = 0; i < LC_FILLED_BITS; i++) g->rows.at[was].emptied[i] += fields >> i & 1;
}

static bool over(uint64_t part, uint64_t whole, int percent)
{
    return part * 100 > whole * (uint64_t)(percent > 0 ? percent : 0);
}

/* Appends to why what a sub-list lost; a list that is too long is cut. */
typedef struct telling {
    char *why;
    size_t cap, len;
    bool any;
} telling;

static void tell(telling *t, const lc_guard_row *r, const char *field, uint64_t part)
{
    int n = snprintf(t->why + t->len, t->cap - t->len, "%s%.*s lost %s%s%llu of %llu entries",
                     t->any ? "; " : "", LC_SV_ARG(r->sublist), field, *field ? " in " : "",
                     (unsigned long long)part, (unsigned long long)r->before);
    t->any = true;
    if (n > 0) t->len = (size_t)n < t->cap - t->len ? t->len + (size_t)n : t->cap - 1;
}

static void tell_row(telling *t, const lc_guard_row *r, uint64_t removals, int percent)
{
    uint64_t gone = r->before - r->kept;
    if (!r->before) return;
    if (!r->after || (gone > removals && over(gone, r->before, percent))) tell(t, r, "", gone);
    for (unsigned i = 0; i < LC_FILLED_BITS; i++)
        if (r->emptied[i] >= LC_GUARD_FEW_EMPTIED && over(r->emptied[i], r->before, percent))
            tell(t, r, lc_filled_word(i), r->emptied[i]);
}

bool lc_guard_trips(const lc_guard *g, uint64_t removals, int percent, char *why, size_t why_cap)
{
    telling t = {.why = why, .cap = why_cap};
    why[0] = 0;
    if (percent >= 100) return false;
    for (size_t i = 0; i < g->rows.len; i++) tell_row(&t, &g->rows.at[i], removals, percent);
    return t.any;
}
