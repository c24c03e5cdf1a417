/* Orders, from bytes to rows: encoding, then JSON Lines or a table; a table's beginning decides
 * about its separator and columns, then rows stream through one at a time. */
#include "engine/orders.h"

#include <stdlib.h>

#include "codec/csv.h"
#include "engine/orders_layout.h"
#include "engine/orders_lines.h"
#include "engine/orders_peek.h"
#include "engine/orders_row.h"
#include "text/charset.h"

struct lc_orders {
    lc_arena *arena;
    lc_orders_params p;
    lc_words_table *words;
    lc_peek raw, text;
    lc_reader raw_in, charset_in, text_in;
    lc_charset *charset;
    bool jsonl;
    lc_orders_lines lines;
    lc_csv *csv;
    lc_layout layout;
    lc_columns columns;
    lc_sv *header;
    lc_json *unread_parties; /* headers, or NULL */
};

/* ---- opening ---- */

static int refuse_workbook(const lc_orders *o, licet_error *err)
{
    lc_sv head = lc_buf_view(&o->raw.head);
    bool zip = lc_sv_starts(head, LC_SV("PK\x03\x04"));
    bool old = lc_sv_starts(head, LC_SV("\xD0\xCF\x11\xE0"));
    if (!zip && !old) return 0;
    lc_fail(err, LICET_E_SYNTAX, "this is a workbook, not a table in text");
    return lc_fail_remedy(err,
                          "a workbook cannot come through a pipe: give the file's name, or save "
                          "the sheet as CSV (UTF-8)");
}

static int open_text(lc_orders *o, const lc_reader *in, licet_error *err)
{
    enum { MARK_BYTES = 8 };
    int rc = lc_peek_open(&o->raw, in, MARK_BYTES, err);
    if (!rc) rc = refuse_workbook(o, err);
    if (rc) return rc;
    o->raw_in = lc_peek_reader(&o->raw);
    rc = lc_charset_open(&o->raw_in, &o->charset, err);
    if (rc) return rc;
    o->charset_in = lc_charset_reader(o->charset);
    rc = lc_peek_open(&o->text, &o->charset_in, LC_LAYOUT_HEAD_BYTES, err);
    o->text_in = lc_peek_reader(&o->text);
    return rc;
}

static bool looks_like_jsonl(const lc_orders *o)
{
    lc_sv head = lc_sv_trim(lc_buf_view(&o->text.head));
    if (o->p.header_first) return false;
    return lc_sv_ends(o->p.file, LC_SV(".jsonl")) || lc_sv_ends(o->p.file, LC_SV(".ndjson")) ||
           lc_sv_starts(head, LC_SV("{"));
}

static void collect_unread_parties(lc_orders *o)
{
    for (size_t i = 0; i < o->columns.n; i++) {
        if (!o->columns.at[i].party_like) continue;
        if (!o->unread_parties) o->unread_parties = lc_json_array(o->arena);
        lc_json_push_sv(o->arena, o->unread_parties, o->columns.at[i].called);
    }
}

/* Reads up to and with the header line. */
static int read_header(lc_orders *o, licet_error *err)
{
    lc_csv_row row = {0};
    bool has = true;
    int rc = 0;
    for (size_t i = 0; i <= o->layout.title_rows && has && !rc; i++)
        rc = lc_csv_next(o->csv, &has, &row, err);
    if (rc) return rc;
    o->header = LC_NEW_N(o->arena, lc_sv, row.n + 1);
    for (size_t i = 0; i < row.n; i++) o->header[i] = lc_arena_sv(o->arena, row.fields[i]);
    size_t n_maps;
    const lc_sv *maps = lc_layout_maps(&o->p, o->arena, o->header, row.n, &n_maps);
    return lc_columns_judge(o->words, o->arena, o->header, row.n, maps, n_maps, &o->columns, err);
}

static int open_table(lc_orders *o, licet_error *err)
{
    lc_layout_params lp = {o->words, lc_buf_view(&o->text.head), o->text.whole, &o->p};
    lc_sv head = lc_arena_sv(o->arena, lp.head); /* the reader lets go of its own */
    lp.head = head;
    int rc = lc_layout_find(&lp, o->arena, &o->layout, err);
    if (rc) return rc;
    o->csv = lc_csv_open(&o->text_in, &(lc_csv_params){.separator = o->layout.separator});
    rc = read_header(o, err);
    if (rc) return rc;
    lc_layout_sample(&lp, o->arena, &o->layout, &o->columns);
    collect_unread_parties(o);
    return 0;
}

static int open_jsonl(lc_orders *o, licet_error *err)
{
    o->jsonl = true;
    o->lines.in = o->text_in;
    if (!o->p.n_maps) return 0;
    lc_fail(err, LICET_E_ARGUMENT, "--map is for tables; these orders are JSON Lines");
    return lc_fail_remedy(err, "their members are the facts' own words (docs/orders.md)");
}

static void keep_params(lc_orders *o, const lc_orders_params *p)
{
    o->p = *p;
    o->p.file = lc_arena_sv(o->arena, p->file);
    lc_sv *maps = LC_NEW_N(o->arena, lc_sv, p->n_maps + 1);
    for (size_t i = 0; i < p->n_maps; i++) maps[i] = lc_arena_sv(o->arena, p->maps[i]);
    o->p.maps = maps;
}

int lc_orders_open(const lc_reader *in, const lc_orders_params *p, lc_orders **out,
                   licet_error *err)
{
    lc_orders *o = lc_xmalloc(sizeof *o);
    *o = (lc_orders){.arena = lc_arena_new()};
    keep_params(o, p);
    int rc = lc_words_open(p->columns_text, &o->words, err);
    if (!rc) rc = open_text(o, in, err);
    if (!rc) rc = looks_like_jsonl(o) ? open_jsonl(o, err) : open_table(o, err);
    if (rc) {
        lc_orders_close(o);
        return rc;
    }
    *out = o;
    return 0;
}

void lc_orders_close(lc_orders *o)
{
    if (!o) return;
    lc_csv_close(o->csv);
    lc_orders_lines_done(&o->lines);
    lc_peek_done(&o->text);
    lc_charset_close(o->charset);
    lc_peek_done(&o->raw);
    lc_words_close(o->words);
    lc_arena_free(o->arena);
    free(o);
}

/* ---- what was understood ---- */

static const char *separator_word(const lc_orders *o)
{
    switch (o->layout.separator) {
    case ',': return "comma";
    case ';': return "semicolon";
    case '\t': return "tab";
    case '|': return "bar";
    default: return "";
    }
}

static lc_json *column_json(const lc_column *c, lc_arena *a)
{
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "header", c->called);
    lc_json_set(a, o, "column", c->field ? lc_json_of_sv(a, c->canonical) : NULL);
    lc_json_set(a, o, "how", c->how ? lc_json_of_z(a, c->how) : NULL);
    return o;
}

lc_json *lc_orders_mapping(const lc_orders *o, lc_arena *a)
{
    lc_json *m = lc_json_object(a), *columns = lc_json_array(a);
    for (size_t i = 0; i < o->columns.n; i++)
        lc_json_push(a, columns, column_json(&o->columns.at[i], a));
    lc_json_set_z(a, m, "format", o->jsonl ? "jsonl" : "table");
    lc_json_set_z(a, m, "encoding", lc_charset_word(lc_charset_kind_of(o->charset)));
    lc_json_set_z(a, m, "separator", separator_word(o));
    lc_json_set_int(a, m, "title_rows", (int64_t)o->layout.title_rows);
    lc_json_set(a, m, "columns", columns);
    lc_json_set(a, m, "unread_party_like",
                o->unread_parties ? lc_json_copy(a, o->unread_parties) : lc_json_array(a));
    return m;
}

const lc_sv *lc_orders_header(const lc_orders *o, size_t *out_n)
{
    *out_n = o->columns.n;
    return o->header;
}

bool lc_orders_is_jsonl(const lc_orders *o)
{
    return o->jsonl;
}

/* ---- rows ---- */

static bool all_blank(const lc_sv *fields, size_t from, size_t n)
{
    for (size_t i = from; i < n; i++)
        if (lc_sv_trim(fields[i]).len) return false;
    return true;
}

/* Cells under their headers, read and unread; unread cells that look like a party's name count. */
static void file_cells(lc_orders *o, lc_arena *a, const lc_sv *cells, lc_order_row *row)
{
    row->unread_parties = o->unread_parties ? lc_json_copy(a, o->unread_parties) : NULL;
    for (size_t i = 0; i < o->columns.n; i++) {
        const lc_column *c = &o->columns.at[i];
        if (!cells[i].len) continue;
        lc_json *into = c->field ? row->columns : row->unread;
        lc_sv key = c->field ? c->canonical : c->called;
        if (lc_json_get(into, key.data))
            key = lc_arena_printf(a, "%.*s (column %zu)", LC_SV_ARG(key), i + 1);
        lc_json_set_sv(a, into, lc_arena_z(a, key), cells[i]);
        if (c->field || c->answer || c->party_like || !lc_cell_like_name(o->words, a, cells[i]))
            continue;
        if (!row->unread_parties) row->unread_parties = lc_json_array(a);
        lc_json_push_sv(a, row->unread_parties, c->called);
    }
}

/* A row with more or fewer cells than the header has headers stands in the wrong columns. Empty
 * cells at the end are only a spreadsheet's habit. */
static void check_width(const lc_orders *o, lc_arena *a, const lc_csv_row *in, lc_order_row *row)
{
    size_t n = o->columns.n;
    if (in->n == n || (in->n > n && all_blank(in->fields, n, in->n))) return;
    row->problem = lc_arena_printf(a, "the row has %zu cells and the header %zu", in->n, n).data;
}

static void read_table_row(lc_orders *o, lc_arena *a, const lc_csv_row *in, lc_order_row *row)
{
    size_t n = o->columns.n;
    lc_sv *cells = LC_NEW_N(a, lc_sv, (in->n > n ? in->n : n) + 1);
    for (size_t i = 0; i < in->n; i++) cells[i] = lc_arena_sv(a, in->fields[i]);
    row->fields = cells;
    row->n_fields = in->n;
    if (in->problem)
        row->problem =
            lc_arena_printf(a, "%s (line %llu, byte %llu)", in->problem,
                            (unsigned long long)in->line, (unsigned long long)in->problem_byte)
                .data;
    else
        check_width(o, a, in, row);
    if (in->problem) return;
    lc_reading r = {.a = a,
                    .words = o->words,
                    .columns = &o->columns,
                    .params = &o->p,
                    .cells = cells,
                    .row = row};
    row->order_id = lc_reading_cell(&r, LC_FIELD_ORDER_ID);
    row->line_no = lc_reading_cell(&r, LC_FIELD_LINE);
    file_cells(o, a, cells, row);
    if (row->problem) return;
    int date = o->columns.field[LC_FIELD_SHIP_DATE];
    if (date != LC_NO_COLUMN) o->layout.dates = lc_cell_date_order(cells[date], o->layout.dates);
    r.date_order = o->layout.dates;
    lc_reading_facts(&r);
}

static int next_of_table(lc_orders *o, lc_arena *a, bool *has, lc_order_row *row, licet_error *err)
{
    lc_csv_row in = {0};
    do { /* lines of nothing but separators are a spreadsheet's empty lines */
        int rc = lc_csv_next(o->csv, has, &in, err);
        if (rc || !*has) return rc;
    } while (!in.problem && all_blank(in.fields, 0, in.n));
    *row = (lc_order_row){.line = in.line,
                          .byte = in.byte,
                          .ship_date = LC_DATE_NONE,
                          .columns = lc_json_object(a),
                          .unread = lc_json_object(a),
                          .notes = lc_json_array(a),
                          .facts = lc_json_object(a)};
    read_table_row(o, a, &in, row);
    return 0;
}

int lc_orders_next(lc_orders *o, lc_arena *a, bool *has, lc_order_row *row, licet_error *err)
{
    if (o->jsonl) return lc_orders_lines_next(&o->lines, &o->p, a, has, row, err);
    return next_of_table(o, a, has, row, err);
}
