/* match/acronyms.h: which forms of the list can be the acronym of a name asked about, or the full
 * name of an acronym, by first letters alone. Private to match. */
#ifndef MATCH_ACRONYMS_H
#define MATCH_ACRONYMS_H

#include "match/asked.h"

enum { LC_ACRONYM_BYTES = 12 }; /* of the longest, and words of the longest full name */

typedef struct lc_acronym {
    uint32_t form;
    uint8_t bytes;
    char text[LC_ACRONYM_BYTES]; /* the word; or the first letters of the words */
} lc_acronym;

typedef struct lc_acronyms {
    lc_acronym *words, *names; /* forms of one word; of three and more */
    uint32_t word_starts[LC_IX_LETTERS * LC_IX_LETTERS + 1]; /* by their first two letters */
    uint32_t name_starts[LC_IX_LETTERS + 1];                 /* by the first of them */
} lc_acronyms;

void lc_acronyms_init(lc_acronyms *x, const lc_ix_view *v);
void lc_acronyms_done(lc_acronyms *x);
/* Forms that lc_score_acronym may give more than 0, in out (room for all forms); how many. */
size_t lc_acronyms_find(const lc_acronyms *x, const lc_asked *q, uint32_t *out);

#endif
