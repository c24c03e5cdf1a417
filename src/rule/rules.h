/* rule/rules.h: law as data. A folder of text files, each fact with citation and dates, read once
 * into an immutable object that may be shared between threads. */
#ifndef RULE_RULES_H
#define RULE_RULES_H

#include "base/date.h"
#include "codec/json.h"

typedef struct lc_rules lc_rules;

typedef struct lc_rule_file { /* the caller reads the files; this room sees no disk */
    lc_sv name;               /* "us-ear/lists.txt" */
    lc_sv text;
} lc_rule_file;

/* Compiles the files. A fact that cannot be read is refused with file and line. Copies what it
 * needs. */
int lc_rules_new(const lc_rule_file *files, size_t n_files, lc_rules **out, licet_error *err);
void lc_rules_free(lc_rules *r); /* takes NULL */
/* {"us-ear/lists.txt": {"sha256": ..., "as_of": ...}, ...}: what a decision records. */
const lc_json *lc_rules_versions(const lc_rules *r);
/* For `licet rules show PARAGRAPH`: every fact that cites it, as text lines. */
lc_sv lc_rules_show(lc_arena *a, const lc_rules *r, lc_sv paragraph);

/* One sentence: what a hit on this sub-list (EL, DPL, SDN ...) means. Empty if it is not known. */
lc_sv lc_rules_list_meaning(const lc_rules *r, lc_sv sublist);

/* What being on a list does (data/rules/lists.txt): who keeps it, its effect ("blocking",
 * "licence" ...), whom it binds, under what. */
typedef struct lc_list_effect {
    lc_sv list, name, authority, effect, binds, meaning, cite;
} lc_list_effect;
/* NULL if nothing is known of the list. Lives as long as r. */
const lc_list_effect *lc_rules_list_effect(const lc_rules *r, lc_sv sublist);

#endif
