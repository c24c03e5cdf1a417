/* licet/licet.h: restricted-party screening and export-licence determination.
 *
 *   licet_config c = {.home = "/var/lib/licet", .data = "/usr/share/licet", .now_s = time(NULL)};
 *   licet *l; licet_snapshot *s; licet_text answer; licet_verdict v; licet_error e;
 *   if (licet_open(&c, &l, &e) || licet_snapshot_current(l, &s, &e)) puts(e.message);
 *   licet_party p = {.name = "NSO Group", .country = "IL"};
 *   if (!licet_screen(s, licet_store_sink(l), &p, NULL, &answer, &v, &e)) puts(answer.data);
 *
 * Strings are UTF-8 and NUL-terminated unless a length stands beside them. Dates are civil,
 * "YYYY-MM-DD"; times are seconds since 1970 UTC. Every function returns LICET_OK (0) or a
 * licet_code and then fills err (which may be NULL); out parameters are untouched on failure.
 * Nothing here prints, reads the environment or asks for the time.
 *
 * This is decision support, not legal advice. */
#ifndef LICET_LICET_H
#define LICET_LICET_H

#include <stddef.h>
#include <stdint.h>

#include "licet/error.h"
#include "licet/types.h"

#ifdef __cplusplus
extern "C" {
#endif

#define LICET_API __attribute__((visibility("default")))

/* A text the library made; give it back with licet_text_done. data is NUL-terminated. */
typedef struct licet_text {
    char *data;
    size_t len;
} licet_text;
LICET_API void licet_text_done(licet_text *t); /* takes an empty text */

/* ---- the data home ---- */

typedef struct licet licet;

typedef struct licet_config {
    const char *home;   /* folder of the database and the index files; made when written to */
    const char *data;   /* folder with rules/, names/, orders/, policy/ as installed */
    const char *policy; /* INI file, or NULL for home/policy.ini if there is one, else
                           data/policy/default.ini */
    int64_t now_s;      /* the caller's clock */
    int search_ahead;   /* a search follows: the index in force is read while the rules are */
} licet_config;

/* Opens rules, lexicons and policy. The store is opened when first needed. One handle per thread.
 */
LICET_API int licet_open(const licet_config *config, licet **out, licet_error *err);
LICET_API void licet_close(licet *l); /* takes NULL */

/* done of total units, in words; called from the thread that called the library. */
typedef void (*licet_progress)(void *ctx, const char *what, uint64_t done, uint64_t total);

/* ---- lists ---- */

typedef struct licet_import_params {
    const char *source;    /* source id, or NULL: guessed from the file */
    const char *list_date; /* or NULL: what the file says; without one the list is stale */
    const char *const *files;
    size_t n_files;
    int sample;              /* a sample is no list: absence in it proves nothing */
    licet_progress progress; /* or NULL */
    void *progress_ctx;
    int history; /* every file is an edition of its own, whole or not at all together: an archive.
                    Its day is what the file says, else the date in its name (2021-08-18 or
                    20210818); taken in order of days, then of names. Then out_json is
                    {"editions":[{"file", and what stands below}],"source","state","index"}; source,
                    state, "partial" and "short" are those of the last edition */
    int64_t checked_s; /* when the publisher was last seen to give these bytes, or 0: on the list's
                          date */
} licet_import_params;

/* Reads files of one source and puts them in force, whole or not at all. out_json: {"source",
 * "format","list_date","entries","names","added","changed","removed","unchanged","state",
 * "sublists":{..},"diagnostics":[{"code","line","byte","text","row_lost"}],"diagnostics_total",
 * "rows","rows_bad","sha256","index"}; "partial": true where a list comes in several files and some
 * are missing: then absence proves nothing. "short": true where the policy calls so few entries no
 * whole list; "why": a sentence, where it is short or held back. */
LICET_API int licet_import(licet *l, const licet_import_params *params, licet_text *out_json,
                           licet_error *err);

/* {"lists":[{"id","entries","min_entries","names","list_date","received","age_seconds",
 * "max_age_seconds","sha256","state","sublists":[{"list","entries","min_entries"?,"short"?}]}],
 * "alarms":[text]}; alarms: sources that repeat each other and do not agree;
 * state: in_force, stale, quarantined, missing. out_ok: 1 if every required list is in force. Works
 * on an empty home. */
LICET_API int licet_lists_status(licet *l, licet_text *out_json, int *out_ok, licet_error *err);
/* The same for a monitor: OpenMetrics text. */
LICET_API int licet_status_metrics(const char *status_json, size_t len, licet_text *out,
                                   licet_error *err);

/* ---- the snapshot: everything an answer depends on, immutable, reference-counted ---- */

typedef struct licet_snapshot licet_snapshot;

/* The index in force in the home, with the rules, lexicons and policy of l. */
LICET_API int licet_snapshot_current(licet *l, licet_snapshot **out, licet_error *err);
/* The same with what the home knew at a moment: lists, decisions about them and about hits that
 * came later do not count. known_at: "YYYY-MM-DDTHH:MM:SSZ", or a day, meaning its end (UTC); NULL:
 * now.
 */
LICET_API int licet_snapshot_known_at(licet *l, const char *known_at, licet_snapshot **out,
                                      licet_error *err);
/* From files alone, without a store. */
LICET_API int licet_snapshot_open(const licet_config *config, const char *index_file,
                                  licet_snapshot **out, licet_error *err);
LICET_API licet_snapshot *licet_snapshot_retain(licet_snapshot *s);
LICET_API void licet_snapshot_release(licet_snapshot *s); /* takes NULL */

/* ---- decision sinks: without an acknowledged sink there is no verdict ---- */

typedef struct licet_sink {
    void *ctx;
    /* Takes one record: canonical JSON of the decision's body, valid during the call. */
    int (*append)(void *ctx, const char *id, const char *record, size_t len, licet_error *err);
    /* Returns 0 only when everything appended so far is durable. */
    int (*sync)(void *ctx, licet_error *err);
} licet_sink;

/* The home's own store. Owned by l. */
LICET_API const licet_sink *licet_store_sink(licet *l);

/* ---- questions ---- */

typedef struct licet_party {
    const char *name;    /* required */
    const char *type;    /* person org vessel aircraft, or NULL */
    const char *country; /* ISO 3166-1 alpha-2 or a country's name, or NULL */
    const char *address; /* or NULL */
    const char *birth;   /* YYYY, YYYY-MM or YYYY-MM-DD, or NULL; licet_birth_fits */
    const char *const *idents;
    size_t n_idents;
} licet_party;

/* Can it be a day, a month or a year of birth? Any other text is compared with nothing, so that
 * whoever asks had better be told: 1 or 0. */
LICET_API int licet_birth_fits(const char *birth);

/* Screens one party as of a day (NULL: today). out_json is `licet screen --json` (DESIGN section
 * 5). With sink NULL, candidates only: verdict NOT_SCREENED. */
LICET_API int licet_screen(licet_snapshot *s, const licet_sink *sink, const licet_party *party,
                           const char *as_of, licet_text *out_json, licet_verdict *out_verdict,
                           licet_error *err);
/* Why one list entry is a hit, or what keeps it from being one, at any distance: {"asked","entry",
 * "list","primary","name","score","ofac_score","verdict","why":[..],"kept_away":[..]}. Candidates
 * only: nothing is recorded. LICET_E_NOT_FOUND: no entry has that key. */
LICET_API int licet_explain_match(licet_snapshot *s, const licet_party *party, const char *entry,
                                  licet_text *out_json, licet_error *err);
/* The same answer as a person reads it, at most width columns; colour 0 or 1. */
LICET_API int licet_screen_text(const char *screen_json, size_t len, int width, int colour,
                                licet_text *out, licet_error *err);

/* One line {"id","facts":{..}} -> one line of answer (or {"id","error":{..}}), without line end.
 * out_exit: 0 release, 1 hold or stop, 2 could not decide. Parties without "lists" are screened.
 * sink may be NULL: then nothing is screened and nothing recorded, and parties without "lists"
 * leave the answer at NEEDS_FACTS. */
LICET_API int licet_determine(licet_snapshot *s, const licet_sink *sink, const char *line,
                              size_t len, licet_text *out, int *out_exit, licet_error *err);

typedef enum licet_format {
    LICET_FORMAT_NONE = 0,
    LICET_FORMAT_TABLE,
    LICET_FORMAT_CSV,
    LICET_FORMAT_JSONL,
    LICET_FORMAT_HTML, /* HTML and PDF: evidence, into files only */
    LICET_FORMAT_PDF,
    LICET_FORMAT_XLSX /* a workbook; into files only */
} licet_format;

typedef struct licet_check_params {
    const char *orders;      /* path of .csv .tsv .txt .jsonl .xlsx, or "-" for standard input */
    const char *as_of;       /* the day that counts as today, or NULL */
    const char *const *maps; /* "Their Header=canonical_column" */
    size_t n_maps;
    const char *const *outs; /* files; the extension is the format: .csv .jsonl .txt .html
                                .pdf .xlsx */
    size_t n_outs;
    licet_format format; /* what write gets */
    int (*write)(void *ctx, const char *data, size_t len);
    void *write_ctx;
    int width, colour; /* of the table */
    int threads;       /* 1..64; 0: 1 */
    licet_progress progress;
    void *progress_ctx;
    const char *sheet;     /* of a workbook, or NULL: guessed */
    uint32_t header_row;   /* of a sheet, 1-based, its first line; 0: guessed */
    uint32_t header_lines; /* with header_row: 1..3; 0: 1 */
    int remember;          /* maps are kept in the home for tables with the same headers, and
                              what was kept for this one is applied */
    int forget;            /* with remember: what was kept for this table's headers is
                              deleted before */
} licet_check_params;

typedef struct licet_check_summary {
    uint64_t rows, orders;
    uint64_t release, hold, stop; /* rows */
    uint64_t matches, possible, not_screened, no_match;
    uint64_t row_errors;
    uint64_t notes;          /* rows of a sheet that are no orders: remarks, repeated headers */
    int exit_code;           /* DESIGN section 1 */
    char sentence[512];      /* a last line a person can read aloud */
    licet_text mapping_json; /* which column was taken for what; licet_text_done it */
} licet_check_summary;

/* Orders in, decisions out, in input order, in constant memory. */
LICET_API int licet_check(licet *l, licet_snapshot *s, const licet_sink *sink,
                          const licet_check_params *params, licet_check_summary *out,
                          licet_error *err);

/* ---- the desk: what people decide about hits ---- */

typedef struct licet_resolve_params {
    const char *decision; /* D-...: whose hits; for approve R-...: which resolution */
    const char *outcome;  /* "false_hit" "true_match" "escalate" "approve" */
    const char *entry;    /* key of one list entry, or NULL: every open hit of the decision */
    const char *reason;   /* a code of data/desk/reasons.txt; not for approve */
    const char *note;     /* in words; required */
    const char *by;       /* who; required */
    const char *until;    /* last day, YYYY-MM-DD, or NULL: the policy's term from today */
} licet_resolve_params;

/* Records a resolution of each pair (customer record, list entry) the parameters name, or the
 * approval of one by a second person. What is recorded counts for every later screening of exactly
 * that customer record against exactly that wording. out_json:
 * {"resolutions":[{"id","entry","name", "party","outcome","until","awaits_second_person"}]}.
 * LICET_E_ARGUMENT: unknown reason, the same person approving, a pair that is resolved already;
 * LICET_E_NOT_FOUND: no such decision or hit. */
LICET_API int licet_resolve(licet *l, const licet_resolve_params *params, licet_text *out_json,
                            licet_error *err);

typedef struct licet_resolve_file_params {
    const char
        *file;      /* .xlsx .xlsm .csv .tsv .txt .jsonl with the columns decision_id and
                       resolution, and resolution_reason, resolution_note, resolution_by,
                       resolution_entry, resolution_until (reason, note, by where those are missing) */
    const char *by; /* who, where a row does not say; or NULL */
} licet_resolve_file_params;

/* The answers people wrote into a table, every row or none: a row without a resolution is passed
 * over, one that stands so already is left alone. out_json: {"file","rows","resolved","unanswered",
 * "unchanged","workbook"?,"resolutions":[as licet_resolve],"bad":[{"line","message","remedy"}]};
 * workbook: {"sheet","header_rows","titles","other_sheets":[..],"left_out_rows":[..]}, the last
 * being remarks and the header once more; out_ok: 0 if any row was bad, and then nothing was
 * recorded. */
LICET_API int licet_resolve_file(licet *l, const licet_resolve_file_params *params,
                                 licet_text *out_json, int *out_ok, licet_error *err);

/* Hits of recorded decisions that nobody has resolved, one row a pair, oldest first. all: resolved
 * ones too. out_json:
 * {"hits":[{"party","country","entry","list","name","score","verdict","decision",
 * "order","book_id"?,"first_seen","seen","age_days","state"}],"open","ages":{"0-1","2-7","8-30",
 * "over"}}; state: open, escalated, awaits_second_person, false_hit, true_match, gone (the newest
 * search of this record no longer finds it). */
LICET_API int licet_hits(licet *l, int all, licet_text *out_json, licet_error *err);

/* Order lines whose newest decision is HOLD or STOP and that have hits. out_json:
 * {"orders":[{"order",
 * "line","disposition","decision","decided","age_days","state","hits":[..]}],"waiting",
 * "check_again"}; state: waits (a hit is open), check_again (all are settled since, none is true).
 */
LICET_API int licet_hits_orders(licet *l, licet_text *out_json, licet_error *err);

typedef struct licet_dossier_params {
    const char *about;  /* a party's name, or the key of a list entry */
    const char *file;   /* kept, at most 64 MiB; or NULL */
    const char *url;    /* https:// or http://, or NULL; a file or an address is needed */
    const char *date;   /* the day it is of, YYYY-MM-DD */
    const char *source; /* who says so */
    const char *note;   /* what it says */
    const char *by;     /* who adds it */
} licet_dossier_params;

/* Keeps a note about a party or a list entry: evidence, not a listing. It is shown with screenings
 * of that name (however it is spelt, if it folds alike) and with hits on that entry, and changes no
 * verdict. out_json: the note with its "id" (N-...). */
LICET_API int licet_dossier_add(licet *l, const licet_dossier_params *params, licet_text *out_json,
                                licet_error *err);
/* {"notes":[{"id","about","date","source","note","by","made","url"?,"file"?,"sha256"?,"bytes"?}]}
 * about a name, an entry or with an id; NULL: all. */
LICET_API int licet_dossier_show(licet *l, const char *about, licet_text *out_json,
                                 licet_error *err);
/* Writes the kept file of a note to path. LICET_E_NOT_FOUND, LICET_E_CORRUPT. */
LICET_API int licet_dossier_save(licet *l, const char *id, const char *path, licet_error *err);

/* ---- the book: the customers of the house ---- */

typedef struct licet_book_params {
    const char *file; /* .xlsx .xlsm .csv .tsv .txt .jsonl: id, name, type, country, address, birth,
                         identifiers */
    const char *date; /* of this edition, YYYY-MM-DD, or NULL: today */
    int threads;      /* 1..64; 0: 1 */
    licet_progress progress; /* or NULL */
    void *progress_ctx;
} licet_book_params;

/* Takes in an edition of the book, whole or not at all; it supersedes the one before, which stays.
 * out_json: {"edition","date","file","sha256","customers","added","changed","removed","unchanged",
 * "removed_ids","same_as_before","columns":{"Their header":column|null},"workbook"? (as
 * licet_resolve_file),"bad":[{"line","message"}],"remarks":[..],"remarks_total"}; out_ok:
 * 0 if any row was bad, and then nothing was taken in. */
LICET_API int licet_book_import(licet *l, const licet_book_params *params, licet_text *out_json,
                                int *out_ok, licet_error *err);

/* {"editions":[..],"last_run":{"run","edition","as_of","time","customers","open","verdicts"}|null,
 * "rescreen_due"}. out_due: 1 if book, lists or policy changed since the last run.
 * LICET_E_NOT_FOUND without a book. */
LICET_API int licet_book_status(licet *l, licet_text *out_json, int *out_due, licet_error *err);

typedef struct licet_rescreen_params {
    const char *since; /* record only customers whose hits differ from what was known at the end
                          of this day, YYYY-MM-DD; NULL: all */
    const char *as_of; /* the day asked about, or NULL: today */
    const char *const *outs; /* files, .csv or .jsonl: one row a customer */
    size_t n_outs;
    int threads;             /* 1..64; 0: 1 */
    licet_progress progress; /* or NULL */
    void *progress_ctx;
    int everybody; /* search also those for whom nothing can have changed: the answer is the same */
} licet_rescreen_params;

/* Screens every customer of the newest edition, records the decisions and one row of the run, and
 * compares with the run before. out_json: {"run","edition","as_of","since","customers","searched",
 * "recorded","verdicts":{..},"before":{"run","as_of"}|null,"new":[..],"reopened":[..],"changed":[..],"gone":[..],
 * "look_at":[{"id","name","country","verdict","decision","hits":[{"entry","list","name","score",
 * "verdict","state","change","why","first_seen","age_days"}]}],"open","ages":{..},"remedy"}.
 * out_exit: 2 if any customer is NOT_SCREENED, else 1 if any is MATCH or POSSIBLE_MATCH, else 0. */
LICET_API int licet_rescreen(licet *l, licet_snapshot *s, const licet_sink *sink,
                             const licet_rescreen_params *params, licet_text *out_json,
                             int *out_exit, licet_error *err);

/* ---- any list of one's own ---- */

typedef struct licet_list licet_list;
/* LIST.jsonl: {"entity_id","names":[..],"type","countries":[..]} lines. */
LICET_API int licet_list_open(licet *l, const char *path, licet_list **out, licet_error *err);
LICET_API void licet_list_close(licet_list *x); /* takes NULL */
/* One query line {"id","name","type"?,"country"?} -> {"id","results":[{"entity_id","score","name",
 * "why"}]} or {"id","error":{..}}; threshold 0..1. */
LICET_API int licet_list_match(licet_list *x, const char *line, size_t len, double threshold,
                               int limit, licet_text *out, licet_error *err);

/* ---- evidence ---- */

/* Recomputes a decision from its recorded inputs. out_same: 1 if the same bytes came out;
 * out_report: what was compared, and every difference. */
LICET_API int licet_replay(licet *l, const char *decision_id, licet_text *out_report, int *out_same,
                           licet_error *err);
/* Recomputes leaves, the RFC 6962 root, list files, entry versions, kept files (book, dossier) and
 * the index file in force. out_json: {"decisions","bad","root","files","kept",..,"ok"}. */
LICET_API int licet_verify(licet *l, licet_text *out_json, int *out_ok, licet_error *err);

/* Facts of law that cite a paragraph ("744.11"), as text; "" lists the rule files. */
LICET_API int licet_rules_show(licet *l, const char *paragraph, licet_text *out, licet_error *err);

/* The sentence at the foot of every output. */
LICET_API const char *licet_disclaimer(void);
/* The build that answers: "licet 0.1.0 (...)". Two builds that may answer differently differ here.
 */
LICET_API const char *licet_engine(void);

#ifdef __cplusplus
}
#endif
#endif
