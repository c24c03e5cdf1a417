/* source/build.h: one entry in the making. Private to source.
 *
 * Everything lives in the builder's arena until the next begin. Texts are borrowed: what a caller
 * passes must stay until the entry was handed on. */
#ifndef SOURCE_BUILD_H
#define SOURCE_BUILD_H

#include "record/entry.h"

enum { LC_BUILD_MAX_LIST = 10000 }; /* elements in one list of an entry */

typedef struct lc_build {
    lc_arena *arena;
    bool overflow; /* a list would have grown beyond the limit: the entry must not be used */
    lc_entry entry;
    size_t cap_names, cap_addresses, cap_idents, cap_programs, cap_countries, cap_births, cap_attrs;
} lc_build;

/* Forgets the last entry and starts one with its sub-list. */
void lc_build_begin(lc_build *b, const char *source, const char *sublist);

/* White space off both ends, the no-break space (U+00A0) included. */
lc_sv lc_build_trim(lc_sv text);

/* The same, with line ends, tabs and other control characters inside turned into spaces. */
lc_sv lc_build_line(lc_build *b, lc_sv text);

/* Each takes trimmed or untrimmed text; an empty one adds nothing. Names, programmes, countries and
 * births that are there already (same bytes) are not added twice. */
void lc_build_name(lc_build *b, lc_sv text, lc_name_kind kind);
void lc_build_program(lc_build *b, lc_sv text);
void lc_build_birth(lc_build *b, lc_sv text);
void lc_build_attr(lc_build *b, lc_sv name, lc_sv value);
/* code: ISO 3166-1 alpha-2 as lc_country_code gives it. */
void lc_build_country(lc_build *b, lc_sv code);
void lc_build_ident(lc_build *b, lc_ident ident);
/* Also adds the address's country to those of the entry. */
void lc_build_address(lc_build *b, lc_address address);

/* The parts that are not empty, with a separator between them. */
lc_sv lc_build_join(lc_arena *a, const lc_sv *parts, size_t n, lc_sv separator);

/* Calls each for every part of text between "; " (parts are trimmed, empty ones skipped). */
void lc_build_each(lc_build *b, lc_sv text, void (*each)(lc_build *b, lc_sv part));

#endif
