/* match/score.h: how alike a name asked about and one form of the list are, 0 .. 1, and why. Pure.
 * Private to match.
 *
 * Words are paired one to one so that the weight of what agrees is greatest. With Q and N the
 * weights of all words of the two names, q and n the parts that agree (each pair counted by the
 * value of its similarity):
 *
 *     base = (q + n) / (q + n + 2 A (Q - q) + 2 B (N - n) + k)
 *
 * A weighs words only in the name asked about, B words only in the listed one (less where one name
 * is whole in the other), and k makes little agreement of common words count less than much,
 *
 * then factors of at most 1 for what contradicts (other numbers, other telling words). The same two
 * names are also compared without word borders, and as acronym and full name; the best counts.
 * Bound used by match/gather.c: base grows with q and n, and no factor is above 1. */
#ifndef MATCH_SCORE_H
#define MATCH_SCORE_H

#include "base/vec.h"
#include "match/assign.h"
#include "match/similar.h"

typedef enum lc_score_way { LC_WAY_WORDS = 0, LC_WAY_JOINED, LC_WAY_ACRONYM } lc_score_way;

typedef struct lc_pair {
    uint16_t q, n;            /* first word on either side */
    uint8_t q_words, n_words; /* 1, or 2 that are written as one on the other side */
    lc_similarity similar;
} lc_pair;

typedef struct lc_score_detail {
    lc_score_way way;
    LC_VEC(lc_pair) pairs; /* by q; kept between calls */
    bool other_number, other_word, one_of_many;
} lc_score_detail;

/* What a search has already found out about words asked about and words of the list. A unit is a
 * word asked about (its number) or a joint (number of words + its number). */
typedef struct lc_known_word {
    uint32_t next; /* 1 + place in words of the next one of the token, 0: none */
    uint32_t unit;
    lc_similarity similar;
} lc_known_word;

typedef struct lc_known_split { /* words place and place + 1 of a form are, joined, like a word */
    uint32_t form, unit, place;
    lc_similarity similar;
} lc_known_split;

typedef struct lc_known {
    uint32_t *head; /* by token: 1 + place in words, 0: like no core word asked about */
    uint64_t *any;  /* a bit for each token: it has a head */
    LC_VEC(lc_known_word) words;
    LC_VEC(uint32_t) tokens;       /* those with a head */
    LC_VEC(lc_known_split) splits; /* by form, unit, place after lc_known_sort */
} lc_known;

void lc_known_init(lc_known *k, const lc_ix_view *v);
void lc_known_done(lc_known *k);
void lc_known_clear(lc_known *k);
void lc_known_sort(lc_known *k);
/* Similarity of a token and a unit; 0 if they are not alike. */
static inline bool lc_known_any(const lc_known *k, uint32_t token)
{
    return k->any[token / 64] >> token % 64 & 1;
}
lc_similarity lc_known_find(const lc_known *k, uint32_t token, size_t unit);
const lc_known_split *lc_known_splits(const lc_known *k, uint32_t form, size_t *out_n);
void lc_known_add(lc_known *k, uint32_t token, uint32_t unit, lc_similarity similar);

typedef struct lc_scorer {
    const lc_ix_view *view;
    const lc_known *known; /* NULL: compare words as they come */
    lc_assign assign;
    lc_similarity *similar; /* words asked about times words of the form */
    float *gain;
    int32_t *column;
    bool *q_taken, *n_taken;
    size_t cells, rows, columns;
    lc_score_detail detail; /* of the last call */
} lc_scorer;

void lc_scorer_init(lc_scorer *s, const lc_ix_view *v);
void lc_scorer_done(lc_scorer *s);
/* 0 .. 1; details in s->detail. */
float lc_score_form(lc_scorer *s, const lc_asked *q, uint32_t form);

/* The parts the bound is made of. */
float lc_score_value(float similarity); /* what a pair of this similarity counts of its weight */
/* No form whose words agree to at most q and n of all_n scores more by words. */
float lc_score_bound(const lc_asked *q, float agree_q, float agree_n, float all_n);
float lc_score_joined(const lc_asked *q, const lc_ix_view *v, const lc_ix_form *f);
/* Lengths of joined sounds that can come near one of so many letters: [least, most]. */
void lc_score_joined_range(size_t letters, size_t *out_least, size_t *out_most);
/* Letter bags of joined sounds of so many letters that come near differ in no more bits. */
int lc_score_joined_bits(size_t letters);
/* lc_ix_letter of the letter a word of the form must begin with if one is to be the acronym of the
 * other; 0: none can be. */
uint32_t lc_acronym_first(const lc_asked *q);
/* False: lc_score_acronym is 0. By letters and lengths alone. */
bool lc_acronym_possible(const lc_asked *q, const lc_ix_form *f);
float lc_score_acronym(const lc_asked *q, const lc_ix_view *v, const lc_ix_form *f);
#define LC_JOINT_LEAST 0.80F /* joined words must agree at least so well */
/* A word asked about against words place and place + 1 of a form, written as one. */
lc_similarity lc_split_similarity(const lc_ix_view *v, const lc_asked_word *q,
                                  const uint32_t *tokens);

#endif
