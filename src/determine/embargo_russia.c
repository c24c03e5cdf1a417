/* Russia and Belarus: everything on the list (746.8(a)(1)), EAR99 by tariff number (a)(5)-(7),
 * software of some classes (a)(8), oil and gas projects (a)(4); what (a)(12) takes out again. */
#include "determine/embargo.h"

bool lc_civil_end_user(const lc_walk *w)
{
    return lc_end_user_kind_of(w->rules, w->f->item.end_user_class) == LC_END_USER_CIVIL;
}

static bool farm_or_clinic(const lc_walk *w)
{
    return lc_end_user_kind_of(w->rules, w->f->item.end_user_class) == LC_END_USER_FARM_OR_CLINIC;
}

/* (a)(12)(ii): some telecommunications and mass-market items to civil end users. */
static bool civil_item(const lc_walk *w, const lc_goods *g)
{
    return lc_part746_names(w->rules, "russia_civil", g->base, &g->para) == LC_TRI_YES &&
           lc_civil_end_user(w);
}

static lc_tri software_needs(const lc_walk *w)
{
    lc_sv class = w->f->item.enterprise_class;
    if (!lc_sv_is(w->f->item.type, "software")) return LC_TRI_NO;
    if (!lc_has_enterprise_software(w->rules, w->as_of)) return LC_TRI_NO;
    if (lc_civil_end_user(w) || farm_or_clinic(w)) return LC_TRI_NO;
    if (!class.len) return LC_TRI_UNKNOWN;
    return lc_is_enterprise_software(w->rules, class, w->as_of) ? LC_TRI_YES : LC_TRI_NO;
}

typedef struct tariff_rule {
    const char *supplement, *basis, *why;
} tariff_rule;

static const tariff_rule TARIFF[] = {
    {"4", "746.8(a)(5)", "the tariff number is in Supp. 4 to part 746 (industrial items)"},
    {"5", "746.8(a)(7)", "the tariff number is in Supp. 5 to part 746 (luxury goods)"},
    {"6", "746.8(a)(6)", "Supp. 6 to part 746 names items of this chapter by description"},
};

/* Goods have one; each supplement counts from its first day. */
static bool has_tariff_number(const lc_walk *w)
{
    const lc_embargo *e = lc_embargo_of(w->rules, lc_destination(w), w->as_of);
    if (e && e->ear99 == LC_EAR99_FREE) return false;
    if (w->f->item.food_medicine == LC_TRI_YES)
        return false; /* 772.1: neither drinks nor tobacco */
    return !lc_sv_is(w->f->item.type, "software") && !lc_sv_is(w->f->item.type, "technology");
}

/* Supp. 6 names by description: its chapters are all a tariff number can tell. */
static lc_tri tariff_needs(const lc_walk *w, size_t i)
{
    lc_tri in = lc_hts_in(w->rules, TARIFF[i].supplement, w->f->item.hts6, w->as_of);
    if (i != 2 || in != LC_TRI_YES) return in;
    return lc_row_answer_of(&w->f->item, LC_SV("EAR99#supp6"));
}

lc_tri lc_russia_needs(const lc_walk *w, const lc_goods *g)
{
    if (w->deemed) return LC_TRI_NO;
    if (g->ear99 == LC_TRI_UNKNOWN) return LC_TRI_UNKNOWN;
    if (g->ear99 == LC_TRI_NO) return civil_item(w, g) ? LC_TRI_NO : LC_TRI_YES;
    lc_tri needs = software_needs(w);
    for (size_t i = 0; has_tariff_number(w) && i < sizeof TARIFF / sizeof *TARIFF; i++)
        needs = lc_tri_or(needs, tariff_needs(w, i));
    return needs;
}

static void by_tariff(lc_walk *w, const lc_goods *g, const lc_embargo *e)
{
    if (!has_tariff_number(w)) return;
    lc_tri known = LC_TRI_NO;
    for (size_t i = 0; i < sizeof TARIFF / sizeof *TARIFF; i++)
        known =
            lc_tri_or(known, lc_hts_in(w->rules, TARIFF[i].supplement, w->f->item.hts6, w->as_of));
    if (known == LC_TRI_UNKNOWN) {
        lc_embargo_require(w, g, e, "746.8(a)(5)", LC_TRI_UNKNOWN,
                           "the tariff number decides, and is not stated");
        lc_ask(w, LC_SV("item.hts6"),
               "Which six-figure tariff number has the item (746 Supps. 4, 5 and 6)?");
        return;
    }
    for (size_t i = 0; i < sizeof TARIFF / sizeof *TARIFF; i++) {
        lc_tri needs = tariff_needs(w, i);
        lc_embargo_require(w, g, e, TARIFF[i].basis, needs, TARIFF[i].why);
        if (needs == LC_TRI_UNKNOWN)
            lc_ask(w, LC_SV("item.row_answers.EAR99#supp6"),
                   "Does Supp. 6 to part 746 name the item?");
        if (needs == LC_TRI_YES) return; /* one of the three lists is enough */
    }
    lc_note(w, "746.8(a)(5)", "DOES_NOT", "the tariff number is in no supplement");
}

/* (a)(4): the items of Supp. 2 and some entries, used in projects in Russia or Belarus, from
 * wherever and to wherever. */
void lc_embargo_projects(lc_walk *w, const lc_goods *g)
{
    const lc_embargo *e = lc_embargo_of(w->rules, LC_SV("RU"), w->as_of);
    if (!e || !lc_end_use_is(w, "oil_gas_746_8_a4")) return;
    lc_tri named = lc_tri_not(g->ear99);
    if (g->ear99 == LC_TRI_NO)
        named = lc_part746_names(w->rules, "russia_sectors", g->base, &g->para);
    else if (g->ear99 == LC_TRI_YES)
        named = lc_hts_in(w->rules, "2", w->f->item.hts6, w->as_of);
    lc_embargo_require(w, g, e, "746.8(a)(4)", named, "for oil or gas projects named there");
    if (named == LC_TRI_UNKNOWN && g->ear99 == LC_TRI_YES)
        lc_ask(w, LC_SV("item.hts6"), "Which six-figure tariff number has the item (746 Supp. 2)?");
}

void lc_embargo_russia(lc_walk *w, const lc_goods *g, const lc_embargo *e)
{
    if (g->ear99 == LC_TRI_NO) {
        if (civil_item(w, g))
            lc_note(w, "746.8(a)(12)(ii)", "DOES_NOT", "for a civil end user named there");
        else
            lc_embargo_require(w, g, e, "746.8(a)(1)", LC_TRI_YES,
                               "any item of the control list needs a licence");
        return;
    }
    if (g->ear99 == LC_TRI_UNKNOWN) {
        lc_embargo_require(w, g, e, "746.8(a)(1)", LC_TRI_UNKNOWN, "the item is not classified");
        return;
    }
    lc_tri software = software_needs(w);
    lc_embargo_require(w, g, e, "746.8(a)(8)", software, "enterprise, design or machine software");
    if (software == LC_TRI_UNKNOWN)
        lc_ask(w, LC_SV("item.enterprise_class"),
               "Is the software of a class named in 746.8(a)(8): ERP, CRM, BI, CAD, CAM ...?");
    by_tariff(w, g, e);
}
