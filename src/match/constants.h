/* match/constants.h: the numbers of the scorer. Fitted on one half of real aliases and ordinary
 * names, judged on the other: docs/matching.md says how, and what each is worth. Private to match.
 */
#ifndef MATCH_CONSTANTS_H
#define MATCH_CONSTANTS_H

/* ---- two words (similar.c) ---- */
#define LC_S_SOUND       0.95F /* other letters, the same sound, five letters and more */
#define LC_S_SOUND_FOUR  0.88F
#define LC_S_SOUND_SHORT 0.72F /* three letters and less: vk, wk */
#define LC_S_SOUND_COST  0.60F /* how much an edit takes away where the sound stays the same */
#define LC_SIMILAR_THIN  0.80F /* at least, where more than one sound of few differs */
#define LC_S_NUMBER_WORD 0.85F /* first and 1 */
#define LC_S_BONES       0.80F /* the same consonants */
#define LC_S_BONES_ABJAD 0.93F /* the same where one side is written without vowels */
#define LC_S_EDIT        0.65F /* how much an edit takes away */
#define LC_S_EDIT_PERSON 0.80F
#define LC_S_INITIAL     0.75F
#define LC_S_CUT         0.85F
#define LC_S_MEANING     0.97F
#define LC_S_LOOSE       0.75F /* of one field: zinc, nickel */
#define LC_S_SYSTEM      0.90F
#define LC_S_GENDER      0.93F
#define LC_S_SHORT_FORM  0.85F
#define LC_S_TRANSLATION 0.70F
#define LC_S_LEGAL_CLASS 0.95F /* GmbH, OOO: both limited liability */
#define LC_S_LEGAL_OTHER 0.55F /* GmbH, AG */

/* ---- two names (score.c); person, then everybody else ---- */
#define LC_KNOW_PERSON    0.25F /* what agrees must outweigh this much */
#define LC_KNOW_OTHER     0.22F
#define LC_MORE_PERSON    0.80F /* A: words only in the name asked about */
#define LC_MORE_OTHER     0.80F
#define LC_LESS_PERSON    0.33F /* B: words only in the listed name */
#define LC_LESS_OTHER     0.50F
#define LC_MORE_INSIDE    0.40F  /* A where the listed name is whole in the one asked about */
#define LC_LESS_INSIDE    0.18F  /* B where the name asked about is whole in the listed one */
#define LC_MORE_RARE      0.08F  /* A there, where what agrees is a rare word */
#define LC_MORE_RAREST    0.02F  /* A there, where it is a word that hardly anybody bears */
#define LC_LESS_RARE      0.12F  /* B there, likewise */
#define LC_RARE_WEIGHT    0.84F  /* from this weight on a word is rare */
#define LC_RAREST_WEIGHT  0.905F /* and from this one on hardly anybody bears it: candiru */
#define LC_LESS_CUT       0.15F  /* B where the field ended */
#define LC_WHOLE          0.965F /* at least, where all words of both names agree */
#define LC_WHOLE_LEGAL    0.955F /* the same with another kind of legal form */
#define LC_WHOLE_COMMON   0.880F /* the same where all words are of business, or weigh little */
#define LC_COMMON_WEIGHT  0.60F
#define LC_WHOLE_MEANT    0.900F /* the same where words of business only mean the same */
#define LC_OTHER_NUMBER   0.30F
#define LC_NUMBER_MISSING 0.85F
#define LC_OTHER_WORD     0.80F
#define LC_ONE_OF_MANY    0.85F
#define LC_OTHER_PLACE    0.85F /* another place on each side */
#define LC_NO_ANCHOR      0.55F /* only words of business, places and general words agree */
#define LC_OPEN_WEIGHT    0.26F /* and a word of this weight is open */
#define LC_TELLING_WEIGHT 0.35F /* from this weight on a word tells names apart */
#define LC_INITIAL_COVERS 0.60F /* part of a word's weight that its initial accounts for */
#define LC_VALUE_SQUARE   0.50F /* 1: a pair counts by the square of its similarity, 0: by itself */

/* ---- whole names (whole.c) ---- */
#define LC_JOINED_BEST   0.95F
#define LC_JOINED_EDIT   2.50F /* an edit takes this times its part of the length */
#define LC_ACRONYM_LONG  0.74F /* four letters and more */
#define LC_ACRONYM_SHORT 0.55F /* three */
#define LC_ACRONYM_PARTS 0.82F /* beginnings of words: COSEINC */

/* ---- one name of one entry (curve.c) ---- */
#define LC_WEAK_NAME       0.92F /* "low quality" alias: too common to go by alone (OFAC FAQ 122) */
#define LC_OTHER_TYPE      0.70F /* a person is no company, a ship no person */
#define LC_LIKE_OTHER_TYPE 0.85F /* a name with a legal form against a listed person */
#define LC_PART_OF_NAME    0.97F /* what stands before "c/o", or one side of a slash */

#endif
