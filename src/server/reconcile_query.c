/* One query of reconciliation: a party as a row of a table has it, and its candidates. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/problem.h"
#include "server/reconcile.h"

enum { DEFAULT_LIMIT = 5, MOST_LIMIT = 100, MOST_IDENTS = 32 };

/* ---- values ---- */

typedef enum part { PART_IDENT, PART_ADDRESS, PART_BIRTH, PART_COUNTRY, N_PARTS } part;

static const struct {
    const char *pid;
    part part;
} parts[] = {{"passportNumber", PART_IDENT}, {"idNumber", PART_IDENT},
             {"imoNumber", PART_IDENT},      {"taxNumber", PART_IDENT},
             {"vatCode", PART_IDENT},        {"registrationNumber", PART_IDENT},
             {"innCode", PART_IDENT},        {"ogrnCode", PART_IDENT},
             {"leiCode", PART_IDENT},        {"swiftBic", PART_IDENT},
             {"uniqueEntityId", PART_IDENT}, {"mmsi", PART_IDENT},
             {"callSign", PART_IDENT},       {"address", PART_ADDRESS},
             {"birthDate", PART_BIRTH},      {"country", PART_COUNTRY},
             {"nationality", PART_COUNTRY},  {"jurisdiction", PART_COUNTRY},
             {"flag", PART_COUNTRY}};

/* What a cell holds, as texts: a text, a number (one of a spreadsheet is 9187629.0), a reconciled
 * cell, or several. */
static void take(json_t *into, const json_t *v)
{
    size_t i;
    json_t *item;
    if (json_is_string(v) && json_string_length(v))
        json_array_append(into, (json_t *)(uintptr_t)v);
    else if (json_is_integer(v))
        json_array_append_new(into, json_sprintf("%lld", (long long)json_integer_value(v)));
    else if (json_is_real(v))
        json_array_append_new(into, json_sprintf("%.15g", json_real_value(v)));
    else if (json_is_object(v))
        take(into, json_object_get(v, json_object_get(v, "name") ? "name" : "id"));
    json_array_foreach(v, i, item) if (!json_is_array(item)) take(into, item);
}

/* Arrays of texts, one a part. */
static json_t *values_of(const json_t *q)
{
    size_t i;
    json_t *p, *all = json_array();
    for (int k = 0; k < N_PARTS; k++) json_array_append_new(all, json_array());
    json_array_foreach(json_object_get(q, "properties"), i, p)
    {
        const char *pid = json_string_value(json_object_get(p, "pid"));
        for (size_t k = 0; pid && k < sizeof parts / sizeof *parts; k++)
            if (strcmp(parts[k].pid, pid) == 0)
                take(json_array_get(all, parts[k].part), json_object_get(p, "v"));
    }
    return all;
}

static const char *first(const json_t *values, part which)
{
    return json_string_value(json_array_get(json_array_get(values, which), 0));
}

/* ---- a query, read ---- */

typedef struct query {
    licet_party party;
    const char *idents[MOST_IDENTS];
    char store[64];
    json_t *values; /* owns what the party borrows */
    long limit;
} query;

long srv_recon_limit(const json_t *v)
{
    char *end = NULL;
    const char *text = json_string_value(v);
    long n = text ? strtol(text, &end, 10) : (long)json_integer_value(v);
    return n >= 1 && (!text || !*end) ? n : 0;
}

/* Of several types the one they all mean, or none. */
static int read_type(srv_call *c, const json_t *q, const char **out)
{
    size_t i;
    json_t *v = json_object_get(q, "type"), *item;
    bool differ = false;
    *out = NULL;
    if (!v || json_is_null(v) || (json_is_string(v) && !json_string_length(v))) return 0;
    json_t *all = json_is_array(v) ? json_incref(v) : json_pack("[O]", v);
    const char *wrong = NULL, *type = NULL;
    json_array_foreach(all, i, item)
    {
        const char *name = json_string_value(item);
        if (!name || !srv_ftm_known(name)) wrong = name ? name : "(no text)";
        if (wrong) break;
        differ |= i && srv_ftm_type(name) != type;
        type = srv_ftm_type(name);
    }
    if (!differ) *out = type;
    int rc = wrong ? srv_problem(c->reply, 400, "see defaultTypes of /reconcile",
                                 "there is no type \"%.60s\"", wrong)
                   : 0;
    json_decref(all);
    return rc;
}

static int read_query(srv_call *c, const json_t *q, query *x)
{
    json_t *limit = json_object_get(q, "limit"), *item;
    size_t i;
    const char *name = srv_first_text(q, "query", x->store);
    if (!json_is_object(q) || !name || !name[strspn(name, " \t\r\n")])
        return srv_problem(c->reply, 400, "{\"query\":\"a name\"}", "it names nobody to look for");
    x->limit = limit && !json_is_null(limit) ? srv_recon_limit(limit) : DEFAULT_LIMIT;
    if (x->limit < 1)
        return srv_problem(c->reply, 400, NULL, "limit must be a whole number of at least 1");
    if (x->limit > MOST_LIMIT) x->limit = MOST_LIMIT;
    if (read_type(c, q, &x->party.type)) return -1;
    x->party.name = name;
    x->party.country = first(x->values, PART_COUNTRY);
    x->party.address = first(x->values, PART_ADDRESS);
    x->party.birth = first(x->values, PART_BIRTH);
    x->party.idents = x->idents;
    json_t *idents = json_array_get(x->values, PART_IDENT);
    if (json_array_size(idents) > MOST_IDENTS)
        return srv_problem(c->reply, 400, NULL, "at most %d identifiers", MOST_IDENTS);
    json_array_foreach(idents, i, item) x->idents[x->party.n_idents++] = json_string_value(item);
    return 0;
}

/* ---- its candidates ---- */

/* match: nobody need look. One address is shared by many, so it alone never says so. */
static json_t *candidate(const json_t *entry, const json_t *hit, bool best)
{
    json_t *ftm = srv_ftm_entity(entry);
    const char *schema = json_string_value(json_object_get(ftm, "schema"));
    const char *meaning = json_string_value(json_object_get(hit, "meaning"));
    const char *how = json_string_value(json_object_get(hit, "how"));
    double score = srv_hit_score(hit);
    bool whole = best && score >= 1.0 && !(how && strcmp(how, "address") == 0);
    json_t *o =
        json_pack("{s:O, s:O, s:s, s:[o], s:f, s:b}", "id", json_object_get(ftm, "id"), "name",
                  json_object_get(ftm, "caption"), "description", meaning ? meaning : "", "type",
                  srv_recon_type(schema), "score", round(10000 * score) / 100, "match", whole);
    json_decref(ftm);
    return o;
}

static json_t *candidates(const srv_found *f, const srv_recon_set *set, long limit)
{
    size_t i;
    json_t *hit, *all = json_array();
    json_array_foreach(f->hits, i, hit)
    {
        const json_t *entry = json_array_get(f->entries, i);
        const char *source = json_string_value(json_object_get(hit, "source"));
        if (!json_is_object(entry) || (long)json_array_size(all) >= limit) continue;
        if (set->source && (!source || strcmp(set->source, source) != 0)) continue;
        json_array_append_new(all, candidate(entry, hit, !json_array_size(all)));
    }
    return all;
}

/* Why nothing was found, where that is no answer. -1 with the problem filled in. */
static int refuse_empty(srv_call *c, const srv_found *f, const srv_recon_set *set)
{
    const char *why = json_string_value(json_object_get(f->answer, "remedy"));
    if (!f->looked) return srv_peer_unsure(c, f);
    if (!set->in_force) {
        srv_reply_header(c->reply, "Retry-After", "60");
        return srv_problem(c->reply, 503, "licet lists status says what is wrong",
                           "nothing was found, and the list %.60s is not in force", set->source);
    }
    /* "candidates only" is said of every search that is not recorded; what is said beside it, with
     * the lists in force, is that the name could not be looked for */
    const char *beside = why ? strstr(why, "; ") : NULL;
    return beside ? srv_problem(c->reply, 400, NULL, "%s", beside + 2) : 0;
}

static json_t *found_of(srv_call *c, const srv_recon_set *set, const query *x)
{
    srv_found f;
    if (srv_peer_ask(c, &x->party, false, &f)) return NULL;
    json_t *all = candidates(&f, set, x->limit);
    bool refused = !json_array_size(all) && refuse_empty(c, &f, set);
    srv_found_done(&f);
    if (!refused) return json_pack("{s:o}", "result", all);
    json_decref(all);
    return NULL;
}

/* Of a batch the caller must be told which. */
static void name_query(srv_call *c, const char *key)
{
    if (!key || c->reply->status != 400) return;
    json_t *o = json_loadb(c->reply->body.data, c->reply->body.len, 0, NULL);
    srv_problem(c->reply, 400, json_string_value(json_object_get(o, "remedy")), "query %.100s: %s",
                key, json_string_value(json_object_get(o, "detail")));
    json_decref(o);
}

json_t *srv_recon_answer(srv_call *c, const srv_recon_set *set, const char *key, const json_t *q)
{
    query x = {.values = values_of(q)};
    json_t *o = read_query(c, q, &x) ? NULL : found_of(c, set, &x);
    if (!o) name_query(c, key);
    json_decref(x.values);
    return o;
}
