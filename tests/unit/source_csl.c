#include "unit/source_support.h"

#include "base/buf.h"
#include "codec/csv.h"
#include "text/fold.h"

static const char *const columns[] = {"_id",
                                      "source",
                                      "entity_number",
                                      "type",
                                      "programs",
                                      "name",
                                      "title",
                                      "addresses",
                                      "federal_register_notice",
                                      "start_date",
                                      "end_date",
                                      "standard_order",
                                      "license_requirement",
                                      "license_policy",
                                      "call_sign",
                                      "vessel_type",
                                      "gross_tonnage",
                                      "gross_registered_tonnage",
                                      "vessel_flag",
                                      "vessel_owner",
                                      "remarks",
                                      "source_list_url",
                                      "alt_names",
                                      "citizenships",
                                      "dates_of_birth",
                                      "nationalities",
                                      "places_of_birth",
                                      "source_information_url",
                                      "ids"};
enum { COLUMNS = sizeof columns / sizeof *columns };

#define EL  "Entity List (EL) - Bureau of Industry and Security"
#define SDN "Specially Designated Nationals (SDN) - Treasury Department"
#define DPL "Denied Persons List (DPL) - Bureau of Industry and Security"
#define ISN "Nonproliferation Sanctions (ISN) - State Department"

static lc_buf file;

static void header(void)
{
    lc_buf_clear(&file);
    for (size_t i = 0; i < COLUMNS; i++) lc_buf_printf(&file, "%s%s", i ? "," : "", columns[i]);
    lc_buf_c(&file, '\n');
}

/* row("source", EL, "name", "X", ..., NULL): the other columns stay empty. */
static void row(const char *first, ...)
{
    const char *values[COLUMNS] = {NULL};
    va_list ap;
    va_start(ap, first);
    for (const char *name = first; name; name = va_arg(ap, const char *)) {
        size_t c = 0;
        while (c < COLUMNS && strcmp(columns[c], name) != 0) c++;
        assert_true(c < COLUMNS);
        values[c] = va_arg(ap, const char *);
    }
    va_end(ap);
    for (size_t i = 0; i < COLUMNS; i++) {
        if (i) lc_buf_c(&file, ',');
        lc_csv_put_field(&file, lc_sv_of(values[i]), ',', false);
    }
    lc_buf_c(&file, '\n');
}

static got take(void)
{
    return got_text("us_csl", lc_buf_view(&file));
}

/* ---- what a row becomes ---- */

static void every_field_finds_a_place(void **state)
{
    (void)state;
    header();
    row("_id", "i1", "source", SDN, "entity_number", "4243", "type", "Vessel", "programs",
        "CUBA; SDGT", "name", "EBANO", "title", "T", "addresses", "Pier 3, Havana, CU; PA",
        "federal_register_notice", "51 FR 44459", "start_date", "1986-12-10", "end_date",
        "2030-01-02", "standard_order", "y", "license_requirement", "R", "license_policy", "P",
        "call_sign", "CL2192", "vessel_type", "Tug", "gross_tonnage", "2595",
        "gross_registered_tonnage", "1865", "vessel_flag", "Panama", "vessel_owner", "O", "remarks",
        "M", "source_list_url", "http://l", "alt_names", "ANA I; SAND SWAN", "citizenships", "KE",
        "dates_of_birth", "1960; circa 1961", "nationalities", "KM", "places_of_birth",
        "Giza, Egypt", "source_information_url", "http://i", "ids",
        "Vessel Registration Identification, IMO 7406784; Passport, U00242309, TR, 2001-02-03; "
        "Gender, Male; Secondary sanctions risk:, See 31 CFR 589.201, part 2",
        NULL);
    got g = take();
    const lc_entry *e = &g.entries.at[0];
    assert_sv(e->source, "us_csl");
    assert_sv(e->sublist, "SDN");
    assert_sv(e->key, "SDN/4243");
    assert_sv(e->number, "4243");
    assert_int_equal(e->type, LC_TYPE_VESSEL);
    assert_int_equal(e->n_names, 3);
    assert_true(has_name(e, "EBANO", LC_NAME_PRIMARY) && has_name(e, "SAND SWAN", LC_NAME_ALIAS));
    assert_int_equal(e->n_programs, 2);
    assert_int_equal(e->n_addresses, 2);
    assert_sv(e->addresses[0].text, "Pier 3, Havana, CU");
    assert_sv(e->addresses[0].country, "CU");
    assert_int_equal(e->n_countries, 4); /* CU PA, then KM, KE; the flag is PA again */
    assert_int_equal(e->from, lc_date_ymd(1986, 12, 10));
    assert_int_equal(e->to, lc_date_ymd(2030, 1, 2));
    assert_true(e->from_is_publication);
    assert_false(e->address_only);
    assert_sv(e->citation, "51 FR 44459");
    assert_sv(e->requirement, "R");
    assert_sv(e->policy, "P");
    assert_sv(e->standard_order, "Y");
    assert_int_equal(e->n_births, 2);
    assert_sv(e->births[1], "circa 1961");
    assert_int_equal(e->n_idents, 3);
    assert_sv(e->idents[0].type, "IMO");
    assert_sv(e->idents[0].number, "7406784");
    assert_sv(e->idents[0].text, "Vessel Registration Identification, IMO 7406784");
    assert_sv(e->idents[1].number, "U00242309");
    assert_sv(e->idents[1].country, "TR");
    assert_sv(e->idents[1].issued, "2001-02-03");
    assert_sv(e->idents[2].type, "Call Sign");
    static const char *const kept[][2] = {
        {"_id", "i1"},
        {"source", SDN},
        {"title", "T"},
        {"call_sign", "CL2192"},
        {"vessel_type", "Tug"},
        {"gross_tonnage", "2595"},
        {"gross_registered_tonnage", "1865"},
        {"vessel_flag", "Panama"},
        {"vessel_owner", "O"},
        {"remarks", "M"},
        {"source_list_url", "http://l"},
        {"citizenships", "KE"},
        {"nationalities", "KM"},
        {"places_of_birth", "Giza, Egypt"},
        {"source_information_url", "http://i"},
        {"ids.Gender", "Gender, Male"},
        {"ids.Secondary sanctions risk:", "Secondary sanctions risk:, See 31 CFR 589.201, part 2"}};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_sv(attr(e, kept[i][0]), kept[i][1]);
    assert_int_equal(e->n_attrs, sizeof kept / sizeof *kept);
    assert_sv(e->origin.file, "list.csv");
    assert_int_equal(e->origin.line, 2);
    assert_int_equal(g.diags.len, 0);
    assert_string_equal(g.result.format, "csl-csv");
    got_done(&g);
}

static void sublists_come_from_the_source_name(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {EL, "EL"},
        {SDN, "SDN"},
        {DPL, "DPL"},
        {ISN, "ISN"},
        {"Unverified List (UVL) - Bureau of Industry and Security", "UVL"},
        {"Military End User (MEU) List - Bureau of Industry and Security", "MEU"},
        {"Foreign Sanctions Evaders (FSE) - Treasury Department", "FSE"},
        {"Sectoral Sanctions Identifications List (SSI) - Treasury Department", "SSI"},
        {"Palestinian Legislative Council List (PLC) - Treasury Department", "PLC"},
        {"Capta List (CAP) - Treasury Department", "CAP"},
        {"Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "NS-MBS"},
        {"Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department",
         "CMIC"},
        {"ITAR Debarred (DTC) - State Department", "DTC"},
        {"Lunar Trade Restrictions (LTR) - Space Department", "OTHER"},
        {"Lunar Trade Restrictions (LTR) - Space Department", "OTHER"},
        {"no brackets at all", "OTHER"}};
    header();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        row("source", names[i][0], "name", "Somebody Ltd", NULL);
    got g = take();
    assert_int_equal(g.entries.len, sizeof names / sizeof *names);
    for (size_t i = 0; i < g.entries.len; i++) assert_sv(g.entries.at[i].sublist, names[i][1]);
    assert_int_equal(count_diags(&g, "unknown_source"), 2); /* once for each name */
    assert_false(g.diags.at[0].row_lost);
    got_done(&g);
}

static void keys_are_stable(void **state)
{
    (void)state;
    header();
    row("source", EL, "name", "NSO Group", "addresses", "Herzliya, IL", "federal_register_notice",
        "86 FR 60759; 87 FR 1", NULL);
    row("source", DPL, "name", "AL-NASER  AIRLINES", "addresses", "Baghdad, IQ",
        "federal_register_notice", "80 F.R. 30435 5/28/15, 80 F.R. 44930", NULL);
    row("source", SDN, "name", "Between", "entity_number", "7", NULL);
    row("source", DPL, "name", "Al Naser Airlines", "addresses", "Kuwait, KW; Baghdad, IQ",
        "federal_register_notice", "80 F.R.30435", NULL);
    row("source", DPL, "name", "Al-Naser Airlines", "addresses", "Basra, IQ",
        "federal_register_notice", "80 F.R. 30435", NULL);
    row("source", ISN, "name", "X", "federal_register_notice", "Vol. 83, No. 91, 05/10/2018", NULL);
    got g = take();
    assert_sv(g.entries.at[0].key, "EL/nso group/IL/86FR60759");
    assert_sv(g.entries.at[1].key, "DPL/al naser airlines/IQ/80FR30435");
    assert_sv(g.entries.at[3].key, "DPL/al naser airlines/KW/80FR30435");
    assert_sv(g.entries.at[4].key, "DPL/al naser airlines/IQ/80FR30435#2");
    assert_sv(g.entries.at[5].key, "ISN/x//vol 83 no 91 05 10 2018");
    got_done(&g);
}

static void a_number_used_twice_is_told_and_many_refuse(void **state)
{
    (void)state;
    header();
    row("source", SDN, "entity_number", "36", "name", "One", NULL);
    row("source", SDN, "entity_number", "36", "name", "Two", NULL);
    row("source", SDN, "entity_number", "36#2", "name", "Three", NULL);
    got g = take();
    assert_sv(g.entries.at[1].key, "SDN/36#2");
    assert_sv(g.entries.at[2].key, "SDN/36#2#2");
    assert_true(count_diags(&g, "number_twice") >= 1);
    got_done(&g);
    header();
    for (int i = 0; i < 20; i++) {
        char number[8];
        snprintf(number, sizeof number, "%d", i % 10);
        row("source", SDN, "entity_number", number, "name", "N", NULL);
    }
    refused("us_csl", lc_buf_view(&file), 0, "stand twice");
}

static void addresses_are_entries_of_their_own(void **state)
{
    (void)state;
    header();
    row("source", EL, "name", "Address 04", "addresses", "Room 803, Hong Kong, CN", NULL);
    row("source", EL, "name", "Address Systems Ltd", NULL);
    row("source", EL, "name", "Address", NULL);
    row("source", SDN, "name", "Address 04", NULL);
    got g = take();
    assert_true(g.entries.at[0].address_only);
    for (size_t i = 1; i < 4; i++) assert_false(g.entries.at[i].address_only);
    got_done(&g);
}

static void joined_values_are_split(void **state)
{
    (void)state;
    header();
    row("source", EL, "name", "Chengdu Firm", "alt_names",
        "CF; Zavod \"Beta; Gamma\"; \"Delta\"; \"Eps\"; and Zeta Works;; Eta;Theta", "addresses",
        "No. 6 Yong Xin Street, Chengdu; and No. 90 Babao Street, Chengdu; 48 Road, Chengdu, "
        "610036, CN; 4/F, Trade Centre, Central, ; CN",
        NULL);
    got g = take();
    const lc_entry *e = &g.entries.at[0];
    assert_true(has_name(e, "Zavod \"Beta; Gamma\"", LC_NAME_ALIAS));
    assert_true(has_name(e, "\"Delta\"", LC_NAME_ALIAS) && has_name(e, "\"Eps\"", LC_NAME_ALIAS));
    assert_true(has_name(e, "Zeta Works", LC_NAME_ALIAS));
    assert_true(has_name(e, "Eta", LC_NAME_ALIAS) && has_name(e, "Theta", LC_NAME_ALIAS));
    assert_int_equal(e->n_names, 8);
    assert_int_equal(e->n_addresses, 5);
    assert_sv(e->addresses[1].text, "No. 90 Babao Street, Chengdu");
    assert_sv(e->addresses[2].country, "CN");
    assert_sv(e->addresses[3].text, "4/F, Trade Centre, Central");
    got_done(&g);
}

static void a_state_is_no_country(void **state)
{
    (void)state;
    header();
    row("source", DPL, "name", "A", "addresses", "3415 RIVERA AVENUE, EL PASO, TX, 79905", NULL);
    row("source", DPL, "name", "B", "addresses", "1 ROAD, ATLANTA, GA, 30301-1234", NULL);
    row("source", DPL, "name", "C", "addresses", "1 ROAD, TBILISI, GE", NULL);
    row("source", DPL, "name", "D", "addresses", "1 STREET, NICOSIA, CY, 1046", NULL);
    got g = take();
    assert_sv(g.entries.at[0].addresses[0].country, "US");
    assert_sv(g.entries.at[1].addresses[0].country, "US");
    assert_sv(g.entries.at[2].addresses[0].country, "GE");
    assert_sv(g.entries.at[3].addresses[0].country, "CY");
    got_done(&g);
}

static void bad_values_are_kept_and_told(void **state)
{
    (void)state;
    header();
    row("source", EL, "name", "A", "start_date", "soon", "type", "Balloon", NULL);
    row("source", EL, "name", "B", "end_date", "12/31/2029", NULL);
    got g = take();
    assert_sv(attr(&g.entries.at[0], "start_date"), "soon");
    assert_int_equal(g.entries.at[0].from, LC_DATE_NONE);
    assert_false(g.entries.at[0].from_is_publication);
    assert_sv(attr(&g.entries.at[0], "type"), "Balloon");
    assert_int_equal(g.entries.at[1].to, lc_date_ymd(2029, 12, 31));
    assert_int_equal(count_diags(&g, "bad_date"), 1);
    assert_int_equal(count_diags(&g, "unknown_type"), 1);
    assert_int_equal(g.result.rows_bad, 0);
    got_done(&g);
}

static void old_identifications_have_the_type_last(void **state)
{
    (void)state;
    lc_buf_clear(&file);
    for (size_t i = 1; i < COLUMNS; i++) lc_buf_printf(&file, "%s%s", i > 1 ? "," : "", columns[i]);
    lc_buf_printf(&file,
                  "\n%s,7,Entity,,X,,,,,,,,,,,,,,,,,,,,,,,\"CO, 805026824-5, NIT #; IMO 8898831, "
                  "Vessel Registration Identification; www.x.ir, Website\"\n",
                  SDN);
    got g = take();
    const lc_entry *e = &g.entries.at[0];
    assert_int_equal(e->n_idents, 2);
    assert_sv(e->idents[0].number, "805026824-5");
    assert_sv(e->idents[0].type, "NIT #");
    assert_sv(e->idents[0].country, "CO");
    assert_sv(e->idents[1].number, "8898831");
    assert_sv(attr(e, "ids.Website"), "www.x.ir, Website");
    assert_int_equal(count_diags(&g, "missing_column"), 1);
    got_done(&g);
}

/* ---- the JSON layout ---- */

#define RECORD(extra)                                                                              \
    "{\"id\":\"i1\",\"source\":\"" EL "\",\"entity_number\":null,\"name\":\"Candiru\","            \
    "\"alt_names\":[\"Saito Tech Ltd.\",\"Taveta Ltd. \"],\"addresses\":[{\"address\":\"21 "       \
    "Haarbaa\",\"city\":\"Tel Aviv-Yafo\",\"state\":null,\"postal_code\":\"6473921\",\"country\":" \
    "\"IL\"}],\"start_date\":\"2021-11-04\",\"federal_register_notice\":\"86 FR 60759\","          \
    "\"ids\":[{\"type\":\"Company Number\",\"number\":\"515153854\",\"country\":\"IL\","           \
    "\"issue_date\":null,\"expiration_date\":null}]" extra "}"

static void both_layouts_give_the_same_entry(void **state)
{
    (void)state;
    got j = got_text("us_csl", LC_SV("{\"search_performed_at\":\"2026-07-31T13:15:00+00:00\","
                                     "\"total\":1,\"results\":[" RECORD("") "]}"));
    header();
    row("_id", "i1", "source", EL, "name", "Candiru", "alt_names", "Saito Tech Ltd.; Taveta Ltd. ",
        "addresses", "21 Haarbaa, Tel Aviv-Yafo, 6473921, IL", "start_date", "2021-11-04",
        "federal_register_notice", "86 FR 60759", "ids", "Company Number, 515153854, IL", NULL);
    got c = take();
    assert_int_equal(j.entries.len, 1);
    assert_sv(j.entries.at[0].addresses[0].city, "Tel Aviv-Yafo");
    lc_address *a = &j.entries.at[0].addresses[0];
    a->street = a->city = a->postal = LC_SV_NONE;
    lc_sv left =
        lc_json_text(j.arena, lc_entry_body_json(j.arena, &j.entries.at[0]), LC_JSON_CANONICAL);
    lc_sv right =
        lc_json_text(c.arena, lc_entry_body_json(c.arena, &c.entries.at[0]), LC_JSON_CANONICAL);
    assert_string_equal(left.data, right.data);
    assert_int_equal(j.result.list_date, lc_date_ymd(2026, 7, 31));
    assert_int_equal(c.result.list_date, LC_DATE_NONE);
    assert_string_equal(j.result.format, "csl-json");
    got_done(&j);
    got_done(&c);
}

static void unknown_members_are_kept(void **state)
{
    (void)state;
    got g = got_text("us_csl",
                     LC_SV("{\"results\":[" RECORD(",\"mood\":{\"b\":1,\"a\":[true]}") "," RECORD(
                         ",\"mood\":7") "],\"colour\":\"red\"}"));
    assert_sv(attr(&g.entries.at[0], "mood"), "{\"a\":[true],\"b\":1}");
    assert_sv(attr(&g.entries.at[1], "mood"), "7");
    assert_int_equal(count_diags(&g, "unknown_column"), 1);
    assert_int_equal(count_diags(&g, "unknown_member"), 1);
    assert_sv(g.entries.at[1].key, "EL/candiru/IL/86FR60759#2");
    got_done(&g);
}

static void the_date_of_a_file(void **state)
{
    (void)state;
#define USED(day)                                                                                  \
    "\"sources_used\":[{\"source\":\"S\",\"source_last_updated\":\"" day "T00:00:00+00:00\"}],"
#define DONE(day) "\"search_performed_at\":\"" day "T13:15:00+00:00\","
    static const struct {
        const char *text;
        int month, day;
        size_t old;
    } cases[] = {
        {"{" DONE("2026-07-31") USED("2026-07-31") "\"results\":[" RECORD("") "]}", 7, 31, 0},
        {"{" DONE("2026-07-31") USED("2026-07-30") "\"results\":[" RECORD("") "]}", 7, 30, 0},
        {"{" DONE("2026-07-31") USED("2026-07-01") "\"results\":[" RECORD("") "]}", 7, 1, 1},
        {"{" DONE("2026-07-31") "\"results\":[" RECORD("") "]}", 7, 31, 0},
        {"{" USED("2026-07-31") "\"results\":[" RECORD("") "]}", 7, 31, 0},
        {"{" DONE("soon") USED("later") "\"results\":[" RECORD("") "]}", 0, 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        got g = got_text("us_csl", lc_sv_of(cases[i].text));
        assert_int_equal(g.result.list_date, cases[i].month
                                                 ? lc_date_ymd(2026, cases[i].month, cases[i].day)
                                                 : LC_DATE_NONE);
        assert_int_equal(count_diags(&g, "old_source"), cases[i].old);
        got_done(&g);
    }
}

static void json_that_is_not_whole_is_refused(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"{\"results\":[" RECORD(""), "too early"},
        {"{\"results\":[" RECORD("") "]", "too early"},
        {"{\"results\":[" RECORD("") ",{\"id\":\"", "ends inside a value"},
        {"{\"results\":[" RECORD("") ",]}", "comma"},
        {"{\"results\":[" RECORD("") "]} x", "behind the end"},
        {"{\"results\":[" RECORD(",\"name\":\"Other\"") "]}", "duplicate"},
        {"{\"results\":[],\"results\":[" RECORD("") "]}", "twice"},
        {"{\"total\":2,\"results\":[" RECORD("") "]}", "announces 2"},
        {"{\"results\":[]}", "no \"results\""},
        {"{\"message\":\"quota exceeded\"}", "no \"results\""},
        {"{\"results\":[{\"error\":true}]}", "without \"source\" and \"name\""},
        {"{\"results\":[\"x\"]}", "without \"source\" and \"name\""},
        {"{\"results\":[" RECORD(",\"x\":01") "]}", "not whole"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        refused("us_csl", lc_sv_of(bad[i][0]), 0, bad[i][1]);
    static const char whole[] = "{\"results\":[" RECORD("") "," RECORD("") "],\"total\":2}";
    for (size_t n = 0; n + 1 < sizeof whole; n++) {
        got g;
        got_init(&g);
        if (!got_bytes(&g, "us_csl", (lc_sv){whole, n}))
            fail_msg("a file cut at byte %zu was taken", n);
        got_done(&g);
    }
    got g = got_text("us_csl", lc_sv_of(whole));
    assert_int_equal(g.result.entries, 2);
    got_done(&g);
}

/* ---- files that are no list, or not a whole one ---- */

static void what_is_no_list_is_refused(void **state)
{
    (void)state;
    refused("us_csl", LC_SV(""), 1, "empty");
    refused("us_csl", LC_SV("\n \n"), 1, "empty");
    refused("us_csl", LC_SV("\xEF\xBB\xBF"), 1, "empty");
    refused("us_csl", LC_SV("<!DOCTYPE html><html></html>\n"), 1, "web page");
    refused("us_csl", LC_SV("\n  <?xml version=\"1.0\"?>\n"), 1, "web page");
    refused("us_csl", LC_SV("order,item\n1,2\n"), 1, "no column");
    refused("us_csl", LC_SV("Not found\n"), 1, "not the header");
    header();
    refused("us_csl", lc_buf_view(&file), 0, "no entry");
    lc_buf_sv(&file, lc_buf_view(&file));
    refused("us_csl", lc_buf_view(&file), 2, "second time");
    lc_buf_clear(&file);
    lc_buf_z(&file, "source,source,name\n");
    refused("us_csl", lc_buf_view(&file), 1, "twice");
}

static void a_cut_file_is_refused_at_every_byte(void **state)
{
    (void)state;
    header();
    size_t first = file.len;
    row("source", EL, "name", "One", "ids", "Passport, U00242309, TR", NULL);
    row("source", EL, "name", "Two", "source_information_url", "http://x", NULL);
    size_t second = 0;
    for (size_t n = first + 1; n < file.len; n++) {
        got g;
        got_init(&g);
        int rc = got_bytes(&g, "us_csl", (lc_sv){file.data, n});
        bool at_row_end =
            file.data[n - 1] == '\n' || (file.data[n] == '\n' && file.data[n - 1] == '"');
        if (rc == 0) {
            second++;
            if (!at_row_end) fail_msg("a file cut at byte %zu was taken", n);
        }
        got_done(&g);
    }
    assert_int_equal(second, 2); /* behind the first row, with and without its line end */
}

static void damaged_rows(void **state)
{
    (void)state;
    header();
    row("source", EL, "name", "One", NULL);
    lc_buf_printf(&file, "i,\"%s\",,,,Two \xFF Ltd,,,,,,,,,,,,,,,,,,,,,,,\n", EL);
    lc_buf_printf(&file, "i,\"%s\",,,,Three,,,86 FR 1\n", EL);
    row("source", EL, "remarks", "nobody", NULL);
    for (int i = 0; i < 300; i++) row("source", EL, "name", "Many", NULL);
    got g = take();
    assert_int_equal(g.result.rows, 304);
    assert_int_equal(g.result.rows_bad, 3);
    assert_int_equal(g.result.entries, 303);
    assert_sv(g.entries.at[1].names[0].text, "Two ? Ltd");
    assert_sv(g.entries.at[2].names[0].text, "Three");
    assert_sv(g.entries.at[2].citation, "");
    assert_sv(attr(&g.entries.at[2], "unread"), "86 FR 1");
    assert_int_equal(count_diags(&g, "bad_byte"), 1);
    assert_int_equal(count_diags(&g, "bad_row"), 1);
    assert_int_equal(count_diags(&g, "no_name"), 1);
    for (size_t i = 0; i < g.diags.len; i++)
        assert_int_equal(g.diags.at[i].row_lost, strcmp(g.diags.at[i].code, "no_name") == 0);
    assert_int_equal(g.diags.at[0].line, 3);
    got_done(&g);
}

/* One comma too many or too few in front of the name: it must still be among the names. */
static void a_shifted_name_is_still_found(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "i,\"" EL "\",,,CUBA, SDGT,Shifted Ltd,,,,,,,,,,,,,,,,,,,,,,,\n",
        "i,\"" EL "\",,CUBA,Shifted Ltd,,,,,,,,,,,,,,,,,,,,,,,\n",
        "i,\"" EL "\",,,,Shifted Ltd,and Sons,,,,,,,,,,,,,,,,,,,,,,,\n"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        header();
        lc_buf_z(&file, rows[i]);
        got g = take();
        const lc_entry *e = &g.entries.at[0];
        if (!has_name(e, "Shifted Ltd", LC_NAME_ALIAS) &&
            !has_name(e, "Shifted Ltd", LC_NAME_PRIMARY))
            fail_msg("row %zu", i);
        assert_int_equal(g.result.rows_bad, 1);
        got_done(&g);
    }
}

/* Whatever one byte of the file is changed to: refused, or every party still found by its name, or
 * the name itself was hit. */
static void no_wrong_byte_loses_a_party(void **state)
{
    (void)state;
    static const char *const names[] = {"Alpha Works", "Beta, Gamma Ltd", "Delta Ltd"};
    static const char bytes[] = {'"', ',', '\n', '\r', 0, (char)0xFF, 'x', ' ', '(', ';'};
    header();
    row("source", EL, "name", names[0], "alt_names", "AW; A Works", "programs", "P, Q", NULL);
    row("source", SDN, "entity_number", "36", "name", names[1], "addresses", "1 Road, IL", NULL);
    row("source", DPL, "name", names[2], "ids", "Passport, A12345, IL", NULL);
    size_t taken = 0, len = file.len;
    for (size_t at = 0; at < len * sizeof bytes; at++) {
        char was = file.data[at / sizeof bytes];
        file.data[at / sizeof bytes] = bytes[at % sizeof bytes];
        got g;
        got_init(&g);
        int rc = got_bytes(&g, "us_csl", (lc_sv){file.data, len});
        for (size_t k = 0; !rc && k < 3; k++) {
            lc_sv text = {file.data, len};
            bool found = lc_sv_find(text, lc_sv_of(names[k]), 0) == SIZE_MAX; /* the name was hit */
            for (size_t i = 0; i < g.entries.len && !found; i++)
                for (size_t n = 0; n < g.entries.at[i].n_names && !found; n++)
                    found = lc_sv_find(g.entries.at[i].names[n].text, lc_sv_of(names[k]), 0) !=
                            SIZE_MAX;
            if (!found)
                fail_msg("byte %zu to 0x%02X loses %s", at / sizeof bytes,
                         (unsigned char)bytes[at % sizeof bytes], names[k]);
        }
        taken += rc == 0;
        got_done(&g);
        file.data[at / sizeof bytes] = was;
    }
    assert_true(taken > 100);
}

static void hostile_fields_end_soon(void **state)
{
    (void)state;
    enum { BYTES = 500 * 1000 };
    static const char *const units[] = {")",         "(",          "\"a ", " a.k.a.", "; ",
                                        "(a.k.a. (", ",",          "[",    "aka-",    "1 FR",
                                        "x, ",       "f.k.a. b; ", "]).",  "and "};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        lc_buf text = {0};
        while (text.len < BYTES) lc_buf_z(&text, units[u]);
        header();
        row("source", EL, "name", text.data, "federal_register_notice", text.data, "addresses",
            text.data, NULL);
        got g;
        got_init(&g);
        int rc = got_bytes(&g, "us_csl", lc_buf_view(&file));
        if (rc && !strstr(g.err.message, "more than 10000") && !strstr(g.err.message, "no entry"))
            fail_msg("%s: %s", units[u], g.err.message);
        got_done(&g);
        lc_buf_done(&text);
    }
    lc_buf names = {0};
    for (int i = 0; i < 10001; i++) lc_buf_printf(&names, "Name %d; ", i);
    header();
    row("source", EL, "name", "X", "alt_names", names.data, NULL);
    refused("us_csl", lc_buf_view(&file), 2, "more than 10000");
    lc_buf_done(&names);
}

static void words_from_the_file_stay_whole_text(void **state)
{
    (void)state;
    lc_buf source = {0};
    lc_buf_z(&source, "x");
    while (source.len < 900) lc_buf_z(&source, "\xC3\xA9");
    header();
    row("source", EL, "name", "X Co", "start_date", source.data, NULL);
    row("source", source.data, "name", "Eric\ta/k/a\r\nNgi", "addresses", "1 Road\nTown, IL", NULL);
    got g = take();
    for (size_t i = 0; i < g.diags.len; i++) assert_true(lc_utf8_ok(g.diags.at[i].text, NULL));
    assert_int_equal(g.diags.len, 2);
    assert_sv(g.entries.at[1].names[0].text, "Eric a/k/a  Ngi");
    assert_sv(g.entries.at[1].addresses[0].text, "1 Road Town, IL");
    got_done(&g);
    lc_buf_done(&source);
}

static void damage_that_loses_a_row_refuses(void **state)
{
    (void)state;
    header();
    row("source", EL, "name", "One", NULL);
    size_t keep = file.len;
    lc_buf_printf(&file, "i,\"%s,,,,Two,,,,\n", EL);
    row("source", EL, "name", "Three", NULL);
    refused("us_csl", lc_buf_view(&file), 3, "quote");
    file.len = keep;
    lc_buf_printf(&file, "i,\"%s\"x,,,,Two,,,,,,,,,,,,,,,,,,,,,,,\n", EL);
    refused("us_csl", lc_buf_view(&file), 3, "closing quote");
    file.len = keep;
    lc_buf_z(&file, "i,1986-12-10\n");
    refused("us_csl", lc_buf_view(&file), 3, "2 fields instead of 29");
    file.len = keep;
    lc_buf_z(&file, "i,86 FR 1,Presumption of denial,,,,,\n");
    refused("us_csl", lc_buf_view(&file), 3, "no list's name");
    file.len = keep;
    lc_buf_printf(&file, "i,\"%s\",,,,", EL);
    for (int i = 0; i < 1100; i++) lc_buf_printf(&file, "%01000d", 0);
    lc_buf_z(&file, ",,,,,,,,,,,,,,,,,,,,,,,\n");
    refused("us_csl", lc_buf_view(&file), 3, "size limit");
    file.len = keep;
    for (int i = 0; i < 4; i++) lc_buf_printf(&file, "i,\"%s\",,,,Two\n", EL);
    refused("us_csl", lc_buf_view(&file), 0, "4 of 5 rows");
}

static void missing_and_unknown_columns(void **state)
{
    (void)state;
    header();
    row("source", EL, "name", "One", NULL);
    char *at = strstr(file.data, "license_policy");
    memcpy(at, "licence_policy", 14);
    refused("us_csl", lc_buf_view(&file), 1, "license_policy");
    header();
    file.len--;
    lc_buf_z(&file, ",mood\n");
    row("source", EL, "name", "One", NULL);
    file.len--;
    lc_buf_z(&file, ",bad\n");
    got g = take();
    assert_sv(attr(&g.entries.at[0], "mood"), "bad");
    assert_int_equal(count_diags(&g, "unknown_column"), 1);
    got_done(&g);
}

static void encodings(void **state)
{
    (void)state;
    header();
    row("source", EL, "name",
        "D\xC3\xA9"
        "cor SA",
        NULL);
    lc_buf wide = {0};
    lc_buf_put(&wide, "\xFF\xFE", 2);
    for (size_t i = 0; i < file.len; i++) {
        bool accent = (unsigned char)file.data[i] == 0xC3;
        lc_buf_c(&wide, accent ? (char)0xE9 : file.data[i]);
        lc_buf_c(&wide, 0);
        i += accent;
    }
    refused("us_csl", lc_buf_view(&wide), 1, "UTF-16");
    lc_buf_done(&wide);
    lc_buf marked = {0};
    lc_buf_put(&marked, "\xEF\xBB\xBF", 3);
    lc_buf_sv(&marked, lc_buf_view(&file));
    got g = got_text("us_csl", lc_buf_view(&marked));
    assert_int_equal(g.entries.at[0].origin.byte, 3 + (strchr(file.data, '\n') - file.data) + 1);
    got_done(&g);
    lc_buf_done(&marked);
    header();
    for (int i = 0; i < 9; i++)
        row("source", EL, "name",
            "D\xE9"
            "cor fran\xE7"
            "ais",
            NULL);
    refused("us_csl", lc_buf_view(&file), 0, "not UTF-8 throughout");
}

static int end(void **state)
{
    (void)state;
    lc_buf_done(&file);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_finds_a_place),
        cmocka_unit_test(sublists_come_from_the_source_name),
        cmocka_unit_test(keys_are_stable),
        cmocka_unit_test(a_number_used_twice_is_told_and_many_refuse),
        cmocka_unit_test(addresses_are_entries_of_their_own),
        cmocka_unit_test(joined_values_are_split),
        cmocka_unit_test(a_state_is_no_country),
        cmocka_unit_test(bad_values_are_kept_and_told),
        cmocka_unit_test(old_identifications_have_the_type_last),
        cmocka_unit_test(both_layouts_give_the_same_entry),
        cmocka_unit_test(unknown_members_are_kept),
        cmocka_unit_test(the_date_of_a_file),
        cmocka_unit_test(json_that_is_not_whole_is_refused),
        cmocka_unit_test(what_is_no_list_is_refused),
        cmocka_unit_test(a_cut_file_is_refused_at_every_byte),
        cmocka_unit_test(damaged_rows),
        cmocka_unit_test(a_shifted_name_is_still_found),
        cmocka_unit_test(no_wrong_byte_loses_a_party),
        cmocka_unit_test(hostile_fields_end_soon),
        cmocka_unit_test(words_from_the_file_stay_whole_text),
        cmocka_unit_test(damage_that_loses_a_row_refuses),
        cmocka_unit_test(missing_and_unknown_columns),
        cmocka_unit_test(encodings),
    };
    return cmocka_run_group_tests(tests, NULL, end);
}
