/* Step 4, General Prohibition 7: support by US persons, even where nothing subject to the EAR moves
 * (744.6, 736.2(b)(7)). No licence exceptions (744.6(d)). */
#include "determine/walk.h"

typedef struct activity_rule {
    const char *end_use, *basis, *why;
    bool advanced_semiconductors; /* 744.6(c)(2): only with Macau or D:5 */
} activity_rule;

static const activity_rule RULES[] = {
    {"nuclear_explosive", "744.6(b)(1)", "support for nuclear explosive devices", false},
    {"nuclear_744_2", "744.6(b)(1)", "support for nuclear activities of 744.2", false},
    {"missile_wmd_delivery", "744.6(b)(2)", "support for missiles", false},
    {"rocket_300km", "744.6(b)(2)", "support for missiles", false},
    {"uav_300km", "744.6(b)(2)", "support for missiles", false},
    {"cbw", "744.6(b)(3)", "support for chemical or biological weapons", false},
    {"military_intelligence", "744.6(b)(5)", "support for military intelligence", false},
    {"advanced_node_fab", "744.6(c)(2)(i)", "support for advanced-node fabrication", true},
    {"ic_fab_node_unknown", "744.6(c)(2)(ii)", "support for fabrication, node unknown", true},
    {"sme_development", "744.6(c)(2)(iii)", "support for manufacturing equipment", true},
};

static void require(lc_walk *w, const char *basis, const char *why, lc_sv party, lc_tri applies)
{
    lc_requirement r = {.basis = lc_sv_of(basis),
                        .citation = LC_SV("15 CFR 744.6, 736.2(b)(7)"),
                        .party = party,
                        .from = LC_DATE_NONE,
                        .to = LC_DATE_NONE,
                        .applies = applies,
                        .policy = lc_review_of(LICET_PRESUMPTION_OF_DENIAL),
                        .allow = LC_ALLOW_NONE,
                        .why = lc_sv_of(why)};
    lc_require(w, &r);
}

/* 744.6(b)(1)-(4) are reviewed as to material contribution (744.6(e)(1)); the others are presumed
 * denied (e)(2), (e)(3). */
static void end_uses(lc_walk *w, lc_tri us_person)
{
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
        const activity_rule *rule = &RULES[i];
        lc_tri there = LC_TRI_YES;
        if (!lc_end_use_is(w, rule->end_use)) continue;
        if (rule->advanced_semiconductors && !lc_sv_is(w->f->to, "MO"))
            there = lc_in_group(w, w->f->to, "D:5");
        if (there == LC_TRI_NO) continue;
        require(w, rule->basis, rule->why, LC_SV_NONE,
                us_person == LC_TRI_YES ? there : LC_TRI_UNKNOWN);
    }
}

static void intelligence_users(lc_walk *w, lc_tri us_person)
{
    for (size_t i = 0; i < w->f->n_parties; i++) {
        const lc_party *p = &w->f->parties[i];
        if (p->mieu == LC_TRI_YES)
            require(w, "744.6(b)(5)", "support for a military-intelligence end user", p->path,
                    us_person);
    }
}

void lc_step_support(lc_walk *w)
{
    if (!lc_activity_is(w, "us_person_support")) return;
    lc_tri us_person = w->f->exporter_us_person;
    if (us_person == LC_TRI_NO) {
        lc_note(w, "744.6", "DOES_NOT", "not a US person");
        return;
    }
    end_uses(w, us_person);
    intelligence_users(w, us_person);
    if (us_person == LC_TRI_UNKNOWN)
        lc_ask(w, LC_SV("exporter_us_person"), "Is who gives the support a US person (772.1)?");
    if (!lc_has_certain_requirement(w)) lc_oblige(w, "KYC_RED_FLAGS");
}
