/* match/sweep.h: the same question asked of many words at once. Where the processor has vector
 * instructions they are used; lc_sweep_plain gives the same answers without. Private to match. */
#ifndef MATCH_SWEEP_H
#define MATCH_SWEEP_H

#include "index/format.h"
#include "text/distance.h"

enum { LC_SWEEP_SLACK = 64 }; /* entries behind the last one that may be written to */

typedef struct lc_sweep_words { /* what lc_sweep_distances compares */
    const char *strings;        /* 16 bytes from the beginning of each sound may be read */
    const lc_ix_token *tokens;
    const uint32_t *ids;
    size_t n;
} lc_sweep_words;

typedef struct lc_sweep {
    /* Numbers in [from, to) of the bags that lack at most `lacks` bits of bag and have at most
     * `extra` bits beside it, ascending; returns how many. out has room for to - from and the
     * slack. */
    size_t (*bags)(const uint32_t *bags, uint32_t from, uint32_t to, uint32_t bag, int lacks,
                   int extra, uint32_t *out);
    /* The same for bags of 64 bits. */
    size_t (*wide_bags)(const uint64_t *bags, uint32_t from, uint32_t to, uint64_t bag, int lacks,
                        int extra, uint32_t *out);
    /* lc_osa of the pattern's word and each sound; out has room for w->n and the slack. */
    void (*distances)(const lc_pattern *p, const lc_sweep_words *w, uint8_t *out);
} lc_sweep;

const lc_sweep *lc_sweep_plain(void);
/* The fastest this processor can. */
const lc_sweep *lc_sweep_best(void);

#endif
