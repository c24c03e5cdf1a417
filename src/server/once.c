/* Of two requests with one key the first makes the answer. The second hears 409 while it is being
 * made, as draft-ietf-httpapi-idempotency-key-header-07 has it (section 2.6), and the answer
 * afterwards: out of the log, or, while the log waits for an import (ledger.h), out of memory. */
#include "server/once.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/problem.h"

enum { MOST_KEY_BYTES = 200 };

/* One key that somebody has. */
typedef struct srv_claim {
    struct srv_claim *next;
    char key[SRV_ONCE_KEY_BYTES], asked[65];
    bool made;         /* the answer stands here until the log has it */
    uint64_t sequence; /* of the ledger, when it was made */
    int status;
    licet_text body;
} claim;

struct srv_once {
    pthread_mutex_t lock;
    claim *first;
};

srv_once *srv_once_new(void)
{
    srv_once *o = calloc(1, sizeof *o);
    if (!o) abort();
    pthread_mutex_init(&o->lock, NULL);
    return o;
}

static void drop(claim **at)
{
    claim *x = *at;
    *at = x->next;
    licet_text_done(&x->body);
    free(x);
}

void srv_once_free(srv_once *o)
{
    if (!o) return;
    while (o->first) drop(&o->first);
    pthread_mutex_destroy(&o->lock);
    free(o);
}

/* "caller\nkey": two callers may use the same key. NULL: none was sent. */
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

/* ---- claims ---- */

static claim *find(srv_once *o, const char *key)
{
    claim *x = o->first;
    while (x && strcmp(x->key, key) != 0) x = x->next;
    return x;
}

/* What the log has need not stand here. */
static void forget_settled(srv_once *o, uint64_t settled)
{
    for (claim **at = &o->first; *at;)
        if ((*at)->made && (*at)->sequence <= settled)
            drop(at);
        else
            at = &(*at)->next;
}

static bool other_request(srv_call *c, const char *asked, const char *kept)
{
    if (strcmp(asked, kept) == 0) return false;
    srv_problem(c->reply, 422, "use a new key for a new request",
                "this Idempotency-Key was used for another request");
    return true;
}

static void give_again(srv_call *c, licet_text body, int status)
{
    srv_reply_text(c->reply, SRV_JSON, body);
    c->reply->status = (unsigned)status;
    srv_reply_header(c->reply, "Idempotency-Replayed", "true");
}

static void taken_by_another(srv_call *c, const claim *x, const char *asked)
{
    if (other_request(c, asked, x->asked)) return;
    if (x->made) {
        licet_text body = {malloc(x->body.len + 1), x->body.len};
        if (!body.data) abort();
        memcpy(body.data, x->body.data, x->body.len + 1);
        give_again(c, body, x->status);
        return;
    }
    srv_reply_header(c->reply, "Retry-After", "1");
    srv_problem(c->reply, 409, "send it again after a second: the answer will be there",
                "the request with this Idempotency-Key is being answered");
}

/* NULL: another has it, and the reply is filled in. */
static claim *take(srv_call *c, const char *key, const char *asked)
{
    srv_once *o = c->service->once;
    uint64_t settled = srv_ledger_settled(c->service->ledger);
    pthread_mutex_lock(&o->lock);
    forget_settled(o, settled);
    claim *held = find(o, key), *x = held ? NULL : calloc(1, sizeof *x);
    if (!held && !x) abort();
    if (x) {
        snprintf(x->key, sizeof x->key, "%s", key);
        memcpy(x->asked, asked, sizeof x->asked);
        x->next = o->first;
        o->first = x;
    } else {
        taken_by_another(c, held, asked);
    }
    pthread_mutex_unlock(&o->lock);
    return x;
}

static bool in_the_log(srv_call *c, const char *key, const char *asked)
{
    char kept[65];
    int status;
    licet_text body = {0};
    licet_error err = {0};
    int rc = licet_answer_find(c->l, key, kept, &status, &body, &err);
    if (rc == LICET_E_NOT_FOUND) return false;
    if (rc) {
        srv_problem_of(c->reply, &err);
    } else if (other_request(c, asked, kept)) {
        licet_text_done(&body);
    } else {
        give_again(c, body, status);
    }
    return true;
}

bool srv_once_begin(srv_call *c)
{
    char key[SRV_ONCE_KEY_BYTES], asked[65];
    const char *sent = srv_header_of(c->rq, "Idempotency-Key");
    if (sent && strlen(sent) > MOST_KEY_BYTES) {
        srv_problem(c->reply, 400, NULL, "an Idempotency-Key holds at most %d bytes",
                    MOST_KEY_BYTES);
        return false;
    }
    if (!key_of(c, key)) return true;
    request_hash(c, asked);
    c->claim = take(c, key, asked);
    return c->claim && !in_the_log(c, key, asked);
}

int srv_once_keep(srv_call *c, srv_pending *e, licet_error *err)
{
    const claim *x = c->claim;
    if (!x) return 0;
    return licet_answer_keep(&e->sink, x->key, x->asked, (int)c->reply->status, c->reply->body.data,
                             c->reply->body.len, err);
}

/* An answer that was recorded beside the log stays here; any other is in the log, or there is none.
 */
static bool stays(const srv_call *c)
{
    const srv_reply *r = c->reply;
    return r->status == 200 && r->body.data && c->recorded > srv_ledger_settled(c->service->ledger);
}

void srv_once_end(srv_call *c)
{
    srv_once *o = c->service->once;
    claim *x = c->claim;
    if (!x) return;
    bool stay = stays(c);
    pthread_mutex_lock(&o->lock);
    claim **at = &o->first;
    while (*at != x) at = &(*at)->next;
    if (stay) {
        x->body = (licet_text){malloc(c->reply->body.len + 1), c->reply->body.len};
        if (!x->body.data) abort();
        memcpy(x->body.data, c->reply->body.data, c->reply->body.len + 1);
        x->status = (int)c->reply->status;
        x->sequence = c->recorded;
        x->made = true;
    } else {
        drop(at);
    }
    pthread_mutex_unlock(&o->lock);
    c->claim = NULL;
}
