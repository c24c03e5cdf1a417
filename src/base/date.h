/* base/date.h: civil dates as days since 1970-01-01, and UTC instants as seconds since 1970.
 * Proleptic Gregorian calendar. Nothing here asks for the time. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/sv.h"

typedef int32_t lc_date;
#define LC_DATE_NONE INT32_MIN
enum { LC_DATE_TEXT = 11, LC_TIME_TEXT = 21 };

/* From year, month 1-12, day 1-31; LC_DATE_NONE if there is no such day or year is not 1..9999. */
lc_date lc_date_ymd(int year, int month, int day);
void lc_date_split(lc_date d, int *year, int *month, int *day);
/* Reads exactly YYYY-MM-DD. */
bool lc_date_iso(lc_sv text, lc_date *out);
/* Reads YYYY-MM-DD, M/D/YYYY, MM/DD/YYYY (US order), D.M.YYYY, D-Mon-YYYY, YYYYMMDD and
 * YYYY-MM-DDT... (the date part). Refuses two-digit years. */
bool lc_date_any(lc_sv text, lc_date *out);
/* Writes YYYY-MM-DD and a NUL; "" for LC_DATE_NONE. Returns out. */
char *lc_date_text(lc_date d, char out[LC_DATE_TEXT]);
/* Seconds since 1970 -> YYYY-MM-DDTHH:MM:SSZ and a NUL. Returns out. */
char *lc_time_text(int64_t seconds, char out[LC_TIME_TEXT]);
/* Reads YYYY-MM-DD[THH:MM:SS[.fraction][Z|+00:00]] as UTC. */
bool lc_time_iso(lc_sv text, int64_t *out_seconds);
/* The civil date (UTC) of an instant. */
lc_date lc_date_of_time(int64_t seconds);

#endif
