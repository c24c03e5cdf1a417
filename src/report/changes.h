/* report/changes.h: what changed between two editions, for people and feed readers. Pure. */
#ifndef REPORT_CHANGES_H
#define REPORT_CHANGES_H

#include "codec/json.h"

/* `licet lists diff` for a person, from its JSON. */
void lc_report_diff(lc_buf *out, const lc_json *diff, int width, int colour);
/* The same as a page of its own. */
void lc_report_diff_html(lc_buf *out, const lc_json *diff);
/* Changes as `licet lists changes` gives them, newest first, as an Atom feed (RFC 4287). An entry's
 * id is made from what it says, so that a reader shows it once. updated: RFC 3339. */
void lc_report_atom(lc_buf *out, const lc_json *changes, lc_sv updated);

#endif
