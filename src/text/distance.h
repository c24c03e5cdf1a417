/* text/distance.h: how far two words are apart. Pure functions over bytes; every one has a slow
 * readable counterpart in tests/ref. */
#ifndef TEXT_DISTANCE_H
#define TEXT_DISTANCE_H

#include "base/sv.h"

enum {
    LC_OSA_MAX_BYTES = 64,  /* the bit-parallel form; longer words take the table form */
    LC_EDIT_MAX_BYTES = 64, /* lc_edit_cost looks at no more of a word than this */
    LC_EDIT_UNIT = 100      /* cost of one plain edit in lc_edit_cost */
};

/* A word prepared for many comparisons. */
typedef struct lc_pattern {
    lc_sv word;
    uint64_t at[256]; /* bit i of at[c]: word[i] == c; all 0 for words longer than the limit */
} lc_pattern;

void lc_pattern_init(lc_pattern *p, lc_sv word);

/* Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours
 * where no part is edited twice (Hyyrö 2003, bit-parallel). */
int lc_osa(const lc_pattern *p, lc_sv b);

/* Which letters a word has at least once and at least twice (a, i, u: three times, too), and
 * digits. Two words at OSA distance d differ in at most 2*d of these bits: an edit takes one letter
 * away and gives one, and each changes one bit at most. */
uint64_t lc_letter_bag(lc_sv word);

/* The same in 32 bits, for sounds (text/phonetic.h): letters at least once, and the ten most
 * frequent at least twice. Of two words at distance d, the second longer by g letters, at most
 * d - g bits of the first lack in the second, and at most d of the second in the first: an edit
 * clears one bit at most and sets one at most, and g edits only put letters in. */
uint32_t lc_sound_bag(lc_sv sound);

/* Distance with costs in hundredths of an edit: vowels for vowels, doubled letters, h, letters
 * that scripts and hands confuse, swaps of neighbours cost less than a plain edit; the first
 * letter and digits cost more. Symmetric. Words must be folded and romanised. */
int lc_edit_cost(lc_sv a, lc_sv b);

/* What it is made of, for those who compare many words at once. Letters count by kind: a to z 0 to
 * 25, digits, all else. */
enum {
    LC_EDIT_DIGIT = 26,
    LC_EDIT_KINDS = 28,
    LC_EDIT_SWAP = 80,       /* swap of neighbours, none a digit */
    LC_EDIT_FIRST_EXTRA = 25 /* people seldom miss the first letter */
};
uint8_t lc_edit_kind(char c);
int lc_edit_change(uint8_t kind, uint8_t other); /* of two letters that are not the same */
/* A letter without partner. again: the same stands before it. */
int lc_edit_gap(uint8_t kind, bool first, bool again);

#endif
