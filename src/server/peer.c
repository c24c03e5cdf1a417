#include "server/peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/handlers.h"
#include "server/problem.h"

json_t *srv_peer_entries(srv_call *c, const char *const *keys, size_t n)
{
    licet_text t = {0};
    licet_error err = {0};
    if (srv_no_snapshot(c)) return NULL;
    if (licet_entries(c->s, keys, n, NULL, &t, &err)) {
        srv_problem_of(c->reply, &err);
        return NULL;
    }
    json_t *o = json_loadb(t.data, t.len, 0, NULL),
           *all = json_incref(json_object_get(o, "entries"));
    licet_text_done(&t);
    json_decref(o);
    return all;
}

json_t *srv_peer_lists(srv_call *c)
{
    char why[SRV_HEADER_BYTES] = "the lists cannot be read", *text = srv_service_lists(c->service);
    json_t *o = json_loads(text ? text : "", 0, NULL);
    json_t *all = json_incref(json_object_get(o, "lists"));
    free(text);
    json_decref(o);
    if (all) return all;
    srv_service_ready(c->service, why);
    srv_problem(c->reply, 503, "licet lists status says what is wrong", "%s", why);
    return NULL;
}

static int add_entries(srv_call *c, srv_found *f)
{
    enum { MOST = 1000 };
    const char *keys[MOST];
    size_t i, n = 0;
    json_t *hit;
    json_array_foreach(f->hits, i, hit) if (n < MOST) keys[n++] =
        json_string_value(json_object_get(hit, "entry"));
    f->holder = f->entries = srv_peer_entries(c, keys, n);
    return f->entries ? 0 : -1;
}

int srv_peer_ask(srv_call *c, const licet_party *p, const char *as_of, bool record, srv_found *out)
{
    licet_text t = {0};
    licet_verdict v = LICET_NOT_SCREENED;
    licet_error err = {0};
    srv_pending e;
    *out = (srv_found){0};
    if (srv_no_snapshot(c)) return -1;
    srv_pending_init(&e, c->service->ledger, c->rq->now_s);
    int rc = licet_screen(c->s, record ? &e.sink : NULL, p, as_of, &t, &v, &err);
    srv_pending_done(&e);
    if (rc) return srv_problem_of(c->reply, &err);
    if (record) atomic_fetch_add(&c->service->verdicts[v], 1);
    out->answer = json_loadb(t.data, t.len, 0, NULL);
    licet_text_done(&t);
    out->hits = json_object_get(out->answer, "hits");
    out->looked = record ? v != LICET_NOT_SCREENED : srv_is_ready(c->service);
    if (add_entries(c, out) == 0) return 0;
    srv_found_done(out);
    return -1;
}

void srv_found_done(srv_found *f)
{
    json_decref(f->answer);
    json_decref(f->holder);
    *f = (srv_found){0};
}

int srv_peer_unsure(srv_call *c, const srv_found *f)
{
    const char *remedy = json_string_value(json_object_get(f->answer, "remedy"));
    if (srv_is_ready(
            c->service)) /* the lists are there: it is the name that cannot be looked for */
        return srv_problem(c->reply, 400, NULL, "%s",
                           remedy ? remedy : "this cannot be looked for");
    srv_reply_header(c->reply, "Retry-After", "60");
    return srv_problem(c->reply, 503, remedy, "nothing was found, but not everything was searched");
}

const char *srv_first_text(const json_t *object, const char *name, char store[64])
{
    const json_t *v = json_object_get(object, name);
    if (json_is_array(v)) v = json_array_get(v, 0);
    if (json_is_string(v)) return json_string_value(v);
    if (json_is_integer(v)) {
        snprintf(store, 64, "%lld", (long long)json_integer_value(v));
        return store;
    }
    return NULL;
}

double srv_hit_score(const json_t *hit)
{
    return json_number_value(json_object_get(hit, "score"));
}
