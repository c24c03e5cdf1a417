#include "rule/obligations.h"

#include "rule/parts.h"

struct lc_obligations {
    lc_obligation *at;
    size_t len;
};

int lc_obligations_compile(struct lc_rules *r, licet_error *err)
{
    const lc_rule_table *t;
    int word, says, open;
    int rc = lc_rule_need(&r->book, "obligations", &t, err);
    if (!rc) rc = lc_rule_need_column(t, "word", &word, err);
    if (!rc) rc = lc_rule_need_column(t, "says", &says, err);
    if (!rc) rc = lc_rule_need_column(t, "open", &open, err);
    if (rc) return rc;
    struct lc_obligations *o = LC_NEW(r->arena, struct lc_obligations);
    o->at = LC_NEW_N(r->arena, lc_obligation, t->n_facts + 1);
    for (; o->len < t->n_facts; o->len++) {
        const lc_rule_fact *f = &t->facts[o->len];
        bool yes = lc_sv_is(f->field[open], "yes");
        if (!yes && !lc_sv_is(f->field[open], "no"))
            return lc_rule_refuse(err, t, f, "open is yes or no");
        o->at[o->len] = (lc_obligation){f->field[word], f->field[says], yes, f->cite};
    }
    r->obligations = o;
    return 0;
}

const lc_obligation *lc_obligation_of(const lc_rules *r, lc_sv word)
{
    for (size_t i = 0; i < r->obligations->len; i++)
        if (lc_sv_eq(r->obligations->at[i].word, word)) return &r->obligations->at[i];
    return NULL;
}
