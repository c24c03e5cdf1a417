#include "engine/check_in.h"

#include "engine/orders_columns.h"

/* ---- opening text ---- */

static int open_text(lc_check_in *in, licet_error *err)
{
    const licet_check_params *p = in->p;
    in->reader = lc_file_reader(in->file);
    if (!p->sheet && !p->header_row) return 0;
    lc_fail(err, LICET_E_ARGUMENT, "%s is for workbooks; these orders are text",
            p->sheet ? "--sheet" : "--header-row");
    return lc_fail_remedy(err, "a table in text may have title lines above its header");
}

/* ---- opening a workbook ---- */

/* Counts both the header's cells and, for "Item / Part no", its last line. */
static size_t known_headers(void *ctx, lc_sv header, size_t *out_parties)
{
    lc_check_in *in = ctx;
    lc_sv *maps = LC_NEW_N(in->arena, lc_sv, in->p->n_maps + 1);
    for (size_t i = 0; i < in->p->n_maps; i++) maps[i] = lc_sv_of(in->p->maps[i]);
    return lc_columns_known(in->words, in->arena, &header, 1, maps, in->p->n_maps, out_parties);
}

static bool is_known(void *ctx, lc_sv header)
{
    size_t parties;
    return known_headers(ctx, header, &parties) > 0;
}

/* "Item / Value USD" is the column "Value USD"; but "Consignee / Name" keeps its party. */
static lc_sv column_name(void *ctx, lc_sv whole, lc_sv last)
{
    size_t parties;
    if (known_headers(ctx, whole, &parties)) return whole;
    return known_headers(ctx, last, &parties) && !parties ? last : whole;
}

static int open_workbook(lc_check_in *in, const lc_law *law, licet_error *err)
{
    const licet_check_params *p = in->p;
    lc_sheet_params q = {.bytes = in->map.bytes,
                         .file = p->orders,
                         .sheet = p->sheet,
                         .holds = "the orders",
                         .table = {.known = is_known,
                                   .name = column_name,
                                   .known_ctx = in,
                                   .header_row = p->header_row,
                                   .header_lines = p->header_lines}};
    int rc = lc_words_open(law->columns_text, &in->words, err);
    if (!rc) rc = lc_sheet_open(&in->of, &q, err);
    if (!rc) in->reader = in->of.reader;
    return rc;
}

int lc_check_in_open(lc_check_in *in, const licet_check_params *p, const lc_law *law,
                     licet_error *err)
{
    *in = (lc_check_in){.p = p, .arena = lc_arena_new()};
    in->no_order_rows = lc_json_array(in->arena);
    int rc = lc_file_open(p->orders, &in->file, err);
    if (rc) return rc;
    if (strcmp(p->orders, "-") == 0 || !lc_file_size(in->file)) return open_text(in, err);
    rc = lc_map_file_open(p->orders, &in->map, err);
    if (rc) return rc;
    if (lc_sheet_is_workbook(in->map.bytes, p->orders)) return open_workbook(in, law, err);
    lc_map_file_close(&in->map);
    return open_text(in, err);
}

void lc_check_in_done(lc_check_in *in)
{
    lc_sheet_done(&in->of);
    lc_map_file_close(&in->map);
    lc_words_close(in->words);
    lc_file_close(in->file);
    lc_arena_free(in->arena);
}

int lc_check_in_place(const lc_check_in *in, int rc, licet_error *err)
{
    enum { SHOWN = 8 };
    if (rc != LICET_E_SYNTAX || !in->of.table || !err) return rc;
    size_t n;
    const lc_sv *header = lc_xlsx_table_header(in->of.table, &n);
    lc_sv seen = LC_SV_NONE;
    for (size_t i = 0; i < n && i < SHOWN; i++)
        seen = lc_arena_printf(in->arena, "%.*s%s%.*s", LC_SV_ARG(seen), i ? ", " : "",
                               LC_SV_ARG(header[i]));
    lc_fail(err, LICET_E_SYNTAX,
            "sheet %.*s, row %u: no column of this header names a party: %.*s%s",
            LC_SV_ARG(lc_sheet_name(&in->of)), in->of.last_header_row, LC_SV_ARG(seen),
            n > SHOWN ? ", ..." : "");
    return lc_fail_remedy(err,
                          "say which does with --map \"Their Header=purchaser_name\", or where the "
                          "table is with --sheet NAME and --header-row N");
}

int lc_check_in_orders(lc_check_in *in, const lc_law *law, lc_check_recall recall, lc_arena *a,
                       lc_date *day, lc_orders **out, licet_error *err)
{
    const licet_check_params *p = in->p;
    lc_sv *maps = LC_NEW_N(a, lc_sv, p->n_maps + 1);
    for (size_t i = 0; i < p->n_maps; i++) maps[i] = lc_sv_of(p->maps[i]);
    lc_orders_params op = {.file = lc_sv_of(p->orders),
                           .columns_text = law->columns_text,
                           .maps = maps,
                           .n_maps = p->n_maps,
                           .as_of = *day,
                           .as_of_given = p->as_of != NULL,
                           .policy = law->policy,
                           .header_first = in->of.book != NULL,
                           .recall = recall.recall,
                           .recall_ctx = recall.ctx};
    if (p->as_of && !lc_date_iso(lc_sv_of(p->as_of), &op.as_of)) {
        lc_fail(err, LICET_E_DATE, "not a date: %.40s", p->as_of);
        return lc_fail_remedy(err, "write it as YYYY-MM-DD");
    }
    *day = op.as_of;
    int rc = lc_orders_open(&in->reader, &op, out, err);
    return rc ? lc_check_in_place(in, rc, err) : 0;
}

/* ---- rows ---- */

static bool names_a_party(const lc_order_row *row)
{
    for (size_t i = 0; i < row->n_parties; i++)
        if (row->parties[i].name.len) return true;
    return row->unread_parties != NULL && lc_json_len(row->unread) > 0;
}

static const char *no_order(const lc_xlsx_marks *m, const lc_order_row *row)
{
    if (m->problem) return NULL;
    if (m->header_again) return "not an order: the header once more";
    return m->note && !names_a_party(row) ? "not an order: a heading or remark between the orders"
                                          : NULL;
}

static void note(lc_arena *a, lc_order_row *row, const char *text)
{
    if (row->notes) lc_json_push_sv(a, row->notes, lc_sv_of(text));
}

const char *lc_check_in_row(lc_check_in *in, lc_arena *a, lc_order_row *row)
{
    const lc_xlsx_marks *m = in->of.text ? lc_xlsx_csv_marks(in->of.text, row->line) : NULL;
    char column[8];
    if (!m) return NULL;
    const char *why = no_order(m, row);
    if (why) {
        if (in->no_orders++ < LC_CHECK_ROWS_NAMED)
            lc_json_push(in->arena, in->no_order_rows,
                         lc_json_of_int(in->arena, (int64_t)row->line));
        return why;
    }
    if (m->hidden) {
        in->hidden_rows++;
        note(a, row, "the row is hidden in the sheet");
    }
    if (m->filled)
        note(a, row, "the value of a merged cell that begins in a row above counts here too");
    if (m->note) note(a, row, "the row looks like a heading or remark, but it may name a party");
    if (m->problem)
        row->problem =
            lc_arena_printf(a, "cell %s%llu: %s", lc_xlsx_column_name(m->problem_column, column),
                            (unsigned long long)row->line, m->problem)
                .data;
    return NULL;
}

uint64_t lc_check_in_total(const lc_check_in *in, uint64_t rows, const lc_order_row *last)
{
    uint64_t at = in->of.sheet ? last->line : last->byte + 1;
    uint64_t end =
        in->of.sheet ? lc_xlsx_sheet_facts(in->of.sheet)->last_row : lc_file_size(in->file);
    if (!end) return 0;
    double total = (double)rows * (double)end / (double)at;
    return total > (double)rows ? (uint64_t)total : rows;
}

/* ---- what was understood ---- */

static lc_json *parts(const lc_check_in *in, lc_arena *a)
{
    lc_json *to = lc_json_array(a);
    for (int k = 0; k < LC_XLSX_PARTS; k++)
        if (lc_xlsx_part_count(in->of.book, (lc_xlsx_part)k))
            lc_json_push_sv(a, to, lc_sv_of(lc_xlsx_part_words((lc_xlsx_part)k)));
    return to;
}

void lc_check_in_describe(const lc_check_in *in, lc_arena *a, lc_json *mapping)
{
    if (!in->of.book) return;
    lc_json *o = lc_json_object(a);
    lc_json_set_sv(a, o, "sheet", lc_sheet_name(&in->of));
    lc_json_set(a, o, "other_sheets", lc_sheet_others(&in->of, a));
    lc_json_set_sv(a, o, "header_rows", lc_sheet_header_rows(&in->of, a));
    lc_json_set_sv(a, o, "titles", lc_xlsx_table_titles(in->of.table));
    lc_json_set_int(a, o, "no_orders", (int64_t)in->no_orders);
    lc_json_set(a, o, "no_order_rows", lc_json_copy(a, in->no_order_rows));
    lc_json_set_int(a, o, "hidden_rows", (int64_t)in->hidden_rows);
    lc_json_set_bool(a, o, "hidden_columns", lc_xlsx_sheet_facts(in->of.sheet)->hidden_columns);
    lc_json_set(a, o, "parts", parts(in, a));
    lc_json_set(a, mapping, "workbook", o);
}
