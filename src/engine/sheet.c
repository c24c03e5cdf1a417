#include "engine/sheet.h"

static int no_sheet(const lc_sheet *s, const char *wanted, licet_error *err)
{
    size_t n;
    const lc_xlsx_sheet_info *sheets = lc_xlsx_sheets(s->book, &n);
    lc_buf names = {0};
    for (size_t i = 0; i < n; i++)
        lc_buf_printf(&names, "%s%.*s", i ? ", " : "", LC_SV_ARG(sheets[i].name));
    lc_fail(err, LICET_E_ARGUMENT, "the workbook has no sheet %.80s", wanted);
    lc_fail_remedy(err, "its sheets: %.*s", LC_SV_ARG(lc_buf_view(&names)));
    lc_buf_done(&names);
    return LICET_E_ARGUMENT;
}

static int named_sheet(const lc_sheet *s, const char *name, size_t *out, licet_error *err)
{
    size_t n;
    const lc_xlsx_sheet_info *sheets = lc_xlsx_sheets(s->book, &n);
    lc_sv wanted = lc_sv_of(name);
    for (int exact = 1; exact >= 0; exact--)
        for (size_t i = 0; i < n; i++)
            if (exact ? lc_sv_eq(sheets[i].name, wanted) : lc_sv_ieq(sheets[i].name, wanted)) {
                *out = i;
                return 0;
            }
    return no_sheet(s, name, err);
}

static int open_table(lc_sheet *s, const lc_sheet_params *p, licet_error *err)
{
    size_t sheet = 0;
    int rc = p->sheet ? named_sheet(s, p->sheet, &sheet, err)
                      : lc_xlsx_table_guess_sheet(s->book, &p->table, &sheet, err);
    if (!rc) rc = lc_xlsx_sheet_open(s->book, sheet, &s->sheet, err);
    if (!rc) rc = lc_xlsx_table_open(s->sheet, &p->table, &s->table, err);
    if (rc) return rc;
    lc_xlsx_table_header_rows(s->table, &s->header_row, &s->last_header_row);
    s->text = lc_xlsx_csv_open(s->table);
    s->reader = lc_xlsx_csv_reader(s->text);
    return 0;
}

bool lc_sheet_is_workbook(lc_sv bytes, const char *file)
{
    lc_sv name = lc_sv_of(file);
    static const char *const extensions[] = {".xlsx", ".xlsm", ".XLSX", ".XLSM"};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (lc_sv_ends(name, lc_sv_of(extensions[i]))) return true;
    return lc_xlsx_sniff(bytes);
}

int lc_sheet_open(lc_sheet *s, const lc_sheet_params *p, licet_error *err)
{
    *s = (lc_sheet){0};
    int rc = lc_xlsx_open(p->bytes, lc_sv_of(p->file), &s->book, err);
    if (!rc) rc = open_table(s, p, err);
    if (rc && err && !err->remedy[0])
        lc_fail_remedy(err,
                       "open it in a spreadsheet program and save it anew as .xlsx, or save the "
                       "sheet with %s as .csv",
                       p->holds);
    return rc;
}

void lc_sheet_done(lc_sheet *s)
{
    lc_xlsx_csv_close(s->text);
    lc_xlsx_table_close(s->table);
    lc_xlsx_sheet_close(s->sheet);
    lc_xlsx_close(s->book);
}

lc_sv lc_sheet_name(const lc_sheet *s)
{
    size_t n;
    return lc_xlsx_sheets(s->book, &n)[lc_xlsx_sheet_index(s->sheet)].name;
}

lc_sv lc_sheet_header_rows(const lc_sheet *s, lc_arena *a)
{
    return s->header_row == s->last_header_row
               ? lc_arena_printf(a, "%u", s->header_row)
               : lc_arena_printf(a, "%u-%u", s->header_row, s->last_header_row);
}

lc_json *lc_sheet_others(const lc_sheet *s, lc_arena *a)
{
    size_t n;
    const lc_xlsx_sheet_info *sheets = lc_xlsx_sheets(s->book, &n);
    lc_json *to = lc_json_array(a);
    for (size_t i = 0; i < n; i++) {
        if (i == lc_xlsx_sheet_index(s->sheet)) continue;
        lc_json_push_sv(a, to,
                        lc_arena_printf(a, "%.*s%s", LC_SV_ARG(sheets[i].name),
                                        sheets[i].hidden ? " (hidden)" : ""));
    }
    return to;
}
