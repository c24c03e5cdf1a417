/* Step 13: the conclusion. Everything that was found counts; the most restrictive status wins; what
 * is unknown never hides a certain requirement. */
#include "determine/walk.h"
#include "rule/obligations.h"
#include "rule/part740.h"
#include "rule/parts.h"

typedef struct tally {
    bool prohibited, certain, overcome, unknown;
} tally;

/* without_unverified: as if the rules nobody has confirmed did not hold. */
static tally count(const lc_walk *w, bool without_unverified)
{
    tally t = {.unknown = w->d->missing.len > 0};
    for (size_t i = 0; i < w->d->requirements.len; i++) {
        const lc_requirement *r = &w->d->requirements.at[i];
        if (without_unverified && r->unverified) continue;
        if (r->applies != LC_TRI_YES)
            t.unknown = true;
        else if (r->prohibits)
            t.prohibited = true;
        else if (r->overcome)
            t.overcome = true;
        else
            t.certain = true;
    }
    return t;
}

static bool usable_exception(const lc_walk *w)
{
    for (size_t i = 0; i < w->d->exceptions.len; i++)
        if (!w->d->exceptions.at[i].conditional) return true;
    return false;
}

static licet_determination status_of_silence(const lc_walk *w)
{
    if (w->other_agency_item || w->other_agency_bars) return LICET_OTHER_AGENCY_AUTHORIZATION;
    return LICET_NOT_SUBJECT;
}

static licet_determination status_of(const lc_walk *w, const tally *t)
{
    bool over = lc_walk_is_over(w);
    if (t->prohibited) return LICET_PROHIBITED;
    if (t->certain && !usable_exception(w)) return LICET_LICENSE_REQUIRED;
    if (t->certain) return t->unknown ? LICET_NEEDS_FACTS : LICET_EXCEPTION_CANDIDATE;
    if (w->other_agency_first && !over) return LICET_OTHER_AGENCY_AUTHORIZATION;
    if (t->unknown) return LICET_NEEDS_FACTS;
    if (over) return status_of_silence(w);
    if (w->other_agency_bars) return LICET_OTHER_AGENCY_AUTHORIZATION;
    if (t->overcome) return LICET_AUTHORIZED_BY_GENERAL_LICENSE;
    return w->uvl ? LICET_NLR_WITH_CONDITIONS : LICET_NLR;
}

static lc_review policy_of(const lc_walk *w, bool overcome, bool without_unverified)
{
    lc_review all = lc_review_of(LICET_REVIEW_NONE);
    bool any = false;
    for (size_t i = 0; i < w->d->requirements.len; i++) {
        const lc_requirement *r = &w->d->requirements.at[i];
        if (r->applies != LC_TRI_YES || r->overcome != overcome) continue;
        if (without_unverified && r->unverified) continue;
        all = any ? lc_review_stricter(all, r->policy) : r->policy;
        any = true;
    }
    /* 744.19: BIS denies an application with a party under nonproliferation sanctions. */
    if (any && !overcome && w->isn) all = lc_review_of(LICET_POLICY_OF_DENIAL);
    return all;
}

/* Paragraphs of the answer: of what is certain, and of what is open where the answer is open. */
static void set_basis(lc_walk *w)
{
    bool open = w->d->status == LICET_NEEDS_FACTS;
    for (size_t i = 0; i < w->d->requirements.len; i++) {
        const lc_requirement *r = &w->d->requirements.at[i];
        if (r->applies == LC_TRI_YES || open) lc_word_list_add(w->a, &w->d->basis, r->basis);
    }
}

static void unverified_alternative(lc_walk *w)
{
    if (!w->affiliates_unverified) return;
    tally t = count(w, true);
    lc_alternatively(w,
                     LC_SV("the affiliates rule is still stayed (90 FR 50857); the listed owner is "
                           "then a red flag"),
                     status_of(w, &t), policy_of(w, false, true));
}

/* Software whose delivery is not known: what a download would need. */
static void delivery_alternative(lc_walk *w)
{
    if (w->regulated != LC_TRI_UNKNOWN || !lc_activity_is(w, "saas_access")) return;
    lc_review strictest = lc_review_of(LICET_REVIEW_NONE);
    for (size_t i = 0; i < w->d->requirements.len; i++)
        strictest = lc_review_stricter(strictest, w->d->requirements.at[i].policy);
    lc_alternatively(w, LC_SV("item.delivery is download"),
                     w->d->requirements.len ? LICET_LICENSE_REQUIRED : LICET_NLR, strictest);
    lc_alternatively(w, LC_SV("item.delivery is browser_only"), LICET_NOT_SUBJECT,
                     lc_review_of(LICET_REVIEW_NONE));
}

static bool explains_itself(const lc_walk *w, const lc_requirement *r)
{
    return w->regulated == LC_TRI_UNKNOWN || r->prohibits || lc_sv_is(r->basis, "732 Supp.3") ||
           lc_sv_is(r->basis, "SAVINGS_CLAUSE");
}

/* What an open requirement would change if it applied. */
static void open_alternatives(lc_walk *w)
{
    lc_determination *d = w->d;
    for (size_t i = 0; i < d->requirements.len; i++) {
        const lc_requirement *r = &d->requirements.at[i];
        if (r->applies != LC_TRI_UNKNOWN || explains_itself(w, r)) continue;
        lc_review policy = lc_review_stricter(d->policy, r->policy);
        bool changes = lc_status_rank(d->status) > lc_status_rank(LICET_LICENSE_REQUIRED) ||
                       policy.rank != d->policy.rank;
        if (!changes || d->status == LICET_PROHIBITED) continue;
        lc_alternatively(w, lc_arena_printf(w->a, "%.*s applies", LC_SV_ARG(r->basis)),
                         LICET_LICENSE_REQUIRED, policy);
    }
}

static void unverified_list(lc_walk *w)
{
    if (!w->uvl) return;
    lc_oblige(w, "NO_LICENSE_EXCEPTIONS");
    bool tangible = w->f->item.tangible == LC_TRI_YES || (w->f->item.tangible == LC_TRI_UNKNOWN &&
                                                          lc_sv_is(w->f->item.type, "commodity"));
    if (w->uvl_eei && tangible && lc_activity_is(w, "export"))
        lc_oblige(w, "EEI_REGARDLESS_OF_VALUE");
    if (lc_has_certain_requirement(w)) return;
    lc_oblige(w, "UVL_STATEMENT");
    lc_cite(w, "744.15(b)");
}

static bool left_open(const lc_walk *w, lc_sv symbol)
{
    for (size_t i = 0; i < w->d->exceptions.len; i++)
        if (lc_sv_ieq(w->d->exceptions.at[i].word, symbol)) return true;
    return false;
}

/* 736.2(b)(9): an authorisation claimed that does not carry the shipment. A licence is not refuted
 * by asking for one; its terms are for the exporter to read. */
static void claimed_authorization(lc_walk *w)
{
    lc_sv claimed = lc_sv_trim(w->f->authorization_claimed);
    licet_determination s = w->d->status;
    bool asks = lc_status_rank(s) < lc_status_rank(LICET_NLR_WITH_CONDITIONS);
    if (!claimed.len || lc_sv_ieq(claimed, LC_SV("NONE")) || !asks) return;
    if (lc_sv_ieq(claimed, LC_SV("NLR"))) {
        lc_oblige(w, "CLAIMED_NLR_REJECTED");
    } else if (!lc_exception_rule_find(w->rules, claimed)) {
        lc_note(w, "736.2(b)(9)", "NOTE",
                "%.*s is claimed: whether its terms cover this is not "
                "examined",
                LC_SV_ARG(claimed));
    } else if (!left_open(w, claimed)) {
        lc_oblige(w, "CLAIMED_AUTHORIZATION_REJECTED");
        lc_bar(w, lc_arena_z(w->a, claimed));
    }
}

static bool open_obligation(const lc_walk *w)
{
    for (size_t i = 0; i < w->d->obligations.len; i++) {
        const lc_obligation *o = lc_obligation_of(w->rules, w->d->obligations.at[i]);
        if (!o || o->open) return true;
    }
    return false;
}

static licet_disposition disposition_of(const lc_walk *w)
{
    licet_determination s = w->d->status;
    bool may_go =
        s == LICET_NLR || s == LICET_NOT_SUBJECT || s == LICET_AUTHORIZED_BY_GENERAL_LICENSE;
    if (s == LICET_PROHIBITED || s == LICET_LICENSE_REQUIRED || w->other_agency_bars ||
        w->executive_order_bars || s == LICET_OTHER_AGENCY_AUTHORIZATION)
        return LICET_STOP;
    if (!may_go || w->any_listing || open_obligation(w) || w->d->other.len || w->d->missing.len)
        return LICET_HOLD;
    return LICET_RELEASE;
}

/* 744.11(a)(2)(i): footnote 1 direct products may go under any exception whose terms are met, if
 * nothing else asks for a licence. */
static void part_740_terms(lc_walk *w)
{
    bool only = false;
    for (size_t i = 0; i < w->d->requirements.len; i++) {
        const lc_requirement *r = &w->d->requirements.at[i];
        if (r->applies != LC_TRI_YES) continue;
        if (!r->part_740_terms) return;
        only = true;
    }
    if (!only || w->uvl) return;
    lc_exception any = {.word = LC_SV("ANY_740_EXCEPTION_WHOSE_TERMS_ARE_MET"),
                        .paragraph = LC_SV("744.11(a)(2)(i)"),
                        .conditional = true};
    w->d->exceptions.len = 0;
    lc_leave(w, &any);
}

static void drop_exceptions(lc_walk *w)
{
    licet_determination s = w->d->status;
    bool kept =
        s == LICET_LICENSE_REQUIRED || s == LICET_EXCEPTION_CANDIDATE || s == LICET_NEEDS_FACTS;
    if (!kept) w->d->exceptions.len = 0;
}

void lc_step_assemble(lc_walk *w)
{
    lc_determination *d = w->d;
    part_740_terms(w);
    tally t = count(w, false);
    d->status = status_of(w, &t);
    d->policy = d->status == LICET_PROHIBITED ? lc_review_of(LICET_REVIEW_NONE)
                                              : policy_of(w, false, false);
    if (d->status == LICET_AUTHORIZED_BY_GENERAL_LICENSE)
        d->policy_without_licence = policy_of(w, true, false);
    if (d->status == LICET_NOT_SUBJECT)
        d->not_subject = w->regulated == LC_TRI_NO ? LC_SV("ACTIVITY") : LC_SV("ITEM");
    set_basis(w);
    unverified_list(w);
    unverified_alternative(w);
    delivery_alternative(w);
    open_alternatives(w);
    drop_exceptions(w);
    claimed_authorization(w);
    d->disposition = disposition_of(w);
    d->versions = lc_rules_versions(w->rules);
    lc_note(w, "736.2", lc_status_word(d->status), "%zu requirement%s, %zu fact%s missing",
            d->requirements.len, d->requirements.len == 1 ? "" : "s", d->missing.len,
            d->missing.len == 1 ? "" : "s");
}
