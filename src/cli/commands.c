/* The table of commands: what each is called, takes, does, and returns. */
#include "cli/cli.h"

#include <string.h>

#define ANSWER_EXITS                                                                               \
    "0 if nothing was found in lists that were whole and fresh, 1 if something was or might have " \
    "been, 2 if it could not look or something went wrong."

/* A table reads better in its own shape. */
/* clang-format off */
static const cli_command commands[] = {
    {"check", "ORDERS", "decide a table of orders",
     "Reads orders (.xlsx, .csv, .tsv, .txt with commas, semicolons or tabs, or .jsonl; - is "
     "standard input), screens every party of every row, determines what the export rules ask, records "
     "each decision and writes your columns back with the answers appended.\n\n"
     "Column headers are guessed, shown, and set with --map, which is remembered in the home for "
     "tables with the same headers. A row that cannot be read or decided gets its reason in its "
     "own row; no row is left out.\n\n"
     "Of a workbook one sheet is read; --out answered.xlsx gives the whole workbook back, with the "
     "answers beside the rows of that sheet and the lists and policy on a sheet of their own. "
     "Formulas count with the value stored in the file; macros are not run and not kept. Headings "
     "and remarks between the rows are no orders; they stay where they are, and are counted.",
     "0 if every row is RELEASE, 2 if any could not be decided for want of data or by error, "
     "else 1. So `licet check orders.csv && ship` fails closed.",
     1, 1, false, true, cli_check,
     {CLI_OPT_OUT, CLI_OPT_FORMAT, CLI_OPT_AS_OF, CLI_OPT_KNOWN_AT, CLI_OPT_SHEET, CLI_OPT_HEADER_ROW, CLI_OPT_MAP,
      CLI_OPT_FORGET, CLI_OPT_THREADS},
     {{"check orders.csv", "a table on the terminal"},
      {"check orders.xlsx --out answered.xlsx", "a workbook, answered"},
      {"check orders.csv --out decided.csv --out evidence.jsonl", "a spreadsheet and the evidence"},
      {"check orders.csv --map \"Kunde=purchaser_name\"", "name a column licet cannot guess"}}},
    {"screen", "NAME", "look for one party on the lists",
     "Looks for a person, company, vessel or aircraft on every list in force. More facts make a "
     "surer answer: a name alone is never more than a possible match.",
     ANSWER_EXITS, 1, 1, false, true, cli_screen,
     {CLI_OPT_COUNTRY, CLI_OPT_TYPE, CLI_OPT_ADDRESS, CLI_OPT_BIRTH, CLI_OPT_ID, CLI_OPT_AS_OF,
      CLI_OPT_KNOWN_AT, CLI_OPT_JSON},
     {{"screen \"NSO Group\" --country IL", "name and country"},
      {"screen \"NSO Group\" --as-of 2021-11-03", "as it stood on a day"},
      {"screen \"Positive Technologies\" --json", "for programs"}}},
    {"explain", "NAME ENTRY", "why one list entry matches a name, or why not",
     "Shows how far any one list entry is from a name: what was compared, the score, and what keeps "
     "it from a match. Nothing is decided or recorded. ENTRY is the key that stands with every hit "
     "(--json), in licet history and in licet hits --json.",
     "0, or 2 if there is no such entry.",
     2, 2, false, true, cli_explain,
     {CLI_OPT_COUNTRY, CLI_OPT_TYPE, CLI_OPT_ADDRESS, CLI_OPT_BIRTH, CLI_OPT_JSON},
     {{"explain \"Emma Daniels\" SDN/12345", "why was she not found?"}}},
    {"determine", "[FACTS]", "does this transaction need a licence, and by which rule?",
     "Answers for one transaction, from a JSON file of facts (- is standard input) or facts on the "
     "command line: the answer in a sentence, every step with its paragraph, what is missing, what "
     "would change it, what is to be done. Parties are looked up on the lists. On a terminal and "
     "without facts it asks for them, and prints the command that repeats the answer.\n\n"
     "With --jsonl, or when standard input is no terminal and no facts are given: reads one JSON "
     "object a line, {\"id\",\"facts\":{..}}, and answers each with one line. A bad line gets "
     "{\"id\",\"error\":{..}} and the run goes on. Parties without \"lists\" are screened; "
     "\"lists\" given, even [], is taken as supplied.",
     "0 if every disposition is RELEASE, 2 if any line could not be decided for want of data or "
     "by error, else 1.",
     0, 1, false, true, cli_determine,
     {CLI_OPT_FACT, CLI_OPT_PARTY, CLI_OPT_AS_OF, CLI_OPT_AND_AS_OF, CLI_OPT_KNOWN_AT, CLI_OPT_APPLICATION,
      CLI_OPT_ASK, CLI_OPT_JSON, CLI_OPT_HTML, CLI_OPT_JSONL},
     {{"determine", "asks, on a terminal"},
      {"determine --party \"end_user:NSO Group:IL\" --fact item.eccn=EAR99",
       "a few facts; it tells what else it needs"},
      {"determine facts.json --application", "what applying for the licence takes"},
      {"determine facts.json --as-of 2021-11-03 --and-as-of 2021-11-05", "what changed"},
      {"determine facts.json --html > answer.html", "a page with links"},
      {"determine --jsonl < facts.jsonl > answers.jsonl", "a file of transactions"}}},
    {"match", "", "names on standard input against a list of your own",
     "The list holds one JSON object a line: {\"entity_id\",\"names\":[..],\"type\",\"countries\":[..]}. "
     "Queries come one a line: {\"id\",\"name\",\"type\",\"country\"}; each gets one line, in their "
     "order, best hit first. Memory does not grow with the number of queries.",
     "0, or 2 if a line or the list could not be read.",
     0, 0, false, true, cli_match, {CLI_OPT_LIST, CLI_OPT_THRESHOLD, CLI_OPT_LIMIT},
     {{"match --list customers.jsonl < names.jsonl", "who of these is a customer?"},
      {"match --list customers.jsonl --threshold 0.8 --limit 3 < names.jsonl", "only close ones"}}},
    {"lists import", "FILE...", "put a publisher's list file into force",
     "Reads files of one source and puts them in force, whole or not at all: a file whose "
     "integrity is in doubt is refused and the list before stays. If suspiciously many entries "
     "are gone, the new edition is quarantined: hits come from both, and nothing reads NO_MATCH.",
     "0 if the list was taken in, 2 if it was refused or is quarantined.",
     1, CLI_MAX_GIVEN, false, true, cli_lists_import,
     {CLI_OPT_SOURCE, CLI_OPT_LIST_DATE, CLI_OPT_HISTORY, CLI_OPT_SAMPLE, CLI_OPT_TRUST, CLI_OPT_JSON},
     {{"lists import --source us_csl --list-date 2026-07-31 consolidated.csv",
       "the Consolidated Screening List"},
      {"lists import --source us_bis_dpl --list-date 2026-07-31 dpl.csv", "BIS's denied persons"},
      {"lists import --source own --list-date 2026-07-31 deny.jsonl", "a company's own list"},
      {"lists import --source us_ofac_sdn --history sdn/", "an archive of one list, day by day"},
      {"lists import monday.licet --trust house.pub", "a signed bundle (licet lists bundle)"}}},
    {"lists status", "", "which lists are in force, how old, what is missing",
     "in_force: whole and fresh. stale: still gives hits, but finding nothing proves nothing. "
     "quarantined: a new edition lost suspiciously many entries, or it is only a sample. missing: "
     "never imported.",
     "0 if every required list is in force, else 2.",
     0, 0, false, true, cli_lists_status, {CLI_OPT_JSON, CLI_OPT_METRICS},
     {{"lists status", ""}, {"lists status --json", "for a program"},
      {"lists status --metrics > licet.prom", "for a monitor"}}},
    {"lists approve", "SOURCE", "a quarantined edition is true: let it in",
     "Says that what a quarantined edition took away is really gone, after you compared it with "
     "the publisher. It is recorded in the log with your name and reason, and in force at once. "
     "licet lists status shows why an edition is quarantined, and since when.",
     "0 if it was recorded, else 2.",
     1, 1, false, true, cli_lists_approve, {CLI_OPT_REASON, CLI_OPT_BY, CLI_OPT_JSON},
     {{"lists approve us_csl --reason \"89 FR 1234 removes them\"", ""}}},
    {"lists reject", "SOURCE", "a quarantined edition is broken: leave it out",
     "Says that a quarantined edition is not what the publisher meant. The edition before speaks "
     "again, as old as it is, and the log keeps who decided so and why.",
     "0 if it was recorded, else 2.",
     1, 1, false, true, cli_lists_reject, {CLI_OPT_REASON, CLI_OPT_BY, CLI_OPT_JSON},
     {{"lists reject us_csl --reason \"half a download\"", ""}}},
    {"lists join", "ENTRY ENTRY", "two entries are one party",
     "Entries of several lists, or of one, that share a number, an identifier, or a name and facts are "
     "told as one party, each with the reason. Where licet does not see it, say so: it is recorded in "
     "the log with your name and reason, and the newest word about two entries counts. Each entry "
     "stays a hit and a listing of its own.",
     "0 if it was recorded, else 2.",
     2, 2, false, true, cli_lists_join, {CLI_OPT_REASON, CLI_OPT_BY, CLI_OPT_JSON},
     {{"lists join \"EL/...\" SDN/36 --reason \"the registry number\"", ""}}},
    {"lists cut", "ENTRY ENTRY", "two entries are not one party",
     "Says that two entries told as one party are two. It is recorded in the log with your name and "
     "reason, counts over what licet finds, and can be taken back with licet lists join.",
     "0 if it was recorded, else 2.",
     2, 2, false, true, cli_lists_cut, {CLI_OPT_REASON, CLI_OPT_BY, CLI_OPT_JSON},
     {{"lists cut \"EL/...\" SDN/36 --reason \"a namesake\"", ""}}},
    {"lists fetch", "[ID...]", "download lists from their publishers and put them into force",
     "Fetches every source of data/fetch/addresses.txt, or those named, with licet-fetch (https "
     "only; what has not changed is not sent again) and imports what is new. What came is read by a "
     "process that has no network and can write nothing but the home. A source that fails stops no "
     "other, and its list in force stays until it is too old.",
     "0 if every source is new or unchanged, 2 if any failed.",
     0, CLI_MAX_GIVEN, false, true, cli_lists_fetch, {CLI_OPT_EVERY, CLI_OPT_MIRROR, CLI_OPT_CA_FILE},
     {{"lists fetch", "all of them, once"},
      {"lists fetch us_csl us_ofac_sdn --every 2h", "some, again and again"},
      {"lists fetch --mirror https://lists.example.com/licet", "from a server of your own"}}},
    {"lists bundle", "FILE [ID...]", "the lists in force as one signed file",
     "Packs the publishers' original files of the newest edition of every source (or those named) with a "
     "manifest signed by your key, for machines without a network. Samples and quarantined editions are "
     "left out. There, licet lists import FILE --trust PUBLIC.pub checks the key, the signature and every "
     "file before it takes anything in; an edition older than the one in force is left out. The signature "
     "is minisign's: minisign -V can check it, too.",
     "0, or 2 for trouble.",
     1, CLI_MAX_GIVEN, false, true, cli_lists_bundle, {CLI_OPT_KEY, CLI_OPT_JSON},
     {{"lists bundle monday.licet --key house.key", "all of them"},
      {"lists bundle us.licet us_csl us_bis_dpl --key house.key", "some"}}},
    {"lists keygen", "NAME", "a pair of keys for bundles",
     "Writes NAME.key, which signs, and NAME.pub, which who imports must have got from you by a way they "
     "trust. The files are minisign's; the secret one has no password. A file that is there already is "
     "not written over.",
     "0, or 2 for trouble.",
     1, 1, false, false, cli_lists_keygen, {CLI_OPT_NONE},
     {{"lists keygen house", "house.key and house.pub"}}},
    {"lists diff", "A B", "what changed between two editions",
     "Compares two editions of a list entry by entry and field by field, grouped by the notice "
     "cited. A and B are days (the list as it is known now to have stood) or numbers of editions "
     "(what their files say, quarantined or not). Without --source it is us_csl.",
     "Like diff: 0 if nothing differs, 1 if something does, 2 for trouble.",
     2, 2, false, true, cli_lists_diff, {CLI_OPT_SOURCE, CLI_OPT_KNOWN_AT, CLI_OPT_JSON, CLI_OPT_HTML},
     {{"lists diff 2026-07-01 2026-07-31", "between two days"},
      {"lists diff 3 4 --source us_bis_dpl --json", "between two editions"},
      {"lists diff 3 4 --html > changed.html", "a page"}}},
    {"lists changes", "", "what was added, modified, removed since a day",
     "Prints one JSON object a line for every entry that a list added, modified or removed on or "
     "after a list date, oldest first.",
     "0, or 2 for trouble.",
     0, 0, false, true, cli_lists_changes, {CLI_OPT_SINCE, CLI_OPT_SOURCE, CLI_OPT_ATOM},
     {{"lists changes --since 2026-07-01", "for a program"},
      {"lists changes --since 2026-07-01 --atom changes.xml", "for a feed reader"}}},
    {"lists export", "", "the newest lists for other programs",
     "Prints every entry of the newest lists as FollowTheMoney entities, one JSON object a line "
     "(--format ftm, the default), or as a table with the columns of OpenSanctions' "
     "targets.simple.csv (--format targets-simple). Without --source it is every list but your "
     "own. Either is a file that licet lists import --source ftm reads.",
     "0, or 2 for trouble.",
     0, 0, false, true, cli_lists_export, {CLI_OPT_FORMAT, CLI_OPT_SOURCE},
     {{"lists export > entities.ftm.json", ""},
      {"lists export --format targets-simple --source un > targets.simple.csv", "one list"}}},
    {"history", "NAME|ENTRY", "one listed party through time",
     "Shows every entry that is or was called so, each as a timeline: when it was added, what was "
     "changed field by field, when it was removed; the list's date, since when licet knows it, the "
     "citation, and the edition, file, line and SHA-256 it was read from. The key of an entry "
     "(\"EL/...\", as every hit names it) shows that one.",
     "0, or 2 if there is no such entry.",
     1, 1, false, true, cli_history, {CLI_OPT_KNOWN_AT, CLI_OPT_SVG, CLI_OPT_JSON},
     {{"history \"NSO Group\"", "all entries of a name"},
      {"history SDN/36 --svg airline.svg", "one entry, drawn"}}},
    {"show", "ENTRY", "one list entry, and where every value comes from",
     "Shows the entry with this key (\"EL/...\", as every hit names it): each value with its byte in "
     "the publisher's file, and the record as it was published, out of the file that is kept. "
     "--source may be said and changes nothing.",
     "0, or 2 if there is no such entry.",
     0, 1, false, true, cli_show, {CLI_OPT_AS_OF, CLI_OPT_KNOWN_AT, CLI_OPT_SOURCE, CLI_OPT_JSON},
     {{"show SDN/36 --source", "as it stands now"},
      {"show SDN/36 --as-of 2026-07-31 --json", "as it stood on a day, for a program"}}},
    {"hits", "", "which hits nobody has resolved yet",
     "Shows the hits of recorded decisions that are open, oldest first: one row for each customer "
     "record and list entry, however often it was screened, and how long they have waited.\n\n"
     "--orders shows the order lines on hold or stop instead, with the hits they wait for, and "
     "those to check again because every hit is settled.",
     "0 if none is open, else 1; 2 for trouble.",
     0, 0, false, true, cli_hits, {CLI_OPT_ALL, CLI_OPT_ORDERS, CLI_OPT_JSON},
     {{"hits", "what is open"}, {"hits --orders", "what must not leave the house yet"},
      {"hits --all --json", "for a program"}}},
    {"resolve", "[DECISION]", "say whether a hit is a false one",
     "Records what a person decided about the hits of a decision. A false hit is not raised again "
     "for exactly this customer record and exactly this wording of the list entry; it opens by "
     "itself when either changes or the term ends, and stays visible and counted until then.\n\n"
     "A match takes two people, unless your policy says otherwise: the second one approves the "
     "resolution by its id. What somebody called a true match always takes two.\n\n"
     "--in takes a table instead (.xlsx, .csv or .jsonl): the answers of licet check with a column "
     "resolution added. Every row is recorded or none.",
     "0 if it was recorded, else 2.",
     0, 1, false, true, cli_resolve,
     {CLI_OPT_FALSE_HIT, CLI_OPT_TRUE_MATCH, CLI_OPT_ESCALATE, CLI_OPT_APPROVE, CLI_OPT_ENTRY,
      CLI_OPT_REASON, CLI_OPT_NOTE, CLI_OPT_BY, CLI_OPT_UNTIL, CLI_OPT_IN, CLI_OPT_JSON},
     {{"resolve D-... --false-hit --reason DIFFERENT_COUNTRY --note \"a lodge\"", "one person"},
      {"resolve --in answered.xlsx --by \"A. First\"", "a spreadsheet that was worked through"},
      {"resolve R-... --approve --note \"seen the papers\" --by \"B. Second\"",
       "the second person"}}},
    {"dossier add", "PARTY|ENTRY", "keep evidence about a party or a list entry",
     "Keeps a report, a filing, a letter: a file or an address, the day it is of, who says so "
     "(--source) and what it says (--note). It is shown with the party's hits, in licet screen and "
     "in the evidence, as evidence, not a listing, and changes no verdict.",
     "0 if it was kept, else 2.",
     1, 1, false, true, cli_dossier_add,
     {CLI_OPT_FILE, CLI_OPT_URL, CLI_OPT_DATE, CLI_OPT_SOURCE, CLI_OPT_NOTE, CLI_OPT_BY,
      CLI_OPT_JSON},
     {{"dossier add NSO --file r.pdf --date 2021-07-18 --source A --note B", "a report"},
      {"dossier add EL/... --url URL --date 2021-11-04 --source FR --note B", "an entry"}}},
    {"dossier show", "[PARTY|ENTRY|NOTE]", "what was kept about a party or a list entry",
     "Lists the notes about a name, an entry, or all of them. With the id of a note and --out, its "
     "file is written again as it was given.",
     "0 if there is any, 1 if not, 2 for trouble.",
     0, 1, false, true, cli_dossier_show, {CLI_OPT_OUT, CLI_OPT_JSON},
     {{"dossier show \"NSO Group\"", "about a party"},
      {"dossier show N-0123456789ABCDEFGHJK --out report.pdf", "the file again"}}},
    {"book import", "CUSTOMERS", "take in the customers of the house",
     "Reads a table of customers (.xlsx, .csv, .tsv, .txt or .jsonl: id, name, type, country, "
     "address, birth, identifiers; other spellings of the headers are known) as a new edition of "
     "the book. "
     "It supersedes the edition before, which is kept. A row that cannot be read refuses the file.",
     "0 if the edition was taken in or is the same as before, else 2.",
     1, 1, false, true, cli_book_import, {CLI_OPT_DATE, CLI_OPT_JSON},
     {{"book import customers.xlsx", "the edition of today"},
      {"book import customers.jsonl --date 2026-07-31", "as exported on a day"}}},
    {"book status", "", "the editions of the book, and whether to rescreen",
     "Shows the editions that were taken in, the last run of licet rescreen, and whether book, "
     "lists or policy have changed since.",
     "0 if the last run still holds, 1 if a rescreen is due, 2 without a book.",
     0, 0, false, true, cli_book_status, {CLI_OPT_JSON},
     {{"book status", ""}, {"book status --json", "for a program"}}},
    {"rescreen", "", "screen every customer of the book again",
     "Screens every customer of the newest edition, records a decision for each, and tells what "
     "is new, open again, changed or gone since the run before, who must be looked at, and how "
     "long. What a person resolved stays silent, unless something changed.",
     "0 if every customer is NO_MATCH, 2 if any could not be screened, else 1.",
     0, 0, false, true, cli_rescreen,
     {CLI_OPT_ALL, CLI_OPT_SINCE, CLI_OPT_AS_OF, CLI_OPT_KNOWN_AT, CLI_OPT_OUT, CLI_OPT_THREADS, CLI_OPT_JSON},
     {{"rescreen", "after every change of a list"},
      {"rescreen --since 2026-07-31", "record only what changed since"},
      {"rescreen --out book.csv", "one row a customer"}}},
    {"replay", "ID", "decide a recorded decision again and compare",
     "Recomputes a decision from its recorded inputs, with the lists, policy and rules of then. "
     "The same build gives the same bytes; another build prints every difference.",
     "0 if the same came out, 2 if not.",
     1, 1, false, true, cli_replay, {CLI_OPT_NONE},
     {{"replay D-0123456789abcdefghij", "the id stands in every answer"}}},
    {"verify", "", "was anything altered?",
     "Recomputes every decision's hash and their common root, the hashes of the kept list files, "
     "the entry versions and the index in force. Keep the root elsewhere to prove later that "
     "nothing was taken away.",
     "0 if all is whole, else 2.",
     0, 0, false, true, cli_verify, {CLI_OPT_JSON}, {{"verify", ""}}},
    {"rules show", "[PARAGRAPH]", "the rules licet holds that cite a paragraph",
     "Prints the facts of law as licet has them, each with its citation. Without a paragraph: the "
     "rule files and their versions.",
     "0, or 2 if no rule cites it.",
     0, 1, false, true, cli_rules_show, {CLI_OPT_NONE},
     {{"rules show", "what is there"}, {"rules show 744.11", "Entity List requirements"}}},
    {"rules diff", "DATE DATE", "which facts of law begin or end between two days",
     "Prints the facts of law that begin or end after the first day and up to the second, each "
     "with its citation, by day.",
     "0 if there is none, 1 if there is one, 2 for trouble.",
     2, 2, false, true, cli_rules_diff, {CLI_OPT_JSON},
     {{"rules diff 2025-09-01 2025-11-30", "the affiliates rule came and was stayed"}}},
    {"rules coverage", "", "what of which paragraph is implemented and tested",
     "Prints, paragraph by paragraph, what is implemented, which test shows it, and what is left "
     "out and why; then whether every fact of law has a citation, a date and a line here.",
     "0 if every fact has, else 2.",
     0, 0, false, true, cli_rules_coverage, {CLI_OPT_JSON},
     {{"rules coverage", ""}, {"rules coverage --json", "for a program"}}},
    {"index stats", "[FILE]", "the search index in numbers",
     "Prints how many names, words and bytes the index in force (or FILE) has, section by section, "
     "and the words that stand in most names.",
     "0, or 2 if it cannot be used.",
     0, 1, false, true, cli_index_stats, {CLI_OPT_JSON},
     {{"index stats", "the index in force"}, {"index stats --json", "for programs"}}},
    {"index verify", "[FILE]", "is the search index what it should be?",
     "Checks the hash of the index in force (or FILE) and every offset in it, and makes anew whatever "
     "follows from its words: sounds, letters, weights, postings and links. Lists are not needed.",
     "0 if everything agrees, else 2.",
     0, 1, false, true, cli_index_verify, {CLI_OPT_JSON}, {{"index verify", ""}}},
    {"index dump", "[FILE]", "the search index as text",
     "Prints a line for each word (number, text, sound, class, weight, names that have it), then one "
     "for each name as it is searched (number, weight, words, the names as listed), tabs between.",
     "0, or 2 if it cannot be used.",
     0, 1, false, true, cli_index_dump, {CLI_OPT_NONE},
     {{"index dump | grep -P '^word.*\tplace\t'", "which words are taken for places"}}},
    {"index complete", "TEXT", "listed names that begin like this",
     "Prints listed names of which every word typed begins a word, in any order. Candidates for "
     "somebody who goes on typing: nothing is scored, decided or recorded, and a name that is not "
     "shown is not thereby off the lists.",
     "0, or 2 for trouble.",
     1, 1, false, true, cli_index_complete, {CLI_OPT_AS_OF, CLI_OPT_LIMIT, CLI_OPT_JSON},
     {{"index complete \"moam gad\"", "the beginnings of words"}}},
    {"serve", "", "the page, the API, and endpoints of other tools, over HTTP",
     "Serves the page, the API (/openapi.json describes it) and endpoints that clients of other "
     "screening tools already speak, from the lists and rules of the home. Lists that are imported "
     "meanwhile are taken up without a pause.\n\n"
     "On this machine's own address the page needs no key; programs and everybody elsewhere need "
     "one (licet keys add). An address that others can reach is refused until there is a key. "
     "Stops on SIGTERM or Ctrl-C, after what has begun is answered.",
     "0 after being stopped, 2 if it could not start.",
     0, 0, false, true, cli_serve, {CLI_OPT_LISTEN, CLI_OPT_THREADS},
     {{"serve", "then open http://127.0.0.1:8080/"},
      {"serve --listen 0.0.0.0:8080", "for others, who bring keys"}}},
    {"keys add", "NAME", "make a key for a program or person that uses licet serve",
     "Prints a new key, this once; only its hash is kept. Scopes: screen, read, adjudicate (decide "
     "about hits), approve (second person; quarantined lists), admin.",
     "0, or 2 if it could not be made.",
     1, 1, false, true, cli_keys_add, {CLI_OPT_SCOPES, CLI_OPT_UNTIL},
     {{"keys add checkout --scopes screen", "a web shop"},
      {"keys add \"Ada Ng\" --scopes read,adjudicate,approve --until 2027-12-31", "a person"}}},
    {"keys list", "", "the keys there are", "Names, scopes and terms; never the keys themselves.", "0.",
     0, 0, false, true, cli_keys_list, {CLI_OPT_JSON}, {{"keys list", ""}}},
    {"keys revoke", "NAME", "end a key now", "The key stops working within a second.",
     "0, or 2 if there is no such key.",
     1, 1, false, true, cli_keys_revoke, {CLI_OPT_NONE}, {{"keys revoke checkout", ""}}},
    {"help", "[COMMAND]", "this help, or a command's own",
     "Shows what the commands do, with examples.", "0, or 2 if there is no such command.",
     0, 2, false, false, cli_help, {CLI_OPT_MAN}, {{"help check", ""}}},
    {"completion", "SHELL", "print completion for bash, zsh or fish",
     "Prints what the shell needs to complete licet's commands and options.", "0.",
     1, 1, false, false, cli_completion, {CLI_OPT_NONE},
     {{"completion bash > ~/.local/share/bash-completion/completions/licet", "bash, once"},
      {"completion zsh > ~/.zfunc/_licet", "zsh, with ~/.zfunc in $fpath before compinit"},
      {"completion fish > ~/.config/fish/completions/licet.fish", "fish, once"}}},
};
/* clang-format on */

const cli_command *cli_command_at(size_t i)
{
    return i < sizeof commands / sizeof *commands ? &commands[i] : NULL;
}

/* How many words of words make up name, or 0. */
static size_t words_of(const char *name, const char *const *words, size_t n)
{
    size_t used = 0;
    while (*name) {
        size_t len = strcspn(name, " ");
        if (used == n || strlen(words[used]) != len || memcmp(words[used], name, len) != 0)
            return 0;
        used++;
        name += len;
        name += *name == ' ';
    }
    return used;
}

const cli_command *cli_command_find(const char *const *words, size_t n, size_t *out_n)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        size_t used = words_of(commands[i].name, words, n);
        if (!used) continue;
        *out_n = used;
        return &commands[i];
    }
    return NULL;
}
