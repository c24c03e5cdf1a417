#include "rule/rules.h"

#include <stdio.h>
#include <stdlib.h>

#include "rule/parts.h"

/* A table name stands once in the whole folder. */
static int check_names(lc_arena *a, const lc_rulebook *b, licet_error *err)
{
    for (size_t i = 0; i < b->n_files; i++)
        for (size_t k = 0; k < b->files[i].n_tables; k++) {
            const lc_rule_table *t = &b->files[i].tables[k];
            const lc_rule_table *first = lc_rulebook_table(b, lc_arena_z(a, t->name));
            if (first != t)
                return lc_fail(err, LICET_E_RULE, "table %.*s stands in %.*s and in %.*s",
                               LC_SV_ARG(t->name), LC_SV_ARG(first->file), LC_SV_ARG(t->file));
        }
    return 0;
}

static void set_versions(lc_rules *r)
{
    r->versions = lc_json_object(r->arena);
    for (size_t i = 0; i < r->book.n_files; i++) {
        const lc_rulefile *f = &r->book.files[i];
        char text[LC_DATE_TEXT];
        lc_json *o = lc_json_object(r->arena);
        lc_json_set_z(r->arena, o, "as_of", lc_date_text(f->as_of, text));
        lc_json_set_z(r->arena, o, "sha256", f->sha256);
        lc_json_set(r->arena, r->versions, lc_arena_z(r->arena, f->name), o);
    }
    lc_json_freeze(r->arena, r->versions);
}

int lc_rules_new(const lc_rule_file *files, size_t n_files, lc_rules **out, licet_error *err)
{
    lc_arena *a = lc_arena_new();
    lc_rules *r = LC_NEW(a, lc_rules);
    r->arena = a;
    r->book.files = LC_NEW_N(a, lc_rulefile, n_files + 1);
    int rc = 0;
    for (size_t i = 0; i < n_files && !rc; i++) {
        rc = lc_rulefile_parse(a, &files[i], &r->book.files[i], err);
        if (!rc) r->book.n_files++;
    }
    if (!rc) rc = check_names(a, &r->book, err);
    if (!rc) rc = lc_parts_compile(r, err);
    if (rc) {
        lc_arena_free(a);
        return rc;
    }
    set_versions(r);
    *out = r;
    return 0;
}

void lc_rules_free(lc_rules *r)
{
    if (r) lc_arena_free(r->arena);
}

const lc_json *lc_rules_versions(const lc_rules *r)
{
    return r->versions;
}

static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "744.11" stands in "15 CFR 744.11(a)", not in "744.110" or "1744.11". */
static bool cites(lc_sv text, lc_sv paragraph)
{
    size_t at = 0;
    while ((at = lc_sv_find(text, paragraph, at)) != SIZE_MAX) {
        size_t end = at + paragraph.len;
        bool before = at == 0 || (!is_word_byte(text.data[at - 1]) && text.data[at - 1] != '.');
        bool after = end == text.len || !is_word_byte(text.data[end]);
        if (before && after) return true;
        at++;
    }
    return false;
}

static bool fact_cites(const lc_rule_table *t, const lc_rule_fact *f, lc_sv paragraph)
{
    if (cites(f->cite, paragraph)) return true;
    for (size_t i = 0; i < t->n_columns; i++)
        if (cites(f->field[i], paragraph)) return true;
    return false;
}

static void show_dates(lc_buf *out, const lc_rule_fact *f)
{
    char text[LC_DATE_TEXT];
    if (f->from != LC_DATE_NONE) lc_buf_printf(out, ", from %s", lc_date_text(f->from, text));
    if (f->to != LC_DATE_NONE) lc_buf_printf(out, ", to %s", lc_date_text(f->to, text));
}

static bool is_standing(lc_sv column)
{
    return lc_sv_is(column, "from") || lc_sv_is(column, "to") || lc_sv_is(column, "cite") ||
           lc_sv_is(column, "confidence");
}

/* us-ear/lists.txt:9 lists: list = EL; meaning = ... [15 CFR 744.11, from 2008-08-21, high] */
static void show_fact(lc_buf *out, const lc_rule_table *t, const lc_rule_fact *f)
{
    const char *between = "";
    lc_buf_printf(out, "%.*s:%u %.*s:", LC_SV_ARG(t->file), (unsigned)f->line, LC_SV_ARG(t->name));
    for (size_t i = 0; i < t->n_columns; i++) {
        if (!f->field[i].len || is_standing(t->columns[i])) continue;
        lc_buf_printf(out, "%s %.*s = %.*s", between, LC_SV_ARG(t->columns[i]),
                      LC_SV_ARG(f->field[i]));
        between = ";";
    }
    lc_buf_printf(out, " [%.*s", LC_SV_ARG(f->cite));
    show_dates(out, f);
    lc_buf_printf(out, ", confidence %.*s]\n", LC_SV_ARG(f->confidence));
}

static void show_contents(lc_buf *out, const lc_rulefile *f)
{
    char text[LC_DATE_TEXT];
    lc_buf_printf(out, "%.*s, compared with its source on %s: %.*s\n", LC_SV_ARG(f->name),
                  lc_date_text(f->as_of, text), LC_SV_ARG(f->source));
    for (size_t i = 0; i < f->n_tables; i++)
        lc_buf_printf(out, "    %.*s: %zu facts\n", LC_SV_ARG(f->tables[i].name),
                      f->tables[i].n_facts);
}

lc_sv lc_rules_show(lc_arena *a, const lc_rules *r, lc_sv paragraph)
{
    lc_buf b = {0};
    paragraph = lc_sv_trim(paragraph);
    for (size_t i = 0; i < r->book.n_files; i++) {
        const lc_rulefile *f = &r->book.files[i];
        if (!paragraph.len) show_contents(&b, f);
        for (size_t k = 0; paragraph.len && k < f->n_tables; k++)
            for (size_t n = 0; n < f->tables[k].n_facts; n++)
                if (fact_cites(&f->tables[k], &f->tables[k].facts[n], paragraph))
                    show_fact(&b, &f->tables[k], &f->tables[k].facts[n]);
    }
    lc_sv out = lc_arena_sv(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}
