/* report/workbook.h: the customer's workbook comes back answered. The sheets they sent are written
 * again cell for cell - types, number formats, leading zeros, fonts, fills, frames, widths, merged
 * and hidden things - and one of them gets the answer columns on its right, a header that stays in
 * view, filters, and a choice of dispositions. A last sheet says which lists and which policy.
 *
 * A row at a time, in constant memory. No cell is ever written as a formula: what was one has its
 * stored value; text is written as text, and in answers what a spreadsheet would take for a formula
 * gets a ' in front, as in CSV. What of the input cannot be written again (pictures, macros, rules
 * of colour) is counted by codec/xlsx.h and said in the last sheet.
 *
 * The library below writes to a path: give a temporary one, and rename it when lc_workbook_finish
 * and lc_workbook_verify are content. Time is an argument, so the same input gives the same bytes.
 */
#ifndef REPORT_WORKBOOK_H
#define REPORT_WORKBOOK_H

#include "codec/json.h"
#include "codec/xlsx.h"

enum {
    LC_WORKBOOK_MAX_LINKS = 2000,   /* beside rows; each costs the library 4 KB of memory */
    LC_WORKBOOK_MAX_NOTICES = 1000, /* different addresses, listed once more on the last sheet */
    LC_WORKBOOK_MAX_ANSWERS = 64,   /* answer columns */
    LC_WORKBOOK_MAX_TEXT = 16000    /* characters of an answer, half of what a cell takes */
};

typedef struct lc_workbook lc_workbook;

typedef struct lc_workbook_params {
    const char *path;        /* written by lc_workbook_finish, not before */
    const char *temp_folder; /* for the library's own temporary files; NULL: the system's */
    int64_t created_s;       /* stands in the file's properties */
} lc_workbook_params;

/* How a value should strike the eye; it is always said in words as well. */
typedef enum lc_workbook_tone {
    LC_WORKBOOK_PLAIN = 0,
    LC_WORKBOOK_STRONG, /* header */
    LC_WORKBOOK_GOOD,
    LC_WORKBOOK_CARE,
    LC_WORKBOOK_BAD,
    LC_WORKBOOK_FLAT /* plain, and on one line also on a page of our own, whose rows stay low */
} lc_workbook_tone;

typedef struct lc_workbook_value {
    lc_sv text;
    lc_sv url;      /* https://...: the text is a link to it; anything else is not made a link */
    bool is_number; /* text is a plain decimal number: written as one, so that it sorts */
    lc_workbook_tone tone;
} lc_workbook_value;

typedef struct lc_workbook_answers {
    const lc_sv *names; /* of the answer columns */
    size_t n;
    uint32_t header_row;  /* 1-based: the header's last line; the names go there */
    size_t choice_column; /* of the names, the one with a fixed choice; n: none */
    const lc_sv *choices; /* e.g. RELEASE, HOLD, STOP; together at most 200 bytes */
    size_t n_choices;
} lc_workbook_answers;

typedef struct lc_workbook_totals {
    uint64_t sheets, rows, cells; /* original ones written, rows and cells with a value */
    uint64_t all_cells;           /* with a value, answers and own pages too: for verify */
    uint64_t answered_rows;
    uint64_t unanswered_rows;      /* with a value, below the header, and no answer was given */
    uint64_t links, links_as_text; /* beyond the limit, too long, or not of the web */
    uint64_t cut_texts;            /* answers cut at the limit; they end with a mark that says so */
    uint64_t neutralised;          /* answers that looked like formulas */
    uint64_t formulas_as_values, errors_as_text;
    uint64_t last_digit;         /* numbers whose 17th digit the library does not write */
    uint64_t overlapping_merges; /* left out: no program could show them */
} lc_workbook_totals;

/* path and temp_folder are copied. */
int lc_workbook_open(const lc_workbook_params *p, lc_workbook **out, licet_error *err);
/* Gives up: nothing is written under path. Takes NULL. */
void lc_workbook_cancel(lc_workbook *w);

/* Writes the whole sheet again. Rewinds s first; s must stay open until finish, as must its book.
 */
int lc_workbook_copy(lc_workbook *w, lc_xlsx_sheet *s, licet_error *err);

/* The same for the sheet that gets answers, in step with the caller: begin; then for each row
 * (ascending) its answers, exactly a->n of them; then end. Rows without an answer are copied in
 * passing. s must be a handle of its own: the writer reads it. a's arrays are copied. */
int lc_workbook_begin(lc_workbook *w, lc_xlsx_sheet *s, const lc_workbook_answers *a,
                      licet_error *err);
/* row is 1-based and must stand in the sheet below the header. */
int lc_workbook_answer(lc_workbook *w, uint32_t row, const lc_workbook_value *values,
                       licet_error *err);
int lc_workbook_end(lc_workbook *w, licet_error *err);

/* A sheet of one's own: begin, rows, nothing to end. The name is made fit and unique. */
int lc_workbook_page(lc_workbook *w, lc_sv name, const double *widths, size_t n_widths,
                     licet_error *err);
int lc_workbook_page_row(lc_workbook *w, const lc_workbook_value *values, size_t n,
                         licet_error *err);
/* Makes the page a table, once its rows are written: its first row stays in view, filters, the
 * choice of the answers (their header_row is 1), which begin in the 0-based column. */
int lc_workbook_page_table(lc_workbook *w, uint32_t answer_column, const lc_workbook_answers *a,
                           licet_error *err);

/* "Lists and policy", with a link to every different address the answers named; to be called behind
 * the answered sheet. about is {"file","sheet","as_of","lists":[{"id","list_date","checked",
 * "received","sha256","state","entries"}],"policy_hash","policy_file","rules","index","engine",
 * "notes":["..."],"disclaimer"}; what is absent is left out. Lists of rules as array of texts or
 * one. */
int lc_workbook_about(lc_workbook *w, const lc_json *about, licet_error *err);
/* What of the input was not carried over, as sentences for about.notes: parts of the workbook, and
 * of the given sheets rules, formulas, rows. */
lc_json *lc_workbook_notes(lc_arena *a, const lc_xlsx *x, const lc_xlsx_facts *facts);

/* Writes the file. Frees w, also on failure; then path may hold a part and is to be removed. */
int lc_workbook_finish(lc_workbook *w, lc_workbook_totals *out, licet_error *err);
/* Reads the finished bytes back: every sheet whole, and as many rows and cells as were written. A
 * disk that ran full on a temporary file is noticed here. */
int lc_workbook_verify(lc_sv bytes, const lc_workbook_totals *t, licet_error *err);

#endif
