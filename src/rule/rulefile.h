/* rule/rulefile.h: the text format of data/rules, described for its readers in
 * data/rules/README.md.
 *
 *   # a comment
 *   !as_of 2026-09-24                       the day the text was last compared with its source
 *   !source 15 CFR part 738, Supp. 1        where it was read
 *   !table chart: country | columns         what the fields of the following lines are
 *   !cite 15 CFR 738 Supp. 1                holds until changed, for lines without a cite column
 *   !from 2024-04-19  !to -  !confidence high   likewise
 *   DE | NS1 MT1
 *
 * One fact a line, fields between "|", blanks around them dropped, "-" or nothing for an empty
 * field. The columns from, to, confidence and cite, if a table has them, overrule the standing
 * values for that line (an empty field leaves the standing value). Every fact has a citation and a
 * confidence (high, medium, low, unverified), or the file is refused. */
#ifndef RULE_RULEFILE_H
#define RULE_RULEFILE_H

#include "base/date.h"
#include "base/error.h"
#include "rule/rules.h"

enum {
    LC_RULE_MAX_FILE_BYTES = 8 * 1024 * 1024,
    LC_RULE_MAX_LINE_BYTES = 16 * 1024,
    LC_RULE_MAX_COLUMNS = 32
};

typedef struct lc_rule_fact {
    lc_sv *field;     /* one a column of its table, trimmed; empty where "-" or nothing */
    lc_date from, to; /* LC_DATE_NONE: open */
    lc_sv cite, confidence;
    uint32_t line;
} lc_rule_fact;

typedef struct lc_rule_table {
    lc_sv name; /* "chart" */
    lc_sv file; /* "us-ear/country_chart.txt" */
    lc_sv *columns;
    size_t n_columns;
    lc_rule_fact *facts;
    size_t n_facts;
} lc_rule_table;

typedef struct lc_rulefile {
    lc_sv name;
    char sha256[65];
    lc_date as_of;
    lc_sv source;
    lc_rule_table *tables;
    size_t n_tables;
} lc_rulefile;

/* All files of one rule set. */
typedef struct lc_rulebook {
    lc_rulefile *files;
    size_t n_files;
} lc_rulebook;

/* Reads one file; copies the text into a. LICET_E_RULE with file and line if it breaks the format.
 */
int lc_rulefile_parse(lc_arena *a, const lc_rule_file *in, lc_rulefile *out, licet_error *err);
/* A table by name in any file, or NULL. A table name stands in one file only. */
const lc_rule_table *lc_rulebook_table(const lc_rulebook *b, const char *table);
/* Column number, or -1. Look it up once, when compiling. */
int lc_rule_column(const lc_rule_table *t, const char *column);
/* The same, but a missing table or column is LICET_E_RULE. */
int lc_rule_need(const lc_rulebook *b, const char *table, const lc_rule_table **out,
                 licet_error *err);
int lc_rule_need_column(const lc_rule_table *t, const char *column, int *out, licet_error *err);
/* For compilers: refuses one fact. Returns LICET_E_RULE, places file and line. */
int lc_rule_refuse(licet_error *err, const lc_rule_table *t, const lc_rule_fact *f, const char *fmt,
                   ...) __attribute__((format(printf, 4, 5)));
/* True if day lies in the fact's dates. LC_DATE_NONE is in no dated fact. */
bool lc_rule_holds(lc_date from, lc_date to, lc_date day);

#endif
