/* engine/explain.h: a determination with what a person needs besides. */
#ifndef ENGINE_EXPLAIN_H
#define ENGINE_EXPLAIN_H

#include "engine/decide.h"

/* Reads facts ({..} or {"facts":{..}}) as one object in a. */
int lc_explain_read(lc_arena *a, const char *facts, size_t len, lc_json **out, licet_error *err);
/* The view licet/explain.h describes, recorded first where somebody was looked up and there is a
 * sink. */
int lc_explain(licet_snapshot *s, const licet_sink *sink, const lc_json *facts, bool application,
               lc_arena *a, lc_json **out, int *out_exit, licet_error *err);

#endif
