/* licet screen, match, and determine by lines: questions and their answers. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "cli/lines.h"

/* ---- screen ---- */

static int verdict_exit(licet_verdict v)
{
    switch (v) {
    case LICET_NOT_SCREENED: return CLI_EXIT_TROUBLE;
    case LICET_NO_MATCH: return CLI_EXIT_NONE;
    case LICET_POSSIBLE_MATCH:
    case LICET_MATCH: break;
    }
    return CLI_EXIT_FOUND;
}

static int show_screening(const cli_run *r, const licet_text *json, licet_error *err)
{
    licet_text text = {0};
    if (cli_args_has(r->args, CLI_OPT_JSON)) {
        fwrite(json->data, 1, json->len, stdout);
        if (!json->len || json->data[json->len - 1] != '\n') fputc('\n', stdout);
        return 0;
    }
    int rc = licet_screen_text(json->data, json->len, cli_width(), r->colour, &text, err);
    if (!rc) fwrite(text.data, 1, text.len, stdout);
    licet_text_done(&text);
    return rc;
}

/* What is no date would agree with nothing, and nobody would notice. */
static int birth_failed(const char *birth)
{
    char message[160];
    snprintf(message, sizeof message, "not a date of birth: %.60s", birth);
    return cli_fail_text(message, "write it as YYYY-MM-DD, YYYY-MM or YYYY");
}

int cli_screen(cli_run *r)
{
    const cli_args *a = r->args;
    const char *idents[CLI_MAX_GIVEN];
    licet_party party = {.name = a->words[0],
                         .type = cli_args_value(a, CLI_OPT_TYPE),
                         .country = cli_args_value(a, CLI_OPT_COUNTRY),
                         .address = cli_args_value(a, CLI_OPT_ADDRESS),
                         .birth = cli_args_value(a, CLI_OPT_BIRTH),
                         .idents = idents};
    party.n_idents = cli_args_values(a, CLI_OPT_ID, idents);
    if (party.birth && !licet_birth_fits(party.birth)) return birth_failed(party.birth);
    licet_snapshot *s;
    licet_text json = {0};
    licet_verdict verdict = LICET_NOT_SCREENED;
    licet_error e = {0};
    int rc = licet_snapshot_known_at(r->l, cli_args_value(a, CLI_OPT_KNOWN_AT), &s, &e);
    if (rc) return cli_fail(&e);
    rc = licet_screen(s, licet_store_sink(r->l), &party, cli_args_value(a, CLI_OPT_AS_OF), &json,
                      &verdict, &e);
    if (!rc) rc = show_screening(r, &json, &e);
    licet_text_done(&json);
    licet_snapshot_release(s);
    return rc ? cli_fail(&e) : verdict_exit(verdict);
}

/* ---- one line in, one line out ---- */

typedef struct asker {
    licet_snapshot *snapshot;
    const licet_sink *sink;
    licet_list *list;
    double threshold;
    int limit;
    int exit_code;
} asker;

typedef int (*answer_line)(asker *k, const cli_lines *line, licet_text *out, licet_error *err);

static int input_failed(void)
{
    char message[160];
    snprintf(message, sizeof message, "standard input cannot be read: %s", strerror(errno));
    return cli_fail_text(message, "the answers so far are those of the lines before");
}

/* Lines of standard input to answers on standard output, until either ends. */
static int stream(asker *k, answer_line answer)
{
    cli_lines in = {.from = stdin};
    licet_error e = {0};
    int rc = 0;
    while (!rc && !ferror(stdout) && cli_lines_next(&in)) {
        licet_text out = {0};
        if (cli_lines_blank(&in)) continue;
        rc = answer(k, &in, &out, &e);
        if (rc) break;
        fwrite(out.data, 1, out.len, stdout);
        fputc('\n', stdout);
        licet_text_done(&out);
    }
    bool broken = ferror(stdin) != 0;
    cli_lines_done(&in);
    if (rc) return cli_fail(&e);
    return broken ? input_failed() : k->exit_code;
}

static void say_waiting(const cli_run *r)
{
    if (!r->quiet && cli_stdin_is_terminal())
        fputs("licet: reading standard input, one JSON object a line; end with Ctrl-D\n", stderr);
}

static int answer_facts(asker *k, const cli_lines *line, licet_text *out, licet_error *err)
{
    int code = CLI_EXIT_TROUBLE;
    int rc = licet_determine(k->snapshot, k->sink, line->data, line->len, out, &code, err);
    if (!rc && code > k->exit_code) k->exit_code = code;
    return rc;
}

int cli_determine_lines(cli_run *r)
{
    asker k = {.sink = licet_store_sink(r->l)};
    licet_error e = {0};
    const char *known_at = cli_args_value(r->args, CLI_OPT_KNOWN_AT);
    if (licet_snapshot_known_at(r->l, known_at, &k.snapshot, &e)) return cli_fail(&e);
    say_waiting(r);
    int code = stream(&k, answer_facts);
    licet_snapshot_release(k.snapshot);
    return code;
}

static int answer_query(asker *k, const cli_lines *line, licet_text *out, licet_error *err)
{
    int rc = licet_list_match(k->list, line->data, line->len, k->threshold, k->limit, out, err);
    if (!rc && cli_json_get(out->data, "error")) k->exit_code = CLI_EXIT_TROUBLE;
    return rc;
}

static bool read_number(const char *text, double low, double high, double *out)
{
    char *end;
    double v = strtod(text, &end);
    if (end == text || *end || !(v >= low && v <= high)) return false;
    *out = v;
    return true;
}

int cli_match(cli_run *r)
{
    enum { MAX_LIMIT = 1000000 };
    const cli_args *a = r->args;
    const char *list = cli_args_value(a, CLI_OPT_LIST);
    const char *threshold = cli_args_value(a, CLI_OPT_THRESHOLD);
    const char *limit = cli_args_value(a, CLI_OPT_LIMIT);
    asker k = {.threshold = 0.001};
    double n = 10;
    licet_error e = {0};
    if (!list) return cli_fail_text("licet match needs --list FILE", "licet help match shows how");
    if (threshold && !read_number(threshold, 0, 1, &k.threshold))
        return cli_fail_text("--threshold is a score from 0 to 1", NULL);
    if (limit && (!read_number(limit, 1, MAX_LIMIT, &n) || n != (int)n))
        return cli_fail_text("--limit is a whole number from 1 to 1000000", NULL);
    k.limit = (int)n;
    if (licet_list_open(r->l, list, &k.list, &e)) return cli_fail(&e);
    say_waiting(r);
    int code = stream(&k, answer_query);
    licet_list_close(k.list);
    return code;
}
