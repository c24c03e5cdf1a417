/* rule/scope.h: which part of a control-list entry a row reaches: paragraphs, exclusions, a test of
 * stated facts and a question. Three answers: yes, no, and what must be known to say. */
#ifndef RULE_SCOPE_H
#define RULE_SCOPE_H

#include "record/facts_shape.h"
#include "rule/rulefile.h"

enum { LC_PARA_MAX_PARTS = 8, LC_TEST_MAX_TERMS = 3 };

/* A paragraph of an entry: "a.2.b" is three parts. A letter counts 1001 (a) to 1026 (z). */
typedef struct lc_para {
    uint16_t part[LC_PARA_MAX_PARTS];
    uint8_t n; /* 0: the paragraph is not stated */
} lc_para;

/* A pattern over paragraphs: "a.2-14", "k-n". Its last part may be a range. */
typedef struct lc_pattern {
    uint16_t lo[LC_PARA_MAX_PARTS], hi[LC_PARA_MAX_PARTS];
    uint8_t n;
    bool conditional; /* "?": the paragraph alone does not decide */
} lc_pattern;

typedef struct lc_patterns {
    lc_pattern *at;
    size_t len;
} lc_patterns;

typedef enum lc_test_op {
    LC_TEST_LT,
    LC_TEST_LE,
    LC_TEST_GT,
    LC_TEST_GE,
    LC_TEST_YES,
    LC_TEST_NO
} lc_test_op;

typedef struct lc_term {
    lc_sv fact; /* "item.barrel_length_in" */
    lc_test_op op;
    double number;
} lc_term;

typedef struct lc_scope {
    lc_patterns only, except; /* only empty: the whole entry */
    lc_term term[LC_TEST_MAX_TERMS];
    uint8_t n_terms;
    bool any_term;  /* terms are joined by "/" (one suffices), else by "&" */
    lc_sv question; /* empty: paragraph and test decide */
} lc_scope;

/* What an unknown answer waits for. */
typedef struct lc_scope_need {
    bool paragraph, answer;
    lc_sv fact[LC_TEST_MAX_TERMS]; /* paths of facts, empty where there is none */
} lc_scope_need;

/* Reads "3A001.a.2": base is the entry ("3A001"), para what follows. False if it is no number of
 * the form \d[A-E]\d{3}(.part)*; letters may have either case. */
bool lc_eccn_split(lc_sv eccn, char out_base[6], lc_para *out_para);
/* Reads patterns separated by blanks into a. False if one cannot be read. */
bool lc_patterns_parse(lc_arena *a, lc_sv text, lc_patterns *out);
/* Writes them back; parse and print are inverse. */
lc_sv lc_patterns_text(lc_arena *a, const lc_patterns *p);
/* Does the paragraph fall under the pattern? UNKNOWN: it is stated less deep than the pattern. */
lc_tri lc_pattern_match(const lc_pattern *pattern, const lc_para *para);
/* The same for a list, conditional patterns counting as unknown. An empty list is NO. */
lc_tri lc_patterns_match(const lc_patterns *p, const lc_para *para);
/* Compiles the four cells of a row; refuses through t and f. */
int lc_scope_compile(lc_arena *a, const lc_rule_table *t, const lc_rule_fact *f,
                     const int column[4], lc_scope *out, licet_error *err);
/* Does the row reach the item? key is the row's name in item.row_answers. *need is set on UNKNOWN.
 */
lc_tri lc_scope_applies(const lc_scope *s, const lc_para *para, const lc_item *item, lc_sv key,
                        lc_scope_need *need);

/* Three-valued logic. */
lc_tri lc_tri_and(lc_tri a, lc_tri b);
lc_tri lc_tri_or(lc_tri a, lc_tri b);
lc_tri lc_tri_not(lc_tri a);

#endif
