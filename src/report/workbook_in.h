/* report/workbook_in.h: what the files of the workbook writer share. For src/report/workbook*.c. */
#ifndef REPORT_WORKBOOK_IN_H
#define REPORT_WORKBOOK_IN_H

#include <xlsxwriter.h>

#include "base/map.h"
#include "base/vec.h"
#include "report/workbook.h"

enum { LC_WORKBOOK_TONES = LC_WORKBOOK_FLAT + 1 };

typedef struct lc_workbook_notice {
    lc_sv text, url;
} lc_workbook_notice;

struct lc_workbook {
    lc_arena *arena;
    lxw_workbook *book;
    lxw_worksheet *sheet; /* the one being written */
    lxw_format *tones[LC_WORKBOOK_TONES], *wrapped, *link;
    LC_VEC(lxw_worksheet *) sheets;
    LC_VEC(lc_sv) names; /* taken, lower case */
    LC_VEC(lc_workbook_notice) notices;
    lc_map *noticed; /* by address */
    bool linking;    /* beyond the limit: the last sheet's own links */
    lc_workbook_totals totals;
    lc_buf scratch;
    /* formats of the book being copied, made when first used */
    const lc_xlsx *styled;
    lxw_format **formats;
    bool *has_format;
    /* the sheet being answered or copied */
    lc_xlsx_sheet *from;
    const char *from_name;
    lc_workbook_answers a;
    lc_xlsx_row row;
    bool has_row, answering;
    uint32_t answer_column, last_row;
    uint32_t next_page_row;
};

/* NULL: the library's default says it all. */
lxw_format *lc_workbook_format(lc_workbook *w, const lc_xlsx *x, uint32_t style);
/* NUL-terminated in w->scratch, fit for XML: what XML cannot hold is escaped or U+FFFD. */
const char *lc_workbook_text(lc_workbook *w, lc_sv text);
/* What the library answered, as an error that names the cell. */
int lc_workbook_said(lc_workbook *w, lxw_error said, uint32_t row, uint32_t column,
                     licet_error *err);
/* One of our own values; row and column 0-based. */
int lc_workbook_put(lc_workbook *w, uint32_t row, uint32_t column, const lc_workbook_value *v,
                    lxw_format *format, licet_error *err);
/* A new sheet with a name made fit and unique. */
int lc_workbook_add(lc_workbook *w, lc_sv name, licet_error *err);

#endif
