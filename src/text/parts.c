#include "text/parts.h"

enum { LEAST_LETTERS = 3 };

/* What begins the part of a field that is not the name (Universal Postal Union S42, trade papers).
 */
static const char *const markers[] = {
    " c/o ",      " attn ",   " attn: ", " attn. ",   " ref ",  " ref: ", " ref. ",    " f/b/o ",
    " p.o. box ", " po box ", " tel ",   " account ", " acct ", " a/c ",  " invoice ", " order no"};

static size_t letters(lc_sv s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        n += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
    }
    return n;
}

static void add(lc_sv part, lc_sv whole, lc_sv out[LC_NAME_PARTS], size_t *n)
{
    part = lc_sv_trim(part);
    if (*n < LC_NAME_PARTS && letters(part) >= LEAST_LETTERS && part.len < whole.len)
        out[(*n)++] = part;
}

/* All of them begin with a space. */
static bool marker_at(lc_sv rest)
{
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        size_t n = strlen(markers[i]);
        if (rest.len < n || (rest.data[1] | 0x20) != markers[i][1]) continue;
        if (lc_sv_ieq(lc_sv_make(rest.data, n), lc_sv_make(markers[i], n))) return true;
    }
    return false;
}

static size_t first_marker(lc_sv name)
{
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < name.len && first == SIZE_MAX; i++)
        if (name.data[i] == ' ' && marker_at(lc_sv_from(name, i))) first = i;
    for (size_t i = 0; i + 2 < name.len && i < first; i++)
        if (name.data[i] == ',' && name.data[i + 1] == ' ' && name.data[i + 2] >= '0' &&
            name.data[i + 2] <= '9')
            first = i;
    return first;
}

static bool brackets(lc_sv name, size_t *open, size_t *close)
{
    *open = lc_sv_find(name, LC_SV("("), 0);
    if (*open == SIZE_MAX) return false;
    *close = lc_sv_find(name, LC_SV(")"), *open);
    if (*close == SIZE_MAX) *close = name.len;
    for (size_t i = *open; i < *close; i++)
        if (name.data[i] >= '0' && name.data[i] <= '9') return false; /* a number tells apart */
    return true;
}

lc_sv lc_name_unbracketed(lc_arena *a, lc_sv name)
{
    size_t open, close;
    if (!brackets(name, &open, &close)) return LC_SV_NONE;
    lc_sv rest = lc_sv_from(name, close < name.len ? close + 1 : close);
    lc_sv out = lc_sv_trim(lc_arena_printf(a, "%.*s %.*s", (int)open, name.data, LC_SV_ARG(rest)));
    return letters(out) >= LEAST_LETTERS ? out : LC_SV_NONE;
}

size_t lc_name_parts(lc_arena *a, lc_sv name, lc_sv out[LC_NAME_PARTS])
{
    size_t n = 0, open, close, slash = lc_sv_find(name, LC_SV(" / "), 0);
    size_t marker = first_marker(name);
    if (marker != SIZE_MAX) add(lc_sv_make(name.data, marker), name, out, &n);
    if (slash != SIZE_MAX) {
        add(lc_sv_make(name.data, slash), name, out, &n);
        add(lc_sv_from(name, slash + 3), name, out, &n);
    }
    if (brackets(name, &open, &close)) {
        add(lc_name_unbracketed(a, name), name, out, &n);
        add(lc_sv_make(name.data + open + 1, close - open - 1), name, out, &n);
    }
    return n;
}
