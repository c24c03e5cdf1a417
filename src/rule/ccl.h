/* rule/ccl.h: the Commerce Control List (15 CFR 774 Supp. 1): entries, their licence requirement
 * rows, entries without rows, and what they say of list-based licence exceptions. */
#ifndef RULE_CCL_H
#define RULE_CCL_H

#include "rule/places.h"
#include "rule/scope.h"

/* Reasons for control, as bits: a set. */
enum {
    LC_REASON_NS = 1 << 0,
    LC_REASON_MT = 1 << 1,
    LC_REASON_NP = 1 << 2,
    LC_REASON_CB = 1 << 3,
    LC_REASON_RS = 1 << 4,
    LC_REASON_CC = 1 << 5,
    LC_REASON_AT = 1 << 6,
    LC_REASON_EI = 1 << 7,
    LC_REASON_UN = 1 << 8,
    LC_REASON_FC = 1 << 9,
    LC_REASON_SS = 1 << 10,
    LC_REASON_SL = 1 << 11,
    LC_REASON_SI = 1 << 12,
    LC_REASON_CW = 1 << 13
};

typedef enum lc_elsewhere { /* what holds at places outside a rule's set */
                            LC_ELSEWHERE_NOTHING = 0,
                            LC_ELSEWHERE_NOT_ENFORCED, /* the text reaches further, the agency said
                                                          it does not enforce it */
                            LC_ELSEWHERE_ASK_ISS,      /* Russia: unless for the International Space
                                                          Station */
                            LC_ELSEWHERE_OTHER_STEP    /* decided by the parties or by part 746 */
} lc_elsewhere;

/* A rule of destinations that is no column of the chart. */
typedef struct lc_dest_rule {
    lc_sv name, basis, cite, exceptions; /* exceptions: "part_740", "none", symbols, "IQ", "KP" */
    lc_place_set places;
    lc_place_set headquarters; /* of a party: caught at any place */
    bool has_headquarters;
    lc_elsewhere elsewhere;
    lc_date elsewhere_from; /* LC_DATE_NONE: always */
    bool transfers; /* holds for transfers within the place too, not only for exports and reexports
                     */
} lc_dest_rule;

typedef struct lc_ccl_row {
    lc_sv key;                /* "3A001#0" */
    uint16_t reason;          /* one bit */
    uint32_t columns;         /* of the chart; 0: dest decides */
    const lc_dest_rule *dest; /* or NULL */
    lc_scope scope;
} lc_ccl_row;

typedef enum lc_gap_kind {
    LC_GAP_NONE = 0, /* rows say it all */
    LC_GAP_ITAR,     /* State's */
    LC_GAP_OTHER_AGENCY,
    LC_GAP_ALL, /* a licence to every destination */
    LC_GAP_ALL_BUT_CANADA,
    LC_GAP_NO_CHART,  /* no requirement of the chart; part 746 has those there are */
    LC_GAP_ASK,       /* the requirement is not in these files: a question */
    LC_GAP_RECLASSIFY /* points to other entries */
} lc_gap_kind;

typedef struct lc_ccl_gap {
    lc_gap_kind kind;
    lc_sv basis; /* words, separated by blanks */
    lc_sv policy, exceptions, question, cite;
} lc_ccl_gap;

typedef struct lc_ccl_flag {
    lc_sv symbol, value; /* "LVS" "1500", "GBS" "yes", "STA" "no_c2", "ask" */
    uint16_t not_for;    /* reasons that take it away */
    lc_scope scope;
} lc_ccl_flag;

typedef struct lc_ccl_entry {
    char base[6];
    uint16_t reasons; /* all reasons named in the entry */
    lc_date from, to; /* of the entry, LC_DATE_NONE open */
    const lc_ccl_row *rows;
    size_t n_rows;
    const lc_ccl_flag *flags;
    size_t n_flags;
    const lc_ccl_gap *gap; /* or NULL */
} lc_ccl_entry;

int lc_ccl_compile(struct lc_rules *r, licet_error *err);
/* The entry of a number without paragraph, or NULL. */
const lc_ccl_entry *lc_ccl_find(const lc_rules *r, const char *base);
/* Entries in the order of the list: i counts from 0; NULL ends. */
const lc_ccl_entry *lc_ccl_at(const lc_rules *r, size_t i);
/* "NS" -> its bit, 0 for none. */
uint16_t lc_reason_bit(lc_sv reason);
/* "NS MT" -> bits. */
uint16_t lc_reason_bits(lc_sv reasons);
/* Does a list of items ("600 9x515 0Y521 3A001.z 3B001.k-n 3B", each a class, a number with or
 * without paragraphs, or a category and group) name this item? A list of negated items ("!6A008
 * !7A001") names what none of them names. UNKNOWN where the paragraph is not stated deep enough. */
lc_tri lc_items_name(lc_sv list, const char *base, const lc_para *para);
const lc_dest_rule *lc_dest_rule_find(const lc_rules *r, lc_sv name);

#endif
