/* engine/sheet.h: one sheet of a workbook that somebody gave us, opened as a table and read as CSV:
 * the orders of a check, answers of the desk, customers of the book. */
#ifndef ENGINE_SHEET_H
#define ENGINE_SHEET_H

#include "base/arena.h"
#include "codec/json.h"
#include "codec/xlsx_table.h"

typedef struct lc_sheet {
    lc_xlsx *book; /* NULL: not open */
    lc_xlsx_sheet *sheet;
    lc_xlsx_table *table;
    lc_xlsx_csv *text;
    lc_reader reader;                     /* the table as text (codec/xlsx_table.h) */
    uint32_t header_row, last_header_row; /* 1-based */
} lc_sheet;

typedef struct lc_sheet_params {
    lc_sv bytes;       /* of the workbook; must outlive the lc_sheet */
    const char *file;  /* for messages */
    const char *sheet; /* its name, in any case; NULL: the one that looks most like a table */
    const char *holds; /* for messages, "the orders" */
    lc_xlsx_table_params table;
} lc_sheet_params;

/* By its name or its first bytes; also what only looks like one, which lc_sheet_open refuses. */
bool lc_sheet_is_workbook(lc_sv bytes, const char *file);
/* LICET_E_ARGUMENT if the named sheet is not there; else the errors of lc_xlsx_open,
 * lc_xlsx_table_guess_sheet and lc_xlsx_table_open. To be given up with lc_sheet_done, also on
 * failure; s is zeroed first. */
int lc_sheet_open(lc_sheet *s, const lc_sheet_params *p, licet_error *err);
void lc_sheet_done(lc_sheet *s);

lc_sv lc_sheet_name(const lc_sheet *s); /* lives as long as s */
/* "3", or "3-4" for a header of several lines; lives in a. */
lc_sv lc_sheet_header_rows(const lc_sheet *s, lc_arena *a);
/* ["Notes","Old (hidden)"]: the sheets that are not read. */
lc_json *lc_sheet_others(const lc_sheet *s, lc_arena *a);

#endif
