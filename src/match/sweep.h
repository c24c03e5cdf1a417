/* match/sweep.h: the same question asked of many words at once. Where the processor has vector
 * instructions they are used; way 0 gives the same answers without. Private to match. */
#ifndef MATCH_SWEEP_H
#define MATCH_SWEEP_H

#include "index/format.h"
#include "text/distance.h"

enum { LC_SWEEP_SLACK = 64 }; /* entries behind the last one that may be written to */

typedef struct lc_sweep_words { /* what lc_sweep_distances compares */
    const char *strings;        /* 16 bytes from the beginning of each string may be read */
    const lc_ix_token *tokens;
    const uint32_t *ids;
    size_t n;
} lc_sweep_words;

typedef struct lc_sweep_sounds { /* of so many letters each, one behind the other */
    const char *first; /* of token `from`; 16 bytes from the beginning of each are there */
    size_t letters;
    uint32_t from;
    const uint32_t *ids; /* which are compared */
    size_t n;
} lc_sweep_sounds;

/* Costs of lc_edit_cost by kind of letter, in steps of five: what a vector of bytes can add. */
typedef struct lc_sweep_costs {
    uint8_t change[LC_EDIT_KINDS][32];
    uint8_t gap_first[32], gap[32];
} lc_sweep_costs;

void lc_sweep_costs_init(lc_sweep_costs *c);

typedef struct lc_sweep {
    /* Numbers in [from, to) of the bags that lack at most `lacks` bits of bag and have at most
     * `extra` bits beside it, ascending; returns how many. out has room for to - from and the
     * slack. */
    size_t (*bags)(const uint32_t *bags, uint32_t from, uint32_t to, uint32_t bag, int lacks,
                   int extra, uint32_t *out);
    /* The same by blocks: those that have nothing in common with what is looked for are passed. */
    size_t (*blocks)(const lc_ix_block *blocks, const uint32_t *bags, uint32_t from, uint32_t to,
                     uint32_t bag, int lacks, int extra, uint32_t *out);
    /* The same for bags of 64 bits. */
    size_t (*wide_bags)(const uint64_t *bags, uint32_t from, uint32_t to, uint64_t bag, int lacks,
                        int extra, uint32_t *out);
    /* lc_osa of the pattern's word and each sound; out has room for w->n and the slack. */
    void (*distances)(const lc_pattern *p, const lc_sweep_words *w, uint8_t *out);
    void (*sounds)(const lc_pattern *p, const lc_sweep_sounds *s, uint8_t *out);
    /* lc_edit_cost of a word and the text of each token; out likewise. */
    void (*costs)(const lc_sweep_costs *c, lc_sv word, const lc_sweep_words *w, uint16_t *out);
} lc_sweep;

enum { LC_SWEEP_WAYS = 3 }; /* without vectors, AVX2, AVX-512 */
/* NULL: this processor cannot. Way 0 is always there. */
const lc_sweep *lc_sweep_way(size_t way);
/* The fastest this processor can. */
const lc_sweep *lc_sweep_best(void);

/* sweep_costs.c */
void lc_sweep_costs_plain(const lc_sweep_costs *c, lc_sv word, const lc_sweep_words *w,
                          uint16_t *out);
void lc_sweep_costs_avx2(const lc_sweep_costs *c, lc_sv word, const lc_sweep_words *w,
                         uint16_t *out);

#endif
