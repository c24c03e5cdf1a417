/* licet_resolve_file: a table people answered, back into the log: every row or none. */
#include "engine/desk_table.h"
#include "engine/resolving.h"

typedef enum column {
    COLUMN_LICET_ID = 0, /* where the table had a decision_id of its own */
    COLUMN_ID,
    COLUMN_RESOLUTION,
    COLUMN_OWN_REASON, /* "reason" is licet's own column in the answers it writes */
    COLUMN_REASON,
    COLUMN_OWN_NOTE,
    COLUMN_NOTE,
    COLUMN_OWN_BY,
    COLUMN_BY,
    COLUMN_ENTRY,
    COLUMN_UNTIL,
    COLUMNS
} column;

static const char *const columns[COLUMNS] = {"licet_decision_id",
                                             "decision_id",
                                             "resolution",
                                             "resolution_reason",
                                             "reason",
                                             "resolution_note",
                                             "note",
                                             "resolution_by",
                                             "by",
                                             "resolution_entry",
                                             "resolution_until"};

typedef struct answers {
    lc_resolving r;
    const licet_resolve_file_params *p;
    lc_desk_table table;
    lc_json *bad;
    int64_t rows, resolved, unanswered, unchanged;
} answers;

static const char *cell(const lc_desk_row *row, column c)
{
    return row->cells[c].len ? row->cells[c].data : NULL;
}

static const char *first_of(const answers *x, const lc_desk_row *row, column own, column plain)
{
    return cell(row, x->table.has[own] ? own : plain);
}

/* "False hit" and "FALSE_HIT" are the same word. */
static const char *outcome_of(lc_arena *a, lc_sv word)
{
    char *z = lc_arena_z(a, word);
    for (char *c = z; *c; c++) {
        if (*c == ' ' || *c == '-') *c = '_';
        if (*c >= 'A' && *c <= 'Z') *c = (char)(*c | 0x20);
    }
    return z;
}

static void bad_row(answers *x, const lc_desk_row *row, const licet_error *e)
{
    lc_arena *a = x->r.arena;
    lc_json *o = lc_json_object(a);
    lc_json_set_int(a, o, "line", (int64_t)row->line);
    lc_json_set_z(a, o, "message", e->message);
    if (e->remedy[0]) lc_json_set_z(a, o, "remedy", e->remedy);
    lc_json_push(a, x->bad, o);
}

/* A row's own fault; anything else ends the file. */
static bool is_of_the_row(int rc)
{
    return rc == LICET_E_ARGUMENT || rc == LICET_E_DATE || rc == LICET_E_NOT_FOUND;
}

static int add_row(answers *x, const lc_desk_row *row, licet_error *err)
{
    const char *by = first_of(x, row, COLUMN_OWN_BY, COLUMN_BY);
    licet_error e = {0};
    licet_resolve_params p = {.decision = first_of(x, row, COLUMN_LICET_ID, COLUMN_ID),
                              .outcome = outcome_of(x->r.arena, row->cells[COLUMN_RESOLUTION]),
                              .entry = cell(row, COLUMN_ENTRY),
                              .reason = first_of(x, row, COLUMN_OWN_REASON, COLUMN_REASON),
                              .note = first_of(x, row, COLUMN_OWN_NOTE, COLUMN_NOTE),
                              .by = by ? by : x->p->by,
                              .until = cell(row, COLUMN_UNTIL)};
    int rc = lc_resolving_add(&x->r, &p, &e);
    x->resolved += !rc;
    if (!rc) return 0;
    if (!x->r.made && x->r.skipped) { /* imported before */
        x->unchanged++;
        return 0;
    }
    if (is_of_the_row(rc))
        bad_row(x, row, &e);
    else if (err)
        *err = e;
    return is_of_the_row(rc) ? 0 : rc;
}

static int take_row(answers *x, const lc_desk_row *row, licet_error *err)
{
    licet_error e = {0};
    x->rows++;
    if (row->problem) {
        lc_fail(&e, LICET_E_SYNTAX, "%s", row->problem);
        bad_row(x, row, &e);
        return 0;
    }
    if (!row->cells[COLUMN_RESOLUTION].len) {
        x->unanswered++;
        return 0;
    }
    return add_row(x, row, err);
}

static int take_rows(answers *x, licet_error *err)
{
    int rc = lc_resolving_begin(&x->r, err);
    if (rc) return rc;
    for (size_t i = 0; i < x->table.n && !rc; i++) rc = take_row(x, &x->table.rows[i], err);
    bool keep = !rc && !lc_json_len(x->bad);
    int ended = lc_resolving_end(&x->r, keep, rc ? NULL : err);
    return rc ? rc : ended;
}

static int read_table(answers *x, licet_error *err)
{
    lc_desk_params p = {.columns = columns,
                        .n_columns = COLUMNS,
                        .required = COLUMN_RESOLUTION,
                        .file = x->p->file};
    lc_buf bytes = {0};
    int rc = lc_file_read(x->p->file, LC_DESK_MAX_BYTES, &bytes, err);
    if (!rc) rc = lc_desk_table_read(lc_buf_view(&bytes), &p, x->r.arena, &x->table, err);
    lc_buf_done(&bytes);
    if (!rc && !x->table.has[COLUMN_ID] && !x->table.has[COLUMN_LICET_ID])
        rc = lc_fail(err, LICET_E_SYNTAX, "no column decision_id: whose hits are these?");
    if (rc && err && !err->file[0]) lc_fail_at(err, x->p->file, err->line, err->byte);
    return rc;
}

static lc_json *report(const answers *x)
{
    lc_arena *a = x->r.arena;
    lc_json *o = lc_json_object(a);
    bool whole = !lc_json_len(x->bad);
    lc_json_set_z(a, o, "file", x->p->file);
    lc_json_set_int(a, o, "rows", x->rows);
    lc_json_set_int(a, o, "resolved", whole ? x->resolved : 0);
    lc_json_set_int(a, o, "unanswered", x->unanswered);
    lc_json_set_int(a, o, "unchanged", x->unchanged);
    if (x->table.workbook) lc_json_set(a, o, "workbook", x->table.workbook);
    lc_json_set(a, o, "resolutions", whole ? x->r.report : lc_json_array(a));
    return lc_json_set(a, o, "bad", x->bad);
}

int licet_resolve_file(licet *l, const licet_resolve_file_params *p, licet_text *out_json,
                       int *out_ok, licet_error *err)
{
    if (!p || !p->file) return lc_fail(err, LICET_E_ARGUMENT, "name a file of answers");
    answers x = {.p = p, .r = {.l = l, .arena = lc_arena_new()}};
    x.r.report = lc_json_array(x.r.arena);
    x.bad = lc_json_array(x.r.arena);
    int rc = read_table(&x, err);
    if (!rc) rc = take_rows(&x, err);
    if (!rc) {
        *out_ok = !lc_json_len(x.bad);
        lc_text_take(lc_json_text(x.r.arena, report(&x), LC_JSON_PRETTY), out_json);
    }
    lc_arena_free(x.r.arena);
    return rc;
}
