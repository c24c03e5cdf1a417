#include "cli/progress.h"

#include <stdio.h>

#include "cli/platform.h"

enum { FIRST_AFTER_MS = 1000, AGAIN_AFTER_MS = 100, BAR_COLUMNS = 30 };

void cli_progress_begin(cli_progress *p, bool quiet)
{
    *p = (cli_progress){.wanted = !quiet && cli_stderr_is_terminal(), .start_ms = cli_elapsed_ms()};
}

void cli_progress_tell(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    cli_progress *p = ctx;
    if (!p->wanted) return;
    int64_t now = cli_elapsed_ms();
    if (now - p->start_ms < FIRST_AFTER_MS || now - p->last_ms < AGAIN_AFTER_MS) return;
    p->last_ms = now;
    p->shown = true;
    if (total == 0) {
        fprintf(stderr, "\r\033[K%s ...", what);
    } else {
        if (done > total) done = total;
        int full = (int)((double)done / (double)total * BAR_COLUMNS);
        fprintf(stderr, "\r\033[K%-8s [%.*s%*s] %3d %%", what, full,
                "##############################", BAR_COLUMNS - full, "",
                (int)((double)done / (double)total * 100));
    }
    fflush(stderr);
}

void cli_progress_clear(cli_progress *p)
{
    if (!p->shown) return;
    p->shown = false;
    fputs("\r\033[K", stderr);
    fflush(stderr);
}
