#include "engine/check_out.h"

#include "report/report.h"
#include "text/width.h"

static licet_format format_of(const char *path)
{
    static const struct {
        const char *extension;
        licet_format format;
    } formats[] = {{".csv", LICET_FORMAT_CSV},      {".jsonl", LICET_FORMAT_JSONL},
                   {".ndjson", LICET_FORMAT_JSONL}, {".txt", LICET_FORMAT_TABLE},
                   {".html", LICET_FORMAT_HTML},    {".pdf", LICET_FORMAT_PDF},
                   {".xlsx", LICET_FORMAT_XLSX}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (lc_sv_ends(lc_sv_of(path), lc_sv_of(formats[i].extension))) return formats[i].format;
    return LICET_FORMAT_NONE;
}

static int flush(lc_check_out *o, lc_check_sink *s, licet_error *err)
{
    int rc = 0;
    if (s->file)
        rc = lc_new_file_put(s->file, lc_buf_view(&o->buf), err);
    else if (o->p->write && o->buf.len && o->p->write(o->p->write_ctx, o->buf.data, o->buf.len))
        rc = lc_fail(err, LICET_E_IO, "the output cannot be written");
    lc_buf_clear(&o->buf);
    return rc;
}

static int width_of(const lc_check_out *o)
{
    return o->p->width > 0 ? o->p->width : 80;
}

static bool is_document(licet_format f)
{
    return f == LICET_FORMAT_HTML || f == LICET_FORMAT_PDF;
}

static int open_book(lc_check_sink *s, const lc_check_head *h, licet_error *err)
{
    lc_check_book_params p = {.in = h->in,
                              .batch = h->batch,
                              .created_s = h->created_s,
                              .path = lc_new_file_path(s->file)};
    p.header = lc_orders_header(h->orders, &p.n_header);
    if (p.path) return lc_check_book_open(&p, &s->book, err);
    lc_fail(err, LICET_E_ARGUMENT, "a workbook cannot be written to a pipe or device");
    return lc_fail_remedy(err, "give it a file's name ending in .xlsx");
}

static int head(lc_check_out *o, lc_check_sink *s, const lc_check_head *h, licet_error *err)
{
    size_t n;
    const lc_sv *header = lc_orders_header(h->orders, &n);
    o->n_header = n;
    if (s->format == LICET_FORMAT_XLSX) return open_book(s, h, err);
    if (is_document(s->format)) {
        s->doc = lc_evidence_new(s->format == LICET_FORMAT_PDF ? LC_EVIDENCE_PDF : LC_EVIDENCE_HTML,
                                 &o->buf);
        lc_evidence_begin(s->doc, h->batch);
    }
    if (s->format == LICET_FORMAT_CSV) lc_report_csv_header(&o->buf, header, n);
    if (s->format == LICET_FORMAT_TABLE)
        lc_report_table_head(&o->buf, width_of(o), s->file ? 0 : o->p->colour);
    return flush(o, s, err);
}

static int add_file(lc_check_out *o, const char *path, licet_error *err)
{
    lc_check_sink *s = &o->sinks[o->n_sinks];
    *s = (lc_check_sink){.format = format_of(path)};
    if (s->format == LICET_FORMAT_NONE) {
        lc_fail(err, LICET_E_ARGUMENT, "cannot tell the format of %.200s", path);
        return lc_fail_remedy(err, "name it .xlsx, .csv, .jsonl, .txt, .html or .pdf");
    }
    if (lc_file_same(path, o->p->orders)) {
        lc_fail(err, LICET_E_ARGUMENT, "the answers would replace the orders in %.200s", path);
        return lc_fail_remedy(err, "write them to a file of another name");
    }
    int rc = lc_new_file_open(path, &s->file, err);
    if (!rc) o->n_sinks++;
    return rc;
}

int lc_check_out_open(lc_check_out *o, const licet_check_params *p, const lc_check_head *h,
                      licet_error *err)
{
    *o = (lc_check_out){.p = p};
    if (p->n_outs > LC_CHECK_MAX_OUTS)
        return lc_fail(err, LICET_E_LIMIT, "at most %d outputs", LC_CHECK_MAX_OUTS);
    if (p->format != LICET_FORMAT_NONE)
        o->sinks[o->n_sinks++] = (lc_check_sink){.format = p->format};
    int rc = 0;
    for (size_t i = 0; i < p->n_outs && !rc; i++) rc = add_file(o, p->outs[i], err);
    for (size_t i = 0; i < o->n_sinks && !rc; i++) rc = head(o, &o->sinks[i], h, err);
    return rc;
}

/* What is no order stands only where the input's own rows do. */
static bool leaves_out(licet_format f, const lc_check_row *row)
{
    return !row->body && f != LICET_FORMAT_CSV && f != LICET_FORMAT_XLSX;
}

int lc_check_out_row(lc_check_out *o, const lc_check_row *row, licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; i < o->n_sinks && !rc; i++) {
        lc_check_sink *s = &o->sinks[i];
        if (leaves_out(s->format, row)) continue;
        switch (s->format) {
        case LICET_FORMAT_NONE: break;
        case LICET_FORMAT_CSV:
            lc_report_csv_row(&o->buf, row->fields, row->n_fields, o->n_header, row->answer);
            break;
        case LICET_FORMAT_JSONL:
            lc_report_jsonl_row(&o->buf, row->line, row->answer, row->body);
            break;
        case LICET_FORMAT_TABLE:
            lc_report_table_row(&o->buf, row->answer, row->body, width_of(o),
                                s->file ? 0 : o->p->colour);
            break;
        case LICET_FORMAT_HTML:
        case LICET_FORMAT_PDF: lc_evidence_row(s->doc, row->answer, row->body); break;
        case LICET_FORMAT_XLSX:
            rc =
                lc_check_book_row(s->book, row->line, row->fields, row->n_fields, row->answer, err);
            break;
        }
        if (!rc) rc = flush(o, s, err);
    }
    return rc;
}

static void table_foot(lc_check_out *o, const char *sentence)
{
    lc_width_wrap wrap = {.width = width_of(o)};
    lc_buf_c(&o->buf, '\n');
    lc_width_put_wrapped(&o->buf, lc_sv_of(sentence), &wrap);
    lc_buf_c(&o->buf, '\n');
    lc_width_put_wrapped(&o->buf, lc_sv_of(licet_disclaimer()), &wrap);
    lc_buf_c(&o->buf, '\n');
}

bool lc_check_out_wants_root(const lc_check_out *o)
{
    bool any = false;
    for (size_t i = 0; i < o->n_sinks; i++) any |= o->sinks[i].doc || o->sinks[i].book;
    return any;
}

int lc_check_out_finish(lc_check_out *o, const char *sentence, const char *root, licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; i < o->n_sinks && !rc; i++) {
        lc_check_sink *s = &o->sinks[i];
        if (s->format == LICET_FORMAT_TABLE) table_foot(o, sentence);
        if (s->doc && !lc_evidence_end(s->doc, lc_sv_of(sentence), lc_sv_of(root)))
            rc = lc_fail(err, LICET_E_IO, "the document could not be made");
        if (s->book) rc = lc_check_book_finish(s->book, lc_sv_of(sentence), lc_sv_of(root), err);
        if (!rc) rc = flush(o, s, err);
    }
    for (size_t i = 0; i < o->n_sinks && !rc; i++) {
        lc_new_file *f = o->sinks[i].file;
        o->sinks[i].file = NULL;
        if (f) rc = lc_new_file_finish(f, err);
    }
    return rc;
}

void lc_check_out_done(lc_check_out *o)
{
    for (size_t i = 0; i < o->n_sinks; i++) {
        lc_new_file_cancel(o->sinks[i].file);
        o->sinks[i].file = NULL;
        lc_evidence_free(o->sinks[i].doc);
        o->sinks[i].doc = NULL;
        lc_check_book_free(o->sinks[i].book);
        o->sinks[i].book = NULL;
    }
    lc_buf_done(&o->buf);
}
