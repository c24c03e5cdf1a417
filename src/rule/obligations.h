/* rule/obligations.h: what the obligations and red flags of an answer ask for, in words. */
#ifndef RULE_OBLIGATIONS_H
#define RULE_OBLIGATIONS_H

#include "rule/rules.h"

typedef struct lc_obligation {
    lc_sv word; /* "UVL_STATEMENT" */
    lc_sv says; /* one sentence */
    bool open;  /* must be done or resolved before the goods may go; else it runs beside */
    lc_sv cite;
} lc_obligation;

int lc_obligations_compile(struct lc_rules *r, licet_error *err);
/* NULL if the word is not known: then it counts as open. */
const lc_obligation *lc_obligation_of(const lc_rules *r, lc_sv word);

#endif
