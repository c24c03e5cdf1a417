/* The world's lists that are XML, by small samples of our own making; and XML that must not pass.
 */
#include "unit/source_support.h"

#include "base/buf.h"

static bool in_script(const lc_entry *e, const char *text, const char *script)
{
    for (size_t i = 0; i < e->n_names; i++)
        if (lc_sv_is(e->names[i].text, text) && lc_sv_is(e->names[i].script, script)) return true;
    return false;
}

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

/* ---- United Nations ---- */

#define UN_HEAD "<CONSOLIDATED_LIST dateGenerated=\"2026-11-20T23:00:09.067Z\"><INDIVIDUALS>"
#define UN_TAIL "</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"
#define UN_ROE                                                                                     \
    "<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME> Ala </FIRST_NAME><SECOND_NAME>ROE</SECOND_NAME>"   \
    "<THIRD_NAME/><UN_LIST_TYPE>Test</UN_LIST_TYPE><REFERENCE_NUMBER>TSi.001</REFERENCE_NUMBER>"   \
    "<LISTED_ON>2016-11-30</LISTED_ON>"                                                            \
    "<NAME_ORIGINAL_SCRIPT>\xD0\x90\xD0\xBB\xD0\xB0</NAME_ORIGINAL_SCRIPT>"                        \
    "<NATIONALITY><VALUE>Latvia</VALUE></NATIONALITY><NEWS><VALUE>x</VALUE></NEWS>"                \
    "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Fen</ALIAS_NAME></INDIVIDUAL_ALIAS>"  \
    "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Alla Row</ALIAS_NAME>"                   \
    "<NOTE>formerly listed as</NOTE></INDIVIDUAL_ALIAS>"                                           \
    "<INDIVIDUAL_ADDRESS><COUNTRY>Latvia</COUNTRY><NOTE>as of 2016</NOTE></INDIVIDUAL_ADDRESS>"    \
    "<INDIVIDUAL_ADDRESS><STREET>1 Road</STREET><CITY>Riga</CITY><COUNTRY>Latvia</COUNTRY>"        \
    "</INDIVIDUAL_ADDRESS><INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE>"    \
    "<YEAR>1961</YEAR></INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DATE_OF_BIRTH>"                       \
    "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1955</FROM_YEAR><TO_YEAR>1958</TO_YEAR>"       \
    "</INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport"                   \
    "</TYPE_OF_DOCUMENT><NUMBER> A1234567</NUMBER><ISSUING_COUNTRY>Latvia</ISSUING_COUNTRY>"       \
    "</INDIVIDUAL_DOCUMENT></INDIVIDUAL>"

static void united_nations(void **state)
{
    (void)state;
    got g = got_text("un", LC_SV(UN_HEAD UN_ROE UN_TAIL));
    const lc_entry *e = &g.entries.at[0];
    assert_sv(e->key, "UN/TSi.001");
    assert_int_equal(e->type, LC_TYPE_PERSON);
    assert_true(has_name(e, "Ala ROE", LC_NAME_PRIMARY));
    assert_true(has_name(e, "The Fen", LC_NAME_WEAK));
    assert_true(has_name(e, "Alla Row", LC_NAME_FORMER));
    assert_true(in_script(e, "\xD0\x90\xD0\xBB\xD0\xB0", "Cyrl"));
    assert_int_equal(e->n_addresses, 1); /* a country alone is none */
    assert_sv(e->addresses[0].city, "Riga");
    assert_true(has_birth(e, "circa 1961") && has_birth(e, "1955 to 1958"));
    assert_non_null(ident_of(e, "A1234567"));
    assert_sv(ident_of(e, "A1234567")->country, "LV");
    assert_int_equal(e->from, lc_date_ymd(2016, 11, 30));
    assert_sv(attr(e, "NEWS"), "x");
    assert_int_equal(count_diags(&g, "unknown_element"), 1);
    assert_int_equal(g.result.list_date, lc_date_ymd(2026, 11, 20));
    assert_string_equal(g.result.format, "un-xml");
    got_done(&g);
}

/* ---- XML that must not pass ---- */

static lc_sv nested(lc_buf *b, const char *head, size_t depth, const char *tail)
{
    lc_buf_clear(b);
    lc_buf_z(b, head);
    for (size_t i = 0; i < depth; i++) lc_buf_z(b, "<x>");
    for (size_t i = 0; i < depth; i++) lc_buf_z(b, "</x>");
    lc_buf_z(b, tail);
    return lc_buf_view(b);
}

static void hostile(void **state)
{
    (void)state;
    lc_buf b = {0};
    refused("un", LC_SV("<!DOCTYPE x [<!ENTITY a \"b\">]>" UN_HEAD UN_ROE UN_TAIL), 1, "DOCTYPE");
    refused("un", LC_SV("<!DOCTYPE html><html></html>"), 1, "web page");
    refused("un", LC_SV("  <html><body>Service unavailable</body></html>"), 1, "web page");
    refused("un", LC_SV("<export/>"), 1, "begins with <export>");
    refused("un", LC_SV(UN_HEAD UN_ROE), 1, "not well-formed");
    refused("un", LC_SV(UN_HEAD UN_ROE UN_TAIL "<more/>"), 1, "not well-formed");
    refused("un", LC_SV(UN_HEAD UN_TAIL), 0, "no entry");
    refused("un", LC_SV("Name,City\nA,B\n"), 1, "not read as a table");
    refused("un", LC_SV(""), 1, "empty");
    refused("un", LC_SV(UN_HEAD "<INDIVIDUAL>\xFF</INDIVIDUAL>" UN_TAIL), 1, "not well-formed");
    refused("un", nested(&b, UN_HEAD "<INDIVIDUAL>", 80, "</INDIVIDUAL>" UN_TAIL), 1, "nested");
    lc_buf_clear(&b);
    lc_buf_z(&b, UN_HEAD "<INDIVIDUAL>");
    for (size_t i = 0; i < 70000; i++) lc_buf_z(&b, "<x/>");
    lc_buf_z(&b, "</INDIVIDUAL>" UN_TAIL);
    refused("un", lc_buf_view(&b), 1, "elements");
    lc_buf_clear(&b);
    lc_buf_z(&b, UN_HEAD "<INDIVIDUAL><x>");
    for (size_t i = 0; i < 5 * 1024; i++) {
        for (size_t k = 0; k < 1024; k += 16) lc_buf_z(&b, "0123456789abcdef");
        lc_buf_z(&b, "<y/>");
    }
    lc_buf_z(&b, "</x></INDIVIDUAL>" UN_TAIL);
    refused("un", lc_buf_view(&b), 1, "record of more than");
    lc_buf_done(&b);
}

/* A record without a name is lost and told; many of them refuse the list. */
static void nameless(void **state)
{
    (void)state;
    got g =
        got_text("un", LC_SV(UN_HEAD UN_ROE "<INDIVIDUAL><DATAID>2</DATAID></INDIVIDUAL>" UN_TAIL));
    assert_int_equal(g.entries.len, 1);
    assert_int_equal(g.result.rows_bad, 1);
    assert_int_equal(count_diags(&g, "no_name"), 1);
    got_done(&g);
}

/* ---- United Kingdom ---- */

static void uk_sanctions_list(void **state)
{
    (void)state;
    got g = got_text(
        "uk_sl",
        LC_SV(
            "<Designations><DateGenerated>20/11/2026</DateGenerated><Designation><LastUpdated>"
            "04/08/2026</LastUpdated><DateDesignated>29/06/2012</DateDesignated><UniqueID>TST0001"
            "</UniqueID><Names><Name><Name6>Fen Shipping</Name6><NameType>Alias</NameType>"
            "<AliasStrength>Low quality a.k.a</AliasStrength></Name><Name><Name6>SALLOW FEN</Name6>"
            "<NameType>Primary name</NameType></Name></Names><NonLatinNames><NonLatinName>"
            "<NameNonLatinScript>\xD0\x90\xD0\xBB\xD0\xB0</NameNonLatinScript>"
            "<NonLatinScriptLanguage>Russian</NonLatinScriptLanguage></NonLatinName>"
            "</NonLatinNames><RegimeName>Test</RegimeName><IndividualEntityShip>Ship"
            "</IndividualEntityShip><SanctionsImposed>Asset freeze|Travel ban</SanctionsImposed>"
            "<Addresses><Address><AddressLine1>1 Road</AddressLine1><AddressCountry>Latvia"
            "</AddressCountry></Address></Addresses><ShipDetails><Ship><IMONumbers><IMONumber>"
            "9310305</IMONumber></IMONumbers><CurrentBelievedFlagOfShips>"
            "<CurrentBelievedFlagOfShip>Panama</CurrentBelievedFlagOfShip>"
            "</CurrentBelievedFlagOfShips></Ship></ShipDetails></Designation></Designations>"));
    const lc_entry *e = &g.entries.at[0];
    assert_sv(e->key, "UKSL/TST0001");
    assert_int_equal(e->type, LC_TYPE_VESSEL);
    assert_sv(e->names[0].text, "SALLOW FEN");
    assert_true(has_name(e, "Fen Shipping", LC_NAME_WEAK));
    assert_sv(e->names[2].lang, "Russian");
    assert_true(in_script(e, "\xD0\x90\xD0\xBB\xD0\xB0", "Cyrl"));
    assert_sv(e->requirement, "Asset freeze|Travel ban");
    assert_non_null(ident_of(e, "9310305"));
    assert_sv(ident_of(e, "9310305")->type, "IMO");
    assert_true(has_country(e, "PA") && has_country(e, "LV"));
    assert_int_equal(e->from, lc_date_ymd(2012, 6, 29));
    assert_int_equal(g.result.list_date, lc_date_ymd(2026, 11, 20));
    got_done(&g);
}

/* ---- European Union ---- */

static void european_union(void **state)
{
    (void)state;
    got g = got_text(
        "eu_fsf",
        LC_SV("<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\" generationDate=\"2026-11-20T14:"
              "39:54.511+01:00\"><sanctionEntity euReferenceNumber=\"EU.1.11\" logicalId=\"13\">"
              "<regulation entryIntoForceDate=\"2022-02-16\" numberTitle=\"2022/1 (OJ L1)\" "
              "programme=\"TST\"><publicationUrl>http://x/</publicationUrl></regulation>"
              "<subjectType code=\"person\" classificationCode=\"P\"/><nameAlias firstName=\"Ala\" "
              "lastName=\"Roe\" wholeName=\"\" strong=\"true\"/><nameAlias wholeName=\"\xD0\x90\xD0"
              "\xBB\xD0\xB0\" strong=\"false\" nameLanguage=\"RU\"/><birthdate circa=\"true\" "
              "year=\"1961\" city=\"Riga\" countryDescription=\"LATVIA\"/><citizenship "
              "countryIso2Code=\"00\" countryDescription=\"UNKNOWN\"/><address city=\"Riga\" "
              "poBox=\"7\" countryIso2Code=\"LV\"/><identification number=\"A1234567\" "
              "identificationTypeDescription=\"National passport\" countryIso2Code=\"LV\" "
              "knownExpired=\"true\"/></sanctionEntity></export>"));
    const lc_entry *e = &g.entries.at[0];
    assert_sv(e->key, "EU/EU.1.11");
    assert_true(has_name(e, "Ala Roe", LC_NAME_PRIMARY));
    assert_true(has_name(e, "\xD0\x90\xD0\xBB\xD0\xB0", LC_NAME_WEAK));
    assert_sv(e->names[1].lang, "RU");
    assert_true(has_birth(e, "circa 1961"));
    assert_int_equal(e->n_countries, 1);
    assert_sv(e->addresses[0].street, "P.O. Box 7");
    assert_sv(e->citation, "2022/1 (OJ L1)");
    assert_sv(e->programs[0], "TST");
    assert_int_equal(e->from, lc_date_ymd(2022, 2, 16));
    assert_true(e->from_is_publication);
    assert_non_null(strstr(ident_of(e, "A1234567")->text.data, "expired"));
    got_done(&g);
}

/* ---- Switzerland ---- */

#define CH_NAME(type, order1, order2)                                                              \
    "<name name-type=\"" type "\" quality=\"good\"><name-part order=\"" order1                     \
    "\" name-part-type=\"given-name\"><value>Ala</value><spelling-variant lang=\"RUS\" "           \
    "script=\"CYRL\">\xD0\x90\xD0\xBB\xD0\xB0</spelling-variant></name-part><name-part "           \
    "order=\"" order2                                                                              \
    "\" name-part-type=\"family-name\"><value>Roe</value><spelling-variant lang=\"ENG\" "          \
    "script=\"LATN\">Rowe</spelling-variant></name-part></name>"

static void switzerland(void **state)
{
    (void)state;
    got g = got_text(
        "ch_seco",
        LC_SV(
            "<swiss-sanctions-list date=\"2026-11-20\"><target ssid=\"100\"><sanctions-set-id>7"
            "</sanctions-set-id><individual><identity main=\"true\">" CH_NAME(
                "primary-name", "1",
                "2") "<day-month-year day=\"3\" month=\"5\" year=\"1961\"/><address "
                     "place-id=\"55\">"
                     "<address-details>1 Road</address-details></address><identification-document "
                     "document-type=\"passport\"><number>A1234567</number><issuer code=\"LV\"/>"
                     "</identification-document></identity></individual><modification "
                     "modification-type=\"listed\" effective-date=\"2022-03-16\"/></target><target "
                     "ssid=\"101\"><modification modification-type=\"listed\" "
                     "effective-date=\"2020-03-16\"/>"
                     "<modification modification-type=\"de-listed\" "
                     "effective-date=\"2023-03-16\"/><entity>"
                     "<identity main=\"true\"><name "
                     "name-type=\"primary-name\"><name-part><value>Gone"
                     "</value></name-part></name></identity></entity></target><place "
                     "ssid=\"55\"><location>"
                     "Riga</location><country "
                     "iso-code=\"LV\">Latvia</country></place><sanctions-program>"
                     "<program-name lang=\"eng\">Ordinance T</program-name><sanctions-set "
                     "ssid=\"7\"/>"
                     "</sanctions-program></swiss-sanctions-list>"));
    assert_int_equal(g.entries.len, 1);
    assert_int_equal(count_diags(&g, "off_the_list"), 1);
    const lc_entry *e = &g.entries.at[0];
    assert_sv(e->key, "SECO/100");
    assert_true(has_name(e, "Ala Roe", LC_NAME_PRIMARY));
    assert_true(has_name(e, "Ala Rowe", LC_NAME_ALIAS));
    assert_true(has_name(e, "\xD0\x90\xD0\xBB\xD0\xB0 Roe", LC_NAME_ALIAS));
    assert_true(has_birth(e, "1961-05-03"));
    assert_sv(e->addresses[0].city, "Riga"); /* of a place that stands behind */
    assert_sv(e->programs[0], "Ordinance T");
    assert_sv(ident_of(e, "A1234567")->country, "LV");
    assert_int_equal(e->from, lc_date_ymd(2022, 3, 16));
    got_done(&g);
}

/* ---- Canada ---- */

static void canada(void **state)
{
    (void)state;
    got g = got_text(
        "ca_sema",
        LC_SV("<data-set><record><Country>Ukraine</Country><LastName>Roe</LastName><GivenName>Ala"
              "</GivenName><Aliases>Alla Row, Ala Roh; Russian: \xD0\x90\xD0\xBB\xD0\xB0 \xD0\x90"
              "</Aliases><DateOfBirthOrShipBuildDate>1960 or 1961-05-03"
              "</DateOfBirthOrShipBuildDate><Schedule>1, Part 1</Schedule><Item>7</Item>"
              "<DateOfListing>2020-09-28</DateOfListing></record><record><Country>Russia / Russie"
              "</Country><EntityOrShip>Navy Works/Chantiers navals</EntityOrShip><Item>8</Item>"
              "<DateOfListing>2020-09-28</DateOfListing></record><record><Country>Russia / Russie"
              "</Country><EntityOrShip>PLOVER</EntityOrShip><ShipIMONumber>9310305</ShipIMONumber>"
              "<TitleOrShip>Oil Tanker</TitleOrShip><Item>9</Item><DateOfListing>2020-09-28"
              "</DateOfListing></record></data-set>"));
    const lc_entry *e = &g.entries.at[0];
    assert_true(has_name(e, "Ala Roe", LC_NAME_PRIMARY) && has_name(e, "Alla Row", LC_NAME_ALIAS));
    assert_true(has_name(e, "Ala Roh", LC_NAME_ALIAS));
    assert_sv(e->names[3].lang, "Russian");
    assert_true(has_birth(e, "1960") && has_birth(e, "1961-05-03"));
    assert_true(has_country(e, "UA") && has_country(e, "RU"));
    assert_sv(e->citation, "Ukraine, Schedule 1, Part 1, item 7");
    e = &g.entries.at[1];
    assert_int_equal(e->type, LC_TYPE_ORG);
    assert_true(has_name(e, "Navy Works", LC_NAME_PRIMARY));
    assert_true(has_name(e, "Chantiers navals", LC_NAME_ALIAS));
    e = &g.entries.at[2];
    assert_int_equal(e->type, LC_TYPE_VESSEL);
    assert_sv(attr(e, "vessel_type"), "Oil Tanker");
    assert_non_null(ident_of(e, "9310305"));
    got_done(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(united_nations), cmocka_unit_test(hostile),
        cmocka_unit_test(nameless),       cmocka_unit_test(uk_sanctions_list),
        cmocka_unit_test(european_union), cmocka_unit_test(switzerland),
        cmocka_unit_test(canada)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
