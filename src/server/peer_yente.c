/* The endpoints of yente (https://www.opensanctions.org/docs/yente/): match, search, entities,
 * catalog, algorithms. A match is a screening: its decision is kept. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "licet/index.h"
#include "server/handlers.h"
#include "server/peer_yente.h"
#include "server/problem.h"

enum {
    MOST_QUERIES = 100,
    MOST_RESULTS = 500,
    DEFAULT_MATCH = 5,
    DEFAULT_SEARCH = 10,
    MOST_OFFSET = 9499,
    MOST_NAMES = 20,
    MOST_IDENTS = 32,
    WHOLE_NAME = 600
};
#define DEFAULT_THRESHOLD 0.7

#define detail srv_yente_detail

/* ---- one query ---- */

typedef struct query {
    srv_yente_filter filter;
    double threshold;
    long limit, offset;
} query;

typedef struct asked {
    licet_party party;
    const char *names[MOST_NAMES], *idents[MOST_IDENTS], *country_of; /* which property gave it */
    size_t n_names;
    char whole[WHOLE_NAME]; /* of the parts of a person's name */
} asked;

/* Every value in an array, numbers as text: yente's own echo of a query. */
static json_t *cleaned(const json_t *q)
{
    const char *name;
    size_t i;
    char number[64];
    json_t *v, *item, *properties = json_object(), *o = json_copy((json_t *)(uintptr_t)q);
    json_object_foreach(json_object_get(q, "properties"), name, v)
    {
        json_t *all = json_array(), *list = json_is_array(v) ? json_incref(v) : json_pack("[O]", v);
        json_array_foreach(list, i, item)
        {
            const char *text = srv_value_text(item, number);
            if (text) json_array_append_new(all, json_string(text));
        }
        json_decref(list);
        json_object_set_new(properties, name, all);
    }
    json_object_set_new(o, "properties", properties);
    if (!json_object_get(o, "id")) json_object_set_new(o, "id", json_null());
    return o;
}

static const char *first(const json_t *properties, const char *name)
{
    return json_string_value(json_array_get(json_object_get(properties, name), 0));
}

static const char *const name_properties[] = {"name", "alias", "weakAlias", "previousName"};
enum { N_NAME_PROPERTIES = sizeof name_properties / sizeof *name_properties };

static void take_names(const json_t *p, asked *a)
{
    static const char *const parts[] = {"firstName", "secondName", "middleName", "fatherName",
                                        "lastName"};
    size_t n = 0;
    for (size_t k = 0; k < N_NAME_PROPERTIES; k++)
        a->n_names +=
            srv_texts_of(p, name_properties[k], a->names + a->n_names, MOST_NAMES - a->n_names);
    if (a->n_names) return;
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        const char *part = first(p, parts[k]);
        if (part && n < WHOLE_NAME)
            n += (size_t)snprintf(a->whole + n, WHOLE_NAME - n, "%s%s", n ? " " : "", part);
    }
    if (n && n < WHOLE_NAME) a->names[a->n_names++] = a->whole;
}

/* q: cleaned. */
static void read_asked(const json_t *q, asked *a)
{
    static const char *const numbers[] = {
        "passportNumber", "idNumber",  "taxNumber",     "registrationNumber", "innCode",
        "ogrnCode",       "leiCode",   "swiftBic",      "imoNumber",          "mmsi",
        "callSign",       "publicKey", "uniqueEntityId"};
    static const char *const countries[] = {"country", "jurisdiction", "nationality", "flag"};
    const json_t *p = json_object_get(q, "properties");
    size_t n = 0;
    *a = (asked){.n_names = 0};
    take_names(p, a);
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        n += srv_texts_of(p, numbers[k], a->idents + n, MOST_IDENTS - n);
    a->party = (licet_party){.type = srv_ftm_type(json_string_value(json_object_get(q, "schema"))),
                             .address = first(p, "address"),
                             .birth = first(p, "birthDate"),
                             .idents = a->idents,
                             .n_idents = n};
    for (size_t k = 0; k < sizeof countries / sizeof *countries && !a->country_of; k++)
        if ((a->party.country = first(p, countries[k]))) a->country_of = countries[k];
}

/* "Russia" is echoed as "ru", as it was understood. */
static void clean_country(json_t *q, const asked *a, const srv_found *f)
{
    const char *code =
        json_string_value(json_object_get(json_object_get(f->answer, "query"), "country"));
    char low[3];
    if (!a->country_of || !code || strlen(code) != 2) return;
    snprintf(low, sizeof low, "%c%c", tolower((unsigned char)code[0]),
             tolower((unsigned char)code[1]));
    json_array_set_new(json_object_get(json_object_get(q, "properties"), a->country_of), 0,
                       json_string(low));
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
        if (!json_is_object(entry) || srv_hit_score(hit) < q->threshold) continue;
        json_t *o = srv_ftm_entity(entry);
        bool wanted = srv_yente_wants(&q->filter, o);
        *out_total += wanted;
        if (!wanted || (long)json_array_size(all) >= q->limit) {
            json_decref(o);
            continue;
        }
        json_object_set_new(o, "score", json_real(srv_hit_score(hit)));
        json_object_set_new(o, "match", json_true());
        json_object_set_new(o, "explanations", explanations(hit));
        json_array_append_new(all, o);
    }
    return all;
}

static json_t *answer_one(srv_call *c, const char *name, const json_t *q, const query *x)
{
    srv_found f;
    size_t total;
    asked a;
    json_t *echo = cleaned(q), *answer = NULL;
    read_asked(echo, &a);
    if (!a.n_names) {
        detail(c, 400, "query %s needs a name: name, alias, or firstName and lastName", name);
    } else if (!srv_peer_ask_names(c, &a.party, a.names, a.n_names, &f)) {
        json_t *results = results_of(&f, x, &total);
        if (!total && !(f.looked && x->filter.in_force)) {
            json_decref(results);
            srv_peer_unsure(c, &f);
        } else {
            clean_country(echo, &a, &f);
            answer =
                json_pack("{s:i, s:{s:I, s:s}, s:O, s:o}", "status", 200, "total", "value",
                          (json_int_t)total, "relation", "eq", "query", echo, "results", results);
        }
        srv_found_done(&f);
    }
    json_decref(echo);
    if (!answer && c->reply->status == 400) srv_peer_words(c->reply, "detail", 400);
    return answer;
}

static int check_options(srv_call *c, const json_t *body)
{
    const char *name, *algorithm = srv_arg_of(c->rq, "algorithm");
    json_t *v, *weights = json_object_get(body, "weights"),
               *config = json_object_get(body, "config");
    if (algorithm && !srv_yente_algorithm(algorithm))
        return detail(c, 400, "Unknown algorithm: %s", algorithm);
    if (weights && !json_is_object(weights) && !json_is_null(weights))
        return detail(c, 422, "%s", "weights must be an object");
    if (config && !json_is_object(config) && !json_is_null(config))
        return detail(c, 422, "%s", "config must be an object");
    json_object_foreach(weights, name, v)
    {
        if (!json_is_number(v)) return detail(c, 422, "weight %s must be a number", name);
        if (strcmp(name, "name_match") != 0) return detail(c, 400, "Unknown weight: %s", name);
    }
    json_object_foreach(config, name, v) if (strncmp(name, "nm_", 3) != 0) return detail(
        c, 400, "Unknown config key: %s", name);
    return 0;
}

static int check_query(srv_call *c, const char *name, const json_t *q)
{
    const json_t *p = json_object_get(q, "properties");
    const char *schema = json_string_value(json_object_get(q, "schema"));
    size_t names = 0;
    if (!json_is_object(q) || !json_is_object(p))
        return detail(c, 422, "query %s has no properties", name);
    if (schema && !srv_ftm_known(schema)) return detail(c, 400, "Unknown schema: %s", schema);
    for (size_t k = 0; k < N_NAME_PROPERTIES; k++) {
        const json_t *v = json_object_get(p, name_properties[k]);
        names += json_is_array(v) ? json_array_size(v) : v != NULL;
    }
    return names <= MOST_NAMES ? 0 : detail(c, 400, "query %s has more than 20 names", name);
}

static int check_queries(srv_call *c, const json_t *queries)
{
    const char *name;
    json_t *q;
    if (!json_is_object(queries)) return detail(c, 422, "%s", "queries must be an object");
    if (json_object_size(queries) > MOST_QUERIES)
        return detail(c, 400, "%s", "Too many queries (max 100)");
    json_object_foreach((json_t *)(uintptr_t)queries, name,
                        q) if (check_query(c, name, q)) return -1;
    return 0;
}

static int read_query(srv_call *c, query *x, long limit, double threshold)
{
    const char *t = srv_arg_of(c->rq, "threshold");
    *x = (query){.threshold = t ? strtod(t, NULL) : threshold,
                 .limit = srv_arg_long(c->rq, "limit", limit),
                 .offset = srv_arg_long(c->rq, "offset", 0)};
    if (x->limit < 0 || x->limit > MOST_RESULTS)
        return detail(c, 422, "%s", "limit must be 0 to 500");
    if (x->offset < 0 || x->offset > MOST_OFFSET)
        return detail(c, 422, "%s", "offset must be 0 to 9499");
    if (!(x->threshold >= 0 && x->threshold <= 1))
        return detail(c, 422, "%s", "threshold must be 0 to 1");
    return srv_yente_filter_read(c, &x->filter);
}

int srv_yente_match(srv_call *c)
{
    query x;
    const char *name;
    json_t *q, *queries = json_object_get(c->rq->json, "queries");
    char batch[24];
    if (read_query(c, &x, DEFAULT_MATCH, DEFAULT_THRESHOLD) || check_options(c, c->rq->json) ||
        check_queries(c, queries))
        return -1;
    json_t *responses = json_object();
    json_object_foreach(queries, name, q)
    {
        json_t *one = answer_one(c, name, q, &x);
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

/* ---- search ---- */

static void add_wanted(const query *x, const char *schema, const json_t *entries, json_t *seen,
                       json_t *all)
{
    size_t i;
    json_t *entry;
    json_array_foreach(entries, i, entry)
    {
        if (!json_is_object(entry)) continue;
        json_t *o = srv_ftm_entity(entry);
        const char *id = json_string_value(json_object_get(o, "id")),
                   *type = srv_ftm_type(schema ? schema : "Thing"),
                   *own = srv_ftm_type(json_string_value(json_object_get(o, "schema")));
        bool of_type = !type || !own || strcmp(type, own) == 0;
        if (of_type && srv_yente_wants(&x->filter, o) && !json_object_get(seen, id)) {
            json_object_set_new(seen, id, json_true());
            json_array_append(all, o);
        }
        json_decref(o);
    }
}

/* Entries of which every word of the text begins a word of a name. */
static int add_begun(srv_call *c, const query *x, const char *q, const char *schema, json_t *seen,
                     json_t *all)
{
    enum { MOST = 100 };
    const char *keys[MOST];
    size_t i, n = 0;
    json_t *name;
    licet_text t = {0};
    licet_error err = {0};
    if (licet_complete(c->s, q, NULL, MOST, &t, &err)) return 0; /* nothing begins like this */
    json_t *o = json_loadb(t.data, t.len, 0, NULL);
    licet_text_done(&t);
    json_array_foreach(json_object_get(o, "names"), i, name) if (n < MOST) keys[n++] =
        json_string_value(json_object_get(name, "entry"));
    json_t *entries = n ? srv_peer_entries(c, keys, n) : json_array();
    if (entries) add_wanted(x, schema, entries, seen, all);
    json_decref(o);
    json_decref(entries);
    return entries ? 0 : -1;
}

static json_t *page_of(const query *x, const json_t *all)
{
    json_t *page = json_array();
    for (long i = x->offset; i < x->offset + x->limit && i < (long)json_array_size(all); i++)
        json_array_append(page, json_array_get(all, (size_t)i));
    return page;
}

int srv_yente_search(srv_call *c)
{
    query x;
    srv_found f;
    const char *q = srv_arg_of(c->rq, "q"), *schema = srv_arg_of(c->rq, "schema");
    if (read_query(c, &x, DEFAULT_SEARCH, 0)) return -1;
    if (schema && !srv_ftm_known(schema)) return detail(c, 400, "Unknown schema: %s", schema);
    if (!q || !*q) return detail(c, 422, "%s", "q is required");
    if (srv_arg_of(c->rq, "filter") || srv_arg_of(c->rq, "sort"))
        return detail(c, 400, "%s is not known here",
                      srv_arg_of(c->rq, "sort") ? "sort" : "filter");
    licet_party p = {.name = q, .type = srv_ftm_type(schema)};
    if (srv_peer_ask(c, &p, false, &f)) return -1;
    json_t *seen = json_object(), *all = json_array();
    add_wanted(&x, schema, f.entries, seen, all);
    int rc = add_begun(c, &x, q, schema, seen, all);
    json_t *page = page_of(&x, all);
    if (!rc && !json_array_size(page) && !(f.looked && x.filter.in_force))
        rc = srv_peer_unsure(c, &f);
    if (!rc)
        srv_reply_json(c->reply,
                       json_pack("{s:I, s:I, s:{s:I, s:s}, s:O, s:o}", "limit", (json_int_t)x.limit,
                                 "offset", (json_int_t)x.offset, "total", "value",
                                 (json_int_t)json_array_size(all), "relation", "eq", "results",
                                 page, "facets", srv_yente_facets(c->rq, all)));
    srv_found_done(&f);
    json_decref(seen);
    json_decref(all);
    json_decref(page);
    return rc;
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
