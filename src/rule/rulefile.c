#include "rule/rulefile.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/vec.h"
#include "codec/hash.h"
#include "codec/utf8.h"

typedef struct reading {
    lc_arena *a;
    const lc_rulefile *file;
    LC_VEC(lc_rule_table) tables;
    LC_VEC(lc_rule_fact) facts; /* of the last table */
    lc_date from, to;           /* standing values */
    lc_sv cite, confidence;
    int col_from, col_to, col_cite, col_confidence; /* of the last table, -1 none */
    uint32_t line;
    lc_date as_of;
    lc_sv source;
    licet_error *err;
} reading;

static int refuse(reading *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static int refuse(reading *r, const char *fmt, ...)
{
    char why[300];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(why, sizeof why, fmt, ap);
    va_end(ap);
    lc_fail(r->err, LICET_E_RULE, "%s", why);
    lc_fail_remedy(r->err, "the format is described in data/rules/README.md");
    lc_fail_at(r->err, lc_arena_z(r->a, r->file->name), r->line, 0);
    return LICET_E_RULE;
}

static bool read_date(lc_sv text, lc_date *out)
{
    if (text.len) return lc_date_iso(text, out);
    *out = LC_DATE_NONE;
    return true;
}

static bool is_confidence(lc_sv word)
{
    static const char *const words[] = {"high", "medium", "low", "unverified"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (lc_sv_is(word, words[i])) return true;
    return false;
}

/* A trimmed field; "-" stands for nothing. */
static lc_sv field_text(lc_sv v)
{
    v = lc_sv_trim(v);
    return lc_sv_is(v, "-") ? LC_SV_NONE : v;
}

static int split(reading *r, lc_sv line, lc_sv *out, size_t *n)
{
    *n = 0;
    while (line.data) {
        if (*n == LC_RULE_MAX_COLUMNS) return refuse(r, "more than %d fields", LC_RULE_MAX_COLUMNS);
        out[(*n)++] = field_text(lc_sv_cut(&line, LC_SV("|")));
    }
    return 0;
}

static void end_table(reading *r)
{
    if (!r->tables.len) return;
    lc_rule_table *t = &r->tables.at[r->tables.len - 1];
    t->n_facts = r->facts.len;
    t->facts = LC_NEW_N(r->a, lc_rule_fact, r->facts.len + 1);
    if (r->facts.len) memcpy(t->facts, r->facts.at, r->facts.len * sizeof *t->facts);
    r->facts.len = 0;
}

static int check_columns(reading *r, const lc_rule_table *t)
{
    for (size_t i = 0; i < t->n_columns; i++) {
        if (!t->columns[i].len) return refuse(r, "column %zu has no name", i + 1);
        for (size_t k = 0; k < i; k++)
            if (lc_sv_eq(t->columns[i], t->columns[k]))
                return refuse(r, "column %.*s stands twice", LC_SV_ARG(t->columns[i]));
    }
    return 0;
}

/* "chart: country | columns" */
static int begin_table(reading *r, lc_sv rest)
{
    end_table(r);
    lc_rule_table t = {.name = lc_sv_trim(lc_sv_cut(&rest, LC_SV(":"))), .file = r->file->name};
    lc_sv names[LC_RULE_MAX_COLUMNS];
    if (!t.name.len || !rest.data) return refuse(r, "write \"!table name: column | column\"");
    for (size_t i = 0; i < r->tables.len; i++)
        if (lc_sv_eq(r->tables.at[i].name, t.name))
            return refuse(r, "table %.*s stands twice", LC_SV_ARG(t.name));
    int rc = split(r, rest, names, &t.n_columns);
    if (rc) return rc;
    t.columns = LC_NEW_N(r->a, lc_sv, t.n_columns);
    memcpy(t.columns, names, t.n_columns * sizeof *names);
    rc = check_columns(r, &t);
    if (rc) return rc;
    lc_vec_push(&r->tables, t);
    r->col_from = lc_rule_column(&t, "from");
    r->col_to = lc_rule_column(&t, "to");
    r->col_cite = lc_rule_column(&t, "cite");
    r->col_confidence = lc_rule_column(&t, "confidence");
    return 0;
}

static int set_standing(reading *r, lc_sv key, lc_sv value)
{
    if (lc_sv_is(key, "cite"))
        r->cite = value;
    else if (lc_sv_is(key, "source"))
        r->source = value;
    else if (lc_sv_is(key, "from") || lc_sv_is(key, "to")) {
        if (!read_date(value, lc_sv_is(key, "from") ? &r->from : &r->to))
            return refuse(r, "not a date (YYYY-MM-DD): %.*s", LC_SV_ARG(value));
    } else if (lc_sv_is(key, "as_of")) {
        if (!lc_date_iso(value, &r->as_of)) return refuse(r, "!as_of needs a date, YYYY-MM-DD");
    } else if (lc_sv_is(key, "confidence")) {
        if (!is_confidence(value))
            return refuse(r, "confidence is high, medium, low or unverified");
        r->confidence = value;
    } else
        return refuse(r, "no such setting: !%.*s", LC_SV_ARG(key));
    return 0;
}

static int directive(reading *r, lc_sv line)
{
    size_t end = 0;
    while (end < line.len && line.data[end] != ' ' && line.data[end] != '\t') end++;
    lc_sv key = {line.data, end}, rest = lc_sv_trim(lc_sv_from(line, end));
    return lc_sv_is(key, "table") ? begin_table(r, rest) : set_standing(r, key, field_text(rest));
}

static lc_sv own_or(lc_sv own, lc_sv standing)
{
    return own.len ? own : standing;
}

static int fact(reading *r, lc_sv line)
{
    if (!r->tables.len) return refuse(r, "a fact before any !table");
    const lc_rule_table *t = &r->tables.at[r->tables.len - 1];
    lc_sv fields[LC_RULE_MAX_COLUMNS];
    size_t n;
    int rc = split(r, line, fields, &n);
    if (rc) return rc;
    if (n != t->n_columns)
        return refuse(r, "%zu fields where table %.*s has %zu columns", n, LC_SV_ARG(t->name),
                      t->n_columns);
    lc_rule_fact f = {.from = r->from,
                      .to = r->to,
                      .cite = r->cite,
                      .confidence = r->confidence,
                      .line = r->line};
    if (r->col_from >= 0 && fields[r->col_from].len && !lc_date_iso(fields[r->col_from], &f.from))
        return refuse(r, "from is not a date (columns named from and to hold dates): %.*s",
                      LC_SV_ARG(fields[r->col_from]));
    if (r->col_to >= 0 && fields[r->col_to].len && !lc_date_iso(fields[r->col_to], &f.to))
        return refuse(r, "to is not a date (columns named from and to hold dates): %.*s",
                      LC_SV_ARG(fields[r->col_to]));
    if (r->col_cite >= 0) f.cite = own_or(fields[r->col_cite], r->cite);
    if (r->col_confidence >= 0) f.confidence = own_or(fields[r->col_confidence], r->confidence);
    if (!f.cite.len) return refuse(r, "a fact without a citation");
    if (!is_confidence(f.confidence)) return refuse(r, "a fact without a confidence");
    if (f.from != LC_DATE_NONE && f.to != LC_DATE_NONE && f.to < f.from)
        return refuse(r, "to lies before from");
    f.field = LC_NEW_N(r->a, lc_sv, n);
    memcpy(f.field, fields, n * sizeof *fields);
    lc_vec_push(&r->facts, f);
    return 0;
}

static bool has_control(lc_sv line)
{
    for (size_t i = 0; i < line.len; i++)
        if ((unsigned char)line.data[i] < 0x20 && line.data[i] != '\t') return true;
    return false;
}

static int one_line(reading *r, lc_sv line)
{
    if (line.len > LC_RULE_MAX_LINE_BYTES)
        return refuse(r, "line longer than %d bytes", LC_RULE_MAX_LINE_BYTES);
    if (lc_sv_ends(line, LC_SV("\r"))) line.len--;
    if (has_control(line)) return refuse(r, "a control character");
    line = lc_sv_trim(line);
    if (!line.len || line.data[0] == '#') return 0;
    if (line.data[0] == '!') return directive(r, lc_sv_from(line, 1));
    return fact(r, line);
}

static int all_lines(reading *r, lc_sv text)
{
    if (text.len > LC_RULE_MAX_FILE_BYTES)
        return refuse(r, "file larger than %d bytes", LC_RULE_MAX_FILE_BYTES);
    if (lc_utf8_bad_at(text) != SIZE_MAX) return refuse(r, "not UTF-8 text");
    while (text.data && text.len) {
        r->line++;
        int rc = one_line(r, lc_sv_cut(&text, LC_SV("\n")));
        if (rc) return rc;
    }
    end_table(r);
    if (r->as_of == LC_DATE_NONE) return refuse(r, "no !as_of");
    return r->source.len ? 0 : refuse(r, "no !source");
}

int lc_rulefile_parse(lc_arena *a, const lc_rule_file *in, lc_rulefile *out, licet_error *err)
{
    lc_rulefile f = {.name = lc_arena_sv(a, in->name), .as_of = LC_DATE_NONE};
    reading r = {.a = a,
                 .file = &f,
                 .from = LC_DATE_NONE,
                 .to = LC_DATE_NONE,
                 .as_of = LC_DATE_NONE,
                 .col_from = -1,
                 .col_to = -1,
                 .col_cite = -1,
                 .col_confidence = -1,
                 .err = err};
    uint8_t digest[LC_HASH_BYTES];
    lc_sha256_of(in->text, digest);
    lc_hex(digest, sizeof digest, f.sha256);
    int rc = all_lines(&r, lc_arena_sv(a, in->text));
    if (!rc) {
        f.as_of = r.as_of;
        f.source = r.source;
        f.n_tables = r.tables.len;
        f.tables = LC_NEW_N(a, lc_rule_table, r.tables.len + 1);
        if (r.tables.len) memcpy(f.tables, r.tables.at, r.tables.len * sizeof *f.tables);
        *out = f;
    }
    lc_vec_done(&r.tables);
    lc_vec_done(&r.facts);
    return rc;
}

const lc_rule_table *lc_rulebook_table(const lc_rulebook *b, const char *table)
{
    for (size_t i = 0; i < b->n_files; i++)
        for (size_t k = 0; k < b->files[i].n_tables; k++)
            if (lc_sv_is(b->files[i].tables[k].name, table)) return &b->files[i].tables[k];
    return NULL;
}

int lc_rule_column(const lc_rule_table *t, const char *column)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (lc_sv_is(t->columns[i], column)) return (int)i;
    return -1;
}

int lc_rule_need(const lc_rulebook *b, const char *table, const lc_rule_table **out,
                 licet_error *err)
{
    const lc_rule_table *t = lc_rulebook_table(b, table);
    if (!t) {
        lc_fail(err, LICET_E_RULE, "the rules have no table \"%s\"", table);
        lc_fail_remedy(err, "a file of data/rules/us-ear is missing: install the data again");
        return LICET_E_RULE;
    }
    *out = t;
    return 0;
}

int lc_rule_need_column(const lc_rule_table *t, const char *column, int *out, licet_error *err)
{
    int c = lc_rule_column(t, column);
    if (c < 0)
        return lc_fail(err, LICET_E_RULE, "%.*s: table %.*s has no column \"%s\"",
                       LC_SV_ARG(t->file), LC_SV_ARG(t->name), column);
    *out = c;
    return 0;
}

int lc_rule_refuse(licet_error *err, const lc_rule_table *t, const lc_rule_fact *f, const char *fmt,
                   ...)
{
    char why[300], file[256];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(why, sizeof why, fmt, ap);
    va_end(ap);
    snprintf(file, sizeof file, "%.*s", LC_SV_ARG(t->file));
    lc_fail(err, LICET_E_RULE, "table %.*s: %s", LC_SV_ARG(t->name), why);
    lc_fail_at(err, file, f->line, 0);
    return LICET_E_RULE;
}

bool lc_rule_holds(lc_date from, lc_date to, lc_date day)
{
    if (day == LC_DATE_NONE) return from == LC_DATE_NONE && to == LC_DATE_NONE;
    return (from == LC_DATE_NONE || from <= day) && (to == LC_DATE_NONE || day <= to);
}
