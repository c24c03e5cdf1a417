/* text/fold.h: names made comparable. */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/arena.h"

/* True if the bytes are well-formed UTF-8 (no surrogates, no overlong forms). *bad_at, may be NULL,
 * is the first offending byte. */
bool lc_utf8_ok(lc_sv s, size_t *bad_at);

/* Case, width, compatibility and diacritics folded (NFKD, marks off, case fold), punctuation and
 * white space to single spaces, invisible characters off; scripts stay as they are. ASCII has a
 * fast path with the same result. Used for keys and for exact comparison. s must be UTF-8. */
lc_sv lc_fold(lc_arena *a, lc_sv s);

#endif
