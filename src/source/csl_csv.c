/* The CSV layout:
 * https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv */
#include "source/csl.h"

typedef struct run {
    lc_csl csl;
    bool number_first;
} run;

static int take_row(void *ctx, const lc_row *row, licet_error *err)
{
    run *r = ctx;
    lc_csl_record rec = {.values = row->values,
                         .extra = row->extra,
                         .n_extra = row->n_extra,
                         .partial = row->partial,
                         .maybe = row->maybe,
                         .n_maybe = row->n_maybe,
                         .number_first = r->number_first,
                         .line = row->line,
                         .byte = row->byte,
                         .bytes = row->bytes};
    lc_csl_begin(&r->csl);
    return lc_csl_put(&r->csl, &rec, err);
}

static lc_rows format_of(run *r)
{
    /* the JSON layout's own column stands behind the last of the CSV's */
    return (lc_rows){.separator = ',',
                     .columns = lc_csl_columns,
                     .n_columns = LC_CSL_COUNTRY,
                     .trusted = LC_CSL_NAME,
                     .ctx = r,
                     .row = take_row};
}

bool lc_csl_csv_fits(lc_sv head)
{
    lc_rows f = format_of(NULL);
    return lc_rows_header_fits(head, &f);
}

/* The column _id came with the layout that writes an identification's type first. */
static bool ids_number_first(lc_sv head)
{
    lc_sv rest = head, line = lc_sv_cut(&rest, LC_SV("\n"));
    return lc_sv_find(line, LC_SV("_id"), 0) == SIZE_MAX;
}

int lc_csl_csv_parse(lc_input *in, lc_source_result *out, licet_error *err)
{
    run r = {.number_first = ids_number_first(lc_input_head(in))};
    lc_rows f = format_of(&r);
    lc_csl_init(&r.csl, in);
    int rc = lc_rows_run(in, &f, err);
    if (!rc) rc = lc_csl_end(&r.csl, err);
    if (!rc) rc = lc_input_end(in, "csl-csv", LC_DATE_NONE, out, err);
    lc_csl_done(&r.csl);
    return rc;
}
