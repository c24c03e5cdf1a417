/* codec/xlsx_header.h: guessing which rows are a table's header. For src/codec/xlsx_*.c only. */
#ifndef CODEC_XLSX_HEADER_H
#define CODEC_XLSX_HEADER_H

#include "codec/xlsx_table.h"

typedef struct lc_header_cell {
    lc_sv text;
    bool is_text;
    const lc_xlsx_range *merge; /* it is part of, or NULL */
} lc_header_cell;

typedef struct lc_header_row { /* a row with at least one value */
    uint32_t number;           /* 1-based */
    lc_header_cell *cells;     /* one a column */
    size_t filled;             /* of them with text */
} lc_header_row;

typedef struct lc_header_peek { /* the first such rows */
    lc_header_row *rows;
    size_t n;
    uint32_t n_columns;
} lc_header_peek;

typedef struct lc_header_place {
    size_t at; /* in rows */
    uint32_t lines;
    long score;
} lc_header_place;

/* Sets merge of the cells the range covers. Ranges that overlap are worth nothing: the first
 * stands. */
void lc_header_merge(lc_header_peek *p, const lc_xlsx_range *m);
/* False if there is no row at all. */
bool lc_header_guess(const lc_header_peek *p, const lc_xlsx_table_params *q, lc_header_place *out);
/* The column's name: its lines joined with " / "; empty if it has none. */
lc_sv lc_header_name(const lc_header_peek *p, const lc_header_place *h, uint32_t column,
                     lc_arena *a);

#endif
