/* Completion for bash, zsh and fish, from the same two tables as the help. */
#include "cli/cli.h"

#include <string.h>

/* ---- what values an option takes ---- */

static const char FILES[] = "", FOLDERS[] = "/";

static const struct {
    cli_option id;
    const char *words; /* with blanks between them, or FILES, or FOLDERS */
} values[] = {
    {CLI_OPT_OUT, FILES},
    {CLI_OPT_POLICY, FILES},
    {CLI_OPT_LIST, FILES},
    {CLI_OPT_IN, FILES},
    {CLI_OPT_HOME, FOLDERS},
    {CLI_OPT_DATA, FOLDERS},
    {CLI_OPT_SOURCE, "us_csl us_bis_dpl own"},
    {CLI_OPT_TYPE, "person org vessel aircraft"},
    {CLI_OPT_FORMAT, "table csv jsonl"},
};
enum { N_VALUES = sizeof values / sizeof *values };

/* NULL: nobody knows. */
static const char *values_of(cli_option id)
{
    for (size_t i = 0; i < N_VALUES; i++)
        if (values[i].id == id) return values[i].words;
    return NULL;
}

/* Do a command's words name files? */
static bool takes_files(const cli_command *c)
{
    return strstr(c->operands, "FILE") || strstr(c->operands, "ORDERS") ||
           strstr(c->operands, "FACTS");
}

/* ---- words of commands ---- */

/* Is command i the first whose name begins with this first word? Commands of one group stand
 * together in the table. */
static bool begins_group(size_t i)
{
    const char *name = cli_command_at(i)->name;
    size_t len = strcspn(name, " ");
    if (i == 0) return true;
    const char *before = cli_command_at(i - 1)->name;
    return strcspn(before, " ") != len || memcmp(before, name, len) != 0;
}

static size_t group_start(size_t i)
{
    while (!begins_group(i)) i--;
    return i;
}

static bool is_group(size_t i)
{
    return strchr(cli_command_at(i)->name, ' ') != NULL;
}

static int first_word_len(size_t i)
{
    return (int)strcspn(cli_command_at(i)->name, " ");
}

/* The second word of command k if it is of the group of command i, else NULL. */
static const char *second_word(size_t i, size_t k)
{
    size_t len = (size_t)first_word_len(i);
    const char *name = cli_command_at(k)->name;
    bool same = strncmp(name, cli_command_at(i)->name, len) == 0 && name[len] == ' ';
    return same ? name + len + 1 : NULL;
}

static void second_words(FILE *to, size_t i, const char *between)
{
    const char *before = "";
    for (size_t k = i; cli_command_at(k); k++) {
        if (!second_word(i, k)) continue;
        fprintf(to, "%s%s", before, second_word(i, k));
        before = between;
    }
}

/* Inside '...' of a shell; before each character of special stands a backslash. */
static void put_quoted(FILE *to, const char *s, const char *special)
{
    for (; *s; s++) {
        if (*s == '\'') {
            fputs(special[0] == '\'' ? "\\'" : "'\\''", to);
            continue;
        }
        if (strchr(special, *s)) fputc('\\', to);
        fputc(*s, to);
    }
}

/* ---- bash ---- */

static void bash_values(FILE *to)
{
    fputs("  case $prev in\n    -o", to);
    for (size_t i = 0; i < N_VALUES; i++)
        if (values[i].words == FILES || values[i].words == FOLDERS)
            fprintf(to, "|--%s", cli_options[values[i].id].name);
    fputs(") mapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); return ;;\n", to);
    for (size_t i = 0; i < N_VALUES; i++)
        if (values[i].words != FILES && values[i].words != FOLDERS)
            fprintf(to,
                    "    --%s) mapfile -t COMPREPLY < <(compgen -W '%s' -- \"$cur\"); return ;;\n",
                    cli_options[values[i].id].name, values[i].words);
    fputs("  esac\n", to);
}

static void bash_commands(FILE *to)
{
    fputs("  name=${named[0]:-}\n  case $name in\n", to);
    for (size_t i = 0; cli_command_at(i); i++) {
        if (!is_group(i) || !begins_group(i)) continue;
        fprintf(to, "    %.*s) if ((${#named[@]} > 1)); then name+=\" ${named[1]}\"; else words='",
                first_word_len(i), cli_command_at(i)->name);
        second_words(to, i, " ");
        fputs("'; fi ;;\n", to);
    }
    fputs("    '') words='", to);
    for (size_t i = 0; cli_command_at(i); i++)
        if (begins_group(i)) fprintf(to, " %.*s", first_word_len(i), cli_command_at(i)->name);
    fputs("' ;;\n  esac\n", to);
}

static void bash_options(FILE *to)
{
    fputs("  case $name in\n", to);
    for (size_t i = 0; cli_command_at(i); i++) {
        const cli_command *c = cli_command_at(i);
        fprintf(to, "    '%s') words='", c->name);
        for (size_t k = 0; k < CLI_MAX_OPTIONS && c->options[k]; k++)
            fprintf(to, " --%s", cli_options[c->options[k]].name);
        fputs("' ;;\n", to);
    }
    fputs("  esac\n  if [[ $cur == -* ]]; then\n    words+='", to);
    for (size_t i = 1; i < CLI_OPT_COUNT; i++)
        if (cli_options[i].everywhere) fprintf(to, " --%s", cli_options[i].name);
    fputs("'\n", to);
}

static void complete_bash(FILE *to)
{
    fputs("# bash completion for licet; made by: licet completion bash\n"
          "_licet() {\n"
          "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words='' name w\n"
          "  local -a named=()\n"
          "  for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do [[ $w == -* ]] || named+=(\"$w\"); "
          "done\n",
          to);
    bash_values(to);
    bash_commands(to);
    bash_options(to);
    fputs(
        "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
        "  else\n    words=$(printf '%s\\n' $words | grep -v '^--')\n"
        "    if [[ -n $words ]]; then mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
        "    else mapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); fi\n"
        "  fi\n}\ncomplete -o filenames -F _licet licet\n",
        to);
}

/* ---- zsh ---- */

static const char ZSH_SPECIAL[] = "[]:";

static void zsh_option(FILE *to, cli_option id)
{
    const cli_option_row *o = &cli_options[id];
    const char *words = values_of(id);
    fprintf(to, " '%s--%s[", o->repeats ? "*" : "", o->name);
    put_quoted(to, o->help, ZSH_SPECIAL);
    fputs("]", to);
    if (o->value) {
        fputc(':', to);
        put_quoted(to, o->value, ZSH_SPECIAL);
        fputc(':', to);
    }
    if (words == FILES || words == FOLDERS)
        fputs(words == FILES ? "_files" : "_files -/", to);
    else if (words)
        fprintf(to, "(%s)", words);
    fputc('\'', to);
}

static void zsh_first_words(FILE *to)
{
    fputs("    commands=(\n", to);
    for (size_t i = 0; cli_command_at(i); i++) {
        const cli_command *c = cli_command_at(i);
        if (!begins_group(i) || c->hidden) continue;
        fprintf(to, "      '%.*s:", first_word_len(i), c->name);
        if (is_group(i))
            second_words(to, i, ", ");
        else
            put_quoted(to, c->summary, ZSH_SPECIAL);
        fputs("'\n", to);
    }
    fputs("    )\n    _describe command commands; return\n", to);
}

static void zsh_second_words(FILE *to, size_t i)
{
    fprintf(to, "    %.*s) if (( CURRENT == 3 )); then\n        commands=(\n", first_word_len(i),
            cli_command_at(i)->name);
    for (size_t k = i; cli_command_at(k); k++) {
        if (!second_word(i, k)) continue;
        fprintf(to, "          '%s:", second_word(i, k));
        put_quoted(to, cli_command_at(k)->summary, ZSH_SPECIAL);
        fputs("'\n", to);
    }
    fputs("        )\n        _describe command commands; return\n      fi\n"
          "      name=\"$words[2] $words[3]\" ;;\n",
          to);
}

static void complete_zsh(FILE *to)
{
    fputs("#compdef licet\n# zsh completion for licet; made by: licet completion zsh\n_licet() {\n"
          "  local name\n  local -a commands everywhere\n  everywhere=(",
          to);
    for (size_t i = 1; i < CLI_OPT_COUNT; i++)
        if (cli_options[i].everywhere) zsh_option(to, (cli_option)i);
    fputs(")\n  if (( CURRENT == 2 )); then\n", to);
    zsh_first_words(to);
    fputs("  fi\n  case $words[2] in\n", to);
    for (size_t i = 0; cli_command_at(i); i++)
        if (is_group(i) && begins_group(i)) zsh_second_words(to, i);
    fputs("    *) name=$words[2] ;;\n  esac\n  case $name in\n", to);
    for (size_t i = 0; cli_command_at(i); i++) {
        const cli_command *c = cli_command_at(i);
        fprintf(to, "    '%s') _arguments $everywhere", c->name);
        for (size_t k = 0; k < CLI_MAX_OPTIONS && c->options[k]; k++) zsh_option(to, c->options[k]);
        fprintf(to, " '*:word:%s' ;;\n", takes_files(c) ? "_files" : "");
    }
    fputs("  esac\n}\nif [[ $funcstack[1] == _licet ]]; then _licet \"$@\"; else compdef _licet "
          "licet; fi\n",
          to);
}

/* ---- fish ---- */

static const char FISH_SPECIAL[] = "'\\";

/* The condition that a command has been typed. */
static void fish_seen(FILE *to, const char *name)
{
    const char *second = strchr(name, ' ');
    fprintf(to, "-n '__fish_seen_subcommand_from %.*s", (int)strcspn(name, " "), name);
    if (second) fprintf(to, "; and __fish_seen_subcommand_from %s", second + 1);
    fputc('\'', to);
}

static void fish_word(FILE *to, const char *word, int len, const char *help)
{
    fprintf(to, " -a %.*s -d '", len, word);
    put_quoted(to, help, FISH_SPECIAL);
    fputs("'\n", to);
}

static void fish_option(FILE *to, cli_option id)
{
    const cli_option_row *o = &cli_options[id];
    const char *words = values_of(id);
    fprintf(to, " -l %s", o->name);
    if (o->letter) fprintf(to, " -s %c", o->letter);
    if (o->value) fputs(words == FILES ? " -r -F" : " -x", to);
    if (words == FOLDERS) fputs(" -a '(__fish_complete_directories)'", to);
    if (words && words != FILES && words != FOLDERS) fprintf(to, " -a '%s'", words);
    fputs(" -d '", to);
    put_quoted(to, o->help, FISH_SPECIAL);
    fputs("'\n", to);
}

static void fish_commands(FILE *to)
{
    for (size_t i = 0; cli_command_at(i); i++) {
        const cli_command *c = cli_command_at(i);
        if (begins_group(i) && !c->hidden) {
            fputs("complete -c licet -n __fish_use_subcommand", to);
            fish_word(to, c->name, first_word_len(i),
                      is_group(i) ? "several commands" : c->summary);
        }
        if (!is_group(i)) continue;
        fprintf(to,
                "complete -c licet -n '__fish_seen_subcommand_from %.*s; and not "
                "__fish_seen_subcommand_from ",
                first_word_len(i), c->name);
        second_words(to, group_start(i), " ");
        fputc('\'', to);
        const char *second = strchr(c->name, ' ') + 1;
        fish_word(to, second, (int)strlen(second), c->summary);
    }
}

static void complete_fish(FILE *to)
{
    fputs("# fish completion for licet; made by: licet completion fish\ncomplete -c licet -f\n",
          to);
    fish_commands(to);
    for (size_t i = 0; cli_command_at(i); i++) {
        const cli_command *c = cli_command_at(i);
        if (takes_files(c)) {
            fputs("complete -c licet ", to);
            fish_seen(to, c->name);
            fputs(" -F\n", to);
        }
        for (size_t k = 0; k < CLI_MAX_OPTIONS && c->options[k]; k++) {
            fputs("complete -c licet ", to);
            fish_seen(to, c->name);
            fish_option(to, c->options[k]);
        }
    }
    for (size_t i = 1; i < CLI_OPT_COUNT; i++) {
        if (!cli_options[i].everywhere) continue;
        fputs("complete -c licet", to);
        fish_option(to, (cli_option)i);
    }
}

/* ---- the command ---- */

static const struct {
    const char *shell;
    void (*complete)(FILE *to);
} shells[] = {{"bash", complete_bash}, {"zsh", complete_zsh}, {"fish", complete_fish}};

int cli_completion(cli_run *r)
{
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (strcmp(r->args->words[0], shells[i].shell) != 0) continue;
        shells[i].complete(stdout);
        return 0;
    }
    return cli_fail_text("completion is made for bash, zsh and fish", "licet completion bash");
}
