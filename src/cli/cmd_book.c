/* licet book import, book status, rescreen: the customers of the house. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "cli/mapping.h"
#include "cli/progress.h"

enum { TEXT = 400, SHOWN = 20 };

static const char *text(const char *json, const char *key, char out[TEXT])
{
    return cli_json_text(cli_json_get(json, key), out, TEXT);
}

static int64_t number(const char *json, const char *key)
{
    return cli_json_int(cli_json_get(json, key), 0);
}

static void wrapped(const char *line, int indent)
{
    printf("%*s", indent, "");
    cli_put_wrapped(stdout, line, indent + 2, indent, cli_width());
}

/* ---- book import ---- */

static void columns(const char *json)
{
    char line[2 * TEXT], to[TEXT];
    puts("Columns:");
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "columns")); cli_json_step(&w);) {
        cli_json_text(w.value, to, sizeof to);
        snprintf(line, sizeof line, "%s: %s", w.key, to[0] ? to : "not read");
        wrapped(line, 2);
    }
}

static void remarks(const char *json)
{
    char line[2 * TEXT], message[TEXT], count[32];
    int64_t total = number(json, "remarks_total"), n = 0;
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "remarks"));
         n < SHOWN && cli_json_step(&w); n++) {
        snprintf(line, sizeof line, "line %" PRId64 ": %s", number(w.value, "line"),
                 text(w.value, "message", message));
        wrapped(line, 2);
    }
    if (total > n) printf("  ... and %s more remarks\n", cli_count_text(total - n, count));
}

static void edition_line(const char *e)
{
    char id[TEXT], date[TEXT], n[5][32], line[2 * TEXT];
    static const char *const counts[] = {"customers", "added", "changed", "removed", "unchanged"};
    for (size_t i = 0; i < 5; i++) cli_count_text(number(e, counts[i]), n[i]);
    snprintf(line, sizeof line,
             "%s of %s: %s customers; %s added, %s changed, %s removed, %s unchanged",
             text(e, "edition", id), text(e, "date", date), n[0], n[1], n[2], n[3], n[4]);
    wrapped(line, 0);
}

static void import_text(const char *json)
{
    columns(json);
    remarks(json);
    putchar('\n');
    edition_line(json);
    puts(cli_json_true(cli_json_get(json, "same_as_before"))
             ? "The same as before: nothing was changed."
             : "In force: licet rescreen screens it.");
}

int cli_book_import(cli_run *r)
{
    licet_book_params p = {.file = r->args->words[0],
                           .date = cli_args_value(r->args, CLI_OPT_DATE),
                           .progress = cli_progress_tell};
    licet_text json = {0};
    licet_error e = {0};
    cli_progress progress;
    int ok = 0;
    if (!cli_threads(r->args, &p.threads)) p.threads = 1;
    cli_progress_begin(&progress, r->quiet);
    p.progress_ctx = &progress;
    int rc = licet_book_import(r->l, &p, &json, &ok, &e);
    cli_progress_clear(&progress);
    if (rc) return cli_fail(&e);
    if (!r->quiet) cli_show_sheet(json.data);
    cli_bad_rows(p.file, cli_json_get(json.data, "bad"));
    if (cli_args_has(r->args, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else if (ok && !r->quiet)
        import_text(json.data);
    licet_text_done(&json);
    if (!ok) cli_fail_text("nothing was taken in", "correct the rows and import the file again");
    return ok ? CLI_EXIT_NONE : CLI_EXIT_TROUBLE;
}

/* ---- book status ---- */

static void verdict_counts(const char *verdicts)
{
    char count[32];
    bool first = true;
    for (cli_json_walk w = cli_json_begin(verdicts); cli_json_step(&w);) {
        if (!cli_json_int(w.value, 0)) continue;
        printf("%s%s %s", first ? "  " : ", ", cli_count_text(cli_json_int(w.value, 0), count),
               w.key);
        first = false;
    }
    putchar('\n');
}

static void status_text(const char *json)
{
    char id[TEXT], day[TEXT], count[32];
    const char *run = cli_json_get(json, "last_run");
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "editions")); cli_json_step(&w);)
        edition_line(w.value);
    putchar('\n');
    if (text(run, "run", id)[0]) {
        printf("Last run %s, as of %s: %s open\n", id, text(run, "as_of", day),
               cli_count_text(number(run, "open"), count));
        verdict_counts(cli_json_get(run, "verdicts"));
    } else {
        puts("It was never screened.");
    }
    puts(cli_json_true(cli_json_get(json, "rescreen_due"))
             ? "A rescreen is due: book, lists or policy changed since. licet rescreen"
             : "Book, lists and policy are those of the last run.");
}

int cli_book_status(cli_run *r)
{
    licet_text json = {0};
    licet_error e = {0};
    int due = 0;
    if (licet_book_status(r->l, &json, &due, &e)) return cli_fail(&e);
    if (cli_args_has(r->args, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else
        status_text(json.data);
    licet_text_done(&json);
    return due ? CLI_EXIT_FOUND : CLI_EXIT_NONE;
}

/* ---- rescreen ---- */

static void change_lines(const char *json, const char *key, const char *title)
{
    char count[32], id[TEXT], name[TEXT], list[TEXT], listed[TEXT], why[TEXT], line[6 * TEXT];
    int64_t n = 0, total = 0;
    const char *all = cli_json_get(json, key);
    for (cli_json_walk w = cli_json_begin(all); cli_json_step(&w);) total++;
    if (!total) return;
    printf("\n%s: %s\n", title, cli_count_text(total, count));
    for (cli_json_walk w = cli_json_begin(all); n < SHOWN && cli_json_step(&w); n++) {
        text(w.value, "why", why);
        snprintf(line, sizeof line, "%s %s / %s %s%s%s", text(w.value, "id", id),
                 text(w.value, "name", name), text(w.value, "list", list),
                 text(w.value, "listed", listed), why[0] ? ": " : "", why);
        wrapped(line, 2);
    }
    if (total > n)
        printf("  ... and %s more (--json or --out)\n", cli_count_text(total - n, count));
}

static void hit_line(const char *hit)
{
    char list[TEXT], name[TEXT], score[TEXT], state[TEXT], line[4 * TEXT];
    int64_t age = number(hit, "age_days");
    if (strcmp(text(hit, "change", state), "gone") == 0) return;
    snprintf(line, sizeof line, "%s %s, %.2f: %s, %" PRId64 " day%s", text(hit, "list", list),
             text(hit, "name", name), strtod(text(hit, "score", score), NULL),
             text(hit, "state", state), age, age == 1 ? "" : "s");
    wrapped(line, 4);
}

static void look_at(const char *json)
{
    char id[TEXT], name[TEXT], country[TEXT], verdict[TEXT], decision[TEXT], line[5 * TEXT];
    char count[32];
    int64_t n = 0, total = 0;
    const char *all = cli_json_get(json, "look_at");
    for (cli_json_walk w = cli_json_begin(all); cli_json_step(&w);) total++;
    if (!total) return;
    printf("\nLook at: %s customer%s\n", cli_count_text(total, count), total == 1 ? "" : "s");
    for (cli_json_walk w = cli_json_begin(all); n < SHOWN && cli_json_step(&w); n++) {
        text(w.value, "country", country);
        snprintf(line, sizeof line, "%s %s%s%s: %s, %s", text(w.value, "id", id),
                 text(w.value, "name", name), country[0] ? ", " : "", country,
                 text(w.value, "verdict", verdict), text(w.value, "decision", decision));
        wrapped(line, 2);
        for (cli_json_walk h = cli_json_begin(cli_json_get(w.value, "hits")); cli_json_step(&h);)
            hit_line(h.value);
    }
    if (total > n)
        printf("  ... and %s more (--json or --out)\n", cli_count_text(total - n, count));
}

static void ages_line(const char *json)
{
    char count[32];
    printf("\n%s open, by age in days:", cli_count_text(number(json, "open"), count));
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "ages")); cli_json_step(&w);)
        printf("  %s: %s", strcmp(w.key, "over") == 0 ? "over 30" : w.key,
               cli_count_text(cli_json_int(w.value, 0), count));
    putchar('\n');
}

static void rescreen_text(const char *json)
{
    static const struct {
        const char *key, *title;
    } changes[] = {{"new", "New hits"},
                   {"reopened", "Open again"},
                   {"changed", "List entry changed"},
                   {"settled", "Settled since"},
                   {"gone", "Gone"}};
    char day[TEXT], remedy[TEXT], before[TEXT], n[32], m[32];
    printf("%s customers as of %s, %s decisions recorded\n",
           cli_count_text(number(json, "customers"), n), text(json, "as_of", day),
           cli_count_text(number(json, "recorded"), m));
    verdict_counts(cli_json_get(json, "verdicts"));
    if (text(cli_json_get(json, "before"), "as_of", before)[0])
        printf("Compared with the run as of %s:\n", before);
    else
        puts("The first run: everything is new.");
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        change_lines(json, changes[i].key, changes[i].title);
    look_at(json);
    ages_line(json);
    if (text(json, "remedy", remedy)[0]) wrapped(remedy, 0);
    if (number(json, "open"))
        puts("licet resolve DECISION --false-hit --reason CODE --note TEXT   or   --true-match");
    cli_put_wrapped(stdout, licet_disclaimer(), 0, 0, cli_width());
}

static int run_rescreen(cli_run *r, licet_rescreen_params p)
{
    licet_snapshot *s;
    licet_text json = {0};
    licet_error e = {0};
    cli_progress progress;
    int code = CLI_EXIT_TROUBLE;
    const char *known_at = cli_args_value(r->args, CLI_OPT_KNOWN_AT);
    if (licet_snapshot_known_at(r->l, known_at, &s, &e)) return cli_fail(&e);
    cli_progress_begin(&progress, r->quiet);
    p.progress = cli_progress_tell;
    p.progress_ctx = &progress;
    int rc = licet_rescreen(r->l, s, licet_store_sink(r->l), &p, &json, &code, &e);
    cli_progress_clear(&progress);
    licet_snapshot_release(s);
    if (rc) return cli_fail(&e);
    if (cli_args_has(r->args, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else if (!r->quiet)
        rescreen_text(json.data);
    licet_text_done(&json);
    return code;
}

int cli_rescreen(cli_run *r)
{
    const cli_args *a = r->args;
    const char *outs[CLI_MAX_GIVEN];
    licet_rescreen_params p = {.since = cli_args_value(a, CLI_OPT_SINCE),
                               .as_of = cli_args_value(a, CLI_OPT_AS_OF),
                               .outs = outs};
    p.n_outs = cli_args_values(a, CLI_OPT_OUT, outs);
    if (p.since && cli_args_has(a, CLI_OPT_ALL))
        return cli_fail_text("--all or --since DATE, not both", "licet help rescreen shows how");
    if (!cli_threads(a, &p.threads))
        return cli_fail_text("--threads is a whole number from 1 to 64", NULL);
    return run_rescreen(r, p);
}
