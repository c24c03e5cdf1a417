/* index/look.h: an open index for people who want to look inside, and its whole check. */
#ifndef INDEX_LOOK_H
#define INDEX_LOOK_H

#include "base/buf.h"
#include "index/index.h"

/* Everything that follows from the words is made anew and compared: sounds, bags, bones, weights of
 * names, joined sounds, orders, postings and links, none missing. NULL if all of it agrees, else
 * what does not. Hash, offsets and numbers were checked by lc_index_open. */
const char *lc_index_verify(const lc_index *x);

typedef struct lc_index_section {
    const char *name;
    uint64_t bytes, records;
    bool searched; /* not the entries' bodies and intervals, nor the names as listed */
} lc_index_section;

enum { LC_INDEX_LONGEST = 10 };

typedef struct lc_index_stats {
    uint64_t file_bytes, searched_bytes;
    uint32_t versions, names, forms, words;
    lc_index_section *sections; /* in a */
    size_t n_sections;
    struct {
        lc_sv word; /* borrowed from the index */
        uint32_t forms;
    } longest[LC_INDEX_LONGEST]; /* words in most names, the most first */
    size_t n_longest;
} lc_index_stats;

void lc_index_stats_of(const lc_index *x, lc_arena *a, lc_index_stats *out);

/* The index as text, a line for each word and each name as it is searched, in parts: appends to out
 * what stands in part `part` and returns whether there are more. The first part is 0.
 *   word <tab> number <tab> text <tab> sound <tab> class <tab> weight <tab> names that have it
 *   name <tab> number <tab> weight <tab> words (* carries the name) <tab> listed name, once each */
bool lc_index_dump(const lc_index *x, uint32_t part, lc_buf *out);

#endif
