#include "report/workbook.h"

#include <stdlib.h>

#include "codec/csv.h"
#include "report/workbook_in.h"

enum {
    NAME_CHARACTERS = 31, /* of a sheet's name */
    MAX_URL_BYTES = 2000,
    GREEN = 0xE2F0D9,
    AMBER = 0xFFF2CC,
    RED = 0xF8CBAD,
    GREY = 0xE7E6E6
};
static const char CUT[] = " [cut: the decision has the whole text]";

/* ---- opening and giving up ---- */

static lxw_format *filled(lxw_workbook *book, lxw_color_t colour, bool bold)
{
    lxw_format *f = workbook_add_format(book);
    format_set_pattern(f, LXW_PATTERN_SOLID);
    format_set_bg_color(f, colour);
    if (bold) format_set_bold(f);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    return f;
}

static void make_tones(lc_workbook *w)
{
    w->tones[LC_WORKBOOK_STRONG] = filled(w->book, GREY, true);
    format_set_text_wrap(w->tones[LC_WORKBOOK_STRONG]);
    w->tones[LC_WORKBOOK_GOOD] = filled(w->book, GREEN, false);
    w->tones[LC_WORKBOOK_CARE] = filled(w->book, AMBER, false);
    w->tones[LC_WORKBOOK_BAD] = filled(w->book, RED, true);
    w->wrapped = workbook_add_format(w->book);
    format_set_text_wrap(w->wrapped);
    format_set_align(w->wrapped, LXW_ALIGN_VERTICAL_TOP);
    w->link = workbook_get_default_url_format(w->book);
}

int lc_workbook_open(const lc_workbook_params *p, lc_workbook **out, licet_error *err)
{
    lc_workbook *w = lc_xmalloc(sizeof *w);
    *w = (lc_workbook){.arena = lc_arena_new(), .noticed = lc_map_new()};
    char *folder = p->temp_folder ? lc_arena_z(w->arena, lc_sv_of(p->temp_folder)) : NULL;
    lxw_workbook_options options = {LXW_TRUE, folder, LXW_FALSE};
    w->book = workbook_new_opt(p->path, &options);
    if (!w->book) {
        lc_workbook_cancel(w);
        return lc_fail(err, LICET_E_IO, "cannot begin the workbook %s", p->path);
    }
    lxw_doc_properties properties = {.created = (time_t)p->created_s};
    workbook_set_properties(w->book, &properties);
    make_tones(w);
    *out = w;
    return 0;
}

static void done(lc_workbook *w)
{
    lc_vec_done(&w->sheets);
    lc_vec_done(&w->names);
    lc_vec_done(&w->notices);
    lc_map_free(w->noticed);
    lc_buf_done(&w->scratch);
    lc_arena_free(w->arena);
    free(w);
}

void lc_workbook_cancel(lc_workbook *w)
{
    if (!w) return;
    /* The library closes these only when it writes the file. */
    for (size_t i = 0; i < w->sheets.len; i++)
        if (w->sheets.at[i]->optimize_tmpfile) fclose(w->sheets.at[i]->optimize_tmpfile);
    if (w->book) lxw_workbook_free(w->book);
    done(w);
}

/* ---- names of sheets ---- */

/* At most n characters of UTF-8. */
static lc_sv first_characters(lc_sv v, size_t n)
{
    size_t i = 0;
    while (i < v.len) {
        if (((unsigned char)v.data[i] & 0xC0) != 0x80 && n-- == 0) break;
        i++;
    }
    return lc_sv_make(v.data, i);
}

static lc_sv fit_name(lc_arena *a, lc_sv name)
{
    lc_sv fit = first_characters(name, NAME_CHARACTERS);
    char *p = lc_arena_z(a, fit);
    for (size_t i = 0; i < fit.len; i++)
        if (strchr("[]:*?/\\", p[i]) || (unsigned char)p[i] < ' ' ||
            (p[i] == '\'' && (i == 0 || i + 1 == fit.len)))
            p[i] = '_';
    return fit.len ? lc_sv_make(p, fit.len) : LC_SV("Sheet");
}

static bool is_taken(const lc_workbook *w, lc_sv name)
{
    for (size_t i = 0; i < w->names.len; i++)
        if (lc_sv_ieq(w->names.at[i], name)) return true;
    return false;
}

static lc_sv unique_name(lc_workbook *w, lc_sv wanted)
{
    lc_sv name = fit_name(w->arena, wanted);
    for (unsigned n = 2; is_taken(w, name); n++)
        name = lc_arena_printf(
            w->arena, "%.*s (%u)",
            LC_SV_ARG(first_characters(fit_name(w->arena, wanted), NAME_CHARACTERS - 7)), n);
    lc_vec_push(&w->names, name);
    return name;
}

int lc_workbook_add(lc_workbook *w, lc_sv name, licet_error *err)
{
    lc_sv unique = unique_name(w, name);
    w->from_name = lc_arena_z(w->arena, unique);
    w->sheet = workbook_add_worksheet(w->book, w->from_name);
    if (!w->sheet)
        return lc_fail(err, LICET_E_IO,
                       "cannot begin the sheet %s: is the temporary folder writable?",
                       w->from_name);
    lc_vec_push(&w->sheets, w->sheet); /* NOLINT(bugprone-sizeof-expression): pointers */
    w->totals.sheets++;
    return 0;
}

/* ---- values ---- */

/* Length of the well-formed UTF-8 character at v (Unicode 15 table 3-7), 0 if there is none. */
static size_t character(lc_sv v)
{
    const unsigned char *p = (const unsigned char *)v.data;
    if (p[0] < 0x80) return p[0] ? 1 : 0;
    size_t n = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (p[0] < 0xC2 || p[0] > 0xF4 || n > v.len) return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xC0) != 0x80) return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) ||
        (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))
        return 0;
    bool none = p[0] == 0xEF && p[1] == 0xBF && p[2] >= 0xBE; /* U+FFFE, U+FFFF */
    return none ? 0 : n;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* Text that reads like the format's own escape, _x0041_, must not become one. */
static bool looks_escaped(lc_sv v)
{
    if (v.len < 7 || v.data[0] != '_' || v.data[1] != 'x' || v.data[6] != '_') return false;
    return is_hex(v.data[2]) && is_hex(v.data[3]) && is_hex(v.data[4]) && is_hex(v.data[5]);
}

const char *lc_workbook_text(lc_workbook *w, lc_sv text)
{
    lc_buf *b = &w->scratch;
    lc_buf_clear(b);
    lc_buf_reserve(b, text.len + 1);
    for (size_t i = 0; i < text.len;) {
        size_t n = character(lc_sv_from(text, i));
        if (text.data[i] == '_' && looks_escaped(lc_sv_from(text, i)))
            lc_buf_z(b, "_x005F_");
        else if (n)
            lc_buf_put(b, text.data + i, n);
        else
            lc_buf_z(b, "\xEF\xBF\xBD");
        i += n ? n : 1;
    }
    lc_buf_z(b, "");
    return b->data;
}

int lc_workbook_said(lc_workbook *w, lxw_error said, uint32_t row, uint32_t column,
                     licet_error *err)
{
    char name[8];
    if (said == LXW_NO_ERROR) return 0;
    bool limit = said == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
    return lc_fail(err, limit ? LICET_E_LIMIT : LICET_E_ARGUMENT, "sheet %s, cell %s%u: %s",
                   w->from_name, lc_xlsx_column_name(column, name), row + 1, lxw_strerror(said));
}

/* The rule is the CSV writer's: does it put a ' in front? */
static bool looks_like_formula(lc_sv v)
{
    lc_buf b = {0};
    if (!v.len || v.data[0] == '\'') return false;
    lc_csv_put_field(&b, v, '\x1f', true);
    bool yes = b.len > 1 && (b.data[0] == '\'' || (b.data[0] == '"' && b.data[1] == '\''));
    lc_buf_done(&b);
    return yes;
}

/* An address the library takes as one of the web and nothing else ("internal:" would be a place).
 */
static bool is_web_address(lc_sv url)
{
    if (!lc_sv_starts(url, LC_SV("https://")) && !lc_sv_starts(url, LC_SV("http://"))) return false;
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.data[i] <= ' ' || strchr("\"<>\\^`{|}", url.data[i])) return false;
    return url.len <= MAX_URL_BYTES && lc_sv_find(url, LC_SV("internal:"), 0) == SIZE_MAX &&
           lc_sv_find(url, LC_SV("external:"), 0) == SIZE_MAX &&
           lc_sv_find(url, LC_SV("mailto:"), 0) == SIZE_MAX;
}

/* As text fit for a cell, in w->scratch. */
static const char *answer_text(lc_workbook *w, lc_sv text)
{
    bool formula = looks_like_formula(text);
    lc_sv fit = first_characters(text, LC_WORKBOOK_MAX_TEXT);
    lc_workbook_text(w, fit);
    if (fit.len < text.len) lc_buf_z(&w->scratch, CUT);
    w->totals.cut_texts += fit.len < text.len;
    w->totals.neutralised += formula;
    if (!formula) return w->scratch.data;
    lc_buf b = {0};
    lc_buf_c(&b, '\'');
    lc_buf_sv(&b, lc_buf_view(&w->scratch));
    lc_buf_done(&w->scratch);
    w->scratch = b;
    return w->scratch.data;
}

/* Keeps each address once, for the last sheet. */
static void notice(lc_workbook *w, const lc_workbook_value *v)
{
    bool is_new;
    if (w->linking || w->notices.len >= LC_WORKBOOK_MAX_NOTICES || lc_map_get(w->noticed, v->url))
        return;
    lc_workbook_notice n = {lc_arena_sv(w->arena, first_characters(v->text, NAME_CHARACTERS * 4)),
                            lc_arena_sv(w->arena, v->url)};
    lc_map_put(w->noticed, n.url, &is_new);
    lc_vec_push(&w->notices, n);
}

static bool may_link(lc_workbook *w, const lc_workbook_value *v)
{
    if (!v->url.len || !is_web_address(v->url)) return false;
    notice(w, v);
    return w->linking || w->totals.links < LC_WORKBOOK_MAX_LINKS;
}

static lxw_error put_link(lc_workbook *w, uint32_t row, uint32_t column, const lc_workbook_value *v)
{
    char url[MAX_URL_BYTES + 1];
    memcpy(url, v->url.data, v->url.len); /* is_web_address: it fits */
    url[v->url.len] = 0;
    w->totals.links++;
    return worksheet_write_url_opt(w->sheet, row, (lxw_col_t)column, url, w->link,
                                   answer_text(w, v->text), NULL);
}

static bool plain_number(lc_sv v, double *out)
{
    bool any = false;
    for (size_t i = 0; i < v.len; i++) {
        bool digit = v.data[i] >= '0' && v.data[i] <= '9';
        if (!digit && v.data[i] != '.' && !(v.data[i] == '-' && i == 0)) return false;
        any |= digit;
    }
    if (!any || v.len > 20) return false;
    char text[24], *end;
    memcpy(text, v.data, v.len);
    text[v.len] = 0;
    *out = strtod(text, &end);
    return *end == 0;
}

int lc_workbook_put(lc_workbook *w, uint32_t row, uint32_t column, const lc_workbook_value *v,
                    lxw_format *format, licet_error *err)
{
    double number;
    lxw_error said = LXW_NO_ERROR;
    if (!v->text.len) {
        if (format) said = worksheet_write_blank(w->sheet, row, (lxw_col_t)column, format);
        return lc_workbook_said(w, said, row, column, err);
    }
    w->totals.all_cells++;
    if (v->is_number && plain_number(v->text, &number)) {
        said = worksheet_write_number(w->sheet, row, (lxw_col_t)column, number, format);
    } else if (may_link(w, v)) {
        said = put_link(w, row, column, v);
    } else {
        w->totals.links_as_text += v->url.len > 0;
        said = worksheet_write_string(w->sheet, row, (lxw_col_t)column, answer_text(w, v->text),
                                      format);
    }
    return lc_workbook_said(w, said, row, column, err);
}

/* ---- finishing ---- */

/* The library does not look whether its temporary files took everything. */
static int check_temporaries(lc_workbook *w, licet_error *err)
{
    for (size_t i = 0; i < w->sheets.len; i++) {
        FILE *f = w->sheets.at[i]->optimize_tmpfile;
        if (f && (fflush(f) != 0 || ferror(f)))
            return lc_fail(err, LICET_E_IO,
                           "the temporary folder took not all of the workbook: is it full?");
    }
    return 0;
}

/* The library would print what is wrong with the path. */
static int check_path(lc_workbook *w, licet_error *err)
{
    FILE *f = fopen(w->book->filename, "wb");
    if (!f) return lc_fail(err, LICET_E_IO, "cannot write the workbook %s", w->book->filename);
    return fclose(f) == 0 ? 0 : lc_fail(err, LICET_E_IO, "cannot write %s", w->book->filename);
}

int lc_workbook_finish(lc_workbook *w, lc_workbook_totals *out, licet_error *err)
{
    int rc = check_temporaries(w, err);
    if (!rc) rc = check_path(w, err);
    if (rc) {
        lc_workbook_cancel(w);
        return rc;
    }
    lxw_error said = workbook_close(w->book); /* frees the book in any case */
    if (said == LXW_NO_ERROR)
        *out = w->totals;
    else
        rc = lc_fail(err, LICET_E_IO, "the workbook could not be written: %s", lxw_strerror(said));
    done(w);
    return rc;
}

int lc_workbook_verify(lc_sv bytes, const lc_workbook_totals *t, licet_error *err)
{
    lc_xlsx *x;
    size_t n;
    uint64_t cells = 0;
    int rc = lc_xlsx_open(bytes, LC_SV("the answered workbook"), &x, err);
    if (rc) return rc;
    lc_xlsx_sheets(x, &n);
    for (size_t i = 0; !rc && i < n; i++) {
        lc_xlsx_sheet *s;
        rc = lc_xlsx_sheet_open(x, i, &s, err);
        if (rc) break;
        cells += lc_xlsx_sheet_facts(s)->cells;
        lc_xlsx_sheet_close(s);
    }
    if (!rc && (n != t->sheets || cells != t->all_cells))
        rc = lc_fail(err, LICET_E_CORRUPT,
                     "the answered workbook holds %zu sheets and %llu values where %llu and %llu "
                     "were written",
                     n, (unsigned long long)cells, (unsigned long long)t->sheets,
                     (unsigned long long)t->all_cells);
    lc_xlsx_close(x);
    return rc;
}
