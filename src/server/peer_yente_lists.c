/* What there is, in yente's words: catalog, algorithms, facets. */
#include <stdio.h>
#include <string.h>

#include "server/handlers.h"
#include "server/peer_yente.h"

/* With an ETag of its bytes (FNV-1a: a tag, no proof); 304 to whom has them. */
static void reply_tagged(srv_call *c, json_t *value)
{
    uint64_t h = UINT64_C(0xCBF29CE484222325);
    char tag[24];
    const char *have = srv_header_of(c->rq, "If-None-Match");
    srv_reply_json(c->reply, value);
    for (size_t i = 0; i < c->reply->body.len; i++)
        h = (h ^ (unsigned char)c->reply->body.data[i]) * UINT64_C(0x100000001B3);
    snprintf(tag, sizeof tag, "\"%016llx\"", (unsigned long long)h);
    srv_reply_header(c->reply, "ETag", tag);
    if (!have || strcmp(have, tag) != 0) return;
    licet_text_done(&c->reply->body);
    c->reply->status = 304;
}

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
    reply_tagged(c, json_pack("{s:o, s:o, s:o, s:b}", "datasets", datasets, "current", current,
                              "outdated", outdated, "index_stale", stale));
    return 0;
}

/* yente's names for ways to compare; all are licet's own here. */
static const char *const algorithms[] = {"licet",    "best",         "logic-v2",
                                         "logic-v1", "name-based",   "name-qualified",
                                         "ofac",     "regression-v1"};
enum { N_ALGORITHMS = sizeof algorithms / sizeof *algorithms };

bool srv_yente_algorithm(const char *name)
{
    for (size_t i = 0; i < N_ALGORITHMS; i++)
        if (strcmp(algorithms[i], name) == 0) return true;
    return false;
}

int srv_yente_algorithms(srv_call *c)
{
    json_t *all = json_array();
    for (size_t i = 0; i < N_ALGORITHMS; i++) {
        json_t *features = json_pack("{s:{s:s, s:f, s:s}}", "name_match", "description",
                                     "resemblance of the names", "coefficient", 1.0, "url", "");
        json_array_append_new(
            all, json_pack("{s:s, s:s, s:o, s:{s:s, s:s, s:{}, s:O}}", "name", algorithms[i],
                           "description",
                           i ? "answered by licet's own comparison" : "docs/matching.md of licet",
                           "features", features, "docs", "name", algorithms[i], "description",
                           "docs/matching.md of licet", "config", "features", features));
    }
    srv_reply_json(c->reply, json_pack("{s:o, s:s, s:s}", "algorithms", all, "default", "best",
                                       "best", "licet"));
    return 0;
}

/* ---- facets ---- */

static void count(json_t *counts, const char *value)
{
    json_t *n = json_object_get(counts, value);
    json_object_set_new(counts, value, json_integer(json_integer_value(n) + 1));
}

static const json_t *values_of(const json_t *entity, const char *facet)
{
    const json_t *p = json_object_get(entity, "properties");
    if (strcmp(facet, "countries") == 0) return json_object_get(p, "country");
    return json_object_get(strcmp(facet, "topics") == 0 ? p : entity, facet);
}

static json_t *facet_of(const char *facet, const char *label, const json_t *all)
{
    size_t i, k;
    const char *name;
    json_t *entity, *v, *counts = json_object(), *values = json_array();
    json_array_foreach(all, i, entity)
    {
        const json_t *of = values_of(entity, facet);
        if (json_is_string(of)) count(counts, json_string_value(of));
        json_array_foreach(of, k, v) count(counts, json_string_value(v));
    }
    json_object_foreach(counts, name, v) json_array_append_new(
        values, json_pack("{s:s, s:s, s:O}", "name", name, "label", name, "count", v));
    json_decref(counts);
    return json_pack("{s:s, s:o}", "label", label, "values", values);
}

json_t *srv_yente_facets(const srv_request *rq, const json_t *all)
{
    static const char *const facets[][2] = {{"countries", "Countries"},
                                            {"topics", "Topics"},
                                            {"datasets", "Data sources"},
                                            {"schema", "Entity types"}};
    const char *asked;
    json_t *o = json_object();
    for (size_t k = 0; k < sizeof facets / sizeof *facets; k++)
        for (size_t i = 0; (asked = srv_arg_at(rq, "facets", i)); i++)
            if (strstr(asked, facets[k][0]))
                json_object_set_new(o, facets[k][0], facet_of(facets[k][0], facets[k][1], all));
    return o;
}
