/* text/country_part.h: the table of country names, shared by country.c and country_address.c.
 * Private to text. */
#ifndef TEXT_COUNTRY_PART_H
#define TEXT_COUNTRY_PART_H

#include "base/sv.h"

enum { LC_COUNTRY_MAX_WORDS = 8 }; /* the longest name has eight words */

typedef struct lc_country_row {
    const char *name; /* folded */
    const char *code;
    bool in_address; /* may be found between other words */
} lc_country_row;

/* All names, sorted. */
const lc_country_row *lc_country_rows(size_t *out_n);
/* NULL if no country bears this (folded) name. */
const lc_country_row *lc_country_find(lc_sv folded);
/* The alpha-2 code in static storage for two or three letters of any case; empty if unknown. */
lc_sv lc_country_of_letters(lc_sv letters);

#endif
