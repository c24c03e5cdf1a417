/* tests/ref/osa_table.h: optimal string alignment by its definition: the whole table, one cell at a
 * time. Slow and plain; the fast form in text/distance.c is held against it. */
#ifndef REF_OSA_TABLE_H
#define REF_OSA_TABLE_H

#include "base/sv.h"

enum { REF_OSA_MOST = 200 };

static inline int ref_least(int a, int b)
{
    return a < b ? a : b;
}

static inline int ref_osa(lc_sv a, lc_sv b)
{
    static int d[REF_OSA_MOST + 1][REF_OSA_MOST + 1];
    for (size_t i = 0; i <= a.len; i++)
        for (size_t j = 0; j <= b.len; j++) {
            if (i == 0 || j == 0) {
                d[i][j] = (int)(i + j);
                continue;
            }
            bool same = a.data[i - 1] == b.data[j - 1];
            d[i][j] = ref_least(ref_least(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + !same);
            if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1])
                d[i][j] = ref_least(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.len][b.len];
}

#endif
