/* rule/letters.h: letters by which the agency has informed one exporter of a licence requirement
 * ("is informed": 15 CFR 744.2(b), 744.3(b), 744.4(b), 744.6(c)(1), 744.9(b), 744.11(c), 744.17(b),
 * 744.21(b), 744.22(b), 744.23(b)). They are the exporter's own papers, in a table of the
 * exporter's; docs/letters.md describes it for whoever fills it in.
 *
 *   reference,dated,section,parties,other_parties,items,to,until,note
 *   BIS-2024-017,2024-05-02,744.21(b),Harrow Works; Harrow Trading,,3A001 3A991,CN,,by e-mail
 *
 * One requirement a row. An empty cell of parties, items or to sets no limit: the letter is then
 * about every party, item or destination. Nothing is skipped: a column or word that cannot be read
 * refuses the whole table. */
#ifndef RULE_LETTERS_H
#define RULE_LETTERS_H

#include "rule/rules.h"

enum { LC_LETTERS_MAX_BYTES = 4 * 1024 * 1024, LC_LETTERS_MAX = 10000 };

typedef struct lc_letter {
    lc_sv reference, section, note;
    lc_sv items; /* words of lc_items_name, "EAR99" or "ccl", one blank between; empty: any item */
    lc_sv to;    /* codes and groups, one blank between; empty: any destination */
    lc_date dated, until; /* first day; last day or LC_DATE_NONE */
    lc_sv *parties, *other_parties;
    size_t n_parties, n_other_parties; /* no parties: any party */
    uint32_t line;
} lc_letter;

typedef struct lc_letters {
    lc_letter *at;
    size_t len;
    char sha256[65]; /* of the file's bytes, hex */
    lc_sv text;      /* the file as read */
} lc_letters;

/* Reads the table into a. Places are those r knows. LICET_E_RULE with file, line and what to do. */
int lc_letters_parse(lc_arena *a, const lc_rules *r, lc_sv text, const char *file, lc_letters **out,
                     licet_error *err);
/* The table again: columns in the order above, what was read and nothing else. Parsing it gives
 * the same letters. */
lc_sv lc_letters_print(lc_arena *a, const lc_letters *l);

#endif
