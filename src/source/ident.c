#include "source/ident.h"

#include "text/country.h"

enum { IMO_DIGITS = 7, MIN_NUMBER = 5, MIN_SIGN = 4 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

size_t lc_ident_digits(lc_sv t)
{
    size_t n = 0;
    for (size_t i = 0; i < t.len; i++) n += is_digit(t.data[i]);
    return n;
}

/* "IMO 7406784" -> "7406784"; empty if it is no IMO number. */
static lc_sv imo_number(lc_sv t)
{
    if (!lc_sv_ieq((lc_sv){t.data, t.len < 3 ? t.len : 3}, LC_SV("IMO"))) return LC_SV_NONE;
    lc_sv number = lc_build_trim(lc_sv_from(t, 3));
    return number.len == IMO_DIGITS && lc_ident_digits(number) == IMO_DIGITS ? number : LC_SV_NONE;
}

/* Types whose values describe and do not identify. */
static bool is_remark(lc_sv type)
{
    static const char *const words[] = {"Gender",
                                        "Website",
                                        "Email",
                                        "Phone",
                                        "Fax",
                                        "Target Type",
                                        "Issuer Name",
                                        "Ticker",
                                        "Date",
                                        "Flag",
                                        "Nationality",
                                        "Sanctions",
                                        "Directive",
                                        "Prohibited",
                                        "Determination",
                                        "Information",
                                        "Organization Type",
                                        "Vessel Type",
                                        "Year of Build",
                                        "Aircraft Model",
                                        "Aircraft Operator",
                                        "Manufacture Date",
                                        "Tonnage",
                                        "Vessel Owner",
                                        "Effective",
                                        "Listing"};
    if (lc_sv_ends(type, LC_SV(":")) || lc_sv_ends(type, LC_SV("-"))) return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (lc_sv_ifind(type, lc_sv_of(words[i]), 0) != SIZE_MAX) return true;
    return false;
}

bool lc_ident_may_be_letters(lc_sv type)
{
    return lc_sv_ifind(type, LC_SV("SWIFT"), 0) != SIZE_MAX ||
           lc_sv_ends(type, LC_SV("Aircraft Tail Number"));
}

/* Shorter numbers ("License, 1000") would agree by chance; a number without a digit is one only if
 * its kind has such numbers. */
static bool identifies(const lc_ident *id)
{
    return id->type.len && !is_remark(id->type) && id->number.len >= MIN_NUMBER &&
           (lc_ident_digits(id->number) > 0 || lc_ident_may_be_letters(id->type));
}

void lc_ident_add(lc_build *b, lc_ident id)
{
    lc_sv imo = imo_number(id.number);
    if (imo.len) {
        id.type = LC_SV("IMO");
        id.number = imo;
    }
    if (identifies(&id)) {
        lc_build_ident(b, id);
        return;
    }
    if (lc_sv_starts(id.type, LC_SV("Nationality")))
        lc_build_country(b, lc_country_code(id.number));
    lc_sv name =
        id.type.len ? lc_arena_printf(b->arena, "ids.%.*s", LC_SV_ARG(id.type)) : LC_SV("ids");
    lc_build_attr(b, name, id.text);
}

void lc_ident_add_call_sign(lc_build *b, lc_sv sign)
{
    lc_sv t = lc_build_trim(sign);
    if (t.len >= MIN_SIGN)
        lc_build_ident(b, (lc_ident){.text = t, .type = LC_SV("Call Sign"), .number = t});
}
