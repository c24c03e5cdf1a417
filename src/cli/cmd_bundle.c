/* licet lists keygen, lists bundle, and lists import of a bundle. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "licet/bundle.h"
#include "licet/service.h"

enum { MODE_SECRET = 0600, MODE_PUBLIC = 0644 };

/* ---- keygen ---- */

/* A key that stands there is never written over. */
static int write_new(const char *path, const licet_text *text, int mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0) return cli_fail_text(path, strerror(errno));
    ssize_t n = write(fd, text->data, text->len);
    bool ok = n == (ssize_t)text->len && fsync(fd) == 0;
    ok = close(fd) == 0 && ok;
    if (ok) return 0;
    unlink(path);
    return cli_fail_text(path, "it could not be written; is there room?");
}

static int write_pair(const char *name, const licet_text *public, const licet_text *secret)
{
    char public_path[CLI_PATH_BYTES], secret_path[CLI_PATH_BYTES];
    int n = snprintf(public_path, sizeof public_path, "%s.pub", name);
    if (n < 0 || n >= CLI_PATH_BYTES) return cli_fail_text("the name is too long", NULL);
    snprintf(secret_path, sizeof secret_path, "%s.key", name);
    int rc = write_new(secret_path, secret, MODE_SECRET);
    if (!rc) rc = write_new(public_path, public, MODE_PUBLIC);
    if (rc) return rc;
    printf("%s signs: keep it where only who signs can read it; it has no password.\n"
           "%s is for who imports: licet lists import BUNDLE --trust %s\n",
           secret_path, public_path, public_path);
    return 0;
}

int cli_lists_keygen(cli_run *r)
{
    licet_text public = {0}, secret = {0};
    licet_error e = {0};
    if (licet_bundle_keys(&public, &secret, &e)) return cli_fail(&e);
    int rc = write_pair(r->args->words[0], &public, &secret);
    memset(secret.data, 0, secret.len);
    licet_text_done(&public);
    licet_text_done(&secret);
    return rc;
}

/* ---- bundle ---- */

static void tell_bundle(const char *file, const char *json)
{
    char source[64], date[16], count[32];
    printf("%s\n", file);
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "sources")); cli_json_step(&w);) {
        int64_t bytes = 0, files = 0;
        for (cli_json_walk f = cli_json_begin(cli_json_get(w.value, "files")); cli_json_step(&f);
             files++)
            bytes += cli_json_int(cli_json_get(f.value, "bytes"), 0);
        cli_json_text(cli_json_get(w.value, "source"), source, sizeof source);
        cli_json_text(cli_json_get(w.value, "list_date"), date, sizeof date);
        printf("  %-13s %-10s  %d file%s, %s bytes\n", source, date[0] ? date : "-", (int)files,
               files == 1 ? "" : "s", cli_count_text(bytes, count));
    }
}

int cli_lists_bundle(cli_run *r)
{
    licet_text json = {0};
    licet_error e = {0};
    licet_bundle_params p = {.file = r->args->words[0],
                             .secret_key = cli_args_value(r->args, CLI_OPT_KEY),
                             .sources = r->args->words + 1,
                             .n_sources = r->args->n_words - 1};
    if (!p.secret_key)
        return cli_fail_text("a bundle is signed: name the secret key with --key",
                             "licet lists keygen NAME makes a pair");
    if (licet_bundle_write(r->l, &p, &json, &e)) return cli_fail(&e);
    if (cli_args_has(r->args, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else if (!r->quiet)
        tell_bundle(p.file, json.data);
    licet_text_done(&json);
    return 0;
}

/* ---- import ---- */

static void tell_edition(const char *json)
{
    char source[64], date[16], state[24], why[300], a[32], b[32], c[32];
    cli_json_text(cli_json_get(json, "source"), source, sizeof source);
    cli_json_text(cli_json_get(json, "list_date"), date, sizeof date);
    cli_json_text(cli_json_get(json, "state"), state, sizeof state);
    cli_json_text(cli_json_get(json, "why"), why, sizeof why);
    printf("%-13s %-12s %-10s", source, state, date[0] ? date : "-");
    if (strcmp(state, "older") != 0)
        printf("  %s added, %s changed, %s removed",
               cli_count_text(cli_json_int(cli_json_get(json, "added"), 0), a),
               cli_count_text(cli_json_int(cli_json_get(json, "changed"), 0), b),
               cli_count_text(cli_json_int(cli_json_get(json, "removed"), 0), c));
    fputs(why[0] ? "  " : "", stdout);
    cli_put_safe(stdout, why);
    fputc('\n', stdout);
}

static int tell_import(cli_run *r, const char *json)
{
    char state[24];
    cli_json_text(cli_json_get(json, "state"), state, sizeof state);
    if (cli_args_has(r->args, CLI_OPT_JSON))
        printf("%s\n", json);
    else if (!r->quiet)
        for (cli_json_walk w = cli_json_begin(cli_json_get(json, "editions")); cli_json_step(&w);)
            tell_edition(w.value);
    return strcmp(state, "taken") == 0 ? CLI_EXIT_NONE : CLI_EXIT_TROUBLE;
}

/* In the child: what came from outside is opened by a process that can do nothing else. */
static int import(cli_run *r, const char *trust)
{
    licet_bundle *b = NULL;
    licet_text json = {0};
    licet_error e = {0};
    int landlock = 0;
    const char *file = r->args->words[0];
    int rc = licet_bundle_open(file, trust, &b, &e);
    if (!rc) rc = licet_confine(r->l, &landlock, &e);
    if (!rc) rc = licet_bundle_import(r->l, b, &json, &e);
    licet_bundle_close(b);
    if (rc) {
        if (!e.file[0]) snprintf(e.file, sizeof e.file, "%s", file);
        return cli_fail(&e);
    }
    int code = tell_import(r, json.data);
    licet_text_done(&json);
    return code;
}

int cli_bundle_import(cli_run *r, const char *trust)
{
    int status = 0;
    if (r->args->n_words != 1) return cli_fail_text("one bundle is imported at a time", NULL);
    fflush(NULL);
    pid_t child = fork();
    if (child < 0) return cli_fail_text("a reader cannot be started", strerror(errno));
    if (child == 0) {
        int code = import(r, trust);
        fflush(NULL);
        _exit(code);
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    return cli_fail_text("the reader of this bundle was ended by its limits", r->args->words[0]);
}
