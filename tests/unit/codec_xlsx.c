/* Workbooks are made by tests/workbooks.py when this test starts; python3 is needed for building
 * anyway (tools/setup). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "codec/csv.h"
#include "codec/xlsx_table.h"

static char folder[64];

static lc_buf load(const char *name)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "rb");
    if (!f) fail_msg("%s is missing", path);
    lc_buf b = {0};
    char chunk[65536];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;) lc_buf_put(&b, chunk, n);
    fclose(f);
    return b;
}

typedef struct opened {
    lc_buf bytes;
    lc_xlsx *book;
    lc_xlsx_sheet *sheet;
    lc_xlsx_table *table;
    licet_error err;
    int rc;
} opened;

/* Opens sheet i and a table in it, as far as it goes. */
static opened open_book(const char *name, size_t i, const lc_xlsx_table_params *p)
{
    opened o = {.bytes = load(name)};
    o.rc = lc_xlsx_open(lc_buf_view(&o.bytes), lc_sv_of(name), &o.book, &o.err);
    if (!o.rc) o.rc = lc_xlsx_sheet_open(o.book, i, &o.sheet, &o.err);
    if (!o.rc && p) o.rc = lc_xlsx_table_open(o.sheet, p, &o.table, &o.err);
    return o;
}

static void done(opened *o)
{
    lc_xlsx_table_close(o->table);
    lc_xlsx_sheet_close(o->sheet);
    lc_xlsx_close(o->book);
    lc_buf_done(&o->bytes);
}

static void must(const opened *o, const char *name)
{
    if (o->rc) fail_msg("%s: %s", name, o->err.message);
}

static void same(const char *what, lc_sv got, const char *wanted)
{
    if (!lc_sv_is(got, wanted))
        fail_msg("%s: \"%.*s\" instead of \"%s\"", what, LC_SV_ARG(got), wanted);
}

/* ---- values ---- */

typedef struct value_case {
    const char *what, *text;
    lc_xlsx_type type;
} value_case;

static const value_case VALUES[] = {
    {"zeros", "004711", LC_XLSX_NUMBER},
    {"date", "2026-11-04", LC_XLSX_DATE},
    {"date_time", "2026-11-04T13:30:00", LC_XLSX_DATE},
    {"percent", "25.10%", LC_XLSX_NUMBER},
    {"mask", "012-34-5678", LC_XLSX_NUMBER},
    {"phone", "555-1234", LC_XLSX_NUMBER},
    {"phone_long", "(202) 555-1234", LC_XLSX_NUMBER},
    {"money", "1234567.50", LC_XLSX_NUMBER},
    {"time", "13:30:00", LC_XLSX_DATE},
    {"span", "25:30:00", LC_XLSX_DATE},
    {"text_number", "007", LC_XLSX_TEXT},
    {"german_date", "2026-11-04", LC_XLSX_DATE},
    {"chinese_date", "2026-11-04", LC_XLSX_DATE},
    {"science", "123456789012", LC_XLSX_NUMBER},
    {"fraction", "1.5", LC_XLSX_NUMBER},
    {"prefix", "PN-0042", LC_XLSX_NUMBER},
    {"spaced", "1234567", LC_XLSX_NUMBER},
    {"red", "-5", LC_XLSX_NUMBER},
    {"hts", "8471.30.0100", LC_XLSX_NUMBER},
    {"noise", "0.3", LC_XLSX_NUMBER},
    {"tiny", "0.00000015", LC_XLSX_NUMBER},
    {"huge", "1E+22", LC_XLSX_NUMBER},
    {"negative", "-12.5", LC_XLSX_NUMBER},
    {"bool", "TRUE", LC_XLSX_BOOL},
    {"error", "#N/A", LC_XLSX_ERROR},
    {"formula", "whatx", LC_XLSX_TEXT},
    {"unvalued", "", LC_XLSX_BLANK},
    {"rich", "two parts", LC_XLSX_TEXT},
    {"escape", "a\rb_x0041_", LC_XLSX_TEXT},
    {"leap_1900", "1900-02-29", LC_XLSX_DATE},
    {"first_1900", "1900-01-01", LC_XLSX_DATE},
    {"march_1900", "1900-03-01", LC_XLSX_DATE},
    {"too_late", "2958466", LC_XLSX_NUMBER},
    {"styled_blank", "", LC_XLSX_BLANK},
    {"built_in_date", "2026-11-04", LC_XLSX_DATE},
    {"=formula-like", "=1+1", LC_XLSX_TEXT},
    {"lines", "first\nsecond", LC_XLSX_TEXT},
    {"spaces", "  kept  ", LC_XLSX_TEXT},
};

static void values_read_as_people_read_them(void **state)
{
    (void)state;
    opened o = open_book("values.xlsx", 0, NULL);
    must(&o, "values");
    lc_xlsx_row row;
    bool has;
    assert_int_equal(lc_xlsx_sheet_next(o.sheet, &has, &row, &o.err), 0);
    assert_true(has && row.n == 2 && row.number == 1);
    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
        const value_case *v = &VALUES[i];
        assert_int_equal(lc_xlsx_sheet_next(o.sheet, &has, &row, &o.err), 0);
        assert_true(has && row.n == 2);
        same("order of cases", row.cells[0].text, v->what);
        same(v->what, row.cells[1].text, v->text);
        if (row.cells[1].type != v->type) fail_msg("%s: type %d", v->what, (int)row.cells[1].type);
        assert_int_equal(row.cells[1].unvalued, strcmp(v->what, "unvalued") == 0);
        assert_int_equal(row.cells[1].rich, strcmp(v->what, "rich") == 0);
    }
    assert_int_equal(lc_xlsx_sheet_next(o.sheet, &has, &row, &o.err), 0);
    assert_false(has);
    const lc_xlsx_facts *f = lc_xlsx_sheet_facts(o.sheet);
    assert_int_equal(f->formulas, 2);
    assert_int_equal(f->unvalued, 1);
    assert_int_equal(f->errors, 1);
    assert_int_equal(lc_xlsx_sheet_rewind(o.sheet, &o.err), 0);
    assert_int_equal(lc_xlsx_sheet_next(o.sheet, &has, &row, &o.err), 0);
    assert_true(has && row.number == 1);
    const lc_xlsx_style *s = lc_xlsx_style_at(o.book, lc_xlsx_style_count(o.book) - 1);
    assert_true(s->bold && s->wrap && s->fill_rgb == 0xFFFF00 && s->font_rgb == 0x112233);
    assert_true(s->border[3].style == 1 && s->border[3].rgb == 0xFF0000 && s->horizontal == 2);
    assert_int_equal(s->number_format_id, 14);
    done(&o);
}

typedef struct format_case {
    double number;
    const char *code, *text;
    bool is_1904, is_date;
} format_case;

static void formats_decide_what_a_number_is(void **state)
{
    (void)state;
    static const format_case cases[] = {
        {45000, "General", "45000", false, false},
        {45000, "", "45000", false, false},
        {45000, "[Red][<0]0;dd/mm/yy", "45000", false, false},
        {45000.25, "d/m/yy", "2023-03-15", false, true},
        {45000.25, "d/m/yy h:mm", "2023-03-15T06:00:00", false, true},
        {45000, "d/m/yy h:mm", "2023-03-15", false, true},
        {45000.9999999, "d/m/yy h:mm", "2023-03-16", false, true}, /* a second's rounding */
        {43538, "d/m/yy", "2023-03-15", true, true},
        {0.25, "mm:ss", "06:00:00", false, true},
        {0.25, "h AM/PM", "06:00:00", false, true},
        {0.25, "h A/P", "06:00:00", false, true},
        {45000, "ge.m.d", "2023-03-15", false, true},
        {45000, "mmm", "2023-03-15", false, true},
        {45000, "\"day\" 0", "45000", false, false},
        {45000, "\\d0", "45000", false, false},
        {-1, "yyyy", "-1", false, false},
        {0, "yyyy", "0", false, false},
        {7, "[=7]\"seven\" 00;0", "seven 07", false, false},
        {5, "[>=7]00;000", "005", false, false},
        {5, "[<>5]00;000", "005", false, false},
        {5, "[>7]00;000", "005", false, false},
        {5, "[<7]00;000", "05", false, false},
        {-7, "000", "-007", false, false},
        {1234, "00", "1234", false, false},
        {123456, "00-00", "1234-56", false, false},
        {7.5, "00.00", "07.50", false, false},
        {0.5, "0%", "50%", false, false},
        {1e300, "0", "1E+300", false, false},
        {-1e-300, "0.00", "-1E-300", false, false},
        {123456789012345678.0, "0", "123456789012346000", false, false},
        {3, "[", "3", false, false},
        {3, "\"", "3", false, false},
        {3, "0\\", "3", false, false},
    };
    lc_buf b = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool is_date = !cases[i].is_date;
        lc_buf_clear(&b);
        lc_xlsx_number_text(cases[i].number, lc_sv_of(cases[i].code), cases[i].is_1904, &b,
                            &is_date);
        same(cases[i].code, lc_buf_view(&b), cases[i].text);
        assert_int_equal(is_date, cases[i].is_date);
    }
    lc_buf_done(&b);
}

static void strings_come_in_any_order(void **state)
{
    (void)state;
    enum { STRINGS = 60000, COLUMNS = 3 };
    opened o = open_book("many_strings.xlsx", 0, NULL);
    must(&o, "many_strings");
    lc_xlsx_row row;
    size_t rows = 0;
    char wanted[40];
    for (bool has; !lc_xlsx_sheet_next(o.sheet, &has, &row, &o.err) && has; rows++) {
        for (size_t c = 0; c < COLUMNS; c++) {
            size_t i = (rows * COLUMNS + c) * 7919 % STRINGS;
            lc_sv v = row.cells[c].text;
            snprintf(wanted, sizeof wanted, "text %zu ", i);
            bool ok = lc_sv_starts(v, lc_sv_of(wanted));
            size_t tail = i % 9000 == 7 ? 25000 : i % 60;
            if (!ok || v.len != strlen(wanted) + tail)
                fail_msg("row %zu: \"%.*s\" instead of \"%s...\"", rows + 1, 40, v.data, wanted);
        }
    }
    assert_int_equal(rows, STRINGS / COLUMNS);
    done(&o);
}

/* ---- tables ---- */

static bool is_known(void *ctx, lc_sv header)
{
    (void)ctx;
    static const char *const names[] = {"Order no", "Line",      "Ship date", "Item",
                                        "Part no",  "Consignee", "Country",   "Value USD"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (lc_sv_ieq(header, lc_sv_of(names[i]))) return true;
    return false;
}

static const lc_xlsx_table_params KNOWN = {.known = is_known};
static const lc_xlsx_table_params SHAPE = {0};

typedef struct table_case {
    const char *file;
    size_t sheet;
    uint32_t first, last; /* rows of the header */
    size_t rows, notes, repeated, hidden, filled;
    const char *header; /* joined with "|" */
    const char *row;    /* the first one behind it */
} table_case;

#define PLAIN_HEADER "Order no|Line|Ship date|Item|Part no|Consignee|Country|Value USD"
#define PLAIN_ROW    "SO-1001|1|2026-11-04|Office licence|004701|Example Trading 1|DE|1235.50"
static const table_case TABLES[] = {
    {"title_rows.xlsx", 0, 4, 4, 5, 0, 0, 0, 0, PLAIN_HEADER, PLAIN_ROW},
    {"two_lines.xlsx", 0, 2, 3, 4, 0, 0, 0, 0,
     "Order / No|Order / Date|Consignee / Name|Consignee / Country|Consignee / Address|Item / Part "
     "no|Item / Value USD",
     "SO-1|2026-11-04|Firm 1|FR|1 rue A|001|10.5"},
    {"german.xlsx", 0, 1, 1, 3, 0, 0, 0, 0,
     "Auftragsnr.|Empf\xc3\xa4nger|Land|Liefertermin|Endverbleib|Betrag",
     "A-1|M\xc3\xbcller & S\xc3\xb6hne 1 GmbH|\xc3\x96sterreich|2026-11-04|B\xc3\xbcro|99.9"},
    {"chinese.xlsx", 0, 1, 1, 3, 0, 0, 0, 0,
     "\xe8\xae\xa2\xe5\x8d\x95\xe5\x8f\xb7|\xe6\x94\xb6\xe8\xb4\xa7\xe4\xba\xba|"
     "\xe5\x9b\xbd\xe5\xae\xb6|\xe5\x8f\x91\xe8\xb4\xa7\xe6\x97\xa5\xe6\x9c\x9f|"
     "\xe9\x9b\xb6\xe4\xbb\xb6\xe5\x8f\xb7",
     "\xe5\x8d\x95-1|\xe5\x8c\x97\xe4\xba\xac\xe7\xa4\xba\xe4\xbe\x8b\xe5\x85\xac\xe5\x8f\xb8|"
     "\xe4\xb8\xad\xe5\x9b\xbd|2026-11-04|000001"},
    {"spanish_inline.xlsx", 0, 1, 1, 3, 0, 0, 0, 0,
     "N.\xc2\xba de pedido|Destinatario|Pa\xc3\xads|Fecha de env\xc3\xado|Uso final",
     "P-1|Compa\xc3\xb1\xc3\xad"
     "a Ejemplo, S.A.|Espa\xc3\xb1"
     "a|04/11/2026|oficina"},
    {"notes_between.xlsx", 0, 1, 1, 8, 1, 1, 0, 0, PLAIN_HEADER, PLAIN_ROW},
    {"strings_out_of_order.xlsx", 0, 1, 1, 3, 0, 0, 0, 0, PLAIN_HEADER, PLAIN_ROW},
    {"strict_1904.xlsx", 0, 1, 1, 2, 0, 0, 0, 0, "Order|Ship date|At|Consignee",
     "M-1|2026-11-04|12:00:00|Mac user"},
    {"hidden.xlsx", 1, 1, 1, 5, 0, 0, 2, 0, PLAIN_HEADER, PLAIN_ROW},
    {"groups_unmerged.xlsx", 0, 1, 2, 3, 0, 0, 0, 0,
     "Shipper / Name|Shipper / City|Shipper / Country|Consignee / Name|Consignee / City|Consignee "
     "/ "
     "Country",
     "Firm A|Berlin|DE|Firm 0|Lyon|FR"},
    {"merged_down.xlsx", 0, 2, 3, 3, 0, 0, 0, 0,
     "Order|Consignee / Name|Consignee / Country|Remarks", "SO-0|Firm 0|FR|none"},
    {"merged_rows.xlsx", 0, 1, 1, 4, 0, 0, 0, 2, "Order|Line|Consignee|Country|Item",
     "SO-1|1|Firm A|DE|a"},
};

static char *joined(lc_buf *b, const lc_sv *fields, size_t n)
{
    lc_buf_clear(b);
    lc_buf_z(b, "");
    for (size_t i = 0; i < n; i++) {
        if (i) lc_buf_c(b, '|');
        lc_buf_sv(b, fields[i]);
    }
    lc_buf_c(b, 0);
    return b->data;
}

static void check_table(const table_case *c, const lc_xlsx_table_params *p)
{
    opened o = open_book(c->file, c->sheet, p);
    must(&o, c->file);
    lc_buf b = {0};
    size_t n, rows = 0, notes = 0, repeated = 0, hidden = 0, filled = 0;
    uint32_t first, last;
    const lc_sv *header = lc_xlsx_table_header(o.table, &n);
    same(c->file, lc_sv_of(joined(&b, header, n)), c->header);
    lc_xlsx_table_header_rows(o.table, &first, &last);
    if (first != c->first || last != c->last) fail_msg("%s: header %u to %u", c->file, first, last);
    lc_xlsx_table_row row;
    for (bool has; !lc_xlsx_table_next(o.table, &has, &row, &o.err) && has; rows++) {
        if (!rows) same(c->file, lc_sv_of(joined(&b, row.fields, row.n)), c->row);
        notes += row.note;
        repeated += row.header_again;
        hidden += row.hidden;
        filled += row.filled;
        assert_null(row.problem);
    }
    if (rows != c->rows || notes != c->notes || repeated != c->repeated || hidden != c->hidden ||
        filled != c->filled)
        fail_msg("%s: %zu rows, %zu notes, %zu headers, %zu hidden, %zu filled", c->file, rows,
                 notes, repeated, hidden, filled);
    lc_buf_done(&b);
    done(&o);
}

static void ten_layouts_are_understood(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
        check_table(&TABLES[i], &KNOWN);
        check_table(&TABLES[i], &SHAPE);
    }
}

static void merged_order_numbers_hold_for_all_their_lines(void **state)
{
    (void)state;
    opened o = open_book("merged_rows.xlsx", 0, &SHAPE);
    must(&o, "merged_rows");
    static const char *const rows[] = {"SO-1|1|Firm A|DE|a", "SO-1|2|Firm A|DE|b",
                                       "SO-1|3|Firm A|DE|c", "SO-2|1|Firm B|FR|d"};
    lc_buf b = {0};
    for (size_t i = 0; i < 4; i++) {
        bool has;
        lc_xlsx_table_row row;
        assert_int_equal(lc_xlsx_table_next(o.table, &has, &row, &o.err), 0);
        same("row", lc_sv_of(joined(&b, row.fields, row.n)), rows[i]);
    }
    lc_buf_done(&b);
    done(&o);
}

static lc_sv last_if_known(void *ctx, lc_sv whole, lc_sv last)
{
    return is_known(ctx, last) && !lc_sv_is(last, "Country") ? last : whole;
}

static void the_caller_names_columns_of_two_lines(void **state)
{
    (void)state;
    const lc_xlsx_table_params p = {.known = is_known, .name = last_if_known};
    opened o = open_book("two_lines.xlsx", 0, &p);
    must(&o, "two_lines");
    lc_buf b = {0};
    size_t n;
    const lc_sv *header = lc_xlsx_table_header(o.table, &n);
    same("names", lc_sv_of(joined(&b, header, n)),
         "Order / No|Order / Date|Consignee / Name|Consignee / Country|Consignee / Address|Part "
         "no|Value USD");
    lc_buf_done(&b);
    done(&o);
}

/* Read as text by the CSV reader: same fields, and a line is a row of the sheet. */
static void as_text_lines_are_rows(void **state)
{
    (void)state;
    static const char *const files[] = {"notes_between.xlsx", "two_lines.xlsx", "merged_rows.xlsx",
                                        "title_rows.xlsx", "values.xlsx"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        opened o = open_book(files[i], 0, &KNOWN), p = open_book(files[i], 0, &KNOWN);
        must(&o, files[i]);
        lc_xlsx_csv *text = lc_xlsx_csv_open(o.table);
        lc_reader in = lc_xlsx_csv_reader(text);
        lc_csv *csv = lc_csv_open(&in, NULL);
        lc_csv_row line;
        lc_xlsx_table_row row;
        bool has, has_line;
        size_t n, marks = 0, flagged = 0;
        uint32_t first, last;
        const lc_sv *header = lc_xlsx_table_header(p.table, &n);
        lc_xlsx_table_header_rows(p.table, &first, &last);
        assert_int_equal(lc_csv_next(csv, &has_line, &line, &o.err), 0);
        assert_true(has_line && line.n == n && line.line == last &&
                    lc_sv_eq(line.fields[0], header[0]));
        while (!lc_xlsx_table_next(p.table, &has, &row, &p.err) && has) {
            assert_int_equal(lc_csv_next(csv, &has_line, &line, &o.err), 0);
            assert_true(has_line && !line.problem && line.line == row.number && line.n == row.n);
            for (size_t c = 0; c < row.n; c++)
                if (!memchr(row.fields[c].data ? row.fields[c].data : "", '\n',
                            row.fields[c].len) &&
                    !memchr(row.fields[c].data ? row.fields[c].data : "", '\r', row.fields[c].len))
                    assert_true(lc_sv_eq(line.fields[c], row.fields[c]));
            const lc_xlsx_marks *m = lc_xlsx_csv_marks(text, row.number);
            marks += m != NULL;
            flagged += row.note || row.filled || row.header_again || row.problem;
            if (row.problem) assert_true(m && m->problem && m->problem_column == 1);
        }
        assert_int_equal(lc_csv_next(csv, &has_line, &line, &o.err), 0);
        assert_false(has_line);
        assert_int_equal(marks, flagged);
        lc_csv_close(csv);
        lc_xlsx_csv_close(text);
        done(&o);
        done(&p);
    }
}

static void header_can_be_said(void **state)
{
    (void)state;
    const lc_xlsx_table_params p = {.header_row = 1};
    opened o = open_book("title_rows.xlsx", 0, &p);
    must(&o, "title_rows");
    size_t n;
    const lc_sv *header = lc_xlsx_table_header(o.table, &n);
    assert_int_equal(n, 8);
    same("said", header[0], "ACME Ltd. export orders");
    done(&o);
    o = open_book("title_rows.xlsx", 0, &KNOWN);
    same("titles", lc_xlsx_table_titles(o.table),
         "A1: ACME Ltd. export orders; B2: week 45 / 2026");
    done(&o);
    const lc_xlsx_table_params nowhere = {.header_row = 3};
    o = open_book("title_rows.xlsx", 0, &nowhere);
    assert_int_equal(o.rc, LICET_E_SYNTAX);
    done(&o);
}

static void the_right_sheet_is_found(void **state)
{
    (void)state;
    opened o = open_book("hidden.xlsx", 1, NULL);
    must(&o, "hidden");
    size_t n, at = 9;
    const lc_xlsx_sheet_info *sheets = lc_xlsx_sheets(o.book, &n);
    assert_int_equal(n, 3);
    assert_true(!sheets[1].hidden && sheets[2].hidden && sheets[1].is_worksheet);
    assert_int_equal(lc_xlsx_table_guess_sheet(o.book, &KNOWN, &at, &o.err), 0);
    assert_int_equal(at, 1);
    const lc_xlsx_facts *f = lc_xlsx_sheet_facts(o.sheet);
    assert_true(f->hidden_columns && f->hidden_rows == 2 && f->n_column_ranges == 2);
    assert_true(f->columns[0].hidden && f->columns[0].first == 4);
    assert_true(f->columns[1].width == 40.5 && f->columns[1].first == 5);
    done(&o);
}

/* ---- input nobody should send ---- */

typedef struct bad_case {
    const char *file;
    int code;
    const char *says; /* part of the message */
} bad_case;

static const bad_case BAD[] = {
    {"bad_cut.xlsx", LICET_E_CORRUPT, "damaged or cut off"},
    {"bad_text.xlsx", LICET_E_SYNTAX, "not a workbook"},
    {"bad_empty.xlsx", LICET_E_SYNTAX, "not a workbook"},
    {"bad_xls.xlsx", LICET_E_SYNTAX, "(.xls)"},
    {"bad_password.xlsx", LICET_E_SYNTAX, "password"},
    {"bad_flipped.xlsx", LICET_E_CORRUPT, "damaged"},
    {"bad_entry_encrypted.xlsx", LICET_E_SYNTAX, "encrypted"},
    {"bad_ods.xlsx", LICET_E_SYNTAX, "OpenDocument"},
    {"bad_twice.xlsx", LICET_E_SYNTAX, "twice"},
    {"bad_entries.xlsx", LICET_E_LIMIT, "8192"},
    {"bad_bomb.xlsx", LICET_E_LIMIT, "zip bombs"},
    {"bad_doctype.xlsx", LICET_E_SYNTAX, "DOCTYPE"},
    {"bad_deep.xlsx", LICET_E_LIMIT, "nested"},
    {"bad_tag.xlsx", LICET_E_LIMIT, ""},
    {"bad_xml.xlsx", LICET_E_SYNTAX, "sheet Orders"},
    {"bad_string_index.xlsx", LICET_E_CORRUPT, "sheet Orders, cell B2: shared string \"99999\""},
    {"bad_style_index.xlsx", LICET_E_CORRUPT, "sheet Orders, cell C2: style"},
    {"bad_number.xlsx", LICET_E_CORRUPT, "sheet Orders, cell B2: \"1,5\" is no number"},
    {"bad_order.xlsx", LICET_E_CORRUPT, "row 2 where row 4"},
    {"bad_cells.xlsx", LICET_E_CORRUPT, "sheet Orders, row 2"},
    {"bad_far.xlsx", LICET_E_CORRUPT, "XFE2"},
    {"bad_rows.xlsx", LICET_E_LIMIT, "1048576"},
    {"bad_missing_sheet.xlsx", LICET_E_CORRUPT, "sheet1.xml"},
    {"bad_missing_styles.xlsx", LICET_E_CORRUPT, "styles.xml"},
    {"bad_cycle_book.xlsx", LICET_E_CORRUPT, "shared strings"},
    {"bad_cycle_sheet.xlsx", LICET_E_CORRUPT, "shared strings"},
    {"bad_nested_strings.xlsx", LICET_E_CORRUPT, "shared string inside"},
    {"bad_twins.xlsx", LICET_E_CORRUPT, "two sheets"},
    {"bad_size.xlsx", LICET_E_CORRUPT, "damaged"},
    {"bad_total.xlsx", LICET_E_LIMIT, "unpacks to more than 2146435072"},
    {"bad_long_cell.xlsx", LICET_E_LIMIT, "sheet Long, cell A2"},
    {"wide_16384.xlsx", LICET_E_LIMIT,
     "sheet Wide: the sheet has values as far right as column XFD"},
    {"empty_sheet.xlsx", LICET_E_SYNTAX, "sheet Empty: the sheet is empty"},
};

static void bad_workbooks_are_refused_in_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        opened o = open_book(BAD[i].file, 0, &SHAPE);
        if (o.rc != BAD[i].code || (int)o.err.code != o.rc || !strstr(o.err.message, BAD[i].says))
            fail_msg("%s: %d \"%s\"", BAD[i].file, o.rc, o.err.message);
        done(&o);
    }
}

static void a_million_empty_rows_are_passed_over(void **state)
{
    (void)state;
    opened o = open_book("million_empty.xlsx", 0, &KNOWN);
    must(&o, "million_empty");
    const lc_xlsx_facts *f = lc_xlsx_sheet_facts(o.sheet);
    assert_int_equal(f->empty_rows, 1000000);
    assert_int_equal(f->last_row, 1000005);
    size_t rows = 0;
    lc_xlsx_table_row row;
    for (bool has; !lc_xlsx_table_next(o.table, &has, &row, &o.err) && has; rows++) {
    }
    assert_int_equal(rows, 4);
    assert_true(row.note && row.number == 1000005);
    done(&o);
}

static void macros_and_links_are_noted(void **state)
{
    (void)state;
    opened o = open_book("macros_links.xlsx", 0, &KNOWN);
    must(&o, "macros_links");
    assert_int_equal(lc_xlsx_part_count(o.book, LC_XLSX_MACROS), 1);
    assert_int_equal(lc_xlsx_part_count(o.book, LC_XLSX_EXTERNAL_LINKS), 1);
    assert_int_equal(lc_xlsx_part_count(o.book, LC_XLSX_COMMENTS), 1);
    assert_int_equal(lc_xlsx_part_count(o.book, LC_XLSX_DRAWINGS), 1);
    assert_int_equal(lc_xlsx_part_count(o.book, LC_XLSX_PIVOTS), 0);
    assert_non_null(strstr(lc_xlsx_part_words(LC_XLSX_MACROS), "not run"));
    done(&o);
}

/* Every prefix and every flipped byte of a small workbook: an answer or a message, never more. */
static void damage_anywhere_is_survived(void **state)
{
    (void)state;
    lc_buf whole = load("good.xlsx");
    for (size_t n = 0; n < 2 * whole.len; n++) {
        lc_buf b = {0};
        lc_buf_put(&b, whole.data, n < whole.len ? n : whole.len);
        if (n >= whole.len) b.data[n - whole.len] ^= 0x41;
        lc_xlsx *x = NULL;
        lc_xlsx_sheet *s = NULL;
        licet_error err = {0};
        int rc = lc_xlsx_open(lc_buf_view(&b), LC_SV("damaged.xlsx"), &x, &err);
        if (!rc) rc = lc_xlsx_sheet_open(x, 0, &s, &err);
        if (rc && !err.message[0]) fail_msg("no message at %zu", n);
        if (n < whole.len) assert_int_not_equal(rc, 0);
        lc_xlsx_sheet_close(s);
        lc_xlsx_close(x);
        lc_buf_done(&b);
    }
    lc_buf_done(&whole);
}

static int make_workbooks(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/licet-xlsx-XXXXXX");
    if (!mkdtemp(folder)) return -1;
    char command[400];
    snprintf(command, sizeof command, "python3 '%s/workbooks.py' %s", LICET_TESTS_DIR, folder);
    return system(command);
}

static int remove_workbooks(void **state)
{
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_read_as_people_read_them),
        cmocka_unit_test(formats_decide_what_a_number_is),
        cmocka_unit_test(strings_come_in_any_order),
        cmocka_unit_test(ten_layouts_are_understood),
        cmocka_unit_test(merged_order_numbers_hold_for_all_their_lines),
        cmocka_unit_test(the_caller_names_columns_of_two_lines),
        cmocka_unit_test(as_text_lines_are_rows),
        cmocka_unit_test(header_can_be_said),
        cmocka_unit_test(the_right_sheet_is_found),
        cmocka_unit_test(bad_workbooks_are_refused_in_words),
        cmocka_unit_test(a_million_empty_rows_are_passed_over),
        cmocka_unit_test(macros_and_links_are_noted),
        cmocka_unit_test(damage_anywhere_is_survived),
    };
    return cmocka_run_group_tests(tests, make_workbooks, remove_workbooks);
}
