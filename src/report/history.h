/* report/history.h: entries through time, for people: text and a drawing. Pure. */
#ifndef REPORT_HISTORY_H
#define REPORT_HISTORY_H

#include "codec/json.h"

/* `licet history` for a person, from its JSON. */
void lc_report_history(lc_buf *out, const lc_json *history, int width, int colour);
/* The same as an SVG picture: a bar for each entry along one axis of time up to today (YYYY-MM-DD),
 * and its events in words; legible on light and dark grounds. */
void lc_report_history_svg(lc_buf *out, const lc_json *history, lc_sv today);

/* One difference in words: "names: came X", "policy: was A, is B". Appends to out. */
void lc_report_change(lc_buf *out, const lc_json *change);

#endif
