/* source/rows.h: a list that is a table of text: its header and rows by column. Private to source.
 */
#ifndef SOURCE_ROWS_H
#define SOURCE_ROWS_H

#include "codec/csv.h"
#include "source/input.h"

enum { LC_ROWS_MAX_COLUMNS = 192 };

typedef struct lc_column {
    const char *name; /* as the header writes it; letter case and blanks around do not count */
    bool required;    /* without it the file is refused */
} lc_column;

typedef struct lc_row {
    lc_sv *values;  /* one for each column of the format; empty where the file has none */
    lc_attr *extra; /* the other columns that hold something */
    size_t n_extra;
    bool partial; /* wrong number of fields: values up to `trusted` only, the rest in extra */
    lc_sv *
        maybe; /* of a damaged row: fields around `trusted` that may be it, or parts of it joined */
    size_t n_maybe;
    uint64_t line, byte, bytes;
} lc_row;

typedef struct lc_rows {
    char separator;
    const lc_column *columns;
    size_t n_columns;
    size_t trusted; /* a row with the wrong number of fields is read up to this column */
    void *ctx;
    /* The row lives during the call. */
    int (*row)(void *ctx, const lc_row *row, licet_error *err);
    /* May be NULL. Is the file's first row one that stands above the header ("Last Updated,
     * 10/04/2025")? Takes what it says. */
    bool (*above)(void *ctx, const lc_csv_row *first);
    bool may_know_few; /* most columns may be unknown: a table somebody made */
} lc_rows;

/* Reads the whole file under the policy in input.h. */
int lc_rows_run(lc_input *in, const lc_rows *format, licet_error *err);

/* Does this line, as a header, have every required column? */
bool lc_rows_header_fits(lc_sv head, const lc_rows *format);

#endif
