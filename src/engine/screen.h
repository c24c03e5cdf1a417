/* engine/screen.h: one party -> verdict, hits in words, and the facts determine needs. */
#ifndef ENGINE_SCREEN_H
#define ENGINE_SCREEN_H

#include "engine/engine.h"

enum { LC_REJECTED_MAX = 5 };

typedef struct lc_memory lc_memory; /* engine/memory.h */

/* Who asks, with what. One per thread. */
typedef struct lc_asker {
    licet_snapshot *s;
    lc_memory *memory;   /* of this run, or NULL: nothing is remembered between questions */
    lc_matcher *matcher; /* NULL when no list was ever imported */
    lc_matcher *letters; /* over the names in the exporter's letters; NULL: no letter names any */
    bool recorded;       /* a sink will acknowledge: verdicts may be given */
    int64_t known_at;    /* only what was known then, seconds; 0: all */
} lc_asker;

int lc_asker_init(lc_asker *k, licet_snapshot *s, bool recorded);
void lc_asker_done(lc_asker *k);

typedef struct lc_screening {
    licet_verdict verdict;
    lc_json *hits;              /* array, or NULL: NOT_SCREENED and nothing found */
    lc_json *parties;           /* array: the hits by party, with all their listings */
    lc_json *rejected;          /* array: the best candidates below the threshold, and why */
    lc_json *dossier;           /* array: what people collected about it (engine/dossier.h) */
    lc_sv remedy;               /* empty if nothing needs doing */
    lc_json *lists;             /* facts: parties[].lists[] of the MATCHes in force */
    lc_json *possible_lists;    /* facts: the same for what is only possible */
    lc_json *at_listed_address; /* facts, or NULL */
    lc_sv near_name, near_list; /* best possible match, or empty */
    size_t suppressed; /* hits a person resolved as false: shown and counted, not verdicts */
    char customer[LC_PAIR_HEX]; /* lc_customer_hash of the query */
    bool unnamed; /* what was asked is no name (engine/placeholders.h), and nothing was found */
} lc_screening;

/* A party as the public interface takes it; LICET_E_ARGUMENT for a type or country that is none.
 * Views of p stay borrowed. */
int lc_query_of_party(const licet_party *p, lc_arena *a, lc_query *q, licet_error *err);

/* Never fails: what cannot be searched is NOT_SCREENED with a remedy. day LC_DATE_NONE too. */
void lc_screen_party(const lc_asker *k, const lc_query *q, lc_date day, lc_arena *a,
                     lc_screening *out);

const char *lc_verdict_word(licet_verdict v);

/* "D-" and 20 characters that name the decision's content: the same question, lists, rules and
 * build give the same id. */
enum { LC_DECISION_ID = 23 };
void lc_decision_id(lc_sv canonical_body, char out[LC_DECISION_ID]);

/* Members every decision body ends with: lists, policy_hash, index, rules, engine. */
void lc_body_versions(const licet_snapshot *s, lc_date day, lc_arena *a, lc_json *body);

/* The body of a screening decision (kind "screen"); used by licet_screen and by replay. */
lc_json *lc_screen_body(const lc_asker *k, const lc_query *q, lc_date day, lc_arena *a,
                        licet_verdict *out_verdict);

#endif
