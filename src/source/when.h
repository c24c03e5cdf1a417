/* source/when.h: days as the publishers outside the United States write them: the day first, parts
 * missing, ranges. Private to source.
 *
 * What goes into an entry as a date of birth has one form, so that it can be compared:
 *
 *   1961   1961-05   1961-05-03   circa 1961   1955 to 1958   (anything else: as published) */
#ifndef SOURCE_WHEN_H
#define SOURCE_WHEN_H

#include "source/build.h"

/* A whole day: 10/04/2025 and 10.04.2025 (the day first), 12-Mar-2025, 2 Sep. 2014, 25 January
 * 2001, 2025-04-10 with or without a time or zone behind it. */
bool lc_when_day(lc_sv text, lc_date *out);
/* The first such day inside a text ("Listed on 25 Jan. 2001 (amended on ...)"). Months by name or
 * with slashes. */
bool lc_when_day_in(lc_sv text, lc_date *out);

/* A date of birth in the forms above. Reads also 00/00/1961, dd/mm/1961, 00/05/1961, 05/1961, "May
 * 1961", "Approximately 1963", "between 1955 and 1958". Empty for empty text. */
lc_sv lc_when_birth(lc_arena *a, lc_sv text);
/* From parts that may be empty or 0. Empty without a year. */
lc_sv lc_when_parts(lc_arena *a, lc_sv year, lc_sv month, lc_sv day, bool circa);
lc_sv lc_when_range(lc_arena *a, lc_sv from_year, lc_sv to_year);

#endif
