/* licet check: the main job. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/mapping.h"
#include "cli/progress.h"

enum { MAX_THREADS = 64, DEFAULT_THREADS = 8, NOTE_WIDTH = 80, MAX_HEADER_LINES = 3 };

typedef struct writing {
    cli_progress progress;
    bool bar_in_the_way; /* the bar's terminal is also where the answers go */
} writing;

static int write_out(void *ctx, const char *data, size_t len)
{
    writing *w = ctx;
    if (w->bar_in_the_way) cli_progress_clear(&w->progress);
    return fwrite(data, 1, len, stdout) != len;
}

static const struct {
    const char *word;
    licet_format format;
} formats[] = {
    {"table", LICET_FORMAT_TABLE}, {"csv", LICET_FORMAT_CSV}, {"jsonl", LICET_FORMAT_JSONL}};

/* --format, else nothing when files are named, else what suits where the output goes. */
static bool read_format(const cli_args *a, licet_format *out)
{
    const char *word = cli_args_value(a, CLI_OPT_FORMAT);
    *out = LICET_FORMAT_NONE;
    if (!word && cli_args_has(a, CLI_OPT_OUT)) return true;
    if (!word) *out = cli_stdout_is_terminal() ? LICET_FORMAT_TABLE : LICET_FORMAT_CSV;
    for (size_t i = 0; word && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(word, formats[i].word) == 0) *out = formats[i].format;
    return *out != LICET_FORMAT_NONE;
}

bool cli_threads(const cli_args *a, int *out)
{
    const char *text = cli_args_value(a, CLI_OPT_THREADS);
    int cpus = cli_cpus();
    *out = cpus < DEFAULT_THREADS ? cpus : DEFAULT_THREADS;
    if (!text) return true;
    char *end;
    long n = strtol(text, &end, 10);
    *out = (int)n;
    return end != text && !*end && n >= 1 && n <= MAX_THREADS;
}

/* --header-row 4, or 4-5 for a header of several rows. */
static bool read_header_row(const cli_args *a, licet_check_params *p)
{
    const char *text = cli_args_value(a, CLI_OPT_HEADER_ROW);
    if (!text) return true;
    char *end;
    long first = strtol(text, &end, 10), last = first;
    if (end == text || first < 1 || first > INT32_MAX) return false;
    if (*end == '-') last = strtol(end + 1, &end, 10);
    if (*end || last < first || last - first >= MAX_HEADER_LINES) return false;
    p->header_row = (uint32_t)first;
    p->header_lines = (uint32_t)(last - first + 1);
    return true;
}

/* ---- the run ---- */

static void show_end(const licet_check_summary *s, const licet_check_params *p)
{
    cli_show_mapping(s->mapping_json.data);
    if (p->n_maps)
        fputs("--map is remembered for tables with the same headers; --forget undoes it.\n",
              stderr);
    for (size_t i = 0; i < p->n_outs; i++) {
        fputs("Written: ", stderr);
        cli_put_safe(stderr, p->outs[i]);
        fputc('\n', stderr);
    }
    if (p->format == LICET_FORMAT_TABLE) return; /* the table ends with it */
    cli_put_wrapped(stderr, s->sentence, 0, 0, NOTE_WIDTH);
    cli_put_wrapped(stderr, licet_disclaimer(), 0, 0, NOTE_WIDTH);
}

static int run_check(cli_run *r, licet_check_params p)
{
    licet_snapshot *s;
    licet_error e = {0};
    licet_check_summary summary = {0};
    writing w = {0};
    const char *known_at = cli_args_value(r->args, CLI_OPT_KNOWN_AT);
    if (licet_snapshot_known_at(r->l, known_at, &s, &e)) return cli_fail(&e);
    cli_progress_begin(&w.progress, r->quiet);
    w.bar_in_the_way = w.progress.wanted && cli_stdout_is_terminal();
    p.write = write_out;
    p.write_ctx = &w;
    p.progress = cli_progress_tell;
    p.progress_ctx = &w.progress;
    int rc = licet_check(r->l, s, licet_store_sink(r->l), &p, &summary, &e);
    cli_progress_clear(&w.progress);
    licet_snapshot_release(s);
    if (rc)
        return ferror(stdout) ? CLI_EXIT_TROUBLE : cli_fail(&e); /* the end says what stdout did */
    bool written = fflush(stdout) == 0 && !ferror(stdout); /* the summary must not praise a loss */
    if (!r->quiet && written) show_end(&summary, &p);
    licet_text_done(&summary.mapping_json);
    return written ? summary.exit_code : CLI_EXIT_TROUBLE;
}

int cli_check(cli_run *r)
{
    const cli_args *a = r->args;
    const char *maps[CLI_MAX_GIVEN], *outs[CLI_MAX_GIVEN];
    licet_check_params p = {.orders = a->words[0],
                            .as_of = cli_args_value(a, CLI_OPT_AS_OF),
                            .maps = maps,
                            .outs = outs,
                            .width = cli_width(),
                            .colour = r->colour,
                            .sheet = cli_args_value(a, CLI_OPT_SHEET),
                            .remember = 1,
                            .forget = cli_args_has(a, CLI_OPT_FORGET)};
    p.n_maps = cli_args_values(a, CLI_OPT_MAP, maps);
    p.n_outs = cli_args_values(a, CLI_OPT_OUT, outs);
    if (!read_format(a, &p.format)) return cli_fail_text("--format is table, csv or jsonl", NULL);
    if (!cli_threads(a, &p.threads))
        return cli_fail_text("--threads is a whole number from 1 to 64", NULL);
    if (!read_header_row(a, &p))
        return cli_fail_text("--header-row is a row such as 4, or up to three such as 4-5", NULL);
    return run_check(r, p);
}
