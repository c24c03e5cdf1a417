/* engine/rescreen.h: one run over the book: what its files share. Private to the desk.
 *
 * A run is a row of the log (ids "S-...") that holds, for every customer with hits, what they were;
 * the next run is compared with it. */
#ifndef ENGINE_RESCREEN_H
#define ENGINE_RESCREEN_H

#include "base/map.h"
#include "engine/book.h"

typedef struct lc_pair { /* one hit of one customer */
    lc_sv entry, list, name, wording, verdict;
    lc_sv state;  /* open escalated false_hit true_match */
    lc_sv change; /* new reopened changed settled gone, or empty: as it was */
    lc_sv why;    /* of the change, or empty */
    lc_sv first;  /* day it was first seen, YYYY-MM-DD */
    double score;
} lc_pair;

typedef struct lc_screened { /* one customer */
    const lc_customer *customer;
    lc_sv decision; /* empty: not recorded in this run and never before */
    licet_verdict verdict;
    lc_pair *pairs;
    size_t n_pairs;
    lc_pair *gone; /* hits of the run before that are no more */
    size_t n_gone;
    bool recorded;
} lc_screened;

typedef struct lc_rescreen {
    licet *l;
    const licet_rescreen_params *p;
    lc_arena *a;
    lc_date day;
    lc_edition edition;
    lc_book book;
    bool has_before;
    lc_edition before;  /* the run before */
    lc_map *before_ids; /* customer id -> place + 1 in before's "state" */
    lc_map
        *before_book; /* id -> place + 1 of a customer of the edition before, or NULL: the same */
    lc_book before_customers;
    lc_screened *at; /* one for each customer of the book, in its order */
    uint64_t recorded, searched, verdicts[4];
} lc_rescreen;

/* ---- rescreen_narrow.c ---- */
typedef struct lc_narrow {
    lc_date since; /* the day asked about, with what was known at since_known_at */
    int64_t since_known_at;
    size_t threads;
} lc_narrow;
/* One byte a customer: 0: no hit in the run before, none now and none on the day asked about, so
 * that searching would find nothing. NULL: that cannot be told, and everybody is to be searched.
 * Lives in r->a. */
uint8_t *lc_rescreen_narrow(lc_rescreen *r, const licet_snapshot *s, const lc_narrow *p);

/* ---- rescreen_change.c ---- */
/* Reads the run before, and the customers of its edition. */
int lc_rescreen_before(lc_rescreen *r, lc_store *store, licet_error *err);
/* Takes what the body of a screening says of its customer into *out, compared with the run before.
 */
void lc_rescreen_compare(const lc_rescreen *r, const lc_json *body, lc_screened *out);
/* Was exactly this record screened in the run before or one it builds on? */
bool lc_rescreen_known(const lc_rescreen *r, const lc_customer *c);
/* Had it hits in the run before? */
bool lc_rescreen_had_hits(const lc_rescreen *r, const lc_customer *c);
/* Is anything else than in the run before? */
bool lc_rescreen_differs(const lc_screened *x);
/* The body of the row of this run. */
lc_json *lc_rescreen_row(const lc_rescreen *r, const lc_json *versions);

/* ---- rescreen_out.c ---- */
lc_json *lc_rescreen_report(const lc_rescreen *r, lc_sv run, lc_sv remedy);
/* Writes one row a customer; .csv or .jsonl by extension. */
int lc_rescreen_write(const lc_rescreen *r, const char *path, licet_error *err);
bool lc_pair_open(const lc_pair *p);

#endif
