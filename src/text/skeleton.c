/* The consonants of a word as sound classes, the same from Arabic, Hebrew and Latin letters. */
#include "text/romanise.h"

#include <unicode/utf8.h>

#include "text/fold.h"
#include "text/romanise_part.h"

/* Letters before e, i and y that sound otherwise there. */
static bool is_soft_c(lc_sv rest)
{
    return rest.len > 1 && rest.data[0] == 'c' && strchr("eiy", rest.data[1]);
}

/* Longest first where one begins with another. Class letters: b d f h j k l m n r s t x(sh) v y. */
static const struct {
    const char *latin, *class;
} latin_classes[] = {
    {"tsch", "x"}, {"sch", "x"}, {"tch", "x"}, {"dzh", "j"}, {"sh", "x"}, {"ch", "x"}, {"kh", "k"},
    {"gh", "k"},   {"th", "t"},  {"dh", "d"},  {"zh", "j"},  {"dj", "j"}, {"ph", "f"}, {"ts", "s"},
    {"tz", "s"},   {"ck", "k"},  {"b", "b"},   {"c", "k"},   {"d", "d"},  {"f", "f"},  {"g", "k"},
    {"h", "h"},    {"j", "j"},   {"k", "k"},   {"l", "l"},   {"m", "m"},  {"n", "n"},  {"p", "b"},
    {"q", "k"},    {"r", "r"},   {"s", "s"},   {"t", "t"},   {"x", "ks"}, {"z", "s"},
};

/* Letters after folding (lc_fold: hamza seats and points are gone). Those not here are vowels. */
static const lc_letter_row native_classes[] = {
    {0x05D1, "b"}, {0x05D2, "k"}, {0x05D3, "d"}, {0x05D4, "h"}, {0x05D6, "s"}, {0x05D7, "h"},
    {0x05D8, "t"}, {0x05DA, "k"}, {0x05DB, "k"}, {0x05DC, "l"}, {0x05DD, "m"}, {0x05DE, "m"},
    {0x05DF, "n"}, {0x05E0, "n"}, {0x05E1, "s"}, {0x05E3, "f"}, {0x05E4, "f"}, {0x05E5, "s"},
    {0x05E6, "s"}, {0x05E7, "k"}, {0x05E8, "r"}, {0x05E9, "x"}, {0x05EA, "t"}, {0x05F0, "j"},
    {0x05F1, "x"}, {0x05F2, "j"}, {0x0628, "b"}, {0x062A, "t"}, {0x062B, "t"}, {0x062C, "j"},
    {0x062D, "h"}, {0x062E, "k"}, {0x062F, "d"}, {0x0630, "d"}, {0x0631, "r"}, {0x0632, "s"},
    {0x0633, "s"}, {0x0634, "x"}, {0x0635, "s"}, {0x0636, "d"}, {0x0637, "t"}, {0x0638, "s"},
    {0x063A, "k"}, {0x0641, "f"}, {0x0642, "k"}, {0x0643, "k"}, {0x0644, "l"}, {0x0645, "m"},
    {0x0646, "n"}, {0x0647, "h"}, {0x0679, "t"}, {0x067C, "t"}, {0x067E, "b"}, {0x0681, "d"},
    {0x0685, "s"}, {0x0686, "x"}, {0x0688, "d"}, {0x0689, "d"}, {0x0691, "r"}, {0x0693, "r"},
    {0x0696, "j"}, {0x0698, "j"}, {0x069A, "x"}, {0x06A9, "k"}, {0x06AB, "k"}, {0x06AF, "k"},
    {0x06BA, "n"}, {0x06BC, "n"}, {0x06BE, "h"}, {0x06C1, "h"},
};

static bool is_native(int32_t cp)
{
    return (cp >= 0x05D0 && cp <= 0x05F2) || (cp >= 0x0620 && cp <= 0x06FF);
}

static void put_class(const char *class, size_t start, lc_buf *out)
{
    for (; *class; class ++)
        if (out->len == start || out->data[out->len - 1] != *class) lc_buf_c(out, *class);
}

static bool is_latin_vowel(char c)
{
    return c && strchr("aeiou", c);
}

/* The first letter of a Latin word where it is no consonant: vowels are one class, w v and French
 * ou- another, y its own. Returns how many bytes were read. */
static size_t put_latin_start(lc_sv w, lc_buf *out)
{
    if (w.len > 2 && w.data[0] == 'o' && w.data[1] == 'u' && is_latin_vowel(w.data[2])) {
        lc_buf_c(out, 'v');
        return 2;
    }
    if (w.data[0] == 'w' || w.data[0] == 'v')
        lc_buf_c(out, 'v');
    else if (w.data[0] == 'y')
        lc_buf_c(out, 'y');
    else if (is_latin_vowel(w.data[0]))
        lc_buf_c(out, 'a');
    else
        return 0;
    return 1;
}

static size_t put_latin(lc_sv rest, size_t start, lc_buf *out)
{
    if (is_soft_c(rest)) {
        put_class("s", start, out);
        return 1;
    }
    for (size_t i = 0; i < sizeof latin_classes / sizeof *latin_classes; i++)
        if (lc_sv_starts(rest, lc_sv_of(latin_classes[i].latin))) {
            put_class(latin_classes[i].class, start, out);
            return strlen(latin_classes[i].latin);
        }
    if (rest.data[0] >= '0' && rest.data[0] <= '9') lc_buf_c(out, rest.data[0]);
    return 1;
}

static void drop_last_h(size_t start, lc_buf *out)
{
    if (out->len > start + 1 && out->data[out->len - 1] == 'h') out->len--;
}

static void latin_word(lc_sv w, lc_buf *out)
{
    size_t start = out->len;
    size_t i = put_latin_start(w, out);
    while (i < w.len) i += put_latin(lc_sv_from(w, i), start, out);
    drop_last_h(start, out);
}

static void put_native(int32_t cp, bool first, size_t start, lc_buf *out)
{
    const char *class =
        lc_letter_find(native_classes, sizeof native_classes / sizeof *native_classes, cp);
    if (cp == 0x05D1 && !first) return; /* beth inside a word is v, which is not kept there */
    if (cp == 0x05E4 && first)
        put_class("b", start, out);
    else if (class)
        put_class(class, start, out);
    else if (first && (cp == 0x0648 || cp == 0x05D5))
        lc_buf_c(out, 'v');
    else if (first && (cp == 0x064A || cp == 0x06CC || cp == 0x05D9))
        lc_buf_c(out, 'y');
    else if (first)
        lc_buf_c(out, 'a');
}

static void native_word(lc_sv w, lc_buf *out)
{
    lc_sv article = LC_SV("\xD8\xA7\xD9\x84"); /* alif lam */
    size_t start = out->len, i = 0;
    if (lc_sv_starts(w, article) && w.len > 3 * article.len / 2 + 1) i = article.len;
    for (size_t from = i; i < w.len;) {
        int32_t cp;
        bool first = i == from;
        U8_NEXT((const uint8_t *)w.data, i, w.len, cp);
        if (is_native(cp)) put_native(cp, first, start, out);
    }
    drop_last_h(start, out);
}

static bool begins_native(lc_sv w)
{
    int32_t cp;
    size_t i = 0;
    U8_NEXT((const uint8_t *)w.data, i, w.len, cp);
    return is_native(cp);
}

enum { HEBREW_LEAD = 0xD7, ARABIC_LEAD = 0xD8 }; /* first bytes of their letters in UTF-8 */

static int byte_at(lc_sv s, size_t i)
{
    return i < s.len ? (unsigned char)s.data[i] : -1;
}

/* Gimel, tsadi and zayin with geresh become letters of their own (the places of the Yiddish
 * ligatures); with other letters it changes nothing. */
static void put_geresh(char *last)
{
    static const struct {
        unsigned char plain, marked;
    } letters[] = {{0x92, 0xB0}, {0xA6, 0xB1}, {0x96, 0xB2}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if ((unsigned char)*last == letters[i].plain) {
            *last = (char)letters[i].marked;
            return;
        }
}

/* Bytes of a geresh or apostrophe at i, or 0. */
static size_t geresh_at(lc_sv s, size_t i)
{
    if (byte_at(s, i) == '\'') return 1;
    return byte_at(s, i) == HEBREW_LEAD && byte_at(s, i + 1) == 0xB3 ? 2 : 0;
}

/* Alif with hamza or madda (D8 A2, A3, A5). */
static bool is_hamza_alif(lc_sv s, size_t i)
{
    int second = byte_at(s, i + 1);
    return byte_at(s, i) == ARABIC_LEAD && (second == 0xA2 || second == 0xA3 || second == 0xA5);
}

/* Before folding: alif with hamza is a vowel and no part of the article, so it becomes ayin, which
 * counts the same; a geresh inside a Hebrew word does not part it. */
static lc_sv prepare(lc_arena *a, lc_sv s)
{
    char *out = lc_arena_alloc(a, s.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len;) {
        size_t mark = n > 1 && (unsigned char)out[n - 2] == HEBREW_LEAD ? geresh_at(s, i) : 0;
        if (mark) {
            put_geresh(&out[n - 1]);
            i += mark;
        } else if (is_hamza_alif(s, i)) {
            out[n++] = '\xD8';
            out[n++] = '\xB9';
            i += 2;
        } else {
            out[n++] = s.data[i++];
        }
    }
    return lc_sv_make(out, n);
}

lc_sv lc_skeleton(lc_arena *a, lc_sv s)
{
    lc_sv folded = lc_fold(a, prepare(a, s)), rest = folded;
    lc_buf out = {0};
    while (rest.data && folded.len) {
        lc_sv w = lc_sv_cut(&rest, LC_SV(" "));
        if (!w.len) continue;
        size_t before = out.len;
        if (before) lc_buf_c(&out, ' ');
        size_t start = out.len;
        if (begins_native(w))
            native_word(w, &out);
        else
            latin_word(w, &out);
        if (out.len == start) out.len = before; /* nothing in it that could be read */
    }
    lc_sv kept = lc_arena_sv(a, lc_buf_view(&out));
    lc_buf_done(&out);
    return kept;
}
