/* The worked cases: facts of a transaction and what the rules make of them. Lists are compared as
 * sets; of paragraphs, obligations, bars and other agencies an answer may name more than the case
 * does, of exceptions it may not. A case that must agree is named below and fails the test if it
 * does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "determine/determine.h"
#include "rules_folder.h"

static lc_rules *rules;

/* Grows with the rules; never shrinks. */
static const char MUST_AGREE[] =
    " S01 S02 S03 S04 S05 S06 S07 S08 S09 S10 S11 S12 S14 S15 S16 S17 S18 S19 S21 S22 S23 "
    "S24 S25 S26 S27 S28 S30 S31 S33 S34 S35 S37 A01 A03 A04 A07 A08 A09 A12 A15 A16 A23 "
    "A26 A20 A30 A31 K01 K05 K06 K11 K14 K15 K23 K24 K25 K28 K29 K35 K37 K39 K40 K41 K45 "
    "K52 K55 K57 K63 K67 K68 K73 X02 X07 X08 X09 X10 X11 K48 U01 M10 E02 E04 E05 E07 E10 "
    "D01 D02 D06 N03 N07 F01 F03 F05 F13 F15 S13 S29 S32 S36 K10 K33 K71 M02 M03 E06 F04 ";

/* Cases among the disputed ones that are not followed, and the paragraph that says otherwise:
 * S20  742.15(b): since 2021-03-29 only non-standard cryptography needs the notice, and whether it
 * is used is not in the facts: NEEDS_FACTS, not LICENSE_REQUIRED. A28, M06  740.11: GOV is for use
 * by or for a government, which is not in the facts: GOV?. K32  740.24: IEC has conditions that are
 * not in the facts, so the licence requirement stands. K69  740.20: STA needs the consignee's
 * statement, which is not in the facts: STA?, with the others. X04  740.22(c)(2): digital artifacts
 * for an investigation, which nobody has stated: ACE?. F06  Supp. 7 to part 746 goes by tariff
 * number, which is not in the facts: NEEDS_FACTS. */

typedef struct count {
    int agree, total;
} count;

static bool has(const lc_json *array, lc_sv word)
{
    for (size_t i = 0; i < lc_json_len(array); i++)
        if (lc_sv_eq(lc_json_sv(lc_json_at(array, i)), word)) return true;
    return false;
}

static void print_words(const char *what, const lc_json *array)
{
    printf(" %s[", what);
    for (size_t i = 0; i < lc_json_len(array); i++)
        printf("%s%.*s", i ? " " : "", LC_SV_ARG(lc_json_sv(lc_json_at(array, i))));
    printf("]");
}

static bool covers(const lc_json *ours, const lc_json *expected)
{
    for (size_t i = 0; i < lc_json_len(expected); i++)
        if (!has(ours, lc_json_sv(lc_json_at(expected, i)))) return false;
    return true;
}

static bool same_list(const lc_json *answer, const lc_json *expected, const char *key, bool exact)
{
    const lc_json *e = lc_json_get(expected, key), *o = lc_json_get(answer, key);
    if (!e) return true;
    bool ok = covers(o, e) && (!exact || covers(e, o));
    if (ok) return true;
    printf("   ");
    print_words(key, o);
    print_words("expected", e);
    printf("\n");
    return false;
}

static bool same_word(const lc_json *answer, const lc_json *expected, const char *key)
{
    lc_sv e = lc_json_get_sv(expected, key), o = lc_json_get_sv(answer, key);
    if (!e.len || lc_sv_eq(e, o)) return true;
    printf("    %s %.*s, expected %.*s\n", key, LC_SV_ARG(o), LC_SV_ARG(e));
    return false;
}

static bool agrees(const lc_json *answer, const lc_json *expected)
{
    bool ok = same_word(answer, expected, "status");
    ok &= same_word(answer, expected, "policy");
    ok &= same_word(answer, expected, "policy_without_tgl");
    ok &= same_list(answer, expected, "basis", false);
    ok &= same_list(answer, expected, "exceptions", true);
    ok &= same_list(answer, expected, "barred", false);
    ok &= same_list(answer, expected, "obligations", false);
    ok &= same_list(answer, expected, "other", false);
    return ok;
}

static void show_more(const lc_json *answer, const lc_json *expected)
{
    static const char *const keys[] = {"basis", "obligations", "other", "barred"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        const lc_json *o = lc_json_get(answer, keys[k]), *e = lc_json_get(expected, keys[k]);
        if (covers(e, o)) continue;
        printf("    more:");
        print_words(keys[k], o);
        print_words("expected", e);
        printf("\n");
    }
}

static lc_json *answer_to(lc_arena *a, const lc_json *c)
{
    lc_facts *f;
    lc_determination *d;
    licet_error e = {0};
    if (lc_facts_parse(a, lc_json_get(c, "facts"), LC_FACTS_FROM_USER, &f, &e)) {
        printf("    refused: %s (%s)\n", e.message, e.remedy);
        return NULL;
    }
    assert_int_equal(lc_determine(a, rules, f, &d, &e), 0);
    lc_json *again, *answer = lc_determination_json(a, d);
    assert_int_equal(lc_json_parse(a, lc_json_text(a, answer, LC_JSON_COMPACT), &again, &e), 0);
    return answer;
}

static bool must_agree(lc_sv id)
{
    char padded[40];
    snprintf(padded, sizeof padded, " %.*s ", LC_SV_ARG(id));
    return strstr(MUST_AGREE, padded) != NULL;
}

static bool run_case(lc_sv line, count *series)
{
    lc_arena *a = lc_arena_new();
    lc_json *c;
    assert_int_equal(lc_json_parse(a, line, &c, NULL), 0);
    lc_sv id = lc_json_get_sv(c, "id");
    const lc_json *expected = lc_json_get(c, "expected");
    lc_json *answer = answer_to(a, c);
    bool ok = answer && agrees(answer, expected);
    bool verbose = getenv("LICET_CASES_VERBOSE") != NULL;
    if (!ok || verbose)
        printf("%s %.*s %.*s\n", ok ? "ok" : "DIFFERS", LC_SV_ARG(id),
               LC_SV_ARG(lc_json_get_sv(c, "title")));
    if (answer && verbose) show_more(answer, expected);
    if (answer && !ok && lc_json_len(lc_json_get(answer, "missing"))) {
        print_words("    missing", lc_json_get(answer, "missing"));
        printf("\n");
    }
    bool broken = !ok && must_agree(id);
    count *s = &series[(unsigned char)id.data[0]];
    s->total++;
    s->agree += ok;
    lc_arena_free(a);
    return !broken;
}

static void run_file(const char *name)
{
    const char *shared = getenv("LICET_SHARED");
    lc_arena *a = lc_arena_new();
    lc_sv path = lc_arena_printf(a, "%s/ear/%s", shared ? shared : LICET_SHARED_DEFAULT, name);
    lc_sv text = test_file_text(a, path.data);
    if (!text.data) {
        printf("SKIP: %s is not here\n", path.data);
        lc_arena_free(a);
        skip();
    }
    count series[256] = {{0, 0}};
    int broken = 0, agree = 0, total = 0;
    while (text.data && text.len) {
        lc_sv line = lc_sv_trim(lc_sv_cut(&text, LC_SV("\n")));
        if (line.len && !run_case(line, series)) broken++;
    }
    for (int i = 0; i < 256; i++) {
        if (series[i].total) printf("%c: %d of %d\n", i, series[i].agree, series[i].total);
        agree += series[i].agree;
        total += series[i].total;
    }
    printf("%s: %d of %d agree\n", name, agree, total);
    lc_arena_free(a);
    assert_true(total > 0);
    assert_int_equal(broken, 0);
}

static void worked_cases(void **state)
{
    (void)state;
    run_file("cases_dev.jsonl");
}

static void disputed_cases(void **state)
{
    (void)state;
    run_file("cases_disputed.jsonl");
}

static int setup(void **state)
{
    (void)state;
    lc_arena *a = lc_arena_new();
    rules = test_rules(a);
    lc_arena_free(a);
    return rules ? 0 : 1;
}

static int teardown(void **state)
{
    (void)state;
    lc_rules_free(rules);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_cases),
        cmocka_unit_test(disputed_cases),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
