/* Letters by which the agency has informed the exporter of a licence requirement: by section, as
 * stated in the facts (is_informed), or whole, out of the exporter's own table (rule/letters.h).
 * The section's review and exceptions hold (744.2(b) to 744.23(b)). */
#include "determine/goods.h"
#include "rule/part744.h"

/* The rule of the end-use section the letter is under: "744.21(b)" takes after 744.21(a)(1). */
static const lc_enduse *rule_of(const lc_walk *w, lc_sv section)
{
    size_t n, open = lc_sv_find(section, LC_SV("("), 0);
    const lc_enduse *uses = lc_enduses(w->rules, &n);
    if (open != SIZE_MAX) section.len = open;
    for (size_t i = 0; i < n; i++)
        if (lc_sv_starts(uses[i].basis, section) && uses[i].basis.len > section.len &&
            uses[i].basis.data[section.len] == '(')
            return &uses[i];
    return NULL;
}

static void require(lc_walk *w, lc_requirement r, lc_sv section)
{
    const lc_enduse *rule = rule_of(w, section);
    r.basis = section;
    r.to = LC_DATE_NONE;
    if (rule) {
        r.policy = lc_review_from(rule->policy);
        lc_allow_from(w, rule->exceptions, &r);
        r.allowed_unconditional = w->f->us_government_use == LC_TRI_YES;
    }
    lc_require(w, &r);
}

/* ---- out of the table ---- */

static lc_tri any_item(lc_walk *w, lc_sv items)
{
    lc_goods g = lc_goods_of(w);
    lc_tri any = LC_TRI_NO;
    if (!items.len) return LC_TRI_YES;
    while (items.data && items.len) {
        lc_sv word = lc_sv_cut(&items, LC_SV(" "));
        lc_tri one;
        if (lc_sv_is(word, "EAR99"))
            one = g.ear99;
        else if (lc_sv_is(word, "ccl") || g.ear99 != LC_TRI_NO)
            one = lc_tri_not(g.ear99);
        else
            one = lc_items_name(word, g.base, &g.para);
        any = lc_tri_or(any, one);
    }
    return any;
}

static lc_tri any_place(lc_walk *w, lc_sv to)
{
    lc_place_set set = {0};
    if (!to.len) return LC_TRI_YES;
    if (!lc_place_set_add(to, false, &set))
        return LC_TRI_UNKNOWN; /* too many to hold: a person's */
    return lc_place_set_has(w->rules, &set, lc_destination(w), w->as_of);
}

static const char *citation_of(lc_walk *w, const lc_letter_told *l)
{
    char dated[LC_DATE_TEXT];
    return lc_arena_printf(w->a, "letter %.*s of %s, 15 CFR %.*s", LC_SV_ARG(l->reference),
                           lc_date_text(l->dated, dated), LC_SV_ARG(l->section))
        .data;
}

static void ask_who(lc_walk *w, const lc_letter_told *l)
{
    lc_ask(w, lc_arena_printf(w->a, "%.*s.identity", LC_SV_ARG(l->party)),
           "Is it %.*s of letter %.*s? If it is another, name it under other_parties there.",
           LC_SV_ARG(l->who), LC_SV_ARG(l->reference));
}

static void told(lc_walk *w, const lc_letter_told *l)
{
    const char *cite = citation_of(w, l);
    lc_tri items = any_item(w, l->items), place = any_place(w, l->to);
    lc_tri applies = lc_tri_and(items, place);
    if (applies == LC_TRI_NO) {
        lc_note(w, lc_arena_z(w->a, l->section), "DOES_NOT", "%s: it is about %s", cite,
                items == LC_TRI_NO ? "other items" : "other destinations");
        return;
    }
    if (items == LC_TRI_UNKNOWN && lc_goods_of(w).ear99 == LC_TRI_NO)
        lc_ask(w, LC_SV("item.subpara"), "Under which paragraph of the entry does the item fall?");
    if (l->party.len && l->certain != LC_TRI_YES) {
        ask_who(w, l);
        applies = LC_TRI_UNKNOWN;
    }
    lc_requirement r = {.citation = lc_sv_of(cite),
                        .source = lc_arena_printf(w->a, "letter %.*s", LC_SV_ARG(l->reference)),
                        .party = l->party,
                        .from = l->dated,
                        .applies = applies,
                        .why = LC_SV("the agency has informed the exporter of a licence "
                                     "requirement")};
    if (l->who.len)
        r.why =
            lc_arena_printf(w->a, "the agency has informed the exporter: %.*s", LC_SV_ARG(l->who));
    if (l->note.len)
        r.why = lc_arena_printf(w->a, "%.*s; %.*s", LC_SV_ARG(r.why), LC_SV_ARG(l->note));
    require(w, r, l->section);
}

/* 744.6(c)(1): a letter may forbid a US person's support where no item moves. */
static bool reaches(const lc_walk *w, lc_sv section)
{
    return !lc_walk_is_over(w) || lc_sv_starts(section, LC_SV("744.6("));
}

void lc_letters(lc_walk *w)
{
    for (size_t i = 0; i < w->f->is_informed.len; i++) {
        lc_requirement r = {.citation = w->f->is_informed.at[i],
                            .source = LC_SV("letter of the agency"),
                            .from = LC_DATE_NONE,
                            .applies = LC_TRI_YES,
                            .why = LC_SV("the agency has informed the exporter of a licence "
                                         "requirement")};
        if (reaches(w, w->f->is_informed.at[i])) require(w, r, w->f->is_informed.at[i]);
    }
    for (size_t i = 0; i < w->f->n_letters; i++)
        if (reaches(w, w->f->letters[i].section)) told(w, &w->f->letters[i]);
}
