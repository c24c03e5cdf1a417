/* rule/chart.h: the Commerce Country Chart (15 CFR 738 Supp. 1) by day, and its footnotes. */
#ifndef RULE_CHART_H
#define RULE_CHART_H

#include "rule/places.h"
#include "rule/scope.h"

enum { LC_CHART_COLUMNS = 16 };

/* A footnote that makes a requirement. column_bit 0: of its own; else the column counts as marked.
 */
typedef struct lc_chart_footnote {
    lc_sv number, basis, eccn, cite;
    lc_place_set places;
    uint32_t column_bit;
    lc_scope scope;
    lc_date from, to; /* LC_DATE_NONE: open */
} lc_chart_footnote;

int lc_chart_compile(struct lc_rules *r, licet_error *err);
/* "NS1" -> its bit, 0 if there is no such column. */
uint32_t lc_chart_column(lc_sv column);
/* "NS1" of a bit. */
const char *lc_chart_column_name(uint32_t bit);
/* The columns marked for a row of the chart on a day. *pointer: the section of part 746 the row
 * refers to instead, or empty. False: no row holds on that day. */
bool lc_chart_row(const lc_rules *r, lc_sv row, lc_date day, uint32_t *columns, lc_sv *pointer);
const lc_chart_footnote *lc_chart_footnotes(const lc_rules *r, size_t *n);

#endif
