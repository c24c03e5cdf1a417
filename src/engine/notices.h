/* engine/notices.h: the notices about an entry (rule/notices.h), for hits and histories. */
#ifndef ENGINE_NOTICES_H
#define ENGINE_NOTICES_H

#include "engine/engine.h"
#include "record/entry.h"

/* Into a hit: "reason" and "reason_cite", the grounds of the listing that holds on the day, where a
 * notice or the list gives them; "removal" {"date","reason","cite"} where one was announced by that
 * day, and a sentence of it in why. */
void lc_notices_into_hit(const lc_rules *rules, const lc_entry *e, lc_date day, lc_arena *a,
                         lc_json *hit, lc_json *why);

/* [{"list","name","event","date","cite","reason"}], oldest first: those about an entry as
 * lc_entry_json writes it; those whose party is called like asked. */
lc_json *lc_notices_of_body(const lc_rules *rules, const lc_json *body, lc_arena *a);
lc_json *lc_notices_named(const lc_rules *rules, lc_sv asked, lc_arena *a);

#endif
