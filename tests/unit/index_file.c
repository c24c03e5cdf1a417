/* The index file: the same input gives the same bytes; every flipped byte and every cut is refused;
 * days, knowledge and names of versions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "index/format.h"
#include "index/index.h"
#include "ref/lexicon_files.h"
#include "text/fold.h"

typedef struct kit {
    lc_arena *arena;
    lc_lexicon *lex;
} kit;

static int setup(void **state)
{
    static kit k;
    k.arena = lc_arena_new();
    k.lex = ref_lexicon(k.arena);
    *state = &k;
    return k.lex ? 0 : -1;
}

static int teardown(void **state)
{
    kit *k = *state;
    lc_lexicon_free(k->lex);
    lc_arena_free(k->arena);
    return 0;
}

static lc_date day(int y, int m, int d)
{
    return lc_date_ymd(y, m, d);
}

/* Two versions of one entry (renamed in 2024), one entry that is an address. */
static void build(kit *k, lc_buf *out, char hash[65])
{
    lc_name first[] = {{LC_SV("Plover Optics LLC"), LC_NAME_PRIMARY},
                       {LC_SV("Пловер Оптика"), LC_NAME_ALIAS}};
    lc_name second[] = {{LC_SV("Plover Photonics LLC"), LC_NAME_PRIMARY}};
    lc_name place[] = {{LC_SV("Address 01"), LC_NAME_PRIMARY}};
    lc_address at[] = {
        {.text = LC_SV("12 Quay Road, Wan Chai, Hong Kong"), .country = LC_SV("HK")}};
    lc_sv body = LC_SV("{\"key\":\"EL/1\",\"source\":\"us_bis_el\",\"sublist\":\"EL\"}");
    lc_entry e[] = {{.source = LC_SV("us_bis_el"),
                     .sublist = LC_SV("EL"),
                     .key = LC_SV("EL/1"),
                     .type = LC_TYPE_ORG,
                     .names = first,
                     .n_names = 2},
                    {.source = LC_SV("us_bis_el"),
                     .sublist = LC_SV("EL"),
                     .key = LC_SV("EL/1"),
                     .type = LC_TYPE_ORG,
                     .names = second,
                     .n_names = 1},
                    {.source = LC_SV("us_bis_el"),
                     .sublist = LC_SV("EL"),
                     .key = LC_SV("EL/2"),
                     .names = place,
                     .n_names = 1,
                     .addresses = at,
                     .n_addresses = 1,
                     .address_only = true}};
    lc_index_input in[] = {{&e[0], body, day(2022, 1, 1), day(2024, 1, 1), 100, 0, true},
                           {&e[1], body, day(2024, 1, 1), LC_DATE_NONE, 200, 0, false},
                           {&e[2], body, day(2024, 6, 1), LC_DATE_NONE, 300, 400, false}};
    lc_index_writer *w = lc_index_writer_new(k->lex);
    licet_error err;
    for (size_t i = 0; i < 3; i++) assert_int_equal(lc_index_writer_add(w, &in[i], &err), 0);
    assert_int_equal(lc_index_writer_finish(w, LC_SV("{\"a\":1}"), out, hash, &err), 0);
    lc_index_writer_free(w);
}

static void same_input_same_bytes(void **state)
{
    kit *k = *state;
    lc_buf a = {0}, b = {0};
    char ha[65], hb[65];
    build(k, &a, ha);
    build(k, &b, hb);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.data, b.data, a.len);
    assert_string_equal(ha, hb);
    lc_buf_done(&a);
    lc_buf_done(&b);
}

static void versions_and_days(void **state)
{
    kit *k = *state;
    lc_buf b = {0};
    char hash[65];
    lc_index *x;
    licet_error err;
    build(k, &b, hash);
    assert_int_equal(lc_index_open(lc_buf_view(&b), k->lex, &x, &err), 0);
    assert_string_equal(lc_index_hash(x), hash);
    assert_true(lc_sv_is(lc_index_manifest(x), "{\"a\":1}"));
    assert_int_equal(lc_index_versions(x), 3);
    assert_true(lc_index_visible(x, 0, day(2020, 1, 1), 0)); /* the oldest, before its list */
    assert_false(lc_index_visible(x, 1, day(2020, 1, 1), 0));
    assert_true(lc_index_visible(x, 0, day(2023, 12, 31), 0));
    assert_false(lc_index_visible(x, 0, day(2024, 1, 1), 0));
    assert_true(lc_index_visible(x, 1, day(2024, 1, 1), 0));
    assert_false(lc_index_visible(x, 1, day(2024, 1, 1), 150)); /* not yet known then */
    assert_false(lc_index_visible(x, 2, day(2025, 1, 1), 0));   /* no longer believed */
    assert_true(lc_index_visible(x, 2, day(2025, 1, 1), 350));
    assert_true(lc_index_visible(x, 1, LC_DATE_NONE, 0));
    lc_sv name = lc_fold(k->arena, LC_SV("PLOVER OPTICS, LLC."));
    assert_true(lc_index_has_name(x, LC_SV("us_bis_el"), LC_SV("EL"), name, day(2023, 1, 1), 0));
    assert_false(lc_index_has_name(x, LC_SV("us_bis_el"), LC_SV("EL"), name, day(2025, 1, 1), 0));
    assert_false(lc_index_has_name(x, LC_SV("us_bis_el"), LC_SV("DPL"), name, day(2023, 1, 1), 0));
    assert_false(lc_index_has_name(x, LC_SV("us_csl"), LC_SV("EL"), name, day(2023, 1, 1), 0));
    lc_index_close(x);
    lc_buf_done(&b);
}

static void every_changed_byte_is_refused(void **state)
{
    kit *k = *state;
    lc_buf b = {0};
    char hash[65];
    lc_index *x = NULL;
    build(k, &b, hash);
    for (size_t i = 0; i < b.len; i++) {
        licet_error err = {0};
        b.data[i] ^= 0x40;
        int rc = lc_index_open(lc_buf_view(&b), k->lex, &x, &err);
        assert_true(rc == LICET_E_INDEX || rc == LICET_E_CORRUPT);
        assert_true(err.message[0] && err.remedy[0]);
        b.data[i] ^= 0x40;
    }
    for (size_t n = 0; n < b.len; n += 7)
        assert_int_not_equal(lc_index_open(lc_sv_make(b.data, n), k->lex, &x, NULL), 0);
    assert_null(x);
    lc_buf_done(&b);
}

static void another_lexicon_is_refused(void **state)
{
    kit *k = *state;
    lc_buf b = {0};
    char hash[65];
    lc_index *x;
    lc_lexicon *other;
    licet_error err;
    lc_lexicon_file f = {LC_SV("titles.txt"), LC_SV("mr\tmr\ten\ttitle\n")};
    build(k, &b, hash);
    assert_int_equal(lc_lexicon_new(&f, 1, &other, &err), 0);
    assert_int_equal(lc_index_open(lc_buf_view(&b), other, &x, &err), LICET_E_INDEX);
    lc_lexicon_free(other);
    lc_buf_done(&b);
}

static void an_empty_list_is_an_index(void **state)
{
    kit *k = *state;
    lc_index_writer *w = lc_index_writer_new(k->lex);
    lc_buf b = {0};
    char hash[65];
    lc_index *x;
    assert_int_equal(lc_index_writer_finish(w, LC_SV("{}"), &b, hash, NULL), 0);
    assert_int_equal(lc_index_open(lc_buf_view(&b), k->lex, &x, NULL), 0);
    assert_int_equal(lc_index_names(x), 0);
    lc_index_close(x);
    lc_buf_done(&b);
    lc_index_writer_free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_input_same_bytes),
        cmocka_unit_test(versions_and_days),
        cmocka_unit_test(every_changed_byte_is_refused),
        cmocka_unit_test(another_lexicon_is_refused),
        cmocka_unit_test(an_empty_list_is_an_index),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
