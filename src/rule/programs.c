#include "rule/programs.h"

#include "rule/parts.h"

struct lc_programs {
    lc_program *at;
    size_t len;
};

lc_sv lc_program_key(lc_arena *a, lc_sv tag)
{
    char *key = lc_arena_alloc(a, tag.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < tag.len; i++) {
        char c = tag.data[i];
        if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) key[n++] = c;
    }
    return lc_sv_make(key, n);
}

int lc_programs_compile(struct lc_rules *r, licet_error *err)
{
    const lc_rule_table *t;
    int tag, basis, paragraph;
    int rc = lc_rule_need(&r->book, "programs_744_8", &t, err);
    if (!rc) rc = lc_rule_need_column(t, "tag", &tag, err);
    if (!rc) rc = lc_rule_need_column(t, "basis", &basis, err);
    if (!rc) rc = lc_rule_need_column(t, "paragraph", &paragraph, err);
    if (rc) return rc;
    struct lc_programs *p = LC_NEW(r->arena, struct lc_programs);
    p->at = LC_NEW_N(r->arena, lc_program, t->n_facts + 1);
    for (; p->len < t->n_facts; p->len++) {
        const lc_rule_fact *f = &t->facts[p->len];
        p->at[p->len] = (lc_program){f->field[tag],   lc_program_key(r->arena, f->field[tag]),
                                     f->field[basis], f->field[paragraph],
                                     f->from,         f->to,
                                     f->cite};
        if (!p->at[p->len].key.len || !f->field[basis].len)
            return lc_rule_refuse(err, t, f, "a programme needs a tag and a basis");
    }
    r->programs = p;
    return 0;
}

const lc_program *lc_program_on(const lc_rules *r, lc_arena *a, lc_sv tag, lc_date day)
{
    lc_sv key = lc_program_key(a, tag);
    for (size_t i = 0; i < r->programs->len; i++) {
        const lc_program *p = &r->programs->at[i];
        if (lc_sv_eq(p->key, key) && (day == LC_DATE_NONE || lc_rule_holds(p->from, p->to, day)))
            return p;
    }
    return NULL;
}
