#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "record/entry.h"
#include "record/hit.h"

static lc_arena *arena;

static lc_entry whole(void)
{
    static lc_name names[] = {{{"Nordwind Optik GmbH", 19}, LC_NAME_PRIMARY},
                              {{"NWO", 3}, LC_NAME_WEAK},
                              {{"\xD0\x9D\xD0\x92\xD0\x9E", 6}, LC_NAME_ALIAS},
                              {{"Optik \"Alt\"", 11}, LC_NAME_FORMER}};
    static lc_address addresses[] = {
        {{"Am Markt 1, Kiel, DE", 20}, {"DE", 2}, {"Am Markt 1", 10}, {"Kiel", 4}, {0}, {0}},
        {{"Kiel", 4}, {0}, {0}, {0}, {0}, {0}}};
    static lc_ident idents[] = {{{"HRB 1", 5}, {"Register", 8}, {"1", 1}, {"DE", 2}, {0}, {0}}};
    static lc_sv programs[] = {{"NPWMD", 5}, {"CYBER2", 6}};
    static lc_sv countries[] = {{"DE", 2}, {"CH", 2}};
    static lc_sv births[] = {{"1960", 4}};
    static lc_attr attrs[] = {{{"remarks", 7}, {"a\nb", 3}}};
    return (lc_entry){.source = LC_SV("us_csl"),
                      .sublist = LC_SV("EL"),
                      .key = LC_SV("EL/nordwind/DE/86FR1"),
                      .number = LC_SV("36"),
                      .type = LC_TYPE_ORG,
                      .names = names,
                      .n_names = 4,
                      .addresses = addresses,
                      .n_addresses = 2,
                      .idents = idents,
                      .n_idents = 1,
                      .programs = programs,
                      .n_programs = 2,
                      .countries = countries,
                      .n_countries = 2,
                      .births = births,
                      .n_births = 1,
                      .from = lc_date_ymd(2021, 11, 4),
                      .to = LC_DATE_NONE,
                      .from_is_publication = true,
                      .address_only = false,
                      .citation = LC_SV("86 FR 60759"),
                      .requirement = LC_SV("For all items"),
                      .policy = LC_SV("Presumption of denial."),
                      .standard_order = LC_SV("Y"),
                      .attrs = attrs,
                      .n_attrs = 1,
                      .origin = {LC_SV("list.csv"), LC_SV("ab"), 7, 900, 120}};
}

static lc_sv text_of(const lc_entry *e)
{
    return lc_json_text(arena, lc_entry_json(arena, e), LC_JSON_CANONICAL);
}

static int read_back(const char *text, lc_entry *out, licet_error *err)
{
    lc_json *j;
    licet_error e = {0};
    if (lc_json_parse(arena, lc_sv_of(text), &j, &e)) fail_msg("%s: %s", text, e.message);
    return lc_entry_from_json(arena, j, out, err);
}

static void every_member_comes_back(void **state)
{
    (void)state;
    lc_entry e = whole(), back;
    licet_error err = {0};
    lc_sv text = text_of(&e);
    assert_int_equal(read_back(text.data, &back, &err), 0);
    assert_string_equal(text_of(&back).data, text.data);
    assert_int_equal(back.n_names, 4);
    assert_int_equal(back.names[3].kind, LC_NAME_FORMER);
    assert_true(lc_sv_eq(back.names[2].text, e.names[2].text));
    assert_int_equal(back.from, e.from);
    assert_int_equal(back.to, LC_DATE_NONE);
    assert_int_equal(back.origin.byte, 900);
    assert_true(lc_sv_is(back.addresses[0].city, "Kiel"));
    assert_int_equal(back.addresses[1].country.len, 0);
    assert_true(lc_sv_is(back.attrs[0].value, "a\nb"));
}

static void the_text_is_canonical(void **state)
{
    (void)state;
    lc_entry e = {.source = LC_SV("own"),
                  .sublist = LC_SV("HOUSE"),
                  .key = LC_SV("HOUSE/1"),
                  .from = LC_DATE_NONE,
                  .to = LC_DATE_NONE};
    lc_name n = {LC_SV("X"), LC_NAME_PRIMARY};
    e.names = &n;
    e.n_names = 1;
    const char *body = "{\"key\":\"HOUSE/1\",\"names\":[{\"kind\":\"primary\",\"text\":\"X\"}],"
                       "\"source\":\"own\",\"sublist\":\"HOUSE\",\"type\":\"unknown\"}";
    lc_json *j = lc_entry_body_json(arena, &e);
    assert_string_equal(lc_json_text(arena, j, LC_JSON_CANONICAL).data, body);
    /* members are set in this order already: both styles give the same bytes */
    assert_string_equal(lc_json_text(arena, j, LC_JSON_COMPACT).data, body);
    lc_entry back;
    assert_int_equal(read_back(body, &back, NULL), 0);
    assert_int_equal(back.origin.line, 0);
}

static void only_the_body_ignores_the_origin(void **state)
{
    (void)state;
    lc_entry a = whole(), b = whole();
    b.origin.line++;
    assert_false(lc_sv_eq(text_of(&a), text_of(&b)));
    assert_true(lc_sv_eq(lc_json_text(arena, lc_entry_body_json(arena, &a), LC_JSON_CANONICAL),
                         lc_json_text(arena, lc_entry_body_json(arena, &b), LC_JSON_CANONICAL)));
    b.programs++;
    b.n_programs = 1;
    assert_false(lc_sv_eq(lc_json_text(arena, lc_entry_body_json(arena, &a), LC_JSON_CANONICAL),
                          lc_json_text(arena, lc_entry_body_json(arena, &b), LC_JSON_CANONICAL)));
}

#define REST "\"key\":\"K\",\"source\":\"own\",\"sublist\":\"EL\",\"type\":\"org\""

static void what_is_never_written_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "[]",
        "null",
        "{\"key\":\"K\",\"source\":\"own\",\"sublist\":\"EL\"}",
        "{\"source\":\"own\",\"sublist\":\"EL\",\"type\":\"org\"}",
        "{\"key\":\"K\",\"source\":\"own\",\"sublist\":\"EL\",\"type\":\"Entity\"}",
        "{" REST ",\"extra\":1}",
        "{" REST ",\"number\":\"\"}",
        "{" REST ",\"number\":5}",
        "{" REST ",\"number\":null}",
        "{" REST ",\"from\":\"4 Nov 2021\"}",
        "{" REST ",\"from\":\"\"}",
        "{" REST ",\"address_only\":false}",
        "{" REST ",\"address_only\":1}",
        "{" REST ",\"programs\":[]}",
        "{" REST ",\"programs\":[\"\"]}",
        "{" REST ",\"programs\":\"X\"}",
        "{" REST ",\"names\":{}}",
        "{" REST ",\"names\":[\"X\"]}",
        "{" REST ",\"names\":[{\"kind\":\"strong\",\"text\":\"X\"}]}",
        "{" REST ",\"names\":[{\"kind\":\"alias\"}]}",
        "{" REST ",\"addresses\":[{\"city\":\"X\"}]}",
        "{" REST ",\"attrs\":[{\"name\":\"X\"}]}",
        "{" REST ",\"origin\":[]}",
        "{" REST ",\"origin\":{\"line\":-1}}",
        "{" REST ",\"origin\":{\"line\":0}}",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lc_entry out = {.number = LC_SV("untouched")};
        licet_error err = {0};
        if (!read_back(bad[i], &out, &err)) fail_msg("taken: %s", bad[i]);
        assert_int_equal(err.code, LICET_E_CORRUPT);
        assert_true(lc_sv_is(out.number, "untouched"));
    }
    lc_entry ok;
    assert_int_equal(read_back("{" REST "}", &ok, NULL), 0);
}

static void words_are_the_contracts(void **state)
{
    (void)state;
    assert_int_equal(lc_party_type_of(LC_SV("Individual")), LC_TYPE_PERSON);
    assert_int_equal(lc_party_type_of(LC_SV(" entity ")), LC_TYPE_ORG);
    assert_int_equal(lc_party_type_of(LC_SV("Vessel")), LC_TYPE_VESSEL);
    assert_int_equal(lc_party_type_of(LC_SV("Aircraft")), LC_TYPE_AIRCRAFT);
    assert_int_equal(lc_party_type_of(LC_SV("submarine")), LC_TYPE_UNKNOWN);
    assert_int_equal(lc_party_type_of(LC_SV_NONE), LC_TYPE_UNKNOWN);
    for (int t = LC_TYPE_UNKNOWN; t <= LC_TYPE_AIRCRAFT; t++)
        assert_int_equal(lc_party_type_of(lc_sv_of(lc_party_type_word((lc_party_type)t))), t);
    assert_string_equal(lc_name_kind_word(LC_NAME_WEAK), "weak");
    assert_string_equal(lc_name_kind_word(LC_NAME_FORMER), "former");
    assert_string_equal(lc_evidence_word(LC_EV_UNKNOWN), "unknown");
    assert_string_equal(lc_evidence_word(LC_EV_AGREES), "agrees");
    assert_string_equal(lc_evidence_word(LC_EV_CONFLICTS), "conflicts");
    assert_string_equal(lc_presence_word(LC_PRESENCE_UNKNOWN), "unknown");
    assert_string_equal(lc_presence_word(LC_PRESENCE_IN_FORCE), "in_force");
    assert_string_equal(lc_presence_word(LC_PRESENCE_LATER), "later");
    assert_string_equal(lc_hit_how_word(LC_HOW_NAME), "name");
    assert_string_equal(lc_hit_how_word(LC_HOW_IDENTIFIER), "identifier");
    assert_string_equal(lc_hit_how_word(LC_HOW_ADDRESS), "address");
}

static int begin(void **state)
{
    (void)state;
    arena = lc_arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    lc_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_member_comes_back, begin, end),
        cmocka_unit_test_setup_teardown(the_text_is_canonical, begin, end),
        cmocka_unit_test_setup_teardown(only_the_body_ignores_the_origin, begin, end),
        cmocka_unit_test_setup_teardown(what_is_never_written_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(words_are_the_contracts, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
