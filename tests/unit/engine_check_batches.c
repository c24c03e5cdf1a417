/* Batches of a check overlap: while one is decided, the one before is recorded and written. However
 * many threads, what is seen was made durable before, in order, and callers are called from their
 * own thread alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "licet/licet.h"

enum { ROWS = 300, NEVER = ROWS + 1 };
static const char DAY[] = "2026-07-31";

typedef struct house {
    licet *l;
    licet_snapshot *s;
    char home[64], orders[96];
} house;

/* A sink and a reader of answers that watch each other. */
typedef struct watch {
    pthread_t caller;
    size_t appended, durable, written, syncs;
    size_t fail_append, fail_sync, fail_write; /* at which one; NEVER */
    bool strange;
    char ids[ROWS][32];
} watch;

static void look(watch *w, bool good)
{
    w->strange |= !good || !pthread_equal(w->caller, pthread_self());
}

static int append(void *ctx, const char *id, const char *record, size_t len, licet_error *err)
{
    watch *w = ctx;
    look(w, len > 0 && record[0] == '{' && w->appended < ROWS && strlen(id) < sizeof w->ids[0]);
    if (w->appended >= w->fail_append) {
        err->code = LICET_E_STORE;
        return LICET_E_STORE;
    }
    strcpy(w->ids[w->appended++], id);
    return 0;
}

static int sync_all(void *ctx, licet_error *err)
{
    watch *w = ctx;
    look(w, true);
    if (++w->syncs >= w->fail_sync) {
        err->code = LICET_E_STORE;
        return LICET_E_STORE;
    }
    w->durable = w->appended;
    return 0;
}

/* One line of JSON a call, with the id of its decision. */
static int take_answer(void *ctx, const char *data, size_t len)
{
    watch *w = ctx;
    look(w, w->written < w->durable && len > 0 && data[len - 1] == '\n');
    if (w->written >= w->fail_write) return 1;
    look(w, memmem(data, len, w->ids[w->written], strlen(w->ids[w->written])) != NULL);
    w->written++;
    return 0;
}

static int run(const house *h, watch *w, int threads)
{
    licet_sink sink = {w, append, sync_all};
    licet_check_params p = {.orders = h->orders,
                            .as_of = DAY,
                            .format = LICET_FORMAT_JSONL,
                            .write = take_answer,
                            .write_ctx = w,
                            .threads = threads};
    licet_check_summary sum = {0};
    licet_error err = {0};
    w->caller = pthread_self();
    int rc = licet_check(h->l, h->s, &sink, &p, &sum, &err);
    licet_text_done(&sum.mapping_json);
    assert_false(w->strange);
    assert_true(w->written <= w->durable && w->durable <= w->appended);
    if (!rc) assert_int_equal(sum.rows, ROWS);
    return rc;
}

static void all_is_recorded_then_seen(void **state)
{
    watch first = {.fail_append = NEVER, .fail_sync = NEVER, .fail_write = NEVER};
    assert_int_equal(run(*state, &first, 1), 0);
    assert_int_equal(first.written, ROWS);
    for (int threads = 2; threads <= 5; threads++) {
        watch w = {.fail_append = NEVER, .fail_sync = NEVER, .fail_write = NEVER};
        assert_int_equal(run(*state, &w, threads), 0);
        assert_int_equal(w.written, ROWS);
        assert_memory_equal(w.ids, first.ids, sizeof w.ids);
    }
}

static void nothing_is_seen_that_is_not_kept(void **state)
{
    for (int threads = 1; threads <= 3; threads++) {
        for (size_t at = 0; at < ROWS; at += 37) {
            watch w = {.fail_append = at, .fail_sync = NEVER, .fail_write = NEVER};
            assert_int_equal(run(*state, &w, threads), LICET_E_STORE);
            assert_int_equal(w.appended, at);
            assert_int_equal(w.written, w.durable);
        }
        for (size_t at = 1; at < 5; at++) {
            watch w = {.fail_append = NEVER, .fail_sync = at, .fail_write = NEVER};
            assert_int_equal(run(*state, &w, threads), LICET_E_STORE);
            assert_int_equal(w.syncs, at);
            assert_int_equal(w.written, w.durable);
        }
    }
}

static void a_full_disk_ends_the_run(void **state)
{
    for (int threads = 1; threads <= 3; threads++) {
        watch w = {.fail_append = NEVER, .fail_sync = NEVER, .fail_write = 100};
        assert_int_equal(run(*state, &w, threads), LICET_E_IO);
        assert_int_equal(w.written, 100);
    }
}

static void write_orders(const house *h)
{
    FILE *f = fopen(h->orders, "w");
    assert_non_null(f);
    fputs("Order #,Direction,ECCN,Ship-to country,Customer,Customer country,Bank\n", f);
    for (int i = 0; i < ROWS; i++)
        fprintf(f, "T-%d,Sale,EAR99,DE,%s %d GmbH,DE,Bank of %d\n", i,
                i % 5 ? "Brunnenhof" : "NSO Group", i / 2, i % 9);
    assert_int_equal(fclose(f), 0);
}

static int begin(void **state)
{
    static house h;
    const char *file = LICET_DATA_DIR "/sample/consolidated_sample.csv";
    licet_error e = {0};
    licet_text report = {0};
    strcpy(h.home, "/tmp/licet-batches-XXXXXX");
    if (!mkdtemp(h.home)) return 1;
    snprintf(h.orders, sizeof h.orders, "%s/orders.csv", h.home);
    licet_config c = {.home = h.home, .data = LICET_DATA_DIR, .now_s = 1785542400}; /* 2026-08-01 */
    licet_import_params p = {
        .source = "us_csl", .list_date = DAY, .files = &file, .n_files = 1, .sample = 1};
    int rc = licet_open(&c, &h.l, &e);
    if (!rc) rc = licet_import(h.l, &p, &report, &e);
    licet_text_done(&report);
    if (!rc) rc = licet_snapshot_current(h.l, &h.s, &e);
    if (rc) fprintf(stderr, "%s %s\n", e.message, e.remedy);
    write_orders(&h);
    *state = &h;
    return rc;
}

static int end(void **state)
{
    house *h = *state;
    char tidy[96];
    licet_snapshot_release(h->s);
    licet_close(h->l);
    snprintf(tidy, sizeof tidy, "rm -rf %s", h->home);
    return system(tidy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_is_recorded_then_seen),
                                       cmocka_unit_test(nothing_is_seen_that_is_not_kept),
                                       cmocka_unit_test(a_full_disk_ends_the_run)};
    return cmocka_run_group_tests(tests, begin, end);
}
