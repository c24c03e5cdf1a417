/* source/place.h: addresses as the lists write them. Private to source. */
#ifndef SOURCE_PLACE_H
#define SOURCE_PLACE_H

#include "source/build.h"

/* Is it the two-letter code of a US state, the District of Columbia or a territory? */
bool lc_place_us_state(lc_sv code);

/* The country an address ends in: a code or name behind its last comma ("..., Herzliya, IL"), a US
 * state with its ZIP code ("..., EL PASO, TX, 79905"), else what lc_country_in_address finds. */
lc_sv lc_place_country(lc_sv address);

/* Adds one address, whatever stands in it. */
void lc_place_add_one(lc_build *b, lc_sv text);
/* Adds every address of a text that joins them with "; ". */
void lc_place_add_joined(lc_build *b, lc_sv text);

/* Adds an address given in parts; its text is that of lc_place_text. country: a code or a name. */
void lc_place_add_parts(lc_build *b, lc_address parts);

/* Street, city, state, postal code and country, as far as given, joined with ", ": how the layouts
 * without parts write an address. */
lc_sv lc_place_text(lc_arena *a, const lc_address *parts);

/* The parts that are not empty, joined with ", ". */
lc_sv lc_place_join(lc_arena *a, const lc_sv *parts, size_t n);

#endif
