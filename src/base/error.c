#include "base/error.h"

#include <stdio.h>
#include <string.h>

int lc_fail(licet_error *err, licet_code code, const char *fmt, ...)
{
    if (!err) return (int)code;
    memset(err, 0, sizeof *err);
    err->code = code;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(err->message, sizeof err->message, fmt, ap);
    va_end(ap);
    return (int)code;
}

/* These two end many a failing function: without an error to take the code from, they must not read
 * as success. */
enum { NO_ERROR_GIVEN = LICET_E_ARGUMENT };

int lc_fail_at(licet_error *err, const char *file, uint64_t line, uint64_t byte)
{
    if (!err) return NO_ERROR_GIVEN;
    if (file) snprintf(err->file, sizeof err->file, "%s", file);
    if (line) err->line = line;
    err->byte = byte;
    err->has_byte = 1;
    return (int)err->code;
}

int lc_fail_remedy(licet_error *err, const char *fmt, ...)
{
    if (!err) return NO_ERROR_GIVEN;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(err->remedy, sizeof err->remedy, fmt, ap);
    va_end(ap);
    return (int)err->code;
}
