/* A list entry as a FollowTheMoney entity (https://followthemoney.tech/explorer/), with the topics
 * and programme keys OpenSanctions uses. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/peer.h"

static const struct {
    const char *schema, *type;
} schemas[] = {{"Person", "person"},  {"Organization", "org"}, {"Company", "org"},
               {"PublicBody", "org"}, {"Vessel", "vessel"},    {"Airplane", "aircraft"},
               {"LegalEntity", NULL}, {"Thing", NULL},         {"Vehicle", NULL},
               {"Address", NULL},     {"CryptoWallet", NULL},  {"Security", NULL}};
enum { N_SCHEMAS = sizeof schemas / sizeof *schemas };

const char *srv_ftm_schema(const char *type)
{
    for (size_t i = 0; type && i < N_SCHEMAS; i++)
        if (schemas[i].type && strcmp(schemas[i].type, type) == 0) return schemas[i].schema;
    return "LegalEntity";
}

const char *srv_ftm_type(const char *schema)
{
    for (size_t i = 0; schema && i < N_SCHEMAS; i++)
        if (strcmp(schemas[i].schema, schema) == 0) return schemas[i].type;
    return NULL;
}

bool srv_ftm_known(const char *schema)
{
    for (size_t i = 0; i < N_SCHEMAS; i++)
        if (strcmp(schemas[i].schema, schema) == 0) return true;
    return false;
}

static const struct {
    const char *list, *topic, *program;
} lists[] = {{"EL", "export.control", "US-BIS-EL"}, {"DPL", "export.control", "US-BIS-DPL"},
             {"UVL", "export.risk", "US-BIS-UVL"},  {"MEU", "export.control", "US-BIS-MEU"},
             {"ISN", "sanction", "US-DOS-ISN"},     {"DTC", "debarment", "US-AECA-DEBARRED"}};

static void put(json_t *properties, const char *name, const char *value)
{
    if (!value || !*value) return;
    json_t *all = json_object_get(properties, name), *item;
    size_t i;
    if (!all) {
        all = json_array();
        json_object_set_new(properties, name, all);
    }
    json_array_foreach(all, i, item) if (strcmp(json_string_value(item), value) == 0) return;
    json_array_append_new(all, json_string(value));
}

static void put_names(json_t *p, const json_t *entry)
{
    static const char *const property_of[][2] = {
        {"primary", "name"}, {"alias", "alias"}, {"weak", "weakAlias"}, {"former", "previousName"}};
    size_t i;
    json_t *n;
    json_array_foreach(json_object_get(entry, "names"), i,
                       n) for (size_t k = 0; k < 4;
                               k++) if (srv_text_of(n, "kind") &&
                                        strcmp(property_of[k][0], srv_text_of(n, "kind")) == 0)
        put(p, property_of[k][1], srv_text_of(n, "text"));
}

/* Kinds of identification as publishers word them, by a word in them. */
static const char *ident_property(const char *type)
{
    static const char *const words[][2] = {{"passport", "passportNumber"},
                                           {"tax", "taxNumber"},
                                           {"imo", "imoNumber"},
                                           {"vessel reg", "imoNumber"},
                                           {"mmsi", "mmsi"},
                                           {"swift", "swiftBic"},
                                           {"bic", "swiftBic"},
                                           {"lei", "leiCode"},
                                           {"inn", "innCode"},
                                           {"ogrn", "ogrnCode"},
                                           {"regist", "registrationNumber"},
                                           {"call sign", "callSign"}};
    char low[64] = "";
    for (size_t i = 0; type && type[i] && i < sizeof low - 1; i++)
        low[i] = (char)tolower((unsigned char)type[i]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(low, words[i][0])) return words[i][1];
    return "idNumber";
}

static void put_facts(json_t *p, const json_t *entry)
{
    size_t i;
    json_t *v;
    char code[8];
    json_array_foreach(json_object_get(entry, "addresses"), i, v)
        put(p, "address", srv_text_of(v, "text"));
    json_array_foreach(json_object_get(entry, "births"), i, v)
        put(p, "birthDate", json_string_value(v));
    json_array_foreach(json_object_get(entry, "programs"), i, v)
        put(p, "program", json_string_value(v));
    json_array_foreach(json_object_get(entry, "idents"), i, v)
        put(p, ident_property(srv_text_of(v, "type")),
            srv_text_of(v, "number") ? srv_text_of(v, "number") : srv_text_of(v, "text"));
    json_array_foreach(json_object_get(entry, "countries"), i, v)
    {
        const char *c = json_string_value(v);
        snprintf(code, sizeof code, "%c%c", c[0] | 0x20, c[1] | 0x20);
        put(p, "country", code);
    }
    json_array_foreach(json_object_get(entry, "attrs"), i,
                       v) if (srv_text_of(v, "name") &&
                              strcmp(srv_text_of(v, "name"), "source_list_url") == 0)
        put(p, "sourceUrl", srv_text_of(v, "value"));
}

static void put_list(json_t *p, const char *list)
{
    for (size_t i = 0; list && i < sizeof lists / sizeof *lists; i++)
        if (strcmp(lists[i].list, list) == 0) {
            put(p, "topics", lists[i].topic);
            put(p, "programId", lists[i].program);
            return;
        }
    put(p, "topics", "sanction");
}

json_t *srv_ftm_entity(const json_t *found)
{
    const json_t *e = json_object_get(found, "entry");
    json_t *o = json_object(), *p = json_object();
    put_names(p, e);
    put_facts(p, e);
    put_list(p, srv_text_of(e, "sublist"));
    const char *caption =
        json_string_value(json_object_get(json_array_get(json_object_get(e, "names"), 0), "text"));
    char since[40];
    const char *from = srv_text_of(found, "list_from");
    snprintf(since, sizeof since, "%.10sT00:00:00", from && *from ? from : "1970-01-01");
    json_object_set_new(o, "id", json_string(srv_text_of(e, "key")));
    json_object_set_new(o, "caption", json_string(caption ? caption : srv_text_of(e, "key")));
    json_object_set_new(o, "schema", json_string(srv_ftm_schema(srv_text_of(e, "type"))));
    json_object_set_new(o, "properties", p);
    json_object_set_new(o, "datasets", json_pack("[s]", srv_text_of(e, "source")));
    json_object_set_new(o, "referents", json_array());
    json_object_set_new(o, "target", json_true());
    json_object_set_new(o, "first_seen", json_string(since));
    json_object_set_new(o, "last_seen", json_string(since));
    json_object_set_new(o, "last_change", json_string(since));
    return o;
}
