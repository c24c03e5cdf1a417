/* text/width.h: text for a terminal: how wide it is, and made harmless.
 *
 * Names come from outside: they may hold escape sequences, bidirectional overrides, zero-width
 * letters or forty accents on one letter. Everything written here goes through lc_width_safe, so
 * such a name can neither move the cursor nor hide or reorder what stands beside it. */
#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include "base/buf.h"

/* Combining marks kept on one letter; more would pile up over the lines above. */
enum { LC_WIDTH_MAX_MARKS = 3 };

/* Columns one code point takes: 0 (marks, invisible), 1, or 2 (East Asian Width W and F, UAX #11).
 * Ambiguous width counts as 1. */
int lc_width_cp(uint32_t cp);
/* Columns the safe form of s takes. */
int lc_width_of(lc_sv s);
/* Appends s without anything that could garble a terminal: line ends and tabs become a space,
 * other controls their visible picture, bytes that are not UTF-8 and unassigned code points U+FFFD;
 * bidirectional controls, zero-width characters and variation selectors are left out. */
void lc_width_safe(lc_buf *out, lc_sv s);
/* Appends the safe form of s in at most max_columns (0: no limit), cut with an ellipsis. Runs of
 * right-to-left words stand inside FSI .. PDI (UAX #9), so their neighbours keep their places.
 * Returns the columns written. */
int lc_width_put(lc_buf *out, lc_sv s, int max_columns);
/* The same, then spaces up to columns. */
void lc_width_put_padded(lc_buf *out, lc_sv s, int columns);
void lc_width_spaces(lc_buf *out, int n);

typedef struct lc_width_wrap {
    int width;     /* columns of a line */
    int start;     /* columns already written on the first line */
    int indent;    /* spaces in front of the further lines */
    int max_lines; /* 0: as many as needed; the last one is cut with an ellipsis */
} lc_width_wrap;
/* Appends the safe form of s over several lines, broken at spaces where there are any. No line end
 * behind the last line. Returns the number of lines. */
int lc_width_put_wrapped(lc_buf *out, lc_sv s, const lc_width_wrap *w);

#endif
