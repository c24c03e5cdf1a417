/* engine/placeholders.h: what people write where a name should stand: "same", "TBD", "TO ORDER",
 * "unknown". It names nobody, so that nothing found for it says nothing about the party. */
#ifndef ENGINE_PLACEHOLDERS_H
#define ENGINE_PLACEHOLDERS_H

#include "engine/orders_words.h"

/* The words for it out of data/orders/columns.txt, which orders are read with too. */
int lc_placeholders_open(lc_sv columns_text, lc_words_table **out, licet_error *err);
/* Is the whole of name such a word, or nothing but signs? Never for a name that merely
 * contains one ("Unknown Pleasures Ltd"), nor for an empty one. */
bool lc_placeholder(const lc_words_table *t, lc_arena *a, lc_sv name);

#endif
