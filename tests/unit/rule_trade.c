/* The law of item and destination as data: every file loads, and each lookup gives what the
 * regulation says of a known place or entry. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <time.h>

#include "base/buf.h"
#include "rule/chart.h"
#include "rule/deminimis.h"
#include "rule/part740.h"
#include "rule/part744.h"
#include "rule/part746.h"
#include "rule/parts.h"
#include "rules_folder.h"
#include "rules_print.h"

static lc_rules *load(void)
{
    lc_arena *a = lc_arena_new();
    lc_rules *r = test_rules(a);
    lc_arena_free(a);
    return r;
}

static lc_date day(const char *iso)
{
    lc_date d = LC_DATE_NONE;
    assert_true(lc_date_iso(lc_sv_of(iso), &d));
    return d;
}

static lc_para para(const char *number, char base[6])
{
    lc_para p;
    assert_true(lc_eccn_split(lc_sv_of(number), base, &p));
    return p;
}

static lc_rules *rules_of(void **state)
{
    return *state;
}

static void numbers_are_split(void **state)
{
    (void)state;
    char base[6];
    lc_para p = para("3a001.A.2", base);
    assert_string_equal(base, "3A001");
    assert_int_equal(p.n, 2);
    assert_int_equal(p.part[0], 1001);
    assert_int_equal(p.part[1], 2);
    static const char *const bad[] = {"",         "EAR99",  "3A01",     "3F001",
                                      "3A001a",   "3A001.", "3A001..a", "3A001.a.b.c.d.e.f.g.h.i",
                                      "3A001.aa", "3A0011"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(lc_eccn_split(lc_sv_of(bad[i]), base, &p));
}

static void patterns_have_three_answers(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    lc_patterns list;
    char base[6];
    assert_true(lc_patterns_parse(a, LC_SV("a.2-14 k-n x?"), &list));
    lc_para p = para("3A001.a.5.a", base);
    assert_int_equal(lc_patterns_match(&list, &p), LC_TRI_YES);
    p = para("3A001.a.15", base);
    assert_int_equal(lc_patterns_match(&list, &p), LC_TRI_NO);
    p = para("3A001.a", base);
    assert_int_equal(lc_patterns_match(&list, &p), LC_TRI_UNKNOWN);
    p = para("3A001", base);
    assert_int_equal(lc_patterns_match(&list, &p), LC_TRI_UNKNOWN);
    p = para("3A001.m.1", base);
    assert_int_equal(lc_patterns_match(&list, &p), LC_TRI_YES);
    p = para("3A001.x", base);
    assert_int_equal(lc_patterns_match(&list, &p), LC_TRI_UNKNOWN);
    assert_false(lc_patterns_parse(a, LC_SV("a-3"), &list));
    assert_false(lc_patterns_parse(a, LC_SV("n-k"), &list));
    assert_false(lc_patterns_parse(a, LC_SV("a-c.2"), &list));
    lc_arena_free(a);
}

static void printed_patterns_parse_to_themselves(void **state)
{
    lc_rules *r = rules_of(state);
    lc_arena *a = lc_arena_new();
    const lc_rule_table *t = lc_rulebook_table(&r->book, "ccl_rows");
    int only = lc_rule_column(t, "paragraphs"), except = lc_rule_column(t, "except");
    for (size_t i = 0; i < t->n_facts; i++)
        for (int k = 0; k < 2; k++) {
            lc_sv cell = t->facts[i].field[k ? except : only];
            lc_patterns p;
            assert_true(lc_patterns_parse(a, cell, &p));
            if (!lc_sv_eq(lc_patterns_text(a, &p), cell))
                fail_msg("line %u: %.*s", t->facts[i].line, LC_SV_ARG(cell));
        }
    lc_arena_free(a);
}

static void same_tables(const lc_rule_table *a, const lc_rule_table *b)
{
    assert_true(lc_sv_eq(a->name, b->name));
    assert_int_equal(a->n_facts, b->n_facts);
    for (size_t i = 0; i < a->n_facts; i++) {
        const lc_rule_fact *x = &a->facts[i], *y = &b->facts[i];
        assert_true(x->from == y->from && x->to == y->to);
        assert_true(lc_sv_eq(x->cite, y->cite) && lc_sv_eq(x->confidence, y->confidence));
        for (size_t k = 0; k < a->n_columns; k++) assert_true(lc_sv_eq(x->field[k], y->field[k]));
    }
}

/* parse(print(pack)) is the pack: every file, written out fact by fact, reads as the same facts. */
static void printed_files_parse_to_themselves(void **state)
{
    lc_rules *r = rules_of(state);
    lc_arena *a = lc_arena_new();
    lc_rules *again = test_printed_rules(a, r, NULL, 0);
    assert_non_null(again);
    assert_int_equal(again->book.n_files, r->book.n_files);
    for (size_t i = 0; i < r->book.n_files; i++) {
        const lc_rulefile *f = &r->book.files[i], *g = &again->book.files[i];
        assert_true(lc_sv_eq(f->name, g->name) && lc_sv_eq(f->source, g->source));
        assert_int_equal(f->as_of, g->as_of);
        assert_int_equal(f->n_tables, g->n_tables);
        for (size_t k = 0; k < f->n_tables; k++) same_tables(&f->tables[k], &g->tables[k]);
    }
    lc_rules_free(again);
    lc_arena_free(a);
}

static void tests_read_stated_facts(void **state)
{
    lc_rules *r = rules_of(state);
    char base[6];
    lc_para p = para("6A003.b.4.b", base);
    const lc_ccl_entry *e = lc_ccl_find(r, base);
    assert_non_null(e);
    lc_item item = {.frame_rate_hz = {true, 30}};
    lc_scope_need need;
    const lc_ccl_row *rs2 = &e->rows[3];
    assert_int_equal(lc_scope_applies(&rs2->scope, &p, &item, rs2->key, &need), LC_TRI_UNKNOWN);
    assert_true(lc_sv_is(need.fact[1], "item.fpa_elements"));
    assert_false(need.answer || need.paragraph);
    item.fpa_elements = (lc_number){true, 111000};
    item.embedded_in_civil_product = LC_TRI_NO;
    assert_int_equal(lc_scope_applies(&rs2->scope, &p, &item, rs2->key, &need), LC_TRI_YES);
    item.frame_rate_hz.value = 61;
    assert_int_equal(lc_scope_applies(&rs2->scope, &p, &item, rs2->key, &need), LC_TRI_NO);
    const lc_ccl_row *rs1 = &e->rows[2];
    assert_int_equal(lc_scope_applies(&rs1->scope, &p, &item, rs1->key, &need), LC_TRI_YES);
}

static void places_lead_to_rows(void **state)
{
    lc_rules *r = rules_of(state);
    lc_date d = day("2026-07-23");
    lc_place p;
    assert_true(lc_place_find(r, LC_SV("HK"), d, &p));
    assert_true(lc_sv_is(p.row, "CN"));
    assert_false(lc_place_find(r, LC_SV("HK"), day("2020-12-22"), &p));
    assert_true(lc_place_find(r, LC_SV("KY"), d, &p));
    assert_true(lc_sv_is(p.row, "GB"));
    assert_true(lc_place_find(r, LC_SV("PR"), d, &p));
    assert_int_equal(p.kind, LC_PLACE_US);
    assert_true(lc_place_find(r, LC_SV("MO"), d, &p));
    assert_true(lc_sv_is(p.row, "MO"));
    assert_false(lc_place_find(r, LC_SV("ZZ"), d, &p));
    assert_false(lc_place_find(r, LC_SV(""), d, &p));
}

static void groups_follow_the_day(void **state)
{
    lc_rules *r = rules_of(state);
    bool known;
    lc_date d = day("2026-07-23");
    assert_true(lc_place_groups(r, LC_SV("NI"), day("2024-03-15"), &known) &
                lc_group_bit(LC_SV("D:5")));
    assert_false(lc_place_groups(r, LC_SV("NI"), day("2024-03-14"), &known) &
                 lc_group_bit(LC_SV("D:5")));
    assert_false(lc_place_groups(r, LC_SV("MO"), d, &known) & lc_group_bit(LC_SV("D:5")));
    assert_true(lc_place_groups(r, LC_SV("HK"), d, &known) & lc_group_bit(LC_SV("D5")));
    assert_true(lc_place_groups(r, LC_SV("AE"), d, &known) & lc_group_bit(LC_SV("A:5")));
    lc_place_groups(r, LC_SV("ZZ"), d, &known);
    assert_false(known);
}

static void named_places_beat_groups(void **state)
{
    lc_rules *r = rules_of(state);
    lc_date d = day("2026-07-23");
    const lc_dest_rule *ai = lc_dest_rule_find(r, LC_SV("ae_d145"));
    assert_int_equal(lc_place_set_has(r, &ai->places, LC_SV("AE"), d), LC_TRI_YES);
    assert_int_equal(lc_place_set_has(r, &ai->places, LC_SV("HK"), d), LC_TRI_YES);
    assert_int_equal(lc_place_set_has(r, &ai->places, LC_SV("IL"), d), LC_TRI_NO); /* A:6 */
    assert_int_equal(lc_place_set_has(r, &ai->places, LC_SV("ZZ"), d), LC_TRI_UNKNOWN);
    const lc_dest_rule *ei = lc_dest_rule_find(r, LC_SV("encryption"));
    assert_int_equal(lc_place_set_has(r, &ei->places, LC_SV("CA"), d), LC_TRI_NO);
    assert_int_equal(lc_place_set_has(r, &ei->places, LC_SV("FR"), d), LC_TRI_YES);
}

static void chart_rows_follow_the_day(void **state)
{
    lc_rules *r = rules_of(state);
    uint32_t columns;
    lc_sv pointer;
    assert_true(lc_chart_row(r, LC_SV("AU"), day("2026-07-23"), &columns, &pointer));
    assert_int_equal(columns, lc_chart_column(LC_SV("CB1")));
    assert_true(lc_chart_row(r, LC_SV("AU"), day("2024-04-18"), &columns, &pointer));
    assert_true(columns & lc_chart_column(LC_SV("NS1")));
    assert_true(lc_chart_row(r, LC_SV("CA"), day("2026-07-23"), &columns, &pointer));
    assert_int_equal(columns, lc_chart_column(LC_SV("CB1")) | lc_chart_column(LC_SV("FC1")));
    assert_true(lc_chart_row(r, LC_SV("KP"), day("2026-07-23"), &columns, &pointer));
    assert_true(lc_sv_is(pointer, "746.4"));
    assert_false(lc_chart_row(r, LC_SV("HK"), day("2026-07-23"), &columns, &pointer));
}

static void tables_are_whole(void **state)
{
    lc_rules *r = rules_of(state);
    size_t entries = 0, rows = 0, gaps = 0, n;
    const lc_ccl_entry *e;
    for (; (e = lc_ccl_at(r, entries)); entries++) {
        rows += e->n_rows;
        gaps += e->gap != NULL;
    }
    assert_int_equal(entries, 633);
    assert_int_equal(rows, 1536 + 6); /* and six the list states in prose */
    assert_int_equal(gaps, 70);
    lc_restrictions(r, &n);
    assert_true(n >= 24);
    assert_null(lc_ccl_find(r, "2A000"));
    assert_null(lc_ccl_find(r, "9E999"));
}

static void tariff_numbers_are_found(void **state)
{
    lc_rules *r = rules_of(state);
    assert_int_equal(lc_hts_in(r, "4", LC_SV("8471.30"), LC_DATE_NONE), LC_TRI_YES);
    assert_int_equal(lc_hts_in(r, "4", LC_SV("7208511000"), LC_DATE_NONE), LC_TRI_YES);
    assert_int_equal(lc_hts_in(r, "4", LC_SV("010121"), LC_DATE_NONE), LC_TRI_NO);
    assert_int_equal(lc_hts_in(r, "5", LC_SV("220300"), LC_DATE_NONE), LC_TRI_YES);
    assert_int_equal(lc_hts_in(r, "7", LC_SV("854231"), LC_DATE_NONE), LC_TRI_YES);
    assert_int_equal(lc_hts_in(r, "7", LC_SV("220300"), LC_DATE_NONE), LC_TRI_NO);
    assert_int_equal(lc_hts_in(r, "4", LC_SV(""), LC_DATE_NONE), LC_TRI_UNKNOWN);
    assert_int_equal(lc_hts_in(r, "4", LC_SV("84x130"), LC_DATE_NONE), LC_TRI_UNKNOWN);
    assert_int_equal(lc_hts_in(r, "4", LC_SV("8471"), LC_DATE_NONE), LC_TRI_UNKNOWN);
    lc_date day;
    assert_true(lc_date_iso(LC_SV("2022-03-11"), &day)); /* luxury goods came first */
    assert_int_equal(lc_hts_in(r, "5", LC_SV("220300"), day), LC_TRI_YES);
    assert_int_equal(lc_hts_in(r, "5", LC_SV("220300"), day - 1), LC_TRI_NO);
    assert_int_equal(lc_hts_in(r, "4", LC_SV("847130"), day), LC_TRI_NO);
}

static void words_of_end_users_and_software(void **state)
{
    lc_rules *r = rules_of(state);
    lc_date d = day("2026-07-23");
    assert_int_equal(lc_end_user_kind_of(r, LC_SV("wholly-owned US subsidiary")),
                     LC_END_USER_CIVIL);
    assert_int_equal(lc_end_user_kind_of(r, LC_SV("a5_a6_owned")), LC_END_USER_CIVIL);
    assert_int_equal(lc_end_user_kind_of(r, LC_SV("A:5 company")), LC_END_USER_CIVIL);
    assert_int_equal(lc_end_user_kind_of(r, LC_SV("agricultural")), LC_END_USER_FARM_OR_CLINIC);
    assert_int_equal(lc_end_user_kind_of(r, LC_SV("non-US company")), LC_END_USER_OTHER);
    assert_int_equal(lc_end_user_kind_of(r, LC_SV("religious_body")), LC_END_USER_OTHER);
    assert_int_equal(lc_end_user_kind_of(r, LC_SV("US military contractor")), LC_END_USER_OTHER);
    assert_int_equal(lc_end_user_kind_of(r, LC_SV("")), LC_END_USER_OTHER);
    assert_true(lc_is_enterprise_software(r, LC_SV("erp"), d));
    assert_true(lc_is_enterprise_software(r, LC_SV("Computer-aided design (CAD)"), d));
    assert_false(lc_is_enterprise_software(r, LC_SV("camera firmware"), d));
    assert_false(lc_is_enterprise_software(r, LC_SV("ERP"), day("2024-09-15")));
}

static void item_lists_name_items(void **state)
{
    (void)state;
    static const struct {
        const char *list, *number;
        lc_tri want;
    } cases[] = {{"9x515 600", "9A610.x", LC_TRI_YES},  {"9x515 600", "9A515.e", LC_TRI_YES},
                 {"9x515 600", "9A001", LC_TRI_NO},     {"3B001.k-n", "3B001.m", LC_TRI_YES},
                 {"3B001.k-n", "3B001.o", LC_TRI_NO},   {"3B001.k-n", "3B001", LC_TRI_UNKNOWN},
                 {"3B 3C", "3C992", LC_TRI_YES},        {"!6A008 !7A001", "7A103", LC_TRI_YES},
                 {"!6A008 !7A001", "7A001", LC_TRI_NO}, {"5A001.f.1", "5A001.f.3", LC_TRI_NO},
                 {"0Y521", "0C521", LC_TRI_YES},        {"3B001.f.1", "3B001.f.1.a", LC_TRI_YES}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char base[6];
        lc_para p = para(cases[i].number, base);
        if (lc_items_name(lc_sv_of(cases[i].list), base, &p) != cases[i].want)
            fail_msg("%s on %s", cases[i].list, cases[i].number);
    }
}

static void reasons_of_words(void **state)
{
    lc_rules *r = rules_of(state);
    assert_int_equal(lc_basis_reasons(r, LC_SV("738.4 NS2")), LC_REASON_NS);
    assert_int_equal(lc_basis_reasons(r, LC_SV("742.15 EI")), LC_REASON_EI);
    assert_int_equal(lc_basis_reasons(r, LC_SV("744.11(a)")), 0);
}

static void every_basis_of_a_rule_has_its_reason(void **state)
{
    lc_rules *r = rules_of(state);
    const lc_rule_table *t = lc_rulebook_table(&r->book, "dest_rules");
    int basis = lc_rule_column(t, "basis");
    for (size_t i = 0; i < t->n_facts; i++) {
        lc_sv word = t->facts[i].field[basis];
        if (lc_sv_is(word, "742.3(b)") || lc_sv_is(word, "746.8(a)(4)")) continue;
        if (!lc_basis_reasons(r, word)) fail_msg("%.*s", LC_SV_ARG(word));
    }
}

static void loading_is_fast(void **state)
{
    (void)state;
    struct timespec from, to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    enum { TIMES = 10 };
    for (int i = 0; i < TIMES; i++) lc_rules_free(load());
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    double ms =
        ((double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6) /
        TIMES;
    printf("rules: %.1f ms to read and compile\n", ms);
    assert_true(ms < 200); /* a bound for slow machines and sanitizers; the aim is 15 */
}

static int open_rules(void **state)
{
    *state = load();
    return *state ? 0 : -1;
}

static int close_rules(void **state)
{
    lc_rules_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_split),
        cmocka_unit_test(patterns_have_three_answers),
        cmocka_unit_test(printed_patterns_parse_to_themselves),
        cmocka_unit_test(printed_files_parse_to_themselves),
        cmocka_unit_test(tests_read_stated_facts),
        cmocka_unit_test(places_lead_to_rows),
        cmocka_unit_test(groups_follow_the_day),
        cmocka_unit_test(named_places_beat_groups),
        cmocka_unit_test(chart_rows_follow_the_day),
        cmocka_unit_test(tables_are_whole),
        cmocka_unit_test(tariff_numbers_are_found),
        cmocka_unit_test(words_of_end_users_and_software),
        cmocka_unit_test(item_lists_name_items),
        cmocka_unit_test(reasons_of_words),
        cmocka_unit_test(every_basis_of_a_rule_has_its_reason),
        cmocka_unit_test(loading_is_fast),
    };
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
