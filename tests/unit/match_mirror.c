/* From the list's side nobody is missed: every customer a search finds an entry for is marked when
 * that entry is looked for in the mirror, and hardly anybody else. The bytes of a mirror are
 * checked whole; the same customers give the same bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "match/match.h"
#include "match/mirror_in.h"
#include "ref/csl.h"
#include "ref/lexicon_files.h"

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
    lc_buf mirror_bytes;
    lc_mirror *mirror;
} world;

static const char key[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

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
    lc_mirror_writer *writer = lc_mirror_writer_new(w->csl.lex);
    static const lc_party_type types[] = {LC_TYPE_UNKNOWN, LC_TYPE_PERSON, LC_TYPE_ORG};
    for (size_t i = 0; i < w->n; i++) {
        size_t at = i * 7919 % w->csl.n;
        w->customers[i] =
            (lc_query){.name = written(w, w->csl.names[at], i % 9), .type = types[i % 3]};
        lc_mirror_writer_add(writer, &w->customers[i]);
    }
    assert_int_equal(lc_mirror_writer_finish(writer, lc_sv_of(key), &w->mirror_bytes, &err), 0);
    lc_mirror_writer_free(writer);
    lc_sv bytes = lc_buf_view(&w->mirror_bytes);
    assert_int_equal(lc_mirror_open(bytes, w->csl.lex, lc_sv_of(key), &w->mirror, &err), 0);
    assert_int_equal(lc_mirror_customers(w->mirror), w->n);
    return true;
}

static void unmake(world *w)
{
    lc_mirror_close(w->mirror);
    lc_buf_done(&w->mirror_bytes);
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
    static const int thresholds[] = {8000, 4000, 9500, 55, 9100, 950};
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
        assert_true(n < w.n || thresholds[t] < 1000);
        free(changed);
        free(marked);
    }
    unmake(&w);
}

/* ---- the bytes ---- */

enum { SMALL = 60 };

static void add_small(lc_mirror_writer *w, size_t i)
{
    char name[64];
    lc_sv ident = LC_SV("IMO No. 9187629");
    snprintf(name, sizeof name, "%s %s %zu%s", i % 3 ? "Marlow" : "J.",
             i % 2 ? "Kestrel" : "Ivanov", i / 4, i % 5 ? "" : " Trading GmbH");
    lc_query q = {.name = lc_sv_of(name),
                  .address = i % 7 ? LC_SV_NONE : LC_SV("12 Main Street, Berlin"),
                  .idents = &ident,
                  .n_idents = i % 11 == 0};
    if (i % 13 == 0) q.name = LC_SV("Ltd"); /* to be searched the other way */
    if (i % 17 == 0) q.name = LC_SV("---");
    lc_mirror_writer_add(w, &q);
}

static void make_small(const lc_lexicon *lex, size_t n, lc_buf *out)
{
    licet_error err = {0};
    lc_mirror_writer *w = lc_mirror_writer_new(lex);
    for (size_t i = 0; i < n; i++) add_small(w, i);
    assert_int_equal(lc_mirror_writer_finish(w, lc_sv_of(key), out, &err), 0);
    lc_mirror_writer_free(w);
}

static int opens(lc_sv bytes, const lc_lexicon *lex, const char *with)
{
    lc_mirror *m = NULL;
    licet_error err = {0};
    int rc = lc_mirror_open(bytes, lex, lc_sv_of(with), &m, &err);
    assert_true(rc == 0 || (err.message[0] && err.remedy[0]));
    lc_mirror_close(m);
    return rc;
}

static void the_same_customers_give_the_same_bytes(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    lc_lexicon *lex = ref_lexicon(a);
    lc_buf one = {0}, two = {0}, none = {0};
    make_small(lex, SMALL, &one);
    make_small(lex, SMALL, &two);
    assert_true(lc_sv_eq(lc_buf_view(&one), lc_buf_view(&two)));
    make_small(lex, 0, &none);
    assert_int_equal(opens(lc_buf_view(&none), lex, key), 0);
    lc_buf_done(&one);
    lc_buf_done(&two);
    lc_buf_done(&none);
    lc_lexicon_free(lex);
    lc_arena_free(a);
}

static void no_change_goes_unnoticed(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    lc_lexicon *lex = ref_lexicon(a);
    lc_buf b = {0};
    char other[65];
    memcpy(other, key, sizeof key);
    other[63] = 'x';
    make_small(lex, SMALL, &b);
    assert_int_equal(opens(lc_buf_view(&b), lex, key), 0);
    assert_int_equal(opens(lc_buf_view(&b), lex, other), LICET_E_INDEX);
    size_t step = getenv("LICET_NIGHTLY") ? 1 : 3;
    for (size_t i = 0; i < b.len; i += step) {
        b.data[i] = (char)(b.data[i] ^ (1 << i % 8));
        assert_int_not_equal(opens(lc_buf_view(&b), lex, key), 0);
        b.data[i] = (char)(b.data[i] ^ (1 << i % 8));
    }
    for (size_t n = 0; n < b.len; n += 7 * step)
        assert_int_not_equal(opens(lc_sv_make(b.data, n), lex, key), 0);
    lc_buf_done(&b);
    lc_lexicon_free(lex);
    lc_arena_free(a);
}

/* A change with the right hash: refused, or searched without harm. */
static void a_lie_does_no_harm(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    lc_lexicon *lex = ref_lexicon(a);
    lc_buf b = {0};
    size_t opened = 0;
    ref_csl csl;
    lc_buf index_bytes = {0};
    lc_index *index = NULL;
    char hash[65];
    licet_error err = {0};
    if (!ref_csl_open(&csl, 40)) skip();
    assert_int_equal(lc_index_writer_finish(csl.writer, LC_SV("{}"), &index_bytes, hash, &err), 0);
    assert_int_equal(lc_index_open(lc_buf_view(&index_bytes), csl.lex, &index, &err), 0);
    make_small(csl.lex, SMALL, &b);
    for (size_t i = 16; i < b.len; i += getenv("LICET_NIGHTLY") ? 1 : 11) {
        lc_mirror *m = NULL;
        char was = b.data[i];
        b.data[i] = (char)(was ^ (1 << i % 8));
        uint64_t h = lc_mi_hash(lc_sv_from(lc_buf_view(&b), LC_MI_HASHED_FROM));
        memcpy(b.data + 8, &h, sizeof h);
        if (!lc_mirror_open(lc_buf_view(&b), csl.lex, lc_sv_of(key), &m, &err)) {
            uint8_t marked[SMALL] = {0}, all[4096] = {0};
            lc_mirror_work work;
            opened++;
            memset(all, 1, sizeof all);
            lc_mirror_weights *weights = lc_mirror_weigh(m, index);
            lc_mirror_search *s = lc_mirror_search_new(weights, csl.lex, 8000);
            lc_mirror_work_of(index, all, NULL, a, &work);
            for (size_t k = 0; k < lc_mirror_items(&work); k++) lc_mirror_look(s, &work, k, marked);
            lc_mirror_search_free(s);
            lc_mirror_weights_free(weights);
            lc_mirror_close(m);
        }
        b.data[i] = was;
    }
    print_message("%zu lies were believed\n", opened);
    lc_index_close(index);
    lc_buf_done(&index_bytes);
    ref_csl_close(&csl);
    lc_buf_done(&b);
    lc_lexicon_free(lex);
    lc_arena_free(a);
}

/* ---- hostile books ---- */

static void hostile_customers(void **state)
{
    (void)state;
    enum { EQUAL = 10000 };
    static char letters[64 * 1024];
    lc_arena *a = lc_arena_new();
    lc_lexicon *lex = ref_lexicon(a);
    lc_mirror_writer *w = lc_mirror_writer_new(lex);
    lc_buf b = {0}, words = {0};
    lc_mirror *m = NULL;
    licet_error err = {0};
    memset(letters, 'a', sizeof letters);
    for (int i = 0; i < 200; i++) lc_buf_printf(&words, "w%c%c ", 'a' + i % 26, 'a' + i / 26);
    for (int i = 0; i < EQUAL; i++)
        lc_mirror_writer_add(w, &(lc_query){.name = LC_SV("Positive Technologies")});
    lc_mirror_writer_add(w, &(lc_query){.name = lc_sv_make(letters, sizeof letters)});
    lc_mirror_writer_add(w, &(lc_query){.name = lc_sv_make(letters, 4000)});
    lc_mirror_writer_add(w, &(lc_query){.name = lc_buf_view(&words)});
    lc_mirror_writer_add(w, &(lc_query){.name = LC_SV_NONE});
    assert_int_equal(lc_mirror_writer_finish(w, lc_sv_of(key), &b, &err), 0);
    lc_mirror_writer_free(w);
    assert_int_equal(lc_mirror_open(lc_buf_view(&b), lex, lc_sv_of(key), &m, &err), 0);
    assert_int_equal(lc_mirror_customers(m), EQUAL + 4);
    assert_false(lc_mirror_always(m, 0));
    assert_true(lc_mirror_always(m, EQUAL));
    assert_true(lc_mirror_always(m, EQUAL + 1));
    assert_false(lc_mirror_always(m, EQUAL + 2));
    assert_true(lc_mirror_always(m, EQUAL + 3));
    lc_mirror_close(m);
    lc_buf_done(&b);
    lc_buf_done(&words);
    lc_lexicon_free(lex);
    lc_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nobody_is_missed),
                                       cmocka_unit_test(the_same_customers_give_the_same_bytes),
                                       cmocka_unit_test(no_change_goes_unnoticed),
                                       cmocka_unit_test(a_lie_does_no_harm),
                                       cmocka_unit_test(hostile_customers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
