/* licet serve, and the keys of those who use it. */
#include "cli/cli.h"
#include "cli/json.h"
#include "licet/service.h"
#include "server/server.h"

int cli_serve(cli_run *r)
{
    licet_error e = {0};
    const char *threads = cli_args_value(r->args, CLI_OPT_THREADS);
    srv_config c = {
        .licet = r->config, .listen = cli_args_value(r->args, CLI_OPT_LISTEN), .quiet = r->quiet};
    if (threads && !cli_threads(r->args, &c.threads)) return CLI_EXIT_TROUBLE;
    return srv_run(&c, &e) ? cli_fail(&e) : CLI_EXIT_NONE;
}

int cli_keys_add(cli_run *r)
{
    char key[LICET_KEY_BYTES];
    licet_error e = {0};
    if (licet_keys_add(r->l, r->args->words[0], cli_args_value(r->args, CLI_OPT_SCOPES),
                       cli_args_value(r->args, CLI_OPT_UNTIL), key, &e))
        return cli_fail(&e);
    printf("%s\n", key);
    if (!r->quiet && cli_stderr_is_terminal())
        fputs("Keep it now: it is not shown again.\n", stderr);
    return CLI_EXIT_NONE;
}

static void put_key(const char *key)
{
    char name[128], state[16], until[16], scope[16];
    cli_json_text(cli_json_get(key, "name"), name, sizeof name);
    cli_json_text(cli_json_get(key, "state"), state, sizeof state);
    cli_json_text(cli_json_get(key, "until"), until, sizeof until);
    printf("  %-8s  %-10s  ", state, until[0] ? until : "no end");
    cli_put_safe(stdout, name);
    fputs("  ", stdout);
    for (cli_json_walk w = cli_json_begin(cli_json_get(key, "scopes")); cli_json_step(&w);)
        printf(" %s", cli_json_text(w.value, scope, sizeof scope));
    putchar('\n');
}

int cli_keys_list(cli_run *r)
{
    licet_text json = {0};
    licet_error e = {0};
    if (licet_keys_list(r->l, &json, &e)) return cli_fail(&e);
    if (cli_args_has(r->args, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else
        for (cli_json_walk w = cli_json_begin(cli_json_get(json.data, "keys")); cli_json_step(&w);)
            put_key(w.value);
    licet_text_done(&json);
    return CLI_EXIT_NONE;
}

int cli_keys_revoke(cli_run *r)
{
    licet_error e = {0};
    return licet_keys_revoke(r->l, r->args->words[0], &e) ? cli_fail(&e) : CLI_EXIT_NONE;
}
