#include "text/fold.h"

#include <unicode/utf8.h>

#include "text/letters.h"

bool lc_utf8_ok(lc_sv s, size_t *bad_at)
{
    for (size_t i = 0; i < s.len;) {
        if (!((unsigned char)s.data[i] & 0x80)) {
            i++;
            continue;
        }
        size_t start = i;
        UChar32 c;
        U8_NEXT((const uint8_t *)s.data, i, s.len, c);
        if (c < 0) {
            if (bad_at) *bad_at = start;
            return false;
        }
    }
    return true;
}

static bool is_ascii(lc_sv s)
{
    unsigned char all = 0;
    for (size_t i = 0; i < s.len; i++) all |= (unsigned char)s.data[i];
    return all < 128;
}

static lc_sv fold_ascii(lc_arena *a, lc_sv s)
{
    char *out = lc_arena_alloc(a, s.len + 1);
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
            gap = n > 0;
            continue;
        }
        if (gap) out[n++] = ' ';
        gap = false;
        out[n++] = c;
    }
    return lc_sv_make(out, n);
}

/* Every code point is a word character, a gap, or nothing. */
static void fold_into(lc_sv casefolded, lc_buf *out)
{
    bool gap = false;
    for (size_t i = 0; i < casefolded.len;) {
        UChar32 c;
        U8_NEXT_UNSAFE((const uint8_t *)casefolded.data, i, c);
        if (lc_letter_is_hidden(c) || lc_letter_is_mark(c)) continue;
        if (!lc_letter_is_word(c)) {
            gap = out->len > 0;
            continue;
        }
        if (gap) lc_buf_c(out, ' ');
        gap = false;
        lc_letter_put_bare(c, out);
    }
}

lc_sv lc_fold(lc_arena *a, lc_sv s)
{
    if (is_ascii(s)) return fold_ascii(a, s);
    lc_buf casefolded = {0}, folded = {0};
    lc_letters_casefold(s, &casefolded);
    fold_into(lc_buf_view(&casefolded), &folded);
    lc_sv out = lc_arena_sv(a, lc_buf_view(&folded));
    lc_buf_done(&casefolded);
    lc_buf_done(&folded);
    return out;
}
