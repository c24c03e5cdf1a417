/* The OpenAPI 3.1 description, made from the table of routes: it cannot say anything else. */
#include <string.h>

#include "server/router.h"

static json_t *content(const char *type, json_t *schema)
{
    return json_pack("{s:{s:o}}", type, "schema", schema);
}

static json_t *problem(const srv_route *r, const char *says)
{
    json_t *o =
        json_pack("{s:s, s:{s:{s:{s:s}}}}", "description", says, "content",
                  "application/problem+json", "schema", "$ref", "#/components/schemas/Problem");
    if (r->peer) /* in the peer's own words, where it has some */
        json_object_set_new(json_object_get(o, "content"), SRV_JSON,
                            json_pack("{s:{s:s}}", "schema", "type", "object"));
    return o;
}

static json_t *parameter(const char *name, const char *in, bool required, json_t *schema)
{
    return json_pack("{s:s, s:s, s:b, s:o}", "name", name, "in", in, "required", required, "schema",
                     schema);
}

static void path_parameters(json_t *all, const char *path)
{
    for (const char *p = path; (p = strchr(p, '{')); p++) {
        char name[40] = "";
        size_t n = strcspn(p + 1, "}");
        strncat(name, p + 1, n < sizeof name - 1 ? n : sizeof name - 1);
        json_array_append_new(all, parameter(name, "path", true,
                                             json_pack("{s:s, s:i, s:i}", "type", "string",
                                                       "minLength", 1, "maxLength", 1000)));
    }
}

static json_t *parameters(const srv_route *r)
{
    json_t *all = json_array();
    path_parameters(all, r->path);
    for (const srv_field *f = r->args; f && f->kind != SRV_END; f++)
        json_array_append_new(all, parameter(f->name, "query", f->required, srv_field_schema(f)));
    if (r->once)
        json_array_append_new(
            all, parameter("Idempotency-Key", "header", false,
                           json_pack("{s:s, s:i}", "type", "string", "maxLength", 200)));
    return all;
}

static json_t *body(const srv_route *r)
{
    json_t *schema = r->fields ? srv_fields_schema(r->fields) : json_object();
    const char *type = r->body == SRV_BODY_FORM    ? "application/x-www-form-urlencoded"
                       : r->body == SRV_BODY_SPOOL ? "application/octet-stream"
                                                   : SRV_JSON;
    return json_pack("{s:b, s:o}", "required", r->body != SRV_BODY_FORM, "content",
                     content(type, schema));
}

/* Bodies of answers are the library's own JSON (DESIGN of each command), so only their shape is
 * promised here: an object, or text. */
static json_t *answer(const srv_route *r)
{
    bool json = !r->type || strcmp(r->type, SRV_JSON) == 0;
    json_t *schema = json_pack("{s:s}", "type", json ? "object" : "string");
    return json_pack("{s:s, s:o}", "description", "The answer.", "content",
                     content(r->type ? r->type : SRV_JSON, schema));
}

static const struct {
    const char *status, *says;
    bool with_scope, with_body, always;
} problems[] = {
    {"400", "The request cannot be used.", false, false, true},
    {"401", "A key is needed.", true, false, false},
    {"403", "The key lacks the scope.", true, false, false},
    {"404", "There is no such thing.", false, false, true},
    {"405", "Not with this method.", false, false, true},
    {"409", "It stands otherwise.", false, true, false},
    {"413", "It is too large.", false, false, true},
    {"422", "It breaks the contract.", false, false, true},
    {"503", "It cannot be answered now: a list, the index or the store.", false, false, true}};

static json_t *responses(const srv_route *r)
{
    json_t *o = json_object();
    const char *ok = strcmp(r->id, "batchRun") == 0 || strcmp(r->id, "rescreen") == 0   ? "202"
                     : strcmp(r->id, "batchNew") == 0 || strcmp(r->id, "batchPut") == 0 ? "201"
                                                                                        : "200";
    json_object_set_new(o, ok, answer(r));
    for (size_t i = 0; i < sizeof problems / sizeof *problems; i++)
        if (problems[i].always || (problems[i].with_scope && r->scope) ||
            (problems[i].with_body && r->body))
            json_object_set_new(o, problems[i].status, problem(r, problems[i].says));
    return o;
}

static const char *scope_word(unsigned scope)
{
    switch (scope) {
    case LICET_SCOPE_SCREEN: return "screen";
    case LICET_SCOPE_READ: return "read";
    case LICET_SCOPE_ADJUDICATE: return "adjudicate";
    case LICET_SCOPE_APPROVE: return "approve";
    default: return "admin";
    }
}

static json_t *operation(const srv_route *r)
{
    json_t *o = json_object();
    json_object_set_new(o, "operationId", json_string(r->id));
    json_object_set_new(o, "summary", json_string(r->says));
    json_object_set_new(o, "parameters", parameters(r));
    if (r->body) json_object_set_new(o, "requestBody", body(r));
    json_object_set_new(o, "responses", responses(r));
    json_object_set_new(o, "security",
                        r->scope ? json_pack("[{s:[s]}]", "key", scope_word(r->scope))
                                 : json_array());
    return o;
}

static json_t *components(void)
{
    json_t *problem_schema =
        json_pack("{s:s, s:[s,s,s,s], s:{s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s}}}", "type",
                  "object", "required", "type", "title", "status", "detail", "properties", "type",
                  "type", "string", "title", "type", "string", "status", "type", "integer",
                  "detail", "type", "string", "remedy", "type", "string");
    return json_pack("{s:{s:o}, s:{s:{s:s, s:s}}}", "schemas", "Problem", problem_schema,
                     "securitySchemes", "key", "type", "http", "scheme", "bearer");
}

static void put_path(json_t *paths, const srv_route *r)
{
    char method[16] = "";
    json_t *path = json_object_get(paths, r->path);
    if (!path) {
        path = json_object();
        json_object_set_new(paths, r->path, path);
    }
    for (size_t i = 0; r->method[i] && i < sizeof method - 1; i++)
        method[i] = (char)(r->method[i] | 0x20);
    json_object_set_new(path, method, operation(r));
}

licet_text srv_openapi(void)
{
    json_t *o = json_object(), *paths = json_object();
    const srv_route *r;
    for (size_t i = 0; (r = srv_route_at(i)); i++) put_path(paths, r);
    json_object_set_new(o, "openapi", json_string("3.1.0"));
    json_object_set_new(o, "info",
                        json_pack("{s:s, s:s, s:s}", "title", "licet", "version", "1",
                                  "description", licet_disclaimer()));
    json_object_set_new(o, "paths", paths);
    json_object_set_new(o, "components", components());
    licet_text t = srv_json_text(o);
    json_decref(o);
    return t;
}
