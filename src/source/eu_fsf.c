/* Published at https://webgate.ec.europa.eu/fsd/fsf as xmlFullSanctionsList_1_1 and
 * csvFullSanctionsList_1_1.
 *
 * Both forms were written from the publisher's schema (http://eu.europa.ec/fpi/fsd/export) and the
 * published headers alone; no whole file of either has been read yet. */
#include "source/eu_fsf.h"

#include "source/publishers.h"
#include "source/tree.h"
#include "source/when.h"

bool lc_eu_yes(lc_sv flag)
{
    lc_sv f = lc_build_trim(flag);
    return lc_sv_ieq(f, LC_SV("true")) || lc_sv_is(f, "1");
}

lc_party_type lc_eu_type(lc_sv word)
{
    lc_sv w = lc_build_trim(word);
    if (lc_sv_ieq(w, LC_SV("P")) || lc_sv_ieq(w, LC_SV("person"))) return LC_TYPE_PERSON;
    if (lc_sv_ieq(w, LC_SV("E")) || lc_sv_ieq(w, LC_SV("enterprise"))) return LC_TYPE_ORG;
    return LC_TYPE_UNKNOWN;
}

void lc_eu_add_name(lc_party *p, const lc_eu_name *n)
{
    const lc_sv parts[] = {n->first, n->middle, n->last};
    lc_sv name = lc_build_trim(n->whole);
    if (!name.len) name = lc_party_words(p->build.arena, parts, 3);
    lc_party_name(p, name, n->weak ? LC_NAME_WEAK : LC_NAME_ALIAS, n->language, LC_SV_NONE);
    lc_party_attr(p, "title", n->title);
    lc_party_attr(p, "function", n->function);
    lc_party_attr(p, "gender", n->gender);
}

void lc_eu_add_birth(lc_party *p, const lc_eu_birth *b)
{
    lc_arena *a = p->build.arena;
    lc_sv whole = lc_when_birth(a, b->date);
    if (whole.len && b->circa) whole = lc_arena_printf(a, "circa %.*s", LC_SV_ARG(whole));
    lc_build_birth(&p->build, whole);
    if (!whole.len)
        lc_build_birth(&p->build, lc_when_parts(a, b->year, b->month, b->day, b->circa));
    lc_build_birth(&p->build, lc_when_range(a, b->from_year, b->to_year));
    const lc_sv place[] = {b->city, b->place, b->country};
    lc_party_attr(p, "places_of_birth", lc_build_join(a, place, 3, LC_SV(", ")));
}

static lc_sv country_of(lc_sv code, lc_sv name)
{
    lc_sv c = lc_build_trim(code);
    return c.len && !lc_sv_is(c, "00") ? c : lc_build_trim(name);
}

void lc_eu_add_country(lc_party *p, const char *attr, lc_sv code, lc_sv name)
{
    lc_sv n = lc_build_trim(name);
    lc_party_country(p, attr, country_of(code, LC_SV_NONE));
    if (!lc_sv_ieq(n, LC_SV("UNKNOWN"))) lc_party_country(p, attr, n);
}

void lc_eu_add_address(lc_party *p, const lc_eu_address *a)
{
    lc_arena *arena = p->build.arena;
    lc_sv box = lc_build_trim(a->po_box), country = country_of(a->country_code, a->country);
    if (box.len) box = lc_arena_printf(arena, "P.O. Box %.*s", LC_SV_ARG(box));
    const lc_sv street[] = {lc_build_trim(a->street), box};
    const lc_sv state[] = {lc_build_trim(a->place), lc_build_trim(a->region)};
    if (lc_sv_ieq(country, LC_SV("UNKNOWN"))) country = LC_SV_NONE;
    lc_party_address(p,
                     (lc_address){.street = lc_build_join(arena, street, 2, LC_SV(", ")),
                                  .city = a->city,
                                  .state = lc_build_join(arena, state, 2, LC_SV(", ")),
                                  .postal = a->zip,
                                  .country = country},
                     a->remark);
    lc_party_attr(p, "contact", a->contact);
}

void lc_eu_add_ident(lc_party *p, const lc_eu_ident *i)
{
    lc_arena *a = p->build.arena;
    const lc_sv notes[] = {lc_build_trim(i->issued_by),
                           i->expired ? LC_SV("known to be expired") : LC_SV_NONE,
                           i->is_false ? LC_SV("known to be false") : LC_SV_NONE,
                           i->lost ? LC_SV("reported lost") : LC_SV_NONE,
                           i->revoked ? LC_SV("revoked by its issuer") : LC_SV_NONE,
                           lc_build_trim(i->remark)};
    lc_sv number = lc_build_trim(i->number).len ? i->number : i->latin_number;
    lc_party_ident(p, i->type, number, country_of(i->country_code, LC_SV_NONE), i->issued,
                   i->valid_to, lc_build_join(a, notes, sizeof notes / sizeof *notes, LC_SV(", ")));
}

/* ---- the source ---- */

static int parse(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_source_result *out, licet_error *err)
{
    return lc_input_run(in, origin, sink, lc_eu_fsf_csv, lc_eu_fsf_xml, out, err);
}

static bool recognises(lc_sv head, lc_sv file_name)
{
    (void)file_name;
    return (lc_tree_fits(head, "export") &&
            lc_sv_find(head, LC_SV("fpi/fsd/export"), 0) != SIZE_MAX) ||
           lc_eu_fsf_csv_fits(head);
}

const lc_source lc_source_eu_fsf = {.id = "eu_fsf",
                                    .title = "EU consolidated financial sanctions",
                                    .unproven = "XML and CSV",
                                    .recognises = recognises,
                                    .parse = parse};
