/* The endpoints of the Consolidated Screening List API (https://developer.trade.gov): search and
 * sources. Its lists are ours by the same names; a search is a screening and is kept. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/handlers.h"
#include "server/peer.h"
#include "server/problem.h"

enum { MOST_SIZE = 50, DEFAULT_SIZE = 10, MOST_OFFSET = 1000 };

static const struct {
    const char *value, *ours, *title;
} sources[] = {
    {"CAP", "CAP",
     "Correspondent Account or Payable-Through Account Sanctions (CAPTA) - Treasury Department"},
    {"CMIC", "CMIC",
     "Non-SDN Chinese Military-Industrial Complex Companies List - Treasury Department"},
    {"DPL", "DPL", "Denied Persons List (DPL) - Bureau of Industry and Security"},
    {"DTC", "DTC", "ITAR Debarred (DTC) - State Department"},
    {"EL", "EL", "Entity List (EL) - Bureau of Industry and Security"},
    {"FSE", "FSE", "Foreign Sanctions Evaders (FSE) - Treasury Department"},
    {"ISN", "ISN", "Nonproliferation Sanctions (ISN) - State Department"},
    {"MBS", "NS-MBS", "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department"},
    {"MEU", "MEU", "Military End User (MEU) List - Bureau of Industry and Security"},
    {"PLC", "PLC", "Palestinian Legislative Council List (PLC) - Treasury Department"},
    {"SDN", "SDN", "Specially Designated Nationals (SDN) - Treasury Department"},
    {"SSI", "SSI", "Sectoral Sanctions Identifications List (SSI) - Treasury Department"},
    {"UVL", "UVL", "Unverified List (UVL) - Bureau of Industry and Security"}};
enum { N_SOURCES = sizeof sources / sizeof *sources };

static const char *text(const json_t *o, const char *name)
{
    const char *s = json_string_value(json_object_get(o, name));
    return s ? s : "";
}

/* Is word one of the comma-separated ones, in any case? Nothing asked for: yes. */
static bool asked(const char *list, const char *word)
{
    if (!list || !*list) return true;
    for (const char *p = list; *p;) {
        size_t n = strcspn(p, ",");
        if (n == strlen(word) && strncasecmp(p, word, n) == 0) return true;
        p += n + (p[n] == ',');
    }
    return false;
}

static size_t source_of(const char *sublist)
{
    size_t i = 0;
    while (i < N_SOURCES && strcmp(sources[i].ours, sublist) != 0) i++;
    return i;
}

static const char *type_of(const char *ours)
{
    static const char *const types[][2] = {{"person", "Individual"},
                                           {"org", "Entity"},
                                           {"vessel", "Vessel"},
                                           {"aircraft", "Aircraft"}};
    for (size_t i = 0; i < 4; i++)
        if (strcmp(types[i][0], ours) == 0) return types[i][1];
    return NULL;
}

static json_t *some(const char *s)
{
    return *s ? json_string(s) : json_null();
}

static json_t *addresses(const json_t *entry)
{
    size_t i;
    json_t *a, *all = json_array();
    json_array_foreach(json_object_get(entry, "addresses"), i, a) json_array_append_new(
        all, json_pack("{s:o, s:o, s:o, s:o, s:o}", "address",
                       some(*text(a, "street") ? text(a, "street") : text(a, "text")), "city",
                       some(text(a, "city")), "state", some(text(a, "state")), "postal_code",
                       some(text(a, "postal")), "country", some(text(a, "country"))));
    return all;
}

static json_t *ids(const json_t *entry)
{
    size_t i;
    json_t *d, *all = json_array();
    json_array_foreach(json_object_get(entry, "idents"), i, d) json_array_append_new(
        all, json_pack("{s:o, s:o, s:o, s:o, s:o}", "type", some(text(d, "type")), "number",
                       some(*text(d, "number") ? text(d, "number") : text(d, "text")), "country",
                       some(text(d, "country")), "issue_date", some(text(d, "issued")),
                       "expiration_date", some(text(d, "expires"))));
    return all;
}

static const char *attr(const json_t *entry, const char *name)
{
    size_t i;
    json_t *a;
    json_array_foreach(json_object_get(entry, "attrs"), i,
                       a) if (strcmp(text(a, "name"), name) == 0) return text(a, "value");
    return "";
}

static json_t *list_or_empty(const json_t *o, const char *name)
{
    json_t *v = json_object_get(o, name);
    return v ? json_incref(v) : json_array();
}

static void set_names(json_t *o, const json_t *entry)
{
    size_t i;
    json_t *n, *others = json_array();
    json_array_foreach(json_object_get(entry, "names"), i, n) if (i)
        json_array_append(others, json_object_get(n, "text"));
    json_object_set_new(o, "name",
                        some(text(json_array_get(json_object_get(entry, "names"), 0), "text")));
    json_object_set_new(o, "alt_names", others);
}

/* Fields with a place of their own among the published ones of an entry. */
static void set_attrs(json_t *o, const json_t *entry)
{
    static const char *const names[] = {"title",
                                        "call_sign",
                                        "vessel_type",
                                        "gross_tonnage",
                                        "gross_registered_tonnage",
                                        "vessel_flag",
                                        "vessel_owner",
                                        "remarks",
                                        "source_information_url"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        json_object_set_new(o, names[i], some(attr(entry, names[i])));
    json_object_set_new(o, "source_list_url", some(attr(entry, "source_list_url")));
    json_object_set_new(o, "citizenships", json_array());
    json_object_set_new(o, "nationalities", json_array());
    json_object_set_new(o, "places_of_birth", json_array());
}

static json_t *record_of(const json_t *found, const json_t *hit, size_t source)
{
    const json_t *e = json_object_get(found, "entry");
    json_t *o = json_object();
    const char *type = type_of(text(e, "type")), *id = attr(e, "_id");
    set_names(o, e);
    set_attrs(o, e);
    json_object_set_new(o, "id", some(*id ? id : text(e, "key")));
    json_object_set_new(
        o, "source", json_string(source < N_SOURCES ? sources[source].title : text(e, "sublist")));
    json_object_set_new(o, "entity_number", some(text(e, "number")));
    json_object_set_new(o, "type", type ? json_string(type) : json_null());
    json_object_set_new(o, "programs", list_or_empty(e, "programs"));
    json_object_set_new(o, "addresses", addresses(e));
    json_object_set_new(o, "dates_of_birth", list_or_empty(e, "births"));
    json_object_set_new(o, "federal_register_notice", some(text(e, "citation")));
    json_object_set_new(o, "start_date", some(text(e, "from")));
    json_object_set_new(o, "end_date", some(text(e, "to")));
    json_object_set_new(o, "standard_order", some(text(e, "standard_order")));
    json_object_set_new(o, "license_requirement", some(text(e, "requirement")));
    json_object_set_new(o, "license_policy", some(text(e, "policy")));
    json_object_set_new(o, "ids", ids(e));
    json_object_set_new(o, "score", json_real(100 * srv_hit_score(hit)));
    return o;
}

static json_t *counts_json(const size_t counts[N_SOURCES])
{
    json_t *all = json_array();
    for (size_t i = 0; i < N_SOURCES; i++)
        if (counts[i])
            json_array_append_new(all, json_pack("{s:s, s:I}", "value", sources[i].value, "count",
                                                 (json_int_t)counts[i]));
    return all;
}

typedef struct wanted {
    const char *sources, *types;
    long size, offset;
} wanted;

static json_t *answer(const srv_found *f, const wanted *w, size_t *out_total)
{
    size_t i, counts[N_SOURCES] = {0};
    json_t *hit, *results = json_array();
    *out_total = 0;
    json_array_foreach(f->hits, i, hit)
    {
        json_t *found = json_array_get(f->entries, i);
        size_t source = source_of(text(hit, "list"));
        const char *type = type_of(text(json_object_get(found, "entry"), "type"));
        if (!json_is_object(found) || source == N_SOURCES ||
            !asked(w->sources, sources[source].value))
            continue;
        if (type && !asked(w->types, type)) continue; /* a type nobody published excludes nobody */
        counts[source]++;
        ++*out_total;
        if ((long)*out_total > w->offset && (long)json_array_size(results) < w->size)
            json_array_append_new(results, record_of(found, hit, source));
    }
    return json_pack("{s:I, s:o, s:o}", "total", (json_int_t)*out_total, "sources",
                     counts_json(counts), "results", results);
}

int srv_tradegov_search(srv_call *c)
{
    srv_found f;
    size_t total;
    const char *name = srv_arg_of(c->rq, "name"), *country = srv_arg_of(c->rq, "countries");
    char first[8] = "";
    wanted w = {srv_arg_of(c->rq, "sources"), srv_arg_of(c->rq, "types"),
                srv_arg_long(c->rq, "size", DEFAULT_SIZE), srv_arg_long(c->rq, "offset", 0)};
    if (!name) name = srv_arg_of(c->rq, "q");
    if (!name || !*name) return srv_problem(c->reply, 400, NULL, "give name (or q)");
    if (country && strlen(country) == 2)
        snprintf(first, sizeof first, "%s", country); /* of several none */
    const char *full = srv_arg_of(c->rq, "full_address");
    licet_party p = {.name = name,
                     .country = *first ? first : NULL,
                     .address = full ? full : srv_arg_of(c->rq, "address")};
    if (srv_peer_ask(c, &p, NULL, true, &f)) return -1;
    json_t *o = answer(&f, &w, &total);
    int rc = 0;
    if (!total && !f.looked) {
        json_decref(o);
        rc = srv_peer_unsure(c, &f);
    } else {
        srv_reply_json(c->reply, o);
    }
    srv_found_done(&f);
    return rc;
}

int srv_tradegov_sources(srv_call *c)
{
    json_t *all = json_array();
    for (size_t i = 0; i < N_SOURCES; i++)
        json_array_append_new(
            all, json_pack("{s:s, s:s}", "value", sources[i].value, "title", sources[i].title));
    srv_reply_json(c->reply, json_pack("{s:o}", "sources", all));
    return 0;
}
