/* The Consolidated List of the Australian Department of Foreign Affairs and Trade, in the format of
 * November 2025 (and the one before, with fewer columns): a workbook, or the same table as CSV. A
 * row for every name of a party; rows of party 2 have the references 2, 2a, 2b ... Everything but
 * the name is repeated on each. */
#include "source/groups.h"
#include "source/ident.h"
#include "source/party.h"
#include "source/place.h"
#include "source/publishers.h"
#include "source/when.h"
#include "text/country.h"

typedef enum field {
    REFERENCE = 0,
    NAME,
    TYPE,
    NAME_TYPE,
    STRENGTH,
    BIRTH,
    BIRTHPLACE,
    CITIZENSHIP,
    ADDRESS,
    INFORMATION,
    LISTING,
    IMO,
    COMMITTEES,
    CONTROL_DATE,
    INSTRUMENT,
    FINANCIAL,
    TRAVEL,
    ARMS,
    MARITIME,
    FIELDS
} field;

static const lc_column columns[FIELDS] = {[REFERENCE] = {"Reference", true},
                                          [NAME] = {"Name of Individual or Entity", true},
                                          [TYPE] = {"Type", true},
                                          [NAME_TYPE] = {"Name Type", true},
                                          [STRENGTH] = {"Alias Strength", false},
                                          [BIRTH] = {"Date of Birth", true},
                                          [BIRTHPLACE] = {"Place of Birth", false},
                                          [CITIZENSHIP] = {"Citizenship", true},
                                          [ADDRESS] = {"Address", true},
                                          [INFORMATION] = {"Additional Information", false},
                                          [LISTING] = {"Listing Information", false},
                                          [IMO] = {"IMO Number", false},
                                          [COMMITTEES] = {"Committees", true},
                                          [CONTROL_DATE] = {"Control Date", false},
                                          [INSTRUMENT] = {"Instrument of Designation", false},
                                          [FINANCIAL] = {"Targeted Financial Sanction", false},
                                          [TRAVEL] = {"Travel Ban", false},
                                          [ARMS] = {"Arms Embargo", false},
                                          [MARITIME] = {"Maritime Restriction", false}};

/* ---- names ---- */

static bool is_primary(const lc_sv *v)
{
    return lc_sv_ieq(lc_build_trim(v[NAME_TYPE]), LC_SV("Primary Name"));
}

static void add_name(lc_party *p, const lc_sv *v)
{
    lc_name_kind kind = is_primary(v) ? LC_NAME_PRIMARY : LC_NAME_ALIAS;
    if (lc_sv_ieq(lc_build_trim(v[STRENGTH]), LC_SV("Weak"))) kind = LC_NAME_WEAK;
    lc_party_name(p, v[NAME], kind, LC_SV_NONE, LC_SV_NONE);
}

static void add_names(lc_party *p, const lc_group_row *rows)
{
    for (const lc_group_row *r = rows; r; r = r->next)
        if (is_primary(r->values)) add_name(p, r->values);
    for (const lc_group_row *r = rows; r; r = r->next) {
        add_name(p, r->values);
        lc_party_maybe(p, r->maybe, r->n_maybe);
    }
}

/* ---- dates of birth: "1966, 30/01/1972", one a line, "Approximately 1963" ---- */

/* Two days with a blank between: "01/02/1960 03/04/1961". */
static bool two_days(lc_sv t, lc_sv *first, lc_sv *second)
{
    lc_date d;
    size_t at = lc_sv_find(t, LC_SV(" "), 0);
    if (at == SIZE_MAX) return false;
    *first = (lc_sv){t.data, at};
    *second = lc_build_trim(lc_sv_from(t, at));
    return lc_when_day(*first, &d) && lc_when_day(*second, &d);
}

static void add_birth(lc_party *p, lc_sv text)
{
    lc_sv t = lc_build_trim(text), first, second;
    if (lc_sv_ends(t, LC_SV("_x000D_"))) t = lc_build_trim((lc_sv){t.data, t.len - 7});
    if (two_days(t, &first, &second)) {
        lc_party_birth(p, first);
        lc_party_birth(p, second);
        return;
    }
    lc_party_birth(p, t);
}

static void add_births(lc_party *p, lc_sv text)
{
    size_t from = 0;
    for (size_t i = 0; text.len && i <= text.len; i++) {
        if (i < text.len && text.data[i] != ',' && text.data[i] != '\n') continue;
        add_birth(p, (lc_sv){text.data + from, i - from});
        from = i + 1;
    }
}

/* ---- places ---- */

static void add_addresses(lc_party *p, lc_sv text)
{
    lc_party_list l = lc_party_list_of(lc_build_line(&p->build, text));
    lc_sv one;
    while (lc_party_list_next(&l, &one))
        while (one.data) {
            lc_sv street = lc_build_trim(lc_sv_cut(&one, LC_SV("; ")));
            if (lc_country_code(street).len)
                lc_party_country(p, "country", street);
            else
                lc_party_address(p, (lc_address){.street = street}, LC_SV_NONE);
        }
}

static void add_citizenships(lc_party *p, lc_sv text)
{
    for (lc_sv rest = text; rest.data;)
        lc_party_country(p, "citizenships", lc_sv_cut(&rest, LC_SV(";")));
}

/* ---- identifications out of the remarks ---- */

enum { NUMBER_MIN = 6, DIGITS_MIN = 5, WITHIN = 240 };

static bool is_number_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '/';
}

/* Where the numbers behind a mark end. */
static lc_sv numbers_of(lc_sv t)
{
    static const char *const ends[] = {"\n",     "National id", "Passport", "Address", "Other info",
                                       "Listed", "Gender",      "Review",   "DOB"};
    if (t.len > WITHIN) t.len = WITHIN;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t at = lc_sv_find(t, lc_sv_of(ends[i]), 0);
        if (at != SIZE_MAX) t.len = at;
    }
    return t;
}

/* Only what is clearly a number: five digits and more, no date, no telephone. */
static void add_numbers(lc_party *p, const char *type, lc_sv t)
{
    lc_date d;
    for (size_t i = 0; i < t.len; i++) {
        size_t n = 0;
        while (i + n < t.len && is_number_char(t.data[i + n])) n++;
        lc_sv number = {t.data + i, n};
        bool plus = i && t.data[i - 1] == '+';
        if (n >= NUMBER_MIN && lc_ident_digits(number) >= DIGITS_MIN && !plus &&
            !lc_when_day(number, &d))
            lc_party_ident(p, lc_sv_of(type), number, LC_SV_NONE, LC_SV_NONE, LC_SV_NONE,
                           LC_SV_NONE);
        i += n;
    }
}

static void add_idents(lc_party *p, lc_sv text)
{
    static const struct {
        const char *mark, *type;
    } marks[] = {{"passport no", "Passport"},
                 {"passport number", "Passport"},
                 {"national identification no", "National identification number"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        lc_sv mark = lc_sv_of(marks[i].mark);
        for (size_t at = lc_sv_ifind(text, mark, 0); at != SIZE_MAX;
             at = lc_sv_ifind(text, mark, at + mark.len))
            add_numbers(p, marks[i].type, numbers_of(lc_sv_from(text, at + mark.len)));
    }
}

/* ---- the listing ---- */

static void add_measures(lc_party *p, const lc_sv *v)
{
    static const field at[] = {FINANCIAL, TRAVEL, ARMS, MARITIME};
    lc_sv words[sizeof at / sizeof *at];
    for (size_t i = 0; i < sizeof at / sizeof *at; i++)
        words[i] = lc_sv_ieq(lc_build_trim(v[at[i]]), LC_SV("True")) ? lc_sv_of(columns[at[i]].name)
                                                                     : LC_SV_NONE;
    p->build.entry.requirement =
        lc_build_join(p->build.arena, words, sizeof at / sizeof *at, LC_SV("; "));
}

/* "Listed on 25 Jan. 2001 (amended on ...)"; else the last change, before which it was listed. */
static void add_date(lc_party *p, const lc_sv *v)
{
    lc_entry *e = &p->build.entry;
    if (lc_when_day_in(v[LISTING], &e->from)) return;
    e->from_is_publication = lc_when_day(v[CONTROL_DATE], &e->from);
}

static int take_party(void *ctx, lc_sv key, const lc_group_row *rows, licet_error *err)
{
    lc_party *p = &((lc_grouped *)ctx)->party;
    const lc_sv *v = rows->values;
    lc_party_begin(p);
    p->build.entry.number = key;
    p->build.entry.type = lc_party_type_of(v[TYPE]);
    add_names(p, rows);
    add_births(p, v[BIRTH]);
    add_citizenships(p, v[CITIZENSHIP]);
    add_addresses(p, v[ADDRESS]);
    if (lc_build_trim(v[IMO]).len) lc_party_imo(p, v[IMO]);
    add_idents(p, v[INFORMATION]);
    lc_build_program(&p->build, v[COMMITTEES]);
    add_measures(p, v);
    add_date(p, v);
    p->build.entry.citation = lc_build_line(&p->build, v[v[INSTRUMENT].len ? INSTRUMENT : LISTING]);
    lc_party_attr(p, "places_of_birth", v[BIRTHPLACE]);
    lc_party_attr(p, "remarks", v[INFORMATION]);
    lc_party_attr(p, "listing_information", v[LISTING]);
    lc_party_attr(p, "control_date", v[CONTROL_DATE]);
    for (const lc_group_row *r = rows; r; r = r->next)
        for (size_t i = 0; i < r->n_extra; i++)
            lc_party_attr_of(p, r->extra[i].name, r->extra[i].value);
    return lc_party_put(p, rows->line, rows->byte, rows->bytes, err);
}

/* ---- rows ---- */

/* "2a" -> "2" */
static lc_sv party_number(lc_sv reference)
{
    lc_sv t = lc_build_trim(reference);
    size_t n = 0;
    while (n < t.len && t.data[n] >= '0' && t.data[n] <= '9') n++;
    return n ? (lc_sv){t.data, n} : t;
}

static int take_row(void *ctx, const lc_row *row, licet_error *err)
{
    lc_grouped *r = ctx;
    lc_sv key = party_number(row->values[REFERENCE]);
    if (!key.len)
        return lc_input_refuse(r->party.in, row->line, row->byte, err,
                               "a row without a reference: the list is not whole");
    return lc_groups_add(r->groups, key, row, err);
}

static const lc_rows format = {
    .separator = ',', .columns = columns, .n_columns = FIELDS, .trusted = NAME, .row = take_row};

static int parse_input(lc_input *in, lc_source_result *out, licet_error *err)
{
    bool sheet = lc_input_kind_of(in) == LC_INPUT_SHEET;
    const lc_grouped_list list = {"au_dfat", "DFAT", sheet ? "dfat-xlsx" : "dfat-csv", &format,
                                  take_party};
    return lc_grouped_run(&list, in, out, err);
}

static int parse(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_source_result *out, licet_error *err)
{
    return lc_input_run(in, origin, sink, parse_input, NULL, out, err);
}

/* The bytes of a workbook do not show what is in it; the publisher's names for the file do. */
static bool recognises(lc_sv head, lc_sv file_name)
{
    bool workbook = lc_sv_ends(file_name, LC_SV(".xlsx"));
    return lc_rows_header_fits(head, &format) ||
           (workbook && (lc_sv_ifind(file_name, LC_SV("regulation8"), 0) != SIZE_MAX ||
                         lc_sv_ifind(file_name, LC_SV("australian_sanctions"), 0) != SIZE_MAX ||
                         lc_sv_ifind(file_name, LC_SV("dfat"), 0) != SIZE_MAX));
}

const lc_source lc_source_au_dfat = {.id = "au_dfat",
                                     .title = "Australian sanctions: the Consolidated List",
                                     .unproven = "XLSX",
                                     .recognises = recognises,
                                     .parse = parse};
