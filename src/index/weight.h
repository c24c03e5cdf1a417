/* index/weight.h: how much one token says about who is meant. Frozen in the index for the list's
 * tokens; the same function serves words of a query that no list holds. */
#ifndef INDEX_WEIGHT_H
#define INDEX_WEIGHT_H

#include "text/tokens.h"

/* letters: of its text; short words are seldom rare, whether or not the background has them.
 * in_forms: forms of the list that have the token, of n_forms. 0.01 .. 1. No transcendental
 * function is used: the same bits on every machine. */
float lc_token_weight(lc_token_class cls, int common, size_t letters, uint32_t in_forms,
                      uint32_t n_forms);
/* Does a token of this class carry a name? (Not so legal forms, titles, particles, initials.) */
bool lc_class_is_core(lc_token_class cls);
/* Does a word of this class give its first letter to an acronym? */
bool lc_class_is_name(lc_token_class cls);
/* What stands for the skeleton of a word in the index: a hash of its consonants, 0 if there are
 * fewer than two. */
uint32_t lc_skeleton_key(lc_sv sound);

#endif
