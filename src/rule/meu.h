/* rule/meu.h: countries of military and military-intelligence users (15 CFR 744.21, 744.22) by day.
 */
#ifndef RULE_MEU_H
#define RULE_MEU_H

#include "rule/rules.h"

typedef struct lc_meu_country {
    lc_sv country;  /* ISO code; or a country group such as "E:1" (744.22) */
    bool all_items; /* 744.21(a)(2): any item; else the items of Supplement 2 */
    lc_sv basis;    /* "744.21(a)(1)", "744.21(a)(2)", "744.22(a)" */
    lc_date from, to;
    lc_sv cite;
} lc_meu_country;

int lc_meu_compile(struct lc_rules *r, licet_error *err);
/* The period that covers country on day under section "744.21" or "744.22", or NULL. */
const lc_meu_country *lc_meu_country_on(const lc_rules *r, const char *section, lc_sv country,
                                        lc_date day);
/* All places and groups of a section on day, one after another: i counts from 0; NULL ends. */
const lc_meu_country *lc_meu_country_at(const lc_rules *r, const char *section, lc_date day,
                                        size_t i);

#endif
