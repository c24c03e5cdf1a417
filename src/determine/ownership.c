/* Ownership of a party by listed parties: the BIS affiliates rule, dated and at times stayed, and
 * the 50 % rule of OFAC, always in force. */
#include "determine/entity_list.h"
#include "determine/footnote_fdp.h"
#include "determine/listed.h"
#include "determine/owners.h"
#include "rule/programs.h"
#include "rule/switches.h"

typedef struct ownership {
    lc_walk *w;
    const lc_party *party;
    lc_owner_graph g;
    bool *captured;
    lc_switch_day rule; /* the affiliates rule on the day */
    bool applies;       /* it is applied: in force, or by the terms of an unconfirmed notice */
} ownership;

/* What makes an owner a root for the BIS rule: an Entity List name, the MEU List, an SDN with a tag
 * of 744.8. Address entries, the UVL, denial orders and unlisted military users do not carry over.
 */
static bool bis_root(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    if (lc_listing_in_force(w, l) == LC_TRI_NO) return false;
    if (lc_sv_is(l->list, "EL")) return p->address_only != LC_TRI_YES;
    if (lc_sv_is(l->list, "MEU")) return true;
    return lc_sv_is(l->list, "SDN") && lc_sdn_program(w, l) != NULL;
}

static bool ofac_root(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    (void)p;
    return lc_sv_is(l->list, "SDN") && lc_listing_in_force(w, l) != LC_TRI_NO;
}

typedef bool (*root_test)(lc_walk *w, const lc_party *p, const lc_listing *l);

/* Roots are owners; that the party itself is listed is another rule's business. */
static size_t mark_roots(ownership *o, root_test test)
{
    size_t n = 0;
    for (size_t i = 1; i < o->g.n_nodes; i++) {
        lc_owner_node *node = &o->g.nodes[i];
        node->listed = false;
        for (size_t k = 0; k < node->party->n_lists && !node->listed; k++)
            node->listed = test(o->w, node->party, &node->party->lists[k]);
        n += node->listed;
    }
    return n;
}

/* General Order 7 (Supp. 1 to part 736 (g)(1)): not for owners that are SDNs. */
static const char *general_order_7(const ownership *o)
{
    lc_walk *w = o->w;
    lc_sv to = lc_destination(w);
    if (lc_switch_on(w->rules, "general_order_7", w->as_of).state != LC_SWITCH_IN_FORCE)
        return NULL;
    if (lc_in_group(w, to, "A:5") == LC_TRI_YES || lc_in_group(w, to, "A:6") == LC_TRI_YES)
        return "GO7(g)(1)(i)";
    if (lc_in_group(w, to, "E:1") != LC_TRI_NO || lc_in_group(w, to, "E:2") != LC_TRI_NO)
        return NULL;
    for (size_t i = 0; i < o->g.n_edges; i++) { /* a joint venture with a partner from there */
        const lc_owner_edge *e = &o->g.edges[i];
        lc_sv hq = o->g.nodes[e->owner].party->hq_country;
        bool free_partner = !o->g.nodes[e->owner].listed && !o->captured[e->owner];
        if (e->owned || !free_partner || !hq.len) continue;
        if (lc_sv_is(hq, "US") || lc_in_group(w, hq, "A:5") == LC_TRI_YES ||
            lc_in_group(w, hq, "A:6") == LC_TRI_YES)
            return "GO7(g)(1)(ii)";
    }
    return NULL;
}

/* What the affiliates rule makes of one owner's listing; false: it asks nothing of this item. */
static bool affiliate_requirement(lc_walk *w, const lc_party *owner, const lc_listing *l,
                                  lc_requirement *r)
{
    if (lc_sv_is(l->list, "EL")) {
        if (!lc_entity_requirement(w, owner, l, r)) return false;
        r->basis = LC_SV("744.11(a)(1)");
        r->citation = LC_SV("15 CFR 744.11(a)(1), Supp. 8 to part 744; 90 FR 47201");
        return true;
    }
    if (lc_sv_is(l->list, "MEU")) {
        if (!lc_meu_requirement(w, owner, l, r)) return false;
        r->basis = LC_SV("744.21(a)(3)");
        r->citation = LC_SV("15 CFR 744.21(a)(3), Supp. 8 to part 744; 90 FR 47201");
        return true;
    }
    *r = (lc_requirement){.basis = LC_SV("744.8(a)(2)"),
                          .citation = LC_SV("15 CFR 744.8(a)(2); 90 FR 47201"),
                          .source = lc_listing_source(w, owner, l),
                          .from = l->from,
                          .to = l->to,
                          .applies = LC_TRI_YES,
                          .allow = LC_ALLOW_NONE,
                          .policy = lc_review_of(LICET_PRESUMPTION_OF_DENIAL),
                          .why = LC_SV("owned by half or more by a listed person")};
    return !w->f->ofac_authorization.len;
}

static bool require_for(lc_walk *w, const lc_party *p, const lc_affiliation *by, size_t i)
{
    lc_requirement r = {0};
    const lc_listing *l = by->entries[i];
    if (lc_sv_is(l->list, "EL") && lc_footnote_product_only(w)) { /* 744.11(a)(2) asks already */
        lc_cite(w, "744.11(a)(1)");
        return true;
    }
    if (!affiliate_requirement(w, by->owners[i], l, &r)) return false;
    r.party = p->path;
    r.unverified = by->unverified;
    if (by->general_order && !lc_sv_is(l->list, "SDN")) {
        r.overcome = true;
        lc_cite(w, by->general_order);
        lc_oblige(w, "RECORDKEEPING_762");
    }
    lc_require(w, &r);
    return true;
}

static void add_entries(const ownership *o, const lc_party *owner, lc_affiliation *out)
{
    for (size_t k = 0; k < owner->n_lists; k++) {
        if (!bis_root(o->w, owner, &owner->lists[k])) continue;
        out->owners[out->n] = owner;
        out->entries[out->n++] = &owner->lists[k];
    }
}

/* o->captured must be filled with what is certain. */
static lc_affiliation affiliation(const ownership *o)
{
    lc_affiliation out = {.unverified = o->rule.assumed_in_force,
                          .general_order = general_order_7(o)};
    bool *contributes = LC_NEW_N(o->w->a, bool, o->g.n_nodes);
    size_t most = 0;
    for (size_t i = 1; i < o->g.n_nodes; i++) most += o->g.nodes[i].party->n_lists;
    out.owners = LC_NEW_N(o->w->a, const lc_party *, most + 1);
    out.entries = LC_NEW_N(o->w->a, const lc_listing *, most + 1);
    lc_owner_contributors(&o->g, o->captured, contributes);
    for (size_t i = 1; i < o->g.n_nodes; i++)
        if (o->g.nodes[i].listed && contributes[i]) add_entries(o, o->g.nodes[i].party, &out);
    return out;
}

/* Red flag 29: a listed owner of unknown share. Resolve it, or have a licence. */
static void red_flag_29(const ownership *o, lc_sv what)
{
    lc_walk *w = o->w;
    lc_requirement r = {.basis = LC_SV("732 Supp.3 RF29"),
                        .citation = LC_SV("15 CFR 732 Supp. 3, red flag 29; 90 FR 47201"),
                        .source = what,
                        .from = o->rule.from,
                        .to = o->rule.to,
                        .applies = LC_TRI_YES,
                        .allow = LC_ALLOW_NONE,
                        .why = LC_SV("a listed owner whose share is not known")};
    lc_ask(w, lc_arena_printf(w->a, "%.*s.owners[].pct", LC_SV_ARG(o->party->path)),
           "What share of %.*s does the listed owner hold?", LC_SV_ARG(o->party->name));
    r.party = o->party->path;
    r.unverified = o->rule.assumed_in_force;
    lc_require(w, &r);
}

static void flag(const ownership *o, bool half)
{
    lc_oblige(o->w, half ? "RED_FLAG_LISTED_OWNER" : "RED_FLAG_MINORITY_LISTED_OWNER");
}

static void confirm_if_unverified(const ownership *o)
{
    if (!o->rule.assumed_in_force) return;
    o->w->affiliates_unverified = true;
    lc_oblige(o->w, "CONFIRM_AFFILIATES_RULE_STATUS");
}

/* 744.11(a)(1) reaches foreign entities in a role of 748.5(c)-(f). */
static bool reached(const ownership *o)
{
    const lc_party *p = o->party;
    bool american = p->us_person == LC_TRI_YES || lc_sv_is(p->country, "US");
    return o->applies && !american && lc_party_is_748_5(p) && !lc_walk_is_over(o->w);
}

static void bis_rule(ownership *o)
{
    bool stated = o->party->known_listed_owner.len > 0;
    if (!mark_roots(o, bis_root) && !stated) return;
    lc_owner_capture(&o->g, LC_WHOLE, o->captured);
    bool possibly = o->captured[0] || stated;
    lc_owner_capture(&o->g, 0, o->captured);
    bool certainly = o->captured[0];
    lc_note(o->w, "744.11(a)(1)", reached(o) && possibly ? "APPLIES" : "NOTE",
            "%.*s: listed owners hold %s; the rule is %s on that day (%.*s)",
            LC_SV_ARG(o->party->name),
            certainly  ? "half or more"
            : possibly ? "an unknown share"
                       : "less than half",
            lc_switch_word(o->rule.state), LC_SV_ARG(o->rule.cite));
    if (!reached(o) || !possibly) {
        flag(o, possibly);
        return;
    }
    confirm_if_unverified(o);
    if (!certainly) {
        red_flag_29(o, stated ? o->party->known_listed_owner : LC_SV_NONE);
        return;
    }
    lc_affiliation by = affiliation(o);
    bool any = false;
    for (size_t i = 0; i < by.n; i++) any |= require_for(o->w, o->party, &by, i);
    if (!any) flag(o, true);
}

static void ofac_rule(ownership *o)
{
    if (!mark_roots(o, ofac_root)) return;
    lc_owner_capture(&o->g, 0, o->captured);
    bool certainly = o->captured[0];
    lc_owner_capture(&o->g, LC_WHOLE, o->captured);
    if (certainly)
        lc_ofac_block(o->w, o->party, true);
    else if (o->captured[0])
        lc_other(o->w, "OFAC_50PCT_IF_US_NEXUS");
}

/* Listings that do not carry over are still red flags. */
static void other_owner_flags(lc_walk *w, const lc_party *p, bool rule_applies)
{
    for (size_t i = 0; i < p->n_owners; i++) {
        const lc_party *o = &p->owners[i];
        if (o->unlisted_meu == LC_TRI_YES) lc_oblige(w, "RED_FLAG_MEU");
        for (size_t k = 0; k < o->n_lists; k++) {
            bool carried = lc_sv_is(o->lists[k].list, "DPL") || bis_root(w, o, &o->lists[k]);
            if (!carried && lc_listing_in_force(w, &o->lists[k]) != LC_TRI_NO)
                lc_oblige(w, "RED_FLAG_LISTED_OWNER");
        }
        if (o->near_match || o->n_possible) lc_near_owner(w, o, rule_applies);
        other_owner_flags(w, o, rule_applies);
    }
}

static ownership look_at(lc_walk *w, const lc_party *p)
{
    ownership o = {.w = w, .party = p, .rule = lc_switch_on(w->rules, "affiliates", w->as_of)};
    o.applies = o.rule.state == LC_SWITCH_IN_FORCE || o.rule.state == LC_SWITCH_UNVERIFIED;
    lc_owner_graph_of(w->a, p, &o.g);
    o.captured = LC_NEW_N(w->a, bool, o.g.n_nodes + 1);
    return o;
}

lc_affiliation lc_affiliation_of(lc_walk *w, const lc_party *p)
{
    ownership o = look_at(w, p);
    if (!p->n_owners || !reached(&o) || !mark_roots(&o, bis_root)) return (lc_affiliation){0};
    lc_owner_capture(&o.g, 0, o.captured);
    return o.captured[0] ? affiliation(&o) : (lc_affiliation){0};
}

void lc_step_ownership(lc_walk *w)
{
    for (size_t i = 0; i < w->f->n_parties; i++) {
        const lc_party *p = &w->f->parties[i];
        if (!p->n_owners && !p->known_listed_owner.len) continue;
        lc_inputs_party(w, p);
        ownership o = look_at(w, p);
        bis_rule(&o);
        ofac_rule(&o);
        other_owner_flags(w, p, o.applies);
    }
}
