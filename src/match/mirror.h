/* match/mirror.h: the customers of a book, turned round: for whom can a listed name be a hit?
 *
 * A search asks for one customer which of all listed names reach a score. After a change of the
 * list the question is the other way round: which of all customers can one of a few listed names
 * reach? The score is not symmetric (the weights of both sides, words asked about too many count
 * more than listed ones, readings of the name asked about), so that the customers cannot stand in
 * an index and be searched. Instead the words of the customers are a dictionary with postings, and
 * for a listed name the same sums are made from the other side: the words that are like one of its
 * words, what each pair can add to q and n of match/score.h, and from them the bound the search
 * itself uses (lc_score_bound). Names whose bound reaches the threshold are scored as the search
 * would score them. Lossless: every customer for whom lc_match would find the version by name,
 * identifier or address at the threshold is marked; a few more may be.
 *
 *   why the sums bound q and n: in the best pairing each word of the listed name (or two
 *   neighbours written as one) stands in at most one pair, and its partner is like it. So q is at
 *   most the sum over listed words of the weights of all words of the customer that are like it,
 *   and n at most the sum of the listed words that have any such; two words written as one, on
 *   either side, are entries of their own and only add. */
#ifndef MATCH_MIRROR_H
#define MATCH_MIRROR_H

#include "index/index.h"

/* The customers: built once, then read by many threads. */
typedef struct lc_mirror lc_mirror;
/* x: any index made with the lexicon; only how it reads names is used. Borrowed until finish. */
lc_mirror *lc_mirror_new(const lc_index *x, const lc_lexicon *lex);
/* Customers are numbered in the order they come. Copies what it needs. */
void lc_mirror_add(lc_mirror *m, const lc_query *q);
void lc_mirror_finish(lc_mirror *m);
void lc_mirror_free(lc_mirror *m); /* takes NULL */
uint32_t lc_mirror_customers(const lc_mirror *m);
/* Cannot be looked for from the list's side (no name that can be read, none of more than legal
 * forms, words of a length nobody compares): always to be searched the other way. */
bool lc_mirror_always(const lc_mirror *m, uint32_t customer);

/* The same with the weights of one index: shared by threads. */
typedef struct lc_mirror_weights lc_mirror_weights;
lc_mirror_weights *lc_mirror_weigh(const lc_mirror *m, const lc_index *x);
void lc_mirror_weights_free(lc_mirror_weights *w);
/* Marks (sets to 1, one byte a customer) those with a word that another index weighs otherwise. */
void lc_mirror_reweighed(const lc_mirror_weights *x, const lc_mirror_weights *y, uint8_t *marked);

/* What has to be looked for: forms (names as words), names and versions of an index. */
typedef struct lc_mirror_work {
    uint32_t *forms, *names, *versions;
    size_t n_forms, n_names, n_versions;
} lc_mirror_work;
/* Of the marked versions (one byte each), and with before (another index, NULL: none) the forms
 * with a word that weighs otherwise there. Lives in a. */
void lc_mirror_work_of(const lc_index *x, const uint8_t *versions, const lc_index *before,
                       lc_arena *a, lc_mirror_work *out);
size_t lc_mirror_items(const lc_mirror_work *w);

/* Scratch of one thread. Hits below threshold_bp are of no interest. */
typedef struct lc_mirror_search lc_mirror_search;
lc_mirror_search *lc_mirror_search_new(const lc_mirror_weights *w, const lc_lexicon *lex,
                                       int threshold_bp);
void lc_mirror_search_free(lc_mirror_search *s);
/* Item 0 .. lc_mirror_items - 1: marks the customers it may be a hit for. */
void lc_mirror_look(lc_mirror_search *s, const lc_mirror_work *w, size_t item, uint8_t *marked);

#endif
