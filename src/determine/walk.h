/* determine/walk.h: the working state of one determination and what its steps may do with it.
 * Private to this room. A determination is the union of independent requirements: every step adds
 * what it finds, none takes anything away, and assemble.c draws the conclusion (736.2,
 * 744.1(a)(2)).
 *
 * Rules for a step: a test has three answers. LC_TRI_YES adds a requirement, LC_TRI_UNKNOWN adds
 * the requirement as unknown and names the missing fact, LC_TRI_NO adds nothing but a trace line.
 */
#ifndef DETERMINE_WALK_H
#define DETERMINE_WALK_H

#include "determine/determine.h"
#include "record/determination_shape.h"

typedef struct lc_walk {
    lc_arena *a;
    const lc_rules *rules;
    const lc_facts *f;
    lc_determination *d; /* being filled; steps use the functions below */
    lc_date as_of;       /* = f->as_of. LC_DATE_NONE: asked for already; dated tests are unknown */
    const char *step;    /* name of the step that runs, for the trace */
    lc_sv inputs;        /* the facts the step looks at just now, for the trace */
    int quiet;           /* over 0: "what if" is being worked out, nothing is added to the answer */

    /* Conclusions of steps 1 to 3, read by later steps. */
    lc_tri regulated;       /* is it an export, reexport, transfer or release? NO: only steps 1, 12,
                               OFAC. UNKNOWN (how is the software delivered?): every requirement is
                               then an unknown one, see lc_require */
    bool deemed;            /* deemed_export, deemed_reexport: nationality, not destination */
    lc_tri item_subject;    /* 734.3; LC_TRI_NO: requirement steps are skipped */
    bool other_agency_item; /* not subject because another agency's (ITAR) */
    bool other_agency_bars; /* OFAC bars this exporter for certain (blocked party, 746.7(e)) */
    bool other_agency_first;   /* and that outranks missing facts: 746.7(e), Iran */
    bool executive_order_bars; /* E.O. 14093 bars a federal agency */
    bool uvl;                  /* a party is on the Unverified List: 740.2(a)(17) */
    bool uvl_eei;              /* and in a role of 748.5(d)-(f): 758.1(b)(8) */
    bool isn; /* a party to an application is under nonproliferation sanctions: 744.19 */
    bool affiliates_unverified; /* the ownership rule's state on that day is not confirmed */
    bool any_listing; /* a party was found, or given, on some list, or could not be looked for */
    bool footnote_product; /* a foreign-made item, subject as a footnote's direct product */
    bool by_content;       /* and by its US content or another rule as well */
} lc_walk;

/* --- what steps add --- */

/* Copies *r into the answer. r->applies must be YES or UNKNOWN; a YES becomes UNKNOWN where it is
 * not known whether activity or item are regulated at all, or on which day (but for prohibitions,
 * which look at that themselves). The copy may be changed until the next call. */
lc_requirement *lc_require(lc_walk *w, const lc_requirement *r);
/* A fact that would change the answer: its path, and the question to ask. The same path once. */
void lc_ask(lc_walk *w, lc_sv path, const char *question_fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Further paragraphs of the answer that are no requirement of their own (SAVINGS_CLAUSE, GO7). */
void lc_cite(lc_walk *w, const char *basis);
void lc_oblige(lc_walk *w, const char *obligation); /* contract words, e.g. UVL_STATEMENT */
void lc_other(lc_walk *w, const char *other);       /* e.g. OFAC_BLOCKED_US_PERSON */
void lc_bar(lc_walk *w, const char *exception);     /* e.g. LVS */
void lc_leave(lc_walk *w, const lc_exception *e);   /* an exception that is not barred */
void lc_condition(lc_walk *w, const char *fmt, ...) /* a condition of the review policy, in words */
    __attribute__((format(printf, 2, 3)));
void lc_alternatively(lc_walk *w, lc_sv condition, licet_determination status, lc_review policy);
/* One line of the trace: paragraph, outcome (APPLIES DOES_NOT UNKNOWN NOTE), why in words. */
void lc_note(lc_walk *w, const char *paragraph, const char *outcome, const char *why_fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* The facts the following trace lines look at: "parties[0] P, end_user, FR". Until the next call,
 * or the end of the step. */
void lc_inputs(lc_walk *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void lc_inputs_party(lc_walk *w, const lc_party *p);

/* --- what steps ask --- */

/* Is a listing in force on as_of? from is the effective day, to the removal (first day without it).
 * UNKNOWN: no as_of, or the screening says it is in doubt. */
lc_tri lc_listing_in_force(const lc_walk *w, const lc_listing *l);
/* 748.5(c)-(f): purchaser, intermediate and ultimate consignee, end-user; forwarder_abroad counts
 * as intermediate consignee (748.5(d)). */
bool lc_party_is_748_5(const lc_party *p);
/* A review with its rank's own word. */
lc_review lc_review_of(licet_review rank);
/* Stated as an end use. What somebody knows or has reason to know of it counts (772.1): determine.c
 * adds it to f->end_use. */
bool lc_end_use_is(const lc_walk *w, const char *word);
bool lc_activity_is(const lc_walk *w, const char *word);
/* Is the item EAR99 / on the CCL / not classified? YES to exactly one of the first two, or both
 * UNKNOWN when the ECCN is not known. */
lc_tri lc_item_is_ear99(const lc_walk *w);
/* The destination of the item (not of a party): f->to, HK and MO being codes of their own. Of a
 * deemed export: the nationality of who receives the technology; empty if not stated. */
lc_sv lc_destination(const lc_walk *w);
/* The path to ask when lc_destination is empty: "to", or "parties[0].nationality". */
lc_sv lc_destination_path(const lc_walk *w);
/* May steps that look for requirements of an item skip? The item is certainly not subject to the
 * EAR, or the activity is certainly none the EAR regulates. */
bool lc_walk_is_over(const lc_walk *w);
bool lc_has_certain_requirement(const lc_walk *w);

/* --- the steps, in order: 732.3 and the ten prohibitions of 736.2 --- */

void lc_step_validate(lc_walk *w);  /* validate.c   as_of, activity, parties screened */
void lc_step_activity(lc_walk *w);  /* activity.c   734.13-.16, .18 */
void lc_step_item(lc_walk *w);      /* item.c       ECCN syntax and existence, destination known or
                                       dependency (738.3(b)): asks item.eccn, to; no requirements */
void lc_step_scope(lc_walk *w);     /* scope.c      734.3(b); asks lc_deminimis_subject */
void lc_step_denial(lc_walk *w);    /* denial.c     GP4: after scope, for an order reaches only
                                       items subject to the EAR (Supp. 1 to part 764) */
void lc_step_support(lc_walk *w);   /* support.c    744.6 */
void lc_step_parties(lc_walk *w);   /* parties.c    744.8 .11 .15 .16 .19 .21 .22, OFAC, others */
void lc_step_ownership(lc_walk *w); /* ownership.c  744.11(a)(1), 744.21(a)(3), OFAC 50 %, GO 7 */
void lc_step_end_use(lc_walk *w);   /* enduse.c     744.2-.5 .9 .17 .23, and letters.c */
void lc_step_embargo(lc_walk *w);   /* embargo.c    part 746; sets other_agency_first for Iran */
void lc_step_chart(lc_walk *w);   /* chart.c      CCL rows x Country Chart, prose rows, footnotes */
void lc_step_transit(lc_walk *w); /* chart_transit.c  736.2(b)(8) */
void lc_step_exceptions(lc_walk *w); /* exceptions.c meets allow/allowed of all requirements, then
                                        740.2(a): lc_leave, lc_bar */
void lc_step_knowledge(lc_walk *w);  /* knowledge.c  GP10, red flags, residual conditions */
void lc_step_assemble(lc_walk *w);   /* assemble.c   status, policy, disposition; 736.2(b)(9): the
                                        authorisation an order claims */

/* Item and destination: item.c chart*.c embargo*.c enduse*.c exceptions*.c deminimis*.c. A function
 * of theirs that is not written yet stands in open.c, where it is an open question (NEEDS_FACTS),
 * never an NLR. */

/* deminimis.c: is a foreign-made item outside the United States subject to the EAR
 * (734.3(a)(3)-(5)): de minimis 734.4 (part 744 never counts; 25.00 % and 10.00 % are inside the
 * allowance) or the direct product rules 734.9 other than (e), which footnote_fdp.c decides. Adds
 * basis words of its own (734.4(a)(6)(i), 734.4(c), ...) and what it must ask. */
lc_tri lc_deminimis_subject(lc_walk *w);
/* item.c: country groups and the item, for other steps (Supplement 1 to part 740 on as_of).
 * group as printed: "A:5", "D:5", "E:1". UNKNOWN only for a place that is not known. */
lc_tri lc_in_group(const lc_walk *w, lc_sv place, const char *group);
/* The ECCN proper of the item ("3A001" of "3A001.a.2"); empty if unknown or EAR99. */
lc_sv lc_item_eccn_base(const lc_walk *w);
/* enduse.c: is the item in Supplement 2 to part 744? UNKNOWN has been asked for. */
lc_tri lc_item_in_supp2(lc_walk *w);
/* letters.c: what the agency has informed the exporter of, stated or out of the exporter's table.
 */
void lc_letters(lc_walk *w);
/* embargo.c: is an EAR99 item in Supplement 7 to part 746 (by HTS-6)? UNKNOWN has been asked for.
 */
lc_tri lc_item_in_supp7_746(lc_walk *w);

#endif
