/* The endpoints of the Consolidated Screening List API (https://developer.trade.gov): search and
 * sources. Its lists are ours by the same names; a search is a screening and is kept. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "server/handlers.h"
#include "server/peer_tradegov.h"
#include "server/problem.h"

enum { DEFAULT_SIZE = 10 };

const srv_csl_source srv_csl_sources[SRV_CSL_SOURCES] = {
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

static size_t source_of(const char *sublist)
{
    size_t i = 0;
    while (i < SRV_CSL_SOURCES && strcmp(srv_csl_sources[i].ours, sublist) != 0) i++;
    return i;
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
        all,
        json_pack("{s:o, s:o, s:o, s:o, s:o}", "address",
                  some(*srv_peer_text(a, "street") ? srv_peer_text(a, "street")
                                                   : srv_peer_text(a, "text")),
                  "city", some(srv_peer_text(a, "city")), "state", some(srv_peer_text(a, "state")),
                  "postal_code", some(srv_peer_text(a, "postal")), "country",
                  some(srv_peer_text(a, "country"))));
    return all;
}

static json_t *ids(const json_t *entry)
{
    size_t i;
    json_t *d, *all = json_array();
    json_array_foreach(json_object_get(entry, "idents"), i, d) json_array_append_new(
        all,
        json_pack("{s:o, s:o, s:o, s:o, s:o}", "type", some(srv_peer_text(d, "type")), "number",
                  some(*srv_peer_text(d, "number") ? srv_peer_text(d, "number")
                                                   : srv_peer_text(d, "text")),
                  "country", some(srv_peer_text(d, "country")), "issue_date",
                  some(srv_peer_text(d, "issued")), "expiration_date",
                  some(srv_peer_text(d, "expires"))));
    return all;
}

static const char *attr(const json_t *entry, const char *name)
{
    size_t i;
    json_t *a;
    json_array_foreach(json_object_get(entry, "attrs"), i,
                       a) if (strcmp(srv_peer_text(a, "name"), name) ==
                              0) return srv_peer_text(a, "value");
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
    json_object_set_new(
        o, "name", some(srv_peer_text(json_array_get(json_object_get(entry, "names"), 0), "text")));
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
    const char *type = srv_csl_type(srv_peer_text(e, "type")), *id = attr(e, "_id");
    set_names(o, e);
    set_attrs(o, e);
    json_object_set_new(o, "id", some(*id ? id : srv_peer_text(e, "key")));
    json_object_set_new(o, "source",
                        json_string(source < SRV_CSL_SOURCES ? srv_csl_sources[source].title
                                                             : srv_peer_text(e, "sublist")));
    json_object_set_new(o, "entity_number", some(srv_peer_text(e, "number")));
    json_object_set_new(o, "type", type ? json_string(type) : json_null());
    json_object_set_new(o, "programs", list_or_empty(e, "programs"));
    json_object_set_new(o, "addresses", addresses(e));
    json_object_set_new(o, "dates_of_birth", list_or_empty(e, "births"));
    json_object_set_new(o, "federal_register_notice", some(srv_peer_text(e, "citation")));
    json_object_set_new(o, "start_date", some(srv_peer_text(e, "from")));
    json_object_set_new(o, "end_date", some(srv_peer_text(e, "to")));
    json_object_set_new(o, "standard_order", some(srv_peer_text(e, "standard_order")));
    json_object_set_new(o, "license_requirement", some(srv_peer_text(e, "requirement")));
    json_object_set_new(o, "license_policy", some(srv_peer_text(e, "policy")));
    json_object_set_new(o, "ids", ids(e));
    json_object_set_new(o, "score", json_real(round(10000 * srv_hit_score(hit)) / 100));
    return o;
}

static json_t *counts_json(const size_t counts[SRV_CSL_SOURCES])
{
    json_t *all = json_array();
    for (size_t i = 0; i < SRV_CSL_SOURCES; i++)
        if (counts[i])
            json_array_append_new(all, json_pack("{s:s, s:I}", "value", srv_csl_sources[i].value,
                                                 "count", (json_int_t)counts[i]));
    return all;
}

/* ---- the answer ---- */

typedef struct row {
    json_t *record;
    double score;
    size_t at; /* among the hits */
} row;

static int by_score(const void *a, const void *b)
{
    const row *x = a, *y = b;
    if (x->score != y->score) return x->score < y->score ? 1 : -1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static int by_name(const void *a, const void *b)
{
    int order = strcasecmp(srv_peer_text(((const row *)a)->record, "name"),
                           srv_peer_text(((const row *)b)->record, "name"));
    return order ? order : by_score(a, b);
}

/* Every hit that is wanted, out of f. rows has room for all. Returns how many. */
static size_t rows_of(const srv_found *f, const srv_csl_filter *w, row *rows,
                      size_t counts[SRV_CSL_SOURCES])
{
    size_t i, n = 0;
    json_t *hit;
    json_array_foreach(f->hits, i, hit)
    {
        json_t *found = json_array_get(f->entries, i);
        size_t source = source_of(srv_peer_text(hit, "list"));
        if (!json_is_object(found) || source == SRV_CSL_SOURCES ||
            !srv_csl_wants(w, source, json_object_get(found, "entry")))
            continue;
        counts[source]++;
        rows[n++] = (row){record_of(found, hit, source), srv_hit_score(hit), i};
    }
    return n;
}

/* A page of what is wanted. *out_any: it is not empty. */
static json_t *answer(const srv_call *c, const srv_found *f, const srv_csl_filter *w, bool *out_any)
{
    size_t counts[SRV_CSL_SOURCES] = {0};
    size_t offset = (size_t)srv_arg_long(c->rq, "offset", 0);
    size_t size = (size_t)srv_arg_long(c->rq, "size", DEFAULT_SIZE);
    const char *sort = srv_arg_of(c->rq, "sort");
    json_t *results = json_array();
    row *rows = calloc(json_array_size(f->hits) + 1, sizeof *rows);
    if (!rows) abort();
    size_t n = rows_of(f, w, rows, counts);
    qsort(rows, n, sizeof *rows, sort && *sort == 'n' ? by_name : by_score);
    for (size_t i = offset; i < n && i - offset < size; i++)
        json_array_append(results, rows[i].record);
    for (size_t i = 0; i < n; i++) json_decref(rows[i].record);
    free(rows);
    *out_any = json_array_size(results) > 0;
    return json_pack("{s:I, s:o, s:o}", "total", (json_int_t)n, "sources", counts_json(counts),
                     "results", results);
}

int srv_tradegov_search(srv_call *c)
{
    srv_found f;
    srv_csl_filter w;
    bool any;
    const char *name = srv_arg_of(c->rq, "name");
    if (!name) name = srv_arg_of(c->rq, "q");
    if (srv_csl_filter_read(c, &w)) return -1;
    if (!name || !*name)
        return srv_problem(c->reply, 400, "for a whole list: licet lists export",
                           "give name (or q): filters alone are no party to look for");
    licet_party p = {.name = name,
                     .country = w.n_countries == 1 ? w.countries[0] : NULL, /* of several none */
                     .address = w.full ? w.full : w.address};
    if (srv_peer_ask(c, &p, true, &f)) return -1;
    json_t *o = answer(c, &f, &w, &any);
    int rc = 0;
    if (any || f.looked) {
        srv_reply_json(c->reply, o);
    } else {
        json_decref(o);
        rc = srv_peer_unsure(c, &f);
    }
    srv_found_done(&f);
    return rc;
}

int srv_tradegov_sources(srv_call *c)
{
    json_t *all = json_array();
    for (size_t i = 0; i < SRV_CSL_SOURCES; i++)
        json_array_append_new(all, json_pack("{s:s, s:s}", "value", srv_csl_sources[i].value,
                                             "title", srv_csl_sources[i].title));
    srv_reply_json(c->reply, json_pack("{s:o}", "sources", all));
    return 0;
}
