/* The search finds exactly what scoring every name finds, at any threshold and limit, on the real
 * list; and every listed name finds its own entry. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "match/match.h"
#include "ref/csl.h"
#include "ref/match_all.h"

/* All 57,174 names take minutes: LICET_ALL_NAMES=1. Without it every eighth is asked for. */
enum { SMALL_LIST = 2500, QUERIES = 120, SOME_NAMES = 8 };

typedef struct made {
    ref_csl csl;
    lc_buf bytes;
    lc_index *index;
    lc_matcher *matcher;
} made;

static bool make(made *m, size_t most_entries)
{
    char hash[65];
    licet_error err = {0};
    *m = (made){0};
    if (!ref_csl_open(&m->csl, most_entries)) {
        print_message("the Consolidated Screening List is not at hand: skipped\n");
        return false;
    }
    assert_int_equal(lc_index_writer_finish(m->csl.writer, LC_SV("{}"), &m->bytes, hash, &err), 0);
    assert_int_equal(lc_index_open(lc_buf_view(&m->bytes), m->csl.lex, &m->index, &err), 0);
    m->matcher = lc_matcher_new(m->index, m->csl.lex);
    return true;
}

static void unmake(made *m)
{
    lc_matcher_free(m->matcher);
    lc_index_close(m->index);
    lc_buf_done(&m->bytes);
    ref_csl_close(&m->csl);
}

/* One listed name, changed in one of several ways. */
static lc_sv changed(lc_arena *a, lc_sv name, int way)
{
    char *s = lc_arena_z(a, name);
    size_t n = name.len, at = n / 2;
    if (way == 0 || n < 4) return lc_sv_make(s, n);
    if (way == 1) { /* swap two letters */
        char c = s[at];
        s[at] = s[at - 1];
        s[at - 1] = c;
    } else if (way == 2) { /* drop a letter */
        memmove(s + at, s + at + 1, n - at);
        n--;
    } else if (way == 3) { /* no spaces */
        size_t k = 0;
        for (size_t i = 0; i < n; i++)
            if (s[i] != ' ') s[k++] = s[i];
        n = k;
    } else if (way == 4) { /* cut off */
        n = n > 35 ? 35 : n;
    } else { /* the first two words */
        size_t spaces = 0, i = 0;
        while (i < n && spaces < 2) spaces += s[i++] == ' ';
        n = i;
    }
    return lc_sv_make(s, n);
}

static void compare(made *m, const lc_query *q, int threshold_bp, size_t limit)
{
    lc_arena *a = lc_arena_new();
    lc_match_params p = {LC_DATE_NONE, 0, threshold_bp, limit};
    lc_hit *hits = NULL;
    ref_hit *all = NULL;
    size_t n = 0;
    if (!lc_match(m->matcher, q, &p, a, &hits, &n, NULL)) {
        size_t n_all = ref_match_all(m->index, m->csl.lex, q, threshold_bp, limit, a, &all);
        for (size_t i = 0; i < n && i < n_all; i++) {
            if (hits[i].score_bp != all[i].bp || hits[i].version != all[i].version)
                print_message("%.*s: %zu is %.*s (%d), by scoring all entry %u (%d)\n",
                              LC_SV_ARG(q->name), i, LC_SV_ARG(hits[i].name), hits[i].score_bp,
                              all[i].version, all[i].bp);
            assert_int_equal(hits[i].score_bp, all[i].bp);
            assert_int_equal(hits[i].version, all[i].version);
        }
        assert_int_equal(n, n_all);
    }
    lc_arena_free(a);
}

static void nothing_is_missed(void **state)
{
    (void)state;
    made m;
    if (!make(&m, SMALL_LIST)) skip();
    lc_arena *a = lc_arena_new();
    static const int thresholds[] = {500, 4000, 8000};
    size_t step = m.csl.n / QUERIES;
    for (size_t i = 0; i < QUERIES; i++) {
        lc_query q = {.name = changed(a, m.csl.names[i * step], (int)(i % 6))};
        if (i % 3 == 1) q.type = LC_TYPE_PERSON;
        if (i % 3 == 2) q.type = LC_TYPE_ORG;
        compare(&m, &q, thresholds[i % 3], i % 2 ? 10 : 0);
    }
    static const char *const odd[] = {"A",       "ali ali",      "the company", "co ltd",
                                      "1",       "no 9 factory", "Ltd",         "al",
                                      "j k l m", "Абу Али",      "有限公司",    "and of the"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        lc_query q = {.name = lc_sv_of(odd[i])};
        compare(&m, &q, 500, 0);
        compare(&m, &q, 500, 10);
    }
    lc_arena_free(a);
    unmake(&m);
}

static bool finds(made *m, size_t i, int *best)
{
    lc_arena *a = lc_arena_new();
    lc_query q = {.name = m->csl.names[i], .type = i % 2 ? m->csl.types[i] : LC_TYPE_UNKNOWN};
    lc_match_params p = {LC_DATE_NONE, 0, 8000, 0};
    lc_hit *hits = NULL;
    size_t n = 0;
    bool found = false;
    if (!lc_match(m->matcher, &q, &p, a, &hits, &n, NULL))
        for (size_t k = 0; k < n; k++)
            if (hits[k].version == m->csl.entries[i]) {
                found = true;
                *best = hits[k].score_bp;
            }
    lc_arena_free(a);
    return found;
}

static void every_listed_name_finds_its_entry(void **state)
{
    (void)state;
    made m;
    if (!make(&m, 0)) skip();
    size_t missed = 0, not_whole = 0, step = getenv("LICET_ALL_NAMES") ? 1 : SOME_NAMES;
    for (size_t i = 0; i < m.csl.n; i += step) {
        int best = 0;
        if (!finds(&m, i, &best)) {
            missed++;
            print_message("missed: %.*s\n", LC_SV_ARG(m.csl.names[i]));
        } else if (best != 10000) {
            not_whole++;
        }
    }
    print_message("%zu names, %zu missed, %zu below 1.0\n", (m.csl.n + step - 1) / step, missed,
                  not_whole);
    assert_int_equal(missed, 0);
    assert_int_equal(not_whole, 0);
    unmake(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_missed),
        cmocka_unit_test(every_listed_name_finds_its_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
