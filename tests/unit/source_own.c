#include "unit/source_support.h"

#define ONE "{\"entity_id\":\"H-1\",\"names\":[\"Lantern Bay Ltd\",\"LBL\"]}\n"

static void every_member(void **state)
{
    (void)state;
    got g = got_text(
        "own",
        LC_SV(
            "\xEF\xBB\xBF{\"names\":[{\"text\":\"Vee\",\"kind\":\"weak\"},\"V. "
            "Orla\"],\"name\":\"Orla "
            "Vance\",\"id\":7,\"type\":\"person\",\"countries\":[\"IE\",\"FR\"],\"country\":\"DE\","
            "\"addresses\":[\"1 Quay, Cork, IE\",{\"street\":\"2 Rue; Nord\",\"city\":\"Lyon\","
            "\"country\":\"FR\"}],\"idents\":[\"X99\",{\"type\":\"Passport\",\"number\":"
            "\"P1234567\",\"country\":\"IE\"}],\"births\":[\"1971-03-02\"],\"programs\":\"WATCH\","
            "\"reason\":\"unpaid\",\"note\":null,\"from\":\"2026-01-15\",\"to\":\"2027-01-15\","
            "\"url\":\"http://in.house/7\",\"citation\":\"memo 4\",\"mood\":{\"b\":2,\"a\":1}}\r\n"
            "\n" ONE "{\"entity_id\":\"H-2\",\"name\":\"Kite\"}"));
    const lc_entry *e = &g.entries.at[0];
    assert_sv(e->source, "own");
    assert_sv(e->sublist, "HOUSE");
    assert_sv(e->key, "HOUSE/7");
    assert_sv(e->number, "7");
    assert_int_equal(e->type, LC_TYPE_PERSON);
    assert_sv(e->names[0].text, "Orla Vance");
    assert_true(has_name(e, "Orla Vance", LC_NAME_PRIMARY) && has_name(e, "Vee", LC_NAME_WEAK) &&
                has_name(e, "V. Orla", LC_NAME_ALIAS));
    assert_int_equal(e->n_countries, 3);
    assert_int_equal(e->n_addresses, 2); /* a separator inside parts is text */
    assert_sv(e->addresses[0].country, "IE");
    assert_int_equal(e->n_idents, 2);
    assert_sv(e->idents[1].text, "Passport, P1234567, IE");
    assert_sv(e->births[0], "1971-03-02");
    assert_sv(e->programs[0], "WATCH");
    assert_sv(attr(e, "reason"), "unpaid");
    assert_sv(attr(e, "source_list_url"), "http://in.house/7");
    assert_sv(attr(e, "mood"), "{\"a\":1,\"b\":2}");
    assert_sv(e->citation, "memo 4");
    assert_int_equal(e->from, lc_date_ymd(2026, 1, 15));
    assert_int_equal(e->to, lc_date_ymd(2027, 1, 15));
    assert_false(e->from_is_publication);
    assert_int_equal(g.entries.at[1].origin.line, 3);
    assert_int_equal(g.entries.len, 3); /* the last line needs no line end */
    assert_int_equal(count_diags(&g, "unknown_member"), 1);
    assert_string_equal(g.result.format, "own-jsonl");
    got_done(&g);
}

static void an_unknown_country_is_kept(void **state)
{
    (void)state;
    got g = got_text("own", LC_SV("{\"id\":\"1\",\"name\":\"X Ltd\",\"country\":\"Ruritania\"}\n"));
    assert_int_equal(g.entries.at[0].n_countries, 0);
    assert_sv(attr(&g.entries.at[0], "country"), "Ruritania");
    assert_int_equal(count_diags(&g, "unknown_country"), 1);
    got_done(&g);
}

static void one_bad_line_refuses_the_file(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"{\"entity_id\":\"H-1\",\"names\":[\"Again\"]}", "twice"},
        {"{\"names\":[\"X\"]}", "no \"entity_id\""},
        {"{\"entity_id\":\"\",\"names\":[\"X\"]}", "no \"entity_id\""},
        {"{\"entity_id\":\"2\"}", "no \"names\""},
        {"{\"entity_id\":\"2\",\"names\":[]}", "no \"names\""},
        {"{\"entity_id\":\"2\",\"names\":[\"\"]}", "not empty"},
        {"{\"entity_id\":\"2\",\"names\":[7]}", "not empty"},
        {"{\"entity_id\":\"2\",\"id\":\"3\",\"name\":\"X\"}", "both"},
        {"{\"entity_id\":[],\"name\":\"X\"}", "must be a text"},
        {"{\"entity_id\":\"2\",\"name\":\"X\",\"type\":\"thing\"}", "person, org"},
        {"{\"entity_id\":\"2\",\"name\":\"X\",\"from\":\"1/2/2020\"}", "YYYY-MM-DD"},
        {"{\"entity_id\":\"2\",\"name\":\"X\",\"countries\":[1]}", "list of texts"},
        {"{\"entity_id\":\"2\",\"name\":\"X\",\"countries\":{\"a\":1}}", "list of texts"},
        {"{\"entity_id\":\"2\",\"name\":\"X\",\"addresses\":[1]}", "street"},
        {"{\"entity_id\":\"2\",\"name\":\"X\",\"idents\":[{\"type\":\"P\"}]}", "number"},
        {"{\"entity_id\":\"2\",\"names\":[{\"text\":\"X\",\"kind\":\"good\"}]}", "former or weak"},
        {"{\"entity_id\":\"2\",\"name\":\"X\",\"name\":\"Y\"}", "duplicate"},
        {"{\"entity_id\":\"2\",\"name\":\"X\"", "JSON"},
        {"[{\"entity_id\":\"2\",\"name\":\"X\"}]", "one JSON object a line"},
        {"entity_id,name", "JSON"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[400];
        snprintf(text, sizeof text, ONE "\n%s\n" ONE, bad[i][0]);
        refused("own", lc_sv_of(text), 3, bad[i][1]);
    }
    refused("own", LC_SV(""), 1, "empty");
    refused("own", LC_SV("\n\n"), 1, "empty");
}

static void sources_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *head, *id;
    } cases[] = {
        {ONE, "own"},
        {"{\"id\":1,\"name\":\"X\"}", "own"},
        {"{\n\"search_performed_at\":\"2026\",\n\"sources_used\":[", "us_csl"},
        {"{\"results\":[{\"id\":\"1\",\"name\":\"X\"}]}\n", "us_csl"},
        {"[{\"source\":\"x\",\"alt_names\":[]", "us_csl"},
        {"_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,"
         "start_date,end_date,standard_order,license_requirement,license_policy,alt_names\nx",
         "us_csl"},
        {"\xEF\xBB\xBFName_and_Address,Effective_Date,Expiration_Date,Appropriate Federal Register "
         "Citations,Type of Denial\r\n",
         "us_bis_dpl"},
        {"Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_"
         "Date\t"
         "Standard_Order\tLast_Update\tAction\tFR_Citation\n",
         "us_bis_dpl"},
        {"order_id,line\n", NULL},
        {"<html>", NULL},
        {"{\"id\":\"q\",\"name\":\"X\"", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const lc_source *s = lc_source_guess(lc_sv_of(cases[i].head), LC_SV("f"));
        if (!cases[i].id && s) fail_msg("%s: taken for %s", cases[i].head, s->id);
        if (cases[i].id && (!s || strcmp(s->id, cases[i].id) != 0))
            fail_msg("not %s: %s", cases[i].id, cases[i].head);
    }
    assert_null(lc_source_find(LC_SV("us_nonsense")));
    assert_non_null(lc_source_find(LC_SV("eu_fsf")));
    assert_true(lc_source_id_known(LC_SV("eu_fsf")) && lc_source_id_known(LC_SV("own")));
    assert_false(lc_source_id_known(LC_SV("eu")));
    size_t n = 0;
    while (lc_source_at(n)) assert_true(lc_source_id_known(lc_sv_of(lc_source_at(n++)->id)));
    assert_int_equal(n, 22); /* every id there is has its parser */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_member),
        cmocka_unit_test(an_unknown_country_is_kept),
        cmocka_unit_test(one_bad_line_refuses_the_file),
        cmocka_unit_test(sources_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
