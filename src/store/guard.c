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

static bool row_trips(const lc_guard_row *r, uint64_t removals, int percent)
{
    uint64_t gone = r->before - r->kept;
    if (r->before && !r->after) return true;
    return gone > removals && gone * 100 > r->before * (uint64_t)(percent > 0 ? percent : 0);
}

bool lc_guard_trips(const lc_guard *g, uint64_t removals, int percent, char *why, size_t why_cap)
{
    size_t len = 0;
    bool trips = false;
    if (why_cap) why[0] = 0;
    for (size_t i = 0; i < g->rows.len; i++) {
        const lc_guard_row *r = &g->rows.at[i];
        if (!row_trips(r, removals, percent)) continue;
        int n = snprintf(why + len, why_cap - len, "%s%.*s lost %llu of %llu entries", trips ? "; " : "",
                         LC_SV_ARG(r->sublist), (unsigned long long)(r->before - r->kept),
                         (unsigned long long)r->before);
        trips = true;
        if (n < 0 || (size_t)n >= why_cap - len) break;
        len += (size_t)n;
    }
    return trips;
}
