#include "match/assign.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void lc_assign_done(lc_assign *a)
{
    free(a->u);
    free(a->v);
    free(a->least);
    free(a->pair);
    free(a->way);
    free(a->used);
    *a = (lc_assign){0};
}

static void reserve(lc_assign *a, size_t n)
{
    if (a->cap >= n) return;
    a->u = lc_xrealloc(a->u, n * sizeof *a->u);
    a->v = lc_xrealloc(a->v, n * sizeof *a->v);
    a->least = lc_xrealloc(a->least, n * sizeof *a->least);
    a->pair = lc_xrealloc(a->pair, n * sizeof *a->pair);
    a->way = lc_xrealloc(a->way, n * sizeof *a->way);
    a->used = lc_xrealloc(a->used, n * sizeof *a->used);
    a->cap = n;
}

/* Each row's best column, if no two rows want the same one: then nothing is better. */
static bool without_conflict(lc_assign *a, const float *gain, size_t rows, size_t columns,
                             int32_t *out)
{
    memset(a->used, 0, columns * sizeof *a->used);
    for (size_t r = 0; r < rows; r++) {
        float best = 0;
        out[r] = -1;
        for (size_t c = 0; c < columns; c++)
            if (gain[r * columns + c] > best) {
                best = gain[r * columns + c];
                out[r] = (int32_t)c;
            }
        if (out[r] < 0) continue;
        if (a->used[out[r]]) return false;
        a->used[out[r]] = true;
    }
    return true;
}

/* One row more, by the shortest augmenting path. Rows and columns count from 1; columns beyond the
 * real ones stand for "no partner" and gain nothing. */
static void add_row(lc_assign *a, const float *gain, size_t columns, size_t all, size_t row)
{
    size_t c = 0;
    for (size_t j = 0; j <= all; j++) {
        a->least[j] = 1e30F;
        a->used[j] = false;
    }
    a->pair[0] = (int32_t)row;
    do {
        size_t r = (size_t)a->pair[c], next = 0;
        float step = 1e30F;
        a->used[c] = true;
        for (size_t j = 1; j <= all; j++) {
            if (a->used[j]) continue;
            float g = j <= columns ? gain[(r - 1) * columns + j - 1] : 0.0F;
            float cost = -g - a->u[r] - a->v[j];
            if (cost < a->least[j]) {
                a->least[j] = cost;
                a->way[j] = (int32_t)c;
            }
            if (a->least[j] < step) {
                step = a->least[j];
                next = j;
            }
        }
        for (size_t j = 0; j <= all; j++) {
            if (a->used[j]) {
                a->u[a->pair[j]] += step;
                a->v[j] -= step;
            } else {
                a->least[j] -= step;
            }
        }
        c = next;
    } while (a->pair[c] != 0);
    while (c) {
        a->pair[c] = a->pair[a->way[c]];
        c = (size_t)a->way[c];
    }
}

static bool has_edge(const float *row, size_t columns)
{
    for (size_t c = 0; c < columns; c++)
        if (row[c] > 0) return true;
    return false;
}

void lc_assign_best(lc_assign *a, const float *gain, size_t rows, size_t columns,
                    int32_t *out_column)
{
    size_t all = columns + rows;
    reserve(a, all + 2);
    if (without_conflict(a, gain, rows, columns, out_column)) return;
    memset(a->u, 0, (rows + 1) * sizeof *a->u);
    memset(a->v, 0, (all + 1) * sizeof *a->v);
    memset(a->pair, 0, (all + 1) * sizeof *a->pair);
    for (size_t r = 1; r <= rows; r++)
        if (has_edge(gain + (r - 1) * columns, columns)) add_row(a, gain, columns, all, r);
    for (size_t r = 0; r < rows; r++) out_column[r] = -1;
    for (size_t c = 1; c <= columns; c++)
        if (a->pair[c] && gain[((size_t)a->pair[c] - 1) * columns + c - 1] > 0)
            out_column[a->pair[c] - 1] = (int32_t)c - 1;
}
