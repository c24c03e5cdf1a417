/* store/decision.h: rows of the decision table: reading and checking them. Private to this room. */
#ifndef STORE_DECISION_H
#define STORE_DECISION_H

#include "store/db.h"

enum { LC_DECISION_MAX_RECORD_BYTES = 64 * 1024 * 1024, LC_DECISION_MAX_ID_BYTES = 255 };
/* Two licets may write side by side, and each asks for the time when it starts. Further back than
 * this no clock goes that is right (TRUST F7). */
#define LC_DECISION_MAX_CLOCK_BACK_S ((int64_t)24 * 60 * 60)

typedef struct lc_decision_full {
    int64_t sequence, time_s;
    lc_sv id, record;
    uint8_t salt[LC_HASH_BYTES], leaf[LC_HASH_BYTES], envelope[LC_HASH_BYTES];
} lc_decision_full;

/* For "SELECT " LC_DECISION_COLUMNS " FROM decision ..." Views live until the next step. */
#define LC_DECISION_COLUMNS "sequence, id, time_s, record, salt, leaf, envelope"
void lc_decision_read(lc_cols *c, lc_decision_full *out);
/* Do leaf and envelope agree with the rest of the row? out_envelope: as it should be. */
bool lc_decision_agrees(const lc_decision_full *r, uint8_t out_envelope[LC_HASH_BYTES]);

#endif
