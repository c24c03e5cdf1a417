/* report/report.h: decisions -> text people and spreadsheets read. Pure: bytes into an lc_buf. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "codec/json.h"
#include "licet/types.h"

extern const char LC_DISCLAIMER[];

/* The answer columns in their fixed order (DESIGN section 5): disposition .. decision_id. */
enum { LC_ANSWER_COLUMNS = 16 };
extern const char *const lc_answer_columns[LC_ANSWER_COLUMNS];

/* One order decision's body (kind "order", see ARCHITECTURE.md "Decision bodies") -> a flat object
 * with the answer columns, every value a short plain-language string ("" where there is nothing;
 * score "0.97"). decision_id is added by the caller. */
lc_json *lc_report_answer(lc_arena *a, const lc_json *body);

/* CSV: input cells as received, then the answers. separator ','; formulas neutralised in both.
 * answer_prefix-free names that collide with an input header get "licet_" in front. */
/* Name of answer column i beside this header; in a. */
lc_sv lc_report_answer_name(lc_arena *a, const lc_sv *header, size_t n, size_t i);
/* A row with other than n_header cells still has its answers under their headers: cells too many
 * stand together in the last column of the input, missing ones are empty. Returns the cell of
 * column i < n_header; scratch holds a joined one. */
lc_sv lc_report_input_cell(lc_buf *scratch, const lc_sv *fields, size_t n_fields, size_t n_header,
                           size_t i);
void lc_report_csv_header(lc_buf *out, const lc_sv *header, size_t n);
void lc_report_csv_row(lc_buf *out, const lc_sv *fields, size_t n_fields, size_t n_header,
                       const lc_json *answer);
/* JSON Lines: {"line":N,"answer":{..},"decision":body}. */
void lc_report_jsonl_row(lc_buf *out, uint64_t line, const lc_json *answer, const lc_json *body);

/* Terminal table, at most width columns (display width, wide characters counted as two), colour
 * optional. One block a row: order/line, disposition, who, and one reason line. */
void lc_report_table_head(lc_buf *out, int width, int colour);
void lc_report_table_row(lc_buf *out, const lc_json *answer, const lc_json *body, int width,
                         int colour);

typedef struct lc_report_totals {
    uint64_t rows, orders, release, hold, stop, matches, possible, not_screened, no_match, errors;
    uint64_t notes; /* rows that are no orders */
    bool sample;    /* some required list is a sample */
    lc_sv remedy;   /* what to do about lists that could not be used, or empty */
} lc_report_totals;
/* "40 rows in 31 orders: 5 may go, 17 on hold, 18 stop; 2 could not be screened." */
lc_sv lc_report_sentence(lc_arena *a, const lc_report_totals *t);

/* `licet screen` for a person, from its JSON. */
void lc_report_screen(lc_buf *out, const lc_json *screen, int width, int colour);

/* `licet determine` for a person, from the view licet/explain.h describes. */
void lc_report_determination(lc_buf *out, const lc_json *view, int width, int colour);
void lc_report_comparison(lc_buf *out, const lc_json *comparison, int width, int colour);
/* Either as a page, with links to the official text of the day. */
void lc_report_determination_html(lc_buf *out, const lc_json *json);
/* How a missing fact is stated on the command line, "--fact to=..."; empty where it is looked up or
 * compared, not stated. */
lc_sv lc_report_how(lc_arena *a, lc_sv path);
/* Facts of law that begin or end, one a line or more. */
void lc_report_dated_facts(lc_buf *out, const lc_json *facts, int width);
/* `licet rules diff` and `licet rules coverage`. */
void lc_report_rules(lc_buf *out, const lc_json *json, int width);

#endif
