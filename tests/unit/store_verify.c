/* Whatever is done to the rows behind licet's back, lc_store_verify notices: named attacks first,
 * then a thousand random ones. The attacker drops the triggers and puts them back. */
#include "unit/store_world.h"

#include "os/file.h"
#include "store/decision.h"

static world w;
static lc_buf kept; /* bytes of a store with something of everything in it */

static void decide(world *x, int n)
{
    char id[16], record[32];
    uint64_t sequence;
    assert_int_equal(lc_store_decisions_begin(x->store, NULL), 0);
    for (int i = 0; i < n; i++) {
        snprintf(id, sizeof id, "D-%d", i % 17);
        snprintf(record, sizeof record, "{\"n\":%d}", i);
        assert_int_equal(lc_store_decision_append(x->store, lc_sv_of(id), 1000 + i / 3, lc_sv_of(record),
                                                  &sequence, NULL), 0);
    }
    assert_int_equal(lc_store_commit(x->store, NULL), 0);
}

/* Samples and lists, late editions, changed and removed entries, a quarantine, decisions. */
static void fill(world *x)
{
    world_import(x, &(edition){.day = 90, .says = "A1 B1", .sample = true});
    world_import(x, &(edition){.day = 100, .says = "A1 B1 C1 a1 b1"});
    world_import(x, &(edition){.day = 120, .says = "A2 B1 D1 a1 b1"});
    world_import(x, &(edition){.day = 110, .received_s = NOON(125), .says = "A1 C2 a1"});
    world_import(x, &(edition){.day = 130, .says = "A3 D1 E1", .guarded = true});
    world_import(x, &(edition){.day = 100, .source = "own", .says = "X1 Y1"});
    decide(x, 40);
}

static lc_sv path_of(const char *end)
{
    return lc_arena_printf(w.arena, "%s/licet.db%s", w.folder, end);
}

static int make_kept(void **state)
{
    (void)state;
    world_init(&w);
    fill(&w);
    assert_true(world_sound(w.store));
    lc_store_close(w.store); /* the log is folded into the file */
    w.store = NULL;
    return lc_file_read(path_of("").data, 64 << 20, &kept, NULL);
}

static int drop_kept(void **state)
{
    (void)state;
    lc_buf_done(&kept);
    world_done(&w);
    return 0;
}

/* ---- behind licet's back ---- */

static sqlite3 *raw;

/* Without a sync: what is lost by a crash of the machine is lost. */
static void write_kept(void)
{
    lc_file_remove(path_of("-wal").data, NULL);
    lc_file_remove(path_of("-shm").data, NULL);
    FILE *f = fopen(path_of("").data, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(kept.data, 1, kept.len, f), kept.len);
    assert_int_equal(fclose(f), 0);
}

static void restore_file(void)
{
    write_kept();
    assert_int_equal(sqlite3_open(path_of("").data, &raw), SQLITE_OK);
    sqlite3_exec(raw, "PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON;"
                      "CREATE TEMP TABLE guards AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
                 NULL, NULL, NULL);
}

static int run(void *ctx, int n, char **text, char **names)
{
    (void)ctx;
    (void)n;
    (void)names;
    return sqlite3_exec(raw, text[0], NULL, NULL, NULL);
}

static void drop_guards(void)
{
    assert_int_equal(sqlite3_exec(raw, "SELECT 'DROP TRIGGER ' || name FROM guards", run, NULL, NULL), 0);
}

static void put_guards_back(void)
{
    assert_int_equal(sqlite3_exec(raw, "SELECT sql FROM guards", run, NULL, NULL), 0);
}

static lc_verify_result look(int *rc, licet_error *e)
{
    lc_store *s = NULL;
    lc_verify_result v = {0};
    *e = (licet_error){0};
    assert_int_equal(sqlite3_close(raw), SQLITE_OK);
    *rc = lc_store_open(w.folder, LC_STORE_READ, &s, e);
    if (!*rc) *rc = lc_store_verify(s, &v, e);
    lc_store_close(s);
    return v;
}

static bool noticed(const lc_verify_result *v)
{
    return v->why[0] || v->bad || v->bad_files || v->bad_versions;
}

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
                            "UPDATE head SET sequence = 39").first_bad, 39);
    assert_true(attack("DELETE FROM decision WHERE sequence = 20;"
                       "UPDATE decision SET sequence = -sequence WHERE sequence > 20;"
                       "UPDATE decision SET sequence = -sequence - 1 WHERE sequence < 0;"
                       "UPDATE head SET sequence = 39").bad >= 20);
}

static void a_decision_added(void **state)
{
    (void)state;
    lc_verify_result v = attack("INSERT INTO decision SELECT 41, id, time_s, record, salt, leaf, envelope"
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
    assert_int_equal(sqlite3_prepare_v2(raw, "UPDATE decision SET id = 'D-1', time_s = 1000, record = ?,"
                                             " salt = ?, leaf = ?, envelope = ? WHERE sequence = ?",
                                        -1, &st, NULL), SQLITE_OK);
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
    assert_string_equal(v.why, "the layout was altered: tables or triggers are not the ones licet makes");
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
        assert_int_equal(lc_store_decision_get(x.store, w.arena, LC_SV("D-5"), &d, &e), cases[i].decision);
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
        "INSERT INTO version SELECT 1000, entry, body, 101, NULL, known_from, NULL, 0, 0, snapshot, seal"
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

/* ---- a thousand at random ---- */

static const char *const tables[] = {"decision", "head",          "tally", "version", "body",
                                     "file",     "snapshot",      "entry", "active",  "snapshot_file"};
enum { TABLES = sizeof tables / sizeof *tables, ATTACKS = 1000 };
static unsigned seed = 20;

static unsigned pick(unsigned n)
{
    return (unsigned)rand_r(&seed) % n;
}

/* One text of a query, in the arena; NULL if there is no row. */
static const char *text_of(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static const char *text_of(const char *fmt, ...)
{
    char sql[512];
    sqlite3_stmt *st;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(sql, sizeof sql, fmt, ap);
    va_end(ap);
    if (sqlite3_prepare_v2(raw, sql, -1, &st, NULL)) fail_msg("%s: %s", sql, sqlite3_errmsg(raw));
    const char *out = NULL;
    if (sqlite3_step(st) == SQLITE_ROW && sqlite3_column_text(st, 0))
        out = lc_arena_z(w.arena, lc_sv_of((const char *)sqlite3_column_text(st, 0)));
    sqlite3_finalize(st);
    return out;
}

static const char *a_column(const char *table)
{
    return text_of("SELECT name FROM pragma_table_info('%s') ORDER BY (cid * 7919 + %u) %% 10007 LIMIT 1",
                   table, pick(10007));
}

static const char *a_row(const char *table)
{
    return text_of("SELECT rowid FROM %s LIMIT 1 OFFSET %u %% (SELECT count(*) FROM %s)", table, pick(1000), table);
}

/* One byte of a text or blob, one bit of a number. */
static bool change_value(const char *table)
{
    char sql[256];
    const char *column = a_column(table), *row = a_row(table);
    sqlite3_stmt *read_it, *write_it;
    snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE rowid = %s", column, table, row);
    assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &read_it, NULL), SQLITE_OK);
    snprintf(sql, sizeof sql, "UPDATE %s SET %s = ? WHERE rowid = %s", table, column, row);
    assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &write_it, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(read_it), SQLITE_ROW);
    int type = sqlite3_column_type(read_it, 0), len = sqlite3_column_bytes(read_it, 0);
    char *bytes = lc_arena_alloc(w.arena, (size_t)len + 1);
    if (type == SQLITE_INTEGER || type == SQLITE_NULL) {
        sqlite3_bind_int64(write_it, 1, sqlite3_column_int64(read_it, 0) ^ (int64_t)1 << pick(40));
    } else {
        if (len) memcpy(bytes, sqlite3_column_blob(read_it, 0), (size_t)len);
        if (len) bytes[pick((unsigned)len)] ^= (char)(1 << pick(8));
        if (type == SQLITE_TEXT) sqlite3_bind_text(write_it, 1, len ? bytes : "x", len ? len : 1, SQLITE_STATIC);
        else sqlite3_bind_blob(write_it, 1, len ? bytes : "x", len ? len : 1, SQLITE_STATIC);
    }
    sqlite3_finalize(read_it);
    bool done = sqlite3_step(write_it) == SQLITE_DONE;
    sqlite3_finalize(write_it);
    return done;
}

static bool delete_row(const char *table)
{
    return sqlite3_exec(raw, lc_arena_printf(w.arena, "DELETE FROM %s WHERE rowid = %s", table, a_row(table)).data,
                        NULL, NULL, NULL) == 0;
}

/* A copy of a row under another primary key. */
static bool insert_row(const char *table)
{
    const char *columns = text_of("SELECT group_concat(CASE WHEN pk = 0 THEN name"
                                  " WHEN type = 'INTEGER' THEN name || ' + %u'"
                                  " WHEN type = 'TEXT' THEN name || '%u' ELSE 'randomblob(32)' END)"
                                  " FROM (SELECT * FROM pragma_table_info('%s') ORDER BY cid)",
                                  1 + pick(3) * 1000, pick(100), table);
    if (strcmp(table, "entry") == 0) columns = "id + 1000, source, key || 'x'";
    return sqlite3_exec(raw, lc_arena_printf(w.arena, "INSERT INTO %s SELECT %s FROM %s WHERE rowid = %s", table,
                                             columns, table, a_row(table)).data, NULL, NULL, NULL) == 0;
}

/* One column of two rows changes places, or all columns but the key. */
static bool swap_rows(const char *table)
{
    const char *a = a_row(table), *b = a_row(table);
    const char *columns = pick(2) ? a_column(table)
                                  : text_of("SELECT group_concat(name) FROM pragma_table_info('%s') WHERE pk = 0", table);
    if (!columns) return false;
    lc_sv sql = lc_arena_printf(w.arena,
                                "CREATE TEMP TABLE two AS SELECT rowid AS r, %s FROM %s WHERE rowid IN (%s, %s);"
                                "UPDATE OR FAIL %s SET (%s) = (SELECT %s FROM two WHERE r = %s) WHERE rowid = %s;"
                                "UPDATE OR FAIL %s SET (%s) = (SELECT %s FROM two WHERE r = %s) WHERE rowid = %s",
                                columns, table, a, b, table, columns, columns, b, a, table, columns, columns, a, b);
    return sqlite3_exec(raw, sql.data, NULL, NULL, NULL) == 0;
}

/* Everything that stands in the tables. */
static const char *all_of(const char *table)
{
    const char *columns = text_of("SELECT group_concat('quote(' || name || ')', ' || ') FROM pragma_table_info('%s')", table);
    return text_of("SELECT coalesce(group_concat(x, char(10)), '') FROM (SELECT %s AS x FROM %s ORDER BY 1)", columns, table);
}

/* False if the database refused or nothing differs: then another attack is tried. */
static bool random_attack(const char **table, const char **kind)
{
    static const struct {
        const char *name;
        bool (*run)(const char *table);
    } kinds[] = {{"change", change_value}, {"change", change_value}, {"delete", delete_row},
                 {"insert", insert_row},   {"swap", swap_rows}};
    unsigned k = pick(5);
    *table = tables[pick(TABLES)];
    *kind = kinds[k].name;
    const char *before = all_of(*table);
    return kinds[k].run(*table) && strcmp(before, all_of(*table)) != 0;
}

static void a_thousand_attacks_are_noticed(void **state)
{
    (void)state;
    int done = 0, tried = 0, by_table[TABLES] = {0};
    lc_arena *mine = w.arena;
    while (done < ATTACKS) {
        const char *table, *kind;
        unsigned was = seed;
        int rc;
        licet_error e;
        assert_true(++tried < 10 * ATTACKS);
        w.arena = lc_arena_new();
        restore_file();
        drop_guards();
        bool real = random_attack(&table, &kind);
        put_guards_back();
        lc_verify_result v = look(&rc, &e);
        if (real && rc == 0 && !noticed(&v)) fail_msg("seed %u: %s in %s went unseen", was, kind, table);
        if (real && rc && rc != LICET_E_CORRUPT) fail_msg("seed %u: %s in %s: %s", was, kind, table, e.message);
        for (int i = 0; i < TABLES; i++) by_table[i] += real && tables[i] == table;
        done += real;
        lc_arena_free(w.arena);
        w.arena = mine;
    }
    for (int i = 0; i < TABLES; i++) print_message("%s %d, ", tables[i], by_table[i]);
    print_message("all noticed (%d tried)\n", tried);
}

/* Bits of the file itself, below SQL: whatever they hit, verify ends, and no answer it gives is
 * wrong: if it finds nothing, nothing that stands in the tables differs. */
static void flipped_bits_of_the_file(void **state)
{
    (void)state;
    int unseen = 0;
    lc_arena *mine = w.arena;
    restore_file();
    const char *want[TABLES];
    for (int i = 0; i < TABLES; i++) want[i] = all_of(tables[i]);
    sqlite3_close(raw);
    for (int round = 0; round < 400; round++) {
        int rc;
        licet_error e;
        unsigned bit = pick((unsigned)kept.len * 8);
        w.arena = lc_arena_new();
        kept.data[bit / 8] ^= (char)(1 << bit % 8);
        write_kept();
        assert_int_equal(sqlite3_open(path_of("").data, &raw), SQLITE_OK);
        lc_verify_result v = look(&rc, &e);
        if (rc == 0 && !noticed(&v)) {
            unseen++;
            assert_int_equal(sqlite3_open(path_of("").data, &raw), SQLITE_OK);
            for (int i = 0; i < TABLES; i++) assert_string_equal(all_of(tables[i]), want[i]);
            sqlite3_close(raw);
        }
        kept.data[bit / 8] ^= (char)(1 << bit % 8);
        lc_arena_free(w.arena);
        w.arena = mine;
    }
    print_message("400 bits of the file: %d of them hold nothing that is read\n", unseen);
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
        cmocka_unit_test(a_thousand_attacks_are_noticed),
        cmocka_unit_test(flipped_bits_of_the_file),
    };
    return cmocka_run_group_tests(tests, make_kept, drop_kept);
}
