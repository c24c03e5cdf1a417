/* Where is the header? Of the first rows that hold anything, the one (or two or three together)
 * that reads most like names of columns: words known to the caller count most, then distinct texts;
 * numbers, dates and repeated words count against it; of equals the first wins. */
#include <stdlib.h>

#include "codec/xlsx_header.h"

enum {
    KNOWN_POINTS = 10,
    TEXT_POINTS = 2,
    DATUM_POINTS = -6,
    REPEATED_POINTS = -3,
    GROUP_POINTS = 3,     /* a line of group names above the header */
    LONG_NAME_BYTES = 80, /* longer texts are sentences */
    GROUP_NAME_BYTES = 40,
    COMPARED_ROWS = 8
};

typedef struct candidate {
    size_t at; /* in the peeked rows */
    uint32_t lines;
    long score;
} candidate;

void lc_header_merge(lc_header_peek *p, const lc_xlsx_range *m)
{
    for (size_t i = 0; i < p->n; i++) {
        lc_header_row *r = &p->rows[i];
        if (r->number - 1 < m->first_row || r->number - 1 > m->last_row) continue;
        for (uint32_t c = m->first_column; c <= m->last_column && c < p->n_columns; c++) {
            if (r->cells[c].merge) break;
            r->cells[c].merge = m;
        }
    }
}

/* A text such as names of groups are: short, no figures, no "Date: ". */
static bool is_group_name(lc_sv v)
{
    if (!v.len || v.len > GROUP_NAME_BYTES) return false;
    for (size_t i = 0; i < v.len; i++)
        if ((v.data[i] >= '0' && v.data[i] <= '9') || v.data[i] == ':') return false;
    return true;
}

static bool stands_before(const lc_sv *names, size_t n, lc_sv name)
{
    for (size_t i = 0; i < n; i++)
        if (lc_sv_ieq(names[i], name)) return true;
    return false;
}

static bool repeats(const lc_header_peek *p, const lc_header_row *r)
{
    for (uint32_t c = 0; c < p->n_columns; c++)
        for (uint32_t d = 0; d < c && r->cells[c].text.len; d++)
            if (lc_sv_ieq(r->cells[c].text, r->cells[d].text)) return true;
    return false;
}

static bool all_text(const lc_header_peek *p, const lc_header_row *r)
{
    for (uint32_t c = 0; c < p->n_columns; c++)
        if (r->cells[c].text.len && !r->cells[c].is_text) return false;
    return true;
}

static bool all_group_names(const lc_header_peek *p, const lc_header_row *r)
{
    for (uint32_t c = 0; c < p->n_columns; c++)
        if (r->cells[c].text.len && !is_group_name(r->cells[c].text)) return false;
    return r->filled >= 2 && all_text(p, r);
}

/* Does a merged cell of this line reach down into the next? */
static bool reaches_down(const lc_header_peek *p, const lc_header_row *r)
{
    uint32_t row = r->number - 1;
    for (uint32_t c = 0; c < p->n_columns; c++) {
        const lc_xlsx_range *m = r->cells[c].merge;
        if (m && r->cells[c].text.len && m->last_row > row &&
            m->last_row < row + LC_XLSX_TABLE_MAX_HEADER_LINES)
            return true;
    }
    return false;
}

static bool spans_columns(const lc_header_peek *p, const lc_header_row *r)
{
    for (uint32_t c = 0; c < p->n_columns; c++) {
        const lc_xlsx_range *m = r->cells[c].merge;
        if (m && r->cells[c].text.len && m->last_column > m->first_column) return true;
    }
    return false;
}

/* May the line at be followed by one more line of the same header? */
static bool goes_on(const lc_header_peek *p, size_t at)
{
    if (at + 1 >= p->n) return false;
    const lc_header_row *top = &p->rows[at], *below = &p->rows[at + 1];
    if (below->number != top->number + 1 || !all_text(p, below)) return false;
    if (reaches_down(p, top)) return true;
    if (!all_group_names(p, top) || top->filled > below->filled) return false;
    return spans_columns(p, top) || (top->filled < below->filled && repeats(p, below));
}

/* The name of the group a column stands in: its own cell of the line, that of the merged cell it is
 * part of, or, where nothing is merged, the nearest to the left. */
static lc_sv line_text(const lc_header_peek *p, size_t at, uint32_t column, bool is_last)
{
    const lc_header_row *r = &p->rows[at];
    const lc_xlsx_range *m = r->cells[column].merge;
    if (m) return m->first_row == r->number - 1 ? r->cells[m->first_column].text : LC_SV_NONE;
    lc_sv own = r->cells[column].text;
    if (own.len || is_last || spans_columns(p, r) || reaches_down(p, r)) return own;
    for (uint32_t c = column; c-- > 0;)
        if (r->cells[c].text.len) return r->cells[c].text;
    return LC_SV_NONE;
}

lc_sv lc_header_name(const lc_header_peek *p, const lc_header_place *h, uint32_t column,
                     lc_arena *a)
{
    lc_buf b = {0};
    lc_sv before = LC_SV_NONE;
    for (uint32_t i = 0; i < h->lines && h->at + i < p->n; i++) {
        lc_sv v = lc_sv_trim(line_text(p, h->at + i, column, i + 1 == h->lines));
        if (!v.len || lc_sv_eq(v, before)) continue;
        if (b.len) lc_buf_z(&b, " / ");
        lc_buf_sv(&b, v);
        before = v;
    }
    for (size_t i = 0; i < b.len; i++) /* names of columns are one line */
        if (b.data[i] == '\n' || b.data[i] == '\r' || b.data[i] == '\t') b.data[i] = ' ';
    lc_sv out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

static bool is_known(const lc_xlsx_table_params *q, lc_sv whole, lc_sv last)
{
    if (!q->known) return false;
    return q->known(q->known_ctx, whole) || (last.len && q->known(q->known_ctx, last));
}

/* Rows below that have values in at least half as many columns. */
static bool has_rows_below(const lc_header_peek *p, size_t at, size_t filled)
{
    for (size_t i = at; i < p->n && i < at + COMPARED_ROWS; i++)
        if (2 * p->rows[i].filled >= filled) return true;
    return false;
}

static long score(const lc_header_peek *p, const lc_header_place *h, const lc_xlsx_table_params *q,
                  lc_arena *a)
{
    const lc_header_row *last = &p->rows[h->at + h->lines - 1];
    lc_sv *names = LC_NEW_N(a, lc_sv, p->n_columns + 1);
    size_t n = 0;
    long points = h->lines > 1 ? GROUP_POINTS : 0;
    for (uint32_t c = 0; c < p->n_columns; c++) {
        lc_sv name = lc_header_name(p, h, c, a);
        if (!name.len) continue;
        const lc_header_cell *own = &last->cells[c];
        bool datum = (own->text.len && !own->is_text) || name.len > LONG_NAME_BYTES;
        points += datum ? DATUM_POINTS : TEXT_POINTS;
        if (stands_before(names, n, name))
            points += REPEATED_POINTS;
        else if (!datum && is_known(q, name, lc_sv_trim(own->text)))
            points += KNOWN_POINTS;
        names[n++] = name;
    }
    return has_rows_below(p, h->at + h->lines, n) ? points : points / 2;
}

static bool fits(const lc_header_peek *p, size_t at, uint32_t lines)
{
    for (uint32_t i = 0; i + 1 < lines; i++)
        if (!goes_on(p, at + i)) return false;
    return true;
}

bool lc_header_guess(const lc_header_peek *p, const lc_xlsx_table_params *q, lc_header_place *out)
{
    lc_arena *a = lc_arena_new();
    candidate best = {0, 0, 0};
    for (size_t at = 0; at < p->n; at++) {
        for (uint32_t lines = 1; lines <= LC_XLSX_TABLE_MAX_HEADER_LINES; lines++) {
            if (!fits(p, at, lines)) break;
            lc_header_place h = {.at = at, .lines = lines};
            long points = score(p, &h, q, a);
            if (!best.lines || points > best.score) best = (candidate){at, lines, points};
            lc_arena_reset(a);
        }
    }
    lc_arena_free(a);
    if (!best.lines) return false;
    *out = (lc_header_place){best.at, best.lines, best.score};
    return true;
}
