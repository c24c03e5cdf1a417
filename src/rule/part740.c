#include "rule/part740.h"

#include "rule/parts.h"

struct lc_part740 {
    lc_exception_rule *exceptions;
    size_t n_exceptions;
    lc_restriction *restrictions;
    size_t n_restrictions;
    lc_exception_condition *conditions;
    size_t n_conditions;
    const lc_rule_table *basis_reasons, *sta_never, *ccd_scope;
};

typedef struct word_value {
    const char *word;
    int value;
} word_value;

/* The value of a word, or -1. */
static int word_of(const word_value *words, size_t n, lc_sv word)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_is(word, words[i].word)) return words[i].value;
    return -1;
}

static int need_columns(const lc_rule_table *t, const char *const *names, int n, int *col,
                        licet_error *err)
{
    int rc = 0;
    for (int i = 0; i < n && !rc; i++) rc = lc_rule_need_column(t, names[i], &col[i], err);
    return rc;
}

static int compile_exceptions(struct lc_rules *r, struct lc_part740 *p, licet_error *err)
{
    static const char *const names[] = {"groups", "minus_places", "minus_groups", "symbol",
                                        "kind",   "types",        "only",         "conditions"};
    static const word_value kinds[] = {
        {"flag", LC_EXCEPTION_FLAG}, {"scope", LC_EXCEPTION_SCOPE}, {"use", LC_EXCEPTION_USE}};
    const lc_rule_table *t;
    int col[8], rc = lc_rule_need(&r->book, "exceptions", &t, err);
    if (!rc) rc = need_columns(t, names, 8, col, err);
    if (rc) return rc;
    const int places[4] = {-1, col[0], col[1], col[2]};
    p->exceptions = LC_NEW_N(r->arena, lc_exception_rule, t->n_facts + 1);
    for (; p->n_exceptions < t->n_facts && !rc; p->n_exceptions++) {
        const lc_rule_fact *f = &t->facts[p->n_exceptions];
        lc_exception_rule *e = &p->exceptions[p->n_exceptions];
        int kind = word_of(kinds, 3, f->field[col[4]]);
        if (kind < 0) return lc_rule_refuse(err, t, f, "kind is flag, scope or use");
        *e = (lc_exception_rule){.symbol = f->field[col[3]],
                                 .types = f->field[col[5]],
                                 .kind = (lc_exception_kind)kind,
                                 .any_place = !f->field[col[0]].len,
                                 .only = lc_reason_bits(f->field[col[6]]),
                                 .conditions = !lc_sv_is(f->field[col[7]], "no"),
                                 .from = f->from,
                                 .to = f->to,
                                 .cite = f->cite};
        rc = lc_place_set_compile(t, f, places, &e->places, err);
        if (e->any_place) e->places.world = true;
    }
    return rc;
}

static int compile_restriction(const lc_rule_table *t, const lc_rule_fact *f, const int *col,
                               lc_restriction *out, licet_error *err)
{
    static const word_value whens[] = {{"", LC_WHEN_ALWAYS},
                                       {"authorization_suspended", LC_WHEN_SUSPENDED},
                                       {"unverified_party", LC_WHEN_UNVERIFIED},
                                       {"headquartered_macau_d5", LC_WHEN_HQ_MACAU_D5},
                                       {"from_or_made_in_d5_hk", LC_WHEN_FROM_OR_MADE_D5},
                                       {"value_4_million", LC_WHEN_FOUR_MILLION},
                                       {"value_14_million", LC_WHEN_14_MILLION},
                                       {"value_25_million", LC_WHEN_25_MILLION},
                                       {"uae_not_approved", LC_WHEN_UAE_UNAPPROVED}};
    static const word_value effects[] = {
        {"bar_all", LC_BAR_ALL}, {"only", LC_BAR_ONLY}, {"bar", LC_BAR_SOME}};
    int when = word_of(whens, sizeof whens / sizeof whens[0], f->field[col[5]]);
    int effect = word_of(effects, 3, f->field[col[6]]);
    if (when < 0 || effect < 0) return lc_rule_refuse(err, t, f, "no such word in when or effect");
    *out = (lc_restriction){.id = f->field[col[0]],
                            .items = f->field[col[1]],
                            .reasons = lc_reason_bits(f->field[col[2]]),
                            .any_place = !f->field[col[3]].len,
                            .when = (lc_restriction_when)when,
                            .effect = (lc_restriction_effect)effect,
                            .left = f->field[col[7]],
                            .names = f->field[col[8]],
                            .cite = f->cite};
    if (!lc_place_set_add(f->field[col[3]], false, &out->places) ||
        !lc_place_set_add(f->field[col[4]], true, &out->places))
        return lc_rule_refuse(err, t, f, "too many places in one line");
    if (out->any_place) out->places.world = true;
    return 0;
}

static int compile_restrictions(struct lc_rules *r, struct lc_part740 *p, licet_error *err)
{
    static const char *const names[] = {"id",   "items",  "reasons", "dest", "minus",
                                        "when", "effect", "left",    "names"};
    const lc_rule_table *t;
    int col[9], rc = lc_rule_need(&r->book, "restrictions", &t, err);
    if (!rc) rc = need_columns(t, names, 9, col, err);
    if (rc) return rc;
    p->restrictions = LC_NEW_N(r->arena, lc_restriction, t->n_facts + 1);
    for (; p->n_restrictions < t->n_facts && !rc; p->n_restrictions++)
        rc = compile_restriction(t, &t->facts[p->n_restrictions], col,
                                 &p->restrictions[p->n_restrictions], err);
    return rc;
}

static int compile_conditions(struct lc_rules *r, struct lc_part740 *p, licet_error *err)
{
    static const char *const names[] = {"dest",  "shipped_from", "reasons",
                                        "items", "activities",   "condition"};
    const lc_rule_table *t;
    int col[6], rc = lc_rule_need(&r->book, "restriction_conditions", &t, err);
    if (!rc) rc = need_columns(t, names, 6, col, err);
    if (rc) return rc;
    p->conditions = LC_NEW_N(r->arena, lc_exception_condition, t->n_facts + 1);
    for (size_t i = 0; i < t->n_facts; i++) {
        const lc_rule_fact *f = &t->facts[i];
        p->conditions[p->n_conditions++] =
            (lc_exception_condition){.dest = f->field[col[0]],
                                     .shipped_from = f->field[col[1]],
                                     .reasons = lc_reason_bits(f->field[col[2]]),
                                     .items = f->field[col[3]],
                                     .activities = f->field[col[4]],
                                     .condition = f->field[col[5]],
                                     .cite = f->cite};
    }
    return 0;
}

/* A small table that is read as it stands: its first n columns must have these names. */
static int need_plain(struct lc_rules *r, const char *table, const char *const *names, int n,
                      const lc_rule_table **out, licet_error *err)
{
    int at, rc = lc_rule_need(&r->book, table, out, err);
    for (int i = 0; i < n && !rc; i++) {
        rc = lc_rule_need_column(*out, names[i], &at, err);
        if (!rc && at != i)
            rc = lc_fail(err, LICET_E_RULE, "%s: %s is column %d", table, names[i], i + 1);
    }
    return rc;
}

int lc_part740_compile(struct lc_rules *r, licet_error *err)
{
    static const char *const basis[] = {"basis", "reasons"}, *const sta[] = {"eccns", "reasons"},
                             *const ccd[] = {"eccn", "paragraphs"};
    struct lc_part740 *p = LC_NEW(r->arena, struct lc_part740);
    int rc = compile_exceptions(r, p, err);
    if (!rc) rc = compile_restrictions(r, p, err);
    if (!rc) rc = compile_conditions(r, p, err);
    if (!rc) rc = need_plain(r, "basis_reasons", basis, 2, &p->basis_reasons, err);
    if (!rc) rc = need_plain(r, "sta_never", sta, 2, &p->sta_never, err);
    if (!rc) rc = need_plain(r, "ccd_scope", ccd, 2, &p->ccd_scope, err);
    if (!rc) r->part740 = p;
    return rc;
}

const lc_exception_rule *lc_exception_rules(const lc_rules *r, size_t *n)
{
    *n = r->part740->n_exceptions;
    return r->part740->exceptions;
}

const lc_exception_rule *lc_exception_rule_find(const lc_rules *r, lc_sv symbol)
{
    for (size_t i = 0; i < r->part740->n_exceptions; i++)
        if (lc_sv_eq(r->part740->exceptions[i].symbol, symbol)) return &r->part740->exceptions[i];
    return NULL;
}

const lc_restriction *lc_restrictions(const lc_rules *r, size_t *n)
{
    *n = r->part740->n_restrictions;
    return r->part740->restrictions;
}

const lc_exception_condition *lc_exception_conditions(const lc_rules *r, size_t *n)
{
    *n = r->part740->n_conditions;
    return r->part740->conditions;
}

uint16_t lc_basis_reasons(const lc_rules *r, lc_sv basis)
{
    if (lc_sv_starts(basis, LC_SV("738.4 ")) && basis.len >= 8)
        return lc_reason_bit(lc_sv_make(basis.data + 6, 2));
    const lc_rule_table *t = r->part740->basis_reasons;
    for (size_t i = 0; i < t->n_facts; i++)
        if (lc_sv_eq(t->facts[i].field[0], basis)) return lc_reason_bits(t->facts[i].field[1]);
    return 0;
}

bool lc_sta_never(const lc_rules *r, const char *base, uint16_t reasons)
{
    const lc_para none = {0};
    const lc_rule_table *t = r->part740->sta_never;
    for (size_t i = 0; i < t->n_facts; i++) {
        if (lc_reason_bits(t->facts[i].field[1]) & reasons) return true;
        if (lc_items_name(t->facts[i].field[0], base, &none) == LC_TRI_YES) return true;
    }
    return false;
}

lc_tri lc_ccd_serves(const lc_rules *r, const char *base, const lc_para *para)
{
    const lc_rule_table *t = r->part740->ccd_scope;
    for (size_t i = 0; i < t->n_facts; i++) {
        lc_sv number = t->facts[i].field[0], paragraph = t->facts[i].field[1];
        if (!base[0] && lc_sv_is(number, "EAR99")) return LC_TRI_YES;
        if (!lc_sv_is(number, base)) continue;
        if (!paragraph.len || !para->n) return paragraph.len ? LC_TRI_UNKNOWN : LC_TRI_YES;
        return para->part[0] == 1001 + paragraph.data[0] - 'a' ? LC_TRI_YES : LC_TRI_NO;
    }
    return LC_TRI_NO;
}
