/* licet: the command line. Everything it knows it asks of the library behind include/licet. */
#include "cli/cli.h"
#include "server/server.h"

static int version(void)
{
    printf("%s\n", licet_engine());
    return 0;
}

static int no_command(const cli_args *a)
{
    if (cli_args_has(a, CLI_OPT_VERSION)) return version();
    if (cli_args_has(a, CLI_OPT_HELP)) {
        cli_help_all(stdout);
        return 0;
    }
    cli_help_all(stderr);
    return CLI_EXIT_TROUBLE;
}

static bool searches(const cli_command *c)
{
    return c->run == cli_screen || c->run == cli_check;
}

static int with_library(cli_run *r)
{
    char home[CLI_PATH_BYTES];
    licet_error e = {0};
    if (!cli_home_path(cli_args_value(r->args, CLI_OPT_HOME), home))
        return cli_fail_text("no folder to keep lists and decisions in",
                             "give --home DIR, or set LICET_HOME or HOME");
    r->config = (licet_config){.home = home,
                               .data = cli_data_path(cli_args_value(r->args, CLI_OPT_DATA)),
                               .policy = cli_args_value(r->args, CLI_OPT_POLICY),
                               .now_s = cli_now_s(),
                               .search_ahead = searches(r->args->command)};
    if (licet_open(&r->config, &r->l, &e)) return cli_fail(&e);
    int code = srv_recover(r->l, home, &e) ? cli_fail(&e) : r->args->command->run(r);
    licet_close(r->l);
    return code;
}

static int run_command(const cli_args *a)
{
    cli_run r = {.args = a,
                 .quiet = cli_args_has(a, CLI_OPT_QUIET),
                 .colour = !cli_args_has(a, CLI_OPT_NO_COLOR) && cli_wants_colour()};
    if (cli_args_has(a, CLI_OPT_HELP)) {
        cli_help_command(stdout, a->command);
        return 0;
    }
    if (cli_args_has(a, CLI_OPT_VERSION)) return version();
    return a->command->needs_library ? with_library(&r) : a->command->run(&r);
}

int main(int argc, char **argv)
{
    cli_args args;
    cli_platform_init();
    if (!cli_args_parse(argc, argv, &args)) return CLI_EXIT_TROUBLE;
    return cli_out_end(args.command ? run_command(&args) : no_command(&args));
}
