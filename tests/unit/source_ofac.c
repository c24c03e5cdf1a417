/* OFAC's files: names, aliases, addresses and remarks of one entry come together; what is damaged,
 * cut off or of another day is refused or told; and the real files give what they hold. */
#include "base/buf.h"
#include "unit/source_support.h"

#define N "-0- "
#define PERSON                                                                                     \
    "2676,\"AL ZAWAHIRI, Dr. Ayman\",\"individual\",\"SDGT] [GLOMAG\",\"Leader\"," N "," N "," N   \
    "," N "," N "," N ",\"DOB 19 Jun 1951; alt. DOB circa 1952; POB Giza, Egypt; nationality "     \
    "Egypt; Passport 1084010 (Egypt) issued 06 Jul 1990 expires 05 Jul 2015; alt. Passport "       \
    "19820215; Gender Male; Linked To: JIHAD GROUP; a.k.a. 'THE DOCTOR'; SWIFT/BIC IRASIRT1; all " \
    "offices 12 times.\"\r\n"
#define VESSEL                                                                                     \
    "4238,\"MAR AZUL\",\"vessel\",\"CUBA\"," N ",\"CL2192\",\"Tug\"," N ",\"212\",\"Cuba\","       \
    "\"Samir de Navegacion S.A.\",\"f.k.a. 'ANA I'; Vessel Registration Identification IMO "       \
    "9187629.\"\r\n"
#define BANK                                                                                       \
    "306,\"BANCO NACIONAL DE CUBA\"," N ",\"CUBA\"," N "," N "," N "," N "," N "," N "," N         \
    ",\"Effective Da\"\r\n"
#define END "\x1a"

typedef struct texts {
    const char *text[LC_SOURCE_MAX_PARTS];
} texts;

static int read_texts(got *g, const char *source, const texts *t)
{
    static const char *const names[] = {"sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv"};
    lc_mem_reader state[LC_SOURCE_MAX_PARTS];
    lc_reader in[LC_SOURCE_MAX_PARTS];
    lc_source_part part[LC_SOURCE_MAX_PARTS];
    const lc_source_part *parts[LC_SOURCE_MAX_PARTS] = {NULL};
    lc_source_sink sink = {g, got_entry, got_remark};
    const lc_source *s = lc_source_find(lc_sv_of(source));
    assert_non_null(s);
    got_init(g);
    for (int i = 0; i < LC_SOURCE_MAX_PARTS; i++) {
        if (!t->text[i]) continue;
        in[i] = lc_reader_of_memory(&state[i], lc_sv_of(t->text[i]));
        part[i] = (lc_source_part){&in[i], {.file = lc_sv_of(names[i]), .sha256 = LC_SV("00")}};
        parts[i] = &part[i];
        assert_int_equal(s->part_of(lc_sv_of(t->text[i]), lc_sv_of("x")), i);
    }
    g->rc = s->parse_parts(parts, &sink, &g->result, &g->err);
    return g->rc;
}

static got taken(const texts *t)
{
    got g;
    if (read_texts(&g, "us_ofac_sdn", t)) fail_msg("refused: %s", g.err.message);
    return g;
}

static void not_taken(const texts *t, const char *words)
{
    got g;
    if (!read_texts(&g, "us_ofac_sdn", t)) fail_msg("taken, but should say \"%s\"", words);
    if (g.rc != LICET_E_SOURCE || !strstr(g.err.message, words))
        fail_msg("expected \"%s\", got: %s", words, g.err.message);
    got_done(&g);
}

static const lc_ident *ident(const lc_entry *e, const char *type, const char *number)
{
    for (size_t i = 0; i < e->n_idents; i++)
        if (lc_sv_is(e->idents[i].type, type) && lc_sv_is(e->idents[i].number, number))
            return &e->idents[i];
    fail_msg("no %s %s", type, number);
    return NULL;
}

static void a_person_has_what_the_remarks_say(void **state)
{
    (void)state;
    got g = taken(&(texts){{PERSON END}});
    const lc_entry *e = &g.entries.at[0];
    assert_int_equal(g.entries.len, 1);
    assert_true(lc_sv_is(e->key, "SDN/2676"));
    assert_int_equal(e->type, LC_TYPE_PERSON);
    assert_true(has_name(e, "AL ZAWAHIRI, Dr. Ayman", LC_NAME_PRIMARY));
    assert_true(has_name(e, "THE DOCTOR", LC_NAME_WEAK));
    assert_int_equal(e->n_programs, 2);
    assert_true(lc_sv_is(e->programs[0], "GLOMAG"));
    assert_int_equal(e->n_births, 2);
    assert_true(lc_sv_is(e->births[0], "19 Jun 1951") && lc_sv_is(e->births[1], "circa 1952"));
    assert_int_equal(e->n_countries, 1);
    assert_true(lc_sv_is(e->countries[0], "EG"));
    const lc_ident *p = ident(e, "Passport", "1084010");
    assert_true(lc_sv_is(p->country, "EG") && lc_sv_is(p->issued, "06 Jul 1990") &&
                lc_sv_is(p->expires, "05 Jul 2015"));
    ident(e, "Passport", "19820215");
    ident(e, "SWIFT/BIC", "IRASIRT1");
    assert_int_equal(e->n_idents, 3);
    assert_true(lc_sv_is(attr(e, "linked_to"), "JIHAD GROUP"));
    assert_true(lc_sv_is(attr(e, "places_of_birth"), "Giza, Egypt"));
    assert_true(lc_sv_ends(attr(e, "remarks"), LC_SV("all offices 12 times."))); /* whole */
    assert_int_equal(g.diags.len, 0);
    got_done(&g);
}

static void a_vessel_has_its_fields(void **state)
{
    (void)state;
    got g = taken(&(texts){{VESSEL END}});
    const lc_entry *e = &g.entries.at[0];
    assert_int_equal(e->type, LC_TYPE_VESSEL);
    ident(e, "IMO", "9187629");
    ident(e, "Call Sign", "CL2192");
    assert_true(has_name(e, "ANA I", LC_NAME_FORMER));
    assert_true(lc_sv_is(attr(e, "vessel_owner"), "Samir de Navegacion S.A."));
    assert_true(lc_sv_is(attr(e, "gross_registered_tonnage"), "212"));
    assert_true(lc_sv_is(e->countries[0], "CU"));
    got_done(&g);
}

static void the_files_come_together_by_number(void **state)
{
    (void)state;
    got g = taken(&(texts){{PERSON VESSEL BANK END,
                            "306,199,\"Zweierstrasse 35\",\"Zurich CH-8022\",\"Switzerland\"," N
                            "\r\n306,200," N "," N "," N "," N "\r\n306,201," N
                            ",\"Tokyo 103\",\"Japan\",\"branch\"\r\n" END,
                            "2676,1,\"aka\",\"AL-ZAWAHIRI, Aiman\"," N "\r\n306,220,\"fka\","
                            "\"OLD, BANK\",\"weak\"\r\n" END,
                            "306,\"te 24 Feb 2022.\"\r\n" END}});
    const lc_entry *bank = &g.entries.at[2];
    assert_int_equal(g.entries.len, 3);
    assert_int_equal(bank->type, LC_TYPE_ORG);
    assert_int_equal(bank->n_addresses, 2);
    assert_true(lc_sv_is(bank->addresses[0].text, "Zweierstrasse 35, Zurich CH-8022, Switzerland"));
    assert_true(lc_sv_is(bank->addresses[0].country, "CH"));
    assert_true(lc_sv_is(bank->addresses[1].country, "JP"));
    assert_true(has_name(bank, "OLD, BANK", LC_NAME_FORMER));
    assert_true(lc_sv_is(attr(bank, "alias_remarks"), "weak"));
    assert_true(lc_sv_is(attr(bank, "address_remarks"), "branch"));
    assert_true(lc_sv_is(attr(bank, "remarks"), "Effective Date 24 Feb 2022."));
    assert_true(has_name(&g.entries.at[0], "AL-ZAWAHIRI, Aiman", LC_NAME_ALIAS));
    assert_int_equal(g.result.rows, 9);
    assert_int_equal(g.diags.len, 0);
    got_done(&g);
}

static void an_alias_without_an_entry_becomes_one(void **state)
{
    (void)state;
    got g = taken(&(texts){{PERSON END, "99,1," N ",\"Lima\",\"Peru\"," N "\r\n" END,
                            "98,1,\"aka\",\"GHOST SHIP\"," N "\r\n" END}});
    assert_int_equal(g.entries.len, 2);
    assert_true(lc_sv_is(g.entries.at[1].key, "SDN/98"));
    assert_true(lc_sv_is(g.entries.at[1].names[0].text, "GHOST SHIP"));
    assert_int_equal(g.result.rows_bad, 2);
    assert_int_equal(g.diags.len, 2);
    assert_string_equal(g.diags.at[0].code, "no_entry");
    assert_false(g.diags.at[0].row_lost);
    assert_true(g.diags.at[1].row_lost); /* an address of nobody */
    got_done(&g);
}

static void files_of_different_days_are_refused(void **state)
{
    (void)state;
    not_taken(&(texts){{PERSON END, NULL,
                        "1,1,\"aka\",\"A\"," N "\r\n2,1,\"aka\",\"B\"," N "\r\n3,1,\"aka\",\"C\"," N
                        "\r\n4,1,\"aka\",\"D\"," N "\r\n" END}},
              "different days");
}

static void what_is_not_whole_is_refused(void **state)
{
    (void)state;
    not_taken(&(texts){{PERSON "4238,\"MAR AZUL\",\"vessel\",\"CU"}}, "");
    not_taken(&(texts){{PERSON END "\r\n" VESSEL}}, "put together from parts");
    not_taken(&(texts){{PERSON VESSEL "number,name,type\r\n" END}}, "entry's number");
    not_taken(&(texts){{PERSON "17\r\n" END}}, "instead of");
    not_taken(&(texts){{PERSON VESSEL PERSON VESSEL PERSON VESSEL PERSON VESSEL PERSON VESSEL END}},
              "stand twice");
    refused("us_ofac_sdn", LC_SV("<html></html>"), 1, "web page");
    refused("us_ofac_sdn", LC_SV(""), 1, "empty");
    refused("us_ofac_sdn", LC_SV(END "\r\n"), 0, "no entry");
}

static void a_damaged_row_loses_nothing(void **state)
{
    (void)state;
    got g = taken(&(texts){{PERSON "7,\"FOO, Bar\",\"individual\",\"X\"\r\n" VESSEL}});
    const lc_entry *e = &g.entries.at[1];
    assert_int_equal(g.entries.len, 3);
    assert_true(has_name(e, "FOO, Bar", LC_NAME_PRIMARY));
    assert_int_equal(g.result.rows_bad, 1);
    assert_int_equal(g.diags.len, 2);
    assert_string_equal(g.diags.at[1].code, "no_end_mark");
    got_done(&g);
}

/* ---- the real files ---- */

static bool read_file(const char *path, lc_buf *out)
{
    enum { STEP = 1 << 20 };
    FILE *f = fopen(path, "rb");
    if (!f) return false;
    for (size_t n = 1; n;) {
        lc_buf_reserve(out, STEP);
        n = fread(out->data + out->len, 1, STEP, f);
        out->len += n;
    }
    fclose(f);
    return true;
}

static void count_real(const char *source, const char *const names[], size_t entries,
                       size_t names_n)
{
    const char *shared = getenv("LICET_SHARED");
    const lc_source *s = lc_source_find(lc_sv_of(source));
    lc_buf bytes[LC_SOURCE_MAX_PARTS] = {{0}};
    lc_mem_reader state[LC_SOURCE_MAX_PARTS];
    lc_reader in[LC_SOURCE_MAX_PARTS];
    lc_source_part part[LC_SOURCE_MAX_PARTS];
    const lc_source_part *parts[LC_SOURCE_MAX_PARTS] = {NULL};
    got g;
    char path[512];
    got_init(&g);
    g.keep = false;
    for (int i = 0; i < LC_SOURCE_MAX_PARTS; i++) {
        if (!names[i]) continue;
        snprintf(path, sizeof path, "%s/data/ofac/%s", shared ? shared : LICET_SHARED_DEFAULT,
                 names[i]);
        if (!read_file(path, &bytes[i])) {
            print_message("skipped: no %s\n", path);
            got_done(&g);
            skip();
        }
        in[i] = lc_reader_of_memory(&state[i], lc_buf_view(&bytes[i]));
        part[i] = (lc_source_part){&in[i], {.file = lc_sv_of(names[i]), .sha256 = LC_SV("00")}};
        parts[i] = &part[i];
    }
    lc_source_sink sink = {&g, got_entry, got_remark};
    if (s->parse_parts(parts, &sink, &g.result, &g.err)) fail_msg("refused: %s", g.err.message);
    assert_int_equal(g.result.entries, entries);
    assert_int_equal(g.result.rows_bad, 0);
    assert_true(g.result.names >= names_n);
    assert_int_equal(g.diags.len, 0);
    for (int i = 0; i < LC_SOURCE_MAX_PARTS; i++) lc_buf_done(&bytes[i]);
    got_done(&g);
}

static void july_2021_has_8976_entries(void **state)
{
    (void)state;
    count_real("us_ofac_sdn",
               (const char *const[]){"2021-07/sdn.csv", "2021-07/add.csv", "2021-07/alt.csv", NULL},
               8976, 8976 + 11910);
}

static void december_2023_has_13821_entries(void **state)
{
    (void)state;
    count_real("us_ofac_sdn",
               (const char *const[]){"2023-12-28/sdn.csv", "2023-12-28/add.csv",
                                     "2023-12-28/alt.csv", NULL},
               13821, 13821 + 17091);
}

static void december_2025_has_442_others(void **state)
{
    (void)state;
    count_real("us_ofac_cons",
               (const char *const[]){"2025-12/cons_prim.csv", "2025-12/cons_add.csv",
                                     "2025-12/cons_alt.csv", NULL},
               442, 442 + 1073);
}

static void a_daily_file_stands_alone(void **state)
{
    (void)state;
    count_real("us_ofac_sdn",
               (const char *const[]){"sdn_history_jackdwyer/picks/sdn_2021-08-18_0939.csv", NULL,
                                     NULL, NULL},
               9083, 9083);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_has_what_the_remarks_say),
        cmocka_unit_test(a_vessel_has_its_fields),
        cmocka_unit_test(the_files_come_together_by_number),
        cmocka_unit_test(an_alias_without_an_entry_becomes_one),
        cmocka_unit_test(files_of_different_days_are_refused),
        cmocka_unit_test(what_is_not_whole_is_refused),
        cmocka_unit_test(a_damaged_row_loses_nothing),
        cmocka_unit_test(july_2021_has_8976_entries),
        cmocka_unit_test(december_2023_has_13821_entries),
        cmocka_unit_test(december_2025_has_442_others),
        cmocka_unit_test(a_daily_file_stands_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
