/* base/error.h: fill a licet_error; every setter accepts a NULL error and returns a code. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdarg.h>
#include "licet/error.h"

/* Sets code and message (printf style), clears place and remedy. Returns code. */
int lc_fail(licet_error *err, licet_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds the place to an error already set; line 0 leaves line alone. Returns err->code, or
 * LICET_E_ARGUMENT where err is NULL: never 0 after a failure. */
int lc_fail_at(licet_error *err, const char *file, uint64_t line, uint64_t byte);

/* Adds what to do. Returns as lc_fail_at. */
int lc_fail_remedy(licet_error *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
