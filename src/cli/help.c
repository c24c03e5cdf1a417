/* Help for people, from the two tables. */
#include "cli/cli.h"

#include <string.h>

enum { HELP_WIDTH = 80, OPTION_COLUMN = 26, COMMAND_COLUMN = 16 };

static void paragraphs(FILE *to, const char *text)
{
    while (*text) {
        const char *end = strstr(text, "\n\n");
        size_t len = end ? (size_t)(end - text) : strlen(text);
        char one[1024];
        if (len >= sizeof one) len = sizeof one - 1;
        memcpy(one, text, len);
        one[len] = 0;
        cli_put_wrapped(to, one, 0, 0, HELP_WIDTH);
        fputc('\n', to);
        text = end ? end + 2 : "";
    }
}

static void option_line(FILE *to, const cli_option_row *o)
{
    char left[64];
    int n = snprintf(left, sizeof left, "  %c%c%c --%s%s%s", o->letter ? '-' : ' ',
                     o->letter ? o->letter : ' ', o->letter ? ',' : ' ', o->name,
                     o->value ? " " : "", o->value ? o->value : "");
    fprintf(to, "%-*s", OPTION_COLUMN, left);
    if (n >= OPTION_COLUMN) fprintf(to, "\n%*s", OPTION_COLUMN, "");
    cli_put_wrapped(to, o->help, OPTION_COLUMN, OPTION_COLUMN, HELP_WIDTH);
}

static void options_everywhere(FILE *to)
{
    fputs("Options of every command:\n", to);
    for (size_t i = 1; i < CLI_OPT_COUNT; i++)
        if (cli_options[i].everywhere) option_line(to, &cli_options[i]);
}

void cli_help_all(FILE *to)
{
    fputs("licet - may this item go to these parties, in this country, for this use,\n"
          "on this date? And if not, which rule says so?\n\n"
          "Usage: licet COMMAND [OPTIONS] ...\n\nCommands:\n",
          to);
    for (size_t i = 0; cli_command_at(i); i++) {
        const cli_command *c = cli_command_at(i);
        if (!c->hidden) fprintf(to, "  %-*s%s\n", COMMAND_COLUMN, c->name, c->summary);
    }
    fputs("\nThe first five minutes:\n"
          "  licet lists import --source us_csl --list-date YYYY-MM-DD consolidated.csv\n"
          "  licet screen \"NSO Group\" --country IL\n"
          "  licet check orders.csv --out decided.csv\n\n",
          to);
    options_everywhere(to);
    fputs("\nExit codes: 0 nothing found or release; 1 a match, hold or stop; 2 could not\n"
          "look or decide. licet help COMMAND tells more.\n\n",
          to);
    cli_put_wrapped(to, licet_disclaimer(), 0, 0, HELP_WIDTH);
}

void cli_help_command(FILE *to, const cli_command *c)
{
    fprintf(to, "Usage: licet %s%s%s%s\n\n", c->name, c->options[0] ? " [OPTIONS]" : "",
            c->operands[0] ? " " : "", c->operands);
    paragraphs(to, c->text);
    if (c->options[0]) {
        fputs("Options:\n", to);
        for (size_t i = 0; i < CLI_MAX_OPTIONS && c->options[i]; i++)
            option_line(to, &cli_options[c->options[i]]);
        fputc('\n', to);
    }
    if (c->examples[0].line) {
        fputs("Examples:\n", to);
        for (size_t i = 0; i < CLI_MAX_EXAMPLES && c->examples[i].line; i++) {
            const cli_example *e = &c->examples[i];
            if (e->why[0]) fprintf(to, "  # %s\n", e->why);
            fprintf(to, "  licet %s\n", e->line);
        }
        fputc('\n', to);
    }
    options_everywhere(to);
    fputs("\nExit code: ", to);
    cli_put_wrapped(to, c->exits, 11, 11, HELP_WIDTH);
}

int cli_help(cli_run *r)
{
    const cli_args *a = r->args;
    size_t used;
    bool manual = cli_args_has(a, CLI_OPT_MAN);
    if (a->n_words == 0) {
        (manual ? cli_manual : cli_help_all)(stdout);
        return 0;
    }
    const cli_command *c = cli_command_find(a->words, a->n_words, &used);
    if (!c || used != a->n_words) return cli_no_such_command(a->words, a->n_words);
    (manual ? cli_manual_command : cli_help_command)(stdout, c);
    return 0;
}
