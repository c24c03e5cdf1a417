/* FollowTheMoney entities in any order, and the simplified table. */
#include "unit/source_support.h"

#define PERSON                                                                                     \
    "{\"id\":\"P1\",\"caption\":\"Ala Roe\",\"schema\":\"Person\",\"properties\":{\"name\":"       \
    "[\"ROE, Ala\",\"Ala Roe\"],\"alias\":[\"Alla Row\"],\"weakAlias\":[\"AR\"],"                  \
    "\"previousName\":[\"Ala Vale\"],\"birthDate\":[\"1961-05\"],\"nationality\":[\"lv\"],"        \
    "\"passportNumber\":[\"A1234567\"],\"innCode\":[\"7712345678\"],\"addressEntity\":[\"A1\"],"   \
    "\"topics\":[\"sanction\"],\"lastName\":[\"Roe\"]},\"datasets\":[\"x\"],\"target\":true,"      \
    "\"last_seen\":\"2026-04-29T08:22:02\"}\n"
#define SANCTION                                                                                   \
    "{\"id\":\"S1\",\"schema\":\"Sanction\",\"properties\":{\"entity\":[\"P1\"],\"authority\":"    \
    "[\"An Authority\"],\"program\":[\"TST\"],\"startDate\":[\"2022-03-01\"],\"listingDate\":"     \
    "[\"2022-02-01\"]}}\n"
#define ADDRESS                                                                                    \
    "{\"id\":\"A1\",\"schema\":\"Address\",\"properties\":{\"full\":[\"1 Road, Riga\"],\"city\":"  \
    "[\"Riga\"],\"country\":[\"lv\"]}}\n"
#define PASSPORT                                                                                   \
    "{\"id\":\"D1\",\"schema\":\"Passport\",\"properties\":{\"holder\":[\"P1\"],\"number\":"       \
    "[\"A1234567\"],\"country\":[\"lv\"]}}\n"

static void check(const got *g)
{
    assert_int_equal(g->entries.len, 1);
    const lc_entry *e = &g->entries.at[0];
    assert_sv(e->key, "FTM/P1");
    assert_int_equal(e->type, LC_TYPE_PERSON);
    assert_sv(e->names[0].text, "Ala Roe"); /* the caption */
    assert_true(has_name(e, "ROE, Ala", LC_NAME_PRIMARY) && has_name(e, "AR", LC_NAME_WEAK));
    assert_true(has_name(e, "Alla Row", LC_NAME_ALIAS) && has_name(e, "Ala Vale", LC_NAME_FORMER));
    assert_int_equal(e->n_names, 5);
    assert_sv(e->births[0], "1961-05");
    assert_sv(e->addresses[0].text, "1 Road, Riga");
    assert_sv(e->addresses[0].country, "LV");
    assert_int_equal(e->n_idents, 2); /* the passport's number stands twice */
    assert_sv(e->idents[0].type, "Passport");
    assert_sv(e->idents[0].country, "LV");
    assert_sv(e->idents[1].type, "INN");
    assert_sv(e->programs[0], "TST");
    assert_sv(e->citation, "An Authority");
    assert_int_equal(e->from, lc_date_ymd(2022, 3, 1));
    assert_sv(attr(e, "datasets"), "x");
    assert_int_equal(g->result.list_date, lc_date_ymd(2026, 4, 29));
}

static void in_any_order(void **state)
{
    (void)state;
    static const char *const files[] = {PERSON SANCTION ADDRESS PASSPORT,
                                        PASSPORT ADDRESS SANCTION PERSON,
                                        "\n" SANCTION PERSON PASSPORT ADDRESS};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        got g = got_text("ftm", lc_sv_of(files[i]));
        check(&g);
        got_done(&g);
    }
}

static void what_is_no_party(void **state)
{
    (void)state;
    got g = got_text(
        "ftm",
        LC_SV(PERSON
              "{\"id\":\"X\",\"schema\":\"Ownership\",\"properties\":{}}\n"
              "{\"id\":\"Y\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Y\"]},"
              "\"target\":false}\n"
              "{\"id\":\"Z\",\"schema\":\"LegalEntity\",\"properties\":{\"name\":[\"Z\"]}}\n"));
    assert_int_equal(g.entries.len, 2);
    assert_int_equal(g.entries.at[1].type, LC_TYPE_UNKNOWN);
    assert_int_equal(count_diags(&g, "not_a_party"), 2);
    got_done(&g);
    refused("ftm", LC_SV(PERSON "{\"id\":\"P2\",\"sch"), 2, "not whole");
    refused("ftm", LC_SV(PERSON "{\"id\":\"P2\"}\n"), 2, "without \"id\"");
    refused("ftm", LC_SV(PERSON "[1]\n"), 2, "without \"id\"");
    refused("ftm", LC_SV(SANCTION ADDRESS), 0, "no entry");
    refused("ftm", LC_SV("<html>"), 1, "web page");
}

static void simplified(void **state)
{
    (void)state;
    static const char head[] = "id,schema,name,aliases,birth_date,countries,addresses,identifiers,"
                               "sanctions,phones,emails,dataset,first_seen,last_seen,last_change\n";
    lc_arena *a = lc_arena_new();
    lc_sv file = lc_arena_printf(
        a, "%s%s", head,
        "P1,Person,Ala Roe,\"Alla Row;\"\"Roe; Ala\"\"\",1961-05;1962,lv;ru,\"1 Road, Riga;lv\","
        "A1234567,An Authority,,,x,,2026-04-29T08:22:02,\n");
    got g = got_text("ftm", file);
    const lc_entry *e = &g.entries.at[0];
    assert_true(has_name(e, "Alla Row", LC_NAME_ALIAS) && has_name(e, "Roe; Ala", LC_NAME_ALIAS));
    assert_int_equal(e->n_names, 3);
    assert_int_equal(e->n_births, 2);
    assert_int_equal(e->n_countries, 2);
    assert_int_equal(e->n_addresses, 1);
    assert_sv(e->idents[0].number, "A1234567");
    assert_string_equal(g.result.format, "ftm-simple-csv");
    assert_int_equal(g.result.list_date, lc_date_ymd(2026, 4, 29));
    got_done(&g);
    refused("ftm", lc_sv_of(head), 0, "no entry");
    refused("ftm", lc_arena_printf(a, "%sP1,Person,Ala", head), 2, "cut off");
    lc_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(in_any_order),
                                       cmocka_unit_test(what_is_no_party),
                                       cmocka_unit_test(simplified)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
