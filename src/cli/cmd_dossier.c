/* licet dossier add, dossier show: evidence people collected. */
#include "cli/cli.h"
#include "cli/json.h"

enum { TEXT = 400, LONG_TEXT = 4100 };

static void note_block(const char *note)
{
    static const char *const about[] = {"about", "date", "source"};
    static const struct {
        const char *key, *label;
    } rest[] = {{"note", ""},  {"url", ""},           {"file", "file "}, {"sha256", "SHA-256 "},
                {"by", "by "}, {"made", "recorded "}, {"id", ""}};
    char value[LONG_TEXT], line[LONG_TEXT + TEXT], head[3][TEXT];
    for (size_t i = 0; i < 3; i++) cli_json_text(cli_json_get(note, about[i]), head[i], TEXT);
    snprintf(line, sizeof line, "%s: %s, %s", head[0], head[1], head[2]);
    cli_put_wrapped(stdout, line, 2, 0, cli_width());
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
        if (!cli_json_text(cli_json_get(note, rest[i].key), value, sizeof value)[0]) continue;
        snprintf(line, sizeof line, "%s%s", rest[i].label, value);
        fputs("    ", stdout);
        cli_put_wrapped(stdout, line, 4, 4, cli_width());
    }
}

int cli_dossier_add(cli_run *r)
{
    const cli_args *a = r->args;
    const char *by = cli_args_value(a, CLI_OPT_BY);
    licet_dossier_params p = {.about = a->words[0],
                              .file = cli_args_value(a, CLI_OPT_FILE),
                              .url = cli_args_value(a, CLI_OPT_URL),
                              .date = cli_args_value(a, CLI_OPT_DATE),
                              .source = cli_args_value(a, CLI_OPT_SOURCE),
                              .note = cli_args_value(a, CLI_OPT_NOTE),
                              .by = by ? by : cli_env("USER")};
    licet_text json = {0};
    licet_error e = {0};
    if (licet_dossier_add(r->l, &p, &json, &e)) return cli_fail(&e);
    if (cli_args_has(a, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else if (!r->quiet)
        note_block(json.data);
    licet_text_done(&json);
    return CLI_EXIT_NONE;
}

int cli_dossier_show(cli_run *r)
{
    const cli_args *a = r->args;
    const char *about = a->n_words ? a->words[0] : NULL, *out = cli_args_value(a, CLI_OPT_OUT);
    licet_text json = {0};
    licet_error e = {0};
    size_t n = 0;
    if (out) return licet_dossier_save(r->l, about, out, &e) ? cli_fail(&e) : CLI_EXIT_NONE;
    if (licet_dossier_show(r->l, about, &json, &e)) return cli_fail(&e);
    for (cli_json_walk w = cli_json_begin(cli_json_get(json.data, "notes")); cli_json_step(&w); n++)
        if (!cli_args_has(a, CLI_OPT_JSON)) note_block(w.value);
    if (cli_args_has(a, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else if (!n)
        puts("Nothing was kept about it.");
    licet_text_done(&json);
    return n ? CLI_EXIT_NONE : CLI_EXIT_FOUND;
}
