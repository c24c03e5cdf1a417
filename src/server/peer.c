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
    enum { AT_ONCE = 500 };
    size_t all = json_array_size(f->hits);
    f->holder = f->entries = json_array();
    for (size_t from = 0; from < all; from += AT_ONCE) {
        const char *keys[AT_ONCE];
        size_t n = 0;
        for (; n < AT_ONCE && from + n < all; n++)
            keys[n] =
                json_string_value(json_object_get(json_array_get(f->hits, from + n), "entry"));
        json_t *some = srv_peer_entries(c, keys, n);
        if (!some) return -1;
        json_array_extend(f->entries, some);
        json_decref(some);
    }
    return 0;
}

/* The screening alone, without entries. */
static int screen(srv_call *c, const licet_party *p, bool record, srv_found *out)
{
    licet_text t = {0};
    licet_verdict v = LICET_NOT_SCREENED;
    licet_error err = {0};
    srv_pending e;
    *out = (srv_found){0};
    if (srv_no_snapshot(c)) return -1;
    srv_pending_init(&e, c->service->ledger, c->rq->now_s);
    int rc = licet_screen(c->s, record ? &e.sink : NULL, p, NULL, &t, &v, &err);
    srv_pending_done(&e);
    if (rc) return srv_problem_of(c->reply, &err);
    if (record) atomic_fetch_add(&c->service->verdicts[v], 1);
    out->answer = json_loadb(t.data, t.len, 0, NULL);
    licet_text_done(&t);
    out->hits = json_object_get(out->answer, "hits");
    /* hits of a stale list are hits, but what is left when they are sifted is no clear result */
    out->recorded = record;
    out->looked = srv_is_ready(c->service) && (!record || v != LICET_NOT_SCREENED);
    return 0;
}

static int with_entries(srv_call *c, srv_found *f)
{
    if (add_entries(c, f) == 0) return 0;
    srv_found_done(f);
    return -1;
}

int srv_peer_ask(srv_call *c, const licet_party *p, bool record, srv_found *out)
{
    return screen(c, p, record, out) ? -1 : with_entries(c, out);
}

void srv_found_done(srv_found *f)
{
    json_decref(f->answer);
    json_decref(f->holder);
    *f = (srv_found){0};
}

int srv_peer_unsure(srv_call *c, const srv_found *f)
{
    char why[SRV_HEADER_BYTES] = "";
    const char *remedy = json_string_value(json_object_get(f->answer, "remedy"));
    bool ready = srv_service_ready(c->service, why);
    if (ready && !f->looked) /* the lists are there: it is the name that cannot be looked for */
        return srv_problem(c->reply, 400, NULL, "%s",
                           remedy ? remedy : "this cannot be looked for");
    srv_reply_header(c->reply, "Retry-After", "60");
    if (ready)
        return srv_problem(c->reply, 503, "licet lists status says which, and what to do",
                           "nothing was found, but a list asked about by name is not in force");
    return srv_problem(c->reply, 503, f->recorded ? remedy : why,
                       "nothing was found, but not everything was searched");
}

const char *srv_value_text(const json_t *v, char store[64])
{
    if (json_is_string(v)) return json_string_value(v);
    if (!json_is_integer(v)) return NULL;
    snprintf(store, 64, "%lld", (long long)json_integer_value(v));
    return store;
}

const char *srv_first_text(const json_t *object, const char *name, char store[64])
{
    const json_t *v = json_object_get(object, name);
    return srv_value_text(json_is_array(v) ? json_array_get(v, 0) : v, store);
}

const char *srv_peer_text(const json_t *object, const char *name)
{
    const char *s = json_string_value(json_object_get(object, name));
    return s ? s : "";
}

double srv_hit_score(const json_t *hit)
{
    const char *how = json_string_value(json_object_get(hit, "how"));
    if (how && strcmp(how, "name") != 0)
        return 1; /* a number or an address is the party's, whatever
                     its name resembles */
    return json_number_value(json_object_get(hit, "score"));
}

srv_source_state srv_peer_source(const json_t *lists, const char *source)
{
    size_t i;
    json_t *list;
    json_array_foreach(lists, i, list) if (strcmp(srv_peer_text(list, "id"), source) ==
                                           0) return strcmp(srv_peer_text(list, "state"),
                                                            "in_force") == 0
        ? SRV_SOURCE_IN_FORCE
        : SRV_SOURCE_NOT_IN_FORCE;
    return SRV_SOURCE_UNKNOWN;
}

bool srv_peer_every_list(const char *dataset)
{
    static const char *const every[] = {"default", "all", "sanctions"};
    for (size_t i = 0; i < sizeof every / sizeof *every; i++)
        if (strcmp(every[i], dataset) == 0) return true;
    return false;
}

/* ---- a party of several names ---- */

static bool same_text(const json_t *a, const json_t *b, const char *member)
{
    const char *x = json_string_value(json_object_get(a, member)),
               *y = json_string_value(json_object_get(b, member));
    return x && y && strcmp(x, y) == 0;
}

/* Puts the hit where it belongs by its score; of one entry the better hit stays. */
static void merge_hit(json_t *all, json_t *hit)
{
    size_t i;
    json_t *other;
    json_array_foreach(all, i, other)
    {
        if (!same_text(other, hit, "entry") || !same_text(other, hit, "source")) continue;
        if (srv_hit_score(other) >= srv_hit_score(hit)) return;
        json_array_remove(all, i);
        break;
    }
    for (i = 0; i < json_array_size(all); i++)
        if (srv_hit_score(json_array_get(all, i)) < srv_hit_score(hit)) break;
    json_array_insert(all, i, hit);
}

int srv_peer_ask_names(srv_call *c, licet_party *p, const char *const *names, size_t n,
                       srv_found *out)
{
    size_t i;
    json_t *hit, *all = json_array();
    bool looked = true;
    *out = (srv_found){0};
    for (size_t k = 0; k < n; k++) {
        srv_found one;
        p->name = names[k];
        if (screen(c, p, true, &one)) {
            json_decref(all);
            srv_found_done(out);
            return -1;
        }
        looked &= one.looked;
        json_array_foreach(one.hits, i, hit) merge_hit(all, hit);
        if (k == 0 || !one.looked) { /* its remedy is the one to be told */
            srv_found_done(out);
            *out = one;
        } else {
            srv_found_done(&one);
        }
    }
    json_object_set_new(out->answer, "hits", all);
    out->hits = all;
    out->looked = looked;
    return with_entries(c, out);
}

size_t srv_texts_of(const json_t *object, const char *name, const char **out, size_t most)
{
    size_t i, n = 0;
    json_t *item, *v = json_object_get(object, name);
    if (json_is_string(v) && most) out[n++] = json_string_value(v);
    json_array_foreach(v, i, item) if (json_is_string(item) && n < most) out[n++] =
        json_string_value(item);
    return n;
}

void srv_peer_words(srv_reply *r, const char *member, unsigned status)
{
    json_t *o = json_loadb(r->body.data, r->body.len, 0, NULL);
    const char *detail = json_string_value(json_object_get(o, "detail"));
    json_t *theirs = json_pack("{s:s}", member, detail ? detail : "this request cannot be used");
    json_decref(o);
    licet_text_done(&r->body);
    srv_reply_json(r, theirs);
    r->status = status;
}
