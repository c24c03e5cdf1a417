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

/* ---- a list in several parts ---- */

typedef struct part_files {
    const lc_list_parse *p;
    lc_list_file *file[LC_SOURCE_MAX_PARTS];
    lc_list_reading reading[LC_SOURCE_MAX_PARTS];
    lc_source_part part[LC_SOURCE_MAX_PARTS];
    const lc_source_part *parts[LC_SOURCE_MAX_PARTS];
} part_files;

static int refuse_part(const lc_list_parse *p, const lc_list_file *f, const char *why,
                       licet_error *err)
{
    lc_fail(err, LICET_E_SOURCE, "%s %s", why, p->source->id);
    lc_fail_at(err, f->path, 0, 0);
    return lc_fail_remedy(err,
                          "name each file of one day's download once: licet lists import "
                          "--source %s FILE...",
                          p->source->id);
}

static int sort_part(part_files *x, lc_list_file *f, licet_error *err)
{
    lc_buf head = {0};
    int rc = lc_list_file_head(f, &head, err);
    int at = rc ? -1 : x->p->source->part_of(lc_buf_view(&head), lc_sv_of(f->path));
    lc_buf_done(&head);
    if (rc) return rc;
    if (at < 0) return refuse_part(x->p, f, "this is none of the files of", err);
    if (x->file[at]) return refuse_part(x->p, f, "two files are the same part of", err);
    x->file[at] = f;
    return 0;
}

static int open_part(part_files *x, int at, licet_error *err)
{
    lc_list_file *f = x->file[at];
    if (!f) return 0;
    x->reading[at] = (lc_list_reading){.ctx = x->p->ctx, .progress = x->p->progress};
    int rc = lc_list_reading_open(&x->reading[at], f, x->p->first, err);
    x->part[at] = (lc_source_part){&x->reading[at].in, origin_of(f)};
    x->parts[at] = &x->part[at];
    return rc;
}

/* Which of the files is read is the parser's choice; all are hashed to their end. */
static int parse_parts(const lc_list_parse *p, const lc_source_sink *sink, lc_source_result *out,
                       licet_error *err)
{
    part_files x = {.p = p};
    int rc = 0;
    for (size_t i = 0; i < p->n_files && !rc; i++) rc = sort_part(&x, &p->files[i], err);
    if (!rc && !x.file[0])
        rc = refuse_part(p, &p->files[0], "the file with the names is missing of", err);
    for (int at = 0; at < p->source->n_parts && !rc; at++) rc = open_part(&x, at, err);
    if (!rc) rc = p->source->parse_parts(x.parts, sink, out, err);
    for (int at = 0; at < p->source->n_parts; at++) {
        if (!rc && x.file[at]) rc = lc_list_reading_end(&x.reading[at], err);
        if (x.parts[at]) lc_list_reading_done(&x.reading[at]);
    }
    return rc;
}

int lc_list_parse_run(const lc_list_parse *p, const lc_source_sink *sink, lc_source_result *out,
                      licet_error *err)
{
    int rc = 0;
    if (p->source->n_parts) return parse_parts(p, sink, out, err);
    for (size_t i = 0; !rc && i < p->n_files; i++) {
        lc_source_result one = {.list_date = LC_DATE_NONE};
        rc = parse_one(p, &p->files[i], sink, &one, err);
        if (!rc) add(out, &one, i == 0);
    }
    return rc;
}
