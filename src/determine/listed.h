/* determine/listed.h: what a listing of one kind means for a party (RULES of parts 744 and 764,
 * OFAC). Private to this room. Each function looks at role, activity and day by itself and adds
 * what follows. */
#ifndef DETERMINE_LISTED_H
#define DETERMINE_LISTED_H

#include "determine/walk.h"

/* 736.2(b)(4), Supp. 1 to part 764. */
void lc_denied(lc_walk *w, const lc_party *p, const lc_listing *l);
/* 744.8 and OFAC. */
void lc_sdn_listed(lc_walk *w, const lc_party *p, const lc_listing *l);
/* The programme of a listing that carries a licence requirement on the day, or NULL. */
struct lc_program;
const struct lc_program *lc_sdn_program(lc_walk *w, const lc_listing *l);
/* Another party's OFAC block reaches p (50 % rule, or listed itself). */
void lc_ofac_block(lc_walk *w, const lc_party *p, bool by_ownership);
/* 744.21, 744.22: on the MEU List; a military or intelligence user by the facts. */
void lc_meu_listed(lc_walk *w, const lc_party *p, const lc_listing *l);
void lc_military_user(lc_walk *w, const lc_party *p);
/* The requirement for a MEU List entry and this item; false: it asks nothing of the item. */
bool lc_meu_requirement(lc_walk *w, const lc_party *p, const lc_listing *l, lc_requirement *out);
/* 744.15. */
void lc_uvl_listed(lc_walk *w, const lc_party *p, const lc_listing *l);
/* Every other list: its words come from the rules (lists.txt). */
void lc_otherwise_listed(lc_walk *w, const lc_party *p, const lc_listing *l);
/* A near match: never a hit, never nothing (Supp. 3 to part 732). */
void lc_near_match(lc_walk *w, const lc_party *p);
/* The same for an owner; rule_applies: the affiliates rule is applied on the day. */
void lc_near_owner(lc_walk *w, const lc_party *owner, bool rule_applies);
/* The listings of owners through which the affiliates rule (744.11(a)(1), 744.21(a)(3),
 * 744.8(a)(2)) captures p on the day: n of them, one owner each, in arrays that live in the walk's
 * arena. */
typedef struct lc_affiliation {
    const lc_party **owners;
    const lc_listing **entries;
    size_t n;
    bool unverified;           /* by the terms of a notice nobody has confirmed */
    const char *general_order; /* paragraph of General Order 7 that overcomes it, or NULL */
} lc_affiliation;
lc_affiliation lc_affiliation_of(lc_walk *w, const lc_party *p);
/* Dispatches one listing by its list. */
void lc_listed(lc_walk *w, const lc_party *p, const lc_listing *l);

#endif
