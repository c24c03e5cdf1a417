/* A sheet written again, with or without answers. The reader's rows and the caller's answers come
 * in the same order, so one row is in memory. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/workbook_in.h"

enum {
    DAYS_1904 = 1462,
    EXACT_DIGITS = 16, /* the library writes a number with so many; 17 can be needed */
    ANSWER_WIDTH = 18,
    MAX_CHOICE_BYTES = 200,
    MAX_CHOICES = 16,
    LAST_COLUMN = LC_XLSX_MAX_COLUMNS - 1
};
static const double MAX_WIDTH = 255, CHARACTER_PIXELS = 7, PADDING_PIXELS = 5;

/* ---- before the rows ---- */

/* The file's width counts the padding of a column, the library's does not (18.3.1.13). */
static double characters(double width)
{
    if (width <= 0) return LXW_DEF_COL_WIDTH;
    double n = width < 1 ? width * CHARACTER_PIXELS / (CHARACTER_PIXELS + PADDING_PIXELS)
                         : (width * CHARACTER_PIXELS - PADDING_PIXELS) / CHARACTER_PIXELS;
    return n > MAX_WIDTH ? MAX_WIDTH : n;
}

static int set_columns(lc_workbook *w, lc_xlsx_columns c, licet_error *err)
{
    lxw_row_col_options options = {.hidden = c.hidden};
    lxw_format *format = lc_workbook_format(w, lc_xlsx_sheet_book(w->from), c.style);
    lxw_error said = worksheet_set_column_opt(w->sheet, (lxw_col_t)c.first, (lxw_col_t)c.last,
                                              characters(c.width), format, &options);
    return lc_workbook_said(w, said, 0, c.first, err);
}

/* Columns first to last that nothing is said of have the sheet's own default width, if it has one.
 */
static int set_default(lc_workbook *w, uint32_t first, uint32_t last, licet_error *err)
{
    double width = lc_xlsx_sheet_facts(w->from)->default_width;
    if (width <= 0 || first > last) return 0;
    return set_columns(w, (lc_xlsx_columns){.first = first, .last = last, .width = width}, err);
}

/* Widths, styles and hiding of the columns of the table. What lies right of it, often thousands of
 * hidden columns, would cost time for each row and hide the answers. Runs that overlap would make
 * the file one that programs want to repair; the first stands. */
static int copy_columns(lc_workbook *w, licet_error *err)
{
    const lc_xlsx_facts *f = lc_xlsx_sheet_facts(w->from);
    uint32_t next = 0;
    int rc = 0;
    for (size_t i = 0; !rc && i < f->n_column_ranges; i++) {
        lc_xlsx_columns c = f->columns[i];
        if (c.first >= f->n_columns || c.first < next) continue;
        if (c.last >= f->n_columns) c.last = f->n_columns - 1;
        if (c.first > next) rc = set_default(w, next, c.first - 1, err);
        if (!rc) rc = set_columns(w, c, err);
        next = c.last + 1;
    }
    return !rc && next < f->n_columns ? set_default(w, next, f->n_columns - 1, err) : rc;
}

static int by_first_row(const void *a, const void *b)
{
    const lc_xlsx_range *x = a, *y = b;
    if (x->first_row != y->first_row) return x->first_row < y->first_row ? -1 : 1;
    return x->first_column < y->first_column ? -1 : x->first_column > y->first_column;
}

/* worksheet_merge_range() also writes the cells, for which in constant memory it comes too early
 * or too late; so the range is put where the library keeps it (worksheet.h, freed by the library).
 */
static void merge(lc_workbook *w, const lc_xlsx_range *r)
{
    lxw_merged_range *m = lc_xmalloc(sizeof *m);
    memset(m, 0, sizeof *m);
    m->first_row = r->first_row;
    m->last_row = r->last_row;
    m->first_col = (lxw_col_t)r->first_column;
    m->last_col = (lxw_col_t)r->last_column;
    STAILQ_INSERT_TAIL(w->sheet->merged_ranges, m, list_pointers);
    w->sheet->merged_range_count++;
}

static bool is_free(const uint32_t *taken_to, const lc_xlsx_range *r)
{
    for (uint32_t c = r->first_column; c <= r->last_column; c++)
        if (taken_to[c] > r->first_row) return false;
    return true;
}

static void copy_merges(lc_workbook *w)
{
    const lc_xlsx_facts *f = lc_xlsx_sheet_facts(w->from);
    if (!f->n_merges) return;
    lc_arena *a = lc_arena_new();
    lc_xlsx_range *all = LC_NEW_N(a, lc_xlsx_range, f->n_merges);
    uint32_t *taken_to = LC_NEW_N(a, uint32_t, LC_XLSX_MAX_COLUMNS);
    memcpy(all, f->merges, f->n_merges * sizeof *all);
    qsort(all, f->n_merges, sizeof *all, by_first_row);
    for (size_t i = 0; i < f->n_merges; i++) {
        lc_xlsx_range *r = &all[i];
        bool answers = w->answering && r->last_row + 1 >= w->a.header_row;
        if (answers && r->last_column >= w->answer_column) r->last_column = w->answer_column - 1;
        bool single = r->first_row == r->last_row && r->first_column >= r->last_column;
        if (single || r->first_column > r->last_column) continue;
        if (!is_free(taken_to, r)) {
            w->totals.overlapping_merges++;
            continue;
        }
        for (uint32_t c = r->first_column; c <= r->last_column; c++) taken_to[c] = r->last_row + 1;
        merge(w, r);
    }
    lc_arena_free(a);
}

static int begin_sheet(lc_workbook *w, lc_xlsx_sheet *s, licet_error *err)
{
    size_t n;
    const lc_xlsx_sheet_info *info =
        &lc_xlsx_sheets(lc_xlsx_sheet_book(s), &n)[lc_xlsx_sheet_index(s)];
    int rc = lc_xlsx_sheet_rewind(s, err);
    if (!rc) rc = lc_workbook_add(w, info->name, err);
    if (rc) return rc;
    w->from = s;
    w->has_row = false;
    w->last_row = lc_xlsx_sheet_facts(s)->last_row;
    if (info->hidden && !w->answering) worksheet_hide(w->sheet);
    return copy_columns(w, err);
}

/* ---- rows ---- */

static bool loses_last_digit(double v)
{
    char text[40];
    if (v == floor(v) && fabs(v) < 1e15) return false;
    snprintf(text, sizeof text, "%.*G", EXACT_DIGITS, v);
    return strtod(text, NULL) != v;
}

static lxw_error copy_number(lc_workbook *w, const lc_xlsx_cell *c, uint32_t row,
                             lxw_format *format)
{
    const lc_xlsx *x = lc_xlsx_sheet_book(w->from);
    double v = c->number;
    /* The library writes 1900 dates only. */
    if (c->type == LC_XLSX_DATE && lc_xlsx_is_1904(x) &&
        lc_xlsx_format_kind_of(lc_xlsx_style_at(x, c->style)->number_format) == LC_XLSX_FORMAT_DATE)
        v += DAYS_1904;
    w->totals.last_digit += loses_last_digit(v);
    return worksheet_write_number(w->sheet, row, (lxw_col_t)c->column, v, format);
}

static int copy_cell(lc_workbook *w, const lc_xlsx_cell *c, uint32_t row, licet_error *err)
{
    lxw_format *format = lc_workbook_format(w, lc_xlsx_sheet_book(w->from), c->style);
    lxw_col_t column = (lxw_col_t)c->column;
    lxw_error said = LXW_NO_ERROR;
    w->totals.formulas_as_values += c->formula;
    switch (c->type) {
    case LC_XLSX_BLANK:
        if (w->answering && c->column >= w->answer_column) return 0;
        said = worksheet_write_blank(w->sheet, row, column, format);
        return lc_workbook_said(w, said, row, c->column, err);
    case LC_XLSX_ERROR: w->totals.errors_as_text++; __attribute__((fallthrough));
    case LC_XLSX_TEXT:
        said = worksheet_write_string(w->sheet, row, column, lc_workbook_text(w, c->text), format);
        break;
    case LC_XLSX_NUMBER:
    case LC_XLSX_DATE: said = copy_number(w, c, row, format); break;
    case LC_XLSX_BOOL:
        said = worksheet_write_boolean(w->sheet, row, column, c->number != 0, format);
        break;
    }
    w->totals.cells++;
    w->totals.all_cells++;
    return lc_workbook_said(w, said, row, c->column, err);
}

static int copy_row(lc_workbook *w, const lc_xlsx_row *r, bool *out_any, licet_error *err)
{
    int rc = 0;
    uint64_t before = w->totals.cells;
    if (r->hidden || r->height_points > 0 || r->style) {
        lxw_row_col_options options = {.hidden = r->hidden};
        double height = r->height_points > 0 ? r->height_points : LXW_DEF_ROW_HEIGHT;
        lxw_format *format =
            r->style ? lc_workbook_format(w, lc_xlsx_sheet_book(w->from), r->style) : NULL;
        rc = lc_workbook_said(
            w, worksheet_set_row_opt(w->sheet, r->number - 1, height, format, &options),
            r->number - 1, 0, err);
    }
    for (size_t i = 0; !rc && i < r->n; i++) rc = copy_cell(w, &r->cells[i], r->number - 1, err);
    *out_any = w->totals.cells > before;
    w->totals.rows += *out_any;
    return rc;
}

static int next_row(lc_workbook *w, licet_error *err)
{
    return lc_xlsx_sheet_next(w->from, &w->has_row, &w->row, err);
}

/* Answer names stand in the header's row, whether or not the sheet has it written down. */
static int put_names(lc_workbook *w, licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; !rc && i < w->a.n; i++) {
        lc_workbook_value v = {.text = w->a.names[i]};
        rc = lc_workbook_put(w, w->a.header_row - 1, w->answer_column + (uint32_t)i, &v,
                             w->tones[LC_WORKBOOK_STRONG], err);
    }
    return rc;
}

/* Copies rows up to the one asked for, which becomes w->row; nothing of it is copied yet. */
static int copy_to(lc_workbook *w, uint32_t row, licet_error *err)
{
    int rc = 0;
    while (!rc && w->has_row && w->row.number < row) {
        bool any;
        rc = copy_row(w, &w->row, &any, err);
        if (!rc && w->answering && w->row.number == w->a.header_row) rc = put_names(w, err);
        if (!rc && w->answering && any && w->row.number > w->a.header_row)
            w->totals.unanswered_rows++;
        if (!rc) rc = next_row(w, err);
    }
    return rc;
}

int lc_workbook_copy(lc_workbook *w, lc_xlsx_sheet *s, licet_error *err)
{
    w->answering = false;
    int rc = begin_sheet(w, s, err);
    if (!rc) rc = next_row(w, err);
    if (!rc) rc = copy_to(w, UINT32_MAX, err);
    if (!rc) copy_merges(w);
    w->from = NULL;
    return rc;
}

/* ---- answers ---- */

static int check_answers(const lc_xlsx_facts *f, const lc_workbook_answers *a, licet_error *err)
{
    size_t bytes = 0;
    for (size_t i = 0; i < a->n_choices; i++) bytes += a->choices[i].len + 1;
    if (!a->n || a->n > LC_WORKBOOK_MAX_ANSWERS || bytes > MAX_CHOICE_BYTES ||
        a->n_choices > MAX_CHOICES)
        return lc_fail(err, LICET_E_ARGUMENT, "%zu answer columns, %zu choices", a->n,
                       a->n_choices);
    if (a->header_row < 1 || a->header_row > LC_XLSX_MAX_ROWS)
        return lc_fail(err, LICET_E_ARGUMENT, "header in row %u", a->header_row);
    if (f->n_columns + a->n <= LC_XLSX_MAX_COLUMNS) return 0;
    lc_fail(err, LICET_E_LIMIT,
            "the sheet uses %u columns; %zu answer columns find no room beside them", f->n_columns,
            a->n);
    lc_fail_remedy(err, "delete the columns that are not part of the table");
    return LICET_E_LIMIT;
}

static const lc_sv *copied(lc_arena *a, const lc_sv *from, size_t n)
{
    lc_sv *to = LC_NEW_N(a, lc_sv, n);
    for (size_t i = 0; i < n; i++) to[i] = lc_arena_sv(a, from[i]);
    return to;
}

/* Names in a row that the sheet skips must be written before any later row is. */
static int reach_header(lc_workbook *w, licet_error *err)
{
    int rc = copy_to(w, w->a.header_row, err);
    if (rc || (w->has_row && w->row.number == w->a.header_row)) return rc;
    return put_names(w, err);
}

int lc_workbook_begin(lc_workbook *w, lc_xlsx_sheet *s, const lc_workbook_answers *a,
                      licet_error *err)
{
    const lc_xlsx_facts *f = lc_xlsx_sheet_facts(s);
    int rc = check_answers(f, a, err);
    if (rc) return rc;
    w->a = *a;
    w->a.names = copied(w->arena, a->names, a->n);
    w->a.choices = copied(w->arena, a->choices, a->n_choices);
    w->answer_column = f->n_columns;
    w->answering = true;
    rc = begin_sheet(w, s, err);
    if (!rc) {
        worksheet_set_column(w->sheet, (lxw_col_t)w->answer_column,
                             (lxw_col_t)(w->answer_column + a->n - 1), ANSWER_WIDTH, NULL);
        worksheet_activate(w->sheet);
        worksheet_freeze_panes(w->sheet, a->header_row, 0);
        rc = next_row(w, err);
    }
    return rc ? rc : reach_header(w, err);
}

int lc_workbook_answer(lc_workbook *w, uint32_t row, const lc_workbook_value *values,
                       licet_error *err)
{
    bool any;
    int rc = copy_to(w, row, err);
    if (!rc && (!w->has_row || w->row.number != row || row <= w->a.header_row))
        rc = lc_fail(err, LICET_E_ARGUMENT, "sheet %s: there is no row %u to answer", w->from_name,
                     row);
    if (!rc) rc = copy_row(w, &w->row, &any, err);
    for (size_t i = 0; !rc && i < w->a.n; i++)
        rc = lc_workbook_put(w, row - 1, w->answer_column + (uint32_t)i, &values[i],
                             w->tones[values[i].tone], err);
    if (rc) return rc;
    w->totals.answered_rows++;
    return next_row(w, err);
}

/* Whoever decides a case picks from the list; anything else is questioned, not refused. */
static int offer_choices(lc_workbook *w, licet_error *err)
{
    char *list[MAX_CHOICES + 1] = {0}; /* the library's type; it copies them */
    if (!w->a.n_choices || w->a.choice_column >= w->a.n || w->last_row <= w->a.header_row) return 0;
    for (size_t i = 0; i < w->a.n_choices; i++) list[i] = lc_arena_z(w->arena, w->a.choices[i]);
    lxw_data_validation v = {.validate = LXW_VALIDATION_TYPE_LIST,
                             .value_list = list,
                             .ignore_blank = LXW_VALIDATION_ON,
                             .show_error = LXW_VALIDATION_ON,
                             .dropdown = LXW_VALIDATION_ON,
                             .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
    lxw_col_t column = (lxw_col_t)(w->answer_column + w->a.choice_column);
    lxw_error said = worksheet_data_validation_range(w->sheet, w->a.header_row, column,
                                                     w->last_row - 1, column, &v);
    return lc_workbook_said(w, said, w->a.header_row, column, err);
}

static int offer_filter(lc_workbook *w, licet_error *err)
{
    uint32_t last = w->last_row > w->a.header_row ? w->last_row : w->a.header_row;
    lxw_col_t column = (lxw_col_t)(w->answer_column + w->a.n - 1);
    return lc_workbook_said(
        w, worksheet_autofilter(w->sheet, w->a.header_row - 1, 0, last - 1, column),
        w->a.header_row - 1, column, err);
}

int lc_workbook_end(lc_workbook *w, licet_error *err)
{
    int rc = copy_to(w, UINT32_MAX, err);
    if (!rc) rc = offer_choices(w, err);
    if (rc) return rc;
    copy_merges(w);
    rc = offer_filter(w, err);
    w->from = NULL;
    w->answering = false;
    return rc;
}

int lc_workbook_page_table(lc_workbook *w, uint32_t answer_column, const lc_workbook_answers *a,
                           licet_error *err)
{
    w->a = *a;
    w->a.choices = copied(w->arena, a->choices, a->n_choices);
    w->answer_column = answer_column;
    w->last_row = w->next_page_row;
    worksheet_activate(w->sheet);
    worksheet_freeze_panes(w->sheet, a->header_row, 0);
    int rc = offer_choices(w, err);
    return rc ? rc : offer_filter(w, err);
}
