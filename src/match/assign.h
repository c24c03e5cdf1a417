/* match/assign.h: pairs of rows and columns with the greatest sum of gains, each row and column in
 * at most one pair. Private to match. */
#ifndef MATCH_ASSIGN_H
#define MATCH_ASSIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_assign {
    float *u, *v, *least; /* scratch of the last call, grown as needed */
    int32_t *pair, *way;
    bool *used;
    size_t cap;
} lc_assign;

void lc_assign_done(lc_assign *a);
/* gain[r * columns + c] >= 0, 0: no edge. out_column[r] = c, or -1. Exact (Kuhn 1955, with
 * potentials; O(rows * columns * smaller)). Rows whose best columns do not collide are settled
 * without it. */
void lc_assign_best(lc_assign *a, const float *gain, size_t rows, size_t columns,
                    int32_t *out_column);

#endif
