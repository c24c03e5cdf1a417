#include "unit/source_support.h"

#include "source/dpl_name.h"
#include "source/names.h"
#include "source/place.h"

static lc_build build;

/* The names of a primary name, "kind:text" joined with " | "; kinds by their first letter. */
static const char *listed(void)
{
    lc_sv out = LC_SV("");
    for (size_t i = 0; i < build.entry.n_names; i++)
        out = lc_arena_printf(build.arena, "%.*s%s%c:%.*s", LC_SV_ARG(out), i ? " | " : "",
                              lc_name_kind_word(build.entry.names[i].kind)[0],
                              LC_SV_ARG(build.entry.names[i].text));
    return out.data;
}

static const char *primary(const char *text)
{
    lc_build_begin(&build, "us_csl", "EL");
    lc_names_primary(&build, lc_sv_of(text));
    return listed();
}

static const char *aliases(const char *text)
{
    lc_build_begin(&build, "us_csl", "EL");
    lc_names_joined(&build, lc_sv_of(text), LC_NAME_ALIAS);
    return listed();
}

static void names_inside_names(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"NSO Group", "p:NSO Group"},
        {"  NSO Group,\xC2\xA0", "p:NSO Group"},
        {"OAO Vol (f.k.a. Dochernee Gazprom)",
         "p:OAO Vol (f.k.a. Dochernee Gazprom) | a:OAO Vol | f:Dochernee Gazprom"},
        {"SGM Most OOO (f.k.a., Obshchestvo SGM)",
         "p:SGM Most OOO (f.k.a., Obshchestvo SGM) | a:SGM Most OOO | f:Obshchestvo SGM"},
        {"Chitron Ltd., a.k.a. Chi-Chung Ltd. (Chitron-Shenzhen)",
         "p:Chitron Ltd., a.k.a. Chi-Chung Ltd. (Chitron-Shenzhen) | a:Chitron Ltd. | "
         "a:Chi-Chung Ltd. (Chitron-Shenzhen)"},
        {"Candiru (a.k.a., the following two aliases: Saito Tech Ltd.; and Taveta Ltd.)",
         "p:Candiru (a.k.a., the following two aliases: Saito Tech Ltd.; and Taveta Ltd.) | "
         "a:Candiru | a:Saito Tech Ltd. | a:Taveta Ltd."},
        {"JIE LUO -AKA-IVY LUO", "p:JIE LUO -AKA-IVY LUO | a:JIE LUO | a:IVY LUO"},
        {"PEARL (A.K.A. NEI-CHIEN CHU) LI",
         "p:PEARL (A.K.A. NEI-CHIEN CHU) LI | a:PEARL LI | a:NEI-CHIEN CHU | a:NEI-CHIEN CHU LI"},
        {"Cory (a.k.a Jason Cory Wilson) Wilson",
         "p:Cory (a.k.a Jason Cory Wilson) Wilson | a:Cory Wilson | a:Jason Cory Wilson"},
        {"K (AKA: AMES, ALDRICH)", "p:K (AKA: AMES, ALDRICH) | a:AMES, ALDRICH"},
        {"Kreig; a.k.a. Cow Craig; a.k.a Hall J",
         "p:Kreig; a.k.a. Cow Craig; a.k.a Hall J | a:Kreig | a:Cow Craig | a:Hall J"},
        {"Uni Ltd [aka General Ltd, aka Tiger Co] (Hong Kong Entity), and its sub-units and "
         "successors",
         "p:Uni Ltd [aka General Ltd, aka Tiger Co] (Hong Kong Entity), and its sub-units and "
         "successors | a:Uni Ltd | a:General Ltd | a:Tiger Co"},
        {"SIBERIAN AIRLINES D/B/A S7 AIRLINES",
         "p:SIBERIAN AIRLINES D/B/A S7 AIRLINES | a:SIBERIAN AIRLINES | a:S7 AIRLINES"},
        {"Acme Ltd (formerly Bolt Ltd)",
         "p:Acme Ltd (formerly Bolt Ltd) | a:Acme Ltd | f:Bolt Ltd"},
        {"A Society for Formerly Enslaved People", "p:A Society for Formerly Enslaved People"},
        {"AKA INTEGRAL SERVICES, S. DE R.L.", "p:AKA INTEGRAL SERVICES, S. DE R.L."},
        {"Bank AKA Moscow", "p:Bank AKA Moscow"},
        {"DBA Networks", "p:DBA Networks"},
        {"COREZING INTL -AKAS- COREZING TECH, PTE LTD, CORE ZING,  ZING CO, LTD.",
         "p:COREZING INTL -AKAS- COREZING TECH, PTE LTD, CORE ZING,  ZING CO, LTD. | "
         "a:COREZING INTL | a:COREZING TECH, PTE LTD | a:CORE ZING | a:ZING CO, LTD."},
        {"COREZING INTL, AKAS, COREZING TECH",
         "p:COREZING INTL, AKAS, COREZING TECH | a:COREZING INTL | a:COREZING TECH"},
        {"Lakadia Fkano", "p:Lakadia Fkano"},
        {"Gadget &amp; Co", "p:Gadget &amp; Co"},
        {"AT&amp;T&#39;s Shop", "p:AT&amp;T&#39;s Shop"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(primary(cases[i][0]), cases[i][1]);
}

static void acronyms(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Academy of Aerospace Solid Propulsion Technology (AASPT)",
         "p:Academy of Aerospace Solid Propulsion Technology (AASPT) | "
         "a:Academy of Aerospace Solid Propulsion Technology | a:AASPT"},
        {"Computer Security Initiative Consultancy (COSEINC)",
         "p:Computer Security Initiative Consultancy (COSEINC) | "
         "a:Computer Security Initiative Consultancy | a:COSEINC"},
        {"Huawei Technologies Co., Ltd. (Huawei).",
         "p:Huawei Technologies Co., Ltd. (Huawei). | a:Huawei Technologies Co., Ltd. | a:Huawei"},
        {"ASMAT (APPLIED SYSTEMS METHODS AND TECHNOLOGY)",
         "p:ASMAT (APPLIED SYSTEMS METHODS AND TECHNOLOGY) | a:ASMAT | "
         "a:APPLIED SYSTEMS METHODS AND TECHNOLOGY"},
        {"Wisdom Import (Shanghai)", "p:Wisdom Import (Shanghai)"},
        {"Pine Valley Technology (PVT) Ltd", "p:Pine Valley Technology (PVT) Ltd"},
        {"Acme Trading (HK)", "p:Acme Trading (HK)"},
        {"Federal Security Service (FSB)", "p:Federal Security Service (FSB)"},
        {"China Electronics (CETC) 54th Institute", "p:China Electronics (CETC) 54th Institute"},
        {"Kim Sang (Kim Sang Chol)", "p:Kim Sang (Kim Sang Chol)"},
        {"(ABC)", "p:(ABC)"},
        {"()", "p:()"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(primary(cases[i][0]), cases[i][1]);
}

static void joined_aliases(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {"; ;", ""},
        {"A1 Ltd; B2 Ltd", "a:A1 Ltd | a:B2 Ltd"},
        {"A1 Ltd; A1 Ltd", "a:A1 Ltd"},
        {"F.K.A. Presidency Office", "f:Presidency Office"},
        {"DBA Behover", "a:DBA Behover"},
        {"JSC NIIP, f.k.a., Otkrytoe NIIP",
         "a:JSC NIIP, f.k.a., Otkrytoe NIIP | a:JSC NIIP | f:Otkrytoe NIIP"},
        {"and Kinglead Trading", "a:Kinglead Trading"},
        {"JSC AOMZ).", "a:JSC AOMZ"},
        {"-VPK NPO", "a:VPK NPO"},
        {"Zavod \"Kopir; X Works; \"Y Works\"", "a:Zavod \"Kopir | a:X Works | a:\"Y Works\""},
        {"OOO \"A; B\"; C Co", "a:OOO \"A; B\" | a:C Co"},
        {"IK", "a:IK"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(aliases(cases[i][0]), cases[i][1]);
}

static void descriptions_are_no_names(void **state)
{
    (void)state;
    primary("Igor Michurin (Russian national); and any successor, sub-unit, or subsidiary thereof");
    assert_true(has_name(&build.entry, "Igor Michurin", LC_NAME_ALIAS));
    assert_int_equal(build.entry.n_names, 2);
    assert_int_equal(build.entry.type, LC_TYPE_PERSON);
    assert_sv(build.entry.countries[0], "RU");
    primary("Ri Sung Chol (aka Ri So) (DPRK individual)");
    assert_true(has_name(&build.entry, "Ri Sung Chol", LC_NAME_ALIAS));
    assert_true(has_name(&build.entry, "Ri So", LC_NAME_ALIAS));
    assert_sv(build.entry.countries[0], "KP");
    primary("Bearings on Lipetsk LLC (Russian entity)");
    assert_int_equal(build.entry.type, LC_TYPE_ORG);
    primary("The Trading Company (Martian entity)");
    assert_int_equal(build.entry.n_names, 1);
    assert_int_equal(build.entry.n_countries, 0);
    assert_string_equal(
        primary("Second Academy. Subordinate Institution - 23rd Research Institute"),
        "p:Second Academy. Subordinate Institution - 23rd Research Institute | "
        "a:23rd Research Institute");
    assert_string_equal(primary("PAEC, and subordinate entity National Development Complex (NDC)"),
                        "p:PAEC, and subordinate entity National Development Complex (NDC) | "
                        "a:National Development Complex (NDC) | a:National Development Complex | "
                        "a:NDC");
    assert_string_equal(primary("Ministry of Defence, including the Armed Forces; and any unit"),
                        "p:Ministry of Defence, including the Armed Forces; and any unit | "
                        "a:Ministry of Defence");
    assert_string_equal(primary("Hongyu Co., Ltd. (a subordinate institute of CETC-7)"),
                        "p:Hongyu Co., Ltd. (a subordinate institute of CETC-7) | "
                        "a:Hongyu Co., Ltd.");
    assert_string_equal(primary("Subordinate Institution"), "p:Subordinate Institution");
}

static void names_and_addresses_in_one_field(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        /* field, name, address joined */
        {"ADT TECHNIK, 8019 SEEON, HOUSE 21, , , DE, ", "ADT TECHNIK", "8019 SEEON, HOUSE 21, DE"},
        {"ELECMAT, INC., 390 UTAH STREET, SAN FRANCISCO, CA, US, 94103", "ELECMAT, INC.",
         "390 UTAH STREET, SAN FRANCISCO, CA, 94103, US"},
        {"WELL BEING CO., LTD., 9 F, NO. 170, TAIPEI, , TW, 10542", "WELL BEING CO., LTD.",
         "9 F, NO. 170, TAIPEI, 10542, TW"},
        {"UTAIR AVIATION JSC,, KHANTY AIRPORT, TYUMEN REGION, , RU, 628012", "UTAIR AVIATION JSC",
         "KHANTY AIRPORT, TYUMEN REGION, 628012, RU"},
        {"PIERRE RANDIN, 2, MAISON DE LA DIME, TREYCO, , CH, 1436", "PIERRE RANDIN",
         "2, MAISON DE LA DIME, TREYCO, 1436, CH"},
        {"ASMAT (APPLIED, INC.), , ROCHFORD, ESSEX, , GB, ", "ASMAT (APPLIED, INC.)",
         "ROCHFORD, ESSEX, GB"},
        {"STEVE TREVINO, 7014 CV, SAN ANTONIO, TX,  US, 78242", "STEVE TREVINO",
         "7014 CV, SAN ANTONIO, TX, 78242, US"},
        {"PEDRO MASCORRO, FPC, MONTGOMERY, AL, , 36112", "PEDRO MASCORRO",
         "FPC, MONTGOMERY, AL, 36112"},
        {"MARCO SANTILLAN, JR, 4945 LANE, HEMET, CA, US, 92545", "MARCO SANTILLAN, JR",
         "4945 LANE, HEMET, CA, 92545, US"},
        {"SOLE NAME", "SOLE NAME", ""},
        {"NAME, SOMEWHERE ODD", "NAME", "SOMEWHERE ODD"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_dpl_party p = lc_dpl_party_of(build.arena, lc_sv_of(cases[i][0]));
        lc_build_begin(&build, "us_bis_dpl", "DPL");
        p = lc_dpl_party_of(build.arena, lc_sv_of(cases[i][0]));
        lc_names_primary(&build, p.name);
        if (p.address.text.len)
            lc_place_add_one(&build, p.address.text);
        else
            lc_place_add_parts(&build, p.address);
        assert_sv(build.entry.names[0].text, cases[i][1]);
        assert_sv(build.entry.n_addresses ? build.entry.addresses[0].text : LC_SV_NONE,
                  cases[i][2]);
    }
    lc_dpl_party p = lc_dpl_party_of(build.arena, LC_SV("JIN, ZHONGDA, 1895 DRIVE, SUITE B, SAN "
                                                        "JOSE, CA, US, 95133"));
    assert_sv(p.name, "JIN");
    assert_sv(p.also, "JIN, ZHONGDA");
}

static int begin(void **state)
{
    (void)state;
    build.arena = lc_arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    lc_arena_free(build.arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_inside_names),
        cmocka_unit_test(acronyms),
        cmocka_unit_test(joined_aliases),
        cmocka_unit_test(descriptions_are_no_names),
        cmocka_unit_test(names_and_addresses_in_one_field),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
