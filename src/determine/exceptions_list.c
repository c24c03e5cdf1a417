/* List-based licence exceptions one by one: LVS 740.3, GBS 740.4, SPP 740.5, TSR 740.6, ENC 740.17,
 * STA 740.20, ACE 740.22, IEC 740.24 and the rest by their line in
 * data/rules/us-ear/exceptions.txt. */
#include "determine/exceptions.h"

enum { LVS_TIMES_A_YEAR = 12 }; /* 740.3(d)(3) */

static lc_sv given_flag(const lc_item *item, const char *symbol)
{
    for (size_t i = 0; i < item->n_flags; i++)
        if (lc_sv_is(item->flags[i].key, symbol)) return item->flags[i].value;
    return LC_SV_NONE;
}

lc_sv lc_flag_of(const lc_walk *w, const lc_control *c, const char *symbol, lc_tri *scope)
{
    lc_sv best = LC_SV_NONE;
    *scope = LC_TRI_NO;
    for (size_t i = 0; c->goods.entry && i < c->goods.entry->n_flags; i++) {
        const lc_ccl_flag *f = &c->goods.entry->flags[i];
        lc_scope_need need;
        if (!lc_sv_is(f->symbol, symbol) || (f->not_for & c->reasons)) continue;
        lc_tri here = lc_scope_applies(&f->scope, &c->goods.para, &w->f->item, LC_SV_NONE, &need);
        if (here == LC_TRI_NO || *scope == LC_TRI_YES) continue;
        best = f->value;
        *scope = here;
    }
    lc_sv given = given_flag(&w->f->item, symbol);
    if (c->goods.entry || !given.len) return best;
    *scope = LC_TRI_YES;
    return given;
}

/* "1500", "$5,000" */
static bool dollars(lc_sv text, double *out)
{
    double n = 0;
    bool any = false;
    for (size_t i = 0; i < text.len; i++) {
        char ch = text.data[i];
        if (ch == '$' || ch == ',' || ch == ' ') continue;
        if (ch < '0' || ch > '9') return false;
        n = n * 10 + (ch - '0');
        any = true;
    }
    *out = n;
    return any;
}

static lc_candidate_state lvs_state(const lc_walk *w, lc_sv flag, lc_tri scope, const char **why)
{
    const lc_item *item = &w->f->item;
    double limit;
    if (!dollars(flag, &limit)) {
        *why = "740.3: the entry's value is not held here";
        return LC_CANDIDATE_CONDITIONAL;
    }
    if (item->value_usd.given && item->value_usd.value > limit) {
        *why = "740.3(b): the value is over the entry's limit";
        return LC_CANDIDATE_BARRED;
    }
    if (item->value_usd.given && item->prior_year_to_date_usd.given &&
        item->prior_year_to_date_usd.value + item->value_usd.value > limit * LVS_TIMES_A_YEAR) {
        *why = "740.3(d): twelve times the limit to this consignee in the year";
        return LC_CANDIDATE_BARRED;
    }
    *why = "740.3: net value per order and entry, orders not split";
    return item->value_usd.given && scope == LC_TRI_YES ? LC_CANDIDATE_USABLE
                                                        : LC_CANDIDATE_CONDITIONAL;
}

static bool has_government(const lc_walk *w)
{
    for (size_t i = 0; i < w->f->n_parties; i++)
        if (w->f->parties[i].government_end_user == LC_TRI_YES) return true;
    return false;
}

/* 740.17: technology, and government end users outside Supp. 3 to part 740 (near enough A:5), ask
 * for more than the facts hold. */
static lc_candidate_state enc_state(const lc_walk *w, const lc_control *c, const char **why)
{
    bool technology = lc_sv_is(lc_goods_type(w, &c->goods), "technology");
    bool ally = lc_in_group(w, c->to, "A:5") == LC_TRI_YES;
    *why = "740.17: classification or self-classification under (b), reports under (e)";
    return technology || c->goods.base[1] == 'B' || (has_government(w) && !ally)
               ? LC_CANDIDATE_CONDITIONAL
               : LC_CANDIDATE_USABLE;
}

static bool type_fits(const lc_walk *w, const lc_control *c, const lc_exception_rule *rule)
{
    lc_sv rest = rule->types, type = lc_goods_type(w, &c->goods);
    if (!rest.len || !type.len) return true;
    while (rest.len)
        if (lc_sv_eq(lc_sv_cut(&rest, LC_SV(" ")), type)) return true;
    return false;
}

static lc_candidate_state by_symbol(const lc_walk *w, const lc_control *c, lc_candidate *out)
{
    lc_tri scope;
    lc_sv symbol = out->rule->symbol;
    lc_sv flag = lc_flag_of(w, c, lc_arena_z(w->a, symbol), &scope);
    if (lc_sv_is(symbol, "STA")) return lc_sta_state(w, c, &out->why);
    if (scope == LC_TRI_NO || !flag.len) return LC_CANDIDATE_NOT_OFFERED;
    if (lc_sv_is(symbol, "LVS")) return lvs_state(w, flag, scope, &out->why);
    lc_candidate_state state =
        out->rule->conditions ? LC_CANDIDATE_CONDITIONAL : LC_CANDIDATE_USABLE;
    if (lc_sv_is(symbol, "ENC")) state = enc_state(w, c, &out->why);
    if (lc_sv_is(symbol, "ACE")) state = lc_ace_state(w, c, &out->why);
    bool sure = scope == LC_TRI_YES && !lc_sv_is(flag, "ask");
    return state == LC_CANDIDATE_USABLE && !sure ? LC_CANDIDATE_CONDITIONAL : state;
}

lc_candidate lc_candidate_of(const lc_walk *w, const lc_control *c, const lc_exception_rule *rule)
{
    lc_candidate out = {rule, LC_CANDIDATE_NOT_OFFERED, "granted by the entry"};
    bool ace = lc_sv_is(rule->symbol, "ACE");
    if (!type_fits(w, c, rule) || (rule->only && (c->reasons & ~rule->only))) return out;
    lc_tri there = lc_place_set_has(w->rules, &rule->places, c->to, w->as_of);
    if (there == LC_TRI_NO && !ace) return out;
    out.state = by_symbol(w, c, &out);
    if (there == LC_TRI_NO && out.state != LC_CANDIDATE_NOT_OFFERED) {
        out.state = LC_CANDIDATE_BARRED;
        out.why = "740.22(c)(1)";
    }
    return out;
}
