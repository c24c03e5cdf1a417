/* policy/policy.h: the numbers that are policy, in one INI file, hashed. */
#ifndef POLICY_POLICY_H
#define POLICY_POLICY_H

#include "base/arena.h"
#include "base/error.h"

typedef struct lc_list_policy {
    lc_sv id; /* source id */
    int max_age_days;
    uint64_t min_entries; /* fewer: not a whole list, absence proves nothing */
    bool required;
} lc_list_policy;

/* Whom a threshold is for. An entry without a type is looked at as what was asked about; without
 * that, too, as anybody. */
typedef enum lc_party_class {
    LC_FOR_ANYBODY = 0,
    LC_FOR_PERSON,
    LC_FOR_ORGANISATION,
    LC_FOR_VESSEL,
    LC_FOR_AIRCRAFT,
    LC_FOR_CLASSES
} lc_party_class;

/* Basis points of the score; in a section of the file 0: not said there. */
typedef struct lc_threshold {
    int possible_bp; /* POSSIBLE_MATCH at or above */
    int match_bp;    /* MATCH needs at least this and agreeing facts */
} lc_threshold;

typedef struct lc_list_threshold {
    lc_sv list; /* sub-list ("SDN") or source id ("us_csl") */
    lc_threshold by[LC_FOR_CLASSES];
} lc_list_threshold;

typedef enum lc_yes_no { LC_YN_UNKNOWN = 0, LC_YN_NO, LC_YN_YES } lc_yes_no;

typedef enum lc_second_person {                       /* who may end a hit as false alone */
                                LC_SECOND_ALWAYS = 0, /* nobody */
                                LC_SECOND_MATCHES, /* one person a possible match; a match takes two
                                                    */
                                LC_SECOND_NEVER /* one person any hit; what a person called a true
                                                   match still takes two */
} lc_second_person;

typedef struct lc_policy {
    int possible_bp, match_bp; /* by[LC_FOR_ANYBODY]: where no section says more */
    lc_threshold by[LC_FOR_CLASSES];
    lc_list_threshold *by_list;
    size_t n_by_list;
    int least_possible_bp; /* over all sections: no hit below it is shown to anybody */
    int shown_bp; /* nearest rejected candidates are recorded from here; least_possible_bp: none */
    lc_list_policy *lists;
    size_t n_lists;
    lc_list_policy other; /* for lists without a section of their own */
    lc_yes_no exporter_us_person;
    lc_sv exporter_location; /* ISO2 or empty */
    uint64_t guard_removals; /* absolute part of the shrink guard */
    int guard_percent;
    lc_second_person second_person;
    int resolution_days; /* longest term of a resolution, 1..366 */
    char hash[65];       /* SHA-256 of the file's bytes, hex */
    lc_sv text;          /* the file as read */
} lc_policy;

/* Parses INI text. Unknown sections or keys, and numbers out of range, are refused with their
 * line. Views live in a. */
int lc_policy_parse(lc_arena *a, lc_sv text, const char *file, lc_policy **out, licet_error *err);
/* What holds for an entry of this sub-list and source. Each of the two numbers is the one of the
 * narrowest section that says it: [match list SDN person], [match list SDN], the same of the
 * source, [match person], [match]. Pure. */
lc_threshold lc_policy_threshold(const lc_policy *p, lc_sv source, lc_sv sublist,
                                 lc_party_class party);
const lc_list_policy *lc_policy_list(const lc_policy *p, lc_sv id);

#endif
