#include "record/facts_stated.h"

#include <stdlib.h>

#include "record/facts_check.h"
#include "record/facts_table.h"

typedef struct stating {
    lc_arena *a;
    lc_sv path, value;
    lc_place_words places;
    licet_error *err;
} stating;

typedef struct segment { /* "parties[1]" */
    lc_sv key;
    size_t index;
    bool indexed;
} segment;

enum { MAX_SEGMENTS = 24, MOST_BYTES_TOLD = 200 };

/* The path as far as it is told, never half a character of it. */
static int refuse(const stating *s, const char *why)
{
    lc_sv path = s->path;
    size_t n = path.len < MOST_BYTES_TOLD ? path.len : MOST_BYTES_TOLD;
    while (n && n < path.len && ((unsigned char)path.data[n] & 0xC0) == 0x80) n--;
    return lc_fail(s->err, LICET_E_FACTS, "%.*s: %s", (int)n, n ? path.data : "", why);
}

/* JSON refuses what is no UTF-8 and what holds a NUL. */
static bool is_text(lc_arena *a, lc_sv v)
{
    lc_json *unused;
    return lc_json_parse(a, lc_json_text(a, lc_json_of_sv(a, v), LC_JSON_COMPACT), &unused, NULL) ==
           0;
}

/* ---- the path ---- */

static const lc_fact_field *field_of(const lc_fact_shape *of, lc_sv key)
{
    for (size_t i = 0; i < of->n_fields; i++)
        if (lc_sv_is(key, of->fields[i].key) && !(of->fields[i].flags & LC_FACT_ENGINE_ONLY))
            return &of->fields[i];
    return NULL;
}

/* A whole path that ends in key, "item.eccn" for "eccn"; empty if there is none. Owners repeat
 * parties, so one level of lists is enough. */
static lc_sv path_to(lc_arena *a, const lc_fact_shape *of, lc_sv key, int depth)
{
    enum { DEPTH = 2 };
    if (field_of(of, key)) return key;
    for (size_t i = 0; i < of->n_fields && depth < DEPTH; i++) {
        const lc_fact_field *f = &of->fields[i];
        lc_sv below = f->of ? path_to(a, f->of, key, depth + 1) : LC_SV_NONE;
        if (below.len)
            return lc_arena_printf(a, "%s%s.%.*s", f->key, f->kind == LC_FACT_OBJECTS ? "[0]" : "",
                                   LC_SV_ARG(below));
    }
    return LC_SV_NONE;
}

static bool read_segment(lc_sv text, segment *out)
{
    size_t open = lc_sv_find(text, LC_SV("["), 0);
    uint64_t n = 0;
    *out = (segment){.key = text};
    if (open == SIZE_MAX) return text.len > 0;
    lc_sv digits = lc_sv_make(text.data + open + 1, text.len - open - 2);
    if (text.data[text.len - 1] != ']' || !lc_sv_u64(digits, &n)) return false;
    *out = (segment){lc_sv_make(text.data, open), (size_t)n, true};
    return open > 0;
}

/* The path alone as facts: what lc_facts_parse says of them is about the path. */
static lc_json *path_alone(lc_arena *a, lc_sv path, int depth)
{
    segment g;
    lc_json *o = lc_json_object(a), *v;
    lc_sv rest = path;
    if (depth > MAX_SEGMENTS || !read_segment(lc_sv_cut(&rest, LC_SV(".")), &g)) return o;
    v = rest.data ? path_alone(a, rest, depth + 1) : lc_json_of_z(a, "");
    if (g.indexed) v = lc_json_push(a, lc_json_array(a), v);
    return lc_json_set(a, o, lc_arena_z(a, g.key), v);
}

static int no_such_fact(const stating *s, lc_sv key)
{
    lc_sv right = path_to(s->a, lc_facts_shape_root(), key, 0);
    licet_error near = {0};
    lc_facts *unused;
    if (!right.len)
        (void)lc_facts_parse(s->a, path_alone(s->a, s->path, 0), LC_FACTS_FROM_USER, &unused,
                             &near);
    refuse(s, "no such fact");
    if (right.len) return lc_fail_remedy(s->err, "did you mean %.*s?", LC_SV_ARG(right));
    if (lc_sv_starts(lc_sv_of(near.remedy), LC_SV("did you mean")))
        return lc_fail_remedy(s->err, "%s", near.remedy);
    return lc_fail_remedy(s->err, "docs/determination.md names the facts that exist");
}

/* ---- the value ---- */

static lc_json *yes_no(lc_arena *a, lc_sv v)
{
    static const char *const yes[] = {"yes", "true", "y"}, *const no[] = {"no", "false", "n"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (lc_sv_ieq(v, lc_sv_of(yes[i]))) return lc_json_of_bool(a, true);
        if (lc_sv_ieq(v, lc_sv_of(no[i]))) return lc_json_of_bool(a, false);
    }
    return NULL;
}

static lc_json *number(lc_arena *a, lc_sv v)
{
    enum { LONGEST = 40 };
    bool plain = v.len && v.len <= LONGEST;
    for (size_t i = 0; i < v.len; i++) plain &= strchr("0123456789.-", v.data[i]) != NULL;
    if (!plain) return NULL;
    const char *text = lc_arena_z(a, v);
    char *end;
    double d = strtod(text, &end);
    if (end == text || *end) return NULL;
    bool whole = !strchr(text, '.') && v.len < 16;
    return whole ? lc_json_of_int(a, (int64_t)d) : lc_json_of_real(a, d);
}

static lc_json *place(const stating *s, lc_sv v)
{
    lc_sv code = s->places && !lc_is_place_code(v) ? s->places(v) : LC_SV_NONE;
    return lc_json_of_sv(s->a, code.len ? code : v);
}

static lc_json *list(const stating *s, bool of_places)
{
    lc_json *out = lc_json_array(s->a);
    for (lc_sv rest = s->value; rest.data && rest.len;) {
        lc_sv one = lc_sv_trim(lc_sv_cut(&rest, LC_SV(",")));
        if (one.len) lc_json_push(s->a, out, of_places ? place(s, one) : lc_json_of_sv(s->a, one));
    }
    return out;
}

static int given_as_json(const stating *s, lc_json **out)
{
    return lc_json_parse(s->a, s->value, out, NULL) == 0 ? 0 : refuse(s, "not valid JSON");
}

static int read_value(const stating *s, const lc_fact_field *f, lc_json **out)
{
    lc_json *v = NULL;
    bool json = s->value.len && strchr("[{", s->value.data[0]);
    const char *want = "";
    switch (f->kind) {
    case LC_FACT_TEXT:
        v = !s->value.len && (f->flags & LC_FACT_NULL_OK) ? lc_json_null(s->a)
                                                          : lc_json_of_sv(s->a, s->value);
        break;
    case LC_FACT_WORD:
    case LC_FACT_DATE: v = lc_json_of_sv(s->a, s->value); break;
    case LC_FACT_PLACE: v = place(s, s->value); break;
    case LC_FACT_YES_NO: v = yes_no(s->a, s->value), want = "must be yes or no"; break;
    case LC_FACT_NUMBER:
    case LC_FACT_PERCENT:
    case LC_FACT_SHARE: v = number(s->a, s->value), want = "must be a plain number"; break;
    case LC_FACT_TEXTS:
    case LC_FACT_PLACES:
        if (json) return given_as_json(s, out);
        v = list(s, f->kind == LC_FACT_PLACES);
        break;
    case LC_FACT_OBJECT:
    case LC_FACT_OBJECTS:
    case LC_FACT_ANSWERS:
    case LC_FACT_FLAGS:
        if (json) return given_as_json(s, out);
        want = f->kind == LC_FACT_OBJECTS ? "is a list: name a member, as in parties[0].name"
                                          : "has members: name one, as in item.eccn";
        break;
    }
    if (!v) return refuse(s, want);
    *out = v;
    return 0;
}

/* ---- from the top down ---- */

/* The object at one segment, made if it is the next one. */
static int step_into(const stating *s, lc_json *at, const lc_fact_field *f, const segment *g,
                     lc_json **out)
{
    lc_json *v = lc_json_get(at, f->key);
    bool many = f->kind == LC_FACT_OBJECTS;
    if (!v) v = many ? lc_json_array(s->a) : lc_json_object(s->a);
    if (many != g->indexed)
        return refuse(s, many ? "is a list: say which, as in parties[0].name" : "is no list");
    if (lc_json_kind_of(v) != (many ? LC_JSON_ARRAY : LC_JSON_OBJECT))
        return refuse(s, "was given another kind of value before");
    lc_json_set(s->a, at, f->key, v);
    if (many && g->index > lc_json_len(v)) return refuse(s, "one before it is missing");
    if (many && g->index == lc_json_len(v)) lc_json_push(s->a, v, lc_json_object(s->a));
    *out = many ? lc_json_at(v, g->index) : v;
    return 0;
}

/* item.row_answers.9A610#0: the rest of the path is the key. */
static int set_keyed(const stating *s, lc_json *at, const lc_fact_field *f, lc_sv key)
{
    lc_json *v =
        f->kind == LC_FACT_ANSWERS ? yes_no(s->a, s->value) : lc_json_of_sv(s->a, s->value);
    lc_json *all = lc_json_get(at, f->key);
    if (!v || !key.len) return refuse(s, key.len ? "must be yes or no" : "names no row");
    if (!all) all = lc_json_object(s->a);
    lc_json_set(s->a, all, lc_arena_z(s->a, key), v);
    lc_json_set(s->a, at, f->key, all);
    return 0;
}

int lc_fact_state(lc_arena *a, lc_json *facts, lc_sv path, lc_sv value, lc_place_words places,
                  licet_error *err)
{
    stating s = {a, lc_sv_trim(path), lc_sv_trim(value), places, err};
    const lc_fact_shape *of = lc_facts_shape_root();
    lc_json *at = facts, *v = NULL;
    if (!is_text(a, s.path)) s.path = LC_SV("a path");
    if (!is_text(a, path) || !is_text(a, value)) return refuse(&s, "not UTF-8");
    lc_sv rest = s.path;
    for (int n = 0; n < MAX_SEGMENTS; n++) {
        segment g;
        if (!read_segment(lc_sv_cut(&rest, LC_SV(".")), &g)) return refuse(&s, "is no path");
        const lc_fact_field *f = field_of(of, g.key);
        if (!f) return no_such_fact(&s, g.key);
        if (rest.data && (f->kind == LC_FACT_ANSWERS || f->kind == LC_FACT_FLAGS))
            return set_keyed(&s, at, f, rest);
        if (!rest.data && !g.indexed) {
            int rc = read_value(&s, f, &v);
            if (!rc) lc_json_set(a, at, f->key, v);
            return rc;
        }
        if (!f->of || !rest.data) return refuse(&s, "has no members");
        int rc = step_into(&s, at, f, &g, &at);
        if (rc) return rc;
        of = f->of;
    }
    return refuse(&s, "goes too deep");
}
