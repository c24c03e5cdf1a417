/* The fast distances against their plain counterparts, and what the costs promise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "ref/edit_cost.h"
#include "ref/osa_table.h"
#include "text/distance.h"

/* A small alphabet, so that equal letters, swaps and repeats are frequent. */
static lc_sv random_word(uint32_t *seed, char *out, size_t most)
{
    *seed = *seed * 1664525u + 1013904223u;
    size_t n = (*seed >> 8) % (most + 1);
    for (size_t i = 0; i < n; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        out[i] = "abcai"[(*seed >> 16) % 5];
    }
    return lc_sv_make(out, n);
}

enum { PAIRS = 100000 };

static void osa_equals_the_table(void **state)
{
    (void)state;
    uint32_t seed = 7;
    char x[REF_OSA_MOST], y[REF_OSA_MOST];
    for (int i = 0; i < PAIRS; i++) {
        size_t most = i % 500 == 0 ? 90 : 12;
        lc_sv a = random_word(&seed, x, most), b = random_word(&seed, y, most);
        lc_pattern p;
        lc_pattern_init(&p, a);
        assert_int_equal(lc_osa(&p, b), ref_osa(a, b));
    }
}

static void bags_never_exclude_a_near_word(void **state)
{
    (void)state;
    uint32_t seed = 11;
    char x[REF_OSA_MOST], y[REF_OSA_MOST];
    for (int i = 0; i < PAIRS; i++) {
        lc_sv a = random_word(&seed, x, 10), b = random_word(&seed, y, 10);
        int bits = __builtin_popcountll(lc_letter_bag(a) ^ lc_letter_bag(b));
        assert_true(bits <= 2 * ref_osa(a, b));
    }
}

/* A word over all letters and digits, and most often one near it: a few letters changed, doubled,
 * swapped, lost. */
static lc_sv any_word(uint32_t *seed, char *out, size_t most)
{
    *seed = *seed * 1664525u + 1013904223u;
    size_t n = (*seed >> 8) % (most + 1);
    for (size_t i = 0; i < n; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        out[i] = "abcdefghijklmnopqrstuvwxyz01"[(*seed >> 16) % 28];
    }
    return lc_sv_make(out, n);
}

static lc_sv near_word(uint32_t *seed, lc_sv word, char *out)
{
    size_t n = word.len;
    memcpy(out, word.data, n);
    for (int edits = 0; edits < 3 && n > 1; edits++) {
        *seed = *seed * 1664525u + 1013904223u;
        size_t at = (*seed >> 8) % (n - 1);
        char c = out[at];
        switch ((*seed >> 20) % 4) {
        case 0:
            out[at] = out[at + 1];
            out[at + 1] = c;
            break;
        case 1: out[at + 1] = c; break;
        case 2: out[at] = "abcdefghijklmnopqrstuvwxyz01"[(*seed >> 24) % 28]; break;
        default: memmove(out + at, out + at + 1, --n - at);
        }
    }
    return lc_sv_make(out, n);
}

static void costs_equal_the_definition(void **state)
{
    (void)state;
    uint32_t seed = 13;
    char x[REF_OSA_MOST], y[REF_OSA_MOST];
    for (int i = 0; i < PAIRS; i++) {
        lc_sv a = any_word(&seed, x, i % 500 == 0 ? 80 : 12);
        lc_sv b = i % 4 ? near_word(&seed, a, y) : any_word(&seed, y, 12);
        int got = lc_edit_cost(a, b), wanted = ref_edit_cost(a, b);
        if (got != wanted)
            fail_msg("%.*s, %.*s: %d, wanted %d", LC_SV_ARG(a), LC_SV_ARG(b), got, wanted);
    }
}

static int cost(const char *a, const char *b)
{
    return lc_edit_cost(lc_sv_of(a), lc_sv_of(b));
}

static void costs_are_symmetric_and_ordered(void **state)
{
    (void)state;
    uint32_t seed = 5;
    char x[REF_OSA_MOST], y[REF_OSA_MOST];
    for (int i = 0; i < 5000; i++) {
        lc_sv a = random_word(&seed, x, 12), b = random_word(&seed, y, 12);
        assert_int_equal(lc_edit_cost(a, b), lc_edit_cost(b, a));
        assert_true((lc_edit_cost(a, b) == 0) == lc_sv_eq(a, b));
    }
    assert_true(cost("mohamed", "mohamad") < cost("mohamed", "mohaxed"));
    assert_true(cost("hamsho", "hamcho") < cost("hamsho", "hamrho"));
    assert_true(cost("jones", "joens") < cost("jones", "jokew"));
    assert_true(cost("factory28", "factory29") >= 2 * LC_EDIT_UNIT);
    assert_true(cost("rada", "fada") > cost("rada", "rava"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(osa_equals_the_table),
        cmocka_unit_test(bags_never_exclude_a_near_word),
        cmocka_unit_test(costs_equal_the_definition),
        cmocka_unit_test(costs_are_symmetric_and_ordered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
