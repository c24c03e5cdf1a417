/* "Report Date: 12-Mar-2026", a header of 58 columns, a row for every name and address of a party;
 * rows of one party share its Unique ID. */
#include "source/groups.h"
#include "source/uk.h"
#include "source/uk_sl.h"
#include "source/when.h"

typedef enum field {
    UPDATED = 0,
    ID,
    OFSI_ID,
    UN_REF,
    NAME6,
    NAME1,
    NAME2,
    NAME3,
    NAME4,
    NAME5,
    NAME_TYPE,
    STRENGTH,
    TITLE,
    NON_LATIN,
    NON_LATIN_SCRIPT,
    NON_LATIN_LANGUAGE,
    REGIME,
    TYPE,
    SOURCE,
    SANCTIONS,
    OTHER,
    REASONS,
    ADDRESS1,
    ADDRESS2,
    ADDRESS3,
    ADDRESS4,
    ADDRESS5,
    ADDRESS6,
    POSTAL,
    COUNTRY,
    PHONE,
    WEBSITE,
    EMAIL,
    DESIGNATED,
    BIRTH,
    NATIONALITY,
    NATIONAL_ID,
    NATIONAL_ID_DETAILS,
    PASSPORT,
    PASSPORT_DETAILS,
    POSITION,
    GENDER,
    BIRTH_TOWN,
    BIRTH_COUNTRY,
    ENTITY_TYPE,
    SUBSIDIARIES,
    PARENT,
    BUSINESS,
    IMO,
    OWNER,
    PREVIOUS_OWNER,
    FLAG,
    PREVIOUS_FLAGS,
    SHIP_TYPE,
    TONNAGE,
    LENGTH,
    YEAR_BUILT,
    HULL,
    FIELDS
} field;

static const lc_column columns[FIELDS] = {
    [UPDATED] = {"Last Updated", false},
    [ID] = {"Unique ID", true},
    [OFSI_ID] = {"OFSI Group ID", false},
    [UN_REF] = {"UN Reference Number", false},
    [NAME6] = {"Name 6", true},
    [NAME1] = {"Name 1", true},
    [NAME2] = {"Name 2", false},
    [NAME3] = {"Name 3", false},
    [NAME4] = {"Name 4", false},
    [NAME5] = {"Name 5", false},
    [NAME_TYPE] = {"Name type", true},
    [STRENGTH] = {"Alias strength", false},
    [TITLE] = {"Title", false},
    [NON_LATIN] = {"Name non-latin script", false},
    [NON_LATIN_SCRIPT] = {"Non-latin script type", false},
    [NON_LATIN_LANGUAGE] = {"Non-latin script language", false},
    [REGIME] = {"Regime Name", true},
    [TYPE] = {"Designation Type", true},
    [SOURCE] = {"Designation source", false},
    [SANCTIONS] = {"Sanctions Imposed", false},
    [OTHER] = {"Other Information", false},
    [REASONS] = {"UK Statement of Reasons", false},
    [ADDRESS1] = {"Address Line 1", false},
    [ADDRESS2] = {"Address Line 2", false},
    [ADDRESS3] = {"Address Line 3", false},
    [ADDRESS4] = {"Address Line 4", false},
    [ADDRESS5] = {"Address Line 5", false},
    [ADDRESS6] = {"Address Line 6", false},
    [POSTAL] = {"Address Postal Code", false},
    [COUNTRY] = {"Address Country", false},
    [PHONE] = {"Phone number", false},
    [WEBSITE] = {"Website", false},
    [EMAIL] = {"Email address", false},
    [DESIGNATED] = {"Date Designated", false},
    [BIRTH] = {"D.O.B", false},
    [NATIONALITY] = {"Nationality(/ies)", false},
    [NATIONAL_ID] = {"National Identifier number", false},
    [NATIONAL_ID_DETAILS] = {"National Identifier additional information", false},
    [PASSPORT] = {"Passport number", false},
    [PASSPORT_DETAILS] = {"Passport additional information", false},
    [POSITION] = {"Position", false},
    [GENDER] = {"Gender", false},
    [BIRTH_TOWN] = {"Town of birth", false},
    [BIRTH_COUNTRY] = {"Country of birth", false},
    [ENTITY_TYPE] = {"Type of entity", false},
    [SUBSIDIARIES] = {"Subsidiaries", false},
    [PARENT] = {"Parent company", false},
    [BUSINESS] = {"Business registration number (s)", false},
    [IMO] = {"IMO number", false},
    [OWNER] = {"Current owner/operator (s)", false},
    [PREVIOUS_OWNER] = {"Previous owner/operator (s)", false},
    [FLAG] = {"Current believed flag of ship", false},
    [PREVIOUS_FLAGS] = {"Previous flags", false},
    [SHIP_TYPE] = {"Type of ship", false},
    [TONNAGE] = {"Tonnage of ship", false},
    [LENGTH] = {"Length of ship", false},
    [YEAR_BUILT] = {"Year Built", false},
    [HULL] = {"Hull identification number (HIN)", false}};

static const lc_uk_columns shared = {
    .names = {NAME1, NAME2, NAME3, NAME4, NAME5, NAME6},
    .name_type = NAME_TYPE,
    .strength = STRENGTH,
    .non_latin = NON_LATIN,
    .non_latin_language = NON_LATIN_LANGUAGE,
    .non_latin_script = NON_LATIN_SCRIPT,
    .address = {ADDRESS1, ADDRESS2, ADDRESS3, ADDRESS4, ADDRESS5, ADDRESS6},
    .postal = POSTAL,
    .country = COUNTRY,
    .birth = BIRTH,
    .birth_town = BIRTH_TOWN,
    .birth_country = BIRTH_COUNTRY,
    .nationality = NATIONALITY,
    .passport = PASSPORT,
    .passport_details = PASSPORT_DETAILS,
    .national_id = NATIONAL_ID,
    .national_id_details = NATIONAL_ID_DETAILS};

/* ---- one party ---- */

static void add_attributes(lc_party *p, const lc_group_row *r)
{
    static const struct {
        field at;
        const char *attr;
    } kept[] = {{OFSI_ID, "ofsi_group_id"},
                {UN_REF, "un_ref"},
                {UPDATED, "updated"},
                {TITLE, "title"},
                {SOURCE, "designation_source"},
                {OTHER, "remarks"},
                {REASONS, "reasons"},
                {PHONE, "phone"},
                {WEBSITE, "website"},
                {EMAIL, "email"},
                {POSITION, "position"},
                {GENDER, "gender"},
                {ENTITY_TYPE, "type_of_entity"},
                {SUBSIDIARIES, "subsidiary"},
                {PARENT, "parent_company"},
                {OWNER, "vessel_owner"},
                {PREVIOUS_OWNER, "previous_owner"},
                {PREVIOUS_FLAGS, "previous_flag"},
                {SHIP_TYPE, "vessel_type"},
                {TONNAGE, "gross_tonnage"},
                {LENGTH, "length"},
                {YEAR_BUILT, "year_built"}};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        lc_party_attr(p, kept[i].attr, r->values[kept[i].at]);
    for (size_t i = 0; i < r->n_extra; i++)
        lc_party_attr_of(p, r->extra[i].name, r->extra[i].value);
}

static void add_facts(lc_party *p, const lc_group_row *r)
{
    const lc_sv *v = r->values;
    lc_sv imo;
    lc_party_list imos = lc_party_list_of(v[IMO]);
    lc_uk_birth(p, v, &shared);
    lc_uk_countries(p, "vessel_flag", v[FLAG]);
    lc_uk_papers(p, v, &shared);
    lc_uk_idents(p, "Hull identification number", v[HULL], LC_SV_NONE);
    while (lc_party_list_next(&imos, &imo)) lc_party_imo(p, imo);
    lc_uk_business(p, v[BUSINESS]);
    lc_uk_address(p, v, &shared);
    lc_build_program(&p->build, v[REGIME]);
    add_attributes(p, r);
}

static int take_party(void *ctx, lc_sv key, const lc_group_row *rows, licet_error *err)
{
    lc_grouped *r = ctx;
    lc_party *p = &r->party;
    lc_party_begin(p);
    p->build.entry.number = key;
    p->build.entry.type = lc_uk_type(rows->values[TYPE]);
    lc_uk_names(p, rows, &shared);
    for (const lc_group_row *row = rows; row; row = row->next) {
        lc_party_maybe(p, row->maybe, row->n_maybe);
        add_facts(p, row);
    }
    lc_party_from(p, "Date Designated", rows->values[DESIGNATED], rows->line, rows->byte);
    p->build.entry.citation = rows->values[REGIME];
    p->build.entry.requirement = lc_build_line(&p->build, rows->values[SANCTIONS]);
    return lc_party_put(p, rows->line, rows->byte, rows->bytes, err);
}

/* ---- rows ---- */

static int take_row(void *ctx, const lc_row *row, licet_error *err)
{
    lc_grouped *r = ctx;
    lc_sv key = lc_build_trim(row->values[ID]);
    if (!key.len)
        return lc_input_refuse(r->party.in, row->line, row->byte, err,
                               "a row without a Unique ID: the list is not whole");
    return lc_groups_add(r->groups, key, row, err);
}

/* "Report Date: 12-Mar-2026" */
static bool above_header(void *ctx, const lc_csv_row *first)
{
    static const char mark[] = "Report Date:";
    if (first->problem || first->n < 1) return false;
    lc_sv t = lc_build_trim(first->fields[0]);
    if (lc_sv_ifind(t, lc_sv_of(mark), 0) != 0) return false;
    return lc_when_day(lc_sv_from(t, sizeof mark - 1), &((lc_grouped *)ctx)->date);
}

/* A damaged row is read up to the name: the party's number stands before it. */
static const lc_rows format = {.separator = ',',
                               .columns = columns,
                               .n_columns = FIELDS,
                               .trusted = NAME6,
                               .row = take_row,
                               .above = above_header};

int lc_uk_sl_csv(lc_input *in, lc_source_result *out, licet_error *err)
{
    const lc_grouped_list list = {"uk_sl", "UKSL", "uk-sl-csv", &format, take_party};
    return lc_grouped_run(&list, in, out, err);
}

bool lc_uk_sl_csv_fits(lc_sv head)
{
    return lc_uk_table_fits(head, &format, "Report Date:");
}
