/* report/find.h: looks into a decision body. Private to this room. */
#ifndef REPORT_FIND_H
#define REPORT_FIND_H

#include "codec/json.h"

/* The hit that speaks for an order, and the party it is about; NULL where there is none. */
typedef struct lc_best {
    const lc_json *hit, *party;
} lc_best;

/* Strongest verdict first, then the list that decides a transaction of this status, then score.
 * Hits a person has set aside do not count. */
lc_best lc_best_of(const lc_json *body, lc_sv status);
/* "Entity List from 2021-11-04 (86 FR 60760)" */
lc_sv lc_find_listing(lc_arena *a, const lc_json *hit);
/* "Candiru (listed as Saito Tech Ltd.)" where another name than the first matched. */
lc_sv lc_find_listed_name(lc_arena *a, const lc_json *hit);
/* text with "parties[0]" and "parties[0].owners[1]" written as the name that stands there in the
 * facts, in quotes; as it was where there is none. */
lc_sv lc_find_named(lc_arena *a, const lc_json *facts, lc_sv text);
bool lc_find_word(const lc_json *array, const char *word);
/* Strings of an array with a separator between them. */
lc_sv lc_find_joined(lc_arena *a, const lc_json *array, const char *separator);
/* The score as people read it, "0.97". */
lc_sv lc_find_score(lc_arena *a, const lc_json *hit);

/* What the list of a hit does and whom it binds: "blocking, by the Council of the European Union;
 * binds anybody in the EU ... (Article 215 TFEU)". Empty where nothing is known of the list. */
lc_sv lc_find_effect(lc_arena *a, const lc_json *hit);

#endif
