/* report/show.h: one entry with the source of every value, for people. Pure. */
#ifndef REPORT_SHOW_H
#define REPORT_SHOW_H

#include "codec/json.h"

/* `licet show` from its JSON. */
void lc_report_show(lc_buf *out, const lc_json *show, int width, int colour);

#endif
