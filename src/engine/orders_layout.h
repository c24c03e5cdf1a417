/* engine/orders_layout.h: the beginning of a table -> separator, header line, and what whole
 * columns say that single cells cannot. */
#ifndef ENGINE_ORDERS_LAYOUT_H
#define ENGINE_ORDERS_LAYOUT_H

#include "engine/orders.h"
#include "engine/orders_cells.h"
#include "engine/orders_columns.h"

enum {
    LC_LAYOUT_HEAD_BYTES = 256 * 1024, /* looked at */
    LC_LAYOUT_TITLE_ROWS = 10,         /* lines that may stand above the header */
    LC_LAYOUT_SAMPLE_ROWS = 200        /* rows that decide about a column */
};

typedef struct lc_layout {
    char separator;
    size_t title_rows;   /* rows in front of the header */
    lc_date_order dates; /* of the ship date column */
} lc_layout;

typedef struct lc_layout_params {
    const lc_words_table *words;
    lc_sv head;                     /* UTF-8, the beginning */
    bool whole;                     /* nothing follows */
    const lc_orders_params *orders; /* maps, recall, header_first */
} lc_layout_params;

/* What the columns of this header are said to be: recalled maps, then those given. */
const lc_sv *lc_layout_maps(const lc_orders_params *p, lc_arena *a, const lc_sv *header, size_t n,
                            size_t *out_n);

/* Finds separator and header. LICET_E_SYNTAX with what was seen if no line names a party column. */
int lc_layout_find(const lc_layout_params *p, lc_arena *a, lc_layout *out, licet_error *err);
/* Looks at the sample rows: order of dates; unread columns whose cells look like parties are marked
 * party_like. */
void lc_layout_sample(const lc_layout_params *p, lc_arena *a, lc_layout *layout, lc_columns *c);

#endif
