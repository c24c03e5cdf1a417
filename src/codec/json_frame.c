/* How a big document is framed. Only brackets, strings and separators are looked at, in one buffer
 * that always holds the value being framed; whether the value itself is valid JSON is for whoever
 * parses it. So memory is one element, and every byte of the file is seen by one of the two. */
#include <stdlib.h>

#include "base/reader.h"
#include "base/vec.h"
#include "codec/json.h"

enum {
    FIRST_BUFFER_BYTES = 256 * 1024,
    DEFAULT_ELEMENT_BYTES = 8 * 1024 * 1024,
    MAX_MEMBERS = 256, /* of the top-level object */
    END = -1
};

typedef struct frame {
    const lc_reader *in;
    const lc_json_frame *f;
    size_t max_bytes;
    char *buf;
    size_t cap, at, end;    /* buf[at..end) is read and not yet framed */
    uint64_t at_byte, line; /* of buf[at] */
    bool eof;
    int rc; /* of the reader, once it failed */
    licet_error *err;
    lc_arena *arena; /* of keys */
    LC_VEC(lc_sv) keys;
    uint64_t elements;
} frame;

/* ---- bytes ---- */

static void fill(frame *r)
{
    if (r->at && r->end == r->cap) {
        memmove(r->buf, r->buf + r->at, r->end - r->at);
        r->end -= r->at;
        r->at = 0;
    }
    if (r->end == r->cap) {
        r->cap *= 2;
        r->buf = lc_xrealloc(r->buf, r->cap);
    }
    size_t got = 0;
    r->rc = r->in->read(r->in->ctx, r->buf + r->end, r->cap - r->end, &got, r->err);
    if (r->rc || !got) r->eof = true;
    if (!r->rc) r->end += got;
}

static int peek(frame *r, size_t ahead)
{
    while (r->at + ahead >= r->end) {
        if (r->eof) return END;
        fill(r);
    }
    return (unsigned char)r->buf[r->at + ahead];
}

static void drop(frame *r, size_t n)
{
    const char *p = r->buf + r->at, *end = p + n;
    while ((p = memchr(p, '\n', (size_t)(end - p)))) {
        r->line++;
        p++;
    }
    r->at += n;
    r->at_byte += n;
}

static int skip_blanks(frame *r)
{
    int c;
    while ((c = peek(r, 0)) == ' ' || c == '\n' || c == '\r' || c == '\t') drop(r, 1);
    return c;
}

static int wrong(frame *r, const char *what)
{
    if (r->rc) return r->rc;
    bool cut = peek(r, 0) == END;
    if (r->rc) return r->rc;
    lc_fail(r->err, LICET_E_SYNTAX, "not valid JSON: %s", cut ? "the text ends too early" : what);
    lc_fail_at(r->err, NULL, r->line, r->at_byte);
    return LICET_E_SYNTAX;
}

/* ---- one value ---- */

/* Length of the string that starts ahead bytes from here, or 0 if it never ends or is too long. */
static size_t string_bytes(frame *r, size_t ahead)
{
    for (size_t i = ahead + 1; i <= r->max_bytes; i++) {
        if (peek(r, i) == END) return 0;
        const char *p = r->buf + r->at;
        size_t n = r->end - r->at;
        while (i < n && p[i] != '"' && p[i] != '\\') i++;
        if (i == n)
            i--; /* read on */
        else if (p[i] == '\\')
            i++;
        else
            return i + 1 - ahead;
    }
    return 0;
}

static bool ends_scalar(int c)
{
    return c == END || c == ',' || c == ']' || c == '}' || c == ' ' || c == '\n' || c == '\r' ||
           c == '\t';
}

static size_t scalar_bytes(frame *r)
{
    size_t n = 0;
    while (n <= r->max_bytes && !ends_scalar(peek(r, n))) n++;
    return n;
}

/* Length of the object or array that starts here, or 0 if it never ends or is too long. */
static size_t container_bytes(frame *r)
{
    size_t depth = 0;
    for (size_t i = 0; i <= r->max_bytes;) {
        int c = peek(r, i);
        if (c == END) return 0;
        if (c == '"') {
            size_t n = string_bytes(r, i);
            if (!n) return 0;
            i += n;
            continue;
        }
        depth += c == '{' || c == '[';
        i++;
        if ((c == '}' || c == ']') && --depth == 0) return i;
    }
    return 0;
}

/* The bytes of the value that starts here; they stay until the next read. */
static int value_bytes(frame *r, lc_sv *out)
{
    int c = peek(r, 0);
    size_t n = c == '"'               ? string_bytes(r, 0)
               : c == '{' || c == '[' ? container_bytes(r)
                                      : scalar_bytes(r);
    if (r->rc) return r->rc;
    if (n && n <= r->max_bytes) {
        *out = (lc_sv){r->buf + r->at, n};
        return 0;
    }
    bool cut = r->eof && r->end - r->at <= r->max_bytes;
    if (!cut && n == 0 && r->end - r->at <= r->max_bytes) return wrong(r, "a value is missing");
    lc_fail(r->err, cut ? LICET_E_SYNTAX : LICET_E_LIMIT,
            cut ? "not valid JSON: the text ends inside a value" : "a value longer than %zu bytes",
            r->max_bytes);
    lc_fail_at(r->err, NULL, r->line, r->at_byte);
    return cut ? LICET_E_SYNTAX : LICET_E_LIMIT;
}

/* ---- the document ---- */

static int hand_on(frame *r)
{
    lc_sv text = LC_SV_NONE;
    int rc = value_bytes(r, &text);
    if (rc) return rc;
    lc_json_element e = {text, r->line, r->at_byte, r->elements++};
    rc = r->f->element(r->f->ctx, &e, r->err);
    if (!rc) drop(r, text.len);
    return rc;
}

/* Behind a value: a comma with another value behind it, or the closing bracket. */
static int next_or_end(frame *r, char closes, bool *out_more)
{
    int c = skip_blanks(r);
    if (c != ',' && c != closes) return wrong(r, "a comma or a closing bracket is missing");
    drop(r, 1);
    *out_more = c == ',';
    if (*out_more && skip_blanks(r) == closes) return wrong(r, "nothing behind a comma");
    return 0;
}

static int elements(frame *r)
{
    drop(r, 1); /* the bracket */
    bool more = skip_blanks(r) != ']';
    if (!more) drop(r, 1);
    while (more) {
        int rc = hand_on(r);
        if (!rc) rc = next_or_end(r, ']', &more);
        if (rc) return rc;
    }
    return 0;
}

static int take_key(frame *r, lc_sv *out)
{
    lc_sv text = LC_SV_NONE;
    lc_json *j;
    if (peek(r, 0) != '"') return wrong(r, "a member's name is missing");
    int rc = value_bytes(r, &text);
    if (rc) return rc;
    if (lc_json_parse(r->arena, text, &j, NULL)) return wrong(r, "a member's name is no text");
    lc_sv key = lc_json_sv(j);
    for (size_t i = 0; i < r->keys.len; i++)
        if (lc_sv_eq(r->keys.at[i], key)) return wrong(r, "a member stands twice");
    if (r->keys.len == MAX_MEMBERS) return wrong(r, "too many members");
    lc_vec_push(&r->keys, key);
    drop(r, text.len);
    *out = key;
    return 0;
}

static int member(frame *r)
{
    lc_sv key = LC_SV_NONE, text = LC_SV_NONE;
    int rc = take_key(r, &key);
    if (rc) return rc;
    if (skip_blanks(r) != ':') return wrong(r, "a colon is missing");
    drop(r, 1);
    if (skip_blanks(r) == '[' && r->f->array_key && lc_sv_is(key, r->f->array_key))
        return elements(r);
    rc = value_bytes(r, &text);
    if (!rc && r->f->member) rc = r->f->member(r->f->ctx, key, text, r->err);
    if (!rc) drop(r, text.len);
    return rc;
}

static int members(frame *r)
{
    drop(r, 1); /* the brace */
    bool more = skip_blanks(r) != '}';
    if (!more) drop(r, 1);
    while (more) {
        int rc = member(r);
        if (!rc) rc = next_or_end(r, '}', &more);
        if (rc) return rc;
    }
    return 0;
}

static int document(frame *r)
{
    int c = skip_blanks(r);
    if (c != '{' && c != '[') return wrong(r, "neither an object nor an array");
    int rc = c == '{' ? members(r) : elements(r);
    if (rc) return rc;
    if (skip_blanks(r) != END) return wrong(r, "bytes behind the end");
    return r->rc;
}

int lc_json_frame_run(const lc_reader *in, const lc_json_frame *f, licet_error *err)
{
    frame r = {.in = in,
               .f = f,
               .line = 1,
               .cap = FIRST_BUFFER_BYTES,
               .err = err,
               .arena = lc_arena_new(),
               .max_bytes = f->max_element_bytes ? f->max_element_bytes : DEFAULT_ELEMENT_BYTES};
    r.buf = lc_xmalloc(r.cap);
    int rc = document(&r);
    lc_vec_done(&r.keys);
    lc_arena_free(r.arena);
    free(r.buf);
    return rc;
}
