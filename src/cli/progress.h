/* cli/progress.h: a bar on standard error, for people, when work lasts. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cli_progress {
    bool wanted; /* standard error is a terminal, and not --quiet */
    bool shown;  /* a bar stands on the line */
    int64_t start_ms, last_ms;
} cli_progress;

enum { CLI_PROGRESS_BYTES = 160 };

void cli_progress_begin(cli_progress *p, bool quiet);
/* One line of at most 80 columns after ms of work: what, how much, how fast, how long still. total
 * 0: nobody knows. */
void cli_progress_line(const char *what, uint64_t done, uint64_t total, int64_t ms,
                       char out[CLI_PROGRESS_BYTES]);
/* A licet_progress; ctx is the cli_progress. */
void cli_progress_tell(void *ctx, const char *what, uint64_t done, uint64_t total);
/* Takes the bar off the line, so that something else can be written. */
void cli_progress_clear(cli_progress *p);

#endif
