/* OFAC's XML: the same day's entries as in the comma-separated files, what is not whole is refused,
 * and the real consolidated list beside a later day's files. */
#include "base/buf.h"
#include "unit/source_support.h"

#define N "-0- "
#define CSV                                                                                        \
    "2676,\"AL ZAWAHIRI, Dr. Ayman\",\"individual\",\"SDGT] [GLOMAG\",\"Leader\"," N "," N "," N   \
    "," N "," N "," N ",\"DOB 19 Jun 1951; alt. DOB circa 1952; POB Giza, Egypt; nationality "     \
    "Egypt; Website www.a.example; Gender Male; Secondary sanctions risk: section 1(b) of "        \
    "Executive Order 13224; Passport 1084010 (Egypt) issued 06 Jul 1990 expires 05 Jul 2015; "     \
    "alt. "                                                                                        \
    "Passport 19820215; Operational leader; a.k.a. 'THE DOCTOR'; Linked To: JIHAD "                \
    "GROUP.\"\r\n"                                                                                 \
    "4238,\"MAR AZUL\",\"vessel\",\"CUBA\"," N ",\"CL2192\",\"Tug\"," N ",\"212\",\"Cuba\","       \
    "\"Samir de Navegacion S.A.\",\"Vessel Registration Identification IMO 9187629; MMSI "         \
    "422031600.\"\r\n"                                                                             \
    "306,\"BANCO NACIONAL DE CUBA\"," N ",\"CUBA\"," N "," N "," N "," N "," N "," N "," N         \
    ",\"SWIFT/BIC BNACCUHH; all offices worldwide.\"\r\n\x1a"
#define ADD                                                                                        \
    "306,199,\"Zweierstrasse 35, Floor 2\",\"Zurich CH-8022\",\"Switzerland\"," N                  \
    "\r\n306,200,\"1 Street\",\"El Cajon, CA 92020\",\"United States\"," N "\r\n\x1a"
#define ALT                                                                                        \
    "2676,1,\"aka\",\"AL-ZAWAHIRI, Aiman\"," N "\r\n306,220,\"fka\",\"OLD BANK\"," N "\r\n\x1a"

#define XML_HEAD(count)                                                                            \
    "<?xml version=\"1.0\"?>\n<sdnList "                                                           \
    "xmlns=\"http://tempuri.org/sdnList.xsd\"><publshInformation>"                                 \
    "<Publish_Date>07/07/2021</Publish_Date><Record_Count>" count                                  \
    "</Record_Count></publshInformation>"
#define PERSON                                                                                     \
    "<sdnEntry><uid>2676</uid><firstName>Dr. Ayman</firstName><lastName>AL ZAWAHIRI</lastName>"    \
    "<title>Leader</title><sdnType>Individual</sdnType><remarks>Operational leader; (Linked To: "  \
    "JIHAD GROUP)</remarks><programList><program>SDGT</program><program>GLOMAG</program>"          \
    "</programList><idList><id><uid>1</uid><idType>Passport</idType><idNumber>1084010</idNumber>"  \
    "<idCountry>Egypt</idCountry><issueDate>06 Jul 1990</issueDate><expirationDate>05 Jul "        \
    "2015</expirationDate></id><id><uid>2</uid><idType>Passport</idType><idNumber>19820215"        \
    "</idNumber></id><id><uid>3</uid><idType>Gender</idType><idNumber>Male</idNumber></id><id>"    \
    "<uid>4</uid><idType>Website</idType><idNumber>www.a.example</idNumber></id><id><uid>5</uid>"  \
    "<idType>Secondary sanctions risk:</idType><idNumber>section 1(b) of Executive Order 13224"    \
    "</idNumber></id></idList><akaList><aka><uid>1</uid><type>a.k.a.</type><category>strong"       \
    "</category><lastName>AL-ZAWAHIRI</lastName><firstName>Aiman</firstName></aka><aka><uid>2"     \
    "</uid><type>a.k.a.</type><category>weak</category><lastName>THE DOCTOR</lastName></aka>"      \
    "</akaList><nationalityList><nationality><uid>1</uid><country>Egypt</country><mainEntry>true"  \
    "</mainEntry></nationality></nationalityList><dateOfBirthList><dateOfBirthItem><uid>1</uid>"   \
    "<dateOfBirth>19 Jun 1951</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem>"          \
    "<dateOfBirthItem><uid>2</uid><dateOfBirth>circa 1952</dateOfBirth><mainEntry>false"           \
    "</mainEntry></dateOfBirthItem></dateOfBirthList><placeOfBirthList><placeOfBirthItem><uid>1"   \
    "</uid><placeOfBirth>Giza, Egypt</placeOfBirth><mainEntry>true</mainEntry></placeOfBirthItem>" \
    "</placeOfBirthList></sdnEntry>"
#define VESSEL                                                                                     \
    "<sdnEntry><uid>4238</uid><lastName>MAR AZUL</lastName><sdnType>Vessel</sdnType><programList>" \
    "<program>CUBA</program></programList><idList><id><uid>6</uid><idType>Vessel Registration "    \
    "Identification</idType><idNumber>IMO 9187629</idNumber></id><id><uid>7</uid><idType>MMSI"     \
    "</idType><idNumber>422031600</idNumber></id></idList><vesselInfo><callSign>CL2192</callSign>" \
    "<vesselType>Tug</vesselType><vesselFlag>Cuba</vesselFlag><vesselOwner>Samir de Navegacion "   \
    "S.A.</vesselOwner><grossRegisteredTonnage>212</grossRegisteredTonnage></vesselInfo>"          \
    "</sdnEntry>"
#define BANK                                                                                       \
    "<sdnEntry><uid>306</uid><lastName>BANCO NACIONAL DE CUBA</lastName><sdnType>Entity</sdnType>" \
    "<remarks>all offices worldwide</remarks><programList><program>CUBA</program></programList>"   \
    "<idList><id><uid>8</uid><idType>SWIFT/BIC</idType><idNumber>BNACCUHH</idNumber></id></"       \
    "idList>"                                                                                      \
    "<akaList><aka><uid>220</uid><type>f.k.a.</type><category>strong</category><lastName>OLD BANK" \
    "</lastName></aka></akaList><addressList><address><uid>199</uid><address1>Zweierstrasse 35"    \
    "</address1><address2>Floor 2</address2><city>Zurich</city><postalCode>CH-8022</postalCode>"   \
    "<country>Switzerland</country></address><address><uid>200</uid><address1>1 Street</address1>" \
    "<city>El Cajon</city><stateOrProvince>CA</stateOrProvince><postalCode>92020</postalCode>"     \
    "<country>United States</country></address></addressList></sdnEntry>"

static int read_parts(got *g, const char *source, const char *const texts[LC_SOURCE_MAX_PARTS])
{
    lc_mem_reader state[LC_SOURCE_MAX_PARTS];
    lc_reader in[LC_SOURCE_MAX_PARTS];
    lc_source_part part[LC_SOURCE_MAX_PARTS];
    const lc_source_part *parts[LC_SOURCE_MAX_PARTS] = {NULL};
    lc_source_sink sink = {g, got_entry, got_remark};
    const lc_source *s = lc_source_find(lc_sv_of(source));
    got_init(g);
    for (int i = 0; i < LC_SOURCE_MAX_PARTS; i++) {
        if (!texts[i]) continue;
        in[i] = lc_reader_of_memory(&state[i], lc_sv_of(texts[i]));
        part[i] = (lc_source_part){&in[i], {.file = LC_SV("list"), .sha256 = LC_SV("00")}};
        parts[i] = &part[i];
        assert_int_equal(s->part_of(lc_sv_of(texts[i]), lc_sv_of("x")), i);
    }
    g->rc = s->parse_parts(parts, &sink, &g->result, &g->err);
    return g->rc;
}

static lc_sv body(lc_arena *a, const lc_entry *e)
{
    return lc_json_text(a, lc_entry_body_json(a, e), LC_JSON_CANONICAL);
}

static void both_forms_give_the_same_entries(void **state)
{
    (void)state;
    got csv, xml;
    const char *const files[] = {CSV, ADD, ALT, NULL};
    const char *const one[] = {XML_HEAD("3") PERSON VESSEL BANK "</sdnList>", NULL, NULL, NULL};
    if (read_parts(&csv, "us_ofac_sdn", files)) fail_msg("csv: %s", csv.err.message);
    if (read_parts(&xml, "us_ofac_sdn", one)) fail_msg("xml: %s", xml.err.message);
    assert_int_equal(csv.entries.len, 3);
    assert_int_equal(xml.entries.len, 3);
    for (size_t i = 0; i < 3; i++) {
        lc_sv c = body(csv.arena, &csv.entries.at[i]), x = body(xml.arena, &xml.entries.at[i]);
        if (!lc_sv_eq(c, x)) fail_msg("\n%.*s\n%.*s", LC_SV_ARG(c), LC_SV_ARG(x));
    }
    assert_int_equal(xml.result.list_date, lc_date_ymd(2021, 7, 7));
    assert_string_equal(xml.result.format, "ofac-sdn-xml");
    assert_int_equal(xml.diags.len, 0);
    const lc_entry *e = &xml.entries.at[0];
    assert_sv(attr(e, "gender"), "Male");
    assert_sv(attr(e, "website"), "www.a.example");
    assert_sv(attr(e, "secondary_sanctions"), "section 1(b) of Executive Order 13224");
    assert_sv(attr(e, "linked_to"), "JIHAD GROUP");
    assert_int_equal(e->n_programs, 2);
    e = &xml.entries.at[1];
    assert_int_equal(e->n_idents, 3); /* call sign, IMO, MMSI */
    assert_sv(attr(e, "vessel_type"), "Tug");
    got_done(&csv);
    got_done(&xml);
}

static void remarks_have_fields(void **state)
{
    (void)state;
    const char *const one[] = {
        "1,\"SHIP\",\"vessel\",\"IRAN\"," N "," N "," N "," N "," N "," N "," N
        ",\"Vessel Flag Iran; alt. Former Vessel Flag Malta; Vessel Call Sign EPBQ; Vessel Year of "
        "Build 2003; Additional Sanctions Information - Subject to Secondary Sanctions; Email "
        "Address a@b.example; Nationality of Registration Cyprus.\"\r\n2,\"PLANE\",\"aircraft\","
        "\"IRAN\"," N "," N "," N "," N "," N "," N "," N
        ",\"Aircraft Model A300; Aircraft Operator MAHAN AIR; Aircraft Tail Number EP-MHA; "
        "Aircraft "
        "Manufacturer's Serial Number (MSN) 1023409321.\"\r\n\x1a",
        NULL, NULL, NULL};
    got g;
    if (read_parts(&g, "us_ofac_sdn", one)) fail_msg("%s", g.err.message);
    const lc_entry *ship = &g.entries.at[0], *plane = &g.entries.at[1];
    assert_sv(attr(ship, "vessel_flag"), "Iran");
    assert_sv(attr(ship, "former_vessel_flag"), "Malta");
    assert_sv(attr(ship, "vessel_year_of_build"), "2003");
    assert_sv(attr(ship, "additional_sanctions"), "Subject to Secondary Sanctions");
    assert_sv(attr(ship, "email"), "a@b.example");
    assert_int_equal(ship->n_countries, 2);
    assert_sv(ship->idents[0].type, "Call Sign");
    assert_sv(attr(plane, "aircraft_operator"), "MAHAN AIR");
    assert_int_equal(plane->n_idents, 2);
    assert_sv(plane->idents[0].type, "Aircraft Tail Number");
    assert_sv(plane->idents[0].number, "EP-MHA");
    assert_int_equal(plane->type, LC_TYPE_AIRCRAFT);
    got_done(&g);
}

static void what_is_not_whole_is_refused(void **state)
{
    (void)state;
    const struct {
        const char *text, *words;
    } cases[] = {{XML_HEAD("3") PERSON VESSEL "</sdnList>", "announces 3 entries and holds 2"},
                 {XML_HEAD("1") PERSON, "not whole"},
                 {XML_HEAD("x") PERSON "</sdnList>", "no number"},
                 {XML_HEAD("1") "<sdnEntry><uid>x</uid><lastName>A</lastName></sdnEntry></sdnList>",
                  "without its number"},
                 {"<!DOCTYPE sdnList [<!ENTITY a \"b\">]><sdnList>&a;</sdnList>", "DOCTYPE"},
                 {XML_HEAD("0") "</sdnList>", "no entry"},
                 {"<other/>", "not the list"},
                 {XML_HEAD("12") PERSON PERSON PERSON PERSON PERSON PERSON PERSON PERSON PERSON
                      PERSON PERSON PERSON "</sdnList>",
                  "stand twice"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        refused("us_ofac_sdn", lc_sv_of(cases[i].text), 0, cases[i].words);
}

static void the_files_are_told_apart(void **state)
{
    (void)state;
    const lc_source *sdn = lc_source_find(LC_SV("us_ofac_sdn"));
    const lc_source *cons = lc_source_find(LC_SV("us_ofac_cons"));
    lc_sv text = LC_SV(XML_HEAD("1") PERSON "</sdnList>");
    lc_sv plc = LC_SV("<sdnList><sdnEntry><program>NS-PLC</program></sdnEntry></sdnList>");
    assert_ptr_equal(lc_source_guess(text, LC_SV("list.xml")), sdn);
    assert_ptr_equal(lc_source_guess(plc, LC_SV("list.xml")), cons);
    assert_ptr_equal(lc_source_guess(text, LC_SV("dir/consolidated.xml")), cons);
    assert_true(sdn->is_whole(text));
    assert_false(sdn->is_whole(LC_SV("1,\"A\"")));
}

/* ---- the real list ---- */

static bool load(const char *name, lc_buf *out)
{
    FILE *f = shared_file(name);
    if (!f) return false;
    for (size_t n = 1; n;) {
        lc_buf_reserve(out, 1 << 20);
        n = fread(out->data + out->len, 1, 1 << 20, f);
        out->len += n;
    }
    lc_buf_c(out, '\0'); /* texts here end so */
    fclose(f);
    return true;
}

static const lc_entry *with_number(const got *g, lc_sv number)
{
    for (size_t i = 0; i < g->entries.len; i++)
        if (lc_sv_eq(g->entries.at[i].number, number)) return &g->entries.at[i];
    return NULL;
}

/* Remarks end in a full stop unless they were cut at 1,000 letters. */
static bool cut_off(const lc_entry *e)
{
    lc_sv remarks = attr(e, "remarks");
    return remarks.len && !lc_sv_ends(remarks, LC_SV("."));
}

static bool same_lists(const lc_entry *a, const lc_entry *b)
{
    bool same = a->n_names == b->n_names && a->n_addresses == b->n_addresses &&
                a->n_idents == b->n_idents && a->n_births == b->n_births &&
                a->n_programs == b->n_programs && lc_sv_eq(a->key, b->key) && a->type == b->type;
    for (size_t i = 0; same && i < a->n_addresses; i++)
        same &= lc_sv_eq(a->addresses[i].text, b->addresses[i].text);
    for (size_t i = 0; same && i < a->n_programs; i++)
        same &= lc_sv_eq(a->programs[i], b->programs[i]);
    for (size_t i = 0; same && i < a->n_names; i++) {
        bool found = false;
        for (size_t k = 0; k < b->n_names; k++)
            found |= lc_sv_eq(a->names[i].text, b->names[k].text);
        same &= found;
    }
    return same;
}

/* March and December 2025: what differs was changed between them, or cut off in the second. */
static void the_real_list_is_that_of_the_files(void **state)
{
    (void)state;
    lc_buf xml = {0}, csv[3] = {{0}};
    bool there = load("data/ofac/2025-03_consolidated_nonSDN_xml/consolidated.xml", &xml) &&
                 load("data/ofac/2025-12/cons_prim.csv", &csv[0]) &&
                 load("data/ofac/2025-12/cons_add.csv", &csv[1]) &&
                 load("data/ofac/2025-12/cons_alt.csv", &csv[2]);
    if (!there) skip();
    got x, c;
    const char *const one[] = {xml.data, NULL, NULL, NULL};
    const char *const files[] = {csv[0].data, csv[1].data, csv[2].data, NULL};
    if (read_parts(&x, "us_ofac_cons", one)) fail_msg("xml: %s", x.err.message);
    if (read_parts(&c, "us_ofac_cons", files)) fail_msg("csv: %s", c.err.message);
    assert_int_equal(x.result.entries, 443);
    assert_int_equal(x.result.list_date, lc_date_ymd(2025, 3, 28));
    assert_int_equal(c.result.entries, 442);
    size_t same = 0, cut = 0, other = 0, gone = 0;
    for (size_t i = 0; i < x.entries.len; i++) {
        const lc_entry *e = &x.entries.at[i], *f = with_number(&c, e->number);
        gone += !f;
        if (!f) continue;
        if (same_lists(e, f))
            same++;
        else if (cut_off(f))
            cut++;
        else
            other++;
    }
    print_message("%zu the same, %zu cut off in the files, %zu changed, %zu gone\n", same, cut,
                  other, gone);
    assert_int_equal(gone, 1);
    assert_true(same >= 420 && other <= 15);
    lc_buf_done(&xml);
    for (int i = 0; i < 3; i++) lc_buf_done(&csv[i]);
    got_done(&x);
    got_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_forms_give_the_same_entries),
        cmocka_unit_test(remarks_have_fields),
        cmocka_unit_test(what_is_not_whole_is_refused),
        cmocka_unit_test(the_files_are_told_apart),
        cmocka_unit_test(the_real_list_is_that_of_the_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
