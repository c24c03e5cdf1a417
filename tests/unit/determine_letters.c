/* Letters of the agency to the exporter alone, as the engine hands them on: by item, destination,
 * party and section. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "determine/determine.h"
#include "record/determination_shape.h"
#include "rules_folder.h"

static lc_arena *arena;
static lc_rules *rules;

typedef struct ask {
    const char *item, *to, *letter; /* JSON of item, code, members of the letter */
    const char *more;               /* further facts, each with a comma in front */
} ask;

static const lc_determination *answer(const ask *q)
{
    lc_json *j;
    lc_facts *f;
    lc_determination *d;
    licet_error e = {0};
    lc_sv text =
        lc_arena_printf(arena,
                        "{\"as_of\":\"2026-07-23\",\"from\":\"US\",\"to\":\"%s\",\"item\":%s,"
                        "\"parties\":[{\"role\":\"end_user\","
                        "\"name\":\"Harrow\",\"lists\":[]}],\"letters\":[{\"reference\":\"L-1\","
                        "\"dated\":\"2024-05-02\",%s}]%s}",
                        q->to, q->item, q->letter, q->more ? q->more : ",\"activity\":\"export\"");
    if (lc_json_parse(arena, text, &j, &e) ||
        lc_facts_parse(arena, j, LC_FACTS_FROM_ENGINE, &f, &e))
        fail_msg("%s: %s", text.data, e.message);
    assert_int_equal(lc_determine(arena, rules, f, &d, &e), 0);
    return d;
}

/* How the letter came out: YES, UNKNOWN, or NO where no requirement rests on it. */
static lc_tri rests(const lc_determination *d, const lc_requirement **out)
{
    for (size_t i = 0; i < d->requirements.len; i++) {
        const lc_requirement *r = &d->requirements.at[i];
        if (lc_sv_find(r->source, LC_SV("letter"), 0) != 0) continue;
        if (out) *out = r;
        return r->applies;
    }
    return LC_TRI_NO;
}

static bool asks(const lc_determination *d, const char *path)
{
    for (size_t i = 0; i < d->missing.len; i++)
        if (lc_sv_is(d->missing.at[i].path, path)) return true;
    return false;
}

#define CCL        "{\"eccn\":\"3A001.a.2\",\"origin\":\"US\"}"
#define BARE       "{\"eccn\":\"3A001\",\"origin\":\"US\"}"
#define EAR99      "{\"eccn\":\"EAR99\",\"origin\":\"US\"}"
#define NUMBERLESS "{\"origin\":\"US\"}"
#define S21        "\"section\":\"744.21(b)\""

static void by_item_and_destination(void **unused)
{
    (void)unused;
    static const struct {
        ask q;
        lc_tri applies;
        const char *asks;
    } all[] = {
        {{CCL, "DE", S21, NULL}, LC_TRI_YES, NULL},
        {{EAR99, "DE", S21, NULL}, LC_TRI_YES, NULL},
        {{CCL, "DE", S21 ",\"items\":\"ccl\"", NULL}, LC_TRI_YES, NULL},
        {{EAR99, "DE", S21 ",\"items\":\"ccl\"", NULL}, LC_TRI_NO, NULL},
        {{CCL, "DE", S21 ",\"items\":\"EAR99\"", NULL}, LC_TRI_NO, NULL},
        {{EAR99, "DE", S21 ",\"items\":\"3A001 EAR99\"", NULL}, LC_TRI_YES, NULL},
        {{EAR99, "DE", S21 ",\"items\":\"3A001\"", NULL}, LC_TRI_NO, NULL},
        {{CCL, "DE", S21 ",\"items\":\"5A002 3A001.a\"", NULL}, LC_TRI_YES, NULL},
        {{CCL, "DE", S21 ",\"items\":\"3A001.b\"", NULL}, LC_TRI_NO, NULL},
        {{BARE, "DE", S21 ",\"items\":\"3A001.b\"", NULL}, LC_TRI_UNKNOWN, "item.subpara"},
        {{NUMBERLESS, "DE", S21 ",\"items\":\"3A001\"", NULL}, LC_TRI_UNKNOWN, "item.eccn"},
        {{NUMBERLESS, "DE", S21, NULL}, LC_TRI_YES, "item.eccn"},
        {{CCL, "DE", S21 ",\"to\":\"FR D:5\"", NULL}, LC_TRI_NO, NULL},
        {{CCL, "CN", S21 ",\"to\":\"FR D:5\"", NULL}, LC_TRI_YES, NULL},
        {{CCL, "XX", S21 ",\"to\":\"FR D:5\"", NULL}, LC_TRI_UNKNOWN, "to"},
        {{CCL, "DE", S21 ",\"items\":\"3A001.b\",\"to\":\"DE\"", NULL}, LC_TRI_NO, NULL},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const lc_determination *d = answer(&all[i].q);
        if (rests(d, NULL) != all[i].applies) fail_msg("%zu: %s", i, all[i].q.letter);
        if (all[i].asks && !asks(d, all[i].asks))
            fail_msg("%zu: %s is not asked for", i, all[i].asks);
        if (all[i].applies == LC_TRI_NO && lc_determination_disposition(d) == LICET_STOP &&
            !d->requirements.len)
            fail_msg("%zu stops without a requirement", i);
    }
}

static void a_party_that_only_resembles_waits(void **unused)
{
    (void)unused;
    const ask maybe = {EAR99, "DE",
                       S21 ",\"party\":\"parties[0]\",\"who\":\"Harow\",\"certain\":false", NULL};
    const ask sure = {EAR99, "DE",
                      S21 ",\"party\":\"parties[0]\",\"who\":\"Harrow\",\"certain\":true", NULL};
    const lc_determination *d = answer(&maybe);
    assert_int_equal(rests(d, NULL), LC_TRI_UNKNOWN);
    assert_int_equal(d->status, LICET_NEEDS_FACTS);
    assert_true(asks(d, "parties[0].identity"));
    assert_int_equal(answer(&sure)->status, LICET_LICENSE_REQUIRED);
}

static void the_section_says_how_it_is_reviewed(void **unused)
{
    (void)unused;
    static const struct {
        const char *section;
        licet_review review;
        lc_allow allow;
    } all[] = {
        {"\"section\":\"744.21(b)\"", LICET_PRESUMPTION_OF_DENIAL, LC_ALLOW_NAMED},
        {"\"section\":\"744.22(b)\"", LICET_PRESUMPTION_OF_DENIAL, LC_ALLOW_NAMED},
        {"\"section\":\"744.23(b)\"", LICET_PRESUMPTION_OF_DENIAL, LC_ALLOW_NONE},
        {"\"section\":\"744.2\"", LICET_REVIEW_NONE, LC_ALLOW_NONE},
        {"\"section\":\"744.11(c)\"", LICET_REVIEW_NONE, LC_ALLOW_NONE}, /* no end use */
        {"\"section\":\"744.2(b)\",\"note\":\"by e-mail\"", LICET_REVIEW_NONE, LC_ALLOW_NONE},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const ask q = {EAR99, "DE", all[i].section, NULL};
        const lc_requirement *r = NULL;
        assert_int_equal(rests(answer(&q), &r), LC_TRI_YES);
        assert_true(lc_sv_find(r->citation, LC_SV("letter L-1 of 2024-05-02, 15 CFR 744."), 0) ==
                    0);
        if (all[i].review != LICET_REVIEW_NONE && r->policy.rank != all[i].review)
            fail_msg("%s: review", all[i].section);
        if (r->allow != all[i].allow) fail_msg("%s: exceptions", all[i].section);
    }
    const ask gov = {EAR99, "DE", S21, ",\"activity\":\"export\",\"us_government_use\":true"};
    const lc_determination *d = answer(&gov);
    assert_int_equal(d->status, LICET_EXCEPTION_CANDIDATE);
}

/* 744.6(c)(1): support by a US person may be forbidden where no item moves; other letters are of
 * items. */
static void what_is_no_export_is_reached_by_744_6_alone(void **unused)
{
    (void)unused;
    static const char *const service = ",\"activity\":\"service\"";
    const ask support = {EAR99, "DE", "\"section\":\"744.6(c)(1)\"", service};
    const ask other = {EAR99, "DE", S21, service};
    const ask stated = {EAR99, "DE", S21,
                        ",\"activity\":\"service\",\"is_informed\":[\"744.21(b)\"]"};
    assert_int_equal(rests(answer(&support), NULL), LC_TRI_YES);
    assert_int_equal(rests(answer(&other), NULL), LC_TRI_NO);
    assert_int_equal(rests(answer(&stated), NULL), LC_TRI_NO);
}

static void a_user_states_no_letters(void **unused)
{
    (void)unused;
    lc_json *j;
    lc_facts *f;
    licet_error e = {0};
    assert_int_equal(lc_json_parse(arena, LC_SV("{\"letters\":[]}"), &j, NULL), 0);
    assert_int_equal(lc_facts_parse(arena, j, LC_FACTS_FROM_USER, &f, &e), LICET_E_FACTS);
    assert_non_null(strstr(e.message, "letters"));
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
        cmocka_unit_test(by_item_and_destination),
        cmocka_unit_test(a_party_that_only_resembles_waits),
        cmocka_unit_test(the_section_says_how_it_is_reviewed),
        cmocka_unit_test(what_is_no_export_is_reached_by_744_6_alone),
        cmocka_unit_test(a_user_states_no_letters),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
