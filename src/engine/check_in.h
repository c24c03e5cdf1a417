/* engine/check_in.h: where the orders of a check come from: a file or standard input as text, or
 * one sheet of a workbook, which then reads as text too. */
#ifndef ENGINE_CHECK_IN_H
#define ENGINE_CHECK_IN_H

#include "engine/engine.h"
#include "engine/orders.h"
#include "engine/orders_words.h"
#include "engine/sheet.h"

enum { LC_CHECK_ROWS_NAMED = 20 };

typedef struct lc_check_in {
    const licet_check_params *p;
    lc_reader reader; /* of text */
    lc_file *file;
    lc_map_file map;
    lc_sheet of;           /* of a workbook; of.book is NULL for text */
    lc_words_table *words; /* for guessing the header */
    lc_arena *arena;
    /* rows that are no orders, for the summary */
    uint64_t no_orders, hidden_rows;
    lc_json *no_order_rows; /* the first LC_CHECK_ROWS_NAMED */
} lc_check_in;

/* Opens p->orders; borrows p and law, which must outlive in. To be given up with lc_check_in_done,
 * also on failure. */
int lc_check_in_open(lc_check_in *in, const licet_check_params *p, const lc_law *law,
                     licet_error *err);
void lc_check_in_done(lc_check_in *in);
/* Opens the table of orders that in holds. *day: today; the day of p->as_of, if it says one, when
 * done. recall as in lc_orders_params, or NULL. a: lives as long as *out. LICET_E_DATE; else the
 * errors of lc_orders_open. */
typedef struct lc_check_recall {
    size_t (*recall)(void *ctx, const lc_sv *header, size_t n, const lc_sv **out_maps);
    void *ctx;
} lc_check_recall;
int lc_check_in_orders(lc_check_in *in, const lc_law *law, lc_check_recall recall, lc_arena *a,
                       lc_date *day, lc_orders **out, licet_error *err);
/* Says which sheet and row an error of reading its table is about. Returns rc. */
int lc_check_in_place(const lc_check_in *in, int rc, licet_error *err);

/* Why a row that came from the input is no order (a heading or remark between the orders, the
 * header once more), or NULL. Else what a sheet says of the row beside its text goes into its notes
 * and problem. */
const char *lc_check_in_row(lc_check_in *in, lc_arena *a, lc_order_row *row);
/* About how many rows there are in all, after rows of them of which the last is given; 0 if it
 * cannot be told (a pipe). */
uint64_t lc_check_in_total(const lc_check_in *in, uint64_t rows, const lc_order_row *last);
/* Adds what is to be said of the workbook: "workbook": {"sheet","other_sheets":[..],"header_rows",
 * "titles","no_orders","no_order_rows":[..],"hidden_rows","hidden_columns","parts":[..]}.
 */
void lc_check_in_describe(const lc_check_in *in, lc_arena *a, lc_json *mapping);

#endif
