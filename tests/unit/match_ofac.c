#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "match/ofac.h"
#include "ref/ofac_scores.h"

enum { POINTS = 5, LEAST_PERCENT = 95, MOST_MEAN_PERCENT = 200 };

/* W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules" (1990), table of examples.
 */
static void winklers_own_examples(void **state)
{
    (void)state;
    static const struct {
        const char *x, *y;
        double jw;
    } cases[] = {{"martha", "marhta", 0.961},
                 {"dwayne", "duane", 0.840},
                 {"dixon", "dicksonx", 0.813},
                 {"shackleford", "shackelford", 0.982},
                 {"nichleson", "nichulson", 0.956},
                 {"jones", "johnson", 0.832},
                 {"massey", "massie", 0.933},
                 {"abroms", "abrams", 0.922},
                 {"hardin", "martinez", 0.722},
                 {"itman", "smith", 0.467},
                 {"", "a", 0},
                 {"abc", "xyz", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double got = lc_jaro_winkler(lc_sv_of(cases[i].x), lc_sv_of(cases[i].y));
        double back = lc_jaro_winkler(lc_sv_of(cases[i].y), lc_sv_of(cases[i].x));
        if (got - cases[i].jw > 0.0006 || cases[i].jw - got > 0.0006)
            fail_msg("%s ~ %s: %.4f", cases[i].x, cases[i].y, got);
        assert_true(got - back < 1e-9 && back - got < 1e-9);
    }
}

static void of_whole_names(void **state)
{
    (void)state;
    static const struct {
        const char *asked, *listed;
        int low, high;
    } cases[] = {
        {"NSO Group", "NSO GROUP", 100, 100},
        {"Vladimir PUTIN", "PUTIN, Vladimir", 100, 100}, /* words in any order */
        {"Vladimir Vladimirovich PUTIN", "PUTIN, Vladimir", 95, 100},
        {"Quiet Harbour Bakery", "NSO GROUP", 0, 40},
        {"Al", "ALI", 80, 95}, /* a short word counts where there is no other */
        {"Владимир Путин", "ВЛАДИМИР ПУТИН", 100, 100},
        {"...", "NSO GROUP", 0, 0},
    };
    lc_arena *a = lc_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int got = lc_ofac_score(a, lc_sv_of(cases[i].asked), lc_sv_of(cases[i].listed));
        if (got < cases[i].low || got > cases[i].high)
            fail_msg("%s ~ %s: %d", cases[i].asked, cases[i].listed, got);
    }
    lc_arena_free(a);
}

/* 0: as the tool; for what it did not show, only whether we would. */
static int points_apart(const ref_ofac_score *r, int got)
{
    if (r->tool == NOT_SHOWN) return got < SHOWN_FROM ? 0 : got - SHOWN_FROM + POINTS + 1;
    return abs(got - r->tool);
}

static void as_the_tool_itself_scored(void **state)
{
    (void)state;
    enum { N = sizeof ref_ofac_scores / sizeof *ref_ofac_scores };
    lc_arena *a = lc_arena_new();
    int near = 0, sum = 0;
    for (size_t i = 0; i < N; i++) {
        const ref_ofac_score *r = &ref_ofac_scores[i];
        int got = lc_ofac_score(a, lc_sv_of(r->asked), lc_sv_of(r->listed));
        int apart = points_apart(r, got);
        near += apart <= POINTS;
        sum += apart;
        if (apart <= POINTS) continue;
        print_message("%s ~ %s: %d, the tool %d\n", r->asked, r->listed, got, r->tool);
        assert_int_equal(r->source, 1); /* all others are near */
    }
    print_message("%d of %d within %d points, %.2f points apart on average\n", near, N, POINTS,
                  (double)sum / N);
    assert_true(100 * near >= LEAST_PERCENT * N);
    assert_true(100 * sum <= MOST_MEAN_PERCENT * N);
    lc_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(winklers_own_examples),
                                       cmocka_unit_test(of_whole_names),
                                       cmocka_unit_test(as_the_tool_itself_scored)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
