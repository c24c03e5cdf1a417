/* licet rules diff, rules coverage. */
#include "cli/cli.h"
#include "cli/json.h"
#include "licet/explain.h"

static int show(const cli_run *r, const licet_text *json, licet_error *err)
{
    licet_text text = {0};
    if (cli_args_has(r->args, CLI_OPT_JSON)) {
        printf("%s\n", json->data);
        return 0;
    }
    int rc = licet_rules_text(json->data, json->len, cli_width(), &text, err);
    if (!rc) fwrite(text.data, 1, text.len, stdout);
    licet_text_done(&text);
    return rc;
}

int cli_rules_diff(cli_run *r)
{
    licet_text json = {0};
    licet_error e = {0};
    int rc = licet_rules_between(r->l, r->args->words[0], r->args->words[1], &json, &e);
    if (!rc) rc = show(r, &json, &e);
    cli_json_walk w = cli_json_begin(rc ? NULL : cli_json_get(json.data, "facts"));
    bool any = cli_json_step(&w);
    licet_text_done(&json);
    if (rc) return cli_fail(&e);
    return any ? CLI_EXIT_FOUND : CLI_EXIT_NONE;
}

int cli_rules_coverage(cli_run *r)
{
    licet_text json = {0};
    licet_error e = {0};
    int ok = 0, rc = licet_rules_coverage(r->l, &json, &ok, &e);
    if (!rc) rc = show(r, &json, &e);
    licet_text_done(&json);
    if (rc) return cli_fail(&e);
    return ok ? CLI_EXIT_NONE : CLI_EXIT_TROUBLE;
}
