/* Workbooks go in (made by tests/workbooks.py), come back answered, are read again, and every
 * original cell must be there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>
#include <cmocka.h>

#include "codec/xlsx_table.h"
#include "report/workbook.h"

static char folder[64];

static lc_buf load(const char *name)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "rb");
    if (!f) fail_msg("%s is missing", path);
    lc_buf b = {0};
    char chunk[65536];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;) lc_buf_put(&b, chunk, n);
    fclose(f);
    return b;
}

enum { N_ANSWERS = 4 };
static const lc_sv NAMES[N_ANSWERS] = {
    {"disposition", 11}, {"score", 5}, {"citation", 8}, {"reason", 6}};
static const lc_sv CHOICES[] = {{"RELEASE", 7}, {"HOLD", 4}, {"STOP", 4}};

static void must(int rc, const licet_error *err)
{
    if (rc) fail_msg("%d: %s", rc, err->message);
}

/* A row whose answers try to be formulas and links. */
static void answer_row(lc_workbook *w, uint32_t row)
{
    licet_error err = {0};
    lc_workbook_value v[N_ANSWERS] = {
        {.text = LC_SV("STOP"), .tone = LC_WORKBOOK_BAD},
        {.text = LC_SV("0.97"), .is_number = true},
        {.text = LC_SV("86 FR 60759"),
         .url = LC_SV("https://www.federalregister.gov/d/2021-24123")},
        {.text = LC_SV("=HYPERLINK(\"https://example.com\";\"x\")")}};
    must(lc_workbook_answer(w, row, v, &err), &err);
}

/* Writes the workbook again, sheet answered with answers for every row of its table. */
static lc_workbook_totals answer(const char *in, const char *out, size_t answered)
{
    lc_buf bytes = load(in);
    licet_error err = {0};
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, out);
    lc_workbook_params p = {.path = path, .temp_folder = folder, .created_s = 1762214400};
    lc_workbook *w;
    lc_xlsx *x;
    size_t n;
    must(lc_xlsx_open(lc_buf_view(&bytes), lc_sv_of(in), &x, &err), &err);
    must(lc_workbook_open(&p, &w, &err), &err);
    lc_xlsx_sheets(x, &n);
    for (size_t i = 0; i < n; i++) {
        lc_xlsx_sheet *s, *again;
        must(lc_xlsx_sheet_open(x, i, &s, &err), &err);
        if (i != answered) {
            must(lc_workbook_copy(w, s, &err), &err);
        } else {
            lc_xlsx_table_params q = {0};
            lc_xlsx_table *t;
            must(lc_xlsx_sheet_open(x, i, &again, &err), &err);
            must(lc_xlsx_table_open(again, &q, &t, &err), &err);
            uint32_t first, last;
            lc_xlsx_table_header_rows(t, &first, &last);
            lc_workbook_answers a = {.names = NAMES,
                                     .n = N_ANSWERS,
                                     .header_row = last,
                                     .choice_column = 0,
                                     .choices = CHOICES,
                                     .n_choices = 3};
            must(lc_workbook_begin(w, s, &a, &err), &err);
            lc_xlsx_table_row row;
            for (bool has; !lc_xlsx_table_next(t, &has, &row, &err) && has;)
                answer_row(w, row.number);
            must(lc_workbook_end(w, &err), &err);
            lc_xlsx_table_close(t);
            lc_xlsx_sheet_close(again);
        }
        lc_xlsx_sheet_close(s);
    }
    lc_arena *a = lc_arena_new();
    lc_json *about = lc_json_object(a);
    lc_json_set_z(a, about, "file", in);
    lc_json *lists = lc_json_array(a), *list = lc_json_object(a);
    lc_json_set_z(a, list, "id", "us_csl");
    lc_json_set_int(a, list, "entries", 24811);
    lc_json_push(a, lists, list);
    lc_json_set(a, about, "lists", lists);
    lc_json_set(a, about, "notes", lc_workbook_notes(a, x, NULL));
    must(lc_workbook_about(w, about, &err), &err);
    lc_arena_free(a);
    lc_workbook_totals t;
    must(lc_workbook_finish(w, &t, &err), &err);
    lc_xlsx_close(x);
    lc_buf_done(&bytes);
    lc_buf written = load(out);
    must(lc_workbook_verify(lc_buf_view(&written), &t, &err), &err);
    lc_buf_done(&written);
    return t;
}

typedef struct book {
    lc_buf bytes;
    lc_xlsx *x;
    lc_xlsx_sheet *s;
} book;

static book open_sheet(const char *name, size_t i)
{
    book b = {.bytes = load(name)};
    licet_error err = {0};
    must(lc_xlsx_open(lc_buf_view(&b.bytes), lc_sv_of(name), &b.x, &err), &err);
    must(lc_xlsx_sheet_open(b.x, i, &b.s, &err), &err);
    return b;
}

static void close_sheet(book *b)
{
    lc_xlsx_sheet_close(b->s);
    lc_xlsx_close(b->x);
    lc_buf_done(&b->bytes);
}

static const lc_xlsx_cell *cell_at(const lc_xlsx_row *r, uint32_t column)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->cells[i].column == column) return &r->cells[i];
    return NULL;
}

static void same_cell(const char *file, const lc_xlsx_row *r, const lc_xlsx_cell *a,
                      const lc_xlsx_cell *b)
{
    char name[8];
    lc_xlsx_column_name(a->column, name);
    if (!b || !lc_sv_eq(a->text, b->text))
        fail_msg("%s, %s%u: \"%.*s\" came back as \"%.*s\"", file, name, r->number,
                 LC_SV_ARG(a->text), LC_SV_ARG(b ? b->text : LC_SV("nothing")));
    bool error_as_text = a->type == LC_XLSX_ERROR && b->type == LC_XLSX_TEXT;
    if (a->type != b->type && !error_as_text)
        fail_msg("%s, %s%u: type %d came back as %d", file, name, r->number, (int)a->type,
                 (int)b->type);
    assert_false(b->formula);
}

/* Rows and cells of in, each in out. */
static void same_sheet(const char *in, const char *out, size_t i)
{
    book a = open_sheet(in, i), b = open_sheet(out, i);
    licet_error err = {0};
    lc_xlsx_row ra, rb;
    bool has_a, has_b;
    size_t n;
    const lc_xlsx_sheet_info *ia = &lc_xlsx_sheets(a.x, &n)[i], *ib = &lc_xlsx_sheets(b.x, &n)[i];
    assert_true(lc_sv_eq(ia->name, ib->name) && ia->hidden == ib->hidden);
    must(lc_xlsx_sheet_next(b.s, &has_b, &rb, &err), &err);
    while (!lc_xlsx_sheet_next(a.s, &has_a, &ra, &err) && has_a) {
        while (has_b && rb.number < ra.number)
            must(lc_xlsx_sheet_next(b.s, &has_b, &rb, &err), &err);
        bool there = has_b && rb.number == ra.number;
        if (there) assert_int_equal(ra.hidden, rb.hidden);
        for (size_t c = 0; c < ra.n; c++)
            if (ra.cells[c].type != LC_XLSX_BLANK)
                same_cell(in, &ra, &ra.cells[c], there ? cell_at(&rb, ra.cells[c].column) : NULL);
    }
    const lc_xlsx_facts *fa = lc_xlsx_sheet_facts(a.s), *fb = lc_xlsx_sheet_facts(b.s);
    assert_int_equal(fa->n_merges, fb->n_merges);
    for (size_t m = 0; m < fa->n_merges; m++)
        assert_memory_equal(&fa->merges[m], &fb->merges[m], sizeof *fa->merges);
    assert_int_equal(fa->hidden_rows, fb->hidden_rows);
    assert_int_equal(fa->hidden_columns, fb->hidden_columns);
    assert_int_equal(fb->formulas, 0);
    close_sheet(&a);
    close_sheet(&b);
}

static void every_original_cell_comes_back(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        size_t answered, sheets;
    } cases[] = {{"title_rows.xlsx", 0, 1},
                 {"two_lines.xlsx", 0, 1},
                 {"german.xlsx", 0, 1},
                 {"chinese.xlsx", 0, 1},
                 {"spanish_inline.xlsx", 0, 1},
                 {"notes_between.xlsx", 0, 1},
                 {"strings_out_of_order.xlsx", 0, 1},
                 {"strict_1904.xlsx", 0, 1},
                 {"hidden.xlsx", 1, 3},
                 {"merged_rows.xlsx", 0, 1},
                 {"values.xlsx", 0, 1},
                 {"macros_links.xlsx", 0, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_workbook_totals t = answer(cases[i].file, "answered.xlsx", cases[i].answered);
        assert_int_equal(t.sheets, cases[i].sheets + 1);
        assert_int_equal(t.unanswered_rows, 0);
        assert_true(t.answered_rows > 0 && t.neutralised == t.answered_rows &&
                    t.links == t.answered_rows + 1);
        for (size_t s = 0; s < cases[i].sheets; s++) same_sheet(cases[i].file, "answered.xlsx", s);
    }
}

static void answers_stand_beside_the_rows(void **state)
{
    (void)state;
    answer("hidden.xlsx", "answered.xlsx", 1);
    book b = open_sheet("answered.xlsx", 1);
    const lc_xlsx_facts *f = lc_xlsx_sheet_facts(b.s);
    assert_int_equal(f->n_columns, 8 + N_ANSWERS);
    assert_int_equal(f->validations, 1);
    licet_error err = {0};
    lc_xlsx_row r;
    bool has;
    must(lc_xlsx_sheet_next(b.s, &has, &r, &err), &err);
    assert_true(lc_sv_is(cell_at(&r, 8)->text, "disposition"));
    must(lc_xlsx_sheet_next(b.s, &has, &r, &err), &err);
    assert_true(lc_sv_is(cell_at(&r, 8)->text, "STOP"));
    assert_int_equal(cell_at(&r, 9)->type, LC_XLSX_NUMBER);
    assert_true(lc_sv_is(cell_at(&r, 9)->text, "0.97"));
    assert_true(lc_sv_is(cell_at(&r, 10)->text, "86 FR 60759"));
    assert_true(lc_sv_is(cell_at(&r, 11)->text, "'=HYPERLINK(\"https://example.com\";\"x\")"));
    double width = 0, first = 0;
    for (size_t i = 0; i < f->n_column_ranges; i++) {
        if (f->columns[i].first == 5) width = f->columns[i].width;
        if (f->columns[i].first == 0) first = f->columns[i].width;
    }
    assert_true(width > 40.2 && width < 40.8 && first > 14.2 && first < 14.8);
    close_sheet(&b);
    b = open_sheet("answered.xlsx", 3);
    size_t n;
    assert_true(lc_sv_is(lc_xlsx_sheets(b.x, &n)[3].name, "Lists and policy"));
    close_sheet(&b);
}

/* What the reader does not look at, in the file's own words. */
static void frozen_filtered_linked_and_offered(void **state)
{
    (void)state;
    answer("title_rows.xlsx", "answered.xlsx", 0);
    char command[600];
    snprintf(command, sizeof command,
             "python3 - %s/answered.xlsx <<'EOF'\n"
             "import sys, zipfile\n"
             "z = zipfile.ZipFile(sys.argv[1])\n"
             "s = z.read('xl/worksheets/sheet1.xml').decode()\n"
             "r = z.read('xl/worksheets/_rels/sheet1.xml.rels').decode()\n"
             "for w in ('ySplit=\"4\"', 'state=\"frozen\"', '<autoFilter ref=\"A4:L9\"', "
             "'\"RELEASE,HOLD,STOP\"', 'sqref=\"I5:I9\"'):\n"
             "    assert w in s, w\n"
             "assert '<f>' not in s\n"
             "assert 'federalregister.gov' in r and 'External' in r\n"
             "EOF\n",
             folder);
    assert_int_equal(system(command), 0);
}

static void same_input_same_bytes(void **state)
{
    (void)state;
    answer("values.xlsx", "one.xlsx", 0);
    answer("values.xlsx", "two.xlsx", 0);
    lc_buf one = load("one.xlsx"), two = load("two.xlsx");
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.data, two.data, one.len);
    lc_buf_done(&one);
    lc_buf_done(&two);
}

static void misuse_and_limits_are_named(void **state)
{
    (void)state;
    licet_error err = {0};
    lc_workbook *w;
    char path[200];
    snprintf(path, sizeof path, "%s/never.xlsx", folder);
    lc_workbook_params p = {.path = path, .temp_folder = folder};
    book b = open_sheet("good.xlsx", 0);
    must(lc_workbook_open(&p, &w, &err), &err);
    lc_workbook_answers a = {
        .names = NAMES, .n = N_ANSWERS, .header_row = 1, .choice_column = N_ANSWERS};
    must(lc_workbook_begin(w, b.s, &a, &err), &err);
    lc_workbook_value v[N_ANSWERS] = {0};
    assert_int_equal(lc_workbook_answer(w, 9, v, &err), LICET_E_ARGUMENT);
    assert_non_null(strstr(err.message, "no row 9"));
    lc_workbook_cancel(w);
    assert_int_not_equal(access(path, F_OK), 0); /* given up: nothing is there */
    close_sheet(&b);

    b = open_sheet("wide_16384.xlsx", 0);
    must(lc_workbook_open(&p, &w, &err), &err);
    assert_int_equal(lc_workbook_begin(w, b.s, &a, &err), LICET_E_LIMIT);
    lc_workbook_cancel(w);
    close_sheet(&b);

    p.temp_folder = "/no/such/folder";
    snprintf(path, sizeof path, "%s/never.xlsx", folder);
    must(lc_workbook_open(&p, &w, &err), &err);
    int rc = lc_workbook_page(w, LC_SV("x"), NULL, 0, &err); /* the library may find another */
    assert_true(rc == 0 || rc == LICET_E_IO);
    lc_workbook_cancel(w);
    p.temp_folder = folder;

    snprintf(path, sizeof path, "%s/no/such/folder.xlsx", folder);
    must(lc_workbook_open(&p, &w, &err), &err);
    must(lc_workbook_page(w, LC_SV("x"), NULL, 0, &err), &err);
    lc_workbook_totals t;
    assert_int_equal(lc_workbook_finish(w, &t, &err), LICET_E_IO);
}

/* Rows go through temporary files of the library, which does not look whether they took everything.
 */
static void a_full_disk_is_noticed(void **state)
{
    (void)state;
    struct rlimit was, small;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    small = was;
    for (rlim_t most = 1000; most < 3000000; most *= 7) {
        licet_error err = {0};
        lc_workbook *w;
        lc_workbook_totals t;
        char path[200];
        snprintf(path, sizeof path, "%s/full.xlsx", folder);
        lc_workbook_params p = {.path = path, .temp_folder = folder, .created_s = 1};
        small.rlim_cur = most;
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        int rc = lc_workbook_open(&p, &w, &err);
        if (!rc) rc = lc_workbook_page(w, LC_SV("many"), NULL, 0, &err);
        for (int i = 0; !rc && i < 30000; i++) {
            char text[64];
            snprintf(text, sizeof text, "row %d of a workbook too large %d", i, i * 7919);
            rc = lc_workbook_page_row(w, &(lc_workbook_value){.text = lc_sv_of(text)}, 1, &err);
        }
        if (!rc) rc = lc_workbook_finish(w, &t, &err);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
        if (!rc) {
            lc_buf b = load("full.xlsx");
            rc = lc_workbook_verify(lc_buf_view(&b), &t, &err);
            lc_buf_done(&b);
        }
        if (!rc || !err.message[0])
            fail_msg("a limit of %lu bytes went unnoticed", (unsigned long)most);
    }
}

static void pages_take_any_text(void **state)
{
    (void)state;
    licet_error err = {0};
    lc_workbook *w;
    lc_workbook_totals t;
    char path[200];
    snprintf(path, sizeof path, "%s/page.xlsx", folder);
    lc_workbook_params p = {.path = path, .temp_folder = folder};
    must(lc_workbook_open(&p, &w, &err), &err);
    lc_buf longest = {0};
    for (int i = 0; i < 40000; i++) lc_buf_z(&longest, "\xc3\xa9");
    const lc_workbook_value v[] = {{.text = LC_SV("_x0041_ \x01\xff\xef\xbf\xbf<&>\r\n")},
                                   {.text = lc_buf_view(&longest)},
                                   {.text = LC_SV("1,5"), .is_number = true},
                                   {.text = LC_SV("here"), .url = LC_SV("internal:Sheet2!A1")},
                                   {.text = LC_SV("-12.5")},
                                   {.text = LC_SV("+49 30 1234567")}};
    must(lc_workbook_page(w, LC_SV("a/b"), NULL, 0, &err), &err);
    must(lc_workbook_page(w, LC_SV("A:B"), NULL, 0, &err), &err);
    must(lc_workbook_page_row(w, v, sizeof v / sizeof *v, &err), &err);
    must(lc_workbook_finish(w, &t, &err), &err);
    assert_true(t.cut_texts == 1 && t.links == 0 && t.links_as_text == 1 && t.neutralised == 0);
    book b = open_sheet("page.xlsx", 1);
    size_t n;
    assert_true(lc_sv_is(lc_xlsx_sheets(b.x, &n)[0].name, "a_b"));
    assert_true(lc_sv_is(lc_xlsx_sheets(b.x, &n)[1].name, "A_B (2)"));
    lc_xlsx_row r;
    bool has;
    must(lc_xlsx_sheet_next(b.s, &has, &r, &err), &err);
    assert_true(lc_sv_is(r.cells[0].text,
                         "_x0041_ \x01\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd<&>\r\n"));
    assert_true(lc_sv_ends(r.cells[1].text, LC_SV("the whole text]")));
    assert_true(r.cells[2].type == LC_XLSX_TEXT && lc_sv_is(r.cells[2].text, "1,5"));
    assert_true(lc_sv_is(r.cells[4].text, "-12.5") && lc_sv_is(r.cells[5].text, "+49 30 1234567"));
    close_sheet(&b);
    lc_buf_done(&longest);
}

static void what_is_left_behind_is_said(void **state)
{
    (void)state;
    book b = open_sheet("values.xlsx", 0), m = open_sheet("macros_links.xlsx", 0);
    lc_arena *a = lc_arena_new();
    lc_xlsx_facts f = *lc_xlsx_sheet_facts(b.s);
    f.hidden_columns = true;
    f.hidden_rows = 3;
    lc_sv text = lc_json_text(a, lc_workbook_notes(a, m.x, &f), LC_JSON_COMPACT);
    static const char *const wanted[] = {"1 macros (not run", "1 links to other workbooks",
                                         "2 formulas:",       "1 formulas without",
                                         "1 error values",    "3 hidden rows",
                                         "1 texts formatted", "Hidden columns"};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!strstr(text.data, wanted[i])) fail_msg("no \"%s\" in %s", wanted[i], text.data);
    lc_arena_free(a);
    close_sheet(&b);
    close_sheet(&m);
}

/* More links than the sheet may have: the rest is text, and every address stands on the last sheet.
 */
static void links_have_a_limit(void **state)
{
    (void)state;
    licet_error err = {0};
    lc_workbook *w;
    lc_workbook_totals t;
    char path[200], url[64];
    snprintf(path, sizeof path, "%s/links.xlsx", folder);
    lc_workbook_params p = {.path = path, .temp_folder = folder};
    lc_arena *a = lc_arena_new();
    must(lc_workbook_open(&p, &w, &err), &err);
    must(lc_workbook_page(w, LC_SV("many"), NULL, 0, &err), &err);
    for (int i = 0; i < LC_WORKBOOK_MAX_LINKS + 50; i++) {
        snprintf(url, sizeof url, "https://example.org/%d", i % 5);
        lc_workbook_value v = {.text = LC_SV("notice"), .url = lc_sv_of(url)};
        must(lc_workbook_page_row(w, &v, 1, &err), &err);
    }
    must(lc_workbook_about(w, lc_json_object(a), &err), &err);
    must(lc_workbook_finish(w, &t, &err), &err);
    assert_int_equal(t.links, LC_WORKBOOK_MAX_LINKS + 5);
    assert_int_equal(t.links_as_text, 50);
    lc_arena_free(a);
}

static int make_workbooks(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/licet-workbook-XXXXXX");
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
        cmocka_unit_test(every_original_cell_comes_back),
        cmocka_unit_test(answers_stand_beside_the_rows),
        cmocka_unit_test(frozen_filtered_linked_and_offered),
        cmocka_unit_test(same_input_same_bytes),
        cmocka_unit_test(misuse_and_limits_are_named),
        cmocka_unit_test(a_full_disk_is_noticed),
        cmocka_unit_test(pages_take_any_text),
        cmocka_unit_test(what_is_left_behind_is_said),
        cmocka_unit_test(links_have_a_limit),
    };
    return cmocka_run_group_tests(tests, make_workbooks, remove_workbooks);
}
