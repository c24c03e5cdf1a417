/* Answers as CSV and JSON Lines. Input cells come back as they were; only what a spreadsheet would
 * run as a formula gets a ' in front. */
#include "codec/csv.h"

#include "report/report.h"

static bool taken(const lc_sv *header, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_ieq(lc_sv_trim(header[i]), lc_sv_of(name))) return true;
    return false;
}

lc_sv lc_report_answer_name(lc_arena *a, const lc_sv *header, size_t n, size_t i)
{
    const char *name = lc_answer_columns[i];
    return lc_arena_printf(a, "%s%s", taken(header, n, name) ? "licet_" : "", name);
}

void lc_report_csv_header(lc_buf *out, const lc_sv *header, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        lc_csv_put_field(out, header[i], ',', true);
        lc_buf_c(out, ',');
    }
    for (size_t i = 0; i < LC_ANSWER_COLUMNS; i++) {
        if (i) lc_buf_c(out, ',');
        if (taken(header, n, lc_answer_columns[i])) lc_buf_z(out, "licet_");
        lc_buf_z(out, lc_answer_columns[i]);
    }
    lc_buf_c(out, '\n');
}

lc_sv lc_report_input_cell(lc_buf *scratch, const lc_sv *fields, size_t n_fields, size_t n_header,
                           size_t i)
{
    bool surplus = i + 1 == n_header && n_fields > n_header;
    if (!surplus) return i < n_fields ? fields[i] : LC_SV_NONE;
    lc_buf_clear(scratch);
    for (size_t k = i; k < n_fields; k++) {
        if (k > i && fields[k].len) lc_buf_c(scratch, ',');
        lc_buf_sv(scratch, fields[k]);
    }
    return lc_buf_view(scratch);
}

static void put_cells(lc_buf *out, const lc_sv *fields, size_t n_fields, size_t n_header)
{
    lc_buf scratch = {0};
    for (size_t i = 0; i < n_header; i++) {
        lc_csv_put_field(out, lc_report_input_cell(&scratch, fields, n_fields, n_header, i), ',',
                         true);
        lc_buf_c(out, ',');
    }
    lc_buf_done(&scratch);
}

void lc_report_csv_row(lc_buf *out, const lc_sv *fields, size_t n_fields, size_t n_header,
                       const lc_json *answer)
{
    put_cells(out, fields, n_fields, n_header);
    for (size_t i = 0; i < LC_ANSWER_COLUMNS; i++) {
        if (i) lc_buf_c(out, ',');
        lc_csv_put_field(out, lc_json_get_sv(answer, lc_answer_columns[i]), ',', true);
    }
    lc_buf_c(out, '\n');
}

void lc_report_jsonl_row(lc_buf *out, uint64_t line, const lc_json *answer, const lc_json *body)
{
    lc_buf_printf(out, "{\"line\":%llu,\"answer\":", (unsigned long long)line);
    lc_json_write(answer, LC_JSON_COMPACT, out);
    lc_buf_z(out, ",\"decision\":");
    lc_json_write(body, LC_JSON_COMPACT, out);
    lc_buf_z(out, "}\n");
}
