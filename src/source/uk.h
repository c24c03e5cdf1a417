/* source/uk.h: how the United Kingdom's two lists write a party. Private to source. */
#ifndef SOURCE_UK_H
#define SOURCE_UK_H

#include "source/groups.h"
#include "source/party.h"

/* Where the tables of both lists have the same things: columns of the format. */
typedef struct lc_uk_columns {
    size_t names[6]; /* Name 1 to Name 6 */
    size_t name_type, strength;
    size_t non_latin, non_latin_language, non_latin_script;
    size_t address[6], postal, country;
    size_t birth, birth_town, birth_country, nationality;
    size_t passport, passport_details, national_id, national_id_details;
} lc_uk_columns;

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

/* ---- of the tables ---- */

/* The names on the rows of one party: the primary name first, wherever its row stands; names in
 * other scripts last. */
void lc_uk_names(lc_party *p, const lc_group_row *rows, const lc_uk_columns *at);
/* Of one row: dates and places of birth and nationalities; passports and national numbers; the
 * address. */
void lc_uk_birth(lc_party *p, const lc_sv *values, const lc_uk_columns *at);
void lc_uk_papers(lc_party *p, const lc_sv *values, const lc_uk_columns *at);
void lc_uk_address(lc_party *p, const lc_sv *values, const lc_uk_columns *at);
/* Does this head begin with the format's header, or with a line that has the mark above it? */
bool lc_uk_table_fits(lc_sv head, const lc_rows *format, const char *mark);

#endif
