/* Facts as a person types them become what the contract reads, or are refused by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "record/facts_shape.h"
#include "record/facts_stated.h"

static lc_arena *arena;

static lc_sv place(lc_sv text)
{
    return lc_sv_is(text, "Israel") ? LC_SV("IL") : LC_SV_NONE;
}

static int state(lc_json *facts, const char *path, const char *value, licet_error *e)
{
    *e = (licet_error){0};
    return lc_fact_state(arena, facts, lc_sv_of(path), lc_sv_of(value), place, e);
}

static void becomes(const char *path, const char *value, const char *expected)
{
    licet_error e;
    lc_json *facts = lc_json_object(arena);
    if (state(facts, path, value, &e)) fail_msg("%s=%s: %s", path, value, e.message);
    lc_sv text = lc_json_text(arena, facts, LC_JSON_CANONICAL);
    if (!lc_sv_is(text, expected)) fail_msg("%.*s instead of %s", LC_SV_ARG(text), expected);
}

static void values_become_what_the_contract_asks_for(void **unused)
{
    (void)unused;
    becomes("to", "IL", "{\"to\":\"IL\"}");
    becomes("to", " Israel ", "{\"to\":\"IL\"}");
    becomes("to", "UA-CRIMEA", "{\"to\":\"UA-CRIMEA\"}");
    becomes("exporter_us_person", "yes", "{\"exporter_us_person\":true}");
    becomes("exporter_us_person", "FALSE", "{\"exporter_us_person\":false}");
    becomes("item.value_usd", "5000", "{\"item\":{\"value_usd\":5000}}");
    becomes("item.us_controlled_pct", "25.01", "{\"item\":{\"us_controlled_pct\":25.01}}");
    becomes("item.eccn", "", "{\"item\":{\"eccn\":null}}");
    becomes("item.eccn", "5E991", "{\"item\":{\"eccn\":\"5E991\"}}");
    becomes("end_use", "military, cbw", "{\"end_use\":[\"military\",\"cbw\"]}");
    becomes("end_use", "[\"military\"]", "{\"end_use\":[\"military\"]}");
    becomes("end_use", "", "{\"end_use\":[]}");
    becomes("transit", "Israel,DE", "{\"transit\":[\"IL\",\"DE\"]}");
    becomes("item.row_answers.9A610#0", "yes", "{\"item\":{\"row_answers\":{\"9A610#0\":true}}}");
    becomes("item.row_answers.3A001.a#1", "no",
            "{\"item\":{\"row_answers\":{\"3A001.a#1\":false}}}");
    becomes("item.flags.LVS", "$5,000", "{\"item\":{\"flags\":{\"LVS\":\"$5,000\"}}}");
    becomes("parties[0].name", "A = B", "{\"parties\":[{\"name\":\"A = B\"}]}");
    becomes("parties[0].owners[0].pct", "50", "{\"parties\":[{\"owners\":[{\"pct\":50}]}]}");
    becomes("parties[0].lists", "[]", "{\"parties\":[{\"lists\":[]}]}");
}

static void refused(const char *path, const char *value, const char *why, const char *remedy)
{
    licet_error e;
    lc_json *facts = lc_json_object(arena);
    assert_int_equal(state(facts, path, value, &e), LICET_E_FACTS);
    if (!strstr(e.message, why)) fail_msg("%s=%s: %s", path, value, e.message);
    if (remedy && !strstr(e.remedy, remedy)) fail_msg("%s=%s: %s", path, value, e.remedy);
}

static void what_is_wrong_is_named(void **unused)
{
    (void)unused;
    refused("eccn", "EAR99", "eccn: no such fact", "item.eccn");
    refused("parties[0].screening", "MATCH", "no such fact", NULL);
    refused("ownership_known", "yes", "no such fact", "parties[0].ownership_known");
    refused("item.ecn", "EAR99", "item.ecn: no such fact", "item.eccn");
    refused("parties[0].nam", "A", "parties[0].nam: no such fact", "parties[0].name");
    refused("destination", "IL", "no such fact", "docs/determination.md");
    refused("exporter_us_person", "perhaps", "must be yes or no", NULL);
    refused("item.value_usd", "$5", "must be a plain number", NULL);
    refused("item.value_usd", "1e9", "must be a plain number", NULL);
    refused("item.value_usd", "inf", "must be a plain number", NULL);
    refused("item.value_usd", "--1", "must be a plain number", NULL);
    refused("parties.name", "A", "is a list", NULL);
    refused("parties[1].name", "A", "one before it is missing", NULL);
    refused("parties[99999999999999999999].name", "A", "is no path", NULL);
    refused("parties[0", "A", "is no path", NULL);
    refused("parties[]", "A", "is no path", NULL);
    refused("[0]", "A", "is no path", NULL);
    refused("]", "A", "no such fact", NULL);
    refused("", "A", "is no path", NULL);
    refused("item", "A", "has members", NULL);
    refused("item.", "A", "is no path", NULL);
    refused("to.code", "A", "has no members", NULL);
    refused("to[0]", "A", "has no members", NULL);
    refused("item[0].eccn", "A", "is no list", NULL);
    refused("item.row_answers.", "yes", "names no row", NULL);
    refused("parties", "[{", "not valid JSON", NULL);
    refused("item.desc", "caf\xC3", "not UTF-8", NULL);
    refused("item.\xFF", "x", "not UTF-8", NULL);
}

/* Later facts overrule earlier ones; a kind given otherwise before is not written over. */
static void facts_add_up(void **unused)
{
    (void)unused;
    licet_error e;
    lc_facts *f;
    lc_json *facts = lc_json_object(arena);
    assert_int_equal(state(facts, "parties[0].name", "A", &e), 0);
    assert_int_equal(state(facts, "parties[1].name", "B", &e), 0);
    assert_int_equal(state(facts, "parties[0].name", "C", &e), 0);
    assert_int_equal(lc_facts_parse(arena, facts, LC_FACTS_FROM_USER, &f, &e), 0);
    assert_int_equal(f->n_parties, 2);
    assert_true(lc_sv_is(f->parties[0].name, "C"));
    lc_json_set_z(arena, facts, "item", "a string");
    assert_int_equal(state(facts, "item.eccn", "EAR99", &e), LICET_E_FACTS);
    assert_non_null(strstr(e.message, "another kind of value"));
}

static int setup(void **unused)
{
    (void)unused;
    arena = lc_arena_new();
    return 0;
}

static int teardown(void **unused)
{
    (void)unused;
    lc_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_become_what_the_contract_asks_for),
        cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(facts_add_up),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
