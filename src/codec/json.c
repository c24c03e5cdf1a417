#include "codec/json_node.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef lc_json_member member;

static lc_json *make(lc_arena *a, lc_json_kind kind)
{
    lc_json *v = LC_NEW(a, lc_json);
    v->kind = kind;
    return v;
}

static void append(lc_arena *a, lc_json *v, lc_sv key, lc_json *value)
{
    if (!v->u.members || v->len == v->cap || v->cap == LC_JSON_FROZEN) {
        uint32_t cap = v->len ? v->len * 2 : 4;
        member *more = LC_NEW_N(a, member, cap);
        if (v->u.members) memcpy(more, v->u.members, v->len * sizeof *more);
        v->u.members = more;
        v->cap = cap;
    }
    v->u.members[v->len++] = (member){key, value ? value : lc_json_null(a)};
}

/* ---- reading ---- */

static int convert(lc_arena *a, json_t *j, int depth, lc_json **out, licet_error *err);

static int convert_members(lc_arena *a, json_t *j, int depth, lc_json *v, licet_error *err)
{
    const char *key;
    size_t key_len;
    json_t *value;
    json_object_keylen_foreach(j, key, key_len, value)
    {
        lc_json *child;
        int rc = convert(a, value, depth + 1, &child, err);
        if (rc) return rc;
        append(a, v, lc_arena_sv(a, (lc_sv){key, key_len}), child);
    }
    return 0;
}

static int convert_elements(lc_arena *a, json_t *j, int depth, lc_json *v, licet_error *err)
{
    for (size_t i = 0; i < json_array_size(j); i++) {
        lc_json *child;
        int rc = convert(a, json_array_get(j, i), depth + 1, &child, err);
        if (rc) return rc;
        append(a, v, LC_SV_NONE, child);
    }
    return 0;
}

static int convert(lc_arena *a, json_t *j, int depth, lc_json **out, licet_error *err)
{
    if (depth > LC_JSON_MAX_DEPTH)
        return lc_fail(err, LICET_E_LIMIT, "JSON nested deeper than %d levels", LC_JSON_MAX_DEPTH);
    int rc = 0;
    switch (json_typeof(j)) {
    case JSON_OBJECT:
        *out = lc_json_object(a);
        rc = convert_members(a, j, depth, *out, err);
        break;
    case JSON_ARRAY:
        *out = lc_json_array(a);
        rc = convert_elements(a, j, depth, *out, err);
        break;
    case JSON_STRING:
        *out = lc_json_of_sv(a, (lc_sv){json_string_value(j), json_string_length(j)});
        break;
    case JSON_INTEGER: *out = lc_json_of_int(a, json_integer_value(j)); break;
    case JSON_REAL: *out = lc_json_of_real(a, json_real_value(j)); break;
    case JSON_TRUE: *out = lc_json_of_bool(a, true); break;
    case JSON_FALSE: *out = lc_json_of_bool(a, false); break;
    case JSON_NULL: *out = lc_json_null(a); break;
    }
    return rc;
}

/* Where the library speaks of its own flags, in our words. */
static const char *complaint(const json_error_t *e)
{
    enum json_error_code code = json_error_code(e);
    bool nul = code == json_error_null_character || code == json_error_null_byte_in_key;
    return nul ? "a NUL character is not allowed in text" : e->text;
}

int lc_json_parse(lc_arena *a, lc_sv text, lc_json **out, licet_error *err)
{
    json_error_t je;
    json_t *j = json_loadb(text.data ? text.data : "", text.len,
                           JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &je);
    if (!j) {
        int rc = lc_fail(err, LICET_E_SYNTAX, "not valid JSON: %s", complaint(&je));
        lc_fail_at(err, NULL, je.line > 0 ? (uint64_t)je.line : 0,
                   je.position > 0 ? (uint64_t)je.position : 0);
        return rc;
    }
    lc_json *v = NULL;
    int rc = convert(a, j, 1, &v, err);
    json_decref(j);
    if (!rc) *out = v;
    return rc;
}

/* ---- looking ---- */

lc_json_kind lc_json_kind_of(const lc_json *v)
{
    return v ? v->kind : LC_JSON_ABSENT;
}

static bool is_container(const lc_json *v)
{
    return v && (v->kind == LC_JSON_ARRAY || v->kind == LC_JSON_OBJECT);
}

size_t lc_json_len(const lc_json *v)
{
    return is_container(v) ? v->len : 0;
}

lc_json *lc_json_at(const lc_json *v, size_t i)
{
    return i < lc_json_len(v) ? v->u.members[i].value : NULL;
}

lc_sv lc_json_key(const lc_json *v, size_t i)
{
    return i < lc_json_len(v) ? v->u.members[i].key : LC_SV_NONE;
}

static member *find(const lc_json *v, lc_sv key)
{
    if (lc_json_kind_of(v) != LC_JSON_OBJECT) return NULL;
    for (uint32_t i = 0; i < v->len; i++)
        if (lc_sv_eq(v->u.members[i].key, key)) return &v->u.members[i];
    return NULL;
}

lc_json *lc_json_get(const lc_json *v, const char *key)
{
    member *m = find(v, lc_sv_of(key));
    return m ? m->value : NULL;
}

lc_json *lc_json_path(const lc_json *v, const char *dotted)
{
    lc_sv rest = lc_sv_of(dotted);
    lc_json *at = (lc_json *)v;
    while (rest.data && at) {
        member *m = find(at, lc_sv_cut(&rest, LC_SV(".")));
        at = m ? m->value : NULL;
    }
    return at;
}

lc_sv lc_json_sv(const lc_json *v)
{
    return lc_json_kind_of(v) == LC_JSON_STRING ? v->u.string : LC_SV_NONE;
}

lc_sv lc_json_get_sv(const lc_json *v, const char *key)
{
    return lc_json_sv(lc_json_get(v, key));
}

bool lc_json_bool(const lc_json *v, bool otherwise)
{
    return lc_json_kind_of(v) == LC_JSON_BOOL ? v->u.boolean : otherwise;
}

int64_t lc_json_int(const lc_json *v, int64_t otherwise)
{
    if (lc_json_kind_of(v) == LC_JSON_INT) return v->u.integer;
    if (lc_json_kind_of(v) == LC_JSON_REAL && v->u.real == floor(v->u.real) &&
        fabs(v->u.real) < 9e15)
        return (int64_t)v->u.real;
    return otherwise;
}

double lc_json_real(const lc_json *v, double otherwise)
{
    if (lc_json_kind_of(v) == LC_JSON_INT) return (double)v->u.integer;
    return lc_json_kind_of(v) == LC_JSON_REAL ? v->u.real : otherwise;
}

bool lc_json_is_null(const lc_json *v)
{
    return lc_json_kind_of(v) == LC_JSON_NULL;
}

/* ---- building ---- */

lc_json *lc_json_null(lc_arena *a)
{
    return make(a, LC_JSON_NULL);
}

lc_json *lc_json_of_bool(lc_arena *a, bool b)
{
    lc_json *v = make(a, LC_JSON_BOOL);
    v->u.boolean = b;
    return v;
}

lc_json *lc_json_of_int(lc_arena *a, int64_t i)
{
    lc_json *v = make(a, LC_JSON_INT);
    v->u.integer = i;
    return v;
}

lc_json *lc_json_of_real(lc_arena *a, double r)
{
    lc_json *v = make(a, LC_JSON_REAL);
    v->u.real = r;
    return v;
}

lc_json *lc_json_of_sv(lc_arena *a, lc_sv s)
{
    lc_json *v = make(a, LC_JSON_STRING);
    v->u.string = lc_arena_sv(a, s);
    return v;
}

lc_json *lc_json_of_z(lc_arena *a, const char *z)
{
    return lc_json_of_sv(a, lc_sv_of(z));
}

lc_json *lc_json_array(lc_arena *a)
{
    return make(a, LC_JSON_ARRAY);
}

lc_json *lc_json_object(lc_arena *a)
{
    return make(a, LC_JSON_OBJECT);
}

lc_json *lc_json_push(lc_arena *a, lc_json *array, lc_json *value)
{
    append(a, array, LC_SV_NONE, value);
    return array;
}

lc_json *lc_json_set(lc_arena *a, lc_json *object, const char *key, lc_json *value)
{
    member *m = find(object, lc_sv_of(key));
    if (m && object->cap == LC_JSON_FROZEN) object->cap = object->len;
    if (m)
        m->value = value ? value : lc_json_null(a);
    else
        append(a, object, lc_arena_sv(a, lc_sv_of(key)), value);
    return object;
}

void lc_json_set_sv(lc_arena *a, lc_json *o, const char *key, lc_sv value)
{
    lc_json_set(a, o, key, lc_json_of_sv(a, value));
}

void lc_json_set_z(lc_arena *a, lc_json *o, const char *key, const char *value)
{
    lc_json_set(a, o, key, lc_json_of_z(a, value));
}

void lc_json_set_int(lc_arena *a, lc_json *o, const char *key, int64_t value)
{
    lc_json_set(a, o, key, lc_json_of_int(a, value));
}

void lc_json_set_bool(lc_arena *a, lc_json *o, const char *key, bool value)
{
    lc_json_set(a, o, key, lc_json_of_bool(a, value));
}

void lc_json_set_some(lc_arena *a, lc_json *o, const char *key, lc_sv value)
{
    if (value.len) lc_json_set_sv(a, o, key, value);
}

void lc_json_push_sv(lc_arena *a, lc_json *array, lc_sv value)
{
    lc_json_push(a, array, lc_json_of_sv(a, value));
}

lc_json *lc_json_view(lc_arena *a, lc_sv s)
{
    lc_json *v = make(a, LC_JSON_STRING);
    v->u.string = s;
    return v;
}

void lc_json_add(lc_arena *a, lc_json *object, lc_sv key, lc_json *value)
{
    append(a, object, key, value);
}

void lc_json_add_view(lc_arena *a, lc_json *object, lc_sv key, lc_sv value)
{
    append(a, object, key, lc_json_view(a, value));
}

void lc_json_push_view(lc_arena *a, lc_json *array, lc_sv value)
{
    append(a, array, LC_SV_NONE, lc_json_view(a, value));
}

void lc_json_freeze(lc_arena *a, lc_json *v)
{
    lc_sv bytes = lc_json_text(a, v, LC_JSON_COMPACT);
    if (!lc_sv_eq(bytes, lc_json_text(a, v, LC_JSON_CANONICAL))) return; /* of two orders */
    append(a, v, bytes, NULL);
    v->len--;
    v->cap = LC_JSON_FROZEN;
}

lc_json *lc_json_copy(lc_arena *a, const lc_json *v)
{
    if (!v) return lc_json_null(a);
    lc_json *c = make(a, v->kind);
    c->u = v->u;
    if (v->kind == LC_JSON_STRING) c->u.string = lc_arena_sv(a, v->u.string);
    if (!is_container(v)) return c;
    c->u.members = NULL;
    for (uint32_t i = 0; i < v->len; i++)
        append(a, c, lc_arena_sv(a, v->u.members[i].key), lc_json_copy(a, v->u.members[i].value));
    return c;
}
