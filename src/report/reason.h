/* report/reason.h: why a decision reads as it does, and what to do now. Private to this room. */
#ifndef REPORT_REASON_H
#define REPORT_REASON_H

#include "report/find.h"

typedef struct lc_case { /* one decision body, looked at */
    lc_arena *a;
    const lc_json *body, *determination, *order;
    lc_sv status, disposition, verdict;
    lc_best best;
} lc_case;

lc_case lc_case_of(lc_arena *a, const lc_json *body);
/* Sentences, the deciding one first. */
lc_sv lc_case_reason(const lc_case *c);
/* What the person in front of the order does now, one sentence. */
lc_sv lc_case_next_step(const lc_case *c);

#endif
