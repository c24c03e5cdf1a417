/* codec/csv.h: RFC 4180 rows from a stream, with the place of each row, under limits.
 *
 * Quoting: a field that starts with '"' runs to the closing '"'; "" is one quote; separators and
 * line ends inside are data. Bytes between a closing quote and the next separator are a row error.
 * Line ends: LF, CRLF, lone CR. Empty lines are skipped. A NUL byte, invalid UTF-8, a field over
 * max_field_bytes, more than max_fields fields, or an unclosed quote is an error of that row
 * (row.problem), reported with its place; the reader goes on at the next line end after it.
 * For an unclosed quote it goes on at the line after the one where the quote opened. */
#ifndef CODEC_CSV_H
#define CODEC_CSV_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/reader.h"

typedef struct lc_csv lc_csv;

typedef struct lc_csv_params {
    char separator;         /* 0: comma */
    size_t max_field_bytes; /* 0: 1 MiB */
    size_t max_row_bytes;   /* 0: 8 MiB */
    size_t max_fields;      /* 0: 1024 */
} lc_csv_params;

typedef struct lc_csv_row {
    lc_sv *fields; /* n of them; valid until the next call */
    size_t n;
    uint64_t line;       /* 1-based line on which the row starts */
    uint64_t byte;       /* 0-based offset at which it starts */
    uint64_t bytes;      /* its length, line end excluded */
    const char *problem; /* NULL, or what is wrong with this row (static text) */
    uint64_t problem_byte;
    bool ends_file_early; /* the file ended inside this row: no line end behind it, or open quote */
} lc_csv_row;

/* Borrows the reader. A UTF-8 byte order mark at the start is skipped. Never fails. */
lc_csv *lc_csv_open(const lc_reader *in, const lc_csv_params *params);
void lc_csv_close(lc_csv *csv); /* takes NULL */
/* *has_row false at the end. Errors are those of the reader only. */
int lc_csv_next(lc_csv *csv, bool *has_row, lc_csv_row *row, licet_error *err);

/* One field written: quoted when it holds separator, quote or line end. With neutralise, text that
 * a spreadsheet would take for a formula (first byte = + - @ TAB CR, or the same behind leading
 * spaces) gets a ' in front; plain numbers like -12.5 and +49 phone digits stay as they are. */

void lc_csv_put_field(lc_buf *out, lc_sv field, char separator, bool neutralise);

#endif
