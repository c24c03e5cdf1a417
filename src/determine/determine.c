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

int lc_determine(lc_arena *a, const lc_rules *rules, const lc_facts *facts, lc_determination **out,
                 licet_error *err)
{
    (void)err;
    lc_walk w = {.a = a,
                 .rules = rules,
                 .f = facts,
                 .d = LC_NEW(a, lc_determination),
                 .as_of = facts->as_of};
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++) {
        w.step = STEPS[i].name;
        STEPS[i].run(&w);
    }
    *out = w.d;
    return 0;
}
