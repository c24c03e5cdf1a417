/* licet/types.h: the words an answer may use. Every enumeration starts with a value that permits
 * nothing, so that a half-filled result can never read as a release. */
#ifndef LICET_TYPES_H
#define LICET_TYPES_H

#ifdef __cplusplus
extern "C" {
#endif

/* What the search found about one party. A word about the search alone, never about the law. */
typedef enum licet_verdict {
    LICET_NOT_SCREENED = 0, /* could not look, or not completely */
    LICET_NO_MATCH,
    LICET_POSSIBLE_MATCH,
    LICET_MATCH
} licet_verdict;

/* The EAR's answer for one transaction (15 CFR 730-774), most restrictive last but one step:
 * see licet_determination_rank in ARCHITECTURE.md. Zero asks for facts. */
typedef enum licet_determination {
    LICET_NEEDS_FACTS = 0,
    LICET_PROHIBITED,
    LICET_LICENSE_REQUIRED,
    LICET_EXCEPTION_CANDIDATE,
    LICET_OTHER_AGENCY_AUTHORIZATION,
    LICET_AUTHORIZED_BY_GENERAL_LICENSE,
    LICET_NLR_WITH_CONDITIONS,
    LICET_NLR,
    LICET_NOT_SUBJECT
} licet_determination;

/* What to do with an order line. */
typedef enum licet_disposition { LICET_HOLD = 0, LICET_STOP, LICET_RELEASE } licet_disposition;

/* How the licensing authority would review an application. */
typedef enum licet_review {
    LICET_REVIEW_UNKNOWN = 0, /* cannot be parsed: manual review */
    LICET_POLICY_OF_DENIAL,
    LICET_PRESUMPTION_OF_DENIAL,
    LICET_PER_SECTION,
    LICET_CASE_BY_CASE,
    LICET_PRESUMPTION_OF_APPROVAL,
    LICET_REVIEW_NONE /* no licence requirement, so no review */
} licet_review;

#ifdef __cplusplus
}
#endif
#endif
