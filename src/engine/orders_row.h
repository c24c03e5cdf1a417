/* engine/orders_row.h: one row of a table -> facts. */
#ifndef ENGINE_ORDERS_ROW_H
#define ENGINE_ORDERS_ROW_H

#include "engine/orders.h"
#include "engine/orders_cells.h"
#include "engine/orders_columns.h"

/* Which way the goods go, seen from our company. */
typedef enum lc_direction {
    LC_DIRECTION_UNKNOWN = 0,
    LC_DIRECTION_SELL,
    LC_DIRECTION_BUY
} lc_direction;

typedef struct lc_reading {
    lc_arena *a;
    const lc_words_table *words;
    const lc_columns *columns;
    const lc_orders_params *params;
    lc_date_order date_order;
    const lc_sv *cells; /* columns->n of them */
    lc_order_row *row;  /* being filled: columns, unread, notes, open */
    /* found on the way */
    lc_direction direction;
    lc_sv activity; /* "sale", "purchase" or a word of the contract; empty if unknown */
    lc_cell_exporter exporter;
    lc_sv from, to, delivery, origin; /* codes and words of the contract, or empty */
    bool software;                    /* the item is certain to be software */
} lc_reading;

/* The cell of a field; empty if there is no such column. */
lc_sv lc_reading_cell(const lc_reading *r, lc_field field);
/* The same, empty also where it says "-", "none" or the like. */
lc_sv lc_reading_said(const lc_reading *r, lc_field field);
/* A number as people write it: whole ones without a decimal point. v is not negative. */
lc_json *lc_reading_number(lc_reading *r, double v);
/* What was assumed or could not be read. */
void lc_reading_note(lc_reading *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The same, and the row may not be released before somebody has looked. */
void lc_reading_open(lc_reading *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* ISO2 or a region's code of a cell; empty, with an open point, if it is no country. */
lc_sv lc_reading_country(lc_reading *r, lc_sv cell, const char *whose);

/* row->facts.parties and row->parties. Sets row->problem if nobody is named. */
void lc_reading_parties(lc_reading *r, lc_json *facts);
/* Owners of the customer (and of another end user) into their objects. */
void lc_reading_owners(lc_reading *r);
/* All facts of the row. */
void lc_reading_facts(lc_reading *r);

#endif
