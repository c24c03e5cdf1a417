/* licet lists import, lists status. */
#include <inttypes.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "cli/progress.h"

enum {
    DIAGNOSTICS_SHOWN = 5,
    SUBLISTS_PER_LINE = 4,
    TEXT_WIDTH = 80,
    DAY_S = 86400,
    HOUR_S = 3600
};

static int64_t number(const char *json, const char *key)
{
    return cli_json_int(cli_json_get(json, key), 0);
}

static const char *text(const char *json, const char *key, char *out, size_t cap)
{
    return cli_json_text(cli_json_get(json, key), out, cap);
}

/* ---- import ---- */

static void counts(const char *json)
{
    char a[32], b[32], c[32], d[32];
    printf("  %s entries, %s names, from %s rows", cli_count_text(number(json, "entries"), a),
           cli_count_text(number(json, "names"), b), cli_count_text(number(json, "rows"), c));
    if (number(json, "rows_bad"))
        printf(" (%s NOT READ)", cli_count_text(number(json, "rows_bad"), d));
    fputs("\n", stdout);
    if (cli_json_true(cli_json_get(json, "same_as_before"))) {
        fputs("  the same as the edition before\n", stdout);
        return;
    }
    printf("  %s added, %s changed, %s removed, %s unchanged\n",
           cli_count_text(number(json, "added"), a), cli_count_text(number(json, "changed"), b),
           cli_count_text(number(json, "removed"), c),
           cli_count_text(number(json, "unchanged"), d));
}

static void sublists(const char *json)
{
    int n = 0;
    char count[32];
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "sublists")); cli_json_step(&w); n++) {
        fputs(n % SUBLISTS_PER_LINE ? "   " : "\n  ", stdout);
        printf("%-7s %8s", w.key, cli_count_text(cli_json_int(w.value, 0), count));
    }
    if (n) fputs("\n", stdout);
}

static void diagnostics(const char *json)
{
    int64_t total = number(json, "diagnostics_total");
    int shown = 0;
    char what[400], count[32];
    if (!total) return;
    printf("\n  %s remark%s on the file:\n", cli_count_text(total, count), total == 1 ? "" : "s");
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "diagnostics"));
         shown < DIAGNOSTICS_SHOWN && cli_json_step(&w); shown++) {
        printf("    line %" PRId64 ": ", number(w.value, "line"));
        cli_put_safe(stdout, text(w.value, "text", what, sizeof what));
        fputs(cli_json_true(cli_json_get(w.value, "row_lost")) ? " (row not read)\n" : "\n",
              stdout);
    }
    if (total > shown) printf("    ... --json shows up to 100 of them\n");
}

static const struct {
    const char *state, *means;
} states[] = {
    {"in_force", "In force: licet screen and licet check now use it."},
    {"stale", "Stale: it still gives hits, but finding nothing proves nothing. For today, download "
              "it again and import it with its date; for the past, ask with --as-of."},
    {"quarantined",
     "Quarantined: hits come from this edition and the one before, and nothing reads "
     "NO_MATCH. Compare the file with the publisher's and import a good one, or decide: "
     "licet lists approve or reject."},
    {"short",
     "Too short: it gives hits, but nothing reads NO_MATCH. Import the whole list, or, if this "
     "is the whole list, set min_entries in your policy."},
};

static void state_line(const char *json)
{
    char state[32], why[300];
    text(json, "state", state, sizeof state);
    text(json, "why", why, sizeof why);
    if (cli_json_true(cli_json_get(json, "short"))) snprintf(state, sizeof state, "short");
    fputc('\n', stdout);
    if (cli_json_true(cli_json_get(json, "sample"))) {
        cli_put_wrapped(stdout,
                        "A sample: it gives hits, but what is not in it reads NOT_SCREENED. "
                        "Import the whole list for real use.",
                        0, 0, TEXT_WIDTH);
        return;
    }
    if (cli_json_true(cli_json_get(json, "partial"))) {
        cli_put_wrapped(stdout,
                        "Not whole: this list comes in several files, and the others are missing. "
                        "It gives hits, but finding nothing reads NOT_SCREENED. Name all files of "
                        "one day.",
                        0, 0, TEXT_WIDTH);
        return;
    }
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(state, states[i].state) == 0)
            cli_put_wrapped(stdout, states[i].means, 0, 0, TEXT_WIDTH);
    if (!why[0]) return;
    cli_put_safe(stdout, why);
    fputc('\n', stdout);
}

static void import_report(const char *json)
{
    char source[40], format[40], date[40];
    text(json, "list_date", date, sizeof date);
    printf("%s (%s), %s%s\n", text(json, "source", source, sizeof source),
           text(json, "format", format, sizeof format), date[0] ? "list date " : "NO LIST DATE",
           date);
    counts(json);
    sublists(json);
    diagnostics(json);
    state_line(json);
}

/* One line an edition. */
static void history_report(const char *json)
{
    char a[32], b[32], c[32], d[32], date[40], state[32], why[300];
    printf("%-10s %9s %8s %8s %8s\n", "list date", "entries", "added", "changed", "removed");
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "editions")); cli_json_step(&w);) {
        printf("%-10s %9s %8s %8s %8s\n", text(w.value, "list_date", date, sizeof date),
               cli_count_text(number(w.value, "entries"), a),
               cli_count_text(number(w.value, "added"), b),
               cli_count_text(number(w.value, "changed"), c),
               cli_count_text(number(w.value, "removed"), d));
        text(w.value, "why", why, sizeof why);
        if (!why[0] || strcmp(text(w.value, "state", state, sizeof state), "quarantined") != 0)
            continue;
        fputs("           quarantined: ", stdout);
        cli_put_safe(stdout, why);
        fputc('\n', stdout);
    }
}

static void import_answer(const cli_run *r, const char *json, bool history)
{
    if (cli_args_has(r->args, CLI_OPT_JSON))
        printf("%s\n", json);
    else if (!r->quiet && history)
        history_report(json);
    else if (!r->quiet)
        import_report(json);
}

int cli_lists_import(cli_run *r)
{
    const cli_args *a = r->args;
    const char *trust = cli_args_value(a, CLI_OPT_TRUST);
    cli_progress bar;
    licet_text json = {0};
    licet_error e = {0};
    char state[32];
    cli_step_back();
    if (trust) return cli_bundle_import(r, trust);
    licet_import_params p = {.source = cli_args_value(a, CLI_OPT_SOURCE),
                             .list_date = cli_args_value(a, CLI_OPT_LIST_DATE),
                             .files = a->words,
                             .n_files = a->n_words,
                             .sample = cli_args_has(a, CLI_OPT_SAMPLE),
                             .history = cli_args_has(a, CLI_OPT_HISTORY),
                             .progress = cli_progress_tell,
                             .progress_ctx = &bar};
    cli_progress_begin(&bar, r->quiet);
    int rc = licet_import(r->l, &p, &json, &e);
    cli_progress_clear(&bar);
    if (rc) return cli_fail(&e);
    text(json.data, "state", state, sizeof state);
    import_answer(r, json.data, p.history != 0);
    bool partial = cli_json_true(cli_json_get(json.data, "partial"));
    licet_text_done(&json);
    return strcmp(state, "quarantined") == 0 && !p.sample && !partial ? CLI_EXIT_TROUBLE : 0;
}

/* ---- status ---- */

static const char *span(int64_t seconds, char out[32])
{
    if (seconds < 0) seconds = 0;
    if (seconds < HOUR_S)
        snprintf(out, 32, "%d min", (int)(seconds / 60));
    else if (seconds < 2 * DAY_S && seconds != DAY_S)
        snprintf(out, 32, "%d h", (int)(seconds / HOUR_S));
    else
        snprintf(out, 32, "%" PRId64 " day%s", seconds / DAY_S, seconds == DAY_S ? "" : "s");
    return out;
}

static const char *colour_of(const char *state, int colour)
{
    if (!colour) return "";
    if (strcmp(state, "in_force") == 0) return "\033[32m";
    return strcmp(state, "stale") == 0 ? "\033[33m" : "\033[31m";
}

static void status_row(const cli_run *r, const char *list)
{
    char id[40], state[32], date[40], entries[32], age[32], limit[32];
    text(list, "id", id, sizeof id);
    text(list, "state", state, sizeof state);
    text(list, "list_date", date, sizeof date);
    bool sample = cli_json_true(cli_json_get(list, "sample"));
    bool missing = strcmp(state, "missing") == 0;
    const char *age_value = cli_json_get(list, "age_seconds");
    bool known = cli_json_int(age_value, -1) >= 0;
    printf("%-13s %s%-11s%s %8s  %-10s %9s %9s  %s\n", id, colour_of(state, r->colour),
           sample ? "sample" : state, r->colour ? "\033[0m" : "",
           missing ? "-" : cli_count_text(number(list, "entries"), entries), date[0] ? date : "-",
           known ? span(cli_json_int(age_value, 0), age) : "-",
           span(number(list, "max_age_seconds"), limit),
           cli_json_true(cli_json_get(list, "required")) ? "yes" : "no");
}

/* Why a list is in quarantine, since when, and the ways out. */
static void quarantine_lines(const char *list)
{
    char id[40], since[40], why[300], line[600];
    if (!text(list, "quarantined_since", since, sizeof since)[0]) return;
    text(list, "id", id, sizeof id);
    since[strcspn(since, "T")] = 0;
    snprintf(line, sizeof line, "%s is quarantined since %s: %s.", id, since,
             text(list, "why", why, sizeof why));
    cli_put_wrapped(stdout, line, 2, 0, TEXT_WIDTH);
    printf("  licet lists approve %s --reason WHY   or   licet lists reject %s --reason WHY\n", id,
           id);
}

/* How many entries of which sub-list; a sub-list with too few is what a person must see. */
static void sublist_line(const char *list)
{
    char id[40], line[2000], code[40], count[32], least[32], missing[600] = "";
    size_t at = 0, n = 0, lost = 0;
    text(list, "id", id, sizeof id);
    at += (size_t)snprintf(line, sizeof line, "%s:", id);
    for (cli_json_walk w = cli_json_begin(cli_json_get(list, "sublists")); cli_json_step(&w); n++) {
        text(w.value, "list", code, sizeof code);
        if (at < sizeof line)
            at += (size_t)snprintf(line + at, sizeof line - at, "%s %s %s", n ? "," : "", code,
                                   cli_count_text(number(w.value, "entries"), count));
        if (!cli_json_true(cli_json_get(w.value, "short")) || lost >= sizeof missing) continue;
        lost += (size_t)snprintf(missing + lost, sizeof missing - lost,
                                 "%s%s has %s of at least %s", lost ? ", " : "", code,
                                 cli_count_text(number(w.value, "entries"), count),
                                 cli_count_text(number(w.value, "min_entries"), least));
    }
    if (n > 1) cli_put_wrapped(stdout, line, 2, 0, TEXT_WIDTH);
    if (!lost) return;
    snprintf(line, sizeof line, "%s is not whole: %s.", id, missing);
    cli_put_wrapped(stdout, line, 2, 0, TEXT_WIDTH);
}

/* A parser that no real file of the publisher has proven yet. */
static void unproven_line(const char *list)
{
    char id[40], forms[80], line[300];
    if (!text(list, "unproven", forms, sizeof forms)[0]) return;
    text(list, "id", id, sizeof id);
    snprintf(line, sizeof line, "%s: %s: unproven on real data.", id, forms);
    cli_put_wrapped(stdout, line, 2, 0, TEXT_WIDTH);
}

static void status_text(const cli_run *r, const char *json, int ok)
{
    printf("%-13s %-11s %8s  %-10s %9s %9s  %s\n", "LIST", "STATE", "ENTRIES", "LIST DATE", "AGE",
           "LIMIT", "NEEDED");
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "lists")); cli_json_step(&w);)
        status_row(r, w.value);
    fputc('\n', stdout);
    cli_put_wrapped(stdout,
                    ok ? "Every list that is needed is in force: finding nothing today means "
                         "NO_MATCH."
                       : "A list that is needed is not in force: finding nothing today reads "
                         "NOT_SCREENED. Download the list and run: licet lists import --source ID "
                         "--list-date DATE FILE",
                    0, 0, TEXT_WIDTH);
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "lists")); cli_json_step(&w);)
        sublist_line(w.value);
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "lists")); cli_json_step(&w);)
        quarantine_lines(w.value);
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "lists")); cli_json_step(&w);)
        unproven_line(w.value);
    for (cli_json_walk w = cli_json_begin(cli_json_get(json, "alarms")); cli_json_step(&w);) {
        char alarm[300], line[320];
        snprintf(line, sizeof line, "ALARM: %s.", cli_json_text(w.value, alarm, sizeof alarm));
        cli_put_wrapped(stdout, line, 2, 0, TEXT_WIDTH);
    }
    fputs("Home: ", stdout);
    cli_put_safe(stdout, r->config.home);
    fputc('\n', stdout);
}

static int metrics(licet_text *json, int ok)
{
    licet_text out = {0};
    licet_error e = {0};
    int rc = licet_status_metrics(json->data, json->len, &out, &e);
    if (!rc) fwrite(out.data, 1, out.len, stdout);
    licet_text_done(&out);
    licet_text_done(json);
    if (rc) return cli_fail(&e);
    return ok ? 0 : CLI_EXIT_TROUBLE;
}

int cli_lists_status(cli_run *r)
{
    licet_text json = {0};
    licet_error e = {0};
    int ok = 0;
    if (licet_lists_status(r->l, &json, &ok, &e)) return cli_fail(&e);
    if (cli_args_has(r->args, CLI_OPT_METRICS)) return metrics(&json, ok);
    if (cli_args_has(r->args, CLI_OPT_JSON))
        printf("%s\n", json.data);
    else
        status_text(r, json.data, ok);
    licet_text_done(&json);
    return ok ? 0 : CLI_EXIT_TROUBLE;
}
