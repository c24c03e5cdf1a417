/* Whatever is done to the rows behind licet's back, lc_store_verify notices: named attacks
 * (tests/unit/store_tamper.c has the random ones). The attacker drops the triggers and puts them
 * back. */
#include "unit/store_raw.h"

#include "store/decision.h"

/* One attack; what verify says of it. */
static lc_verify_result attack(const char *sql)
{
    char *message = NULL;
    int rc;
    licet_error e;
    restore_file();
    drop_guards();
    if (sqlite3_exec(raw, sql, NULL, NULL, &message)) fail_msg("%s: %s", sql, message);
    put_guards_back();
    lc_verify_result v = look(&rc, &e);
    if (rc) fail_msg("%s: %s", sql, e.message);
    if (!noticed(&v)) fail_msg("not noticed: %s", sql);
    return v;
}

static void nothing_done_is_sound(void **state)
{
    (void)state;
    int rc;
    licet_error e;
    restore_file();
    drop_guards();
    put_guards_back();
    lc_verify_result v = look(&rc, &e);
    assert_int_equal(rc, 0);
    assert_false(noticed(&v));
    assert_int_equal(v.decisions, 40);
    assert_int_equal(v.files, 6);
    assert_true(v.versions > 10);
}

static void a_decision_altered(void **state)
{
    (void)state;
    lc_verify_result v = attack("UPDATE decision SET record = '{\"n\":99}' WHERE sequence = 7");
    assert_int_equal(v.bad, 1);
    assert_int_equal(v.first_bad, 7);
    assert_string_equal(v.why, "decision 7 was altered");
    assert_int_equal(attack("UPDATE decision SET time_s = 0 WHERE sequence = 1").first_bad, 1);
    assert_int_equal(attack("UPDATE decision SET id = 'D-99' WHERE sequence = 40").first_bad, 40);
}

static void a_decision_removed(void **state)
{
    (void)state;
    lc_verify_result v = attack("DELETE FROM decision WHERE sequence = 12");
    assert_int_equal(v.first_bad, 12);
    assert_string_equal(v.why, "decision 12 is missing");
    assert_string_equal(attack("DELETE FROM decision WHERE sequence > 37").why,
                        "decision 38 is missing: the log was cut short");
    v = attack("DELETE FROM decision");
    assert_int_equal(v.decisions, 0);
    assert_int_equal(v.first_bad, 1);
    /* The others moved up into the gap. */
    assert_int_equal(attack("DELETE FROM decision WHERE sequence = 40;"
                            "UPDATE head SET sequence = 39")
                         .first_bad,
                     39);
    assert_true(attack("DELETE FROM decision WHERE sequence = 20;"
                       "UPDATE decision SET sequence = -sequence WHERE sequence > 20;"
                       "UPDATE decision SET sequence = -sequence - 1 WHERE sequence < 0;"
                       "UPDATE head SET sequence = 39")
                    .bad >= 20);
}

static void a_decision_added(void **state)
{
    (void)state;
    lc_verify_result v =
        attack("INSERT INTO decision SELECT 41, id, time_s, record, salt, leaf, envelope"
               " FROM decision WHERE sequence = 40");
    assert_int_equal(v.first_bad, 41);
    attack("INSERT INTO decision SELECT 0, id, time_s, record, salt, leaf, envelope FROM decision"
           " WHERE sequence = 1");
}

static void decisions_reordered(void **state)
{
    (void)state;
    lc_verify_result v = attack("UPDATE decision SET sequence = -1 WHERE sequence = 5;"
                                "UPDATE decision SET sequence = 5 WHERE sequence = 6;"
                                "UPDATE decision SET sequence = 6 WHERE sequence = -1");
    assert_int_equal(v.bad, 2);
    assert_int_equal(v.first_bad, 5);
}

/* Somebody who has read this source makes leaf and envelope agree again: the chain does not. */
static void forge_row(int sequence)
{
    static const char record[] = "{\"verdict\":\"NO_MATCH\"}";
    uint8_t salt[32] = {1}, leaf[32], envelope[32];
    sqlite3_stmt *st;
    lc_leaf_of(salt, LC_SV(record), leaf);
    lc_envelope_of(leaf, sequence, 1000, LC_SV("D-1"), envelope);
    assert_int_equal(sqlite3_prepare_v2(raw,
                                        "UPDATE decision SET id = 'D-1', time_s = 1000, record = ?,"
                                        " salt = ?, leaf = ?, envelope = ? WHERE sequence = ?",
                                        -1, &st, NULL),
                     SQLITE_OK);
    sqlite3_bind_text(st, 1, record, -1, SQLITE_STATIC);
    sqlite3_bind_blob(st, 2, salt, 32, SQLITE_STATIC);
    sqlite3_bind_blob(st, 3, leaf, 32, SQLITE_STATIC);
    sqlite3_bind_blob(st, 4, envelope, 32, SQLITE_STATIC);
    sqlite3_bind_int(st, 5, sequence);
    assert_int_equal(sqlite3_step(st), SQLITE_DONE);
    sqlite3_finalize(st);
}

static void a_forger_breaks_the_chain(void **state)
{
    (void)state;
    int rc;
    licet_error e;
    uint8_t root[32];
    restore_file();
    lc_verify_result v = look(&rc, &e);
    memcpy(root, v.root, sizeof root);
    restore_file();
    drop_guards();
    forge_row(9);
    put_guards_back();
    v = look(&rc, &e);
    assert_int_equal(rc, 0);
    assert_int_equal(v.bad, 1);
    assert_non_null(strstr(v.why, "does not agree with what came before"));
    assert_memory_not_equal(v.root, root, 32); /* nor does a root noted elsewhere */
}

static void head_and_tallies_altered(void **state)
{
    (void)state;
    attack("UPDATE head SET time_s = time_s + 1");
    attack("UPDATE head SET chain = zeroblob(32)");
    attack("UPDATE head SET sequence = 0");
    assert_non_null(strstr(attack("DELETE FROM head").why, "head"));
    attack("UPDATE tally SET count = count + 1 WHERE name = 'version'");
    attack("UPDATE tally SET sum = zeroblob(32) WHERE name = 'snapshot'");
    attack("DELETE FROM tally WHERE name = 'version'");
    attack("INSERT INTO tally VALUES ('more', 0, zeroblob(32))");
}

static void lists_altered(void **state)
{
    (void)state;
    lc_verify_result v = attack("UPDATE body SET json = replace(json, 'Party A2', 'Party Q2')");
    assert_true(v.bad_versions >= 1);
    assert_non_null(strstr(v.why, "EL/A"));
    attack("UPDATE version SET list_to = 101 WHERE id = 1");
    attack("DELETE FROM version WHERE id = 4");
    attack("UPDATE snapshot SET quarantined = 0, why = ''");
    attack("UPDATE snapshot SET checked_s = checked_s + 86400");
    attack("DELETE FROM snapshot WHERE id = 2");
    attack("UPDATE snapshot_file SET place = 5 WHERE snapshot = 1");
    attack("DELETE FROM snapshot_file WHERE snapshot = 1");
    attack("UPDATE entry SET key = 'EL/Q' WHERE key = 'EL/A'");
    attack("INSERT INTO entry (source, key) VALUES ('own', 'EL/Q')");
    attack("UPDATE body SET entry = 1");
    v = attack("UPDATE file SET packed = zeroblob(20)");
    assert_int_equal(v.bad_files, 6);
    attack("INSERT INTO file VALUES (zeroblob(32), 0, x'', zeroblob(32))");
    attack("DELETE FROM file WHERE rowid = 1");
    attack("UPDATE active SET index_name = 'other.lix'");
    attack("DELETE FROM active");
}

static void the_layout_altered(void **state)
{
    (void)state;
    int rc;
    licet_error e;
    restore_file();
    drop_guards();
    lc_verify_result v = look(&rc, &e);
    assert_int_equal(rc, 0);
    assert_string_equal(v.why,
                        "the layout was altered: tables or triggers are not the ones licet makes");
    attack("CREATE TABLE more (x)");
    attack("CREATE TRIGGER later AFTER INSERT ON decision BEGIN DELETE FROM version; END");
}

/* What is read in daily use refuses an altered row too, without a call of verify. */
static void reading_refuses_what_was_altered(void **state)
{
    (void)state;
    static const struct {
        const char *sql;
        int versions, snapshots, decision;
    } cases[] = {
        {"UPDATE decision SET record = '{}' WHERE sequence = 40", 0, 0, LICET_E_CORRUPT},
        {"UPDATE body SET json = json || ' '", LICET_E_CORRUPT, 0, 0},
        {"DELETE FROM version WHERE id = 3", LICET_E_CORRUPT, 0, 0},
        {"UPDATE snapshot SET sample = 1 WHERE id = 3", 0, LICET_E_CORRUPT, 0},
        {"DELETE FROM snapshot WHERE id = 5", 0, LICET_E_CORRUPT, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        believed b = {.source = "us_csl"};
        int n = 0;
        lc_decision_row d;
        restore_file();
        drop_guards();
        assert_int_equal(sqlite3_exec(raw, cases[i].sql, NULL, NULL, NULL), 0);
        put_guards_back();
        sqlite3_close(raw);
        world x = {.arena = w.arena, .store = world_open(&w, LC_STORE_READ)};
        licet_error e = {0};
        assert_int_equal(lc_store_each_version(x.store, &b, world_see, &e), cases[i].versions);
        lc_buf_done(&b.words);
        assert_int_equal(lc_store_each_snapshot(x.store, &n, world_count, &e), cases[i].snapshots);
        assert_int_equal(lc_store_decision_get(x.store, w.arena, LC_SV("D-5"), &d, &e),
                         cases[i].decision);
        if (e.code) assert_non_null(strstr(e.remedy, "licet verify"));
        lc_store_close(x.store);
    }
}

/* An import does not seal in what was altered. */
static void an_import_stops_at_an_altered_row(void **state)
{
    (void)state;
    static const char *const attacks[] = {
        "UPDATE version SET list_from = list_from - 1 WHERE known_to IS NULL",
        "UPDATE version SET known_from = 5 WHERE known_to IS NULL",
        "INSERT INTO version SELECT 1000, entry, body, 101, NULL, known_from, NULL, 0, 0, "
        "snapshot, seal"
        " FROM version WHERE known_to IS NULL LIMIT 1",
    };
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        licet_error e = {0};
        lc_import_result r;
        restore_file();
        drop_guards();
        assert_int_equal(sqlite3_exec(raw, attacks[i], NULL, NULL, NULL), 0);
        put_guards_back();
        sqlite3_close(raw);
        world x = w;
        x.store = world_open(&w, LC_STORE_WRITE);
        int rc = world_try(&x, &(edition){.day = 140, .says = "Q1"}, &r, &e);
        assert_int_equal(rc, LICET_E_CORRUPT);
        lc_store_close(x.store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_done_is_sound),
        cmocka_unit_test(a_decision_altered),
        cmocka_unit_test(a_decision_removed),
        cmocka_unit_test(a_decision_added),
        cmocka_unit_test(decisions_reordered),
        cmocka_unit_test(a_forger_breaks_the_chain),
        cmocka_unit_test(head_and_tallies_altered),
        cmocka_unit_test(lists_altered),
        cmocka_unit_test(the_layout_altered),
        cmocka_unit_test(reading_refuses_what_was_altered),
        cmocka_unit_test(an_import_stops_at_an_altered_row),
    };
    return cmocka_run_group_tests(tests, make_kept, drop_kept);
}
