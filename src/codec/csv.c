/* How a row is read. Bytes are scanned in place in one buffer that always holds the whole row; the
 * scan only notes where each field stands. Doubled quotes are folded after the row is known to be
 * whole, so that a row with a quote that never closes can be read again from its second line: one
 * wrong quote must cost its own row and not those that follow. */
#include "codec/csv.h"

#include <stdlib.h>

#include "base/vec.h"
#include "codec/utf8.h"

enum {
    FIRST_BUFFER_BYTES = 256 * 1024,
    DEFAULT_FIELD_BYTES = 1024 * 1024,
    DEFAULT_ROW_BYTES = 8 * 1024 * 1024,
    DEFAULT_FIELDS = 1024,
    END = -1
};

static const char NUL_BYTE[] = "NUL byte in the row";
static const char BAD_UTF8[] = "bytes that are not UTF-8";
static const char LONG_FIELD[] = "a field over the size limit";
static const char LONG_ROW[] = "a row over the size limit";
static const char MANY_FIELDS[] = "more fields than the limit";
static const char AFTER_QUOTE[] = "bytes between a closing quote and the next separator";
static const char OPEN_QUOTE[] = "a quote that is never closed";

typedef struct span { /* of a field, from the row's first byte */
    size_t at, len;
    bool escaped;
} span;

struct lc_csv {
    lc_reader in;
    lc_csv_params p;
    bool stops[256]; /* bytes that end a plain field */
    char *buf;
    size_t cap, row, end; /* buf[row..end) is read and not yet handed on */
    uint64_t row_byte, line;
    bool begun, eof;
    int rc; /* of the reader, once it failed */
    licet_error *err;
    LC_VEC(span) spans;
    LC_VEC(lc_sv) fields;
};

typedef struct scan {
    size_t at;      /* from the row's first byte */
    uint64_t lines; /* line ends inside quotes so far */
    const char *problem;
    size_t problem_at;
    size_t
        again_at; /* where to read on after an open quote: behind the line it opened on; 0: none */
    size_t again_bytes; /* to the end of that line */
    uint64_t again_lines;
    bool early;
} scan;

lc_csv *lc_csv_open(const lc_reader *in, const lc_csv_params *params)
{
    lc_csv *c = lc_xmalloc(sizeof *c);
    *c = (lc_csv){.in = *in, .line = 1};
    if (params) c->p = *params;
    if (!c->p.separator) c->p.separator = ',';
    if (!c->p.max_field_bytes) c->p.max_field_bytes = DEFAULT_FIELD_BYTES;
    if (!c->p.max_row_bytes) c->p.max_row_bytes = DEFAULT_ROW_BYTES;
    if (!c->p.max_fields) c->p.max_fields = DEFAULT_FIELDS;
    c->stops[(unsigned char)c->p.separator] = c->stops['\n'] = c->stops['\r'] = true;
    c->cap = FIRST_BUFFER_BYTES;
    c->buf = lc_xmalloc(c->cap);
    return c;
}

void lc_csv_close(lc_csv *c)
{
    if (!c) return;
    lc_vec_done(&c->spans);
    lc_vec_done(&c->fields);
    free(c->buf);
    free(c);
}

/* Reads more bytes behind those at hand; at the end of the file, or on error, eof is set. */
static void fill(lc_csv *c)
{
    if (c->eof) return;
    if (c->end == c->cap && c->row) {
        memmove(c->buf, c->buf + c->row, c->end - c->row);
        c->end -= c->row;
        c->row = 0;
    }
    if (c->end == c->cap) {
        c->cap *= 2;
        c->buf = lc_xrealloc(c->buf, c->cap);
    }
    size_t got = 0;
    c->rc = c->in.read(c->in.ctx, c->buf + c->end, c->cap - c->end, &got, c->err);
    if (c->rc || !got) c->eof = true;
    if (!c->rc) c->end += got;
}

static int peek(lc_csv *c, size_t at)
{
    while (c->row + at >= c->end) {
        if (c->eof) return END;
        fill(c);
    }
    return (unsigned char)c->buf[c->row + at];
}

static void fault(scan *s, const char *problem, size_t at)
{
    s->problem = problem;
    s->problem_at = at;
}

/* Names the limit that was crossed first, so that the answer does not depend on where the reader's
 * pieces end. len: of the field at start. */
static bool within_limits(const lc_csv *c, scan *s, size_t start, size_t len)
{
    bool long_field = len > c->p.max_field_bytes, long_row = s->at > c->p.max_row_bytes;
    if (long_field && (!long_row || start + c->p.max_field_bytes <= c->p.max_row_bytes))
        fault(s, LONG_FIELD, start);
    else if (long_row)
        fault(s, LONG_ROW, 0);
    return !s->problem;
}

/* More bytes for a field that began at start; false at the end of the file or beyond a limit. */
static bool more(lc_csv *c, scan *s, size_t start)
{
    return within_limits(c, s, start, s->at - start) && peek(c, s->at) != END;
}

static span plain(lc_csv *c, scan *s)
{
    size_t start = s->at;
    do {
        const char *p = c->buf + c->row;
        size_t n = c->end - c->row, i = s->at;
        while (i < n && !c->stops[(unsigned char)p[i]]) i++;
        s->at = i;
        if (i < n) break;
    } while (more(c, s, start));
    return (span){start, s->at - start, false};
}

/* A line end inside quotes. CR LF is one. */
static void quoted_line_end(lc_csv *c, scan *s)
{
    bool pair = c->buf[c->row + s->at] == '\r' && peek(c, s->at + 1) == '\n';
    size_t line_end = s->at;
    s->at += pair ? 2 : 1;
    s->lines++;
    if (s->again_at) return;
    s->again_at = s->at;
    s->again_bytes = line_end;
    s->again_lines = s->lines;
}

/* Moves s->at over what stands inside quotes, onto the closing quote; false if it never comes. */
static bool to_closing_quote(lc_csv *c, scan *s, span *f)
{
    size_t start = s->at;
    while (more(c, s, start)) {
        const char *p = c->buf + c->row;
        size_t n = c->end - c->row, i = s->at;
        while (i < n && p[i] != '"' && p[i] != '\n' && p[i] != '\r') i++;
        s->at = i;
        if (i == n) continue;
        if (p[i] != '"') {
            quoted_line_end(c, s);
        } else if (peek(c, i + 1) == '"') {
            f->escaped = true;
            s->at += 2;
        } else {
            return within_limits(c, s, start, s->at - start);
        }
    }
    s->early = !s->problem;
    if (s->early) fault(s, OPEN_QUOTE, start - 1);
    return false;
}

static span quoted(lc_csv *c, scan *s)
{
    size_t open = s->at++;
    span f = {s->at, 0, false};
    if (!to_closing_quote(c, s, &f)) return f;
    f.len = s->at - f.at;
    s->at++;
    int next = peek(c, s->at);
    if (next == END || c->stops[next]) return f;
    /* "abc"def on one line is a slip of that row. If the quote ran over line ends first, it was
     * most likely never closed and the quote just met opens another row's field. */
    if (s->again_at)
        fault(s, OPEN_QUOTE, open);
    else
        fault(s, AFTER_QUOTE, s->at);
    return f;
}

static void scan_row(lc_csv *c, scan *s)
{
    c->spans.len = 0;
    for (;;) {
        s->again_at = 0;
        span f = peek(c, s->at) == '"' ? quoted(c, s) : plain(c, s);
        if (!s->problem) within_limits(c, s, f.at, f.len);
        if (!s->problem && c->spans.len == c->p.max_fields) fault(s, MANY_FIELDS, f.at);
        if (s->problem || c->rc) return;
        lc_vec_push(&c->spans, f);
        int next = peek(c, s->at);
        if (next != c->p.separator) {
            s->early = next == END;
            return;
        }
        s->at++;
    }
}

/* Lets go of n bytes at the row's start. */
static void drop(lc_csv *c, size_t n)
{
    c->row += n;
    c->row_byte += n;
}

/* Behind the line end that stands at the row's start, if one does. */
static bool drop_line_end(lc_csv *c)
{
    int ch = peek(c, 0);
    if (ch != '\n' && ch != '\r') return false;
    drop(c, ch == '\r' && peek(c, 1) == '\n' ? 2 : 1);
    c->line++;
    return true;
}

/* Inside a field that may never have been meant to hold line ends. */
static bool in_quotes(const scan *s)
{
    return s->again_at &&
           (s->problem == OPEN_QUOTE || s->problem == LONG_FIELD || s->problem == LONG_ROW);
}

/* Reads on behind the line the problem stands on. */
static void recover(lc_csv *c, scan *s, lc_csv_row *row)
{
    if (in_quotes(s)) {
        row->bytes = s->again_bytes;
        row->ends_file_early = s->early;
        drop(c, s->again_at);
        c->line += s->again_lines;
        return;
    }
    drop(c, s->at);
    row->bytes = s->at;
    c->line += s->lines;
    for (;;) {
        size_t n = c->end - c->row, i = 0;
        while (i < n && c->buf[c->row + i] != '\n' && c->buf[c->row + i] != '\r') i++;
        drop(c, i);
        row->bytes += i;
        if (i < n || peek(c, 0) == END) break;
    }
    row->ends_file_early = !drop_line_end(c);
}

/* Doubled quotes become one, in place. */
static size_t fold_quotes(char *p, size_t len)
{
    size_t to = 0;
    for (size_t i = 0; i < len; i++) {
        p[to++] = p[i];
        if (p[i] == '"') i++;
    }
    return to;
}

static void hand_on(lc_csv *c, const scan *s, lc_csv_row *row)
{
    char *base = c->buf + c->row;
    c->fields.len = 0;
    for (size_t i = 0; i < c->spans.len; i++) {
        span f = c->spans.at[i];
        if (f.escaped) f.len = fold_quotes(base + f.at, f.len);
        lc_vec_push(&c->fields, (lc_sv){base + f.at, f.len});
    }
    row->fields = c->fields.at;
    row->n = c->fields.len;
    row->bytes = s->at;
    row->ends_file_early = s->early;
}

static void skip_mark(lc_csv *c)
{
    c->begun = true;
    if (peek(c, 0) == 0xEF && peek(c, 1) == 0xBB && peek(c, 2) == 0xBF) drop(c, 3);
}

int lc_csv_next(lc_csv *c, bool *has_row, lc_csv_row *out, licet_error *err)
{
    c->err = err;
    if (!c->begun) skip_mark(c);
    while (drop_line_end(c)) {
    }
    if (c->rc || peek(c, 0) == END) {
        if (!c->rc) *has_row = false;
        return c->rc;
    }
    scan s = {0};
    lc_csv_row row = {.line = c->line, .byte = c->row_byte};
    scan_row(c, &s);
    if (c->rc) return c->rc;
    size_t bad = s.problem ? SIZE_MAX : lc_utf8_bad_at((lc_sv){c->buf + c->row, s.at});
    if (bad != SIZE_MAX) fault(&s, c->buf[c->row + bad] ? BAD_UTF8 : NUL_BYTE, bad);
    row.problem = s.problem;
    row.problem_byte = row.byte + s.problem_at;
    if (s.problem) {
        recover(c, &s, &row);
    } else {
        hand_on(c, &s, &row);
        drop(c, s.at); /* the bytes stay where they are until the next call */
        c->line += s.lines;
    }
    if (c->rc) return c->rc;
    *has_row = true;
    *out = row;
    return 0;
}
