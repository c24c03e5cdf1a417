/* rule/notices.h: what notices say of a listing that the list itself does not (data/notices): its
 * grounds, the day it took effect, a removal that was announced. */
#ifndef RULE_NOTICES_H
#define RULE_NOTICES_H

#include "rule/rules.h"

typedef enum lc_notice_event {
    LC_NOTICE_UNKNOWN = 0,
    LC_NOTICE_LISTED,
    LC_NOTICE_REMOVED
} lc_notice_event;

typedef struct lc_notice {
    lc_sv list, name; /* "EL", the party as the notice prints it */
    lc_sv countries;  /* ISO 3166-1 alpha-2 codes between blanks */
    lc_notice_event event;
    lc_date from; /* took effect; of a removal: was announced */
    lc_sv cite, reason;
} lc_notice;

int lc_notices_compile(struct lc_rules *r, licet_error *err);
/* All of them, in the file's order. Rules without the table have none. */
size_t lc_rules_notices(const lc_rules *r, const lc_notice **out);
/* listed removed unknown */
const char *lc_notice_event_word(lc_notice_event e);

#endif
