/* Rows and cells as they begin, and what a cell's value means once all of it has been read. */
#include "base/date.h"
#include "codec/xlsx_in.h"

enum {
    DAY_SECONDS = 86400,
    DAYS_TO_1970 = 25569, /* of the 1900 system, behind its phantom day 60 */
    PHANTOM_DAY = 60,
    DAYS_1904 = 1462
};

static const char *const KIND_WORDS[LC_CELL_KINDS] = {"n", "s", "inlineStr", "str", "b", "e", "d"};

/* ---- rows and cells begin ---- */

int lc_xlsx_begin_row(lc_xlsx_sheet *s, lc_xml_attrs attrs, licet_error *err)
{
    lc_sv v;
    lc_xlsx_row r = {.number = s->next_row};
    if (lc_xml_attr(attrs, "r", &v) && !lc_xlsx_u32(v, &r.number)) r.number = 0;
    if (r.number < s->next_row || r.number > LC_XLSX_MAX_ROWS)
        return lc_fail(err, r.number > LC_XLSX_MAX_ROWS ? LICET_E_LIMIT : LICET_E_CORRUPT,
                       "row %u where row %u or later should stand (rows go to %d)", r.number,
                       s->next_row, LC_XLSX_MAX_ROWS);
    r.hidden = lc_xlsx_true(attrs, "hidden", false);
    if (lc_xlsx_true(attrs, "customHeight", false) && lc_xml_attr(attrs, "ht", &v)) {
        if (!lc_xlsx_double(v, &r.height_points)) r.height_points = 0;
        r.hidden |= r.height_points <= 0; /* nobody sees it either */
    }
    if (lc_xml_attr(attrs, "s", &v) && lc_xlsx_u32(v, &r.style) && r.style >= s->x->styles.len)
        r.style = 0;
    s->row = r;
    s->in_row = true;
    s->next_row = r.number + 1;
    s->next_column = 0;
    s->cells.len = s->places.len = 0;
    lc_buf_clear(&s->texts);
    return 0;
}

static int place_of_cell(lc_xlsx_sheet *s, lc_xml_attrs attrs, licet_error *err)
{
    lc_sv v;
    uint32_t row = s->row.number - 1, column = s->next_column;
    if (lc_xml_attr(attrs, "r", &v) &&
        (!lc_xlsx_cell_ref(v, &row, &column) || row != s->row.number - 1))
        return lc_fail(err, LICET_E_CORRUPT, "a cell says it is \"%.*s\"", LC_SV_ARG(v));
    if (column < s->next_column || column >= LC_XLSX_MAX_COLUMNS)
        return lc_fail(err, column >= LC_XLSX_MAX_COLUMNS ? LICET_E_LIMIT : LICET_E_CORRUPT,
                       "cells are out of order, or more than %d", LC_XLSX_MAX_COLUMNS);
    s->cell.column = column;
    s->next_column = column + 1;
    return 0;
}

int lc_xlsx_begin_cell(lc_xlsx_sheet *s, lc_xml_attrs attrs, licet_error *err)
{
    lc_sv v;
    s->cell = (lc_xlsx_cell){0};
    s->kind = LC_CELL_NUMBER;
    s->has_value = false;
    lc_buf_clear(&s->value);
    int rc = place_of_cell(s, attrs, err);
    if (rc) return rc;
    s->in_cell = true;
    if (lc_xml_attr(attrs, "s", &v) &&
        (!lc_xlsx_u32(v, &s->cell.style) || s->cell.style >= s->x->styles.len))
        return lc_fail(err, LICET_E_CORRUPT, "style \"%.*s\" of %zu styles", LC_SV_ARG(v),
                       s->x->styles.len);
    if (!lc_xml_attr(attrs, "t", &v)) return 0;
    for (int k = 0; k < LC_CELL_KINDS; k++)
        if (lc_sv_is(v, KIND_WORDS[k])) {
            s->kind = (lc_xlsx_cell_kind)k;
            return 0;
        }
    return lc_fail(err, LICET_E_CORRUPT, "a cell of unknown type \"%.*s\"", LC_SV_ARG(v));
}

/* ---- a cell ends: its value is understood ---- */

static void text_is_own(lc_xlsx_sheet *s, size_t from)
{
    s->cell.text = lc_sv_make(NULL, s->texts.len - from);
    lc_vec_push(&s->places, from);
}

static int shared_value(lc_xlsx_sheet *s, lc_sv v, licet_error *err)
{
    uint32_t i;
    if (!lc_xlsx_u32(lc_sv_trim(v), &i) || i >= lc_strings_count(s->x->strings))
        return lc_fail(err, LICET_E_CORRUPT, "shared string \"%.*s\" of %zu", LC_SV_ARG(v),
                       lc_strings_count(s->x->strings));
    size_t from = s->texts.len;
    s->cell.type = LC_XLSX_TEXT;
    lc_buf_sv(&s->texts, lc_strings_at(s->x->strings, i, &s->cell.rich));
    text_is_own(s, from);
    return 0;
}

static int number_value(lc_xlsx_sheet *s, lc_sv v, licet_error *err)
{
    bool is_date;
    size_t from = s->texts.len;
    if (!lc_xlsx_double(v, &s->cell.number))
        return lc_fail(err, LICET_E_CORRUPT, "\"%.*s\" is no number", LC_SV_ARG(v));
    lc_format_put(&s->x->formats.at[s->cell.style], s->cell.number, s->x->is_1904, &s->texts,
                  &is_date);
    s->cell.type = is_date ? LC_XLSX_DATE : LC_XLSX_NUMBER;
    text_is_own(s, from);
    return 0;
}

static int bool_value(lc_xlsx_sheet *s, lc_sv v, licet_error *err)
{
    bool yes = lc_sv_is(v, "1") || lc_sv_is(v, "true");
    if (!yes && !lc_sv_is(v, "0") && !lc_sv_is(v, "false"))
        return lc_fail(err, LICET_E_CORRUPT, "\"%.*s\" is neither true nor false", LC_SV_ARG(v));
    size_t from = s->texts.len;
    s->cell.type = LC_XLSX_BOOL;
    s->cell.number = yes;
    lc_buf_z(&s->texts, yes ? "TRUE" : "FALSE");
    text_is_own(s, from);
    return 0;
}

/* Text or an error: as it stands. */
static int word_value(lc_xlsx_sheet *s, lc_sv v)
{
    size_t from = s->texts.len;
    s->cell.type = s->kind == LC_CELL_ERROR ? LC_XLSX_ERROR : LC_XLSX_TEXT;
    lc_xlsx_unescape(v, &s->texts);
    text_is_own(s, from);
    return 0;
}

/* A date in words, as strict workbooks may have it; one that cannot be counted stays text. */
static int iso_value(lc_xlsx_sheet *s, lc_sv v)
{
    int64_t seconds;
    if (!lc_time_iso(v, &seconds)) return word_value(s, v);
    size_t from = s->texts.len;
    double days = (double)seconds / DAY_SECONDS + DAYS_TO_1970;
    if (days < PHANTOM_DAY + 1) days -= 1;
    s->cell.type = LC_XLSX_DATE;
    s->cell.number = s->x->is_1904 ? days - DAYS_1904 : days;
    lc_buf_sv(&s->texts, v);
    text_is_own(s, from);
    return 0;
}

static int cell_value(lc_xlsx_sheet *s, lc_sv v, licet_error *err)
{
    switch (s->kind) {
    case LC_CELL_SHARED: return shared_value(s, v, err);
    case LC_CELL_NUMBER: return number_value(s, v, err);
    case LC_CELL_BOOL: return bool_value(s, v, err);
    case LC_CELL_INLINE:
    case LC_CELL_FORMULA_TEXT:
    case LC_CELL_ERROR: return word_value(s, v);
    case LC_CELL_ISO_DATE: return iso_value(s, v);
    case LC_CELL_KINDS: break;
    }
    return 0;
}

int lc_xlsx_end_cell(lc_xlsx_sheet *s, licet_error *err)
{
    lc_sv v = lc_buf_view(&s->value);
    bool words = s->kind == LC_CELL_INLINE || s->kind == LC_CELL_FORMULA_TEXT;
    if (s->has_value && (words || v.len)) {
        int rc = cell_value(s, v, err);
        if (rc) return rc;
    } else {
        s->cell.unvalued = s->cell.formula;
        lc_vec_push(&s->places, SIZE_MAX);
    }
    if (s->texts.len > LC_XLSX_MAX_ROW_BYTES)
        return lc_fail(err, LICET_E_LIMIT, "a row of more than %d bytes", LC_XLSX_MAX_ROW_BYTES);
    if (s->cell.type == LC_XLSX_TEXT && !s->cell.text.len) s->cell.type = LC_XLSX_BLANK;
    lc_vec_push(&s->cells, s->cell);
    s->in_cell = false;
    return 0;
}
