/* engine/check_out.h: where the answers of a check go: files by extension, and the caller. */
#ifndef ENGINE_CHECK_OUT_H
#define ENGINE_CHECK_OUT_H

#include "engine/check_book.h"
#include "engine/engine.h"
#include "engine/orders.h"
#include "report/evidence.h"

enum { LC_CHECK_MAX_OUTS = 16 };

typedef struct lc_check_sink {
    licet_format format;
    lc_new_file *file;    /* NULL: the caller's write */
    lc_evidence_doc *doc; /* of HTML and PDF, else NULL */
    lc_check_book *book;  /* of a workbook, else NULL */
} lc_check_sink;

typedef struct lc_check_out {
    const licet_check_params *p;
    size_t n_header;
    lc_check_sink sinks[LC_CHECK_MAX_OUTS + 1];
    size_t n_sinks;
    lc_buf buf;
} lc_check_out;

typedef struct lc_check_row {
    uint64_t line;
    const lc_sv *fields;
    size_t n_fields;
    const lc_json *answer;
    const lc_json *body; /* NULL: no order; only tables keep the row, with the reason in answer */
} lc_check_row;

/* What stands at the head of the outputs. */
typedef struct lc_check_head {
    const lc_orders *orders;
    const lc_json *batch; /* as lc_evidence_begin takes it */
    const lc_check_in *in;
    int64_t created_s;
} lc_check_head;

/* Opens every output and writes its head. */
int lc_check_out_open(lc_check_out *o, const licet_check_params *p, const lc_check_head *head,
                      licet_error *err);
int lc_check_out_row(lc_check_out *o, const lc_check_row *row, licet_error *err);
/* Is there a document or workbook, which names the audit log's root at its end? */
bool lc_check_out_wants_root(const lc_check_out *o);
/* Ends every output with the totals in words (root: hex of the audit log's root, or ""), and puts
 * files in place, all or (as far as the disk allows) none. */
int lc_check_out_finish(lc_check_out *o, const char *sentence, const char *root, licet_error *err);
void lc_check_out_done(lc_check_out *o); /* gives up what was not finished */

#endif
