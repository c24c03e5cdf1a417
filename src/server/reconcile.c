/* The Reconciliation Service API 0.2 (https://www.w3.org/community/reports/reconciliation/
 * CG-FINAL-specs-0.2-20230410/) and 0.1, for OpenRefine and others: candidates for a column of
 * names. It decides nothing and keeps nothing: a person reconciles, a screening decides. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/handlers.h"
#include "server/peer.h"
#include "server/problem.h"

enum { BATCH = 10, MOST_QUERIES = 200, DEFAULT_LIMIT = 5, MOST_LIMIT = 100, MOST_IDS = 500 };

static const struct {
    const char *id, *name;
} kinds[] = {{"Person", "Person"},
             {"Organization", "Organisation"},
             {"LegalEntity", "Party"},
             {"Vessel", "Vessel"},
             {"Airplane", "Aircraft"}};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

static const struct {
    const char *id, *name;
} properties[] = {{"name", "Name"},
                  {"alias", "Other name"},
                  {"country", "Country"},
                  {"address", "Address"},
                  {"birthDate", "Date of birth"},
                  {"topics", "Topic"},
                  {"programId", "Programme"},
                  {"passportNumber", "Passport"},
                  {"idNumber", "Identification"},
                  {"imoNumber", "IMO number"},
                  {"sourceUrl", "List at its source"}};
enum { N_PROPERTIES = sizeof properties / sizeof *properties };

static const char *kind_name(const char *schema)
{
    for (size_t i = 0; i < N_KINDS; i++)
        if (strcmp(kinds[i].id, schema) == 0) return kinds[i].name;
    return schema;
}

static json_t *named(const char *id, const char *name)
{
    return json_pack("{s:s, s:s}", "id", id, "name", name);
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
    for (size_t i = 0; i < N_KINDS; i++)
        json_array_append_new(types, named(kinds[i].id, kinds[i].name));
    json_t *o = json_pack("{s:[s,s], s:s, s:s, s:s, s:i, s:o}", "versions", "0.1", "0.2", "name",
                          "licet", "identifierSpace", "https://licet.invalid/entries/",
                          "schemaSpace", "https://followthemoney.tech/explorer/schemata/",
                          "batchSize", BATCH, "defaultTypes", types);
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

static json_t *candidate(const json_t *entry, const json_t *hit, bool best)
{
    json_t *ftm = srv_ftm_entity(entry);
    const char *schema = json_string_value(json_object_get(ftm, "schema"));
    const char *meaning = json_string_value(json_object_get(hit, "meaning"));
    const char *verdict = json_string_value(json_object_get(hit, "verdict"));
    bool whole = best && srv_hit_score(hit) >= 1.0;
    (void)verdict;
    json_t *o = json_pack("{s:O, s:O, s:s, s:[o], s:f, s:b}", "id", json_object_get(ftm, "id"),
                          "name", json_object_get(ftm, "caption"), "description",
                          meaning ? meaning : "", "type", named(schema, kind_name(schema)), "score",
                          100 * srv_hit_score(hit), "match", whole);
    json_decref(ftm);
    return o;
}

static const char *country_of(const json_t *q, char store[64])
{
    size_t i;
    json_t *p;
    json_array_foreach(json_object_get(q, "properties"), i, p)
    {
        const char *pid = json_string_value(json_object_get(p, "pid"));
        if (pid && (strcmp(pid, "country") == 0 || strcmp(pid, "nationality") == 0))
            return srv_first_text(p, "v", store);
    }
    return NULL;
}

/* {"result":[..]} of one query, or NULL with the problem filled in. */
/* One that names nothing (an empty cell) finds nothing; one that is no query is refused. */
static json_t *answer_one(srv_call *c, const json_t *q)
{
    if (!json_is_object(q)) {
        srv_problem(c->reply, 400, NULL, "a query is an object with the member query");
        return NULL;
    }
    char store[3][64];
    srv_found f;
    size_t i;
    json_t *hit, *all = json_array();
    long limit = json_is_integer(json_object_get(q, "limit"))
                     ? (long)json_integer_value(json_object_get(q, "limit"))
                     : DEFAULT_LIMIT;
    licet_party p = {.name = srv_first_text(q, "query", store[0]),
                     .type = srv_ftm_type(srv_first_text(q, "type", store[1])),
                     .country = country_of(q, store[2])};
    if (limit < 1 || limit > MOST_LIMIT) limit = DEFAULT_LIMIT;
    if (!p.name || !*p.name) return json_pack("{s:o}", "result", all);
    if (srv_peer_ask(c, &p, NULL, false, &f)) {
        json_decref(all);
        return NULL;
    }
    json_array_foreach(f.hits, i, hit) if (json_is_object(json_array_get(f.entries, i)) &&
                                           (long)json_array_size(all) < limit)
        json_array_append_new(all, candidate(json_array_get(f.entries, i), hit, i == 0));
    bool unsure = !json_array_size(all) && !f.looked;
    if (unsure) srv_peer_unsure(c, &f);
    srv_found_done(&f);
    if (!unsure) return json_pack("{s:o}", "result", all);
    json_decref(all);
    return NULL;
}

static int answer_object(srv_call *c, const json_t *queries)
{
    const char *name;
    json_t *q, *out = json_object();
    json_object_foreach((json_t *)(uintptr_t)queries, name, q)
    {
        json_t *one = answer_one(c, q);
        if (!one) {
            json_decref(out);
            return -1;
        }
        json_object_set_new(out, name, one);
    }
    srv_reply_json(c->reply, out);
    return 0;
}

/* The form of 0.1: an array, answered by an array. */
static int answer_array(srv_call *c, const json_t *queries)
{
    size_t i;
    json_t *q, *out = json_array();
    json_array_foreach(queries, i, q)
    {
        json_t *one = answer_one(c, q);
        if (!one) {
            json_decref(out);
            return -1;
        }
        json_array_append_new(out, one);
    }
    srv_reply_json(c->reply, out);
    return 0;
}

/* ---- extend ---- */

static json_t *row_of(const json_t *found, const json_t *asked)
{
    size_t i, k;
    json_t *p, *v, *row = json_object(),
                   *ftm = json_is_object(found) ? srv_ftm_entity(found) : NULL;
    json_array_foreach(asked, i, p)
    {
        json_t *cells = json_array();
        const char *id = json_string_value(json_object_get(p, "id"));
        if (!id) id = "";
        json_array_foreach(json_object_get(json_object_get(ftm, "properties"), id), k, v)
            json_array_append_new(cells, json_pack("{s:O}", "str", v));
        json_object_set_new(row, id, cells);
    }
    json_decref(ftm);
    return row;
}

static const char *property_name(const char *id)
{
    for (size_t i = 0; i < N_PROPERTIES; i++)
        if (strcmp(properties[i].id, id) == 0) return properties[i].name;
    return id;
}

static int extend(srv_call *c, const json_t *asked)
{
    const char *keys[MOST_IDS];
    size_t i, n = 0;
    json_t *item, *meta = json_array(), *rows = json_object(),
                  *wanted = json_object_get(asked, "properties");
    if (json_array_size(json_object_get(asked, "ids")) > MOST_IDS) {
        json_decref(meta);
        json_decref(rows);
        return srv_problem(c->reply, 413, NULL, "at most %d ids at once", (int)MOST_IDS);
    }
    json_array_foreach(json_object_get(asked, "ids"), i,
                       item) if (json_is_string(item) && n < MOST_IDS) keys[n++] =
        json_string_value(item);
    json_t *entries = srv_peer_entries(c, keys, n);
    json_array_foreach(wanted, i, item)
    {
        const char *id = json_string_value(json_object_get(item, "id"));
        if (id) json_array_append_new(meta, named(id, property_name(id)));
    }
    for (i = 0; entries && i < n; i++)
        json_object_set_new(rows, keys[i], row_of(json_array_get(entries, i), wanted));
    json_t *out = json_pack("{s:o, s:o}", "meta", meta, "rows", rows);
    if (!entries) {
        json_decref(out);
        return -1;
    }
    json_decref(entries);
    srv_reply_json(c->reply, out);
    return 0;
}

/* ---- the endpoint ---- */

static json_t *arg_json(const srv_call *c, const char *name)
{
    const char *text = srv_arg_of(c->rq, name);
    json_error_t e;
    return text ? json_loads(text, JSON_REJECT_DUPLICATES, &e) : NULL;
}

static int answer(srv_call *c, const json_t *queries)
{
    size_t n = json_is_array(queries) ? json_array_size(queries) : json_object_size(queries);
    if (n > MOST_QUERIES)
        return srv_problem(c->reply, 413, NULL, "at most %d queries at once", MOST_QUERIES);
    if (json_is_array(queries)) return answer_array(c, queries);
    if (json_is_object(queries)) return answer_object(c, queries);
    return srv_problem(c->reply, 400, NULL, "queries is no JSON object");
}

/* GET without a query is the manifest; JSONP is not served. */
int srv_reconcile(srv_call *c)
{
    json_t *queries = arg_json(c, "queries"), *more = arg_json(c, "extend"),
           *one = arg_json(c, "query");
    int rc = 0;
    if (more) {
        rc = extend(c, more);
    } else if (queries || srv_arg_of(c->rq, "queries")) {
        rc = answer(c, queries);
    } else if (one || srv_arg_of(c->rq, "query")) { /* 0.1: one query, as text or as an object */
        json_t *q = json_is_object(one) ? json_incref(one)
                                        : json_pack("{s:s}", "query", srv_arg_of(c->rq, "query"));
        json_t *found = answer_one(c, q);
        if (found) srv_reply_json(c->reply, found);
        rc = found ? 0 : -1;
        json_decref(q);
    } else {
        srv_reply_json(c->reply, manifest(c));
    }
    json_decref(queries);
    json_decref(more);
    json_decref(one);
    return rc;
}

/* ---- suggest, propose, preview ---- */

static bool begins(const char *s, const char *prefix)
{
    return strncasecmp(s, prefix, strlen(prefix)) == 0;
}

int srv_suggest_entity(srv_call *c)
{
    const char *prefix = srv_arg_of(c->rq, "prefix");
    json_t *q = json_pack("{s:s, s:i}", "query", prefix ? prefix : "", "limit", BATCH);
    json_t *found = answer_one(c, q);
    json_decref(q);
    if (!found) return -1;
    srv_reply_json(c->reply, json_pack("{s:O}", "result", json_object_get(found, "result")));
    json_decref(found);
    return 0;
}

int srv_suggest_type(srv_call *c)
{
    const char *prefix = srv_arg_of(c->rq, "prefix");
    json_t *all = json_array();
    for (size_t i = 0; i < N_KINDS; i++)
        if (begins(kinds[i].name, prefix ? prefix : ""))
            json_array_append_new(all, named(kinds[i].id, kinds[i].name));
    srv_reply_json(c->reply, json_pack("{s:o}", "result", all));
    return 0;
}

int srv_suggest_property(srv_call *c)
{
    const char *prefix = srv_arg_of(c->rq, "prefix");
    json_t *all = json_array();
    for (size_t i = 0; i < N_PROPERTIES; i++)
        if (begins(properties[i].name, prefix ? prefix : ""))
            json_array_append_new(all, named(properties[i].id, properties[i].name));
    srv_reply_json(c->reply, json_pack("{s:o}", "result", all));
    return 0;
}

int srv_propose_properties(srv_call *c)
{
    json_t *all = json_array();
    const char *type = srv_arg_of(c->rq, "type");
    for (size_t i = 0; i < N_PROPERTIES; i++)
        json_array_append_new(all, named(properties[i].id, properties[i].name));
    srv_reply_json(c->reply, json_pack("{s:s, s:i, s:o}", "type", type ? type : "LegalEntity",
                                       "limit", (int)N_PROPERTIES, "properties", all));
    return 0;
}

static void put_escaped(FILE *out, const char *s)
{
    for (; s && *s; s++) switch (*s) {
        case '<': fputs("&lt;", out); break;
        case '>': fputs("&gt;", out); break;
        case '&': fputs("&amp;", out); break;
        case '"': fputs("&quot;", out); break;
        default: fputc(*s, out);
        }
}

int srv_reconcile_preview(srv_call *c)
{
    const char *id = srv_arg_of(c->rq, "id");
    json_t *all = srv_peer_entries(c, &id, 1), *v;
    licet_text t = {0};
    const char *name;
    if (!all) return -1;
    if (!json_is_object(json_array_get(all, 0))) {
        json_decref(all);
        return srv_problem(c->reply, 404, NULL, "there is no entry %.100s", id);
    }
    json_t *ftm = srv_ftm_entity(json_array_get(all, 0));
    FILE *out = open_memstream(&t.data, &t.len);
    if (!out) abort();
    fputs("<!doctype html><meta charset=\"utf-8\"><title>licet</title><h3 dir=\"auto\">", out);
    put_escaped(out, json_string_value(json_object_get(ftm, "caption")));
    fputs("</h3><dl>", out);
    json_object_foreach(json_object_get(ftm, "properties"), name, v)
    {
        fputs("<dt>", out);
        put_escaped(out, property_name(name));
        fputs("</dt><dd dir=\"auto\">", out);
        put_escaped(out, json_string_value(json_array_get(v, 0)));
        fputs("</dd>", out);
    }
    fputs("</dl>", out);
    fclose(out);
    json_decref(ftm);
    json_decref(all);
    srv_reply_text(c->reply, "text/html; charset=utf-8", t);
    return 0;
}
