/* source/sheet.h: a list that is a workbook, as CSV. Private to source. */
#ifndef SOURCE_SHEET_H
#define SOURCE_SHEET_H

#include "base/reader.h"

enum { LC_SHEET_MAX_BYTES = 128 * 1024 * 1024 }; /* of the workbook */

typedef struct lc_sheet lc_sheet;

/* Reads the whole workbook and stands before the first row of the sheet that looks most like a
 * table. file: its name, for messages. Errors are those of codec/xlsx.h and the reader's; memory:
 * the file's bytes and the workbook's shared strings. */
int lc_sheet_read(const lc_reader *in, lc_sv file, lc_sheet **out, licet_error *err);
void lc_sheet_free(lc_sheet *s); /* takes NULL */
lc_reader lc_sheet_reader(lc_sheet *s);

#endif
