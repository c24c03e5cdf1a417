#include "determine/footnote_fdp.h"

#include "determine/entity_list.h"
#include "determine/listed.h"
#include "rule/part746.h"
#include "rule/switches.h"

/* One footnote: its product scope, and the requirement that goes with it. */
typedef struct footnote {
    unsigned number;
    const char *switch_id, *product, *requirement, *citation;
    const char *not_inputs; /* technology whose products this footnote does not reach */
    bool exceptions;        /* any exception of part 740 whose terms are met */
} footnote;

static const footnote FOOTNOTES[] = {
    {1, "fdp_fn1", "734.9(e)(1)", "744.11(a)(2)(i)", "15 CFR 734.9(e)(1), 744.11(a)(2)(i)",
     "5D002 5E002", true},
    {4, "fdp_fn4", "734.9(e)(2)", "744.11(a)(2)(iv)", "15 CFR 734.9(e)(2), 744.11(a)(2)(iv)", "",
     false},
    {5, "fdp_fn5", "734.9(e)(3)", "744.11(a)(2)(v)", "15 CFR 734.9(e)(3), 744.11(a)(2)(v)", "",
     false},
    {3, "fdp_fn3", "734.9(g)", "746.8(a)(3)", "15 CFR 734.9(g), 746.8(a)(3)", "", false},
};

static bool in_words(const char *list, lc_sv word)
{
    return lc_sv_find(lc_sv_of(list), word, 0) != SIZE_MAX;
}

/* Is one of the stated inputs technology or software the footnote names? */
static lc_tri inputs_reach(lc_walk *w, const footnote *n)
{
    const lc_words *in = &w->f->item.fdp_inputs;
    for (size_t i = 0; i < in->len; i++)
        if (!in_words(n->not_inputs, in->at[i])) return LC_TRI_YES;
    if (in->given) return LC_TRI_NO;
    lc_ask(w, LC_SV("item.fdp_inputs"),
           "Of which US technology or software (by ECCN) is it, or its plant, the direct product?");
    return LC_TRI_UNKNOWN;
}

/* 734.9(e)(3) reaches semiconductor manufacturing equipment only. */
static bool right_kind(const lc_walk *w, const footnote *n)
{
    return n->number != 5 || !w->f->item.eccn.len || lc_sv_starts(w->f->item.eccn, LC_SV("3B"));
}

static lc_tri product_of(lc_walk *w, const footnote *n)
{
    const lc_item *item = &w->f->item;
    if (item->fdp == LC_TRI_NO || !right_kind(w, n)) return LC_TRI_NO;
    if (lc_switch_on(w->rules, n->switch_id, w->as_of).state == LC_SWITCH_ABSENT) return LC_TRI_NO;
    /* 746.8(a)(12)(iii)(A): not from a partner country of Supplement 3 to part 746. */
    if (n->number == 3 && lc_is_partner_country(w->rules, w->f->from, w->as_of)) return LC_TRI_NO;
    if (item->fdp == LC_TRI_UNKNOWN) {
        lc_ask(w, LC_SV("item.fdp"),
               "Is it the direct product of US technology or software, or of a plant that is?");
        return LC_TRI_UNKNOWN;
    }
    return inputs_reach(w, n);
}

static lc_review review_for(lc_walk *w, const lc_listing *l, const footnote *n)
{
    lc_el_requirement q;
    if (n->number == 1)
        return (lc_review){LICET_CASE_BY_CASE, LC_SV("CASE_BY_CASE_IF_BELOW_5G_ELSE_ENTRY")};
    if (n->number == 3) return lc_review_of(LICET_POLICY_OF_DENIAL);
    lc_el_requirement_read(w->rules, w->a, l->requirement, &q);
    return lc_entity_review(w, l, &q);
}

/* by: the affiliates rule, where the entry is an owner's; its stayed tails of 734.9(e) and (g)
 * carry the footnote to the owned. NULL: the party's own entry. */
static void require(lc_walk *w, const lc_party *p, const lc_listing *l, const footnote *n,
                    lc_tri applies, const lc_affiliation *by)
{
    lc_requirement r = {.basis = lc_sv_of(n->requirement),
                        .citation = lc_sv_of(n->citation),
                        .source = lc_listing_source(w, p, l),
                        .party = p->path,
                        .from = l->from,
                        .to = l->to,
                        .applies = applies,
                        .policy = review_for(w, l, n),
                        .allow = n->exceptions ? LC_ALLOW_PART_740 : LC_ALLOW_NONE,
                        .part_740_terms = n->exceptions,
                        .why = LC_SV("a foreign direct product for a party with this footnote")};
    if (by) {
        r.unverified = by->unverified;
        r.overcome = by->general_order != NULL;
        if (by->general_order) lc_cite(w, by->general_order);
    }
    lc_require(w, &r);
    if (applies == LC_TRI_YES) lc_cite(w, n->product);
}

static lc_tri stricter(lc_tri a, lc_tri b)
{
    if (a == LC_TRI_YES || b == LC_TRI_YES) return LC_TRI_YES;
    return a == LC_TRI_UNKNOWN ? a : b;
}

static lc_tri ask_footnote(lc_walk *w, const lc_party *p, const lc_listing *l)
{
    lc_ask(
        w, lc_arena_printf(w->a, "%.*s.lists[].requirement", LC_SV_ARG(p->path)),
        "Which footnote does %.*s carry in Supplement 4? Its number follows the paragraph cited.",
        LC_SV_ARG(lc_listing_source(w, p, l)));
    return LC_TRI_UNKNOWN;
}

static lc_tri entry_product(lc_walk *w, const lc_party *p, const lc_listing *l,
                            const lc_affiliation *by)
{
    if (!lc_is_entity_entry(l) || lc_listing_in_force(w, l) == LC_TRI_NO) return LC_TRI_NO;
    lc_tri all = LC_TRI_NO;
    bool unclear;
    unsigned bits = lc_entity_footnotes(w, l, &unclear);
    if (unclear) bits = 1u << 1 | 1u << 4; /* "734.9(e)" and no marker: one of them */
    for (size_t i = 0; i < sizeof FOOTNOTES / sizeof *FOOTNOTES; i++) {
        if (!(bits & (1u << FOOTNOTES[i].number))) continue;
        lc_tri t = product_of(w, &FOOTNOTES[i]);
        if (t == LC_TRI_YES && unclear) t = ask_footnote(w, p, l);
        if (t != LC_TRI_NO) require(w, p, l, &FOOTNOTES[i], t, by);
        all = stricter(all, t);
    }
    return all;
}

lc_tri lc_footnote_product(lc_walk *w)
{
    lc_tri all = LC_TRI_NO;
    for (size_t i = 0; i < w->f->n_parties; i++) {
        const lc_party *p = &w->f->parties[i];
        for (size_t k = 0; k < p->n_lists; k++)
            all = stricter(all, entry_product(w, p, &p->lists[k], NULL));
        lc_affiliation by = lc_affiliation_of(w, p);
        for (size_t k = 0; k < by.n; k++)
            all = stricter(all, entry_product(w, p, by.entries[k], &by));
    }
    return all;
}

bool lc_footnote_product_only(const lc_walk *w)
{
    return w->footnote_product && !w->by_content;
}
