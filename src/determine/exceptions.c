/* Step 11: each requirement has its exceptions; one is usable only if it overcomes every
 * requirement (738.4(a)(2)(ii)(A), 740.1(a)), and 740.2(a) takes some away again. */
#include "determine/exceptions.h"

typedef struct symbols {
    lc_sv at[LC_MAX_LEFT];
    size_t n;
} symbols;

typedef struct verdict {
    bool none, named;   /* a requirement leaves none; one names its own */
    bool part740;       /* a requirement of the chart leaves what part 740 gives */
    bool any;           /* nothing but requirements of part 744 that leave all of part 740 */
    bool unconditional; /* the named exceptions' facts are all stated */
    symbols left;       /* of all requirements that name theirs */
} verdict;

static bool covered(const symbols *s, lc_sv symbol)
{
    for (size_t i = 0; i < s->n; i++)
        if (lc_symbol_covers(s->at[i], symbol)) return true;
    return false;
}

/* Keeps what both sides leave, the narrower wording of two. */
static void meet(symbols *a, const symbols *b)
{
    symbols both = {.n = 0};
    for (size_t i = 0; i < a->n; i++) {
        if (covered(b, a->at[i])) {
            both.at[both.n++] = a->at[i];
            continue;
        }
        for (size_t k = 0; k < b->n; k++)
            if (lc_symbol_covers(a->at[i], b->at[k]) && both.n < LC_MAX_LEFT)
                both.at[both.n++] = b->at[k];
    }
    *a = both;
}

static symbols symbols_of(lc_sv list)
{
    symbols s = {.n = 0};
    while (list.len && s.n < LC_MAX_LEFT) {
        lc_sv one = lc_sv_trim(lc_sv_cut(&list, LC_SV(",")));
        if (one.len) s.at[s.n++] = one;
    }
    return s;
}

static const char *const ANY_740 = "ANY_740_EXCEPTION_WHOSE_TERMS_ARE_MET";

static void take_named(verdict *v, const lc_requirement *r)
{
    symbols own = {.n = 0};
    for (size_t i = 0; i < LC_MAX_ALLOWED && r->allowed[i] && own.n < LC_MAX_LEFT; i++)
        own.at[own.n++] = lc_sv_of(r->allowed[i]);
    if (v->named)
        meet(&v->left, &own);
    else
        v->left = own;
    v->unconditional = (v->named ? v->unconditional : true) && r->allowed_unconditional;
    v->named = true;
}

/* 744.11(a)(2)(i): a requirement of part 744 that leaves all of part 740. */
static bool is_any(const lc_requirement *r)
{
    return r->allow == LC_ALLOW_PART_740 && lc_sv_starts(r->basis, LC_SV("744."));
}

static verdict read_requirements(const lc_walk *w)
{
    verdict v = {0};
    const lc_requirement *any = NULL;
    for (size_t i = 0; i < w->d->requirements.len; i++) {
        const lc_requirement *r = &w->d->requirements.at[i];
        if (r->applies != LC_TRI_YES || r->overcome) continue;
        if (is_any(r))
            any = r;
        else if (r->allow == LC_ALLOW_NONE)
            v.none = true;
        else if (r->allow == LC_ALLOW_NAMED)
            take_named(&v, r);
        else
            v.part740 = true;
    }
    v.any = any && !v.none && !v.named && !v.part740;
    return v;
}

static lc_control control_of(const lc_walk *w)
{
    lc_control c = {.goods = lc_goods_of(w), .to = lc_destination(w)};
    for (size_t i = 0; i < w->d->requirements.len; i++) {
        const lc_requirement *r = &w->d->requirements.at[i];
        c.reasons |= lc_basis_reasons(w->rules, r->basis);
        if (r->applies == LC_TRI_UNKNOWN) c.open = true;
    }
    return c;
}

static void leave(lc_walk *w, lc_sv symbol, bool conditional, lc_sv paragraph, const char *why)
{
    lc_exception e = {symbol, paragraph, conditional, lc_sv_of(why)};
    lc_leave(w, &e);
}

/* --- what part 740 gives --- */

typedef struct field {
    lc_candidate at[LC_MAX_CANDIDATES];
    size_t n;
    symbols left; /* after restrictions that leave only some */
    bool narrowed, all_barred;
} field;

static void bar(lc_walk *w, lc_candidate *c, const char *paragraph)
{
    if (c->state == LC_CANDIDATE_NOT_OFFERED) return;
    c->state = LC_CANDIDATE_BARRED;
    lc_bar(w, lc_arena_z(w->a, c->rule->symbol));
    lc_note(w, paragraph, "NOTE", "%.*s is barred", LC_SV_ARG(c->rule->symbol));
}

static void name_barred(lc_walk *w, const lc_restriction *r)
{
    symbols names = symbols_of(r->names);
    for (size_t i = 0; i < names.n; i++) lc_bar(w, lc_arena_z(w->a, names.at[i]));
}

static void restrict_by(lc_walk *w, field *f, const lc_restriction *r)
{
    symbols left = symbols_of(r->left);
    const char *paragraph = lc_arena_z(w->a, r->cite);
    for (size_t i = 0; i < f->n; i++) {
        bool named = covered(&left, f->at[i].rule->symbol);
        if (r->effect == LC_BAR_SOME ? named : r->effect == LC_BAR_ALL || !named)
            bar(w, &f->at[i], paragraph);
    }
    name_barred(w, r);
    if (r->effect == LC_BAR_ALL) f->all_barred = true;
    if (r->effect != LC_BAR_ONLY) return;
    if (f->narrowed)
        meet(&f->left, &left);
    else
        f->left = left;
    f->narrowed = true;
}

/* A restriction that may hold: what it would take away is no longer certain. */
static void make_conditional(field *f, const lc_restriction *r)
{
    symbols left = symbols_of(r->left);
    for (size_t i = 0; i < f->n; i++) {
        bool named = covered(&left, f->at[i].rule->symbol);
        bool taken = r->effect == LC_BAR_SOME ? named : r->effect == LC_BAR_ALL || !named;
        if (taken && f->at[i].state == LC_CANDIDATE_USABLE)
            f->at[i].state = LC_CANDIDATE_CONDITIONAL;
    }
}

static field collect(lc_walk *w, const lc_control *c)
{
    field f = {.n = 0};
    size_t n;
    const lc_exception_rule *rules = lc_exception_rules(w->rules, &n);
    for (size_t i = 0; i < n && f.n < LC_MAX_CANDIDATES; i++) {
        if (rules[i].kind == LC_EXCEPTION_USE ||
            !lc_rule_holds(rules[i].from, rules[i].to, w->as_of))
            continue;
        lc_candidate one = lc_candidate_of(w, c, &rules[i]);
        if (one.state == LC_CANDIDATE_NOT_OFFERED) continue;
        if (one.state == LC_CANDIDATE_BARRED) bar(w, &one, one.why);
        f.at[f.n++] = one;
    }
    return f;
}

static bool is_one_of(lc_sv words, lc_sv word)
{
    while (words.data && words.len)
        if (lc_sv_eq(lc_sv_cut(&words, LC_SV(" ")), word)) return true;
    return false;
}

/* 740.2(a)(19)-(21): to and from Hong Kong nothing is certain without the copy of a licence of its
 * own; nor is a firearm abroad, while nobody says what is built in. */
static bool asks_condition(const lc_walk *w, const lc_control *c, const lc_exception_condition *k)
{
    bool to = k->dest.len && lc_sv_eq(k->dest, c->to);
    bool from = k->shipped_from.len && lc_sv_eq(k->shipped_from, w->f->from) &&
                !lc_sv_eq(k->shipped_from, c->to);
    bool anywhere = !k->dest.len && !k->shipped_from.len;
    if (!(to || from || anywhere) || !(k->reasons & c->reasons)) return false;
    if (k->activities.len && !is_one_of(k->activities, w->f->activity)) return false;
    return !k->items.len || (c->goods.base[0] &&
                             lc_items_name(k->items, c->goods.base, &c->goods.para) != LC_TRI_NO);
}

static bool stands_under_condition(lc_walk *w, const lc_control *c)
{
    size_t n;
    bool any = false;
    const lc_exception_condition *rules = lc_exception_conditions(w->rules, &n);
    for (size_t i = 0; i < n; i++) {
        const lc_exception_condition *k = &rules[i];
        if (!asks_condition(w, c, k)) continue;
        lc_note(w, lc_arena_z(w->a, k->cite), "NOTE", "exceptions need %.*s",
                LC_SV_ARG(k->condition));
        any = true;
    }
    return any;
}

static field part740(lc_walk *w, const lc_control *c)
{
    size_t n;
    field f = collect(w, c);
    const lc_restriction *rules = lc_restrictions(w->rules, &n);
    for (size_t i = 0; i < n; i++) {
        lc_tri holds = lc_restriction_holds(w, c, &rules[i]);
        if (holds == LC_TRI_UNKNOWN) make_conditional(&f, &rules[i]);
        if (holds != LC_TRI_YES) continue;
        lc_note(w, lc_arena_z(w->a, rules[i].cite), "APPLIES", "restricts licence exceptions");
        restrict_by(w, &f, &rules[i]);
    }
    bool conditional = stands_under_condition(w, c) || c->open;
    for (size_t i = 0; i < f.n && conditional; i++)
        if (f.at[i].state == LC_CANDIDATE_USABLE) f.at[i].state = LC_CANDIDATE_CONDITIONAL;
    return f;
}

/* Of a symbol a rule leaves open: an exception the entry must grant is there only as a candidate.
 * STA for missile items (740.20(c)(1)(ii)) goes to A:5 like all of (c)(1). */
static bool fits_field(const lc_walk *w, const field *f, lc_sv symbol)
{
    size_t end = 0;
    while (end < symbol.len && symbol.data[end] >= 'A' && symbol.data[end] <= 'Z') end++;
    lc_sv name = lc_sv_make(symbol.data, end);
    if (symbol.len > end && lc_sv_is(name, "STA"))
        return lc_in_group(w, lc_destination(w), "A:5") == LC_TRI_YES;
    const lc_exception_rule *rule = lc_exception_rule_find(w->rules, name);
    if (!rule || rule->kind == LC_EXCEPTION_USE) return true;
    for (size_t i = 0; i < f->n; i++)
        if (f->at[i].rule == rule && f->at[i].state != LC_CANDIDATE_BARRED) return true;
    return false;
}

static size_t count(const field *f, lc_candidate_state state)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++) n += f->at[i].state == state;
    return n;
}

/* LVS without a value is named only where nothing surer is there. */
static bool worth_naming(const field *f, const lc_candidate *c)
{
    return !lc_sv_is(c->rule->symbol, "LVS") || !count(f, LC_CANDIDATE_USABLE);
}

/* 740.11(b)(2): for the official use of an agency of the United States, if the facts say so. */
static void name_government(lc_walk *w, const field *f)
{
    lc_sv gov = LC_SV("GOV");
    if (w->f->us_government_use != LC_TRI_YES || f->all_barred) return;
    for (size_t i = 0; f->narrowed && i < f->left.n; i++)
        if (lc_symbol_covers(gov, f->left.at[i])) {
            leave(w, f->left.at[i], false, LC_SV("740.11(b)(2)"), "official use of a US agency");
            return;
        }
    if (!f->narrowed) leave(w, gov, false, LC_SV("740.11(b)(2)"), "official use of a US agency");
}

static void name_candidates(lc_walk *w, const field *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const lc_candidate *c = &f->at[i];
        bool conditional = c->state == LC_CANDIDATE_CONDITIONAL;
        if (c->state == LC_CANDIDATE_USABLE || (conditional && worth_naming(f, c)))
            leave(w, c->rule->symbol, conditional, c->rule->cite, c->why);
    }
}

/* What turns on the transaction (TMP, RPL, GOV ...) is named only where a rule leaves little else.
 */
static void name_transactional(lc_walk *w, const field *f)
{
    if (count(f, LC_CANDIDATE_USABLE) || count(f, LC_CANDIDATE_CONDITIONAL)) return;
    for (size_t i = 0; f->narrowed && !f->all_barred && i < f->left.n; i++)
        if (fits_field(w, f, f->left.at[i]))
            leave(w, f->left.at[i], true, LC_SV("740.2(a)"),
                  "left open by 740.2(a), on its own terms");
    if (!f->narrowed && !f->all_barred)
        lc_note(w, "740", "NOTE", "TMP, RPL, GOV, TSU, BAG, AVS or APR may fit the transaction");
}

/* --- the step --- */

static void name_named(lc_walk *w, const verdict *v, const field *f)
{
    bool gov = w->f->us_government_use == LC_TRI_YES;
    for (size_t i = 0; i < v->left.n; i++) {
        lc_sv s = v->left.at[i];
        if (f->all_barred) return;
        if (f->narrowed && !covered(&f->left, s)) continue;
        if (!fits_field(w, f, s)) continue;
        bool sure = v->unconditional || (gov && lc_sv_starts(s, LC_SV("GOV")));
        leave(w, s, !sure, LC_SV("part 740"), "the only kind the requirement leaves");
    }
}

void lc_step_exceptions(lc_walk *w)
{
    if (lc_walk_is_over(w)) return;
    if (!lc_has_certain_requirement(w)) return;
    verdict v = read_requirements(w);
    lc_control c = control_of(w);
    field f = part740(w, &c);
    if (v.none) {
        lc_note(w, "740.1(a)", "NOTE", "a requirement leaves no licence exception");
        for (size_t i = 0; i < f.n; i++)
            if (f.at[i].state != LC_CANDIDATE_BARRED) bar(w, &f.at[i], "740.1(a)");
        return;
    }
    if (v.any && !f.all_barred) {
        leave(w, lc_sv_of(ANY_740), true, LC_SV("part 740"), "each on its own terms");
        return;
    }
    if (v.named) {
        name_named(w, &v, &f);
        return;
    }
    name_government(w, &f);
    name_candidates(w, &f);
    name_transactional(w, &f);
}
