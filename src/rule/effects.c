#include "rule/effects.h"

#include "rule/parts.h"

struct lc_effects {
    lc_list_effect *at;
    size_t len;
};

enum { LIST, NAME, AUTHORITY, EFFECT, BINDS, MEANING, N_COLUMNS };

static bool is_effect(lc_sv word)
{
    static const char *const words[] = {"blocking", "prohibition",   "licence",
                                        "import",   "securities",    "procurement",
                                        "notice",   "due-diligence", "policy"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (lc_sv_is(word, words[i])) return true;
    return false;
}

static int add(struct lc_effects *e, const lc_rule_table *t, const int col[N_COLUMNS],
               const lc_rule_fact *f, licet_error *err)
{
    const lc_list_effect one = {.list = f->field[col[LIST]],
                                .name = f->field[col[NAME]],
                                .authority = f->field[col[AUTHORITY]],
                                .effect = f->field[col[EFFECT]],
                                .binds = f->field[col[BINDS]],
                                .meaning = f->field[col[MEANING]],
                                .cite = f->cite};
    if (!one.list.len || !one.name.len || !one.authority.len || !one.binds.len)
        return lc_rule_refuse(err, t, f, "a list needs a name, an authority and whom it binds");
    if (!is_effect(one.effect))
        return lc_rule_refuse(err, t, f, "\"%.*s\" is no effect", LC_SV_ARG(one.effect));
    e->at[e->len++] = one;
    return 0;
}

int lc_effects_compile(struct lc_rules *r, licet_error *err)
{
    static const char *const names[] = {"list", "name", "authority", "effect", "binds", "meaning"};
    const lc_rule_table *t;
    struct lc_effects *e = LC_NEW(r->arena, struct lc_effects);
    int col[N_COLUMNS], rc = lc_rule_need(&r->book, "hits", &t, err);
    r->effects = e;
    for (int i = 0; i < N_COLUMNS && !rc; i++) rc = lc_rule_need_column(t, names[i], &col[i], err);
    if (rc) return rc;
    e->at = LC_NEW_N(r->arena, lc_list_effect, t->n_facts + 1);
    for (size_t i = 0; i < t->n_facts && !rc; i++) rc = add(e, t, col, &t->facts[i], err);
    return rc;
}

const lc_list_effect *lc_rules_list_effect(const lc_rules *r, lc_sv sublist)
{
    for (size_t i = 0; i < r->effects->len; i++)
        if (lc_sv_eq(r->effects->at[i].list, sublist)) return &r->effects->at[i];
    return NULL;
}
