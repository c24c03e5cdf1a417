/* Step 0: is what every determination needs there, and was every party looked for? */
#include "determine/walk.h"
#include "rule/switches.h"

/* Listed owners that nobody knows of are a residual condition of the answer (744.11(a)(1)), so an
 * owner that could not be looked for asks for nothing; but nothing is released on it. */
static void check_owners(lc_walk *w, const lc_party *p)
{
    for (size_t i = 0; i < p->n_owners; i++) {
        const lc_party *o = &p->owners[i];
        bool not_screened = lc_sv_is(o->screening, "NOT_SCREENED");
        if (not_screened)
            lc_note(w, "744.11(a)(1)", "ASSUMED", "%.*s %.*s is on no list; it was not looked for",
                    LC_SV_ARG(o->path), LC_SV_ARG(o->name));
        if (not_screened || o->n_lists || o->n_possible || o->at_address || o->near_match)
            w->any_listing = true;
        check_owners(w, o);
    }
}

static void check_party(lc_walk *w, const lc_party *p)
{
    bool not_screened = lc_sv_is(p->screening, "NOT_SCREENED");
    if (p->unnamed == LC_TRI_YES)
        lc_ask(w, lc_arena_printf(w->a, "%.*s.name", LC_SV_ARG(p->path)),
               "\"%.*s\" is not a name: who is it?", LC_SV_ARG(p->name));
    else if (not_screened || (!p->lists_given && !p->screening.len))
        lc_ask(w, lc_arena_printf(w->a, "%.*s.lists", LC_SV_ARG(p->path)),
               "Is %.*s on any list? It could not be looked for, or not in every list.",
               LC_SV_ARG(p->name));
    if (p->n_lists || p->n_possible || p->at_address || p->near_match) w->any_listing = true;
    check_owners(w, p);
}

void lc_step_validate(lc_walk *w)
{
    const lc_facts *f = w->f;
    if (f->as_of == LC_DATE_NONE)
        lc_ask(w, LC_SV("as_of"), "On which day does the item leave? Rules and lists hold by day.");
    else if (lc_switch_on(w->rules, "regulations", f->as_of).state == LC_SWITCH_ABSENT)
        lc_ask(w, LC_SV("as_of"), "The rules at hand begin later than that day.");
    if (!f->activity.len)
        lc_ask(w, LC_SV("activity"), "Is it an export, a reexport, a transfer, a purchase ...?");
    if (!f->n_parties && !lc_activity_is(w, "us_person_support"))
        lc_ask(w, LC_SV("parties"), "Who buys, receives and uses the item?");
    for (size_t i = 0; i < f->n_parties; i++) {
        const lc_party *p = &f->parties[i];
        check_party(w, p);
        if (!p->role.len)
            lc_ask(w, lc_arena_printf(w->a, "%.*s.role", LC_SV_ARG(p->path)),
                   "What does %.*s do in the transaction (748.5(a)-(f))?", LC_SV_ARG(p->name));
    }
}
