#include "rule/deminimis.h"

#include "rule/parts.h"

struct lc_deminimis {
    lc_deminimis_level *levels;
    size_t n_levels;
    lc_no_deminimis *none;
    size_t n_none;
    lc_no_deminimis_item *items;
    size_t n_items;
    lc_fdp *fdp;
    size_t n_fdp;
};

static int need_columns(const lc_rule_table *t, const char *const *names, int n, int *col,
                        licet_error *err)
{
    int rc = 0;
    for (int i = 0; i < n && !rc; i++) rc = lc_rule_need_column(t, names[i], &col[i], err);
    return rc;
}

static int compile_levels(struct lc_rules *r, struct lc_deminimis *d, licet_error *err)
{
    static const char *const names[] = {"groups", "percent", "basis"};
    const lc_rule_table *t;
    int col[3], rc = lc_rule_need(&r->book, "deminimis", &t, err);
    if (!rc) rc = need_columns(t, names, 3, col, err);
    if (rc) return rc;
    const int places[4] = {-1, col[0], -1, -1};
    d->levels = LC_NEW_N(r->arena, lc_deminimis_level, t->n_facts + 1);
    for (; d->n_levels < t->n_facts && !rc; d->n_levels++) {
        const lc_rule_fact *f = &t->facts[d->n_levels];
        lc_deminimis_level *l = &d->levels[d->n_levels];
        uint64_t percent = 0;
        if (!lc_sv_u64(f->field[col[1]], &percent) || percent > 100)
            return lc_rule_refuse(err, t, f, "percent is a number up to 100");
        *l = (lc_deminimis_level){
            .percent = (double)percent, .basis = f->field[col[2]], .cite = f->cite};
        rc = lc_place_set_compile(t, f, places, &l->places, err);
        if (!f->field[col[0]].len) l->places.world = true;
    }
    return rc;
}

static int compile_none(struct lc_rules *r, struct lc_deminimis *d, licet_error *err)
{
    static const char *const names[] = {"content", "paragraphs", "places", "groups", "basis"};
    const lc_rule_table *t;
    int col[5], rc = lc_rule_need(&r->book, "no_deminimis", &t, err);
    if (!rc) rc = need_columns(t, names, 5, col, err);
    if (rc) return rc;
    const int places[4] = {col[2], col[3], -1, -1};
    d->none = LC_NEW_N(r->arena, lc_no_deminimis, t->n_facts + 1);
    for (; d->n_none < t->n_facts && !rc; d->n_none++) {
        const lc_rule_fact *f = &t->facts[d->n_none];
        lc_no_deminimis *n = &d->none[d->n_none];
        *n = (lc_no_deminimis){.content = f->field[col[0]],
                               .only_y = lc_sv_is(f->field[col[1]], "y"),
                               .not_y = lc_sv_is(f->field[col[1]], "!y"),
                               .basis = f->field[col[4]],
                               .cite = f->cite};
        rc = lc_place_set_compile(t, f, places, &n->places, err);
    }
    return rc;
}

static int compile_items(struct lc_rules *r, struct lc_deminimis *d, licet_error *err)
{
    static const char *const names[] = {"items",    "needs", "places", "groups",
                                        "partners", "basis", "when"};
    const lc_rule_table *t;
    int col[7], rc = lc_rule_need(&r->book, "no_deminimis_item", &t, err);
    if (!rc) rc = need_columns(t, names, 7, col, err);
    if (rc) return rc;
    const int places[4] = {col[2], col[3], -1, -1}, partners[4] = {col[4], -1, -1, -1};
    d->items = LC_NEW_N(r->arena, lc_no_deminimis_item, t->n_facts + 1);
    for (; d->n_items < t->n_facts && !rc; d->n_items++) {
        const lc_rule_fact *f = &t->facts[d->n_items];
        lc_no_deminimis_item *n = &d->items[d->n_items];
        *n = (lc_no_deminimis_item){.items = f->field[col[0]],
                                    .needs = f->field[col[1]],
                                    .when = f->field[col[6]],
                                    .basis = f->field[col[5]],
                                    .cite = f->cite,
                                    .from = f->from,
                                    .to = f->to};
        rc = lc_place_set_compile(t, f, places, &n->places, err);
        if (!rc) rc = lc_place_set_compile(t, f, partners, &n->partners, err);
    }
    return rc;
}

static int compile_fdp(struct lc_rules *r, struct lc_deminimis *d, licet_error *err)
{
    static const char *const names[] = {"places", "groups",  "minus_groups", "paragraph",
                                        "basis",  "product", "hq_places",    "hq_groups"};
    const lc_rule_table *t;
    int col[8], rc = lc_rule_need(&r->book, "fdp", &t, err);
    if (!rc) rc = need_columns(t, names, 8, col, err);
    if (rc) return rc;
    const int places[4] = {col[0], col[1], -1, col[2]}, hq[4] = {col[6], col[7], -1, -1};
    d->fdp = LC_NEW_N(r->arena, lc_fdp, t->n_facts + 1);
    for (; d->n_fdp < t->n_facts && !rc; d->n_fdp++) {
        const lc_rule_fact *f = &t->facts[d->n_fdp];
        lc_fdp *rule = &d->fdp[d->n_fdp];
        *rule = (lc_fdp){.paragraph = f->field[col[3]],
                         .basis = f->field[col[4]],
                         .product = f->field[col[5]],
                         .has_headquarters = f->field[col[6]].len || f->field[col[7]].len,
                         .cite = f->cite,
                         .from = f->from,
                         .to = f->to};
        rc = lc_place_set_compile(t, f, places, &rule->places, err);
        if (!rc) rc = lc_place_set_compile(t, f, hq, &rule->headquarters, err);
    }
    return rc;
}

int lc_deminimis_compile(struct lc_rules *r, licet_error *err)
{
    struct lc_deminimis *d = LC_NEW(r->arena, struct lc_deminimis);
    int rc = compile_levels(r, d, err);
    if (!rc) rc = compile_none(r, d, err);
    if (!rc) rc = compile_items(r, d, err);
    if (!rc) rc = compile_fdp(r, d, err);
    if (!rc) r->deminimis = d;
    return rc;
}

const lc_deminimis_level *lc_deminimis_of(const lc_rules *r, lc_sv place, lc_date day)
{
    for (size_t i = 0; i < r->deminimis->n_levels; i++)
        if (lc_place_set_has(r, &r->deminimis->levels[i].places, place, day) == LC_TRI_YES)
            return &r->deminimis->levels[i];
    return NULL;
}

const lc_no_deminimis *lc_no_deminimis_rules(const lc_rules *r, size_t *n)
{
    *n = r->deminimis->n_none;
    return r->deminimis->none;
}

const lc_no_deminimis_item *lc_no_deminimis_items(const lc_rules *r, size_t *n)
{
    *n = r->deminimis->n_items;
    return r->deminimis->items;
}

const lc_fdp *lc_fdp_rules(const lc_rules *r, size_t *n)
{
    *n = r->deminimis->n_fdp;
    return r->deminimis->fdp;
}
