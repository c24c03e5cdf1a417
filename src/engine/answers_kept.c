/* Answers that were given once already, for callers that ask again with the same key. They stand in
 * the log as items "I-...", so that an answer and what it acknowledges are durable together. */
#include <stdio.h>

#include "codec/hash.h"
#include "engine/engine.h"
#include "engine/screen.h"
#include "licet/service.h"

static void id_of(const char *key, char id[LC_DECISION_ID])
{
    lc_decision_id(lc_sv_of(key), id); /* hash of the key alone: it is what is looked for */
    id[0] = 'I';
}

int licet_answer_keep(const licet_sink *sink, const char *key, const char *request, int status,
                      const char *body, size_t len, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    char id[LC_DECISION_ID];
    lc_json *o = lc_json_object(a);
    id_of(key, id);
    lc_json_set_z(a, o, "kind", "answer");
    lc_json_set_z(a, o, "key", key);
    lc_json_set_z(a, o, "request", request);
    lc_json_set_int(a, o, "status", status);
    lc_json_set_sv(a, o, "body", lc_sv_make(body, len));
    lc_sv text = lc_json_text(a, o, LC_JSON_CANONICAL);
    int rc = sink->append(sink->ctx, id, text.data, text.len, err);
    lc_arena_free(a);
    return rc;
}

int licet_answer_find(licet *l, const char *key, char out_request[65], int *out_status,
                      licet_text *out_body, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_store *store = NULL;
    lc_decision_row row;
    lc_json *o;
    char id[LC_DECISION_ID];
    id_of(key, id);
    int rc = lc_store_open(l->home, LC_STORE_READ, &store, err);
    if (!rc) rc = lc_store_decision_get(store, a, lc_sv_of(id), &row, err);
    if (!rc) rc = lc_json_parse(a, row.record, &o, err);
    if (!rc && !lc_sv_is(lc_json_get_sv(o, "key"), key))
        rc = lc_fail(err, LICET_E_NOT_FOUND, "no answer was kept under this key");
    if (!rc) {
        lc_sv request = lc_json_get_sv(o, "request");
        snprintf(out_request, 65, "%.*s", (int)(request.len < 64 ? request.len : 64), request.data);
        *out_status = (int)lc_json_int(lc_json_get(o, "status"), 500);
        lc_text_take(lc_json_get_sv(o, "body"), out_body);
    }
    lc_store_close(store);
    lc_arena_free(a);
    return rc;
}

void licet_hash_bytes(const char *data, size_t len, char out[65])
{
    uint8_t digest[LC_HASH_BYTES];
    lc_sha256_of(lc_sv_make(data, len), digest);
    lc_hex(digest, sizeof digest, out);
}
