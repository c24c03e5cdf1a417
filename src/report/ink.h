/* report/ink.h: lines on a terminal: colour where it is wanted, never alone (the word stands there
 * too), and text under a label. Private to this room. */
#ifndef REPORT_INK_H
#define REPORT_INK_H

#include "base/buf.h"

/* How grave a word is; colours follow it. */
typedef enum lc_ink {
    LC_INK_PLAIN = 0,
    LC_INK_GRAVE,
    LC_INK_CARE,
    LC_INK_FINE,
    LC_INK_FAINT,
    LC_INK_BOLD
} lc_ink;

/* STOP, MATCH ... -> grave; HOLD, POSSIBLE_MATCH, NOT_SCREENED -> care; RELEASE, NO_MATCH -> fine.
 */
lc_ink lc_ink_of(lc_sv word);
/* text padded to columns (0: as long as it is), in ink if colour. Cut where it is too long. */
void lc_ink_put(lc_buf *out, lc_sv text, int columns, lc_ink ink, int colour);
/* "    Label  text text", wrapped within width under the beginning of the text; nothing if text is
 * empty. */
void lc_ink_labelled(lc_buf *out, int indent, const char *label, int label_columns, lc_sv text,
                     int width);
/* text from column indent on, wrapped; a line end behind it. */
void lc_ink_wrapped(lc_buf *out, int indent, lc_sv text, int width);
void lc_ink_rule(lc_buf *out, int width, int colour);
/* Widths below this are not laid out for. */
enum { LC_INK_LEAST_WIDTH = 40 };
int lc_ink_width(int width);

#endif
