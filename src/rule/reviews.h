/* rule/reviews.h: how an application under part 742 is reviewed (its paragraphs (b)). */
#ifndef RULE_REVIEWS_H
#define RULE_REVIEWS_H

#include "rule/ccl.h"

typedef struct lc_review_rule {
    lc_sv policy;    /* the contract's word, empty: no line fits */
    lc_sv condition; /* in words, or empty */
    lc_sv cite;
} lc_review_rule;

int lc_reviews_compile(struct lc_rules *r, licet_error *err);
/* The review of a requirement of the chart. place as in lc_place_find. */
lc_review_rule lc_review_find(const lc_rules *r, uint16_t reasons, lc_sv basis, const char *base,
                              const lc_para *para, lc_sv place, lc_date day);

#endif
