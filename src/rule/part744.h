/* rule/part744.h: end uses (15 CFR 744.2-.23), the items of Supp. 2 to part 744, and the countries
 * whose transit counts as export (736.2(b)(8)). Listed parties are elsewhere. */
#ifndef RULE_PART744_H
#define RULE_PART744_H

#include "rule/ccl.h"

typedef enum lc_enduse_items {
    LC_ENDUSE_ALL = 0, /* any item subject to the EAR */
    LC_ENDUSE_CCL,
    LC_ENDUSE_TECHNOLOGY,
    LC_ENDUSE_SUPP2, /* Supp. 2 to part 744 */
    LC_ENDUSE_NAMED  /* the items named */
} lc_enduse_items;

typedef struct lc_enduse {
    lc_sv word, basis, named, exceptions, policy, cite; /* exceptions: "none" or symbols by "," */
    lc_place_set places;
    lc_enduse_items items;
    lc_date from, to;
} lc_enduse;

int lc_part744_compile(struct lc_rules *r, licet_error *err);
const lc_enduse *lc_enduses(const lc_rules *r, size_t *n);
/* Is the item in Supp. 2 to part 744? base empty: EAR99, NO. UNKNOWN: *need says what is missing,
 * and *question (may be NULL) what to ask under the key "ECCN#meu". */
lc_tri lc_supp2_item(const lc_rules *r, const char *base, const lc_para *para, const lc_item *item,
                     lc_scope_need *need, lc_sv *question);
/* Transit countries of General Prohibition 8. */
const lc_place_set *lc_transit_places(const lc_rules *r);

#endif
