/* The answer's words, its order of severity, and its JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "record/determination_shape.h"

static lc_arena *arena;

static void severity_is_the_lattice(void **state)
{
    (void)state;
    static const licet_determination order[] = {LICET_PROHIBITED,
                                                LICET_LICENSE_REQUIRED,
                                                LICET_EXCEPTION_CANDIDATE,
                                                LICET_NEEDS_FACTS,
                                                LICET_OTHER_AGENCY_AUTHORIZATION,
                                                LICET_AUTHORIZED_BY_GENERAL_LICENSE,
                                                LICET_NLR_WITH_CONDITIONS,
                                                LICET_NLR,
                                                LICET_NOT_SUBJECT};
    for (int i = 0; i < 9; i++) {
        assert_int_equal(lc_status_rank(order[i]), i);
        assert_true(strlen(lc_status_word(order[i])) > 2);
    }
}

static void the_stricter_review_wins(void **state)
{
    (void)state;
    static const licet_review order[] = {
        LICET_POLICY_OF_DENIAL, LICET_PRESUMPTION_OF_DENIAL,   LICET_PER_SECTION,
        LICET_CASE_BY_CASE,     LICET_PRESUMPTION_OF_APPROVAL, LICET_REVIEW_UNKNOWN,
        LICET_REVIEW_NONE};
    for (int i = 0; i < 7; i++)
        for (int k = 0; k < 7; k++) {
            lc_review a = {order[i], LC_SV_NONE}, b = {order[k], LC_SV_NONE};
            assert_int_equal(lc_review_stricter(a, b).rank, order[i < k ? i : k]);
        }
    lc_review plain = {LICET_CASE_BY_CASE, LC_SV_NONE},
              longer = {LICET_CASE_BY_CASE, LC_SV("X_IF_Y")};
    assert_true(lc_sv_is(lc_review_sv(lc_review_stricter(plain, longer)), "X_IF_Y"));
    assert_true(lc_sv_is(lc_review_sv(plain), "CASE_BY_CASE"));
}

static void an_empty_answer_permits_nothing(void **state)
{
    (void)state;
    lc_determination d = {0};
    assert_int_equal(lc_determination_status(&d), LICET_NEEDS_FACTS);
    assert_int_equal(lc_determination_disposition(&d), LICET_HOLD);
    lc_sv text = lc_json_text(arena, lc_determination_json(arena, &d), LC_JSON_COMPACT);
    assert_string_equal(
        text.data,
        "{\"status\":\"NEEDS_FACTS\",\"basis\":[],\"policy\":null,\"exceptions\":[],"
        "\"barred\":[],\"obligations\":[],\"other\":[],\"disposition\":\"HOLD\","
        "\"not_subject\":null,\"missing\":[],\"policy_conditions\":[],\"alternatives\":[],"
        "\"requirements\":[],\"trace\":[],\"versions\":{}}");
}

static void a_full_answer_is_written(void **state)
{
    (void)state;
    lc_determination d = {.status = LICET_LICENSE_REQUIRED,
                          .disposition = LICET_STOP,
                          .policy = {LICET_PRESUMPTION_OF_DENIAL, LC_SV_NONE}};
    lc_requirement r = {.basis = LC_SV("744.11(a)"),
                        .citation = LC_SV("15 CFR 744.11"),
                        .from = lc_date_ymd(2021, 11, 4),
                        .to = LC_DATE_NONE,
                        .applies = LC_TRI_YES,
                        .allow = LC_ALLOW_NAMED,
                        .allowed = {"GOV"},
                        .overcome = true};
    lc_list_push(arena, &d.requirements, r);
    for (int i = 0; i < 20; i++) lc_word_list_add(arena, &d.basis, LC_SV("744.11(a)"));
    assert_int_equal(d.basis.len, 1);
    lc_list_push(arena, &d.exceptions, (lc_exception){.word = LC_SV("GOV"), .conditional = true});
    lc_list_push(arena, &d.missing, (lc_missing){LC_SV("as_of"), LC_SV("when?")});
    lc_list_push(arena, &d.alternatives,
                 (lc_alternative){LC_SV("so"), LICET_NLR, {LICET_REVIEW_NONE, LC_SV_NONE}});
    lc_json *versions = lc_json_object(arena), *file = lc_json_object(arena);
    lc_json_set_z(arena, file, "sha256", "aa");
    lc_json_set(arena, versions, "f", file);
    d.versions = versions;
    lc_json *j = lc_determination_json(arena, &d);
    const lc_json *one = lc_json_at(lc_json_get(j, "requirements"), 0);
    assert_true(lc_sv_is(lc_json_get_sv(one, "from"), "2021-11-04"));
    assert_true(lc_json_is_null(lc_json_get(one, "to")));
    assert_true(lc_sv_is(lc_json_get_sv(one, "state"), "applies"));
    assert_true(lc_json_bool(lc_json_get(one, "overcome"), false));
    assert_true(lc_sv_is(lc_json_sv(lc_json_at(lc_json_get(j, "exceptions"), 0)), "GOV?"));
    assert_true(lc_sv_is(lc_json_sv(lc_json_at(lc_json_get(j, "missing"), 0)), "as_of"));
    assert_true(lc_sv_is(lc_json_get_sv(lc_json_path(j, "versions.f"), "sha256"), "aa"));
    const lc_json *other = lc_json_at(lc_json_get(j, "alternatives"), 0);
    assert_true(lc_sv_is(lc_json_get_sv(other, "status"), "NLR"));
}

static int setup(void **state)
{
    (void)state;
    arena = lc_arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    lc_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(severity_is_the_lattice),
        cmocka_unit_test(the_stricter_review_wins),
        cmocka_unit_test(an_empty_answer_permits_nothing),
        cmocka_unit_test(a_full_answer_is_written),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
