#include "rule/meu.h"

#include "rule/parts.h"

typedef struct place {
    lc_sv section;
    lc_meu_country country;
} place;

struct lc_meu {
    place *places;
    size_t n_places;
};

static int compile_places(struct lc_rules *r, struct lc_meu *m, licet_error *err)
{
    static const char *const names[] = {"section", "country", "items", "basis"};
    const lc_rule_table *t;
    int col[4];
    int rc = lc_rule_need(&r->book, "meu_countries", &t, err);
    for (int i = 0; i < 4 && !rc; i++) rc = lc_rule_need_column(t, names[i], &col[i], err);
    if (rc) return rc;
    m->places = LC_NEW_N(r->arena, place, t->n_facts + 1);
    for (; m->n_places < t->n_facts; m->n_places++) {
        const lc_rule_fact *f = &t->facts[m->n_places];
        bool all = lc_sv_is(f->field[col[2]], "all");
        if (!all && !lc_sv_is(f->field[col[2]], "supp2"))
            return lc_rule_refuse(err, t, f, "items is all or supp2");
        m->places[m->n_places] = (place){
            f->field[col[0]], {f->field[col[1]], all, f->field[col[3]], f->from, f->to, f->cite}};
    }
    return 0;
}

int lc_meu_compile(struct lc_rules *r, licet_error *err)
{
    struct lc_meu *m = LC_NEW(r->arena, struct lc_meu);
    int rc = compile_places(r, m, err);
    if (!rc) r->meu = m;
    return rc;
}

const lc_meu_country *lc_meu_country_at(const lc_rules *r, const char *section, lc_date day,
                                        size_t i)
{
    for (size_t k = 0; k < r->meu->n_places; k++) {
        const place *p = &r->meu->places[k];
        if (!lc_sv_is(p->section, section) || !lc_rule_holds(p->country.from, p->country.to, day))
            continue;
        if (i-- == 0) return &p->country;
    }
    return NULL;
}

const lc_meu_country *lc_meu_country_on(const lc_rules *r, const char *section, lc_sv country,
                                        lc_date day)
{
    const lc_meu_country *c;
    for (size_t i = 0; (c = lc_meu_country_at(r, section, day, i)); i++)
        if (lc_sv_eq(c->country, country)) return c;
    return NULL;
}
