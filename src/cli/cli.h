/* cli/cli.h: what the files of the command line share.
 *
 * main.c opens the library and calls a command; options.c and commands.c hold the two tables that
 * parsing, help, man page and completion are made from. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/platform.h"
#include "licet/licet.h"

/* Like diff: 0 nothing found, 1 something found, 2 trouble (DESIGN sections 1 and 5). */
enum { CLI_EXIT_NONE = 0, CLI_EXIT_FOUND = 1, CLI_EXIT_TROUBLE = 2 };

/* ---- options.c ---- */

typedef enum cli_option {
    CLI_OPT_NONE = 0,
    CLI_OPT_HOME,
    CLI_OPT_DATA,
    CLI_OPT_POLICY,
    CLI_OPT_QUIET,
    CLI_OPT_NO_COLOR,
    CLI_OPT_HELP,
    CLI_OPT_VERSION,
    CLI_OPT_SOURCE,
    CLI_OPT_LIST_DATE,
    CLI_OPT_SAMPLE,
    CLI_OPT_HISTORY,
    CLI_OPT_JSON,
    CLI_OPT_COUNTRY,
    CLI_OPT_TYPE,
    CLI_OPT_ADDRESS,
    CLI_OPT_BIRTH,
    CLI_OPT_ID,
    CLI_OPT_AS_OF,
    CLI_OPT_KNOWN_AT,
    CLI_OPT_OUT,
    CLI_OPT_MAP,
    CLI_OPT_THREADS,
    CLI_OPT_FORMAT,
    CLI_OPT_JSONL,
    CLI_OPT_LIST,
    CLI_OPT_SVG,
    CLI_OPT_SINCE,
    CLI_OPT_ATOM,
    CLI_OPT_THRESHOLD,
    CLI_OPT_LIMIT,
    CLI_OPT_LISTEN,
    CLI_OPT_SCOPES,
    CLI_OPT_EVERY,
    CLI_OPT_MIRROR,
    CLI_OPT_CA_FILE,
    CLI_OPT_KEY,
    CLI_OPT_TRUST,
    CLI_OPT_MAN,
    CLI_OPT_METRICS,
    CLI_OPT_FALSE_HIT,
    CLI_OPT_TRUE_MATCH,
    CLI_OPT_ESCALATE,
    CLI_OPT_APPROVE,
    CLI_OPT_REASON,
    CLI_OPT_NOTE,
    CLI_OPT_BY,
    CLI_OPT_UNTIL,
    CLI_OPT_ENTRY,
    CLI_OPT_ALL,
    CLI_OPT_SHEET,
    CLI_OPT_HEADER_ROW,
    CLI_OPT_FORGET,
    CLI_OPT_IN,
    CLI_OPT_ORDERS,
    CLI_OPT_FACT,
    CLI_OPT_PARTY,
    CLI_OPT_AND_AS_OF,
    CLI_OPT_APPLICATION,
    CLI_OPT_HTML,
    CLI_OPT_ASK,
    CLI_OPT_DATE,
    CLI_OPT_FILE,
    CLI_OPT_URL,
    CLI_OPT_COUNT
} cli_option;

typedef struct cli_option_row {
    cli_option id;
    const char *name;  /* long name, without "--" */
    char letter;       /* short name, or 0 */
    const char *value; /* what its value is called, or NULL: takes none */
    bool repeats;      /* may be given more than once */
    bool everywhere;   /* every command takes it */
    const char *help;
} cli_option_row;
/* In the order of cli_option; [0] is unused. */
extern const cli_option_row cli_options[CLI_OPT_COUNT];

enum { CLI_MAX_GIVEN = 256 };

typedef struct cli_command cli_command;

typedef struct cli_args {
    const cli_command *command; /* NULL: none was named */
    struct {
        cli_option id;
        const char *value;
    } given[CLI_MAX_GIVEN]; /* options in the order given */
    size_t n_given;
    const char *words[CLI_MAX_GIVEN]; /* the rest, command words taken off */
    size_t n_words;
} cli_args;

/* Takes argv apart. False after printing what is wrong. out->command stays NULL with --help or
 * --version alone. */
bool cli_args_parse(int argc, char **argv, cli_args *out);
bool cli_args_has(const cli_args *a, cli_option id);
/* The option's value, or NULL; of the last one if it repeats. */
const char *cli_args_value(const cli_args *a, cli_option id);
/* All values of a repeating option into out (room for CLI_MAX_GIVEN); returns how many. */
size_t cli_args_values(const cli_args *a, cli_option id, const char **out);

/* Says that these words name no command, and which ones begin like them. CLI_EXIT_TROUBLE. */
int cli_no_such_command(const char *const *words, size_t n);

/* ---- commands.c ---- */

typedef struct cli_run {
    const cli_args *args;
    licet *l; /* NULL for commands that need no library */
    licet_config config;
    bool quiet;
    int colour; /* 0 or 1 */
} cli_run;

typedef struct cli_example {
    const char *line; /* after "licet " */
    const char *why;
} cli_example;

enum { CLI_MAX_OPTIONS = 12, CLI_MAX_EXAMPLES = 6 };

struct cli_command {
    const char *name;     /* "lists import" */
    const char *operands; /* "FILE...", or "" */
    const char *summary;  /* one line */
    const char *text;     /* paragraphs, separated by an empty line */
    const char *exits;    /* what the exit codes mean here */
    size_t min_words, max_words;
    bool hidden; /* of no use to people */
    bool needs_library;
    int (*run)(cli_run *r);              /* returns the exit code */
    cli_option options[CLI_MAX_OPTIONS]; /* ends with CLI_OPT_NONE */
    cli_example examples[CLI_MAX_EXAMPLES];
};

const cli_command *cli_command_at(size_t i); /* NULL behind the last */
/* The command these words begin with; *out_n: how many words its name takes. NULL: none. */
const cli_command *cli_command_find(const char *const *words, size_t n, size_t *out_n);

int cli_lists_import(cli_run *r);
int cli_lists_status(cli_run *r);
int cli_lists_approve(cli_run *r);
int cli_lists_reject(cli_run *r);
int cli_lists_join(cli_run *r);
int cli_lists_cut(cli_run *r);
int cli_history(cli_run *r);
int cli_show(cli_run *r);
int cli_lists_diff(cli_run *r);
int cli_lists_changes(cli_run *r);
int cli_lists_export(cli_run *r);
int cli_screen(cli_run *r);
int cli_determine(cli_run *r);
/* Facts on standard input, one JSON object a line; answers on standard output. */
int cli_determine_lines(cli_run *r);
int cli_match(cli_run *r);
int cli_check(cli_run *r);
int cli_replay(cli_run *r);
int cli_verify(cli_run *r);
int cli_rules_show(cli_run *r);
int cli_rules_diff(cli_run *r);
int cli_rules_coverage(cli_run *r);
int cli_index_stats(cli_run *r);
int cli_index_verify(cli_run *r);
int cli_index_dump(cli_run *r);
int cli_index_complete(cli_run *r);
int cli_explain(cli_run *r);
int cli_hits(cli_run *r);
int cli_resolve(cli_run *r);
int cli_book_import(cli_run *r);
int cli_book_status(cli_run *r);
int cli_rescreen(cli_run *r);
int cli_dossier_add(cli_run *r);
int cli_dossier_show(cli_run *r);
/* --threads, or one per processor up to a limit; false if it is no such number. */
bool cli_threads(const cli_args *a, int *out);
/* Rows [{"line","message","remedy"?}] of a file that could not be taken in, as errors. */
void cli_bad_rows(const char *file, const char *rows);
int cli_lists_fetch(cli_run *r);
int cli_lists_keygen(cli_run *r);
int cli_lists_bundle(cli_run *r);
/* lists import of a bundle signed with the key whose public file is trust. */
int cli_bundle_import(cli_run *r, const char *trust);
int cli_serve(cli_run *r);
int cli_keys_add(cli_run *r);
int cli_keys_list(cli_run *r);
int cli_keys_revoke(cli_run *r);
int cli_help(cli_run *r);
int cli_completion(cli_run *r);

/* ---- help.c, manual.c (for troff) ---- */

void cli_help_all(FILE *to);
void cli_help_command(FILE *to, const cli_command *c);
void cli_manual(FILE *to);
void cli_manual_command(FILE *to, const cli_command *c);

/* ---- out.c ---- */

/* s without anything that could move a terminal's cursor or reorder its text. */
void cli_put_safe(FILE *to, const char *s);
/* The same for a text of several lines: line ends stay. */
void cli_put_lines(FILE *to, const char *s);
/* Words of s, broken at width, every line behind indent spaces; the first line starts at column at.
 */
void cli_put_wrapped(FILE *to, const char *s, int indent, int at, int width);
/* 25921 -> "25,921" */
const char *cli_count_text(int64_t n, char out[32]);

/* "licet: file:line:byte: message", then "  remedy". Returns CLI_EXIT_TROUBLE. */
int cli_fail(const licet_error *e);
/* "licet: message", then "  remedy" unless NULL. Returns CLI_EXIT_TROUBLE. */
int cli_fail_text(const char *message, const char *remedy);
/* Flushes standard output. code, or CLI_EXIT_TROUBLE after saying that it could not be written. */
int cli_out_end(int code);

#endif
