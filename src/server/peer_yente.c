/* The endpoints of yente (https://www.opensanctions.org/docs/yente/): match, search, entities,
 * catalog, algorithms. A match is a screening: its decision is kept. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/handlers.h"
#include "server/peer.h"
#include "server/problem.h"

enum {
    MOST_QUERIES = 100,
    MOST_RESULTS = 500,
    DEFAULT_MATCH = 5,
    DEFAULT_SEARCH = 10,
    MOST_OFFSET = 9499
};
#define DEFAULT_THRESHOLD 0.7

static int detail(srv_call *c, unsigned status, const char *fmt, const char *what)
{
    char text[300];
    snprintf(text, sizeof text, fmt, what);
    srv_reply_json(c->reply, json_pack("{s:s}", "detail", text));
    c->reply->status = status;
    return -1;
}

/* "default" and "all" are every list; else one source. */
static bool everything(const char *dataset)
{
    return strcmp(dataset, "default") == 0 || strcmp(dataset, "all") == 0 ||
           strcmp(dataset, "sanctions") == 0;
}

static int check_dataset(srv_call *c, const char *dataset)
{
    size_t i;
    json_t *list;
    bool known = everything(dataset);
    json_t *all = known ? NULL : srv_peer_lists(c);
    if (!known && !all) return -1;
    json_array_foreach(all, i, list) known |=
        strcmp(json_string_value(json_object_get(list, "id")), dataset) == 0;
    json_decref(all);
    return known ? 0 : detail(c, 404, "No such dataset: %s", dataset);
}

/* ---- one query ---- */

typedef struct query {
    const char *dataset;
    double threshold;
    long limit, offset;
    char store[4][64];
} query;

static licet_party party_of(const json_t *q, query *x)
{
    const json_t *p = json_object_get(q, "properties");
    const char *nationality = srv_first_text(p, "nationality", x->store[1]);
    const char *country = srv_first_text(p, "country", x->store[1]);
    const char *jurisdiction = srv_first_text(p, "jurisdiction", x->store[1]);
    return (licet_party){.name = srv_first_text(p, "name", x->store[0]),
                         .type = srv_ftm_type(json_string_value(json_object_get(q, "schema"))),
                         .country = country        ? country
                                    : jurisdiction ? jurisdiction
                                                   : nationality,
                         .address = srv_first_text(p, "address", x->store[2]),
                         .birth = srv_first_text(p, "birthDate", x->store[3])};
}

static json_t *explanations(const json_t *hit)
{
    char text[1024] = "";
    size_t i, at = 0;
    json_t *why;
    json_array_foreach(json_object_get(hit, "why"), i, why) if (at < sizeof text - 1) at +=
        (size_t)snprintf(text + at, sizeof text - at, "%s%s", i ? "; " : "",
                         json_string_value(why));
    json_t *detail_text = json_string(text);
    return json_pack("{s:{s:f, s:o, s:O?, s:O}}", "name_match", "score", srv_hit_score(hit),
                     "detail", detail_text ? detail_text : json_string(""), "query",
                     json_object_get(hit, "asked"), "candidate", json_object_get(hit, "name"));
}

/* One result a listed entry; of sources that repeat each other the first stays. */
static json_t *results_of(const srv_found *f, const query *q, size_t *out_total)
{
    size_t i;
    json_t *hit, *all = json_array();
    *out_total = 0;
    json_array_foreach(f->hits, i, hit)
    {
        json_t *entry = json_array_get(f->entries, i);
        const char *source = json_string_value(json_object_get(hit, "source"));
        if (!json_is_object(entry) || srv_hit_score(hit) < q->threshold) continue;
        if (!everything(q->dataset) && strcmp(source, q->dataset) != 0) continue;
        ++*out_total;
        if ((long)*out_total <= q->offset || (long)json_array_size(all) >= q->limit) continue;
        json_t *o = srv_ftm_entity(entry);
        json_object_set_new(o, "score", json_real(srv_hit_score(hit)));
        json_object_set_new(o, "match", json_true());
        json_object_set_new(o, "explanations", explanations(hit));
        json_array_append_new(all, o);
    }
    return all;
}

/* Identifiers of a query: every property that holds one. */
static size_t idents_of(const json_t *q, const char **out, size_t most)
{
    static const char *const names[] = {
        "passportNumber", "idNumber", "taxNumber", "registrationNumber",
        "innCode",        "ogrnCode", "leiCode",   "swiftBic",
        "imoNumber",      "mmsi",     "callSign",  "uniqueEntityId"};
    size_t n = 0, i;
    json_t *item;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        json_t *v = json_object_get(json_object_get(q, "properties"), names[k]);
        if (json_is_string(v) && n < most) out[n++] = json_string_value(v);
        json_array_foreach(v, i, item) if (json_is_string(item) && n < most) out[n++] =
            json_string_value(item);
    }
    return n;
}

static json_t *answer_one(srv_call *c, const json_t *q, query *x)
{
    enum { MOST_IDENTS = 32 };
    const char *idents[MOST_IDENTS];
    srv_found f;
    size_t total;
    licet_party p = party_of(q, x);
    p.idents = idents;
    p.n_idents = idents_of(q, idents, MOST_IDENTS);
    if (!p.name) {
        detail(c, 400, "%s", "a query needs properties.name");
        return NULL;
    }
    if (srv_peer_ask(c, &p, NULL, true, &f)) return NULL;
    json_t *results = results_of(&f, x, &total);
    if (!json_array_size(results) && !f.looked) {
        json_decref(results);
        srv_peer_unsure(c, &f);
        srv_found_done(&f);
        return NULL;
    }
    srv_found_done(&f);
    return json_pack("{s:i, s:{s:I, s:s}, s:O, s:o}", "status", 200, "total", "value",
                     (json_int_t)total, "relation", "eq", "query", q, "results", results);
}

static int check_queries(srv_call *c, const json_t *queries)
{
    const char *name;
    json_t *q;
    if (!json_is_object(queries)) return detail(c, 422, "%s", "queries must be an object");
    if (json_object_size(queries) > MOST_QUERIES)
        return detail(c, 400, "%s", "Too many queries (max 100)");
    json_object_foreach((json_t *)(uintptr_t)queries, name, q)
    {
        const char *schema = json_string_value(json_object_get(q, "schema"));
        if (!json_is_object(q) || !json_is_object(json_object_get(q, "properties")))
            return detail(c, 422, "query %s has no properties", name);
        if (schema && !srv_ftm_known(schema)) return detail(c, 400, "Unknown schema: %s", schema);
    }
    return 0;
}

static int read_query(srv_call *c, query *x, long limit, double threshold)
{
    const char *t = srv_arg_of(c->rq, "threshold");
    *x = (query){.dataset = c->rq->parts[0],
                 .threshold = t ? strtod(t, NULL) : threshold,
                 .limit = srv_arg_long(c->rq, "limit", limit),
                 .offset = srv_arg_long(c->rq, "offset", 0)};
    if (x->limit < 0 || x->limit > MOST_RESULTS)
        return detail(c, 422, "%s", "limit must be 0 to 500");
    if (x->offset < 0 || x->offset > MOST_OFFSET)
        return detail(c, 422, "%s", "offset must be 0 to 9499");
    if (!(x->threshold >= 0 && x->threshold <= 1))
        return detail(c, 422, "%s", "threshold must be 0 to 1");
    return check_dataset(c, x->dataset);
}

int srv_yente_match(srv_call *c)
{
    query x;
    const char *name;
    json_t *q, *queries = json_object_get(c->rq->json, "queries");
    char batch[24];
    if (read_query(c, &x, DEFAULT_MATCH, DEFAULT_THRESHOLD) || check_queries(c, queries)) return -1;
    json_t *responses = json_object();
    json_object_foreach(queries, name, q)
    {
        json_t *one = answer_one(c, q, &x);
        if (!one) {
            json_decref(responses);
            return -1;
        }
        json_object_set_new(responses, name, one);
    }
    snprintf(batch, sizeof batch, "%zu", json_object_size(queries));
    srv_reply_header(c->reply, "x-batch-size", batch);
    srv_reply_json(c->reply,
                   json_pack("{s:o, s:I}", "responses", responses, "limit", (json_int_t)x.limit));
    return 0;
}

int srv_yente_search(srv_call *c)
{
    query x;
    srv_found f;
    size_t total;
    const char *q = srv_arg_of(c->rq, "q"), *schema = srv_arg_of(c->rq, "schema");
    if (read_query(c, &x, DEFAULT_SEARCH, 0)) return -1;
    if (schema && !srv_ftm_known(schema)) return detail(c, 400, "Unknown schema: %s", schema);
    if (!q || !*q) return detail(c, 422, "%s", "q is required");
    licet_party p = {
        .name = q, .type = srv_ftm_type(schema), .country = srv_arg_of(c->rq, "countries")};
    if (srv_peer_ask(c, &p, NULL, false, &f)) return -1;
    json_t *results = results_of(&f, &x, &total);
    if (!total && !f.looked) {
        json_decref(results);
        int rc = srv_peer_unsure(c, &f);
        srv_found_done(&f);
        return rc;
    }
    srv_found_done(&f);
    srv_reply_json(c->reply,
                   json_pack("{s:I, s:I, s:{s:I, s:s}, s:o, s:{}}", "limit", (json_int_t)x.limit,
                             "offset", (json_int_t)x.offset, "total", "value", (json_int_t)total,
                             "relation", "eq", "results", results, "facets"));
    return 0;
}

int srv_yente_entity(srv_call *c)
{
    json_t *all = srv_peer_entries(c, &c->rq->parts[0], 1);
    if (!all) return -1;
    json_t *found = json_array_get(all, 0);
    if (!json_is_object(found)) {
        json_decref(all);
        return detail(c, 404, "No such entity: %s", c->rq->parts[0]);
    }
    srv_reply_json(c->reply, srv_ftm_entity(found));
    json_decref(all);
    return 0;
}

/* ---- what there is ---- */

int srv_yente_catalog(srv_call *c)
{
    size_t i;
    json_t *list, *datasets = json_array(), *children = json_array(), *current = json_array(),
                  *outdated = json_array();
    json_t *all = srv_peer_lists(c);
    if (!all) return -1;
    json_array_foreach(all, i, list)
    {
        const char *id = json_string_value(json_object_get(list, "id"));
        const char *state = json_string_value(json_object_get(list, "state"));
        const char *version = json_string_value(json_object_get(list, "list_date"));
        bool in_force = state && strcmp(state, "in_force") == 0;
        json_array_append_new(children, json_string(id));
        json_array_append_new(in_force ? current : outdated, json_string(id));
        json_array_append_new(datasets,
                              json_pack("{s:s, s:s, s:s, s:s, s:b, s:b, s:O?, s:[]}", "name", id,
                                        "title", id, "version", version ? version : "",
                                        "index_version", c->s ? licet_snapshot_index(c->s) : "",
                                        "index_current", in_force, "load", true, "updated_at",
                                        json_object_get(list, "received"), "children"));
    }
    bool stale = json_array_size(outdated) > 0;
    json_array_append_new(datasets, json_pack("{s:s, s:s, s:b, s:o}", "name", "default", "title",
                                              "Every list of this licet", "load", true, "children",
                                              children));
    json_decref(all);
    srv_reply_header(c->reply, "Cache-Control", "public, max-age=300");
    srv_reply_json(c->reply, json_pack("{s:o, s:o, s:o, s:b}", "datasets", datasets, "current",
                                       current, "outdated", outdated, "index_stale", stale));
    return 0;
}

int srv_yente_algorithms(srv_call *c)
{
    json_t *one = json_pack(
        "{s:s, s:s, s:{s:{s:s, s:f}}}", "name", "licet", "description",
        "docs/matching.md of licet; every name of peers' algorithms means this one", "features",
        "name_match", "description", "resemblance of the names", "coefficient", 1.0);
    srv_reply_json(c->reply, json_pack("{s:[o], s:s, s:s}", "algorithms", one, "default", "licet",
                                       "best", "licet"));
    return 0;
}
