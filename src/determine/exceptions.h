/* determine/exceptions.h: the parts of step 11, private to exceptions*.c. */
#ifndef DETERMINE_EXCEPTIONS_H
#define DETERMINE_EXCEPTIONS_H

#include "determine/goods.h"
#include "rule/part740.h"

typedef enum lc_candidate_state {
    LC_CANDIDATE_NOT_OFFERED = 0, /* the entry, the destination or the item do not let it */
    LC_CANDIDATE_USABLE,
    LC_CANDIDATE_CONDITIONAL, /* nothing against it, but its conditions are not in the facts */
    LC_CANDIDATE_BARRED
} lc_candidate_state;

typedef struct lc_candidate {
    const lc_exception_rule *rule;
    lc_candidate_state state;
    const char *why;
} lc_candidate;

enum { LC_MAX_CANDIDATES = 12, LC_MAX_LEFT = 24 };

/* What the requirements of the chart are, taken together. */
typedef struct lc_control {
    uint16_t reasons; /* of certain and unknown requirements */
    bool open;        /* a requirement is unknown: none of the exceptions is certain */
    lc_goods goods;
    lc_sv to;
} lc_control;

/* A list-based exception (kind flag or scope) against entry, destination and stated facts. */
lc_candidate lc_candidate_of(const lc_walk *w, const lc_control *c, const lc_exception_rule *rule);
/* 740.22. */
lc_candidate_state lc_ace_state(const lc_walk *w, const lc_control *c, const char **why);
/* 740.20(c). */
lc_candidate_state lc_sta_state(const lc_walk *w, const lc_control *c, const char **why);
/* Does a restriction of 740.2(a) hold for this transaction? */
lc_tri lc_restriction_holds(const lc_walk *w, const lc_control *c, const lc_restriction *r);
/* What the entry (or the facts) say under a symbol for this item; empty: nothing. *scope: does it
 * reach the item's paragraph. */
lc_sv lc_flag_of(const lc_walk *w, const lc_control *c, const char *symbol, lc_tri *scope);

#endif
