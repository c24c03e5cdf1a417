#include "engine/desk_table.h"

#include "base/vec.h"
#include "codec/csv.h"
#include "engine/orders_words.h"
#include "engine/sheet.h"
#include "text/charset.h"

enum { NOT_WANTED = -1, CHUNK_BYTES = 64 * 1024 };

typedef struct reading {
    const lc_desk_params *p;
    lc_arena *a;
    lc_words_table *words;
    lc_sv keys[LC_DESK_MAX_COLUMNS]; /* of the names wanted */
    LC_VEC(lc_desk_row) rows;
    LC_VEC(int) columns;   /* of the table: which is wanted */
    const lc_sheet *sheet; /* of a workbook, or NULL */
    lc_json *left_out;     /* rows of it that are remarks, or the header once more */
    lc_desk_table out;
} reading;

/* ---- headers ---- */

static int column_of(const reading *r, lc_sv header)
{
    lc_sv key = lc_words_key(r->a, header);
    const lc_word *w = key.len && r->words ? lc_words_find(r->words, LC_WORD_COLUMN, key) : NULL;
    for (size_t i = 0; i < r->p->n_columns && key.len; i++)
        if (lc_sv_eq(key, r->keys[i]) || (w && lc_sv_is(w->what, r->p->columns[i]))) return (int)i;
    return NOT_WANTED;
}

static void map_header(reading *r, lc_sv header, int column)
{
    lc_json *to =
        column == NOT_WANTED ? lc_json_null(r->a) : lc_json_of_z(r->a, r->p->columns[column]);
    lc_json_set(r->a, r->out.mapping, lc_arena_z(r->a, header), to);
    if (column != NOT_WANTED) r->out.has[column] = true;
}

static bool take_header(reading *r, const lc_csv_row *row)
{
    bool found = false;
    for (size_t i = 0; i < row->n; i++)
        found |= column_of(r, row->fields[i]) == (int)r->p->required;
    for (size_t i = 0; i < row->n && found; i++) {
        int column = column_of(r, row->fields[i]);
        map_header(r, row->fields[i], column);
        lc_vec_push(&r->columns, column);
    }
    return found;
}

static int no_header(const reading *r, licet_error *err)
{
    lc_buf names = {0};
    for (size_t i = 0; i < r->p->n_columns; i++)
        lc_buf_printf(&names, "%s%s", i ? ", " : "", r->p->columns[i]);
    if (r->sheet)
        lc_fail(err, LICET_E_SYNTAX, "sheet %.*s, row %u: no column \"%s\" in this header",
                LC_SV_ARG(lc_sheet_name(r->sheet)), r->sheet->last_header_row,
                r->p->columns[r->p->required]);
    else
        lc_fail(err, LICET_E_SYNTAX, "no header with a column \"%s\" in the first %d lines",
                r->p->columns[r->p->required], LC_DESK_TITLE_ROWS + 1);
    lc_fail_remedy(err, "columns: %.*s", LC_SV_ARG(lc_buf_view(&names)));
    lc_buf_done(&names);
    return LICET_E_SYNTAX;
}

/* ---- rows ---- */

static void put_cell(const reading *r, lc_sv *cell, lc_sv text)
{
    text = lc_sv_trim(text);
    if (!text.len) return;
    *cell = cell->len ? lc_arena_printf(r->a, "%.*s; %.*s", LC_SV_ARG(*cell), LC_SV_ARG(text))
                      : lc_arena_sv(r->a, text);
}

static int add_row(reading *r, uint64_t line, lc_sv *cells, const char *problem, licet_error *err)
{
    if (r->rows.len == LC_DESK_MAX_ROWS)
        return lc_fail(err, LICET_E_LIMIT, "more than %d rows", LC_DESK_MAX_ROWS);
    lc_vec_push(&r->rows, (lc_desk_row){line, cells, problem});
    return 0;
}

static bool is_blank(const lc_csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (lc_sv_trim(row->fields[i]).len) return false;
    return true;
}

/* A cell without a known value may be the answer itself: whichever it is, the row is not read. */
static const char *cell_problem(const reading *r, const lc_xlsx_marks *m)
{
    char column[8];
    return lc_arena_printf(r->a, "cell %s%u: %s", lc_xlsx_column_name(m->problem_column, column),
                           m->row, m->problem)
        .data;
}

static bool is_no_row(const reading *r, const lc_xlsx_marks *m, const lc_sv *cells)
{
    return m && !m->problem && (m->header_again || (m->note && !cells[r->p->required].len));
}

static int take_row(reading *r, const lc_csv_row *row, licet_error *err)
{
    const lc_xlsx_marks *m = r->sheet ? lc_xlsx_csv_marks(r->sheet->text, row->line) : NULL;
    lc_sv *cells = LC_NEW_N(r->a, lc_sv, r->p->n_columns);
    const char *problem = row->problem;
    if (!problem && is_blank(row)) return 0;
    if (!problem && row->n > r->columns.len) problem = "more cells than the header has";
    if (!problem && m && m->problem) problem = cell_problem(r, m);
    for (size_t i = 0; i < row->n && !problem; i++)
        if (r->columns.at[i] != NOT_WANTED) put_cell(r, &cells[r->columns.at[i]], row->fields[i]);
    if (!problem && is_no_row(r, m, cells)) {
        lc_json_push(r->a, r->left_out, lc_json_of_int(r->a, (int64_t)row->line));
        return 0;
    }
    return add_row(r, row->line, cells, problem, err);
}

/* The separator that stands most often in the first lines, outside of quotes. */
static char separator_of(lc_sv text)
{
    static const char separators[] = ",;\t";
    size_t counts[sizeof separators - 1] = {0}, best = 0, lines = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.len && lines <= LC_DESK_TITLE_ROWS; i++) {
        char c = text.data[i];
        quoted ^= c == '"';
        lines += c == '\n' && !quoted;
        for (size_t k = 0; k < sizeof separators - 1 && !quoted; k++)
            counts[k] += c == separators[k];
    }
    for (size_t k = 1; k < sizeof separators - 1; k++)
        if (counts[k] > counts[best]) best = k;
    return separators[best];
}

static int read_rows(reading *r, lc_csv *csv, licet_error *err)
{
    lc_csv_row row;
    bool has = true, header = false;
    int rc = 0;
    for (size_t n = 0; !rc && !(rc = lc_csv_next(csv, &has, &row, err)) && has; n++) {
        if (header)
            rc = take_row(r, &row, err);
        else if (!row.problem)
            header = take_header(r, &row);
        if (!header && n == LC_DESK_TITLE_ROWS) break;
    }
    return !rc && !header ? no_header(r, err) : rc;
}

static int read_csv(reading *r, const lc_reader *in, char separator, licet_error *err)
{
    lc_csv_params params = {.separator = separator};
    lc_csv *csv = lc_csv_open(in, &params);
    int rc = read_rows(r, csv, err);
    lc_csv_close(csv);
    return rc;
}

/* ---- workbooks ---- */

static bool is_wanted(void *ctx, lc_sv header)
{
    return column_of(ctx, header) != NOT_WANTED;
}

static lc_sv column_name(void *ctx, lc_sv whole, lc_sv last)
{
    return !is_wanted(ctx, whole) && is_wanted(ctx, last) ? last : whole;
}

static lc_json *describe(const reading *r)
{
    lc_json *o = lc_json_object(r->a);
    lc_json_set_sv(r->a, o, "sheet", lc_arena_sv(r->a, lc_sheet_name(r->sheet)));
    lc_json_set_sv(r->a, o, "header_rows", lc_sheet_header_rows(r->sheet, r->a));
    lc_json_set_sv(r->a, o, "titles", lc_arena_sv(r->a, lc_xlsx_table_titles(r->sheet->table)));
    lc_json_set(r->a, o, "other_sheets", lc_sheet_others(r->sheet, r->a));
    return lc_json_set(r->a, o, "left_out_rows", r->left_out);
}

static int read_workbook(reading *r, lc_sv bytes, licet_error *err)
{
    lc_sheet sheet;
    lc_sheet_params q = {.bytes = bytes,
                         .file = r->p->file,
                         .holds = "the table",
                         .table = {.known = is_wanted, .name = column_name, .known_ctx = r}};
    int rc = lc_sheet_open(&sheet, &q, err);
    r->sheet = &sheet;
    r->left_out = lc_json_array(r->a);
    if (!rc) rc = read_csv(r, &sheet.reader, ',', err);
    if (!rc) r->out.workbook = describe(r);
    r->sheet = NULL;
    lc_sheet_done(&sheet);
    return rc;
}

/* ---- JSON Lines ---- */

static void put_value(const reading *r, lc_sv *cell, const lc_json *v)
{
    switch (lc_json_kind_of(v)) {
    case LC_JSON_ABSENT:
    case LC_JSON_NULL: return;
    case LC_JSON_STRING: put_cell(r, cell, lc_json_sv(v)); return;
    case LC_JSON_ARRAY:
        for (size_t i = 0; i < lc_json_len(v); i++) put_value(r, cell, lc_json_at(v, i));
        return;
    case LC_JSON_BOOL:
    case LC_JSON_INT:
    case LC_JSON_REAL:
    case LC_JSON_OBJECT: break;
    }
    put_cell(r, cell, lc_json_text(r->a, v, LC_JSON_COMPACT));
}

static const char *read_object(reading *r, lc_sv line, lc_sv *cells)
{
    lc_json *j;
    licet_error e = {0};
    if (line.len > LC_DESK_MAX_LINE_BYTES) return "the line is longer than 4 MiB";
    if (lc_json_parse(r->a, line, &j, &e))
        return lc_arena_printf(r->a, "not JSON: %s (byte %llu of the line)", e.message,
                               (unsigned long long)e.byte)
            .data;
    if (lc_json_kind_of(j) != LC_JSON_OBJECT) return "the line is no JSON object";
    for (size_t i = 0; i < lc_json_len(j); i++) {
        int column = column_of(r, lc_json_key(j, i));
        if (!lc_json_get(r->out.mapping, lc_json_key(j, i).data))
            map_header(r, lc_json_key(j, i), column);
        if (column != NOT_WANTED) put_value(r, &cells[column], lc_json_at(j, i));
    }
    return NULL;
}

static int read_jsonl(reading *r, lc_sv text, licet_error *err)
{
    uint64_t line = 0;
    int rc = 0;
    for (lc_sv rest = text; rest.data && !rc;) {
        lc_sv one = lc_sv_trim(lc_sv_cut(&rest, LC_SV("\n")));
        line++;
        if (!one.len) continue;
        lc_sv *cells = LC_NEW_N(r->a, lc_sv, r->p->n_columns);
        const char *problem = read_object(r, one, cells);
        rc = add_row(r, line, cells, problem, err);
    }
    return rc;
}

/* ---- the whole ---- */

static int decode(lc_sv bytes, lc_buf *out, licet_error *err)
{
    lc_mem_reader memory;
    lc_reader raw = lc_reader_of_memory(&memory, bytes);
    lc_charset *charset;
    int rc = lc_charset_open(&raw, &charset, err);
    if (rc) return rc;
    lc_reader in = lc_charset_reader(charset);
    for (size_t got = 1; got && !rc;) {
        lc_buf_reserve(out, CHUNK_BYTES);
        rc = in.read(in.ctx, out->data + out->len, CHUNK_BYTES, &got, err);
        if (!rc) out->len += got;
    }
    lc_charset_close(charset);
    return rc;
}

static int open_words(reading *r, licet_error *err)
{
    for (size_t i = 0; i < r->p->n_columns; i++)
        r->keys[i] = lc_words_key(r->a, lc_sv_of(r->p->columns[i]));
    if (!r->p->spellings.len) return 0;
    int rc = lc_words_open(r->p->spellings, &r->words, err);
    if (rc) lc_fail_at(err, "desk/book_columns.txt", 0, 0);
    return rc;
}

static bool is_jsonl(const char *file)
{
    lc_sv f = lc_sv_of(file);
    return lc_sv_ends(f, LC_SV(".jsonl")) || lc_sv_ends(f, LC_SV(".ndjson"));
}

static int read_text(reading *r, lc_sv bytes, licet_error *err)
{
    lc_buf text = {0};
    int rc = decode(bytes, &text, err);
    lc_sv whole = lc_buf_view(&text);
    lc_mem_reader memory;
    lc_reader in = lc_reader_of_memory(&memory, whole);
    if (!rc)
        rc = is_jsonl(r->p->file) ? read_jsonl(r, whole, err)
                                  : read_csv(r, &in, separator_of(whole), err);
    lc_buf_done(&text);
    return rc;
}

int lc_desk_table_read(lc_sv bytes, const lc_desk_params *p, lc_arena *a, lc_desk_table *out,
                       licet_error *err)
{
    reading r = {.p = p, .a = a};
    r.out.mapping = lc_json_object(a);
    int rc = open_words(&r, err);
    if (!rc)
        rc = lc_sheet_is_workbook(bytes, p->file) ? read_workbook(&r, bytes, err)
                                                  : read_text(&r, bytes, err);
    if (!rc) {
        r.out.n = r.rows.len;
        r.out.rows = LC_NEW_N(a, lc_desk_row, r.rows.len + 1);
        if (r.rows.len) memcpy(r.out.rows, r.rows.at, r.rows.len * sizeof *r.rows.at);
        *out = r.out;
    }
    lc_words_close(r.words);
    lc_vec_done(&r.rows);
    lc_vec_done(&r.columns);
    return rc;
}
