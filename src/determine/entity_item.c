/* The columns of an Entity List entry held against the item. */
#include <string.h>

#include "determine/entity_list.h"

/* "1A004.c" names 1A004.c and 1A004.c.2, not 1A004.ca. */
static bool names_item(lc_sv named, lc_sv eccn)
{
    if (!lc_sv_starts(eccn, named)) return false;
    return eccn.len == named.len || eccn.data[named.len] == '.';
}

static bool any_names(lc_sv list, lc_sv eccn)
{
    while (list.data) {
        lc_sv one = lc_sv_cut(&list, LC_SV(" "));
        if (one.len && names_item(one, eccn)) return true;
    }
    return false;
}

static lc_tri not_(lc_tri t)
{
    switch (t) {
    case LC_TRI_YES: return LC_TRI_NO;
    case LC_TRI_NO: return LC_TRI_YES;
    case LC_TRI_UNKNOWN: break;
    }
    return LC_TRI_UNKNOWN;
}

static lc_tri and_(lc_tri a, lc_tri b)
{
    if (a == LC_TRI_NO || b == LC_TRI_NO) return LC_TRI_NO;
    return a == LC_TRI_YES && b == LC_TRI_YES ? LC_TRI_YES : LC_TRI_UNKNOWN;
}

/* Is the item one the term names? UNKNOWN where no fact says so. */
static lc_tri term_names(const lc_walk *w, const lc_el_term *t)
{
    const lc_item *item = &w->f->item;
    lc_tri ear99 = lc_item_is_ear99(w);
    if (lc_sv_is(t->test, "ear99")) return ear99;
    if (lc_sv_is(t->test, "ccl")) return not_(ear99);
    if (lc_sv_is(t->test, "food")) return and_(ear99, item->food_medicine);
    bool eccn = lc_sv_is(t->test, "eccn"), not_eccn = lc_sv_is(t->test, "not_eccn");
    if ((!eccn && !not_eccn) || !item->eccn.len) return LC_TRI_UNKNOWN;
    bool named = any_names(t->eccns, item->eccn);
    if (eccn) return named ? LC_TRI_YES : ear99 == LC_TRI_YES ? LC_TRI_UNKNOWN : LC_TRI_NO;
    return named ? LC_TRI_NO : LC_TRI_YES;
}

static void look_at_term(lc_walk *w, const lc_el_term *t, lc_review *review)
{
    switch (term_names(w, t)) {
    case LC_TRI_YES: *review = lc_review_of(t->review); return;
    case LC_TRI_UNKNOWN: lc_condition(w, "%.*s", LC_SV_ARG(t->says)); return;
    case LC_TRI_NO: break;
    }
}

lc_review lc_entity_review(lc_walk *w, const lc_listing *l, const lc_el_requirement *q)
{
    lc_el_policy p;
    lc_el_policy_read(w->rules, w->a, l->policy, &p);
    if (p.unread)
        lc_condition(w, "the entry's review policy is for a person to read: \"%.*s\"",
                     LC_SV_ARG(l->policy));
    lc_review review = lc_review_of(p.standard);
    for (size_t i = 0; i < p.n_terms; i++) look_at_term(w, &p.terms[i], &review);
    if (q->term) look_at_term(w, q->term, &review);
    bool project = p.n_sections == 1 && lc_sv_is(p.sections[0], "746.8(b)(2)");
    if (review.rank == LICET_PER_SECTION && project) /* the section states one review, of denial */
        review = lc_review_of(LICET_POLICY_OF_DENIAL);
    for (size_t i = 0; i < p.n_sections && review.rank == LICET_PER_SECTION; i++)
        lc_condition(w, "reviewed as 15 CFR %.*s says", LC_SV_ARG(p.sections[i]));
    return review;
}

/* Only when used in a project of 746.8(a)(4); who cannot tell must treat it as one. */
static lc_tri project_scope(lc_walk *w)
{
    if (lc_end_use_is(w, "not_oil_gas_project")) {
        lc_oblige(w, "CONFIRM_NOT_746_8_A4_PROJECT");
        return LC_TRI_NO;
    }
    return LC_TRI_YES;
}

static lc_tri ccl_scope(lc_walk *w)
{
    lc_tri ear99 = lc_item_is_ear99(w);
    if (ear99 == LC_TRI_UNKNOWN)
        lc_ask(w, LC_SV("item.eccn"), "Is the item on the CCL, and under which ECCN?");
    return not_(ear99);
}

static lc_tri supp7_scope(lc_walk *w)
{
    lc_tri ccl = ccl_scope(w);
    if (ccl != LC_TRI_NO) return ccl;
    lc_oblige(w, "CONFIRM_NOT_IN_SUPP7_746");
    return lc_item_in_supp7_746(w);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Does the text name the tariff number, or a heading above it? "2709" names 270900, "2711210000"
 * too names 271121. */
static bool names_tariff(lc_sv text, lc_sv hts)
{
    size_t codes = lc_sv_ifind(text, LC_SV("(HS) codes"), 0);
    for (size_t i = codes == SIZE_MAX ? text.len : codes; i < text.len;) {
        size_t end = i;
        while (end < text.len && is_digit(text.data[end])) end++;
        size_t n = end - i < hts.len ? end - i : hts.len;
        if (end - i >= 4 && memcmp(text.data + i, hts.data, n) == 0) return true;
        i = end + 1;
    }
    return false;
}

/* The entry reaches everything but the carve-out. No fact of the contract proves one, so the
 * requirement stands, unless the facts point at the carve-out: then a person must look. */
static lc_tri carved_scope(lc_walk *w, const lc_listing *l, const lc_el_carve *c)
{
    const lc_item *item = &w->f->item;
    if (lc_sv_is(c->test, "hs_codes") && item->hts6.len >= 6 &&
        names_tariff(l->requirement, lc_sv_make(item->hts6.data, 6)))
        return LC_TRI_NO;
    lc_condition(w, "%.*s", LC_SV_ARG(c->says));
    if (lc_sv_is(c->name, "ofac_general_license") && w->f->ofac_authorization.len) {
        lc_ask(w, LC_SV("ofac_authorization"),
               "Is the transaction authorised by the very OFAC general licence the entry names?");
        return LC_TRI_UNKNOWN;
    }
    if (lc_sv_is(c->test, "ear99_technology") && lc_sv_is(item->type, "technology") &&
        lc_item_is_ear99(w) != LC_TRI_NO) {
        lc_ask(w, LC_SV("item.desc"), "%.*s: is it such technology?", LC_SV_ARG(c->says));
        return LC_TRI_UNKNOWN;
    }
    return LC_TRI_YES;
}

static lc_tri scope_reaches(lc_walk *w, const lc_listing *l, const lc_el_requirement *q)
{
    switch (q->scope) {
    case LC_EL_UNREAD:
    case LC_EL_ALL: return LC_TRI_YES;
    case LC_EL_ALL_IF_PROJECT: return project_scope(w);
    case LC_EL_CCL_PLUS_SUPP7: return supp7_scope(w);
    case LC_EL_CCL: return ccl_scope(w);
    case LC_EL_ALL_EXCEPT: break;
    }
    return carved_scope(w, l, q->carve);
}

/* Only what the entry itself authorises (744.11(a)); GOV is usable with a government-use fact. */
static void set_exceptions(const lc_walk *w, const lc_el_requirement *q, lc_requirement *out)
{
    out->allow = q->gov == LC_EL_GOV_NONE ? LC_ALLOW_NONE : LC_ALLOW_NAMED;
    if (out->allow == LC_ALLOW_NONE) return;
    out->allowed[0] = "GOV";
    out->allowed_unconditional = q->gov != LC_EL_GOV_USGS && w->f->us_government_use == LC_TRI_YES;
}

lc_sv lc_listing_source(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    lc_sv name = l->name.len ? l->name : p->name;
    return lc_arena_printf(w->a, "%.*s: %.*s%s%.*s", LC_SV_ARG(l->list), LC_SV_ARG(name),
                           l->fr.len ? ", " : "", LC_SV_ARG(l->fr));
}

unsigned lc_entity_footnotes(lc_walk *w, const lc_listing *l, bool *unclear)
{
    lc_el_requirement q;
    lc_el_requirement_read(w->rules, w->a, l->requirement, &q);
    *unclear = q.footnote_unclear;
    return q.footnotes;
}

bool lc_entity_requirement(lc_walk *w, const lc_party *p, const lc_listing *l, lc_requirement *out)
{
    lc_el_requirement q;
    lc_el_requirement_read(w->rules, w->a, l->requirement, &q);
    lc_tri reaches = scope_reaches(w, l, &q);
    if (reaches == LC_TRI_NO) {
        lc_note(w, "744.11(a)", "DOES_NOT", "%.*s does not reach this item",
                LC_SV_ARG(lc_listing_source(w, p, l)));
        return false;
    }
    lc_requirement r = {.citation = LC_SV("15 CFR 744.11, Supp. 4 to part 744"),
                        .source = lc_listing_source(w, p, l),
                        .party = p->path,
                        .from = l->from,
                        .to = l->to,
                        .applies = reaches};
    r.policy = lc_entity_review(w, l, &q);
    r.why = q.scope == LC_EL_UNREAD ? LC_SV("its requirement could not be read: every item")
                                    : lc_arena_printf(w->a, "%.*s", LC_SV_ARG(l->requirement));
    set_exceptions(w, &q, &r);
    *out = r;
    return true;
}
