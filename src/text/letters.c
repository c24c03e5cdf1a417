#include "text/letters.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "base/arena.h"

enum { MAX_DECOMPOSED = 32 }; /* the longest NFKD of one code point is 18 (U+FDFA) */

/* ICU's own tables cannot be read: nothing can be compared, so nothing may be answered. */
static const UNormalizer2 *must(const UNormalizer2 *n, UErrorCode e)
{
    if (U_FAILURE(e) || !n) abort();
    return n;
}

static const UNormalizer2 *nfkc_casefold(void)
{
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *n = unorm2_getNFKCCasefoldInstance(&e);
    return must(n, e);
}

static const UNormalizer2 *nfkd(void)
{
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *n = unorm2_getNFKDInstance(&e);
    return must(n, e);
}

static void put_cp(int32_t cp, lc_buf *out)
{
    char bytes[U8_MAX_LENGTH];
    int32_t n = 0;
    U8_APPEND_UNSAFE(bytes, n, cp);
    lc_buf_put(out, bytes, (size_t)n);
}

void lc_letters_casefold(lc_sv s, lc_buf *out)
{
    if (s.len == 0 || s.len > INT32_MAX / 8) return;
    UErrorCode e = U_ZERO_ERROR;
    int32_t cap = (int32_t)s.len, n = 0, folded_len;
    UChar *wide = lc_xmalloc(sizeof(UChar) * (size_t)cap);
    u_strFromUTF8WithSub(wide, cap, &n, s.data, cap, 0xFFFD, NULL, &e);
    if (U_FAILURE(e) && e != U_STRING_NOT_TERMINATED_WARNING) abort();
    e = U_ZERO_ERROR;
    folded_len = unorm2_normalize(nfkc_casefold(), wide, n, NULL, 0, &e);
    if (e != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(e)) abort();
    e = U_ZERO_ERROR;
    UChar *folded = lc_xmalloc(sizeof(UChar) * ((size_t)folded_len + 1));
    unorm2_normalize(nfkc_casefold(), wide, n, folded, folded_len + 1, &e);
    if (U_FAILURE(e)) abort();
    for (int32_t i = 0; i < folded_len;) {
        UChar32 c;
        U16_NEXT(folded, i, folded_len, c);
        put_cp(U_IS_SURROGATE(c) ? 0xFFFD : c, out);
    }
    free(wide);
    free(folded);
}

/* Marks shared by all scripts, and those of scripts that are written without them just as well. */
bool lc_letter_is_mark(int32_t cp)
{
    if (cp == 0x0640) return true;                  /* Arabic tatweel only stretches a word */
    if (cp == 0x3099 || cp == 0x309A) return false; /* kana voicing makes another syllable */
    if (!(U_GET_GC_MASK(cp) & (U_GC_MN_MASK | U_GC_ME_MASK))) return false;
    UErrorCode e = U_ZERO_ERROR;
    UScriptCode s = uscript_getScript(cp, &e);
    return s == USCRIPT_INHERITED || s == USCRIPT_COMMON || s == USCRIPT_LATIN ||
           s == USCRIPT_GREEK || s == USCRIPT_CYRILLIC || s == USCRIPT_ARABIC ||
           s == USCRIPT_HEBREW || s == USCRIPT_SYRIAC;
}

bool lc_letter_is_word(int32_t cp)
{
    const uint32_t word = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
    return (U_GET_GC_MASK(cp) & word) != 0;
}

bool lc_letter_is_hidden(int32_t cp)
{
    return (U_GET_GC_MASK(cp) & U_GC_CF_MASK) != 0 ||
           u_hasBinaryProperty(cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* Latin letters that have no decomposition (UnicodeData.txt field 5 empty), spelt as users without
 * the key for them type them. Case is already folded. */
static const struct {
    int32_t cp;
    const char *ascii;
} whole_letters[] = {
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"}, {0x00FE, "th"}, {0x0111, "d"},  {0x0127, "h"},
    {0x0131, "i"},  {0x0138, "k"}, {0x0142, "l"}, {0x014B, "ng"}, {0x0153, "oe"}, {0x0167, "t"},
    {0x0180, "b"},  {0x0183, "b"}, {0x0188, "c"}, {0x018C, "d"},  {0x0192, "f"},  {0x0199, "k"},
    {0x019A, "l"},  {0x019E, "n"}, {0x01A5, "p"}, {0x01AD, "t"},  {0x01B4, "y"},  {0x01B6, "z"},
    {0x01DD, "e"},  {0x01E5, "g"}, {0x0221, "d"}, {0x0225, "z"},  {0x0234, "l"},  {0x0235, "n"},
    {0x0236, "t"},  {0x0237, "j"}, {0x023C, "c"}, {0x0247, "e"},  {0x0249, "j"},  {0x024D, "r"},
    {0x024F, "y"},  {0x0253, "b"}, {0x0254, "o"}, {0x0256, "d"},  {0x0257, "d"},  {0x0259, "e"},
    {0x025B, "e"},  {0x0260, "g"}, {0x0268, "i"}, {0x0269, "i"},  {0x026B, "l"},  {0x0272, "n"},
    {0x0275, "o"},  {0x0289, "u"}, {0x028B, "v"}, {0x0292, "z"},  {0x1E9F, "d"},  {0x2C65, "a"},
    {0x2C66, "t"},
};

static const char *ascii_of(int32_t cp)
{
    size_t lo = 0, hi = sizeof whole_letters / sizeof *whole_letters;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (whole_letters[mid].cp == cp) return whole_letters[mid].ascii;
        if (whole_letters[mid].cp < cp)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

static void put_part(int32_t cp, lc_buf *out)
{
    const char *ascii = ascii_of(cp);
    int32_t digit = cp < 128 ? -1 : u_charDigitValue(cp);
    if (lc_letter_is_mark(cp)) return;
    if (ascii)
        lc_buf_z(out, ascii);
    else if (digit >= 0)
        lc_buf_c(out, (char)('0' + digit));
    else
        put_cp(cp, out);
}

static bool stays_whole(int32_t cp)
{
    return (cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0x3041 && cp <= 0x30FF);
}

void lc_letter_put_bare(int32_t cp, lc_buf *out)
{
    if (cp < 128) {
        lc_buf_c(out, (char)cp);
        return;
    }
    UChar parts[MAX_DECOMPOSED];
    UErrorCode e = U_ZERO_ERROR;
    int32_t n =
        stays_whole(cp) ? -1 : unorm2_getDecomposition(nfkd(), cp, parts, MAX_DECOMPOSED, &e);
    if (n < 0 || U_FAILURE(e)) {
        put_part(cp, out);
        return;
    }
    for (int32_t i = 0; i < n;) {
        UChar32 c;
        U16_NEXT(parts, i, n, c);
        put_part(c, out);
    }
}
