/* Licence exceptions that look at destination and parties closely (STA 740.20, ACE 740.22), and the
 * restrictions of 740.2(a). */
#include "determine/exceptions.h"

static lc_tri in_any(const lc_walk *w, lc_sv place, const char *const *groups, size_t n)
{
    lc_tri any = LC_TRI_NO;
    for (size_t i = 0; i < n; i++) any = lc_tri_or(any, lc_in_group(w, place, groups[i]));
    return any;
}

/* 740.20(c)(1): to A:5; (c)(2): to A:6, for national security alone. What entries forbid comes
 * first. */
lc_candidate_state lc_sta_state(const lc_walk *w, const lc_control *c, const char **why)
{
    const lc_ccl_entry *entry = c->goods.entry;
    bool a5 = lc_in_group(w, c->to, "A:5") == LC_TRI_YES;
    bool a6 = !a5 && c->reasons == LC_REASON_NS && lc_in_group(w, c->to, "A:6") == LC_TRI_YES;
    if (!entry || !(a5 || a6) || lc_sta_never(w->rules, c->goods.base, c->reasons))
        return LC_CANDIDATE_NOT_OFFERED;
    for (size_t i = 0; i < entry->n_flags; i++) {
        const lc_ccl_flag *f = &entry->flags[i];
        lc_scope_need need;
        if (!lc_sv_is(f->symbol, "STA")) continue;
        lc_tri here = lc_scope_applies(&f->scope, &c->goods.para, &w->f->item, LC_SV_NONE, &need);
        bool forbids = lc_sv_is(f->value, "no") || lc_sv_is(f->value, "no_a5a6") ||
                       (a5 && lc_sv_is(f->value, "no_c1")) ||
                       (a6 && (lc_sv_is(f->value, "no_c2") || lc_sv_is(f->value, "no_a6")));
        if (forbids && here != LC_TRI_NO) return LC_CANDIDATE_NOT_OFFERED;
    }
    *why = "740.20(d): the consignee's statement before shipment, the number passed on";
    return LC_CANDIDATE_CONDITIONAL;
}

/* Whose government or firm: of a release, the nationality; it stands for the destination. */
static lc_sv country_of(const lc_walk *w, const lc_control *c, const lc_party *p)
{
    return p->country.len && !w->deemed ? p->country : c->to;
}

/* 740.22(c)(2): no government end user of a group D country; but of those that are also in A:6,
 * police and courts may get digital artifacts and response teams may be told of vulnerabilities, if
 * that is who the end user is. */
static lc_candidate_state ace_government(const lc_walk *w, const lc_control *c, const lc_party *p,
                                         const char **why)
{
    static const char *const d[] = {"D:1", "D:2", "D:3", "D:4", "D:5"};
    lc_sv country = country_of(w, c, p);
    if (in_any(w, country, d, 5) == LC_TRI_NO) return LC_CANDIDATE_USABLE;
    bool purpose = lc_sv_is(w->f->purpose, "digital_artifacts") ||
                   lc_sv_is(w->f->purpose, "vulnerability_disclosure");
    if (purpose && lc_in_group(w, country, "A:6") == LC_TRI_YES) {
        *why = "740.22(c)(2)(i)-(ii): if the end user is a police or judicial body, or a response "
               "team";
        return LC_CANDIDATE_CONDITIONAL;
    }
    *why = "740.22(c)(2)";
    return LC_CANDIDATE_BARRED;
}

/* 740.22(c)(4): others in D:1 and D:5, but for favourable end users, disclosure of vulnerabilities,
 * deemed exports. */
static lc_candidate_state ace_private(const lc_walk *w, const lc_control *c, const lc_party *p,
                                      const char **why)
{
    static const char *const d[] = {"D:1", "D:5"};
    if (in_any(w, c->to, d, 2) == LC_TRI_NO && in_any(w, country_of(w, c, p), d, 2) == LC_TRI_NO)
        return LC_CANDIDATE_USABLE;
    if (p->favourable_cyber_end_user == LC_TRI_YES || w->deemed ||
        lc_sv_is(w->f->purpose, "vulnerability_disclosure"))
        return LC_CANDIDATE_USABLE;
    *why = "740.22(c)(4)";
    return LC_CANDIDATE_BARRED;
}

lc_candidate_state lc_ace_state(const lc_walk *w, const lc_control *c, const char **why)
{
    lc_candidate_state worst = LC_CANDIDATE_USABLE;
    if (w->f->knows_unauthorised_access == LC_TRI_YES) {
        *why = "740.22(c)(5)";
        return LC_CANDIDATE_BARRED;
    }
    for (size_t i = 0; i < w->f->n_parties; i++) {
        const lc_party *p = &w->f->parties[i];
        if (!lc_party_is_748_5(p)) continue;
        lc_candidate_state one = p->government_end_user == LC_TRI_YES ? ace_government(w, c, p, why)
                                                                      : ace_private(w, c, p, why);
        if (one > worst) worst = one;
    }
    return worst;
}

/* --- 740.2(a) --- */

static lc_tri shipped_or_made_in_d5(const lc_walk *w)
{
    const lc_sv places[] = {w->f->from, w->f->item.manufactured_in};
    lc_tri any = LC_TRI_NO;
    for (size_t i = 0; i < 2; i++)
        if (places[i].len && !lc_sv_is(places[i], "US"))
            any = lc_tri_or(any, lc_in_group(w, places[i], "D:5"));
    return any;
}

static lc_tri has_head_office(const lc_walk *w)
{
    lc_tri any = LC_TRI_NO;
    for (size_t i = 0; i < w->f->n_parties; i++) {
        lc_sv at = w->f->parties[i].hq_country;
        if (lc_sv_is(at, "MO")) return LC_TRI_YES;
        if (at.len) any = lc_tri_or(any, lc_in_group(w, at, "D:5"));
    }
    return any;
}

static lc_tri condition_holds(const lc_walk *w, lc_restriction_when when)
{
    enum { MILLION_USD = 1000000 };
    const lc_number *usd = &w->f->item.value_usd;
    bool yes = true;
    switch (when) {
    case LC_WHEN_ALWAYS: break;
    case LC_WHEN_SUSPENDED: yes = w->f->authorization_suspended == LC_TRI_YES; break;
    case LC_WHEN_UNVERIFIED: yes = w->uvl; break;
    case LC_WHEN_HQ_MACAU_D5: return has_head_office(w);
    case LC_WHEN_FROM_OR_MADE_D5: return shipped_or_made_in_d5(w);
    case LC_WHEN_FOUR_MILLION: yes = !usd->given || usd->value >= 4.0 * MILLION_USD; break;
    case LC_WHEN_14_MILLION: yes = usd->given && usd->value >= 14.0 * MILLION_USD; break;
    case LC_WHEN_25_MILLION: yes = usd->given && usd->value >= 25.0 * MILLION_USD; break;
    case LC_WHEN_UAE_UNAPPROVED: yes = w->f->item.uae_supp8_approved != LC_TRI_YES; break;
    }
    return yes ? LC_TRI_YES : LC_TRI_NO;
}

lc_tri lc_restriction_holds(const lc_walk *w, const lc_control *c, const lc_restriction *r)
{
    if (r->reasons && !(r->reasons & c->reasons)) return LC_TRI_NO;
    lc_tri holds = condition_holds(w, r->when);
    if (holds != LC_TRI_NO && r->items.len)
        holds = lc_tri_and(holds, c->goods.base[0]
                                      ? lc_items_name(r->items, c->goods.base, &c->goods.para)
                                      : LC_TRI_NO);
    if (holds == LC_TRI_NO) return holds;
    return lc_tri_and(holds, lc_place_set_has(w->rules, &r->places, c->to, w->as_of));
}
