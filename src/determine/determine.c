#include "determine/walk.h"

typedef struct step {
    const char *name;
    void (*run)(lc_walk *w);
} step;

/* The order of 732.3: it matters for explanation, for each step adds and none takes away. */
static const step STEPS[] = {
    {"validate", lc_step_validate},
    {"activity", lc_step_activity},
    {"item", lc_step_item},
    {"scope", lc_step_scope},
    {"denial orders", lc_step_denial},
    {"support", lc_step_support},
    {"parties", lc_step_parties},
    {"ownership", lc_step_ownership},
    {"end use", lc_step_end_use},
    {"embargo", lc_step_embargo},
    {"chart", lc_step_chart},
    {"transit", lc_step_transit},
    {"exceptions", lc_step_exceptions},
    {"knowledge", lc_step_knowledge},
    {"assemble", lc_step_assemble},
};

/* Knowing an end use, or having reason to know it, is as good as its being stated (772.1). */
static const lc_facts *with_known_end_uses(lc_arena *a, const lc_facts *f)
{
    lc_facts *more = LC_NEW(a, lc_facts);
    *more = *f;
    more->end_use.at = LC_NEW_N(a, lc_sv, f->end_use.len + f->n_knowledge + 1);
    for (size_t i = 0; i < f->end_use.len; i++) more->end_use.at[i] = f->end_use.at[i];
    for (size_t i = 0; i < f->n_knowledge; i++)
        if (lc_knowledge_of_end_use(&f->knowledge[i]))
            more->end_use.at[more->end_use.len++] = f->knowledge[i].subject;
    return more;
}

int lc_determine(lc_arena *a, const lc_rules *rules, const lc_facts *facts, lc_determination **out,
                 licet_error *err)
{
    (void)err;
    lc_walk w = {.a = a,
                 .rules = rules,
                 .f = facts->n_knowledge ? with_known_end_uses(a, facts) : facts,
                 .d = LC_NEW(a, lc_determination),
                 .as_of = facts->as_of};
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++) {
        w.step = STEPS[i].name;
        w.inputs = LC_SV_NONE;
        STEPS[i].run(&w);
    }
    *out = w.d;
    return 0;
}
