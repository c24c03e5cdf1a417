/* One record of the Consolidated Screening List -> one entry. Every field that holds something goes
 * to a member of the entry or to an attribute with the column's name. */
#include "source/csl.h"

#include "source/names.h"
#include "source/place.h"
#include "text/country.h"

const lc_column lc_csl_columns[LC_CSL_FIELDS] = {
    [LC_CSL_ID] = {"_id", false},
    [LC_CSL_SOURCE] = {"source", true},
    [LC_CSL_NUMBER] = {"entity_number", true},
    [LC_CSL_TYPE] = {"type", true},
    [LC_CSL_PROGRAMS] = {"programs", true},
    [LC_CSL_NAME] = {"name", true},
    [LC_CSL_TITLE] = {"title", false},
    [LC_CSL_ADDRESSES] = {"addresses", true},
    [LC_CSL_NOTICE] = {"federal_register_notice", true},
    [LC_CSL_START] = {"start_date", true},
    [LC_CSL_END] = {"end_date", true},
    [LC_CSL_STANDARD_ORDER] = {"standard_order", true},
    [LC_CSL_REQUIREMENT] = {"license_requirement", true},
    [LC_CSL_POLICY] = {"license_policy", true},
    [LC_CSL_CALL_SIGN] = {"call_sign", false},
    [LC_CSL_VESSEL_TYPE] = {"vessel_type", false},
    [LC_CSL_GROSS_TONNAGE] = {"gross_tonnage", false},
    [LC_CSL_GROSS_REGISTERED_TONNAGE] = {"gross_registered_tonnage", false},
    [LC_CSL_VESSEL_FLAG] = {"vessel_flag", false},
    [LC_CSL_VESSEL_OWNER] = {"vessel_owner", false},
    [LC_CSL_REMARKS] = {"remarks", false},
    [LC_CSL_LIST_URL] = {"source_list_url", false},
    [LC_CSL_ALT_NAMES] = {"alt_names", true},
    [LC_CSL_CITIZENSHIPS] = {"citizenships", false},
    [LC_CSL_BIRTHS] = {"dates_of_birth", false},
    [LC_CSL_NATIONALITIES] = {"nationalities", false},
    [LC_CSL_BIRTHPLACES] = {"places_of_birth", false},
    [LC_CSL_INFORMATION_URL] = {"source_information_url", false},
    [LC_CSL_IDS] = {"ids", false},
    [LC_CSL_COUNTRY] = {"country", false},
};

/* What stands in the first brackets of a source name. */
static const struct {
    const char *text, *code;
} sublists[] = {{"SDN", "SDN"},
                {"EL", "EL"},
                {"DPL", "DPL"},
                {"UVL", "UVL"},
                {"MEU", "MEU"},
                {"FSE", "FSE"},
                {"SSI", "SSI"},
                {"PLC", "PLC"},
                {"CAP", "CAP"},
                {"CMIC", "CMIC"},
                {"NS-MBS List", "NS-MBS"},
                {"NS-MBS", "NS-MBS"},
                {"MBS", "NS-MBS"},
                {"DTC", "DTC"},
                {"ISN", "ISN"}};

const char *lc_csl_sublist(lc_sv source)
{
    size_t open = lc_sv_find(source, LC_SV("("), 0);
    size_t close = open == SIZE_MAX ? SIZE_MAX : lc_sv_find(source, LC_SV(")"), open);
    if (close == SIZE_MAX) return NULL;
    lc_sv code = lc_sv_trim((lc_sv){source.data + open + 1, close - open - 1});
    for (size_t i = 0; i < sizeof sublists / sizeof *sublists; i++)
        if (lc_sv_ieq(code, lc_sv_of(sublists[i].text))) return sublists[i].code;
    return NULL;
}

void lc_csl_init(lc_csl *c, lc_input *in)
{
    *c = (lc_csl){.in = in, .build = {.arena = lc_arena_new()}, .keys = lc_keys_new()};
}

void lc_csl_done(lc_csl *c)
{
    lc_arena_free(c->build.arena);
    lc_keys_free(c->keys);
}

void lc_csl_begin(lc_csl *c)
{
    lc_build_begin(&c->build, "us_csl", "OTHER");
}

/* ---- fields ---- */

static lc_sv value(const lc_csl_record *r, lc_csl_field f)
{
    return lc_build_trim(r->values[f]);
}

static void keep(lc_csl *c, const lc_csl_record *r, lc_csl_field f)
{
    lc_build_attr(&c->build, lc_sv_of(lc_csl_columns[f].name), r->values[f]);
}

static void add_country(lc_build *b, lc_sv part)
{
    lc_build_country(b, lc_country_code(part));
}

/* "Address 01" ... are no names but addresses whose every user is bound (15 CFR 744.16(f)). */
static bool is_address_entry(const char *sublist, lc_sv name)
{
    lc_sv number = lc_sv_from(name, sizeof "Address " - 1);
    uint64_t n;
    return strcmp(sublist, "EL") == 0 &&
           lc_sv_ieq((lc_sv){name.data, name.len - number.len}, LC_SV("Address ")) &&
           lc_sv_u64(lc_sv_trim(number), &n);
}

static void add_identity(lc_csl *c, const lc_csl_record *r)
{
    lc_build *b = &c->build;
    lc_sv source = value(r, LC_CSL_SOURCE), name = value(r, LC_CSL_NAME);
    const char *sublist = lc_csl_sublist(source);
    if (sublist)
        b->entry.sublist = lc_sv_of(sublist);
    else
        lc_input_tell_once(c->in, "unknown_source", r->line, r->byte,
                           lc_arena_printf(b->arena, "source \"%.*s\" is not known; sub-list OTHER",
                                           LC_SV_ARG(source)));
    b->entry.number = value(r, LC_CSL_NUMBER);
    b->entry.address_only = sublist && is_address_entry(sublist, name);
    lc_names_primary(b, name);
    lc_names_joined(b, r->values[LC_CSL_ALT_NAMES], LC_NAME_ALIAS);
    for (size_t i = 0; i < r->n_maybe; i++) lc_names_alias(b, r->maybe[i], LC_NAME_ALIAS);
    if (!name.len && b->entry.n_names) b->entry.names[0].kind = LC_NAME_PRIMARY;
}

static void add_type(lc_csl *c, const lc_csl_record *r)
{
    lc_sv word = value(r, LC_CSL_TYPE);
    lc_party_type t = lc_party_type_of(word);
    if (t != LC_TYPE_UNKNOWN)
        c->build.entry.type = t;
    else
        keep(c, r, LC_CSL_TYPE);
    if (word.len && t == LC_TYPE_UNKNOWN)
        lc_input_tell_once(
            c->in, "unknown_type", r->line, r->byte,
            lc_arena_printf(c->build.arena, "type \"%.*s\" is not known; kept", LC_SV_ARG(word)));
}

static void add_date(lc_csl *c, const lc_csl_record *r, lc_csl_field f, lc_date *out)
{
    lc_sv text = value(r, f);
    if (!text.len || lc_date_any(text, out)) return;
    keep(c, r, f);
    lc_input_tell(c->in, "bad_date", r->line, r->byte, false, "%s \"%.*s\" is no date; kept",
                  lc_csl_columns[f].name, LC_SV_ARG(text));
}

/* A CSL start_date is when the notice was published: the entry took effect then or before. */
static void add_dates(lc_csl *c, const lc_csl_record *r)
{
    lc_entry *e = &c->build.entry;
    add_date(c, r, LC_CSL_START, &e->from);
    add_date(c, r, LC_CSL_END, &e->to);
    e->from_is_publication = e->from != LC_DATE_NONE;
}

static void add_law(lc_csl *c, const lc_csl_record *r)
{
    lc_entry *e = &c->build.entry;
    lc_build_each(&c->build, r->values[LC_CSL_PROGRAMS], lc_build_program);
    e->citation = value(r, LC_CSL_NOTICE);
    e->requirement = value(r, LC_CSL_REQUIREMENT);
    e->policy = value(r, LC_CSL_POLICY);
    e->standard_order = value(r, LC_CSL_STANDARD_ORDER);
    if (lc_sv_is(e->standard_order, "y")) e->standard_order = LC_SV("Y");
    if (lc_sv_is(e->standard_order, "n")) e->standard_order = LC_SV("N");
}

/* Some published parts hold several addresses; they are split as in the joined layout, and then
 * have no parts. */
static void add_address(lc_build *b, const lc_address *parts)
{
    lc_sv text = lc_place_text(b->arena, parts);
    if (lc_sv_find(text, LC_SV("; "), 0) == SIZE_MAX)
        lc_place_add_parts(b, *parts);
    else
        lc_place_add_joined(b, text);
}

static void add_places(lc_csl *c, const lc_csl_record *r)
{
    lc_build *b = &c->build;
    for (size_t i = 0; i < r->n_addresses; i++) add_address(b, &r->addresses[i]);
    if (!r->addresses) lc_place_add_joined(b, r->values[LC_CSL_ADDRESSES]);
    lc_build_each(b, r->values[LC_CSL_NATIONALITIES], add_country);
    lc_build_each(b, r->values[LC_CSL_CITIZENSHIPS], add_country);
    lc_build_each(b, r->values[LC_CSL_VESSEL_FLAG], add_country);
    lc_build_each(b, r->values[LC_CSL_COUNTRY], add_country);
}

static void add_attributes(lc_csl *c, const lc_csl_record *r)
{
    static const lc_csl_field kept[] = {LC_CSL_ID,
                                        LC_CSL_SOURCE,
                                        LC_CSL_TITLE,
                                        LC_CSL_CALL_SIGN,
                                        LC_CSL_VESSEL_TYPE,
                                        LC_CSL_GROSS_TONNAGE,
                                        LC_CSL_GROSS_REGISTERED_TONNAGE,
                                        LC_CSL_VESSEL_FLAG,
                                        LC_CSL_VESSEL_OWNER,
                                        LC_CSL_REMARKS,
                                        LC_CSL_LIST_URL,
                                        LC_CSL_CITIZENSHIPS,
                                        LC_CSL_NATIONALITIES,
                                        LC_CSL_BIRTHPLACES,
                                        LC_CSL_INFORMATION_URL,
                                        LC_CSL_COUNTRY};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) keep(c, r, kept[i]);
    for (size_t i = 0; i < r->n_extra; i++)
        lc_build_attr(&c->build, r->extra[i].name, r->extra[i].value);
}

/* ---- the record ---- */

/* A damaged row is only worth keeping if what stands in its place is really a list. */
static int check(lc_csl *c, const lc_csl_record *r, licet_error *err)
{
    if (!r->partial || lc_csl_sublist(value(r, LC_CSL_SOURCE))) return 0;
    return lc_input_refuse(c->in, r->line, r->byte, err,
                           "a row with the wrong number of fields and no list's name in its place: "
                           "the list is not whole");
}

static int no_name(lc_csl *c, const lc_csl_record *r)
{
    lc_input_bad_row(c->in);
    lc_input_tell(c->in, "no_name", r->line, r->byte, true, "a record of \"%.*s\" without a name",
                  LC_SV_ARG(value(r, LC_CSL_SOURCE)));
    return 0;
}

static void give_key(lc_csl *c, const lc_csl_record *r)
{
    lc_entry *e = &c->build.entry;
    uint32_t ordinal;
    e->key = lc_keys_next(c->keys, c->build.arena, e, &ordinal);
    if (!e->number.len) return;
    c->numbered++;
    if (ordinal == 1) return;
    c->numbered_twice++;
    lc_input_tell(c->in, "number_twice", r->line, r->byte, false, "%.*s number %.*s stands twice",
                  LC_SV_ARG(e->sublist), LC_SV_ARG(e->number));
}

int lc_csl_put(lc_csl *c, const lc_csl_record *r, licet_error *err)
{
    int rc = check(c, r, err);
    if (rc) return rc;
    lc_build *b = &c->build;
    add_identity(c, r);
    if (!b->entry.n_names) return no_name(c, r);
    add_type(c, r);
    add_dates(c, r);
    add_law(c, r);
    add_places(c, r);
    lc_build_each(b, r->values[LC_CSL_BIRTHS], lc_build_birth);
    lc_csl_add_idents(b, r);
    lc_csl_add_vessel(b, r);
    add_attributes(c, r);
    give_key(c, r);
    return lc_input_entry(c->in, b, r->line, r->byte, r->bytes, err);
}

int lc_csl_end(lc_csl *c, licet_error *err)
{
    if (c->numbered_twice <= LC_INPUT_BAD_ROWS_MAX ||
        c->numbered_twice * 100 <= c->numbered * LC_INPUT_BAD_ROWS_PERCENT)
        return 0;
    return lc_input_refuse(c->in, 0, 0, err,
                           "%llu of %llu numbers stand twice: the file was put together from parts",
                           (unsigned long long)c->numbered_twice, (unsigned long long)c->numbered);
}
