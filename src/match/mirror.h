/* match/mirror.h: the customers of a book, turned round: for whom can a listed name be a hit?
 *
 * A search asks for one customer which of all listed names reach a score. After a change of the
 * list the question is the other way round: which of all customers can one of a few listed names
 * reach? The score is not symmetric (the weights of both sides, words asked about too many count
 * more than listed ones, readings of the name asked about), so that the customers cannot stand in
 * an index and be searched. Instead the names of the customers, read as a search reads them, are
 * an index of their own with its own bounds (mirror_plan.c says why nobody is missed). Names whose
 * bound reaches the threshold are scored as the search would score them. Lossless: every customer
 * for whom lc_match would find the version by name, identifier or address at the threshold is
 * marked; a few more may be.
 *
 * A mirror is immutable bytes, checked whole when they are opened, and shared by threads. What its
 * words weigh depends on the list and is not in it, so that it outlives every list. */
#ifndef MATCH_MIRROR_H
#define MATCH_MIRROR_H

#include "index/index.h"

/* ---- making ---- */

typedef struct lc_mirror_writer lc_mirror_writer;
lc_mirror_writer *lc_mirror_writer_new(const lc_lexicon *lex);
void lc_mirror_writer_free(lc_mirror_writer *w); /* takes NULL */
/* What of a customer takes longest, by any thread: lives in a, q is borrowed until it is taken. */
typedef struct lc_mirror_draft lc_mirror_draft;
lc_mirror_draft *lc_mirror_read(const lc_lexicon *lex, lc_arena *a, const lc_query *q);
/* Customers are numbered in the order they come. Copies what it needs. */
void lc_mirror_writer_take(lc_mirror_writer *w, const lc_mirror_draft *d);
/* Both in one. */
void lc_mirror_writer_add(lc_mirror_writer *w, const lc_query *q);
/* key: 64 characters that say of what book it is. The same customers give the same bytes.
 * LICET_E_LIMIT for more than a file can hold. The writer can only be freed after. */
int lc_mirror_writer_finish(lc_mirror_writer *w, lc_sv key, lc_buf *out, licet_error *err);

/* ---- reading ---- */

typedef struct lc_mirror lc_mirror;
/* Borrows bytes until close. LICET_E_INDEX where it is no mirror, or one of another version, key or
 * lexicon; LICET_E_CORRUPT where its bytes are not those that were written, or lead nowhere. */
int lc_mirror_open(lc_sv bytes, const lc_lexicon *lex, lc_sv key, lc_mirror **out,
                   licet_error *err);
void lc_mirror_close(lc_mirror *m); /* takes NULL */
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
