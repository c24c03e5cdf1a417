/* The Entity List of the Code of Federal Regulations: the table's traps, and the whole list of a
 * day, set as the eCFR sets it, against the same list taken apart by somebody else. */
#include "base/buf.h"
#include "unit/source_support.h"

#define HEAD                                                                                       \
    "<?xml version=\"1.0\"?>\n<DIV5 N=\"744\" TYPE=\"PART\"><DIV9 N=\"Supplement No. 4 to Part "   \
    "744\" TYPE=\"APPENDIX\"><HEAD>Supplement No. 4 to Part 744—Entity List</HEAD><P>Text.</P>"  \
    "<TABLE><THEAD><TR><TH>Country</TH><TH>Entity</TH><TH>License <br/>requirement</TH>"           \
    "<TH>License review policy</TH><TH>Federal Register citation</TH></TR></THEAD><TBODY>\n"
#define FOOT "</TBODY></TABLE></DIV9></DIV5>"
#define ROW(country, entity, requirement, policy, citation)                                        \
    "<TR><TD>" country "</TD><TD>" entity "</TD><TD>" requirement "</TD><TD>" policy               \
    "</TD><TD>" citation "</TD></TR>\n"
#define ALL    "For all items subject to the EAR. (See § 744.11 of the EAR)"
#define DENIAL "Presumption of denial"
#define CITE   "86 FR 60759, 11/4/21."

static got taken(const char *rows)
{
    char text[16384];
    snprintf(text, sizeof text, "%s%s%s", HEAD, rows, FOOT);
    return got_text("us_bis_el", lc_sv_of(text));
}

static void not_taken(const char *text, const char *words)
{
    refused("us_bis_el", lc_sv_of(text), 0, words);
}

static bool has_address(const lc_entry *e, const char *text)
{
    for (size_t i = 0; i < e->n_addresses; i++)
        if (lc_sv_is(e->addresses[i].text, text)) return true;
    return false;
}

static void one_row_is_one_entry(void **state)
{
    (void)state;
    got g = taken(ROW("ISRAEL",
                      "Candiru, a.k.a., the following three aliases:<br/>—Candiru Ltd.; <br/>—DF "
                      "Associates Ltd.; <I>and</I><br/>—Saito Tech Ltd.<br/>21 Haarbaa, Tel Aviv "
                      "6473921, Israel; <I>and</I> 6 Street, Bucharest, Romania. (See alternate "
                      "address under Romania).",
                      ALL, DENIAL, CITE));
    const lc_entry *e = &g.entries.at[0];
    assert_int_equal(g.entries.len, 1);
    assert_sv(e->key, "EL/candiru/IL/86FR60759");
    assert_sv(e->sublist, "EL");
    assert_true(has_name(e, "Candiru", LC_NAME_PRIMARY));
    assert_true(has_name(e, "Candiru Ltd.", LC_NAME_ALIAS));
    assert_true(has_name(e, "DF Associates Ltd.", LC_NAME_ALIAS));
    assert_true(has_name(e, "Saito Tech Ltd.", LC_NAME_ALIAS));
    assert_int_equal(e->n_names, 4);
    assert_int_equal(e->n_addresses, 2);
    assert_true(has_address(e, "21 Haarbaa, Tel Aviv 6473921, Israel"));
    assert_true(has_address(e, "6 Street, Bucharest, Romania"));
    assert_sv(attr(e, "see_also"), "See alternate address under Romania");
    assert_sv(e->requirement, ALL);
    assert_sv(e->policy, DENIAL);
    assert_sv(e->citation, "86 FR 60759, 11/4/21");
    assert_int_equal(e->from, lc_date_ymd(2021, 11, 4));
    assert_true(e->from_is_publication);
    assert_sv(e->countries[0], "IL");
    assert_int_equal(g.diags.len, 0);
    got_done(&g);
}

static void the_country_stands_once(void **state)
{
    (void)state;
    got g =
        taken(ROW("CHINA, PEOPLE'S REPUBLIC OF", "Alpha Co., Ltd., 1 Road, Beijing, China.", ALL,
                  DENIAL, CITE) ROW("", "Beta, JSC, 2 Road, Kowloon, Hong Kong.", ALL, DENIAL, CITE)
                  ROW("CRIMEA REGION OF UKRAINE", "Gamma", ALL, DENIAL, CITE)
                      ROW("", "[Reserved]", "", "", ""));
    assert_int_equal(g.entries.len, 3);
    assert_sv(g.entries.at[1].countries[0], "CN");
    assert_sv(g.entries.at[1].countries[1], "HK");
    assert_true(has_name(&g.entries.at[0], "Alpha Co., Ltd.", LC_NAME_PRIMARY));
    assert_true(has_name(&g.entries.at[1], "Beta, JSC", LC_NAME_PRIMARY));
    assert_sv(g.entries.at[2].countries[0], "UA");
    assert_sv(attr(&g.entries.at[2], "country"), "CRIMEA REGION OF UKRAINE");
    got_done(&g);
}

static void an_address_alone_is_an_entry(void **state)
{
    (void)state;
    got g = taken(ROW("CHINA",
                      "Address 01, Unit D, 16/F One Capital Place, 18 Luard Rd, Wan Chai, "
                      "Hong Kong.",
                      "For items on the CCL", DENIAL, "89 FR 51652, 6/18/24."));
    const lc_entry *e = &g.entries.at[0];
    assert_true(e->address_only);
    assert_true(has_name(e, "Address 01", LC_NAME_PRIMARY));
    assert_true(has_address(e, "Unit D, 16/F One Capital Place, 18 Luard Rd, Wan Chai, Hong Kong"));
    got_done(&g);
}

/* "734.9(g),3": the number stays where the list's other forms have it, and is kept apart, too; a
 * name does not get it. */
static void footnotes_are_told_apart(void **state)
{
    (void)state;
    got g = taken(ROW("RUSSIA", "Delta LLC <sup>45</sup>, Moscow, Russia.",
                      "All items. (See §§ 734.9(g),<sup>3</sup> 746.8(a)(3) of the EAR)", DENIAL,
                      CITE));
    const lc_entry *e = &g.entries.at[0];
    assert_sv(attr(e, "footnotes"), "45 3");
    assert_sv(e->requirement, "All items. (See §§ 734.9(g),3 746.8(a)(3) of the EAR)");
    assert_true(has_name(e, "Delta LLC", LC_NAME_PRIMARY));
    got_done(&g);
}

static void citations_have_years_of_two_digits(void **state)
{
    (void)state;
    got g = taken(
        ROW("INDIA", "One", ALL, DENIAL,
            "63 FR 64322, 11/19/98.<br/>65 FR 14444, 3/17/00. 90 FR 4619, 1/16/2025.")
            ROW("", "Two", ALL, DENIAL, "83 FR 61541, 11/13/19.") ROW("", "Three", ALL, DENIAL,
                                                                      "86 FR 67319")
                ROW("", "Four", ALL, DENIAL, "81 FR 61601 preview citation details, 9/7/16")
                    ROW("", "Five", ALL, DENIAL, "none")
                        ROW("", "Six", ALL, DENIAL, "77 FR 61249, 10/9/12, 78 FR 75463, 12/12/13"));
    assert_sv(g.entries.at[0].citation, "63 FR 64322, 11/19/98; 65 FR 14444, 3/17/00; 90 FR 4619, "
                                        "1/16/25");
    assert_int_equal(g.entries.at[0].from, lc_date_ymd(1998, 11, 19));
    assert_int_equal(g.entries.at[1].from, LC_DATE_NONE); /* volume 83 is of 2018 */
    assert_sv(g.entries.at[1].citation, "83 FR 61541, 11/13/19");
    assert_int_equal(count_diags(&g, "bad_date"), 1);
    assert_int_equal(g.entries.at[2].from, LC_DATE_NONE);
    assert_int_equal(count_diags(&g, "no_date"), 1);
    assert_int_equal(g.entries.at[3].from, lc_date_ymd(2016, 9, 7));
    assert_sv(g.entries.at[4].citation, "none");
    assert_int_equal(count_diags(&g, "bad_citation"), 1);
    assert_sv(g.entries.at[5].citation, "77 FR 61249, 10/9/12; 78 FR 75463, 12/12/13");
    got_done(&g);
}

static void a_policy_that_is_the_requirement_is_told(void **state)
{
    (void)state;
    got g = taken(ROW("CHINA", "One", ALL, ALL, CITE) ROW("", "Two", ALL, DENIAL " " DENIAL, CITE));
    assert_int_equal(count_diags(&g, "no_policy"), 1);
    assert_sv(g.entries.at[0].policy, ALL);
    assert_sv(g.entries.at[1].policy, DENIAL);
    got_done(&g);
}

static void a_row_may_go_on(void **state)
{
    (void)state;
    got g = taken(ROW("INDIA", "Department of Things (DoT), Delhi, India.", ALL, DENIAL, CITE) ROW(
        "", "Subordinate institutions:<br/>—Works One; and<br/>—Works Two.", "", "", "")
                      ROW("",
                          "The following addresses apply to this entity:<br/>—5 Road, Mumbai, "
                          "India.",
                          "", "", "") ROW("", "Other, Delhi, India.", ALL, DENIAL, CITE));
    const lc_entry *e = &g.entries.at[0];
    assert_int_equal(g.entries.len, 2);
    assert_true(has_name(e, "Works One", LC_NAME_ALIAS) && has_name(e, "Works Two", LC_NAME_ALIAS));
    assert_true(has_address(e, "5 Road, Mumbai, India"));
    got_done(&g);
}

static void names_in_one_line_are_read(void **state)
{
    (void)state;
    got g = taken(
        ROW("IRAN", "Arash, a.k.a., Arash D., No. 5 Street, Tehran, Iran.", ALL, DENIAL, CITE)
            ROW("",
                "Acme Co., Ltd. (f.k.a. Old Acme), 1 Road, Tehran, Iran, and 2 Road, Dubai, "
                "U.A.E.",
                ALL, DENIAL, CITE)
                ROW("",
                    "Zeta, a.k.a., the following two aliases: —Zeta AI; and —Zeta Atlas Co., "
                    "Ltd. Floor 10, Tehran, Iran.",
                    ALL, DENIAL, CITE)
                    ROW("",
                        "Academy of Sciences, Institute of Physics, 8 South Street, Beijing, "
                        "China.",
                        ALL, DENIAL, CITE)
                        ROW("", "A. Leib Ltd.; HA'Assif 19, Moshav, Israel", ALL, DENIAL, CITE));
    assert_true(has_name(&g.entries.at[0], "Arash D.", LC_NAME_ALIAS));
    assert_true(has_address(&g.entries.at[0], "No. 5 Street, Tehran, Iran"));
    assert_true(has_name(&g.entries.at[1], "Old Acme", LC_NAME_FORMER));
    assert_int_equal(g.entries.at[1].n_addresses, 2);
    assert_true(has_name(&g.entries.at[2], "Zeta AI", LC_NAME_ALIAS));
    assert_true(has_name(&g.entries.at[2], "Zeta Atlas Co., Ltd.", LC_NAME_ALIAS));
    assert_true(has_address(&g.entries.at[2], "Floor 10, Tehran, Iran"));
    assert_true(
        has_name(&g.entries.at[3], "Academy of Sciences, Institute of Physics", LC_NAME_PRIMARY));
    assert_true(has_name(&g.entries.at[4], "A. Leib Ltd.", LC_NAME_PRIMARY));
    got_done(&g);
}

/* Which cell is which shows in its words; too many such rows refuse the file. */
static void a_damaged_row_loses_nothing(void **state)
{
    (void)state;
    got g = taken(ROW("CUBA", "Alpha, Havana, Cuba.", ALL, DENIAL,
                      CITE) "<TR><TD>Beta, Havana, "
                            "Cuba.</TD><TD>" ALL "</TD><TD>" DENIAL "</TD><TD>" CITE "</TD></TR>");
    assert_int_equal(g.entries.len, 2);
    assert_true(has_name(&g.entries.at[1], "Beta", LC_NAME_PRIMARY));
    assert_sv(g.entries.at[1].countries[0], "CU");
    assert_sv(g.entries.at[1].requirement, ALL);
    assert_sv(g.entries.at[1].policy, DENIAL);
    assert_int_equal(g.result.rows_bad, 1);
    assert_int_equal(count_diags(&g, "bad_row"), 1);
    got_done(&g);
}

/* GPOTABLE, ROW, ENT, and superscript as <E T="51">. */
static void the_printed_edition_is_read(void **state)
{
    (void)state;
    got g = got_text(
        "us_bis_el",
        lc_sv_of(
            "<CFRGRANULE><APPENDIX><HD>Supplement No. 4 to Part 744—Entity List</HD><GPOTABLE>"
            "<BOXHD><CHED H=\"1\">Country</CHED><CHED H=\"1\">Entity</CHED><CHED "
            "H=\"1\">License requirement</CHED><CHED H=\"1\">License review policy</CHED><CHED "
            "H=\"1\">Federal Register citation</CHED></BOXHD><ROW><ENT I=\"01\">CUBA</ENT><ENT>"
            "Alpha, Havana, Cuba.</ENT><ENT>" ALL "<E T=\"51\">2</E></ENT><ENT>" DENIAL
            "</ENT><ENT>" CITE "</ENT></ROW></GPOTABLE></APPENDIX></CFRGRANULE>"));
    assert_int_equal(g.entries.len, 1);
    assert_sv(attr(&g.entries.at[0], "footnotes"), "2");
    assert_sv(g.entries.at[0].countries[0], "CU");
    got_done(&g);
}

static void what_is_not_the_list_is_refused(void **state)
{
    (void)state;
    not_taken("<!DOCTYPE html><html><body>Down</body></html>", "web page");
    not_taken("<DIV9><P>Nothing</P></DIV9>", "no table");
    not_taken("<DIV9><TABLE><TR><TH>Country</TH><TH>Entity</TH></TR></TABLE></DIV9>", "no table");
    not_taken(HEAD FOOT, "no entry");
    not_taken(HEAD ROW("CUBA", "Alpha", ALL, DENIAL, CITE) "<TR><TD>x</TD><TD>y</TD></TR>" FOOT,
              "2 cells instead of 5");
    not_taken(HEAD ROW("CUBA", "", ALL, DENIAL, CITE) FOOT, "without an entity");
    not_taken(HEAD ROW("", "Goes on", "", "", "") FOOT, "never began");
    not_taken(HEAD ROW("CUBA", "Alpha", ALL, DENIAL, CITE) "<TR><TD>", "not whole");
    not_taken("<!DOCTYPE x [<!ENTITY a \"b\">]>" HEAD FOOT, "DOCTYPE");
    not_taken("{\"list_id\":\"bis-entity-list\",\"count\":2,\"entities\":[{\"name\":\"A\"}]}",
              "announces 2");
    not_taken("{\"list_id\":\"bis-meu\",\"entities\":[{\"name\":\"A\"}]}", "not the Entity List");
    assert_ptr_equal(lc_source_guess(lc_sv_of(HEAD), LC_SV("x.xml")),
                     lc_source_find(LC_SV("us_bis_el")));
}

/* ---- the real list ---- */

static void put_escaped(lc_buf *b, lc_sv t)
{
    for (size_t i = 0; i < t.len; i++) {
        if (t.data[i] == '&')
            lc_buf_z(b, "&amp;");
        else if (t.data[i] == '<')
            lc_buf_z(b, "&lt;");
        else
            lc_buf_c(b, t.data[i]);
    }
}

static void put_row(lc_buf *b, const lc_json *e, const char *line)
{
    const lc_json *aliases = lc_json_get(e, "aliases");
    size_t n = lc_json_len(aliases);
    lc_buf_z(b, "<TR><TD>");
    put_escaped(b, lc_json_get_sv(e, "country"));
    lc_buf_z(b, "</TD><TD>");
    put_escaped(b, lc_json_get_sv(e, "name"));
    lc_buf_printf(b, n ? ", a.k.a., the following %zu alias%s:" : ", ", n, n > 1 ? "es" : "");
    for (size_t i = 0; i < n; i++) {
        lc_sv alias = lc_json_sv(lc_json_at(aliases, i));
        lc_buf_printf(b, "%s—", line);
        put_escaped(b, alias);
        lc_buf_z(b, i + 1 < n ? (i + 2 < n ? ";" : "; <I>and</I>") : "");
        if (i + 1 == n) lc_buf_z(b, lc_sv_ends(alias, LC_SV(".")) ? line : ".");
        if (i + 1 == n) lc_buf_z(b, line);
    }
    put_escaped(b, lc_json_get_sv(e, "address"));
    lc_buf_z(b, "</TD><TD>");
    put_escaped(b, lc_json_get_sv(e, "notes"));
    lc_buf_z(b, "</TD><TD>" DENIAL "</TD><TD>");
    put_escaped(b, lc_json_get_sv(e, "federal_register"));
    lc_buf_z(b, ".</TD></TR>\n");
}

static bool same_names(const lc_entry *a, const lc_entry *b)
{
    bool all = a->n_names == b->n_names;
    for (size_t i = 0; i < a->n_names && all; i++) {
        bool found = false;
        for (size_t k = 0; k < b->n_names; k++)
            found |= lc_sv_eq(a->names[i].text, b->names[k].text);
        all &= found;
    }
    return all;
}

static void compare(const got *parts, const lc_json *list, const char *line, size_t at_least)
{
    lc_buf b = {0};
    size_t same = 0, primary = 0;
    lc_buf_z(&b, HEAD);
    for (size_t i = 0; i < lc_json_len(list); i++) put_row(&b, lc_json_at(list, i), line);
    lc_buf_z(&b, FOOT);
    got g = got_text("us_bis_el", lc_buf_view(&b));
    assert_int_equal(g.entries.len, parts->entries.len);
    assert_int_equal(g.result.rows_bad, 0);
    for (size_t i = 0; i < g.entries.len; i++) {
        const lc_entry *x = &g.entries.at[i], *y = &parts->entries.at[i];
        primary += lc_sv_eq(x->names[0].text, y->names[0].text);
        same += same_names(x, y);
        assert_true(lc_sv_eq(x->citation, y->citation));
        assert_int_equal(x->from, y->from);
        assert_int_equal(x->address_only, y->address_only);
    }
    print_message("%zu entries: the same first name %zu, the same names %zu\n", g.entries.len,
                  primary, same);
    assert_true(primary >= at_least && same >= at_least);
    lc_buf_done(&b);
    got_done(&g);
}

static void the_list_of_a_day_is_read(void **state)
{
    (void)state;
    FILE *f = shared_file("data/us_bis_entity_list/entity_list_2026-07-09_nsfreg.json");
    if (!f) skip();
    lc_buf b = {0};
    for (size_t n = 1; n;) {
        lc_buf_reserve(&b, 65536);
        n = fread(b.data + b.len, 1, 65536, f);
        b.len += n;
    }
    fclose(f);
    got g = got_text("us_bis_el", lc_buf_view(&b));
    lc_json *j = NULL;
    size_t aliases = 0, addresses_only = 0;
    assert_int_equal(lc_json_parse(g.arena, lc_buf_view(&b), &j, NULL), 0);
    assert_int_equal(g.result.entries, 3409);
    assert_int_equal(g.result.rows_bad, 0);
    assert_int_equal(g.result.list_date, lc_date_ymd(2026, 7, 9));
    const lc_json *list = lc_json_get(j, "entities");
    for (size_t i = 0; i < g.entries.len; i++) {
        aliases += lc_json_len(lc_json_get(lc_json_at(list, i), "aliases"));
        addresses_only += g.entries.at[i].address_only;
        assert_true(g.entries.at[i].n_countries > 0);
    }
    assert_int_equal(aliases, 5172);
    assert_int_equal(count_diags(&g, "unknown_country"), 0);
    assert_true(addresses_only >= 19);
    compare(&g, list, "<br/>", g.entries.len * 985 / 1000);
    compare(&g, list, " ", g.entries.len * 975 / 1000);
    lc_buf_done(&b);
    got_done(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_row_is_one_entry),
        cmocka_unit_test(the_country_stands_once),
        cmocka_unit_test(an_address_alone_is_an_entry),
        cmocka_unit_test(footnotes_are_told_apart),
        cmocka_unit_test(citations_have_years_of_two_digits),
        cmocka_unit_test(a_policy_that_is_the_requirement_is_told),
        cmocka_unit_test(a_row_may_go_on),
        cmocka_unit_test(names_in_one_line_are_read),
        cmocka_unit_test(a_damaged_row_loses_nothing),
        cmocka_unit_test(the_printed_edition_is_read),
        cmocka_unit_test(what_is_not_the_list_is_refused),
        cmocka_unit_test(the_list_of_a_day_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
