/* rule/places.h: places, their row of the Country Chart and their country groups by day (15 CFR
 * 738.3(b), 740 Supp. 1), and sets of places as the rules write them. */
#ifndef RULE_PLACES_H
#define RULE_PLACES_H

#include "record/facts_shape.h"
#include "rule/rulefile.h"

enum { LC_GROUP_COUNT = 14, LC_SET_MAX_PLACES = 48 };

typedef enum lc_place_kind {
    LC_PLACE_UNKNOWN = 0,
    LC_PLACE_OWN,        /* has a row of the chart */
    LC_PLACE_DEPENDENCY, /* its parent's row */
    LC_PLACE_NAMED,      /* another country's row, but named in its own right: Hong Kong */
    LC_PLACE_REGION,     /* part of a country with rules of its own: Crimea */
    LC_PLACE_US          /* United States and its territories: no export */
} lc_place_kind;

typedef struct lc_place {
    lc_sv code, row; /* row: the code whose row and groups hold; empty for the United States */
    lc_sv name;
    lc_place_kind kind;
} lc_place;

/* "places | groups | minus_places | minus_groups" of a rule. */
typedef struct lc_place_set {
    bool world;
    lc_sv in[LC_SET_MAX_PLACES], out[LC_SET_MAX_PLACES];
    uint8_t n_in, n_out;
    uint16_t in_groups, out_groups; /* bits of lc_group_bit */
} lc_place_set;

int lc_places_compile(struct lc_rules *r, licet_error *err);
/* The place of a code on a day; false: not known (the answer is NEEDS_FACTS "to"). */
bool lc_place_find(const lc_rules *r, lc_sv code, lc_date day, lc_place *out);
/* "A:5" or "A5" -> its bit; 0 for no group. */
uint16_t lc_group_bit(lc_sv group);
/* Bits of the groups a place is in; *known false if nothing is known of the place on that day. */
uint16_t lc_place_groups(const lc_rules *r, lc_sv code, lc_date day, bool *known);
/* Do the groups of a place on a day rest on a fact marked unverified? */
bool lc_place_groups_unverified(const lc_rules *r, lc_sv code, lc_date day);
/* Is the place in the set? A place named in the set is in it whatever its groups; Hong Kong is also
 * where China is. UNKNOWN for an unknown place. */
lc_tri lc_place_set_has(const lc_rules *r, const lc_place_set *s, lc_sv code, lc_date day);
/* Compiles the four cells; a column number below 0 is an empty cell. */
int lc_place_set_compile(const lc_rule_table *t, const lc_rule_fact *f, const int column[4],
                         lc_place_set *out, licet_error *err);
/* A cell that mixes both ("D:5 HK"), into the in-part (or out-part) of a set. False: too many. */
bool lc_place_set_add(lc_sv cell, bool out_part, lc_place_set *set);

#endif
