/* source/lines.h: files of one record a line. Private to source. */
#ifndef SOURCE_LINES_H
#define SOURCE_LINES_H

#include "source/input.h"

/* Reads to the end; a line over LC_INPUT_MAX_RECORD_BYTES refuses the file. Lines that are blank
 * are left out. The text has no line end and lives during the call. */
int lc_lines_run(lc_input *in, const lc_reader *text, void *ctx,
                 int (*line)(void *ctx, lc_sv text, uint64_t line, uint64_t byte, licet_error *err),
                 licet_error *err);

#endif
