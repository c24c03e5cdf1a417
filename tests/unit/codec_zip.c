#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "codec/zip.h"

static lc_buf pack(lc_sv text, size_t piece)
{
    lc_buf out = {0};
    lc_packer *p = lc_packer_new();
    for (size_t at = 0; at < text.len; at += piece) {
        size_t n = text.len - at < piece ? text.len - at : piece;
        assert_int_equal(lc_packer_put(p, (lc_sv){text.data + at, n}, &out, NULL), 0);
    }
    assert_int_equal(lc_packer_end(p, &out, NULL), 0);
    return out;
}

static void what_is_packed_comes_back(void **state)
{
    (void)state;
    lc_buf text = {0};
    for (int i = 0; i < 100000; i++) lc_buf_printf(&text, "%d,", i * 7919 % 1000);
    static const size_t lengths[] = {0, 1, 1000, 131072, 131073, 300000};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        lc_sv want = {text.data, lengths[i]};
        lc_buf packed = pack(want, 1 + i * 999), out = {0};
        lc_buf_z(&out, "before");
        assert_int_equal(lc_unpack(lc_buf_view(&packed), lengths[i], &out, NULL), 0);
        assert_true(lc_sv_eq(lc_sv_from(lc_buf_view(&out), 6), want));
        assert_int_equal(out.data[out.len], 0);
        lc_buf_done(&packed);
        lc_buf_done(&out);
    }
    lc_buf_done(&text);
}

/* Ten megabytes of zeros in a few hundred bytes: refused at the limit, not after. */
static void a_bomb_stops_at_the_limit(void **state)
{
    (void)state;
    enum { BYTES = 10 * 1024 * 1024, LIMIT = 64 * 1024 };
    char *zeros = calloc(1, BYTES);
    lc_buf packed = pack((lc_sv){zeros, BYTES}, 1 << 20), out = {0};
    licet_error e = {0};
    assert_true(packed.len < 4096);
    assert_int_equal(lc_unpack(lc_buf_view(&packed), LIMIT, &out, &e), LICET_E_LIMIT);
    assert_int_equal(out.len, 0);
    assert_true(out.cap < 16 * LIMIT);
    assert_int_equal(lc_unpack(lc_buf_view(&packed), BYTES - 1, &out, &e), LICET_E_LIMIT);
    assert_int_equal(lc_unpack(lc_buf_view(&packed), 0, &out, &e), LICET_E_LIMIT);
    assert_int_equal(lc_unpack(lc_buf_view(&packed), BYTES, &out, &e), 0);
    assert_int_equal(out.len, BYTES);
    lc_buf_done(&packed);
    lc_buf_done(&out);
    free(zeros);
}

static void damage_is_noticed(void **state)
{
    (void)state;
    lc_buf text = {0}, out = {0};
    for (int i = 0; i < 2000; i++) lc_buf_printf(&text, "%d,", i * 7919 % 1000);
    lc_buf packed = pack(lc_buf_view(&text), 5000);
    licet_error e = {0};
    lc_buf_z(&out, "before");
    for (size_t n = 0; n < packed.len; n++) {
        assert_int_equal(lc_unpack((lc_sv){packed.data, n}, text.len, &out, &e), LICET_E_CORRUPT);
        assert_string_equal(out.data, "before");
    }
    int unseen = 0;
    for (size_t i = 0; i < packed.len * 8; i++) {
        packed.data[i / 8] ^= (char)(1 << i % 8);
        int rc = lc_unpack(lc_buf_view(&packed), text.len, &out, &e);
        /* A few bits of the frame's head say nothing about the contents. */
        if (rc == 0)
            assert_true(lc_sv_eq(lc_sv_from(lc_buf_view(&out), 6), lc_buf_view(&text)));
        else
            assert_true(rc == LICET_E_CORRUPT || rc == LICET_E_LIMIT);
        unseen += rc == 0;
        out.len = 6;
        packed.data[i / 8] ^= (char)(1 << i % 8);
    }
    assert_true(unseen < 16);
    lc_buf_z(&packed, "behind the end");
    assert_int_equal(lc_unpack(lc_buf_view(&packed), text.len, &out, &e), LICET_E_CORRUPT);
    assert_int_equal(lc_unpack(LC_SV("no zstd at all"), 100, &out, &e), LICET_E_CORRUPT);
    lc_buf_done(&text);
    lc_buf_done(&packed);
    lc_buf_done(&out);
}

static void giving_up_before_the_end(void **state)
{
    (void)state;
    lc_buf out = {0};
    lc_packer *p = lc_packer_new();
    assert_int_equal(lc_packer_put(p, LC_SV("half of it"), &out, NULL), 0);
    lc_packer_free(p);
    lc_packer_free(NULL);
    lc_buf_done(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_packed_comes_back),
        cmocka_unit_test(a_bomb_stops_at_the_limit),
        cmocka_unit_test(damage_is_noticed),
        cmocka_unit_test(giving_up_before_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
