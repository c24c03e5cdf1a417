#include "codec/utf8.h"

typedef unsigned char byte;

/* True if eight bytes are all ASCII and none is NUL: the high bits of w and of w - 1 in each lane
 * stay clear. A borrow can only turn the answer to "look closer", never the other way. */
static bool plain_eight(const byte *p)
{
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return ((w | (w - 0x0101010101010101ull)) & 0x8080808080808080ull) == 0;
}

static bool follows(const byte *p, size_t left, size_t n)
{
    if (left < n) return false;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xC0) != 0x80) return false;
    return true;
}

/* Length of the well-formed sequence at p, or 0. Rows of Unicode table 3-7. */
static size_t sequence(const byte *p, size_t left)
{
    byte a = p[0];
    if (a == 0) return 0;
    if (a < 0x80) return 1;
    if (a < 0xC2) return 0;
    if (a < 0xE0) return follows(p, left, 2) ? 2 : 0;
    if (a < 0xF0) {
        if (!follows(p, left, 3)) return 0;
        if (a == 0xE0 && p[1] < 0xA0) return 0; /* overlong */
        if (a == 0xED && p[1] > 0x9F) return 0; /* surrogate */
        return 3;
    }
    if (a > 0xF4 || !follows(p, left, 4)) return 0;
    if (a == 0xF0 && p[1] < 0x90) return 0; /* overlong */
    if (a == 0xF4 && p[1] > 0x8F) return 0; /* above U+10FFFF */
    return 4;
}

size_t lc_utf8_bad_at(lc_sv s)
{
    const byte *p = (const byte *)s.data;
    size_t i = 0;
    while (i < s.len) {
        if (s.len - i >= 8 && plain_eight(p + i)) {
            i += 8;
            continue;
        }
        size_t n = sequence(p + i, s.len - i);
        if (!n) return i;
        i += n;
    }
    return SIZE_MAX;
}
