/* engine/resolutions.h: what people decided about hits, as it stood at one moment.
 *
 * A resolution is about a pair: a customer's record as it was given, and a list entry in one
 * wording. It is a row of the same log as the decisions (ids "R-..."), so nothing can be altered
 * unseen. A pair is open again by itself when either side changes, or the term ends. */
#ifndef ENGINE_RESOLUTIONS_H
#define ENGINE_RESOLUTIONS_H

#include "record/hit.h"
#include "store/store.h"

enum { LC_PAIR_HEX = 65, LC_RESOLUTION_MAX_DAYS = 366 };

typedef enum lc_outcome {
    LC_OUTCOME_NONE = 0,
    LC_OUTCOME_FALSE_HIT,
    LC_OUTCOME_TRUE_MATCH,
    LC_OUTCOME_ESCALATE,
    LC_OUTCOME_APPROVE /* of a false hit that needs a second person */
} lc_outcome;
const char *lc_outcome_word(lc_outcome o); /* "" false_hit true_match escalate approve */
lc_outcome lc_outcome_of(lc_sv word);

typedef struct lc_resolution {
    lc_sv id, customer, entry, entry_sha256, reason, note, by, approved_by,
        made; /* made: UTC time */
    lc_outcome outcome;
    lc_date until; /* last day, or LC_DATE_NONE */
    bool awaits;   /* a second person has not approved it yet: nothing is in force */
} lc_resolution;

typedef struct lc_resolutions lc_resolutions;

/* All resolutions recorded before a sequence number (UINT64_MAX: all). Texts live in a. */
int lc_resolutions_load(lc_store *s, uint64_t before, lc_arena *a, lc_resolutions **out,
                        licet_error *err);
void lc_resolutions_done(lc_resolutions *r); /* takes NULL */
/* One more row of the log, as lc_resolutions_load takes them: a word just recorded counts at once.
 */
int lc_resolutions_take(lc_resolutions *r, const lc_decision_row *row, licet_error *err);
size_t lc_resolutions_n(const lc_resolutions *r);
const lc_resolution *lc_resolutions_at(const lc_resolutions *r, size_t i); /* in order of record */
/* Id of the newest row considered, or empty: what a decision records. */
lc_sv lc_resolutions_last(const lc_resolutions *r);
/* The standing word on a pair, or NULL. Takes NULL. Not yet held against wording or term. Where two
 * sources tell of one entry in two wordings and people said the same of both, it is that of this
 * wording. */
const lc_resolution *lc_resolutions_of(const lc_resolutions *r, lc_sv customer, lc_sv entry,
                                       lc_sv wording);
/* By its own id, or NULL. */
const lc_resolution *lc_resolutions_by_id(const lc_resolutions *r, lc_sv id);
/* Why a resolution does not hold (for this wording, on this day): static text, or NULL if it does.
 */
const char *lc_resolution_lapsed(const lc_resolution *x, lc_sv entry_sha256, lc_date day);

/* Is it one person, however the name is written: case, accents and blanks do not make two? Both are
 * UTF-8. */
bool lc_same_person(lc_arena *a, lc_sv x, lc_sv y);

/* A customer's record: SHA-256 over everything that was given, hex. */
void lc_customer_hash(const lc_query *q, lc_arena *a, char out[LC_PAIR_HEX]);
/* An entry's wording: SHA-256 over its published content, without where it was read, hex. */
void lc_wording_hash(const lc_entry *e, lc_arena *a, char out[LC_PAIR_HEX]);

#endif
