/* licet replay, verify, rules show. */
#include <inttypes.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/json.h"

int cli_replay(cli_run *r)
{
    licet_text report = {0};
    licet_error e = {0};
    int same = 0;
    if (licet_replay(r->l, r->args->words[0], &report, &same, &e)) return cli_fail(&e);
    cli_put_lines(stdout, report.data);
    licet_text_done(&report);
    return same ? 0 : CLI_EXIT_TROUBLE;
}

/* How many there are, and how many of them are not as they were written. */
static void kept_line(const char *json, const char *count, const char *bad, const char *what)
{
    char n[32];
    int64_t broken = bad ? cli_json_int(cli_json_get(json, bad), 0) : 0;
    printf("  %-10s %12s", what, cli_count_text(cli_json_int(cli_json_get(json, count), 0), n));
    if (broken) printf("   %s ALTERED", cli_count_text(broken, n));
    fputs(broken ? "\n" : "   as written\n", stdout);
}

static void verify_text(const char *json, int ok)
{
    char text[600];
    fputs(ok ? "Nothing was altered.\n" : "NOT WHOLE: something was altered or is missing.\n",
          stdout);
    kept_line(json, "decisions", "bad", "decisions");
    kept_line(json, "versions", "bad_versions", "entries");
    kept_line(json, "files", "bad_files", "list files");
    if (cli_json_int(cli_json_get(json, "kept"), 0))
        kept_line(json, "kept", "bad_kept", "kept files");
    printf("  %-10s %12s   ", "index", "");
    cli_put_safe(stdout, cli_json_text(cli_json_get(json, "index"), text, sizeof text));
    fputc('\n', stdout);
    if (cli_json_get(json, "first_bad"))
        printf("  first decision that differs: sequence %" PRId64 "\n",
               cli_json_int(cli_json_get(json, "first_bad"), 0));
    cli_json_text(cli_json_get(json, "why"), text, sizeof text);
    if (text[0]) {
        fputs("  ", stdout);
        cli_put_safe(stdout, text);
        fputc('\n', stdout);
    }
    printf("  root       %s\n", cli_json_text(cli_json_get(json, "root"), text, sizeof text));
    fputs("Keep the root elsewhere: with it, a later check shows whether decisions were\n"
          "taken away.\n",
          stdout);
}

int cli_verify(cli_run *r)
{
    licet_text json = {0};
    licet_error e = {0};
    int ok = 0;
    if (licet_verify(r->l, &json, &ok, &e)) return cli_fail(&e);
    if (cli_args_has(r->args, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else
        verify_text(json.data, ok);
    licet_text_done(&json);
    return ok ? 0 : CLI_EXIT_TROUBLE;
}

int cli_rules_show(cli_run *r)
{
    licet_text text = {0};
    licet_error e = {0};
    const char *paragraph = r->args->n_words ? r->args->words[0] : "";
    if (strncmp(paragraph, "\xC2\xA7", 2) == 0) paragraph += 2; /* a section sign in front */
    paragraph += strspn(paragraph, " ");
    if (licet_rules_show(r->l, paragraph, &text, &e)) return cli_fail(&e);
    fwrite(text.data, 1, text.len, stdout);
    licet_text_done(&text);
    return 0;
}
