/* Lists whose meaning is a word of the answer, and the Unverified List. */
#include "determine/entity_list.h"
#include "determine/listed.h"
#include "rule/lists.h"

/* 744.15(b), 740.2(a)(17) and 744.19 look at all parties of 748.5(a)-(f). */
static bool is_application_party(const lc_party *p)
{
    return lc_party_is_748_5(p) || lc_sv_is(p->role, "applicant") ||
           lc_sv_is(p->role, "other_licence_recipient");
}

void lc_uvl_listed(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    if (lc_listing_in_force(w, l) == LC_TRI_NO) return;
    if (!is_application_party(p)) {
        lc_oblige(w, "KYC_RED_FLAGS");
        return;
    }
    if (lc_walk_is_over(w)) return;
    w->uvl = true;
    /* 758.1(b)(8) reaches the parties of 748.5(d)-(f), not those of (a) to (c). */
    w->uvl_eei |= lc_party_is_748_5(p) && !lc_sv_is(p->role, "purchaser");
    lc_note(w, "744.15", "APPLIES",
            "%.*s: no licence exceptions, and a UVL statement before a "
            "shipment that needs no licence",
            LC_SV_ARG(lc_listing_source(w, p, l)));
}

void lc_otherwise_listed(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    if (lc_listing_in_force(w, l) == LC_TRI_NO) return;
    const lc_list_rule *rule = lc_list_rule_of(w->rules, l->list);
    if (lc_sv_is(l->list, "HOUSE")) lc_other(w, "HOUSE_POLICY");
    if (lc_sv_is(l->list, "ISN")) w->isn |= is_application_party(p);
    if (!rule) {
        lc_oblige(w, "KYC_RED_FLAGS");
        lc_note(w, "732 Supp.3", "NOTE", "%.*s: a list whose meaning is not in the rules",
                LC_SV_ARG(lc_listing_source(w, p, l)));
        return;
    }
    if (rule->obligation.len) lc_oblige(w, lc_arena_z(w->a, rule->obligation));
    if (rule->other.len && w->f->exporter_us_person != LC_TRI_NO)
        lc_other(w, lc_arena_z(w->a, rule->other));
    lc_note(w, lc_arena_z(w->a, rule->cite), "NOTE", "%.*s: %.*s",
            LC_SV_ARG(lc_listing_source(w, p, l)), LC_SV_ARG(rule->meaning));
}
