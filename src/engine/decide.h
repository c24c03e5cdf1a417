/* engine/decide.h: facts of one transaction -> screened parties -> determination -> body. */
#ifndef ENGINE_DECIDE_H
#define ENGINE_DECIDE_H

#include "engine/screen.h"
#include "record/determination.h"
#include "record/facts.h"

typedef struct lc_question {
    const char *kind;     /* "order" or "determine" */
    const lc_json *facts; /* as asked; not changed */
    const lc_json *order; /* {"order_id","line","columns","unread","notes"}, or NULL */
    bool from_user;       /* facts came as JSON: only the contract's paths are allowed */
    lc_date today;        /* a later ship date is decided on this day's lists */
    const char *problem;  /* NULL, or why nothing can be decided (a bad row) */
    bool answer_only;     /* of the body nothing is wanted but the answer, unless somebody was
                             looked up: then it is to be recorded */
} lc_question;

typedef struct lc_decided {
    lc_json *body;
    lc_json *determination;
    const lc_determination *found; /* the same as plain structures, or NULL after an error */
    const lc_facts *facts;         /* what it was determined from, or NULL */
    licet_verdict verdict;         /* worst over the parties */
    licet_determination status;
    licet_disposition disposition;
    bool screened;   /* at least one party was looked up */
    bool wants_data; /* could not be decided for want of data: exit 2 */
} lc_decided;

/* LICET_E_FACTS when the facts break the contract (from_user only); otherwise whatever is wrong
 * stands in the body. Lives in a. */
int lc_decide(const lc_asker *k, const lc_question *q, lc_arena *a, lc_decided *out,
              licet_error *err);

/* Appends a body to the sink and waits for it to be durable; its name goes into id. */
int lc_decided_record(const licet_sink *sink, lc_arena *a, lc_json *body, char id[LC_DECISION_ID],
                      licet_error *err);
/* Sets the members of the answer in o: the determination, and where somebody was looked up parties
 * and lists; decision_id unless it is empty. Returns o. */
lc_json *lc_decided_answer(lc_arena *a, lc_json *o, const lc_decided *d, const char *decision_id);
/* The exit code of one decision: 0 release, 1 hold or stop, 2 for want of data. */
int lc_decided_exit(const lc_decided *d);
const char *lc_disposition_word(licet_disposition d);

#endif
