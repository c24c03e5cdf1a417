/* rule/switches.h: provisions that begin, end or are stayed on a day. A switch has a state for
 * every day, and a day without a state is unverified: nothing may be concluded from silence. */
#ifndef RULE_SWITCHES_H
#define RULE_SWITCHES_H

#include "rule/rules.h"

typedef enum lc_switch_state {
    LC_SWITCH_UNVERIFIED = 0, /* nobody has confirmed what holds on that day */
    LC_SWITCH_IN_FORCE,
    LC_SWITCH_STAYED, /* in the text, not applied */
    LC_SWITCH_ABSENT  /* not yet, or no longer, law */
} lc_switch_state;

typedef struct lc_switch_day {
    lc_switch_state state;
    bool assumed_in_force; /* UNVERIFIED, but in force by the terms of the last notice */
    lc_date from, to;
    lc_sv cite; /* empty if the rules know nothing of that day */
} lc_switch_day;

int lc_switches_compile(struct lc_rules *r, licet_error *err);
/* What holds on day. LC_DATE_NONE and an unknown switch are UNVERIFIED. */
lc_switch_day lc_switch_on(const lc_rules *r, const char *id, lc_date day);
const char *lc_switch_word(lc_switch_state s); /* UNVERIFIED IN_FORCE STAYED ABSENT */

#endif
