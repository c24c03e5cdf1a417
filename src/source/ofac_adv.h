/* source/ofac_adv.h: OFAC's lists in the advanced XML (SDN_ADVANCED.XML, CONS_ADVANCED.XML), which
 * has names in their original script and days of listing. Private to source. */
#ifndef SOURCE_OFAC_ADV_H
#define SOURCE_OFAC_ADV_H

#include "source/party.h"
#include "source/tree.h"

/* Reads a whole file as entries of a source. sublist_of: the sub-list by the entry's programmes. */
int lc_ofac_adv(lc_input *in, const char *source, const char *(*sublist_of)(const lc_entry *e),
                lc_source_result *out, licet_error *err);
bool lc_ofac_adv_fits(lc_sv head);

/* ---- ofac_adv_refs.c: what parties refer to by number ---- */

typedef struct lc_ofac_place {
    lc_sv street, city, state, postal, country;
} lc_ofac_place;

typedef struct lc_ofac_doc {
    lc_sv type, number, country, issued, expires, note;
    struct lc_ofac_doc *next; /* of the same identity */
} lc_ofac_doc;

enum { LC_OFAC_MAX_PROGRAMS = 32 };
typedef struct lc_ofac_entry { /* a sanctions entry */
    lc_date listed;
    lc_sv programs[LC_OFAC_MAX_PROGRAMS];
    size_t n_programs;
    lc_sv basis; /* legal bases, joined */
    lc_sv list;
} lc_ofac_entry;

typedef struct lc_ofac_refs lc_ofac_refs;

lc_ofac_refs *lc_ofac_refs_new(void);
void lc_ofac_refs_free(lc_ofac_refs *r); /* takes NULL */
/* The elements to hand on, NULL-ended; a reference value must stand before what refers to it. */
extern const char *const lc_ofac_ref_records[];
void lc_ofac_refs_add(lc_ofac_refs *r, const lc_node *n);
lc_date lc_ofac_refs_issued(const lc_ofac_refs *r); /* of the file; LC_DATE_NONE */
/* The text of a reference value: kind is its element ("FeatureType"); empty if unknown. */
lc_sv lc_ofac_value(const lc_ofac_refs *r, const char *kind, lc_sv id);
const lc_ofac_place *lc_ofac_place_of(const lc_ofac_refs *r, lc_sv id);
const lc_ofac_doc *lc_ofac_docs_of(const lc_ofac_refs *r, lc_sv identity);
const lc_ofac_entry *lc_ofac_entry_of(const lc_ofac_refs *r, lc_sv profile);

/* <Year>, <Month>, <Day> inside an element, in the form of lc_when_parts. */
lc_sv lc_ofac_date(lc_arena *a, const lc_node *n);

#endif
