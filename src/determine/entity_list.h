/* determine/entity_list.h: what one entry of the Entity List asks (15 CFR 744.11, 744.16,
 * Supplement 4 to part 744). Private to this room. */
#ifndef DETERMINE_ENTITY_LIST_H
#define DETERMINE_ENTITY_LIST_H

#include "determine/walk.h"
#include "rule/el_wording.h"

/* The requirement of entry l for this item, whoever the party p is (roles are the caller's). basis
 * is left for the caller ("744.11(a)", "744.11(a)(1)"). False: it asks nothing of this item. What
 * is unknown has been asked for; conditions of its review are added. */
bool lc_entity_requirement(lc_walk *w, const lc_party *p, const lc_listing *l, lc_requirement *out);
/* The entry's review for this item. */
lc_review lc_entity_review(lc_walk *w, const lc_listing *l, const lc_el_requirement *q);
/* Footnotes of the entry, bit n; *unclear: the columns point to one without saying which. */
unsigned lc_entity_footnotes(lc_walk *w, const lc_listing *l, bool *unclear);
/* "Entity List: NSO Group, 86 FR 60760" */
lc_sv lc_listing_source(lc_walk *w, const lc_party *p, const lc_listing *l);
/* Step 5 for an EL or EL_ADDRESS entry of party p. */
void lc_entity_listed(lc_walk *w, const lc_party *p, const lc_listing *l);
/* Is the entry an Entity List entry of either kind? */
bool lc_is_entity_entry(const lc_listing *l);

#endif
