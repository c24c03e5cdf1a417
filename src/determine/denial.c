/* Step 1, General Prohibition 4: denial orders (736.2(b)(4), Supplement 1 to part 764). They bind
 * in any role, know no exception and no licence route, and bar acquiring from the denied person
 * what was exported from the United States. Ownership does not carry them; related persons are
 * named (766.23). */
#include "determine/entity_list.h"
#include "determine/listed.h"

/* An undated row is often an expired order: BIS's own list decides. A person's answer settles it.
 */
static lc_tri order_in_force(const lc_walk *w, const lc_listing *l)
{
    if (w->as_of == LC_DATE_NONE) return LC_TRI_UNKNOWN;
    if (w->f->list_entry_in_force != LC_TRI_UNKNOWN) return w->f->list_entry_in_force;
    if (l->in_force == LC_TRI_YES) return LC_TRI_YES;
    bool undated = l->from == LC_DATE_NONE && l->to == LC_DATE_NONE;
    if (undated && l->in_force == LC_TRI_UNKNOWN) return LC_TRI_UNKNOWN;
    return lc_listing_in_force(w, l);
}

/* Supp. 1 (b) Second A to E: what the standard terms forbid everybody else. */
static lc_tri activity_forbidden(lc_walk *w)
{
    const lc_item *item = &w->f->item;
    if (w->regulated != LC_TRI_NO) return w->item_subject;
    if (lc_activity_is(w, "purchase_from") || lc_activity_is(w, "import")) {
        if (item->not_subject == LC_TRI_YES || lc_sv_is(item->origin, "foreign")) {
            lc_oblige(w, "RED_FLAG_PURCHASE_FROM_LISTED_IF_US_ORIGIN");
            return LC_TRI_NO;
        }
        if (lc_sv_is(item->origin, "US")) return LC_TRI_YES;
        lc_ask(w, LC_SV("item.origin"), "Was the item ever exported from the United States?");
        return LC_TRI_UNKNOWN;
    }
    if (lc_activity_is(w, "us_person_support")) return LC_TRI_NO;
    /* First: what is exported or to be exported. Nothing in the facts shows that it stays. */
    if (lc_activity_is(w, "domestic_sale_us")) lc_oblige(w, "LICENSE_IF_ITEM_LEAVES_US");
    return item->not_subject == LC_TRI_YES ? LC_TRI_NO : LC_TRI_YES;
}

static lc_tri both(lc_tri a, lc_tri b)
{
    if (a == LC_TRI_NO || b == LC_TRI_NO) return LC_TRI_NO;
    return a == LC_TRI_YES && b == LC_TRI_YES ? LC_TRI_YES : LC_TRI_UNKNOWN;
}

static void ask_order(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    lc_ask(w, LC_SV("list_entry.in_force"), "Is the denial order on %.*s in force?",
           LC_SV_ARG(lc_listing_source(w, p, l)));
    lc_oblige(w, "CONFIRM_DENIAL_ORDER_IN_FORCE");
    lc_alternatively(
        w, lc_arena_printf(w->a, "the denial order on %.*s is in force", LC_SV_ARG(p->name)),
        LICET_PROHIBITED, lc_review_of(LICET_REVIEW_NONE));
}

void lc_denied(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    lc_tri force = order_in_force(w, l);
    lc_tri applies = force == LC_TRI_NO ? force : both(force, activity_forbidden(w));
    if (applies == LC_TRI_NO) {
        lc_note(w, "736.2(b)(4)", "DOES_NOT",
                "%.*s: the order is not in force, or does not reach this",
                LC_SV_ARG(lc_listing_source(w, p, l)));
        return;
    }
    if (force == LC_TRI_UNKNOWN && w->as_of != LC_DATE_NONE) ask_order(w, p, l);
    if (!lc_sv_is(l->standard_order, "Y")) lc_oblige(w, "READ_ORDER");
    lc_requirement r = {.basis = LC_SV("736.2(b)(4)"),
                        .citation = LC_SV("15 CFR 736.2(b)(4), 764 Supp. 1"),
                        .source = lc_listing_source(w, p, l),
                        .party = p->path,
                        .from = l->from,
                        .to = l->to,
                        .applies = applies,
                        .policy = lc_review_of(LICET_REVIEW_NONE),
                        .allow = LC_ALLOW_NONE,
                        .prohibits = true,
                        .why = LC_SV("a denied person takes part, or benefits")};
    lc_require(w, &r);
}

/* No 50 % rule, but nothing may be done on behalf of the denied owner. */
static void denied_owner(lc_walk *w, const lc_party *owned, const lc_party *owner,
                         const lc_listing *l)
{
    if (order_in_force(w, l) == LC_TRI_NO || lc_walk_is_over(w)) return;
    lc_requirement r = {.basis = LC_SV("764 Supp.1 Third"),
                        .citation = LC_SV("15 CFR 764 Supp. 1 (b) Third, 766.23"),
                        .source = lc_listing_source(w, owner, l),
                        .party = owned->path,
                        .from = l->from,
                        .to = l->to,
                        .prohibits = true,
                        .why =
                            LC_SV("an owner is denied: is this party named in the order, or would "
                                  "it act on the owner's behalf?")};
    lc_require(w, &r);
    lc_ask(w, lc_arena_printf(w->a, "%.*s.related_person", LC_SV_ARG(owned->path)),
           "Is %.*s named in the order as a related person?", LC_SV_ARG(owned->name));
    lc_ask(w, lc_arena_printf(w->a, "%.*s.lists", LC_SV_ARG(owned->path)),
           "If it is, the order is a listing of its own; state it there.");
    lc_oblige(w, "READ_ORDER");
}

static void look_at_owners(lc_walk *w, const lc_party *p)
{
    for (size_t i = 0; i < p->n_owners; i++) {
        const lc_party *o = &p->owners[i];
        for (size_t k = 0; k < o->n_lists; k++)
            if (lc_sv_is(o->lists[k].list, "DPL")) denied_owner(w, p, o, &o->lists[k]);
        look_at_owners(w, o);
    }
}

void lc_step_denial(lc_walk *w)
{
    for (size_t i = 0; i < w->f->n_parties; i++) {
        const lc_party *p = &w->f->parties[i];
        lc_inputs_party(w, p);
        for (size_t k = 0; k < p->n_lists; k++)
            if (lc_sv_is(p->lists[k].list, "DPL")) lc_denied(w, p, &p->lists[k]);
        look_at_owners(w, p);
    }
}
