#include "source/ftm.h"
#include "source/ident.h"
#include "source/place.h"
#include "source/when.h"
#include "text/country.h"

/* ---- schemas ---- */

lc_ftm_kind lc_ftm_kind_of(lc_sv schema, lc_party_type *out_type)
{
    static const struct {
        const char *schema;
        lc_ftm_kind kind;
        lc_party_type type;
    } schemas[] = {{"Person", LC_FTM_PARTY, LC_TYPE_PERSON},
                   {"LegalEntity", LC_FTM_PARTY, LC_TYPE_UNKNOWN},
                   {"Organization", LC_FTM_PARTY, LC_TYPE_ORG},
                   {"Company", LC_FTM_PARTY, LC_TYPE_ORG},
                   {"PublicBody", LC_FTM_PARTY, LC_TYPE_ORG},
                   {"Vessel", LC_FTM_PARTY, LC_TYPE_VESSEL},
                   {"Airplane", LC_FTM_PARTY, LC_TYPE_AIRCRAFT},
                   {"Vehicle", LC_FTM_PARTY, LC_TYPE_UNKNOWN},
                   {"Address", LC_FTM_SIDE, LC_TYPE_UNKNOWN},
                   {"Sanction", LC_FTM_SIDE, LC_TYPE_UNKNOWN},
                   {"Identification", LC_FTM_SIDE, LC_TYPE_UNKNOWN},
                   {"Passport", LC_FTM_SIDE, LC_TYPE_UNKNOWN}};
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++) {
        if (!lc_sv_is(schema, schemas[i].schema)) continue;
        *out_type = schemas[i].type;
        return schemas[i].kind;
    }
    return LC_FTM_OTHER;
}

static const lc_ftm_number numbers[] = {{"passportNumber", "Passport"},
                                        {"idNumber", "Identification number"},
                                        {"imoNumber", "IMO"},
                                        {"mmsi", "MMSI"},
                                        {"callSign", "Call Sign"},
                                        {"registrationNumber", "Registration number"},
                                        {"taxNumber", "Tax number"},
                                        {"innCode", "INN"},
                                        {"ogrnCode", "OGRN"},
                                        {"okpoCode", "OKPO"},
                                        {"vatCode", "VAT number"},
                                        {"leiCode", "LEI"},
                                        {"swiftBic", "SWIFT/BIC"},
                                        {"dunsCode", "DUNS"},
                                        {"uscCode", "Unified Social Credit Code"},
                                        {"uniqueEntityId", "UEI"},
                                        {"cageCode", "CAGE"},
                                        {"npiCode", "NPI"},
                                        {"socialSecurityNumber", "Social security number"},
                                        {"icaoCode", "ICAO"},
                                        {"serialNumber", "Serial number"}};

const lc_ftm_number *lc_ftm_number_at(size_t i)
{
    return i < sizeof numbers / sizeof *numbers ? &numbers[i] : NULL;
}

/* ---- properties ---- */

static lc_sv first_of(const lc_json *properties, const char *name)
{
    return lc_json_sv(lc_json_at(lc_json_get(properties, name), 0));
}

static void each(lc_party *p, const lc_json *values, void (*take)(lc_party *p, lc_sv value))
{
    for (size_t i = 0; i < lc_json_len(values); i++) take(p, lc_json_sv(lc_json_at(values, i)));
}

static void add_primary(lc_party *p, lc_sv text)
{
    lc_build_name(&p->build, text, LC_NAME_PRIMARY);
}

static void add_alias(lc_party *p, lc_sv text)
{
    lc_build_name(&p->build, text, LC_NAME_ALIAS);
}

static void add_weak(lc_party *p, lc_sv text)
{
    lc_build_name(&p->build, text, LC_NAME_WEAK);
}

static void add_former(lc_party *p, lc_sv text)
{
    lc_build_name(&p->build, text, LC_NAME_FORMER);
}

static void add_country(lc_party *p, lc_sv text)
{
    lc_party_country(p, "country", text);
}

static void add_birth(lc_party *p, lc_sv text)
{
    lc_party_birth(p, text);
}

static void add_program(lc_party *p, lc_sv text)
{
    lc_build_program(&p->build, text);
}

static void add_address(lc_party *p, lc_sv text)
{
    if (lc_country_code(text).len)
        add_country(p, text);
    else
        lc_party_address(p, (lc_address){.street = text}, LC_SV_NONE);
}

/* Properties with a place in the entry. */
static const struct {
    const char *name;
    void (*take)(lc_party *p, lc_sv value);
} taken[] = {{"name", add_primary},         {"alias", add_alias},         {"weakAlias", add_weak},
             {"previousName", add_former},  {"abbreviation", add_weak},   {"country", add_country},
             {"nationality", add_country},  {"citizenship", add_country}, {"flag", add_country},
             {"jurisdiction", add_country}, {"mainCountry", add_country}, {"birthDate", add_birth},
             {"address", add_address}};
enum { TAKEN = sizeof taken / sizeof *taken };

/* Parts of names and what is only repeated elsewhere. */
static bool is_left_out(lc_sv name)
{
    static const char *const names[] = {"firstName",  "lastName",      "middleName", "fatherName",
                                        "secondName", "addressEntity", "nameSuffix"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (lc_sv_is(name, names[i])) return true;
    return false;
}

static bool is_placed(lc_sv name)
{
    for (size_t i = 0; i < TAKEN; i++)
        if (lc_sv_is(name, taken[i].name)) return true;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (lc_sv_is(name, numbers[i].property)) return true;
    return is_left_out(name);
}

static lc_sv joined(lc_arena *a, const lc_json *values)
{
    size_t n = lc_json_len(values);
    lc_sv *texts = LC_NEW_N(a, lc_sv, n + 1);
    for (size_t i = 0; i < n; i++) texts[i] = lc_json_sv(lc_json_at(values, i));
    return lc_build_join(a, texts, n, LC_SV("; "));
}

static void add_others(lc_party *p, const lc_json *properties)
{
    for (size_t i = 0; i < lc_json_len(properties); i++) {
        lc_sv name = lc_json_key(properties, i);
        const lc_json *values = lc_json_at(properties, i);
        if (is_placed(name)) continue;
        if (lc_sv_is(name, "sourceUrl")) {
            lc_party_attr(p, "source_list_url", lc_json_sv(lc_json_at(values, 0)));
            continue;
        }
        lc_party_attr_of(p, lc_sv_is(name, "notes") ? LC_SV("remarks") : name,
                         joined(p->build.arena, values));
    }
}

/* ---- addresses ---- */

static void add_address_entity(lc_party *p, const lc_json *a)
{
    lc_address parts = {.street = first_of(a, "street"),
                        .city = first_of(a, "city"),
                        .state = first_of(a, "region"),
                        .postal = first_of(a, "postalCode"),
                        .country = first_of(a, "country")};
    lc_sv full = first_of(a, "full");
    lc_address whole = {.text = lc_build_line(&p->build, full),
                        .country = lc_country_code(parts.country),
                        .street = lc_build_trim(parts.street),
                        .city = lc_build_trim(parts.city),
                        .state = lc_build_trim(parts.state),
                        .postal = lc_build_trim(parts.postal)};
    if (!whole.text.len) {
        lc_party_address(p, parts, LC_SV_NONE);
        return;
    }
    if (!whole.country.len) whole.country = lc_place_country(whole.text);
    for (size_t i = 0; i < p->build.entry.n_addresses; i++)
        if (lc_sv_eq(p->build.entry.addresses[i].text, whole.text)) return;
    lc_build_address(&p->build, whole);
}

static void add_address_entities(lc_party *p, const lc_json *properties, const lc_ftm_side *side)
{
    const lc_json *ids = lc_json_get(properties, "addressEntity");
    for (size_t i = 0; i < lc_json_len(ids); i++) {
        const lc_json *a = lc_ftm_side_address(side, lc_json_sv(lc_json_at(ids, i)));
        if (a) add_address_entity(p, a);
    }
}

/* ---- identifications ---- */

/* Numbers are published as an entity and once more as a property of the party. */
static bool has_number(const lc_entry *e, lc_sv number)
{
    for (size_t i = 0; i < e->n_idents; i++)
        if (lc_sv_eq(e->idents[i].number, lc_build_trim(number))) return true;
    return false;
}

static void add_ident_entities(lc_party *p, const lc_ftm_ident *first)
{
    for (const lc_ftm_ident *i = first; i; i = i->next) {
        lc_sv type = first_of(i->properties, "type");
        if (!type.len) type = i->passport ? LC_SV("Passport") : LC_SV("Identification number");
        lc_sv number = first_of(i->properties, "number");
        if (!number.len) number = first_of(i->properties, "passportNumber");
        lc_party_ident(p, type, number, first_of(i->properties, "country"),
                       first_of(i->properties, "startDate"), first_of(i->properties, "endDate"),
                       first_of(i->properties, "summary"));
    }
}

static void add_numbers(lc_party *p, const lc_json *properties)
{
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        const lc_json *values = lc_json_get(properties, numbers[k].property);
        for (size_t i = 0; i < lc_json_len(values); i++) {
            lc_sv number = lc_json_sv(lc_json_at(values, i));
            if (has_number(&p->build.entry, number)) continue;
            lc_party_ident(p, lc_sv_of(numbers[k].type), number, LC_SV_NONE, LC_SV_NONE, LC_SV_NONE,
                           LC_SV_NONE);
        }
    }
}

/* ---- sanctions ---- */

/* The earliest of all days of a property. */
static void earliest(const lc_json *properties, const char *name, lc_date *io)
{
    const lc_json *days = lc_json_get(properties, name);
    lc_date d;
    for (size_t i = 0; i < lc_json_len(days); i++)
        if (lc_when_day(lc_json_sv(lc_json_at(days, i)), &d) && (*io == LC_DATE_NONE || d < *io))
            *io = d;
}

static void latest(const lc_json *properties, const char *name, lc_date *io)
{
    const lc_json *days = lc_json_get(properties, name);
    lc_date d;
    for (size_t i = 0; i < lc_json_len(days); i++)
        if (lc_when_day(lc_json_sv(lc_json_at(days, i)), &d) && (*io == LC_DATE_NONE || d > *io))
            *io = d;
}

/* An end counts only where every sanction has one. */
static void add_dates(lc_party *p, const lc_ftm_sanction *first)
{
    lc_entry *e = &p->build.entry;
    lc_date listed = LC_DATE_NONE, until = LC_DATE_NONE;
    bool all_end = first != NULL;
    for (const lc_ftm_sanction *s = first; s; s = s->next) {
        earliest(s->properties, "startDate", &e->from);
        earliest(s->properties, "listingDate", &listed);
        latest(s->properties, "endDate", &until);
        all_end &= lc_json_len(lc_json_get(s->properties, "endDate")) > 0;
    }
    if (all_end) e->to = until;
    e->from_is_publication = e->from == LC_DATE_NONE && listed != LC_DATE_NONE;
    if (e->from == LC_DATE_NONE) e->from = listed;
}

static void add_sanction(lc_party *p, const lc_json *s)
{
    const lc_json *programs = lc_json_get(s, "program");
    each(p, lc_json_len(programs) ? programs : lc_json_get(s, "programId"), add_program);
    lc_party_attr(p, "authority", joined(p->build.arena, lc_json_get(s, "authority")));
    lc_party_attr(p, "authority_number", joined(p->build.arena, lc_json_get(s, "authorityId")));
    lc_party_attr(p, "reason", joined(p->build.arena, lc_json_get(s, "reason")));
}

/* Who lists it, or what a record of ours cited (report/ftm.h). */
static void add_law(lc_party *p, const lc_ftm_sanction *first)
{
    lc_arena *a = p->build.arena;
    lc_entry *e = &p->build.entry;
    lc_sv authorities = LC_SV_NONE;
    for (const lc_ftm_sanction *s = first; s; s = s->next) {
        add_sanction(p, s->properties);
        lc_sv one = first_of(s->properties, "authority");
        const lc_sv both[] = {authorities, one};
        if (lc_sv_find(authorities, one, 0) == SIZE_MAX)
            authorities = lc_build_join(a, both, 2, LC_SV("; "));
        if (!e->citation.len) e->citation = first_of(s->properties, "recordId");
        if (!e->requirement.len)
            e->requirement = joined(a, lc_json_get(s->properties, "provisions"));
    }
    if (!e->citation.len) e->citation = authorities;
}

/* ---- the party ---- */

/* Dates of birth that the schema has no form for stand beside it, where licet wrote the file. */
static void add_births_beside(lc_party *p, const lc_json *entity)
{
    const lc_json *births = lc_json_path(entity, "licet.births");
    if (lc_json_kind_of(births) != LC_JSON_ARRAY || !lc_json_len(births)) return;
    p->build.entry.n_births = 0;
    for (size_t i = 0; i < lc_json_len(births); i++)
        lc_build_birth(&p->build, lc_json_sv(lc_json_at(births, i)));
}

/* The caption is what the publisher calls the party; it is one of its names. */
static void add_names(lc_party *p, const lc_json *entity, const lc_json *properties)
{
    lc_sv caption = lc_json_get_sv(entity, "caption");
    const lc_json *names = lc_json_get(properties, "name");
    for (size_t i = 0; i < lc_json_len(names); i++)
        if (lc_sv_eq(lc_json_sv(lc_json_at(names, i)), caption)) add_primary(p, caption);
    for (size_t i = 0; i < TAKEN; i++)
        each(p, lc_json_get(properties, taken[i].name), taken[i].take);
    if (p->build.entry.n_names) p->build.entry.names[0].kind = LC_NAME_PRIMARY;
    if (!p->build.entry.n_names) add_primary(p, caption);
    lc_party_scripts(p);
}

void lc_ftm_party(lc_party *p, const lc_json *entity, const lc_ftm_side *side)
{
    lc_entry *e = &p->build.entry;
    const lc_json *properties = lc_json_get(entity, "properties");
    lc_sv id = lc_json_get_sv(entity, "id");
    lc_ftm_kind_of(lc_json_get_sv(entity, "schema"), &e->type);
    e->number = id;
    /* addresses in parts before those in one line, which may repeat them */
    add_address_entities(p, properties, side);
    add_names(p, entity, properties);
    add_births_beside(p, entity);
    add_ident_entities(p, lc_ftm_side_idents(side, id));
    add_numbers(p, properties);
    add_dates(p, lc_ftm_side_sanctions(side, id));
    add_law(p, lc_ftm_side_sanctions(side, id));
    if (!e->n_programs) each(p, lc_json_get(properties, "programId"), add_program);
    add_others(p, properties);
    lc_party_attr(p, "datasets", joined(p->build.arena, lc_json_get(entity, "datasets")));
}
