/* Step 3: is the item subject to the EAR (734.3)? */
#include "determine/footnote_fdp.h"
#include "determine/walk.h"
#include "rule/switches.h"

static bool starts(lc_sv v, const char *with)
{
    return lc_sv_starts(v, lc_sv_of(with));
}

/* 734.7(b) and 742.15(b): published encryption source code, and object code made from it, leaves
 * the EAR; since 2021-03-29 only non-standard cryptography has to be notified for that. */
static lc_tri published_encryption(lc_walk *w)
{
    const lc_item *item = &w->f->item;
    bool always = lc_switch_on(w->rules, "encryption_notice", w->as_of).state == LC_SWITCH_IN_FORCE;
    if (item->source_code_notified == LC_TRI_YES) return LC_TRI_NO;
    if (!always && item->nonstandard_cryptography == LC_TRI_NO) return LC_TRI_NO;
    if (item->source_code_notified == LC_TRI_NO &&
        (always || item->nonstandard_cryptography == LC_TRI_YES))
        return LC_TRI_YES;
    if (!always && item->nonstandard_cryptography == LC_TRI_UNKNOWN)
        lc_ask(w, LC_SV("item.nonstandard_cryptography"),
               "Does the published software use non-standard cryptography (742.15(b))?");
    else
        lc_ask(w, LC_SV("item.source_code_notified"),
               "Were BIS and the ENC coordinator notified of the source code (742.15(b)(2))?");
    return LC_TRI_UNKNOWN;
}

static lc_tri published(lc_walk *w)
{
    const lc_item *item = &w->f->item;
    if (item->published != LC_TRI_YES || lc_sv_is(item->type, "commodity")) return LC_TRI_YES;
    lc_tri subject = starts(item->eccn, "5D002") ? published_encryption(w) : LC_TRI_NO;
    lc_note(w, "734.7", subject == LC_TRI_NO ? "DOES_NOT" : "NOTE", "the item is published");
    return subject;
}

/* 734.10(b), since 2024-07-18. */
static lc_tri standards(lc_walk *w)
{
    const lc_item *item = &w->f->item;
    if (item->standards_related != LC_TRI_YES) return LC_TRI_YES;
    if (lc_switch_on(w->rules, "standards", w->as_of).state != LC_SWITCH_IN_FORCE)
        return LC_TRI_YES;
    if (item->standard_to_be_published == LC_TRI_UNKNOWN)
        lc_ask(w, LC_SV("item.standard_to_be_published"),
               "Is the standard meant to be published (734.10(b)(2))?");
    lc_note(w, "734.10(b)", "NOTE", "released for a standards-related activity");
    switch (item->standard_to_be_published) {
    case LC_TRI_YES: return LC_TRI_NO;
    case LC_TRI_NO: return LC_TRI_YES;
    case LC_TRI_UNKNOWN: break;
    }
    return LC_TRI_UNKNOWN;
}

/* 734.3(a): in or from the United States, of US origin anywhere, or foreign-made and caught by its
 * content or by what it is the direct product of. */
static lc_tri reached(lc_walk *w)
{
    const lc_facts *f = w->f;
    if (lc_sv_is(f->from, "US") || lc_sv_is(f->item.origin, "US")) return LC_TRI_YES;
    if (lc_activity_is(w, "export") && !f->from.len) return LC_TRI_YES;
    if (!f->item.origin.len) {
        lc_ask(w, LC_SV("item.origin"), "In which country was the item made (734.3(a)(2))?");
        return LC_TRI_UNKNOWN;
    }
    w->item_subject = LC_TRI_YES; /* for the requirement that goes with the product */
    lc_tri product = lc_footnote_product(w);
    w->footnote_product = product != LC_TRI_NO;
    lc_tri content = lc_deminimis_subject(w);
    w->by_content = content != LC_TRI_NO;
    if (product == LC_TRI_YES || content == LC_TRI_YES) return LC_TRI_YES;
    return product == LC_TRI_NO ? content : LC_TRI_UNKNOWN;
}

/* The strictest exclusion counts: one NO is enough to be outside. */
static lc_tri subject(lc_walk *w)
{
    if (w->f->item.not_subject == LC_TRI_YES) {
        lc_note(w, "734.3(b)", "DOES_NOT", "stated to be not subject to the EAR");
        return LC_TRI_NO;
    }
    lc_tri tests[2] = {published(w), standards(w)};
    for (int i = 0; i < 2; i++)
        if (tests[i] == LC_TRI_NO) return LC_TRI_NO;
    lc_tri by_place = reached(w);
    if (by_place == LC_TRI_NO) return LC_TRI_NO;
    bool unknown = tests[0] == LC_TRI_UNKNOWN || tests[1] == LC_TRI_UNKNOWN;
    return unknown ? LC_TRI_UNKNOWN : by_place;
}

/* 734.3(b)(1)(i): the State Department's Munitions List displaces the EAR. */
static bool munitions(lc_walk *w)
{
    if (!lc_sv_ieq(w->f->item.eccn, LC_SV("USML"))) return false;
    lc_cite(w, "734.3(b)(1)(i)");
    lc_other(w, "ITAR");
    lc_note(w, "734.3(b)(1)(i)", "DOES_NOT", "on the US Munitions List: 22 CFR 120-130");
    w->other_agency_item = true;
    return true;
}

void lc_step_scope(lc_walk *w)
{
    lc_inputs(w, "item %.*s, origin %.*s, from %.*s", LC_SV_ARG(w->f->item.eccn),
              LC_SV_ARG(w->f->item.origin), LC_SV_ARG(w->f->from));
    w->item_subject = LC_TRI_NO;
    if (munitions(w) || w->other_agency_item) return; /* item.c: entries that point elsewhere */
    w->item_subject = LC_TRI_YES;                     /* not asked where nothing is exported */
    if (w->regulated == LC_TRI_NO) return;
    w->item_subject = subject(w);
    lc_note(w, "734.3",
            w->item_subject == LC_TRI_YES  ? "APPLIES"
            : w->item_subject == LC_TRI_NO ? "DOES_NOT"
                                           : "UNKNOWN",
            "is the item subject to the EAR?");
}
