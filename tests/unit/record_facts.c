/* Facts against the contract of words: every path of vocabulary.json with every word it lists is
 * taken, and with another type or word refused, by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "record/facts_shape.h"

static lc_arena *arena;

static lc_json *json(const char *text)
{
    lc_json *j = NULL;
    licet_error e = {0};
    if (lc_json_parse(arena, lc_sv_of(text), &j, &e)) fail_msg("%s: %s", text, e.message);
    return j;
}

static int parse_from(const char *text, lc_facts_origin origin, lc_facts **out, licet_error *err)
{
    *out = NULL;
    return lc_facts_parse(arena, json(text), origin, out, err);
}

static lc_facts *good(const char *text)
{
    lc_facts *f;
    licet_error e = {0};
    if (parse_from(text, LC_FACTS_FROM_USER, &f, &e)) fail_msg("%s: %s", text, e.message);
    return f;
}

static void bad(const char *text, const char *path, const char *remedy)
{
    lc_facts *f;
    licet_error e = {0};
    assert_int_equal(parse_from(text, LC_FACTS_FROM_USER, &f, &e), LICET_E_FACTS);
    assert_null(f);
    if (strncmp(e.message, path, strlen(path)) != 0) fail_msg("%s instead of %s", e.message, path);
    if (remedy && !strstr(e.remedy, remedy)) fail_msg("%s instead of %s", e.remedy, remedy);
}

static void nothing_is_stated_by_nothing(void **state)
{
    (void)state;
    lc_facts *f = good("{}");
    assert_int_equal(f->as_of, LC_DATE_NONE);
    assert_int_equal(f->exporter_us_person, LC_TRI_UNKNOWN);
    assert_false(f->parties_given);
    assert_false(f->item.us_controlled_pct.given);
    assert_int_equal(f->item.fdp, LC_TRI_UNKNOWN);
}

static void values_arrive(void **state)
{
    (void)state;
    lc_facts *f = good(
        "{\"as_of\":\"2026-07-23\",\"to\":\"UA-CRIMEA\",\"exporter_us_person\":false,"
        "\"item\":{\"eccn\":\"0A502\",\"subpara\":\"a\",\"us_controlled_pct\":25.01,"
        "\"row_answers\":{\"9A610#0\":true,\"9A610#1\":false},\"flags\":{\"LVS\":\"$5,000\"}},"
        "\"parties\":[{\"role\":\"end_user\",\"lists\":[{\"list\":\"EL\",\"from_\":\"2021-11-04\","
        "\"to\":null}],\"owners\":[{\"name\":\"A\",\"pct\":49.99,\"owners\":[{\"pct\":33.333333}]}]"
        "}]}");
    assert_true(lc_sv_is(f->item.eccn, "0A502.a"));
    assert_true(f->item.us_controlled_pct.value > 25.0);
    assert_int_equal(lc_row_answer_of(&f->item, LC_SV("9A610#0")), LC_TRI_YES);
    assert_int_equal(lc_row_answer_of(&f->item, LC_SV("9A610#1")), LC_TRI_NO);
    assert_int_equal(lc_row_answer_of(&f->item, LC_SV("9A610#2")), LC_TRI_UNKNOWN);
    assert_int_equal(f->exporter_us_person, LC_TRI_NO);
    const lc_party *p = &f->parties[0];
    assert_true(p->lists_given);
    assert_int_equal(p->lists[0].to, LC_DATE_NONE);
    assert_int_not_equal(p->lists[0].from, LC_DATE_NONE);
    assert_true(p->owners[0].pct_micro == 49990000);
    assert_true(p->owners[0].owners[0].pct_micro == 33333333);
    assert_true(lc_sv_is(p->owners[0].owners[0].path, "parties[0].owners[0].owners[0]"));
    assert_false(p->owners[0].lists_given);
}

static void what_is_wrong_is_named(void **state)
{
    (void)state;
    bad("{\"as_off\":\"2026-01-01\"}", "as_off: no such fact", "as_of");
    bad("{\"item\":{\"ecn\":\"EAR99\"}}", "item.ecn: no such fact", "item.eccn");
    bad("{\"wibble\":1}", "wibble: no such fact", "docs/answers.md");
    bad("{\"parties\":[{\"rôle\":\"end_user\"}]}", "parties[0].r", "parties[0].role");
    bad("{\"parties\":[{},{\"role\":\"boss\"}]}", "parties[1].role: \"boss\"", "end_user");
    bad("{\"parties\":[{\"owners\":[{\"pct\":101}]}]}", "parties[0].owners[0].pct", NULL);
    bad("{\"parties\":[{\"owners\":[{\"pct\":-1}]}]}", "parties[0].owners[0].pct", NULL);
    bad("{\"parties\":[{\"owners\":[{\"pct\":\"50\"}]}]}", "parties[0].owners[0].pct", NULL);
    bad("{\"item\":{\"us_controlled_pct\":100.1}}", "item.us_controlled_pct", NULL);
    bad("{\"as_of\":\"23/07/2026\"}", "as_of: not a date", NULL);
    bad("{\"as_of\":null}", "as_of: must be a string", NULL);
    bad("{\"to\":\"Israel\"}", "to: not a country code", "ISO 3166");
    bad("{\"to\":\"UA-ODESA\"}", "to: not a country code", NULL);
    bad("{\"end_use\":[\"military\",\"peace\"]}", "end_use[1]: \"peace\"", NULL);
    bad("{\"transit\":[\"Xx\"]}", "transit[0]: not a country code", NULL);
    bad("{\"item\":[]}", "item: must be an object", NULL);
    bad("{\"parties\":{}}", "parties: must be a list", NULL);
    bad("[]", "facts: must be an object", NULL);
    bad("{\"item\":{\"row_answers\":{\"1A001#0\":\"yes\"}}}", "item.row_answers.1A001#0", NULL);
    bad("{\"item\":{\"value_usd\":-5}}", "item.value_usd", NULL);
}

static void contradictions_are_refused(void **state)
{
    (void)state;
    bad("{\"parties\":[{\"ownership_known\":true,\"ownership_unknown\":true}]}",
        "parties[0].ownership_unknown", NULL);
    bad("{\"parties\":[{\"owners\":[{\"pct\":60},{\"pct\":60}]}]}", "parties[0].owners[].pct",
        NULL);
    bad("{\"parties\":[{\"lists\":[{\"list\":\"EL\",\"from_\":\"2022-01-01\",\"to\":\"2021-01-01\"}"
        "]}]}",
        "parties[0].lists[].to", NULL);
    bad("{\"parties\":[{\"lists\":[{}]}]}", "parties[0].lists[].list", NULL);
    bad("{\"item\":{\"eccn\":\"EAR99\",\"subpara\":\"a\"}}", "item.subpara", NULL);
    bad("{\"end_use\":[\"oil_gas_746_8_a4\",\"not_oil_gas_project\"]}", "end_use", NULL);
    bad("{\"item\":{\"us_content\":[{\"pct\":70},{\"pct\":40}]}}", "item.us_content[].pct", NULL);
}

static void the_screening_has_words_of_its_own(void **state)
{
    (void)state;
    static const char found[] =
        "{\"parties\":[{\"country\":\"Israel\",\"screening\":\"POSSIBLE_MATCH\",\"lists\":[{"
        "\"list\":"
        "\"DPL\",\"entry\":\"DPL/1\",\"name\":\"X\",\"in_force\":null,\"standard_order\":\"N\"}],"
        "\"possible_lists\":[{\"list\":\"OTHER\",\"entry\":\"e\",\"name\":\"n\"}],"
        "\"name_match\":{\"list\":\"OTHER\",\"entry\":\"n\",\"strength\":\"near\"},"
        "\"owners\":[{\"name\":\"o\",\"country\":\"RU\",\"role\":\"owner\",\"screening\":\"MATCH\"}"
        "]}]}";
    lc_facts *f;
    licet_error e = {0};
    assert_int_equal(parse_from(found, LC_FACTS_FROM_ENGINE, &f, &e), 0);
    const lc_party *p = &f->parties[0];
    assert_true(p->lists[0].standing_in_doubt);
    assert_int_equal(p->lists[0].in_force, LC_TRI_UNKNOWN);
    assert_int_equal(p->n_possible, 1);
    assert_true(lc_sv_is(p->near_match->name, "n"));
    assert_int_equal(parse_from(found, LC_FACTS_FROM_USER, &f, &e), LICET_E_FACTS);
    bad("{\"parties\":[{\"screening\":\"NO_MATCH\"}]}", "parties[0].screening: no such fact", NULL);
    bad("{\"parties\":[{\"lists\":[{\"list\":\"EL\",\"in_force\":true}]}]}",
        "parties[0].lists[0].in_force: no such fact", NULL);
}

/* {"a":{"b":[VALUE]}} from "a.b[]"; "...." nests one more owner, "*" is any key. */
static lc_sv wrap(const char *path, const char *value)
{
    lc_buf head = {0}, tail = {0};
    lc_sv rest = lc_sv_of(path);
    size_t dots = lc_sv_find(rest, LC_SV("[]...."), 0);
    lc_buf text = {0};
    if (dots != SIZE_MAX) {
        lc_buf_put(&text, rest.data, dots + 2);
        lc_buf_z(&text, ".owners[].");
        lc_buf_sv(&text, lc_sv_from(rest, dots + 6));
        rest = lc_buf_view(&text);
    }
    while (rest.data) {
        lc_sv key = lc_sv_cut(&rest, LC_SV("."));
        bool array = lc_sv_ends(key, LC_SV("[]"));
        if (array) key.len -= 2;
        if (lc_sv_is(key, "*")) key = LC_SV("anything");
        lc_buf_printf(&head, "{\"%.*s\":%s", LC_SV_ARG(key), array ? "[" : "");
        lc_buf_z(&tail, array ? "}]" : "}"); /* turned round below */
    }
    lc_buf_z(&head, value);
    for (size_t i = tail.len; i > 0; i--) lc_buf_c(&head, tail.data[i - 1]);
    lc_sv out = lc_arena_sv(arena, lc_buf_view(&head));
    lc_buf_done(&head);
    lc_buf_done(&tail);
    lc_buf_done(&text);
    return out;
}

static bool taken(const char *path, const char *value)
{
    lc_facts *f;
    licet_error e = {0};
    lc_sv text = wrap(path, value);
    int rc = parse_from(text.data, LC_FACTS_FROM_USER, &f, &e);
    /* A listing without a list is refused for that, not for the path asked about. */
    if (rc && strstr(e.message, "lists[].list: is missing")) return true;
    if (rc && rc != LICET_E_FACTS) fail_msg("%s: %d", text.data, rc);
    return rc == 0;
}

static const char *sample_of(lc_sv path, lc_sv type)
{
    static const char *const places[] = {
        "from",    "to",         "exporter_location", "manufactured_in",
        "country", "hq_country", "nationality",       "meu_country"};
    if (lc_sv_is(type, "boolean")) return "true";
    if (lc_sv_is(type, "number")) return "50";
    if (lc_sv_is(type, "list")) return "[]";
    if (lc_sv_is(type, "null")) return "null";
    if (lc_sv_ends(path, LC_SV("transit[]"))) return "\"HK\"";
    if (lc_sv_is(path, "as_of") || lc_sv_ends(path, LC_SV("from_")) ||
        lc_sv_ends(path, LC_SV("lists[].to")) || lc_sv_is(path, "en_route_on"))
        return "\"2026-07-23\"";
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (lc_sv_ends(path, lc_sv_of(places[i]))) return "\"MO\"";
    return "\"some text\"";
}

/* Every JSON type the contract does not name for the path is refused. */
static int wrong_types(const char *path, const lc_json *types)
{
    static const struct {
        const char *type, *value;
    } all[] = {
        {"string", "\"some text\""}, {"number", "50"}, {"boolean", "true"}, {"null", "null"}};
    int bad_ones = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        bool named = false;
        for (size_t k = 0; k < lc_json_len(types); k++)
            named |= lc_sv_is(lc_json_sv(lc_json_at(types, k)), all[i].type);
        if (!named && taken(path, all[i].value)) {
            printf("%s: %s is taken\n", path, all[i].type);
            bad_ones++;
        }
    }
    return bad_ones;
}

static int check_path(const char *path, const lc_json *rule)
{
    const lc_json *types = lc_json_get(rule, "types"), *values = lc_json_get(rule, "values");
    int bad_ones = wrong_types(path, types);
    for (size_t i = 0; i < lc_json_len(values); i++) {
        lc_sv word = lc_json_text(arena, lc_json_at(values, i), LC_JSON_COMPACT);
        if (!taken(path, word.data) && ++bad_ones) printf("%s: %s is refused\n", path, word.data);
    }
    for (size_t i = 0; i < lc_json_len(types); i++) {
        lc_sv type = lc_json_sv(lc_json_at(types, i));
        bool words = lc_sv_is(type, "string") && lc_json_len(values) > 0;
        const char *value = sample_of(lc_sv_of(path), type);
        bool open = lc_sv_starts(lc_sv_of(path), LC_SV("item.flags")) ||
                    lc_sv_ends(lc_sv_of(path), LC_SV("owners[].hq"));
        if (!words && !taken(path, value) && ++bad_ones) printf("%s: %s refused\n", path, value);
        if (words && !open && taken(path, "\"no such word\"") && ++bad_ones)
            printf("%s: any word is taken\n", path);
    }
    return bad_ones;
}

static void the_whole_vocabulary(void **state)
{
    (void)state;
    const char *shared = getenv("LICET_SHARED");
    lc_sv path =
        lc_arena_printf(arena, "%s/ear/vocabulary.json", shared ? shared : LICET_SHARED_DEFAULT);
    FILE *file = fopen(path.data, "rb");
    if (!file) {
        printf("SKIP: %s is not here\n", path.data);
        skip();
    }
    char *text = lc_arena_alloc(arena, 1 << 20);
    size_t len = fread(text, 1, 1 << 20, file);
    fclose(file);
    lc_json *j = NULL;
    assert_int_equal(lc_json_parse(arena, lc_sv_make(text, len), &j, NULL), 0);
    const lc_json *facts = lc_json_get(j, "facts");
    int bad_ones = 0;
    for (size_t i = 0; i < lc_json_len(facts); i++)
        bad_ones += check_path(lc_arena_z(arena, lc_json_key(facts, i)), lc_json_at(facts, i));
    printf("%zu paths\n", lc_json_len(facts));
    assert_true(lc_json_len(facts) > 100);
    assert_int_equal(bad_ones, 0);
}

static void deep_ownership_ends(void **state)
{
    (void)state;
    lc_buf b = {0};
    lc_buf_z(&b, "{\"parties\":[{\"name\":\"p\"");
    for (int i = 0; i < 25; i++) lc_buf_z(&b, ",\"owners\":[{\"pct\":50");
    for (int i = 0; i < 25; i++) lc_buf_z(&b, "}]");
    lc_buf_z(&b, "}]}");
    lc_facts *f = good(lc_arena_sv(arena, lc_buf_view(&b)).data);
    assert_int_equal(f->n_parties, 1);
    lc_buf_done(&b);
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
        cmocka_unit_test(nothing_is_stated_by_nothing),
        cmocka_unit_test(values_arrive),
        cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(contradictions_are_refused),
        cmocka_unit_test(the_screening_has_words_of_its_own),
        cmocka_unit_test(the_whole_vocabulary),
        cmocka_unit_test(deep_ownership_ends),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
