/* index/reader.h: inside of an open index. Private to index. */
#ifndef INDEX_READER_H
#define INDEX_READER_H

#include "index/format.h"

struct lc_index {
    lc_ix_view view;
    char hash[65];
};

/* NULL if every offset, number and order in the sections is as format.h says; else what is not.
 * Fills in what the view says about all of them (heaviest, starts). */
const char *lc_ix_validate(lc_ix_view *v);

#endif
