/* record/determination.h: the answer of determine, and its JSON shape (DESIGN section 5). */
#ifndef RECORD_DETERMINATION_H
#define RECORD_DETERMINATION_H

#include "codec/json.h"
#include "licet/types.h"

typedef struct lc_determination lc_determination;

/* {"status","basis":[],"policy","exceptions":[],"barred":[],"obligations":[],"other":[],
 *  "disposition","not_subject","missing":[],"policy_conditions":[],
 *  "alternatives":[{"if","status","policy"}],"requirements":[],"trace":[],"versions":{}}. Borrows
 * d's strings and versions. */
lc_json *lc_determination_json(lc_arena *a, const lc_determination *d);
licet_determination lc_determination_status(const lc_determination *d);
licet_disposition lc_determination_disposition(const lc_determination *d);

#endif
