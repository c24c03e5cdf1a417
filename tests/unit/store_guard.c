/* The shrink guard (DESIGN section 6): which losses hold an edition back, and that nothing anybody
 * could have found before is lost while it is held. */
#include "unit/store_world.h"

#include "codec/csv.h"
#include "os/file.h"
#include "store/guard.h"

/* ---- the numbers ---- */

typedef struct loss {
    const char *sublist;
    int before, kept, after;
} loss;

static bool trips(const loss *rows, size_t n, uint64_t removals, int percent, char why[256])
{
    lc_guard g;
    lc_guard_init(&g);
    for (size_t i = 0; i < n; i++) {
        lc_sv name = lc_sv_of(rows[i].sublist);
        uint32_t number = 0;
        for (int k = 0; k < rows[i].before; k++) number = lc_guard_before(&g, name);
        for (int k = 0; k < rows[i].after; k++)
            lc_guard_after(&g, name, k < rows[i].kept ? number : LC_GUARD_NEW);
    }
    bool held = lc_guard_trips(&g, removals, percent, why, 256);
    lc_guard_done(&g);
    return held;
}

static bool one_trips(const char *sublist, int before, int kept, int after)
{
    char why[256];
    return trips(&(loss){sublist, before, kept, after}, 1, 25, 3, why);
}

static void ordinary_days_pass(void **state)
{
    (void)state;
    static const int removals[] = {53, 43, 112, 150}; /* SDN, real days of 2021 to 2024 */
    for (size_t i = 0; i < 4; i++) {
        assert_false(one_trips("SDN", 10000, 10000 - removals[i], 10000 - removals[i]));
        assert_false(one_trips("SDN", 10000, 10000 - removals[i], 10400));
    }
    assert_false(one_trips("DPL", 560, 535, 540)); /* 25 is not more than 25 */
    assert_false(one_trips("UVL", 30, 5, 5));
    assert_false(one_trips("EL", 3000, 2910, 2910)); /* 3 % exactly */
    assert_false(one_trips("FSE", 0, 0, 0));
    assert_false(one_trips("MEU", 0, 0, 70));
}

static void incidents_are_held(void **state)
{
    (void)state;
    char why[256];
    /* 6 May 2024: all SDN and SSI rows gone from the official file. */
    loss may[] = {{"SDN", 14965, 0, 0}, {"SSI", 290, 0, 0}, {"EL", 3000, 3000, 3001}};
    assert_true(trips(may, 3, 25, 3, why));
    assert_string_equal(why, "SDN lost 14965 of 14965 entries; SSI lost 290 of 290 entries");
    /* October 2019: DTC went from 686 to 515, ISN vanished. */
    assert_true(one_trips("DTC", 686, 515, 515));
    assert_true(one_trips("ISN", 1, 0, 0));
    assert_true(one_trips("EL", 3000, 2909, 2909));
    /* As many rows as before, but others. */
    assert_true(one_trips("SDN", 1000, 900, 1000));
    assert_true(one_trips("DPL", 560, 534, 560));
}

static void the_numbers_are_policy(void **state)
{
    (void)state;
    char why[256];
    loss r = {"SDN", 1000, 900, 900};
    assert_true(trips(&r, 1, 25, 3, why));
    assert_false(trips(&r, 1, 100, 3, why));
    assert_false(trips(&r, 1, 25, 10, why));
    assert_true(trips(&r, 1, 25, 0, why));
    assert_true(trips(&r, 1, 25, -5, why));
    loss all = {"SDN", 1000, 0, 0};
    assert_true(trips(&all, 1, UINT64_MAX, 99, why));
    assert_false(trips(&all, 1, 0, 100, why)); /* a person says that it is true */
    assert_string_equal(why, "");
}

static void a_long_story_is_cut(void **state)
{
    (void)state;
    char why[40], name[24];
    lc_guard g;
    lc_guard_init(&g);
    for (int i = 0; i < 20; i++) {
        snprintf(name, sizeof name, "LIST-%d", i);
        lc_guard_before(&g, lc_sv_of(name));
    }
    assert_true(lc_guard_trips(&g, 25, 3, why, sizeof why));
    assert_int_equal(strlen(why), sizeof why - 1);
    assert_memory_equal(why, "LIST-0 lost 1 of 1 entries", 26);
    lc_guard_done(&g);
    lc_guard_done(&g);
}

static void emptied_fields_are_counted(void **state)
{
    (void)state;
    char why[256];
    lc_guard g;
    lc_guard_init(&g);
    uint32_t el = 0;
    for (int i = 0; i < 200; i++) el = lc_guard_before(&g, LC_SV("EL"));
    for (int i = 0; i < 200; i++) lc_guard_after(&g, LC_SV("EL"), el);
    for (int i = 0; i < 6; i++) lc_guard_emptied(&g, el, 1 << 1 | 1u << 11);
    assert_false(lc_guard_trips(&g, 25, 3, why, sizeof why)); /* 3 % exactly */
    lc_guard_emptied(&g, el, 1 << 1);
    assert_true(lc_guard_trips(&g, 25, 3, why, sizeof why));
    assert_string_equal(why, "EL lost addresses in 7 of 200 entries");
    lc_guard_done(&g);
}

static void fields_are_told_apart(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    lc_entry e = world_entry(a, LC_SV("own"), LC_SV("A1"));
    lc_attr attrs[2] = {{LC_SV("title"), LC_SV("x")}, {LC_SV("remarks"), LC_SV_NONE}};
    assert_int_equal(lc_filled_of(&e), 0);
    e.citation = LC_SV("86 FR 60759");
    uint64_t bits = lc_filled_of(&e);
    assert_string_equal(lc_filled_word((unsigned)__builtin_ctzll(bits)), "citations");
    e.attrs = attrs;
    e.n_attrs = 2;
    uint64_t title = lc_filled_of(&e) & ~bits;
    assert_true(title && (title & (title - 1)) == 0);
    assert_string_equal(lc_filled_word((unsigned)__builtin_ctzll(title)), "other fields");
    assert_true(lc_filled_of(&e) >> 63 == 0);
    lc_arena_free(a);
}

/* ---- what is held ---- */

static world w;
enum { ROWS = 40 };

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

typedef struct rows_edition {
    lc_date day;
    int from, to;        /* rows from .. to - 1 */
    int no_address_from; /* rows from here on have no address */
    int percent;
    bool extra; /* and one row more */
} rows_edition;

static lc_entry row(lc_arena *a, int i, bool address)
{
    lc_entry e = world_entry(a, LC_SV("us_csl"), LC_SV("A1"));
    e.key = lc_arena_printf(a, "EL/%02d", i);
    e.names[0].text = lc_arena_printf(a, "Party %02d%s", i, address ? "a" : "-");
    if (!address) return e;
    e.addresses = LC_NEW(a, lc_address);
    e.addresses[0].text = LC_SV("1 Quay");
    e.n_addresses = 1;
    return e;
}

static lc_import_result import_rows(const rows_edition *d)
{
    char says[64];
    lc_import_result r = {0};
    lc_store_import *i;
    snprintf(says, sizeof says, "%d %d %d %d", d->from, d->to, d->no_address_from, d->extra);
    lc_import meta =
        world_meta(w.arena, &(edition){.day = d->day, .says = lc_arena_z(w.arena, lc_sv_of(says))});
    meta.guard_percent = d->percent;
    assert_int_equal(lc_store_import_begin(w.store, &meta, &i, NULL), 0);
    for (int k = d->from; k < d->to + d->extra; k++) {
        lc_entry e = row(w.arena, k < d->to ? k : 99, k < d->no_address_from);
        assert_int_equal(lc_store_import_put(i, &e, NULL), 0);
    }
    assert_int_equal(lc_store_import_end(i, &r, NULL), 0);
    assert_int_equal(lc_store_activate(w.store, LC_SV("i.lix"), meta.received_s, NULL), 0);
    assert_int_equal(lc_store_commit(w.store, NULL), 0);
    return r;
}

typedef struct found {
    lc_date day;
    int with, without; /* address */
    bool extra;
} found;

static int see(void *ctx, const lc_stored_version *v, licet_error *err)
{
    found *f = ctx;
    (void)err;
    if (v->known_to || f->day < v->list_from ||
        (v->list_to != LC_DATE_NONE && f->day >= v->list_to))
        return 0;
    size_t at = lc_sv_find(v->body, LC_SV("Party "), 0);
    f->extra |= memcmp(v->body.data + at + 6, "99", 2) == 0;
    if (v->body.data[at + 8] == 'a')
        f->with++;
    else
        f->without++;
    return 0;
}

static found found_on(lc_date day)
{
    found f = {.day = day};
    assert_int_equal(lc_store_each_version(w.store, &f, see, NULL), 0);
    return f;
}

static void removals_are_held_and_additions_act(void **state)
{
    (void)state;
    import_rows(&(rows_edition){.day = 100, .to = ROWS, .no_address_from = ROWS, .percent = 3});
    lc_import_result r = import_rows(
        &(rows_edition){.day = 101, .to = 10, .no_address_from = 10, .percent = 3, .extra = true});
    assert_true(r.quarantined);
    assert_string_equal(r.why, "EL lost 30 of 40 entries");
    assert_int_equal(r.removed, 0);
    assert_int_equal(r.added, 1);
    found f = found_on(101);
    assert_int_equal(f.with, ROWS);
    assert_true(f.extra);
    /* The day after the loss is still there, and still held. */
    r = import_rows(&(rows_edition){.day = 102, .to = 10, .no_address_from = 10, .percent = 3});
    assert_true(r.quarantined);
    assert_int_equal(found_on(102).with, ROWS);
    assert_false(found_on(102).extra); /* nobody says so any more */
    assert_true(found_on(101).extra);
    /* The rows come back: an ordinary edition, and the history has no gap. */
    r = import_rows(&(rows_edition){.day = 103, .to = ROWS, .no_address_from = ROWS, .percent = 3});
    assert_false(r.quarantined);
    assert_int_equal(r.unchanged, ROWS);
    assert_int_equal(found_on(102).with, ROWS);
    assert_true(world_sound(w.store));
}

static void both_wordings_are_found(void **state)
{
    (void)state;
    import_rows(&(rows_edition){.day = 100, .to = ROWS, .no_address_from = ROWS, .percent = 3});
    rows_edition emptied = {.day = 105, .to = ROWS, .no_address_from = 30, .percent = 3};
    lc_import_result r = import_rows(&emptied);
    assert_true(r.quarantined);
    assert_string_equal(r.why, "EL lost addresses in 10 of 40 entries");
    assert_int_equal(r.changed, 10);
    found f = found_on(105);
    assert_int_equal(f.with, ROWS);
    assert_int_equal(f.without, 10);
    assert_int_equal(found_on(104).without, 0);
    assert_true(import_rows(&emptied).same_as_before);
    /* Unchanged on the next day: still too much lost against the edition last trusted. */
    emptied.day = 106;
    r = import_rows(&emptied);
    assert_true(r.quarantined);
    f = found_on(106);
    assert_int_equal(f.with, ROWS);
    assert_int_equal(f.without, 10);
    assert_int_equal(found_on(105).without, 10);
    /* An older edition that comes late says nothing about these days. */
    import_rows(&(rows_edition){.day = 103, .to = ROWS, .no_address_from = ROWS, .percent = 3});
    assert_int_equal(found_on(105).without, 10);
    /* A whole edition ends it from its day on. */
    r = import_rows(&(rows_edition){.day = 110, .to = ROWS, .no_address_from = ROWS, .percent = 3});
    assert_false(r.quarantined);
    f = found_on(110);
    assert_int_equal(f.with, ROWS);
    assert_int_equal(f.without, 0);
    assert_int_equal(found_on(109).without, 10);
    assert_true(world_sound(w.store));
}

/* Damage that turned keys into others: the whole edition that follows has lost nothing, for the
 * damaged keys were never trusted. */
static void phantoms_of_a_quarantine_may_go(void **state)
{
    (void)state;
    import_rows(&(rows_edition){.day = 100, .to = ROWS, .no_address_from = ROWS, .percent = 3});
    lc_import_result r = import_rows(&(rows_edition){
        .day = 101, .from = 50, .to = 50 + ROWS, .no_address_from = 99, .percent = 3});
    assert_true(r.quarantined);
    assert_int_equal(r.added, ROWS);
    assert_int_equal(found_on(101).with, 2 * ROWS);
    r = import_rows(&(rows_edition){
        .day = 102, .to = ROWS, .no_address_from = ROWS, .percent = 3, .extra = true});
    assert_false(r.quarantined);
    assert_int_equal(r.added, 1);
    assert_int_equal(found_on(102).with, ROWS);
    assert_true(world_sound(w.store));
}

static void a_person_lifts_a_quarantine(void **state)
{
    (void)state;
    import_rows(&(rows_edition){.day = 100, .to = ROWS, .no_address_from = ROWS, .percent = 3});
    rows_edition small = {.day = 105, .to = 30, .no_address_from = 20, .percent = 3};
    assert_true(import_rows(&small).quarantined);
    small.percent = 100;
    lc_import_result r = import_rows(&small);
    assert_false(r.quarantined);
    assert_false(r.same_as_before);
    assert_int_equal(r.removed, 10);
    assert_int_equal(r.changed, 10);
    found f = found_on(105);
    assert_int_equal(f.with, 20);
    assert_int_equal(f.without, 10);
    f = found_on(104);
    assert_int_equal(f.with, ROWS);
    assert_int_equal(f.without, 0);
    assert_true(world_sound(w.store));
}

static void a_sublist_that_vanishes_is_held(void **state)
{
    (void)state;
    world_import(&w, &(edition){.day = 100, .says = "A1 B1 a1"});
    lc_import_result r = world_import(&w, &(edition){.day = 101, .says = "A1 B1", .guarded = true});
    assert_true(r.quarantined);
    assert_string_equal(r.why, "DPL lost 1 of 1 entries");
    assert_string_equal(world_now(&w, 101), "a1 A1 B1");
    /* Another row in its place: the sub-list is there again, and one removal is an ordinary one. */
    r = world_import(&w, &(edition){.day = 102, .says = "A1 B1 b1", .guarded = true});
    assert_false(r.quarantined);
    assert_string_equal(world_now(&w, 102), "b1 A1 B1");
}

/* ---- real days ---- */

static int put_sdn(lc_store_import *into, const char *path)
{
    lc_file *f;
    licet_error e = {0};
    lc_csv_row r;
    bool row_there = true;
    int n = 0;
    if (lc_file_open(path, &f, &e)) fail_msg("%s", e.message);
    lc_reader in = lc_file_reader(f);
    lc_csv *csv = lc_csv_open(&in, NULL);
    lc_arena *a = lc_arena_new();
    while (!lc_csv_next(csv, &row_there, &r, &e) && row_there) {
        if (r.problem || r.n < 12) continue; /* the 0x1A at the end */
        lc_arena_reset(a);
        lc_entry one = world_entry(a, LC_SV("us_csl"), LC_SV("A1"));
        one.sublist = LC_SV("SDN");
        one.key = lc_arena_printf(a, "SDN/%.*s", LC_SV_ARG(r.fields[0]));
        one.names[0].text = r.fields[1];
        one.citation = lc_sv_is(r.fields[11], "-0- ") ? LC_SV_NONE : r.fields[11]; /* remarks */
        if (lc_store_import_put(into, &one, &e)) fail_msg("%s", e.message);
        n++;
    }
    lc_arena_free(a);
    lc_csv_close(csv);
    lc_file_close(f);
    return n;
}

/* OFAC's own file on days with many removals: none is held back. */
static void real_days_of_ofac_pass(void **state)
{
    (void)state;
    static const char *const days[] = {"2021-08-18_0939", "2021-12-22_1851", "2021-12-30_1850",
                                       "2022-03-21_1849", "2022-03-24_1849"};
    const char *shared = getenv("LICET_SHARED");
    char path[512];
    for (size_t i = 0; i < 5; i++) {
        lc_import_result r;
        lc_store_import *into;
        snprintf(path, sizeof path, "%s/data/ofac/sdn_history_jackdwyer/picks/sdn_%s.csv",
                 shared ? shared : LICET_SHARED_DEFAULT, days[i]);
        if (!lc_file_exists(path)) {
            print_message("SKIP: %s is not here\n", path);
            skip();
        }
        lc_import meta = world_meta(
            w.arena, &(edition){.day = 18000 + (int)i, .says = days[i], .guarded = true});
        assert_int_equal(lc_store_import_begin(w.store, &meta, &into, NULL), 0);
        int n = put_sdn(into, path);
        assert_int_equal(lc_store_import_end(into, &r, NULL), 0);
        assert_int_equal(lc_store_activate(w.store, LC_SV("i.lix"), 1, NULL), 0);
        assert_int_equal(lc_store_commit(w.store, NULL), 0);
        print_message("%s: %d entries, %d added, %d changed, %d removed %s\n", days[i], n,
                      (int)r.added, (int)r.changed, (int)r.removed, r.why);
        assert_false(r.quarantined);
    }
    assert_true(world_sound(w.store));
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ordinary_days_pass),         cmocka_unit_test(incidents_are_held),
        cmocka_unit_test(the_numbers_are_policy),     cmocka_unit_test(a_long_story_is_cut),
        cmocka_unit_test(emptied_fields_are_counted), cmocka_unit_test(fields_are_told_apart),
        CASE(removals_are_held_and_additions_act),    CASE(both_wordings_are_found),
        CASE(phantoms_of_a_quarantine_may_go),        CASE(a_person_lifts_a_quarantine),
        CASE(a_sublist_that_vanishes_is_held),        CASE(real_days_of_ofac_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
