/* What OFAC's remarks say, between semicolons: "DOB 03 May 1938; POB Egypt; Passport 1084010
 * (Egypt); a.k.a. 'BNC'; Linked To: POUYA AIR." */
#include "source/ident.h"
#include "source/names.h"
#include "source/ofac.h"
#include "text/country.h"

static void add_country(lc_build *b, lc_sv text)
{
    lc_build_country(b, lc_country_code(text));
}

/* The quotation marks say that the name is weak: broad or generic (OFAC, question 122 of its
 * frequently asked ones). */
static lc_sv unquoted(lc_sv t)
{
    if (t.len > 1 && t.data[0] == '\'' && t.data[t.len - 1] == '\'')
        return lc_build_trim((lc_sv){t.data + 1, t.len - 2});
    return t;
}

static void add_weak(lc_build *b, lc_sv text)
{
    lc_build_name(b, unquoted(text), LC_NAME_WEAK);
}

static void add_former(lc_build *b, lc_sv text)
{
    lc_build_name(b, unquoted(text), LC_NAME_FORMER);
}

static void no_value(lc_build *b, lc_sv text)
{
    (void)b;
    (void)text;
}

static void add_call_sign(lc_build *b, lc_sv text)
{
    lc_ident_add_call_sign(b, text);
}

/* What begins so is this; attribute: kept under that name, too. */
static const struct {
    const char *begins, *attribute;
    void (*add)(lc_build *b, lc_sv text);
} words[] = {{"DOB ", NULL, lc_build_birth},
             {"POB ", "places_of_birth", no_value},
             {"nationality ", "nationalities", add_country},
             {"citizen ", "citizenships", add_country},
             {"a.k.a. ", NULL, add_weak},
             {"n.k.a. ", NULL, add_weak},
             {"f.k.a. ", NULL, add_former},
             {"Linked To: ", "linked_to", no_value},
             {"Gender ", "gender", no_value},
             {"Website ", "website", no_value},
             {"Email Address ", "email", no_value},
             {"Phone Number ", "phone", no_value},
             {"Secondary sanctions risk: ", "secondary_sanctions", no_value},
             {"Additional Sanctions Information - ", "additional_sanctions", no_value},
             {"Transactions Prohibited For ", "transactions_prohibited_for", no_value},
             {"Executive Order 13662 Directive Determination - ", "directive_13662", no_value},
             {"Executive Order 14024 Directive Information - ", "directive_14024", no_value},
             {"Executive Order 14024 Directive Information ", "directive_14024", no_value},
             {"CAATSA Section 235 Information: ", "caatsa_235", no_value},
             {"Nationality of Registration ", "nationality_of_registration", add_country},
             {"Organization Established Date ", "organization_established", no_value},
             {"Organization Type: ", "organization_type", no_value},
             {"Target Type ", "target_type", no_value},
             {"Vessel Flag ", "vessel_flag", add_country},
             {"Former Vessel Flag ", "former_vessel_flag", no_value},
             {"Vessel Type ", "vessel_type", no_value},
             {"Other Vessel Type ", "vessel_type", no_value},
             {"Vessel Call Sign ", "call_sign", add_call_sign},
             {"Other Vessel Call Sign ", "call_sign", add_call_sign},
             {"Vessel Owner ", "vessel_owner", no_value},
             {"Vessel Year of Build ", "vessel_year_of_build", no_value},
             {"Vessel Gross Tonnage ", "gross_tonnage", no_value},
             {"Vessel Gross Registered Tonnage ", "gross_registered_tonnage", no_value},
             {"Aircraft Model ", "aircraft_model", no_value},
             {"Aircraft Operator ", "aircraft_operator", no_value},
             {"Aircraft Manufacture Date ", "aircraft_manufacture_date", no_value},
             {"Aircraft Mode S Transponder Code ", "aircraft_transponder", no_value}};

static bool take_word(lc_build *b, lc_sv part)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!lc_sv_starts(part, lc_sv_of(words[i].begins))) continue;
        lc_sv rest = lc_build_trim(lc_sv_from(part, strlen(words[i].begins)));
        words[i].add(b, rest);
        if (words[i].attribute) lc_build_attr(b, lc_sv_of(words[i].attribute), rest);
        return true;
    }
    return false;
}

/* ---- identifications: "Passport F35157 (Iran) issued 06 Jul 1990 expires 05 Jul 2015" ---- */

/* Cuts what stands behind the last of these words. */
static lc_sv cut_behind(lc_sv *rest, lc_sv word)
{
    size_t found = SIZE_MAX;
    for (size_t at = 0; (at = lc_sv_find(*rest, word, at)) != SIZE_MAX; at++) found = at;
    if (found == SIZE_MAX) return LC_SV_NONE;
    lc_sv behind = lc_build_trim(lc_sv_from(*rest, found + word.len));
    rest->len = found;
    *rest = lc_build_trim(*rest);
    return behind;
}

static lc_sv cut_country(lc_sv *rest)
{
    lc_sv shorter = *rest;
    if (!lc_sv_ends(*rest, LC_SV(")"))) return LC_SV_NONE;
    lc_sv inside = cut_behind(&shorter, LC_SV("("));
    if (!inside.len || !shorter.len) return LC_SV_NONE;
    inside.len--;
    lc_sv code = lc_country_code(inside);
    *rest = shorter;
    return code.len ? code : inside;
}

/* A kind of number ends in one of these words. */
static bool names_a_number(lc_sv type)
{
    static const char *const ends[] = {
        "Passport", "No.",  "No",     "Number",        "#",         "ID",       "ID Card",
        "Card",     "SSN",  "R.F.C.", "C.U.R.P.",      "C.U.I.T.",  "C.U.I.P.", "C.U.I.",
        "D.N.I.",   "RTN",  "FEIN",   "Code",          "(USCC)",    "(MSN)",    "F/N)",
        "(CBLS)",   "(RU)", "MMSI",   "License",       "SWIFT/BIC", "NIT",      "RIF",
        "RUC",      "IMO",  "BIC",    "Identification"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (lc_sv_ends(type, lc_sv_of(ends[i]))) return true;
    return lc_sv_starts(type, LC_SV("Digital Currency Address"));
}

/* Where the number begins: the first word behind a kind of number that has a digit, or for a kind
 * that may have none ("SWIFT/BIC"), the first word. */
static size_t number_at(lc_sv t)
{
    for (size_t at = 0; at < t.len;) {
        size_t end = lc_sv_find(t, LC_SV(" "), at);
        if (end == SIZE_MAX) end = t.len;
        lc_sv before = lc_build_trim((lc_sv){t.data, at});
        bool digits = lc_ident_digits((lc_sv){t.data + at, end - at}) > 0;
        if (before.len && names_a_number(before) && (digits || lc_ident_may_be_letters(before)))
            return at;
        at = end + 1;
    }
    return 0;
}

static void take_ident(lc_build *b, lc_sv part)
{
    lc_ident id = {.text = part};
    lc_sv rest = part;
    id.expires = cut_behind(&rest, LC_SV(" expires "));
    id.issued = cut_behind(&rest, LC_SV(" issued "));
    id.country = cut_country(&rest);
    size_t at = number_at(rest);
    if (!at) return;
    id.type = lc_build_trim((lc_sv){rest.data, at});
    id.number = lc_build_trim(lc_sv_from(rest, at));
    if (lc_sv_ends(id.type, LC_SV(" IMO"))) id.number = lc_sv_from(rest, at - strlen("IMO "));
    lc_ident_add(b, id);
}

/* "alt. " says that there is another of the kind. */
static void take_part(lc_build *b, lc_sv part)
{
    if (lc_sv_starts(part, LC_SV("alt. "))) part = lc_build_trim(lc_sv_from(part, 5));
    if (!take_word(b, part)) take_ident(b, part);
}

void lc_ofac_remarks(lc_build *b, lc_sv remarks)
{
    lc_sv text = lc_build_trim(remarks);
    lc_build_attr(b, LC_SV("remarks"), text);
    if (lc_sv_ends(text, LC_SV("."))) text.len--;
    lc_build_each(b, text, take_part);
}
