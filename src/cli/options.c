#include "cli/cli.h"

#include <getopt.h>
#include <string.h>

const cli_option_row cli_options[CLI_OPT_COUNT] = {
    [CLI_OPT_HOME] = {CLI_OPT_HOME, "home", 0, "DIR", false, true,
                      "folder of the lists and decisions (else $LICET_HOME, else "
                      "$XDG_DATA_HOME/licet, else ~/.local/share/licet)"},
    [CLI_OPT_DATA] = {CLI_OPT_DATA, "data", 0, "DIR", false, true,
                      "folder of the rules and lexicons (else $LICET_DATA, else as installed)"},
    [CLI_OPT_POLICY] = {CLI_OPT_POLICY, "policy", 0, "FILE", false, true,
                        "your company's thresholds and required lists (else policy.ini in the "
                        "home, else the default)"},
    [CLI_OPT_QUIET] = {CLI_OPT_QUIET, "quiet", 'q', NULL, false, true,
                       "no progress, notes or summary; errors still show"},
    [CLI_OPT_NO_COLOR] = {CLI_OPT_NO_COLOR, "no-color", 0, NULL, false, true,
                          "no colours on a terminal (also $NO_COLOR)"},
    [CLI_OPT_HELP] = {CLI_OPT_HELP, "help", 'h', NULL, false, true, "show help"},
    [CLI_OPT_VERSION] = {CLI_OPT_VERSION, "version", 'V', NULL, false, true, "show the version"},
    [CLI_OPT_SOURCE] =
        {CLI_OPT_SOURCE, "source", 0, "ID", false, false,
         "whose list it is, such as us_csl, us_ofac_sdn, un, eu_fsf or own; docs/lists.md has all "
         "of them (else told from the file); of a dossier: who says so"},
    [CLI_OPT_LIST_DATE] = {CLI_OPT_LIST_DATE, "list-date", 0, "DATE", false, false,
                           "the day the list was downloaded or published, YYYY-MM-DD; a list "
                           "without a date is stale"},
    [CLI_OPT_SAMPLE] = {CLI_OPT_SAMPLE, "sample", 0, NULL, false, false,
                        "the file is a sample: what is not in it proves nothing"},
    [CLI_OPT_HISTORY] = {CLI_OPT_HISTORY, "history", 0, NULL, false, false,
                         "an archive: each file, or each file of a folder, is the list of one day, "
                         "which it says or its name bears (sdn_2021-08-18.csv)"},
    [CLI_OPT_JSON] = {CLI_OPT_JSON, "json", 0, NULL, false, false, "JSON for programs"},
    [CLI_OPT_COUNTRY] = {CLI_OPT_COUNTRY, "country", 0, "CC", false, false,
                         "the party's country, a code such as IL or a name"},
    [CLI_OPT_TYPE] = {CLI_OPT_TYPE, "type", 0, "TYPE", false, false,
                      "person, org, vessel or aircraft"},
    [CLI_OPT_ADDRESS] = {CLI_OPT_ADDRESS, "address", 0, "TEXT", false, false,
                         "the party's address"},
    [CLI_OPT_BIRTH] = {CLI_OPT_BIRTH, "birth", 0, "DATE", false, false,
                       "a person's date or year of birth"},
    [CLI_OPT_ID] = {CLI_OPT_ID, "id", 0, "NUMBER", true, false,
                    "passport, registration or IMO number; may be repeated"},
    [CLI_OPT_AS_OF] = {CLI_OPT_AS_OF, "as-of", 0, "DATE", false, false,
                       "the day asked about, YYYY-MM-DD (else today)"},
    [CLI_OPT_KNOWN_AT] = {CLI_OPT_KNOWN_AT, "known-at", 0, "TIME", false, false,
                          "answer from what was known here at a moment: YYYY-MM-DD (its end) or "
                          "YYYY-MM-DDTHH:MM:SSZ"},
    [CLI_OPT_OUT] = {CLI_OPT_OUT, "out", 'o', "FILE", true, false,
                     "write the decisions to FILE; .xlsx, .csv, .jsonl, .txt, .html or "
                     ".pdf says how; may be repeated"},
    [CLI_OPT_MAP] = {CLI_OPT_MAP, "map", 0, "HEADER=COLUMN", true, false,
                     "read this header of yours as that column; may be repeated; remembered "
                     "for tables with the same headers"},
    [CLI_OPT_THREADS] = {CLI_OPT_THREADS, "threads", 0, "N", false, false,
                         "how many threads, 1 to 64 (else one per processor, at most 8)"},
    [CLI_OPT_FORMAT] = {CLI_OPT_FORMAT, "format", 0, "FORMAT", false, false,
                        "what to print: table, csv or jsonl (else a table on a terminal, CSV "
                        "elsewhere, nothing with --out); of lists export ftm or targets-simple"},
    [CLI_OPT_JSONL] = {CLI_OPT_JSONL, "jsonl", 0, NULL, false, false,
                       "one JSON object a line, in and out, in constant memory"},
    [CLI_OPT_LIST] = {CLI_OPT_LIST, "list", 0, "FILE", false, false,
                      "the list: JSON Lines with entity_id, names, type, countries"},
    [CLI_OPT_SVG] = {CLI_OPT_SVG, "svg", 0, "FILE", false, false, "draw it into FILE"},
    [CLI_OPT_SINCE] = {CLI_OPT_SINCE, "since", 0, "DATE", false, false,
                       "from this list date on, YYYY-MM-DD; of rescreen: record only the customers "
                       "for whom something changed since the end of this day"},
    [CLI_OPT_ATOM] = {CLI_OPT_ATOM, "atom", 0, "FILE", false, false,
                      "write them to FILE as an Atom feed, too"},
    [CLI_OPT_THRESHOLD] = {CLI_OPT_THRESHOLD, "threshold", 0, "SCORE", false, false,
                           "lowest score to show, 0 to 1 (else 0.001)"},
    [CLI_OPT_LIMIT] = {CLI_OPT_LIMIT, "limit", 0, "N", false, false, "most hits a query (else 10)"},
    [CLI_OPT_LISTEN] = {CLI_OPT_LISTEN, "listen", 0, "ADDRESS:PORT", false, false,
                        "where to listen"},
    [CLI_OPT_SCOPES] = {CLI_OPT_SCOPES, "scopes", 0, "WORDS", false, false,
                        "what the key may do: screen, read, adjudicate, approve, admin"},
    [CLI_OPT_METRICS] = {CLI_OPT_METRICS, "metrics", 0, NULL, false, false,
                         "OpenMetrics text for a monitor"},
    [CLI_OPT_EVERY] = {CLI_OPT_EVERY, "every", 0, "TIME", false, false,
                       "again and again: 10m, 2h, 1d"},
    [CLI_OPT_MIRROR] = {CLI_OPT_MIRROR, "mirror", 0, "URL", false, false,
                        "fetch URL/SOURCE/FILE from a server of your own instead"},
    [CLI_OPT_CA_FILE] = {CLI_OPT_CA_FILE, "ca-file", 0, "FILE", false, false,
                         "certificates that a mirror of your own is trusted by"},
    [CLI_OPT_KEY] = {CLI_OPT_KEY, "key", 0, "FILE", false, false,
                     "the secret key that signs (licet lists keygen)"},
    [CLI_OPT_TRUST] = {CLI_OPT_TRUST, "trust", 0, "FILE", false, false,
                       "the file is a bundle, signed with the key of this public key file"},
    [CLI_OPT_MAN] = {CLI_OPT_MAN, "man", 0, NULL, false, false,
                     "the manual page of licet, or of the command, for troff"},
    [CLI_OPT_FALSE_HIT] = {CLI_OPT_FALSE_HIT, "false-hit", 0, NULL, false, false,
                           "the party is not the listed one"},
    [CLI_OPT_TRUE_MATCH] = {CLI_OPT_TRUE_MATCH, "true-match", 0, NULL, false, false,
                            "the party is the listed one"},
    [CLI_OPT_ESCALATE] = {CLI_OPT_ESCALATE, "escalate", 0, NULL, false, false,
                          "somebody else has to decide; the hit stays open"},
    [CLI_OPT_APPROVE] = {CLI_OPT_APPROVE, "approve", 0, NULL, false, false,
                         "as the second person, approve a resolution (its id begins with R-)"},
    [CLI_OPT_REASON] = {CLI_OPT_REASON, "reason", 0, "WHY", false, false,
                        "why: of a hit a code (a wrong one lists the codes there are), of a list "
                        "words"},
    [CLI_OPT_NOTE] = {CLI_OPT_NOTE, "note", 0, "TEXT", false, false, "why, in words"},
    [CLI_OPT_BY] = {CLI_OPT_BY, "by", 0, "WHO", false, false, "who decides (else $USER)"},
    [CLI_OPT_UNTIL] = {CLI_OPT_UNTIL, "until", 0, "DATE", false, false,
                       "last day of the resolution (else the policy's term from today)"},
    [CLI_OPT_ENTRY] = {CLI_OPT_ENTRY, "entry", 0, "KEY", false, false,
                       "only the hit on this list entry (else every hit of the decision)"},
    [CLI_OPT_ALL] = {CLI_OPT_ALL, "all", 0, NULL, false, false, "everything: also what is settled"},
    [CLI_OPT_IN] = {CLI_OPT_IN, "in", 0, "FILE", false, false,
                    "a table people answered: decision_id, resolution, resolution_reason, "
                    "resolution_note, resolution_by"},
    [CLI_OPT_ORDERS] = {CLI_OPT_ORDERS, "orders", 0, NULL, false, false,
                        "the order lines that stand still because of hits"},
    [CLI_OPT_DATE] = {CLI_OPT_DATE, "date", 0, "DATE", false, false,
                      "the day it is of, YYYY-MM-DD"},
    [CLI_OPT_FILE] = {CLI_OPT_FILE, "file", 0, "FILE", false, false, "a file to keep with it"},
    [CLI_OPT_URL] = {CLI_OPT_URL, "url", 0, "URL", false, false, "where it can be read"},
    [CLI_OPT_SHEET] = {CLI_OPT_SHEET, "sheet", 0, "NAME", false, false,
                       "the sheet of the workbook with the orders (else guessed, and shown)"},
    [CLI_OPT_HEADER_ROW] = {CLI_OPT_HEADER_ROW, "header-row", 0, "ROW", false, false,
                            "the row of the sheet with the column headers, or rows such as 4-5 "
                            "(else guessed, and shown)"},
    [CLI_OPT_FORGET] = {CLI_OPT_FORGET, "forget", 0, NULL, false, false,
                        "forget what --map said earlier of tables with these headers"},
    [CLI_OPT_FACT] = {CLI_OPT_FACT, "fact", 0, "PATH=VALUE", true, false,
                      "state a fact, such as item.eccn=EAR99; may be repeated"},
    [CLI_OPT_PARTY] = {CLI_OPT_PARTY, "party", 0, "ROLE:NAME:COUNTRY", true, false,
                       "name a party, such as \"end_user:NSO Group:IL\"; may be repeated"},
    [CLI_OPT_AND_AS_OF] = {CLI_OPT_AND_AS_OF, "and-as-of", 0, "DATE", false, false,
                           "another day for the same facts: what changed, and which rule did it"},
    [CLI_OPT_APPLICATION] = {CLI_OPT_APPLICATION, "application", 0, NULL, false, false,
                             "where a licence is required, what applying for it takes"},
    [CLI_OPT_HTML] = {CLI_OPT_HTML, "html", 0, NULL, false, false,
                      "a page with links to the official text of the day"},
    [CLI_OPT_ASK] = {CLI_OPT_ASK, "ask", 0, NULL, false, false,
                     "ask for what is missing, question by question"},
};

/* ---- taking argv apart ---- */

/* Says what is wrong with the command line; always false. */
static bool usage(const char *what, const char *which, const char *remedy)
{
    char message[512];
    snprintf(message, sizeof message, "%s%s%s", what, which ? " " : "", which ? which : "");
    cli_fail_text(message, remedy ? remedy : "licet help shows the commands and options");
    return false;
}

static bool takes(const cli_command *c, cli_option id)
{
    if (cli_options[id].everywhere || !c) return true;
    for (size_t i = 0; i < CLI_MAX_OPTIONS && c->options[i]; i++)
        if (c->options[i] == id) return true;
    return false;
}

/* The command's words in a remedy, so that the next attempt works. */
static const char *see(const cli_command *c, char out[64])
{
    snprintf(out, 64, "licet help %s shows how", c->name);
    return out;
}

static bool check_given(const cli_args *a)
{
    char remedy[64], name[80];
    for (size_t i = 0; i < a->n_given; i++) {
        cli_option id = a->given[i].id;
        snprintf(name, sizeof name, "--%s", cli_options[id].name);
        if (!takes(a->command, id)) {
            char what[128];
            snprintf(what, sizeof what, "licet %s takes no", a->command->name);
            return usage(what, name, see(a->command, remedy));
        }
        for (size_t k = 0; k < i; k++)
            if (a->given[k].id == id && !cli_options[id].repeats && cli_options[id].value)
                return usage("given twice:", name, NULL);
    }
    return true;
}

static bool check_words(const cli_args *a)
{
    const cli_command *c = a->command;
    char remedy[64], what[160];
    if (!c || cli_args_has(a, CLI_OPT_HELP)) return true;
    if (a->n_words < c->min_words) {
        snprintf(what, sizeof what, "licet %s needs", c->name);
        return usage(what, c->operands, see(c, remedy));
    }
    if (a->n_words > c->max_words) {
        snprintf(what, sizeof what, "licet %s takes %s; not understood:", c->name,
                 c->max_words ? c->operands : "no more words");
        bool name = c->run == cli_screen;
        return usage(what, a->words[c->max_words],
                     name ? "put a name of several words in quotes: licet screen \"NSO Group\""
                          : see(c, remedy));
    }
    return true;
}

int cli_no_such_command(const char *const *words, size_t n)
{
    char members[256] = "", name[160];
    size_t len = strlen(words[0]), at = 0;
    for (size_t i = 0; cli_command_at(i) && at < sizeof members; i++) {
        const char *c = cli_command_at(i)->name;
        if (strncmp(c, words[0], len) == 0 && c[len] == ' ')
            at += (size_t)snprintf(members + at, sizeof members - at, "%slicet %s",
                                   at ? ", " : "there is ", c);
    }
    bool second = members[0] && n > 1;
    snprintf(name, sizeof name, "%.64s%s%.64s", words[0], second ? " " : "",
             second ? words[1] : "");
    usage(members[0] && n < 2 ? "not a whole command:" : "no such command:", name,
          members[0] ? members : NULL);
    return CLI_EXIT_TROUBLE;
}

static bool find_command(cli_args *a)
{
    size_t used;
    if (a->n_words == 0) return true;
    a->command = cli_command_find(a->words, a->n_words, &used);
    if (!a->command) {
        cli_no_such_command(a->words, a->n_words);
        return false;
    }
    a->n_words -= used;
    memmove(a->words, a->words + used, a->n_words * sizeof *a->words);
    return true;
}

static bool take_word(cli_args *a, const char *word)
{
    if (a->n_words >= CLI_MAX_GIVEN) return usage("too many words", NULL, NULL);
    a->words[a->n_words++] = word;
    return true;
}

static bool take_option(cli_args *a, cli_option id, const char *value)
{
    if (a->n_given >= CLI_MAX_GIVEN) return usage("too many options", NULL, NULL);
    a->given[a->n_given].id = id;
    a->given[a->n_given++].value = value;
    return true;
}

/* getopt_long's two forms of the table. Its leading '-' hands words over in their order, its ':'
 * tells a missing value from an unknown option. */
static void getopt_tables(struct option rows[CLI_OPT_COUNT], char letters[3 + 2 * CLI_OPT_COUNT])
{
    size_t n = 0, at = 0;
    letters[at++] = '-';
    letters[at++] = ':';
    for (size_t i = 1; i < CLI_OPT_COUNT; i++) {
        const cli_option_row *o = &cli_options[i];
        int has = o->value ? required_argument : no_argument;
        rows[n++] = (struct option){o->name, has, NULL, 256 + (int)i};
        if (!o->letter) continue;
        letters[at++] = o->letter;
        if (o->value) letters[at++] = ':';
    }
    rows[n] = (struct option){0};
    letters[at] = 0;
}

static cli_option by_letter(int c)
{
    if (c > 256) return (cli_option)(c - 256);
    for (size_t i = 1; i < CLI_OPT_COUNT; i++)
        if (cli_options[i].letter == c) return (cli_option)i;
    return CLI_OPT_NONE;
}

/* `licet show ENTRY --source` asks for the source of each value, not for a source's id. */
static bool bare_source(int c, const cli_args *a)
{
    return c == ':' && optopt == 256 + CLI_OPT_SOURCE && a->n_words &&
           strcmp(a->words[0], "show") == 0;
}

/* word: the one getopt_long has just read; for a letter among letters it is not that word. */
static bool bad_option(int c, const char *word)
{
    char letter[3] = {'-', (char)optopt, 0};
    const char *which = optopt > 0 && optopt < 256 ? letter : word;
    if (c == ':') return usage("needs a value:", which, NULL);
    return usage(optopt > 256 ? "takes no value:" : "no such option:", which, NULL);
}

bool cli_args_parse(int argc, char **argv, cli_args *out)
{
    struct option rows[CLI_OPT_COUNT];
    char letters[3 + 2 * CLI_OPT_COUNT];
    *out = (cli_args){0};
    getopt_tables(rows, letters);
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, letters, rows, NULL)) != -1;) {
        bool ok = true;
        if (bare_source(c, out)) c = 256 + CLI_OPT_SOURCE;
        if (c == '?' || c == ':') return bad_option(c, argv[optind - 1]);
        if (c == 1)
            ok = take_word(out, optarg);
        else
            ok = take_option(out, by_letter(c), optarg);
        if (!ok) return false;
    }
    for (int i = optind; i < argc; i++)
        if (!take_word(out, argv[i])) return false;
    return find_command(out) && check_given(out) && check_words(out);
}

bool cli_args_has(const cli_args *a, cli_option id)
{
    for (size_t i = 0; i < a->n_given; i++)
        if (a->given[i].id == id) return true;
    return false;
}

const char *cli_args_value(const cli_args *a, cli_option id)
{
    const char *v = NULL;
    for (size_t i = 0; i < a->n_given; i++)
        if (a->given[i].id == id) v = a->given[i].value;
    return v;
}

size_t cli_args_values(const cli_args *a, cli_option id, const char **out)
{
    size_t n = 0;
    for (size_t i = 0; i < a->n_given; i++)
        if (a->given[i].id == id) out[n++] = a->given[i].value;
    return n;
}
