#include "cli/json.h"

#include <stdlib.h>
#include <string.h>

static const char *blanks(const char *p)
{
    while (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r') p++;
    return p;
}

/* p at the opening quote -> behind the closing one. */
static const char *behind_string(const char *p)
{
    for (p++; *p && *p != '"'; p++)
        if (*p == '\\' && p[1]) p++;
    return *p ? p + 1 : p;
}

static const char *behind_container(const char *p)
{
    int depth = 0;
    while (*p) {
        if (*p == '"') {
            p = behind_string(p);
            continue;
        }
        if (*p == '{' || *p == '[') depth++;
        if (*p == '}' || *p == ']') depth--;
        p++;
        if (depth == 0) break;
    }
    return p;
}

static const char *behind_value(const char *p)
{
    if (*p == '"') return behind_string(p);
    if (*p == '{' || *p == '[') return behind_container(p);
    return p + strcspn(p, ",]} \n\t\r");
}

static int hex4(const char *p)
{
    int v = 0;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdef", *d = p[i] ? strchr(digits, p[i] | 0x20) : NULL;
        if (!d) return -1;
        v = v * 16 + (int)(d - digits);
    }
    return v;
}

static size_t put_utf8(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, cp >>= 6) out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)((0xF00 >> n) | cp);
    return n;
}

/* *p behind "\u": reads one code point, a surrogate pair included. */
static uint32_t unicode_escape(const char **p)
{
    enum { HIGH = 0xD800, LOW = 0xDC00, END = 0xE000, REPLACEMENT = 0xFFFD };
    int v = hex4(*p);
    if (v < 0) return REPLACEMENT;
    *p += 4;
    if (v < HIGH || v >= END) return (uint32_t)v;
    int low = v < LOW && (*p)[0] == '\\' && (*p)[1] == 'u' ? hex4(*p + 2) : -1;
    if (low < LOW || low >= END) return REPLACEMENT;
    *p += 6;
    return 0x10000 + ((uint32_t)(v - HIGH) << 10) + (uint32_t)(low - LOW);
}

static size_t one_escape(const char **p, char out[4])
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    char c = *(*p)++;
    if (c == 'u') return put_utf8(unicode_escape(p), out);
    const char *at = strchr(from, c);
    out[0] = at ? to[at - from] : c;
    return 1;
}

const char *cli_json_text(const char *value, char *out, size_t cap)
{
    size_t n = 0;
    out[0] = 0;
    if (!value || *value == '{' || *value == '[' || strncmp(value, "null", 4) == 0) return out;
    if (*value != '"') {
        n = strcspn(value, ",]} \n\t\r");
        if (n >= cap) n = cap - 1;
        memcpy(out, value, n);
        out[n] = 0;
        return out;
    }
    for (const char *p = value + 1; *p && *p != '"';) {
        char unit[4] = {*p};
        size_t len = 1;
        if (*p == '\\' && p[1]) {
            p++;
            len = one_escape(&p, unit);
        } else {
            p++;
        }
        if (n + len >= cap) break;
        memcpy(out + n, unit, len);
        n += len;
    }
    out[n] = 0;
    return out;
}

cli_json_walk cli_json_begin(const char *value)
{
    cli_json_walk w = {.at = ""};
    if (value && (*value == '{' || *value == '[')) {
        w.object = *value == '{';
        w.at = value + 1;
    }
    return w;
}

bool cli_json_step(cli_json_walk *w)
{
    w->at = blanks(w->at);
    if (*w->at == ',') w->at = blanks(w->at + 1);
    if (!*w->at || *w->at == '}' || *w->at == ']') return false;
    if (w->object) {
        cli_json_text(w->at, w->key, sizeof w->key);
        w->at = blanks(behind_value(w->at));
        if (*w->at != ':') return false;
        w->at = blanks(w->at + 1);
    }
    w->value = w->at;
    w->at = behind_value(w->at);
    return w->at > w->value;
}

const char *cli_json_get(const char *object, const char *key)
{
    if (!object || *object != '{') return NULL;
    for (cli_json_walk w = cli_json_begin(object); cli_json_step(&w);)
        if (strcmp(w.key, key) == 0) return w.value;
    return NULL;
}

int64_t cli_json_int(const char *value, int64_t fallback)
{
    if (!value || !strchr("-0123456789", *value)) return fallback;
    return strtoll(value, NULL, 10);
}

bool cli_json_true(const char *value)
{
    return value && strncmp(value, "true", 4) == 0;
}
