/* store/filled.h: which fields of an entry the publisher filled, as bits: what an edition empties
 * is seen without reading the old wordings again. Pure. Private to this room. */
#ifndef STORE_FILLED_H
#define STORE_FILLED_H

#include "record/entry.h"

/* Bits for fields with a place of their own, then bits shared by attributes, by hash of their
 * names. The top bit stays free: the number is stored as a signed one. */
enum { LC_FILLED_BITS = 63 };

uint64_t lc_filled_of(const lc_entry *e);
/* "addresses", "licence requirements", ...; "other fields" for attributes. Static text. */
const char *lc_filled_word(unsigned bit);

#endif
