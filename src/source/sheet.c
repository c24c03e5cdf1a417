#include "source/sheet.h"

#include <stdlib.h>

#include "codec/xlsx_table.h"

enum { STEP_BYTES = 256 * 1024 };

struct lc_sheet {
    lc_buf bytes;
    lc_xlsx *book;
    lc_xlsx_sheet *sheet;
    lc_xlsx_table *table;
    lc_xlsx_csv *text;
};

static int read_all(const lc_reader *in, lc_buf *out, licet_error *err)
{
    for (size_t got = 1; got;) {
        lc_buf_reserve(out, STEP_BYTES);
        int rc = in->read(in->ctx, out->data + out->len, STEP_BYTES, &got, err);
        if (rc) return rc;
        out->len += got;
        if (out->len > LC_SHEET_MAX_BYTES)
            return lc_fail(err, LICET_E_LIMIT, "a workbook of more than %d bytes",
                           LC_SHEET_MAX_BYTES);
    }
    return 0;
}

static int open_book(lc_sheet *s, lc_sv file, licet_error *err)
{
    const lc_xlsx_table_params p = {0};
    size_t which;
    int rc = lc_xlsx_open(lc_buf_view(&s->bytes), file, &s->book, err);
    if (!rc) rc = lc_xlsx_table_guess_sheet(s->book, &p, &which, err);
    if (!rc) rc = lc_xlsx_sheet_open(s->book, which, &s->sheet, err);
    if (!rc) rc = lc_xlsx_table_open(s->sheet, &p, &s->table, err);
    if (!rc) s->text = lc_xlsx_csv_open(s->table);
    return rc;
}

int lc_sheet_read(const lc_reader *in, lc_sv file, lc_sheet **out, licet_error *err)
{
    lc_sheet *s = lc_xmalloc(sizeof *s);
    *s = (lc_sheet){0};
    int rc = read_all(in, &s->bytes, err);
    if (!rc) rc = open_book(s, file, err);
    if (rc)
        lc_sheet_free(s);
    else
        *out = s;
    return rc;
}

void lc_sheet_free(lc_sheet *s)
{
    if (!s) return;
    lc_xlsx_csv_close(s->text);
    lc_xlsx_table_close(s->table);
    lc_xlsx_sheet_close(s->sheet);
    lc_xlsx_close(s->book);
    lc_buf_done(&s->bytes);
    free(s);
}

lc_reader lc_sheet_reader(lc_sheet *s)
{
    return lc_xlsx_csv_reader(s->text);
}
