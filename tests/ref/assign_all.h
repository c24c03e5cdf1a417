/* tests/ref/assign_all.h: the best one-to-one pairing by trying every one. For up to about eight
 * rows. match/assign.c is held against it. */
#ifndef REF_ASSIGN_ALL_H
#define REF_ASSIGN_ALL_H

#include <stdbool.h>
#include <stddef.h>

static inline float ref_assign_best(const float *gain, size_t rows, size_t columns, size_t row,
                                    bool *taken)
{
    if (row == rows) return 0;
    float best = ref_assign_best(gain, rows, columns, row + 1, taken); /* row without partner */
    for (size_t c = 0; c < columns; c++) {
        if (taken[c] || gain[row * columns + c] <= 0) continue;
        taken[c] = true;
        float g = gain[row * columns + c] + ref_assign_best(gain, rows, columns, row + 1, taken);
        taken[c] = false;
        if (g > best) best = g;
    }
    return best;
}

#endif
