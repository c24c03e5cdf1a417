/* rule/el_wording.h: the two columns of the Entity List (Supplement 4 to part 744) as structure.
 * Their wordings are data (el_wording.txt); what no phrase covers makes a column unread, and an
 * unread requirement is every item, an unread policy is for a person to read: never "nothing". */
#ifndef RULE_EL_WORDING_H
#define RULE_EL_WORDING_H

#include "licet/types.h"
#include "rule/rules.h"

typedef enum lc_el_scope {
    LC_EL_UNREAD = 0,     /* treated as LC_EL_ALL */
    LC_EL_ALL,            /* every item subject to the EAR, EAR99 too */
    LC_EL_ALL_IF_PROJECT, /* only when used in a project of 746.8(a)(4) (746.5 before) */
    LC_EL_CCL_PLUS_SUPP7, /* CCL items, and EAR99 items of Supplement 7 to part 746 */
    LC_EL_CCL,            /* every item but EAR99 (wording of entries before 2011) */
    LC_EL_ALL_EXCEPT      /* every item but a carve-out */
} lc_el_scope;

typedef enum lc_el_gov { /* how far License Exception GOV opens the entry */
                         LC_EL_GOV_NONE = 0,
                         LC_EL_GOV,     /* 740.11(b)(2) */
                         LC_EL_GOV_E,   /* 740.11(b)(2) and (e) */
                         LC_EL_GOV_USGS /* 740.11(b), US Geological Survey only */
} lc_el_gov;

enum { LC_EL_MAX_SECTIONS = 12, LC_EL_MAX_TERMS = 6 };

typedef struct lc_el_term { /* another review for some items */
    lc_sv name;             /* "food_medicine_ear99": el_terms of the rules */
    lc_sv test, eccns, says;
    licet_review review;
} lc_el_term;

typedef struct lc_el_carve {
    lc_sv name, test, says;
} lc_el_carve;

typedef struct lc_el_requirement {
    lc_el_scope scope;
    unsigned footnotes;     /* bit n: footnote n */
    bool footnote_inferred; /* no marker survives, the cited paragraph says which */
    bool footnote_unclear;  /* 734.9(e) without marker or paragraph: see Supplement 4 itself */
    lc_el_gov gov;
    const lc_el_carve *carve;           /* LC_EL_ALL_EXCEPT */
    const lc_el_term *term;             /* a review stated in this column, or NULL */
    lc_sv sections[LC_EL_MAX_SECTIONS]; /* "734.9(e)(2)", in order, without paragraphs of GOV (e) */
    size_t n_sections;
} lc_el_requirement;

typedef struct lc_el_policy {
    bool unread;           /* for a person to read */
    licet_review standard; /* UNKNOWN: not stated, or unread */
    lc_el_term terms[LC_EL_MAX_TERMS];
    size_t n_terms;
    lc_sv sections[LC_EL_MAX_SECTIONS];
    size_t n_sections;
} lc_el_policy;

int lc_el_words_compile(struct lc_rules *r, licet_error *err);
/* Reads a column as published. The views live in a. An empty column is unread. */
void lc_el_requirement_read(const lc_rules *r, lc_arena *a, lc_sv column, lc_el_requirement *out);
void lc_el_policy_read(const lc_rules *r, lc_arena *a, lc_sv column, lc_el_policy *out);

#endif
