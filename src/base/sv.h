/* base/sv.h: a borrowed view of bytes. Never owns, never NUL-terminated by promise.
 * An empty view may have data == NULL. */
#ifndef BASE_SV_H
#define BASE_SV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct lc_sv {
    const char *data;
    size_t len;
} lc_sv;

#define LC_SV(lit) ((lc_sv){(lit), sizeof(lit) - 1})
#define LC_SV_NONE ((lc_sv){NULL, 0})
/* For printf: "%.*s", LC_SV_ARG(v) */
#define LC_SV_ARG(v) (int)(v).len, (v).data ? (v).data : ""

static inline lc_sv lc_sv_of(const char *z)
{
    return z ? (lc_sv){z, strlen(z)} : LC_SV_NONE;
}

static inline lc_sv lc_sv_make(const char *data, size_t len)
{
    return (lc_sv){data, len};
}

static inline bool lc_sv_eq(lc_sv a, lc_sv b)
{
    return a.len == b.len &&
           (a.len == 0 || (a.data && b.data && memcmp(a.data, b.data, a.len) == 0));
}

static inline bool lc_sv_is(lc_sv a, const char *z)
{
    return lc_sv_eq(a, lc_sv_of(z));
}

/* Bytewise order; a prefix sorts first. */
int lc_sv_cmp(lc_sv a, lc_sv b);
/* Equal when ASCII letters are taken without case. */
bool lc_sv_ieq(lc_sv a, lc_sv b);
bool lc_sv_starts(lc_sv a, lc_sv prefix);
bool lc_sv_ends(lc_sv a, lc_sv suffix);
/* ASCII white space off both ends. */
lc_sv lc_sv_trim(lc_sv a);
/* From byte at to the end (at beyond the end: empty). */
lc_sv lc_sv_from(lc_sv a, size_t at);
/* What stands behind the last slash or backslash: a file's name without its folders. */
lc_sv lc_sv_base_name(lc_sv path);
/* First position of needle at or after from, or SIZE_MAX. Case as is / ASCII case ignored. */
size_t lc_sv_find(lc_sv a, lc_sv needle, size_t from);
size_t lc_sv_ifind(lc_sv a, lc_sv needle, size_t from);
/* Cuts *rest at the first sep: returns what stands before, *rest becomes what stands after
 * (data NULL once nothing is left). Loop: while (rest.data) part = lc_sv_cut(&rest, sep). */
lc_sv lc_sv_cut(lc_sv *rest, lc_sv sep);
/* Whole view as a decimal number without sign; false if it is not one or overflows. */
bool lc_sv_u64(lc_sv a, uint64_t *out);

#endif
