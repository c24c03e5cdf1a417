#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "codec/json_node.h"

typedef lc_json_member member;

/* Bytes that stand for themselves inside a string. */
static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

/* Bit 7 of each byte that is zero (Hacker's Delight, 6-1); a few above a zero byte too, which the
 * bytewise loop then looks at. */
static uint64_t zero_bytes(uint64_t x)
{
    return (x - UINT64_C(0x0101010101010101)) & ~x & UINT64_C(0x8080808080808080);
}

/* Where the next byte stands, from i on, that does not stand for itself; eight at a time. */
static size_t plain_run(lc_sv s, size_t i)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    for (; i + 8 <= s.len; i += 8) {
        uint64_t x;
        memcpy(&x, s.data + i, 8);
        uint64_t control = (x - each * 0x20) & ~x & each * 0x80;
        if (control | zero_bytes(x ^ each * '"') | zero_bytes(x ^ each * '\\') |
            zero_bytes(x ^ each * 0x7F))
            break;
    }
    while (i < s.len && is_plain((unsigned char)s.data[i])) i++;
    return i;
}

static void write_escape(unsigned char c, lc_buf *out)
{
    static const char hex[] = "0123456789abcdef";
    char text[] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    size_t len = 2;
    switch (c) {
    case '"':
    case '\\': text[1] = (char)c; break;
    case '\n': text[1] = 'n'; break;
    case '\t': text[1] = 't'; break;
    case '\r': text[1] = 'r'; break;
    default: len = sizeof text;
    }
    lc_buf_put(out, text, len);
}

void lc_json_write_string(lc_sv s, lc_buf *out)
{
    size_t done = 0, plain = plain_run(s, 0);
    lc_buf_reserve(out, s.len + 2);
    if (plain == s.len) { /* nearly all */
        out->data[out->len] = '"';
        if (s.len) memcpy(out->data + out->len + 1, s.data, s.len);
        out->data[out->len + s.len + 1] = '"';
        out->len += s.len + 2;
        out->data[out->len] = 0;
        return;
    }
    lc_buf_c(out, '"');
    for (size_t i = plain; i < s.len; i = plain_run(s, done)) {
        lc_buf_put(out, s.data + done, i - done);
        done = i + 1;
        write_escape((unsigned char)s.data[i], out);
    }
    lc_buf_put(out, s.data + done, s.len - done);
    lc_buf_c(out, '"');
}

/* Scores are ten-thousandths. No other decimal of at most 15 digits is the same double, so that the
 * shortest is the one without zeros at its end. */
static bool write_score(double r, lc_buf *out)
{
    enum { PARTS = 10000 };
    char text[] = "0.0000";
    int parts = r > 0 && r < 1 ? (int)(r * PARTS + 0.5) : 0;
    if (parts <= 0 || parts >= PARTS || (double)parts / PARTS != r) return false;
    size_t len = sizeof text - 1;
    for (int i = 5, rest = parts; i > 1; i--, rest /= 10) text[i] = (char)('0' + rest % 10);
    while (text[len - 1] == '0') len--;
    lc_buf_put(out, text, len);
    return true;
}

/* The shortest decimal that reads back as the same double, so the same value is the same bytes. */
static void write_real(double r, lc_buf *out)
{
    char text[40];
    if (!isfinite(r)) {
        lc_buf_z(out, "null");
        return;
    }
    if (write_score(r, out)) return;
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, r);
        if (strtod(text, NULL) == r) break;
    }
    lc_buf_z(out, text);
    if (!strpbrk(text, ".e")) lc_buf_z(out, ".0");
}

static void write_int(int64_t i, lc_buf *out)
{
    char text[24];
    size_t at = sizeof text;
    uint64_t rest = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
    do text[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (i < 0) text[--at] = '-';
    lc_buf_put(out, text + at, sizeof text - at);
}

/* A member with the beginning of its key as a number: bytes in order, so that numbers compare as
 * the keys do where they differ. */
typedef struct ranked {
    uint64_t head;
    const member *m;
} ranked;

enum { FEW_MEMBERS = 64 }; /* sorted where they stand, without memory of their own */

static uint64_t head_of(lc_sv key)
{
    uint64_t x = 0;
    if (key.len >= sizeof x) {
        memcpy(&x, key.data, sizeof x);
        return __builtin_bswap64(x);
    }
    for (size_t i = 0; i < key.len; i++) x |= (uint64_t)(unsigned char)key.data[i] << (56 - 8 * i);
    return x;
}

static int by_key(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->head != y->head) return x->head < y->head ? -1 : 1;
    return lc_sv_cmp(x->m->key, y->m->key);
}

static void sort_few(ranked *r, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        ranked one = r[i];
        uint32_t k = i;
        for (; k > 0 && by_key(&one, &r[k - 1]) < 0; k--) r[k] = r[k - 1];
        r[k] = one;
    }
}

static void line_break(lc_json_style style, int depth, lc_buf *out)
{
    if (style != LC_JSON_PRETTY) return;
    lc_buf_c(out, '\n');
    for (int i = 0; i < depth; i++) lc_buf_z(out, "  ");
}

static void write_value(const lc_json *v, lc_json_style style, int depth, lc_buf *out);

static void write_member(const lc_json *v, const member *m, lc_json_style style, int depth,
                         lc_buf *out)
{
    line_break(style, depth, out);
    if (v->kind == LC_JSON_OBJECT) {
        lc_json_write_string(m->key, out);
        lc_buf_c(out, ':');
        if (style == LC_JSON_PRETTY) lc_buf_c(out, ' ');
    }
    write_value(m->value, style, depth, out);
}

static void write_sorted(const lc_json *v, lc_json_style style, int depth, lc_buf *out)
{
    ranked few[FEW_MEMBERS];
    ranked *order = v->len <= FEW_MEMBERS ? few : lc_xmalloc(v->len * sizeof *order);
    for (uint32_t i = 0; i < v->len; i++)
        order[i] = (ranked){head_of(v->u.members[i].key), &v->u.members[i]};
    if (order == few)
        sort_few(order, v->len);
    else
        qsort(order, v->len, sizeof *order, by_key);
    for (uint32_t i = 0; i < v->len; i++) {
        if (i) lc_buf_c(out, ',');
        write_member(v, order[i].m, style, depth, out);
    }
    if (order != few) free(order);
}

static void write_container(const lc_json *v, lc_json_style style, int depth, lc_buf *out)
{
    bool object = v->kind == LC_JSON_OBJECT;
    lc_buf_c(out, object ? '{' : '[');
    if (object && style == LC_JSON_CANONICAL)
        write_sorted(v, style, depth + 1, out);
    else
        for (uint32_t i = 0; i < v->len; i++) {
            if (i) lc_buf_c(out, ',');
            write_member(v, &v->u.members[i], style, depth + 1, out);
        }
    if (v->len) line_break(style, depth, out);
    lc_buf_c(out, object ? '}' : ']');
}

static void write_value(const lc_json *v, lc_json_style style, int depth, lc_buf *out)
{
    switch (lc_json_kind_of(v)) {
    case LC_JSON_ABSENT:
    case LC_JSON_NULL: lc_buf_z(out, "null"); break;
    case LC_JSON_BOOL: lc_buf_z(out, v->u.boolean ? "true" : "false"); break;
    case LC_JSON_INT: write_int(v->u.integer, out); break;
    case LC_JSON_REAL: write_real(v->u.real, out); break;
    case LC_JSON_STRING: lc_json_write_string(v->u.string, out); break;
    case LC_JSON_ARRAY:
    case LC_JSON_OBJECT:
        if (v->cap == LC_JSON_FROZEN && style != LC_JSON_PRETTY)
            lc_buf_sv(out, v->u.members[v->len].key);
        else
            write_container(v, style, depth, out);
        break;
    }
}

void lc_json_write(const lc_json *v, lc_json_style style, lc_buf *out)
{
    write_value(v, style, 0, out);
}

lc_sv lc_json_text(lc_arena *a, const lc_json *v, lc_json_style style)
{
    lc_buf b = {0};
    lc_json_write(v, style, &b);
    lc_sv text = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return text;
}
