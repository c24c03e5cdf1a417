/* rule/part740.h: licence exceptions (15 CFR part 740) and what 740.2(a) takes away from them. */
#ifndef RULE_PART740_H
#define RULE_PART740_H

#include "rule/ccl.h"

typedef enum lc_exception_kind {
    LC_EXCEPTION_FLAG = 0, /* the entry must grant it */
    LC_EXCEPTION_SCOPE,    /* by destination and item alone */
    LC_EXCEPTION_USE       /* turns on the transaction, or only part 746 names it */
} lc_exception_kind;

typedef struct lc_exception_rule {
    lc_sv symbol, types; /* types: "commodity", empty for any */
    lc_exception_kind kind;
    lc_place_set places; /* no place and no group: any destination not left out */
    bool any_place;
    uint16_t only;   /* sole reasons it may overcome, 0: any */
    bool conditions; /* has conditions no fact of the contract states */
    lc_date from, to;
    lc_sv cite;
} lc_exception_rule;

typedef enum lc_restriction_effect {
    LC_BAR_ALL = 0,
    LC_BAR_ONLY,
    LC_BAR_SOME
} lc_restriction_effect;

typedef enum lc_restriction_when {
    LC_WHEN_ALWAYS = 0,
    LC_WHEN_SUSPENDED,       /* authorization_suspended */
    LC_WHEN_UNVERIFIED,      /* a party on the Unverified List */
    LC_WHEN_HQ_MACAU_D5,     /* a party with its headquarters there */
    LC_WHEN_FROM_OR_MADE_D5, /* shipped from, or made in, D:5 or Hong Kong */
    LC_WHEN_FOUR_MILLION,    /* item.value_usd at or over 4,000,000, or not stated */
    LC_WHEN_14_MILLION,      /* item.value_usd stated, and at or over it */
    LC_WHEN_25_MILLION,
    LC_WHEN_UAE_UNAPPROVED /* not said to be approved under 740 Supp. 8 */
} lc_restriction_when;

typedef struct lc_restriction {
    lc_sv id, items, left, names, cite; /* left, names: separated by "," */
    uint16_t reasons;
    lc_place_set places;
    bool any_place;
    lc_restriction_when when;
    lc_restriction_effect effect;
} lc_restriction;

/* A condition under which all exceptions stand (740.2(a)(19)-(21)). */
typedef struct lc_exception_condition {
    lc_sv dest, shipped_from; /* one of them a place, or both empty: anywhere */
    lc_sv items, activities;  /* empty: any */
    uint16_t reasons;
    lc_sv condition, cite;
} lc_exception_condition;

int lc_part740_compile(struct lc_rules *r, licet_error *err);
const lc_exception_rule *lc_exception_rules(const lc_rules *r, size_t *n);
const lc_exception_rule *lc_exception_rule_find(const lc_rules *r, lc_sv symbol);
const lc_restriction *lc_restrictions(const lc_rules *r, size_t *n);
const lc_exception_condition *lc_exception_conditions(const lc_rules *r, size_t *n);
/* Reasons for control behind a basis word ("738.4 NS1", "742.15 EI"); 0 if it has none. */
uint16_t lc_basis_reasons(const lc_rules *r, lc_sv basis);
/* Entries and reasons STA never serves (740.20(b)(2)). */
bool lc_sta_never(const lc_rules *r, const char *base, uint16_t reasons);
/* Is the item among those CCD serves (740.19(b))? base empty: EAR99. */
lc_tri lc_ccd_serves(const lc_rules *r, const char *base, const lc_para *para);

#endif
