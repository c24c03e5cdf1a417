/* The world's lists that are tables, by small samples of our own making. */
#include "unit/source_support.h"

static bool has_birth(const lc_entry *e, const char *text)
{
    for (size_t i = 0; i < e->n_births; i++)
        if (lc_sv_is(e->births[i], text)) return true;
    return false;
}

static bool has_country(const lc_entry *e, const char *code)
{
    for (size_t i = 0; i < e->n_countries; i++)
        if (lc_sv_is(e->countries[i], code)) return true;
    return false;
}

static const lc_ident *ident_of(const lc_entry *e, const char *number)
{
    for (size_t i = 0; i < e->n_idents; i++)
        if (lc_sv_is(e->idents[i].number, number)) return &e->idents[i];
    return NULL;
}

/* ---- OFSI: rows of one target that do not stand together ---- */

#define OFSI_DATE "Last Updated,10/04/2025,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n"
#define OFSI_HEAD                                                                                  \
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,Non-Latin Script "      \
    "Type,Non-Latin Script Language,DOB,Town of Birth,Country of Birth,Nationality,Passport "      \
    "Number,Passport Details,National Identification Number,National Identification "              \
    "Details,Position,Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Post/Zip "       \
    "Code,Country,Other Information,Group Type,Alias Type,Alias Quality,Regime,Listed On,UK "      \
    "Sanctions List Date Designated,Last Updated,Group ID\n"
#define OFSI_ROW(name6, name1, passport, details, type, quality, group)                            \
    name6 "," name1                                                                                \
          ",,,,,,\xD0\x90\xD0\xBB\xD0\xB0,Cryillic,Russian,00/00/1961,,,(1) Latvia (2) Russia,"    \
          "\"" passport "\",\"" details "\",,,,1 Road,,,,,Riga,LV-1,Latvia,"                       \
          "\"(UK Sanctions List Ref):TST0001. (IMO number):9310305 (Flag of ship):Latvia\","       \
          "Individual," type "," quality ",Test,09/12/2022,09/12/2022,09/12/2022," group "\n"

static void ofsi(void **state)
{
    (void)state;
    got g = got_text(
        "uk_ofsi",
        LC_SV(OFSI_DATE OFSI_HEAD OFSI_ROW("ROW", "Alla", "(1) A1234567 (2) B7654321",
                                           "(1) Latvia number (2) -", "AKA", "Low quality", "7")
                  OFSI_ROW("OTHER", "Party", "", "", "Primary name", "", "8")
                      OFSI_ROW("ROE", "Ala", "(1) A1234567 (2) B7654321", "(1) Latvia number (2) -",
                               "Primary name", "", "7")));
    assert_int_equal(g.entries.len, 2);
    const lc_entry *e = &g.entries.at[0];
    assert_sv(e->key, "OFSI/7");
    assert_sv(e->names[0].text, "Ala ROE");
    assert_true(has_name(e, "Alla ROW", LC_NAME_WEAK));
    assert_int_equal(e->n_names, 3);
    assert_sv(e->names[2].script, "Cyrl"); /* what is written, not what the column says */
    assert_sv(e->names[2].lang, "Russian");
    assert_true(has_birth(e, "1961"));
    assert_true(has_country(e, "LV") && has_country(e, "RU"));
    assert_non_null(strstr(ident_of(e, "A1234567")->text.data, "Latvia number"));
    assert_non_null(ident_of(e, "B7654321"));
    assert_int_equal(e->n_addresses, 1); /* repeated on every row */
    assert_sv(attr(e, "uk_sanctions_list_ref"), "TST0001");
    assert_sv(attr(e, "vessel_flag"), "Latvia");
    assert_non_null(ident_of(e, "9310305"));
    assert_int_equal(e->from, lc_date_ymd(2022, 12, 9));
    assert_int_equal(g.result.list_date, lc_date_ymd(2025, 4, 10));
    got_done(&g);
}

static void ofsi_damage(void **state)
{
    (void)state;
#define GOOD OFSI_ROW("ROE", "Ala", "", "", "Primary name", "", "7")
    refused("uk_ofsi", LC_SV(OFSI_DATE OFSI_HEAD), 0, "no entry");
    refused("uk_ofsi", LC_SV(OFSI_DATE), 1, "above its header");
    refused("uk_ofsi", LC_SV(OFSI_DATE "A,B\n1,2\n"), 2, "no column");
    refused("uk_ofsi", LC_SV(OFSI_DATE OFSI_HEAD GOOD OFSI_HEAD), 4, "second time");
    refused("uk_ofsi", LC_SV(OFSI_DATE OFSI_HEAD GOOD "ROE,Ala"), 4, "cut off");
    refused("uk_ofsi",
            LC_SV(OFSI_DATE OFSI_HEAD OFSI_ROW("ROE", "Ala", "", "", "Primary name", "", "")), 3,
            "Group ID");
    refused("uk_ofsi", LC_SV("<Designations/>"), 1, "not read as XML");
    got g = got_text("uk_ofsi", LC_SV(OFSI_DATE OFSI_HEAD GOOD "VALE,Ossian,,\n"));
    assert_int_equal(g.entries.len, 2);
    assert_int_equal(g.result.rows_bad, 1); /* and its party is not lost */
    bool found = false;
    for (size_t i = 0; i < g.entries.len; i++)
        for (size_t k = 0; k < g.entries.at[i].n_names; k++)
            found |= lc_sv_starts(g.entries.at[i].names[k].text, LC_SV("VALE"));
    assert_true(found);
    got_done(&g);
}

/* ---- UK Sanctions List ---- */

static void uk_sanctions_list(void **state)
{
    (void)state;
    got g = got_text(
        "uk_sl",
        LC_SV(
            "Report Date: 12-Mar-2026\n"
            "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name "
            "type,Alias "
            "strength,Name non-latin script,Regime Name,Designation Type,Sanctions Imposed,Address "
            "Line 1,Address Country,Date Designated,D.O.B,Nationality(/ies),Passport number,IMO "
            "number,Unheard of\n"
            "04/08/2026,TST1,9,TAi.1,ROW,Alla,Alias,Low quality,,Test,Individual,Asset freeze,1 "
            "Road,Latvia,29/06/2012,dd/mm/1961,Latvia,A1234567,,x\n"
            "04/08/2026,TST1,9,TAi.1,ROE,Ala,Primary "
            "Name,,\xD0\x90\xD0\xBB\xD0\xB0,Test,Individual,Asset freeze,1 "
            "Road,Latvia,29/06/2012,dd/mm/1961,Latvia,A1234567,,\n"));
    const lc_entry *e = &g.entries.at[0];
    assert_int_equal(g.entries.len, 1);
    assert_sv(e->key, "UKSL/TST1");
    assert_sv(e->names[0].text, "Ala ROE");
    assert_true(has_name(e, "Alla ROW", LC_NAME_WEAK));
    assert_true(has_birth(e, "1961"));
    assert_sv(attr(e, "Unheard of"), "x");
    assert_non_null(ident_of(e, "A1234567"));
    assert_int_equal(e->from, lc_date_ymd(2012, 6, 29));
    assert_int_equal(g.result.list_date, lc_date_ymd(2026, 3, 12));
    got_done(&g);
}

/* ---- European Union ---- */

static void european_union(void **state)
{
    (void)state;
    got g = got_text(
        "eu_fsf",
        LC_SV(
            "\xEF\xBB\xBF"
            "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_DesignationDate;"
            "Entity_SubjectType;Entity_SubjectType_ClassificationCode;Entity_Regulation_"
            "NumberTitle;"
            "Entity_Regulation_Programme;NameAlias_WholeName;NameAlias_Regulation_NumberTitle;"
            "Address_City;Address_CountryIso2Code;BirthDate_Year;Identification_Number;"
            "Identification_TypeDescription;Citizenship_CountryIso2Code\n"
            "05/08/2026;13;EU.1.1;2001-05-28;P;person;1/2003 (OJ L1);TST;Ala Roe;2/2003;;;;;;\n"
            "05/08/2026;14;EU.1.2;;E;enterprise;1/2003 (OJ L1);TST;Fen Works;2/2003;;;;;;\n"
            "05/08/2026;13;EU.1.1;2001-05-28;P;person;1/2003 (OJ L1);TST;Alla Row;;Riga;LV;1961;"
            "A1234567;National passport;LV\n"));
    assert_int_equal(g.entries.len, 2);
    const lc_entry *e = &g.entries.at[0];
    assert_sv(e->key, "EU/EU.1.1");
    assert_int_equal(e->type, LC_TYPE_PERSON);
    assert_true(has_name(e, "Ala Roe", LC_NAME_PRIMARY) && has_name(e, "Alla Row", LC_NAME_ALIAS));
    assert_true(has_birth(e, "1961") && has_country(e, "LV"));
    assert_sv(ident_of(e, "A1234567")->type, "National passport");
    assert_int_equal(e->from, lc_date_ymd(2001, 5, 28));
    assert_int_equal(g.entries.at[1].type, LC_TYPE_ORG);
    assert_int_equal(g.result.list_date, lc_date_ymd(2026, 8, 5));
    got_done(&g);
}

/* ---- Australia: CSV, and the workbook ---- */

static void check_dfat(const got *g, const char *format)
{
    assert_int_equal(g->entries.len, 1);
    const lc_entry *e = &g->entries.at[0];
    assert_sv(e->key, "DFAT/2");
    assert_sv(e->names[0].text, "Ala Roe");
    assert_sv(e->names[1].script, "Cyrl");
    assert_true(has_birth(e, "1945") && has_birth(e, "circa 1963"));
    assert_int_equal(e->n_addresses, 1);
    assert_non_null(ident_of(e, "A1234567"));
    assert_sv(e->requirement, "Targeted Financial Sanction; Travel Ban");
    assert_int_equal(e->from, lc_date_ymd(2001, 1, 25));
    assert_string_equal(g->result.format, format);
}

static void australia(void **state)
{
    (void)state;
    static const char path[] = LICET_TESTS_DIR "/../fuzz/corpus/source_sheet/dfat.xlsx";
    got g;
    got_init(&g);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    lc_reader in = {f, read_stdio};
    if (got_read(&g, "au_dfat", &in)) fail_msg("%s", g.err.message);
    fclose(f);
    check_dfat(&g, "dfat-xlsx");
    assert_int_equal(g.entries.at[0].origin.line, 2);
    assert_int_equal(g.entries.at[0].origin.bytes, 0);
    got_done(&g);
    g = got_text(
        "au_dfat",
        LC_SV("Reference,Name of Individual or Entity,Type,Name Type,Alias Strength,Date of "
              "Birth,Citizenship,Address,Additional Information,Listing "
              "Information,Committees,Control Date,Targeted Financial Sanction,Travel Ban\n"
              "2a,\xD0\x90\xD0\xBB\xD0\xB0,Individual,Original Script,,\"1945,\nApproximately "
              "1963\",Latvia,\"1 Road, Riga, Latvia;\nLatvia\",Passport no: a) A1234567 b) na "
              "National identification no: na,Listed on 25 Jan. 2001,Test,,True,True\n"
              "2,Ala Roe,Individual,Primary Name,,\"1945,\nApproximately 1963\",Latvia,\"1 "
              "Road, Riga, Latvia;\nLatvia\",,Listed on 25 Jan. 2001,Test,,True,True\n"));
    check_dfat(&g, "dfat-csv");
    got_done(&g);
    refused("au_dfat", LC_SV("PK\x03\x04 no workbook"), 1, "");
}

/* ---- DDTC ---- */

static void ddtc(void **state)
{
    (void)state;
    static const char statutory[] =
        "Party Name,Date Of Birth,Federal Register Notice,Notice Date,Corrected Notice,Corrected "
        "Notice Date\n\"Roe, Ala\",\"November, 1975\",83 FR 18112 ,4/25/2018,,\n"
        "\"Fen, Inc.\",,59 FR 5664,2/7/1994,,\n\"Fen, Inc.\",,58 FR 50382,9/27/1993,,\n";
    static const char administrative[] =
        "Name,Date,Charging Letter,Debarment Order,Federal Register Notice\n"
        "\"Vale, Ossian\",8/29/2022,,\"PDF, 1MB\",87 FR 52834\n";
    got g = got_text("us_ddtc", lc_sv_of(statutory));
    const lc_entry *e = &g.entries.at[0];
    assert_int_equal(g.entries.len, 3);
    assert_int_equal(e->type, LC_TYPE_PERSON);
    assert_true(has_birth(e, "1975-11"));
    assert_int_equal(e->from, lc_date_ymd(2018, 4, 25));
    assert_true(e->from_is_publication);
    assert_sv(g.entries.at[2].key, "DTC/fen inc//58FR50382");
    got_done(&g);
    const lc_source *s = lc_source_find(LC_SV("us_ddtc"));
    assert_int_equal(s->part_of(lc_sv_of(statutory), LC_SV("a.csv")), 0);
    assert_int_equal(s->part_of(lc_sv_of(administrative), LC_SV("a.csv")), 1);
    assert_int_equal(s->part_of(LC_SV("Name,City\n"), LC_SV("a.csv")), -1);
    lc_mem_reader m[2];
    lc_reader in[2] = {lc_reader_of_memory(&m[0], lc_sv_of(statutory)),
                       lc_reader_of_memory(&m[1], lc_sv_of(administrative))};
    lc_source_part part[2] = {{&in[0], {.file = LC_SV("s")}}, {&in[1], {.file = LC_SV("a")}}};
    const lc_source_part *parts[LC_SOURCE_MAX_PARTS] = {&part[0], &part[1]};
    got_init(&g);
    lc_source_sink sink = {&g, got_entry, got_remark};
    assert_int_equal(s->parse_parts(parts, &sink, &g.result, &g.err), 0);
    assert_int_equal(g.result.entries, 4);
    assert_sv(g.entries.at[3].names[0].text, "Vale, Ossian");
    assert_sv(attr(&g.entries.at[3], "debarment_order"), "PDF, 1MB");
    got_done(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ofsi),
                                       cmocka_unit_test(ofsi_damage),
                                       cmocka_unit_test(uk_sanctions_list),
                                       cmocka_unit_test(european_union),
                                       cmocka_unit_test(australia),
                                       cmocka_unit_test(ddtc)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
