/* rule/lists.h: what being on a sub-list of the Consolidated Screening List means. */
#ifndef RULE_LISTS_H
#define RULE_LISTS_H

#include "rule/rules.h"

typedef struct lc_list_rule {
    lc_sv list;       /* "EL" */
    lc_sv meaning;    /* one plain sentence */
    lc_sv other;      /* contract word for other[] when the exporter is a US person, or empty */
    lc_sv obligation; /* contract word for obligations[], or empty */
    bool blocks;      /* property of a listed person is blocked (31 CFR chapter V) */
    lc_sv cite;
} lc_list_rule;

int lc_lists_compile(struct lc_rules *r, licet_error *err);
/* NULL if the list is not known: then nothing may be concluded from it. */
const lc_list_rule *lc_list_rule_of(const lc_rules *r, lc_sv list);

#endif
