/* report/determination_part.h: what text and page of a determination share. Private to this room.
 */
#ifndef REPORT_DETERMINATION_PART_H
#define REPORT_DETERMINATION_PART_H

#include "codec/json.h"

/* "A licence is required; presumption of denial." */
lc_sv lc_says_answer(lc_arena *a, const lc_json *view);
/* "export from US to IL; EAR99, server rack; end user NSO Group (IL)" */
lc_sv lc_says_asked(lc_arena *a, const lc_json *facts);
/* What a step of the trace asks: "parties" -> "Is a party on a list that counts here?" */
lc_sv lc_says_step(lc_sv step);
/* "APPLIES" -> "applies"; a status stays. */
lc_sv lc_says_outcome(lc_sv outcome);
/* Does an earlier line of the trace say the same? It is told once. */
bool lc_says_again(const lc_json *trace, size_t i);
/* "review" -> "The review". */
lc_sv lc_says_topic(lc_sv topic);
/* "status" -> "Answer"; a member of an answer that changed. */
lc_sv lc_says_member(lc_sv member);
/* The day on which the official text is linked: the view's lists_as_of. */
lc_sv lc_says_day(const lc_json *view);
/* "GBS (15 CFR 740.4)": one of exceptions_detail. */
lc_sv lc_says_exception(lc_arena *a, const lc_json *e);
/* "presumption of denial; no licence exception; in force from 2021-11-04": of a requirement. */
lc_sv lc_says_terms(lc_arena *a, const lc_json *r);
/* "If X is the same party as Y: a licence is required, presumption of denial" */
lc_sv lc_says_alternative(lc_arena *a, const lc_json *facts, const lc_json *x);
/* A value of an answer in words: null is "none", lists are joined. */
lc_sv lc_says_value(lc_arena *a, const lc_json *v);

#endif
