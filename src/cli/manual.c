/* Manual pages, one for licet and one for each command, from the same two tables as the help. */
#include "cli/cli.h"

#include <string.h>

/* Text for troff: a backslash, a leading dot or quote, and hyphens that must stay hyphens. */
static void roff(FILE *to, const char *s)
{
    bool line_start = true;
    for (; *s; s++) {
        if (line_start && (*s == '.' || *s == '\'')) fputs("\\&", to);
        if (*s == '\\')
            fputs("\\e", to);
        else if (*s == '-')
            fputs("\\-", to);
        else
            fputc(*s, to);
        line_start = *s == '\n';
    }
}

static void roff_paragraphs(FILE *to, const char *text)
{
    while (*text) {
        const char *end = strstr(text, "\n\n");
        char one[1024];
        size_t len = end ? (size_t)(end - text) : strlen(text);
        if (len >= sizeof one) len = sizeof one - 1;
        memcpy(one, text, len);
        one[len] = 0;
        roff(to, one);
        fputs(end ? "\n.PP\n" : "\n", to);
        text = end ? end + 2 : "";
    }
}

static void roff_option(FILE *to, const cli_option_row *o)
{
    fputs(".TP\n", to);
    if (o->letter) fprintf(to, "\\fB\\-%c\\fR, ", o->letter);
    fputs("\\fB\\-\\-", to);
    roff(to, o->name);
    fputs("\\fR", to);
    if (o->value) fprintf(to, " \\fI%s\\fR", o->value);
    fputc('\n', to);
    roff(to, o->help);
    fputc('\n', to);
}

static void roff_examples(FILE *to, const cli_command *c)
{
    if (!c->examples[0].line) return;
    fputs(".SH EXAMPLES\n", to);
    for (size_t i = 0; i < CLI_MAX_EXAMPLES && c->examples[i].line; i++) {
        fputs(".TP\n\\fBlicet ", to);
        roff(to, c->examples[i].line);
        fputs("\\fR\n", to);
        roff(to, c->examples[i].why[0] ? c->examples[i].why : c->summary);
        fputc('\n', to);
    }
}

/* "lists import" -> lists-import, as the page's file is called. */
static void put_dashed(FILE *to, const char *name, bool upper)
{
    for (; *name; name++) {
        bool letter = upper && *name >= 'a' && *name <= 'z';
        if (*name == ' ')
            fputs("\\-", to);
        else
            fputc(letter ? *name - 'a' + 'A' : *name, to);
    }
}

static const struct {
    const char *name, *what;
} environment[] = {
    {"LICET_HOME", "folder of the lists and decisions"},
    {"XDG_DATA_HOME", "where that folder is, as licet, if LICET_HOME is not set"},
    {"LICET_DATA", "folder of the rules and lexicons"},
    {"NO_COLOR", "no colours"},
    {"COLUMNS", "width of tables where there is no terminal to ask"},
};

static void options_everywhere(FILE *to)
{
    fputs(".SH OPTIONS OF EVERY COMMAND\n", to);
    for (size_t i = 1; i < CLI_OPT_COUNT; i++)
        if (cli_options[i].everywhere) roff_option(to, &cli_options[i]);
}

/* The foot of every page: where things are kept, and what an answer is. */
static void foot(FILE *to)
{
    fputs(".SH ENVIRONMENT\n", to);
    for (size_t i = 0; i < sizeof environment / sizeof *environment; i++)
        fprintf(to, ".TP\n.B %s\n%s\n", environment[i].name, environment[i].what);
    fputs(".SH FILES\n.TP\n.I ~/.local/share/licet\nlists, decisions, index files, policies and "
          "remembered columns; nothing else is written anywhere\n.SH NOTES\n",
          to);
    roff(to, licet_disclaimer());
    fputc('\n', to);
}

void cli_manual_command(FILE *to, const cli_command *c)
{
    fputs(".\\\" Made by licet help --man from the option table; do not edit.\n.TH LICET\\-", to);
    put_dashed(to, c->name, true);
    fputs(" 1 \"\" \"licet " LICET_VERSION "\" \"User Commands\"\n.SH NAME\nlicet\\-", to);
    put_dashed(to, c->name, false);
    fputs(" \\- ", to);
    roff(to, c->summary);
    fprintf(to, "\n.SH SYNOPSIS\n.B licet %s\n%s%s%s%s.SH DESCRIPTION\n", c->name,
            c->options[0] ? "[\\fIOPTIONS\\fR]\n" : "", c->operands[0] ? ".I " : "", c->operands,
            c->operands[0] ? "\n" : "");
    roff_paragraphs(to, c->text);
    if (c->options[0]) fputs(".SH OPTIONS\n", to);
    for (size_t i = 0; i < CLI_MAX_OPTIONS && c->options[i]; i++)
        roff_option(to, &cli_options[c->options[i]]);
    options_everywhere(to);
    fputs(".SH EXIT STATUS\n", to);
    roff(to, c->exits);
    fputc('\n', to);
    roff_examples(to, c);
    foot(to);
    fputs(".SH SEE ALSO\n.BR licet (1)\n", to);
}

static void see_also(FILE *to)
{
    const char *before = "";
    fputs(".SH SEE ALSO\n", to);
    for (size_t i = 0; cli_command_at(i); i++) {
        const cli_command *c = cli_command_at(i);
        if (c->hidden) continue;
        fprintf(to, "%s.BR licet\\-", before);
        put_dashed(to, c->name, false);
        fputs(" (1)", to);
        before = ",\n";
    }
    fputc('\n', to);
}

void cli_manual(FILE *to)
{
    fputs(".\\\" Made by licet help --man from the option table; do not edit.\n"
          ".TH LICET 1 \"\" \"licet " LICET_VERSION "\" \"User Commands\"\n"
          ".SH NAME\nlicet \\- restricted\\-party screening and export\\-licence determination\n"
          ".SH SYNOPSIS\n.B licet\n.I COMMAND\n[\\fIOPTIONS\\fR] ...\n.SH DESCRIPTION\n",
          to);
    roff(to,
         "May this item go to these parties, in this country, for this use, on this date - and "
         "if not, which rule says so, what licence would be needed, and how would the authority "
         "review it?\n");
    fputs(".SH COMMANDS\nEach has a page of its own.\n", to);
    for (size_t i = 0; cli_command_at(i); i++) {
        const cli_command *c = cli_command_at(i);
        if (c->hidden) continue;
        fprintf(to, ".TP\n\\fBlicet %s\\fR%s\\fI%s\\fR\n", c->name, c->operands[0] ? " " : "",
                c->operands);
        roff(to, c->summary);
        fputc('\n', to);
    }
    options_everywhere(to);
    fputs(".SH EXIT STATUS\n", to);
    roff(to,
         "0: nothing found, or release. 1: a match, a possible match, hold or stop. 2: could not "
         "look or decide, or an error.\n");
    foot(to);
    see_also(to);
}
