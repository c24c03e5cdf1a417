/* The Consolidated List of Financial Sanctions Targets of the Office of Financial Sanctions
 * Implementation, CSV in the format of 2022 (ConList.csv): one line with the date, a header of 36
 * columns, a row for every name and address of a target; rows of one target share its Group ID and
 * need not stand together. Closed on 2026-01-28, when the UK Sanctions List (uk_sl.c) became the
 * only one; read for what stood on it before. */
#include "source/groups.h"
#include "source/publishers.h"
#include "source/uk.h"
#include "source/when.h"

typedef enum field {
    NAME6 = 0,
    NAME1,
    NAME2,
    NAME3,
    NAME4,
    NAME5,
    TITLE,
    NON_LATIN,
    NON_LATIN_SCRIPT,
    NON_LATIN_LANGUAGE,
    BIRTH,
    BIRTH_TOWN,
    BIRTH_COUNTRY,
    NATIONALITY,
    PASSPORT,
    PASSPORT_DETAILS,
    NATIONAL_ID,
    NATIONAL_ID_DETAILS,
    POSITION,
    ADDRESS1,
    ADDRESS2,
    ADDRESS3,
    ADDRESS4,
    ADDRESS5,
    ADDRESS6,
    POSTAL,
    COUNTRY,
    OTHER,
    TYPE,
    ALIAS_TYPE,
    ALIAS_QUALITY,
    REGIME,
    LISTED,
    DESIGNATED,
    UPDATED,
    GROUP_ID,
    FIELDS
} field;

static const lc_column columns[FIELDS] = {
    [NAME6] = {"Name 6", true},
    [NAME1] = {"Name 1", true},
    [NAME2] = {"Name 2", false},
    [NAME3] = {"Name 3", false},
    [NAME4] = {"Name 4", false},
    [NAME5] = {"Name 5", false},
    [TITLE] = {"Title", false},
    [NON_LATIN] = {"Name Non-Latin Script", false},
    [NON_LATIN_SCRIPT] = {"Non-Latin Script Type", false},
    [NON_LATIN_LANGUAGE] = {"Non-Latin Script Language", false},
    [BIRTH] = {"DOB", false},
    [BIRTH_TOWN] = {"Town of Birth", false},
    [BIRTH_COUNTRY] = {"Country of Birth", false},
    [NATIONALITY] = {"Nationality", false},
    [PASSPORT] = {"Passport Number", false},
    [PASSPORT_DETAILS] = {"Passport Details", false},
    [NATIONAL_ID] = {"National Identification Number", false},
    [NATIONAL_ID_DETAILS] = {"National Identification Details", false},
    [POSITION] = {"Position", false},
    [ADDRESS1] = {"Address 1", false},
    [ADDRESS2] = {"Address 2", false},
    [ADDRESS3] = {"Address 3", false},
    [ADDRESS4] = {"Address 4", false},
    [ADDRESS5] = {"Address 5", false},
    [ADDRESS6] = {"Address 6", false},
    [POSTAL] = {"Post/Zip Code", false},
    [COUNTRY] = {"Country", false},
    [OTHER] = {"Other Information", false},
    [TYPE] = {"Group Type", true},
    [ALIAS_TYPE] = {"Alias Type", true},
    [ALIAS_QUALITY] = {"Alias Quality", false},
    [REGIME] = {"Regime", true},
    [LISTED] = {"Listed On", false},
    [DESIGNATED] = {"UK Sanctions List Date Designated", false},
    [UPDATED] = {"Last Updated", false},
    [GROUP_ID] = {"Group ID", true}};

static const lc_uk_columns shared = {
    .names = {NAME1, NAME2, NAME3, NAME4, NAME5, NAME6},
    .name_type = ALIAS_TYPE,
    .strength = ALIAS_QUALITY,
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

/* ---- one target ---- */

/* "(IMO number):7408873 (Flag of ship):North Korea ...": what one such mark is followed by. */
static lc_sv marked(lc_sv text, const char *mark)
{
    size_t at = lc_sv_find(text, lc_sv_of(mark), 0);
    if (at == SIZE_MAX) return LC_SV_NONE;
    lc_sv rest = lc_sv_from(text, at + strlen(mark));
    for (size_t end = lc_sv_find(rest, LC_SV("):"), 0); end != SIZE_MAX && end;
         end = lc_sv_find(rest, LC_SV("):"), end + 1)) {
        size_t open = end;
        while (open && rest.data[open] != '(') open--;
        if (rest.data[open] != '(') continue;
        rest.len = open;
        break;
    }
    return lc_build_trim(rest);
}

static void add_other(lc_party *p, lc_sv text)
{
    static const struct {
        const char *mark, *attr;
    } kept[] = {{"(UK Sanctions List Ref):", "uk_sanctions_list_ref"},
                {"(UN Ref):", "un_ref"},
                {"(Flag of ship):", "vessel_flag"},
                {"(Type of ship):", "vessel_type"},
                {"(Current owners):", "vessel_owner"},
                {"(Parent company):", "parent_company"}};
    lc_party_attr(p, "remarks", text);
    lc_sv imo = marked(text, "(IMO number):");
    if (imo.len) lc_party_imo(p, imo);
    lc_uk_business(p, marked(text, "(Business Reg No):"));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        lc_sv v = marked(text, kept[i].mark), rest = v;
        if (i < 2) v = lc_sv_cut(&rest, LC_SV(". "));
        if (i < 2 && lc_sv_ends(v, LC_SV("."))) v.len--;
        lc_party_attr(p, kept[i].attr, v);
    }
}

static void add_facts(lc_party *p, const lc_group_row *r)
{
    const lc_sv *v = r->values;
    lc_uk_birth(p, v, &shared);
    lc_uk_papers(p, v, &shared);
    lc_uk_address(p, v, &shared);
    add_other(p, v[OTHER]);
    lc_build_program(&p->build, v[REGIME]);
    lc_party_attr(p, "title", v[TITLE]);
    lc_party_attr(p, "position", v[POSITION]);
    lc_party_attr(p, "updated", v[UPDATED]);
    lc_party_attr(p, "date_designated", v[DESIGNATED]);
    for (size_t i = 0; i < r->n_extra; i++)
        lc_party_attr_of(p, r->extra[i].name, r->extra[i].value);
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
    lc_party_from(p, "Listed On", rows->values[LISTED], rows->line, rows->byte);
    p->build.entry.citation = rows->values[REGIME];
    return lc_party_put(p, rows->line, rows->byte, rows->bytes, err);
}

/* ---- rows ---- */

/* Of a damaged row the target's number is not known: it becomes an entry by its name. */
static int take_damaged(lc_grouped *r, const lc_row *row, licet_error *err)
{
    lc_party *p = &r->party;
    lc_party_begin(p);
    lc_party_maybe(p, row->maybe, row->n_maybe);
    for (size_t i = 0; i < row->n_extra; i++)
        lc_party_attr_of(p, row->extra[i].name, row->extra[i].value);
    return lc_party_put(p, row->line, row->byte, row->bytes, err);
}

static int take_row(void *ctx, const lc_row *row, licet_error *err)
{
    lc_grouped *r = ctx;
    lc_sv key = lc_build_trim(row->values[GROUP_ID]);
    if (row->partial) return take_damaged(r, row, err);
    if (!key.len)
        return lc_input_refuse(r->party.in, row->line, row->byte, err,
                               "a row without a Group ID: the list is not whole");
    return lc_groups_add(r->groups, key, row, err);
}

/* "Last Updated,10/04/2025,,," */
static bool above_header(void *ctx, const lc_csv_row *first)
{
    lc_grouped *r = ctx;
    if (first->problem || first->n < 2 ||
        !lc_sv_ieq(lc_build_trim(first->fields[0]), LC_SV("Last Updated")))
        return false;
    return lc_when_day(first->fields[1], &r->date);
}

static const lc_rows format = {.separator = ',',
                               .columns = columns,
                               .n_columns = FIELDS,
                               .trusted = NAME6,
                               .row = take_row,
                               .above = above_header};

static int parse_input(lc_input *in, lc_source_result *out, licet_error *err)
{
    const lc_grouped_list list = {"uk_ofsi", "OFSI", "ofsi-csv", &format, take_party};
    return lc_grouped_run(&list, in, out, err);
}

static int parse(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_source_result *out, licet_error *err)
{
    return lc_input_run(in, origin, sink, parse_input, NULL, out, err);
}

static bool recognises(lc_sv head, lc_sv file_name)
{
    (void)file_name;
    return lc_uk_table_fits(head, &format, "Last Updated");
}

const lc_source lc_source_uk_ofsi = {.id = "uk_ofsi",
                                     .title = "UK OFSI Consolidated List (closed 2026-01-28)",
                                     .recognises = recognises,
                                     .parse = parse};
