/* How a cell looked, in the writing library's words. */
#include <stdlib.h>

#include "report/workbook_in.h"

enum {
    MAX_WORD_BYTES = 120, /* of a format code or font name: the library has room for 127 */
    MAX_BUILT_IN = 58
};

static const uint8_t HORIZONTAL[] = {
    LXW_ALIGN_NONE, LXW_ALIGN_LEFT,    LXW_ALIGN_CENTER,        LXW_ALIGN_RIGHT,
    LXW_ALIGN_FILL, LXW_ALIGN_JUSTIFY, LXW_ALIGN_CENTER_ACROSS, LXW_ALIGN_DISTRIBUTED};
static const uint8_t VERTICAL[] = {LXW_ALIGN_NONE, LXW_ALIGN_VERTICAL_TOP,
                                   LXW_ALIGN_VERTICAL_CENTER, LXW_ALIGN_VERTICAL_JUSTIFY};

/* The library takes 0 for "not set". */
static lxw_color_t colour(int32_t rgb)
{
    return rgb ? (lxw_color_t)rgb : LXW_COLOR_BLACK;
}

static void number_format(lc_workbook *w, lxw_format *f, const lc_xlsx_style *s)
{
    if (s->number_format_id && s->number_format_id <= MAX_BUILT_IN)
        format_set_num_format_index(f, (uint8_t)s->number_format_id);
    else if (s->number_format.len > MAX_WORD_BYTES)
        format_set_num_format(f, lc_xlsx_format_kind_of(s->number_format) == LC_XLSX_FORMAT_NUMBER
                                     ? "General"
                                     : "yyyy-mm-dd hh:mm:ss");
    else if (!lc_sv_ieq(s->number_format, LC_SV("General")))
        format_set_num_format(f, lc_arena_z(w->arena, s->number_format));
}

static void font(lc_workbook *w, lxw_format *f, const lc_xlsx_style *s)
{
    if (s->font_name.len <= MAX_WORD_BYTES)
        format_set_font_name(f, lc_arena_z(w->arena, s->font_name));
    if (s->font_points >= 1 && s->font_points <= 409) format_set_font_size(f, s->font_points);
    if (s->bold) format_set_bold(f);
    if (s->italic) format_set_italic(f);
    if (s->underline) format_set_underline(f, LXW_UNDERLINE_SINGLE);
    if (s->strike) format_set_font_strikeout(f);
    if (s->font_rgb >= 0) format_set_font_color(f, colour(s->font_rgb));
}

static void frame(lxw_format *f, const lc_xlsx_border *b)
{
    format_set_left(f, b[0].style);
    format_set_right(f, b[1].style);
    format_set_top(f, b[2].style);
    format_set_bottom(f, b[3].style);
    if (b[0].rgb >= 0) format_set_left_color(f, colour(b[0].rgb));
    if (b[1].rgb >= 0) format_set_right_color(f, colour(b[1].rgb));
    if (b[2].rgb >= 0) format_set_top_color(f, colour(b[2].rgb));
    if (b[3].rgb >= 0) format_set_bottom_color(f, colour(b[3].rgb));
}

static lxw_format *make(lc_workbook *w, const lc_xlsx_style *s)
{
    lxw_format *f = workbook_add_format(w->book);
    number_format(w, f, s);
    font(w, f, s);
    frame(f, s->border);
    if (s->fill_rgb >= 0) {
        format_set_pattern(f, LXW_PATTERN_SOLID);
        format_set_bg_color(f, colour(s->fill_rgb));
    }
    if (s->horizontal) format_set_align(f, HORIZONTAL[s->horizontal]);
    if (s->vertical) format_set_align(f, VERTICAL[s->vertical]);
    if (s->indent) format_set_indent(f, s->indent);
    if (s->wrap) format_set_text_wrap(f);
    return f;
}

static bool is_default(const lc_xlsx_style *s)
{
    for (int i = 0; i < 4; i++)
        if (s->border[i].style) return false;
    return lc_sv_ieq(s->number_format, LC_SV("General")) && lc_sv_is(s->font_name, "Calibri") &&
           s->font_points == 11 && !s->bold && !s->italic && !s->underline && !s->strike &&
           s->font_rgb <= 0 && s->fill_rgb < 0 && !s->wrap && !s->horizontal && !s->vertical &&
           !s->indent;
}

lxw_format *lc_workbook_format(lc_workbook *w, const lc_xlsx *x, uint32_t style)
{
    if (w->styled != x) {
        w->styled = x;
        w->formats = LC_NEW_N(w->arena, lxw_format *, lc_xlsx_style_count(x));
        w->has_format = LC_NEW_N(w->arena, bool, lc_xlsx_style_count(x));
    }
    if (!w->has_format[style]) {
        const lc_xlsx_style *s = lc_xlsx_style_at(x, style);
        w->formats[style] = is_default(s) ? NULL : make(w, s);
        w->has_format[style] = true;
    }
    return w->formats[style];
}
