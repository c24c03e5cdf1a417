#include "source/place.h"

#include "text/country.h"

bool lc_place_us_state(lc_sv code)
{
    static const char states[] =
        "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA "
        "MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX "
        "UT VT VA WA WV WI WY PR VI GU ";
    if (code.len != 2) return false;
    for (size_t i = 0; i + 2 < sizeof states; i += 3)
        if (lc_sv_eq(code, (lc_sv){states + i, 2})) return true;
    return false;
}

/* "79905" or "75081-1234" */
static bool zip_code(lc_sv t)
{
    if (t.len != 5 && !(t.len == 10 && t.data[5] == '-')) return false;
    for (size_t i = 0; i < t.len; i++)
        if (i != 5 && (t.data[i] < '0' || t.data[i] > '9')) return false;
    return true;
}

static bool has_digit(lc_sv t)
{
    for (size_t i = 0; i < t.len; i++)
        if (t.data[i] >= '0' && t.data[i] <= '9') return true;
    return false;
}

/* Cuts the last comma-separated part off. */
static lc_sv cut_last(lc_sv *rest)
{
    size_t i = rest->len;
    while (i && rest->data[i - 1] != ',') i--;
    lc_sv last = lc_build_trim(lc_sv_from(*rest, i));
    rest->len = i ? i - 1 : 0;
    return last;
}

/* From the beginning of one part to the end of a later one of the same text. */
static lc_sv from_to(lc_sv first, lc_sv last)
{
    return (lc_sv){first.data, (size_t)(last.data + last.len - first.data)};
}

lc_sv lc_place_country(lc_sv address)
{
    lc_sv rest = address, last = cut_last(&rest), before = cut_last(&rest), found = {0};
    lc_sv code = LC_SV_NONE;
    if (before.len) code = lc_country_code(from_to(before, last)); /* "Virgin Islands, British" */
    if (!code.len) code = lc_country_code(last);
    if (code.len) return code;
    if (zip_code(last) && lc_place_us_state(before)) return LC_SV("US");
    if (before.len == 2 && has_digit(last)) code = lc_country_code(before);
    if (code.len) return code;
    return lc_country_in_address(address, &found, 1) ? found : LC_SV_NONE;
}

/* "and " between joined addresses, and commas left over by parts that are empty. */
static lc_sv tidy(lc_sv t)
{
    t = lc_build_trim(t);
    if (lc_sv_starts(t, LC_SV("and "))) t = lc_build_trim(lc_sv_from(t, 4));
    while (lc_sv_ends(t, LC_SV(",")) || lc_sv_ends(t, LC_SV(";"))) {
        t.len--;
        t = lc_build_trim(t);
    }
    return t;
}

void lc_place_add_one(lc_build *b, lc_sv text)
{
    lc_sv t = lc_build_line(b, tidy(text));
    if (t.len) lc_build_address(b, (lc_address){.text = t, .country = lc_place_country(t)});
}

void lc_place_add_joined(lc_build *b, lc_sv text)
{
    lc_build_each(b, text, lc_place_add_one);
}

lc_sv lc_place_join(lc_arena *a, const lc_sv *parts, size_t n)
{
    return lc_build_join(a, parts, n, LC_SV(", "));
}

lc_sv lc_place_text(lc_arena *a, const lc_address *parts)
{
    const lc_sv all[] = {lc_build_trim(parts->street), lc_build_trim(parts->city),
                         lc_build_trim(parts->state), lc_build_trim(parts->postal),
                         lc_build_trim(parts->country)};
    return lc_place_join(a, all, sizeof all / sizeof *all);
}

void lc_place_add_parts(lc_build *b, lc_address parts)
{
    lc_address p = {.street = lc_build_trim(parts.street),
                    .city = lc_build_trim(parts.city),
                    .state = lc_build_trim(parts.state),
                    .postal = lc_build_trim(parts.postal)};
    lc_sv country = lc_build_trim(parts.country);
    p.text = lc_build_line(b, tidy(lc_place_text(b->arena, &parts)));
    /* from the text, so that the joined layout gives the same; a US state alone needs its column */
    if (!country.len && lc_place_us_state(p.state))
        p.country = LC_SV("US");
    else if (p.text.len)
        p.country = lc_place_country(p.text);
    if (!p.country.len) p.country = lc_country_code(country);
    lc_build_address(b, p);
}
