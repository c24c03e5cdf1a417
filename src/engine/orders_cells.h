/* engine/orders_cells.h: what one cell of an order means. A cell that can be read in two ways is
 * not read at all: the row says so, and the fact stays open. */
#ifndef ENGINE_ORDERS_CELLS_H
#define ENGINE_ORDERS_CELLS_H

#include "base/date.h"
#include "engine/orders_words.h"

/* ---- parties ---- */

typedef enum lc_naming {
    LC_NAMING_EMPTY = 0, /* nothing in the cell */
    LC_NAMING_NOBODY,    /* "none", "n/a": no such party */
    LC_NAMING_UNNAMED,   /* "TBD", "to order", "various", "-": a party nobody named */
    LC_NAMING_SAME,      /* "same", "dto", "idem" */
    LC_NAMING_NAME
} lc_naming;

/* *out_name: the name, blanks off; for "to order of Commerzbank AG" the bank with
 * LC_NAMING_UNNAMED, else empty. "n/a" and "-" read as UNNAMED and as NOBODY alike: *out_or_nobody
 * tells. */
lc_naming lc_cell_naming(const lc_words_table *t, lc_arena *a, lc_sv cell, lc_sv *out_name,
                         bool *out_or_nobody);
/* Does an unread cell look like the name of an organisation: does it begin or end with a legal
 * form? */
bool lc_cell_like_name(const lc_words_table *t, lc_arena *a, lc_sv cell);
/* Digits only, with the marks numbers of customers are written with. */
bool lc_cell_is_number(lc_sv cell);

typedef struct lc_cell_exporter {
    lc_sv name;
    lc_sv location;     /* ISO2, from "(US)" behind the name, or empty */
    bool us_government; /* "(US agency)" */
} lc_cell_exporter;
lc_cell_exporter lc_cell_exporter_of(const lc_words_table *t, lc_arena *a, lc_sv cell);

typedef struct lc_cell_owner {
    lc_sv name;
    double pct; /* negative: not stated */
} lc_cell_owner;
/* "NSO Group 50%; Other Ltd 25 %" -> owners in a. */
size_t lc_cell_owners(lc_arena *a, lc_sv cell, lc_cell_owner **out);

/* ---- goods ---- */

/* "USD 3,900", "1.450,00", "1 190". False if there is no one number. *out_usd: the cell says US
 * dollars; *out_other: it names another currency. */
bool lc_cell_money(const lc_words_table *t, lc_arena *a, lc_sv cell, double *out, bool *out_usd,
                   bool *out_other);
/* "500", "500 pcs", "1,000". False if it is no number, or "1.500" that may be one and a half. */
bool lc_cell_quantity(lc_sv cell, double *out);
/* "5d992c" -> 5D992.c, "EAR 99" -> EAR99, "USML VIII", "ITAR" -> USML. Empty if it is none of them,
 * or several. */
lc_sv lc_cell_eccn(lc_arena *a, lc_sv cell);
/* commodity, software, technology from an ECCN's product group (738.2(d)(1)); empty for EAR99. */
const char *lc_eccn_item_type(lc_sv eccn);
/* First six digits of a tariff number; empty if there are fewer. */
lc_sv lc_cell_hts6(lc_arena *a, lc_sv cell);

/* ---- dates ---- */

typedef enum lc_date_order { /* of a whole column, judged by cells that can be read in one way only
                              */
                             LC_DATE_ORDER_OPEN = 0, /* no cell tells */
                             LC_DATE_ORDER_DAY_FIRST,
                             LC_DATE_ORDER_MONTH_FIRST,
                             LC_DATE_ORDER_MIXED /* cells contradict each other */
} lc_date_order;

typedef enum lc_dating {
    LC_DATING_NONE = 0, /* empty */
    LC_DATING_DAY,
    LC_DATING_AMBIGUOUS, /* 03/04/2026 */
    LC_DATING_UNREADABLE
} lc_dating;

lc_dating lc_cell_date(const lc_words_table *t, lc_arena *a, lc_sv cell, lc_date_order order,
                       lc_date *out);
/* What the column's order is once this cell is known too. */
lc_date_order lc_cell_date_order(lc_sv cell, lc_date_order so_far);

#endif
