/* CSV rows: the same whatever pieces the reader gives, in order, and of whole UTF-8 fields. */
#include <stdio.h>
#include <stdlib.h>

#include "codec/csv.h"
#include "codec/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int truth)
{
    if (!truth) abort();
}

typedef struct pieces {
    lc_sv rest;
    size_t most;
} pieces;

static int read_piece(void *ctx, void *out, size_t cap, size_t *got, licet_error *err)
{
    pieces *p = ctx;
    size_t n = p->rest.len < p->most ? p->rest.len : p->most;
    (void)err;
    *got = n < cap ? n : cap;
    if (*got) memcpy(out, p->rest.data, *got);
    p->rest = lc_sv_from(p->rest, *got);
    return 0;
}

static void tell(lc_buf *out, const lc_csv_row *r)
{
    lc_buf_printf(out, "%llu %llu %llu %s %llu %d:", (unsigned long long)r->line,
                  (unsigned long long)r->byte, (unsigned long long)r->bytes,
                  r->problem ? r->problem : "", (unsigned long long)r->problem_byte,
                  r->ends_file_early);
    for (size_t i = 0; !r->problem && i < r->n; i++) {
        lc_buf_sv(out, r->fields[i]);
        lc_buf_c(out, 0);
    }
}

static void check(const lc_csv_row *r, const lc_csv_params *p, size_t size)
{
    demand(r->byte + r->bytes <= size && r->line > 0);
    demand(!r->problem || r->problem_byte <= size);
    demand(r->problem || (r->n > 0 && r->n <= p->max_fields));
    for (size_t i = 0; !r->problem && i < r->n; i++) {
        demand(r->fields[i].len <= p->max_field_bytes);
        demand(lc_utf8_bad_at(r->fields[i]) == SIZE_MAX);
    }
}

static lc_buf read_all(lc_sv text, const lc_csv_params *p, size_t most)
{
    pieces from = {text, most};
    lc_reader in = {&from, read_piece};
    lc_csv *csv = lc_csv_open(&in, p);
    lc_buf out = {0};
    lc_csv_row r;
    bool has = true;
    uint64_t last_byte = 0, last_line = 0;
    while (lc_csv_next(csv, &has, &r, NULL) == 0 && has) {
        check(&r, p, text.len);
        demand(r.line > last_line && (r.byte > last_byte || last_line == 0));
        last_byte = r.byte;
        last_line = r.line;
        tell(&out, &r);
    }
    demand(!has);
    lc_csv_close(csv);
    return out;
}

/* The first two bytes choose separator and limits. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char separators[] = ",;\t|";
    if (size < 2) return 0;
    lc_sv text = {(const char *)data + 2, size - 2};
    lc_csv_params p = {separators[data[0] % 4], 1 + data[1] % 16 * 20u, 1 + data[1] / 16 * 100u,
                       1 + data[0] / 4};
    lc_buf whole = read_all(text, &p, SIZE_MAX), bytes = read_all(text, &p, 1),
           some = read_all(text, &p, 5);
    demand(lc_sv_eq(lc_buf_view(&whole), lc_buf_view(&bytes)));
    demand(lc_sv_eq(lc_buf_view(&whole), lc_buf_view(&some)));
    lc_buf_done(&whole);
    lc_buf_done(&bytes);
    lc_buf_done(&some);
    return 0;
}
