/* rule/part746.h: embargoes and sanctions by destination (15 CFR part 746), the tariff numbers they
 * name, and the partner countries of its Supp. 3. */
#ifndef RULE_PART746_H
#define RULE_PART746_H

#include "rule/ccl.h"

typedef enum lc_ear99_rule { /* what a destination asks of an EAR99 item */
                             LC_EAR99_ALL = 0,
                             LC_EAR99_BUT_FOOD, /* all but food and medicine */
                             LC_EAR99_HTS,      /* by six-figure tariff number */
                             LC_EAR99_FREE      /* this section asks nothing */
} lc_ear99_rule;

typedef enum lc_deemed_rule { /* release of technology to a national */
                              LC_DEEMED_ALL = 0,
                              LC_DEEMED_CCL, /* items of the list only */
                              LC_DEEMED_NONE /* this section asks nothing */
} lc_deemed_rule;

typedef struct lc_embargo {
    lc_sv place, basis, exceptions, policy, other, cite; /* exceptions: symbols, blanks between */
    lc_ear99_rule ear99;
    lc_deemed_rule deemed;
    lc_date from, to;
} lc_embargo;

int lc_part746_compile(struct lc_rules *r, licet_error *err);
/* The embargo of a place (a code of its own: UA-CRIMEA is not UA) on a day, or NULL. */
const lc_embargo *lc_embargo_of(const lc_rules *r, lc_sv place, lc_date day);
/* Is a place under an embargo on any day at all? Tells "not yet" from "never". */
bool lc_embargo_any(const lc_rules *r, lc_sv place);
/* Is the tariff number (six figures, or more of which six count) in the supplement ("2" "4" "5" "7"
 * to part 746)? UNKNOWN for an empty or malformed number. */
lc_tri lc_hts_in(const lc_rules *r, const char *supplement, lc_sv number, lc_date day);
/* First fact of a small table by its first column's list of items: the words of its second. Tables:
 * iran_extra, russia_sectors, russia_civil. */
lc_tri lc_part746_names(const lc_rules *r, const char *table, const char *base,
                        const lc_para *para);
/* Reasons for control that need a licence to Iraq beyond the chart (746.3(a)(1)). */
uint16_t lc_iraq_reasons(const lc_rules *r);
lc_sv lc_iraq_exceptions(const lc_rules *r);
typedef enum lc_end_user_kind { /* 746.8(a)(12) */
                                LC_END_USER_OTHER = 0,
                                LC_END_USER_CIVIL, /* owned from the United States, A:5 or A:6;
                                                      their missions */
                                LC_END_USER_FARM_OR_CLINIC /* engaged in agriculture or medicine
                                                              alone */
} lc_end_user_kind;

/* The kind of end user a fact describes in words. */
lc_end_user_kind lc_end_user_kind_of(const lc_rules *r, lc_sv words);
/* Does a description name a class of enterprise software (746.8(a)(8)(ii)) on a day? */
bool lc_is_enterprise_software(const lc_rules *r, lc_sv words, lc_date day);
/* Does 746.8(a)(8) hold on a day at all? */
bool lc_has_enterprise_software(const lc_rules *r, lc_date day);
/* Supp. 3 to part 746 on a day. */
bool lc_is_partner_country(const lc_rules *r, lc_sv place, lc_date day);

#endif
