/* A thousand (LICET_ALL=1: ten thousand) random ways to tamper with the rows, and bits flipped in
 * the file: lc_store_verify notices whatever changes what stands in the tables. */
#include "unit/store_raw.h"

static const char *const tables[] = {"decision", "head",     "tally", "version", "body",
                                     "file",     "snapshot", "entry", "active",  "snapshot_file"};
enum { TABLES = sizeof tables / sizeof *tables, ATTACKS = 1000, ALL_ATTACKS = 10000 };
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
    return text_of(
        "SELECT name FROM pragma_table_info('%s') ORDER BY (cid * 7919 + %u) %% 10007 LIMIT 1",
        table, pick(10007));
}

static const char *a_row(const char *table)
{
    return text_of("SELECT rowid FROM %s LIMIT 1 OFFSET %u %% (SELECT count(*) FROM %s)", table,
                   pick(1000), table);
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
        if (type == SQLITE_TEXT)
            sqlite3_bind_text(write_it, 1, len ? bytes : "x", len ? len : 1, SQLITE_STATIC);
        else
            sqlite3_bind_blob(write_it, 1, len ? bytes : "x", len ? len : 1, SQLITE_STATIC);
    }
    sqlite3_finalize(read_it);
    bool done = sqlite3_step(write_it) == SQLITE_DONE;
    sqlite3_finalize(write_it);
    return done;
}

static bool delete_row(const char *table)
{
    return sqlite3_exec(
               raw,
               lc_arena_printf(w.arena, "DELETE FROM %s WHERE rowid = %s", table, a_row(table))
                   .data,
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
    return sqlite3_exec(raw,
                        lc_arena_printf(w.arena,
                                        "INSERT INTO %s SELECT %s FROM %s WHERE rowid = %s", table,
                                        columns, table, a_row(table))
                            .data,
                        NULL, NULL, NULL) == 0;
}

/* One column of two rows changes places, or all columns but the key. */
static bool swap_rows(const char *table)
{
    const char *a = a_row(table), *b = a_row(table);
    const char *columns =
        pick(2)
            ? a_column(table)
            : text_of("SELECT group_concat(name) FROM pragma_table_info('%s') WHERE pk = 0", table);
    if (!columns) return false;
    lc_sv sql = lc_arena_printf(
        w.arena,
        "CREATE TEMP TABLE two AS SELECT rowid AS r, %s FROM %s WHERE rowid IN (%s, %s);"
        "UPDATE OR FAIL %s SET (%s) = (SELECT %s FROM two WHERE r = %s) WHERE rowid = %s;"
        "UPDATE OR FAIL %s SET (%s) = (SELECT %s FROM two WHERE r = %s) WHERE rowid = %s",
        columns, table, a, b, table, columns, columns, b, a, table, columns, columns, a, b);
    return sqlite3_exec(raw, sql.data, NULL, NULL, NULL) == 0;
}

/* Everything that stands in the tables. */
static const char *all_of(const char *table)
{
    const char *columns = text_of(
        "SELECT group_concat('quote(' || name || ')', ' || ') FROM pragma_table_info('%s')", table);
    return text_of(
        "SELECT coalesce(group_concat(x, char(10)), '') FROM (SELECT %s AS x FROM %s ORDER BY 1)",
        columns, table);
}

/* False if the database refused or nothing differs: then another attack is tried. */
static bool random_attack(const char **table, const char **kind)
{
    static const struct {
        const char *name;
        bool (*run)(const char *table);
    } kinds[] = {{"change", change_value},
                 {"change", change_value},
                 {"delete", delete_row},
                 {"insert", insert_row},
                 {"swap", swap_rows}};
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
    int attacks = getenv("LICET_ALL") ? ALL_ATTACKS : ATTACKS;
    while (done < attacks) {
        const char *table, *kind;
        unsigned was = seed;
        int rc;
        licet_error e;
        assert_true(++tried < 10 * attacks);
        w.arena = lc_arena_new();
        restore_file();
        drop_guards();
        bool real = random_attack(&table, &kind);
        put_guards_back();
        lc_verify_result v = look(&rc, &e);
        if (real && rc == 0 && !noticed(&v))
            fail_msg("seed %u: %s in %s went unseen", was, kind, table);
        if (real && rc && rc != LICET_E_CORRUPT)
            fail_msg("seed %u: %s in %s: %s", was, kind, table, e.message);
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
        cmocka_unit_test(a_thousand_attacks_are_noticed),
        cmocka_unit_test(flipped_bits_of_the_file),
    };
    return cmocka_run_group_tests(tests, make_kept, drop_kept);
}
