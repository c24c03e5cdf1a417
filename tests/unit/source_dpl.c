#include "unit/source_support.h"

#define HEAD12                                                                                     \
    "\"Name\"\t\"Street_Address\"\t\"City\"\t\"State\"\t\"Country\"\t\"Postal_Code\"\t"            \
    "\"Effective_Date\"\t\"Expiration_Date\"\t\"Standard_Order\"\t\"Last_Update\"\t\"Action\"\t"   \
    "\"FR_Citation\"\n"
#define ROW12(name, country, order, cite)                                                          \
    "\"" name "\"\t\"1 ROAD\"\t\"TOWN\"\t\"TX\"\t\"" country                                       \
    "\"\t\"75081\"\t\"06/19/2003\"\t\"06/29/2056\"\t\"" order                                      \
    "\"\t\"2007-01-31\"\t\"NEW\"\t\"" cite "\"\n"
#define HEAD5                                                                                      \
    "Name_and_Address,Effective_Date,Expiration_Date,Appropriate Federal Register Citations,"      \
    "Type of Denial\r\n"

static void twelve_columns(void **state)
{
    (void)state;
    got g = got_text("us_bis_dpl", LC_SV(HEAD12 ROW12(" I. ASH", "", "Y", "68 F.R. 38290 6/27/03")
                                             ROW12("B. ASH", "US", "N", "68 F.R. 38290 6/27/03")
                                                 ROW12("C. ASH", "CY", "", "68 F.R. 38290")
                                                     ROW12("D. ASH", "US", "y", "1 FR 2")
                                                         ROW12("E. ASH", "US", "?", "1 FR 2")));
    const lc_entry *e = &g.entries.at[0];
    assert_sv(e->sublist, "DPL");
    assert_sv(e->key, "DPL/i ash/US/68FR38290");
    assert_sv(e->names[0].text, "I. ASH");
    assert_sv(e->addresses[0].text, "1 ROAD, TOWN, TX, 75081");
    assert_sv(e->addresses[0].country, "US"); /* a US state, no country given */
    assert_sv(e->addresses[0].state, "TX");
    assert_int_equal(e->from, lc_date_ymd(2003, 6, 19));
    assert_int_equal(e->to, lc_date_ymd(2056, 6, 29));
    assert_false(e->from_is_publication);
    assert_sv(e->citation, "68 F.R. 38290 6/27/03");
    assert_sv(attr(e, "Last_Update"), "2007-01-31");
    assert_sv(attr(e, "Action"), "NEW");
    static const char *const orders[] = {"Y", "N", "", "Y", "?"};
    for (size_t i = 0; i < 5; i++) assert_sv(g.entries.at[i].standard_order, orders[i]);
    assert_int_equal(count_diags(&g, "unknown_order"), 1);
    assert_string_equal(g.result.format, "dpl-12");
    got_done(&g);
}

static void five_columns(void **state)
{
    (void)state;
    got g = got_text(
        "us_bis_dpl",
        LC_SV("\xEF\xBB\xBF" HEAD5 "\"ELECMAT, INC., 390 UTAH STREET, SAN FRANCISCO, CA, US, "
              "94103\",1/26/2009,,74 F.R. 5812  2/2/09,Non-Standard\r\n"
              "\"JAN ROE, 1 STREET, NICOSIA, , CY, \",1/26/2009,03/08/2035,1 F.R. 2,Standard\r\n"));
    const lc_entry *e = &g.entries.at[0];
    assert_sv(e->names[0].text, "ELECMAT, INC.");
    assert_sv(e->standard_order, "N");
    assert_sv(attr(e, "Type of Denial"), "Non-Standard");
    assert_int_equal(e->from, lc_date_ymd(2009, 1, 26));
    assert_int_equal(e->to, LC_DATE_NONE);
    assert_sv(g.entries.at[1].standard_order, "Y");
    assert_sv(g.entries.at[1].addresses[0].city, "NICOSIA");
    assert_sv(g.entries.at[1].key, "DPL/jan roe/CY/1FR2");
    assert_string_equal(g.result.format, "dpl-5");
    got_done(&g);
}

static void damage(void **state)
{
    (void)state;
    refused("us_bis_dpl", LC_SV("<html>"), 1, "web page");
    refused("us_bis_dpl", LC_SV("\"Name\"\t\"City\"\n\"A\"\t\"B\"\n"), 1, "no column");
    refused("us_bis_dpl", LC_SV(HEAD12), 0, "no entry");
    refused("us_bis_dpl", LC_SV(HEAD12 ROW12("A", "US", "Y", "1") HEAD12), 3, "second time");
    refused("us_bis_dpl", LC_SV(HEAD12 ROW12("A", "US", "Y", "1") "\"B\"\t\"1"), 3, "");
    refused("us_bis_dpl", LC_SV(HEAD12 ROW12("A", "US", "Y", "1") "\"B\"\t\"1\""), 3, "cut off");
    refused("us_bis_dpl", LC_SV(HEAD5 "\"A, B, C, , DE, \",1/26/2009,,x,Stand"), 2, "line end");
    got g =
        got_text("us_bis_dpl", LC_SV(HEAD12 ROW12("A", "US", "Y", "1") "\"B ROE\"\t\"1 Road\"\n"));
    assert_sv(g.entries.at[1].names[0].text, "B ROE");
    assert_sv(attr(&g.entries.at[1], "unread"), "1 Road");
    assert_int_equal(g.result.rows_bad, 1);
    got_done(&g);
    g = got_text("us_bis_dpl", LC_SV(HEAD5 "\"A, B, C, , DE, \",26.13.2009,never,x,Standard\n"));
    assert_int_equal(count_diags(&g, "bad_date"), 2);
    assert_sv(attr(&g.entries.at[0], "Expiration_Date"), "never");
    got_done(&g);
}

/* As in source_csl.c: whatever one byte is changed to. */
static void no_wrong_byte_loses_a_party(void **state)
{
    (void)state;
    static const char *const files[] = {
        HEAD12 ROW12("ALPHA ROE", "US", "Y", "1 FR 2") ROW12("BETA, INC.", "", "N", "1 FR 3"),
        HEAD5 "\"ALPHA ROE, 1 ROAD, TOWN, TX, US, 75081\",1/26/2009,,1 F.R. 2,Standard\r\n"
              "\"BETA, INC., 2 ROAD, TOWN, , DE, \",1/26/2009,1/1/2030,1 F.R. 3,Non-Standard\r\n"};
    static const char *const names[] = {"ALPHA", "BETA"};
    static const char bytes[] = {'"', ',', '\t', '\n', '\r', 0, (char)0xFF, 'x', ' ', '('};
    char text[2048];
    for (size_t f = 0; f < 2; f++) {
        size_t len = strlen(files[f]);
        for (size_t at = 0; at < len * sizeof bytes; at++) {
            memcpy(text, files[f], len);
            text[at / sizeof bytes] = bytes[at % sizeof bytes];
            got g;
            got_init(&g);
            int rc = got_bytes(&g, "us_bis_dpl", (lc_sv){text, len});
            for (size_t k = 0; !rc && k < 2; k++) {
                bool found = lc_sv_find((lc_sv){text, len}, lc_sv_of(names[k]), 0) == SIZE_MAX;
                for (size_t i = 0; i < g.entries.len && !found; i++)
                    for (size_t n = 0; n < g.entries.at[i].n_names && !found; n++)
                        found = lc_sv_find(g.entries.at[i].names[n].text, lc_sv_of(names[k]), 0) !=
                                SIZE_MAX;
                if (!found)
                    fail_msg("file %zu byte %zu to 0x%02X loses %s", f, at / sizeof bytes,
                             (unsigned char)bytes[at % sizeof bytes], names[k]);
            }
            got_done(&g);
        }
    }
}

/* Official files: the file of 2019 has no line end behind its last row, which ends in a quotation
 * mark and so is whole. */
static void real_files(void **state)
{
    (void)state;
    static const struct {
        const char *file, *format;
        size_t entries, standard, other;
    } files[] = {{"data/us_bis_dpl/dpl_2019-07.txt", "dpl-12", 546, 539, 7},
                 {"data/us_bis_dpl/dpl_2022-09.txt", "dpl-12", 581, 572, 7},
                 {"data/us_bis_dpl/2026-06_dpl.csv", "dpl-5", 564, 559, 3}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        FILE *f = shared_file(files[i].file);
        if (!f) skip();
        got g;
        got_init(&g);
        lc_reader in = {f, read_stdio};
        if (got_read(&g, "us_bis_dpl", &in)) fail_msg("%s: %s", files[i].file, g.err.message);
        fclose(f);
        size_t y = 0, n = 0;
        for (size_t k = 0; k < g.entries.len; k++) {
            const lc_entry *e = &g.entries.at[k];
            y += lc_sv_is(e->standard_order, "Y");
            n += lc_sv_is(e->standard_order, "N");
            assert_true(e->n_names && e->n_addresses && e->from != LC_DATE_NONE);
        }
        assert_int_equal(g.result.entries, files[i].entries);
        assert_string_equal(g.result.format, files[i].format);
        assert_int_equal(y, files[i].standard);
        assert_int_equal(n, files[i].other);
        assert_int_equal(g.result.rows_bad, 0);
        assert_int_equal(g.diags.len, 0);
        got_done(&g);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twelve_columns), cmocka_unit_test(five_columns),
        cmocka_unit_test(damage),         cmocka_unit_test(no_wrong_byte_loses_a_party),
        cmocka_unit_test(real_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
