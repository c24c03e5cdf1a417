#include "engine/check_book.h"

#include <stdlib.h>

#include "report/evidence.h"
#include "report/report.h"
#include "report/workbook.h"

enum { INPUT_WIDTH = 16, ANSWER_WIDTH = 18, SENTENCE_WIDTH = 60 };

static const lc_sv CHOICES[] = {{"RELEASE", 7}, {"HOLD", 4}, {"STOP", 4}};
enum { N_CHOICES = sizeof CHOICES / sizeof *CHOICES };

struct lc_check_book {
    lc_arena *arena, *row; /* of the whole, of one row */
    lc_check_book_params p;
    lc_workbook *w;       /* NULL once finished */
    lc_xlsx_sheet *sheet; /* the writer's own handle on the answered sheet */
    lc_workbook_answers answers;
    lc_workbook_value *values; /* of one row: input cells, then answers */
    size_t n_input;            /* columns of the input in a sheet of our own */
    lc_buf scratch;
};

/* ---- answers as cells ---- */

static lc_workbook_tone tone_of(lc_sv disposition)
{
    if (lc_sv_is(disposition, "RELEASE")) return LC_WORKBOOK_GOOD;
    if (lc_sv_is(disposition, "HOLD")) return LC_WORKBOOK_CARE;
    return lc_sv_is(disposition, "STOP") ? LC_WORKBOOK_BAD : LC_WORKBOOK_FLAT;
}

static void put_answers(lc_check_book *b, const lc_json *answer, lc_workbook_value *to)
{
    for (size_t i = 0; i < LC_ANSWER_COLUMNS; i++) {
        const char *name = lc_answer_columns[i];
        lc_sv text = lc_json_get_sv(answer, name);
        to[i] = (lc_workbook_value){.text = text, .tone = LC_WORKBOOK_FLAT};
        if (i == b->answers.choice_column) to[i].tone = tone_of(text);
        if (strcmp(name, "score") == 0) to[i].is_number = true;
        if (strcmp(name, "citation") == 0) to[i].url = lc_citation_url(b->row, text);
    }
}

static void name_answers(lc_check_book *b)
{
    lc_sv *names = LC_NEW_N(b->arena, lc_sv, LC_ANSWER_COLUMNS);
    b->answers = (lc_workbook_answers){.names = names,
                                       .n = LC_ANSWER_COLUMNS,
                                       .header_row = 1,
                                       .choice_column = LC_ANSWER_COLUMNS,
                                       .choices = CHOICES,
                                       .n_choices = N_CHOICES};
    for (size_t i = 0; i < LC_ANSWER_COLUMNS; i++) {
        names[i] = lc_report_answer_name(b->arena, b->p.header, b->p.n_header, i);
        if (strcmp(lc_answer_columns[i], "disposition") == 0) b->answers.choice_column = i;
    }
}

/* ---- sheets that came in ---- */

static int copy_sheets(lc_check_book *b, size_t from, size_t to, licet_error *err)
{
    size_t n;
    const lc_xlsx_sheet_info *sheets = lc_xlsx_sheets(b->p.in->of.book, &n);
    int rc = 0;
    for (size_t i = from; i < to && i < n && !rc; i++) {
        lc_xlsx_sheet *s;
        if (!sheets[i].is_worksheet) continue;
        rc = lc_xlsx_sheet_open(b->p.in->of.book, i, &s, err);
        if (rc) break;
        rc = lc_workbook_copy(b->w, s, err);
        lc_xlsx_sheet_close(s);
    }
    return rc;
}

static int begin_sheet(lc_check_book *b, licet_error *err)
{
    const lc_check_in *in = b->p.in;
    size_t i = lc_xlsx_sheet_index(in->of.sheet);
    b->answers.header_row = in->of.last_header_row;
    int rc = copy_sheets(b, 0, i, err);
    if (!rc) rc = lc_xlsx_sheet_open(in->of.book, i, &b->sheet, err);
    return rc ? rc : lc_workbook_begin(b->w, b->sheet, &b->answers, err);
}

static int end_sheet(lc_check_book *b, licet_error *err)
{
    int rc = lc_workbook_end(b->w, err);
    return rc ? rc : copy_sheets(b, lc_xlsx_sheet_index(b->p.in->of.sheet) + 1, SIZE_MAX, err);
}

/* ---- a sheet of our own ---- */

static int page_row(lc_check_book *b, licet_error *err)
{
    return lc_workbook_page_row(b->w, b->values, b->n_input + LC_ANSWER_COLUMNS, err);
}

static double answer_width(const char *name)
{
    bool sentence = strcmp(name, "reason") == 0 || strcmp(name, "next_step") == 0;
    return sentence ? SENTENCE_WIDTH : ANSWER_WIDTH;
}

/* Orders without columns (JSON Lines) are told by their line. */
static int begin_page(lc_check_book *b, licet_error *err)
{
    size_t n = b->n_input + LC_ANSWER_COLUMNS;
    double *widths = LC_NEW_N(b->arena, double, n);
    for (size_t i = 0; i < n; i++) {
        bool ours = i >= b->n_input;
        widths[i] = ours ? answer_width(lc_answer_columns[i - b->n_input]) : INPUT_WIDTH;
        b->values[i] = (lc_workbook_value){.text = ours ? b->answers.names[i - b->n_input]
                                                   : b->p.n_header ? b->p.header[i]
                                                                   : LC_SV("line"),
                                           .tone = LC_WORKBOOK_STRONG};
    }
    int rc = lc_workbook_page(b->w, LC_SV("Orders"), widths, n, err);
    return rc ? rc : page_row(b, err);
}

static void put_input(lc_check_book *b, uint64_t line, const lc_sv *fields, size_t n_fields)
{
    for (size_t i = 0; i < b->n_input; i++)
        b->values[i] = (lc_workbook_value){
            .text = lc_report_input_cell(&b->scratch, fields, n_fields, b->n_input, i),
            .tone = LC_WORKBOOK_FLAT};
    if (!b->p.n_header)
        b->values[0] = (lc_workbook_value){
            .text = lc_arena_printf(b->row, "%llu", (unsigned long long)line), .is_number = true};
}

/* ---- the whole ---- */

static bool is_copy(const lc_check_book *b)
{
    return b->p.in->of.book != NULL;
}

/* The library's own temporary files stand beside the result, where it has to find room anyway. */
static const char *folder_of(lc_arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash) return ".";
    return lc_arena_z(a, lc_sv_make(path, slash == path ? 1 : (size_t)(slash - path)));
}

int lc_check_book_open(const lc_check_book_params *p, lc_check_book **out, licet_error *err)
{
    lc_check_book *b = lc_xmalloc(sizeof *b);
    *b = (lc_check_book){.arena = lc_arena_new(), .row = lc_arena_new(), .p = *p};
    b->n_input = p->n_header ? p->n_header : 1;
    b->values = LC_NEW_N(b->arena, lc_workbook_value, b->n_input + LC_ANSWER_COLUMNS);
    lc_workbook_params wp = {p->path, folder_of(b->arena, p->path), p->created_s};
    name_answers(b);
    int rc = lc_workbook_open(&wp, &b->w, err);
    if (!rc) rc = is_copy(b) ? begin_sheet(b, err) : begin_page(b, err);
    if (rc) {
        lc_check_book_free(b);
        return rc;
    }
    *out = b;
    return 0;
}

void lc_check_book_free(lc_check_book *b)
{
    if (!b) return;
    lc_workbook_cancel(b->w);
    lc_xlsx_sheet_close(b->sheet);
    lc_buf_done(&b->scratch);
    lc_arena_free(b->row);
    lc_arena_free(b->arena);
    free(b);
}

int lc_check_book_row(lc_check_book *b, uint64_t line, const lc_sv *fields, size_t n_fields,
                      const lc_json *answer, licet_error *err)
{
    lc_arena_reset(b->row);
    if (line > LC_XLSX_MAX_ROWS && !is_copy(b)) {
        lc_fail(err, LICET_E_LIMIT, "a sheet holds %d rows", LC_XLSX_MAX_ROWS);
        return lc_fail_remedy(err,
                              "write the decisions to a .csv file, or check the orders in parts");
    }
    put_answers(b, answer, b->values + b->n_input);
    if (is_copy(b)) return lc_workbook_answer(b->w, (uint32_t)line, b->values + b->n_input, err);
    put_input(b, line, fields, n_fields);
    return page_row(b, err);
}

/* A sample is quarantined because it is one; that is the word a reader needs. */
static void name_samples(lc_arena *a, lc_json *about)
{
    const lc_json *lists = lc_json_get(about, "lists");
    for (size_t i = 0; i < lc_json_len(lists); i++) {
        lc_json *list = lc_json_at(lists, i);
        if (lc_json_bool(lc_json_get(list, "sample"), false))
            lc_json_set_z(a, list, "state", "sample");
    }
}

static lc_json *about(const lc_check_book *b, lc_sv sentence, lc_sv root)
{
    lc_arena *a = b->arena;
    lc_json *o = lc_json_copy(a, b->p.batch), *notes = lc_json_array(a);
    lc_sv sheet = lc_json_sv(lc_json_path(o, "workbook.sheet"));
    lc_json_push_sv(a, notes, sentence);
    const lc_json *columns = lc_json_get(o, "columns");
    for (size_t i = 0; i < lc_json_len(columns); i++) {
        const lc_json *c = lc_json_at(columns, i);
        lc_sv header = lc_json_get_sv(c, "header"), read = lc_json_get_sv(c, "column");
        lc_json_push_sv(a, notes,
                        lc_arena_printf(a, "Column %.*s: %.*s", LC_SV_ARG(header),
                                        LC_SV_ARG(read.len ? read : LC_SV("not read"))));
    }
    if (root.len)
        lc_json_push_sv(a, notes,
                        lc_arena_printf(a, "Root of the decisions: %.*s", LC_SV_ARG(root)));
    const lc_json *lost =
        is_copy(b) ? lc_workbook_notes(a, b->p.in->of.book, lc_xlsx_sheet_facts(b->sheet)) : NULL;
    for (size_t i = 0; i < lc_json_len(lost); i++)
        lc_json_push_sv(a, notes, lc_json_sv(lc_json_at(lost, i)));
    name_samples(a, o);
    lc_json_set_some(a, o, "sheet", sheet);
    lc_json_set(a, o, "notes", notes);
    lc_json_set_z(a, o, "disclaimer", LC_DISCLAIMER);
    return o;
}

static int verify(const lc_check_book *b, const lc_workbook_totals *t, licet_error *err)
{
    lc_map_file written = {0};
    int rc = lc_map_file_open(b->p.path, &written, err);
    if (rc) return rc;
    rc = lc_workbook_verify(written.bytes, t, err);
    lc_map_file_close(&written);
    return rc;
}

int lc_check_book_finish(lc_check_book *b, lc_sv sentence, lc_sv root, licet_error *err)
{
    lc_workbook_totals totals;
    int rc = is_copy(b) ? end_sheet(b, err)
                        : lc_workbook_page_table(b->w, (uint32_t)b->n_input, &b->answers, err);
    if (!rc) rc = lc_workbook_about(b->w, about(b, sentence, root), err);
    if (rc) return rc;
    lc_workbook *w = b->w;
    b->w = NULL; /* finish frees it in any case */
    rc = lc_workbook_finish(w, &totals, err);
    return rc ? rc : verify(b, &totals, err);
}
