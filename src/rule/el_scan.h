/* rule/el_scan.h: a column of the Entity List as a row of tokens. Private to this room.
 *
 *   "For all items subject to the EAR. (See §§ 734.9(g),3 746.8(a)(3), and 744.21(b) of the EAR)"
 *    PHRASE scope=all                    PHRASE CITE      NOTE CITE              CITE
 *
 * Footnote markers survive in the data only as bare digits behind a citation or "of the EAR". */
#ifndef RULE_EL_SCAN_H
#define RULE_EL_SCAN_H

#include "rule/el_wording.h"

typedef struct lc_el_phrase {
    lc_sv text; /* lower case */
    lc_sv part, value;
    licet_review review;
} lc_el_phrase;

typedef struct lc_el_spelling {
    lc_sv written, read;
} lc_el_spelling;

struct lc_el_words {
    lc_el_spelling *spellings;
    size_t n_spellings;
    lc_el_phrase *requirement, *policy; /* longest first */
    size_t n_requirement, n_policy;
    lc_el_term *terms;
    size_t n_terms;
    lc_el_carve *carves;
    size_t n_carves;
};

typedef enum lc_el_token {
    LC_EL_END = 0,
    LC_EL_PHRASE,
    LC_EL_CITE,
    LC_EL_NOTE, /* a footnote digit */
    LC_EL_OTHER /* a word nothing covers */
} lc_el_token;

typedef struct lc_el_scan {
    const lc_el_phrase *phrases;
    size_t n_phrases;
    lc_sv text; /* normalised */
    size_t at;
    bool note_may_follow;       /* behind a citation or "of the EAR" */
    const lc_el_phrase *phrase; /* of the last PHRASE */
    lc_sv cite;                 /* of the last CITE */
    int note;                   /* of the last NOTE, 1..9 */
} lc_el_scan;

/* Lower case, plain quotes, no section signs, single blanks, spellings put right. */
lc_sv lc_el_normal(const struct lc_el_words *w, lc_arena *a, lc_sv column);
lc_el_token lc_el_next(lc_el_scan *s);

#endif
