/* Countries: every ISO code, variants as lists and customers write them, and addresses with their
 * traps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "text/country.h"

static void is_code(const char *text, const char *wanted)
{
    lc_sv got = lc_country_code(lc_sv_of(text));
    if (!lc_sv_is(got, wanted))
        fail_msg("\"%s\" -> \"%.*s\", wanted \"%s\"", text, LC_SV_ARG(got), wanted);
}

/* ISO 3166-1:2020, the 249 officially assigned codes, alpha-2 and alpha-3, written out so that the
 * table is held to the standard and not to itself. */
static const char *const iso[] = {
    "AD AND AE ARE AF AFG AG ATG AI AIA AL ALB AM ARM AO AGO AQ ATA AR ARG AS ASM AT AUT AU AUS",
    "AW ABW AX ALA AZ AZE BA BIH BB BRB BD BGD BE BEL BF BFA BG BGR BH BHR BI BDI BJ BEN BL BLM",
    "BM BMU BN BRN BO BOL BQ BES BR BRA BS BHS BT BTN BV BVT BW BWA BY BLR BZ BLZ CA CAN CC CCK",
    "CD COD CF CAF CG COG CH CHE CI CIV CK COK CL CHL CM CMR CN CHN CO COL CR CRI CU CUB CV CPV",
    "CW CUW CX CXR CY CYP CZ CZE DE DEU DJ DJI DK DNK DM DMA DO DOM DZ DZA EC ECU EE EST EG EGY",
    "EH ESH ER ERI ES ESP ET ETH FI FIN FJ FJI FK FLK FM FSM FO FRO FR FRA GA GAB GB GBR GD GRD",
    "GE GEO GF GUF GG GGY GH GHA GI GIB GL GRL GM GMB GN GIN GP GLP GQ GNQ GR GRC GS SGS GT GTM",
    "GU GUM GW GNB GY GUY HK HKG HM HMD HN HND HR HRV HT HTI HU HUN ID IDN IE IRL IL ISR IM IMN",
    "IN IND IO IOT IQ IRQ IR IRN IS ISL IT ITA JE JEY JM JAM JO JOR JP JPN KE KEN KG KGZ KH KHM",
    "KI KIR KM COM KN KNA KP PRK KR KOR KW KWT KY CYM KZ KAZ LA LAO LB LBN LC LCA LI LIE LK LKA",
    "LR LBR LS LSO LT LTU LU LUX LV LVA LY LBY MA MAR MC MCO MD MDA ME MNE MF MAF MG MDG MH MHL",
    "MK MKD ML MLI MM MMR MN MNG MO MAC MP MNP MQ MTQ MR MRT MS MSR MT MLT MU MUS MV MDV MW MWI",
    "MX MEX MY MYS MZ MOZ NA NAM NC NCL NE NER NF NFK NG NGA NI NIC NL NLD NO NOR NP NPL NR NRU",
    "NU NIU NZ NZL OM OMN PA PAN PE PER PF PYF PG PNG PH PHL PK PAK PL POL PM SPM PN PCN PR PRI",
    "PS PSE PT PRT PW PLW PY PRY QA QAT RE REU RO ROU RS SRB RU RUS RW RWA SA SAU SB SLB SC SYC",
    "SD SDN SE SWE SG SGP SH SHN SI SVN SJ SJM SK SVK SL SLE SM SMR SN SEN SO SOM SR SUR SS SSD",
    "ST STP SV SLV SX SXM SY SYR SZ SWZ TC TCA TD TCD TF ATF TG TGO TH THA TJ TJK TK TKL TL TLS",
    "TM TKM TN TUN TO TON TR TUR TT TTO TV TUV TW TWN TZ TZA UA UKR UG UGA UM UMI US USA UY URY",
    "UZ UZB VA VAT VC VCT VE VEN VG VGB VI VIR VN VNM VU VUT WF WLF WS WSM YE YEM YT MYT ZA ZAF",
    "ZM ZMB ZW ZWE",
};

static void every_iso_code_is_known(void **state)
{
    (void)state;
    size_t n = 0;
    for (size_t i = 0; i < sizeof iso / sizeof *iso; i++) {
        lc_sv rest = lc_sv_of(iso[i]);
        while (rest.data) {
            lc_sv two = lc_sv_cut(&rest, LC_SV(" ")), three = lc_sv_cut(&rest, LC_SV(" "));
            if (!lc_sv_eq(lc_country_code(two), two)) fail_msg("%.*s", LC_SV_ARG(two));
            if (!lc_sv_eq(lc_country_code(three), two)) fail_msg("%.*s", LC_SV_ARG(three));
            lc_sv name = lc_country_name(two);
            assert_true(name.len > 3);
            if (!lc_sv_eq(lc_country_code(name), two)) fail_msg("%.*s", LC_SV_ARG(name));
            n++;
        }
    }
    assert_int_equal(n, 249);
}

static void variants_are_known(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"ru", "RU"},
        {" rus ", "RU"},
        {"Russian Federation", "RU"},
        {"The Russian Federation", "RU"},
        {"Россия", "RU"},
        {"РОССИЙСКАЯ ФЕДЕРАЦИЯ", "RU"},
        {"South Korea", "KR"},
        {"Korea, Republic of", "KR"},
        {"대한민국", "KR"},
        {"Korea, Democratic People's Republic of", "KP"},
        {"DPRK", "KP"},
        {"P.R. China", "CN"},
        {"People’s Republic of China", "CN"},
        {"中国", "CN"},
        {"Hong Kong S.A.R.", "HK"},
        {"香港", "HK"},
        {"Macao", "MO"},
        {"Taiwan, Province of China", "TW"},
        {"UAE", "AE"},
        {"U.A.E.", "AE"},
        {"الإمارات العربية المتحدة", "AE"},
        {"UK", "GB"},
        {"U.K.", "GB"},
        {"England", "GB"},
        {"U.S.A.", "US"},
        {"United States of America", "US"},
        {"Deutschland", "DE"},
        {"Côte d’Ivoire", "CI"},
        {"Ivory Coast", "CI"},
        {"Burma", "MM"},
        {"Zaire", "CD"},
        {"Congo, The Democratic Republic of the", "CD"},
        {"Congo", "CG"},
        {"Swaziland", "SZ"},
        {"Türkiye", "TR"},
        {"TURKEY", "TR"},
        {"Iran (Islamic Republic of)", "IR"},
        {"ایران", "IR"},
        {"Iranian", "IR"},
        {"Chinese", "CN"},
        {"Viet Nam", "VN"},
        {"Crimea", "UA"},
        {"Palestinian Territories", "PS"},
        {"Kosovo", "XK"},
        {"Czech Republic", "CZ"},
        {"Moldova, Republic of", "MD"},
        {"Guinea-Bissau", "GW"},
        {"日本", "JP"},
        {"ישראל", "IL"},
        {"Georgia", "GE"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) is_code(cases[i][0], cases[i][1]);
}

static void what_is_no_country_gives_nothing(void **state)
{
    (void)state;
    static const char *const none[] = {"",        " ",          "X",        "ZZ",
                                       "QQQ",     "California", "Moscow",   "Shenzhen",
                                       "unknown", "New Jersey", "\xFF\xFE", "Russiann"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) is_code(none[i], "");
    assert_int_equal(lc_country_name(LC_SV("ZZ")).len, 0);
    assert_int_equal(lc_country_name(LC_SV_NONE).len, 0);
}

static void address_names(const char *address, const char *wanted)
{
    lc_sv codes[8];
    size_t n = lc_country_in_address(lc_sv_of(address), codes, 8);
    char got[64] = "";
    for (size_t i = 0, at = 0; i < n; i++)
        at += (size_t)snprintf(got + at, sizeof got - at, "%s%.*s", i ? " " : "",
                               LC_SV_ARG(codes[i]));
    if (!lc_sv_is(lc_sv_of(got), wanted))
        fail_msg("\"%s\" -> \"%s\", wanted \"%s\"", address, got, wanted);
}

static void addresses_name_their_countries(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {"Shenzhen, China, HK", "HK CN"},
        {"12 Jordan Road, Kowloon, Hong Kong", "HK"},
        {"Moscow, RU 123456", "RU"},
        {"Москва, Россия, 123456", "RU"},
        {"St. Petersburg, 190000, Russian Federation", "RU"},
        {"Simferopol, Crimea, Russia", "RU UA"},
        {"Unit 5, Jebel Ali, Dubai, UAE", "AE"},
        {"10 High Street; London W1 UK", "GB"},
        {"10115 Berlin, DE 10115", "DE"},
        {"Tbilisi, Georgia", "GE"},
        {"深圳市南山区, 中国广东省", "CN"},
        {"تهران، ایران", "IR"},
        {"서울 대한민국", "KR"},
        {"Kinshasa, Democratic Republic of the Congo", "CD"},
        {"Port Moresby, Papua New Guinea", "PG"},
        {"Pyongyang, North Korea", "KP"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        address_names(cases[i][0], cases[i][1]);
}

static void states_and_streets_are_no_countries(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"123 Main St, Atlanta, Georgia 30303", "US"},
        {"Atlanta, GA 30303-1234", "US"},
        {"Atlanta, Georgia, USA", "US"},
        {"Wilmington, DE", ""},
        {"San Francisco, CA", ""},
        {"Gary, IN 46402", "US"},
        {"Lebanon, PA 17042", "US"},
        {"Albuquerque, New Mexico 87102", "US"},
        {"Newark, New Jersey", ""},
        {"4 New England Road, Brighton", ""},
        {"Peru, Indiana 46970", "US"},
        {"7 India Street, Portland", ""},
        {"USA, Atlanta, Georgia", "US"},
        {"Port Harcourt, Niger Delta, Nigeria", "NG"},
        {"12 St Martin's Lane, London, UK", "GB"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        address_names(cases[i][0], cases[i][1]);
}

static void only_as_many_as_asked_for(void **state)
{
    (void)state;
    lc_sv codes[1];
    assert_int_equal(lc_country_in_address(LC_SV("Shenzhen, China, HK"), codes, 1), 1);
    assert_true(lc_sv_is(codes[0], "HK"));
    assert_int_equal(lc_country_in_address(LC_SV("China"), codes, 0), 0);
}

static void places_of_one_state_agree(void **state)
{
    (void)state;
    assert_true(lc_country_compatible(LC_SV("HK"), LC_SV("CN")));
    assert_true(lc_country_compatible(LC_SV("MO"), LC_SV("HK")));
    assert_true(lc_country_compatible(LC_SV("ru"), LC_SV("RU")));
    assert_true(lc_country_compatible(LC_SV("PR"), LC_SV("US")));
    assert_false(lc_country_compatible(LC_SV("TW"), LC_SV("CN")));
    assert_false(lc_country_compatible(LC_SV("KP"), LC_SV("KR")));
    assert_false(lc_country_compatible(LC_SV_NONE, LC_SV_NONE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_iso_code_is_known),
        cmocka_unit_test(variants_are_known),
        cmocka_unit_test(what_is_no_country_gives_nothing),
        cmocka_unit_test(addresses_name_their_countries),
        cmocka_unit_test(states_and_streets_are_no_countries),
        cmocka_unit_test(only_as_many_as_asked_for),
        cmocka_unit_test(places_of_one_state_agree),
    };
    return cmocka_run_group_tests_name("text_country", tests, NULL, NULL);
}
