/* engine/sublists.h: how many entries each sub-list had, edition by edition, and how many the
 * policy asks for.
 *
 * A section [list us_csl/SDN] of the policy speaks of one sub-list: the fewest entries with which
 * it is whole, and, where it names one, an age limit of its own. */
#ifndef ENGINE_SUBLISTS_H
#define ENGINE_SUBLISTS_H

#include "codec/json.h"
#include "policy/policy.h"
#include "store/store.h"

typedef struct lc_sublists lc_sublists;
lc_sublists *lc_sublists_new(void);
void lc_sublists_free(lc_sublists *s); /* takes NULL */
/* One version, in the order of the store. */
void lc_sublists_add(lc_sublists *s, const lc_stored_version *v, lc_sv sublist);
/* Sets "sublists":{code:count} in every snapshot of a manifest. Lives in a. */
void lc_sublists_tell(lc_sublists *s, lc_arena *a, lc_json *manifest);

/* Days after its last check when finding nothing in a source proves nothing: the shortest of its
 * own limit and those of its sub-lists. */
int lc_max_age_days(const lc_policy *p, lc_sv source);
/* The first sub-list of a source with fewer entries than the policy asks for; NULL if there is
 * none. sublists: as above; NULL: not known, then none. */
const lc_list_policy *lc_sublist_short(const lc_policy *p, lc_sv source, const lc_json *sublists);
/* The sub-list a section speaks of: of "us_csl/SDN" and us_csl "SDN"; else empty. */
lc_sv lc_sublist_of(const lc_list_policy *section, lc_sv source);

#endif
