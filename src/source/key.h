/* source/key.h: the stable key of an entry (DESIGN section 2).
 *
 *   SDN/36                                     sub-list and the publisher's number
 *   EL/candiru/IL/86FR60759                    no number: folded name, country, first citation
 *   DPL/al naser airlines/IQ/80FR30435#3       the third entry of the file with that key
 *
 * The country is that of the first address, else the entry's first; the citation is the volume and
 * page of the first Federal Register notice, else the folded text up to the first ';'. An ordinal
 * counts only entries with the same key, in file order: other rows may move without touching it. */
#ifndef SOURCE_KEY_H
#define SOURCE_KEY_H

#include "record/entry.h"

typedef struct lc_keys lc_keys; /* which keys one file has used; 16 bytes an entry, no text kept */

lc_keys *lc_keys_new(void);
void lc_keys_free(lc_keys *k); /* takes NULL */
/* The key for e, made in a. out_ordinal: 1 for the first entry with it, then 2, 3 ... */
lc_sv lc_keys_next(lc_keys *k, lc_arena *a, const lc_entry *e, uint32_t *out_ordinal);

#endif
