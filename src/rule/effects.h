/* rule/effects.h: what being on a list means, for every list there is. */
#ifndef RULE_EFFECTS_H
#define RULE_EFFECTS_H

#include "rule/rules.h"

struct lc_rules;
int lc_effects_compile(struct lc_rules *r, licet_error *err);

#endif
