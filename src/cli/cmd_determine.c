/* licet determine: one transaction for a person, or a stream of them for programs. */
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/stated.h"

static bool for_a_person(const cli_args *a)
{
    static const cli_option personal[] = {CLI_OPT_FACT,        CLI_OPT_PARTY, CLI_OPT_AS_OF,
                                          CLI_OPT_AND_AS_OF,   CLI_OPT_JSON,  CLI_OPT_HTML,
                                          CLI_OPT_APPLICATION, CLI_OPT_ASK};
    for (size_t i = 0; i < sizeof personal / sizeof *personal; i++)
        if (cli_args_has(a, personal[i])) return true;
    return a->n_words > 0 || (cli_stdin_is_terminal() && !cli_args_has(a, CLI_OPT_JSONL));
}

/* Nothing is decided for an unnamed day without saying so. */
static int with_a_day(const cli_run *r, cli_stated *s, licet_text *facts, licet_error *err)
{
    int rc = cli_stated_json(s, facts, err);
    if (rc || cli_json_get(facts->data, "as_of") || !s->today[0]) return rc;
    licet_text_done(facts);
    s->as_of = s->today;
    if (!r->quiet)
        fprintf(stderr, "licet: no day given: as of today, %s (--as-of asks about another)\n",
                s->today);
    return cli_stated_json(s, facts, err);
}

static int answer(const cli_run *r, licet_snapshot *snapshot, const licet_text *facts,
                  licet_text *out, int *code, licet_error *err)
{
    const licet_sink *sink = licet_store_sink(r->l);
    const char *other = cli_args_value(r->args, CLI_OPT_AND_AS_OF);
    char day[16];
    if (!other)
        return licet_explain(snapshot, sink, facts->data, facts->len,
                             cli_args_has(r->args, CLI_OPT_APPLICATION), out, code, err);
    cli_json_text(cli_json_get(facts->data, "as_of"), day, sizeof day);
    return licet_explain_between(snapshot, sink, facts->data, facts->len, day, other, out, code,
                                 err);
}

static int show(const cli_run *r, const licet_text *json, licet_error *err)
{
    licet_text text = {0};
    int rc = 0;
    if (cli_args_has(r->args, CLI_OPT_JSON)) {
        printf("%s\n", json->data);
        return 0;
    }
    if (cli_args_has(r->args, CLI_OPT_HTML))
        rc = licet_explain_html(json->data, json->len, &text, err);
    else
        rc = licet_explain_text(json->data, json->len, cli_width(), r->colour, &text, err);
    if (!rc) fwrite(text.data, 1, text.len, stdout);
    licet_text_done(&text);
    return rc;
}

static int one(const cli_run *r, licet_snapshot *snapshot, cli_stated *s, int *code,
               licet_error *err)
{
    const cli_args *a = r->args;
    licet_text facts = {0}, json = {0};
    bool bare = !a->n_words && !s->n_facts && !s->n_parties && cli_stdin_is_terminal();
    bool ask = bare || cli_args_has(a, CLI_OPT_ASK);
    int rc = ask ? cli_ask_missing(s, snapshot, err) : 0;
    if (!rc) rc = with_a_day(r, s, &facts, err);
    if (!rc) rc = answer(r, snapshot, &facts, &json, code, err);
    if (!rc) rc = show(r, &json, err);
    if (!rc && ask) {
        fflush(stdout);
        fputs("\nThe same again:\n", stderr);
        cli_stated_command(s, stderr);
    }
    licet_text_done(&facts);
    licet_text_done(&json);
    return rc;
}

int cli_determine(cli_run *r)
{
    cli_stated s;
    licet_snapshot *snapshot;
    licet_error e = {0};
    int code = CLI_EXIT_TROUBLE;
    if (!for_a_person(r->args)) return cli_determine_lines(r);
    if (cli_args_has(r->args, CLI_OPT_JSONL))
        return cli_fail_text("--jsonl reads the facts of standard input, and nothing else",
                             "leave it out to ask about one transaction");
    if (cli_args_has(r->args, CLI_OPT_JSON) && cli_args_has(r->args, CLI_OPT_HTML))
        return cli_fail_text("--json and --html are two answers; ask twice", NULL);
    if (cli_args_has(r->args, CLI_OPT_AND_AS_OF) && cli_args_has(r->args, CLI_OPT_APPLICATION))
        return cli_fail_text("--application is about one day, --and-as-of about two",
                             "ask for the application on the day you ship");
    if (!cli_stated_read(r->args, &s)) {
        cli_stated_done(&s);
        return CLI_EXIT_TROUBLE;
    }
    const char *known_at = cli_args_value(r->args, CLI_OPT_KNOWN_AT);
    int rc = licet_snapshot_known_at(r->l, known_at, &snapshot, &e);
    if (!rc) {
        rc = one(r, snapshot, &s, &code, &e);
        licet_snapshot_release(snapshot);
    }
    cli_stated_done(&s);
    return rc ? cli_fail(&e) : code;
}
