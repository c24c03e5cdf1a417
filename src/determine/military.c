/* 744.21 and 744.22: the Military End-User List, military users not listed, intelligence users. */
#include "determine/entity_list.h"
#include "determine/listed.h"
#include "rule/meu.h"
#include "rule/switches.h"

static bool food_or_medicine(const lc_walk *w)
{
    return lc_item_is_ear99(w) == LC_TRI_YES && w->f->item.food_medicine == LC_TRI_YES;
}

/* 744.21(e): presumption of denial; Russia and Belarus policy of denial, food and medicine case by
 * case. */
static lc_review review_for(const lc_walk *w, bool russia_or_belarus)
{
    if (!russia_or_belarus) return lc_review_of(LICET_PRESUMPTION_OF_DENIAL);
    return lc_review_of(food_or_medicine(w) ? LICET_CASE_BY_CASE : LICET_POLICY_OF_DENIAL);
}

static void leave_gov(const lc_walk *w, lc_requirement *r, const char *symbol)
{
    r->allow = LC_ALLOW_NAMED;
    r->allowed[0] = symbol;
    r->allowed_unconditional = w->f->us_government_use == LC_TRI_YES;
}

bool lc_meu_requirement(lc_walk *w, const lc_party *p, const lc_listing *l, lc_requirement *out)
{
    lc_tri item = lc_item_in_supp2(w);
    if (item == LC_TRI_NO) return false;
    lc_requirement r = {.basis = LC_SV("744.21(b)"),
                        .citation = LC_SV("15 CFR 744.21(b)(1), Supp. 2 and Supp. 7 to part 744"),
                        .source = lc_listing_source(w, p, l),
                        .party = p->path,
                        .from = l->from,
                        .to = l->to,
                        .applies = item,
                        .policy = review_for(w, false),
                        .why = LC_SV("on the Military End-User List; an item of Supplement 2")};
    leave_gov(w, &r, "GOV");
    *out = r;
    return true;
}

/* Where an unlisted military user is: 744.21(a) reaches it in the named countries only. */
static lc_sv seat(const lc_walk *w, const lc_party *p)
{
    return p->country.len ? p->country : w->f->to;
}

static void military_end_user(lc_walk *w, const lc_party *p)
{
    const lc_meu_country *c = lc_meu_country_on(w->rules, "744.21", seat(w, p), w->as_of);
    lc_oblige(w, "RED_FLAG_MEU");
    if (!c) {
        lc_note(w, "744.21(a)", "DOES_NOT", "%.*s is not in a country the section names",
                LC_SV_ARG(p->name));
        return;
    }
    lc_cite(w, "744.21(g)"); /* who is one */
    lc_tri item = c->all_items ? LC_TRI_YES : lc_item_in_supp2(w);
    if (item == LC_TRI_NO) return;
    lc_requirement r = {.basis = c->basis,
                        .citation = c->cite,
                        .source = p->name,
                        .party = p->path,
                        .from = c->from,
                        .to = c->to,
                        .applies = item,
                        .policy = review_for(w, c->all_items),
                        .why = LC_SV("a military end user by the facts given")};
    leave_gov(w, &r, "GOV");
    lc_require(w, &r);
}

void lc_meu_listed(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    lc_tri force = lc_listing_in_force(w, l);
    if (force == LC_TRI_UNKNOWN && l->standing_in_doubt) force = w->f->list_entry_in_force;
    if (lc_switch_on(w->rules, "meu_list", w->as_of).state == LC_SWITCH_ABSENT) force = LC_TRI_NO;
    if (force == LC_TRI_NO) return;
    lc_oblige(w, "RED_FLAG_MEU");
    lc_requirement r;
    if (!lc_party_is_748_5(p) || lc_walk_is_over(w)) return;
    const lc_meu_country *c = lc_meu_country_on(w->rules, "744.21", seat(w, p), w->as_of);
    if (c && c->all_items && force == LC_TRI_YES) { /* Russia, Belarus: any item, listed or not */
        military_end_user(w, p);
        return;
    }
    if (!lc_meu_requirement(w, p, l, &r)) {
        lc_note(w, "744.21(b)", "DOES_NOT", "%.*s: the item is not one of Supplement 2",
                LC_SV_ARG(lc_listing_source(w, p, l)));
        return;
    }
    if (force == LC_TRI_UNKNOWN) {
        r.applies = LC_TRI_UNKNOWN;
        lc_ask(w, LC_SV("list_entry.in_force"), "Was %.*s on the MEU List on that day?",
               LC_SV_ARG(lc_listing_source(w, p, l)));
    }
    lc_require(w, &r);
    if (r.applies == LC_TRI_YES) lc_cite(w, "744.21(b)(1)(ii)"); /* listed: wherever it is */
}

/* The country whose service it is; such users are caught wherever they are. */
static const lc_meu_country *intelligence_country(lc_walk *w, const lc_party *p)
{
    lc_sv of = p->meu_country.len ? p->meu_country : seat(w, p);
    const lc_meu_country *c = lc_meu_country_on(w->rules, "744.22", of, w->as_of);
    if (c) return c;
    for (size_t i = 0; (c = lc_meu_country_at(w->rules, "744.22", w->as_of, i)); i++) {
        bool group = lc_sv_find(c->country, LC_SV(":"), 0) != SIZE_MAX;
        if (group && lc_in_group(w, of, lc_arena_z(w->a, c->country)) == LC_TRI_YES) return c;
    }
    return NULL;
}

static void intelligence_user(lc_walk *w, const lc_party *p)
{
    const lc_meu_country *c = intelligence_country(w, p);
    if (!c) {
        lc_note(w, "744.22", "DOES_NOT", "%.*s is no service of a country the section names",
                LC_SV_ARG(p->name));
        lc_oblige(w, "KYC_RED_FLAGS");
        return;
    }
    lc_requirement r = {.basis = c->basis,
                        .citation = c->cite,
                        .source = p->name,
                        .party = p->path,
                        .from = c->from,
                        .to = c->to,
                        .applies = LC_TRI_YES,
                        .policy = lc_review_of(LICET_PRESUMPTION_OF_DENIAL),
                        .why = LC_SV("a military-intelligence end user by the facts given")};
    leave_gov(w, &r, "GOV 740.11(b)(2)(ii)");
    lc_require(w, &r);
}

void lc_military_user(lc_walk *w, const lc_party *p)
{
    if (lc_walk_is_over(w) || !lc_party_is_748_5(p)) return;
    if (p->military_end_user == LC_TRI_YES) military_end_user(w, p);
    if (p->mieu == LC_TRI_YES) intelligence_user(w, p);
}
