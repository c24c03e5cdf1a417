/* Compiles el_wording.txt. */
#include <stdlib.h>

#include "rule/el_scan.h"
#include "rule/parts.h"

enum { COLUMN, PHRASE, PART, VALUE, REVIEW, N_COLUMNS };

static bool read_review(lc_sv word, licet_review *out)
{
    static const struct {
        const char *word;
        licet_review review;
    } all[] = {{"POLICY_OF_DENIAL", LICET_POLICY_OF_DENIAL},
               {"PRESUMPTION_OF_DENIAL", LICET_PRESUMPTION_OF_DENIAL},
               {"CASE_BY_CASE", LICET_CASE_BY_CASE},
               {"PRESUMPTION_OF_APPROVAL", LICET_PRESUMPTION_OF_APPROVAL},
               {"", LICET_REVIEW_UNKNOWN}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (lc_sv_is(word, all[i].word)) {
            *out = all[i].review;
            return true;
        }
    return false;
}

static int longest_first(const void *x, const void *y)
{
    const lc_el_phrase *a = x, *b = y;
    if (a->text.len != b->text.len) return a->text.len < b->text.len ? 1 : -1;
    return lc_sv_cmp(a->text, b->text);
}

static int columns(const lc_rule_table *t, const char *const *names, int n, int *out,
                   licet_error *err)
{
    int rc = 0;
    for (int i = 0; i < n && !rc; i++) rc = lc_rule_need_column(t, names[i], &out[i], err);
    return rc;
}

static int compile_phrases(struct lc_rules *r, struct lc_el_words *w, licet_error *err)
{
    static const char *const names[] = {"column", "phrase", "part", "value", "review"};
    const lc_rule_table *t;
    int col[N_COLUMNS];
    int rc = lc_rule_need(&r->book, "el_phrases", &t, err);
    if (!rc) rc = columns(t, names, N_COLUMNS, col, err);
    if (rc) return rc;
    w->requirement = LC_NEW_N(r->arena, lc_el_phrase, t->n_facts + 1);
    w->policy = LC_NEW_N(r->arena, lc_el_phrase, t->n_facts + 1);
    for (size_t i = 0; i < t->n_facts; i++) {
        const lc_rule_fact *f = &t->facts[i];
        lc_el_phrase p = {f->field[col[PHRASE]], f->field[col[PART]], f->field[col[VALUE]], 0};
        if (!p.text.len || !read_review(f->field[col[REVIEW]], &p.review))
            return lc_rule_refuse(err, t, f, "a phrase needs a text and a review that exists");
        if (lc_sv_is(f->field[col[COLUMN]], "policy"))
            w->policy[w->n_policy++] = p;
        else if (lc_sv_is(f->field[col[COLUMN]], "requirement"))
            w->requirement[w->n_requirement++] = p;
        else
            return lc_rule_refuse(err, t, f, "column is requirement or policy");
    }
    qsort(w->policy, w->n_policy, sizeof *w->policy, longest_first);
    qsort(w->requirement, w->n_requirement, sizeof *w->requirement, longest_first);
    return 0;
}

static int compile_spellings(struct lc_rules *r, struct lc_el_words *w, licet_error *err)
{
    static const char *const names[] = {"written", "read"};
    const lc_rule_table *t;
    int col[2];
    int rc = lc_rule_need(&r->book, "el_spelling", &t, err);
    if (!rc) rc = columns(t, names, 2, col, err);
    if (rc) return rc;
    w->spellings = LC_NEW_N(r->arena, lc_el_spelling, t->n_facts + 1);
    for (; w->n_spellings < t->n_facts; w->n_spellings++) {
        const lc_rule_fact *f = &t->facts[w->n_spellings];
        if (!f->field[col[0]].len) return lc_rule_refuse(err, t, f, "an empty spelling");
        w->spellings[w->n_spellings] = (lc_el_spelling){f->field[col[0]], f->field[col[1]]};
    }
    return 0;
}

static int compile_terms(struct lc_rules *r, struct lc_el_words *w, licet_error *err)
{
    static const char *const names[] = {"term", "test", "eccns", "says"};
    const lc_rule_table *t;
    int col[4];
    int rc = lc_rule_need(&r->book, "el_terms", &t, err);
    if (!rc) rc = columns(t, names, 4, col, err);
    if (rc) return rc;
    w->terms = LC_NEW_N(r->arena, lc_el_term, t->n_facts + 1);
    for (; w->n_terms < t->n_facts; w->n_terms++) {
        lc_sv *f = t->facts[w->n_terms].field;
        w->terms[w->n_terms] = (lc_el_term){f[col[0]], f[col[1]], f[col[2]], f[col[3]], 0};
    }
    return 0;
}

static int compile_carves(struct lc_rules *r, struct lc_el_words *w, licet_error *err)
{
    static const char *const names[] = {"carve", "test", "says"};
    const lc_rule_table *t;
    int col[3];
    int rc = lc_rule_need(&r->book, "el_carves", &t, err);
    if (!rc) rc = columns(t, names, 3, col, err);
    if (rc) return rc;
    w->carves = LC_NEW_N(r->arena, lc_el_carve, t->n_facts + 1);
    for (; w->n_carves < t->n_facts; w->n_carves++) {
        lc_sv *f = t->facts[w->n_carves].field;
        w->carves[w->n_carves] = (lc_el_carve){f[col[0]], f[col[1]], f[col[2]]};
    }
    return 0;
}

int lc_el_words_compile(struct lc_rules *r, licet_error *err)
{
    struct lc_el_words *w = LC_NEW(r->arena, struct lc_el_words);
    int rc = compile_spellings(r, w, err);
    if (!rc) rc = compile_phrases(r, w, err);
    if (!rc) rc = compile_terms(r, w, err);
    if (!rc) rc = compile_carves(r, w, err);
    if (!rc) r->el_words = w;
    return rc;
}
