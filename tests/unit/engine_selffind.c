/* Every listed name and alias finds its own entry at or above POSSIBLE_MATCH: the promise a
 * screening tool lives by. 2,000 names of the full Consolidated Screening List drawn evenly; with
 * LICET_ALL=1 every one of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "engine/engine.h"
#include "os/pool.h"

enum { SAMPLED = 2000, THREADS = 2, MISSES_SHOWN = 20 };
static const char DAY[] = "2026-07-31";

typedef struct probe {
    uint32_t version;
    lc_query query;
} probe;

typedef struct hunt {
    licet_snapshot *s;
    lc_matcher *matchers[THREADS];
    lc_arena *arenas[THREADS];
    lc_arena *asked; /* of the probes' questions */
    probe *probes;
    size_t n;
    uint8_t *found;
} hunt;

static lc_entry entry_of(const hunt *h, uint32_t version, lc_arena *a)
{
    lc_json *body;
    lc_entry e;
    lc_index_version v = lc_index_version_at(h->s->index, version);
    if (lc_json_parse(a, v.body, &body, NULL) || lc_entry_from_json(a, body, &e, NULL)) abort();
    return e;
}

/* An entry that is an address has a placeholder for a name: the address must find it. */
static lc_query query_of(const lc_entry *e, uint32_t name, lc_arena *a)
{
    if (e->address_only && e->n_addresses)
        return (lc_query){.name = LC_SV("Quiet Harbour Bakery"),
                          .address = lc_arena_sv(a, e->addresses[0].text)};
    return (lc_query){.name = lc_arena_sv(a, e->names[name].text)};
}

static void look(void *ctx, size_t thread, size_t item)
{
    hunt *h = ctx;
    lc_arena *a = h->arenas[thread];
    lc_hit *hits;
    size_t n = 0;
    lc_date day;
    lc_arena_reset(a);
    lc_date_iso(lc_sv_of(DAY), &day);
    lc_match_params p = {.as_of = day, .threshold_bp = h->s->law->policy->least_possible_bp};
    if (lc_match(h->matchers[thread], &h->probes[item].query, &p, a, &hits, &n, NULL)) return;
    for (size_t i = 0; i < n; i++) h->found[item] |= hits[i].version == h->probes[item].version;
}

static size_t list_names(hunt *h, lc_arena *a)
{
    size_t n = 0, cap = 0;
    for (uint32_t v = 0; v < lc_index_versions(h->s->index); v++) {
        lc_arena_reset(a);
        lc_entry e = entry_of(h, v, a);
        for (uint32_t i = 0; i < e.n_names; i++) {
            if (n == cap) {
                cap = cap ? cap * 2 : 4096;
                h->probes = lc_xrealloc(h->probes, cap * sizeof *h->probes);
            }
            h->probes[n++] = (probe){v, query_of(&e, i, h->asked)};
        }
    }
    return n;
}

static void thin_out(hunt *h, size_t all)
{
    h->n = all;
    if (getenv("LICET_ALL") || all <= SAMPLED) return;
    for (size_t i = 0; i < SAMPLED; i++) h->probes[i] = h->probes[i * all / SAMPLED];
    h->n = SAMPLED;
}

static size_t report(hunt *h, size_t all)
{
    size_t found = 0, shown = 0;
    lc_arena *a = h->arenas[0];
    for (size_t i = 0; i < h->n; i++) {
        found += h->found[i];
        if (h->found[i] || shown++ >= MISSES_SHOWN) continue;
        lc_arena_reset(a);
        lc_entry e = entry_of(h, h->probes[i].version, a);
        fprintf(stderr, "  not found: %.*s of %.*s\n", LC_SV_ARG(h->probes[i].query.name),
                LC_SV_ARG(e.key));
    }
    fprintf(stderr,
            "%zu of %zu names looked for (the list has %zu): %.3f %% find their own entry\n", h->n,
            all, all, 100.0 * (double)found / (double)h->n);
    return found;
}

static int import_list(const char *home, const char *file, licet **out)
{
    licet_config c = {.home = home, .data = LICET_DATA_DIR, .now_s = 1785542400}; /* 2026-08-01 */
    licet_error e = {0};
    licet_text report_json = {0};
    licet_import_params p = {.source = "us_csl", .list_date = DAY, .files = &file, .n_files = 1};
    int rc = licet_open(&c, out, &e);
    if (!rc) rc = licet_import(*out, &p, &report_json, &e);
    licet_text_done(&report_json);
    if (rc) fprintf(stderr, "%s %s\n", e.message, e.remedy);
    return rc;
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void every_name_finds_its_entry(void **state)
{
    (void)state;
    char file[4096], home[] = "/tmp/licet-selffind-XXXXXX", tidy[64];
    const char *shared = getenv("LICET_SHARED");
    snprintf(file, sizeof file, "%s/data/us_csl/csl_2026-07-31_rebuilt.csv",
             shared ? shared : LICET_SHARED_DEFAULT);
    if (!lc_file_exists(file)) {
        fprintf(stderr, "SKIPPED: %s is not there\n", file);
        skip();
    }
    licet *l = NULL;
    hunt h = {0};
    licet_error e = {0};
    assert_non_null(mkdtemp(home));
    assert_int_equal(import_list(home, file, &l), 0);
    assert_int_equal(licet_snapshot_current(l, &h.s, &e), 0);
    for (size_t t = 0; t < THREADS; t++) {
        h.matchers[t] = lc_matcher_new(h.s->index, h.s->law->lexicon);
        h.arenas[t] = lc_arena_new();
    }
    h.asked = lc_arena_new();
    size_t all = list_names(&h, h.arenas[0]);
    thin_out(&h, all);
    h.found = calloc(h.n, 1);
    double began = seconds();
    lc_parallel(THREADS, h.n, &h, look);
    fprintf(stderr, "%.2f s on %d threads\n", seconds() - began, THREADS);
    assert_int_equal(report(&h, all), h.n);
    for (size_t t = 0; t < THREADS; t++) {
        lc_matcher_free(h.matchers[t]);
        lc_arena_free(h.arenas[t]);
    }
    free(h.probes);
    free(h.found);
    lc_arena_free(h.asked);
    licet_snapshot_release(h.s);
    licet_close(l);
    snprintf(tidy, sizeof tidy, "rm -rf %s", home);
    assert_int_equal(system(tidy), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_name_finds_its_entry)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
