/* licet hits, resolve: what people decide about hits. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "cli/mapping.h"

enum { TEXT = 400 };

static const char *text(const char *json, const char *key, char out[TEXT])
{
    return cli_json_text(cli_json_get(json, key), out, TEXT);
}

/* ---- hits ---- */

static const char *state_words(const char *state)
{
    static const struct {
        const char *state, *words;
    } words[] = {{"awaits_second_person", "awaits a second person"},
                 {"false_hit", "resolved: a false hit"},
                 {"true_match", "resolved: a true match"},
                 {"gone", "no longer found"},
                 {"escalated", "escalated"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(state, words[i].state) == 0) return words[i].words;
    return state;
}

static void hit_block(const char *hit)
{
    char party[TEXT], country[TEXT], name[TEXT], list[TEXT], verdict[TEXT], state[TEXT],
        order[TEXT], decision[TEXT], resolution[TEXT], score[TEXT], number[TEXT], line[6 * TEXT];
    int64_t age = cli_json_int(cli_json_get(hit, "age_days"), 0);
    text(hit, "country", country);
    text(hit, "order", order);
    text(hit, "resolution", resolution);
    text(hit, "book_id", number);
    snprintf(line, sizeof line, "%s%s%s%s", text(hit, "party", party), country[0] ? " (" : "",
             country, country[0] ? ")" : "");
    cli_put_wrapped(stdout, line, 2, 0, cli_width());
    snprintf(line, sizeof line, "%s %s, %s: %.2f", text(hit, "list", list), text(hit, "name", name),
             text(hit, "verdict", verdict), strtod(text(hit, "score", score), NULL));
    fputs("    ", stdout);
    cli_put_wrapped(stdout, line, 6, 4, cli_width());
    snprintf(line, sizeof line, "%s, %" PRId64 " day%s old%s%s%s%s; %s%s%s",
             state_words(text(hit, "state", state)), age, age == 1 ? "" : "s",
             order[0] ? ", order " : "", order, number[0] ? ", customer " : "", number,
             text(hit, "decision", decision), resolution[0] ? ", " : "", resolution);
    fputs("    ", stdout);
    cli_put_wrapped(stdout, line, 6, 4, cli_width());
}

static void hits_text(const char *json)
{
    char count[32];
    int64_t open = cli_json_int(cli_json_get(json, "open"), 0);
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "hits")); cli_json_step(&w);)
        hit_block(w.value);
    if (!open) {
        fputs("No hit is open.\n", stdout);
        return;
    }
    printf("\n%s open, by age in days:", cli_count_text(open, count));
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "ages")); cli_json_step(&w);)
        printf("  %s: %s", strcmp(w.key, "over") == 0 ? "over 30" : w.key,
               cli_count_text(cli_json_int(w.value, 0), count));
    fputs("\nlicet resolve DECISION --false-hit --reason CODE --note TEXT   or   --true-match\n",
          stdout);
}

static void order_block(const char *order)
{
    char id[TEXT], row[TEXT], what[TEXT], decision[TEXT], line[6 * TEXT];
    bool waits = strcmp(text(order, "state", what), "waits") == 0;
    int64_t age = cli_json_int(cli_json_get(order, "age_days"), 0);
    text(order, "order", id);
    text(order, "line", row);
    snprintf(line, sizeof line, "%s%s%s: %s, %s, %" PRId64 " day%s; %s", id[0] ? id : "(no number)",
             row[0] ? ", line " : "", row, text(order, "disposition", what),
             waits ? "waits for the hits below" : "every hit is settled: check the order again",
             age, age == 1 ? "" : "s", text(order, "decision", decision));
    cli_put_wrapped(stdout, line, 2, 0, cli_width());
    for (cli_json_walk w = cli_json_begin(cli_json_get(order, "hits")); cli_json_step(&w);) {
        char party[TEXT], name[TEXT], list[TEXT], state[TEXT];
        text(w.value, "party", party);
        snprintf(line, sizeof line, "%s / %s (%s): %s", party, text(w.value, "name", name),
                 text(w.value, "list", list), state_words(text(w.value, "state", state)));
        fputs("    ", stdout);
        cli_put_wrapped(stdout, line, 6, 4, cli_width());
    }
}

static int show_orders(cli_run *r)
{
    licet_text json = {0};
    licet_error e = {0};
    char n[32], m[32];
    if (licet_hits_orders(r->l, &json, &e)) return cli_fail(&e);
    int64_t waiting = cli_json_int(cli_json_get(json.data, "waiting"), 0);
    int64_t again = cli_json_int(cli_json_get(json.data, "check_again"), 0);
    if (cli_args_has(r->args, CLI_OPT_JSON)) {
        printf("%s\n", json.data);
    } else {
        const char *orders = cli_json_get(json.data, "orders");
        for (cli_json_walk w = cli_json_begin(orders); cli_json_step(&w);) order_block(w.value);
        printf("%s%s waiting for a hit, %s to check again\n", waiting + again ? "\n" : "",
               cli_count_text(waiting, n), cli_count_text(again, m));
    }
    licet_text_done(&json);
    return waiting + again ? CLI_EXIT_FOUND : CLI_EXIT_NONE;
}

int cli_hits(cli_run *r)
{
    licet_text json = {0};
    licet_error e = {0};
    if (cli_args_has(r->args, CLI_OPT_ORDERS)) return show_orders(r);
    if (licet_hits(r->l, cli_args_has(r->args, CLI_OPT_ALL), &json, &e)) return cli_fail(&e);
    int64_t open = cli_json_int(cli_json_get(json.data, "open"), 0);
    if (cli_args_has(r->args, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else
        hits_text(json.data);
    licet_text_done(&json);
    return open ? CLI_EXIT_FOUND : CLI_EXIT_NONE;
}

/* ---- resolve ---- */

/* Exactly one of the four, or NULL. */
static const char *outcome_of(const cli_args *a)
{
    static const struct {
        cli_option option;
        const char *outcome;
    } outcomes[] = {{CLI_OPT_FALSE_HIT, "false_hit"},
                    {CLI_OPT_TRUE_MATCH, "true_match"},
                    {CLI_OPT_ESCALATE, "escalate"},
                    {CLI_OPT_APPROVE, "approve"}};
    const char *found = NULL;
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        if (!cli_args_has(a, outcomes[i].option)) continue;
        if (found) return NULL;
        found = outcomes[i].outcome;
    }
    return found;
}

static void resolution_line(const char *x)
{
    char id[TEXT], party[TEXT], name[TEXT], outcome[TEXT], until[TEXT], line[6 * TEXT];
    bool second = cli_json_true(cli_json_get(x, "awaits_second_person"));
    text(x, "party", party);
    snprintf(line, sizeof line, "%s: %s%s%s: %s%s%s%s", text(x, "id", id), party,
             party[0] ? " / " : "", text(x, "name", name), text(x, "outcome", outcome),
             second ? "" : " until ", second ? "" : text(x, "until", until),
             second ? "; NOT YET IN FORCE: a second person must approve it" : "");
    cli_put_wrapped(stdout, line, 2, 0, cli_width());
    if (second) printf("  licet resolve %s --approve --by WHO --note TEXT\n", id);
}

static void show_resolutions(const char *json)
{
    const char *all = cli_json_get(json, "resolutions");
    for (cli_json_walk w = cli_json_begin(all); cli_json_step(&w);) resolution_line(w.value);
}

void cli_bad_rows(const char *file, const char *rows)
{
    char message[TEXT], remedy[TEXT];
    for (cli_json_walk w = cli_json_begin(rows); cli_json_step(&w);) {
        licet_error e = {.line = (uint64_t)cli_json_int(cli_json_get(w.value, "line"), 0)};
        snprintf(e.file, sizeof e.file, "%s", file);
        snprintf(e.message, sizeof e.message, "%s", text(w.value, "message", message));
        snprintf(e.remedy, sizeof e.remedy, "%s", text(w.value, "remedy", remedy));
        cli_fail(&e);
    }
}

static void file_summary(const char *json, int ok)
{
    static const struct {
        const char *key, *words;
    } counts[] = {{"rows", "rows"},
                  {"resolved", "resolved"},
                  {"unchanged", "stood so already"},
                  {"unanswered", "without an answer"}};
    char n[32];
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        printf("%s%s %s", i ? ", " : "",
               cli_count_text(cli_json_int(cli_json_get(json, counts[i].key), 0), n),
               counts[i].words);
    puts(ok ? "" : "\nNothing was recorded: correct the rows and import the file again.");
}

static int resolve_file(cli_run *r, const char *file)
{
    const char *by = cli_args_value(r->args, CLI_OPT_BY);
    licet_resolve_file_params p = {.file = file, .by = by ? by : cli_env("USER")};
    licet_text json = {0};
    licet_error e = {0};
    int ok = 0;
    if (r->args->n_words) return cli_fail_text("--in takes no DECISION: the file names them", NULL);
    if (licet_resolve_file(r->l, &p, &json, &ok, &e)) return cli_fail(&e);
    if (!r->quiet) cli_show_sheet(json.data);
    cli_bad_rows(file, cli_json_get(json.data, "bad"));
    if (cli_args_has(r->args, CLI_OPT_JSON)) {
        printf("%s\n", json.data);
    } else if (!r->quiet) {
        show_resolutions(json.data);
        file_summary(json.data, ok);
    }
    licet_text_done(&json);
    return ok ? CLI_EXIT_NONE : CLI_EXIT_TROUBLE;
}

int cli_resolve(cli_run *r)
{
    const cli_args *a = r->args;
    const char *by = cli_args_value(a, CLI_OPT_BY), *file = cli_args_value(a, CLI_OPT_IN);
    if (file) return resolve_file(r, file);
    if (!a->n_words)
        return cli_fail_text("licet resolve needs a DECISION, or --in FILE",
                             "licet help resolve shows how");
    licet_resolve_params p = {.decision = a->words[0],
                              .outcome = outcome_of(a),
                              .entry = cli_args_value(a, CLI_OPT_ENTRY),
                              .reason = cli_args_value(a, CLI_OPT_REASON),
                              .note = cli_args_value(a, CLI_OPT_NOTE),
                              .by = by ? by : cli_env("USER"),
                              .until = cli_args_value(a, CLI_OPT_UNTIL)};
    licet_text json = {0};
    licet_error e = {0};
    if (!p.outcome)
        return cli_fail_text("say one of --false-hit, --true-match, --escalate, --approve",
                             "licet help resolve shows how");
    if (licet_resolve(r->l, &p, &json, &e)) return cli_fail(&e);
    if (cli_args_has(a, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else if (!r->quiet)
        show_resolutions(json.data);
    licet_text_done(&json);
    return CLI_EXIT_NONE;
}
