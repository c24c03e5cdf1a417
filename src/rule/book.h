/* rule/book.h: questions about the rules themselves: what changed between two days, and what of the
 * regulations is implemented and tested. */
#ifndef RULE_BOOK_H
#define RULE_BOOK_H

#include "rule/rules.h"

/* Facts that begin or end after day and up to other:
 * [{"change":"begins"|"ends","day","file","line", "table","says","cite","confidence"}], by day and
 * place. An end is told on the first day without the fact. paragraphs: only facts that cite one of
 * them, and what stands beside these under the same first cell; n 0: all facts. */
lc_json *lc_rules_between(lc_arena *a, const lc_rules *r, lc_date day, lc_date other,
                          const lc_sv *paragraphs, size_t n);

/* Checks that the coverage table is there and every line can be read: state is tested, implemented,
 * partly or out_of_scope; what is tested names a test, what is left out says why. */
int lc_coverage_compile(struct lc_rules *r, licet_error *err);

/* {"paragraphs":[{"paragraph","state","test","why","facts"}],"facts","without_citation",
 * "without_date","uncovered":[{"file","line","cite","what"}]}: the coverage table beside every
 * fact. A fact is covered if every section its citation names has a line in the table; one that
 * cites the Federal Register alone needs the line "FR in <its table>". */
lc_json *lc_rules_coverage(lc_arena *a, const lc_rules *r);

#endif
