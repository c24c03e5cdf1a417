/* The table of the supplement, in the two markups it is published in: HTML tables (TABLE, TR, TD)
 * of the eCFR, and those of the printed edition (GPOTABLE, ROW, ENT). */
#include <stdlib.h>

#include "base/buf.h"
#include "codec/xml.h"
#include "source/us_entity.h"

enum { MAX_CELLS = 16, NO_CELL = -1, MAX_DATE = 32 };

typedef struct cell {
    size_t from, to; /* in text */
} cell;

typedef struct run {
    lc_input *in;
    lc_buf text; /* of the row's cells */
    lc_buf notes;
    cell cells[MAX_CELLS];
    size_t n_cells;
    size_t n_headings;                   /* cells that are headings */
    unsigned in_row, in_cell, in_raised; /* depths of open elements; 0: outside */
    bool in_date;
    bool found;    /* a table with the columns of the list */
    bool in_table; /* in such a one */
    int column_of[LC_EL_COLUMNS];
    size_t width;
    lc_buf country;
    lc_buf date;
    uint64_t line, byte;
    bool waiting; /* the last row is kept until it is known that it does not go on */
    bool damaged; /* it had another number of cells */
    lc_buf kept[LC_EL_COLUMNS], kept_notes;
    lc_el_row kept_row;
    void *ctx;
    int (*row)(void *ctx, const lc_el_row *row, licet_error *err);
} run;

/* ---- which element is what ---- */

typedef enum kind { OTHER = 0, TABLE, ROW, CELL, HEADING, BREAK, RAISED, DATE } kind;

static const struct {
    const char *name;
    kind kind;
} elements[] = {{"TABLE", TABLE},  {"GPOTABLE", TABLE}, {"TR", ROW},      {"ROW", ROW},
                {"BOXHD", ROW},    {"TD", CELL},        {"ENT", CELL},    {"TH", HEADING},
                {"CHED", HEADING}, {"BR", BREAK},       {"P", BREAK},     {"SUP", RAISED},
                {"SU", RAISED},    {"FR", RAISED},      {"AMDDATE", DATE}};

static kind kind_of(lc_sv name)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (lc_sv_ieq(name, lc_sv_of(elements[i].name))) return elements[i].kind;
    return OTHER;
}

/* The printed edition raises with <E T="51">. */
static bool raises(lc_xml_name name, lc_xml_attrs attrs)
{
    lc_sv type;
    return lc_sv_ieq(name.local, LC_SV("E")) && lc_xml_attr(attrs, "T", &type) &&
           lc_sv_is(type, "51");
}

/* ---- text of cells ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void put_blank(lc_buf *b, size_t from, char blank)
{
    if (b->len == from) return;
    char *last = &b->data[b->len - 1];
    if (*last != ' ' && *last != '\n')
        lc_buf_c(b, blank);
    else if (blank == '\n')
        *last = '\n';
}

/* Line ends of the file are blanks; those of the table are elements. */
static void put_text(lc_buf *b, size_t from, lc_sv text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (is_blank(text.data[i]))
            put_blank(b, from, ' ');
        else
            lc_buf_c(b, text.data[i]);
    }
}

static void note(run *r, lc_sv text)
{
    lc_sv t = lc_sv_trim(text);
    bool digits = t.len > 0 && t.len < 3;
    for (size_t i = 0; i < t.len; i++) digits &= t.data[i] >= '0' && t.data[i] <= '9';
    if (!digits) return;
    if (r->notes.len) lc_buf_c(&r->notes, ' ');
    lc_buf_sv(&r->notes, t);
}

static lc_sv cell_text(const run *r, size_t i)
{
    if (i >= r->n_cells) return LC_SV_NONE;
    cell c = r->cells[i];
    return lc_build_trim((lc_sv){r->text.data + c.from, c.to - c.from});
}

/* ---- the header ---- */

static const struct {
    lc_el_column column;
    const char *word;
} headings[] = {{LC_EL_COUNTRY, "country"},
                {LC_EL_ENTITY, "entity"},
                {LC_EL_POLICY, "policy"},
                {LC_EL_REQUIREMENT, "requirement"},
                {LC_EL_CITATION, "citation"}};
enum { HEADINGS = sizeof headings / sizeof *headings };

static bool read_header(run *r)
{
    int at[LC_EL_COLUMNS];
    size_t found = 0;
    for (size_t h = 0; h < HEADINGS; h++) {
        at[headings[h].column] = NO_CELL;
        for (size_t i = 0; i < r->n_cells && at[headings[h].column] == NO_CELL; i++)
            if (lc_sv_ifind(cell_text(r, i), lc_sv_of(headings[h].word), 0) != SIZE_MAX)
                at[headings[h].column] = (int)i;
        found += at[headings[h].column] != NO_CELL;
    }
    if (found != HEADINGS) return false;
    memcpy(r->column_of, at, sizeof at);
    r->width = r->n_cells;
    return true;
}

/* ---- rows ---- */

static int refuse_row(run *r, licet_error *err)
{
    return lc_input_refuse(r->in, r->line, r->byte, err,
                           "a row with %zu cells instead of %zu: the list is not whole", r->n_cells,
                           r->width);
}

static bool is_reserved(lc_sv entity)
{
    return lc_sv_ieq(entity, LC_SV("[Reserved]")) || lc_sv_ieq(entity, LC_SV("[Reserved]."));
}

static int hand_on(run *r, licet_error *err)
{
    if (!r->waiting) return 0;
    r->waiting = false;
    for (size_t i = 0; i < LC_EL_COLUMNS; i++) r->kept_row.cells[i] = lc_buf_view(&r->kept[i]);
    r->kept_row.footnotes = lc_buf_view(&r->kept_notes);
    lc_input_row(r->in, r->kept_row.line, r->kept_row.byte + r->kept_row.bytes);
    if (r->damaged) {
        lc_input_bad_row(r->in);
        lc_input_tell(r->in, "bad_row", r->kept_row.line, r->kept_row.byte, false,
                      "a row with another number of cells; told apart by what they say");
    }
    return r->row(r->ctx, &r->kept_row, err);
}

static void keep(lc_buf *b, lc_sv text)
{
    lc_buf_clear(b);
    lc_buf_sv(b, text);
}

static int keep_row(run *r, const lc_sv cells[LC_EL_COLUMNS], uint64_t end, licet_error *err)
{
    int rc = hand_on(r, err);
    if (cells[LC_EL_COUNTRY].len) keep(&r->country, cells[LC_EL_COUNTRY]);
    if (rc || is_reserved(cells[LC_EL_ENTITY])) return rc;
    for (size_t i = 0; i < LC_EL_COLUMNS; i++) keep(&r->kept[i], cells[i]);
    keep(&r->kept[LC_EL_COUNTRY], lc_buf_view(&r->country));
    keep(&r->kept_notes, lc_buf_view(&r->notes));
    r->kept_row = (lc_el_row){.line = r->line, .byte = r->byte, .bytes = end - r->byte};
    r->waiting = true;
    r->damaged = r->n_cells != r->width;
    return 0;
}

/* "Subordinate institutions: ..." stands in a row of its own, without the other columns. */
static int go_on(run *r, lc_sv entity, uint64_t end, licet_error *err)
{
    if (!r->waiting)
        return lc_input_refuse(r->in, r->line, r->byte, err,
                               "a row goes on that never began: the list is not whole");
    lc_buf_c(&r->kept[LC_EL_ENTITY], '\n');
    lc_buf_sv(&r->kept[LC_EL_ENTITY], entity);
    r->kept_row.bytes = end - r->kept_row.byte;
    if (r->kept[LC_EL_ENTITY].len <= LC_INPUT_MAX_FIELD_BYTES) return 0;
    return lc_input_refuse(r->in, r->line, r->byte, err, "an entity of more than %d bytes",
                           LC_INPUT_MAX_FIELD_BYTES);
}

/* One cell alone is a heading: a country, or a note below the table. */
static int take_heading(run *r)
{
    lc_sv t = cell_text(r, 0);
    if (t.len)
        lc_input_tell(r->in, "heading", r->line, r->byte, false,
                      "a row of one cell is no entry: \"%.*s\"", (int)(t.len > 80 ? 80 : t.len),
                      t.data);
    return 0;
}

static bool says(lc_sv t, const char *words)
{
    return lc_sv_ifind(t, lc_sv_of(words), 0) != SIZE_MAX;
}

/* "86 FR 60759" */
static bool cites(lc_sv t)
{
    size_t at = lc_sv_find(t, LC_SV(" FR "), 0);
    return at != SIZE_MAX && at && at + 4 < t.len && t.data[at - 1] >= '0' &&
           t.data[at - 1] <= '9' && t.data[at + 4] >= '0' && t.data[at + 4] <= '9';
}

static lc_el_column column_by_words(lc_sv t)
{
    if (cites(t)) return LC_EL_CITATION;
    if (says(t, "denial") || says(t, "case-by-case")) return LC_EL_POLICY;
    bool required = says(t, "subject to the EAR") || says(t, "items on the CCL");
    return required ? LC_EL_REQUIREMENT : LC_EL_ENTITY;
}

/* A row with another number of cells: each goes into the column whose words it has; what has none
 * is the entity, and where two have none, the first is the country. False: one has no place. */
static bool sort_cells(const run *r, lc_sv cells[LC_EL_COLUMNS])
{
    for (size_t i = 0; i < LC_EL_COLUMNS; i++) cells[i] = LC_SV_NONE;
    for (size_t i = 0; i < r->n_cells; i++) {
        lc_sv t = cell_text(r, i);
        lc_el_column c = column_by_words(t);
        if (!t.len) continue;
        if (c == LC_EL_REQUIREMENT && cells[c].len) c = LC_EL_POLICY; /* it stands there, too */
        if (c == LC_EL_ENTITY && cells[c].len && !cells[LC_EL_COUNTRY].len) {
            cells[LC_EL_COUNTRY] = cells[c];
            cells[c] = LC_SV_NONE;
        }
        if (cells[c].len) return false;
        cells[c] = t;
    }
    return cells[LC_EL_ENTITY].len && cells[LC_EL_CITATION].len;
}

static int take_row(run *r, uint64_t end, licet_error *err)
{
    lc_sv cells[LC_EL_COLUMNS];
    if (r->n_cells <= 1) return take_heading(r);
    if (r->n_cells == r->width)
        for (size_t i = 0; i < LC_EL_COLUMNS; i++) cells[i] = cell_text(r, (size_t)r->column_of[i]);
    else if (!sort_cells(r, cells))
        return refuse_row(r, err);
    bool others =
        cells[LC_EL_REQUIREMENT].len || cells[LC_EL_POLICY].len || cells[LC_EL_CITATION].len;
    if (cells[LC_EL_ENTITY].len)
        return others || cells[LC_EL_COUNTRY].len ? keep_row(r, cells, end, err)
                                                  : go_on(r, cells[LC_EL_ENTITY], end, err);
    if (others)
        return lc_input_refuse(r->in, r->line, r->byte, err,
                               "a row without an entity: the list is not whole");
    if (cells[LC_EL_COUNTRY].len) keep(&r->country, cells[LC_EL_COUNTRY]);
    return 0;
}

static int end_row(run *r, lc_xml *x, licet_error *err)
{
    uint64_t line, byte, bytes;
    lc_xml_place(x, &line, &byte, &bytes);
    if (r->in_table && (r->n_cells == 0 || r->n_headings < r->n_cells))
        return take_row(r, byte + bytes, err);
    bool header = read_header(r);
    r->in_table |= header;
    r->found |= header;
    return 0;
}

/* ---- events ---- */

static void begin_row(run *r, lc_xml *x)
{
    uint64_t bytes;
    lc_xml_place(x, &r->line, &r->byte, &bytes);
    r->in_row = lc_xml_depth(x);
    r->n_cells = r->n_headings = 0;
    lc_buf_clear(&r->text);
    lc_buf_clear(&r->notes);
}

static int begin_cell(run *r, lc_xml *x, kind k, licet_error *err)
{
    if (r->n_cells == MAX_CELLS) return refuse_row(r, err);
    r->in_cell = lc_xml_depth(x);
    r->n_headings += k == HEADING;
    r->cells[r->n_cells++] = (cell){r->text.len, r->text.len};
    return 0;
}

static int on_start(void *ctx, lc_xml *x, lc_xml_name name, lc_xml_attrs attrs, licet_error *err)
{
    run *r = ctx;
    kind k = kind_of(name.local);
    if (k == DATE) r->in_date = true;
    if (k == TABLE) {
        if (r->in_row)
            return lc_input_refuse(r->in, r->line, r->byte, err, "a table inside a row of a table");
        r->in_table = false;
    }
    if (k == ROW && !r->in_row) begin_row(r, x);
    if ((k == CELL || k == HEADING) && r->in_row && !r->in_cell) return begin_cell(r, x, k, err);
    if (!r->in_cell) return 0;
    if (k == BREAK) put_blank(&r->text, r->cells[r->n_cells - 1].from, '\n');
    if ((k == RAISED || raises(name, attrs)) && !r->in_raised) r->in_raised = lc_xml_depth(x);
    return 0;
}

/* A footnote's number behind a name is no part of it. */
static bool marks_a_name(run *r, lc_sv text)
{
    size_t had = r->notes.len;
    if (!r->in_raised) return false;
    note(r, text);
    return r->notes.len > had && r->in_table && (int)r->n_cells - 1 == r->column_of[LC_EL_ENTITY];
}

static int on_text(void *ctx, lc_xml *x, lc_sv text, licet_error *err)
{
    run *r = ctx;
    (void)x;
    if (r->in_date && r->date.len < MAX_DATE) lc_buf_sv(&r->date, text);
    if (!r->in_cell) return 0;
    if (r->text.len + text.len > LC_INPUT_MAX_FIELD_BYTES)
        return lc_input_refuse(r->in, r->line, r->byte, err, "a row of more than %d bytes",
                               LC_INPUT_MAX_FIELD_BYTES);
    if (marks_a_name(r, text)) return 0;
    put_text(&r->text, r->cells[r->n_cells - 1].from, text);
    return 0;
}

static int on_end(void *ctx, lc_xml *x, lc_xml_name name, licet_error *err)
{
    run *r = ctx;
    unsigned depth = lc_xml_depth(x);
    kind k = kind_of(name.local);
    if (k == DATE) r->in_date = false;
    if (depth == r->in_raised) r->in_raised = 0;
    if (k == BREAK && r->in_cell && depth > r->in_cell)
        put_blank(&r->text, r->cells[r->n_cells - 1].from, '\n');
    if (depth == r->in_cell) {
        r->in_cell = 0;
        r->cells[r->n_cells - 1].to = r->text.len;
    }
    if (k == TABLE) r->in_table = false;
    if (depth != r->in_row) return 0;
    r->in_row = 0;
    return end_row(r, x, err);
}

/* ---- the document ---- */

/* "Jan. 5, 2023" */
static void read_date(const run *r, lc_date *out)
{
    static const char months[] = "jan feb mar apr may jun jul aug sep oct nov dec ";
    lc_sv t = lc_sv_trim(lc_buf_view(&r->date)), rest = t;
    lc_sv month = lc_sv_cut(&rest, LC_SV(" ")), day = lc_sv_trim(lc_sv_cut(&rest, LC_SV(",")));
    uint64_t d, y;
    if (month.len < 3 || !lc_sv_u64(day, &d) || !lc_sv_u64(lc_sv_trim(rest), &y)) return;
    if (d > 31 || y > 9999) return;
    for (int m = 0; m < 12; m++)
        if (lc_sv_ieq((lc_sv){month.data, 3}, (lc_sv){months + 4 * m, 3})) {
            lc_date found = lc_date_ymd((int)y, m + 1, (int)d);
            if (found != LC_DATE_NONE) *out = found;
        }
}

static int read_document(run *r, licet_error *err)
{
    const lc_xml_handler h = {on_start, on_end, on_text, r};
    lc_xml *x = lc_xml_open(lc_input_reader(r->in), &h, NULL);
    licet_error why = {0};
    bool more = true;
    int rc = lc_xml_run(x, &more, &why);
    if (rc == LICET_E_SYNTAX || rc == LICET_E_LIMIT || rc == LICET_E_ENCODING)
        rc = lc_input_refuse(r->in, why.line, why.has_byte ? why.byte : 0, err,
                             "%.200s; the list is not whole", why.message);
    else if (rc && err)
        *err = why;
    lc_xml_close(x);
    return rc;
}

int lc_el_table_run(lc_input *in, void *ctx,
                    int (*row)(void *ctx, const lc_el_row *row, licet_error *err),
                    lc_date *out_date, licet_error *err)
{
    run r = {.in = in, .ctx = ctx, .row = row};
    int rc = read_document(&r, err);
    if (!rc) rc = hand_on(&r, err);
    if (!rc && !r.found)
        rc = lc_input_refuse(in, 0, 0, err,
                             "no table of country, entity, requirement, policy and citation: this "
                             "is not Supplement No. 4 to part 744");
    if (!rc) read_date(&r, out_date);
    lc_buf_done(&r.text);
    lc_buf_done(&r.notes);
    lc_buf_done(&r.country);
    lc_buf_done(&r.date);
    lc_buf_done(&r.kept_notes);
    for (size_t i = 0; i < LC_EL_COLUMNS; i++) lc_buf_done(&r.kept[i]);
    return rc;
}
