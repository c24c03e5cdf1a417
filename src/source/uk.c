#include "source/uk.h"

#include "source/ident.h"

lc_party_type lc_uk_type(lc_sv word)
{
    lc_sv w = lc_build_trim(word);
    return lc_sv_ieq(w, LC_SV("Ship")) ? LC_TYPE_VESSEL : lc_party_type_of(w);
}

lc_name_kind lc_uk_name_kind(lc_sv type, lc_sv strength)
{
    lc_sv t = lc_build_trim(type);
    if (lc_sv_ifind(strength, LC_SV("low"), 0) != SIZE_MAX) return LC_NAME_WEAK;
    if (lc_sv_ieq(t, LC_SV("Primary name"))) return LC_NAME_PRIMARY;
    if (lc_sv_ieq(t, LC_SV("FKA")) || lc_sv_ifind(t, LC_SV("f.k.a"), 0) != SIZE_MAX)
        return LC_NAME_FORMER;
    return LC_NAME_ALIAS;
}

lc_sv lc_uk_name(lc_arena *a, const lc_sv name1_to_6[6])
{
    return lc_party_words(a, name1_to_6, 6);
}

void lc_uk_idents(lc_party *p, const char *type, lc_sv numbers, lc_sv details)
{
    lc_party_list n = lc_party_list_of(numbers), d = lc_party_list_of(details);
    lc_sv number, detail;
    bool in_step = n.kind == d.kind;
    if (!in_step) lc_party_attr(p, "identification_details", details);
    while (lc_party_list_next(&n, &number)) {
        detail = LC_SV_NONE;
        if (in_step && !lc_party_list_next(&d, &detail)) detail = LC_SV_NONE;
        lc_party_ident(p, lc_sv_of(type), number, LC_SV_NONE, LC_SV_NONE, LC_SV_NONE, detail);
    }
    while (in_step && lc_party_list_next(&d, &detail))
        lc_party_attr(p, "identification_details", detail);
}

void lc_uk_countries(lc_party *p, const char *attr, lc_sv text)
{
    lc_party_list l = lc_party_list_of(text);
    lc_sv one;
    while (lc_party_list_next(&l, &one)) lc_party_country(p, attr, one);
}

/* What stands behind the last blank and has digits is the number, what stands before its kind. */
static void business_number(lc_party *p, lc_sv text)
{
    lc_sv t = lc_build_trim(text);
    while (lc_sv_ends(t, LC_SV("."))) t.len--;
    size_t at = t.len;
    while (at && t.data[at - 1] != ' ' && t.data[at - 1] != ':') at--;
    lc_sv number = lc_sv_from(t, at), kind = lc_build_trim((lc_sv){t.data, at});
    while (kind.len && strchr(":-", kind.data[kind.len - 1]))
        kind = lc_build_trim((lc_sv){kind.data, kind.len - 1});
    if (!lc_ident_digits(number)) {
        lc_party_attr(p, "business_registration", t);
        return;
    }
    if (!kind.len) kind = LC_SV("Business registration number");
    lc_party_ident(p, kind, number, LC_SV_NONE, LC_SV_NONE, LC_SV_NONE, LC_SV_NONE);
}

void lc_uk_business(lc_party *p, lc_sv text)
{
    lc_party_list l = lc_party_list_of(text);
    lc_sv one;
    while (lc_party_list_next(&l, &one)) business_number(p, one);
}
