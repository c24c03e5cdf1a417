/* engine/orders_lines.h: orders as JSON Lines, one line at a time, long lines refused one by one.
 */
#ifndef ENGINE_ORDERS_LINES_H
#define ENGINE_ORDERS_LINES_H

#include "base/buf.h"
#include "engine/orders.h"

enum { LC_ORDERS_MAX_LINE_BYTES = 4 * 1024 * 1024 };

typedef struct lc_orders_lines {
    lc_reader in;
    lc_buf buf;
    size_t at; /* of what is not yet handed on */
    uint64_t line, byte;
    bool ended;
} lc_orders_lines;

void lc_orders_lines_done(lc_orders_lines *l);
/* The next line that is not blank. *has false at the end. */
int lc_orders_lines_next(lc_orders_lines *l, const lc_orders_params *p, lc_arena *a, bool *has,
                         lc_order_row *row, licet_error *err);

#endif
