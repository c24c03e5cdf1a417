/* licet history: lists through time. */
#include "cli/cli.h"
#include "licet/lists.h"

typedef int (*as_text)(const char *json, size_t len, int width, int colour, licet_text *out,
                       licet_error *err);

/* What the library answered, as JSON or as a person reads it; gives it back. */
static int show(const cli_run *r, licet_text *json, as_text to_text)
{
    licet_text text = {0};
    licet_error e = {0};
    int rc = 0;
    if (cli_args_has(r->args, CLI_OPT_JSON)) {
        printf("%s\n", json->data);
    } else if (!r->quiet) {
        rc = to_text(json->data, json->len, cli_width(), r->colour, &text, &e);
        if (!rc) fwrite(text.data, 1, text.len, stdout);
    }
    licet_text_done(&text);
    licet_text_done(json);
    return rc ? cli_fail(&e) : CLI_EXIT_NONE;
}

int cli_history(cli_run *r)
{
    licet_text json = {0};
    licet_error e = {0};
    int rc =
        licet_history(r->l, r->args->words[0], cli_args_value(r->args, CLI_OPT_SVG), &json, &e);
    return rc ? cli_fail(&e) : show(r, &json, licet_history_text);
}
