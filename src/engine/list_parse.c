#include "engine/list_parse.h"

static lc_origin origin_of(const lc_list_file *f)
{
    return (lc_origin){.file = lc_sv_of(f->path), .sha256 = lc_sv_of(f->sha256)};
}

static void add(lc_source_result *sum, const lc_source_result *one, bool is_first)
{
    if (is_first) {
        *sum = *one;
        return;
    }
    sum->entries += one->entries;
    sum->names += one->names;
    sum->rows += one->rows;
    sum->rows_bad += one->rows_bad;
    if (one->list_date != LC_DATE_NONE) sum->list_date = one->list_date;
}

static int parse_one(const lc_list_parse *p, lc_list_file *f, const lc_source_sink *sink,
                     lc_source_result *out, licet_error *err)
{
    lc_list_reading r = {.ctx = p->ctx, .progress = p->progress};
    lc_origin origin = origin_of(f);
    int rc = lc_list_reading_open(&r, f, p->first, err);
    if (!rc) rc = p->source->parse(&r.in, &origin, sink, out, err);
    if (!rc) rc = lc_list_reading_end(&r, err);
    lc_list_reading_done(&r);
    if (rc && err && !err->file[0]) lc_fail_at(err, f->path, err->line, err->byte);
    return rc;
}

int lc_list_parse_run(const lc_list_parse *p, const lc_source_sink *sink, lc_source_result *out,
                      licet_error *err)
{
    int rc = 0;
    for (size_t i = 0; !rc && i < p->n_files; i++) {
        lc_source_result one = {.list_date = LC_DATE_NONE};
        rc = parse_one(p, &p->files[i], sink, &one, err);
        if (!rc) add(out, &one, i == 0);
    }
    return rc;
}
