/* report/evidence.h: a batch of decisions as a document an auditor reads: what was asked, what was
 * looked at and what was not, what was found and why, which rule answers, which lists and policy
 * stood behind it. HTML or PDF; the same words in both. */
#ifndef REPORT_EVIDENCE_H
#define REPORT_EVIDENCE_H

#include "codec/json.h"

typedef enum lc_evidence_form { LC_EVIDENCE_HTML = 0, LC_EVIDENCE_PDF } lc_evidence_form;

typedef struct lc_evidence_doc lc_evidence_doc;

/* Writes finished bytes into out, which must outlive it and may be emptied between calls. */
lc_evidence_doc *lc_evidence_new(lc_evidence_form form, lc_buf *out);
void lc_evidence_free(lc_evidence_doc *e); /* takes NULL */

/* batch: {"file","as_of","columns":[{"header","column"|null}],"unread_party_like":[..]} and the
 * members every decision body ends with (lists, policy_hash, index, rules, engine). */
void lc_evidence_begin(lc_evidence_doc *e, const lc_json *batch);
/* One decision: its answer (lc_report_answer with decision_id) and its body. */
void lc_evidence_row(lc_evidence_doc *e, const lc_json *answer, const lc_json *body);
/* sentence: the totals in words. root: hex of the audit log's root, or empty. False if the document
 * could not be made (PDF: no memory). */
bool lc_evidence_end(lc_evidence_doc *e, lc_sv sentence, lc_sv root);

/* Where a citation such as "86 FR 60760" or "15 CFR 744.11(a)" can be read, or empty. */
lc_sv lc_citation_url(lc_arena *a, lc_sv citation);
/* The same as it stood on a day (YYYY-MM-DD): the eCFR keeps every day from 2017-01-03 on. Earlier
 * or no day: the current text. */
lc_sv lc_citation_url_on(lc_arena *a, lc_sv citation, lc_sv day);

#endif
