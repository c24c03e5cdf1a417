/* Step 2: is the activity one the EAR regulates (734.13, .14, .16, .18)? Buying, importing, paying,
 * servicing, selling at home and giving access to software that stays on a server are not. Denial
 * orders, OFAC and knowledge (764.2(e)) still count for them. */
#include "determine/walk.h"

typedef struct kind {
    const char *activity, *paragraph;
    lc_tri regulated;
} kind;

static const kind KINDS[] = {
    {"export", "734.13", LC_TRI_YES},
    {"reexport", "734.14", LC_TRI_YES},
    {"transfer_in_country", "734.16", LC_TRI_YES},
    {"export_from_abroad", "734.3(a)(3)", LC_TRI_YES},
    {"deemed_export", "734.13(b)", LC_TRI_YES},
    {"deemed_reexport", "734.14(a)(2)", LC_TRI_YES},
    {"us_person_support", "744.6", LC_TRI_NO},
    {"import", "734.3(a)", LC_TRI_NO},
    {"purchase_from", "734.3(a)", LC_TRI_NO},
    {"finance", "734.13", LC_TRI_NO},
    {"service", "734.13", LC_TRI_NO},
    {"domestic_sale_us", "734.13", LC_TRI_NO},
    {"saas_access", "734.13(a)(1)", LC_TRI_NO},
};

static void ask_delivery(lc_walk *w)
{
    lc_ask(w, LC_SV("item.delivery"),
           "How does the user get at the software: by browser only, or with a download?");
    w->regulated = LC_TRI_UNKNOWN;
}

/* Access to software that stays on its server is no export of it; a client on the user's machine
 * is, and so is technology released with it. */
static void look_at_delivery(lc_walk *w)
{
    lc_sv how = w->f->item.delivery;
    bool remote = lc_sv_is(how, "browser_only") || lc_sv_is(how, "saas_only");
    if (lc_activity_is(w, "saas_access") && !how.len) {
        ask_delivery(w);
    } else if (lc_activity_is(w, "saas_access") && !remote) {
        w->regulated = LC_TRI_YES;
        lc_note(w, "734.13(a)(1)", "APPLIES", "a download to a user abroad is an export");
    } else if (remote && w->regulated == LC_TRI_YES && !w->deemed) {
        w->regulated = LC_TRI_NO;
    }
    if (remote) {
        lc_oblige(w, "CONFIRM_NO_CLIENT_DOWNLOAD");
        lc_oblige(w, "CONFIRM_NO_TECHNOLOGY_RELEASE");
    }
}

/* A sale at home to a destination abroad is no sale at home. */
static void look_at_home(lc_walk *w)
{
    if (!lc_activity_is(w, "domestic_sale_us")) return;
    if (!w->f->to.len || lc_sv_is(w->f->to, "US")) return;
    lc_ask(w, LC_SV("activity"), "A sale inside the United States does not go to %.*s.",
           LC_SV_ARG(w->f->to));
    w->regulated = LC_TRI_UNKNOWN;
}

static lc_sv stated(lc_sv fact)
{
    return fact.len ? fact : LC_SV("(not stated)");
}

void lc_step_activity(lc_walk *w)
{
    const char *paragraph = "734.13";
    lc_inputs(w, "activity %.*s, from %.*s to %.*s%s%.*s", LC_SV_ARG(stated(w->f->activity)),
              LC_SV_ARG(stated(w->f->from)), LC_SV_ARG(stated(w->f->to)),
              w->f->item.delivery.len ? ", delivery " : "", LC_SV_ARG(w->f->item.delivery));
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (lc_activity_is(w, KINDS[i].activity)) {
            w->regulated = KINDS[i].regulated;
            paragraph = KINDS[i].paragraph;
        }
    w->deemed = lc_activity_is(w, "deemed_export") || lc_activity_is(w, "deemed_reexport");
    look_at_delivery(w);
    look_at_home(w);
    lc_note(w, paragraph,
            w->regulated == LC_TRI_YES  ? "APPLIES"
            : w->regulated == LC_TRI_NO ? "DOES_NOT"
                                        : "UNKNOWN",
            "activity: %.*s", LC_SV_ARG(w->f->activity));
}
