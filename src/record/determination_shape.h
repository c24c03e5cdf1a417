/* record/determination_shape.h: a determination as plain structures. Filled by determine; the JSON
 * shape is made from it in determination.c. Everything lives in one arena. */
#ifndef RECORD_DETERMINATION_SHAPE_H
#define RECORD_DETERMINATION_SHAPE_H

#include "record/determination.h"
#include "record/facts_shape.h"

/* How an application would be reviewed: the rank that is compared, and the contract's word for it
 * ("PRESUMPTION_OF_DENIAL", or a longer one such as "CASE_BY_CASE_IF_BELOW_5G_ELSE_ENTRY"). */
typedef struct lc_review {
    licet_review rank;
    lc_sv word; /* empty: the rank's own word */
} lc_review;

/* Which licence exceptions a requirement leaves open (740.1(a): each requirement must be overcome).
 */
typedef enum lc_allow {
    LC_ALLOW_NONE = 0, /* none: part 744 unless it says otherwise */
    LC_ALLOW_NAMED,    /* only those in allowed[]: part 746, Entity List entries with GOV */
    LC_ALLOW_PART_740  /* whatever part 740 gives: the chart */
} lc_allow;

enum { LC_MAX_ALLOWED = 20 };

typedef struct lc_requirement {
    lc_sv basis;      /* the contract's word: "744.11(a)", "738.4 NS1" */
    lc_sv citation;   /* the rule, and the Federal Register where there is one */
    lc_sv source;     /* entry or row: "EL: NSO Group", "3A001#2" */
    lc_sv party;      /* path of the party it hangs on, or empty */
    lc_date from, to; /* of rule or entry, LC_DATE_NONE open */
    lc_tri applies;   /* LC_TRI_YES or LC_TRI_UNKNOWN; a LC_TRI_NO is never stored */
    lc_review policy;
    lc_allow allow;
    const char *allowed[LC_MAX_ALLOWED]; /* LC_ALLOW_NAMED: symbols ("GOV", "TMP"), NULL ends */
    bool allowed_unconditional;          /* the named exceptions' gating facts are all present */
    lc_sv why;                           /* one sentence */
    bool overcome;                       /* by a general licence (General Order 7) */
    bool prohibits;                      /* General Prohibition 4 or 10: no licence, no exception */
    bool unverified;                     /* applies by the terms of a notice nobody has confirmed */
    bool part_740_terms; /* footnote 1 direct products: any exception of part 740 whose terms are
                            met */
} lc_requirement;

typedef struct lc_exception { /* of exceptions[] */
    lc_sv word;               /* "GBS", "STA", "GOV 740.11(b)(2)(ii)" */
    lc_sv paragraph;          /* where it is granted */
    bool conditional;         /* its conditions are not in the facts: written with a ? */
    lc_sv why;
} lc_exception;

typedef struct lc_missing {
    lc_sv path;     /* "item.eccn" */
    lc_sv question; /* what to ask, in words */
} lc_missing;

typedef struct lc_alternative {
    lc_sv condition; /* "parties[0] is the same party as NSO Group" */
    licet_determination status;
    lc_review policy;
} lc_alternative;

typedef struct lc_trace {
    lc_sv step, paragraph, inputs, outcome, why;
} lc_trace;

#define LC_LIST(type)                                                                              \
    struct {                                                                                       \
        type *at;                                                                                  \
        size_t len, cap;                                                                           \
    }

typedef LC_LIST(lc_sv) lc_word_list;

struct lc_determination {
    licet_determination status;
    licet_disposition disposition;
    lc_sv not_subject; /* "ITEM", "ACTIVITY" or empty */
    lc_review policy;
    lc_review policy_without_licence; /* AUTHORIZED_BY_GENERAL_LICENSE: the review without it */
    LC_LIST(lc_requirement) requirements;
    LC_LIST(lc_exception) exceptions;
    LC_LIST(lc_missing) missing;
    LC_LIST(lc_alternative) alternatives;
    LC_LIST(lc_trace) trace;
    const lc_json
        *versions; /* of the tables used: {"us-ear/lists.txt": {"as_of","sha256"}}, or NULL */
    lc_word_list basis, barred, obligations, other, policy_conditions;
};

const char *lc_status_word(licet_determination s);
const char *lc_review_word(licet_review r); /* "" for unknown and none */
/* The word of a review: its own, or its rank's. */
lc_sv lc_review_sv(lc_review r);
/* Position in the lattice, 0 most restrictive (PROHIBITED) to 8 (NOT_SUBJECT). */
int lc_status_rank(licet_determination s);
/* The stricter of two reviews; unknown (manual review) gives way to a stated one. */
lc_review lc_review_stricter(lc_review a, lc_review b);

/* Appends in arena a, doubling. Lists of words keep one of each. */
#define lc_list_push(a, list, ...)                                                                 \
    do {                                                                                           \
        if ((list)->len == (list)->cap)                                                            \
            (list)->at = lc_list_grown((a), (list)->at, &(list)->cap, sizeof *(list)->at);         \
        (list)->at[(list)->len++] = (__VA_ARGS__);                                                 \
    } while (0)
void *lc_list_grown(lc_arena *a, const void *at, size_t *cap, size_t size_bytes);
bool lc_word_list_has(const lc_word_list *l, lc_sv word);
void lc_word_list_add(lc_arena *a, lc_word_list *l, lc_sv word);

#endif
