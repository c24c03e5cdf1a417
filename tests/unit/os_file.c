#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include <pthread.h>

#include "os/file.h"
#include "os/pool.h"

static char folder[] = "/tmp/licet-os-XXXXXX";

static lc_sv in_folder(lc_arena *a, const char *name)
{
    return lc_arena_printf(a, "%s/%s", folder, name);
}

static void written_whole_or_not_at_all(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    lc_sv path = in_folder(a, "f.txt");
    lc_buf b = {0};
    lc_new_file *f;
    licet_error e;
    assert_int_equal(lc_file_write(path.data, LC_SV("old"), &e), 0);
    assert_int_equal(lc_new_file_open(path.data, &f, &e), 0);
    assert_int_equal(lc_new_file_put(f, LC_SV("half of the ne"), &e), 0);
    assert_int_equal(lc_file_read(path.data, 100, &b, &e), 0);
    assert_string_equal(b.data, "old"); /* not yet there */
    lc_new_file_cancel(f);
    lc_buf_clear(&b);
    assert_int_equal(lc_file_read(path.data, 100, &b, &e), 0);
    assert_string_equal(b.data, "old");
    assert_int_equal(lc_file_write(path.data, LC_SV("new"), &e), 0);
    lc_buf_clear(&b);
    assert_int_equal(lc_file_read(path.data, 100, &b, &e), 0);
    assert_string_equal(b.data, "new");
    lc_sv *names;
    size_t n;
    assert_int_equal(lc_dir_files(a, folder, "", &names, &n, &e), 0);
    assert_int_equal(n, 1); /* no temporary is left */
    lc_buf_done(&b);
    lc_arena_free(a);
}

static void reading_names_what_is_wrong(void **state)
{
    (void)state;
    lc_buf b = {0};
    licet_error e;
    lc_file *f;
    lc_map_file m = {0};
    assert_int_equal(lc_file_read("/nonexistent/x", 10, &b, &e), LICET_E_NOT_FOUND);
    assert_non_null(strstr(e.message, "/nonexistent/x"));
    assert_int_equal(lc_file_open(folder, &f, &e), LICET_E_IO);
    lc_arena *a = lc_arena_new();
    lc_sv path = in_folder(a, "ten");
    assert_int_equal(lc_file_write(path.data, LC_SV("0123456789"), &e), 0);
    assert_int_equal(lc_file_read(path.data, 9, &b, &e), LICET_E_LIMIT);
    assert_int_equal(lc_map_file_open(path.data, &m, &e), 0);
    assert_int_equal(m.bytes.len, 10);
    lc_map_file_close(&m);
    assert_int_equal(lc_file_write(path.data, LC_SV(""), &e), 0);
    assert_int_equal(lc_map_file_open(path.data, &m, &e), LICET_E_CORRUPT);
    assert_int_not_equal(lc_file_write("/nonexistent/y", LC_SV("x"), &e), 0);
    assert_int_not_equal(lc_dir_make("/proc/nope/x", &e), 0);
    assert_true(lc_file_same(
        path.data, lc_arena_printf(a, "%s/../%s/ten", folder, strrchr(folder, '/') + 1).data));
    assert_false(lc_file_same(path.data, "/nonexistent/z"));
    assert_false(lc_file_same("/dev/null", "/dev/null"));
    assert_int_equal(lc_file_remove("/nonexistent/z", &e), 0);
    assert_int_equal(lc_file_remove(path.data, &e), 0);
    assert_false(lc_file_exists(path.data));
    lc_buf_done(&b);
    lc_arena_free(a);
}

static void folders_are_listed_in_order(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    licet_error e;
    lc_sv *names;
    size_t n;
    assert_int_equal(lc_dir_make(in_folder(a, "d/e/f").data, &e), 0);
    assert_int_equal(lc_file_write(in_folder(a, "d/z.txt").data, LC_SV("z"), &e), 0);
    assert_int_equal(lc_file_write(in_folder(a, "d/e/a.txt").data, LC_SV("a"), &e), 0);
    assert_int_equal(lc_file_write(in_folder(a, "d/e/b.csv").data, LC_SV("b"), &e), 0);
    assert_int_equal(lc_dir_files(a, in_folder(a, "d").data, ".txt", &names, &n, &e), 0);
    assert_int_equal(n, 2);
    assert_true(lc_sv_is(names[0], "e/a.txt") && lc_sv_is(names[1], "z.txt"));
    assert_int_equal(lc_dir_files(a, "/nonexistent", ".txt", &names, &n, &e), LICET_E_NOT_FOUND);
    lc_arena_free(a);
}

static void a_pipe_is_written_directly(void **state)
{
    (void)state;
    lc_new_file *f;
    licet_error e;
    assert_int_equal(lc_new_file_open("/dev/null", &f, &e), 0);
    assert_int_equal(lc_new_file_put(f, LC_SV("x"), &e), 0);
    assert_int_equal(lc_new_file_finish(f, &e), 0);
    if (lc_file_exists("/dev/full")) {
        assert_int_equal(lc_new_file_open("/dev/full", &f, &e), 0);
        assert_int_equal(lc_new_file_put(f, LC_SV("x"), &e), LICET_E_IO);
        assert_string_equal(e.remedy, "free space on the disk and try again");
        lc_new_file_cancel(f);
    }
}

enum { ITEMS = 1000 };

static void touch(void *ctx, size_t thread, size_t item)
{
    atomic_int *seen = ctx;
    assert_true(thread < 4);
    atomic_fetch_add(&seen[item], 1);
}

static void every_item_once(void **state)
{
    (void)state;
    for (size_t threads = 0; threads <= 4; threads++) {
        static atomic_int seen[ITEMS];
        for (int i = 0; i < ITEMS; i++) atomic_store(&seen[i], 0);
        lc_parallel(threads, ITEMS, seen, touch);
        for (int i = 0; i < ITEMS; i++) assert_int_equal(atomic_load(&seen[i]), 1);
    }
    lc_parallel(4, 0, NULL, touch);
}

typedef struct beside_us {
    atomic_int seen[ITEMS];
    pthread_t caller;
    int calls;
    bool foreign;
} beside_us;

static void touch_one(void *ctx, size_t thread, size_t item)
{
    beside_us *b = ctx;
    touch(b->seen, thread, item);
}

static void once(void *ctx)
{
    beside_us *b = ctx;
    b->calls++;
    b->foreign |= !pthread_equal(b->caller, pthread_self());
}

static void one_thing_is_done_beside_all_items(void **state)
{
    (void)state;
    static const size_t items[] = {0, 1, 2, 3, ITEMS};
    for (size_t threads = 0; threads <= 4; threads++)
        for (size_t k = 0; k < sizeof items / sizeof *items; k++) {
            static beside_us b;
            memset(&b, 0, sizeof b);
            b.caller = pthread_self();
            lc_parallel_beside(threads, items[k], &b, touch_one, once);
            assert_int_equal(b.calls, 1);
            assert_false(b.foreign);
            for (size_t i = 0; i < ITEMS; i++)
                assert_int_equal(atomic_load(&b.seen[i]), i < items[k]);
        }
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int drop_folder(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_whole_or_not_at_all),
        cmocka_unit_test(reading_names_what_is_wrong),
        cmocka_unit_test(folders_are_listed_in_order),
        cmocka_unit_test(a_pipe_is_written_directly),
        cmocka_unit_test(every_item_once),
        cmocka_unit_test(one_thing_is_done_beside_all_items),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
