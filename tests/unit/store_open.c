/* Opening what is there, what is not, and what is something else; two processes at once; a disk
 * that is full; a process killed in the middle. */
#include "unit/store_world.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "os/file.h"
#include "store/schema.h"

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

static const char *in_folder(const char *name)
{
    return lc_arena_printf(w.arena, "%s/%s", w.folder, name).data;
}

/* The code of opening; closes again if it opened. */
static int opens(const char *folder, lc_store_mode mode, licet_error *e)
{
    lc_store *s = NULL;
    *e = (licet_error){0};
    int rc = lc_store_open(folder, mode, &s, e);
    assert_true((rc == 0) == (s != NULL));
    lc_store_close(s);
    return rc;
}

static void a_missing_file(void **state)
{
    (void)state;
    licet_error e;
    assert_int_equal(opens(in_folder("none"), LC_STORE_READ, &e), LICET_E_NOT_FOUND);
    assert_non_null(strstr(e.remedy, "licet lists import"));
    assert_non_null(strstr(e.file, "none/licet.db"));
    assert_false(lc_file_exists(in_folder("none"))); /* reading makes nothing */
    assert_int_equal(opens(in_folder("a/b/c"), LC_STORE_WRITE, &e), 0);
    assert_true(lc_file_exists(in_folder("a/b/c/licet.db")));
    assert_int_equal(opens(in_folder("a/b/c"), LC_STORE_READ, &e), 0);
    assert_int_equal(opens("/proc/none", LC_STORE_WRITE, &e), LICET_E_IO);
    lc_store_close(NULL);
}

static void an_empty_file_is_no_store_yet(void **state)
{
    (void)state;
    licet_error e;
    assert_int_equal(lc_dir_make(in_folder("new"), NULL), 0);
    assert_int_equal(lc_file_write(in_folder("new/licet.db"), LC_SV_NONE, NULL), 0);
    assert_int_equal(opens(in_folder("new"), LC_STORE_READ, &e), LICET_E_NOT_FOUND);
    assert_int_equal(opens(in_folder("new"), LC_STORE_WRITE, &e), 0);
    assert_int_equal(opens(in_folder("new"), LC_STORE_READ, &e), 0);
}

static void a_new_store_is_sound_and_empty(void **state)
{
    (void)state;
    lc_sv name = LC_SV("untouched");
    lc_decision_row d;
    assert_true(world_sound(w.store));
    assert_int_equal(lc_store_active(w.store, w.arena, &name, NULL), 0);
    assert_int_equal(name.len, 0);
    assert_int_equal(lc_store_decision_get(w.store, w.arena, LC_SV("D"), &d, NULL),
                     LICET_E_NOT_FOUND);
    lc_verify_result v = world_verify(w.store);
    char root[LC_HASH_HEX];
    assert_string_equal(lc_hex(v.root, 32, root), /* SHA-256 of nothing (RFC 6962 section 2.1) */
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    int64_t mode = 0;
    assert_int_equal(lc_db_number(w.store, "PRAGMA synchronous", LC_SV_NONE, &mode, NULL), 0);
    assert_int_equal(mode, 2); /* FULL */
}

static void another_layout_is_refused_with_a_remedy(void **state)
{
    (void)state;
    licet_error e;
    char sql[64];
    for (int version = 0; version <= LC_STORE_SCHEMA_VERSION + 1; version++) {
        if (version == LC_STORE_SCHEMA_VERSION) continue;
        snprintf(sql, sizeof sql, "PRAGMA user_version = %d", version);
        world_sql(w.store, sql);
        for (int mode = LC_STORE_READ; mode <= LC_STORE_WRITE; mode++) {
            assert_int_equal(opens(w.folder, (lc_store_mode)mode, &e), LICET_E_STORE);
            assert_non_null(strstr(e.message, "layout"));
            assert_non_null(strstr(e.remedy, "nothing was changed"));
            assert_int_equal(version > LC_STORE_SCHEMA_VERSION, strstr(e.remedy, "newer") != NULL);
        }
    }
    world_sql(w.store, "PRAGMA user_version = 1; PRAGMA application_id = 7");
    assert_int_equal(opens(w.folder, LC_STORE_WRITE, &e), LICET_E_STORE);
    assert_non_null(strstr(e.message, "not one of licet's"));
}

static void a_file_that_is_no_database(void **state)
{
    (void)state;
    licet_error e;
    lc_buf b = {0};
    for (int i = 0; i < 500; i++) lc_buf_z(&b, "no database at all\n");
    assert_int_equal(lc_dir_make(in_folder("text"), NULL), 0);
    assert_int_equal(lc_file_write(in_folder("text/licet.db"), lc_buf_view(&b), NULL), 0);
    assert_int_equal(opens(in_folder("text"), LC_STORE_READ, &e), LICET_E_CORRUPT);
    assert_non_null(strstr(e.remedy, "backup"));
    assert_int_equal(opens(in_folder("text"), LC_STORE_WRITE, &e), LICET_E_CORRUPT);
    lc_buf_done(&b);
}

static void reading_writes_nothing(void **state)
{
    (void)state;
    licet_error e = {0};
    lc_import_result r;
    world_import(&w, &(edition){.day = 100, .says = "A1"});
    lc_store_close(w.store);
    w.store = world_open(&w, LC_STORE_READ);
    assert_int_equal(world_try(&w, &(edition){.day = 101, .says = "A1"}, &r, &e), LICET_E_ARGUMENT);
    assert_int_equal(lc_store_activate(w.store, LC_SV("j.lix"), 1, &e), LICET_E_ARGUMENT);
    assert_string_equal(world_now(&w, 101), "A1");
    assert_int_equal(sqlite3_exec(w.store->db, "DELETE FROM head", NULL, NULL, NULL) & 0xff,
                     SQLITE_READONLY);
}

/* ---- the index in force ---- */

static void the_index_belongs_to_the_lists(void **state)
{
    (void)state;
    lc_sv name;
    licet_error e = {0};
    static const char *const bad[] = {"", "/etc/passwd", "../x", "a/../b"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(lc_store_activate(w.store, lc_sv_of(bad[i]), 1, &e), LICET_E_ARGUMENT);
    world_import(&w, &(edition){.day = 100, .says = "A1"});
    assert_int_equal(lc_store_activate(w.store, LC_SV("second.lix"), 2, &e), 0);
    assert_int_equal(lc_store_active(w.store, w.arena, &name, &e), 0);
    assert_true(lc_sv_is(name, "second.lix"));
    world_sql(w.store, "CREATE TEMP TABLE kept AS SELECT * FROM active");
    world_import(&w, &(edition){.day = 101, .says = "A1 B1"});
    assert_int_equal(lc_store_active(w.store, w.arena, &name, &e), 0);
    assert_true(lc_sv_is(name, "i.lix"));
    world_sql(w.store, "DELETE FROM active; INSERT INTO active SELECT * FROM kept");
    assert_int_equal(lc_store_active(w.store, w.arena, &name, &e), LICET_E_CORRUPT);
    world_sql(w.store, "DELETE FROM active");
    assert_int_equal(lc_store_active(w.store, w.arena, &name, &e), LICET_E_CORRUPT);
    assert_non_null(strstr(e.remedy, "import"));
    assert_non_null(strstr(world_verify(w.store).why, "no index in force"));
}

/* ---- more than one ---- */

static void a_reader_sees_the_state_before(void **state)
{
    (void)state;
    licet_error e = {0};
    lc_store_import *i;
    lc_import_result r;
    world writer = w;
    world_import(&w, &(edition){.day = 100, .says = "A1"});
    world reader = {.arena = w.arena, .store = world_open(&w, LC_STORE_READ)};
    lc_import meta = world_meta(w.arena, &(edition){.day = 101, .says = "A2 B1"});
    assert_int_equal(lc_store_import_begin(writer.store, &meta, &i, &e), 0);
    lc_entry one = world_entry(w.arena, meta.source, LC_SV("A2"));
    assert_int_equal(lc_store_import_put(i, &one, &e), 0);
    assert_string_equal(world_now(&reader, 101), "A1");
    assert_int_equal(lc_store_import_end(i, &r, &e), 0);
    assert_string_equal(world_now(&reader, 101), "A1");
    assert_string_equal(world_now(&writer, 101), "A2"); /* the writer sees its own */
    assert_true(world_sound(reader.store));
    assert_int_equal(lc_store_activate(writer.store, LC_SV("i.lix"), 1, &e), 0);
    assert_int_equal(lc_store_commit(writer.store, &e), 0);
    assert_string_equal(world_now(&reader, 101), "A2");
    assert_true(world_sound(reader.store));
    lc_store_close(reader.store);
}

static void a_busy_store_says_so(void **state)
{
    (void)state;
    licet_error e = {0};
    lc_store *other = world_open(&w, LC_STORE_WRITE);
    sqlite3_busy_timeout(other->db, 50);
    assert_int_equal(lc_store_decisions_begin(w.store, &e), 0);
    assert_int_equal(lc_store_decisions_begin(other, &e), LICET_E_STORE);
    assert_non_null(strstr(e.remedy, "another licet"));
    lc_store_rollback(w.store);
    assert_int_equal(lc_store_decisions_begin(other, &e), 0); /* and goes on when it is free */
    lc_store_close(other);
}

/* In a child: no test framework, only an exit code. */
static int child_imports(const char *source, int rounds)
{
    char says[8];
    lc_import_result r;
    licet_error e = {0};
    world c = w;
    if (lc_store_open(w.folder, LC_STORE_WRITE, &c.store, &e)) return 1;
    for (int i = 0; i < rounds; i++) {
        snprintf(says, sizeof says, "A%d B1", i % 9 + 1);
        if (world_try(&c, &(edition){.source = source, .day = 100 + i, .says = says}, &r, &e))
            return 2;
    }
    lc_store_close(c.store);
    return 0;
}

static void two_processes_import_at_once(void **state)
{
    (void)state;
    enum { ROUNDS = 20 };
    static const char *const sources[] = {"us_csl", "own"};
    pid_t child[2];
    for (int i = 0; i < 2; i++) {
        child[i] = fork();
        if (child[i] == 0) _exit(child_imports(sources[i], ROUNDS));
        assert_true(child[i] > 0);
    }
    for (int i = 0; i < 2; i++) {
        int status;
        assert_int_equal(waitpid(child[i], &status, 0), child[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    for (int i = 0; i < 2; i++)
        for (int day = 0; day < ROUNDS; day++) {
            char want[8];
            snprintf(want, sizeof want, "A%d B1", day % 9 + 1);
            assert_string_equal(world_listed(&w, sources[i], 100 + day, NOON(1000)), want);
        }
    assert_true(world_sound(w.store));
}

static void two_processes_make_the_store_at_once(void **state)
{
    (void)state;
    for (int round = 0; round < 10; round++) {
        char name[32];
        pid_t child[4];
        snprintf(name, sizeof name, "round-%d", round);
        const char *folder = in_folder(name);
        for (int i = 0; i < 4; i++) {
            child[i] = fork();
            lc_store *s = NULL;
            if (child[i] == 0) _exit(lc_store_open(folder, LC_STORE_WRITE, &s, NULL) ? 1 : 0);
            assert_true(child[i] > 0);
        }
        for (int i = 0; i < 4; i++) {
            int status;
            waitpid(child[i], &status, 0);
            assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        }
        licet_error e;
        assert_int_equal(opens(folder, LC_STORE_READ, &e), 0);
    }
}

/* Imports and decides until it is killed; writes a byte after each commit. */
static int child_works(int out)
{
    uint64_t sequence;
    lc_import_result r;
    world c = w;
    if (lc_store_open(w.folder, LC_STORE_WRITE, &c.store, NULL)) return 1;
    for (int i = 0;; i++) {
        char says[8];
        snprintf(says, sizeof says, "A%d B1", i % 9 + 1);
        if (world_try(&c, &(edition){.day = 100, .received_s = NOON(100) + i, .says = says}, &r,
                      NULL))
            return 2;
        if (lc_store_decisions_begin(c.store, NULL)) return 3;
        if (lc_store_decision_append(c.store, LC_SV("D"), 1, LC_SV("{}"), &sequence, NULL))
            return 4;
        if (lc_store_commit(c.store, NULL)) return 5;
        if (write(out, "x", 1) != 1) return 6;
    }
}

static void a_kill_leaves_the_old_or_the_new(void **state)
{
    (void)state;
    unsigned seed = 1;
    uint64_t acknowledged = 0;
    for (int round = 0; round < 25; round++) {
        int pipes[2], status;
        char x;
        assert_int_equal(pipe(pipes), 0);
        pid_t child = fork();
        if (child == 0) _exit(child_works(pipes[1]));
        close(pipes[1]);
        if (read(pipes[0], &x, 1) == 1) acknowledged++;
        usleep((useconds_t)(rand_r(&seed) % 20000));
        kill(child, SIGKILL);
        while (read(pipes[0], &x, 1) == 1) acknowledged++;
        close(pipes[0]);
        waitpid(child, &status, 0);
        assert_true(WIFSIGNALED(status));
        assert_true(world_sound(w.store));
        uint64_t kept = world_verify(w.store).decisions;
        assert_true(kept >= acknowledged); /* at most the last one had no time to be told */
        acknowledged = kept;
        assert_int_equal(strlen(world_now(&w, 100)), 5);
    }
}

/* ---- the disk is full ---- */

static void limit_pages(lc_store *s, int more)
{
    int64_t pages = 0;
    char sql[64];
    assert_int_equal(lc_db_number(s, "PRAGMA page_count", LC_SV_NONE, &pages, NULL), 0);
    snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d", (int)pages + more);
    world_sql(s, sql);
}

static void a_full_disk_changes_nothing(void **state)
{
    (void)state;
    licet_error e = {0};
    uint64_t sequence = 0;
    lc_buf big = {0};
    lc_buf_reserve(&big, 200000);
    while (big.len < 100000) lc_buf_z(&big, "0123456789");
    world_import(&w, &(edition){.day = 100, .says = "A1"});
    for (int more = 0; more < 12; more++) {
        limit_pages(w.store, more);
        assert_int_equal(lc_store_decisions_begin(w.store, &e), 0);
        assert_int_equal(
            lc_store_decision_append(w.store, LC_SV("D"), 1, lc_buf_view(&big), &sequence, &e),
            LICET_E_STORE);
        assert_non_null(strstr(e.remedy, "make room"));
        assert_int_equal(sequence, 0);
        assert_int_equal(
            lc_store_decision_append(w.store, LC_SV("D"), 1, LC_SV("{}"), &sequence, &e),
            LICET_E_STORE); /* a batch that failed takes nothing more */
        assert_int_equal(lc_store_commit(w.store, &e), LICET_E_STORE);
        lc_import meta = world_meta(w.arena, &(edition){.day = 101, .says = "A2"});
        lc_import_file huge = {meta.files[0].name, meta.files[0].sha256, big.len,
                               lc_buf_view(&big)};
        lc_store_import *i = NULL;
        meta.files = &huge;
        assert_int_equal(lc_store_import_begin(w.store, &meta, &i, &e), LICET_E_STORE);
        assert_null(i);
        assert_true(world_sound(w.store));
        assert_string_equal(world_now(&w, 101), "A1");
    }
    world_sql(w.store, "PRAGMA max_page_count = 1000000");
    assert_int_equal(lc_store_decisions_begin(w.store, &e), 0);
    assert_int_equal(lc_store_decision_append(w.store, LC_SV("D"), 1, LC_SV("{}"), &sequence, &e),
                     0);
    assert_int_equal(lc_store_commit(w.store, &e), 0);
    assert_int_equal(sequence, 1);
    lc_buf_done(&big);
}

/* A commit that fails may have reached the disk or not: the handle does nothing more, and the next
 * process finds the state before or after. */
static int refuse_commit(void *ctx)
{
    (void)ctx;
    return 1;
}

static void after_a_failed_commit_nothing_goes(void **state)
{
    (void)state;
    licet_error e = {0};
    uint64_t sequence;
    lc_verify_result v;
    world_import(&w, &(edition){.day = 100, .says = "A1"});
    sqlite3_commit_hook(w.store->db, refuse_commit, NULL);
    assert_int_equal(lc_store_decisions_begin(w.store, &e), 0);
    assert_int_equal(lc_store_decision_append(w.store, LC_SV("D"), 1, LC_SV("{}"), &sequence, &e),
                     0);
    assert_int_equal(lc_store_commit(w.store, &e), LICET_E_STORE);
    sqlite3_commit_hook(w.store->db, NULL, NULL);
    assert_int_equal(lc_store_decisions_begin(w.store, &e), LICET_E_STORE);
    assert_non_null(strstr(e.remedy, "start licet again"));
    assert_int_equal(lc_store_commit(w.store, &e), LICET_E_STORE);
    assert_int_equal(lc_store_verify(w.store, &v, &e), LICET_E_STORE);
    lc_store_close(w.store);
    w.store = world_open(&w, LC_STORE_WRITE);
    assert_true(world_sound(w.store));
    assert_int_equal(world_verify(w.store).decisions, 0);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_missing_file),
        CASE(an_empty_file_is_no_store_yet),
        CASE(a_new_store_is_sound_and_empty),
        CASE(another_layout_is_refused_with_a_remedy),
        CASE(a_file_that_is_no_database),
        CASE(reading_writes_nothing),
        CASE(the_index_belongs_to_the_lists),
        CASE(a_reader_sees_the_state_before),
        CASE(a_busy_store_says_so),
        CASE(two_processes_import_at_once),
        CASE(two_processes_make_the_store_at_once),
        CASE(a_kill_leaves_the_old_or_the_new),
        CASE(a_full_disk_changes_nothing),
        CASE(after_a_failed_commit_nothing_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
