/* The table of routes. Checking, calling, OpenAPI and metrics are all made from it. */
#include "server/handlers.h"

#define TYPES "person org vessel aircraft"

/* A party, alone and among others. */
#define PARTY_FIELDS                                                                                 \
    {"name", SRV_TEXT, true, 1, 4096, NULL, "as the customer writes it, in any script", NULL},       \
        {"type", SRV_WORD, false, 0, 0, TYPES, "what kind of party, if known", NULL},                \
        {"country", SRV_TEXT, false, 2, 100, NULL, "ISO 3166-1 alpha-2, or a country's name", NULL}, \
        {"address", SRV_TEXT, false, 1, 2000, NULL, NULL, NULL},                                     \
        {"birth", SRV_BIRTH, false, 0, 0, NULL, "date or year of birth: YYYY, YYYY-MM, YYYY-MM-DD",  \
         NULL},                                                                                      \
    {                                                                                                \
        "identifiers", SRV_TEXTS, false, 0, 32, NULL,                                                \
            "numbers of registration, passport, IMO, tax, ...", NULL                                 \
    }
/* Where the orders of a batch stand, and what its columns are. */
#define TABLE_FIELDS                                                                               \
    {"maps", SRV_TEXTS, false, 0, 256, NULL, "Their Header=canonical_column", NULL},               \
        {"sheet", SRV_TEXT, false, 1, 255, NULL, "of a workbook; guessed if absent", NULL},        \
    {                                                                                              \
        "header_row", SRV_INT, false, 1, 1048576, NULL, "of a sheet; guessed if absent", NULL      \
    }

static const srv_field party[] = {PARTY_FIELDS, {0}};

#define AS_OF                                                                                      \
    {                                                                                              \
        "as_of", SRV_DATE, false, 0, 0, NULL, "the day asked about; today if absent", NULL         \
    }

static const srv_field screen_one[] = {PARTY_FIELDS, AS_OF, {0}};
static const srv_field screen_many[] = {
    {"parties", SRV_PARTS, true, 1, 1000, NULL, "answered in their order", party}, AS_OF, {0}};
static const srv_field search_args[] = {
    {"q", SRV_TEXT, true, 1, 400, NULL, "what has been typed so far", NULL},
    {"type", SRV_WORD, false, 0, 0, TYPES, NULL, NULL},
    {"country", SRV_TEXT, false, 2, 100, NULL, NULL, NULL},
    AS_OF,
    {0}};
static const srv_field complete_args[] = {
    {"q", SRV_TEXT, true, 1, 400, NULL, "what has been typed so far", NULL},
    {"limit", SRV_INT, false, 1, 100, NULL, "names at most; 10 if absent", NULL},
    AS_OF,
    {0}};
static const srv_field explain_fields[] = {
    {"party", SRV_PART, true, 0, 0, NULL, NULL, party},
    {"entry", SRV_TEXT, true, 1, 300, NULL, "key of a list entry", NULL},
    {0}};
static const srv_field determine_fields[] = {
    {"id", SRV_TEXT, false, 0, 300, NULL, "given back", NULL},
    {"facts", SRV_ANY, true, 0, 0, NULL, "as `licet determine` takes them", NULL},
    {0}};
static const srv_field explained_fields[] = {
    {"facts", SRV_ANY, false, 0, 0, NULL, "as `licet determine` takes them", NULL},
    {"stated", SRV_TEXTS, false, 0, 200, NULL, "or as a person states them: item.eccn=EAR99", NULL},
    {"parties", SRV_TEXTS, false, 0, 50, NULL, "role:name:country", NULL},
    {"as_of", SRV_DATE, false, 0, 0, NULL, "the day asked about; overrules the facts' own", NULL},
    {"application", SRV_BOOL, false, 0, 0, NULL, "what applying for the licence takes", NULL},
    {"and_as_of", SRV_DATE, false, 0, 0, NULL, "compare facts.as_of with this day", NULL},
    {0}};

static const srv_field as_of_args[] = {AS_OF, {0}};
static const srv_field diff_args[] = {
    {"a", SRV_TEXT, true, 1, 40, NULL, "a day, YYYY-MM-DD, or the number of an edition", NULL},
    {"b", SRV_TEXT, true, 1, 40, NULL, "the later one", NULL},
    {0}};
static const srv_field changes_args[] = {
    {"since", SRV_DATE, true, 0, 0, NULL, "first list date", NULL},
    {"source", SRV_TEXT, false, 1, 60, NULL, "one source; all if absent", NULL},
    {0}};
static const srv_field judge_fields[] = {
    {"outcome", SRV_WORD, true, 0, 0, "approve reject", NULL, NULL},
    {"reason", SRV_TEXT, true, 1, 4000, NULL, "in words: an auditor will read it", NULL},
    {0}};

static const srv_field log_args[] = {
    {"kind", SRV_WORD, false, 0, 0, "decision resolution book rescreen note list", NULL, NULL},
    {"before", SRV_INT, false, 1, 2147483647, NULL, "next_before of the page before", NULL},
    {"limit", SRV_INT, false, 1, 500, NULL, "items a page; 50 if absent", NULL},
    {0}};
static const srv_field hits_args[] = {
    {"all", SRV_BOOL, false, 0, 0, NULL, "those that are settled, too", NULL}, {0}};
static const srv_field resolve_fields[] = {
    {"outcome", SRV_WORD, true, 0, 0, "false_hit true_match escalate approve", NULL, NULL},
    {"entry", SRV_TEXT, false, 1, 300, NULL,
     "one list entry; every open hit of the decision if absent", NULL},
    {"reason", SRV_TEXT, false, 1, 100, NULL, "a code of data/desk/reasons.txt; not for approve",
     NULL},
    {"note", SRV_TEXT, true, 1, 4000, NULL, "in words", NULL},
    {"by", SRV_TEXT, false, 1, 200, NULL, "who; only without a key, on the page of this machine",
     NULL},
    {"until", SRV_DATE, false, 0, 0, NULL, "last day; the policy's term if absent", NULL},
    {0}};

static const srv_field batch_args[] = {
    {"name", SRV_TEXT, true, 5, 255, NULL, "of the file: .csv .tsv .txt .jsonl .xlsx .xlsm", NULL},
    {0}};
static const srv_field preview_fields[] = {TABLE_FIELDS, {0}};
static const srv_field run_fields[] = {TABLE_FIELDS, AS_OF, {0}};

static const srv_field book_args[] = {
    {"name", SRV_TEXT, true, 5, 255, NULL, "of the file: .csv .tsv .txt .jsonl .xlsx .xlsm", NULL},
    {"date", SRV_DATE, false, 0, 0, NULL, "of this edition; today if absent", NULL},
    {0}};
static const srv_field rescreen_fields[] = {
    AS_OF,
    {"since", SRV_DATE, false, 0, 0, NULL,
     "record only customers whose hits differ from what was known at the end of this day", NULL},
    {0}};

static const srv_field yente_args[] = {{"algorithm", SRV_TEXT, false, 0, 60, NULL,
                                        "every one of yente's is answered by licet's own", NULL},
                                       {"limit", SRV_INT, false, 0, 500, NULL, NULL, NULL},
                                       {"threshold", SRV_NUMBER, false, 0, 1, NULL, NULL, NULL},
                                       {0}};
static const srv_field yente_search_args[] = {{"q", SRV_TEXT, true, 1, 400, NULL, NULL, NULL},
                                              {"schema", SRV_TEXT, false, 0, 40, NULL, NULL, NULL},
                                              {"limit", SRV_INT, false, 0, 500, NULL, NULL, NULL},
                                              {"offset", SRV_INT, false, 0, 9499, NULL, NULL, NULL},
                                              {0}};
static const srv_field watchman_args[] = {
    {"name", SRV_TEXT, true, 1, 1000, NULL, NULL, NULL},
    {"type", SRV_WORD, false, 0, 0, "person business organization aircraft vessel", NULL, NULL},
    {"limit", SRV_INT, false, 1, 100, NULL, NULL, NULL},
    {"minMatch", SRV_NUMBER, false, 0, 1, NULL, NULL, NULL},
    {0}};
static const srv_field tradegov_args[] = {
    {"name", SRV_TEXT, false, 0, 1000, NULL, "or q", NULL},
    {"q", SRV_TEXT, false, 0, 1000, NULL, NULL, NULL},
    {"countries", SRV_TEXT, false, 0, 300, NULL, "ISO codes, separated by commas", NULL},
    {"sources", SRV_TEXT, false, 0, 100, NULL,
     "some of CAP,CMIC,DPL,DTC,EL,FSE,ISN,MBS,MEU,PLC,SDN,SSI,UVL", NULL},
    {"types", SRV_TEXT, false, 0, 100, NULL, "some of Aircraft,Entity,Individual,Vessel", NULL},
    {"type", SRV_TEXT, false, 0, 100, NULL, "the same, as older clients call it", NULL},
    {"address", SRV_TEXT, false, 0, 1000, NULL, "every word of it in one address", NULL},
    {"full_address", SRV_TEXT, false, 0, 1000, NULL,
     "the same; city, state and postal_code are not looked at then", NULL},
    {"city", SRV_TEXT, false, 0, 200, NULL, NULL, NULL},
    {"state", SRV_TEXT, false, 0, 200, NULL, NULL, NULL},
    {"postal_code", SRV_TEXT, false, 0, 40, NULL, NULL, NULL},
    {"start_date", SRV_TEXT, false, 0, 40, NULL, "a day, or the first and the last", NULL},
    {"end_date", SRV_TEXT, false, 0, 40, NULL, "a day, or the first and the last", NULL},
    {"issue_date", SRV_TEXT, false, 0, 40, NULL, "of a paper; a day, or two", NULL},
    {"expiration_date", SRV_TEXT, false, 0, 40, NULL, "of a paper; a day, or two", NULL},
    {"fuzzy_name", SRV_BOOL, false, 0, 0, NULL, "names are always compared so", NULL},
    {"sort", SRV_WORD, false, 0, 0, "score score:desc name name:asc", "score if absent", NULL},
    {"size", SRV_INT, false, 1, 50, NULL, "10 if absent", NULL},
    {"offset", SRV_INT, false, 0, 1000, NULL, NULL, NULL},
    {0}};
static const srv_field prefix_args[] = {{"prefix", SRV_TEXT, false, 0, 400, NULL, NULL, NULL},
                                        {"key", SRV_TEXT, false, 1, 100, NULL, NULL, NULL},
                                        {0}};
static const srv_field propose_args[] = {{"type", SRV_TEXT, false, 0, 60, NULL, NULL, NULL},
                                         {"limit", SRV_INT, false, 1, 1000, NULL, NULL, NULL},
                                         {"key", SRV_TEXT, false, 1, 100, NULL, NULL, NULL},
                                         {0}};
static const srv_field preview_args[] = {{"id", SRV_TEXT, true, 1, 300, NULL, NULL, NULL},
                                         {"key", SRV_TEXT, false, 1, 100, NULL, NULL, NULL},
                                         {0}};

#define SCREEN     LICET_SCOPE_SCREEN
#define READ       LICET_SCOPE_READ
#define ADJUDICATE LICET_SCOPE_ADJUDICATE
#define APPROVE    LICET_SCOPE_APPROVE

/* A table reads better in its own shape. */
/* clang-format off */
static const srv_route routes[] = {
    {.method = "GET", .path = "/healthz", .handle = srv_healthz, .id = "healthz", .light = true,
     .says = "Is the process alive?"},
    {.method = "GET", .path = "/readyz", .handle = srv_readyz, .id = "readyz", .light = true,
     .says = "Could a clear answer be given now? 503 while a required list is missing, stale or quarantined."},
    {.method = "GET", .path = "/version", .handle = srv_version, .id = "version", .light = true,
     .says = "The build and the index that answer."},
    {.method = "GET", .path = "/metrics", .scope = READ, .handle = srv_metrics, .id = "metrics", .light = true,
     .says = "Counts and times, OpenMetrics.",
     .type = "application/openmetrics-text; version=1.0.0; charset=utf-8"},
    {.method = "GET", .path = "/openapi.json", .handle = srv_openapi_get, .id = "openapi",
     .says = "This description."},

    {.method = "POST", .path = "/v1/screen", .scope = SCREEN, .body = SRV_BODY_JSON,
     .handle = srv_screen_one, .id = "screen", .fields = screen_one, .once = true,
     .says = "Looks for one party on the lists in force, and records the decision."},
    {.method = "POST", .path = "/v1/screen/many", .scope = SCREEN, .body = SRV_BODY_JSON,
     .handle = srv_screen_many, .id = "screenMany", .slow = true, .fields = screen_many, .once = true,
     .says = "The same for up to 1,000 parties, answered in their order."},
    {.method = "GET", .path = "/v1/search", .scope = READ, .handle = srv_search, .id = "search",
     .args = search_args,
     .says = "Candidates while somebody types: no verdict, nothing recorded."},
    {.method = "GET", .path = "/v1/complete", .scope = READ, .handle = srv_complete, .id = "complete",
     .args = complete_args,
     .says = "Listed names of which every typed word begins a word: what may be meant, at every keystroke."},
    {.method = "POST", .path = "/v1/explain", .scope = READ, .body = SRV_BODY_JSON,
     .handle = srv_explain, .id = "explain", .fields = explain_fields,
     .says = "Why one list entry matches a party, or what keeps it from matching."},
    {.method = "POST", .path = "/v1/determine", .scope = SCREEN, .body = SRV_BODY_JSON,
     .handle = srv_determine, .id = "determine", .fields = determine_fields, .once = true,
     .says = "One transaction under the Export Administration Regulations, and records the decision."},
    {.method = "POST", .path = "/v1/determine/explained", .scope = SCREEN, .body = SRV_BODY_JSON,
     .handle = srv_determine_explained, .id = "determineExplained", .fields = explained_fields,
     .once = true,
     .says = "The same for a person: every step, what is missing, what would change it."},

    {.method = "GET", .path = "/v1/entries/{key}", .scope = READ, .handle = srv_entry, .id = "entry",
     .args = as_of_args, .says = "A list entry with every value traced to file and byte."},
    {.method = "GET", .path = "/v1/entries/{key}/history", .scope = READ, .handle = srv_history,
     .id = "history", .slow = true, .says = "The life of a list entry, by its key or a name."},
    {.method = "GET", .path = "/v1/lists", .scope = READ, .handle = srv_lists_status, .id = "lists",
     .says = "Every list: entries, age, state."},
    {.method = "GET", .path = "/v1/lists/changes", .scope = READ, .handle = srv_lists_changes,
     .id = "changes", .slow = true, .args = changes_args, .type = SRV_JSONL,
     .says = "Entries added, modified or removed since a day, one JSON object a line."},
    {.method = "GET", .path = "/v1/lists/growth", .scope = READ, .handle = srv_lists_growth,
     .id = "growth", .slow = true, .says = "Entries by the year they were listed in, by list, country and programme."},
    {.method = "GET", .path = "/v1/lists/{source}/diff", .scope = READ, .handle = srv_lists_diff,
     .id = "diff", .slow = true, .args = diff_args, .says = "What differs between two days or editions of a source."},
    {.method = "POST", .path = "/v1/lists/{source}/judgement", .scope = APPROVE, .body = SRV_BODY_JSON,
     .handle = srv_lists_judge, .id = "judge", .slow = true, .fields = judge_fields,
     .says = "Approves or rejects the quarantined edition of a source."},
    {.method = "GET", .path = "/v1/rules/{paragraph}", .scope = READ, .handle = srv_rules, .id = "rules",
     .type = "text/plain; charset=utf-8", .says = "Facts of law that cite a paragraph, as text."},

    {.method = "GET", .path = "/v1/decisions", .scope = READ, .handle = srv_decisions, .id = "decisions", .logged = true, .slow = true,
     .args = log_args, .says = "The log, newest first, one kind at a time."},
    {.method = "GET", .path = "/v1/decisions/{id}", .scope = READ, .handle = srv_decision,
     .id = "decision", .logged = true, .says = "One recorded item."},
    {.method = "POST", .path = "/v1/decisions/{id}/replay", .scope = READ, .handle = srv_replay,
     .id = "replay", .logged = true, .slow = true, .says = "Computes a decision again from what was recorded, and compares."},
    {.method = "POST", .path = "/v1/verify", .scope = READ, .handle = srv_verify, .id = "verify", .logged = true, .slow = true,
     .says = "Recomputes every hash of the home."},

    {.method = "GET", .path = "/v1/hits", .scope = READ, .handle = srv_hits, .id = "hits", .logged = true, .slow = true,
     .args = hits_args, .says = "Hits nobody has resolved, oldest first."},
    {.method = "GET", .path = "/v1/reasons", .scope = READ, .handle = srv_reasons, .id = "reasons",
     .says = "The reasons a resolution may give."},
    {.method = "GET", .path = "/v1/hits/orders", .scope = READ, .handle = srv_hits_orders,
     .id = "hitsOrders", .logged = true, .slow = true, .says = "Orders that wait for somebody's word on a hit."},
    {.method = "POST", .path = "/v1/decisions/{id}/resolutions", .scope = ADJUDICATE,
     .body = SRV_BODY_JSON, .handle = srv_resolve, .id = "resolve", .slow = true, .logged = true, .fields = resolve_fields,
     .says = "A person's word on hits of a decision; approving takes another person's key."},

    {.method = "POST", .path = "/v1/batches", .scope = SCREEN, .body = SRV_BODY_SPOOL,
     .handle = srv_batch_new, .id = "batchNew", .args = batch_args,
     .says = "Takes a table of orders, as bytes. It waits until its columns are confirmed (run)."},
    {.method = "PUT", .path = "/v1/batches", .scope = SCREEN, .body = SRV_BODY_SPOOL,
     .handle = srv_batch_new, .id = "batchPut", .args = batch_args,
     .says = "The same, for clients that put files."},
    {.method = "GET", .path = "/v1/batches", .scope = READ, .handle = srv_batches, .id = "batches", .slow = true,
     .says = "Batches, newest first."},
    {.method = "GET", .path = "/v1/batches/{id}", .scope = READ, .handle = srv_batch, .id = "batch",
     .says = "State and progress of a batch, its summary when done, and its files."},
    {.method = "POST", .path = "/v1/batches/{id}/preview", .scope = SCREEN, .body = SRV_BODY_JSON,
     .handle = srv_batch_preview, .id = "batchPreview", .slow = true, .fields = preview_fields,
     .says = "What each column would be taken for, and the first rows."},
    {.method = "POST", .path = "/v1/batches/{id}/run", .scope = SCREEN, .body = SRV_BODY_JSON,
     .handle = srv_batch_run, .id = "batchRun", .fields = run_fields,
     .says = "Checks it, behind the requests; again if it was done or failed."},
    {.method = "GET", .path = "/v1/batches/{id}/events", .scope = READ, .handle = srv_batch_events,
     .id = "batchEvents", .type = "text/event-stream", .says = "Progress as server-sent events."},
    {.method = "GET", .path = "/v1/batches/{id}/files/{file}", .scope = READ, .handle = srv_batch_file,
     .id = "batchFile", .type = "application/octet-stream",
     .says = "A file of a batch: answered.xlsx or .csv, evidence.html, evidence.jsonl, or rows.jsonl while it runs."},

    {.method = "GET", .path = "/v1/book", .scope = READ, .handle = srv_book_status, .id = "book",
     .says = "The customers of the house: editions, the last run over them, and whether one is due."},
    {.method = "PUT", .path = "/v1/book", .scope = ADJUDICATE, .body = SRV_BODY_SPOOL,
     .handle = srv_book_new, .id = "bookPut", .slow = true, .args = book_args,
     .says = "Takes in an edition of the book, whole or not at all; it supersedes the one before."},
    {.method = "POST", .path = "/v1/book/run", .scope = SCREEN, .body = SRV_BODY_JSON,
     .handle = srv_book_rescreen, .id = "rescreen", .fields = rescreen_fields,
     .says = "Screens every customer against the lists in force, behind the requests."},
    {.method = "GET", .path = "/v1/book/run", .scope = READ, .handle = srv_book_run_state,
     .id = "rescreenState", .says = "The run under way, or the report of the last since the server started."},

    {.method = "POST", .path = "/match/{dataset}", .scope = SCREEN, .body = SRV_BODY_FREE,
     .handle = srv_yente_match, .member = "detail", .refused = 422, .id = "yenteMatch", .slow = true, .args = yente_args, .peer = true,
     .says = "As yente: up to 100 entities are screened, and each decision is kept."},
    {.method = "GET", .path = "/search/{dataset}", .scope = READ, .handle = srv_yente_search, .member = "detail", .refused = 422,
     .id = "yenteSearch", .args = yente_search_args, .peer = true, .says = "As yente: candidates for a text."},
    {.method = "GET", .path = "/entities/{id}", .scope = READ, .handle = srv_yente_entity,
     .id = "yenteEntity", .peer = true, .says = "As yente: one entity, in FollowTheMoney's words."},
    {.method = "GET", .path = "/catalog", .scope = READ, .handle = srv_yente_catalog, .id = "yenteCatalog",
     .says = "As yente: the lists."},
    {.method = "GET", .path = "/algorithms", .scope = READ, .handle = srv_yente_algorithms,
     .id = "yenteAlgorithms", .says = "As yente: there is one."},
    {.method = "GET", .path = "/v2/search", .scope = SCREEN, .handle = srv_watchman_search, .member = "error", .refused = 400,
     .id = "watchmanSearch", .args = watchman_args, .peer = true,
     .says = "As watchman: one party is screened, and the decision is kept."},
    {.method = "GET", .path = "/v2/listinfo", .scope = READ, .handle = srv_watchman_listinfo,
     .id = "watchmanListinfo", .says = "As watchman: the lists."},
    {.method = "GET", .path = "/consolidated_screening_list/v1/search", .scope = SCREEN,
     .handle = srv_tradegov_search, .id = "tradegovSearch", .args = tradegov_args,
     .says = "As the API of trade.gov: one party is screened, and the decision is kept."},
    {.method = "GET", .path = "/consolidated_screening_list/search", .scope = SCREEN,
     .handle = srv_tradegov_search, .id = "tradegovSearchOld", .args = tradegov_args,
     .says = "The same, where older clients ask."},
    {.method = "GET", .path = "/consolidated_screening_list/v1/sources", .scope = READ,
     .handle = srv_tradegov_sources, .id = "tradegovSources", .says = "As the API of trade.gov: the lists."},
    {.method = "GET", .path = "/reconcile", .scope = READ, .handle = srv_reconcile, .id = "reconcile",
     .peer = true, .says = "Reconciliation 0.1 and 0.2: manifest, or queries."},
    {.method = "POST", .path = "/reconcile", .scope = READ, .body = SRV_BODY_FORM, .handle = srv_reconcile,
     .id = "reconcilePost", .peer = true, .says = "Reconciliation 0.1 and 0.2: queries or extend, as a form."},
    {.method = "GET", .path = "/reconcile/suggest/entity", .scope = READ, .handle = srv_suggest_entity,
     .id = "suggestEntity", .args = prefix_args, .peer = true, .says = "Reconciliation: entities that a text begins."},
    {.method = "GET", .path = "/reconcile/suggest/type", .scope = READ, .handle = srv_suggest_type,
     .id = "suggestType", .args = prefix_args, .peer = true, .says = "Reconciliation: types."},
    {.method = "GET", .path = "/reconcile/suggest/property", .scope = READ, .handle = srv_suggest_property,
     .id = "suggestProperty", .args = prefix_args, .peer = true, .says = "Reconciliation: properties."},
    {.method = "GET", .path = "/reconcile/extend/property", .scope = READ, .handle = srv_propose_properties,
     .id = "proposeProperties", .args = propose_args, .peer = true, .says = "Reconciliation: properties a column can be made of."},
    {.method = "GET", .path = "/reconcile/preview", .scope = READ, .handle = srv_reconcile_preview,
     .id = "reconcilePreview", .args = preview_args, .type = "text/html; charset=utf-8",
     .says = "Reconciliation: a small page about an entry."},
    {.method = "GET", .path = "/reconcile/{dataset}", .scope = READ, .handle = srv_reconcile,
     .id = "reconcileSet", .peer = true, .says = "The same, where clients of yente ask."},
    {.method = "POST", .path = "/reconcile/{dataset}", .scope = READ, .body = SRV_BODY_FORM,
     .handle = srv_reconcile, .id = "reconcileSetPost", .peer = true, .says = "The same."},
};
/* clang-format on */

const srv_route *srv_route_at(size_t i)
{
    return i < sizeof routes / sizeof *routes ? &routes[i] : NULL;
}
