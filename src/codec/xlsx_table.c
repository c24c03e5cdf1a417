#include "codec/xlsx_table.h"

#include <stdlib.h>

#include "base/vec.h"
#include "codec/xlsx_header.h"

enum { NOTE_COLUMNS = 4, MAX_TITLE_BYTES = 4096 };

static const char UNVALUED[] = "a formula whose value was never calculated; open the workbook in a "
                               "spreadsheet program and save it";
static const char ERROR_VALUE[] = "an error value stands in place of a value";

typedef struct fill { /* a merged cell that reaches down */
    uint32_t until;   /* last row, 0-based; the cell is in force up to it */
    lc_buf text;
} fill;

struct lc_xlsx_table {
    lc_arena *arena;
    lc_xlsx_sheet *sheet;
    uint32_t first_header, last_header; /* rows, 1-based */
    long score;
    LC_VEC(lc_sv) header;
    lc_buf titles;
    lc_xlsx_range *merges; /* that are taller than a row or wider than a column, by first row */
    size_t n_merges, next_merge;
    fill *fills; /* one a column */
    LC_VEC(lc_sv) fields;
    uint32_t n_columns;
};

static bool has_value(const lc_xlsx_cell *c)
{
    return c->type != LC_XLSX_BLANK || c->unvalued;
}

/* ---- looking at the first rows ---- */

static lc_header_row peeked(lc_arena *a, const lc_xlsx_row *row, uint32_t n_columns)
{
    lc_header_row r = {.number = row->number};
    for (size_t i = 0; i < row->n; i++) {
        const lc_xlsx_cell *c = &row->cells[i];
        if (!has_value(c) || !lc_sv_trim(c->text).len) continue;
        if (!r.cells) r.cells = LC_NEW_N(a, lc_header_cell, n_columns);
        r.cells[c->column] =
            (lc_header_cell){.text = lc_arena_sv(a, c->text), .is_text = c->type == LC_XLSX_TEXT};
        r.filled++;
    }
    return r;
}

static int peek(lc_xlsx_table *t, lc_arena *a, lc_header_peek *out, licet_error *err)
{
    lc_header_peek p = {.n_columns = t->n_columns};
    p.rows = LC_NEW_N(a, lc_header_row, LC_XLSX_TABLE_PEEK_ROWS);
    int rc = lc_xlsx_sheet_rewind(t->sheet, err);
    while (!rc && p.n < LC_XLSX_TABLE_PEEK_ROWS) {
        lc_xlsx_row row;
        bool has;
        rc = lc_xlsx_sheet_next(t->sheet, &has, &row, err);
        if (rc || !has) break;
        p.rows[p.n] = peeked(a, &row, t->n_columns);
        p.n += p.rows[p.n].filled > 0;
    }
    if (rc) return rc;
    const lc_xlsx_facts *f = lc_xlsx_sheet_facts(t->sheet);
    for (size_t i = 0; i < f->n_merges; i++) lc_header_merge(&p, &f->merges[i]);
    *out = p;
    return 0;
}

static bool said_place(const lc_header_peek *p, const lc_xlsx_table_params *q, lc_header_place *out)
{
    uint32_t lines = q->header_lines ? q->header_lines : 1;
    for (size_t i = 0; i < p->n; i++) {
        if (p->rows[i].number != q->header_row) continue;
        size_t left = p->n - i;
        *out = (lc_header_place){.at = i, .lines = lines > left ? (uint32_t)left : lines};
        return true;
    }
    return false;
}

static void put_titles(lc_xlsx_table *t, const lc_header_row *r)
{
    char name[8];
    for (uint32_t c = 0; c < t->n_columns && t->titles.len < MAX_TITLE_BYTES; c++)
        if (r->cells[c].text.len)
            lc_buf_printf(&t->titles, "%s%s%u: %.*s", t->titles.len ? "; " : "",
                          lc_xlsx_column_name(c, name), r->number, LC_SV_ARG(r->cells[c].text));
}

static void name_columns(lc_xlsx_table *t, const lc_header_peek *p, const lc_header_place *h,
                         const lc_xlsx_table_params *q)
{
    char column[8];
    const lc_header_row *last = &p->rows[h->at + h->lines - 1];
    for (uint32_t c = 0; c < t->n_columns; c++) {
        lc_sv name = lc_header_name(p, h, c, t->arena);
        if (!name.len)
            name = lc_arena_printf(t->arena, "(column %s)", lc_xlsx_column_name(c, column));
        lc_sv alone = lc_sv_trim(last->cells[c].text);
        if (q->name && h->lines > 1 && alone.len && !lc_sv_eq(alone, name))
            name = lc_arena_sv(t->arena, q->name(q->known_ctx, name, alone));
        lc_vec_push(&t->header, name);
    }
}

static int find_header(lc_xlsx_table *t, const lc_xlsx_table_params *q, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_header_peek p = {0};
    lc_header_place h = {0};
    int rc = peek(t, a, &p, err);
    if (!rc && !(q->header_row ? said_place(&p, q, &h) : lc_header_guess(&p, q, &h))) {
        rc = q->header_row
                 ? lc_fail(err, LICET_E_SYNTAX, "row %u cannot be the header: nothing stands there",
                           q->header_row)
                 : lc_fail(err, LICET_E_SYNTAX, "the sheet is empty");
    }
    if (!rc) {
        t->first_header = p.rows[h.at].number;
        t->last_header = p.rows[h.at + h.lines - 1].number;
        t->score = h.score;
        for (size_t i = 0; i < h.at; i++) put_titles(t, &p.rows[i]);
        name_columns(t, &p, &h, q);
    }
    lc_arena_free(a);
    return rc;
}

/* ---- merged cells among the rows ---- */

static int by_first_row(const void *a, const void *b)
{
    const lc_xlsx_range *x = a, *y = b;
    if (x->first_row != y->first_row) return x->first_row < y->first_row ? -1 : 1;
    return x->first_column < y->first_column ? -1 : x->first_column > y->first_column;
}

static void sort_merges(lc_xlsx_table *t)
{
    const lc_xlsx_facts *f = lc_xlsx_sheet_facts(t->sheet);
    t->merges = LC_NEW_N(t->arena, lc_xlsx_range, f->n_merges);
    for (size_t i = 0; i < f->n_merges; i++)
        if (f->merges[i].first_column < t->n_columns && f->merges[i].last_row >= t->last_header)
            t->merges[t->n_merges++] = f->merges[i];
    if (t->n_merges) qsort(t->merges, t->n_merges, sizeof *t->merges, by_first_row);
}

/* Cells merged across at least half of the table in this row: a heading. Tall ones begin to fill.
 */
static bool begin_merges(lc_xlsx_table *t, uint32_t row)
{
    bool across = false;
    for (; t->next_merge < t->n_merges && t->merges[t->next_merge].first_row <= row;
         t->next_merge++) {
        const lc_xlsx_range *m = &t->merges[t->next_merge];
        uint32_t width = m->last_column - m->first_column + 1;
        if (m->last_row < row) continue;
        if (m->first_row == row && width > 1 && 2 * width >= t->n_columns) across = true;
        if (m->last_row == m->first_row || m->first_row != row) continue;
        fill *f = &t->fills[m->first_column];
        f->until = m->last_row;
        lc_buf_clear(&f->text);
        lc_buf_sv(&f->text, t->fields.at[m->first_column]);
    }
    return across;
}

static bool fill_down(lc_xlsx_table *t, uint32_t row)
{
    bool any = false;
    for (uint32_t c = 0; c < t->n_columns; c++) {
        fill *f = &t->fills[c];
        if (!f->text.len || f->until < row || t->fields.at[c].len) continue;
        t->fields.at[c] = lc_buf_view(&f->text);
        any = true;
    }
    return any;
}

/* ---- rows ---- */

static size_t take_fields(lc_xlsx_table *t, const lc_xlsx_row *row, lc_xlsx_table_row *out)
{
    size_t values = 0;
    t->fields.len = 0;
    for (uint32_t c = 0; c < t->n_columns; c++) lc_vec_push(&t->fields, LC_SV_NONE);
    for (size_t i = 0; i < row->n; i++) {
        const lc_xlsx_cell *c = &row->cells[i];
        if (!has_value(c)) continue;
        values++;
        t->fields.at[c->column] = c->text;
        if (!out->problem && (c->unvalued || c->type == LC_XLSX_ERROR)) {
            out->problem = c->unvalued ? UNVALUED : ERROR_VALUE;
            out->problem_column = c->column;
        }
    }
    return values;
}

static bool repeats_header(const lc_xlsx_table *t)
{
    size_t same = 0;
    for (size_t i = 0; i < t->fields.len; i++) {
        lc_sv v = lc_sv_trim(t->fields.at[i]), h = t->header.at[i];
        if (!v.len) continue;
        if (!lc_sv_ieq(v, h) && !(v.len < h.len && lc_sv_ieq(v, lc_sv_from(h, h.len - v.len))))
            return false;
        same++;
    }
    return same > 1;
}

int lc_xlsx_table_next(lc_xlsx_table *t, bool *out_has, lc_xlsx_table_row *out, licet_error *err)
{
    for (;;) {
        lc_xlsx_row row;
        bool has;
        int rc = lc_xlsx_sheet_next(t->sheet, &has, &row, err);
        if (rc) return rc;
        *out_has = has;
        if (!has) return 0;
        if (row.number <= t->last_header) continue;
        lc_xlsx_table_row r = {.number = row.number, .hidden = row.hidden};
        size_t values = take_fields(t, &row, &r);
        bool across = begin_merges(t, row.number - 1);
        if (!values) continue;
        r.header_again = repeats_header(t);
        r.note = (values == 1 && t->n_columns >= NOTE_COLUMNS) || across;
        r.filled = fill_down(t, row.number - 1);
        if (r.filled && values == 1 && !across) r.note = false;
        r.fields = t->fields.at;
        r.n = t->fields.len;
        *out = r;
        return 0;
    }
}

/* ---- the table as its user sees it ---- */

static int check_width(const lc_xlsx_facts *f, licet_error *err)
{
    char name[8];
    if (f->n_columns <= LC_XLSX_TABLE_MAX_COLUMNS) return 0;
    lc_fail(err, LICET_E_LIMIT,
            "the sheet has values as far right as column %s; at most %d columns are read",
            lc_xlsx_column_name(f->n_columns - 1, name), LC_XLSX_TABLE_MAX_COLUMNS);
    lc_fail_remedy(err, "delete the columns that are not part of the table");
    return LICET_E_LIMIT;
}

static int name_sheet(const lc_xlsx_sheet *s, int rc, licet_error *err)
{
    size_t n;
    if (!rc || !err || lc_sv_starts(lc_sv_of(err->message), LC_SV("sheet "))) return rc;
    lc_sv name = lc_xlsx_sheets(lc_xlsx_sheet_book(s), &n)[lc_xlsx_sheet_index(s)].name;
    licet_error was = *err;
    lc_fail(err, was.code, "sheet %.*s: %s", LC_SV_ARG(name), was.message);
    if (was.remedy[0]) lc_fail_remedy(err, "%s", was.remedy);
    return rc;
}

int lc_xlsx_table_open(lc_xlsx_sheet *s, const lc_xlsx_table_params *p, lc_xlsx_table **out,
                       licet_error *err)
{
    const lc_xlsx_facts *f = lc_xlsx_sheet_facts(s);
    int rc = check_width(f, err);
    if (rc) return name_sheet(s, rc, err);
    lc_xlsx_table *t = lc_xmalloc(sizeof *t);
    *t = (lc_xlsx_table){.arena = lc_arena_new(), .sheet = s, .n_columns = f->n_columns};
    t->fills = LC_NEW_N(t->arena, fill, t->n_columns + 1);
    rc = find_header(t, p, err);
    if (!rc) sort_merges(t);
    if (!rc) rc = lc_xlsx_sheet_rewind(s, err);
    if (rc) {
        lc_xlsx_table_close(t);
        return name_sheet(s, rc, err);
    }
    *out = t;
    return 0;
}

void lc_xlsx_table_close(lc_xlsx_table *t)
{
    if (!t) return;
    for (uint32_t c = 0; c < t->n_columns; c++) lc_buf_done(&t->fills[c].text);
    lc_vec_done(&t->header);
    lc_vec_done(&t->fields);
    lc_buf_done(&t->titles);
    lc_arena_free(t->arena);
    free(t);
}

const lc_sv *lc_xlsx_table_header(const lc_xlsx_table *t, size_t *out_n)
{
    *out_n = t->header.len;
    return t->header.at;
}

void lc_xlsx_table_header_rows(const lc_xlsx_table *t, uint32_t *out_first, uint32_t *out_last)
{
    *out_first = t->first_header;
    *out_last = t->last_header;
}

lc_sv lc_xlsx_table_titles(const lc_xlsx_table *t)
{
    return lc_buf_view(&t->titles);
}

long lc_xlsx_table_score(const lc_xlsx_table *t)
{
    return t->score;
}

/* The header's score of one sheet; an error if it has none. */
static int score_sheet(lc_xlsx *x, size_t i, const lc_xlsx_table_params *p, long *out,
                       licet_error *err)
{
    lc_xlsx_sheet *s;
    lc_xlsx_table *t;
    int rc = lc_xlsx_sheet_open(x, i, &s, err);
    if (rc) return rc;
    rc = lc_xlsx_table_open(s, p, &t, err);
    if (!rc) {
        *out = t->score;
        lc_xlsx_table_close(t);
    }
    lc_xlsx_sheet_close(s);
    return rc;
}

int lc_xlsx_table_guess_sheet(lc_xlsx *x, const lc_xlsx_table_params *p, size_t *out_sheet,
                              licet_error *err)
{
    size_t n, best = SIZE_MAX;
    long best_score = 0;
    const lc_xlsx_sheet_info *sheets = lc_xlsx_sheets(x, &n);
    licet_error last = {0};
    lc_fail(&last, LICET_E_SYNTAX, "the workbook has no sheet with rows");
    for (int hidden = 0; hidden < 2 && best == SIZE_MAX; hidden++)
        for (size_t i = 0; i < n; i++) {
            long points;
            if (!sheets[i].is_worksheet || sheets[i].hidden != (hidden == 1)) continue;
            int rc = score_sheet(x, i, p, &points, &last);
            if (rc && rc != LICET_E_SYNTAX) {
                if (err) *err = last;
                return rc;
            }
            if (rc || (best != SIZE_MAX && points <= best_score)) continue;
            best = i;
            best_score = points;
        }
    if (best == SIZE_MAX) {
        if (err) *err = last;
        return (int)last.code;
    }
    *out_sheet = best;
    return 0;
}
