/* report/words.h: the contract's codes in plain words. Private to this room.
 * Nothing here is law: the words only say what a code stands for, and cite. */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "base/arena.h"

/* "EL" -> "Entity List"; the code itself if it is not known. */
lc_sv lc_words_list(lc_sv code);
/* "UVL_STATEMENT" -> "get a signed UVL statement before shipping"; empty if not known. */
lc_sv lc_words_obligation(lc_sv code);
/* "OFAC_BLOCKED_US_PERSON" -> what another agency's rule says; empty if not known. */
lc_sv lc_words_other(lc_sv code);
/* "parties[0].identity" -> "whether customer and listed party are the same"; empty if not known. */
lc_sv lc_words_missing(lc_arena *a, lc_sv path);
/* "end_user" -> "end user". */
lc_sv lc_words_role(lc_arena *a, lc_sv role);
/* "LICENSE_REQUIRED" -> "a licence is required"; "PRESUMPTION_OF_DENIAL" -> "presumption of
 * denial". */
lc_sv lc_words_status(lc_sv status);
lc_sv lc_words_policy(lc_arena *a, lc_sv policy);
/* Lists in the order in which one speaks for a transaction of this status; 0 is first. */
int lc_words_list_rank(lc_sv status, lc_sv list);

/* 25921 -> "25,921" */
lc_sv lc_words_grouped(lc_arena *a, int64_t n);

/* The sentences that stand with every answer of their kind (DESIGN section 1). */
extern const char LC_NLR_SENTENCE[];
/* "resembles X; not established; do not ship until resolved" */
lc_sv lc_words_near(lc_arena *a, lc_sv name, lc_sv listed, lc_sv list);
/* "decided on today's lists; screen again on DATE" */
lc_sv lc_words_future(lc_arena *a, lc_sv date);

#endif
