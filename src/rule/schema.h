/* rule/schema.h: what the cells of each table may hold. A word that is misspelt in a rule would not
 * be refused by what reads it, it would match nothing, and a requirement would be lost. So every
 * place, item, reason, review and exception is looked up when the rules are read. */
#ifndef RULE_SCHEMA_H
#define RULE_SCHEMA_H

#include "rule/rules.h"

/* After all parts are compiled. LICET_E_RULE with file, line and the word. */
int lc_schema_check(struct lc_rules *r, licet_error *err);

#endif
