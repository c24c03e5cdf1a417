/* Step 3, first half: the item's number (738.2(d), 738.3) and the place it goes to (738.3(b)).
 * Nothing here requires a licence; what is not known is asked. */
#include "determine/goods.h"

lc_goods lc_goods_read(const lc_rules *rules, lc_sv eccn)
{
    lc_goods g = {0};
    if (lc_sv_ieq(eccn, LC_SV("EAR99"))) {
        g.ear99 = LC_TRI_YES;
    } else if (lc_eccn_split(eccn, g.base, &g.para)) {
        g.ear99 = LC_TRI_NO;
        g.entry = lc_ccl_find(rules, g.base);
    }
    return g;
}

lc_goods lc_goods_of(const lc_walk *w)
{
    return lc_goods_read(w->rules, w->f->item.eccn);
}

lc_sv lc_goods_type(const lc_walk *w, const lc_goods *g)
{
    if (w->f->item.type.len) return w->f->item.type;
    if (!g->base[0]) return LC_SV_NONE;
    if (g->base[1] == 'D') return LC_SV("software");
    return g->base[1] == 'E' ? LC_SV("technology") : LC_SV("commodity");
}

lc_tri lc_in_group(const lc_walk *w, lc_sv place, const char *group)
{
    bool known;
    uint16_t groups = lc_place_groups(w->rules, place, w->as_of, &known);
    if (!known) return LC_TRI_UNKNOWN;
    return groups & lc_group_bit(lc_sv_of(group)) ? LC_TRI_YES : LC_TRI_NO;
}

lc_sv lc_item_eccn_base(const lc_walk *w)
{
    lc_goods g = lc_goods_of(w);
    return g.base[0] ? lc_arena_sv(w->a, lc_sv_of(g.base)) : LC_SV_NONE;
}

/* An entry that only points elsewhere, or to another agency. */
static void look_at_gap(lc_walk *w, const lc_goods *g)
{
    const lc_ccl_gap *gap = g->entry ? g->entry->gap : NULL;
    if (!gap) return;
    if (gap->kind == LC_GAP_RECLASSIFY) {
        lc_ask(w, LC_SV("item.eccn"), "%.*s", LC_SV_ARG(gap->question));
    } else if (gap->kind == LC_GAP_ITAR || gap->kind == LC_GAP_OTHER_AGENCY) {
        w->other_agency_item = true;
        lc_cite(w, lc_arena_z(w->a, gap->basis));
        if (gap->kind == LC_GAP_ITAR) lc_other(w, "ITAR");
        lc_note(w, lc_arena_z(w->a, gap->basis), "DOES_NOT",
                "the entry says that another agency controls it");
    }
}

static void look_at_number(lc_walk *w)
{
    const lc_item *item = &w->f->item;
    lc_goods g = lc_goods_of(w);
    if (lc_sv_ieq(item->eccn, LC_SV("USML"))) return;
    if (!item->eccn.len)
        lc_ask(w, LC_SV("item.eccn"), "What is the item's number on the control list, or EAR99?");
    else if (g.ear99 == LC_TRI_UNKNOWN)
        lc_ask(w, LC_SV("item.eccn"), "%.*s is no number of the form 3A001.a.2, nor EAR99.",
               LC_SV_ARG(item->eccn));
    else if (g.ear99 == LC_TRI_NO && !g.entry && !item->n_rows)
        lc_ask(w, LC_SV("item.eccn"), "The control list has no entry %s.", g.base);
    if (g.entry && w->as_of != LC_DATE_NONE && !lc_rule_holds(g.entry->from, g.entry->to, w->as_of))
        lc_ask(w, LC_SV("item.eccn"), "The control list had no entry %s on that day.", g.base);
    look_at_gap(w, &g);
}

static void look_at_place(lc_walk *w)
{
    lc_sv to = lc_destination(w);
    lc_place place;
    if (!to.len) {
        lc_ask(w, lc_destination_path(w),
               w->deemed ? "Which nationality has the person who receives the technology?"
                         : "To which country does the item go?");
    } else if (!lc_place_find(w->rules, to, w->as_of, &place)) {
        lc_ask(w, lc_destination_path(w),
               "%.*s is no country, region or dependency the rules know on that day.",
               LC_SV_ARG(to));
    } else if (place.kind == LC_PLACE_US && !w->deemed && lc_activity_is(w, "export")) {
        w->regulated = LC_TRI_NO;
        lc_note(w, "734.13", "DOES_NOT", "%.*s is part of the United States: no export",
                LC_SV_ARG(place.name));
    } else if (lc_place_groups_unverified(w->rules, to, w->as_of)) {
        lc_note(w, "740 Supp.1", "NOTE", "the country groups of %.*s on that day are not verified",
                LC_SV_ARG(to));
    } else if (!lc_sv_eq(place.row, to) && place.row.len) {
        lc_note(w, "738.3(b)", "NOTE", "%.*s: the row and groups of %.*s hold",
                LC_SV_ARG(place.name), LC_SV_ARG(place.row));
    }
}

void lc_step_item(lc_walk *w)
{
    if (w->regulated == LC_TRI_NO) return;
    look_at_number(w);
    look_at_place(w);
}
