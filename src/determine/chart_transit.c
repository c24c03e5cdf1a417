/* Step 9: goods that pass through, or are unladen in, the countries of General Prohibition 8 need
 * what they would need to be sent there (736.2(b)(8)). */
#include "determine/goods.h"
#include "rule/part744.h"

lc_tri lc_licence_needed(const lc_walk *w, const lc_goods *g, lc_sv place)
{
    lc_tri needed = lc_embargo_needs(w, g, place);
    lc_chart_hits hits;
    lc_chart_find(w, g, place, &hits);
    for (size_t i = 0; i < hits.len; i++)
        if (!hits.at[i].not_enforced) needed = lc_tri_or(needed, hits.at[i].applies);
    return g->ear99 == LC_TRI_UNKNOWN ? LC_TRI_UNKNOWN : needed;
}

/* What would decide it: the item, as for a shipment there. Its missing number has been asked for.
 */
static void ask_item(lc_walk *w, const lc_goods *g, lc_sv place)
{
    bool software = lc_sv_is(lc_goods_type(w, g), "software");
    lc_sv path = g->ear99 != LC_TRI_YES ? LC_SV("item.subpara")
                 : software             ? LC_SV("item.enterprise_class")
                                        : LC_SV("item.hts6");
    if (g->ear99 != LC_TRI_UNKNOWN)
        lc_ask(w, path, "Would the item need a licence to %.*s, which it passes through?",
               LC_SV_ARG(place));
}

static void pass_through(lc_walk *w, const lc_goods *g, lc_sv place)
{
    lc_tri named = lc_place_set_has(w->rules, lc_transit_places(w->rules), place, w->as_of);
    if (named == LC_TRI_UNKNOWN)
        lc_ask(w, LC_SV("transit"), "%.*s is no place the rules know.", LC_SV_ARG(place));
    if (named != LC_TRI_YES) return;
    lc_requirement r = {.basis = LC_SV("736.2(b)(8)"),
                        .citation = LC_SV("15 CFR 736.2(b)(8)"),
                        .source = lc_arena_printf(w->a, "transit: %.*s", LC_SV_ARG(place)),
                        .from = LC_DATE_NONE,
                        .to = LC_DATE_NONE,
                        .allow = LC_ALLOW_NONE,
                        .applies = lc_licence_needed(w, g, place),
                        .why =
                            LC_SV("the item would need a licence to a country it passes through")};
    if (r.applies == LC_TRI_NO) {
        lc_note(w, "736.2(b)(8)", "DOES_NOT", "the item could be sent to %.*s without a licence",
                LC_SV_ARG(place));
        return;
    }
    lc_require(w, &r);
    if (r.applies == LC_TRI_UNKNOWN) ask_item(w, g, place);
}

void lc_step_transit(lc_walk *w)
{
    if (lc_walk_is_over(w)) return;
    lc_goods g = lc_goods_of(w);
    for (size_t i = 0; i < w->f->transit.len; i++) pass_through(w, &g, w->f->transit.at[i]);
}
