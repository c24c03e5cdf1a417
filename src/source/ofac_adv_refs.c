#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "source/ofac_adv.h"
#include "source/when.h"

const char *const lc_ofac_ref_records[] = {"DateOfIssue",
                                           "AliasType",
                                           "Country",
                                           "DetailReference",
                                           "FeatureType",
                                           "IDRegDocType",
                                           "LegalBasis",
                                           "List",
                                           "LocPartType",
                                           "NamePartType",
                                           "PartySubType",
                                           "PartyType",
                                           "Script",
                                           "IDRegDocDateType",
                                           "SanctionsType",
                                           "Location",
                                           "IDRegDocument",
                                           "SanctionsEntry",
                                           NULL};

typedef struct docs_of { /* one identity's, the newest first */
    lc_ofac_doc *first;
} docs_of;

typedef struct entry_of {
    lc_ofac_entry *entry;
} entry_of;

struct lc_ofac_refs {
    lc_arena *arena;
    lc_map *value_at, *place_at, *docs_at, *entry_at;
    LC_VEC(lc_sv) values;
    LC_VEC(lc_ofac_place) places;
    LC_VEC(docs_of) docs;
    LC_VEC(entry_of) entries;
    lc_date issued;
};

lc_ofac_refs *lc_ofac_refs_new(void)
{
    lc_ofac_refs *r = lc_xmalloc(sizeof *r);
    *r = (lc_ofac_refs){.arena = lc_arena_new(),
                        .value_at = lc_map_new(),
                        .place_at = lc_map_new(),
                        .docs_at = lc_map_new(),
                        .entry_at = lc_map_new(),
                        .issued = LC_DATE_NONE};
    return r;
}

void lc_ofac_refs_free(lc_ofac_refs *r)
{
    if (!r) return;
    lc_vec_done(&r->values);
    lc_vec_done(&r->places);
    lc_vec_done(&r->docs);
    lc_vec_done(&r->entries);
    lc_map_free(r->value_at);
    lc_map_free(r->place_at);
    lc_map_free(r->docs_at);
    lc_map_free(r->entry_at);
    lc_arena_free(r->arena);
    free(r);
}

lc_date lc_ofac_refs_issued(const lc_ofac_refs *r)
{
    return r->issued;
}

/* ---- reference values ---- */

static lc_sv value_key(lc_arena *a, lc_sv kind, lc_sv id)
{
    return lc_arena_printf(a, "%.*s/%.*s", LC_SV_ARG(kind), LC_SV_ARG(id));
}

static void add_value(lc_ofac_refs *r, const lc_node *n)
{
    bool is_new;
    lc_sv text = n->text;
    uint32_t *at =
        lc_map_put(r->value_at, value_key(r->arena, n->name, lc_node_attr(n, "ID")), &is_new);
    if (!is_new) return;
    /* a subtype that is "Unknown" is what its type is */
    if (lc_sv_is(n->name, "PartySubType") && lc_sv_ieq(text, LC_SV("Unknown")))
        text = lc_ofac_value(r, "PartyType", lc_node_attr(n, "PartyTypeID"));
    *at = (uint32_t)r->values.len;
    lc_vec_push(&r->values, lc_arena_sv(r->arena, text));
}

lc_sv lc_ofac_value(const lc_ofac_refs *r, const char *kind, lc_sv id)
{
    lc_arena *a = lc_arena_new();
    const uint32_t *at = lc_map_get(r->value_at, value_key(a, lc_sv_of(kind), id));
    lc_arena_free(a);
    return at ? r->values.at[*at] : LC_SV_NONE;
}

/* ---- places ---- */

lc_sv lc_ofac_date(lc_arena *a, const lc_node *n)
{
    return lc_when_parts(a, lc_node_text(n, "Year"), lc_node_text(n, "Month"),
                         lc_node_text(n, "Day"), false);
}

/* The value OFAC calls primary; others are in another script. */
static lc_sv part_value(const lc_node *part)
{
    const lc_node *first = lc_node_child(part, "LocationPartValue");
    for (const lc_node *v = first; v; v = lc_node_again(v))
        if (!lc_sv_is(lc_node_attr(v, "Primary"), "false")) return lc_node_text(v, "Value");
    return lc_node_text(first, "Value");
}

static lc_sv joined(lc_ofac_refs *r, lc_sv first, lc_sv second)
{
    const lc_sv both[] = {first, second};
    return lc_build_join(r->arena, both, 2, LC_SV(", "));
}

static void add_part(lc_ofac_refs *r, lc_ofac_place *p, const lc_node *part)
{
    lc_sv type = lc_ofac_value(r, "LocPartType", lc_node_attr(part, "LocPartTypeID"));
    lc_sv value = lc_arena_sv(r->arena, part_value(part));
    if (lc_sv_ieq(type, LC_SV("CITY")))
        p->city = value;
    else if (lc_sv_ieq(type, LC_SV("POSTAL CODE")))
        p->postal = value;
    else if (lc_sv_ieq(type, LC_SV("STATE/PROVINCE")) || lc_sv_ieq(type, LC_SV("REGION")))
        p->state = joined(r, p->state, value);
    else
        p->street = joined(r, p->street, value);
}

static void add_place(lc_ofac_refs *r, const lc_node *n)
{
    bool is_new;
    uint32_t *at = lc_map_put(r->place_at, lc_arena_sv(r->arena, lc_node_attr(n, "ID")), &is_new);
    if (!is_new) return;
    lc_ofac_place p = {0};
    const lc_node *country = lc_node_child(n, "LocationCountry");
    p.country = lc_ofac_value(r, "Country", lc_node_attr(country, "CountryID"));
    for (const lc_node *c = lc_node_child(n, "LocationPart"); c; c = lc_node_again(c))
        add_part(r, &p, c);
    *at = (uint32_t)r->places.len;
    lc_vec_push(&r->places, p);
}

const lc_ofac_place *lc_ofac_place_of(const lc_ofac_refs *r, lc_sv id)
{
    const uint32_t *at = lc_map_get(r->place_at, id);
    return at ? &r->places.at[*at] : NULL;
}

/* ---- documents ---- */

static void add_doc_dates(lc_ofac_refs *r, lc_ofac_doc *d, const lc_node *n)
{
    for (const lc_node *c = lc_node_child(n, "DocumentDate"); c; c = lc_node_again(c)) {
        const lc_node *period = lc_node_child(c, "DatePeriod");
        const lc_node *from = lc_node_child(lc_node_child(period, "Start"), "From");
        lc_sv type = lc_ofac_value(r, "IDRegDocDateType", lc_node_attr(c, "IDRegDocDateTypeID"));
        lc_sv day = lc_ofac_date(r->arena, from);
        if (lc_sv_ifind(type, LC_SV("expir"), 0) != SIZE_MAX)
            d->expires = day;
        else if (lc_sv_ifind(type, LC_SV("issue"), 0) != SIZE_MAX)
            d->issued = day;
    }
}

static void add_doc(lc_ofac_refs *r, const lc_node *n)
{
    bool is_new;
    uint32_t *at =
        lc_map_put(r->docs_at, lc_arena_sv(r->arena, lc_node_attr(n, "IdentityID")), &is_new);
    lc_ofac_doc *d = LC_NEW(r->arena, lc_ofac_doc);
    lc_sv country = lc_node_attr(n, "IssuedBy-CountryID");
    if (!country.len) country = lc_node_attr(lc_node_child(n, "IssuedBy"), "CountryID");
    d->type = lc_ofac_value(r, "IDRegDocType", lc_node_attr(n, "IDRegDocTypeID"));
    d->number = lc_arena_sv(r->arena, lc_node_text(n, "IDRegistrationNo"));
    d->country = lc_ofac_value(r, "Country", country);
    d->note = lc_arena_sv(r->arena, lc_node_text(n, "Comment"));
    add_doc_dates(r, d, n);
    if (is_new) {
        *at = (uint32_t)r->docs.len;
        lc_vec_push(&r->docs, (docs_of){NULL});
    }
    d->next = r->docs.at[*at].first;
    r->docs.at[*at].first = d;
}

const lc_ofac_doc *lc_ofac_docs_of(const lc_ofac_refs *r, lc_sv identity)
{
    const uint32_t *at = lc_map_get(r->docs_at, identity);
    return at ? r->docs.at[*at].first : NULL;
}

/* ---- sanctions entries ---- */

static lc_ofac_entry *entry_for(lc_ofac_refs *r, lc_sv profile)
{
    bool is_new;
    uint32_t *at = lc_map_put(r->entry_at, lc_arena_sv(r->arena, profile), &is_new);
    if (is_new) {
        *at = (uint32_t)r->entries.len;
        lc_vec_push(&r->entries, (entry_of){LC_NEW(r->arena, lc_ofac_entry)});
        r->entries.at[*at].entry->listed = LC_DATE_NONE;
    }
    return r->entries.at[*at].entry;
}

static void add_event(lc_ofac_refs *r, lc_ofac_entry *e, const lc_node *event)
{
    lc_date d;
    lc_sv basis = lc_ofac_value(r, "LegalBasis", lc_node_attr(event, "LegalBasisID"));
    if (lc_when_day(lc_ofac_date(r->arena, lc_node_child(event, "Date")), &d) &&
        (e->listed == LC_DATE_NONE || d < e->listed))
        e->listed = d;
    if (lc_sv_ieq(basis, LC_SV("Unknown")) || lc_sv_find(e->basis, basis, 0) != SIZE_MAX) return;
    const lc_sv both[] = {e->basis, basis};
    e->basis = lc_build_join(r->arena, both, 2, LC_SV("; "));
}

/* Measures of the type "Program" name the programme in their comment; the others are what it does.
 */
static void add_measure(lc_ofac_refs *r, lc_ofac_entry *e, const lc_node *measure)
{
    lc_sv type = lc_ofac_value(r, "SanctionsType", lc_node_attr(measure, "SanctionsTypeID"));
    lc_sv program = lc_node_text(measure, "Comment");
    bool is_program = type.len ? lc_sv_ieq(type, LC_SV("Program"))
                               : lc_sv_is(lc_node_attr(measure, "SanctionsTypeID"), "1");
    if (is_program && program.len && e->n_programs < LC_OFAC_MAX_PROGRAMS)
        e->programs[e->n_programs++] = lc_arena_sv(r->arena, program);
}

static void add_entry(lc_ofac_refs *r, const lc_node *n)
{
    lc_ofac_entry *e = entry_for(r, lc_node_attr(n, "ProfileID"));
    e->list = lc_ofac_value(r, "List", lc_node_attr(n, "ListID"));
    for (const lc_node *c = lc_node_child(n, "EntryEvent"); c; c = lc_node_again(c))
        add_event(r, e, c);
    for (const lc_node *c = lc_node_child(n, "SanctionsMeasure"); c; c = lc_node_again(c))
        add_measure(r, e, c);
}

const lc_ofac_entry *lc_ofac_entry_of(const lc_ofac_refs *r, lc_sv profile)
{
    const uint32_t *at = lc_map_get(r->entry_at, profile);
    return at ? r->entries.at[*at].entry : NULL;
}

void lc_ofac_refs_add(lc_ofac_refs *r, const lc_node *n)
{
    if (lc_sv_is(n->name, "Location"))
        add_place(r, n);
    else if (lc_sv_is(n->name, "IDRegDocument"))
        add_doc(r, n);
    else if (lc_sv_is(n->name, "SanctionsEntry"))
        add_entry(r, n);
    else if (lc_sv_is(n->name, "DateOfIssue"))
        lc_when_day(lc_ofac_date(r->arena, n), &r->issued);
    else
        add_value(r, n);
}
