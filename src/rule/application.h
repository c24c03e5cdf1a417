/* rule/application.h: what an application for a licence takes (parts 748, 750, 756; 744.16(e)), as
 * facts of data/rules. This file only selects. */
#ifndef RULE_APPLICATION_H
#define RULE_APPLICATION_H

#include "record/determination_shape.h"
#include "rule/rules.h"

/* Checks that the table is there and every line can be read. */
int lc_application_compile(struct lc_rules *r, licet_error *err);

/* The lines that fit a determination and its facts on their day, in the order of the file:
 * [{"topic","says","cite","confidence"}]. Topics: review reviewers parties form document clock
 * licence removal. Lines of a review fit by the policies of the requirements that apply. */
lc_json *lc_application_steps(lc_arena *a, const lc_rules *r, const lc_determination *d,
                              const lc_facts *f);

#endif
