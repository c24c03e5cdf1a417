/* licet lists fetch: licet-fetch brings files, a child that can do nothing else reads them. */
#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "licet/service.h"

enum { MOST_FILES = 16, MOST_ARGUMENTS = 80, MOST_LINE = 64 * 1024 };

extern char **environ;

/* ---- the program that fetches ---- */

/* Beside this program, else wherever programs are. */
static const char *fetcher(char path[CLI_PATH_BYTES])
{
    ssize_t n = readlink("/proc/self/exe", path, CLI_PATH_BYTES - 8);
    if (n <= 0) return "licet-fetch";
    path[n] = 0;
    char *slash = strrchr(path, '/');
    if (!slash || slash - path > CLI_PATH_BYTES - 16) return "licet-fetch";
    memcpy(slash + 1, "licet-fetch", sizeof "licet-fetch");
    return access(path, X_OK) == 0 ? path : "licet-fetch";
}

static void put_option(const char **argv, size_t *n, const char *name, const char *value)
{
    if (!value) return;
    argv[(*n)++] = name;
    argv[(*n)++] = value;
}

/* Output of licet-fetch; NULL: it could not be started. */
static FILE *start_fetch(cli_run *r, const char *table, pid_t *out_pid)
{
    char program[CLI_PATH_BYTES];
    const char *argv[MOST_ARGUMENTS + 20] = {fetcher(program)};
    size_t n = 1;
    int ends[2];
    posix_spawn_file_actions_t actions;
    put_option(argv, &n, "--home", r->config.home);
    put_option(argv, &n, "--table", table);
    put_option(argv, &n, "--mirror", cli_args_value(r->args, CLI_OPT_MIRROR));
    put_option(argv, &n, "--ca-file", cli_args_value(r->args, CLI_OPT_CA_FILE));
    for (size_t i = 0; i < r->args->n_words && i < MOST_ARGUMENTS; i++)
        argv[n++] = r->args->words[i];
    if (pipe(ends)) return NULL;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    int rc =
        posix_spawnp(out_pid, argv[0], &actions, NULL, (char *const *)(uintptr_t)argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    FILE *from = rc ? NULL : fdopen(ends[0], "r");
    if (!from) close(ends[0]);
    return from;
}

/* ---- reading what came ---- */

typedef struct came {
    char source[64], state[16], folder[CLI_PATH_BYTES], trouble[40], error[600];
    char paths[MOST_FILES][CLI_PATH_BYTES + 80], modified[MOST_FILES][64];
    size_t n;
} came;

static void read_line(const char *line, came *out)
{
    memset(out, 0, sizeof *out);
    cli_json_text(cli_json_get(line, "source"), out->source, sizeof out->source);
    cli_json_text(cli_json_get(line, "state"), out->state, sizeof out->state);
    cli_json_text(cli_json_get(line, "folder"), out->folder, sizeof out->folder);
    cli_json_text(cli_json_get(line, "trouble"), out->trouble, sizeof out->trouble);
    cli_json_text(cli_json_get(line, "error"), out->error, sizeof out->error);
    for (cli_json_walk w = cli_json_begin(cli_json_get(line, "files"));
         cli_json_step(&w) && out->n < MOST_FILES;) {
        char file[64];
        cli_json_text(cli_json_get(w.value, "file"), file, sizeof file);
        cli_json_text(cli_json_get(w.value, "modified"), out->modified[out->n], 64);
        snprintf(out->paths[out->n++], sizeof out->paths[0], "%s/%s", out->folder, file);
    }
}

/* The day of "Tue, 24 Nov 2026 18:00:00 GMT", else of today: what the publisher gives out today is
 * today's list until it says otherwise. */
static void day_of(const char *modified, char out[11])
{
    struct tm day = {0};
    if (!strptime(modified, "%a, %d %b %Y %H:%M:%S", &day) ||
        strftime(out, 11, "%Y-%m-%d", &day) != 10)
        cli_today(out);
}

/* The newest day of the files of a set. */
static void newest_day(const came *c, char out[11])
{
    char day[11];
    day_of(c->modified[0], out);
    for (size_t i = 1; i < c->n; i++) {
        day_of(c->modified[i], day);
        if (strcmp(day, out) > 0) memcpy(out, day, 11);
    }
}

static void tell_import(const char *json, bool quiet)
{
    char source[64], date[16], state[24], a[32], b[32], c[32];
    cli_json_text(cli_json_get(json, "source"), source, sizeof source);
    cli_json_text(cli_json_get(json, "list_date"), date, sizeof date);
    cli_json_text(cli_json_get(json, "state"), state, sizeof state);
    if (quiet) return;
    printf("%-13s %-12s %s  %s added, %s changed, %s removed\n", source, state, date,
           cli_count_text(cli_json_int(cli_json_get(json, "added"), 0), a),
           cli_count_text(cli_json_int(cli_json_get(json, "changed"), 0), b),
           cli_count_text(cli_json_int(cli_json_get(json, "removed"), 0), c));
    fflush(stdout);
}

/* An edition in quarantine speaks for its day and the days after it. */
static bool quarantined(cli_run *r, const char *source)
{
    licet_text json = {0};
    char id[64], state[24] = "";
    int ok = 0;
    if (licet_lists_status(r->l, &json, &ok, NULL)) return false;
    for (cli_json_walk w = cli_json_begin(cli_json_get(json.data, "lists")); cli_json_step(&w);)
        if (!strcmp(cli_json_text(cli_json_get(w.value, "id"), id, sizeof id), source))
            cli_json_text(cli_json_get(w.value, "state"), state, sizeof state);
    licet_text_done(&json);
    return strcmp(state, "quarantined") == 0;
}

static int import_as(cli_run *r, licet_import_params *p, const char *day, licet_text *json,
                     licet_error *e)
{
    licet_text_done(json);
    p->list_date = day;
    return licet_import(r->l, p, json, e);
}

static bool has(const licet_text *json, const char *key, const char *value)
{
    char said[24];
    return !strcmp(cli_json_text(cli_json_get(json->data, key), said, sizeof said), value);
}

/* In the child. A list that does not say its day gets that of the publisher's file; and where one
 * of a later day stands in quarantine, today's: this is what the publisher gives out now. */
static int import(cli_run *r, const came *c)
{
    const char *files[MOST_FILES];
    char day[11], today[11];
    int landlock = 0;
    licet_text json = {0};
    licet_error e = {0};
    licet_import_params p = {
        .source = c->source, .files = files, .n_files = c->n, .checked_s = cli_now_s()};
    for (size_t i = 0; i < c->n; i++) files[i] = c->paths[i];
    newest_day(c, day);
    cli_today(today);
    bool says_day = strstr(c->paths[0], ".xml") != NULL;
    int rc = licet_confine(r->l, &landlock, &e);
    if (!rc) rc = import_as(r, &p, says_day ? NULL : day, &json, &e);
    if (!rc && says_day && has(&json, "list_date", "")) rc = import_as(r, &p, day, &json, &e);
    if (!rc && has(&json, "state", "in_force") && quarantined(r, c->source))
        rc = import_as(r, &p, today, &json, &e);
    if (rc) return cli_fail(&e);
    tell_import(json.data, r->quiet);
    licet_text_done(&json);
    return 0;
}

/* What could not be taken in is fetched anew next time: its receipt goes. */
static void forget(const came *c)
{
    char receipt[CLI_PATH_BYTES + 80];
    snprintf(receipt, sizeof receipt, "%s/receipt.json", c->folder);
    unlink(receipt);
}

static int import_in_child(cli_run *r, const came *c)
{
    int status = 0;
    fflush(NULL);
    pid_t child = fork();
    if (child < 0) return cli_fail_text("a reader cannot be started", strerror(errno));
    if (child == 0) {
        cli_step_back();
        int code = import(r, c);
        fflush(NULL);
        _exit(code);
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return CLI_EXIT_NONE;
    if (WIFSIGNALED(status))
        cli_fail_text("the reader of this list was ended by its limits", c->source);
    forget(c);
    return CLI_EXIT_TROUBLE;
}

static int take(cli_run *r, const char *line)
{
    came c;
    read_line(line, &c);
    if (strcmp(c.state, "new") == 0) return import_in_child(r, &c);
    if (strcmp(c.state, "unchanged") == 0) {
        if (!r->quiet) printf("%-13s unchanged\n", c.source);
        return CLI_EXIT_NONE;
    }
    fprintf(stderr, "licet: %s: ", c.source);
    cli_put_safe(stderr, c.error[0] ? c.error : c.trouble);
    fputs("\n  the list in force stays in force until it is too old\n", stderr);
    return CLI_EXIT_TROUBLE;
}

static int fetch_once(cli_run *r, const char *table)
{
    static const char *const no_program =
        "licet-fetch is installed beside licet; or import a file by hand";
    pid_t pid = 0;
    int code = CLI_EXIT_NONE, status = 0;
    char *line = malloc(MOST_LINE);
    FILE *from = line ? start_fetch(r, table, &pid) : NULL;
    if (!from) {
        free(line);
        return cli_fail_text("licet-fetch cannot be started", no_program);
    }
    while (fgets(line, MOST_LINE, from)) {
        int one = take(r, line); /* one source that fails stops no other */
        if (one) code = one;
    }
    fclose(from);
    free(line);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        return cli_fail_text("licet-fetch is not there", no_program);
    return WIFEXITED(status) && WEXITSTATUS(status) < 2 ? code : CLI_EXIT_TROUBLE;
}

/* ---- the command ---- */

/* "10m" in seconds; 0: none such. */
static long seconds_of(const char *text)
{
    char *unit;
    long n = strtol(text, &unit, 10);
    long each = !strcmp(unit, "s")   ? 1
                : !strcmp(unit, "m") ? 60
                : !strcmp(unit, "h") ? 3600
                : !strcmp(unit, "d") ? 86400
                                     : 0;
    return n > 0 && n < 100000 ? n * each : 0;
}

static void table_path(const cli_run *r, char out[CLI_PATH_BYTES])
{
    snprintf(out, CLI_PATH_BYTES, "%s/addresses.txt", r->config.home);
    if (access(out, R_OK) != 0)
        snprintf(out, CLI_PATH_BYTES, "%s/fetch/addresses.txt", r->config.data);
}

int cli_lists_fetch(cli_run *r)
{
    char table[CLI_PATH_BYTES];
    const char *every = cli_args_value(r->args, CLI_OPT_EVERY);
    long pause = every ? seconds_of(every) : 0;
    if (every && !pause) return cli_fail_text("--every takes a time such as 10m, 2h, 1d", NULL);
    table_path(r, table);
    for (;;) {
        int code = fetch_once(r, table);
        if (!pause) return code;
        sleep((unsigned)pause);
        licet_set_time(r->l, cli_now_s());
    }
}
