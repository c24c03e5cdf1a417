/* Step 12, General Prohibition 10: nobody may go on knowing that a violation has occurred or will
 * (736.2(b)(10), 764.2(e)); that reaches buying, paying and importing too. Knowledge includes
 * reason to know and wilful blindness (772.1). Open red flags are obligations. */
#include "determine/walk.h"
#include "rule/switches.h"

static void prohibited(lc_walk *w, lc_sv what)
{
    lc_requirement r = {.basis = LC_SV("736.2(b)(10)"),
                        .citation = LC_SV("15 CFR 736.2(b)(10), 764.2(e), 772.1"),
                        .source = what,
                        .from = LC_DATE_NONE,
                        .to = LC_DATE_NONE,
                        .applies = LC_TRI_YES,
                        .policy = lc_review_of(LICET_REVIEW_NONE),
                        .allow = LC_ALLOW_NONE,
                        .prohibits = true,
                        .why = LC_SV("knowledge of a violation")};
    lc_require(w, &r);
}

static void stated_knowledge(lc_walk *w)
{
    for (size_t i = 0; i < w->f->n_knowledge; i++) {
        const lc_knowledge *k = &w->f->knowledge[i];
        if (lc_sv_is(k->level, "red_flag_open") || !k->level.len) {
            lc_oblige(w, "KYC_RED_FLAGS");
            lc_note(w, "732 Supp.3", "NOTE", "red flag not resolved: %.*s", LC_SV_ARG(k->subject));
        } else if (!lc_knowledge_of_end_use(k))
            prohibited(w, k->subject);
    }
}

static void resale(lc_walk *w)
{
    const lc_facts *f = w->f;
    if (f->stock_for_resale == LC_TRI_YES) lc_oblige(w, "KYC_RED_FLAGS");
    if (f->knows_customer_listed == LC_TRI_YES)
        prohibited(w, LC_SV("a listed party is known to be behind the customer"));
}

/* E.O. 14093: federal agencies and certain commercial spyware. Not the EAR, no business of a local
 * police department. */
static void federal_purchase(lc_walk *w)
{
    bool buying = lc_activity_is(w, "purchase_from") || lc_activity_is(w, "import");
    if (!buying || w->f->us_government_use != LC_TRI_YES) return;
    if (lc_switch_on(w->rules, "eo_14093", w->as_of).state == LC_SWITCH_ABSENT) return;
    for (size_t i = 0; i < w->f->n_parties; i++)
        for (size_t k = 0; k < w->f->parties[i].n_lists; k++) {
            const lc_listing *l = &w->f->parties[i].lists[k];
            if (!lc_sv_is(l->list, "EL") || lc_listing_in_force(w, l) == LC_TRI_NO) continue;
            lc_other(w, "EO_14093_FEDERAL_USE");
            lc_note(w, "E.O. 14093", "NOTE", "confirm that the order binds the agency that day");
            w->executive_order_bars = true;
        }
}

/* What stands on a list from a later day, stood there until an earlier one, or owns a share of the
 * party, may count on the day the goods leave. */
static bool may_change(const lc_walk *w, const lc_party *p, bool owner)
{
    for (size_t i = 0; i < p->n_lists; i++)
        if (owner || lc_listing_in_force(w, &p->lists[i]) == LC_TRI_NO) return true;
    for (size_t i = 0; i < p->n_owners; i++)
        if (may_change(w, &p->owners[i], true)) return true;
    return p->near_match || p->n_possible;
}

static void look_again(lc_walk *w)
{
    bool any = w->f->en_route_on != LC_DATE_NONE || w->f->actual_order_before != LC_TRI_UNKNOWN;
    for (size_t i = 0; i < w->f->n_parties; i++) any |= may_change(w, &w->f->parties[i], false);
    if (any) lc_oblige(w, "RESCREEN_ON_SHIP_DATE");
}

/* What an answer without a requirement takes for granted. */
static void assumptions(lc_walk *w)
{
    bool owners = false;
    for (size_t i = 0; i < w->f->n_parties; i++)
        owners |= w->f->parties[i].n_owners > 0 || w->f->parties[i].ownership_known == LC_TRI_YES;
    lc_note(w, "736.2(b)(10)", "ASSUMED", "no knowledge of a violation beyond the facts given");
    if (!w->f->end_use.given)
        lc_note(w, "736.2(b)(5)", "ASSUMED", "no end use of part 744 is known");
    if (!owners)
        lc_note(w, "744.11(a)(1)", "ASSUMED", "no listed owner of 50 %% or more; not checked");
    if (!w->f->transit.given)
        lc_note(w, "736.2(b)(8)", "ASSUMED", "no transit that counts as export");
    lc_note(w, "734.3(b)(1)", "ASSUMED", "other agencies' rules apply beside these");
}

void lc_step_knowledge(lc_walk *w)
{
    if (w->f->knowledge_violation.len) prohibited(w, w->f->knowledge_violation);
    stated_knowledge(w);
    resale(w);
    look_again(w);
    federal_purchase(w);
    assumptions(w);
}
