/* determine/goods.h: the item as the control list sees it, and what chart and embargo say of it at
 * a place. Private to the steps of item and destination. */
#ifndef DETERMINE_GOODS_H
#define DETERMINE_GOODS_H

#include "determine/walk.h"
#include "rule/ccl.h"

typedef struct lc_goods {
    lc_tri ear99; /* NO: on the list; UNKNOWN: not classified */
    char base[6]; /* "3A001", empty if EAR99 or unknown */
    lc_para para;
    const lc_ccl_entry *entry; /* NULL: no such entry */
} lc_goods;

/* One way in which chart, prose rows or footnotes ask for a licence to a place. */
typedef struct lc_chart_hit {
    lc_sv basis, source, cite; /* "738.4 NS1", "3A001#0", "15 CFR 774 Supp. 1" */
    lc_sv exceptions;          /* "part_740", "none", symbols, "IQ", "KP" */
    lc_sv policy;              /* the contract's word, or empty */
    lc_tri applies;
    lc_scope_need need; /* where applies is UNKNOWN */
    lc_sv question;
    bool not_enforced; /* only by a text the agency does not enforce */
} lc_chart_hit;

typedef LC_LIST(lc_chart_hit) lc_chart_hits;

/* Reads a number; "EAR99" is EAR99. */
lc_goods lc_goods_read(const lc_rules *rules, lc_sv eccn);
/* The item of the facts. */
lc_goods lc_goods_of(const lc_walk *w);
/* "commodity", "software" or "technology": as stated, else by the group of the number; empty: EAR99
 * and not stated. */
lc_sv lc_goods_type(const lc_walk *w, const lc_goods *g);
/* All that chart, rows, gaps and footnotes ask for the goods at a place of the chart. */
void lc_chart_find(const lc_walk *w, const lc_goods *g, lc_sv place, lc_chart_hits *out);
/* Has a party in a role of 748.5(c)-(f) its headquarters in the set? Not stated: it has not. */
lc_tri lc_headquarters_in(const lc_walk *w, const lc_place_set *set);
/* Would the goods need a licence at the place under parts 742 and 746 (734 Supp. 2, 736.2(b)(8))?
 */
lc_tri lc_licence_needed(const lc_walk *w, const lc_goods *g, lc_sv place);
/* Would part 746 ask a licence for the goods at the place? EAR99 by tariff number is UNKNOWN where
 * the number is not stated. */
lc_tri lc_embargo_needs(const lc_walk *w, const lc_goods *g, lc_sv place);
/* Fills allow and allowed[] of a requirement from a word of the rules. */
void lc_allow_from(const lc_walk *w, lc_sv word, lc_requirement *r);
/* "POLICY_OF_DENIAL?" or a longer word: its rank and itself; empty: no review stated. */
lc_review lc_review_from(lc_sv word);
/* Is a symbol the same exception, or a paragraph of it? "GOV" covers "GOV 740.11(b)(2)(ii)". */
bool lc_symbol_covers(lc_sv wide, lc_sv narrow);

#endif
