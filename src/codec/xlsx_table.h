/* codec/xlsx_table.h: a sheet as a table: one header, then rows of fields. Sheets are made for
 * people: titles above the header, a header of two lines with merged cells, notes between rows.
 * Where the header stands is guessed, can be said, and can be shown. No row with a value is ever
 * left out; one that does not look like the others comes with a mark. */
#ifndef CODEC_XLSX_TABLE_H
#define CODEC_XLSX_TABLE_H

#include "base/reader.h"
#include "codec/xlsx.h"

enum {
    LC_XLSX_TABLE_MAX_COLUMNS = 1024,
    LC_XLSX_TABLE_MAX_HEADER_LINES = 3,
    LC_XLSX_TABLE_PEEK_ROWS = 64 /* rows with values among which the header is looked for */
};

typedef struct lc_xlsx_table_params {
    /* Is this the name of a column the caller has use for? May be NULL; then only shape counts. */
    bool (*known)(void *ctx, lc_sv header);
    /* For a header of several lines: what to call a column whose lines together read whole ("Item /
     * Part no") and whose last line reads last ("Part no"). May be NULL: whole. */
    lc_sv (*name)(void *ctx, lc_sv whole, lc_sv last);
    void *known_ctx;       /* of both */
    uint32_t header_row;   /* 1-based, its first line; 0: guess */
    uint32_t header_lines; /* with header_row: 1..3; 0: 1 */
} lc_xlsx_table_params;

typedef struct lc_xlsx_table_row {
    uint32_t number;     /* 1-based, in the sheet */
    const lc_sv *fields; /* one a column; valid until the next call */
    size_t n;
    bool hidden;             /* the row is hidden in the sheet (a filter, or by hand) */
    bool note;               /* one value alone, or cells merged across: a heading or remark? */
    bool header_again;       /* repeats the header */
    bool filled;             /* some field is that of a merged cell which begins in a row above */
    const char *problem;     /* NULL, or why a value is not known (static text) */
    uint32_t problem_column; /* 0-based */
} lc_xlsx_table_row;

typedef struct lc_xlsx_table lc_xlsx_table;

/* Guesses the header and stands before the first row behind it. Borrows s, which it rewinds. No
 * header (an empty sheet): LICET_E_SYNTAX. More columns with values than the limit: LICET_E_LIMIT.
 */
int lc_xlsx_table_open(lc_xlsx_sheet *s, const lc_xlsx_table_params *p, lc_xlsx_table **out,
                       licet_error *err);
void lc_xlsx_table_close(lc_xlsx_table *t); /* takes NULL */
/* Lines of a header are joined with " / " (see params.name); a column without a name is "(column
 * G)". */
const lc_sv *lc_xlsx_table_header(const lc_xlsx_table *t, size_t *out_n);
/* 1-based rows of the header, both included. */
void lc_xlsx_table_header_rows(const lc_xlsx_table *t, uint32_t *out_first, uint32_t *out_last);
/* Values that stand above the header, as "A1: Order form", joined with "; ": titles. May be empty.
 */
lc_sv lc_xlsx_table_titles(const lc_xlsx_table *t);
/* How much the header looks like one; only good for comparing sheets. */
long lc_xlsx_table_score(const lc_xlsx_table *t);
/* *has false at the end. Rows without any value are left out. */
int lc_xlsx_table_next(lc_xlsx_table *t, bool *has, lc_xlsx_table_row *row, licet_error *err);

/* ---- the same as text, for readers of CSV ----
 *
 * CSV in UTF-8 (with its mark), separator ','. Every row stands on the line that has its number in
 * the sheet, the header on the line of its last row; lines between are empty. So a place in the
 * text is a place in the sheet. Line ends inside a cell become spaces. */
typedef struct lc_xlsx_csv lc_xlsx_csv;
lc_xlsx_csv *lc_xlsx_csv_open(lc_xlsx_table *t); /* borrows t; never fails */
void lc_xlsx_csv_close(lc_xlsx_csv *c);          /* takes NULL */
lc_reader lc_xlsx_csv_reader(lc_xlsx_csv *c);    /* lives as long as c */

typedef struct lc_xlsx_marks { /* what text cannot say of a row: see lc_xlsx_table_row */
    uint32_t row;
    uint32_t problem_column;
    const char *problem;
    bool hidden, note, header_again, filled;
} lc_xlsx_marks;
/* Of a row that has been read as text; NULL if it has none. Owned by c. */
const lc_xlsx_marks *lc_xlsx_csv_marks(const lc_xlsx_csv *c, uint64_t row);

/* The visible sheet whose header scores best, the first of equals; all hidden: of the hidden ones.
 * The error is that of the last sheet tried when none has a header. */
int lc_xlsx_table_guess_sheet(lc_xlsx *x, const lc_xlsx_table_params *p, size_t *out_sheet,
                              licet_error *err);

#endif
