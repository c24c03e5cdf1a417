/* Steps that are not written yet. Each is a named open question: the answer asks for facts and can
 * never be that no licence is needed. */
#include "determine/walk.h"

static void open_question(lc_walk *w, const char *what)
{
    if (!lc_walk_is_over(w))
        lc_ask(w, lc_arena_printf(w->a, "rules.%s", what), "%s is not examined", what);
}

void lc_step_item(lc_walk *w)
{
    if (w->regulated != LC_TRI_NO && !w->f->item.eccn.len)
        lc_ask(w, LC_SV("item.eccn"), "Under which ECCN is the item classified, or is it EAR99?");
}

void lc_step_end_use(lc_walk *w)
{
    open_question(w, "end_use");
}

void lc_step_embargo(lc_walk *w)
{
    open_question(w, "embargo");
}

void lc_step_chart(lc_walk *w)
{
    open_question(w, "chart");
}

void lc_step_transit(lc_walk *w)
{
    open_question(w, "transit");
}

void lc_step_exceptions(lc_walk *w)
{
    open_question(w, "exceptions");
}

lc_tri lc_deminimis_subject(lc_walk *w)
{
    open_question(w, "deminimis");
    return LC_TRI_UNKNOWN;
}

lc_tri lc_in_group(const lc_walk *w, lc_sv place, const char *group)
{
    (void)w, (void)place, (void)group;
    return LC_TRI_UNKNOWN;
}

lc_sv lc_item_eccn_base(const lc_walk *w)
{
    (void)w;
    return LC_SV_NONE;
}

lc_tri lc_item_in_supp2(lc_walk *w)
{
    open_question(w, "supplement_2_744");
    return LC_TRI_UNKNOWN;
}

lc_tri lc_item_in_supp7_746(lc_walk *w)
{
    open_question(w, "supplement_7_746");
    return LC_TRI_UNKNOWN;
}
