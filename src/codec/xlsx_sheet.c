/* A sheet as a stream of rows: expat is paused behind each row. The sheet is read once when it is
 * opened, for its facts (merged cells stand behind the rows they merge) and so that one that is
 * damaged anywhere is refused before any row of it has been used. */
#include <stdlib.h>

#include "codec/xlsx_in.h"

enum { MESSAGE_BYTES = 400 };

/* Adds "sheet X, cell B7: " in front of the message. */
static int at_cell(lc_xlsx_sheet *s, uint32_t column, int rc, licet_error *err)
{
    if (!rc || !err) return rc;
    char name[8], message[MESSAGE_BYTES];
    lc_sv sheet = s->x->sheets.at[s->index].name;
    if (sheet.len > 64) sheet.len = 64;
    lc_buf b = {0};
    lc_buf_z(&b, err->message);
    size_t n = b.len < sizeof message - 1 ? b.len : sizeof message - 1;
    memcpy(message, b.data, n);
    message[n] = 0;
    lc_buf_clear(&b);
    lc_buf_printf(&b, "sheet %.*s", LC_SV_ARG(sheet));
    if (s->in_row && s->in_cell)
        lc_buf_printf(&b, ", cell %s%u", lc_xlsx_column_name(column, name), s->row.number);
    else if (s->in_row)
        lc_buf_printf(&b, ", row %u", s->row.number);
    licet_error was = *err;
    lc_fail(err, was.code, "%s: %s", b.data, message);
    if (was.remedy[0]) lc_fail_remedy(err, "%s", was.remedy);
    lc_buf_done(&b);
    return rc;
}

/* ---- what is learnt from the first reading ---- */

static void count_row(lc_xlsx_sheet *s)
{
    lc_xlsx_facts *f = &s->facts;
    bool any = false;
    for (size_t i = 0; i < s->cells.len; i++) {
        const lc_xlsx_cell *c = &s->cells.at[i];
        f->formulas += c->formula;
        f->unvalued += c->unvalued;
        f->rich += c->rich;
        f->errors += c->type == LC_XLSX_ERROR;
        if (c->type == LC_XLSX_BLANK && !c->unvalued) continue;
        any = true;
        f->cells++;
        if (c->column >= f->n_columns) f->n_columns = c->column + 1;
    }
    f->rows++;
    f->empty_rows += !any;
    f->hidden_rows += s->row.hidden;
    if (any) f->last_row = s->row.number;
}

static int add_merge(lc_xlsx_sheet *s, lc_xml_attrs attrs, licet_error *err)
{
    lc_sv v = LC_SV_NONE;
    lc_xlsx_range r;
    if (!lc_xml_attr(attrs, "ref", &v) || !lc_xlsx_range_ref(v, &r))
        return lc_fail(err, LICET_E_CORRUPT, "merged cells \"%.*s\"", LC_SV_ARG(v));
    if (s->merges.len >= LC_XLSX_MAX_MERGES)
        return lc_fail(err, LICET_E_LIMIT, "more than %d merged ranges", LC_XLSX_MAX_MERGES);
    lc_vec_push(&s->merges, r);
    return 0;
}

static int add_columns(lc_xlsx_sheet *s, lc_xml_attrs attrs, licet_error *err)
{
    lc_sv v, width = LC_SV_NONE, lo = LC_SV_NONE, hi = LC_SV_NONE;
    lc_xlsx_columns c = {0};
    lc_xml_attr(attrs, "min", &lo);
    lc_xml_attr(attrs, "max", &hi);
    if (!lc_xlsx_u32(lo, &c.first) || !lc_xlsx_u32(hi, &c.last) || c.first < 1 ||
        c.last < c.first || c.last > LC_XLSX_MAX_COLUMNS)
        return lc_fail(err, LICET_E_CORRUPT, "columns \"%.*s\" to \"%.*s\"", LC_SV_ARG(lo),
                       LC_SV_ARG(hi));
    if (s->columns.len >= LC_XLSX_MAX_COLUMN_RANGES)
        return lc_fail(err, LICET_E_LIMIT, "more than %d kinds of columns",
                       LC_XLSX_MAX_COLUMN_RANGES);
    c.first--, c.last--;
    if (lc_xml_attr(attrs, "width", &width) && !lc_xlsx_double(width, &c.width)) c.width = 0;
    if (lc_xml_attr(attrs, "style", &v) && lc_xlsx_u32(v, &c.style) && c.style >= s->x->styles.len)
        c.style = 0;
    c.hidden = lc_xlsx_true(attrs, "hidden", false) || (width.len && c.width <= 0);
    lc_vec_push(&s->columns, c);
    return 0;
}

static int other_part(lc_xlsx_sheet *s, lc_sv name, lc_xml_attrs attrs, licet_error *err)
{
    if (!s->first_pass) return 0;
    if (lc_sv_is(name, "mergeCell")) return add_merge(s, attrs, err);
    if (lc_sv_is(name, "col")) return add_columns(s, attrs, err);
    lc_sv v;
    if (lc_sv_is(name, "sheetFormatPr") && lc_xml_attr(attrs, "defaultColWidth", &v) &&
        !lc_xlsx_double(v, &s->facts.default_width))
        s->facts.default_width = 0;
    s->facts.validations += lc_sv_is(name, "dataValidation");
    s->facts.conditional += lc_sv_is(name, "conditionalFormatting");
    s->facts.links += lc_sv_is(name, "hyperlink");
    return 0;
}

/* ---- events ---- */

static int start_in_cell(lc_xlsx_sheet *s, lc_sv name, licet_error *err)
{
    if (lc_sv_is(name, "c") || lc_sv_is(name, "row"))
        return lc_fail(err, LICET_E_CORRUPT, "a cell or row inside a cell");
    if (lc_sv_is(name, "f")) s->cell.formula = true;
    if (lc_sv_is(name, "r")) s->cell.rich = true;
    if (lc_sv_is(name, "rPh")) s->phonetic++;
    if (lc_sv_is(name, "is")) s->has_value = true;
    if (lc_sv_is(name, "v")) {
        s->has_value = true;
        s->take = LC_TAKE_VALUE;
    }
    if (lc_sv_is(name, "t") && s->kind == LC_CELL_INLINE && !s->phonetic) s->take = LC_TAKE_INLINE;
    return 0;
}

static int on_start(void *ctx, lc_xml *xml, lc_xml_name name, lc_xml_attrs attrs, licet_error *err)
{
    lc_xlsx_sheet *s = ctx;
    int rc = 0;
    if (lc_xml_depth(xml) == 1) {
        s->seen_root = lc_xlsx_is_main(name.space) && lc_sv_is(name.local, "worksheet");
        if (!s->seen_root) rc = lc_fail(err, LICET_E_CORRUPT, "its part holds no worksheet");
    } else if (!lc_xlsx_is_main(name.space)) {
        return 0;
    } else if (s->in_cell) {
        rc = start_in_cell(s, name.local, err);
    } else if (lc_sv_is(name.local, "c")) {
        rc = s->in_row ? lc_xlsx_begin_cell(s, attrs, err)
                       : lc_fail(err, LICET_E_CORRUPT, "a cell outside a row");
    } else if (lc_sv_is(name.local, "row")) {
        rc = !s->in_row ? lc_xlsx_begin_row(s, attrs, err)
                        : lc_fail(err, LICET_E_CORRUPT, "a row inside a row");
    } else {
        rc = other_part(s, name.local, attrs, err);
    }
    return at_cell(s, s->cell.column, rc, err);
}

static int on_text(void *ctx, lc_xml *xml, lc_sv text, licet_error *err)
{
    (void)xml;
    lc_xlsx_sheet *s = ctx;
    if (s->take == LC_TAKE_NOTHING) return 0;
    if (s->value.len + text.len > LC_XLSX_MAX_CELL_BYTES) {
        int rc =
            lc_fail(err, LICET_E_LIMIT, "a text of more than %d bytes", LC_XLSX_MAX_CELL_BYTES);
        return at_cell(s, s->cell.column, rc, err);
    }
    lc_buf_sv(&s->value, text);
    return 0;
}

static int end_row(lc_xlsx_sheet *s, lc_xml *xml)
{
    s->in_row = false;
    for (size_t i = 0; i < s->cells.len; i++)
        if (s->places.at[i] != SIZE_MAX) s->cells.at[i].text.data = s->texts.data + s->places.at[i];
    s->row.cells = s->cells.at;
    s->row.n = s->cells.len;
    if (s->first_pass) {
        count_row(s);
        return 0;
    }
    s->row_ready = true;
    lc_xml_pause(xml);
    return 0;
}

static int on_end(void *ctx, lc_xml *xml, lc_xml_name name, licet_error *err)
{
    lc_xlsx_sheet *s = ctx;
    if (!lc_xlsx_is_main(name.space)) return 0;
    if (!s->in_cell) return s->in_row && lc_sv_is(name.local, "row") ? end_row(s, xml) : 0;
    if (lc_sv_is(name.local, "v") || lc_sv_is(name.local, "t")) s->take = LC_TAKE_NOTHING;
    if (lc_sv_is(name.local, "rPh") && s->phonetic) s->phonetic--;
    if (!lc_sv_is(name.local, "c")) return 0;
    s->phonetic = 0;
    return at_cell(s, s->cell.column, lc_xlsx_end_cell(s, err), err);
}

/* ---- the sheet as its user sees it ---- */

static void stop_reading(lc_xlsx_sheet *s)
{
    lc_xml_close(s->xml);
    lc_part_close(s->part);
    s->xml = NULL;
    s->part = NULL;
}

static int start_reading(lc_xlsx_sheet *s, licet_error *err)
{
    stop_reading(s);
    int rc = lc_part_open(s->x->parts, s->x->places.at[s->index].part, LC_XLSX_MAX_PART_BYTES,
                          &s->part, err);
    if (rc) return rc;
    const lc_xml_handler h = {on_start, on_end, on_text, s};
    lc_reader in = lc_part_reader(s->part);
    const lc_xml_limits limits = {.max_bytes = LC_XLSX_MAX_PART_BYTES};
    s->xml = lc_xml_open(&in, &h, &limits);
    s->next_row = 1;
    s->in_row = s->in_cell = s->row_ready = false;
    s->take = LC_TAKE_NOTHING;
    return 0;
}

static int run(lc_xlsx_sheet *s, bool *more, licet_error *err)
{
    int rc = lc_xml_run(s->xml, more, err);
    if (rc && err) {
        lc_sv file = s->x->file;
        size_t n = file.len < sizeof err->file - 1 ? file.len : sizeof err->file - 1;
        if (n) memcpy(err->file, file.data, n);
        err->file[n] = 0;
        err->line = s->row.number;
        err->has_byte = 0;
        if (!lc_sv_starts(lc_sv_of(err->message), LC_SV("sheet "))) at_cell(s, 0, rc, err);
    }
    return rc;
}

static int first_reading(lc_xlsx_sheet *s, licet_error *err)
{
    int rc = s->x->strings ? 0 : lc_strings_read(s->x, &s->x->strings, err);
    if (!rc) rc = start_reading(s, err);
    s->first_pass = true;
    for (bool more = true; !rc && more;) rc = run(s, &more, err);
    s->first_pass = false;
    s->facts.merges = s->merges.at;
    s->facts.n_merges = s->merges.len;
    s->facts.columns = s->columns.at;
    s->facts.n_column_ranges = s->columns.len;
    for (size_t i = 0; i < s->columns.len; i++)
        if (s->columns.at[i].hidden && s->columns.at[i].first < s->facts.n_columns)
            s->facts.hidden_columns = true;
    return rc;
}

int lc_xlsx_sheet_open(lc_xlsx *x, size_t sheet, lc_xlsx_sheet **out, licet_error *err)
{
    if (sheet >= x->sheets.len)
        return lc_fail(err, LICET_E_ARGUMENT, "sheet %zu of %zu", sheet + 1, x->sheets.len);
    lc_sv name = x->sheets.at[sheet].name;
    if (!x->sheets.at[sheet].is_worksheet)
        return lc_fail(err, LICET_E_ARGUMENT, "sheet %.*s has no rows (a chart?)", LC_SV_ARG(name));
    if (!x->places.at[sheet].part.len)
        return lc_fail(err, LICET_E_CORRUPT, "the workbook is damaged: sheet %.*s is missing",
                       LC_SV_ARG(name));
    lc_xlsx_sheet *s = lc_xmalloc(sizeof *s);
    *s = (lc_xlsx_sheet){.x = x, .index = sheet};
    int rc = first_reading(s, err);
    if (!rc) rc = start_reading(s, err);
    if (rc)
        lc_xlsx_sheet_close(s);
    else
        *out = s;
    return rc;
}

void lc_xlsx_sheet_close(lc_xlsx_sheet *s)
{
    if (!s) return;
    stop_reading(s);
    lc_vec_done(&s->merges);
    lc_vec_done(&s->columns);
    lc_vec_done(&s->cells);
    lc_vec_done(&s->places);
    lc_buf_done(&s->texts);
    lc_buf_done(&s->value);
    free(s);
}

const lc_xlsx_facts *lc_xlsx_sheet_facts(const lc_xlsx_sheet *s)
{
    return &s->facts;
}

lc_xlsx *lc_xlsx_sheet_book(const lc_xlsx_sheet *s)
{
    return s->x;
}

size_t lc_xlsx_sheet_index(const lc_xlsx_sheet *s)
{
    return s->index;
}

int lc_xlsx_sheet_next(lc_xlsx_sheet *s, bool *has, lc_xlsx_row *row, licet_error *err)
{
    bool more = false;
    s->row_ready = false;
    int rc = run(s, &more, err);
    if (rc) return rc;
    *has = s->row_ready;
    if (s->row_ready) *row = s->row;
    return 0;
}

int lc_xlsx_sheet_rewind(lc_xlsx_sheet *s, licet_error *err)
{
    return start_reading(s, err);
}
