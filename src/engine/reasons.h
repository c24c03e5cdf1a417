/* engine/reasons.h: the reason codes for resolving hits, from data/desk/reasons.txt. */
#ifndef ENGINE_REASONS_H
#define ENGINE_REASONS_H

#include "base/arena.h"
#include "base/error.h"
#include "codec/json.h"

/* Is code allowed for an outcome ("false_hit" ...)? LICET_E_ARGUMENT with the allowed codes if not;
 * LICET_E_RULE at a line of the text that cannot be read. */
int lc_reason_check(lc_sv text, lc_sv code, lc_sv outcome, licet_error *err);

/* Every reason of the text, in its order: [{"code","outcomes":[..],"says"}]. */
lc_json *lc_reasons_json(lc_sv text, lc_arena *a);

#endif
