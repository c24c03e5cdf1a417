/* <Designations><DateGenerated/><Designation>...: one element a party. */
#include "source/take.h"
#include "source/uk.h"
#include "source/uk_sl.h"
#include "source/when.h"

typedef struct run {
    lc_party party;
    lc_date generated;
} run;

static void take_name(lc_party *p, const lc_node *n)
{
    static const char *const parts[6] = {"Name1", "Name2", "Name3", "Name4", "Name5", "Name6"};
    lc_sv words[6];
    for (size_t i = 0; i < 6; i++) words[i] = lc_node_text(n, parts[i]);
    lc_party_name(p, lc_uk_name(p->build.arena, words),
                  lc_uk_name_kind(lc_node_text(n, "NameType"), lc_node_text(n, "AliasStrength")),
                  LC_SV_NONE, LC_SV_NONE);
}

static bool is_primary(const lc_node *n)
{
    return lc_sv_ieq(lc_node_text(n, "NameType"), LC_SV("Primary Name"));
}

static void take_names(lc_party *p, const lc_node *n)
{
    for (const lc_node *c = lc_node_child(n, "Name"); c; c = lc_node_again(c))
        if (is_primary(c)) take_name(p, c);
    for (const lc_node *c = lc_node_child(n, "Name"); c; c = lc_node_again(c)) take_name(p, c);
}

static void take_non_latin(lc_party *p, const lc_node *n)
{
    lc_party_name(p, lc_node_text(n, "NameNonLatinScript"), LC_NAME_ALIAS,
                  lc_node_text(n, "NonLatinScriptLanguage"), lc_node_text(n, "NonLatinScriptType"));
}

static void take_address(lc_party *p, const lc_node *n)
{
    static const char *const lines[6] = {"AddressLine1", "AddressLine2", "AddressLine3",
                                         "AddressLine4", "AddressLine5", "AddressLine6"};
    lc_sv parts[6];
    for (size_t i = 0; i < 6; i++) parts[i] = lc_node_text(n, lines[i]);
    lc_party_address(p,
                     (lc_address){.street = lc_build_join(p->build.arena, parts, 6, LC_SV(", ")),
                                  .postal = lc_node_text(n, "AddressPostalCode"),
                                  .country = lc_node_text(n, "AddressCountry")},
                     LC_SV_NONE);
}

static void take_passport(lc_party *p, const lc_node *n)
{
    lc_uk_idents(p, "Passport", lc_node_text(n, "PassportNumber"),
                 lc_node_text(n, "PassportAdditionalInformation"));
}

static void take_national_id(lc_party *p, const lc_node *n)
{
    lc_uk_idents(p, "National identification number", lc_node_text(n, "NationalIdentifierNumber"),
                 lc_node_text(n, "NationalIdentifierAdditionalInformation"));
}

static void take_birth(lc_party *p, const lc_node *n)
{
    lc_party_birth(p, n->text);
}

static void take_birthplace(lc_party *p, const lc_node *n)
{
    const lc_sv parts[] = {lc_node_text(n, "TownOfBirth"), lc_node_text(n, "CountryOfBirth")};
    lc_party_attr(p, "places_of_birth", lc_build_join(p->build.arena, parts, 2, LC_SV(", ")));
}

static void take_nationality(lc_party *p, const lc_node *n)
{
    lc_uk_countries(p, "nationalities", n->text);
}

static void take_flag(lc_party *p, const lc_node *n)
{
    lc_party_country(p, "vessel_flag", n->text);
}

static void take_imo(lc_party *p, const lc_node *n)
{
    lc_party_imo(p, n->text);
}

static void take_business(lc_party *p, const lc_node *n)
{
    lc_uk_business(p, n->text);
}

static void take_hull(lc_party *p, const lc_node *n)
{
    lc_party_ident(p, LC_SV("Hull identification number"), n->text, LC_SV_NONE, LC_SV_NONE,
                   LC_SV_NONE, LC_SV_NONE);
}

static void take_type(lc_party *p, const lc_node *n)
{
    p->build.entry.type = lc_uk_type(n->text);
}

static void take_number(lc_party *p, const lc_node *n)
{
    p->build.entry.number = lc_build_line(&p->build, n->text);
}

static void take_regime(lc_party *p, const lc_node *n)
{
    lc_build_program(&p->build, n->text);
    p->build.entry.citation = lc_build_line(&p->build, n->text);
}

static void take_designated(lc_party *p, const lc_node *n)
{
    lc_party_from(p, "DateDesignated", n->text, n->line, n->byte);
}

/* "Asset freeze|Travel ban": what the designation does. */
static void take_sanctions(lc_party *p, const lc_node *n)
{
    p->build.entry.requirement = lc_build_line(&p->build, n->text);
}

static const lc_take elements[] = {{"UniqueID", take_number, NULL},
                                   {"OFSIGroupID", NULL, "ofsi_group_id"},
                                   {"UNReferenceNumber", NULL, "un_ref"},
                                   {"LastUpdated", NULL, "updated"},
                                   {"DateDesignated", take_designated, NULL},
                                   {"Names", take_names, NULL},
                                   {"NonLatinName", take_non_latin, NULL},
                                   {"RegimeName", take_regime, NULL},
                                   {"IndividualEntityShip", take_type, NULL},
                                   {"DesignationSource", NULL, "designation_source"},
                                   {"SanctionsImposed", take_sanctions, NULL},
                                   {"SanctionsImposedIndicators", NULL, NULL}, /* the same again */
                                   {"OtherInformation", NULL, "remarks"},
                                   {"UKStatementofReasons", NULL, "reasons"},
                                   {"Address", take_address, NULL},
                                   {"PhoneNumber", NULL, "phone"},
                                   {"EmailAddress", NULL, "email"},
                                   {"Website", NULL, "website"},
                                   {"DOB", take_birth, NULL},
                                   {"Nationality", take_nationality, NULL},
                                   {"Passport", take_passport, NULL},
                                   {"NationalIdentifier", take_national_id, NULL},
                                   {"Position", NULL, "position"},
                                   {"Gender", NULL, "gender"},
                                   {"Title", NULL, "title"},
                                   {"Location", take_birthplace, NULL},
                                   {"TypeOfEntity", NULL, "type_of_entity"},
                                   {"Subsidiary", NULL, "subsidiary"},
                                   {"ParentCompany", NULL, "parent_company"},
                                   {"BusinessRegistrationNumber", take_business, NULL},
                                   {"IMONumber", take_imo, NULL},
                                   {"CurrentOwnerOperator", NULL, "vessel_owner"},
                                   {"PreviousOwnerOperator", NULL, "previous_owner"},
                                   {"CurrentBelievedFlagOfShip", take_flag, NULL},
                                   {"PreviousFlag", NULL, "previous_flag"},
                                   {"TypeOfShip", NULL, "vessel_type"},
                                   {"TonnageOfShip", NULL, "gross_tonnage"},
                                   {"LengthOfShip", NULL, "length"},
                                   {"YearBuilt", NULL, "year_built"},
                                   {"HullIdentificationNumber", take_hull, NULL}};

static int take_record(void *ctx, const lc_node *n, licet_error *err)
{
    run *r = ctx;
    lc_party *p = &r->party;
    if (lc_sv_is(n->name, "DateGenerated")) {
        lc_when_day(n->text, &r->generated);
        return 0;
    }
    lc_input_row(p->in, n->line, n->byte + n->bytes);
    lc_party_begin(p);
    lc_take_below(p, n, elements, sizeof elements / sizeof *elements);
    return lc_party_put(p, n->line, n->byte, n->bytes, err);
}

int lc_uk_sl_xml(lc_input *in, lc_source_result *out, licet_error *err)
{
    static const char *const records[] = {"DateGenerated", "Designation", NULL};
    run r = {.generated = LC_DATE_NONE};
    lc_party_init(&r.party, in, "uk_sl", "UKSL");
    const lc_tree t = {"Designations", records, &r, NULL, take_record};
    int rc = lc_tree_run(in, &t, err);
    if (!rc) rc = lc_party_end(&r.party, err);
    if (!rc) rc = lc_input_end(in, "uk-sl-xml", r.generated, out, err);
    lc_party_done(&r.party);
    return rc;
}
