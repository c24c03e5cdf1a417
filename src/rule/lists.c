#include "rule/lists.h"

#include "rule/parts.h"

struct lc_lists {
    lc_list_rule *at;
    size_t len;
};

enum { LIST, MEANING, OTHER, OBLIGATION, BLOCKS, N_COLUMNS };

int lc_lists_compile(struct lc_rules *r, licet_error *err)
{
    static const char *const names[] = {"list", "meaning", "other", "obligation", "blocks"};
    const lc_rule_table *t;
    int col[N_COLUMNS];
    int rc = lc_rule_need(&r->book, "lists", &t, err);
    for (int i = 0; i < N_COLUMNS && !rc; i++) rc = lc_rule_need_column(t, names[i], &col[i], err);
    if (rc) return rc;
    struct lc_lists *l = LC_NEW(r->arena, struct lc_lists);
    l->at = LC_NEW_N(r->arena, lc_list_rule, t->n_facts + 1);
    for (; l->len < t->n_facts; l->len++) {
        const lc_rule_fact *f = &t->facts[l->len];
        if (!f->field[col[LIST]].len || !f->field[col[MEANING]].len)
            return lc_rule_refuse(err, t, f, "a list needs a name and a meaning");
        l->at[l->len] = (lc_list_rule){f->field[col[LIST]],
                                       f->field[col[MEANING]],
                                       f->field[col[OTHER]],
                                       f->field[col[OBLIGATION]],
                                       lc_sv_is(f->field[col[BLOCKS]], "yes"),
                                       f->cite};
    }
    r->lists = l;
    return 0;
}

const lc_list_rule *lc_list_rule_of(const lc_rules *r, lc_sv list)
{
    for (size_t i = 0; i < r->lists->len; i++)
        if (lc_sv_eq(r->lists->at[i].list, list)) return &r->lists->at[i];
    return NULL;
}

lc_sv lc_rules_list_meaning(const lc_rules *r, lc_sv sublist)
{
    const lc_list_rule *l = lc_list_rule_of(r, sublist);
    const lc_list_effect *e = lc_rules_list_effect(r, sublist);
    if (l) return l->meaning;
    return e ? e->meaning : LC_SV_NONE;
}
