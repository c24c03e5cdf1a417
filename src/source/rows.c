#include "source/rows.h"

#include <stdlib.h>

#include "source/build.h"

enum {
    NO_COLUMN = -1,
    MAX_FIELDS = 256, /* of a row */
    MAX_SHIFT = 4     /* places a field of a damaged row may have moved */
};

typedef struct run {
    lc_input *in;
    const lc_rows *format;
    lc_arena *arena;                    /* of the header */
    lc_arena *scratch;                  /* of one row */
    lc_sv header[LC_ROWS_MAX_COLUMNS];  /* as the file writes it */
    int column_of[LC_ROWS_MAX_COLUMNS]; /* place in the file -> column of the format */
    size_t n_header, trusted_at;
    lc_sv values[LC_ROWS_MAX_COLUMNS];
    lc_attr extra[LC_ROWS_MAX_COLUMNS + 1];
} run;

static int find_column(const lc_rows *f, lc_sv name)
{
    for (size_t i = 0; i < f->n_columns; i++)
        if (lc_sv_ieq(name, lc_sv_of(f->columns[i].name))) return (int)i;
    return NO_COLUMN;
}

static size_t place_of(const run *r, size_t column)
{
    for (size_t i = 0; i < r->n_header; i++)
        if (r->column_of[i] == (int)column) return i;
    return SIZE_MAX;
}

static int check_columns(run *r, const lc_csv_row *row, licet_error *err)
{
    for (size_t c = 0; c < r->format->n_columns; c++) {
        const lc_column *column = &r->format->columns[c];
        if (place_of(r, c) != SIZE_MAX) continue;
        if (column->required)
            return lc_input_refuse(r->in, row->line, row->byte, err,
                                   "this is not the list: its header has no column \"%s\"",
                                   column->name);
        lc_input_tell(r->in, "missing_column", row->line, row->byte, false,
                      "the header has no column \"%s\"", column->name);
    }
    r->trusted_at = place_of(r, r->format->trusted);
    size_t unknown = 0;
    for (size_t i = 0; i < r->n_header; i++) unknown += r->column_of[i] == NO_COLUMN;
    if (unknown <= r->format->n_columns / 2 || r->format->may_know_few) return 0;
    return lc_input_refuse(
        r->in, row->line, row->byte, err,
        "%zu of %zu columns of the header are not known: its line end is missing, "
        "or this is another file",
        unknown, r->n_header);
}

static int take_column(run *r, const lc_csv_row *row, size_t i, licet_error *err)
{
    lc_sv name = lc_build_trim(row->fields[i]);
    for (size_t k = 0; k < i; k++)
        if (lc_sv_ieq(r->header[k], name))
            return lc_input_refuse(r->in, row->line, row->byte, err,
                                   "the header has the column \"%.60s\" twice",
                                   lc_arena_z(r->arena, name));
    r->header[i] = lc_arena_sv(r->arena, name);
    r->column_of[i] = find_column(r->format, name);
    if (r->column_of[i] == NO_COLUMN)
        lc_input_tell(r->in, "unknown_column", row->line, row->byte, false,
                      "column \"%.*s\" is not known; kept as attribute", LC_SV_ARG(name));
    return 0;
}

static int take_header(run *r, const lc_csv_row *row, licet_error *err)
{
    if (row->problem || row->n < 2 || row->n > LC_ROWS_MAX_COLUMNS)
        return lc_input_refuse(r->in, row->line, row->byte, err,
                               "this is not the list: its first line is not the header");
    r->n_header = row->n;
    for (size_t i = 0; i < row->n; i++) r->column_of[i] = NO_COLUMN;
    for (size_t i = 0; i < row->n; i++) {
        int rc = take_column(r, row, i, err);
        if (rc) return rc;
    }
    return check_columns(r, row, err);
}

static bool is_header(const run *r, const lc_csv_row *row)
{
    if (row->n != r->n_header) return false;
    for (size_t i = 0; i < row->n; i++)
        if (!lc_sv_ieq(lc_build_trim(row->fields[i]), r->header[i])) return false;
    return true;
}

/* Two rows run together have at least as many fields more as a header has commas: never that many.
 */
static size_t max_shift(const run *r)
{
    size_t half = (r->n_header - 1) / 2;
    return half < MAX_SHIFT ? half : MAX_SHIFT;
}

/* A field too many or too few stands somewhere in front or behind: the trusted column's value is at
 * its place or as many places on as fields are too many, or back as are missing, or lost its
 * quotation marks and now stands in several fields. */
static void keep_unread(run *r, const lc_csv_row *row, lc_row *out)
{
    lc_sv separator = {&r->format->separator, 1};
    size_t at = r->trusted_at, first = at, last = at;
    if (row->n > r->n_header) {
        last = at + (row->n - r->n_header);
    } else {
        size_t missing = r->n_header - row->n;
        size_t back = missing < max_shift(r) ? missing : max_shift(r);
        first = at > back ? at - back : 0;
    }
    size_t n = last - first + 1;
    out->maybe = LC_NEW_N(r->scratch, lc_sv, n + 1);
    memcpy(out->maybe, row->fields + first, n * sizeof *out->maybe);
    out->maybe[n] = lc_build_join(r->scratch, row->fields + at, last - at + 1, separator);
    out->n_maybe = n + 1;
    lc_sv rest = lc_build_join(r->scratch, row->fields + at + 1, row->n - at - 1, LC_SV(" | "));
    if (rest.len) r->extra[out->n_extra++] = (lc_attr){LC_SV("unread"), rest};
}

/* RFC 4180 has quotation marks only in quoted fields. One in another field shows that a separator
 * in front of a quoted one was lost, and then the fields may count up and still be shifted. (Fields
 * lie in one buffer, each behind its separator or its quotation mark.) */
static bool has_stray_quote(const lc_csv_row *row)
{
    for (size_t i = 1; i < row->n; i++) {
        lc_sv f = row->fields[i];
        if (f.len && f.data[-1] != '"' && memchr(f.data, '"', f.len)) return true;
    }
    return false;
}

/* Keeps the trusted column joined with its neighbours as what it may have been. */
static void suspect_quote(run *r, const lc_csv_row *row, lc_row *out)
{
    lc_sv separator = {&r->format->separator, 1};
    size_t at = r->trusted_at, n = at + 1 < row->n ? 2 : 1;
    lc_input_bad_row(r->in);
    lc_input_tell(r->in, "stray_quote", row->line, row->byte, false,
                  "a quotation mark inside a field that does not begin with one; kept");
    out->maybe = LC_NEW_N(r->scratch, lc_sv, 2);
    if (at > 0)
        out->maybe[out->n_maybe++] = lc_build_join(r->scratch, row->fields + at - 1, 2, separator);
    out->maybe[out->n_maybe++] = lc_build_join(r->scratch, row->fields + at, n, separator);
}

/* Columns nobody knows, and in a damaged row everything behind the last one that can be trusted. */
static void place_fields(run *r, const lc_csv_row *row, lc_row *out)
{
    size_t upto = out->partial ? r->trusted_at + 1 : row->n;
    memset(r->values, 0, sizeof r->values);
    for (size_t i = 0; i < upto; i++) {
        if (r->column_of[i] != NO_COLUMN)
            r->values[r->column_of[i]] = row->fields[i];
        else if (row->fields[i].len)
            r->extra[out->n_extra++] = (lc_attr){r->header[i], row->fields[i]};
    }
    if (out->partial)
        keep_unread(r, row, out);
    else if (has_stray_quote(row))
        suspect_quote(r, row, out);
}

static int check_row(run *r, const lc_csv_row *row, lc_row *out, licet_error *err)
{
    if (row->problem)
        return lc_input_refuse(r->in, row->line, row->problem_byte, err,
                               "%s: a row cannot be read, so the list is not whole", row->problem);
    if (is_header(r, row))
        return lc_input_refuse(r->in, row->line, row->byte, err,
                               "the header stands here a second time: the file was put together "
                               "from parts");
    out->partial = row->n != r->n_header;
    if (row->ends_file_early && (out->partial || lc_input_last_byte(r->in) != '"'))
        return lc_input_refuse(r->in, row->line, row->byte, err,
                               "the file ends inside this row%s: it was cut off",
                               out->partial ? "" : ", without a line end");
    if (!out->partial) return 0;
    if (row->n <= r->trusted_at)
        return lc_input_refuse(r->in, row->line, row->byte, err,
                               "a row with %zu fields instead of %zu: the list is not whole",
                               row->n, r->n_header);
    if (row->n > r->n_header + max_shift(r))
        return lc_input_refuse(r->in, row->line, row->byte, err,
                               "a row with %zu fields instead of %zu: a line end is missing and "
                               "more than one record stands in it",
                               row->n, r->n_header);
    lc_input_bad_row(r->in);
    lc_input_tell(r->in, "bad_row", row->line, row->byte, false,
                  "%zu fields instead of %zu; only the first %zu were read", row->n, r->n_header,
                  r->trusted_at + 1);
    return 0;
}

static int take_row(run *r, const lc_csv_row *row, licet_error *err)
{
    lc_row out = {.values = r->values,
                  .extra = r->extra,
                  .line = row->line,
                  .byte = row->byte,
                  .bytes = row->bytes};
    lc_input_row(r->in, row->line, row->byte + row->bytes);
    int rc = check_row(r, row, &out, err);
    if (rc) return rc;
    lc_arena_reset(r->scratch);
    place_fields(r, row, &out);
    return r->format->row(r->format->ctx, &out, err);
}

static int run_rows(run *r, lc_csv *csv, licet_error *err)
{
    bool has_row;
    lc_csv_row row;
    int rc = lc_csv_next(csv, &has_row, &row, err);
    if (!rc && !has_row) rc = lc_input_refuse(r->in, 1, 0, err, "the file is empty");
    if (!rc && r->format->above && r->format->above(r->format->ctx, &row))
        rc = lc_csv_next(csv, &has_row, &row, err);
    if (!rc && !has_row) rc = lc_input_refuse(r->in, 1, 0, err, "the file ends above its header");
    if (!rc) rc = take_header(r, &row, err);
    while (!rc) {
        rc = lc_csv_next(csv, &has_row, &row, err);
        if (rc || !has_row) break;
        rc = take_row(r, &row, err);
    }
    return rc;
}

int lc_rows_run(lc_input *in, const lc_rows *format, licet_error *err)
{
    lc_csv_params p = {.separator = format->separator,
                       .max_field_bytes = LC_INPUT_MAX_FIELD_BYTES,
                       .max_row_bytes = LC_INPUT_MAX_RECORD_BYTES,
                       .max_fields = MAX_FIELDS};
    run *r = lc_xmalloc(sizeof *r);
    *r = (run){.in = in, .format = format, .arena = lc_arena_new(), .scratch = lc_arena_new()};
    lc_csv *csv = lc_csv_open(lc_input_reader(in), &p);
    int rc = run_rows(r, csv, err);
    lc_csv_close(csv);
    lc_arena_free(r->arena);
    lc_arena_free(r->scratch);
    free(r);
    return rc;
}

bool lc_rows_header_fits(lc_sv head, const lc_rows *format)
{
    lc_sv rest = head, line = lc_sv_cut(&rest, LC_SV("\n"));
    char separator[2] = {format->separator, 0};
    bool seen[LC_ROWS_MAX_COLUMNS] = {false};
    if (lc_sv_starts(line, LC_SV("\xEF\xBB\xBF"))) line = lc_sv_from(line, 3);
    while (line.data) {
        lc_sv name = lc_build_trim(lc_sv_cut(&line, lc_sv_of(separator)));
        if (name.len > 1 && name.data[0] == '"' && lc_sv_ends(name, LC_SV("\"")))
            name = (lc_sv){name.data + 1, name.len - 2};
        int c = find_column(format, name);
        if (c != NO_COLUMN) seen[c] = true;
    }
    for (size_t c = 0; c < format->n_columns; c++)
        if (format->columns[c].required && !seen[c]) return false;
    return true;
}
