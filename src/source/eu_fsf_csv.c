/* Between semicolons: a row for every name, address, date of birth, identification and citizenship
 * of an entity; rows of one entity share its Entity_LogicalId. Each of those also cites the
 * regulation it came from, in columns that say nothing of the party and are not read. */
#include "source/eu_fsf.h"
#include "source/groups.h"
#include "source/when.h"

typedef enum field {
    GENERATED = 0,
    LOGICAL_ID,
    REFERENCE,
    UN_ID,
    DESIGNATED,
    DETAILS,
    REMARK,
    SUBJECT,
    CLASS,
    REG_IN_FORCE,
    REG_TITLE,
    REG_PROGRAMME,
    REG_URL,
    LAST,
    FIRST,
    MIDDLE,
    WHOLE,
    LANGUAGE,
    GENDER,
    TITLE,
    FUNCTION,
    NAME_REMARK,
    STRONG,
    CITY,
    STREET,
    PO_BOX,
    ZIP,
    REGION,
    PLACE,
    CONTACT,
    COUNTRY_CODE,
    COUNTRY,
    ADDRESS_REMARK,
    BIRTH,
    BIRTH_DAY,
    BIRTH_MONTH,
    BIRTH_YEAR,
    BIRTH_FROM,
    BIRTH_TO,
    BIRTH_CIRCA,
    BIRTH_PLACE,
    BIRTH_CITY,
    BIRTH_COUNTRY,
    BIRTH_REMARK,
    ID_NUMBER,
    ID_LATIN,
    ID_EXPIRED,
    ID_FALSE,
    ID_LOST,
    ID_REVOKED,
    ID_ISSUED_BY,
    ID_ISSUED,
    ID_VALID_TO,
    ID_CODE,
    ID_TYPE,
    ID_COUNTRY,
    ID_REMARK,
    CITIZEN_CODE,
    CITIZEN,
    FIELDS
} field;

static const lc_column columns[FIELDS] = {
    [GENERATED] = {"fileGenerationDate", true},
    [LOGICAL_ID] = {"Entity_LogicalId", true},
    [REFERENCE] = {"Entity_EU_ReferenceNumber", true},
    [UN_ID] = {"Entity_UnitedNationId", false},
    [DESIGNATED] = {"Entity_DesignationDate", false},
    [DETAILS] = {"Entity_DesignationDetails", false},
    [REMARK] = {"Entity_Remark", false},
    [SUBJECT] = {"Entity_SubjectType", false},
    [CLASS] = {"Entity_SubjectType_ClassificationCode", false},
    [REG_IN_FORCE] = {"Entity_Regulation_EntryIntoForceDate", false},
    [REG_TITLE] = {"Entity_Regulation_NumberTitle", true},
    [REG_PROGRAMME] = {"Entity_Regulation_Programme", true},
    [REG_URL] = {"Entity_Regulation_PublicationUrl", false},
    [LAST] = {"NameAlias_LastName", false},
    [FIRST] = {"NameAlias_FirstName", false},
    [MIDDLE] = {"NameAlias_MiddleName", false},
    [WHOLE] = {"NameAlias_WholeName", true},
    [LANGUAGE] = {"NameAlias_NameLanguage", false},
    [GENDER] = {"NameAlias_Gender", false},
    [TITLE] = {"NameAlias_Title", false},
    [FUNCTION] = {"NameAlias_Function", false},
    [NAME_REMARK] = {"NameAlias_Remark", false},
    [STRONG] = {"NameAlias_Strong", false},
    [CITY] = {"Address_City", false},
    [STREET] = {"Address_Street", false},
    [PO_BOX] = {"Address_PoBox", false},
    [ZIP] = {"Address_ZipCode", false},
    [REGION] = {"Address_Region", false},
    [PLACE] = {"Address_Place", false},
    [CONTACT] = {"Address_ContactInfo", false},
    [COUNTRY_CODE] = {"Address_CountryIso2Code", false},
    [COUNTRY] = {"Address_CountryDescription", false},
    [ADDRESS_REMARK] = {"Address_Remark", false},
    [BIRTH] = {"BirthDate_BirthDate", false},
    [BIRTH_DAY] = {"BirthDate_Day", false},
    [BIRTH_MONTH] = {"BirthDate_Month", false},
    [BIRTH_YEAR] = {"BirthDate_Year", false},
    [BIRTH_FROM] = {"BirthDate_YearRangeFrom", false},
    [BIRTH_TO] = {"BirthDate_YearRangeTo", false},
    [BIRTH_CIRCA] = {"BirthDate_Circa", false},
    [BIRTH_PLACE] = {"BirthDate_Place", false},
    [BIRTH_CITY] = {"BirthDate_City", false},
    [BIRTH_COUNTRY] = {"BirthDate_CountryDescription", false},
    [BIRTH_REMARK] = {"BirthDate_Remark", false},
    [ID_NUMBER] = {"Identification_Number", false},
    [ID_LATIN] = {"Identification_LatinNumber", false},
    [ID_EXPIRED] = {"Identification_KnownExpired", false},
    [ID_FALSE] = {"Identification_KnownFalse", false},
    [ID_LOST] = {"Identification_ReportedLost", false},
    [ID_REVOKED] = {"Identification_RevokedByIssuer", false},
    [ID_ISSUED_BY] = {"Identification_IssuedBy", false},
    [ID_ISSUED] = {"Identification_IssuedDate", false},
    [ID_VALID_TO] = {"Identification_ValidTo", false},
    [ID_CODE] = {"Identification_TypeCode", false},
    [ID_TYPE] = {"Identification_TypeDescription", false},
    [ID_COUNTRY] = {"Identification_CountryIso2Code", false},
    [ID_REMARK] = {"Identification_Remark", false},
    [CITIZEN_CODE] = {"Citizenship_CountryIso2Code", false},
    [CITIZEN] = {"Citizenship_CountryDescription", false}};

typedef struct run {
    lc_party party;
    lc_groups *groups;
    lc_date generated;
} run;

/* ---- one row ---- */

static void add_name(lc_party *p, const lc_sv *v)
{
    lc_sv strong = lc_build_trim(v[STRONG]);
    const lc_eu_name n = {.whole = v[WHOLE],
                          .first = v[FIRST],
                          .middle = v[MIDDLE],
                          .last = v[LAST],
                          .language = v[LANGUAGE],
                          .title = v[TITLE],
                          .function = v[FUNCTION],
                          .gender = v[GENDER],
                          .weak = strong.len && !lc_eu_yes(strong)};
    lc_eu_add_name(p, &n);
    lc_party_attr(p, "name_remark", v[NAME_REMARK]);
}

static void add_birth(lc_party *p, const lc_sv *v)
{
    const lc_eu_birth b = {.date = v[BIRTH],
                           .day = v[BIRTH_DAY],
                           .month = v[BIRTH_MONTH],
                           .year = v[BIRTH_YEAR],
                           .from_year = v[BIRTH_FROM],
                           .to_year = v[BIRTH_TO],
                           .city = v[BIRTH_CITY],
                           .place = v[BIRTH_PLACE],
                           .country = v[BIRTH_COUNTRY],
                           .circa = lc_eu_yes(v[BIRTH_CIRCA])};
    lc_eu_add_birth(p, &b);
    lc_party_attr(p, "birth_note", v[BIRTH_REMARK]);
}

static void add_address(lc_party *p, const lc_sv *v)
{
    const lc_eu_address a = {.street = v[STREET],
                             .po_box = v[PO_BOX],
                             .city = v[CITY],
                             .region = v[REGION],
                             .place = v[PLACE],
                             .zip = v[ZIP],
                             .country_code = v[COUNTRY_CODE],
                             .country = v[COUNTRY],
                             .contact = v[CONTACT],
                             .remark = v[ADDRESS_REMARK]};
    lc_eu_add_address(p, &a);
}

static void add_ident(lc_party *p, const lc_sv *v)
{
    const lc_eu_ident i = {.number = v[ID_NUMBER],
                           .latin_number = v[ID_LATIN],
                           .type = v[lc_build_trim(v[ID_TYPE]).len ? ID_TYPE : ID_CODE],
                           .country_code = v[ID_COUNTRY],
                           .issued_by = v[ID_ISSUED_BY],
                           .issued = v[ID_ISSUED],
                           .valid_to = v[ID_VALID_TO],
                           .remark = v[ID_REMARK],
                           .expired = lc_eu_yes(v[ID_EXPIRED]),
                           .is_false = lc_eu_yes(v[ID_FALSE]),
                           .lost = lc_eu_yes(v[ID_LOST]),
                           .revoked = lc_eu_yes(v[ID_REVOKED])};
    lc_eu_add_ident(p, &i);
}

static void add_extra(lc_party *p, const lc_group_row *r)
{
    lc_party_maybe(p, r->maybe, r->n_maybe);
    for (size_t i = 0; i < r->n_extra; i++)
        if (lc_sv_is(r->extra[i].name, "unread"))
            lc_party_attr_of(p, r->extra[i].name, r->extra[i].value);
}

/* ---- one entity ---- */

static void add_entity(lc_party *p, const lc_group_row *r)
{
    lc_entry *e = &p->build.entry;
    const lc_sv *v = r->values;
    e->type = lc_eu_type(v[CLASS]);
    if (e->type == LC_TYPE_UNKNOWN) e->type = lc_eu_type(v[SUBJECT]);
    e->citation = lc_build_line(&p->build, v[REG_TITLE]);
    lc_build_program(&p->build, v[REG_PROGRAMME]);
    lc_party_from(p, "Entity_DesignationDate", v[DESIGNATED], r->line, r->byte);
    if (e->from == LC_DATE_NONE) e->from_is_publication = lc_when_day(v[REG_IN_FORCE], &e->from);
    lc_party_attr(p, "logical_id", v[LOGICAL_ID]);
    lc_party_attr(p, "un_ref", v[UN_ID]);
    lc_party_attr(p, "designation_details", v[DETAILS]);
    lc_party_attr(p, "remarks", v[REMARK]);
    lc_party_attr(p, "source_list_url", v[REG_URL]);
}

static int take_party(void *ctx, lc_sv key, const lc_group_row *rows, licet_error *err)
{
    lc_party *p = &((run *)ctx)->party;
    lc_party_begin(p);
    lc_sv reference = lc_build_trim(rows->values[REFERENCE]);
    p->build.entry.number = reference.len ? reference : key;
    for (const lc_group_row *r = rows; r; r = r->next) {
        add_name(p, r->values);
        add_birth(p, r->values);
        add_address(p, r->values);
        add_ident(p, r->values);
        lc_eu_add_country(p, "citizenships", r->values[CITIZEN_CODE], r->values[CITIZEN]);
        add_extra(p, r);
    }
    add_entity(p, rows);
    return lc_party_put(p, rows->line, rows->byte, rows->bytes, err);
}

/* ---- rows ---- */

static int take_row(void *ctx, const lc_row *row, licet_error *err)
{
    run *r = ctx;
    lc_sv key = lc_build_trim(row->values[LOGICAL_ID]);
    if (r->generated == LC_DATE_NONE) lc_when_day(row->values[GENERATED], &r->generated);
    if (!key.len)
        return lc_input_refuse(r->party.in, row->line, row->byte, err,
                               "a row without an Entity_LogicalId: the list is not whole");
    return lc_groups_add(r->groups, key, row, err);
}

static lc_rows format_of(run *r)
{
    return (lc_rows){';', columns, FIELDS, WHOLE, r, take_row, NULL, true};
}

int lc_eu_fsf_csv(lc_input *in, lc_source_result *out, licet_error *err)
{
    run r = {.groups = lc_groups_new(in, FIELDS), .generated = LC_DATE_NONE};
    lc_rows f = format_of(&r);
    lc_party_init(&r.party, in, "eu_fsf", "EU");
    int rc = lc_rows_run(in, &f, err);
    if (!rc) rc = lc_groups_each(r.groups, &r, take_party, err);
    if (!rc) rc = lc_party_end(&r.party, err);
    if (!rc) rc = lc_input_end(in, "eu-fsf-csv", r.generated, out, err);
    lc_party_done(&r.party);
    lc_groups_free(r.groups);
    return rc;
}

bool lc_eu_fsf_csv_fits(lc_sv head)
{
    lc_rows f = format_of(NULL);
    return lc_rows_header_fits(head, &f);
}
