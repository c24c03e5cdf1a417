/* The manual page and bash completion, from the same two tables as the help. */
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

static void roff_command(FILE *to, const cli_command *c)
{
    fprintf(to, ".SS licet %s%s%s\n", c->name, c->operands[0] ? " " : "", c->operands);
    roff_paragraphs(to, c->text);
    for (size_t i = 0; i < CLI_MAX_OPTIONS && c->options[i]; i++)
        roff_option(to, &cli_options[c->options[i]]);
    fputs(".PP\nExit code: ", to);
    roff(to, c->exits);
    fputc('\n', to);
    for (size_t i = 0; i < CLI_MAX_EXAMPLES && c->examples[i].line; i++) {
        fputs(i ? ".br\n" : ".PP\nExamples:\n.PP\n", to);
        fputs("\\fBlicet ", to);
        roff(to, c->examples[i].line);
        fputs("\\fR\n", to);
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
    fputs(".PP\n", to);
    roff(to, licet_disclaimer());
    fputs("\n.SH COMMANDS\n", to);
    for (size_t i = 0; cli_command_at(i); i++)
        if (!cli_command_at(i)->hidden) roff_command(to, cli_command_at(i));
    fputs(".SH OPTIONS OF EVERY COMMAND\n", to);
    for (size_t i = 1; i < CLI_OPT_COUNT; i++)
        if (cli_options[i].everywhere) roff_option(to, &cli_options[i]);
    fputs(".SH EXIT STATUS\n", to);
    roff(to,
         "0: nothing found, or release. 1: a match, a possible match, hold or stop. 2: could not "
         "look or decide, or an error.\n");
    fputs(".SH ENVIRONMENT\n", to);
    for (size_t i = 0; i < sizeof environment / sizeof *environment; i++)
        fprintf(to, ".TP\n.B %s\n%s\n", environment[i].name, environment[i].what);
    fputs(".SH FILES\n.TP\n.I ~/.local/share/licet\nlists, decisions, index files and policies; "
          "nothing else is written anywhere\n",
          to);
}

/* ---- bash ---- */

static void second_words(FILE *to, const char *first)
{
    size_t len = strlen(first);
    for (size_t i = 0; cli_command_at(i); i++) {
        const char *name = cli_command_at(i)->name;
        if (strncmp(name, first, len) == 0 && name[len] == ' ') fprintf(to, " %s", name + len + 1);
    }
}

/* First words, each once: commands of one group stand together in the table. */
static void first_words(FILE *to)
{
    char last[32] = "";
    for (size_t i = 0; cli_command_at(i); i++) {
        const char *name = cli_command_at(i)->name;
        int len = (int)strcspn(name, " ");
        if ((int)strlen(last) == len && strncmp(last, name, (size_t)len) == 0) continue;
        snprintf(last, sizeof last, "%.*s", len, name);
        fprintf(to, " %s", last);
    }
}

static void command_options(FILE *to, const cli_command *c)
{
    fprintf(to, "    '%s') words='", c->name);
    for (size_t k = 0; k < CLI_MAX_OPTIONS && c->options[k]; k++)
        fprintf(to, " --%s", cli_options[c->options[k]].name);
    fputs("' ;;\n", to);
}

void cli_complete_bash(FILE *to)
{
    fputs("# bash completion for licet; made by: licet completion bash\n"
          "_licet() {\n"
          "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words='' name w\n"
          "  local -a named=()\n"
          "  for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do [[ $w == -* ]] || named+=(\"$w\"); "
          "done\n"
          "  case $prev in\n"
          "    --out|--home|--data|--policy|--list|-o) mapfile -t COMPREPLY < <(compgen -f -- "
          "\"$cur\"); return ;;\n"
          "    --source) mapfile -t COMPREPLY < <(compgen -W 'us_csl us_bis_dpl own' -- \"$cur\"); "
          "return ;;\n"
          "    --type) mapfile -t COMPREPLY < <(compgen -W 'person org vessel aircraft' -- "
          "\"$cur\"); return ;;\n"
          "    --format) mapfile -t COMPREPLY < <(compgen -W 'table csv jsonl' -- \"$cur\"); "
          "return ;;\n"
          "  esac\n"
          "  name=${named[0]:-}\n"
          "  case $name in\n",
          to);
    static const char *const groups[] = {"lists", "rules"};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        fprintf(to, "    %s) if ((${#named[@]} > 1)); then name+=\" ${named[1]}\"; else words='",
                groups[i]);
        second_words(to, groups[i]);
        fputs("'; fi ;;\n", to);
    }
    fputs("    '') words='", to);
    first_words(to);
    fputs("' ;;\n  esac\n  case $name in\n", to);
    for (size_t i = 0; cli_command_at(i); i++) command_options(to, cli_command_at(i));
    fputs("  esac\n  if [[ $cur == -* ]]; then\n    words+='", to);
    for (size_t i = 1; i < CLI_OPT_COUNT; i++)
        if (cli_options[i].everywhere) fprintf(to, " --%s", cli_options[i].name);
    fputs(
        "'\n    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
        "  else\n    words=$(printf '%s\\n' $words | grep -v '^--')\n"
        "    if [[ -n $words ]]; then mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
        "    else mapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); fi\n"
        "  fi\n}\ncomplete -o filenames -F _licet licet\n",
        to);
}

int cli_completion(cli_run *r)
{
    if (strcmp(r->args->words[0], "bash") != 0)
        return cli_fail_text("completion is made for bash only", "licet completion bash");
    cli_complete_bash(stdout);
    return 0;
}
