/* A store behind licet's back: its bytes, its rows through raw SQL, its triggers taken off and put
 * back. */
#ifndef TESTS_STORE_RAW_H
#define TESTS_STORE_RAW_H

#include "unit/store_world.h"

#include "os/file.h"

static world w;
static lc_buf kept; /* bytes of a store with something of everything in it */

static inline void decide(world *x, int n)
{
    char id[16], record[32];
    uint64_t sequence;
    assert_int_equal(lc_store_decisions_begin(x->store, NULL), 0);
    for (int i = 0; i < n; i++) {
        snprintf(id, sizeof id, "D-%d", i % 17);
        snprintf(record, sizeof record, "{\"n\":%d}", i);
        assert_int_equal(lc_store_decision_append(x->store, lc_sv_of(id), 1000 + i / 3,
                                                  lc_sv_of(record), &sequence, NULL),
                         0);
    }
    assert_int_equal(lc_store_commit(x->store, NULL), 0);
}

/* Samples and lists, late editions, changed and removed entries, a quarantine, decisions. */
static inline void fill(world *x)
{
    world_import(x, &(edition){.day = 90, .says = "A1 B1", .sample = true});
    world_import(x, &(edition){.day = 100, .says = "A1 B1 C1 a1 b1"});
    world_import(x, &(edition){.day = 120, .says = "A2 B1 D1 a1 b1"});
    world_import(x, &(edition){.day = 110, .received_s = NOON(125), .says = "A1 C2 a1"});
    world_import(x, &(edition){.day = 130, .says = "A3 D1 E1", .guarded = true});
    world_import(x, &(edition){.day = 100, .source = "own", .says = "X1 Y1"});
    decide(x, 40);
}

static inline lc_sv path_of(const char *end)
{
    return lc_arena_printf(w.arena, "%s/licet.db%s", w.folder, end);
}

static inline int make_kept(void **state)
{
    (void)state;
    world_init(&w);
    fill(&w);
    assert_true(world_sound(w.store));
    lc_store_close(w.store); /* the log is folded into the file */
    w.store = NULL;
    return lc_file_read(path_of("").data, 64 << 20, &kept, NULL);
}

static inline int drop_kept(void **state)
{
    (void)state;
    lc_buf_done(&kept);
    world_done(&w);
    return 0;
}

/* ---- behind licet's back ---- */

static sqlite3 *raw;

/* Without a sync: what is lost by a crash of the machine is lost. */
static inline void write_kept(void)
{
    lc_file_remove(path_of("-wal").data, NULL);
    lc_file_remove(path_of("-shm").data, NULL);
    FILE *f = fopen(path_of("").data, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(kept.data, 1, kept.len, f), kept.len);
    assert_int_equal(fclose(f), 0);
}

static inline void restore_file(void)
{
    write_kept();
    assert_int_equal(sqlite3_open(path_of("").data, &raw), SQLITE_OK);
    sqlite3_exec(
        raw,
        "PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON;"
        "CREATE TEMP TABLE guards AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
        NULL, NULL, NULL);
}

static inline int run(void *ctx, int n, char **text, char **names)
{
    (void)ctx;
    (void)n;
    (void)names;
    return sqlite3_exec(raw, text[0], NULL, NULL, NULL);
}

static inline void drop_guards(void)
{
    assert_int_equal(
        sqlite3_exec(raw, "SELECT 'DROP TRIGGER ' || name FROM guards", run, NULL, NULL), 0);
}

static inline void put_guards_back(void)
{
    assert_int_equal(sqlite3_exec(raw, "SELECT sql FROM guards", run, NULL, NULL), 0);
}

static inline lc_verify_result look(int *rc, licet_error *e)
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

static inline bool noticed(const lc_verify_result *v)
{
    return v->why[0] || v->bad || v->bad_files || v->bad_versions;
}

#endif
