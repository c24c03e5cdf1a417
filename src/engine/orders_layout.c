#include "engine/orders_layout.h"

#include "codec/csv.h"

enum { SHOWN_CELLS = 6, SHOWN_BYTES = 40 };

/* Rows of the head one after another, for one separator. */
typedef struct rows {
    lc_mem_reader memory;
    lc_reader in;
    lc_csv *csv;
    bool whole;
} rows;

static void rows_begin(rows *r, const lc_layout_params *p, char separator)
{
    r->in = lc_reader_of_memory(&r->memory, p->head);
    r->whole = p->whole;
    r->csv = lc_csv_open(&r->in, &(lc_csv_params){.separator = separator});
}

/* False at the end, and for a row the head may have cut off. */
static bool rows_next(rows *r, lc_csv_row *row)
{
    bool has = false;
    if (lc_csv_next(r->csv, &has, row, NULL) || !has) return false;
    return r->whole || !row->ends_file_early;
}

/* Excel's own hint, "sep=;", on a line of its own. */
static bool is_hint(const lc_csv_row *row)
{
    return row->n && lc_sv_starts(row->fields[0], LC_SV("sep="));
}

typedef struct candidate {
    char separator;
    size_t title_rows, known, parties, cells;
    bool found;
} candidate;

static bool better(const candidate *x, const candidate *than)
{
    if (x->found != than->found) return x->found;
    if (x->known != than->known) return x->known > than->known;
    return x->cells > than->cells;
}

const lc_sv *lc_layout_maps(const lc_orders_params *p, lc_arena *a, const lc_sv *header, size_t n,
                            size_t *out_n)
{
    const lc_sv *recalled = NULL;
    size_t n_recalled = p->recall ? p->recall(p->recall_ctx, header, n, &recalled) : 0;
    *out_n = n_recalled + p->n_maps;
    if (!n_recalled) return p->maps;
    lc_sv *all = LC_NEW_N(a, lc_sv, *out_n);
    memcpy(all, recalled, n_recalled * sizeof *all);
    if (p->n_maps) memcpy(all + n_recalled, p->maps, p->n_maps * sizeof *all);
    return all;
}

/* The line among the first ones with the most headers we know; it must name a party column. */
static candidate try_separator(const lc_layout_params *p, lc_arena *a, char separator)
{
    candidate best = {.separator = separator};
    rows r;
    lc_csv_row row;
    size_t n_maps, titles = p->orders->header_first ? 0 : LC_LAYOUT_TITLE_ROWS;
    rows_begin(&r, p, separator);
    for (size_t i = 0; i <= titles && rows_next(&r, &row); i++) {
        if (row.problem || is_hint(&row)) continue;
        candidate now = {.separator = separator, .title_rows = i, .cells = row.n};
        const lc_sv *maps = lc_layout_maps(p->orders, a, row.fields, row.n, &n_maps);
        now.known = lc_columns_known(p->words, a, row.fields, row.n, maps, n_maps, &now.parties);
        now.found = now.parties > 0 && (now.known > 1 || row.n == 1);
        if (now.found && better(&now, &best)) best = now;
    }
    lc_csv_close(r.csv);
    return best;
}

static lc_sv first_line(lc_sv head)
{
    size_t n = 0;
    while (n < head.len && head.data[n] != '\n' && head.data[n] != '\r') n++;
    return lc_sv_make(head.data, n);
}

static char likely_separator(lc_sv line)
{
    static const char marks[] = ",;\t|";
    size_t most = 0;
    char best = ',';
    for (const char *m = marks; *m; m++) {
        size_t n = 0;
        for (size_t i = 0; i < line.len; i++) n += line.data[i] == *m;
        if (n > most) {
            most = n;
            best = *m;
        }
    }
    return best;
}

static int no_header(const lc_layout_params *p, lc_arena *a, licet_error *err)
{
    lc_sv rest = first_line(p->head), seen = LC_SV_NONE;
    if (!lc_sv_trim(p->head).len) {
        lc_fail(err, LICET_E_SYNTAX, "the file is empty");
        return lc_fail_remedy(err,
                              "a table of orders has a header line and one line per order line");
    }
    char mark = likely_separator(rest);
    for (size_t i = 0; i < SHOWN_CELLS && rest.data; i++) {
        lc_sv cell = lc_sv_trim(lc_sv_cut(&rest, lc_sv_make(&mark, 1)));
        while (cell.len > SHOWN_BYTES ||
               (cell.len && ((unsigned char)cell.data[cell.len - 1] & 0x80) &&
                cell.len >= SHOWN_BYTES - 3))
            cell.len--;
        seen =
            lc_arena_printf(a, "%.*s%s\"%.*s\"", LC_SV_ARG(seen), i ? ", " : "", LC_SV_ARG(cell));
    }
    lc_fail(err, LICET_E_SYNTAX,
            "no header line that names a party was found; the first line reads %.*s%s",
            LC_SV_ARG(seen), rest.data ? ", ..." : "");
    return lc_fail_remedy(err, "put a header above the rows, or say what a column is: "
                               "--map \"Their Header=purchaser_name\" (docs/orders.md)");
}

int lc_layout_find(const lc_layout_params *p, lc_arena *a, lc_layout *out, licet_error *err)
{
    static const char separators[] = {',', ';', '\t', '|'};
    candidate best = {0};
    size_t n = p->orders->header_first ? 1 : sizeof separators;
    for (size_t i = 0; i < n; i++) {
        candidate now = try_separator(p, a, separators[i]);
        if (better(&now, &best)) best = now;
    }
    if (!best.found) return no_header(p, a, err);
    *out = (lc_layout){.separator = best.separator, .title_rows = best.title_rows};
    return 0;
}

/* What one sampled row says about every column. */
static void look_at(const lc_layout_params *p, lc_arena *a, const lc_csv_row *row, lc_columns *c,
                    bool *number, bool *any)
{
    for (size_t k = 0; k < c->n && k < row->n; k++) {
        lc_sv cell = lc_sv_trim(row->fields[k]);
        if (!cell.len) continue;
        number[k] = (number[k] || !any[k]) && lc_cell_is_number(cell);
        any[k] = true;
        if (!c->at[k].field && !c->at[k].answer && !c->at[k].party_like)
            c->at[k].party_like = lc_cell_like_name(p->words, a, cell);
    }
}

void lc_layout_sample(const lc_layout_params *p, lc_arena *a, lc_layout *layout, lc_columns *c)
{
    rows r;
    lc_csv_row row;
    bool *number = LC_NEW_N(a, bool, c->n + 1), *any = LC_NEW_N(a, bool, c->n + 1);
    int date = c->field[LC_FIELD_SHIP_DATE];
    rows_begin(&r, p, layout->separator);
    size_t i = 0;
    for (; i <= layout->title_rows && rows_next(&r, &row); i++) {
    }
    for (; i <= layout->title_rows + LC_LAYOUT_SAMPLE_ROWS && rows_next(&r, &row); i++) {
        if (row.problem) continue;
        if (date != LC_NO_COLUMN && (size_t)date < row.n)
            layout->dates = lc_cell_date_order(row.fields[date], layout->dates);
        look_at(p, a, &row, c, number, any);
    }
    lc_csv_close(r.csv);
    lc_columns_leave_numbers(p->words, a, c, number);
}
