/* source/dpl_name.h: the Denied Persons List's column "Name_and_Address" taken apart. Private to
 * source. */
#ifndef SOURCE_DPL_NAME_H
#define SOURCE_DPL_NAME_H

#include "source/build.h"

typedef struct lc_dpl_party {
    lc_sv name;
    lc_sv also;         /* "SURNAME, GIVEN" where the name may run over the first comma; or empty */
    lc_address address; /* parts without text; only the text where the layout does not hold */
} lc_dpl_party;

/* Is it a part that only ever ends a name: "INC.", "LTD", "JR."? */
bool lc_dpl_name_suffix(lc_sv part);

/* "ELECMAT, INC., 390 UTAH STREET, SAN FRANCISCO, CA, US, 94103": name, street, city, state,
 * country and postal code, joined by commas that also stand inside names and streets. The last four
 * parts are fixed; the name is the first part with those behind it that only end names (INC., JR.)
 * or close its bracket. Views of text or of a. */
lc_dpl_party lc_dpl_party_of(lc_arena *a, lc_sv text);

#endif
