#include "rule/part744.h"

#include "rule/parts.h"

typedef struct supp2 {
    lc_sv eccn, key;
    lc_scope scope;
} supp2;

struct lc_part744 {
    lc_enduse *uses;
    size_t n_uses;
    supp2 *items;
    size_t n_items;
    lc_place_set transit;
};

static int need_columns(const lc_rule_table *t, const char *const *names, int n, int *col,
                        licet_error *err)
{
    int rc = 0;
    for (int i = 0; i < n && !rc; i++) rc = lc_rule_need_column(t, names[i], &col[i], err);
    return rc;
}

static lc_enduse_items items_of(lc_sv cell)
{
    if (lc_sv_is(cell, "all")) return LC_ENDUSE_ALL;
    if (lc_sv_is(cell, "ccl")) return LC_ENDUSE_CCL;
    if (lc_sv_is(cell, "technology")) return LC_ENDUSE_TECHNOLOGY;
    return lc_sv_is(cell, "meu") ? LC_ENDUSE_SUPP2 : LC_ENDUSE_NAMED;
}

static int compile_uses(struct lc_rules *r, struct lc_part744 *p, licet_error *err)
{
    static const char *const names[] = {"places", "groups", "minus_places", "minus_groups", "word",
                                        "basis",  "items",  "exceptions",   "policy"};
    const lc_rule_table *t;
    int col[9], rc = lc_rule_need(&r->book, "enduse", &t, err);
    if (!rc) rc = need_columns(t, names, 9, col, err);
    if (rc) return rc;
    p->uses = LC_NEW_N(r->arena, lc_enduse, t->n_facts + 1);
    for (; p->n_uses < t->n_facts && !rc; p->n_uses++) {
        const lc_rule_fact *f = &t->facts[p->n_uses];
        lc_enduse *u = &p->uses[p->n_uses];
        *u = (lc_enduse){.word = f->field[col[4]],
                         .basis = f->field[col[5]],
                         .named = f->field[col[6]],
                         .exceptions = f->field[col[7]],
                         .policy = f->field[col[8]],
                         .cite = f->cite,
                         .items = items_of(f->field[col[6]]),
                         .from = f->from,
                         .to = f->to};
        rc = lc_place_set_compile(t, f, col, &u->places, err);
    }
    return rc;
}

static int compile_supp2(struct lc_rules *r, struct lc_part744 *p, licet_error *err)
{
    static const char *const names[] = {"eccn", "paragraphs", "test", "question"};
    const lc_rule_table *t;
    int col[4], rc = lc_rule_need(&r->book, "meu_items", &t, err);
    if (!rc) rc = need_columns(t, names, 4, col, err);
    if (rc) return rc;
    const int scope[4] = {col[1], -1, col[2], col[3]};
    p->items = LC_NEW_N(r->arena, supp2, t->n_facts + 1);
    for (; p->n_items < t->n_facts && !rc; p->n_items++) {
        const lc_rule_fact *f = &t->facts[p->n_items];
        supp2 *s = &p->items[p->n_items];
        s->eccn = f->field[col[0]];
        s->key = lc_arena_printf(r->arena, "%.*s#meu", LC_SV_ARG(s->eccn));
        rc = lc_scope_compile(r->arena, t, f, scope, &s->scope, err);
    }
    return rc;
}

static int compile_transit(struct lc_rules *r, struct lc_part744 *p, licet_error *err)
{
    const lc_rule_table *t;
    int col, rc = lc_rule_need(&r->book, "transit", &t, err);
    if (!rc) rc = lc_rule_need_column(t, "places", &col, err);
    for (size_t i = 0; i < (rc ? 0 : t->n_facts); i++)
        if (!lc_place_set_add(t->facts[i].field[col], false, &p->transit))
            return lc_rule_refuse(err, t, &t->facts[i], "too many places");
    return rc;
}

int lc_part744_compile(struct lc_rules *r, licet_error *err)
{
    struct lc_part744 *p = LC_NEW(r->arena, struct lc_part744);
    int rc = compile_uses(r, p, err);
    if (!rc) rc = compile_supp2(r, p, err);
    if (!rc) rc = compile_transit(r, p, err);
    if (!rc) r->part744 = p;
    return rc;
}

const lc_enduse *lc_enduses(const lc_rules *r, size_t *n)
{
    *n = r->part744->n_uses;
    return r->part744->uses;
}

lc_tri lc_supp2_item(const lc_rules *r, const char *base, const lc_para *para, const lc_item *item,
                     lc_scope_need *need, lc_sv *question)
{
    *need = (lc_scope_need){0};
    for (size_t i = 0; i < r->part744->n_items; i++) {
        const supp2 *s = &r->part744->items[i];
        if (!lc_sv_is(s->eccn, base)) continue;
        if (question) *question = s->scope.question;
        return lc_scope_applies(&s->scope, para, item, s->key, need);
    }
    return LC_TRI_NO;
}

const lc_place_set *lc_transit_places(const lc_rules *r)
{
    return &r->part744->transit;
}
