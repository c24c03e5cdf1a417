/* The best pairing of rows and columns against trying every one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "match/assign.h"
#include "ref/assign_all.h"

enum { MOST = 6, ROUNDS = 100000, LARGE = 10 };

static void as_good_as_the_best_of_all(void **state)
{
    (void)state;
    lc_assign a = {0};
    uint32_t seed = 3;
    for (int round = 0; round < ROUNDS; round++) {
        float gain[MOST * MOST];
        int32_t column[MOST];
        bool taken[MOST] = {false};
        /* trying all pairings of six and six takes long: only now and then */
        size_t most = round % LARGE == 0 ? MOST : MOST - 2;
        size_t rows = 1 + (size_t)(round / LARGE) % most;
        size_t columns = 1 + (size_t)(round / LARGE / MOST) % most;
        for (size_t i = 0; i < rows * columns; i++) {
            seed = seed * 1664525u + 1013904223u;
            gain[i] = (seed >> 16) % 3 ? 0.0F : (float)((seed >> 8) % 1000) / 1000.0F;
        }
        lc_assign_best(&a, gain, rows, columns, column);
        float sum = 0;
        for (size_t r = 0; r < rows; r++) {
            if (column[r] < 0) continue;
            assert_false(taken[column[r]]);
            taken[column[r]] = true;
            assert_true(gain[r * columns + (size_t)column[r]] > 0);
            sum += gain[r * columns + (size_t)column[r]];
        }
        bool none[MOST] = {false};
        float best = ref_assign_best(gain, rows, columns, 0, none);
        assert_true(sum > best - 1e-4F && sum < best + 1e-4F);
    }
    lc_assign_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_good_as_the_best_of_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
