#include "source/input.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/vec.h"
#include "codec/xlsx.h"
#include "source/sheet.h"
#include "text/fold.h"

enum {
    CHUNK_BYTES = 64 * 1024,
    MAX_ONCE = 64,
    MAX_STRAY = 256, /* places of replaced bytes remembered at a time */
    MAX_SEQUENCE = 4,
    PAGE_MARK_WITHIN = 512 /* bytes */
};

struct lc_input {
    const lc_origin *origin;
    const lc_source_sink *sink;
    const lc_reader *in;
    lc_buf peeked; /* the file's first bytes */
    size_t peeked_at;
    lc_reader raw, text; /* the file's bytes; the same as UTF-8 */
    lc_reader clean;
    lc_charset *charset;        /* NULL: the bytes are taken for UTF-8 as they are */
    size_t from, clean_to, len; /* data[from..clean_to) goes out next, the rest is not whole yet */
    uint64_t at;                /* bytes of text cleaned so far */
    uint64_t skipped;           /* bytes of the mark */
    char last;                  /* byte given */
    LC_VEC(uint64_t) stray;     /* places of replaced bytes, ascending */
    uint64_t n_stray;
    size_t stray_at;
    bool row_bad;
    lc_input_kind kind;
    lc_sheet *sheet; /* of a workbook */
    lc_reader rows_of_sheet;
    lc_arena *arena; /* texts told once */
    lc_sv once[MAX_ONCE];
    size_t n_once;
    uint64_t rows, rows_bad, entries, names;
    char data[CHUNK_BYTES];
};

/* ---- bytes ---- */

/* The file's bytes: those looked at to find out the encoding, then the rest. */
static int read_raw(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    lc_input *i = ctx;
    size_t left = i->peeked.len - i->peeked_at;
    if (!left) return i->in->read(i->in->ctx, data, cap, got, err);
    *got = left < cap ? left : cap;
    memcpy(data, i->peeked.data + i->peeked_at, *got);
    i->peeked_at += *got;
    return 0;
}

static void note_stray(lc_input *i, uint64_t byte)
{
    i->n_stray++;
    if (i->stray_at == i->stray.len) i->stray.len = i->stray_at = 0;
    if (i->stray.len < MAX_STRAY) lc_vec_push(&i->stray, byte);
}

/* Length of the tail of t that may be the beginning of a sequence the next read completes. */
static size_t cut_tail(lc_sv t)
{
    for (size_t n = 1; n < MAX_SEQUENCE && n <= t.len; n++) {
        unsigned char c = (unsigned char)t.data[t.len - n];
        if ((c & 0xC0) == 0x80) continue;
        size_t want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        return want > n ? n : 0;
    }
    return 0;
}

static void replace_stray(lc_input *i, char *p, size_t n)
{
    for (char *nul = p; (nul = memchr(nul, 0, n - (size_t)(nul - p)));) {
        note_stray(i, i->at + (uint64_t)(nul - p));
        *nul = '?';
    }
    size_t done = 0, bad;
    while (!lc_utf8_ok((lc_sv){p + done, n - done}, &bad)) {
        done += bad;
        note_stray(i, i->at + done);
        p[done++] = '?';
    }
}

/* Reads behind the bytes at hand until at least one more is clean or the text ends. */
static int fill(lc_input *i, licet_error *err)
{
    memmove(i->data, i->data + i->from, i->len - i->from);
    i->len -= i->from;
    i->clean_to -= i->from;
    i->from = 0;
    for (size_t got = 1; got;) {
        int rc = i->text.read(i->text.ctx, i->data + i->len, sizeof i->data - i->len, &got, err);
        if (rc) return rc;
        i->len += got;
        size_t n = i->len - i->clean_to;
        if (got) n -= cut_tail((lc_sv){i->data + i->clean_to, n});
        if (!n) continue;
        replace_stray(i, i->data + i->clean_to, n);
        i->clean_to += n;
        i->at += n;
        break;
    }
    return 0;
}

static int read_clean(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    lc_input *i = ctx;
    int rc = i->from == i->clean_to ? fill(i, err) : 0;
    if (rc) return rc;
    size_t left = i->clean_to - i->from;
    *got = left < cap ? left : cap;
    memcpy(data, i->data + i->from, *got);
    i->from += *got;
    if (*got) i->last = i->data[i->from - 1];
    return 0;
}

static int peek(lc_input *i, licet_error *err)
{
    if (i->peeked.len) return 0;
    lc_buf_reserve(&i->peeked, CHUNK_BYTES);
    for (size_t got = 1; got && i->peeked.len < CHUNK_BYTES;) {
        int rc = i->in->read(i->in->ctx, i->peeked.data + i->peeked.len,
                             CHUNK_BYTES - i->peeked.len, &got, err);
        if (rc) return rc;
        i->peeked.len += got;
    }
    return 0;
}

/* No list is published in UTF-16: such a file was saved again by another program, which may have
 * changed more than its encoding. Where the publisher writes UTF-8, a byte that is not UTF-8 is
 * damage, to be told and counted, and no other encoding. */
static int choose_encoding(lc_input *i, bool utf8_only, licet_error *err)
{
    lc_charset_kind kind;
    size_t mark;
    licet_error why = {0};
    int rc =
        lc_charset_detect(lc_buf_view(&i->peeked), i->peeked.len < CHUNK_BYTES, &kind, &mark, &why);
    if (rc)
        return lc_input_refuse(i, 0, why.byte, err,
                               "the text is in no encoding this list is published in");
    if (kind == LC_CHARSET_UTF16LE || kind == LC_CHARSET_UTF16BE)
        return lc_input_refuse(
            i, 1, 0, err, "the text is UTF-16: another program saved the publisher's file again");
    i->skipped = mark;
    if (utf8_only) {
        i->peeked_at = mark;
        i->text = i->raw;
        return 0;
    }
    rc = lc_charset_open(&i->raw, &i->charset, err);
    if (!rc) i->text = lc_charset_reader(i->charset);
    return rc;
}

static int judge_head(const lc_input *i, licet_error *err)
{
    lc_sv head = lc_sv_trim(lc_input_head(i));
    if (!head.len) return lc_input_refuse(i, 1, 0, err, "the file is empty");
    if (head.data[0] == '<')
        return lc_input_refuse(i, 1, 0, err, "the file is a web page or XML, not the list");
    return 0;
}

static int begin(lc_input *i, bool utf8_only, licet_error *err)
{
    int rc = peek(i, err);
    if (!rc) rc = choose_encoding(i, utf8_only, err);
    if (!rc) rc = fill(i, err);
    return rc ? rc : judge_head(i, err);
}

/* ---- opening ---- */

static lc_input *new_input(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink)
{
    lc_input *i = lc_xmalloc(sizeof *i);
    memset(i, 0, offsetof(lc_input, data));
    i->origin = origin;
    i->sink = sink;
    i->in = in;
    i->arena = lc_arena_new();
    i->raw = (lc_reader){i, read_raw};
    i->clean = (lc_reader){i, read_clean};
    return i;
}

int lc_input_open(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                  bool utf8_only, lc_input **out, licet_error *err)
{
    lc_input *i = new_input(in, origin, sink);
    int rc = begin(i, utf8_only, err);
    if (rc)
        lc_input_close(i);
    else
        *out = i;
    return rc;
}

/* ---- a file that may come in several forms ---- */

/* A web page that a server sent in place of the list begins with a document type or <html>. */
static int judge_xml(const lc_input *i, licet_error *err)
{
    static const char *const pages[] = {"<!doctype html", "<html"};
    lc_sv head = lc_buf_view(&i->peeked);
    if (head.len > PAGE_MARK_WITHIN) head.len = PAGE_MARK_WITHIN;
    for (size_t k = 0; k < sizeof pages / sizeof *pages; k++)
        if (lc_sv_ifind(head, lc_sv_of(pages[k]), 0) != SIZE_MAX)
            return lc_input_refuse(i, 1, 0, err, "the file is a web page, not the list");
    return 0;
}

static lc_input_kind kind_of(lc_sv head)
{
    if (lc_xlsx_sniff(head)) return LC_INPUT_SHEET;
    if (lc_sv_starts(head, LC_SV("\xEF\xBB\xBF"))) head = lc_sv_from(head, 3);
    return lc_sv_starts(lc_sv_trim(head), LC_SV("<")) ? LC_INPUT_XML : LC_INPUT_TEXT;
}

/* A workbook's bytes are all needed before its first row. */
static int begin_sheet(lc_input *i, licet_error *err)
{
    licet_error why = {0};
    int rc = lc_sheet_read(&i->raw, i->origin->file, &i->sheet, &why);
    if (rc == LICET_E_IO && err) *err = why;
    if (rc == LICET_E_IO) return rc;
    if (rc) return lc_input_refuse(i, 1, 0, err, "%.200s", why.message);
    lc_buf_done(&i->peeked);
    i->peeked_at = 0;
    i->rows_of_sheet = lc_sheet_reader(i->sheet);
    i->in = &i->rows_of_sheet;
    return begin(i, true, err);
}

static int begin_any(lc_input *i, licet_error *err)
{
    int rc = peek(i, err);
    if (rc) return rc;
    i->kind = kind_of(lc_buf_view(&i->peeked));
    switch (i->kind) {
    case LC_INPUT_SHEET: return begin_sheet(i, err);
    case LC_INPUT_XML: i->clean = i->raw; return judge_xml(i, err);
    case LC_INPUT_TEXT: break;
    }
    return begin(i, false, err);
}

int lc_input_run(const lc_reader *in, const lc_origin *origin, const lc_source_sink *sink,
                 lc_input_body text, lc_input_body xml, lc_source_result *out, licet_error *err)
{
    lc_input *i = new_input(in, origin, sink);
    int rc = begin_any(i, err);
    lc_input_body body = i->kind == LC_INPUT_XML ? xml : text;
    if (!rc && !body)
        rc = lc_input_refuse(i, 1, 0, err, "this list is not read as %s",
                             i->kind == LC_INPUT_XML ? "XML" : "a table");
    if (!rc && body) rc = body(i, out, err);
    lc_input_close(i);
    return rc;
}

lc_input_kind lc_input_kind_of(const lc_input *i)
{
    return i->kind;
}

void lc_input_close(lc_input *i)
{
    if (!i) return;
    lc_charset_close(i->charset);
    lc_sheet_free(i->sheet);
    lc_buf_done(&i->peeked);
    lc_vec_done(&i->stray);
    lc_arena_free(i->arena);
    free(i);
}

const lc_reader *lc_input_reader(const lc_input *i)
{
    return &i->clean;
}

lc_sv lc_input_head(const lc_input *i)
{
    if (i->kind == LC_INPUT_XML) return lc_buf_view(&i->peeked);
    return (lc_sv){i->data + i->from, i->clean_to - i->from};
}

char lc_input_last_byte(const lc_input *i)
{
    return i->last;
}

uint64_t lc_input_skipped_bytes(const lc_input *i)
{
    return i->skipped;
}

/* ---- telling ---- */

/* A text cut to its room may end inside a character, and holds whatever the file held. */
static void make_whole(char *text)
{
    size_t bad;
    for (char *p = text; !lc_utf8_ok(lc_sv_of(p), &bad); p += bad + 1) p[bad] = '?';
}

int lc_input_refuse(const lc_input *i, uint64_t line, uint64_t byte, licet_error *err,
                    const char *fmt, ...)
{
    char why[sizeof err->message];
    char file[sizeof err->file];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(why, sizeof why, fmt, ap);
    va_end(ap);
    make_whole(why);
    lc_fail(err, LICET_E_SOURCE, "%s", why);
    snprintf(file, sizeof file, "%.*s", LC_SV_ARG(i->origin->file));
    make_whole(file);
    lc_fail_at(err, file, line, byte + i->skipped);
    lc_fail_remedy(err, "nothing was taken from it; download the file again from its publisher, "
                        "and check there if it happens twice");
    return LICET_E_SOURCE;
}

static void tell(lc_input *i, const char *code, uint64_t line, uint64_t byte, bool lost, lc_sv text)
{
    if (!i->sink->diag) return;
    lc_diag d = {code, line, byte + i->skipped, text, lost};
    i->sink->diag(i->sink->ctx, &d);
}

void lc_input_tell(lc_input *i, const char *code, uint64_t line, uint64_t byte, bool row_lost,
                   const char *fmt, ...)
{
    char text[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    make_whole(text);
    tell(i, code, line, byte, row_lost, lc_sv_of(text));
}

void lc_input_tell_once(lc_input *i, const char *code, uint64_t line, uint64_t byte, lc_sv text)
{
    for (size_t k = 0; k < i->n_once; k++)
        if (lc_sv_eq(i->once[k], text)) return;
    if (i->n_once < MAX_ONCE) i->once[i->n_once++] = lc_arena_sv(i->arena, text);
    tell(i, code, line, byte, false, text);
}

/* ---- counting ---- */

void lc_input_bad_row(lc_input *i)
{
    if (!i->row_bad) i->rows_bad++;
    i->row_bad = true;
}

void lc_input_row(lc_input *i, uint64_t line, uint64_t end)
{
    i->rows++;
    i->row_bad = false;
    while (i->stray_at < i->stray.len && i->stray.at[i->stray_at] < end) {
        uint64_t byte = i->stray.at[i->stray_at++];
        if (!i->row_bad)
            lc_input_tell(i, "bad_byte", line, byte, false,
                          "a byte that is NUL or not UTF-8; read as '?'");
        lc_input_bad_row(i);
    }
}

int lc_input_entry(lc_input *i, lc_build *b, uint64_t line, uint64_t byte, uint64_t bytes,
                   licet_error *err)
{
    lc_entry *e = &b->entry;
    if (b->overflow)
        return lc_input_refuse(i, line, byte, err, "a record with more than %d values of a kind",
                               LC_BUILD_MAX_LIST);
    e->origin = (lc_origin){i->origin->file, i->origin->sha256, line, byte + i->skipped, bytes};
    if (i->kind == LC_INPUT_SHEET) e->origin.byte = e->origin.bytes = 0;
    i->entries++;
    i->names += e->n_names;
    return i->sink->entry(i->sink->ctx, e, err);
}

static int judge_rows(const lc_input *i, licet_error *err)
{
    if (i->rows_bad <= LC_INPUT_BAD_ROWS_MAX ||
        i->rows_bad * 100 <= i->rows * LC_INPUT_BAD_ROWS_PERCENT)
        return 0;
    return lc_input_refuse(i, 0, 0, err, "%llu of %llu rows are damaged%s",
                           (unsigned long long)i->rows_bad, (unsigned long long)i->rows,
                           i->n_stray ? ": the file is not UTF-8 throughout" : "");
}

int lc_input_end_part(const lc_input *i, lc_source_result *out, licet_error *err)
{
    int rc = judge_rows(i, err);
    if (rc) return rc;
    out->entries += i->entries;
    out->names += i->names;
    out->rows += i->rows;
    out->rows_bad += i->rows_bad;
    return 0;
}

int lc_input_end(lc_input *i, const char *format, lc_date list_date, lc_source_result *out,
                 licet_error *err)
{
    if (!i->entries) return lc_input_refuse(i, 0, 0, err, "the file holds no entry");
    int rc = judge_rows(i, err);
    if (rc) return rc;
    *out = (lc_source_result){.entries = i->entries,
                              .names = i->names,
                              .rows = i->rows,
                              .rows_bad = i->rows_bad,
                              .list_date = list_date};
    snprintf(out->format, sizeof out->format, "%s", format);
    return 0;
}
