/* licet history, show, lists diff, lists changes: lists through time. */
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
        licet_history_known_at(r->l, r->args->words[0], cli_args_value(r->args, CLI_OPT_KNOWN_AT),
                               cli_args_value(r->args, CLI_OPT_SVG), &json, &e);
    return rc ? cli_fail(&e) : show(r, &json, licet_history_text);
}

/* The answer as a page; gives it back. */
static int page(licet_text *json)
{
    licet_text html = {0};
    licet_error e = {0};
    int rc = licet_diff_html(json->data, json->len, &html, &e);
    if (!rc) fwrite(html.data, 1, html.len, stdout);
    licet_text_done(&html);
    licet_text_done(json);
    return rc ? cli_fail(&e) : CLI_EXIT_NONE;
}

int cli_lists_diff(cli_run *r)
{
    const cli_args *a = r->args;
    const char *source = cli_args_value(a, CLI_OPT_SOURCE);
    licet_diff_params p = {source ? source : "us_csl", a->words[0], a->words[1],
                           cli_args_value(a, CLI_OPT_KNOWN_AT)};
    licet_text json = {0};
    licet_error e = {0};
    int same = 0;
    if (licet_lists_diff(r->l, &p, &json, &same, &e)) return cli_fail(&e);
    int code = cli_args_has(a, CLI_OPT_HTML) ? page(&json) : show(r, &json, licet_diff_text);
    if (code) return code;
    return same ? CLI_EXIT_NONE : CLI_EXIT_FOUND;
}

int cli_lists_changes(cli_run *r)
{
    const cli_args *a = r->args;
    licet_changes_params p = {.since = cli_args_value(a, CLI_OPT_SINCE),
                              .source = cli_args_value(a, CLI_OPT_SOURCE),
                              .atom = cli_args_value(a, CLI_OPT_ATOM)};
    licet_text lines = {0};
    licet_error e = {0};
    if (!p.since)
        return cli_fail_text("licet lists changes needs --since DATE",
                             "licet help lists changes shows how");
    if (licet_lists_changes(r->l, &p, &lines, &e)) return cli_fail(&e);
    fwrite(lines.data, 1, lines.len, stdout);
    licet_text_done(&lines);
    return CLI_EXIT_NONE;
}

int cli_show(cli_run *r)
{
    const cli_args *a = r->args;
    const char *after_source = cli_args_value(a, CLI_OPT_SOURCE); /* --source ENTRY */
    const char *key = a->n_words ? a->words[0] : after_source;
    licet_text json = {0};
    licet_error e = {0};
    if (!key) return cli_fail_text("licet show needs ENTRY", "licet help show shows how");
    int rc = licet_show_known_at(r->l, key, cli_args_value(a, CLI_OPT_AS_OF),
                                 cli_args_value(a, CLI_OPT_KNOWN_AT), &json, &e);
    return rc ? cli_fail(&e) : show(r, &json, licet_show_text);
}
