/* Step 3, a foreign-made item abroad: controlled US content above the allowance (734.4, 734 Supp.
 * 2), or a direct product (734.9). Content that would need no licence to the destination is no
 * controlled content, and part 744 is not asked. */
#include "rule/deminimis.h"

#include "determine/entity_list.h"
#include "determine/goods.h"
#include "determine/listed.h"
#include "rule/part746.h"

typedef struct content {
    double controlled, uncertain; /* per cent of the item's value */
    bool no_allowance;
    bool unnamed; /* some content has no number: it may be of a kind without allowance */
} content;

static bool is_y(const lc_goods *g)
{
    return g->para.n && g->para.part[0] == 1001 + 'y' - 'a';
}

static lc_tri leaves_no_allowance(const lc_walk *w, const lc_no_deminimis *n, const lc_goods *g)
{
    if (!g->base[0] || lc_items_name(n->content, g->base, &g->para) != LC_TRI_YES) return LC_TRI_NO;
    if (n->only_y && !is_y(g)) return LC_TRI_NO;
    if (n->not_y && is_y(g)) return LC_TRI_NO;
    return lc_place_set_has(w->rules, &n->places, lc_destination(w), w->as_of);
}

/* 734.4(a): content for which there is no allowance to this destination. */
static bool no_allowance(lc_walk *w, const lc_goods *g)
{
    size_t n;
    const lc_no_deminimis *rules = lc_no_deminimis_rules(w->rules, &n);
    for (size_t i = 0; i < n; i++) {
        if (leaves_no_allowance(w, &rules[i], g) != LC_TRI_YES) continue;
        if (rules[i].not_y || rules[i].only_y) lc_cite(w, lc_arena_z(w->a, rules[i].basis));
        lc_note(w, lc_arena_z(w->a, rules[i].basis), "APPLIES", "%s content leaves no allowance",
                g->base);
        return true;
    }
    return false;
}

/* 734 Supp. 2(a)(1): what GBS would let go freely does not count. NS as the only reason, group B.
 */
static bool goes_under_gbs(const lc_walk *w, const lc_goods *g)
{
    if (!g->entry || lc_in_group(w, lc_destination(w), "B") != LC_TRI_YES) return false;
    lc_chart_hits hits;
    lc_chart_find(w, g, lc_destination(w), &hits);
    for (size_t i = 0; i < hits.len; i++)
        if (!lc_sv_starts(hits.at[i].basis, LC_SV("738.4 NS"))) return false;
    for (size_t i = 0; i < g->entry->n_flags; i++) {
        const lc_ccl_flag *flag = &g->entry->flags[i];
        lc_scope_need need;
        if (lc_sv_is(flag->symbol, "GBS") && lc_sv_is(flag->value, "yes") &&
            lc_scope_applies(&flag->scope, &g->para, &w->f->item, LC_SV_NONE, &need) == LC_TRI_YES)
            return true;
    }
    return false;
}

/* 746.8(a)(12)(iii)(B), 746.7(a)(1)(v): from a partner country, EAR99 content, and for Russia and
 * Belarus AT-only content, does not count. */
static bool partner_discount(const lc_walk *w, const lc_goods *g)
{
    lc_sv to = lc_destination(w);
    bool russia = lc_sv_is(to, "RU") || lc_sv_is(to, "BY");
    bool at_only = russia && g->entry && g->entry->reasons == LC_REASON_AT;
    return (russia || lc_sv_is(to, "IR")) && (g->ear99 == LC_TRI_YES || at_only) &&
           lc_is_partner_country(w->rules, w->f->from, w->as_of);
}

static void count(lc_walk *w, const lc_us_content *c, content *sum)
{
    lc_goods g = lc_goods_read(w->rules, c->eccn);
    double pct = c->pct.given ? c->pct.value : 100;
    if (no_allowance(w, &g)) sum->no_allowance = true;
    if (g.ear99 == LC_TRI_UNKNOWN || (g.ear99 == LC_TRI_NO && !g.entry)) sum->unnamed = true;
    if (partner_discount(w, &g) || goes_under_gbs(w, &g)) return;
    lc_tri needed = g.ear99 == LC_TRI_NO && !g.entry ? LC_TRI_UNKNOWN
                                                     : lc_licence_needed(w, &g, lc_destination(w));
    if (needed == LC_TRI_YES && c->pct.given)
        sum->controlled += pct;
    else if (needed != LC_TRI_NO)
        sum->uncertain += pct;
}

/* Without a day every rule is looked at: as_of has been asked for. */
static bool holds(const lc_walk *w, lc_date from, lc_date to)
{
    return w->as_of == LC_DATE_NONE || lc_rule_holds(from, to, w->as_of);
}

/* Does the item hold the US content that takes its allowance away? A bare share does not say. */
static lc_tri content_matters(const lc_item *item, lc_sv needs)
{
    bool any = lc_sv_is(needs, "any"), share = item->us_controlled_pct.given;
    if (!item->us_content_given) {
        if (lc_sv_starts(needs, LC_SV("stated "))) return LC_TRI_NO;
        if (share && item->us_controlled_pct.value <= 0) return LC_TRI_NO;
        return share && any ? LC_TRI_YES : LC_TRI_UNKNOWN;
    }
    for (size_t i = 0; i < item->n_us_content; i++)
        for (lc_sv rest = needs; rest.data && rest.len;)
            if (lc_sv_starts(item->us_content[i].eccn, lc_sv_cut(&rest, LC_SV(" "))) || any)
                return LC_TRI_YES;
    return LC_TRI_NO;
}

/* An end use that is stated, or a party listed with footnote 5. */
static bool when_holds(lc_walk *w, lc_sv when)
{
    if (!when.len) return true;
    if (!lc_sv_is(when, "footnote_5")) return lc_end_use_is(w, lc_arena_z(w->a, when));
    for (size_t i = 0; i < w->f->n_parties; i++)
        for (size_t k = 0; k < w->f->parties[i].n_lists; k++) {
            const lc_listing *l = &w->f->parties[i].lists[k];
            bool unclear;
            if (lc_is_entity_entry(l) && lc_listing_in_force(w, l) != LC_TRI_NO &&
                (lc_entity_footnotes(w, l, &unclear) & (1u << 5)))
                return true;
        }
    return false;
}

/* 734.4(a)(1), (3), (5), (8), (9): items that have no allowance whatever the share. */
static void look_at_item(lc_walk *w, const lc_goods *self, content *sum)
{
    size_t n;
    const lc_no_deminimis_item *rules = lc_no_deminimis_items(w->rules, &n);
    for (size_t i = 0; i < n && self->base[0]; i++) {
        const lc_no_deminimis_item *r = &rules[i];
        if (!holds(w, r->from, r->to) || !when_holds(w, r->when) ||
            lc_place_set_has(w->rules, &r->partners, w->f->from, w->as_of) == LC_TRI_YES)
            continue;
        lc_tri none = lc_tri_and(lc_items_name(r->items, self->base, &self->para),
                                 content_matters(&w->f->item, r->needs));
        none =
            lc_tri_and(none, lc_place_set_has(w->rules, &r->places, lc_destination(w), w->as_of));
        if (none == LC_TRI_NO) continue;
        if (none == LC_TRI_UNKNOWN) sum->unnamed = true;
        if (none == LC_TRI_YES) sum->no_allowance = true;
        if (none == LC_TRI_YES) lc_cite(w, lc_arena_z(w->a, r->basis));
        lc_note(w, lc_arena_z(w->a, r->basis), none == LC_TRI_YES ? "APPLIES" : "UNKNOWN",
                "%s has no allowance of US content to %.*s", self->base,
                LC_SV_ARG(lc_destination(w)));
    }
}

static bool read_content(lc_walk *w, content *sum)
{
    const lc_item *item = &w->f->item;
    lc_goods self = lc_goods_of(w);
    *sum = (content){0};
    look_at_item(w, &self, sum);
    if (item->us_controlled_pct.given) {
        sum->controlled = item->us_controlled_pct.value;
        /* 734.4(a)(2), (6): some items have no allowance whatever the share */
        if (sum->controlled > 0 && !item->us_content_given && self.base[0] &&
            lc_sv_is(lc_sv_of(self.base), "5E002"))
            sum->no_allowance = no_allowance(w, &self);
        return true;
    }
    if (!item->us_content_given) return false;
    for (size_t i = 0; i < item->n_us_content; i++) count(w, &item->us_content[i], sum);
    return true;
}

/* 734.4(d)(3): technology counts on the allowance only after a one-time report. */
static lc_tri report_made(lc_walk *w, const content *sum)
{
    lc_goods self = lc_goods_of(w);
    if (!lc_sv_is(lc_goods_type(w, &self), "technology") || sum->controlled <= 0) return LC_TRI_YES;
    if (w->f->item.one_time_report == LC_TRI_YES) return LC_TRI_YES;
    lc_cite(w, "734.4(d)(3)");
    lc_oblige(w, "FILE_ONE_TIME_REPORT");
    lc_ask(w, LC_SV("item.one_time_report"),
           "Was the one-time report of the calculation filed, and 30 days waited (734.4(d)(3))?");
    return LC_TRI_UNKNOWN;
}

static lc_tri by_content(lc_walk *w)
{
    content sum;
    lc_sv to = lc_destination(w);
    if (!read_content(w, &sum)) {
        lc_ask(w, LC_SV("item.us_content"),
               "Which US-origin content has the item, by number and per cent of its value?");
        return LC_TRI_UNKNOWN;
    }
    if (sum.no_allowance) return LC_TRI_YES;
    const lc_deminimis_level *level = lc_deminimis_of(w->rules, to, w->as_of);
    if (!level) return LC_TRI_UNKNOWN; /* the place has been asked */
    const char *basis = lc_arena_z(w->a, level->basis);
    if (sum.controlled > level->percent) {
        if (level->percent < 25) lc_cite(w, basis);
        lc_note(w, basis, "APPLIES", "%.2f %% of controlled content, over %.0f %%", sum.controlled,
                level->percent);
        return LC_TRI_YES;
    }
    if (sum.controlled + sum.uncertain > level->percent || sum.unnamed) {
        lc_ask(w, LC_SV("item.us_content"), "Which of the content needs a licence to %.*s?",
               LC_SV_ARG(to));
        return LC_TRI_UNKNOWN;
    }
    lc_note(w, basis, "DOES_NOT", "%.2f %% of controlled content, %.0f %% or less", sum.controlled,
            level->percent);
    return lc_tri_not(report_made(w, &sum));
}

static lc_tri is_product(const lc_walk *w, const lc_goods *g, const lc_fdp *rule)
{
    bool supp7 = lc_sv_is(rule->product, "ccl_or_supp7");
    if (lc_sv_is(rule->product, "supercomputer"))
        return lc_end_use_is(w, "supercomputer") ? LC_TRI_YES : LC_TRI_NO;
    if (g->ear99 == LC_TRI_UNKNOWN) return LC_TRI_UNKNOWN;
    if (g->ear99 == LC_TRI_YES)
        return supp7 ? lc_hts_in(w->rules, "7", w->f->item.hts6, w->as_of) : LC_TRI_NO;
    if (supp7) return LC_TRI_YES;
    if (!lc_sv_is(rule->product, "ns")) return lc_items_name(rule->product, g->base, &g->para);
    return g->entry && (g->entry->reasons & LC_REASON_NS) ? LC_TRI_YES : LC_TRI_NO;
}

/* The rules that could reach this item at its destination, whatever it was made with. */
static lc_tri fdp_reaches(lc_walk *w, const char **basis)
{
    size_t n;
    lc_tri any = LC_TRI_NO;
    lc_goods g = lc_goods_of(w);
    const lc_fdp *rules = lc_fdp_rules(w->rules, &n);
    bool partner = lc_is_partner_country(w->rules, w->f->from, w->as_of);
    for (size_t i = 0; i < n; i++) {
        if (!holds(w, rules[i].from, rules[i].to)) continue;
        lc_tri at = lc_place_set_has(w->rules, &rules[i].places, lc_destination(w), w->as_of);
        if (rules[i].has_headquarters)
            at = lc_tri_or(at, lc_headquarters_in(w, &rules[i].headquarters));
        lc_tri reaches = lc_tri_and(at, is_product(w, &g, &rules[i]));
        /* 746.8(a)(12)(iii)(A), 746.6(a)(4), 746.7(a)(1)(iv)(A): partner countries have rules of
         * their own */
        bool left_out =
            partner && (lc_sv_is(rules[i].paragraph, "f") || lc_sv_is(rules[i].paragraph, "j"));
        if (reaches != LC_TRI_NO && left_out)
            lc_note(w, lc_arena_z(w->a, rules[i].basis), "DOES_NOT", "from a partner country");
        if (reaches == LC_TRI_NO || left_out) continue;
        any = lc_tri_or(any, reaches);
        *basis = lc_arena_z(w->a, rules[i].basis);
    }
    return any;
}

/* 734.9(b)-(d), (f), (h)-(k). The facts say whether the item is the direct product the rule means;
 * the rules for footnoted entities, (e) and (g), are decided elsewhere. */
static lc_tri by_product(lc_walk *w)
{
    const char *basis = "734.9";
    if (w->f->item.fdp == LC_TRI_NO) return LC_TRI_NO;
    lc_tri reaches = fdp_reaches(w, &basis);
    if (reaches == LC_TRI_NO) return LC_TRI_NO;
    if (w->f->item.fdp == LC_TRI_UNKNOWN)
        lc_ask(w, LC_SV("item.fdp"),
               "Is the item the direct product of US technology, software or of a plant that is?");
    if (reaches == LC_TRI_UNKNOWN && w->f->item.fdp == LC_TRI_YES)
        lc_ask(w, LC_SV("item.hts6"), "Which six-figure tariff number has the item (746 Supp. 7)?");
    reaches = lc_tri_and(reaches, w->f->item.fdp);
    lc_note(w, basis, reaches == LC_TRI_YES ? "APPLIES" : "UNKNOWN",
            "the destination is one of the rule's");
    return reaches;
}

lc_tri lc_deminimis_subject(lc_walk *w)
{
    lc_tri share = by_content(w);
    return share == LC_TRI_YES ? share : lc_tri_or(share, by_product(w));
}
