#include "codec/csv.h"
#include "source/ofac.h"

const size_t lc_ofac_fields[LC_OFAC_PARTS] = {12, 6, 5, 2};

enum { MAX_FIELDS = 64, MAX_NUMBER = 12 };

typedef struct run {
    lc_input *in;
    lc_ofac_part part;
    lc_arena *scratch; /* of one row */
    bool ended;        /* the end mark was read */
    void *ctx;
    int (*row)(void *ctx, const lc_ofac_row *row, licet_error *err);
} run;

static bool is_number(lc_sv t)
{
    uint64_t n;
    return t.len && t.len <= MAX_NUMBER && lc_sv_u64(t, &n);
}

/* Remarks are cut anywhere, also at a space: the halves keep theirs. */
static bool keeps_spaces(lc_ofac_part part, size_t i)
{
    return (part == LC_OFAC_PRIMARY || part == LC_OFAC_COMMENTS) && i + 1 == lc_ofac_fields[part];
}

static lc_sv value_of(const run *r, const lc_csv_row *row, size_t i)
{
    lc_sv t = lc_build_trim(row->fields[i]);
    if (lc_sv_is(t, "-0-")) return LC_SV_NONE;
    return keeps_spaces(r->part, i) ? row->fields[i] : t;
}

static bool is_end_mark(const lc_csv_row *row)
{
    return row->n == 1 && lc_sv_is(row->fields[0], "\x1a");
}

/* ---- one row ---- */

/* Fields are one too many or too few: number and name are what stands in front. */
static int take_partial(run *r, const lc_csv_row *row, lc_ofac_row *out, licet_error *err)
{
    size_t want = lc_ofac_fields[r->part];
    if (row->n < 2 || row->n >= 2 * want)
        return lc_input_refuse(r->in, row->line, row->byte, err,
                               "a row with %zu fields instead of %zu: the list is not whole",
                               row->n, want);
    lc_input_bad_row(r->in);
    lc_input_tell(r->in, "bad_row", row->line, row->byte, false,
                  "%zu fields instead of %zu; kept as they are", row->n, want);
    out->unread = lc_build_join(r->scratch, row->fields + 1, row->n - 1, LC_SV(", "));
    for (size_t i = 0; i < 2; i++) out->values[i] = value_of(r, row, i);
    return 0;
}

static int check_row(run *r, const lc_csv_row *row, licet_error *err)
{
    if (r->ended)
        return lc_input_refuse(r->in, row->line, row->byte, err,
                               "rows stand behind the end of the list: it was put together from "
                               "parts");
    if (row->problem)
        return lc_input_refuse(r->in, row->line, row->problem_byte, err,
                               "%s: a row cannot be read, so the list is not whole", row->problem);
    if (row->ends_file_early)
        return lc_input_refuse(r->in, row->line, row->byte, err,
                               "the file ends inside this row: it was cut off");
    if (!is_number(lc_build_trim(row->fields[0])))
        return lc_input_refuse(r->in, row->line, row->byte, err,
                               "this is not the list: a row does not begin with an entry's number");
    return 0;
}

static int take_row(run *r, const lc_csv_row *row, licet_error *err)
{
    lc_ofac_row out = {.line = row->line, .byte = row->byte, .bytes = row->bytes};
    if (is_end_mark(row) && !r->ended) {
        r->ended = true;
        return 0;
    }
    lc_input_row(r->in, row->line, row->byte + row->bytes);
    int rc = check_row(r, row, err);
    if (rc) return rc;
    lc_arena_reset(r->scratch);
    if (row->n != lc_ofac_fields[r->part])
        rc = take_partial(r, row, &out, err);
    else
        for (size_t i = 0; i < row->n; i++) out.values[i] = value_of(r, row, i);
    return rc ? rc : r->row(r->ctx, &out, err);
}

static int run_rows(run *r, lc_csv *csv, licet_error *err)
{
    bool has_row = true;
    lc_csv_row row = {0};
    int rc = 0;
    while (!rc && !(rc = lc_csv_next(csv, &has_row, &row, err)) && has_row)
        rc = take_row(r, &row, err);
    if (!rc && !r->ended)
        lc_input_tell(r->in, "no_end_mark", row.line, row.byte, false,
                      "the byte 1A that ends the publisher's file is missing");
    return rc;
}

int lc_ofac_rows_run(lc_input *in, lc_ofac_part part, void *ctx,
                     int (*row)(void *ctx, const lc_ofac_row *row, licet_error *err),
                     licet_error *err)
{
    lc_csv_params p = {.separator = ',',
                       .max_field_bytes = LC_INPUT_MAX_FIELD_BYTES,
                       .max_row_bytes = LC_INPUT_MAX_RECORD_BYTES,
                       .max_fields = MAX_FIELDS};
    run r = {.in = in, .part = part, .scratch = lc_arena_new(), .ctx = ctx, .row = row};
    lc_csv *csv = lc_csv_open(lc_input_reader(in), &p);
    int rc = run_rows(&r, csv, err);
    lc_csv_close(csv);
    lc_arena_free(r.scratch);
    return rc;
}

/* ---- which part ---- */

int lc_ofac_part_of(lc_sv head)
{
    lc_mem_reader state;
    lc_reader in = lc_reader_of_memory(&state, head);
    lc_csv *csv = lc_csv_open(&in, &(lc_csv_params){.separator = ',', .max_fields = MAX_FIELDS});
    bool has_row = false;
    lc_csv_row row = {0};
    int found = -1;
    if (!lc_csv_next(csv, &has_row, &row, NULL) && has_row && !row.problem &&
        is_number(lc_build_trim(row.fields[0])))
        for (int p = 0; p < LC_OFAC_PARTS; p++)
            if (row.n == lc_ofac_fields[p]) found = p;
    lc_csv_close(csv);
    return found;
}
