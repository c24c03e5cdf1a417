/* Folding: case, width, marks, invisible characters, punctuation; and the UTF-8 check. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "text/fold.h"

static void folds(const char *from, const char *to)
{
    lc_arena *a = lc_arena_new();
    lc_sv got = lc_fold(a, lc_sv_of(from));
    if (!lc_sv_is(got, to)) fail_msg("\"%s\" -> \"%.*s\", wanted \"%s\"", from, LC_SV_ARG(got), to);
    lc_arena_free(a);
}

static void latin_names_lose_case_marks_and_punctuation(void **state)
{
    (void)state;
    folds("", "");
    folds("NSO Group", "nso group");
    folds("  N.S.O.\t--GROUP, Ltd. ", "n s o group ltd");
    folds("Émile Zola-Čapek", "emile zola capek");
    folds("Straße GROẞE", "strasse grosse");
    folds("Đorđe Łódź Øresund Ægir Þór ıŞİK", "dorde lodz oresund aegir thor isik");
    folds("e\xCC\x81t\xC3\xA9", "ete"); /* combining accent and composed letter alike */
    folds("№ 7 Ⅷ ﬁrma", "no 7 viii firma");
}

static void width_and_digits_fold(void **state)
{
    (void)state;
    folds("ＮＳＯ　ＧＲＯＵＰ", "nso group");
    folds("ﾊﾟﾅｿﾆｯｸ", "パナソニック");
    folds("٣٤ and ७", "34 and 7");
    folds("CO₂ x²", "co2 x2");
}

static void invisible_characters_vanish(void **state)
{
    (void)state;
    folds("N\xE2\x80\x8BS\xE2\x80\x8DO", "nso"); /* zero-width space, joiner */
    folds("\xE2\x80\xAENSO\xE2\x80\xAC Gr\xC2\xADoup",
          "nso group"); /* bidi override, soft hyphen */
    folds("\xEF\xBB\xBFNSO", "nso");
}

static void other_scripts_stay(void **state)
{
    (void)state;
    folds("АО «Позитив Текнолоджиз»", "ао позитив текнолоджиз");
    folds("華為技術有限公司", "華為技術有限公司");
    folds("مُحَمَّد عـلي", "محمد علي");
    folds("김영복", "김영복");
    folds("ガス", "ガス");
    folds("हिन्दी", "हिन्दी");
}

static void ascii_path_equals_the_long_one(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    char text[64];
    for (unsigned c = 1; c < 128; c++) {
        /* The same text twice, the second time pushed through ICU by one non-ASCII letter. */
        size_t n = (size_t)snprintf(text, sizeof text, "%cA %cb%c%cZ9", c, c, c, c);
        lc_sv plain = lc_arena_sv(a, lc_fold(a, lc_sv_make(text, n)));
        n += (size_t)snprintf(text + n, sizeof text - n, " \xD0\xB6");
        lc_sv longer = lc_fold(a, lc_sv_make(text, n));
        assert_int_equal(longer.len, plain.len + 3);
        assert_memory_equal(longer.data, plain.data, plain.len);
    }
    lc_arena_free(a);
}

static void folding_twice_changes_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {"ǅ Ŀ ŉ ﷺ", "ΑΣ ς ΐ", "İıẞ", "㈱ ㏇ ㎏", "ஸ்ரீ ไทย", "Ӂ Й Ё"};
    lc_arena *a = lc_arena_new();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        lc_sv once = lc_fold(a, lc_sv_of(texts[i])), twice = lc_fold(a, once);
        if (!lc_sv_eq(once, twice))
            fail_msg("%s: %.*s / %.*s", texts[i], LC_SV_ARG(once), LC_SV_ARG(twice));
    }
    lc_arena_free(a);
}

static void utf8_is_checked(void **state)
{
    (void)state;
    size_t at = 99;
    assert_true(lc_utf8_ok(LC_SV("plain \xC3\xA9 \xF0\x9F\x98\x80"), &at));
    assert_true(lc_utf8_ok(LC_SV_NONE, NULL));
    assert_int_equal(at, 99);
    static const struct {
        const char *bytes;
        size_t bad;
    } wrong[] = {
        {"ab\xFF", 2},  {"\xC0\xAF", 0},         {"a\xED\xA0\x80", 1},    {"\xE2\x82", 0},
        {"xyz\x80", 3}, {"\xF4\x90\x80\x80", 0}, {"\xF0\x80\x80\xAF", 0}, {"a\xC3(", 1},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(lc_utf8_ok(lc_sv_of(wrong[i].bytes), &at));
        assert_int_equal(at, wrong[i].bad);
    }
}

static void wrong_bytes_do_no_harm(void **state)
{
    (void)state;
    folds("a\xFF\xFE b", "a b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(latin_names_lose_case_marks_and_punctuation),
        cmocka_unit_test(width_and_digits_fold),
        cmocka_unit_test(invisible_characters_vanish),
        cmocka_unit_test(other_scripts_stay),
        cmocka_unit_test(ascii_path_equals_the_long_one),
        cmocka_unit_test(folding_twice_changes_nothing),
        cmocka_unit_test(utf8_is_checked),
        cmocka_unit_test(wrong_bytes_do_no_harm),
    };
    return cmocka_run_group_tests_name("text_fold", tests, NULL, NULL);
}
