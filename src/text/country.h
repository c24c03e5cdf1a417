/* text/country.h: country names and codes (ISO 3166-1), as they stand in lists and orders. */
#ifndef TEXT_COUNTRY_H
#define TEXT_COUNTRY_H

#include "base/sv.h"

/* A two-letter code (any case), a three-letter code, or a name or usual variant ("Russian
 * Federation", "South Korea", "UAE", "U.K.") -> upper-case alpha-2 in static storage; empty if it
 * is none. White space around is ignored. */
lc_sv lc_country_code(lc_sv text);
/* The countries named in a free-text address: the last comma-separated part first, then any whole
 * country name inside ("Shenzhen, China, HK" -> HK CN). At most max distinct codes; returns how
 * many. Never takes a US state's or a city's name for a country ("Georgia" only where it is the
 * last part and no US ZIP code stands with it). */
size_t lc_country_in_address(lc_sv address, lc_sv *out_codes, size_t max);
/* English short name of a code; empty if unknown. */
lc_sv lc_country_name(lc_sv code);
/* Do two codes speak of the same place for the purpose of evidence? HK, MO and CN agree. */
bool lc_country_compatible(lc_sv a, lc_sv b);

#endif
