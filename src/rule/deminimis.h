/* rule/deminimis.h: de minimis content (15 CFR 734.4) and the direct product rules' destinations
 * (734.9). */
#ifndef RULE_DEMINIMIS_H
#define RULE_DEMINIMIS_H

#include "rule/ccl.h"

typedef struct lc_deminimis_level { /* the first that holds for a destination counts */
    lc_place_set places;            /* world for the last */
    double percent;
    lc_sv basis, cite;
} lc_deminimis_level;

typedef struct lc_no_deminimis { /* content that leaves no allowance */
    lc_sv content;               /* a number or class, as lc_items_name reads it */
    bool only_y, not_y;          /* paragraph .y alone, or all but it */
    lc_place_set places;
    lc_sv basis, cite;
} lc_no_deminimis;

typedef struct lc_fdp { /* a foreign direct product rule by destination */
    lc_sv paragraph, product, basis,
        cite; /* product: ns, ccl, ccl_or_supp7, supercomputer, items */
    lc_place_set places;
    lc_place_set headquarters; /* of a party: reached at any place */
    bool has_headquarters;
    lc_date from, to;
} lc_fdp;

typedef struct lc_no_deminimis_item { /* an item that has no allowance itself */
    lc_sv items, basis, cite;
    lc_sv needs;                   /* the content that matters: any, or numbers and groups */
    lc_sv when;                    /* an end use, footnote_5, or empty */
    lc_place_set places, partners; /* destinations; countries it does not hold from */
    lc_date from, to;
} lc_no_deminimis_item;

int lc_deminimis_compile(struct lc_rules *r, licet_error *err);
const lc_deminimis_level *lc_deminimis_of(const lc_rules *r, lc_sv place, lc_date day);
const lc_no_deminimis *lc_no_deminimis_rules(const lc_rules *r, size_t *n);
const lc_no_deminimis_item *lc_no_deminimis_items(const lc_rules *r, size_t *n);
const lc_fdp *lc_fdp_rules(const lc_rules *r, size_t *n);

#endif
