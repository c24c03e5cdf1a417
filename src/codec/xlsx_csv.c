#include <stdlib.h>

#include "base/vec.h"
#include "codec/csv.h"
#include "codec/xlsx_table.h"

struct lc_xlsx_csv {
    lc_xlsx_table *table;
    lc_buf text; /* made and not yet handed on from at */
    size_t at;
    uint32_t line; /* the one the next byte of text stands on, 1-based */
    bool begun, ended;
    LC_VEC(lc_xlsx_marks) marks; /* by row */
};

lc_xlsx_csv *lc_xlsx_csv_open(lc_xlsx_table *t)
{
    lc_xlsx_csv *c = lc_xmalloc(sizeof *c);
    *c = (lc_xlsx_csv){.table = t, .line = 1};
    return c;
}

void lc_xlsx_csv_close(lc_xlsx_csv *c)
{
    if (!c) return;
    lc_buf_done(&c->text);
    lc_vec_done(&c->marks);
    free(c);
}

/* A row is one line: what would end it becomes a space. */
static void put_cell(lc_buf *out, lc_sv v, lc_buf *flat)
{
    if (memchr(v.data ? v.data : "", '\n', v.len) || memchr(v.data ? v.data : "", '\r', v.len)) {
        lc_buf_clear(flat);
        lc_buf_sv(flat, v);
        for (size_t i = 0; i < flat->len; i++)
            if (flat->data[i] == '\n' || flat->data[i] == '\r') flat->data[i] = ' ';
        v = lc_buf_view(flat);
    }
    lc_csv_put_field(out, v, ',', false);
}

static void put_line(lc_xlsx_csv *c, uint32_t row, const lc_sv *fields, size_t n)
{
    lc_buf flat = {0};
    for (; c->line < row; c->line++) lc_buf_c(&c->text, '\n');
    for (size_t i = 0; i < n; i++) {
        if (i) lc_buf_c(&c->text, ',');
        put_cell(&c->text, fields[i], &flat);
    }
    lc_buf_c(&c->text, '\n');
    c->line++;
    lc_buf_done(&flat);
}

static void put_header(lc_xlsx_csv *c)
{
    size_t n;
    uint32_t first, last;
    const lc_sv *header = lc_xlsx_table_header(c->table, &n);
    lc_xlsx_table_header_rows(c->table, &first, &last);
    lc_buf_z(&c->text, "\xEF\xBB\xBF");
    put_line(c, last, header, n);
    c->begun = true;
}

static void keep_marks(lc_xlsx_csv *c, const lc_xlsx_table_row *r)
{
    if (!r->hidden && !r->note && !r->header_again && !r->filled && !r->problem) return;
    lc_vec_push(&c->marks, (lc_xlsx_marks){.row = r->number,
                                           .problem_column = r->problem_column,
                                           .problem = r->problem,
                                           .hidden = r->hidden,
                                           .note = r->note,
                                           .header_again = r->header_again,
                                           .filled = r->filled});
}

static int more(lc_xlsx_csv *c, licet_error *err)
{
    lc_buf_clear(&c->text);
    c->at = 0;
    if (!c->begun) {
        put_header(c);
        return 0;
    }
    bool has;
    lc_xlsx_table_row row;
    int rc = lc_xlsx_table_next(c->table, &has, &row, err);
    if (rc) return rc;
    c->ended = !has;
    if (!has) return 0;
    keep_marks(c, &row);
    put_line(c, row.number, row.fields, row.n);
    return 0;
}

static int read_text(void *ctx, void *data, size_t cap, size_t *got, licet_error *err)
{
    lc_xlsx_csv *c = ctx;
    size_t n = 0;
    while (n < cap) {
        size_t left = c->text.len - c->at, step = left < cap - n ? left : cap - n;
        if (!left && c->ended) break;
        if (!left) {
            int rc = more(c, err);
            if (rc) return rc;
            continue;
        }
        memcpy((char *)data + n, c->text.data + c->at, step);
        c->at += step;
        n += step;
    }
    *got = n;
    return 0;
}

lc_reader lc_xlsx_csv_reader(lc_xlsx_csv *c)
{
    return (lc_reader){c, read_text};
}

const lc_xlsx_marks *lc_xlsx_csv_marks(const lc_xlsx_csv *c, uint64_t row)
{
    size_t lo = 0, hi = c->marks.len;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (c->marks.at[mid].row < row)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < c->marks.len && c->marks.at[lo].row == row ? &c->marks.at[lo] : NULL;
}
