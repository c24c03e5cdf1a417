/* engine/desk_table.h: a small table people keep (customers, answers) -> rows of the cells wanted.
 *
 * CSV with commas, semicolons or tabs, in any encoding text/charset.h knows, with up to
 * LC_DESK_TITLE_ROWS lines above the header; JSON Lines with the same names as members; or one
 * sheet of a workbook (engine/sheet.h), whose row numbers are the lines. The whole table is held:
 * it is one person's work, not a stream. */
#ifndef ENGINE_DESK_TABLE_H
#define ENGINE_DESK_TABLE_H

#include "base/arena.h"
#include "base/error.h"
#include "codec/json.h"

enum {
    LC_DESK_TITLE_ROWS = 10,
    LC_DESK_MAX_COLUMNS = 16, /* wanted */
    LC_DESK_MAX_ROWS = 5 * 1000 * 1000,
    LC_DESK_MAX_LINE_BYTES = 4 * 1024 * 1024
};
#define LC_DESK_MAX_BYTES ((size_t)512 * 1024 * 1024)

typedef struct lc_desk_params {
    const char *const *columns; /* names wanted, at most LC_DESK_MAX_COLUMNS */
    size_t n_columns;
    size_t required;  /* the column without which there is no header */
    lc_sv spellings;  /* "column | name | language | spelling; .." lines, or empty */
    const char *file; /* for messages; .jsonl and .ndjson are JSON Lines */
} lc_desk_params;

typedef struct lc_desk_row {
    uint64_t line;
    const lc_sv *cells;  /* one for each wanted column; several headers or items: joined by "; " */
    const char *problem; /* NULL, or why the row cannot be read */
} lc_desk_row;

typedef struct lc_desk_table {
    lc_desk_row *rows;
    size_t n;
    lc_json *mapping;              /* {"Their header": "column" or null} */
    bool has[LC_DESK_MAX_COLUMNS]; /* does the table have the wanted column? (JSON Lines: in a row)
                                    */
    lc_json *workbook; /* NULL for text; {"sheet","header_rows","titles","other_sheets":[..],
                          "left_out_rows":[..]}: remarks and the header once more */
} lc_desk_table;

/* LICET_E_SYNTAX if no header was found, LICET_E_LIMIT, LICET_E_ENCODING, and the errors of
 * lc_sheet_open; a bad row, or one with a cell of no known value, has its problem. Lives in a. */
int lc_desk_table_read(lc_sv bytes, const lc_desk_params *p, lc_arena *a, lc_desk_table *out,
                       licet_error *err);

#endif
