/* source/spool.h: a file that has to be read twice, because what its records refer to stands
 * behind them: kept packed while it is read the first time. Private to source.
 *
 * Memory is a tenth of the file or so; more than LC_SPOOL_MAX_BYTES of it refuse the file. */
#ifndef SOURCE_SPOOL_H
#define SOURCE_SPOOL_H

#include "source/input.h"

#define LC_SPOOL_MAX_BYTES ((size_t)2 * 1024 * 1024 * 1024) /* packed */

typedef struct lc_spool lc_spool;

lc_spool *lc_spool_new(lc_input *in);
void lc_spool_free(lc_spool *s); /* takes NULL */
/* The text of the input; what was read from it is kept. */
const lc_reader *lc_spool_first(lc_spool *s);
/* The same bytes again, once the first reader came to its end. */
int lc_spool_second(lc_spool *s, const lc_reader **out, licet_error *err);

#endif
