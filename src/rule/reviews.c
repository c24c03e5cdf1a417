#include "rule/reviews.h"

#include "rule/parts.h"

typedef struct line {
    uint16_t reasons;
    lc_sv basis, items;
    lc_place_set places;
    lc_review_rule review;
} line;

struct lc_reviews {
    line *at;
    size_t len;
};

int lc_reviews_compile(struct lc_rules *r, licet_error *err)
{
    static const char *const names[] = {"reasons", "basis", "items", "dest", "policy", "condition"};
    const lc_rule_table *t;
    int col[6], rc = lc_rule_need(&r->book, "reviews", &t, err);
    for (int i = 0; i < 6 && !rc; i++) rc = lc_rule_need_column(t, names[i], &col[i], err);
    if (rc) return rc;
    struct lc_reviews *v = LC_NEW(r->arena, struct lc_reviews);
    v->at = LC_NEW_N(r->arena, line, t->n_facts + 1);
    for (; v->len < t->n_facts; v->len++) {
        const lc_rule_fact *f = &t->facts[v->len];
        line *l = &v->at[v->len];
        *l = (line){.reasons = lc_reason_bits(f->field[col[0]]),
                    .basis = f->field[col[1]],
                    .items = f->field[col[2]],
                    .review = {f->field[col[4]], f->field[col[5]], f->cite}};
        if (!l->reasons || !l->review.policy.len)
            return lc_rule_refuse(err, t, f, "reasons and policy are needed");
        if (!lc_place_set_add(f->field[col[3]], false, &l->places))
            return lc_rule_refuse(err, t, f, "too many places");
    }
    r->reviews = v;
    return 0;
}

static bool fits(const line *l, uint16_t reasons, lc_sv basis, const char *base,
                 const lc_para *para)
{
    if (!(l->reasons & reasons)) return false;
    if (l->basis.len && !lc_sv_eq(l->basis, basis)) return false;
    return !l->items.len || lc_items_name(l->items, base, para) == LC_TRI_YES;
}

lc_review_rule lc_review_find(const lc_rules *r, uint16_t reasons, lc_sv basis, const char *base,
                              const lc_para *para, lc_sv place, lc_date day)
{
    for (size_t i = 0; i < r->reviews->len; i++) {
        const line *l = &r->reviews->at[i];
        if (fits(l, reasons, basis, base, para) &&
            lc_place_set_has(r, &l->places, place, day) == LC_TRI_YES)
            return l->review;
    }
    return (lc_review_rule){LC_SV_NONE, LC_SV_NONE, LC_SV_NONE};
}
