/* yente's filters: include_dataset, exclude_dataset, exclude_schema, topics, countries, datasets,
 * changed_since, exclude_entity_ids. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/fields.h"
#include "server/peer_yente.h"

int srv_yente_detail(srv_call *c, unsigned status, const char *fmt, const char *what)
{
    char text[300];
    snprintf(text, sizeof text, fmt, what);
    srv_reply_json(c->reply, json_pack("{s:s}", "detail", text));
    c->reply->status = status;
    return -1;
}

/* A list asked for by name must be there, and in force if nothing found is to be an answer. */
static int check_dataset(srv_call *c, const json_t *lists, const char *name, unsigned status,
                         bool *in_force)
{
    if (srv_peer_every_list(name)) return 0;
    srv_source_state state = srv_peer_source(lists, name);
    *in_force &= state == SRV_SOURCE_IN_FORCE;
    if (state != SRV_SOURCE_UNKNOWN) return 0;
    return srv_yente_detail(c, status, "No such dataset: %s", name);
}

static int check_all(srv_call *c, const json_t *lists, const char *arg, bool *in_force)
{
    const char *name;
    int rc = 0;
    for (size_t i = 0; !rc && (name = srv_arg_at(c->rq, arg, i)); i++)
        rc = check_dataset(c, lists, name, 400, in_force);
    return rc;
}

static int check_datasets(srv_call *c, srv_yente_filter *f)
{
    bool never_mind = true; /* what is left out need not be in force */
    json_t *lists = srv_peer_lists(c);
    if (!lists) return -1;
    f->in_force = true;
    int rc = check_dataset(c, lists, f->dataset, 404, &f->in_force);
    if (!rc) rc = check_all(c, lists, "include_dataset", &f->in_force);
    if (!rc) rc = check_all(c, lists, "exclude_dataset", &never_mind);
    if (!rc) rc = check_all(c, lists, "datasets", &f->in_force);
    json_decref(lists);
    return rc;
}

/* YYYY-MM-DD[THH[:MM[:SS]]] */
static bool is_time(const char *s)
{
    static const char *const shapes[] = {"T00", "T00:00", "T00:00:00"};
    char day[11];
    snprintf(day, sizeof day, "%.10s", s);
    if (!srv_is_date(day)) return false;
    if (!s[10]) return true;
    for (size_t k = 0; k < 3; k++) {
        const char *p = shapes[k], *t = s + 10;
        while (*p && (*p == '0' ? *t >= '0' && *t <= '9' : *t == *p)) p++, t++;
        if (!*p && !*t) return true;
    }
    return false;
}

int srv_yente_filter_read(srv_call *c, srv_yente_filter *out)
{
    const char *since = srv_arg_of(c->rq, "changed_since"), *schema;
    *out = (srv_yente_filter){.rq = c->rq, .dataset = c->rq->parts[0]};
    if (check_datasets(c, out)) return -1;
    for (size_t i = 0; (schema = srv_arg_at(c->rq, "exclude_schema", i)); i++)
        if (!srv_ftm_known(schema)) return srv_yente_detail(c, 400, "Unknown schema: %s", schema);
    if (since && !is_time(since))
        return srv_yente_detail(c, 422, "changed_since is no day or time: %s", since);
    if (srv_arg_at(c->rq, "exclude_entity_ids", SRV_YENTE_EXCLUDED))
        return srv_yente_detail(c, 422, "%s", "exclude_entity_ids: at most 50");
    return 0;
}

/* ---- one entity ---- */

static bool is_among(const json_t *values, const char *one)
{
    size_t i;
    json_t *v;
    json_array_foreach(values, i, v) if (strcasecmp(json_string_value(v), one) == 0) return true;
    return false;
}

/* Is one of the values one that was given? True, too, where none was. */
static bool given(const srv_request *rq, const char *name, const json_t *values)
{
    const char *v;
    for (size_t i = 0; (v = srv_arg_at(rq, name, i)); i++)
        if (is_among(values, v)) return true;
    return srv_arg_at(rq, name, 0) == NULL;
}

static bool given_dataset(const srv_request *rq, const char *name, const json_t *sources)
{
    const char *v;
    for (size_t i = 0; (v = srv_arg_at(rq, name, i)); i++)
        if (srv_peer_every_list(v)) return true;
    return given(rq, name, sources);
}

static bool excluded(const srv_request *rq, const char *name, const json_t *values)
{
    return srv_arg_at(rq, name, 0) && given(rq, name, values);
}

bool srv_yente_wants(const srv_yente_filter *f, const json_t *entity)
{
    const json_t *p = json_object_get(entity, "properties");
    const json_t *sources = json_object_get(entity, "datasets");
    const char *since = srv_arg_of(f->rq, "changed_since");
    const char *change = json_string_value(json_object_get(entity, "last_change"));
    json_t *id = json_pack("[O]", json_object_get(entity, "id")),
           *schema = json_pack("[O]", json_object_get(entity, "schema"));
    bool wanted = (srv_peer_every_list(f->dataset) || is_among(sources, f->dataset)) &&
                  given_dataset(f->rq, "include_dataset", sources) &&
                  given_dataset(f->rq, "datasets", sources) &&
                  !(srv_arg_at(f->rq, "exclude_dataset", 0) &&
                    given_dataset(f->rq, "exclude_dataset", sources)) &&
                  !excluded(f->rq, "exclude_schema", schema) &&
                  !excluded(f->rq, "exclude_entity_ids", id) &&
                  given(f->rq, "topics", json_object_get(p, "topics")) &&
                  given(f->rq, "countries", json_object_get(p, "country")) &&
                  (!since || (change && strcmp(change, since) >= 0));
    json_decref(id);
    json_decref(schema);
    return wanted;
}
