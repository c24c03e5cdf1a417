/* Pages of our own: which lists, which policy, and what of the input could not come along. */
#include "report/workbook_in.h"

static const double WIDTHS[] = {22, 30, 22, 22, 14, 12, 68};

int lc_workbook_page(lc_workbook *w, lc_sv name, const double *widths, size_t n_widths,
                     licet_error *err)
{
    int rc = lc_workbook_add(w, name, err);
    for (size_t i = 0; !rc && i < n_widths; i++)
        rc = lc_workbook_said(
            w, worksheet_set_column(w->sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL), 0,
            (uint32_t)i, err);
    w->next_page_row = 0;
    return rc;
}

int lc_workbook_page_row(lc_workbook *w, const lc_workbook_value *values, size_t n,
                         licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; !rc && i < n; i++) {
        lxw_format *format = values[i].tone ? w->tones[values[i].tone] : w->wrapped;
        rc = lc_workbook_put(w, w->next_page_row, (uint32_t)i, &values[i],
                             values[i].text.len ? format : NULL, err);
    }
    w->next_page_row++;
    return rc;
}

/* ---- "Lists and policy" ---- */

typedef struct line {
    const char *key, *label;
} line;

static const line HEAD[] = {{"file", "Workbook"},       {"sheet", "Sheet"},
                            {"as_of", "As of"},         {"engine", "Decided by"},
                            {"policy_file", "Policy"},  {"policy_hash", "Policy, SHA-256"},
                            {"index", "Index, SHA-256"}};
static const line COLUMNS[] = {{"id", "List"},
                               {"state", "State"},
                               {"list_date", "List date"},
                               {"checked", "Last checked"},
                               {"received", "Received"},
                               {"entries", "Entries"},
                               {"sha256", "SHA-256 of the list file"}};
#define COUNT(a) (sizeof(a) / sizeof *(a))

/* A text, or a whole number as text. */
static lc_sv word(lc_arena *a, const lc_json *object, const char *key)
{
    const lc_json *v = lc_json_get(object, key);
    if (lc_json_kind_of(v) == LC_JSON_INT)
        return lc_arena_printf(a, "%lld", (long long)lc_json_int(v, 0));
    return lc_json_sv(v);
}

static int pair(lc_workbook *w, const char *label, lc_sv text, licet_error *err)
{
    lc_workbook_value v[] = {{.text = lc_sv_of(label), .tone = LC_WORKBOOK_STRONG}, {.text = text}};
    return text.len ? lc_workbook_page_row(w, v, COUNT(v), err) : 0;
}

static int list_rows(lc_workbook *w, const lc_json *lists, licet_error *err)
{
    lc_workbook_value v[COUNT(COLUMNS)];
    for (size_t c = 0; c < COUNT(COLUMNS); c++)
        v[c] = (lc_workbook_value){.text = lc_sv_of(COLUMNS[c].label), .tone = LC_WORKBOOK_STRONG};
    w->next_page_row++;
    int rc = lc_workbook_page_row(w, v, COUNT(COLUMNS), err);
    for (size_t i = 0; !rc && i < lc_json_len(lists); i++) {
        const lc_json *list = lc_json_at(lists, i);
        for (size_t c = 0; c < COUNT(COLUMNS); c++)
            v[c] = (lc_workbook_value){.text = word(w->arena, list, COLUMNS[c].key),
                                       .is_number = strcmp(COLUMNS[c].key, "entries") == 0};
        bool in_force = lc_sv_is(lc_json_get_sv(list, "state"), "in_force");
        v[1].tone = in_force ? LC_WORKBOOK_PLAIN : LC_WORKBOOK_CARE;
        rc = lc_workbook_page_row(w, v, COUNT(COLUMNS), err);
    }
    w->next_page_row++;
    return rc;
}

/* One text, or each of an array. */
static int texts(lc_workbook *w, const char *label, const lc_json *v, licet_error *err)
{
    int rc = 0;
    if (lc_json_kind_of(v) != LC_JSON_ARRAY) return pair(w, label, lc_json_sv(v), err);
    for (size_t i = 0; !rc && i < lc_json_len(v); i++)
        rc = pair(w, label, lc_json_sv(lc_json_at(v, i)), err);
    return rc;
}

static int notice_rows(lc_workbook *w, licet_error *err)
{
    int rc = 0;
    w->linking = true;
    for (size_t i = 0; !rc && i < w->notices.len; i++) {
        lc_workbook_notice n = w->notices.at[i];
        lc_workbook_value v[] = {{.text = LC_SV("Notice"), .tone = LC_WORKBOOK_STRONG},
                                 {.text = n.text, .url = n.url}};
        rc = lc_workbook_page_row(w, v, COUNT(v), err);
    }
    w->linking = false;
    return rc;
}

int lc_workbook_about(lc_workbook *w, const lc_json *about, licet_error *err)
{
    int rc = lc_workbook_page(w, LC_SV("Lists and policy"), WIDTHS, COUNT(WIDTHS), err);
    for (size_t i = 0; !rc && i < COUNT(HEAD); i++)
        rc = pair(w, HEAD[i].label, word(w->arena, about, HEAD[i].key), err);
    if (!rc) rc = texts(w, "Rules", lc_json_get(about, "rules"), err);
    if (!rc) rc = list_rows(w, lc_json_get(about, "lists"), err);
    if (!rc) rc = texts(w, "Note", lc_json_get(about, "notes"), err);
    if (!rc) rc = notice_rows(w, err);
    if (!rc) rc = pair(w, "Please note", lc_json_get_sv(about, "disclaimer"), err);
    return rc;
}

/* ---- what did not come along ---- */

static void note(lc_arena *a, lc_json *to, uint64_t n, const char *words)
{
    if (n) lc_json_push_sv(a, to, lc_arena_printf(a, "%llu %s", (unsigned long long)n, words));
}

lc_json *lc_workbook_notes(lc_arena *a, const lc_xlsx *x, const lc_xlsx_facts *f)
{
    lc_json *to = lc_json_array(a);
    for (int k = 0; k < LC_XLSX_PARTS; k++)
        note(a, to, lc_xlsx_part_count(x, (lc_xlsx_part)k), lc_xlsx_part_words((lc_xlsx_part)k));
    size_t n, charts = 0;
    const lc_xlsx_sheet_info *sheets = lc_xlsx_sheets(x, &n);
    for (size_t i = 0; i < n; i++) charts += !sheets[i].is_worksheet;
    note(a, to, charts, "sheets without rows, such as charts (not kept)");
    if (!f) return to;
    note(a, to, f->formulas, "formulas: their stored values are kept, the formulas are not");
    note(a, to, f->unvalued, "formulas without a stored value: their cells are empty here");
    note(a, to, f->errors, "error values, kept as text");
    note(a, to, f->rich, "texts formatted in parts: the text is kept, the parts are not");
    note(a, to, f->conditional, "rules that colour cells (not kept)");
    note(a, to, f->links, "links on cells: their text is kept, the links are not");
    note(a, to, f->validations, "rules for what may be entered (not kept)");
    note(a, to, f->hidden_rows, "hidden rows: read and answered like the others, still hidden");
    if (f->hidden_columns)
        lc_json_push_sv(a, to, LC_SV("Hidden columns were read like the others."));
    return to;
}
