/* engine/check_book.h: the answers of a check as a workbook: the sheets that came in, one of them
 * with the answers beside its rows; or, where text came in, a sheet of its own. */
#ifndef ENGINE_CHECK_BOOK_H
#define ENGINE_CHECK_BOOK_H

#include "engine/check_in.h"

typedef struct lc_check_book lc_check_book;

typedef struct lc_check_book_params {
    const lc_check_in *in;
    const lc_sv *header; /* of the table */
    size_t n_header;
    const lc_json *batch; /* as lc_check_head has it */
    const char *path;     /* written by lc_check_book_finish: a temporary one */
    int64_t created_s;
} lc_check_book_params;

/* Borrows everything until finish or free. */
int lc_check_book_open(const lc_check_book_params *p, lc_check_book **out, licet_error *err);
void lc_check_book_free(lc_check_book *b); /* takes NULL; gives up what is not finished */
/* Rows in the order they came. answer: lc_report_answer with decision_id. */
int lc_check_book_row(lc_check_book *b, uint64_t line, const lc_sv *fields, size_t n_fields,
                      const lc_json *answer, licet_error *err);
/* Ends the workbook with the lists, the policy and the totals in words (root as lc_check_out_finish
 * has it), writes it, and reads it back to see that it is whole. */
int lc_check_book_finish(lc_check_book *b, lc_sv sentence, lc_sv root, licet_error *err);

#endif
