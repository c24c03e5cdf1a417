#include "base/sv.h"

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

int lc_sv_cmp(lc_sv a, lc_sv b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.data, b.data, n) : 0;
    if (c) return c;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool lc_sv_ieq(lc_sv a, lc_sv b)
{
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.data[i]) != lower(b.data[i])) return false;
    return true;
}

bool lc_sv_starts(lc_sv a, lc_sv prefix)
{
    return a.len >= prefix.len && lc_sv_eq((lc_sv){a.data, prefix.len}, prefix);
}

bool lc_sv_ends(lc_sv a, lc_sv suffix)
{
    return a.len >= suffix.len && lc_sv_eq(lc_sv_from(a, a.len - suffix.len), suffix);
}

static bool blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

lc_sv lc_sv_trim(lc_sv a)
{
    while (a.len && blank(a.data[0])) a.data++, a.len--;
    while (a.len && blank(a.data[a.len - 1])) a.len--;
    return a;
}

lc_sv lc_sv_from(lc_sv a, size_t at)
{
    if (at >= a.len) return (lc_sv){a.data ? a.data + a.len : NULL, 0};
    return (lc_sv){a.data + at, a.len - at};
}

size_t lc_sv_find(lc_sv a, lc_sv needle, size_t from)
{
    if (needle.len == 0) return from <= a.len ? from : SIZE_MAX;
    if (from >= a.len) return SIZE_MAX;
    const char *at = needle.len == 1 ? memchr(a.data + from, needle.data[0], a.len - from)
                                     : memmem(a.data + from, a.len - from, needle.data, needle.len);
    return at ? (size_t)(at - a.data) : SIZE_MAX;
}

size_t lc_sv_ifind(lc_sv a, lc_sv needle, size_t from)
{
    for (size_t i = from; i + needle.len <= a.len; i++)
        if (lc_sv_ieq((lc_sv){a.data + i, needle.len}, needle)) return i;
    return SIZE_MAX;
}

lc_sv lc_sv_cut(lc_sv *rest, lc_sv sep)
{
    size_t at = lc_sv_find(*rest, sep, 0);
    lc_sv head = *rest;
    if (at == SIZE_MAX || sep.len == 0) {
        *rest = LC_SV_NONE;
        return head;
    }
    head.len = at;
    rest->data += at + sep.len;
    rest->len -= at + sep.len;
    return head;
}

bool lc_sv_u64(lc_sv a, uint64_t *out)
{
    if (a.len == 0) return false;
    uint64_t v = 0;
    for (size_t i = 0; i < a.len; i++) {
        unsigned d = (unsigned)(a.data[i] - '0');
        if (d > 9 || v > (UINT64_MAX - d) / 10) return false;
        v = v * 10 + d;
    }
    *out = v;
    return true;
}

lc_sv lc_sv_base_name(lc_sv path)
{
    size_t i = path.len;
    while (i && path.data[i - 1] != '/' && path.data[i - 1] != '\\') i--;
    return lc_sv_from(path, i);
}
