/* licet/service.h: what a program that runs for long needs besides licet.h: one handle a thread,
 * the clock, the keys of its callers, and the log as a list. Conventions as in licet.h. */
#ifndef LICET_SERVICE_H
#define LICET_SERVICE_H

#include "licet/licet.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- handles ---- */

/* A second handle over the same home that shares rules, lexicons and policy with l: cheap, one per
 * thread or per question. now_s: its clock. */
LICET_API int licet_share(const licet *l, int64_t now_s, licet **out, licet_error *err);
/* Sets the clock of a handle; not while another thread uses it. */
LICET_API void licet_set_time(licet *l, int64_t now_s);

enum { LICET_STAMP_BYTES = 160 };
/* A text that changes whenever a new snapshot would answer differently: another index in force, or
 * a resolution or note since. Reads a few rows, no index. */
LICET_API int licet_stamp(licet *l, char out[LICET_STAMP_BYTES], licet_error *err);

/* Hash of the index a snapshot answers from, in hex; "" where no list was ever imported. */
LICET_API const char *licet_snapshot_index(const licet_snapshot *s);

/* ---- what came from outside is read by a process that can do nothing else ---- */

/* From now on this process: no network, no other programs, writes only below the home of l, ten
 * minutes of processor, four gigabytes (seccomp, rlimits, and Landlock where the kernel has it;
 * out_landlock tells). It cannot be undone: call it in a child that only imports. */
LICET_API int licet_confine(licet *l, int *out_landlock, licet_error *err);

/* ---- a table of orders before it is checked ---- */

/* Of params counts what says which file, sheet, header and maps. {"mapping":{..} as of a check,
 * "rows":[{"line","fields":[..],"columns":{..},"notes"?,"problem"?,"no_order"?}], at most rows
 * (0..100), "canonical":[every name a column can be mapped to]}. Decides and records nothing. */
LICET_API int licet_check_preview(licet *l, const licet_check_params *params, int rows,
                                  licet_text *out_json, licet_error *err);

/* Entries by their keys as they stand on a day (NULL: today), out of the snapshot alone, in the
 * order asked: {"entries":[{"entry":{..},"list_from","list_to"}|null]}; entry:
 * {"addresses","births",
 * "citation","countries","idents","key","names","programs","source","sublist","type",..}. At most
 * 1000 keys. */
LICET_API int licet_entries(licet_snapshot *s, const char *const *keys, size_t n, const char *as_of,
                            licet_text *out_json, licet_error *err);

/* The entries on the lists today by the year they were listed in, out of the snapshot alone:
 * {"entries","undated","lists":[{"key","years":{"2021":3,..},"undated"}],"countries":[..],
 * "programmes":[..]}. The year is the publisher's, else that of the edition an entry came with;
 * undated: it was there from the oldest edition on. An entry counts once for each of its countries
 * and programmes. */
LICET_API int licet_lists_growth(licet_snapshot *s, licet_text *out_json, licet_error *err);

/* The reasons a resolution may give: {"reasons":[{"code","outcomes":[..],"says"}]}. */
LICET_API int licet_reasons(licet *l, licet_text *out_json, licet_error *err);

/* ---- the log ---- */

/* One recorded item by its id (D-, R-, B-, S-, N-, L-): {"id","sequence","time","record":{..}}.
 * LICET_E_NOT_FOUND; LICET_E_CORRUPT if it was altered. */
LICET_API int licet_log_get(licet *l, const char *id, licet_text *out_json, licet_error *err);
/* Items of a kind ('D', 'R', ...) with a sequence below before (0: the newest), newest first, at
 * most limit (1..500): {"items":[{"id","sequence","time","record":{..}}],"next_before"?}. */
LICET_API int licet_log_list(licet *l, char kind, uint64_t before, int limit, licet_text *out_json,
                             licet_error *err);

/* Begins a group of records, before the first append to licet_store_sink(l), and waits at most
 * wait_ms for whoever else is writing to the home. Returns 0 with *out_busy 1 where that was too
 * short: nothing was begun. Without this the first append waits half a minute. */
LICET_API int licet_log_begin(licet *l, int wait_ms, int *out_busy, licet_error *err);

/* ---- answers that were given once already ---- */

/* Keeps the answer to a request, in the same log and the same commit as what it acknowledges: key
 * is the caller's Idempotency-Key with its name in front, request a hash of what was asked. The
 * record goes to the sink given, as everything else. */
LICET_API int licet_answer_keep(const licet_sink *sink, const char *key, const char *request,
                                int status, const char *body, size_t len, licet_error *err);
/* The kept answer. out_request: as kept. LICET_E_NOT_FOUND: none. */
LICET_API int licet_answer_find(licet *l, const char *key, char out_request[65], int *out_status,
                                licet_text *out_body, licet_error *err);

/* SHA-256 of bytes, in hex. */
LICET_API void licet_hash_bytes(const char *data, size_t len, char out[65]);

/* ---- keys of callers ---- */

enum { LICET_KEY_BYTES = 64 };
typedef enum licet_scope {
    LICET_SCOPE_SCREEN = 1,
    LICET_SCOPE_READ = 2,
    LICET_SCOPE_ADJUDICATE = 4,
    LICET_SCOPE_APPROVE = 8,
    LICET_SCOPE_ADMIN = 16
} licet_scope;

/* Makes a key for a caller. name: who; no other valid key may have it. scopes: words separated by
 * commas, screen read adjudicate approve admin. until: last day or NULL: no end. out_key is shown
 * this once; only its SHA-256 is kept, in the log (id "K-..."). */
LICET_API int licet_keys_add(licet *l, const char *name, const char *scopes, const char *until,
                             char out_key[LICET_KEY_BYTES], licet_error *err);
/* Ends the key of a name from now on. LICET_E_NOT_FOUND. */
LICET_API int licet_keys_revoke(licet *l, const char *name, licet_error *err);
/* {"keys":[{"name","scopes":[..],"made","until"?,"revoked"?,"state"}]}; state: valid, expired,
 * revoked. */
LICET_API int licet_keys_list(licet *l, licet_text *out_json, licet_error *err);

typedef struct licet_keyring licet_keyring; /* immutable; may be shared between threads */
/* All keys as they stand. An empty home has none. */
LICET_API int licet_keyring_open(licet *l, licet_keyring **out, licet_error *err);
LICET_API void licet_keyring_close(licet_keyring *k); /* takes NULL */
LICET_API size_t licet_keyring_count(const licet_keyring *k);
/* Scopes (licet_scope, or-ed) of a presented key on the day of now_s, 0: no such key, ended or
 * expired; out_name: of the caller, borrowed from k. The time taken does not tell how near a wrong
 * key is: hashes are compared. */
LICET_API unsigned licet_keyring_scopes(const licet_keyring *k, const char *key, int64_t now_s,
                                        const char **out_name);

#ifdef __cplusplus
}
#endif
#endif
