#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>

#include "cli/cli.h"
#include "cli/platform.h"

enum { FIRST_AFTER_MS = 1000, AGAIN_AFTER_MS = 100, BAR_COLUMNS = 30, RATE_FROM = 1000000 };

void cli_progress_begin(cli_progress *p, bool quiet)
{
    *p = (cli_progress){.wanted = !quiet && cli_stderr_is_terminal(), .start_ms = cli_elapsed_ms()};
}

/* "230/s", "1.2 M/s" */
static void put_rate(uint64_t done, int64_t ms, char out[32])
{
    double rate = ms > 0 ? (double)done * 1000 / (double)ms : 0;
    char count[32];
    if (rate >= RATE_FROM)
        snprintf(out, 32, "%.4g M/s", rate / 1e6);
    else if (rate >= 10)
        snprintf(out, 32, "%.20s/s", cli_count_text((int64_t)rate, count));
    else
        snprintf(out, 32, "%.1f/s", rate);
}

/* "0:42 left", "1:02:05 left"; days are too far away to be believed. */
static void put_left(uint64_t done, uint64_t total, int64_t ms, char out[32])
{
    enum { DAY_S = 24 * 60 * 60 };
    double s = done ? (double)ms / 1000 * (double)(total - done) / (double)done : DAY_S;
    int left = s < DAY_S ? (int)(s + 0.5) : DAY_S;
    out[0] = 0;
    if (left >= DAY_S) return;
    if (left >= 3600)
        snprintf(out, 32, "%d:%02d:%02d left", left / 3600, left / 60 % 60, left % 60);
    else
        snprintf(out, 32, "%d:%02d left", left / 60, left % 60);
}

void cli_progress_line(const char *what, uint64_t done, uint64_t total, int64_t ms,
                       char out[CLI_PROGRESS_BYTES])
{
    char rate[32], left[32], count[32];
    put_rate(done, ms, rate);
    if (total == 0) {
        snprintf(out, CLI_PROGRESS_BYTES, "%.12s %.28s  %s", what,
                 cli_count_text((int64_t)done, count), rate);
        return;
    }
    if (done > total) done = total;
    int full = (int)((double)done / (double)total * BAR_COLUMNS);
    put_left(done, total, ms, left);
    snprintf(out, CLI_PROGRESS_BYTES, "%-8.12s [%.*s%*s] %3d %%  %s  %s", what, full,
             "##############################", BAR_COLUMNS - full, "",
             (int)((double)done / (double)total * 100), rate, left);
}

void cli_progress_tell(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    cli_progress *p = ctx;
    char line[CLI_PROGRESS_BYTES];
    if (!p->wanted) return;
    int64_t now = cli_elapsed_ms();
    if (now - p->start_ms < FIRST_AFTER_MS || now - p->last_ms < AGAIN_AFTER_MS) return;
    p->last_ms = now;
    p->shown = true;
    cli_progress_line(what, done, total, now - p->start_ms, line);
    fprintf(stderr, "\r\033[K%s", line);
    fflush(stderr);
}

void cli_progress_clear(cli_progress *p)
{
    if (!p->shown) return;
    p->shown = false;
    fputs("\r\033[K", stderr);
    fflush(stderr);
}
