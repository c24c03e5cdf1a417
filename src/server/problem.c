#include "server/problem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    unsigned status;
    const char *title;
} titles[] = {{400, "The request cannot be used"}, {401, "A key is needed"},
              {403, "This key may not do that"},   {404, "There is no such thing"},
              {405, "Not with this method"},       {408, "The request took too long"},
              {409, "It stands otherwise"},        {412, "It has changed since"},
              {413, "The request is too large"},   {414, "The address is too long"},
              {415, "Not this kind of content"},   {422, "The request breaks the contract"},
              {429, "Too many requests"},          {500, "Something is wrong here"},
              {503, "It cannot be answered now"}};

static const char *title_of(unsigned status)
{
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (titles[i].status == status) return titles[i].title;
    return "Error";
}

static json_t *text_json(const char *s)
{
    json_t *j = json_string(s);
    return j ? j : json_string("(text that is not UTF-8)");
}

static int fill(srv_reply *r, unsigned status, const char *detail, const char *remedy)
{
    json_t *o = json_object();
    json_object_set_new(o, "type", json_string("about:blank"));
    json_object_set_new(o, "title", json_string(title_of(status)));
    json_object_set_new(o, "status", json_integer((json_int_t)status));
    json_object_set_new(o, "detail", text_json(detail));
    if (remedy && *remedy) json_object_set_new(o, "remedy", text_json(remedy));
    licet_text_done(&r->body);
    r->fixed = NULL;
    srv_reply_json(r, o);
    r->status = status;
    r->type = "application/problem+json";
    return -1;
}

int srv_problem(srv_reply *r, unsigned status, const char *remedy, const char *fmt, ...)
{
    char detail[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(detail, sizeof detail, fmt, args);
    va_end(args);
    return fill(r, status, detail, remedy);
}

unsigned srv_status_of(licet_code code)
{
    switch (code) {
    case LICET_E_ARGUMENT:
    case LICET_E_DATE:
    case LICET_E_SYNTAX:
    case LICET_E_ENCODING: return 400;
    case LICET_E_FACTS: return 422;
    case LICET_E_LIMIT: return 413;
    case LICET_E_NOT_FOUND: return 404;
    case LICET_E_POLICY:
    case LICET_E_SOURCE:
    case LICET_E_RULE:
    case LICET_E_IO:
    case LICET_E_CORRUPT:
    case LICET_E_STORE:
    case LICET_E_INDEX: return 503;
    case LICET_OK: break;
    }
    return 500;
}

int srv_problem_of(srv_reply *r, const licet_error *e)
{
    return fill(r, srv_status_of(e->code), e->message, e->remedy);
}

int srv_answered(srv_reply *r, int rc, licet_text answer, const char *type, const licet_error *err)
{
    if (rc) return srv_problem_of(r, err);
    srv_reply_text(r, type, answer);
    return 0;
}
