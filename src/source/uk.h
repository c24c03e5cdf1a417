/* source/uk.h: how the United Kingdom's two lists write a party. Private to source. */
#ifndef SOURCE_UK_H
#define SOURCE_UK_H

#include "source/party.h"

/* "Individual", "Entity", "Ship" */
lc_party_type lc_uk_type(lc_sv word);
/* "Primary name", "Primary name variation", "AKA", "Alias", "FKA"; "Low quality a.k.a" */
lc_name_kind lc_uk_name_kind(lc_sv type, lc_sv strength);
/* Name 1 to Name 5 and then Name 6, the family name or the whole name of what has only one. */
lc_sv lc_uk_name(lc_arena *a, const lc_sv name1_to_6[6]);
/* Numbers and details, each one value or "(1) ... (2) ..." in step. */
void lc_uk_idents(lc_party *p, const char *type, lc_sv numbers, lc_sv details);
/* Countries, one or "(1) ... (2) ...". */
void lc_uk_countries(lc_party *p, const char *attr, lc_sv text);
/* Registration numbers of a business: "Russian TIN: 7718763393", "(1) BR: 6998 (2) CR: 275". */
void lc_uk_business(lc_party *p, lc_sv text);

#endif
