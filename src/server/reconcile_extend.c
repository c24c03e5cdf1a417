/* Columns made of what an entry publishes, and what a client may offer a person: types, properties,
 * names that begin so, a small page. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "licet/index.h"
#include "server/handlers.h"
#include "server/problem.h"
#include "server/reconcile.h"

enum { MOST_IDS = 500 };

/* Which kinds of entry have it. */
enum { PERSON = 1, ORG = 2, VESSEL = 4, AIRCRAFT = 8, ANY = 15 };

static const struct {
    const char *id, *name;
    unsigned of;
} properties[] = {{"name", "Name", ANY},
                  {"alias", "Other name", ANY},
                  {"country", "Country", ANY},
                  {"address", "Address", PERSON | ORG},
                  {"birthDate", "Date of birth", PERSON},
                  {"topics", "Topic", ANY},
                  {"programId", "Programme", ANY},
                  {"passportNumber", "Passport", PERSON},
                  {"idNumber", "Identification", ANY},
                  {"imoNumber", "IMO number", VESSEL},
                  {"sourceUrl", "List at its source", ANY}};
enum { N_PROPERTIES = sizeof properties / sizeof *properties };

/* ---- extend ---- */

/* settings.limit of a property, or every value. */
static long most_of(const json_t *property)
{
    json_t *limit = json_object_get(json_object_get(property, "settings"), "limit");
    return limit && !json_is_null(limit) ? srv_recon_limit(limit) : INT_MAX;
}

static json_t *row_of(const json_t *found, const json_t *asked)
{
    size_t i, k;
    json_t *p, *v, *row = json_object(),
                   *ftm = json_is_object(found) ? srv_ftm_entity(found) : NULL;
    json_array_foreach(asked, i, p)
    {
        json_t *cells = json_array();
        const char *id = srv_text_of(p, "id");
        json_array_foreach(json_object_get(json_object_get(ftm, "properties"), id), k,
                           v) if ((long)k < most_of(p))
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

/* -1 with the problem filled in. */
static int check_extend(srv_call *c, const json_t *asked)
{
    size_t i;
    json_t *item, *ids = json_object_get(asked, "ids"),
                  *wanted = json_object_get(asked, "properties");
    if (!json_is_array(ids) || !json_is_array(wanted))
        return srv_problem(c->reply, 400, "{\"ids\":[..],\"properties\":[{\"id\":\"country\"}]}",
                           "extend is no JSON object of ids and properties");
    if (json_array_size(ids) > MOST_IDS)
        return srv_problem(c->reply, 413, NULL, "at most %d ids at once", (int)MOST_IDS);
    json_array_foreach(ids, i, item) if (!json_is_string(item)) return srv_problem(
        c->reply, 400, NULL, "extend: an id is a text");
    json_array_foreach(wanted, i, item)
    {
        const char *id = srv_text_of(item, "id");
        if (!id) return srv_problem(c->reply, 400, NULL, "extend: a property has an id");
        if (most_of(item) < 1)
            return srv_problem(c->reply, 400, NULL,
                               "extend: limit of %.60s must be a whole number of at least 1", id);
    }
    return 0;
}

int srv_recon_extend(srv_call *c, const json_t *asked)
{
    const char *keys[MOST_IDS];
    size_t i, n = 0;
    json_t *item, *wanted = json_object_get(asked, "properties");
    if (check_extend(c, asked)) return -1;
    json_array_foreach(json_object_get(asked, "ids"), i, item) keys[n++] = json_string_value(item);
    json_t *entries = srv_peer_entries(c, keys, n);
    if (!entries) return -1;
    json_t *meta = json_array(), *rows = json_object();
    json_array_foreach(wanted, i, item)
    {
        const char *id = srv_text_of(item, "id");
        json_array_append_new(meta, srv_recon_named(id, property_name(id)));
    }
    for (i = 0; i < n; i++)
        json_object_set_new(rows, keys[i], row_of(json_array_get(entries, i), wanted));
    json_decref(entries);
    srv_reply_json(c->reply, json_pack("{s:o, s:o}", "meta", meta, "rows", rows));
    return 0;
}

/* ---- suggest ---- */

static bool begins(const char *s, const char *prefix)
{
    return strncasecmp(s, prefix, strlen(prefix)) == 0;
}

/* The keys of listed names that begin so, each once, and beside each the name. */
static size_t keys_of(const json_t *names, const char **keys, const char **typed)
{
    size_t i, k, n = 0;
    json_t *name;
    json_array_foreach(names, i, name)
    {
        const char *key = srv_text_of(name, "entry");
        for (k = 0; key && k < n && strcmp(keys[k], key) != 0;) k++;
        if (!key || k < n || n == SRV_RECON_BATCH) continue;
        typed[n] = srv_text_of(name, "name");
        keys[n++] = key;
    }
    return n;
}

/* The name that was found is the description where the entry is better known by another. */
static json_t *suggestion(const json_t *found, const char *typed)
{
    json_t *ftm = srv_ftm_entity(found);
    const char *caption = srv_text_of(ftm, "caption");
    bool other = typed && caption && strcmp(typed, caption) != 0;
    json_t *type = srv_recon_type(srv_text_of(ftm, "schema"));
    json_t *o = json_pack("{s:O, s:O, s:s, s:[O], s:[o]}", "id", json_object_get(ftm, "id"), "name",
                          json_object_get(ftm, "caption"), "description",
                          other ? typed : srv_text_of(json_object_get(found, "entry"), "sublist"),
                          "type", type, "notable", type);
    json_decref(ftm);
    return o;
}

/* Nothing that begins so is no answer either, unless every list could be looked at. */
static int suggest(srv_call *c, const json_t *names)
{
    const char *keys[SRV_RECON_BATCH], *typed[SRV_RECON_BATCH];
    size_t n = keys_of(names, keys, typed);
    const srv_found none = {0};
    if (n == 0 && !srv_is_ready(c->service)) return srv_peer_unsure(c, &none);
    json_t *all = json_array(), *entries = srv_peer_entries(c, keys, n);
    for (size_t i = 0; entries && i < n; i++)
        if (json_is_object(json_array_get(entries, i)))
            json_array_append_new(all, suggestion(json_array_get(entries, i), typed[i]));
    if (entries) srv_reply_json(c->reply, json_pack("{s:O}", "result", all));
    int rc = entries ? 0 : -1;
    json_decref(entries);
    json_decref(all);
    return rc;
}

int srv_suggest_entity(srv_call *c)
{
    enum { NAMES = 100 }; /* an entry has several that begin alike */
    const char *prefix = srv_arg_of(c->rq, "prefix");
    licet_text t = {0};
    licet_error err = {0};
    if (srv_no_snapshot(c)) return -1;
    if (licet_complete(c->s, prefix ? prefix : "", NULL, NAMES, &t, &err))
        return srv_problem_of(c->reply, &err);
    json_t *o = json_loadb(t.data, t.len, 0, NULL);
    licet_text_done(&t);
    int rc = suggest(c, json_object_get(o, "names"));
    json_decref(o);
    return rc;
}

int srv_suggest_type(srv_call *c)
{
    const char *prefix = srv_arg_of(c->rq, "prefix");
    json_t *all = json_array();
    for (size_t i = 0; i < SRV_RECON_KINDS; i++)
        if (begins(srv_recon_kinds[i].name, prefix ? prefix : ""))
            json_array_append_new(all,
                                  srv_recon_named(srv_recon_kinds[i].id, srv_recon_kinds[i].name));
    srv_reply_json(c->reply, json_pack("{s:o}", "result", all));
    return 0;
}

int srv_suggest_property(srv_call *c)
{
    const char *prefix = srv_arg_of(c->rq, "prefix");
    json_t *all = json_array();
    for (size_t i = 0; i < N_PROPERTIES; i++)
        if (begins(properties[i].name, prefix ? prefix : ""))
            json_array_append_new(all, srv_recon_named(properties[i].id, properties[i].name));
    srv_reply_json(c->reply, json_pack("{s:o}", "result", all));
    return 0;
}

/* ---- propose ---- */

/* What a type's entries can be; of one that is no kind of its own, any. */
static unsigned kind_of(const char *type)
{
    static const struct {
        const char *type;
        unsigned kind;
    } kinds[] = {{"person", PERSON}, {"org", ORG}, {"vessel", VESSEL}, {"aircraft", AIRCRAFT}};
    const char *ours = srv_ftm_type(type);
    for (size_t i = 0; ours && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].type, ours) == 0) return kinds[i].kind;
    return ANY;
}

int srv_propose_properties(srv_call *c)
{
    const char *type = srv_arg_of(c->rq, "type");
    size_t limit = (size_t)srv_arg_long(c->rq, "limit", N_PROPERTIES);
    if (!type || !*type) type = "LegalEntity";
    if (!srv_ftm_known(type))
        return srv_problem(c->reply, 400, "see defaultTypes of /reconcile",
                           "there is no type \"%.60s\"", type);
    json_t *all = json_array();
    for (size_t i = 0; i < N_PROPERTIES; i++)
        if (properties[i].of & kind_of(type) && json_array_size(all) < limit)
            json_array_append_new(all, srv_recon_named(properties[i].id, properties[i].name));
    srv_reply_json(c->reply, json_pack("{s:s, s:I, s:o}", "type", type, "limit", (json_int_t)limit,
                                       "properties", all));
    return 0;
}

/* ---- preview ---- */

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
