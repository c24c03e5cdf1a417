#include "cli/platform.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DEFAULT_WIDTH = 80, MIN_WIDTH = 40, MAX_WIDTH = 240 };

void cli_platform_init(void)
{
    signal(SIGPIPE, SIG_IGN);
}

int64_t cli_now_s(void)
{
    return (int64_t)time(NULL);
}

void cli_today(char out[11])
{
    time_t now = time(NULL);
    struct tm day;
    if (!gmtime_r(&now, &day) || strftime(out, 11, "%Y-%m-%d", &day) != 10) out[0] = 0;
}

int64_t cli_elapsed_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void cli_step_back(void)
{
    enum { NICE = 10 };
    if (nice(NICE) < 0) return; /* then it goes on as it is */
}

int cli_cpus(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : (int)n;
}

bool cli_stdin_is_terminal(void)
{
    return isatty(STDIN_FILENO) == 1;
}

bool cli_stdout_is_terminal(void)
{
    return isatty(STDOUT_FILENO) == 1;
}

bool cli_stderr_is_terminal(void)
{
    return isatty(STDERR_FILENO) == 1;
}

bool cli_stdout_is_deserted(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    struct stat st;
    return fstat(STDOUT_FILENO, &st) == 0 && S_ISFIFO(st.st_mode) && poll(&out, 1, 0) == 1 &&
           (out.revents & POLLERR) != 0;
}

const char *cli_env(const char *name)
{
    const char *v = getenv(name);
    return v && v[0] ? v : NULL;
}

int cli_width(void)
{
    struct winsize w;
    const char *columns = cli_env("COLUMNS");
    int n = 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0) n = w.ws_col;
    if (n == 0 && columns) n = atoi(columns);
    if (n <= 0) n = DEFAULT_WIDTH;
    return n < MIN_WIDTH ? MIN_WIDTH : n > MAX_WIDTH ? MAX_WIDTH : n;
}

bool cli_wants_colour(void)
{
    const char *term = cli_env("TERM");
    return cli_stdout_is_terminal() && !cli_env("NO_COLOR") && term && strcmp(term, "dumb") != 0;
}

bool cli_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool join(char out[CLI_PATH_BYTES], const char *folder, const char *rest)
{
    int n = snprintf(out, CLI_PATH_BYTES, "%s%s", folder, rest);
    return n > 0 && n < CLI_PATH_BYTES;
}

bool cli_home_path(const char *given, char out[CLI_PATH_BYTES])
{
    const char *own = cli_env("LICET_HOME"), *xdg = cli_env("XDG_DATA_HOME"),
               *user = cli_env("HOME");
    if (given) return given[0] && join(out, given, "");
    if (own) return join(out, own, "");
    if (xdg && xdg[0] == '/')
        return join(out, xdg, "/licet"); /* the standard: relative is ignored */
    return user && join(out, user, "/.local/share/licet");
}

const char *cli_data_path(const char *given)
{
    const char *own = cli_env("LICET_DATA");
    if (given) return given;
    if (own) return own;
    return cli_is_folder(LICET_INSTALLED_DATA) ? LICET_INSTALLED_DATA : LICET_SOURCE_DATA;
}
