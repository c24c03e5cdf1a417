/* Step 7: embargoes and sanctions by destination (part 746), each with the licence exceptions it
 * leaves and the review it states. Russia and Belarus are in embargo_russia.c, Iran in
 * embargo_iran.c. */
#include "determine/embargo.h"

lc_tri lc_item_in_supp7_746(lc_walk *w)
{
    lc_tri in = lc_hts_in(w->rules, "7", w->f->item.hts6, w->as_of);
    if (in == LC_TRI_UNKNOWN)
        lc_ask(w, LC_SV("item.hts6"), "Which six-figure tariff number has the item (746 Supp. 7)?");
    return in;
}

/* Is the item food or medicine designated EAR99? Not stated: it is not. */
static bool is_food(const lc_walk *w, const lc_goods *g)
{
    return g->ear99 == LC_TRI_YES && w->f->item.food_medicine == LC_TRI_YES;
}

static bool release_is_free(const lc_walk *w, const lc_goods *g, const lc_embargo *e)
{
    if (!w->deemed) return false;
    switch (e->deemed) {
    case LC_DEEMED_ALL: return false;
    case LC_DEEMED_CCL: return g->ear99 == LC_TRI_YES;
    case LC_DEEMED_NONE: break;
    }
    return true;
}

/* Exceptions a section names are left only where the item can be what they are for. */
static bool fits(const lc_walk *w, const lc_goods *g, lc_sv symbol)
{
    lc_sv type = lc_goods_type(w, g);
    bool intangible = lc_sv_is(type, "software") || lc_sv_is(type, "technology");
    if (lc_sv_is(symbol, "SPP")) return g->ear99 == LC_TRI_YES;
    if (lc_sv_is(symbol, "TSU")) return intangible;
    if (lc_sv_is(symbol, "CCD")) return lc_ccd_serves(w->rules, g->base, &g->para) == LC_TRI_YES;
    if (lc_sv_is(symbol, "GOV")) return w->f->us_government_use == LC_TRI_YES;
    if (lc_sv_is(symbol, "AGR") || lc_sv_is(symbol, "MED"))
        return g->ear99 == LC_TRI_YES && w->f->item.food_medicine == LC_TRI_YES;
    if (lc_sv_is(symbol, "ENC"))
        return g->entry && (g->entry->reasons & LC_REASON_EI) && lc_civil_end_user(w);
    return false; /* news media, baggage, gifts, craft: nothing in the facts says so */
}

void lc_embargo_allow(lc_walk *w, const lc_goods *g, const lc_embargo *e, lc_requirement *r)
{
    size_t n = 0;
    lc_sv rest = e->exceptions;
    r->allow = e->exceptions.len ? LC_ALLOW_NAMED : LC_ALLOW_NONE;
    while (rest.len && n + 1 < LC_MAX_ALLOWED) {
        lc_sv symbol = lc_sv_cut(&rest, LC_SV(" "));
        if (fits(w, g, symbol))
            r->allowed[n++] = lc_arena_z(w->a, symbol);
        else
            lc_note(w, lc_arena_z(w->a, e->basis), "NOTE", "%.*s is left open on its own terms",
                    LC_SV_ARG(symbol));
        /* SPP asks for nothing but an EAR99 item and no requirement of part 744 */
        if (lc_sv_is(symbol, "SPP") && fits(w, g, symbol)) r->allowed_unconditional = true;
    }
    if (r->allowed_unconditional) { /* name it alone: the others would carry conditions */
        r->allowed[0] = "SPP";
        n = 1;
    }
    r->allowed[n] = NULL;
}

void lc_embargo_require(lc_walk *w, const lc_goods *g, const lc_embargo *e, const char *basis,
                        lc_tri applies, const char *why)
{
    lc_requirement r = {.basis = lc_sv_of(basis),
                        .citation = e->cite,
                        .source = lc_arena_printf(w->a, "destination: %.*s", LC_SV_ARG(e->place)),
                        .from = e->from,
                        .to = e->to,
                        .applies = applies,
                        .policy = lc_review_from(e->policy),
                        .why = lc_sv_of(why)};
    if (applies == LC_TRI_NO) return;
    lc_embargo_allow(w, g, e, &r);
    lc_require(w, &r);
}

/* 746.4(b)(2)-(3): arms, nuclear and missile items are denied, the rest is seen case by case. */
static lc_embargo reviewed(const lc_goods *g, const lc_embargo *e)
{
    lc_embargo copy = *e;
    bool grave = g->entry && ((g->entry->reasons & (LC_REASON_NP | LC_REASON_MT)) ||
                              g->base[2] == '6' || memcmp(g->base + 2, "515", 3) == 0);
    if (lc_sv_is(e->place, "KP") && grave) copy.policy = LC_SV("POLICY_OF_DENIAL");
    return copy;
}

/* An item nobody has classified, where EAR99 would make the difference (item.eccn has been asked).
 */
static bool turns_on_number(const lc_walk *w, const lc_goods *g, const lc_embargo *e)
{
    bool food = e->ear99 == LC_EAR99_BUT_FOOD && w->f->item.food_medicine == LC_TRI_YES;
    return g->ear99 == LC_TRI_UNKNOWN && (food || (w->deemed && e->deemed == LC_DEEMED_CCL));
}

static void plain_embargo(lc_walk *w, const lc_goods *g, const lc_embargo *e)
{
    const char *basis = lc_arena_z(w->a, e->basis);
    if (is_food(w, g) && e->ear99 == LC_EAR99_BUT_FOOD) {
        lc_note(w, basis, "DOES_NOT", "food and medicine designated EAR99");
        return;
    }
    lc_embargo with_review = reviewed(g, e);
    lc_embargo_require(w, g, &with_review, basis,
                       turns_on_number(w, g, e) ? LC_TRI_UNKNOWN : LC_TRI_YES,
                       "the destination is under embargo");
}

/* 746.3(a)(1): reasons for control the chart does not mark for Iraq. */
static void iraq(lc_walk *w, const lc_goods *g)
{
    lc_chart_hits hits;
    uint16_t reasons = lc_iraq_reasons(w->rules);
    lc_chart_find(w, g, lc_destination(w), &hits);
    if (hits.len || !g->entry || w->deemed) return;
    for (size_t i = 0; i < g->entry->n_rows; i++) {
        const lc_ccl_row *row = &g->entry->rows[i];
        lc_scope_need need;
        if (!(row->reason & reasons) || !row->columns) continue;
        lc_tri applies = lc_scope_applies(&row->scope, &g->para, &w->f->item, row->key, &need);
        if (applies == LC_TRI_NO) continue;
        lc_requirement r = {.basis = LC_SV("746.3(a)(1)"),
                            .citation = LC_SV("15 CFR 746.3(a)(1)"),
                            .source = row->key,
                            .from = LC_DATE_NONE,
                            .to = LC_DATE_NONE,
                            .applies = applies,
                            .why = LC_SV("controlled for a reason named there")};
        lc_allow_from(w, LC_SV("IQ"), &r);
        lc_require(w, &r);
        if (applies == LC_TRI_UNKNOWN)
            lc_ask(w, LC_SV("item.subpara"), "Under which paragraph of the entry does it fall?");
        return;
    }
}

/* 746.3(a)(4): any item for a military end user in Iraq, but not for its government. */
static void iraq_military(lc_walk *w)
{
    for (size_t i = 0; i < w->f->n_parties; i++) {
        const lc_party *p = &w->f->parties[i];
        if (p->military_end_user != LC_TRI_YES || p->government_end_user == LC_TRI_YES ||
            !lc_party_is_748_5(p))
            continue;
        lc_requirement r = {.basis = LC_SV("746.3(a)(4)"),
                            .citation = LC_SV("15 CFR 746.3(a)(4)"),
                            .source = p->name,
                            .party = p->path,
                            .from = LC_DATE_NONE,
                            .to = LC_DATE_NONE,
                            .applies = LC_TRI_YES,
                            .policy = lc_review_of(LICET_POLICY_OF_DENIAL),
                            .why = LC_SV("a military end user in Iraq by the facts given")};
        lc_require(w, &r);
    }
}

lc_tri lc_embargo_needs(const lc_walk *w, const lc_goods *g, lc_sv place)
{
    const lc_embargo *e = lc_embargo_of(w->rules, place, w->as_of);
    if (!e || release_is_free(w, g, e)) return LC_TRI_NO;
    switch (e->ear99) {
    case LC_EAR99_ALL: return LC_TRI_YES;
    case LC_EAR99_BUT_FOOD: return is_food(w, g) ? LC_TRI_NO : LC_TRI_YES;
    case LC_EAR99_FREE:
    case LC_EAR99_HTS: break;
    }
    return lc_sv_is(e->place, "IR") ? lc_iran_needs(w, g, e) : lc_russia_needs(w, g);
}

void lc_step_embargo(lc_walk *w)
{
    lc_sv place = lc_destination(w);
    lc_goods g = lc_goods_of(w);
    if (lc_walk_is_over(w) || !place.len) return;
    const lc_embargo *e = lc_embargo_of(w->rules, place, w->as_of);
    lc_embargo_projects(w, &g);
    if (lc_sv_is(place, "IQ")) {
        iraq(w, &g);
        iraq_military(w);
    }
    if (!e) {
        if (w->as_of == LC_DATE_NONE && lc_embargo_any(w->rules, place))
            lc_note(w, "746", "UNKNOWN", "the sanctions on this destination depend on the day");
        return;
    }
    if (release_is_free(w, &g, e)) {
        lc_note(w, lc_arena_z(w->a, e->basis), "DOES_NOT",
                "a release of technology needs no licence under this section");
        return;
    }
    if (lc_sv_is(e->place, "IR"))
        lc_embargo_iran(w, &g, e);
    else if (e->ear99 == LC_EAR99_HTS || e->ear99 == LC_EAR99_FREE)
        lc_embargo_russia(w, &g, e);
    else
        plain_embargo(w, &g, e);
}
