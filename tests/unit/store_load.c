/* A list of real size: how long the store takes, and that memory does not grow with history. */
#include "unit/store_world.h"

#include <malloc.h>
#include <time.h>

enum { ENTRIES = 26000, CHANGED_EVERY = 200 };

static world w;

static int set_up(void **state)
{
    (void)state;
    world_init(&w);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    world_done(&w);
    return 0;
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* About a kilobyte of JSON, as entries of the Consolidated Screening List have. */
static lc_entry full_entry(lc_arena *a, int i, int day)
{
    lc_entry e = {.source = LC_SV("us_csl"), .from = 15000 + i % 3000, .to = LC_DATE_NONE};
    e.sublist = i % 3 ? LC_SV("SDN") : LC_SV("EL");
    e.key = lc_arena_printf(a, "%.*s/%d", LC_SV_ARG(e.sublist), i * 7919 % 1000003);
    e.number = lc_arena_printf(a, "%d", i);
    e.type = LC_TYPE_ORG;
    e.n_names = 4;
    e.names = LC_NEW_N(a, lc_name, e.n_names);
    for (size_t k = 0; k < e.n_names; k++)
        e.names[k] = (lc_name){lc_arena_printf(a, "Trading House %d of the %zu. Quay%s", i, k,
                                               i % CHANGED_EVERY == day ? " (moved)" : ""),
                               k ? LC_NAME_ALIAS : LC_NAME_PRIMARY};
    e.n_addresses = 2;
    e.addresses = LC_NEW_N(a, lc_address, e.n_addresses);
    for (size_t k = 0; k < e.n_addresses; k++)
        e.addresses[k] =
            (lc_address){.text = lc_arena_printf(a, "%d Harbour Road, Building %zu, Port", i, k),
                         .country = LC_SV("IR")};
    e.citation = LC_SV("86 FR 60759, 11/4/2021");
    e.requirement = LC_SV("For all items subject to the EAR. (See 744.11 of the EAR)");
    e.policy = LC_SV("Presumption of denial");
    e.n_attrs = 2;
    e.attrs = LC_NEW_N(a, lc_attr, e.n_attrs);
    e.attrs[0] =
        (lc_attr){LC_SV("remarks"), LC_SV("Linked to two others on this list; see the notice.")};
    e.attrs[1] = (lc_attr){LC_SV("source_list_url"), LC_SV("https://www.bis.gov/entity-list")};
    e.origin = (lc_origin){.file = LC_SV("consolidated.csv"),
                           .sha256 = LC_SV("00"),
                           .line = (uint64_t)i + 2,
                           .byte = (uint64_t)i * 900,
                           .bytes = 900};
    return e;
}

/* Seconds in the store alone: making the entries is not counted. */
static double import_all(int day, lc_import_result *out)
{
    char text[32];
    snprintf(text, sizeof text, "edition %d", day);
    lc_import meta =
        world_meta(w.arena, &(edition){.day = 20000 + day, .says = text, .guarded = true});
    lc_store_import *i;
    double took = now_s();
    assert_int_equal(lc_store_import_begin(w.store, &meta, &i, NULL), 0);
    took = now_s() - took;
    lc_arena *a = lc_arena_new();
    for (int k = 0; k < ENTRIES; k++) {
        lc_arena_reset(a);
        lc_entry e = full_entry(a, k, day);
        double start = now_s();
        assert_int_equal(lc_store_import_put(i, &e, NULL), 0);
        took += now_s() - start;
    }
    lc_arena_free(a);
    double start = now_s();
    assert_int_equal(lc_store_import_end(i, out, NULL), 0);
    assert_int_equal(lc_store_activate(w.store, LC_SV("i.lix"), 1, NULL), 0);
    assert_int_equal(lc_store_commit(w.store, NULL), 0);
    return took + now_s() - start;
}

static int count_version(void *ctx, const lc_stored_version *v, licet_error *err)
{
    (void)err;
    assert_true(v->body.len > 700);
    ++*(int *)ctx;
    return 0;
}

/* The bound is wide, for busy machines and sanitizers; the figures are printed. */
static void a_whole_list_is_stored_quickly(void **state)
{
    (void)state;
    enum { MOST_S = 15 };
    lc_import_result r;
    int n = 0;
    double took = import_all(0, &r);
    assert_int_equal(r.added, ENTRIES);
    print_message("%d new entries: %.2f s in the store\n", ENTRIES, took);
    assert_true(took < MOST_S);
    took = import_all(1, &r);
    assert_int_equal(r.changed, 2 * ENTRIES / CHANGED_EVERY);
    assert_int_equal(r.unchanged + r.changed, ENTRIES);
    assert_false(r.quarantined);
    print_message("the next day: %.2f s\n", took);
    took = now_s();
    assert_int_equal(lc_store_each_version(w.store, &n, count_version, NULL), 0);
    print_message("%d versions read and checked: %.2f s\n", n, now_s() - took);
    took = now_s();
    assert_true(world_sound(w.store));
    print_message("verified: %.2f s\n", now_s() - took);
}

/* Bytes on the heap at the end of an import, with the transaction still open. */
static size_t heap_bytes(void)
{
    struct mallinfo2 m = mallinfo2();
    return m.uordblks + m.hblkhd;
}

/* What stays after an import does not grow from one to the next. (Sanitizers have a heap of their
 * own, and show nothing here.) */
static void memory_does_not_grow_with_history(void **state)
{
    (void)state;
    enum { DAYS = 4, SLACK_BYTES = 2 * 1024 * 1024 };
    lc_import_result r;
    import_all(0, &r);
    size_t first = heap_bytes();
    for (int day = 1; day <= DAYS; day++) import_all(day, &r);
    size_t last = heap_bytes();
    print_message("heap after the first import %zu KB, after %d more %zu KB\n", first / 1024, DAYS,
                  last / 1024);
    assert_true(last <= first + SLACK_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_whole_list_is_stored_quickly, set_up, tear_down),
        cmocka_unit_test_setup_teardown(memory_does_not_grow_with_history, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
