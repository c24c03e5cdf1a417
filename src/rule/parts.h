/* rule/parts.h: the compiled parts of the rules, and the table that compiles them. Each part has
 * its own header (rule/chart.h, rule/groups.h ...) with its type, its compiler and its questions; a
 * new part is one member here and one line in parts.c. */
#ifndef RULE_PARTS_H
#define RULE_PARTS_H

#include "rule/rulefile.h"

struct lc_ccl;
struct lc_chart;
struct lc_deminimis;
struct lc_effects;
struct lc_el_words;
struct lc_lists;
struct lc_meu;
struct lc_notices;
struct lc_obligations;
struct lc_part740;
struct lc_part744;
struct lc_part746;
struct lc_places;
struct lc_reviews;
struct lc_programs;
struct lc_switches;

struct lc_rules {
    lc_arena *arena; /* owns everything below */
    lc_rulebook book;
    lc_json *versions;                        /* of its files, as every answer names them */
    const struct lc_lists *lists;             /* rule/lists.h */
    const struct lc_effects *effects;         /* rule/effects.h */
    const struct lc_meu *meu;                 /* rule/meu.h */
    const struct lc_notices *notices;         /* rule/notices.h */
    const struct lc_switches *switches;       /* rule/switches.h */
    const struct lc_programs *programs;       /* rule/programs.h */
    const struct lc_el_words *el_words;       /* rule/el_wording.h */
    const struct lc_obligations *obligations; /* rule/obligations.h */
    const struct lc_places *places;           /* rule/places.h */
    const struct lc_chart *chart;             /* rule/chart.h */
    const struct lc_ccl *ccl;                 /* rule/ccl.h */
    const struct lc_part740 *part740;         /* rule/part740.h */
    const struct lc_part744 *part744;         /* rule/part744.h */
    const struct lc_part746 *part746;         /* rule/part746.h */
    const struct lc_reviews *reviews;         /* rule/reviews.h */
    const struct lc_deminimis *deminimis;     /* rule/deminimis.h */
};

/* Compiles every part from the book into r. LICET_E_RULE with file and line. */
int lc_parts_compile(struct lc_rules *r, licet_error *err);

#endif
