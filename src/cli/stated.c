#include "cli/stated.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/json.h"

enum { MAX_FILE_BYTES = 4 * 1024 * 1024 };

/* ---- the file ---- */

static bool cannot_read(const char *name, const char *why)
{
    char message[400];
    snprintf(message, sizeof message, "%.300s cannot be read: %s", name, why);
    cli_fail_text(message, "give a file with the facts as one JSON object");
    return false;
}

static bool read_all(FILE *f, const char *name, licet_text *out)
{
    char *data = malloc(MAX_FILE_BYTES + 2);
    if (!data) return cannot_read(name, "no memory");
    size_t len = fread(data, 1, MAX_FILE_BYTES + 1, f);
    data[len] = 0;
    out->data = data;
    out->len = len;
    if (ferror(f)) return cannot_read(name, strerror(errno));
    return len <= MAX_FILE_BYTES || cannot_read(name, "larger than 4 MiB");
}

static bool read_file(const char *name, licet_text *out)
{
    if (strcmp(name, "-") == 0) return read_all(stdin, "standard input", out);
    FILE *f = fopen(name, "rb");
    if (!f) return cannot_read(name, strerror(errno));
    bool ok = read_all(f, name, out);
    fclose(f);
    return ok;
}

bool cli_stated_read(const cli_args *a, cli_stated *out)
{
    *out = (cli_stated){.as_of = cli_args_value(a, CLI_OPT_AS_OF)};
    cli_today(out->today);
    out->n_facts = cli_args_values(a, CLI_OPT_FACT, out->facts);
    out->n_parties = cli_args_values(a, CLI_OPT_PARTY, out->parties);
    if (!a->n_words) return true;
    out->file = a->words[0];
    return read_file(out->file, &out->base);
}

void cli_stated_done(cli_stated *s)
{
    free(s->base.data);
    for (size_t i = 0; i < s->n_typed; i++) free(s->typed[i]);
    *s = (cli_stated){0};
}

int cli_stated_json(const cli_stated *s, licet_text *out, licet_error *err)
{
    licet_stated stated = {.base = s->base.data,
                           .base_len = s->base.len,
                           .facts = s->facts,
                           .n_facts = s->n_facts,
                           .parties = s->parties,
                           .n_parties = s->n_parties,
                           .as_of = s->as_of};
    return licet_facts(&stated, out, err);
}

/* ---- what is typed in ---- */

static char *keep(cli_stated *s, const char *path, const char *between, const char *value)
{
    size_t len = strlen(path) + strlen(between) + strlen(value) + 1;
    char *copy = s->n_typed < CLI_MAX_GIVEN ? malloc(len) : NULL;
    if (!copy) return NULL;
    snprintf(copy, len, "%s%s%s", path, between, value);
    s->typed[s->n_typed++] = copy;
    return copy;
}

bool cli_stated_fact(cli_stated *s, const char *path, const char *value)
{
    char *fact = s->n_facts < CLI_MAX_GIVEN ? keep(s, path, "=", value) : NULL;
    if (fact) s->facts[s->n_facts++] = fact;
    return fact != NULL;
}

bool cli_stated_party(cli_stated *s, const char *party)
{
    char *copy = s->n_parties < CLI_MAX_GIVEN ? keep(s, party, "", "") : NULL;
    if (copy) s->parties[s->n_parties++] = copy;
    return copy != NULL;
}

void cli_stated_undo(cli_stated *s, bool party)
{
    if (party)
        s->n_parties--;
    else
        s->n_facts--;
}

/* ---- the command again ---- */

static bool is_plain(const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "=.,:/_-+%@";
    return word[0] && strspn(word, plain) == strlen(word);
}

/* In single quotes where the shell would take it apart. */
static void put_word(FILE *to, const char *word)
{
    if (is_plain(word)) {
        fputs(word, to);
        return;
    }
    fputc('\'', to);
    for (const char *c = word; *c; c++) {
        char one[2] = {*c, 0};
        if (*c == '\'')
            fputs("'\\''", to);
        else if ((unsigned char)*c < 0x20)
            cli_put_safe(to, one);
        else
            fputc(*c, to);
    }
    fputc('\'', to);
}

static void put_option(FILE *to, const char *option, const char *value)
{
    fprintf(to, " \\\n    %s ", option);
    put_word(to, value);
}

void cli_stated_command(const cli_stated *s, FILE *to)
{
    fputs("licet determine", to);
    if (s->file && strcmp(s->file, "-") != 0) {
        fputc(' ', to);
        put_word(to, s->file);
    }
    if (s->as_of) put_option(to, "--as-of", s->as_of);
    for (size_t i = 0; i < s->n_parties; i++) put_option(to, "--party", s->parties[i]);
    for (size_t i = 0; i < s->n_facts; i++) put_option(to, "--fact", s->facts[i]);
    fputc('\n', to);
}
