/* index/prefix.h: names that could be meant by what somebody is typing. Candidates only: nothing is
 * scored, judged or recorded, and a name that is not among them is not thereby off the lists. */
#ifndef INDEX_PREFIX_H
#define INDEX_PREFIX_H

#include "base/arena.h"
#include "index/index.h"

enum {
    LC_PREFIX_WORDS = 16,     /* typed words that are looked at */
    LC_PREFIX_FOUND = 512,    /* so many names are ranked */
    LC_PREFIX_LOOKED = 15000, /* so many are looked at */
};

typedef struct lc_prefix_params {
    lc_date as_of;    /* LC_DATE_NONE: every version */
    int64_t known_at; /* 0: all that is known */
    size_t limit;     /* most names given */
} lc_prefix_params;

typedef struct lc_prefix_name {
    lc_sv name; /* as listed, borrowed from the index */
    lc_name_kind kind;
    uint32_t version;
} lc_prefix_name;

/* Names of which every typed word begins a word, each another one, whatever the order; letters are
 * compared as the index spells them (case, accents and script do not matter). First those that
 * begin with what was typed, then those with the words in order, then the shorter; ties by version.
 * An entry version may stand with several names, but with none twice. out_more (may be NULL): there
 * are others.
 */
size_t lc_index_prefix(const lc_index *x, lc_arena *a, lc_sv typed, const lc_prefix_params *p,
                       lc_prefix_name **out, bool *out_more);

#endif
