/* licet explain: why, or why not. */
#include <string.h>

#include "cli/cli.h"
#include "cli/json.h"

enum { TEXT = 600 };

static void points(const char *json, const char *key, const char *head)
{
    char text[TEXT];
    bool any = false;
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, key)); cli_json_step(&w); any = true) {
        if (!any) printf("  %s\n", head);
        fputs("    - ", stdout);
        cli_put_wrapped(stdout, cli_json_text(w.value, text, sizeof text), 6, 6, cli_width());
    }
}

static void explain_text(const char *json)
{
    char asked[TEXT], name[TEXT], list[TEXT], verdict[TEXT], score[TEXT], line[6 * TEXT];
    cli_json_text(cli_json_get(json, "asked"), asked, sizeof asked);
    cli_json_text(cli_json_get(json, "name"), name, sizeof name);
    cli_json_text(cli_json_get(json, "list"), list, sizeof list);
    cli_json_text(cli_json_get(json, "verdict"), verdict, sizeof verdict);
    cli_json_text(cli_json_get(json, "score"), score, sizeof score);
    snprintf(line, sizeof line,
             "%s against %s (%s): %s, score %.6s; OFAC's own tool would score %d", asked, name,
             list, verdict, score, (int)cli_json_int(cli_json_get(json, "ofac_score"), 0));
    cli_put_wrapped(stdout, line, 2, 0, cli_width());
    points(json, "why", "What was compared");
    points(json, "kept_away",
           strcmp(verdict, "NO_MATCH") == 0 ? "What keeps it away" : "What keeps it from a match");
}

int cli_explain(cli_run *r)
{
    const cli_args *a = r->args;
    licet_party party = {.name = a->words[0],
                         .type = cli_args_value(a, CLI_OPT_TYPE),
                         .country = cli_args_value(a, CLI_OPT_COUNTRY),
                         .address = cli_args_value(a, CLI_OPT_ADDRESS),
                         .birth = cli_args_value(a, CLI_OPT_BIRTH)};
    licet_snapshot *s;
    licet_text json = {0};
    licet_error e = {0};
    if (licet_snapshot_current(r->l, &s, &e)) return cli_fail(&e);
    int rc = licet_explain_match(s, &party, a->words[1], &json, &e);
    licet_snapshot_release(s);
    if (rc) return cli_fail(&e);
    if (cli_args_has(a, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else
        explain_text(json.data);
    licet_text_done(&json);
    return CLI_EXIT_NONE;
}
