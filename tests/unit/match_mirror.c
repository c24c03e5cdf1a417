/* From the list's side nobody is missed: every customer a search finds an entry for is marked when
 * that entry is looked for in the mirror. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "match/match.h"
#include "match/mirror.h"
#include "ref/csl.h"

/* LICET_ALL=1: the whole list, and more customers. */
enum { ENTRIES = 3000, CUSTOMERS = 1200, MOST_CUSTOMERS = 12000, EVERY = 7 };

typedef struct world {
    ref_csl csl;
    lc_buf bytes;
    lc_index *index;
    lc_matcher *matcher;
    lc_arena *arena;
    lc_query customers[MOST_CUSTOMERS];
    size_t n;
    lc_mirror *mirror;
} world;

static lc_sv without_spaces(char *s, size_t n)
{
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (s[i] != ' ') s[k++] = s[i];
    return lc_sv_make(s, k);
}

/* A listed name as a customer might give it, or nearly another's. */
static lc_sv written(world *w, lc_sv name, size_t way)
{
    char *s = lc_arena_z(w->arena, name);
    size_t n = name.len, at = n / 2;
    switch (n < 4 ? 0 : way) {
    case 1: s[at] = 'o'; return lc_sv_make(s, n);
    case 2: memmove(s + at, s + at + 1, n - at); return lc_sv_make(s, n - 1);
    case 3: return without_spaces(s, n);
    case 4: return lc_sv_make(s, n > 35 ? 35 : n);
    case 5: return lc_arena_printf(w->arena, "Bureau %.*s Trading", LC_SV_ARG(name));
    case 6: return lc_arena_printf(w->arena, "Kilo Transport / %.*s", LC_SV_ARG(name));
    case 7: return lc_sv_make(s, at + 1);
    case 8: return lc_sv_from(lc_sv_make(s, n), at);
    default: return lc_sv_make(s, n);
    }
}

static bool make(world *w)
{
    char hash[65];
    licet_error err = {0};
    bool all = getenv("LICET_ALL") != NULL;
    *w = (world){.n = all ? MOST_CUSTOMERS : CUSTOMERS};
    if (!ref_csl_open(&w->csl, all ? 0 : ENTRIES)) {
        print_message("SKIPPED: the Consolidated Screening List is not at hand\n");
        return false;
    }
    assert_int_equal(lc_index_writer_finish(w->csl.writer, LC_SV("{}"), &w->bytes, hash, &err), 0);
    assert_int_equal(lc_index_open(lc_buf_view(&w->bytes), w->csl.lex, &w->index, &err), 0);
    w->matcher = lc_matcher_new(w->index, w->csl.lex);
    w->arena = lc_arena_new();
    w->mirror = lc_mirror_new(w->index, w->csl.lex);
    static const lc_party_type types[] = {LC_TYPE_UNKNOWN, LC_TYPE_PERSON, LC_TYPE_ORG};
    for (size_t i = 0; i < w->n; i++) {
        size_t at = i * 7919 % w->csl.n;
        w->customers[i] =
            (lc_query){.name = written(w, w->csl.names[at], i % 9), .type = types[i % 3]};
        lc_mirror_add(w->mirror, &w->customers[i]);
    }
    lc_mirror_finish(w->mirror);
    return true;
}

static void unmake(world *w)
{
    lc_mirror_free(w->mirror);
    lc_matcher_free(w->matcher);
    lc_index_close(w->index);
    lc_buf_done(&w->bytes);
    lc_arena_free(w->arena);
    ref_csl_close(&w->csl);
}

/* Looks for every EVERY-th version, first or not; counts the customers marked. */
static size_t look(world *w, int threshold_bp, size_t first, uint8_t *changed, uint8_t *marked)
{
    lc_mirror_work work;
    lc_mirror_weights *weights = lc_mirror_weigh(w->mirror, w->index);
    lc_mirror_search *s = lc_mirror_search_new(weights, w->csl.lex, threshold_bp);
    size_t n = 0;
    for (size_t v = first; v < lc_index_versions(w->index); v += EVERY) changed[v] = 1;
    lc_mirror_work_of(w->index, changed, NULL, w->arena, &work);
    for (size_t i = 0; i < lc_mirror_items(&work); i++) lc_mirror_look(s, &work, i, marked);
    for (size_t i = 0; i < w->n; i++) n += marked[i] |= lc_mirror_always(w->mirror, (uint32_t)i);
    lc_mirror_search_free(s);
    lc_mirror_weights_free(weights);
    return n;
}

static bool finds_changed(world *w, const lc_query *q, int threshold_bp, const uint8_t *changed)
{
    lc_arena *a = lc_arena_new();
    lc_match_params p = {LC_DATE_NONE, 0, threshold_bp, 0};
    lc_hit *hits = NULL;
    size_t n = 0;
    bool any = false;
    if (!lc_match(w->matcher, q, &p, a, &hits, &n, NULL))
        for (size_t i = 0; i < n; i++) any |= changed[hits[i].version];
    lc_arena_free(a);
    return any;
}

static void nobody_is_missed(void **state)
{
    (void)state;
    static const int thresholds[] = {8000, 4000, 9500};
    static world w;
    if (!make(&w)) skip();
    for (size_t t = 0; t < sizeof thresholds / sizeof *thresholds; t++) {
        uint8_t *changed = calloc(lc_index_versions(w.index) + 1, 1), *marked = calloc(w.n, 1);
        size_t missed = 0, found = 0, n = look(&w, thresholds[t], t, changed, marked);
        for (size_t i = 0; i < w.n; i++) {
            bool hit = finds_changed(&w, &w.customers[i], thresholds[t], changed);
            found += hit;
            if (!hit || marked[i]) continue;
            missed++;
            print_message("missed: %.*s\n", LC_SV_ARG(w.customers[i].name));
        }
        print_message("at %d: %zu of %zu customers have a hit, %zu are marked\n", thresholds[t],
                      found, w.n, n);
        assert_int_equal(missed, 0);
        assert_true(found > 20);
        assert_true(n < w.n);
        free(changed);
        free(marked);
    }
    unmake(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nobody_is_missed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
