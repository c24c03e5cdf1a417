/* source/ident.h: identifications as OFAC words them ("Passport", "Vessel Registration
 * Identification"), told apart from remarks. Private to source. */
#ifndef SOURCE_IDENT_H
#define SOURCE_IDENT_H

#include "source/build.h"

/* An identification that agrees makes a match on its own, so one that describes (gender, website,
 * sanctions risk) or whose number is too short becomes an attribute "ids.<type>". "IMO 7406784" is
 * read as type IMO. */
void lc_ident_add(lc_build *b, lc_ident id);
/* A vessel's call sign is one of its identifications (Radio Regulations, article 19). */
void lc_ident_add_call_sign(lc_build *b, lc_sv sign);
/* Has this kind numbers without a digit: a bank's code, an aircraft's registration? */
bool lc_ident_may_be_letters(lc_sv type);
/* How many digits a text has. */
size_t lc_ident_digits(lc_sv t);

#endif
