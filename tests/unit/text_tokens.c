/* Names taken apart: what each word is, how it is spelt, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ref/lexicon_files.h"
#include "text/tokens.h"

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

/* The tokens as "text/class text/class", the class by its first two letters. */
static lc_sv seen(kit *k, const char *name, bool person)
{
    lc_tokens t;
    licet_error err;
    lc_sv all = LC_SV_NONE;
    if (lc_tokens_of(k->lex, k->arena, lc_sv_of(name), person, &t, &err))
        return lc_arena_printf(k->arena, "error %d", (int)err.code);
    for (size_t i = 0; i < t.n; i++)
        all = lc_arena_printf(k->arena, "%.*s%s%.*s/%.2s", LC_SV_ARG(all), i ? " " : "",
                              LC_SV_ARG(t.at[i].text[0]), lc_token_class_word(t.at[i].cls));
    return all;
}

static void is(kit *k, const char *name, bool person, const char *tokens)
{
    lc_sv got = seen(k, name, person);
    if (!lc_sv_is(got, tokens)) fail_msg("%s -> %.*s, wanted %s", name, LC_SV_ARG(got), tokens);
}

static void legal_forms_in_all_writings(void **state)
{
    kit *k = *state;
    is(k, "SIS d.o.o.", false, "sis/wo doo/le");
    is(k, "SIS DOO", false, "sis/wo doo/le");
    is(k, "ООО «Баррикада»", false, "ooo/le barrikada/wo");
    is(k, "Baltech Limited Liability Company", false, "baltech/wo limitedliabilitycompany/le");
    is(k, "Kim Co", true, "kim/wo co/wo"); /* a person has no legal form */
}

static void runs_without_spaces_are_cut_at_known_words(void **state)
{
    kit *k = *state;
    lc_tokens t;
    assert_int_equal(lc_tokens_of(k->lex, k->arena, LC_SV("華為技術有限公司"), false, &t, NULL), 0);
    assert_int_equal(t.n, 3);
    assert_true(lc_sv_is(t.at[0].written, "華為"));
    assert_int_equal(t.at[1].cls, LC_TOKEN_TRADE);
    assert_int_equal(t.at[2].cls, LC_TOKEN_LEGAL);
}

static void numbers_are_values(void **state)
{
    kit *k = *state;
    lc_tokens t;
    is(k, "CETC28", false, "cetc/wo 28/nu");
    is(k, "CETC 028", false, "cetc/wo 28/nu");
    is(k, "41st Plover", false, "41/nu plover/wo");
    is(k, "Factory No. 9", false, "factory/li 9/nu");
    assert_int_equal(
        lc_tokens_of(k->lex, k->arena, LC_SV("Plover 99999999999999"), false, &t, NULL), 0);
    assert_int_equal(t.at[1].number, -1);
}

static void disguises_are_seen_through(void **state)
{
    kit *k = *state;
    is(k, "J0NG Akb\xD0\xB0r", true, "jong/wo akbar/wo"); /* zero for o, Cyrillic a */
    is(k, "O'Brien", true, "obrien/wo");
    is(k,
       "Al-Qa\xE2\x80\x99"
       "ida",
       true, "al/pa qaida/wo");
}

static void initials_patronymics_and_letters_in_a_row(void **state)
{
    kit *k = *state;
    is(k, "W. Durrani", true, "w/in durrani/wo");
    is(k, "Ivan Ivanovich Petrov", true, "ivan/wo ivanovich/pa petrov/wo");
    is(k, "I.R.I.S.L", false, "irisl/wo");
}

static void meanings_of_several_words_are_their_words(void **state)
{
    kit *k = *state;
    is(k, "NII Plover", false, "research/ge institute/li plover/wo");
    is(k, "Research Institute of Plover", false, "research/ge institute/li of/pa plover/wo");
    is(k, "Plover II", false, "plover/wo 2/nu");
    is(k, "The Plover", false, "the/pa plover/wo");
}

static void legal_forms_spelt_roughly_or_cut_off(void **state)
{
    kit *k = *state;
    lc_tokens t;
    const char *rough[] = {"Obshtestvo s ogranichenoy otvetstvenostyu Plover",
                           "Plover Limted Liabillity Company",
                           "Kentish Plover Works Closed Joint St"}; /* 35 characters */
    for (size_t i = 0; i < sizeof rough / sizeof *rough; i++) {
        lc_sv name = lc_sv_of(rough[i]);
        size_t legal = 0;
        if (name.len > 35 && i == 2) name.len = 35;
        assert_int_equal(lc_tokens_of(k->lex, k->arena, name, false, &t, NULL), 0);
        for (size_t j = 0; j < t.n; j++) legal += t.at[j].cls == LC_TOKEN_LEGAL;
        if (legal != 1) fail_msg("%s: %zu legal forms", rough[i], legal);
    }
}

static void arabic_letters_write_two_names_as_one(void **state)
{
    kit *k = *state;
    lc_tokens t;
    assert_int_equal(lc_tokens_of(k->lex, k->arena, LC_SV("محمدتقی"), true, &t, NULL), 0);
    assert_int_equal(t.n, 2);
    assert_int_equal(lc_tokens_of(k->lex, k->arena, LC_SV("عبدالرقیب"), true, &t, NULL), 0);
    assert_int_equal(t.n, 2);
}

static void what_cannot_be_a_name_is_refused(void **state)
{
    kit *k = *state;
    char *big = lc_arena_alloc(k->arena, 65537);
    memset(big, 'a', 65536);
    is(k, "", false, "error 100");
    is(k, " .,-() ", false, "error 100");
    is(k,
       "a\xFF"
       "b",
       false, "error 301");
    is(k, big, false, "error 101");
    big[4096] = 0;
    for (size_t i = 1; i < 4096; i += 2) big[i] = ' ';
    is(k, big, false, "error 101"); /* 2,048 words */
}

static void a_bad_line_is_named(void **state)
{
    (void)state;
    lc_lexicon *lex = NULL;
    licet_error err = {0};
    lc_lexicon_file f = {LC_SV("titles.txt"),
                         LC_SV("# head\nmr\tmr\ten\ttitle\nhaji\thaji\tmul\n")};
    assert_int_equal(lc_lexicon_new(&f, 1, &lex, &err), LICET_E_RULE);
    assert_string_equal(err.file, "titles.txt");
    assert_int_equal(err.line, 3);
    f.name = LC_SV("unknown.txt");
    assert_int_equal(lc_lexicon_new(&f, 1, &lex, &err), LICET_E_RULE);
    assert_null(lex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(legal_forms_in_all_writings),
        cmocka_unit_test(runs_without_spaces_are_cut_at_known_words),
        cmocka_unit_test(numbers_are_values),
        cmocka_unit_test(disguises_are_seen_through),
        cmocka_unit_test(initials_patronymics_and_letters_in_a_row),
        cmocka_unit_test(meanings_of_several_words_are_their_words),
        cmocka_unit_test(legal_forms_spelt_roughly_or_cut_off),
        cmocka_unit_test(arabic_letters_write_two_names_as_one),
        cmocka_unit_test(what_cannot_be_a_name_is_refused),
        cmocka_unit_test(a_bad_line_is_named),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
