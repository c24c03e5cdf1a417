#include "text/clean.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/buf.h"
#include "text/country.h"
#include "text/fold.h"
#include "text/romanise.h"

/* Letters drawn like Latin ones (Unicode UTS #39 confusables.txt), by code point. */
static const struct {
    int32_t cp;
    char latin;
} look_alikes[] = {
    {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'},
    {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'},
    {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03B1, 'a'}, {0x03B9, 'i'}, {0x03BA, 'k'}, {0x03BD, 'v'},
    {0x03BF, 'o'}, {0x03C1, 'p'}, {0x03C5, 'u'}, {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'},
    {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x041A, 'K'}, {0x041C, 'M'}, {0x041D, 'H'},
    {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'}, {0x0423, 'Y'}, {0x0425, 'X'},
    {0x0430, 'a'}, {0x0432, 'b'}, {0x0435, 'e'}, {0x043A, 'k'}, {0x043C, 'm'}, {0x043D, 'h'},
    {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0442, 't'}, {0x0443, 'y'}, {0x0445, 'x'},
    {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x04BB, 'h'}, {0x04C0, 'I'}, {0x0501, 'd'},
    {0x051B, 'q'}, {0x051D, 'w'}, {0x0531, 'U'}, {0x0555, 'O'}, {0x0570, 'h'}, {0x0578, 'n'},
    {0x057D, 'u'}, {0x0585, 'o'}, {0x13A0, 'D'}, {0x13A1, 'R'}, {0x13A2, 'T'}, {0x13AA, 'A'},
};

static char latin_of(int32_t cp)
{
    size_t lo = 0, hi = sizeof look_alikes / sizeof *look_alikes;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (look_alikes[mid].cp == cp) return look_alikes[mid].latin;
        if (look_alikes[mid].cp < cp)
            lo = mid + 1;
        else
            hi = mid;
    }
    return 0;
}

static bool apostrophe(int32_t cp)
{
    static const int32_t marks[] = {0x27,  0x60,  0xB4,   0x2B9,  0x2BB,  0x2BC,  0x2BE,
                                    0x2BF, 0x2C8, 0x2018, 0x2019, 0x201B, 0x2032, 0x55A};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] == cp) return true;
    return false;
}

static bool letter(int32_t cp)
{
    return u_isalpha(cp) || (U_GET_GC_MASK(cp) & U_GC_M_MASK);
}

static bool invisible(int32_t cp)
{
    return u_hasBinaryProperty(cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
           (U_GET_GC_MASK(cp) & U_GC_CF_MASK);
}

typedef struct word_span {
    size_t end;
    bool latin, other, all_alike;
} word_span;

/* The run of letters, apostrophes and invisible characters that starts at from. */
static word_span span_at(lc_sv s, size_t from)
{
    word_span w = {from, false, false, true};
    for (size_t i = from; i < s.len;) {
        UChar32 c;
        U8_NEXT((const uint8_t *)s.data, i, s.len, c);
        bool mark = c >= 0 && (apostrophe(c) || invisible(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK));
        if (!mark && (c < 0 || !u_isalpha(c))) break;
        if (!mark) {
            bool latin = lc_script_of_cp(c) == LC_SCRIPT_LATIN;
            w.latin |= latin;
            w.other |= !latin;
            w.all_alike &= latin || latin_of(c);
        }
        w.end = i;
    }
    return w;
}

/* One word: homoglyphs replaced if it mixes scripts, apostrophes between letters left out. */
static void put_word(lc_sv s, size_t from, const word_span *w, lc_buf *out)
{
    bool mixed = w->latin && w->other && w->all_alike, after_letter = false;
    for (size_t i = from; i < w->end;) {
        size_t start = i;
        UChar32 c, next = -1;
        U8_NEXT((const uint8_t *)s.data, i, w->end, c);
        char latin = mixed ? latin_of(c) : 0;
        size_t peek = i;
        if (peek < w->end) U8_NEXT((const uint8_t *)s.data, peek, w->end, next);
        if (latin)
            lc_buf_c(out, latin);
        else if (apostrophe(c)) {
            if (!after_letter || next < 0 || !letter(next)) lc_buf_c(out, ' ');
        } else
            lc_buf_put(out, s.data + start, i - start);
        after_letter = letter(c);
    }
}

static bool plain(lc_sv s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((s.data[i] & 0x80) || s.data[i] == '\'' || s.data[i] == '`' || s.data[i] == '&')
            return false;
    return true;
}

lc_sv lc_clean(lc_arena *a, lc_sv name)
{
    if (plain(name)) return lc_fold(a, name);
    lc_buf b = {0};
    for (size_t i = 0; i < name.len;) {
        word_span w = span_at(name, i);
        if (w.end > i) {
            put_word(name, i, &w, &b);
            i = w.end;
            continue;
        }
        size_t start = i;
        UChar32 c;
        U8_NEXT((const uint8_t *)name.data, i, name.len, c);
        if (c == '&')
            lc_buf_z(&b, " and ");
        else
            lc_buf_put(&b, name.data + start, i - start);
    }
    lc_sv out = lc_fold(a, lc_buf_view(&b));
    lc_buf_done(&b);
    return out;
}

/* ---- cutting ---- */

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool ascii_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* 41st, 2nd, 3rd, 4th: the number alone. */
static size_t ordinal_digits(lc_sv w)
{
    size_t n = 0;
    while (n < w.len && digit(w.data[n])) n++;
    lc_sv end = lc_sv_from(w, n);
    bool is = n && (lc_sv_is(end, "st") || lc_sv_is(end, "nd") || lc_sv_is(end, "rd") ||
                    lc_sv_is(end, "th"));
    return is ? n : 0;
}

/* What a scanner or a hand may have meant by a digit among letters. */
static char letter_for(char d)
{
    static const char meant[] = "olzeasgtbg"; /* 0 1 2 3 4 5 6 7 8 9 */
    return meant[d - '0'];
}

/* Digits stand for letters if they stand alone between letters (j0ng); at the end only if that
 * makes a word that is known (busines5), since numbers stand there, too (sirius5). */
static bool read_digits(const lc_lexicon *lex, lc_arena *a, lc_sv w, lc_sv *out)
{
    size_t letters = 0, digits = 0;
    bool at_edge = false;
    char *fixed = lc_arena_alloc(a, w.len + 1);
    for (size_t i = 0; i < w.len; i++) {
        fixed[i] = w.data[i];
        if (!digit(w.data[i])) {
            if (!ascii_letter(w.data[i])) return false;
            letters++;
            continue;
        }
        bool edge = i == 0 || i + 1 == w.len;
        if (!edge && (digit(w.data[i - 1]) || digit(w.data[i + 1]))) return false;
        at_edge |= edge;
        digits++;
        fixed[i] = letter_for(w.data[i]);
    }
    *out = lc_sv_make(fixed, w.len);
    if (letters < 3 || digits == 0 || digits > 2 || letters < 3 * digits) return false;
    return !at_edge || (letters >= 4 && digits == 1 && lc_lexicon_find(lex, *out));
}

static void put_space(lc_buf *out)
{
    if (out->len && out->data[out->len - 1] != ' ') lc_buf_c(out, ' ');
}

static void put_mixed(const lc_lexicon *lex, lc_arena *a, lc_sv w, lc_buf *out)
{
    lc_sv meant;
    size_t n = ordinal_digits(w);
    if (n) {
        lc_buf_put(out, w.data, n);
    } else if (read_digits(lex, a, w, &meant)) {
        lc_buf_sv(out, meant);
    } else {
        for (size_t i = 0; i < w.len; i++) {
            if (i && digit(w.data[i]) != digit(w.data[i - 1])) put_space(out);
            lc_buf_c(out, w.data[i]);
        }
    }
}

static bool structural(const lc_sense *s)
{
    for (; s; s = s->next)
        if (s->file == LC_SENSE_LEGAL || s->file == LC_SENSE_ORG || s->file == LC_SENSE_PLACE ||
            s->file == LC_SENSE_NUMBER || s->file == LC_SENSE_TITLE)
            return true;
    return false;
}

/* Bytes of the longest known form of two characters or more at the beginning of run. */
static size_t known_prefix(const lc_lexicon *lex, lc_sv run)
{
    size_t best = 0, i = 0;
    for (int chars = 1; i < run.len && chars <= LC_FORM_MAX_CHARS; chars++) {
        U8_FWD_1((const uint8_t *)run.data, i, run.len);
        lc_sv form = lc_sv_make(run.data, i);
        if (chars >= 2 && (structural(lc_lexicon_find(lex, form)) || lc_country_code(form).len))
            best = i;
    }
    return best;
}

/* A run of Han, kana, Hangul or Thai: known words stand alone, the rest stays together. */
static void put_run(const lc_lexicon *lex, lc_sv run, lc_buf *out)
{
    for (size_t i = 0; i < run.len;) {
        size_t n = known_prefix(lex, lc_sv_from(run, i));
        if (n) {
            put_space(out);
            lc_buf_put(out, run.data + i, n);
            lc_buf_c(out, ' ');
            i += n;
            continue;
        }
        size_t start = i;
        U8_FWD_1((const uint8_t *)run.data, i, run.len);
        lc_buf_put(out, run.data + start, i - start);
    }
}

static bool runs_on(lc_sv w)
{
    lc_script s = lc_script_of(w);
    return s == LC_SCRIPT_HAN || s == LC_SCRIPT_KANA || s == LC_SCRIPT_THAI ||
           s == LC_SCRIPT_HANGUL;
}

static bool has_digit_and_letter(lc_sv w)
{
    bool digits = false, others = false;
    for (size_t i = 0; i < w.len; i++) {
        digits |= digit(w.data[i]);
        others |= !digit(w.data[i]);
    }
    return digits && others;
}

static bool ascii_only(lc_sv w)
{
    for (size_t i = 0; i < w.len; i++)
        if (w.data[i] & 0x80) return false;
    return true;
}

lc_sv lc_cut_words(const lc_lexicon *lex, lc_arena *a, lc_sv folded, bool organisations)
{
    lc_buf b = {0};
    lc_sv rest = folded;
    while (rest.data) {
        lc_sv w = lc_sv_cut(&rest, LC_SV(" "));
        put_space(&b);
        if (has_digit_and_letter(w))
            put_mixed(lex, a, w, &b);
        else if (organisations && !ascii_only(w) && runs_on(w))
            put_run(lex, w, &b);
        else
            lc_buf_sv(&b, w);
    }
    lc_sv out = lc_sv_trim(lc_arena_sv(a, lc_buf_view(&b)));
    lc_buf_done(&b);
    return out;
}
