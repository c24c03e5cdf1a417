/* Step 6: end uses of part 744 and, with letters.c, what the agency has informed the exporter of.
 */
#include "determine/goods.h"
#include "rule/part744.h"

lc_tri lc_item_in_supp2(lc_walk *w)
{
    lc_goods g = lc_goods_of(w);
    lc_scope_need need;
    lc_sv question = LC_SV_NONE;
    if (g.ear99 == LC_TRI_YES) return LC_TRI_NO;
    if (g.ear99 == LC_TRI_UNKNOWN) return LC_TRI_UNKNOWN; /* item.eccn has been asked */
    lc_tri in = lc_supp2_item(w->rules, g.base, &g.para, &w->f->item, &need, &question);
    if (in != LC_TRI_UNKNOWN) return in;
    if (need.paragraph)
        lc_ask(w, LC_SV("item.subpara"), "Under which paragraph of the entry does the item fall?");
    for (size_t i = 0; i < LC_TEST_MAX_TERMS; i++)
        if (need.fact[i].len) lc_ask(w, need.fact[i], "%.*s", LC_SV_ARG(question));
    if (need.answer)
        lc_ask(w, lc_arena_printf(w->a, "item.row_answers.%s#meu", g.base), "%.*s",
               LC_SV_ARG(question));
    return in;
}

static lc_tri items_match(lc_walk *w, const lc_enduse *u)
{
    lc_goods g = lc_goods_of(w);
    switch (u->items) {
    case LC_ENDUSE_ALL: return LC_TRI_YES;
    case LC_ENDUSE_CCL: return lc_tri_not(g.ear99);
    case LC_ENDUSE_SUPP2: return lc_item_in_supp2(w);
    case LC_ENDUSE_NAMED:
        if (g.ear99 != LC_TRI_NO) return lc_tri_not(g.ear99);
        return lc_items_name(u->named, g.base, &g.para);
    case LC_ENDUSE_TECHNOLOGY: break;
    }
    lc_sv type = lc_goods_type(w, &g);
    if (type.len) return lc_sv_is(type, "technology") ? LC_TRI_YES : LC_TRI_NO;
    lc_ask(w, LC_SV("item.type"), "Is the item a commodity, software or technology?");
    return LC_TRI_UNKNOWN;
}

static void test_use(lc_walk *w, const lc_enduse *u)
{
    lc_tri at = lc_place_set_has(w->rules, &u->places, lc_destination(w), w->as_of);
    lc_tri applies = at == LC_TRI_NO ? LC_TRI_NO : lc_tri_and(at, items_match(w, u));
    if (applies == LC_TRI_NO) {
        lc_note(w, lc_arena_z(w->a, u->basis), "DOES_NOT", "%.*s: destination or item is not meant",
                LC_SV_ARG(u->word));
        return;
    }
    lc_requirement r = {.basis = u->basis,
                        .citation = u->cite,
                        .source = lc_arena_printf(w->a, "end use: %.*s", LC_SV_ARG(u->word)),
                        .from = u->from,
                        .to = u->to,
                        .applies = applies,
                        .policy = lc_review_from(u->policy),
                        .why = LC_SV("the stated end use needs a licence")};
    lc_allow_from(w, u->exceptions, &r);
    r.allowed_unconditional = w->f->us_government_use == LC_TRI_YES;
    lc_require(w, &r);
}

void lc_step_end_use(lc_walk *w)
{
    size_t n;
    const lc_enduse *uses = lc_enduses(w->rules, &n);
    lc_letters(w);
    if (lc_walk_is_over(w)) return;
    for (size_t i = 0; i < n; i++)
        if (lc_words_has(&w->f->end_use, lc_arena_z(w->a, uses[i].word)) &&
            lc_rule_holds(uses[i].from, uses[i].to, w->as_of))
            test_use(w, &uses[i]);
    if (lc_end_use_is(w, "human_rights_abuse_742_7_b"))
        lc_condition(w, "742.7(b)(2): the application is reviewed for human rights concerns");
}
