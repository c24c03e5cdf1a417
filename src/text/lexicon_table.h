/* text/lexicon_table.h: words to numbers, for many words known beforehand. Private to text. */
#ifndef TEXT_LEXICON_TABLE_H
#define TEXT_LEXICON_TABLE_H

#include "base/sv.h"

typedef struct lc_table_slot {
    const char *data;  /* NULL: free */
    uint16_t len, tag; /* tag: of the hash, so that few words are looked at in vain */
    uint32_t value;
} lc_table_slot;

typedef struct lc_table {
    lc_table_slot *slots;
    size_t cap, used;
} lc_table;

/* Room for so many words; it grows when there are more. */
void lc_table_init(lc_table *t, size_t words);
void lc_table_done(lc_table *t);
/* The number of a word of at most 65,535 bytes (borrowed: it must outlive the table), 0 where it
 * is new. */
uint32_t *lc_table_put(lc_table *t, lc_sv word, bool *out_new);
/* The same in two steps, so that what stands between them hides the way to memory: what
 * lc_table_ahead gave of the word, with the table as it is or after others were put. */
uint64_t lc_table_ahead(const lc_table *t, lc_sv word);
uint32_t *lc_table_put_ahead(lc_table *t, lc_sv word, uint64_t ahead, bool *out_new);
/* NULL: not there. */
const uint32_t *lc_table_get(const lc_table *t, lc_sv word);

#endif
