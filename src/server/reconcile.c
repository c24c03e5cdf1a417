/* The Reconciliation Service API 0.2 (https://www.w3.org/community/reports/reconciliation/
 * CG-FINAL-specs-0.2-20230410/) and 0.1, for OpenRefine and others: candidates for a column of
 * names. It decides nothing and keeps nothing: a person reconciles, a screening decides. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/handlers.h"
#include "server/problem.h"
#include "server/reconcile.h"

enum { MOST_QUERIES = 200 };

const srv_recon_kind srv_recon_kinds[SRV_RECON_KINDS] = {{"Person", "Person"},
                                                         {"Organization", "Organisation"},
                                                         {"LegalEntity", "Party"},
                                                         {"Vessel", "Vessel"},
                                                         {"Airplane", "Aircraft"}};

json_t *srv_recon_named(const char *id, const char *name)
{
    return json_pack("{s:s, s:s}", "id", id, "name", name);
}

json_t *srv_recon_type(const char *schema)
{
    for (size_t i = 0; i < SRV_RECON_KINDS; i++)
        if (strcmp(srv_recon_kinds[i].id, schema) == 0)
            return srv_recon_named(schema, srv_recon_kinds[i].name);
    return srv_recon_named(schema, schema);
}

/* ---- manifest ---- */

/* Where this service stands, as the caller reached it. */
static void base_of(const srv_call *c, char out[300])
{
    const char *host = srv_header_of(c->rq, "Host");
    bool plain = host && strlen(host) < 200 &&
                 strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "0123456789.-:[]") == strlen(host);
    snprintf(out, 300, "http://%s", plain ? host : "localhost");
}

static json_t *service_at(const char *base, const char *path)
{
    return json_pack("{s:s, s:s}", "service_url", base, "service_path", path);
}

static json_t *manifest(const srv_call *c)
{
    char base[300], url[400];
    json_t *types = json_array();
    base_of(c, base);
    for (size_t i = 0; i < SRV_RECON_KINDS; i++)
        json_array_append_new(types,
                              srv_recon_named(srv_recon_kinds[i].id, srv_recon_kinds[i].name));
    json_t *o = json_pack("{s:[s,s], s:s, s:s, s:s, s:i, s:o}", "versions", "0.1", "0.2", "name",
                          "licet", "identifierSpace", "https://licet.invalid/entries/",
                          "schemaSpace", "https://followthemoney.tech/explorer/schemata/",
                          "batchSize", SRV_RECON_BATCH, "defaultTypes", types);
    snprintf(url, sizeof url, "%s/e/{{id}}", base);
    json_object_set_new(o, "view", json_pack("{s:s}", "url", url));
    snprintf(url, sizeof url, "%s/reconcile/preview?id={{id}}", base);
    json_object_set_new(o, "preview",
                        json_pack("{s:s, s:i, s:i}", "url", url, "width", 430, "height", 300));
    json_object_set_new(o, "suggest",
                        json_pack("{s:o, s:o, s:o}", "entity",
                                  service_at(base, "/reconcile/suggest/entity"), "type",
                                  service_at(base, "/reconcile/suggest/type"), "property",
                                  service_at(base, "/reconcile/suggest/property")));
    json_object_set_new(o, "extend",
                        json_pack("{s:o, s:[]}", "propose_properties",
                                  service_at(base, "/reconcile/extend/property"),
                                  "property_settings"));
    return o;
}

/* ---- queries ---- */

/* As yente has data sets: all lists, or one source. */
static int read_set(srv_call *c, srv_recon_set *out)
{
    const char *name = c->rq->parts[0];
    *out = (srv_recon_set){.in_force = true};
    if (!name || srv_peer_every_list(name)) return 0;
    json_t *lists = srv_peer_lists(c);
    if (!lists) return -1;
    srv_source_state state = srv_peer_source(lists, name);
    json_decref(lists);
    *out = (srv_recon_set){.source = name, .in_force = state == SRV_SOURCE_IN_FORCE};
    if (state != SRV_SOURCE_UNKNOWN) return 0;
    return srv_problem(c->reply, 404, NULL, "there is no list %.100s", name);
}

static int answer_object(srv_call *c, const srv_recon_set *set, const json_t *queries)
{
    const char *key;
    json_t *q, *out = json_object();
    json_object_foreach((json_t *)(uintptr_t)queries, key, q)
    {
        json_t *one = srv_recon_answer(c, set, key, q);
        if (!one) {
            json_decref(out);
            return -1;
        }
        json_object_set_new(out, key, one);
    }
    srv_reply_json(c->reply, out);
    return 0;
}

/* The form of 0.1: an array, answered by an array. */
static int answer_array(srv_call *c, const srv_recon_set *set, const json_t *queries)
{
    char key[24];
    size_t i;
    json_t *q, *out = json_array();
    json_array_foreach(queries, i, q)
    {
        snprintf(key, sizeof key, "%zu", i);
        json_t *one = srv_recon_answer(c, set, key, q);
        if (!one) {
            json_decref(out);
            return -1;
        }
        json_array_append_new(out, one);
    }
    srv_reply_json(c->reply, out);
    return 0;
}

static int answer(srv_call *c, const srv_recon_set *set, const json_t *queries)
{
    size_t n = json_is_array(queries) ? json_array_size(queries) : json_object_size(queries);
    if (n > MOST_QUERIES)
        return srv_problem(c->reply, 413, NULL, "at most %d queries at once", MOST_QUERIES);
    if (json_is_array(queries)) return answer_array(c, set, queries);
    if (json_is_object(queries)) return answer_object(c, set, queries);
    return srv_problem(c->reply, 400, NULL, "queries is no JSON object");
}

/* 0.1: one query, as text or as an object. */
static int answer_single(srv_call *c, const srv_recon_set *set, const json_t *one)
{
    json_t *q = json_is_object(one) ? json_deep_copy(one)
                                    : json_pack("{s:s}", "query", srv_arg_of(c->rq, "query"));
    json_t *found = srv_recon_answer(c, set, NULL, q);
    if (found) srv_reply_json(c->reply, found);
    json_decref(q);
    return found ? 0 : -1;
}

/* ---- the endpoint ---- */

static json_t *arg_json(const srv_call *c, const char *name)
{
    const char *text = srv_arg_of(c->rq, name);
    json_error_t e;
    return text ? json_loads(text, JSON_REJECT_DUPLICATES, &e) : NULL;
}

/* Fields that are none of ours, and nothing to answer: a client that errs, not one that asks what
 * this is. */
static bool posted_nothing(const srv_call *c)
{
    bool other = false;
    for (size_t i = 0; i < c->rq->n_args; i++) other |= strcmp(c->rq->args[i].name, "key") != 0;
    return other && strcmp(c->rq->method, "POST") == 0;
}

/* GET without a query is the manifest; JSONP is not served. */
int srv_reconcile(srv_call *c)
{
    srv_recon_set set;
    if (read_set(c, &set)) return -1;
    json_t *queries = arg_json(c, "queries"), *more = arg_json(c, "extend"),
           *one = arg_json(c, "query");
    int rc = 0;
    if (srv_arg_of(c->rq, "extend")) {
        rc = srv_recon_extend(c, more);
    } else if (srv_arg_of(c->rq, "queries")) {
        rc = answer(c, &set, queries);
    } else if (srv_arg_of(c->rq, "query")) {
        rc = answer_single(c, &set, one);
    } else if (posted_nothing(c)) {
        rc = srv_problem(c->reply, 400, "post queries, or extend, as a form",
                         "there is nothing to answer");
    } else {
        srv_reply_json(c->reply, manifest(c));
    }
    json_decref(queries);
    json_decref(more);
    json_decref(one);
    return rc;
}
