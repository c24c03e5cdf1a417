/* text/parts.h: names that hold more than a name. */
#ifndef TEXT_PARTS_H
#define TEXT_PARTS_H

#include "base/arena.h"

enum { LC_NAME_PARTS = 4 };

/* Parts of a field that may each be the name: what stands before and inside brackets
 * ("Research Centre (JSC NICEVT)"; not where the brackets hold a number), on either side of a slash
 * between spaces, before "c/o", "attn", "ref", and before a comma that a house number follows.
 * Never the whole name itself; none of fewer than three letters. Returns how many. Views into name
 * or in a. */
size_t lc_name_parts(lc_arena *a, lc_sv name, lc_sv out[LC_NAME_PARTS]);
/* The name without what stands in brackets, if that is no number and anything else is left; else
 * empty. In a. */
lc_sv lc_name_unbracketed(lc_arena *a, lc_sv name);

#endif
