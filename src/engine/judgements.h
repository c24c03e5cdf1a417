/* engine/judgements.h: what people decided about quarantined editions, from the log. */
#ifndef ENGINE_JUDGEMENTS_H
#define ENGINE_JUDGEMENTS_H

#include "base/vec.h"
#include "codec/json.h"
#include "store/store.h"

enum { LC_LIST_DECISION_LETTER = 'L' };

typedef struct lc_judgement {
    int64_t snapshot; /* about which */
    int64_t as;       /* approved: the snapshot that took its place; else 0 */
    bool approved;
    lc_sv id, by, reason, time;
} lc_judgement;

typedef struct lc_judgements {
    LC_VEC(lc_judgement) rows;
} lc_judgements;

/* Texts live in a. */
int lc_judgements_load(lc_store *s, lc_arena *a, lc_judgements *out, licet_error *err);
void lc_judgements_done(lc_judgements *j);
/* The one about a snapshot, or that made it; NULL if nobody decided. */
const lc_judgement *lc_judgement_of(const lc_judgements *j, int64_t snapshot);
/* {"id","outcome","by","reason","time"} */
lc_json *lc_judgement_json(lc_arena *a, const lc_judgement *j);

#endif
