/* engine/memory.h: what one thread has looked up in this run: the same party stands in many orders
 * (bank, forwarder, customer), and many parties come near the same entries. Within a run everything
 * a search depends on stands still, so that looking again gives the same. */
#ifndef ENGINE_MEMORY_H
#define ENGINE_MEMORY_H

#include "engine/screen.h"

/* Between two batches all is forgotten once so much is kept. */
enum { LC_MEMORY_BYTES = 4 << 20 };

lc_memory *lc_memory_new(void);
void lc_memory_free(lc_memory *m); /* takes NULL */
/* To be called between two batches: forgets everything where there is too much of it. What the
 * batch before it was given may still be in use, until the next call. Takes NULL. */
void lc_memory_trim(lc_memory *m);

/* The same question asked before? The lists of facts are copies in a; the rest is borrowed until
 * the trim after the next. Takes NULL. */
bool lc_memory_find(const lc_memory *m, const lc_query *q, lc_date day, lc_arena *a,
                    lc_screening *out);
void lc_memory_keep(lc_memory *m, const lc_query *q, lc_date day, const lc_screening *r);

/* An entry of the index, read once, and the hash of its wording. Borrowed likewise; m NULL: made in
 * a. */
typedef struct lc_read_entry {
    lc_entry entry;
    char wording[LC_PAIR_HEX];
} lc_read_entry;
int lc_memory_entry(lc_memory *m, const lc_index *x, uint32_t version, lc_arena *a,
                    const lc_read_entry **out, licet_error *err);

#endif
