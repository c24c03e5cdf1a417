/* Lists published as documents, from registers and tables made of them; the supplements of part
 * 744; OFAC's advanced XML. */
#include "unit/source_support.h"

static bool has_country(const lc_entry *e, const char *code)
{
    for (size_t i = 0; i < e->n_countries; i++)
        if (lc_sv_is(e->countries[i], code)) return true;
    return false;
}

static void registers(void **state)
{
    (void)state;
    got g = got_text(
        "us_isn",
        LC_SV(
            "{\"list_id\":\"state-nonproliferation\",\"extracted\":\"2026-07-09\",\"count\":3,"
            "\"entities\":[{\"aliases\":[\"Fen B\"],\"name\":\"Fen A\",\"country\":\"China\","
            "\"effective_date\":\"2002-07-09\",\"federal_register\":\"Vol. "
            "67\",\"notes\":\"status: "
            "Lifted on 06/27/13; x | status: Expired on 07/08/04; y\"},{\"name\":\"Fen "
            "C\",\"notes\":"
            "\"status: Active; x | status: Expired on 07/08/04; y\"},{\"name\":\"Fen D\",\"notes\":"
            "\"status: Expired on 02/13/85;\",\"size\":7}]}"));
    assert_int_equal(g.entries.len, 3);
    const lc_entry *e = &g.entries.at[0];
    assert_true(has_name(e, "Fen A", LC_NAME_PRIMARY) && has_name(e, "Fen B", LC_NAME_ALIAS));
    assert_int_equal(e->from, lc_date_ymd(2002, 7, 9));
    assert_int_equal(e->to, lc_date_ymd(2013, 6, 27));
    assert_int_equal(g.entries.at[1].to, LC_DATE_NONE);
    assert_int_equal(g.entries.at[2].to, lc_date_ymd(1985, 2, 13));
    assert_sv(attr(&g.entries.at[2], "size"), "7");
    assert_int_equal(g.result.list_date, lc_date_ymd(2026, 7, 9));
    got_done(&g);
    refused("us_isn", LC_SV("{\"count\":2,\"entities\":[{\"name\":\"A\"}]}"), 0, "announces 2");
    refused("us_isn", LC_SV("{\"list_id\":\"bis-dpl\",\"entities\":[{\"name\":\"A\"}]}"), 1,
            "another list");
    refused("us_isn", LC_SV("{\"entities\":[{\"name\":\"A\",\"name\":\"B\"}]}"), 1, "not whole");
    refused("us_isn", LC_SV("{\"entities\":[{\"name\":\"A\"}"), 1, "not whole");
    refused("us_isn", LC_SV("{\"entities\":[]}"), 0, "no entry");
}

static void japan_and_china(void **state)
{
    (void)state;
    got g = got_text(
        "jp_meti",
        LC_SV("[{\"addresses\":[\"Islamic Republic of "
              "Iran\"],\"aliases\":[\"Fen\"],\"country\":\"jp\","
              "\"entity_name\":\"Fen Works\",\"id\":\"jp-1\",\"list_id\":\"jp-end-user-list\"},\n"
              "{\"addresses\":[\"People's Republic of China Plover Trading\"],\"aliases\":[\"PT\"],"
              "\"country\":\"jp\",\"entity_name\":\"\",\"id\":\"jp-2\",\"list_id\":\"jp-end-user-"
              "list\"}]"));
    const lc_entry *e = &g.entries.at[0];
    assert_sv(e->sublist, "METI");
    assert_int_equal(e->n_addresses, 0);
    assert_true(has_country(e, "IR") && !has_country(e, "JP"));
    e = &g.entries.at[1]; /* a conversion lost the line between two columns */
    assert_true(has_name(e, "Plover Trading", LC_NAME_PRIMARY) && has_name(e, "PT", LC_NAME_ALIAS));
    assert_true(has_country(e, "CN"));
    assert_int_equal(count_diags(&g, "name_in_address"), 1);
    got_done(&g);
    g = got_text("jp_meti",
                 LC_SV("No.,Country or Region,Company or Organization,Also Known As,Type of "
                       "WMD\n1,Iran,Fen Works,\"\xE3\x83\xBB"
                       "Fen\n\xE3\x83\xBB"
                       "FW\",\"M,N\"\n"));
    e = &g.entries.at[0];
    assert_true(has_name(e, "Fen Works", LC_NAME_PRIMARY) && has_name(e, "Fen", LC_NAME_ALIAS));
    assert_true(has_name(e, "FW", LC_NAME_ALIAS) && has_country(e, "IR"));
    assert_sv(attr(e, "remarks"), "M,N");
    assert_sv(attr(e, "No."), "1");
    got_done(&g);
    refused("jp_meti", LC_SV("A,B\n1,2\n"), 1, "no column for the name");
    g = got_text(
        "cn_mofcom",
        LC_SV("[{\"entity_name\":\"Fen\",\"list_id\":\"cn-unreliable-entity-list\",\"id\":\"1\"},"
              "{\"entity_name\":\"Fan\",\"aliases\":[\"\xE6\x96\xAF\xE5\xB7\xB4\"],"
              "\"list_id\":\"cn-attention-list\",\"id\":\"2\"}]"));
    assert_sv(g.entries.at[0].sublist, "CN-UEL");
    assert_sv(g.entries.at[1].sublist, "CN-ATT");
    assert_sv(g.entries.at[1].names[1].script, "Hani");
    got_done(&g);
}

static void supplements(void **state)
{
    (void)state;
    static const char part[] =
        "<DIV5><HEAD>PART 744</HEAD><DIV9><HEAD>Supplement No. 4 to Part 744\xE2\x80\x94"
        "Entity List</HEAD><TABLE><TR><TD>RUSSIA</TD><TD>Not "
        "Ours</TD><TD>c</TD></TR></TABLE></DIV9>"
        "<DIV9><HEAD>Supplement No. 6 to Part 744\xE2\x80\x94Unverified List</HEAD><TABLE><TR><TH>"
        "Country</TH><TH>Listed person</TH><TH>FR</TH></TR><TR><TD>CHINA</TD><TD>Fen Optics Co., "
        "Ltd., "
        "1 Road, Beijing, China; <I>and</I> 2 Road, Harbin, China.</TD><TD>87 FR 1, "
        "2/8/2022.</TD></TR>"
        "<TR><TD>Plover Trading, a.k.a., the following two aliases: \xE2\x80\x94PT; and "
        "\xE2\x80\x94"
        "Plover. Room 5, Hong Kong.</TD><TD>87 FR 2, 2/8/2022.</TD></TR></TABLE></DIV9><DIV9><HEAD>"
        "Supplement No. 7 to Part 744</HEAD><TABLE><TR><TD>BURMA</TD><TD>Gull Works, 3 Road, "
        "Yangon, "
        "Burma</TD><TD>85 FR 3</TD></TR></TABLE></DIV9></DIV5>";
    got g = got_text("us_bis_uvl", lc_sv_of(part));
    assert_int_equal(g.entries.len, 2);
    const lc_entry *e = &g.entries.at[0];
    assert_sv(e->sublist, "UVL");
    assert_sv(e->names[0].text, "Fen Optics Co., Ltd.");
    assert_int_equal(e->n_addresses, 2);
    assert_sv(e->citation, "87 FR 1, 2/8/2022.");
    e = &g.entries.at[1]; /* its country stands in the row before */
    assert_true(has_name(e, "Plover Trading", LC_NAME_PRIMARY) && has_name(e, "PT", LC_NAME_ALIAS));
    assert_true(has_name(e, "Plover", LC_NAME_ALIAS) && has_country(e, "CN"));
    assert_int_equal(e->n_addresses, 1);
    got_done(&g);
    g = got_text("us_bis_meu", lc_sv_of(part));
    assert_int_equal(g.entries.len, 1);
    assert_sv(g.entries.at[0].names[0].text, "Gull Works");
    assert_true(has_country(&g.entries.at[0], "MM"));
    got_done(&g);
    refused("us_bis_meu", LC_SV("<DIV5><HEAD>PART 744</HEAD></DIV5>"), 0, "no entry");
}

static void ofac_advanced(void **state)
{
    (void)state;
    static const char path[] = LICET_TESTS_DIR "/../fuzz/corpus/source_ofac_adv/advanced.xml";
    got g;
    got_init(&g);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    lc_reader in = {f, read_stdio};
    if (got_read(&g, "us_ofac_sdn", &in)) fail_msg("%s", g.err.message);
    fclose(f);
    const lc_entry *e = &g.entries.at[0];
    assert_sv(e->key, "SDN/2674");
    assert_int_equal(e->type, LC_TYPE_PERSON);
    assert_sv(e->names[0].text, "PROBE, Anton");
    assert_sv(e->names[1].script, "Cyrl");
    assert_true(has_name(e, "OLDNAME", LC_NAME_FORMER));
    assert_sv(e->births[0], "1961");
    assert_sv(e->addresses[0].text, "1 Main, Riga, Latvia");
    assert_sv(e->programs[0], "SDGT");
    assert_sv(e->citation, "Executive Order 13224");
    assert_int_equal(e->from, lc_date_ymd(2019, 9, 13));
    assert_int_equal(e->n_idents, 2);
    assert_int_equal(g.result.list_date, lc_date_ymd(2026, 11, 20));
    assert_string_equal(g.result.format, "ofac-advanced-xml");
    got_done(&g);
    refused("us_ofac_sdn", LC_SV("<Sanctions><DistinctParties/></Sanctions>"), 0, "no entry");
    refused("us_ofac_sdn", LC_SV("<Sanctions><DistinctParty>"), 1, "not well-formed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(registers), cmocka_unit_test(japan_and_china),
        cmocka_unit_test(supplements), cmocka_unit_test(ofac_advanced)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
