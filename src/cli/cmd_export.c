/* licet lists export. */
#include "cli/cli.h"
#include "licet/lists.h"

static int write_out(void *ctx, const char *data, size_t len)
{
    return fwrite(data, 1, len, ctx) == len ? 0 : LICET_E_IO;
}

int cli_lists_export(cli_run *r)
{
    const cli_args *a = r->args;
    const char *format = cli_args_value(a, CLI_OPT_FORMAT);
    licet_export_params p = {.format = format ? format : "ftm",
                             .source = cli_args_value(a, CLI_OPT_SOURCE),
                             .ctx = stdout,
                             .write = write_out};
    licet_error e = {0};
    if (licet_lists_export(r->l, &p, NULL, &e)) return cli_fail(&e);
    return CLI_EXIT_NONE;
}
