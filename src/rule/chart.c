#include "rule/chart.h"

#include "rule/parts.h"

static const char *const COLUMNS[LC_CHART_COLUMNS] = {"CB1", "CB2", "CB3", "NP1", "NP2", "NS1",
                                                      "NS2", "MT1", "RS1", "RS2", "FC1", "CC1",
                                                      "CC2", "CC3", "AT1", "AT2"};

typedef struct row {
    lc_sv country, pointer;
    uint32_t columns;
    lc_date from, to;
} row;

struct lc_chart {
    row *rows;
    size_t n_rows;
    lc_chart_footnote *footnotes;
    size_t n_footnotes;
    int16_t first[26 * 26]; /* index + 1 of a country's first row; its further rows follow */
};

uint32_t lc_chart_column(lc_sv column)
{
    for (int i = 0; i < LC_CHART_COLUMNS; i++)
        if (lc_sv_is(column, COLUMNS[i])) return 1u << i;
    return 0;
}

const char *lc_chart_column_name(uint32_t bit)
{
    for (int i = 0; i < LC_CHART_COLUMNS; i++)
        if (bit == 1u << i) return COLUMNS[i];
    return "";
}

static int letters_of(lc_sv code)
{
    bool ok = code.len == 2 && code.data[0] >= 'A' && code.data[0] <= 'Z' && code.data[1] >= 'A' &&
              code.data[1] <= 'Z';
    return ok ? (code.data[0] - 'A') * 26 + code.data[1] - 'A' : -1;
}

static int compile_rows(struct lc_rules *r, struct lc_chart *c, licet_error *err)
{
    static const char *const names[] = {"country", "columns", "pointer"};
    const lc_rule_table *t;
    int col[3];
    int rc = lc_rule_need(&r->book, "chart", &t, err);
    for (int i = 0; i < 3 && !rc; i++) rc = lc_rule_need_column(t, names[i], &col[i], err);
    if (rc) return rc;
    c->rows = LC_NEW_N(r->arena, row, t->n_facts + 1);
    for (size_t i = 0; i < t->n_facts; i++) {
        const lc_rule_fact *f = &t->facts[i];
        row *w = &c->rows[c->n_rows++];
        *w = (row){f->field[col[0]], f->field[col[2]], 0, f->from, f->to};
        int at = letters_of(w->country);
        if (at < 0) return lc_rule_refuse(err, t, f, "a country is two capital letters");
        if (!c->first[at]) c->first[at] = (int16_t)c->n_rows;
        lc_sv rest = f->field[col[1]];
        while (rest.len) {
            uint32_t bit = lc_chart_column(lc_sv_cut(&rest, LC_SV(" ")));
            if (!bit) return lc_rule_refuse(err, t, f, "no such column of the chart");
            w->columns |= bit;
        }
    }
    return 0;
}

static int compile_footnote(struct lc_rules *r, const lc_rule_table *t, const lc_rule_fact *f,
                            lc_chart_footnote *out, licet_error *err)
{
    const int places[4] = {lc_rule_column(t, "places"), -1, -1, -1};
    const int scope[4] = {lc_rule_column(t, "paragraphs"), lc_rule_column(t, "except"),
                          lc_rule_column(t, "test"), lc_rule_column(t, "question")};
    lc_sv column = f->field[lc_rule_column(t, "column")];
    *out = (lc_chart_footnote){.number = f->field[lc_rule_column(t, "footnote")],
                               .basis = f->field[lc_rule_column(t, "basis")],
                               .eccn = f->field[lc_rule_column(t, "eccn")],
                               .cite = f->cite,
                               .column_bit = lc_chart_column(column),
                               .from = f->from,
                               .to = f->to};
    if (column.len && !out->column_bit) return lc_rule_refuse(err, t, f, "no such column");
    int rc = lc_place_set_compile(t, f, places, &out->places, err);
    return rc ? rc : lc_scope_compile(r->arena, t, f, scope, &out->scope, err);
}

static int compile_footnotes(struct lc_rules *r, struct lc_chart *c, licet_error *err)
{
    static const char *const names[] = {"footnote", "places", "column",   "eccn", "paragraphs",
                                        "except",   "test",   "question", "basis"};
    const lc_rule_table *t;
    int unused, rc = lc_rule_need(&r->book, "chart_footnotes", &t, err);
    for (size_t i = 0; i < sizeof names / sizeof names[0] && !rc; i++)
        rc = lc_rule_need_column(t, names[i], &unused, err);
    if (rc) return rc;
    c->footnotes = LC_NEW_N(r->arena, lc_chart_footnote, t->n_facts + 1);
    for (; c->n_footnotes < t->n_facts && !rc; c->n_footnotes++)
        rc = compile_footnote(r, t, &t->facts[c->n_footnotes], &c->footnotes[c->n_footnotes], err);
    return rc;
}

int lc_chart_compile(struct lc_rules *r, licet_error *err)
{
    struct lc_chart *c = LC_NEW(r->arena, struct lc_chart);
    int rc = compile_rows(r, c, err);
    if (!rc) rc = compile_footnotes(r, c, err);
    if (!rc) r->chart = c;
    return rc;
}

bool lc_chart_row(const lc_rules *r, lc_sv country, lc_date day, uint32_t *columns, lc_sv *pointer)
{
    int at = letters_of(country);
    if (at < 0 || !r->chart->first[at]) return false;
    for (size_t i = (size_t)r->chart->first[at] - 1; i < r->chart->n_rows; i++) {
        const row *w = &r->chart->rows[i];
        if (!lc_sv_eq(w->country, country)) break;
        if (!lc_rule_holds(w->from, w->to, day)) continue;
        *columns = w->columns;
        *pointer = w->pointer;
        return true;
    }
    return false;
}

const lc_chart_footnote *lc_chart_footnotes(const lc_rules *r, size_t *n)
{
    *n = r->chart->n_footnotes;
    return r->chart->footnotes;
}
