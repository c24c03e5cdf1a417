/* For unit tests: a rule file written out fact by fact. */
#ifndef TESTS_RULES_PRINT_H
#define TESTS_RULES_PRINT_H

#include "base/buf.h"
#include "rule/parts.h"

/* Which facts are kept; NULL: all. */
typedef bool (*test_keeps)(const lc_rule_table *t, const lc_rule_fact *f, lc_date day);

static void test_put_day(lc_buf *b, const char *what, lc_date d)
{
    char text[LC_DATE_TEXT];
    lc_buf_printf(b, "!%s %s\n", what, d == LC_DATE_NONE ? "-" : lc_date_text(d, text));
}

static void test_put_table(lc_buf *b, const lc_rule_table *t, test_keeps keeps, lc_date day)
{
    lc_buf_printf(b, "!table %.*s: ", LC_SV_ARG(t->name));
    for (size_t k = 0; k < t->n_columns; k++)
        lc_buf_printf(b, "%s%.*s", k ? " | " : "", LC_SV_ARG(t->columns[k]));
    lc_buf_c(b, '\n');
    for (size_t i = 0; i < t->n_facts; i++) {
        const lc_rule_fact *f = &t->facts[i];
        if (keeps && !keeps(t, f, day)) continue;
        test_put_day(b, "from", f->from);
        test_put_day(b, "to", f->to);
        lc_buf_printf(b, "!cite %.*s\n!confidence %.*s\n", LC_SV_ARG(f->cite),
                      LC_SV_ARG(f->confidence));
        for (size_t k = 0; k < t->n_columns; k++)
            lc_buf_printf(b, "%s%.*s", k ? " | " : "",
                          LC_SV_ARG(f->field[k].len ? f->field[k] : LC_SV("-")));
        lc_buf_c(b, '\n');
    }
}

static lc_rule_file test_printed_file(lc_arena *a, const lc_rulefile *f, test_keeps keeps,
                                      lc_date day)
{
    lc_buf b = {0};
    test_put_day(&b, "as_of", f->as_of);
    lc_buf_printf(&b, "!source %.*s\n", LC_SV_ARG(f->source));
    for (size_t k = 0; k < f->n_tables; k++) test_put_table(&b, &f->tables[k], keeps, day);
    lc_rule_file out = {f->name, lc_arena_sv(a, lc_buf_view(&b))};
    lc_buf_done(&b);
    return out;
}

/* The whole pack again, without the facts that are not kept; NULL after saying why. */
__attribute__((unused)) static lc_rules *test_printed_rules(lc_arena *a, const lc_rules *r,
                                                            test_keeps keeps, lc_date day)
{
    lc_rule_file *files = LC_NEW_N(a, lc_rule_file, r->book.n_files + 1);
    lc_rules *out = NULL;
    licet_error e = {0};
    for (size_t i = 0; i < r->book.n_files; i++)
        files[i] = test_printed_file(a, &r->book.files[i], keeps, day);
    if (lc_rules_new(files, r->book.n_files, &out, &e))
        printf("%s:%lu: %s\n", e.file, (unsigned long)e.line, e.message);
    return out;
}

#endif
