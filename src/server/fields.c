#include "server/fields.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/problem.h"

static long most(const srv_field *f)
{
    return f->max ? f->max : SRV_MAX_TEXT;
}

bool srv_is_date(const char *s)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(s) != 10 || s[4] != '-' || s[7] != '-') return false;
    for (int i = 0; i < 10; i++)
        if (i != 4 && i != 7 && (s[i] < '0' || s[i] > '9')) return false;
    int y = atoi(s), m = atoi(s + 5), d = atoi(s + 8);
    if (y < 1 || m < 1 || m > 12 || d < 1 || d > days[m - 1]) return false;
    return m != 2 || d < 29 || (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
}

static bool is_word(const char *words, const char *s)
{
    size_t n = strlen(s);
    for (const char *w = words; *w && n;) {
        size_t len = strcspn(w, " ");
        if (len == n && strncmp(w, s, n) == 0) return true;
        w += len + (w[len] == ' ');
    }
    return false;
}

static bool whole_number(const char *s, long *out)
{
    char *end;
    errno = 0;
    *out = strtol(s, &end, 10);
    return *s && !*end && !errno && (*s == '-' || (*s >= '0' && *s <= '9'));
}

static bool real_number(const char *s, double *out)
{
    char *end;
    *out = strtod(s, &end);
    return *s && !*end && strspn(s, "+-.0123456789eE") == strlen(s);
}

static bool within(const srv_field *f, double v)
{
    return (!f->min && !f->max) || (v >= (double)f->min && v <= (double)f->max);
}

static bool arg_fits(const srv_field *f, const char *v)
{
    long whole;
    double real;
    switch (f->kind) {
    case SRV_TEXT:
    case SRV_TEXTS:
        return srv_points(v) >= f->min &&
               srv_points(v) <= (f->kind == SRV_TEXT ? most(f) : SRV_MAX_TEXT);
    case SRV_DATE: return srv_is_date(v);
    case SRV_BIRTH: return licet_birth_fits(v);
    case SRV_WORD: return is_word(f->words, v);
    case SRV_INT: return whole_number(v, &whole) && within(f, (double)whole);
    case SRV_NUMBER: return real_number(v, &real) && within(f, real);
    case SRV_BOOL: return is_word("true false 1 0", v);
    case SRV_END:
    case SRV_PART:
    case SRV_PARTS:
    case SRV_ANY: break;
    }
    return false;
}

/* What would fit, in words. */
static const char *wanted(const srv_field *f, char out[200])
{
    switch (f->kind) {
    case SRV_TEXT: snprintf(out, 200, "a text of %ld to %ld characters", f->min, most(f)); break;
    case SRV_DATE: snprintf(out, 200, "a date, YYYY-MM-DD"); break;
    case SRV_BIRTH:
        snprintf(out, 200, "a date of birth: YYYY-MM-DD, YYYY-MM or YYYY, from 1850 on");
        break;
    case SRV_WORD: snprintf(out, 200, "one of: %s", f->words); break;
    case SRV_INT:
    case SRV_NUMBER:
        snprintf(out, 200, f->min || f->max ? "a %s from %ld to %ld" : "a %s",
                 f->kind == SRV_INT ? "whole number" : "number", f->min, f->max);
        break;
    case SRV_BOOL: snprintf(out, 200, "true or false"); break;
    case SRV_TEXTS: snprintf(out, 200, "an array of at most %ld texts", most(f)); break;
    case SRV_PARTS: snprintf(out, 200, "an array of at most %ld objects", most(f)); break;
    case SRV_PART:
    case SRV_ANY: snprintf(out, 200, "an object"); break;
    case SRV_END: out[0] = 0; break;
    }
    return out;
}

static const srv_field *field_of(const srv_field *table, const char *name)
{
    for (const srv_field *f = table; f && f->kind != SRV_END; f++)
        if (strcmp(f->name, name) == 0) return f;
    return NULL;
}

static int check_arg(const srv_request *rq, const srv_arg *a, const srv_field *table, bool others,
                     srv_reply *r)
{
    char what[200];
    const srv_field *f = field_of(table, a->name);
    if (!f && others) return 0;
    if (!f) return srv_problem(r, 400, "see /openapi.json", "unknown parameter: %.60s", a->name);
    if (!arg_fits(f, a->value))
        return srv_problem(r, 400, NULL, "%s must be %s", f->name, wanted(f, what));
    if (f->kind != SRV_TEXTS && srv_arg_at(rq, a->name, 1))
        return srv_problem(r, 400, NULL, "%s is given twice", f->name);
    return 0;
}

int srv_fields_check_args(const srv_request *rq, const srv_field *table, bool others, srv_reply *r)
{
    for (size_t i = 0; i < rq->n_args; i++)
        if (check_arg(rq, &rq->args[i], table, others, r)) return -1;
    for (const srv_field *f = table; f && f->kind != SRV_END; f++)
        if (f->required && !srv_arg_of(rq, f->name))
            return srv_problem(r, 400, NULL, "the parameter %s is missing", f->name);
    return 0;
}

/* ---- JSON ---- */

static bool texts_fit(const srv_field *f, json_t *v)
{
    size_t i;
    json_t *item;
    if (!json_is_array(v) || (long)json_array_size(v) > most(f)) return false;
    json_array_foreach(v, i,
                       item) if (!json_is_string(item) ||
                                 srv_points(json_string_value(item)) > SRV_MAX_TEXT) return false;
    return true;
}

static bool value_fits(const srv_field *f, json_t *v)
{
    switch (f->kind) {
    case SRV_TEXT:
    case SRV_DATE:
    case SRV_BIRTH:
    case SRV_WORD: return json_is_string(v) && arg_fits(f, json_string_value(v));
    case SRV_INT: return json_is_integer(v) && within(f, (double)json_integer_value(v));
    case SRV_NUMBER: return json_is_number(v) && within(f, json_number_value(v));
    case SRV_BOOL: return json_is_boolean(v);
    case SRV_TEXTS: return texts_fit(f, v);
    case SRV_PART:
    case SRV_ANY: return json_is_object(v);
    case SRV_PARTS:
        return json_is_array(v) && (long)json_array_size(v) >= f->min &&
               (long)json_array_size(v) <= most(f);
    case SRV_END: break;
    }
    return false;
}

static int check_member(const srv_field *f, json_t *v, const char *where, srv_reply *r)
{
    char what[200], at[256];
    size_t i;
    json_t *item;
    snprintf(at, sizeof at, "%.150s.%.60s", where, f->name);
    if (!value_fits(f, v)) return srv_problem(r, 422, NULL, "%s must be %s", at, wanted(f, what));
    if (f->kind == SRV_PART) return srv_fields_check_json(v, f->of, at, r);
    if (f->kind != SRV_PARTS) return 0;
    json_array_foreach(v, i, item)
    {
        char place[280];
        snprintf(place, sizeof place, "%s[%zu]", at, i);
        if (!json_is_object(item)) return srv_problem(r, 422, NULL, "%s must be an object", place);
        if (srv_fields_check_json(item, f->of, place, r)) return -1;
    }
    return 0;
}

int srv_fields_check_json(json_t *value, const srv_field *table, const char *where, srv_reply *r)
{
    const char *name;
    json_t *v;
    if (!json_is_object(value)) return srv_problem(r, 422, NULL, "%s must be an object", where);
    json_object_foreach(value, name, v)
    {
        const srv_field *f = field_of(table, name);
        if (!f)
            return srv_problem(r, 422, "see /openapi.json", "unknown member of %s: %.60s", where,
                               name);
        if (check_member(f, v, where, r)) return -1;
    }
    for (const srv_field *f = table; f && f->kind != SRV_END; f++)
        if (f->required && !json_object_get(value, f->name))
            return srv_problem(r, 422, NULL, "%s.%s is missing", where, f->name);
    return 0;
}

/* ---- description ---- */

static json_t *words_json(const char *words)
{
    json_t *all = json_array();
    for (const char *w = words; *w;) {
        size_t len = strcspn(w, " ");
        json_array_append_new(all, json_stringn(w, len));
        w += len + (w[len] == ' ');
    }
    return all;
}

static void bounds(json_t *o, const srv_field *f)
{
    if (!f->min && !f->max) return;
    json_object_set_new(o, "minimum", json_integer(f->min));
    json_object_set_new(o, "maximum", json_integer(f->max));
}

static void describe(json_t *o, const srv_field *f)
{
    json_t *items = NULL;
    switch (f->kind) {
    case SRV_TEXT:
        json_object_set_new(o, "type", json_string("string"));
        if (f->min) json_object_set_new(o, "minLength", json_integer(f->min));
        json_object_set_new(o, "maxLength", json_integer(most(f)));
        break;
    case SRV_DATE:
        json_object_set_new(o, "type", json_string("string"));
        json_object_set_new(o, "format", json_string("date"));
        break;
    case SRV_BIRTH:
        json_object_set_new(o, "type", json_string("string"));
        json_object_set_new(o, "pattern",
                            json_string("^(18[5-9][0-9]|19[0-9]{2}|20[0-9]{2})"
                                        "(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]|29|30|31))?)?$"));
        break;
    case SRV_WORD:
        json_object_set_new(o, "type", json_string("string"));
        json_object_set_new(o, "enum", words_json(f->words));
        break;
    case SRV_INT:
    case SRV_NUMBER:
        json_object_set_new(o, "type", json_string(f->kind == SRV_INT ? "integer" : "number"));
        bounds(o, f);
        break;
    case SRV_BOOL: json_object_set_new(o, "type", json_string("boolean")); break;
    case SRV_TEXTS:
        items = json_pack("{s:s, s:i}", "type", "string", "maxLength", SRV_MAX_TEXT);
        break;
    case SRV_PARTS: items = srv_fields_schema(f->of); break;
    case SRV_PART: json_object_update_new(o, srv_fields_schema(f->of)); break;
    case SRV_ANY: json_object_set_new(o, "type", json_string("object")); break;
    case SRV_END: break;
    }
    if (!items) return;
    json_object_set_new(o, "type", json_string("array"));
    json_object_set_new(o, "items", items);
    json_object_set_new(o, "maxItems", json_integer(most(f)));
    if (f->min) json_object_set_new(o, "minItems", json_integer(f->min));
}

json_t *srv_field_schema(const srv_field *f)
{
    json_t *o = json_object();
    describe(o, f);
    if (f->says) json_object_set_new(o, "description", json_string(f->says));
    return o;
}

json_t *srv_fields_schema(const srv_field *table)
{
    json_t *o = json_object(), *members = json_object(), *required = json_array();
    for (const srv_field *f = table; f && f->kind != SRV_END; f++) {
        json_object_set_new(members, f->name, srv_field_schema(f));
        if (f->required) json_array_append_new(required, json_string(f->name));
    }
    json_object_set_new(o, "type", json_string("object"));
    json_object_set_new(o, "properties", members);
    json_object_set_new(o, "additionalProperties", json_false());
    if (json_array_size(required))
        json_object_set_new(o, "required", required);
    else
        json_decref(required);
    return o;
}

/* ---- reading what was checked ---- */

long srv_arg_long(const srv_request *rq, const char *name, long fallback)
{
    const char *v = srv_arg_of(rq, name);
    return v ? strtol(v, NULL, 10) : fallback;
}

bool srv_arg_true(const srv_request *rq, const char *name)
{
    const char *v = srv_arg_of(rq, name);
    return v && (*v == 't' || *v == '1');
}

const char *srv_text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}
