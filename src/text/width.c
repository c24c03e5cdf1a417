#include "text/width.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* U+2026, one column. */
static const char ELLIPSIS[] = "\xE2\x80\xA6";
static const char FSI[] = "\xE2\x81\xA8";
static const char PDI[] = "\xE2\x81\xA9";
enum { BAD = 0xFFFD, CONTROL_PICTURES = 0x2400, PICTURE_OF_DEL = 0x2421 };

/* Steps one code point; a byte that is not UTF-8 gives U+FFFD. */
static uint32_t next_cp(lc_sv s, size_t *at)
{
    int32_t i = (int32_t)*at, n = (int32_t)s.len;
    UChar32 c;
    U8_NEXT_OR_FFFD((const uint8_t *)s.data, i, n, c);
    *at = (size_t)i;
    return (uint32_t)c;
}

static void put_cp(lc_buf *out, uint32_t cp)
{
    uint8_t b[U8_MAX_LENGTH];
    int32_t n = 0;
    U8_APPEND_UNSAFE(b, n, cp);
    lc_buf_put(out, b, (size_t)n);
}

static bool is_mark(uint32_t cp)
{
    int8_t type = u_charType((UChar32)cp);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

int lc_width_cp(uint32_t cp)
{
    if (cp < 0x300) return cp >= 0x20 && cp != 0x7F && !(cp >= 0x80 && cp < 0xA0) && cp != 0xAD;
    /* Hangul vowels and final consonants join the syllable before them (UAX #11, section 4). */
    if (is_mark(cp) || u_charType((UChar32)cp) == U_FORMAT_CHAR || (cp >= 0x1160 && cp <= 0x11FF))
        return 0;
    int32_t width = u_getIntPropertyValue((UChar32)cp, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/* What stands for a code point on a terminal; 0 leaves it out. */
static uint32_t harmless(uint32_t cp)
{
    if (cp >= 0x20 && cp < 0x7F) return cp;
    if (cp == '\t' || cp == '\n' || cp == '\r' || cp == 0x85 || cp == 0x2028 || cp == 0x2029)
        return ' ';
    if (cp < 0x20) return CONTROL_PICTURES + cp;
    if (cp == 0x7F) return PICTURE_OF_DEL;
    if (u_hasBinaryProperty((UChar32)cp, UCHAR_VARIATION_SELECTOR) ||
        u_hasBinaryProperty((UChar32)cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return 0;
    switch (u_charType((UChar32)cp)) {
    case U_FORMAT_CHAR: return 0;
    case U_CONTROL_CHAR:
    case U_UNASSIGNED:
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE: return BAD;
    default: return cp;
    }
}

static bool all_plain(lc_sv s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.data[i] < 0x20 || (unsigned char)s.data[i] >= 0x7F) return false;
    return true;
}

void lc_width_safe(lc_buf *out, lc_sv s)
{
    if (s.len > INT32_MAX) s.len = INT32_MAX;
    if (all_plain(s)) {
        lc_buf_sv(out, s);
        return;
    }
    int marks = LC_WIDTH_MAX_MARKS; /* none may stand in front of the first letter */
    for (size_t at = 0; at < s.len;) {
        uint32_t cp = harmless(next_cp(s, &at));
        if (!cp) continue;
        marks = is_mark(cp) ? marks + 1 : 0;
        if (marks <= LC_WIDTH_MAX_MARKS) put_cp(out, cp);
    }
}

static int columns_of(lc_sv safe)
{
    int n = 0;
    for (size_t at = 0; at < safe.len;) n += lc_width_cp(next_cp(safe, &at));
    return n;
}

int lc_width_of(lc_sv s)
{
    if (s.len <= INT32_MAX && all_plain(s)) return (int)s.len;
    lc_buf b = {0};
    lc_width_safe(&b, s);
    int n = columns_of(lc_buf_view(&b));
    lc_buf_done(&b);
    return n;
}

/* The longest beginning that fits; marks stay with their letter. */
static lc_sv fitting(lc_sv safe, int max_columns)
{
    int n = 0;
    for (size_t at = 0; at < safe.len;) {
        size_t before = at;
        n += lc_width_cp(next_cp(safe, &at));
        if (n > max_columns) return (lc_sv){safe.data, before};
    }
    return safe;
}

static bool has_rtl(lc_sv word)
{
    for (size_t at = 0; at < word.len;) {
        UCharDirection d = u_charDirection((UChar32)next_cp(word, &at));
        if (d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC) return true;
    }
    return false;
}

static void put_isolated(lc_buf *out, lc_sv safe)
{
    if (all_plain(safe)) {
        lc_buf_sv(out, safe);
        return;
    }
    bool open = false;
    for (lc_sv rest = safe; rest.data;) {
        bool first = rest.data == safe.data;
        lc_sv word = lc_sv_cut(&rest, LC_SV(" "));
        bool rtl = has_rtl(word);
        if (open && !rtl) lc_buf_z(out, PDI);
        if (!first) lc_buf_c(out, ' ');
        if (rtl && !open) lc_buf_z(out, FSI);
        lc_buf_sv(out, word);
        open = rtl;
    }
    if (open) lc_buf_z(out, PDI);
}

/* One line of safe text, cut where it is too long. Returns its columns. */
static int put_line(lc_buf *out, lc_sv safe, int max_columns)
{
    int n = columns_of(safe);
    if (max_columns <= 0 || n <= max_columns) {
        put_isolated(out, safe);
        return n;
    }
    lc_sv head = fitting(safe, max_columns - 1);
    put_isolated(out, head);
    lc_buf_z(out, ELLIPSIS);
    return columns_of(head) + 1;
}

int lc_width_put(lc_buf *out, lc_sv s, int max_columns)
{
    lc_buf b = {0};
    lc_width_safe(&b, s);
    int n = put_line(out, lc_buf_view(&b), max_columns);
    lc_buf_done(&b);
    return n;
}

void lc_width_spaces(lc_buf *out, int n)
{
    while (n-- > 0) lc_buf_c(out, ' ');
}

void lc_width_put_padded(lc_buf *out, lc_sv s, int columns)
{
    lc_width_spaces(out, columns - lc_width_put(out, s, columns));
}

/* Cuts from *rest what goes on one line of room columns: up to the last space that fits, else as
 * many letters as fit (at least one, so that there is always progress). */
static lc_sv take_line(lc_sv *rest, int room)
{
    lc_sv head = fitting(*rest, room);
    if (head.len < rest->len && rest->data[head.len] != ' ') {
        size_t space = head.len;
        while (space > 0 && head.data[space - 1] != ' ') space--;
        if (space > 0) head.len = space;
    }
    if (head.len == 0 && rest->len) next_cp(*rest, &head.len);
    *rest = lc_sv_from(*rest, head.len);
    while (rest->len && rest->data[0] == ' ') *rest = lc_sv_from(*rest, 1);
    return lc_sv_trim(head);
}

int lc_width_put_wrapped(lc_buf *out, lc_sv s, const lc_width_wrap *w)
{
    lc_buf b = {0};
    lc_width_safe(&b, s);
    lc_sv rest = lc_sv_trim(lc_buf_view(&b));
    int lines = 0, room = w->width - w->start;
    do {
        if (lines > 0) {
            lc_buf_c(out, '\n');
            lc_width_spaces(out, w->indent);
            room = w->width - w->indent;
        }
        if (room < 1) room = 1;
        if (++lines == w->max_lines) {
            put_line(out, rest, room);
            break;
        }
        put_isolated(out, take_line(&rest, room));
    } while (rest.len);
    lc_buf_done(&b);
    return lines;
}
