/* determine/determine.h: facts + rules + date -> determination, with every step cited.
 * Facts are the words of the contract (record/facts.h). Pure: the date is a fact. */
#ifndef DETERMINE_DETERMINE_H
#define DETERMINE_DETERMINE_H

#include "record/facts.h"
#include "record/determination.h"
#include "rule/rules.h"

/* Decides one transaction. Never fails for want of facts: that is NEEDS_FACTS in the answer.
 * The answer lives in a. */
int lc_determine(lc_arena *a, const lc_rules *rules, const lc_facts *facts, lc_determination **out,
                 licet_error *err);

#endif
