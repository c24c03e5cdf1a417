/* The exporter's own letters: what is read, what is refused, and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "rule/letters.h"
#include "rules_folder.h"

static lc_arena *arena;
static lc_rules *rules;

#define HEAD "reference,dated,section,parties,other_parties,items,to,until,note\n"

static lc_letters *read(const char *text)
{
    lc_letters *l = NULL;
    licet_error e = {0};
    if (lc_letters_parse(arena, rules, lc_sv_of(text), "letters.csv", &l, &e))
        fail_msg("%s:%lu: %s", e.file, (unsigned long)e.line, e.message);
    return l;
}

static void a_row_is_a_requirement(void **unused)
{
    (void)unused;
    lc_letters *l =
        read(HEAD "BIS-7,2024-05-02,15 CFR § 744.21(b), Harrow Works ;Harrow|Hill,Harrow "
                  "Bakery,\"3A001.a.2, 3B;EAR99\",CN D:5,2025-12-31,\"by e-mail\"\n"
                  "BIS-7,2024-05-02,744.23(b),,,,,,\n");
    assert_int_equal(l->len, 2);
    const lc_letter *x = &l->at[0];
    assert_true(lc_sv_is(x->section, "744.21(b)"));
    assert_int_equal(x->n_parties, 3);
    assert_true(lc_sv_is(x->parties[0], "Harrow Works"));
    assert_true(lc_sv_is(x->parties[2], "Hill"));
    assert_true(lc_sv_is(x->other_parties[0], "Harrow Bakery"));
    assert_true(lc_sv_is(x->items, "3A001.a.2 3B EAR99"));
    assert_true(lc_sv_is(x->to, "CN D:5"));
    assert_true(x->until == x->dated + 608);
    assert_int_equal(x->line, 2);
    assert_int_equal(l->at[1].n_parties, 0);
    assert_true(l->at[1].until == LC_DATE_NONE && !l->at[1].items.len);
    assert_int_equal(strlen(l->sha256), 64);
}

static void columns_in_any_order(void **unused)
{
    (void)unused;
    lc_letters *l = read("\xEF\xBB\xBFSection;Dated;Reference\r\n744.6(c)(1);2023-01-01;X 7\r\n");
    assert_int_equal(l->len, 1);
    assert_true(lc_sv_is(l->at[0].reference, "X 7"));
    l = read("note\treference\tdated\tsection\nn, m\tR\t2023-01-01\t744.2(b)\n");
    assert_true(lc_sv_is(l->at[0].note, "n, m"));
    assert_int_equal(read("reference,dated,section\n")->len, 0);
}

static void what_cannot_be_read_refuses_all(void **unused)
{
    (void)unused;
    static const struct {
        const char *text, *says;
        uint64_t line;
    } bad[] = {
        {"", "the table is empty", 0},
        {"reference,dated\nA,2024-01-01\n", "the column section is missing", 1},
        {"reference,dated,section,itmes\n", "no column is called \"itmes\"", 1},
        {"reference,dated,section,dated\n", "the column dated stands twice", 1},
        {HEAD ",2024-01-01,744.2(b),,,,,,\n", "cited by its reference", 2},
        {HEAD "A,2.5.2024,744.2(b),,,,,,\n", "dated: \"2.5.2024\" is no day", 2},
        {HEAD "A,2024-05-02,744.2(b),,,,,2024-05-01,\n", "would end before it is dated", 2},
        {HEAD "A,2024-05-02,744.2(b),,,,,soon,\n", "until: \"soon\" is no day", 2},
        {HEAD "A,2024-05-02,,,,,,,\n", "section: \"\" is none", 2},
        {HEAD "A,2024-05-02,744,,,,,,\n", "section: \"744\" is none", 2},
        {HEAD "A,2024-05-02,744.(b),,,,,,\n", "is none", 2},
        {HEAD "A,2024-05-02,744.21(),,,,,,\n", "is none", 2},
        {HEAD "A,2024-05-02,744.21(b,,,,,,\n", "is none", 2},
        {HEAD "A,2024-05-02,744.21(-),,,,,,\n", "is none", 2},
        {HEAD "A,2024-05-02,744.21 b,,,,,,\n", "is none", 2},
        {HEAD "A,2024-05-02,744.21(a)(b)(c)(d)(e)(f)(g),,,,,,\n", "is none", 2},
        {HEAD "A,2024-05-02,744.2(b),B;;C,,,,,\n", "parties: a name is empty", 2},
        {HEAD "A,2024-05-02,744.2(b),,,3a001,,,\n", "items: \"3a001\" is not known", 2},
        {HEAD "A,2024-05-02,744.2(b),,,3A001.k-n,,,\n", "items: \"3A001.k-n\"", 2},
        {HEAD "A,2024-05-02,744.2(b),,,,XX,,\n", "to: \"XX\" is not known", 2},
        {HEAD "A,2024-05-02,744.2(b),,,,D:9,,\n", "to: \"D:9\" is not known", 2},
        {HEAD "A,2024-05-02,744.2(b),,,,China,,\n", "to: \"China\" is not known", 2},
        {HEAD "A,2024-05-02,744.2(b)\n", "the row has 3 cells and the header 9", 2},
        {HEAD "A,2024-05-02,744.2(b),\"B,,,,,\n", "quote", 2},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lc_letters *l = NULL;
        licet_error e = {0};
        assert_int_equal(
            lc_letters_parse(arena, rules, lc_sv_of(bad[i].text), "letters.csv", &l, &e),
            LICET_E_RULE);
        assert_null(l);
        if (!strstr(e.message, bad[i].says)) fail_msg("%zu: %s", i, e.message);
        assert_int_equal(e.line, bad[i].line);
        assert_non_null(strstr(e.remedy, "docs/letters.md"));
    }
}

static void limits(void **unused)
{
    (void)unused;
    lc_buf b = {0};
    lc_letters *l = NULL;
    licet_error e = {0};
    lc_buf_z(&b, "reference,dated,section\n");
    for (int i = 0; i <= LC_LETTERS_MAX; i++) lc_buf_z(&b, "A,2024-01-01,744.2(b)\n");
    assert_int_equal(lc_letters_parse(arena, rules, lc_buf_view(&b), "f", &l, &e), LICET_E_RULE);
    assert_non_null(strstr(e.message, "10000"));
    while (b.len <= LC_LETTERS_MAX_BYTES) lc_buf_z(&b, "A,2024-01-01,744.2(b)\n");
    assert_int_equal(lc_letters_parse(arena, rules, lc_buf_view(&b), "f", &l, &e), LICET_E_RULE);
    assert_non_null(strstr(e.message, "bytes"));
    lc_buf_done(&b);
}

static void printing_reads_back(void **unused)
{
    (void)unused;
    lc_letters *one = read(HEAD "\"A \"\"x\"\"\",2024-05-02,744.21(b),B ; C,D,3A001 600,CN "
                                "D:5,2025-01-01,\"two\nlines\"\nE,2024-05-02,744.2(b),,,,,,\n");
    lc_sv text = lc_letters_print(arena, one);
    lc_letters *two = read(lc_arena_z(arena, text));
    assert_int_equal(two->len, 2);
    assert_true(lc_sv_eq(lc_letters_print(arena, two), text));
    assert_true(lc_sv_is(two->at[0].reference, "A \"x\""));
    assert_true(lc_sv_is(two->at[0].parties[1], "C"));
}

static int setup(void **state)
{
    (void)state;
    arena = lc_arena_new();
    rules = test_rules(arena);
    return rules ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    lc_rules_free(rules);
    lc_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_a_requirement),
        cmocka_unit_test(columns_in_any_order),
        cmocka_unit_test(what_cannot_be_read_refuses_all),
        cmocka_unit_test(limits),
        cmocka_unit_test(printing_reads_back),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
