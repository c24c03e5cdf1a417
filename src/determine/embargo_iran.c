/* Iran: BIS asks for what has a column of the chart or is named (746.7(a)(1)); OFAC asks for nearly
 * all, and its authorisation is enough for both (746.7(a)(2)). Breaking OFAC's rule breaks the EAR
 * (e). */
#include "determine/embargo.h"

static bool has_column(const lc_goods *g)
{
    for (size_t i = 0; g->entry && i < g->entry->n_rows; i++)
        if (g->entry->rows[i].columns) return true;
    return false;
}

lc_tri lc_iran_needs(const lc_walk *w, const lc_goods *g, const lc_embargo *e)
{
    if (g->ear99 == LC_TRI_UNKNOWN) return LC_TRI_UNKNOWN;
    if (g->ear99 == LC_TRI_NO) {
        if (!g->entry) return LC_TRI_UNKNOWN;
        lc_tri named = lc_part746_names(w->rules, "iran_extra", g->base, &g->para);
        return has_column(g) ? LC_TRI_YES : named;
    }
    if (e->ear99 != LC_EAR99_HTS) return LC_TRI_NO; /* Supp. 7 was not there yet */
    if (lc_sv_is(w->f->item.type, "technology") || lc_sv_is(w->f->item.type, "software"))
        return LC_TRI_NO; /* tariff numbers name goods */
    return lc_hts_in(w->rules, "7", w->f->item.hts6, w->as_of);
}

/* 31 CFR 560.204 binds US persons and exports from the United States, 560.205 reexports of what the
 * list names. An EAR99 item reexported by somebody else is outside both. */
static lc_tri ofac_forbids(const lc_walk *w, const lc_goods *g)
{
    bool from_us = lc_activity_is(w, "export") || lc_sv_is(w->f->from, "US");
    if (from_us || w->f->exporter_us_person == LC_TRI_YES) return LC_TRI_YES;
    if (w->f->exporter_us_person == LC_TRI_NO && g->ear99 == LC_TRI_YES) return LC_TRI_NO;
    return g->ear99 == LC_TRI_NO ? LC_TRI_YES : LC_TRI_UNKNOWN;
}

static void authorised(lc_walk *w, lc_tri needs)
{
    if (needs != LC_TRI_NO) lc_cite(w, "746.7(a)(1)");
    lc_other(w, "OFAC_AUTHORIZED");
    lc_note(w, "746.7(a)(2)", "DOES_NOT", "OFAC's authorisation is one for the EAR as well");
    w->other_agency_first = true;
}

void lc_embargo_iran(lc_walk *w, const lc_goods *g, const lc_embargo *e)
{
    if (w->deemed) { /* a release to an Iranian national elsewhere is BIS's alone */
        lc_embargo_require(w, g, e, "746.7(a)(1)(i)", lc_iran_needs(w, g, e),
                           "named in 746.7(a)(1) or its entry has a column");
        return;
    }
    lc_tri needs = lc_iran_needs(w, g, e);
    if (w->f->ofac_authorization.len) {
        authorised(w, needs);
        return;
    }
    lc_tri forbids = ofac_forbids(w, g);
    if (needs == LC_TRI_YES) lc_cite(w, "746.7(a)(1)");
    if (forbids != LC_TRI_NO) lc_other(w, "OFAC_ITSR_31CFR560");
    const char *basis = g->ear99 == LC_TRI_YES ? "746.7(a)(1)(ii)" : "746.7(a)(1)(i)";
    lc_embargo_require(w, g, e, basis, needs, "named in 746.7(a)(1) or its entry has a column");
    if (needs == LC_TRI_UNKNOWN && g->ear99 == LC_TRI_YES) lc_item_in_supp7_746(w);
    if (forbids == LC_TRI_YES) w->other_agency_bars = true;
    if (needs == LC_TRI_YES || forbids == LC_TRI_NO) return;
    if (forbids == LC_TRI_UNKNOWN) {
        lc_ask(w, LC_SV("exporter_us_person"), "Is the exporter a US person (31 CFR 560.314)?");
        return;
    }
    lc_cite(w, "746.7(e)");
    w->other_agency_first = true;
    lc_note(w, "746.7(e)", "APPLIES", "OFAC must authorise what 31 CFR 560 forbids");
    if (needs == LC_TRI_UNKNOWN) lc_oblige(w, "CONFIRM_NOT_IN_SUPP7_746");
}
