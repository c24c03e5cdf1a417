/* codec/xlsx.h: spreadsheet workbooks (.xlsx, .xlsm; ECMA-376 transitional and strict) read as rows
 * of text, a row at a time, under limits. Formulas are never evaluated: a formula's cell has the
 * value the last program stored. Macros are never run, links never followed; both are noted. The
 * bytes may come from a mapped file; they are borrowed and must stay until lc_xlsx_close.
 *
 * Errors name the sheet and the cell ("sheet Orders, cell B7: ..."). A handle is for one thread. */
#ifndef CODEC_XLSX_H
#define CODEC_XLSX_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

enum {
    LC_XLSX_MAX_FILE_BYTES = 512 * 1024 * 1024,   /* packed */
    LC_XLSX_MAX_PART_BYTES = 1024 * 1024 * 1024,  /* one part, unpacked */
    LC_XLSX_MAX_TOTAL_BYTES = 2047 * 1024 * 1024, /* all parts that are XML, unpacked */
    LC_XLSX_MAX_SMALL_BYTES = 64 * 1024 * 1024,   /* styles, workbook, relations */
    LC_XLSX_MAX_RATIO = 300,                      /* unpacked : packed, beyond the first MiB */
    LC_XLSX_MAX_ENTRIES = 8192,                   /* files in the archive */
    LC_XLSX_MAX_SHEETS = 1024,
    LC_XLSX_MAX_ROWS = 1048576, /* the format's own limits */
    LC_XLSX_MAX_COLUMNS = 16384,
    LC_XLSX_MAX_CELL_BYTES = 32767 * 4, /* 32,767 characters in UTF-8 */
    LC_XLSX_MAX_ROW_BYTES = 8 * 1024 * 1024,
    LC_XLSX_MAX_STRINGS = 16 * 1024 * 1024, /* shared strings: number, and text in memory */
    LC_XLSX_MAX_STRINGS_BYTES = 256 * 1024 * 1024,
    LC_XLSX_MAX_STYLES = 65536,
    LC_XLSX_MAX_MERGES = 65536,
    LC_XLSX_MAX_COLUMN_RANGES = 16384
};

/* ---- what is in the workbook ---- */

typedef struct lc_xlsx lc_xlsx;

/* file: its name, for messages. Reads the list of sheets and the styles. LICET_E_SYNTAX for bytes
 * that are no workbook (the remedy says what to do about .xls, .xlsb, .ods, a password, CSV under a
 * wrong name), LICET_E_CORRUPT for a damaged one, LICET_E_LIMIT beyond a limit. */
int lc_xlsx_open(lc_sv bytes, lc_sv file, lc_xlsx **out, licet_error *err);
void lc_xlsx_close(lc_xlsx *x); /* takes NULL; sheets must be closed before */
/* Do the bytes look like a workbook or another archive or OLE file? For choosing the reader. */
bool lc_xlsx_sniff(lc_sv first_bytes);

typedef struct lc_xlsx_sheet_info {
    lc_sv name;
    bool hidden;       /* also "very hidden" */
    bool is_worksheet; /* false: a chart or dialogue sheet, which has no rows */
} lc_xlsx_sheet_info;

const lc_xlsx_sheet_info *lc_xlsx_sheets(const lc_xlsx *x, size_t *out_n);
bool lc_xlsx_is_1904(const lc_xlsx *x);

/* What the workbook holds beyond rows; things a reader of the answer must know of. */
typedef enum lc_xlsx_part {
    LC_XLSX_MACROS = 0,     /* VBA or Excel 4 macros: not run, not kept */
    LC_XLSX_EXTERNAL_LINKS, /* not followed */
    LC_XLSX_EMBEDDED,       /* OLE objects, controls */
    LC_XLSX_DRAWINGS,       /* pictures, shapes, charts */
    LC_XLSX_COMMENTS,
    LC_XLSX_PIVOTS,
    LC_XLSX_TABLES,
    LC_XLSX_CONNECTIONS, /* data from elsewhere: not refreshed */
    LC_XLSX_SIGNATURES,
    LC_XLSX_PARTS /* how many */
} lc_xlsx_part;
/* How many of it. */
size_t lc_xlsx_part_count(const lc_xlsx *x, lc_xlsx_part part);
/* "macros (not run, not kept)". Static. */
const char *lc_xlsx_part_words(lc_xlsx_part part);

/* ---- styles ---- */

typedef struct lc_xlsx_border {
    uint8_t style; /* ECMA-376 18.18.3 in the order of that table; 0: none */
    int32_t rgb;   /* 0xRRGGBB, or -1: automatic */
} lc_xlsx_border;

typedef struct lc_xlsx_style {
    lc_sv number_format;       /* its code, "General" by default */
    uint16_t number_format_id; /* of a built-in one, whose look follows the reader's country */
    lc_sv font_name;
    double font_points;
    bool bold, italic, underline, strike;
    int32_t font_rgb, fill_rgb; /* 0xRRGGBB, or -1 */
    bool wrap;
    uint8_t horizontal; /* 0 general, 1 left, 2 centre, 3 right, 4 fill, 5 justify, 6 across,
                           7 distributed */
    uint8_t vertical;   /* 0 bottom, 1 top, 2 centre, 3 justify */
    uint8_t indent;
    lc_xlsx_border border[4]; /* left right top bottom */
} lc_xlsx_style;

size_t lc_xlsx_style_count(const lc_xlsx *x);
/* i < count; i of every cell, row and column handed on is. */
const lc_xlsx_style *lc_xlsx_style_at(const lc_xlsx *x, size_t i);

/* ---- rows ---- */

typedef enum lc_xlsx_type {
    LC_XLSX_BLANK = 0, /* a cell that has only a style */
    LC_XLSX_TEXT,
    LC_XLSX_NUMBER,
    LC_XLSX_DATE, /* also a time or a span of time */
    LC_XLSX_BOOL,
    LC_XLSX_ERROR /* "#N/A" */
} lc_xlsx_type;

typedef struct lc_xlsx_cell {
    uint32_t column; /* 0-based */
    uint32_t style;
    lc_xlsx_type type;
    bool formula;  /* the value is what a program stored at its last calculation */
    bool unvalued; /* a formula without a stored value: nobody calculated it; type is BLANK */
    bool rich;     /* formatted in parts; text has the characters */
    lc_sv text;    /* as a person reads it: see lc_xlsx_number_text */
    double number; /* of NUMBER, DATE (serial number of the 1900 system as written) and BOOL */
} lc_xlsx_cell;

typedef struct lc_xlsx_row {
    uint32_t number; /* 1-based */
    uint32_t style;  /* for cells that are not there; 0: none */
    bool hidden;
    double height_points;      /* 0: default */
    const lc_xlsx_cell *cells; /* by column; n of them; valid until the next call */
    size_t n;
} lc_xlsx_row;

typedef struct lc_xlsx_range { /* 0-based, both ends included */
    uint32_t first_row, last_row, first_column, last_column;
} lc_xlsx_range;

typedef struct lc_xlsx_columns { /* a run of columns that look the same */
    uint32_t first, last, style;
    double width; /* in characters; 0: default */
    bool hidden;
} lc_xlsx_columns;

typedef struct lc_xlsx_facts {
    uint64_t rows, cells; /* rows that are written down; cells with a value */
    uint64_t empty_rows;  /* of rows: without any value */
    uint64_t hidden_rows, formulas, unvalued, errors, rich;
    uint32_t last_row;                      /* 1-based, of the last row with a value; 0: none */
    uint32_t n_columns;                     /* up to the last with a value */
    double default_width;                   /* of a column, in characters; 0: the program's */
    bool hidden_columns;                    /* one of those within n_columns is */
    size_t validations, conditional, links; /* of cells: counted, not read */
    const lc_xlsx_range *merges;
    size_t n_merges;
    const lc_xlsx_columns *columns;
    size_t n_column_ranges;
} lc_xlsx_facts;

typedef struct lc_xlsx_sheet lc_xlsx_sheet;

/* Reads the sheet once from end to end, so that a damaged one is refused before anything of it is
 * used, and stands before its first row. One sheet of a workbook at a time needs memory for a row,
 * merges and column widths; the workbook's shared strings are read with the first sheet and kept
 * (four bytes for each, and the texts packed). */
int lc_xlsx_sheet_open(lc_xlsx *x, size_t sheet, lc_xlsx_sheet **out, licet_error *err);
void lc_xlsx_sheet_close(lc_xlsx_sheet *s); /* takes NULL */
/* Owned by s. */
const lc_xlsx_facts *lc_xlsx_sheet_facts(const lc_xlsx_sheet *s);
lc_xlsx *lc_xlsx_sheet_book(const lc_xlsx_sheet *s);
size_t lc_xlsx_sheet_index(const lc_xlsx_sheet *s);
/* *has false at the end. Rows come in ascending order; rows that are not written down are left out.
 */
int lc_xlsx_sheet_next(lc_xlsx_sheet *s, bool *has, lc_xlsx_row *row, licet_error *err);
/* Back to before the first row. */
int lc_xlsx_sheet_rewind(lc_xlsx_sheet *s, licet_error *err);

/* ---- words for numbers ---- */

/* A number as the person in front of the sheet would type it: without float noise (15 digits, the
 * format's own precision), dates by their format code as ISO 8601 (2026-11-04, 2026-11-04T13:30:00,
 * 13:30:00), a percentage with its sign, leading zeros and the fixed characters of a digit mask
 * kept (000000, 000-00-0000). Never rounded to the decimals shown, no thousands separators, no
 * currency: what is decided on must not depend on the width of a column. *out_is_date: the format
 * is one of dates and the number within its calendar. */
void lc_xlsx_number_text(double number, lc_sv format_code, bool is_1904, lc_buf *out,
                         bool *out_is_date);
typedef enum lc_xlsx_format_kind {
    LC_XLSX_FORMAT_NUMBER = 0,
    LC_XLSX_FORMAT_DATE, /* a day, with or without a time: moves with the date system */
    LC_XLSX_FORMAT_TIME, /* a time of day alone */
    LC_XLSX_FORMAT_SPAN  /* hours that go on past 24: [h]:mm */
} lc_xlsx_format_kind;
lc_xlsx_format_kind lc_xlsx_format_kind_of(lc_sv format_code);
/* "A", "XFD"; out has room for 8. */
char *lc_xlsx_column_name(uint32_t column, char out[8]);

#endif
