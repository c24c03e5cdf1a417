/* Reading of plain JSON without an intermediate tree: what licet writes itself, and nearly all that
 * others send. What is taken here is exactly what jansson would have given; whatever is not plain
 * (escapes by number, exponents, long numbers, wide objects) or not well formed is left to it, so
 * that it alone judges what is refused, and says why. */
#include "codec/json_node.h"
#include "codec/utf8.h"

enum {
    MOST_MEMBERS = 64, /* each key is compared with those before it */
    INT_DIGITS = 18,   /* fit into 63 bits */
    REAL_DIGITS = 15   /* below 2^53, so that one division rounds once (Clinger 1990) */
};

typedef struct plain {
    lc_arena *a;
    const char *at, *end;
} plain;

static lc_json *value(plain *p, int depth);

static void skip_blanks(plain *p)
{
    while (p->at < p->end && (*p->at == ' ' || *p->at == '\n' || *p->at == '\t' || *p->at == '\r'))
        p->at++;
}

static bool take(plain *p, char c)
{
    skip_blanks(p);
    if (p->at == p->end || *p->at != c) return false;
    p->at++;
    return true;
}

/* ---- strings ---- */

static char unescaped(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
    }
}

/* From behind the quotation mark. False: not plain. */
static bool string(plain *p, lc_sv *out)
{
    const char *from = p->at;
    size_t escapes = 0;
    while (p->at < p->end && *p->at != '"') {
        if ((unsigned char)*p->at < 0x20) return false;
        if (*p->at == '\\') {
            escapes++;
            p->at++;
            if (p->at == p->end || !unescaped(*p->at)) return false;
        }
        p->at++;
    }
    if (p->at >= p->end) return false;
    size_t len = (size_t)(p->at++ - from);
    if (!escapes) {
        *out = lc_arena_sv(p->a, lc_sv_make(from, len));
        return true;
    }
    char *to = lc_arena_alloc(p->a, len - escapes + 1);
    size_t n = 0;
    for (size_t i = 0; i < len; i++) to[n++] = from[i] == '\\' ? unescaped(from[++i]) : from[i];
    *out = lc_sv_make(to, n);
    return true;
}

/* ---- numbers and words ---- */

static size_t digits(plain *p, uint64_t *number)
{
    const char *from = p->at;
    for (; p->at < p->end && *p->at >= '0' && *p->at <= '9'; p->at++)
        if (p->at - from < INT_DIGITS) *number = *number * 10 + (uint64_t)(*p->at - '0');
    return (size_t)(p->at - from);
}

static lc_json *number(plain *p)
{
    bool minus = *p->at == '-';
    uint64_t n = 0;
    double tens = 1;
    p->at += minus;
    bool zero = p->at < p->end && *p->at == '0';
    size_t whole = digits(p, &n), part = 0;
    if (!whole || whole > INT_DIGITS || (zero && whole > 1)) return NULL;
    bool real = p->at < p->end && *p->at == '.';
    if (real) {
        p->at++;
        part = digits(p, &n);
        if (!part || whole + part > REAL_DIGITS) return NULL;
    }
    if (p->at < p->end && (*p->at == 'e' || *p->at == 'E')) return NULL;
    for (size_t i = 0; i < part; i++) tens *= 10;
    if (real) return lc_json_of_real(p->a, (minus ? -(double)n : (double)n) / tens);
    return lc_json_of_int(p->a, minus ? -(int64_t)n : (int64_t)n);
}

static bool word(plain *p, lc_sv w)
{
    if ((size_t)(p->end - p->at) < w.len || memcmp(p->at, w.data, w.len) != 0) return false;
    p->at += w.len;
    return true;
}

/* ---- containers ---- */

static bool is_new(const lc_json *object, lc_sv key)
{
    for (uint32_t i = 0; i < object->len; i++)
        if (lc_sv_eq(object->u.members[i].key, key)) return false;
    return true;
}

static lc_json *object(plain *p, int depth)
{
    lc_json *o = lc_json_object(p->a);
    if (take(p, '}')) return o;
    do {
        lc_sv key;
        if (!take(p, '"') || !string(p, &key) || !take(p, ':')) return NULL;
        if (o->len == MOST_MEMBERS || !is_new(o, key)) return NULL;
        lc_json *v = value(p, depth + 1);
        if (!v) return NULL;
        lc_json_append(p->a, o, key, v);
    } while (take(p, ','));
    return take(p, '}') ? o : NULL;
}

static lc_json *array(plain *p, int depth)
{
    lc_json *o = lc_json_array(p->a);
    if (take(p, ']')) return o;
    do {
        lc_json *v = value(p, depth + 1);
        if (!v) return NULL;
        lc_json_append(p->a, o, LC_SV_NONE, v);
    } while (take(p, ','));
    return take(p, ']') ? o : NULL;
}

static lc_json *value(plain *p, int depth)
{
    lc_sv text;
    skip_blanks(p);
    if (depth > LC_JSON_MAX_DEPTH || p->at == p->end) return NULL;
    switch (*p->at) {
    case '{': p->at++; return object(p, depth);
    case '[': p->at++; return array(p, depth);
    case '"':
        p->at++;
        if (!string(p, &text)) return NULL;
        return lc_json_view(p->a, text);
    case 't': return word(p, LC_SV("true")) ? lc_json_of_bool(p->a, true) : NULL;
    case 'f': return word(p, LC_SV("false")) ? lc_json_of_bool(p->a, false) : NULL;
    case 'n': return word(p, LC_SV("null")) ? lc_json_null(p->a) : NULL;
    default: return number(p);
    }
}

lc_json *lc_json_plain(lc_arena *a, lc_sv text)
{
    plain p = {a, text.data, text.data + text.len};
    if (!text.len || lc_utf8_bad_at(text) != SIZE_MAX) return NULL;
    lc_json *v = value(&p, 1);
    skip_blanks(&p);
    return v && p.at == p.end ? v : NULL;
}
