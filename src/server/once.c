#include "server/once.h"

#include <stdio.h>
#include <string.h>

#include "server/problem.h"

enum { MOST_KEY_BYTES = 200 };

/* "caller\nkey\nroute": two callers may use the same key. NULL: none was sent. */
static const char *key_of(const srv_call *c, char out[SRV_ONCE_KEY_BYTES])
{
    const char *key = srv_header_of(c->rq, "Idempotency-Key");
    if (!key || !*key || strlen(key) > MOST_KEY_BYTES) return NULL;
    snprintf(out, SRV_ONCE_KEY_BYTES, "%.150s\n%s", c->rq->who ? c->rq->who : "", key);
    return out;
}

static void request_hash(const srv_call *c, char out[65])
{
    char path[65], both[131];
    licet_hash_bytes(c->rq->path, strlen(c->rq->path), path);
    licet_hash_bytes(c->rq->body, c->rq->body_len, out);
    int n = snprintf(both, sizeof both, "%s %s", path, out);
    licet_hash_bytes(both, (size_t)n, out);
}

bool srv_once_begin(srv_call *c)
{
    char key[SRV_ONCE_KEY_BYTES], asked[65], kept[65];
    const char *sent = srv_header_of(c->rq, "Idempotency-Key");
    int status;
    licet_text body;
    licet_error err = {0};
    if (sent && strlen(sent) > MOST_KEY_BYTES) {
        srv_problem(c->reply, 400, NULL, "an Idempotency-Key holds at most %d bytes",
                    MOST_KEY_BYTES);
        return false;
    }
    if (!key_of(c, key)) return true;
    int rc = licet_answer_find(c->l, key, kept, &status, &body, &err);
    if (rc == LICET_E_NOT_FOUND) return true;
    if (rc) {
        srv_problem_of(c->reply, &err);
        return false;
    }
    request_hash(c, asked);
    if (strcmp(asked, kept) != 0) {
        licet_text_done(&body);
        srv_problem(c->reply, 422, "use a new key for a new request",
                    "this Idempotency-Key was used for another request");
        return false;
    }
    srv_reply_text(c->reply, SRV_JSON, body);
    c->reply->status = (unsigned)status;
    srv_reply_header(c->reply, "Idempotency-Replayed", "true");
    return false;
}

int srv_once_keep(srv_call *c, srv_pending *e, licet_error *err)
{
    char key[SRV_ONCE_KEY_BYTES], asked[65];
    if (!key_of(c, key)) return 0;
    request_hash(c, asked);
    return licet_answer_keep(&e->sink, key, asked, (int)c->reply->status, c->reply->body.data,
                             c->reply->body.len, err);
}
