/* The worked cases: facts of a transaction and what the rules make of them. Lists are compared as sets;
 * of paragraphs, obligations, bars and other agencies an answer may name more than the case does, of
 * exceptions it may not. A case that must agree is named below and fails the test if it does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "determine/determine.h"
#include "rules_folder.h"

static lc_rules *rules;

/* Grows with the rules; never shrinks. */
static const char MUST_AGREE[] = " ";

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
    return lc_determination_json(a, d);
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
