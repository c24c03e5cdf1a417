/* Identifications of the Consolidated Screening List. The field mixes numbers that identify a party
 * (passport, tax number, IMO number) with remarks about it (source/ident.h). */
#include "source/csl.h"

#include "source/ident.h"
#include "source/place.h"

enum { YEAR_DIGITS = 4 };

/* ---- the joined form: "type, number, country, issued, expires", as far as there is something ----
 */

static lc_sv cut_last(lc_sv *rest)
{
    for (size_t i = rest->len; i > 1; i--) {
        if (rest->data[i - 2] != ',' || rest->data[i - 1] != ' ') continue;
        lc_sv last = lc_sv_from(*rest, i);
        rest->len = i - 2;
        return last;
    }
    return LC_SV_NONE;
}

static bool is_code(lc_sv t)
{
    return t.len == 2 && t.data[0] >= 'A' && t.data[0] <= 'Z' && t.data[1] >= 'A' &&
           t.data[1] <= 'Z';
}

/* Takes the last part off if fits says it is of that kind. */
static bool take_last(lc_sv *rest, bool (*fits)(lc_sv), lc_sv *out)
{
    lc_sv shorter = *rest, last = cut_last(&shorter);
    if (!last.data || !fits(last)) return false;
    *rest = shorter;
    *out = last;
    return true;
}

static bool is_date(lc_sv t)
{
    lc_date d;
    return lc_date_any(t, &d);
}

static bool is_year(lc_sv t)
{
    return t.len == YEAR_DIGITS && lc_ident_digits(t) == YEAR_DIGITS &&
           (lc_sv_starts(t, LC_SV("19")) || lc_sv_starts(t, LC_SV("20")));
}

/* "008827, IR, 1999": a year counts as a date only behind a country. */
static void take_year(lc_sv *rest, lc_sv *out)
{
    lc_sv shorter = *rest, year = LC_SV_NONE, code = LC_SV_NONE;
    if (!take_last(&shorter, is_year, &year)) return;
    lc_sv before = shorter;
    if (!take_last(&before, is_code, &code)) return;
    *rest = shorter;
    *out = year;
}

static lc_ident type_first(lc_sv text)
{
    lc_ident id = {.text = text};
    lc_sv rest = text;
    id.type = lc_build_trim(lc_sv_cut(&rest, LC_SV(", ")));
    if (!rest.data) return id;
    lc_sv number = rest;
    if (take_last(&number, is_date, &id.expires) && !take_last(&number, is_date, &id.issued)) {
        id.issued = id.expires; /* one date alone: when it was issued */
        id.expires = LC_SV_NONE;
    }
    if (!id.issued.len) take_year(&number, &id.issued);
    take_last(&number, is_code, &id.country);
    id.number = lc_build_trim(number);
    return id;
}

/* Files of 2019: "country, number, type". */
static lc_ident number_first(lc_sv text)
{
    lc_ident id = {.text = text};
    lc_sv rest = text, type = cut_last(&rest), after = rest;
    if (!type.data) return (lc_ident){.text = text, .type = text};
    id.type = lc_build_trim(type);
    lc_sv first = lc_sv_cut(&after, LC_SV(", "));
    if (after.data && is_code(first)) {
        id.country = first;
        rest = after;
    }
    id.number = lc_build_trim(rest);
    return id;
}

static void add_type_first(lc_build *b, lc_sv part)
{
    lc_ident_add(b, type_first(part));
}

/* Not every file without the column _id is of 2019: a type in front shows in its having no digit
 * while what follows has. */
static void add_number_first(lc_build *b, lc_sv part)
{
    lc_sv rest = part, first = lc_sv_cut(&rest, LC_SV(", "));
    bool type_in_front =
        rest.data && !lc_ident_digits(first) && !is_code(first) && lc_ident_digits(rest);
    lc_ident_add(b, type_in_front ? type_first(part) : number_first(part));
}

static void add_parts(lc_build *b, lc_ident id)
{
    const lc_sv all[] = {id.type, id.number, id.country, id.issued, id.expires};
    id.text = lc_place_join(b->arena, all, sizeof all / sizeof *all);
    if (id.text.len) lc_ident_add(b, id);
}

void lc_csl_add_idents(lc_build *b, const lc_csl_record *r)
{
    for (size_t i = 0; i < r->n_idents; i++) add_parts(b, r->idents[i]);
    if (!r->idents)
        lc_build_each(b, r->values[LC_CSL_IDS],
                      r->number_first ? add_number_first : add_type_first);
}

void lc_csl_add_vessel(lc_build *b, const lc_csl_record *r)
{
    lc_ident_add_call_sign(b, r->values[LC_CSL_CALL_SIGN]);
}
