/* record/facts_stated.h: facts as a person types them, "item.value_usd" and "5000", put into the
 * JSON the contract reads. The tables of the contract say which kind of value a path takes. */
#ifndef RECORD_FACTS_STATED_H
#define RECORD_FACTS_STATED_H

#include "codec/json.h"

/* The code of a place written in words ("Israel" -> "IL"), or empty. */
typedef lc_sv (*lc_place_words)(lc_sv text);

/* Sets one fact in facts (an object), making what stands above it. Numbers, yes and no, lists
 * ("military, cbw"; or JSON where the value begins with [ or {) become what the contract asks for;
 * "parties[1].name" may name the element behind the last one. A path that does not exist is
 * LICET_E_FACTS with one that does as the remedy; so is a value of the wrong kind. What a value
 * means is not looked at: lc_facts_parse does that. */
int lc_fact_state(lc_arena *a, lc_json *facts, lc_sv path, lc_sv value, lc_place_words places,
                  licet_error *err);

#endif
