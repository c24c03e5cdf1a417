#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/reader.h"
#include "base/vec.h"

static void views(void **state)
{
    (void)state;
    lc_sv rest = LC_SV("a; b;; c");
    assert_true(lc_sv_is(lc_sv_cut(&rest, LC_SV("; ")), "a"));
    assert_true(lc_sv_is(lc_sv_cut(&rest, LC_SV("; ")), "b;"));
    assert_true(lc_sv_is(lc_sv_cut(&rest, LC_SV("; ")), "c"));
    assert_null(rest.data);
    assert_true(lc_sv_eq(LC_SV_NONE, LC_SV("")));
    assert_true(lc_sv_ieq(LC_SV("GmbH"), LC_SV("GMBH")));
    assert_false(lc_sv_ieq(LC_SV("Gmb"), LC_SV("GMBH")));
    assert_true(lc_sv_starts(LC_SV("abc"), LC_SV("ab")) && lc_sv_ends(LC_SV("abc"), LC_SV("bc")));
    assert_false(lc_sv_starts(LC_SV("a"), LC_SV("ab")) || lc_sv_ends(LC_SV("c"), LC_SV("bc")));
    assert_true(lc_sv_is(lc_sv_trim(LC_SV("\t x \r\n")), "x"));
    assert_int_equal(lc_sv_trim(LC_SV("   ")).len, 0);
    assert_true(lc_sv_cmp(LC_SV("a"), LC_SV("ab")) < 0 && lc_sv_cmp(LC_SV("b"), LC_SV("ab")) > 0);
    assert_int_equal(lc_sv_find(LC_SV("aab"), LC_SV("ab"), 0), 1);
    assert_int_equal(lc_sv_find(LC_SV("aab"), LC_SV("x"), 0), SIZE_MAX);
    assert_int_equal(lc_sv_find(LC_SV("aab"), LC_SV(""), 3), 3);
    assert_int_equal(lc_sv_ifind(LC_SV("xAb"), LC_SV("aB"), 0), 1);
    assert_int_equal(lc_sv_from(LC_SV("abc"), 9).len, 0);
    assert_true(lc_sv_is(lc_sv_base_name(LC_SV("/a/b.csv")), "b.csv"));
    assert_true(lc_sv_is(lc_sv_base_name(LC_SV("C:\\a\\b.csv")), "b.csv"));
    assert_true(lc_sv_is(lc_sv_base_name(LC_SV("b.csv")), "b.csv"));
    assert_int_equal(lc_sv_base_name(LC_SV("a/")).len, 0);
    assert_int_equal(lc_sv_base_name(LC_SV_NONE).len, 0);
}

static void numbers(void **state)
{
    (void)state;
    uint64_t v = 0;
    assert_true(lc_sv_u64(LC_SV("18446744073709551615"), &v));
    assert_true(v == UINT64_MAX);
    assert_false(lc_sv_u64(LC_SV("18446744073709551616"), &v));
    assert_false(lc_sv_u64(LC_SV(""), &v) || lc_sv_u64(LC_SV("-1"), &v) ||
                 lc_sv_u64(LC_SV("1x"), &v));
}

static void arena_keeps_and_forgets(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    char *first = lc_arena_z(a, LC_SV("first"));
    for (int i = 0; i < 1000; i++) {
        char *p = lc_arena_alloc(a, (size_t)i);
        assert_int_equal((uintptr_t)p % 16, 0);
        memset(p, 0xAA, (size_t)i);
    }
    char *big = lc_arena_alloc(a, 9 * 1024 * 1024);
    assert_int_equal(big[9 * 1024 * 1024 - 1], 0);
    assert_string_equal(first, "first");
    assert_true(lc_sv_is(lc_arena_printf(a, "%d-%s", 7, "x"), "7-x"));
    lc_arena_reset(a);
    assert_int_equal(lc_arena_used_bytes(a), 0);
    unsigned char *again = lc_arena_alloc(a, 64);
    for (int i = 0; i < 64; i++) assert_int_equal(again[i], 0);
    lc_arena_free(a);
    lc_arena_free(NULL);
}

static void buffer_grows(void **state)
{
    (void)state;
    lc_buf b = {0};
    for (int i = 0; i < 10000; i++) lc_buf_printf(&b, "%d,", i % 10);
    assert_int_equal(b.len, 20000);
    assert_int_equal(b.data[b.len], 0);
    lc_buf_clear(&b);
    lc_buf_z(&b, "z");
    lc_buf_c(&b, 'c');
    lc_buf_sv(&b, LC_SV("s"));
    assert_string_equal(b.data, "zcs");
    lc_buf_done(&b);
    assert_null(b.data);
}

static void map_finds_every_key(void **state)
{
    (void)state;
    enum { N = 20000 };
    lc_map *m = lc_map_new();
    lc_arena *a = lc_arena_new();
    for (uint32_t i = 0; i < N; i++) {
        bool is_new;
        *lc_map_put(m, lc_arena_printf(a, "key %u", i), &is_new) = i;
        assert_true(is_new);
    }
    assert_int_equal(lc_map_len(m), N);
    for (uint32_t i = 0; i < N; i++) {
        uint32_t *v = lc_map_get(m, lc_arena_printf(a, "key %u", i));
        assert_non_null(v);
        assert_int_equal(*v, i);
    }
    assert_null(lc_map_get(m, LC_SV("key")));
    lc_arena_free(a);
    lc_map_free(m);
    lc_map_free(NULL);
}

static void errors_say_where(void **state)
{
    (void)state;
    licet_error e;
    assert_int_equal(lc_fail(&e, LICET_E_SYNTAX, "bad %s", "row"), LICET_E_SYNTAX);
    lc_fail_at(&e, "orders.csv", 7, 123);
    lc_fail_remedy(&e, "mend it");
    assert_string_equal(e.message, "bad row");
    assert_string_equal(e.file, "orders.csv");
    assert_int_equal(e.line, 7);
    assert_int_equal(e.byte, 123);
    assert_string_equal(e.remedy, "mend it");
    assert_int_equal(lc_fail(NULL, LICET_E_IO, "x"), LICET_E_IO);
    assert_int_not_equal(lc_fail_at(NULL, "f", 1, 1), 0);
}

static void memory_reader_ends(void **state)
{
    (void)state;
    lc_mem_reader m;
    lc_reader r = lc_reader_of_memory(&m, LC_SV("abc"));
    char data[2];
    size_t got;
    assert_int_equal(r.read(r.ctx, data, 2, &got, NULL), 0);
    assert_int_equal(got, 2);
    r.read(r.ctx, data, 2, &got, NULL);
    assert_int_equal(got, 1);
    r.read(r.ctx, data, 2, &got, NULL);
    assert_int_equal(got, 0);
}

static void vectors_grow(void **state)
{
    (void)state;
    LC_VEC(int) v = {0};
    for (int i = 0; i < 100; i++) lc_vec_push(&v, i);
    assert_int_equal(v.len, 100);
    assert_int_equal(v.at[99], 99);
    lc_vec_done(&v);
    assert_null(v.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(views),
        cmocka_unit_test(numbers),
        cmocka_unit_test(arena_keeps_and_forgets),
        cmocka_unit_test(buffer_grows),
        cmocka_unit_test(map_finds_every_key),
        cmocka_unit_test(errors_say_where),
        cmocka_unit_test(memory_reader_ends),
        cmocka_unit_test(vectors_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
