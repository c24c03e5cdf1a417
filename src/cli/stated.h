/* cli/stated.h: facts given on the command line or typed in, and the command that gives them again.
 */
#ifndef CLI_STATED_H
#define CLI_STATED_H

#include "cli/cli.h"
#include "licet/explain.h"

typedef struct cli_stated {
    licet_text base;                    /* the file's text, or empty */
    const char *file;                   /* its name, or NULL */
    const char *facts[CLI_MAX_GIVEN];   /* "path=value" */
    const char *parties[CLI_MAX_GIVEN]; /* "role:name:country" */
    size_t n_facts, n_parties;
    char *typed[CLI_MAX_GIVEN]; /* owned: what was typed in */
    size_t n_typed;
    const char *as_of; /* or NULL */
    char today[11];
} cli_stated;

/* Takes file and options of the command. False after saying what is wrong. */
bool cli_stated_read(const cli_args *a, cli_stated *out);
void cli_stated_done(cli_stated *s);
/* Checked facts as JSON. */
int cli_stated_json(const cli_stated *s, licet_text *out, licet_error *err);
/* Adds "path=value", or a party, taking a copy. False if there is no room left. */
bool cli_stated_fact(cli_stated *s, const char *path, const char *value);
bool cli_stated_party(cli_stated *s, const char *party);
/* Takes the last fact or party off again: it was no good. */
void cli_stated_undo(cli_stated *s, bool party);
/* The command that states the same, quoted for the shell. */
void cli_stated_command(const cli_stated *s, FILE *to);

/* Asks on standard error and reads standard input until nothing is missing that can be stated, or
 * input ends. LICET_OK, or what went wrong with the library. */
int cli_ask_missing(cli_stated *s, licet_snapshot *snapshot, licet_error *err);

#endif
