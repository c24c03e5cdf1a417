/* Step 5, Entity List: a party in a role of 748.5(c)-(f), by name or by address. */
#include "determine/entity_list.h"
#include "determine/footnote_fdp.h"
#include "rule/ccl.h"
#include "rule/switches.h"

bool lc_is_entity_entry(const lc_listing *l)
{
    return lc_sv_is(l->list, "EL") || lc_sv_is(l->list, "EL_ADDRESS");
}

/* Rules that add entries let goods pass that were under way on the day (standard savings clause).
 */
static bool saved(const lc_walk *w, const lc_listing *l)
{
    lc_date under_way = w->f->en_route_on;
    return under_way != LC_DATE_NONE && l->from != LC_DATE_NONE && under_way <= l->from &&
           w->f->actual_order_before != LC_TRI_NO;
}

static void ask_in_force(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    if (w->as_of == LC_DATE_NONE) return; /* as_of has been asked for */
    lc_ask(w, LC_SV("list_entry.in_force"), "Was %.*s listed on that day?",
           LC_SV_ARG(lc_listing_source(w, p, l)));
}

/* In force on the day? An address entry binds since 2024-06-12 (744.16(f)). */
static lc_tri in_force(lc_walk *w, const lc_listing *l)
{
    lc_tri t = lc_listing_in_force(w, l);
    if (t == LC_TRI_UNKNOWN && l->standing_in_doubt) t = w->f->list_entry_in_force;
    if (t == LC_TRI_NO || !lc_sv_is(l->list, "EL_ADDRESS") || w->as_of == LC_DATE_NONE) return t;
    lc_switch_day rule = lc_switch_on(w->rules, "el_address", w->as_of);
    return rule.state == LC_SWITCH_ABSENT ? LC_TRI_NO : t;
}

static void other_role(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    bool buying = lc_activity_is(w, "purchase_from") || lc_activity_is(w, "import");
    if (buying) {
        lc_oblige(w, "RED_FLAG_PURCHASE_FROM_LISTED_IF_US_ORIGIN");
        lc_note(w, "734.13", "ASSUMED",
                "nothing goes back: hardware, software or technology sent to "
                "the seller is an export to it");
    } else if (lc_sv_is(p->role, "owner")) {
        lc_oblige(w, "RED_FLAG_LISTED_OWNER");
    } else {
        lc_oblige(w, lc_sv_is(l->list, "EL_ADDRESS") ? "RED_FLAG_ADDRESS" : "KYC_RED_FLAGS");
    }
    lc_note(w, "744.11(a)", "NOTE", "%.*s is %.*s here: no role of 748.5(c)-(f)",
            LC_SV_ARG(lc_listing_source(w, p, l)), LC_SV_ARG(p->role));
}

static void not_regulated(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    if (lc_activity_is(w, "domestic_sale_us")) {
        lc_oblige(w, "LICENSE_IF_ITEM_LEAVES_US");
        lc_oblige(w, "DEEMED_EXPORT_CHECK_FOR_TECHNOLOGY");
    } else if (lc_activity_is(w, "service") || lc_activity_is(w, "finance"))
        lc_oblige(w, "KYC_RED_FLAGS");
    lc_note(w, "744.11(a)", "DOES_NOT", "%.*s: the activity is none the Entity List reaches",
            LC_SV_ARG(lc_listing_source(w, p, l)));
}

/* Releasing technology to a listed person at home "may require a license" (BIS FAQ): BIS must say.
 */
static void deemed_release(lc_walk *w, lc_requirement *r)
{
    lc_requirement release = {.basis = LC_SV("734.13(b)"),
                              .citation = LC_SV("15 CFR 734.13(b)"),
                              .source = r->source,
                              .from = LC_DATE_NONE,
                              .to = LC_DATE_NONE,
                              .why = LC_SV("technology released to a listed person")};
    lc_require(w, &release);
    r->applies = LC_TRI_UNKNOWN;
    lc_oblige(w, "CONSULT_BIS");
}

static void require(lc_walk *w, const lc_party *p, const lc_listing *l, lc_tri force)
{
    lc_requirement r;
    if (!lc_entity_requirement(w, p, l, &r)) return;
    r.basis = LC_SV("744.11(a)");
    if (lc_sv_is(l->list, "EL_ADDRESS"))
        r.citation = LC_SV("15 CFR 744.16(f), 744.11(a), Supp. 4 to part 744");
    if (saved(w, l)) {
        r.basis = LC_SV("SAVINGS_CLAUSE");
        r.applies = LC_TRI_UNKNOWN;
        lc_ask(w, LC_SV("en_route_on"),
               "Does the notice's savings clause let goods under way on that day pass?");
    }
    if (force == LC_TRI_UNKNOWN) {
        r.applies = LC_TRI_UNKNOWN;
        ask_in_force(w, p, l);
    }
    if (w->deemed) deemed_release(w, &r);
    lc_require(w, &r);
}

/* 742.6(a)(11): entries of the control list that ask for a licence because a party carries
 * footnote 5. */
static void footnote_5(lc_walk *w, const lc_party *p, const lc_listing *l, lc_tri force)
{
    bool unclear;
    lc_sv base = lc_item_eccn_base(w);
    if (!base.len || !(lc_entity_footnotes(w, l, &unclear) & 1u << 5)) return;
    const lc_ccl_entry *e = lc_ccl_find(w->rules, lc_arena_z(w->a, base));
    for (size_t i = 0; e && i < e->n_rows; i++) {
        const lc_ccl_row *row = &e->rows[i];
        if (!row->dest || !lc_sv_is(row->dest->name, "footnote_5")) continue;
        lc_requirement r = {.basis = row->dest->basis,
                            .citation = row->dest->cite,
                            .source = row->key,
                            .party = p->path,
                            .from = l->from,
                            .to = l->to,
                            .applies = force,
                            .policy = lc_review_of(LICET_PRESUMPTION_OF_DENIAL),
                            .allow = LC_ALLOW_NONE,
                            .why = LC_SV("a party carries footnote 5 of the Entity List")};
        lc_require(w, &r);
    }
}

void lc_entity_listed(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    lc_tri force = in_force(w, l);
    if (force == LC_TRI_NO) {
        lc_note(w, "744.11(a)", "DOES_NOT", "%.*s is not in force on that day",
                LC_SV_ARG(lc_listing_source(w, p, l)));
        return;
    }
    if (!lc_party_is_748_5(p))
        other_role(w, p, l);
    else if (w->regulated == LC_TRI_NO)
        not_regulated(w, p, l);
    else if (w->item_subject != LC_TRI_NO && !lc_footnote_product_only(w)) {
        require(w, p, l, force);
        footnote_5(w, p, l, force);
    }
}
