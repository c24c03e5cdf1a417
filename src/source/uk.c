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

/* ---- of the tables ---- */

static void add_name(lc_party *p, const lc_sv *v, const lc_uk_columns *at)
{
    lc_sv parts[6];
    for (size_t i = 0; i < 6; i++) parts[i] = v[at->names[i]];
    lc_party_name(p, lc_uk_name(p->build.arena, parts),
                  lc_uk_name_kind(v[at->name_type], v[at->strength]), LC_SV_NONE, LC_SV_NONE);
}

void lc_uk_names(lc_party *p, const lc_group_row *rows, const lc_uk_columns *at)
{
    for (const lc_group_row *r = rows; r; r = r->next)
        if (lc_sv_ieq(r->values[at->name_type], LC_SV("Primary name"))) add_name(p, r->values, at);
    for (const lc_group_row *r = rows; r; r = r->next) add_name(p, r->values, at);
    for (const lc_group_row *r = rows; r; r = r->next)
        lc_party_name(p, r->values[at->non_latin], LC_NAME_ALIAS, r->values[at->non_latin_language],
                      r->values[at->non_latin_script]);
}

void lc_uk_birth(lc_party *p, const lc_sv *v, const lc_uk_columns *at)
{
    const lc_sv place[] = {v[at->birth_town], v[at->birth_country]};
    lc_party_birth(p, v[at->birth]);
    lc_party_attr(p, "places_of_birth", lc_build_join(p->build.arena, place, 2, LC_SV(", ")));
    lc_uk_countries(p, "nationalities", v[at->nationality]);
}

void lc_uk_papers(lc_party *p, const lc_sv *v, const lc_uk_columns *at)
{
    lc_uk_idents(p, "Passport", v[at->passport], v[at->passport_details]);
    lc_uk_idents(p, "National identification number", v[at->national_id],
                 v[at->national_id_details]);
}

void lc_uk_address(lc_party *p, const lc_sv *v, const lc_uk_columns *at)
{
    lc_sv lines[6];
    for (size_t i = 0; i < 6; i++) lines[i] = v[at->address[i]];
    lc_sv street = lc_build_join(p->build.arena, lines, 6, LC_SV(", "));
    lc_party_address(
        p, (lc_address){.street = street, .postal = v[at->postal], .country = v[at->country]},
        LC_SV_NONE);
}

bool lc_uk_table_fits(lc_sv head, const lc_rows *format, const char *mark)
{
    lc_sv rest = head, first = lc_sv_cut(&rest, LC_SV("\n"));
    return lc_rows_header_fits(head, format) ||
           (lc_sv_ifind(first, lc_sv_of(mark), 0) != SIZE_MAX && lc_rows_header_fits(rest, format));
}
