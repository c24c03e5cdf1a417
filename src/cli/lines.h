/* cli/lines.h: lines of a stream, one at a time, in bounded memory. */
#ifndef CLI_LINES_H
#define CLI_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A line longer than this is cut to one byte more: the library then says that it is too long. */
enum { CLI_LINE_BYTES = 4 * 1024 * 1024 };

typedef struct cli_lines {
    FILE *from;
    char *data; /* the line, without its end */
    size_t len, cap;
} cli_lines;

/* False at the end of input, or when reading failed (then ferror(from)). NUL bytes are data. */
bool cli_lines_next(cli_lines *l);
void cli_lines_done(cli_lines *l);
/* Nothing but blanks. */
bool cli_lines_blank(const cli_lines *l);

#endif
