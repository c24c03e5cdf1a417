/* The endpoints of watchman (https://moov-io.github.io/watchman/): /v2/search, /v2/listinfo. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/handlers.h"
#include "server/peer.h"
#include "server/problem.h"

enum { DEFAULT_LIMIT = 10 };

static int bad(srv_call *c, const char *fmt, const char *what)
{
    char text[300];
    snprintf(text, sizeof text, fmt, what);
    srv_reply_json(c->reply, json_pack("{s:s}", "error", text));
    c->reply->status = 400;
    return -1;
}

static const struct {
    const char *theirs, *ours;
} types[] = {{"person", "person"},
             {"business", "org"},
             {"organization", "org"},
             {"aircraft", "aircraft"},
             {"vessel", "vessel"}};
enum { N_TYPES = sizeof types / sizeof *types };

static const char *our_type(const char *theirs)
{
    for (size_t i = 0; theirs && i < N_TYPES; i++)
        if (strcmp(types[i].theirs, theirs) == 0) return types[i].ours;
    return NULL;
}

static const char *their_type(const char *ours)
{
    for (size_t i = 0; ours && i < N_TYPES; i++)
        if (strcmp(types[i].ours, ours) == 0) return types[i].theirs;
    return "business";
}

/* gov_<kind> */
static bool known_number(const char *name)
{
    static const char *const kinds[] = {"passport",
                                        "drivers-license",
                                        "national-id",
                                        "tax-id",
                                        "ssn",
                                        "cedula",
                                        "curp",
                                        "cuit",
                                        "electoral",
                                        "personal-id",
                                        "business-registration",
                                        "commercial-registry",
                                        "birth-certificate",
                                        "refugee-id",
                                        "diplomatic-passport",
                                        "citizenship",
                                        "nationality"};
    if (strncmp(name, "gov_", 4) != 0) return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i], name + 4) == 0) return true;
    return false;
}

/* Every parameter the endpoint is documented to take; those licet has no use for are let be. */
static bool known(const char *name)
{
    static const char *const names[] = {
        "name",         "type",        "source",       "sourceID",      "altNames",
        "limit",        "minMatch",    "requestID",    "debug",         "debugSourceIDs",
        "format",       "gender",      "birthDate",    "deathDate",     "titles",
        "created",      "dissolved",   "aircraftType", "icaoCode",      "model",
        "serialNumber", "built",       "flag",         "imoNumber",     "vesselType",
        "mmsi",         "callSign",    "owner",        "tonnage",       "grossRegisteredTonnage",
        "address",      "addresses",   "email",        "emailAddress",  "emailAddresses",
        "phone",        "phoneNumber", "phoneNumbers", "fax",           "faxNumber",
        "faxNumbers",   "website",     "websites",     "cryptoAddress", "cryptoAddresses"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0) return true;
    return known_number(name);
}

/* "COUNTRY:ID" or "CURRENCY:ADDRESS": what follows, or all of it. */
static const char *after_colon(const char *value)
{
    const char *colon = strchr(value, ':');
    return colon ? colon + 1 : value;
}

static size_t idents_of(const srv_request *rq, const char **out, size_t most)
{
    static const char *const plain[] = {"imoNumber", "mmsi", "callSign", "serialNumber",
                                        "icaoCode"};
    size_t n = 0;
    for (size_t i = 0; i < rq->n_args && n < most; i++) {
        const char *name = rq->args[i].name, *value = rq->args[i].value;
        bool number = false;
        for (size_t k = 0; k < sizeof plain / sizeof *plain; k++)
            number |= strcmp(name, plain[k]) == 0;
        if (strncmp(name, "gov_", 4) == 0 || strncmp(name, "cryptoAddress", 13) == 0)
            out[n++] = after_colon(value);
        else if (number)
            out[n++] = value;
    }
    return n;
}

/* The values of a parameter that may be given again, under either name. */
static size_t values_of(const srv_request *rq, const char *one, const char *many, const char **out,
                        size_t most)
{
    size_t n = 0;
    for (size_t i = 0; i < rq->n_args && n < most; i++)
        if (strcmp(rq->args[i].name, one) == 0 || strcmp(rq->args[i].name, many) == 0)
            out[n++] = rq->args[i].value;
    return n;
}

/* ---- an entry in watchman's words ---- */

static json_t *other_names(const json_t *entry)
{
    size_t i;
    json_t *n, *all = json_array();
    json_array_foreach(json_object_get(entry, "names"), i, n) if (i)
        json_array_append(all, json_object_get(n, "text"));
    return all;
}

static json_t *numbers(const json_t *entry)
{
    size_t i;
    json_t *d, *all = json_array();
    json_array_foreach(json_object_get(entry, "idents"), i, d) json_array_append_new(
        all, json_pack("{s:s, s:s, s:s, s:s}", "name", srv_peer_text(d, "text"), "type",
                       srv_peer_text(d, "type"), "country", srv_peer_text(d, "country"),
                       "identifier", srv_peer_text(d, "number")));
    return all;
}

static json_t *addresses(const json_t *entry)
{
    size_t i;
    json_t *a, *all = json_array();
    json_array_foreach(json_object_get(entry, "addresses"), i, a) json_array_append_new(
        all, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:i}", "line1",
                       *srv_peer_text(a, "street") ? srv_peer_text(a, "street")
                                                   : srv_peer_text(a, "text"),
                       "line2", "", "city", srv_peer_text(a, "city"), "postalCode",
                       srv_peer_text(a, "postal"), "state", srv_peer_text(a, "state"), "country",
                       srv_peer_text(a, "country"), "latitude", 0, "longitude", 0));
    return all;
}

static json_t *entity_of(const json_t *found, const json_t *hit)
{
    static const char *const kinds[] = {"person", "business", "organization", "aircraft", "vessel"};
    const json_t *e = json_object_get(found, "entry");
    const char *type = their_type(srv_peer_text(e, "type")),
               *name = srv_peer_text(json_array_get(json_object_get(e, "names"), 0), "text");
    json_t *o = json_pack("{s:s, s:s, s:s, s:s}", "name", name, "entityType", type, "sourceList",
                          srv_peer_text(e, "source"), "sourceID",
                          *srv_peer_text(e, "number") ? srv_peer_text(e, "number")
                                                      : srv_peer_text(e, "key"));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        json_t *v = strcmp(kinds[i], type) == 0
                        ? json_pack("{s:s, s:o, s:o}", "name", name, "altNames", other_names(e),
                                    "governmentIDs", numbers(e))
                        : json_null();
        json_object_set_new(o, kinds[i], v);
    }
    json_object_set_new(o, "contact",
                        json_pack("{s:n, s:n, s:n, s:n}", "emailAddresses", "phoneNumbers",
                                  "faxNumbers", "websites"));
    json_object_set_new(o, "addresses", addresses(e));
    json_object_set_new(o, "cryptoAddresses", json_null());
    json_object_set_new(o, "affiliations", json_null());
    json_object_set_new(o, "sanctionsInfo",
                        json_pack("{s:O?, s:b, s:s}", "programs", json_object_get(e, "programs"),
                                  "secondary", false, "description",
                                  srv_peer_text(hit, "meaning")));
    json_object_set_new(o, "historicalInfo", json_null());
    json_object_set_new(o, "sourceData", json_incref(json_object_get(found, "entry")));
    json_object_set_new(o, "match", json_real(srv_hit_score(hit)));
    return o;
}

/* ---- requests ---- */

static json_t *query_of(const srv_request *rq)
{
    const char *name = srv_arg_of(rq, "name"), *type = srv_arg_of(rq, "type");
    return json_pack("{s:s, s:s, s:s, s:n, s:n, s:n, s:n, s:n}", "name", name ? name : "",
                     "entityType", type ? type : "", "sourceList", "api-request", "person",
                     "business", "organization", "aircraft", "vessel");
}

static bool is_source(const srv_request *rq, const char *source)
{
    const char *asked;
    for (size_t i = 0; (asked = srv_arg_at(rq, "source", i)); i++)
        if (strcmp(asked, source) == 0) return true;
    return srv_arg_at(rq, "source", 0) == NULL;
}

static bool is_entry(const srv_request *rq, const json_t *entry)
{
    const char *id = srv_arg_of(rq, "sourceID");
    return !id || strcmp(id, srv_peer_text(entry, "number")) == 0 ||
           strcmp(id, srv_peer_text(entry, "key")) == 0;
}

static json_t *entities_of(const srv_request *rq, const srv_found *f)
{
    size_t i;
    json_t *hit, *all = json_array();
    const char *least = srv_arg_of(rq, "minMatch");
    long limit = srv_arg_long(rq, "limit", DEFAULT_LIMIT);
    json_array_foreach(f->hits, i, hit)
    {
        json_t *found = json_array_get(f->entries, i);
        if (!json_is_object(found) || srv_hit_score(hit) < (least ? strtod(least, NULL) : 0) ||
            (long)json_array_size(all) >= limit)
            continue;
        if (is_source(rq, srv_peer_text(hit, "source")) &&
            is_entry(rq, json_object_get(found, "entry")))
            json_array_append_new(all, entity_of(found, hit));
    }
    return all;
}

/* A source nobody knows would leave nothing, which reads as clear. */
static int check_sources(srv_call *c, bool *out_in_force)
{
    const char *source, *unknown = NULL;
    json_t *lists = srv_peer_lists(c);
    *out_in_force = true;
    if (!lists) return -1;
    for (size_t i = 0; (source = srv_arg_at(c->rq, "source", i)); i++) {
        srv_source_state state = srv_peer_source(lists, source);
        if (state == SRV_SOURCE_UNKNOWN) unknown = source;
        *out_in_force &= state == SRV_SOURCE_IN_FORCE;
    }
    json_decref(lists);
    return unknown ? bad(c, "unknown source: %s", unknown) : 0;
}

/* YYYY[-MM[-DD]] */
static bool is_day(const char *s)
{
    char whole[11];
    size_t n = strlen(s);
    if (n != 4 && n != 7 && n != 10) return false;
    snprintf(whole, sizeof whole, "%s%s", s, &"0000-01-01"[n]);
    return srv_is_date(whole);
}

static int check(srv_call *c)
{
    const char *type = srv_arg_of(c->rq, "type"), *format = srv_arg_of(c->rq, "format");
    for (size_t i = 0; i < c->rq->n_args; i++) {
        const char *name = c->rq->args[i].name, *value = c->rq->args[i].value;
        bool number = strncmp(name, "gov_", 4) == 0;
        if (!known(name)) return bad(c, "unknown query parameter: %s", name);
        if ((number || strncmp(name, "cryptoAddress", 13) == 0) && !strchr(value, ':'))
            return bad(c, number ? "%s must be COUNTRY:ID" : "%s must be CURRENCY:ADDRESS", name);
        if ((strcmp(name, "birthDate") == 0 || strcmp(name, "deathDate") == 0) && !is_day(value))
            return bad(c, "%s must be YYYY, YYYY-MM or YYYY-MM-DD", name);
    }
    if (type && *type && !our_type(type)) return bad(c, "unknown type: %s", type);
    if (format && strcmp(format, "watchman") != 0)
        return bad(c, "format %s is not known here, only watchman", format);
    return 0;
}

int srv_watchman_search(srv_call *c)
{
    enum { MOST_IDENTS = 32, MOST_NAMES = 20 };
    const char *idents[MOST_IDENTS], *names[MOST_NAMES + 1] = {srv_arg_of(c->rq, "name")},
                                                         *address = NULL;
    bool in_force;
    srv_found f;
    if (check(c) || check_sources(c, &in_force)) return -1;
    if (!names[0] || !*names[0]) return bad(c, "%s is required", "name");
    size_t n = 1 + values_of(c->rq, "altNames", "altNames", names + 1, MOST_NAMES);
    if (n > MOST_NAMES) return bad(c, "%s: at most 19", "altNames");
    values_of(c->rq, "address", "addresses", &address, 1);
    licet_party p = {.type = our_type(srv_arg_of(c->rq, "type")),
                     .address = address,
                     .birth = srv_arg_of(c->rq, "birthDate"),
                     .country = srv_arg_of(c->rq, "flag"),
                     .idents = idents,
                     .n_idents = idents_of(c->rq, idents, MOST_IDENTS)};
    if (srv_peer_ask_names(c, &p, names, n, &f)) return -1;
    json_t *all = entities_of(c->rq, &f);
    int rc = 0;
    if (!json_array_size(all) && !(f.looked && in_force)) {
        json_decref(all);
        rc = srv_peer_unsure(c, &f);
    } else {
        srv_reply_json(c->reply,
                       json_pack("{s:o, s:o}", "query", query_of(c->rq), "entities", all));
    }
    srv_found_done(&f);
    return rc;
}

int srv_watchman_listinfo(srv_call *c)
{
    size_t i;
    json_t *list, *last = NULL, *all = srv_peer_lists(c);
    if (!all) return -1;
    json_t *counts = json_object(), *hashes = json_object();
    json_array_foreach(all, i, list)
    {
        const char *id = srv_peer_text(list, "id");
        json_object_set(counts, id, json_object_get(list, "entries"));
        json_object_set(hashes, id, json_object_get(list, "sha256"));
        last = json_object_get(list, "received");
    }
    srv_reply_json(c->reply,
                   json_pack("{s:o, s:o, s:O?, s:O?, s:s}", "lists", counts, "listHashes", hashes,
                             "startedAt", last, "endedAt", last, "version", licet_engine()));
    json_decref(all);
    return 0;
}
