/* text/clean.h: the first two steps of tokens.h. Private to text. */
#ifndef TEXT_CLEAN_H
#define TEXT_CLEAN_H

#include "text/lexicon.h"

/* Look-alike letters of other scripts inside Latin words become Latin (Unicode UTS #39),
 * apostrophes inside words go, "&" becomes "and"; then lc_fold. */
lc_sv lc_clean(lc_arena *a, lc_sv name);
/* Puts spaces between what are words of their own; see tokens.h "cut". folded as lc_clean gives it.
 * organisations: look for words of organisations in runs without spaces. */
lc_sv lc_cut_words(const lc_lexicon *lex, lc_arena *a, lc_sv folded, bool organisations);

#endif
