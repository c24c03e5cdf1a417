/* What a quarantined edition holds beside the list ends when a person rejects it, together with the
 * log, and only then. */
#include "unit/store_world.h"

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

/* 40 entries, then an edition without most of them, with one in other words and one new. */
static lc_import_result quarantine(lc_date day)
{
    world_import(&w, &(edition){.day = 100,
                                .says = "A1 B1 C1 D1 E1 F1 G1 H1 I1 J1 K1 L1 M1 N1 O1 P1 "
                                        "Q1 R1 S1 T1 U1 V1 W1 X1 Y1 Z1 a1 b1 c1 d1"});
    lc_import_result r = world_import(&w, &(edition){.day = day, .guarded = true, .says = "A2 51"});
    assert_true(r.quarantined);
    return r;
}

static uint64_t reject(int64_t snapshot, bool commit)
{
    uint64_t sequence = 0;
    licet_error e = {0};
    if (lc_store_drop_held(w.store, snapshot, NOON(120), &e)) fail_msg("%s", e.message);
    if (lc_store_decision_append(w.store, LC_SV("L-1"), NOON(120), LC_SV("{}"), &sequence, &e))
        fail_msg("%s", e.message);
    if (lc_store_activate(w.store, LC_SV("j.lix"), NOON(120), &e)) fail_msg("%s", e.message);
    if (!commit)
        lc_store_rollback(w.store);
    else if (lc_store_commit(w.store, &e))
        fail_msg("%s", e.message);
    return sequence;
}

static void held_versions_end_with_the_decision(void **state)
{
    (void)state;
    lc_import_result r = quarantine(110);
    const char *before = world_now(&w, 99 + 1);
    assert_true(strstr(world_now(&w, 110), "A2") && strstr(world_now(&w, 110), "51"));
    assert_int_equal(reject(r.snapshot, true), 1);
    assert_string_equal(world_now(&w, 110), before);
    assert_string_equal(world_now(&w, 200), before);
    /* what was known before the decision stays known */
    assert_non_null(strstr(world_listed(&w, "us_csl", 110, NOON(119)), "51"));
    assert_true(world_sound(w.store));
    lc_store_close(w.store); /* and after opening it again */
    w.store = world_open(&w, LC_STORE_WRITE);
    assert_string_equal(world_now(&w, 110), before);
    assert_true(world_sound(w.store));
    assert_int_equal(world_verify(w.store).decisions, 1);
}

static void a_rollback_leaves_all_as_it_was(void **state)
{
    (void)state;
    lc_import_result r = quarantine(110);
    reject(r.snapshot, false);
    assert_non_null(strstr(world_now(&w, 110), "51"));
    assert_int_equal(world_verify(w.store).decisions, 0);
    assert_int_equal(reject(r.snapshot, true), 1);
    assert_true(world_sound(w.store));
}

static void only_a_quarantined_edition_can_be_dropped(void **state)
{
    (void)state;
    licet_error e = {0};
    quarantine(110);
    assert_int_equal(lc_store_drop_held(w.store, 1, NOON(120), &e), LICET_E_NOT_FOUND);
    assert_int_equal(lc_store_drop_held(w.store, 99, NOON(120), &e), LICET_E_NOT_FOUND);
    assert_int_equal(reject(2, true), 1); /* no transaction stayed open */
}

static void later_editions_are_compared_with_the_list_before(void **state)
{
    (void)state;
    lc_import_result r = quarantine(110);
    const char *before = world_now(&w, 100);
    reject(r.snapshot, true);
    r = world_import(&w, &(edition){.day = 112,
                                    .guarded = true,
                                    .received_s = NOON(121),
                                    .says = "A1 B1 C1 D1 E1 F1 G1 H1 I1 J1 K1 L1 M1 N1 O1 P1 Q1 R1 "
                                            "S1 T1 U1 V1 W1 X1 Y1 Z1 a1 b1 c1 d1"});
    assert_false(r.quarantined);
    assert_int_equal(r.unchanged, 30);
    assert_string_equal(world_now(&w, 112), before);
    assert_string_equal(world_now(&w, 111), before);
    assert_true(world_sound(w.store));
}

static void of_several_quarantined_days_each_is_dropped_alone(void **state)
{
    (void)state;
    quarantine(110);
    lc_import_result second =
        world_import(&w, &(edition){.day = 115, .guarded = true, .says = "A3 61"});
    assert_true(second.quarantined);
    reject(2, true);
    assert_null(strstr(world_now(&w, 112), "51"));
    assert_non_null(strstr(world_now(&w, 116), "61"));
    assert_non_null(strstr(world_now(&w, 116), "A3"));
    assert_true(world_sound(w.store));
}

static void a_decision_needs_a_transaction_that_may_hold_one(void **state)
{
    (void)state;
    uint64_t sequence;
    licet_error e = {0};
    lc_import meta = world_meta(w.arena, &(edition){.day = 100, .says = "A1"});
    lc_store_import *i = NULL;
    assert_int_equal(lc_store_import_begin(w.store, &meta, &i, &e), 0);
    assert_int_equal(
        lc_store_decision_append(w.store, LC_SV("L-1"), NOON(100), LC_SV("{}"), &sequence, &e),
        LICET_E_ARGUMENT);
    lc_store_import_cancel(i);
    assert_int_equal(
        lc_store_decision_append(w.store, LC_SV("L-1"), NOON(100), LC_SV("{}"), &sequence, &e),
        LICET_E_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(held_versions_end_with_the_decision, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_rollback_leaves_all_as_it_was, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_a_quarantined_edition_can_be_dropped, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(later_editions_are_compared_with_the_list_before, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(of_several_quarantined_days_each_is_dropped_alone, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_decision_needs_a_transaction_that_may_hold_one, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
