/* licet lists approve, reject, join, cut: a person's word on a quarantined edition, and on who is
 * one party. */
#include <inttypes.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "licet/lists.h"

static void say(const char *json, bool approved)
{
    char id[40], source[40], date[40], line[300], a[32], b[32], c[32];
    cli_json_text(cli_json_get(json, "id"), id, sizeof id);
    cli_json_text(cli_json_get(json, "source"), source, sizeof source);
    cli_json_text(cli_json_get(json, "list_date"), date, sizeof date);
    if (approved)
        snprintf(line, sizeof line,
                 "%s: %s of %s is approved and in force: %s added, %s changed, %s removed.", id,
                 source, date, cli_count_text(cli_json_int(cli_json_get(json, "added"), 0), a),
                 cli_count_text(cli_json_int(cli_json_get(json, "changed"), 0), b),
                 cli_count_text(cli_json_int(cli_json_get(json, "removed"), 0), c));
    else
        snprintf(line, sizeof line, "%s: %s of %s is rejected: the edition before speaks again.",
                 id, source, date);
    cli_put_wrapped(stdout, line, 2, 0, cli_width());
}

static int judge(cli_run *r, bool approved)
{
    const cli_args *a = r->args;
    const char *by = cli_args_value(a, CLI_OPT_BY);
    licet_judge_params p = {.source = a->words[0],
                            .outcome = approved ? "approve" : "reject",
                            .reason = cli_args_value(a, CLI_OPT_REASON),
                            .by = by ? by : cli_env("USER")};
    licet_text json = {0};
    licet_error e = {0};
    if (licet_lists_judge(r->l, &p, &json, &e)) return cli_fail(&e);
    if (cli_args_has(a, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else if (!r->quiet)
        say(json.data, approved);
    licet_text_done(&json);
    return CLI_EXIT_NONE;
}

int cli_lists_approve(cli_run *r)
{
    return judge(r, true);
}

int cli_lists_reject(cli_run *r)
{
    return judge(r, false);
}

/* ---- one party, several entries ---- */

static int judge_party(cli_run *r, bool join)
{
    const cli_args *a = r->args;
    const char *by = cli_args_value(a, CLI_OPT_BY);
    licet_parties_judge_params p = {.outcome = join ? "join" : "cut",
                                    .entry = a->words[0],
                                    .other = a->words[1],
                                    .reason = cli_args_value(a, CLI_OPT_REASON),
                                    .by = by ? by : cli_env("USER")};
    licet_text json = {0};
    licet_error e = {0};
    char id[40], line[80];
    if (licet_parties_judge(r->l, &p, &json, &e)) return cli_fail(&e);
    snprintf(line, sizeof line, "%s: %s",
             cli_json_text(cli_json_get(json.data, "id"), id, sizeof id),
             join ? "one party from now on." : "two parties from now on.");
    if (cli_args_has(a, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else if (!r->quiet)
        puts(line);
    licet_text_done(&json);
    return CLI_EXIT_NONE;
}

int cli_lists_join(cli_run *r)
{
    return judge_party(r, true);
}

int cli_lists_cut(cli_run *r)
{
    return judge_party(r, false);
}
