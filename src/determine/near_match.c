/* A party that resembles a listed one. It is neither a hit nor nothing: identity is a missing fact,
 * and what would follow if it were the same party stands in the alternatives. */
#include "determine/entity_list.h"
#include "determine/listed.h"
#include "rule/programs.h"

typedef struct outcome {
    licet_determination status;
    lc_review policy;
} outcome;

static outcome if_entity(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    lc_requirement r;
    outcome o = {LICET_LICENSE_REQUIRED, lc_review_of(LICET_REVIEW_UNKNOWN)};
    if (w->regulated == LC_TRI_NO) return (outcome){LICET_NOT_SUBJECT, o.policy};
    if (!l->requirement.len) return o;
    w->quiet++;
    bool asks = lc_entity_requirement(w, p, l, &r);
    w->quiet--;
    if (!asks) return (outcome){LICET_NLR, o.policy};
    if (r.applies != LC_TRI_YES) o.status = LICET_NEEDS_FACTS;
    o.policy = r.policy;
    return o;
}

static outcome if_sdn(lc_walk *w, const lc_listing *l)
{
    bool licence = w->regulated != LC_TRI_NO && lc_sdn_program(w, l);
    if (licence)
        return (outcome){LICET_LICENSE_REQUIRED, lc_review_of(LICET_PRESUMPTION_OF_DENIAL)};
    return (outcome){LICET_OTHER_AGENCY_AUTHORIZATION, lc_review_of(LICET_REVIEW_NONE)};
}

static outcome if_meu(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    lc_requirement r = {0};
    w->quiet++;
    bool asks = lc_meu_requirement(w, p, l, &r);
    w->quiet--;
    if (!asks) return (outcome){LICET_NLR, lc_review_of(LICET_REVIEW_NONE)};
    return (outcome){r.applies == LC_TRI_YES ? LICET_LICENSE_REQUIRED : LICET_NEEDS_FACTS,
                     r.policy};
}

static outcome if_same(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    if (lc_is_entity_entry(l)) return if_entity(w, p, l);
    if (lc_sv_is(l->list, "SDN")) return if_sdn(w, l);
    if (lc_sv_is(l->list, "MEU")) return if_meu(w, p, l);
    licet_determination s = lc_sv_is(l->list, "DPL")   ? LICET_PROHIBITED
                            : lc_sv_is(l->list, "UVL") ? LICET_NLR_WITH_CONDITIONS
                                                       : LICET_NEEDS_FACTS;
    return (outcome){s, lc_review_of(LICET_REVIEW_NONE)};
}

static bool same_outcome(const outcome *a, const outcome *b)
{
    return a->status == b->status && a->policy.rank == b->policy.rank;
}

static void say(lc_walk *w, const lc_party *p, const lc_listing *l, size_t others, outcome o)
{
    lc_sv who = l->name.len ? l->name : l->entry;
    lc_sv more = others ? lc_arena_printf(w->a, ", or as one of %zu more", others) : LC_SV_NONE;
    lc_sv condition =
        lc_arena_printf(w->a, "%.*s is the same party as %.*s (%.*s)%.*s", LC_SV_ARG(p->path),
                        LC_SV_ARG(who), LC_SV_ARG(l->list), LC_SV_ARG(more));
    lc_alternatively(w, condition, o.status, o.policy);
}

/* One alternative an outcome: forty entries of one group of companies say the same. */
static void alternatives(lc_walk *w, const lc_party *p)
{
    size_t n = p->n_possible ? p->n_possible : 1;
    const lc_listing *all = p->n_possible ? p->possible : p->near_match;
    outcome *o = LC_NEW_N(w->a, outcome, n);
    for (size_t i = 0; i < n; i++) o[i] = if_same(w, p, &all[i]);
    for (size_t i = 0; i < n; i++) {
        size_t first = 0, others = 0;
        while (!same_outcome(&o[first], &o[i])) first++;
        for (size_t k = i + 1; k < n; k++) others += same_outcome(&o[k], &o[i]);
        if (first == i) say(w, p, &all[i], others, o[i]);
    }
}

/* Lists that ask nothing of an export (securities, loans, debarment from defence trade). */
static bool asks_of_exports(const lc_listing *l)
{
    static const char *const no[] = {"CMIC", "SSI", "PLC", "CAP", "NS-MBS", "FSE", "DTC"};
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (lc_sv_is(l->list, no[i])) return false;
    return true;
}

static bool any(const lc_party *p, bool (*test)(const lc_listing *l))
{
    for (size_t i = 0; i < p->n_possible; i++)
        if (test(&p->possible[i])) return true;
    return p->near_match && test(p->near_match);
}

static const lc_listing *first_of(const lc_party *p)
{
    return p->n_possible ? &p->possible[0] : p->near_match;
}

/* Nothing of the answer turns on it, but it is a red flag until somebody has looked. */
static void note_only(lc_walk *w, const lc_party *p, const char *why)
{
    lc_oblige(w, "RESOLVE_NEAR_MATCH");
    lc_note(w, "732 Supp.3", "NOTE", "%.*s resembles %.*s: %s", LC_SV_ARG(p->name),
            LC_SV_ARG(lc_listing_source(w, p, first_of(p))), why);
}

static void ask_identity(lc_walk *w, const lc_party *p)
{
    const lc_listing *first = first_of(p);
    lc_sv who = first->name.len ? first->name : first->entry;
    lc_requirement r = {.basis = LC_SV("732 Supp.3"),
                        .citation = LC_SV("15 CFR 732 Supp. 3; BIS FAQ on near matches"),
                        .source = lc_listing_source(w, p, first),
                        .party = p->path,
                        .from = LC_DATE_NONE,
                        .to = LC_DATE_NONE,
                        .why = LC_SV("resembles a listed party; not established: do not ship until "
                                     "resolved")};
    lc_require(w, &r);
    lc_oblige(w, "RESOLVE_NEAR_MATCH");
    lc_ask(w, lc_arena_printf(w->a, "%.*s.identity", LC_SV_ARG(p->path)),
           "Is %.*s the listed %.*s?", LC_SV_ARG(p->name), LC_SV_ARG(who));
    alternatives(w, p);
}

void lc_near_match(lc_walk *w, const lc_party *p)
{
    if (p->n_lists && !any(p, asks_of_exports))
        note_only(w, p, "another list, which asks nothing of exports");
    else
        ask_identity(w, p);
}

static bool carries_over_always(const lc_listing *l) /* denial orders by name, OFAC by half */
{
    return lc_sv_is(l->list, "DPL") || lc_sv_is(l->list, "SDN") || lc_sv_is(l->list, "OTHER");
}

void lc_near_owner(lc_walk *w, const lc_party *owner, bool rule_applies)
{
    if (any(owner, carries_over_always) || (rule_applies && any(owner, asks_of_exports))) {
        ask_identity(w, owner);
        return;
    }
    note_only(w, owner, "ownership by it asks for no licence on that day");
    lc_oblige(w, "RED_FLAG_LISTED_OWNER");
}
