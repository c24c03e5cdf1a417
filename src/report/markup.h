/* report/markup.h: text inside XML. Private to this room. */
#ifndef REPORT_MARKUP_H
#define REPORT_MARKUP_H

#include "base/buf.h"

/* Appends the safe form of text (text/width.h) with & < > and quotation marks escaped. */
void lc_markup_text(lc_buf *out, lc_sv text);

#endif
