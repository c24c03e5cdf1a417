/* Words at their borders: paragraphs that begin alike, numbers cut off, footnotes glued to
 * citations, places and items that are none. What reads the rules must neither take one for another
 * nor lose one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "rule/book.h"
#include "rule/ccl.h"
#include "rule/el_wording.h"
#include "rule/letters.h"
#include "rule/parts.h"
#include "rule/places.h"
#include "rules_folder.h"

static lc_arena *arena;
static lc_rules *rules;

/* Facts that cite a paragraph, as lines. */
static size_t lines_of(const char *paragraph)
{
    lc_sv text = lc_rules_show(arena, rules, lc_sv_of(paragraph));
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) n += text.data[i] == '\n';
    return n;
}

static void a_paragraph_is_found_whole(void **unused)
{
    (void)unused;
    assert_true(lines_of("744.11") > lines_of("744.11(a)(1)"));
    assert_true(lines_of("744.11(a)(1)") > 0);
    assert_true(lines_of("744.1") < lines_of("744.11"));
    assert_int_equal(lines_of("44.11"), 0); /* the end of a number */
    assert_int_equal(lines_of("44"), lines_of(" 44 "));
    assert_int_equal(lines_of("744.1x"), 0);
    assert_int_equal(lines_of("FOOTNO"), 0); /* the beginning of a word */
    assert_int_equal(lines_of("FR"), lines_of("FR "));
    assert_true(lines_of("") > 40); /* the contents */
}

static size_t changes(const char *from, const char *to, const char *paragraph)
{
    lc_date a, b;
    lc_sv one = lc_sv_of(paragraph ? paragraph : "");
    assert_true(lc_date_iso(lc_sv_of(from), &a) && lc_date_iso(lc_sv_of(to), &b));
    return lc_json_len(lc_rules_between(arena, rules, a, b, &one, paragraph != NULL));
}

static void changes_of_a_paragraph_are_its_own(void **unused)
{
    (void)unused;
    size_t all = changes("2010-01-01", "2026-11-20", NULL);
    assert_true(all > 64); /* more than the list first holds */
    size_t of_section = changes("2010-01-01", "2026-11-20", "744.21");
    assert_true(of_section > 0 && of_section < all);
    assert_int_equal(changes("2026-11-20", "2010-01-01", "744.21"), of_section);
    assert_int_equal(changes("2010-01-01", "2026-11-20", "44.21"), 0);
    assert_int_equal(changes("2010-01-01", "2026-11-20", "744.2x"), 0);
    assert_int_equal(changes("2010-01-01", "2026-11-20", ""), 0);
}

static lc_tri named(const char *list, const char *number)
{
    char base[6];
    lc_para para;
    assert_true(lc_eccn_split(lc_sv_of(number), base, &para));
    return lc_items_name(lc_sv_of(list), base, &para);
}

static void items_that_are_none_name_nothing_for_certain(void **unused)
{
    (void)unused;
    assert_int_equal(named("3A001", "3A001.a"), LC_TRI_YES);
    assert_int_equal(named("3A", "3A001.a"), LC_TRI_YES);
    assert_int_equal(named("3A00", "3A001.a"), LC_TRI_NO);
    assert_int_equal(named("  3A001  ", "3A001.a"), LC_TRI_YES);
    assert_int_equal(named("!", "3A001.a"), LC_TRI_YES);
    assert_int_equal(named("!3A001 !3A002", "3A003"), LC_TRI_YES);
    assert_int_equal(named("!3A001 !3A002", "3A002.b"), LC_TRI_NO);
    assert_int_equal(named("3A001.k-n", "3A001.m"), LC_TRI_YES);
    assert_int_equal(named("3A001.k-n", "3A001.p"), LC_TRI_NO);
    assert_int_equal(named("3A001.k-n", "3A001"), LC_TRI_UNKNOWN);
    assert_int_equal(named("3A001.k-?", "3A001.k"),
                     LC_TRI_UNKNOWN); /* a range that cannot be read */
    assert_int_equal(named("3A001.k-", "3A001.k"), LC_TRI_UNKNOWN);
    assert_int_equal(named("3A001.??", "3A001.k"), LC_TRI_UNKNOWN);
    assert_int_equal(named("3A001.a.1.b.2.c.3.d.4.e.5.f.6.g.7.h", "3A001.k"), LC_TRI_UNKNOWN);
    assert_int_equal(named("600", "9A610.x"), LC_TRI_YES);
    assert_int_equal(named("9x515", "9A515.a"), LC_TRI_YES);
    assert_int_equal(named("9x515", "9A516"), LC_TRI_NO);
    assert_int_equal(named("9x515", "8A515"), LC_TRI_NO);
    assert_int_equal(named("0Y521", "0A521"), LC_TRI_YES);
    assert_int_equal(named("0Y521", "1A521"), LC_TRI_NO);
    assert_int_equal(named("0Y521", "0A522"), LC_TRI_NO);
}

static lc_tri in_set(const char *cell, const char *minus, const char *code)
{
    lc_place_set set = {0};
    lc_date day;
    assert_true(lc_date_iso(LC_SV("2026-07-23"), &day));
    assert_true(lc_place_set_add(lc_sv_of(cell), false, &set));
    assert_true(lc_place_set_add(lc_sv_of(minus), true, &set));
    return lc_place_set_has(rules, &set, lc_sv_of(code), day);
}

static void places_that_are_none_are_in_no_set(void **unused)
{
    (void)unused;
    static const char *const none[] = {"XX", "aa", "1A", "A1", "C", "CHN", "", "ZZZZ", "UA-XX"};
    lc_date day;
    assert_true(lc_date_iso(LC_SV("2026-07-23"), &day));
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        lc_place place;
        bool known;
        assert_false(lc_place_find(rules, lc_sv_of(none[i]), day, &place));
        assert_int_equal(lc_place_groups(rules, lc_sv_of(none[i]), day, &known), 0);
        assert_false(known);
        assert_false(lc_place_groups_unverified(rules, lc_sv_of(none[i]), day));
        assert_int_equal(in_set("D:5", "", none[i]), LC_TRI_UNKNOWN);
    }
    assert_int_equal(in_set("world", "", "DE"), LC_TRI_YES);
    assert_int_equal(in_set("world", "DE", "DE"), LC_TRI_NO);
    assert_int_equal(in_set("world", "A:5", "DE"), LC_TRI_NO);
    assert_int_equal(in_set("  D:5   MO ", "", "MO"), LC_TRI_YES);
    assert_int_equal(in_set("D:1 D:4", "A:6", "CN"), LC_TRI_YES);
    assert_int_equal(in_set("CN", "", "HK"), LC_TRI_YES);
    assert_int_equal(in_set("CN", "HK", "HK"), LC_TRI_NO);
    assert_int_equal(in_set("", "", "DE"), LC_TRI_NO);
    assert_true(lc_place_groups_unverified(rules, LC_SV("AE"), day - 10));
    static const char *const groups[] = {"A:7", "F:1", "A",   "A:",  "E:3",
                                         "D:0", "B:1", "a:1", "A:55"};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (lc_group_bit(lc_sv_of(groups[i]))) fail_msg("%s is a group", groups[i]);
    lc_place_set full = {0};
    char many[LC_SET_MAX_PLACES * 3 + 4];
    for (int i = 0; i <= LC_SET_MAX_PLACES; i++) memcpy(many + 3L * i, "DE ", 3);
    assert_false(lc_place_set_add(lc_sv_make(many, sizeof many - 1), false, &full));
    full = (lc_place_set){0};
    assert_false(lc_place_set_add(lc_sv_make(many, sizeof many - 1), true, &full));
}

/* ---- the columns of the Entity List ---- */

static lc_el_requirement column(const char *text)
{
    lc_el_requirement q;
    lc_el_requirement_read(rules, arena, lc_sv_of(text), &q);
    return q;
}

static void footnotes_are_single_digits_behind_a_citation(void **unused)
{
    (void)unused;
#define ALL "For all items subject to the EAR. (See § 744.11 of the EAR"
    static const struct {
        const char *text;
        unsigned footnotes;
    } all[] = {
        {ALL ")", 0},         {ALL ")4", 1u << 4},   {ALL "4)", 1u << 4}, {ALL ").4", 1u << 4},
        {ALL ") 3", 1u << 3}, {ALL "), 5", 1u << 5}, {ALL ") 12", 0},     {ALL ") 4x", 0},
        {ALL ") 4.5", 0},     {ALL ") 0", 0},        {ALL "\t)\n4", 0},
    };
#undef ALL
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        lc_el_requirement q = column(all[i].text);
        if (q.footnotes != all[i].footnotes) fail_msg("%s: %x", all[i].text, q.footnotes);
        assert_true(q.scope == LC_EL_ALL || q.scope == LC_EL_UNREAD);
    }
}

static void paragraphs_belong_to_the_section_before(void **unused)
{
    (void)unused;
    static const char *const texts[][2] = {
        {"(See § 744.2 (d) of the EAR)", "744.2 (d)"},
        {"(See § 744.2(d)(iii) of the EAR)", "744.2(d)(iii)"},
        {"(See § 744.2(d of the EAR)", "744.2"},
        {"(See § 744.2() of the EAR)", "744.2"},
        {"(See § 744.2(sixteen) of the EAR)", "744.2"},
        {"(See § 744.21e of the EAR)", "744.21(e)"},
        {"(See § 744.2l of the EAR)", "744.21"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        lc_sv text = lc_arena_printf(arena, "For all items subject to the EAR. %s", texts[i][0]);
        lc_el_requirement q = column(text.data);
        if (!q.n_sections) fail_msg("%s: no section", texts[i][0]);
        lc_sv plain = q.sections[0];
        if (lc_sv_find(lc_sv_of(texts[i][1]), lc_sv_make(plain.data, 5), 0) != 0)
            fail_msg("%s: %.*s", texts[i][0], LC_SV_ARG(plain));
    }
    static const char *const none[] = {"744", "744.", "74.4", "744.x", "7444.1", "§", "744 . 2"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        lc_sv text = lc_arena_printf(arena, "For all items subject to the EAR. (See %s)", none[i]);
        if (column(text.data).n_sections) fail_msg("%s is a section", none[i]);
    }
}

/* ---- the exporter's letters ---- */

static bool taken(const char *section, const char *items, const char *to)
{
    lc_letters *l = NULL;
    licet_error e = {0};
    lc_sv text =
        lc_arena_printf(arena, "reference,dated,section,items,to\nA,2024-01-01,%s,\"%s\",\"%s\"\n",
                        section, items, to);
    return lc_letters_parse(arena, rules, text, "letters.csv", &l, &e) == 0;
}

static void letters_hold_known_words_alone(void **unused)
{
    (void)unused;
    assert_true(taken("744.21(b)", "3A EAR99;0Y521|600", "D:5;CN,UA-CRIMEA"));
    assert_true(taken("744.21(B)(2)(ii)", "", ""));
    assert_true(taken("746.8", "ccl", " E:1 "));
    static const char *const sections[] = {"7444.2",   "74.2",      "744",       "744,2",
                                           "abc.2",    "744.2(b)x", "744.2 (b)", "744.2(b",
                                           "744.2(_)", "§",         "\xC2\xA7"};
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (taken(sections[i], "", "")) fail_msg("%s is a section", sections[i]);
    static const char *const items[] = {"3F",  "A3",      "3",      "3a001", "EAR 99",
                                        "all", "3A001.?", "!3A001", "31"};
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        if (taken("744.2(b)", items[i], "")) fail_msg("%s is an item", items[i]);
    static const char *const places[] = {"world", "D:6", "DD:", "cn", "CHN", "A1:"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (taken("744.2(b)", "", places[i])) fail_msg("%s is a place", places[i]);
}

static void what_is_said_of_a_long_word_is_still_text(void **unused)
{
    (void)unused;
    for (size_t pad = 0; pad < 3;
         pad++) { /* the message is cut off inside a letter, or beside one */
        lc_buf b = {0};
        lc_letters *l = NULL;
        licet_error e = {0};
        lc_buf_z(&b, "reference,dated,section,");
        for (size_t i = 0; i < pad; i++) lc_buf_c(&b, 'x');
        for (int i = 0; i < 300; i++) lc_buf_z(&b, "\xE2\x82\xAC");
        lc_buf_c(&b, '\n');
        assert_int_not_equal(lc_letters_parse(arena, rules, lc_buf_view(&b), "letters.csv", &l, &e),
                             0);
        lc_json *again;
        lc_sv text = lc_json_text(arena, lc_json_of_z(arena, e.message), LC_JSON_COMPACT);
        assert_int_equal(lc_json_parse(arena, text, &again, NULL), 0);
        lc_buf_done(&b);
    }
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
    lc_rules_free(NULL);
    lc_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paragraph_is_found_whole),
        cmocka_unit_test(changes_of_a_paragraph_are_its_own),
        cmocka_unit_test(items_that_are_none_name_nothing_for_certain),
        cmocka_unit_test(places_that_are_none_are_in_no_set),
        cmocka_unit_test(footnotes_are_single_digits_behind_a_citation),
        cmocka_unit_test(paragraphs_belong_to_the_section_before),
        cmocka_unit_test(letters_hold_known_words_alone),
        cmocka_unit_test(what_is_said_of_a_long_word_is_still_text),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
