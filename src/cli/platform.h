/* cli/platform.h: all the command line asks of the operating system. */
#ifndef CLI_PLATFORM_H
#define CLI_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CLI_PATH_BYTES = 4096 };

/* A write to a closed pipe becomes an error of that write instead of a silent death. */
void cli_platform_init(void);

int64_t cli_now_s(void);      /* seconds since 1970 UTC */
void cli_today(char out[11]); /* YYYY-MM-DD, UTC */
int64_t cli_elapsed_ms(void); /* of a clock that never jumps; only differences mean anything */
int cli_cpus(void);           /* at least 1 */
/* From now on whoever answers questions goes first (nice 10): for what takes a processor for
 * seconds and nobody waits for. */
void cli_step_back(void);

bool cli_stdin_is_terminal(void);
bool cli_stdout_is_terminal(void);
bool cli_stderr_is_terminal(void);
/* Nobody reads the pipe of standard output any more: its reader had enough. */
bool cli_stdout_is_deserted(void);
/* Columns of the terminal on standard output, else $COLUMNS, else 80; from 40 to 240. */
int cli_width(void);
/* Standard output is a terminal that takes colours, and $NO_COLOR is not set. */
bool cli_wants_colour(void);

/* Value of an environment variable, NULL if unset or empty. */
const char *cli_env(const char *name);
bool cli_is_folder(const char *path);

/* Data home: given, else $LICET_HOME, else $XDG_DATA_HOME/licet, else ~/.local/share/licet.
 * False if none can be told or the path is too long. */
bool cli_home_path(const char *given, char out[CLI_PATH_BYTES]);
/* Rules and lexicons: given, else $LICET_DATA, else as installed, else those of the source tree. */
const char *cli_data_path(const char *given);

#endif
