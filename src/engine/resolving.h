/* engine/resolving.h: several resolutions in one transaction, all or none. Private to the desk. */
#ifndef ENGINE_RESOLVING_H
#define ENGINE_RESOLVING_H

#include "engine/engine.h"

/* Begin with {.l, .arena, .report = an empty array}. */
typedef struct lc_resolving {
    licet *l;
    lc_arena *arena;
    lc_json *report; /* what was recorded, as licet_resolve tells it */
    lc_store *store;
    lc_resolutions *known; /* with those added so far */
    /* of the one being added */
    const licet_resolve_params *p;
    lc_outcome outcome;
    lc_date until;
    lc_decision_row row;
    lc_json *body;
    size_t made, skipped; /* pairs recorded; pairs that stood so already */
} lc_resolving;

/* Are the parameters complete, apart from what the log says? Needs no store. */
int lc_resolving_check(lc_resolving *r, const licet_resolve_params *p, licet_error *err);
/* Takes the write lock first: two people cannot resolve the same pair at once unseen. */
int lc_resolving_begin(lc_resolving *r, licet_error *err);
/* As licet_resolve. After LICET_E_ARGUMENT, _DATE or _NOT_FOUND the next one may be added. */
int lc_resolving_add(lc_resolving *r, const licet_resolve_params *p, licet_error *err);
/* Commits, or takes everything back. */
int lc_resolving_end(lc_resolving *r, bool keep, licet_error *err);

#endif
